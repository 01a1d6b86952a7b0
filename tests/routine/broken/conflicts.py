"""Keys that cannot stand together, and several problems at once."""

from __future__ import annotations

from tests.routine.broken.record import Broken
from tests.routine.files import STEPS

KEYS_THAT_CANNOT_STAND_TOGETHER = (
    Broken(
        "time with repetitions",
        STEPS + "- exercise: bridge\n  time: 30s\n  reps: 5\n",
        (6, 3, "steps[0].reps", "reps and time cannot stand together (leave one of them out)"),
    ),
    Broken(
        "time with a tempo",
        STEPS + "- exercise: bridge\n  tempo: 2-2-2\n  time: 30s\n",
        (5, 3, "steps[0].tempo", "tempo and time cannot stand together (leave one of them out)"),
    ),
    Broken(
        "time with a hold and a gap",
        STEPS + "- exercise: bridge\n  time: 30s\n  hold: 5s\n  gap: 2s\n",
        (6, 3, "steps[0].hold", "hold and time cannot stand together (leave one of them out)"),
        (7, 3, "steps[0].gap", "gap and time cannot stand together (leave one of them out)"),
    ),
    Broken(
        "a breath with a tempo",
        STEPS + "- exercise: slow-breath\n  breath: 4-6\n  tempo: 2-2-2\n",
        (6, 3, "steps[0].tempo", "tempo and breath cannot stand together (leave one of them out)"),
    ),
    Broken(
        "a breath with a hold",
        STEPS + "- exercise: slow-breath\n  breath: 4-6\n  hold: 5s\n",
        (6, 3, "steps[0].hold", "hold and breath cannot stand together (leave one of them out)"),
    ),
    Broken(
        "a tempo with a hold",
        STEPS + "- exercise: bridge\n  tempo: 2-8-2\n  hold: 5s\n",
        (6, 3, "steps[0].hold", "tempo has a hold already"),
    ),
    Broken(
        "sets beside a list of repetitions",
        STEPS + "- exercise: bridge\n  reps: [4, 3, 2]\n  sets: 2\n",
        (6, 3, "steps[0].sets", "reps has 3 sets already (leave sets out)"),
    ),
    Broken(
        "a side beside one side",
        STEPS + "- exercise: neck-tilt\n  sides: chosen\n  left: {reps: 2}\n",
        (6, 3, "steps[0].left", "left has no place beside sides: chosen (leave sides out)"),
    ),
    Broken(
        "a conflict in defaults",
        "unbend: 1\ntitle: T\ndefaults: {time: 5s, reps: 2}\nsteps: [bridge]\n",
        (3, 22, "defaults.reps", "reps and time cannot stand together (leave one of them out)"),
    ),
    Broken(
        "a conflict in a side",
        STEPS + "- exercise: neck-tilt\n  left: {time: 5s, hold: 5s}\n",
        (5, 20, "steps[0].left.hold", "hold and time cannot stand together (leave one of them out)"),
    ),
    Broken(
        "a conflict in an exercise",
        STEPS + "- pull\nexercises:\n  pull: {name: Pull, dose: {tempo: 2-2-2, hold: 5s}}\n",
        (6, 43, "exercises.pull.dose.hold", "tempo has a hold already"),
    ),
    Broken(
        "two kinds of step in one",
        STEPS + "- exercise: bridge\n  walk: 5m\n",
        (5, 3, "steps[0].walk", "a step is one thing: exercise or walk (make two steps of it)"),
    ),
    Broken(
        "a repeat that is a rest as well",
        STEPS + "- repeat: 2\n  rest: 5s\n  steps: [bridge]\n",
        (5, 3, "steps[0].rest", "a step is one thing: repeat or rest (make two steps of it)"),
    ),
)

SEVERAL_AT_ONCE = (
    Broken(
        "five problems in the order of their lines",
        "unbend: 1\ntitel: Knees\nmode: screens\nsteps:\n- exercise: bridge\n  hold: 20\n  rep: 5\n- brigde\n",
        (1, 1, "routine", '"title" is missing'),
        (2, 1, "titel", 'unknown key (did you mean "title"?)'),
        (3, 7, "mode", 'should be screen, voice or either (did you mean "screen"?)'),
        (6, 9, "steps[0].hold", 'a duration needs a unit (write "20s")'),
        (7, 3, "steps[0].rep", 'unknown key (did you mean "reps"?)'),
        (8, 3, "steps[1]", 'no exercise called "brigde" (did you mean "bridge"?)'),
    ),
    Broken(
        "a slip before a line that cannot be read",
        "unbend: 1\n"
        "titel: Knees\n"
        "steps:\n"
        "- pull\n"
        "- exercise: bridge: two\n"
        "exercises:\n"
        "  pull: {name: Pull, dose: {reps: 2}}\n",
        (2, 1, "titel", 'unknown key (did you mean "title"?)'),
        (5, 19, "routine", "cannot be read as YAML: mapping values are not allowed in this context"),
    ),
)
