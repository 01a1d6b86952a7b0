"""Ids and keys that are unknown, misspelt or missing."""

from __future__ import annotations

from tests.routine.broken.record import Broken
from tests.routine.files import STEPS

NAMES = (
    Broken(
        "an unknown exercise",
        STEPS + "- burpee\n",
        (4, 3, "steps[0]", 'no exercise called "burpee"'),
    ),
    Broken(
        "a misspelt exercise",
        STEPS + "- shoulder-rol\n",
        (4, 3, "steps[0]", 'no exercise called "shoulder-rol" (did you mean "shoulder-roll"?)'),
    ),
    Broken(
        "a misspelt exercise in full",
        STEPS + "- exercise: seated-twists\n",
        (4, 13, "steps[0].exercise", 'no exercise called "seated-twists" (did you mean "seated-twist"?)'),
    ),
    Broken(
        "a misspelt exercise inside a repeat",
        STEPS + "- repeat: 2\n  steps:\n  - brigde\n",
        (6, 5, "steps[0].steps[0]", 'no exercise called "brigde" (did you mean "bridge"?)'),
    ),
    Broken(
        "an exercise in capitals",
        STEPS + "- exercise: Bridge\n",
        (4, 13, "steps[0].exercise", 'not an id (write "bridge")'),
    ),
    Broken(
        "an exercise with a space",
        STEPS + "- shoulder roll\n",
        (4, 3, "steps[0].exercise", 'not an id (write "shoulder-roll")'),
    ),
    Broken(
        "an exercise that is a path",
        STEPS + "- ../../etc/passwd\n",
        (4, 3, "steps[0].exercise", 'not an id (write "etc-passwd")'),
    ),
    Broken(
        "an exercise that is a number",
        STEPS + "- exercise: 5\n",
        (4, 13, "steps[0].exercise", 'should be text (write "5" in quotes)'),
    ),
    Broken(
        "an unknown routine",
        STEPS + "- routine: shin\n",
        (4, 12, "steps[0].routine", 'no routine called "shin"'),
    ),
    Broken(
        "a misspelt routine",
        STEPS + "- routine: knee\n",
        (4, 12, "steps[0].routine", 'no routine called "knee" (did you mean "knees"?)'),
    ),
    Broken(
        "an easier exercise that is not there",
        STEPS + "- pull\nexercises:\n  pull: {name: Pull, dose: {reps: 2}, easier: shoulder-rolls}\n",
        (6, 47, "exercises.pull.easier", 'no exercise called "shoulder-rolls" (did you mean "shoulder-roll"?)'),
    ),
    Broken(
        "an exercise id with capitals",
        STEPS + "- bridge\nexercises:\n  Towel Pull: {name: Pull, dose: {reps: 2}}\n",
        (6, 3, "exercises.Towel Pull", 'not an id (write "towel-pull")'),
    ),
    Broken(
        "a tag with a space",
        "unbend: 1\ntitle: T\ntags: [for desks]\nsteps: [bridge]\n",
        (3, 8, "tags[0]", 'not an id (write "for-desks")'),
    ),
)

UNKNOWN_KEYS = (
    Broken(
        "an unknown key at the root",
        "unbend: 1\ntitle: T\nauthor: Anna\nsteps: [bridge]\n",
        (3, 1, "author", "unknown key"),
    ),
    Broken(
        "a misspelt key at the root",
        "unbend: 1\ntitel: T\nsteps: [bridge]\n",
        (1, 1, "routine", '"title" is missing'),
        (2, 1, "titel", 'unknown key (did you mean "title"?)'),
    ),
    Broken(
        "a misspelt key of defaults",
        "unbend: 1\ntitle: T\ndefaults: {swich: 5s}\nsteps: [bridge]\n",
        (3, 12, "defaults.swich", 'unknown key (did you mean "switch"?)'),
    ),
    Broken(
        "a misspelt key of a step",
        STEPS + "- exercise: bridge\n  rep: 5\n",
        (5, 3, "steps[0].rep", 'unknown key (did you mean "reps"?)'),
    ),
    Broken(
        "a misspelt key of a side",
        STEPS + "- exercise: neck-tilt\n  left: {holds: 20s}\n",
        (5, 10, "steps[0].left.holds", 'unknown key (did you mean "hold"?)'),
    ),
    Broken(
        "a key that a side has not",
        STEPS + "- exercise: neck-tilt\n  left: {reps: 2, rest: 5s}\n",
        (5, 19, "steps[0].left.rest", "unknown key (write it in the step, for both sides)"),
    ),
    Broken(
        "a misspelt kind of step",
        STEPS + "- repeats: 3\n  steps: [bridge]\n",
        (4, 3, "steps[0].repeats", 'unknown key (did you mean "repeat"?)'),
    ),
    Broken(
        "a misspelt key of a repeat",
        STEPS + "- repeat: 3\n  step: [bridge]\n",
        (4, 3, "steps[0]", '"steps" is missing'),
        (5, 3, "steps[0].step", 'unknown key (did you mean "steps"?)'),
    ),
    Broken(
        "a misspelt key of a walk",
        STEPS + "- walk: 5m\n  says: Go\n",
        (5, 3, "steps[0].says", 'unknown key (did you mean "say"?)'),
    ),
    Broken(
        "a key that a walk has not",
        STEPS + "- walk: 5m\n  reps: 3\n",
        (5, 3, "steps[0].reps", "unknown key"),
    ),
    Broken(
        "a misspelt key of a rest",
        STEPS + "- rest: 5s\n  notes: Sit\n",
        (5, 3, "steps[0].notes", 'unknown key (did you mean "note"?)'),
    ),
    Broken(
        "a key beside an include",
        STEPS + "- routine: knees-two\n  reps: 2\n",
        (5, 3, "steps[0].reps", "unknown key"),
    ),
    Broken(
        "a misspelt key of an exercise",
        STEPS + "- pull\nexercises:\n  pull: {name: Pull, dose: {reps: 2}, positon: seated}\n",
        (6, 39, "exercises.pull.positon", 'unknown key (did you mean "position"?)'),
    ),
    Broken(
        "a misspelt key of an exercise's dose",
        STEPS + "- pull\nexercises:\n  pull: {name: Pull, dose: {reps: 2, temp: 2-2-2}}\n",
        (6, 38, "exercises.pull.dose.temp", 'unknown key (did you mean "tempo"?)'),
    ),
    Broken(
        "a key that looks like pydantic's own",
        STEPS + '- bridge\n"<exercise>": 1\n',
        (5, 1, "<exercise>", 'unknown key (did you mean "exercises"?)'),
    ),
    Broken(
        "a key that looks like a tag of a step",
        STEPS + "- exercise: bridge\n  <rest>: 1\n",
        (5, 3, "steps[0].<rest>", 'unknown key (did you mean "rest"?)'),
    ),
    Broken(
        "a key of several lines",
        STEPS + '- bridge\n"two\\nlines": 1\n',
        (5, 1, "two\\u000alines", "unknown key"),
    ),
    Broken(
        "a key of two thousand letters",
        STEPS + "- bridge\n? " + "k" * 2_000 + "\n: 1\n",
        (5, 3, "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk...", "unknown key"),
    ),
)

MISSING_KEYS = (
    Broken(
        "no version",
        "title: T\nsteps: [bridge]\n",
        (1, 1, "routine", '"unbend" is missing'),
    ),
    Broken(
        "no title",
        "unbend: 1\nsteps: [bridge]\n",
        (1, 1, "routine", '"title" is missing'),
    ),
    Broken(
        "no steps",
        "unbend: 1\ntitle: T\n",
        (1, 1, "routine", '"steps" is missing'),
    ),
    Broken(
        "nothing that is needed",
        "who: Me\n",
        (1, 1, "routine", '"steps" is missing'),
        (1, 1, "routine", '"title" is missing'),
        (1, 1, "routine", '"unbend" is missing'),
    ),
    Broken(
        "a repeat without steps",
        STEPS + "- repeat: 3\n",
        (4, 3, "steps[0]", '"steps" is missing'),
    ),
    Broken(
        "an exercise without a name",
        STEPS + "- pull\nexercises:\n  pull: {dose: {reps: 2}}\n",
        (6, 9, "exercises.pull", '"name" is missing'),
    ),
    Broken(
        "an exercise on the floor without a posture",
        STEPS + "- pull\nexercises:\n  pull: {name: Pull, dose: {reps: 2}, position: floor}\n",
        (6, 9, "exercises.pull", "an exercise on the floor needs a posture"),
    ),
    Broken(
        "a step of another kind",
        STEPS + "- reps: 5\n  hold: 3s\n",
        (4, 3, "steps[0]", "a step needs one of exercise, repeat, rest, routine or walk"),
    ),
    Broken(
        "a step that says nothing of how much",
        STEPS + "- bridge\n- no-dose\n",
        (5, 3, "steps[1]", 'nothing says how much of "no-dose"'),
    ),
    Broken(
        "a breath that says nothing of how long",
        STEPS + "- exercise: no-dose\n  breath: 4-6\n",
        (4, 3, "steps[0]", 'nothing says how much of "no-dose"'),
    ),
)
