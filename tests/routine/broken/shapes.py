"""Values of the wrong type."""

from __future__ import annotations

from tests.routine.broken.record import Broken
from tests.routine.files import STEPS

WRONG_TYPES = (
    Broken(
        "a version from the future",
        "unbend: 2\ntitle: T\nsteps: [bridge]\n",
        (1, 9, "unbend", "this version of Unbend reads format 1 (write unbend: 1)"),
    ),
    Broken(
        "a version in quotes",
        "unbend: '1'\ntitle: T\nsteps: [bridge]\n",
        (1, 9, "unbend", "this version of Unbend reads format 1 (write unbend: 1)"),
    ),
    Broken(
        "a version with a fraction",
        "unbend: 1.5\ntitle: T\nsteps: [bridge]\n",
        (1, 9, "unbend", "this version of Unbend reads format 1 (write unbend: 1)"),
    ),
    Broken(
        "a version that is true",
        "unbend: true\ntitle: T\nsteps: [bridge]\n",
        (1, 9, "unbend", "this version of Unbend reads format 1 (write unbend: 1)"),
    ),
    Broken(
        "a version with a point",
        "unbend: 1.0\ntitle: T\nsteps: [bridge]\n",
        (1, 9, "unbend", "this version of Unbend reads format 1 (write unbend: 1)"),
    ),
    Broken(
        "a title that is a number",
        "unbend: 1\ntitle: 7\nsteps: [bridge]\n",
        (2, 8, "title", 'should be text (write "7" in quotes)'),
    ),
    Broken(
        "a title that is true",
        "unbend: 1\ntitle: true\nsteps: [bridge]\n",
        (2, 8, "title", 'should be text (write "true" in quotes)'),
    ),
    Broken(
        "a title that is a list",
        "unbend: 1\ntitle: [a]\nsteps: [bridge]\n",
        (2, 8, "title", "should be text"),
    ),
    Broken(
        "a title that is empty",
        "unbend: 1\ntitle:\nsteps: [bridge]\n",
        (2, 1, "title", "should be text"),
    ),
    Broken(
        "a title of spaces",
        "unbend: 1\ntitle: '  '\nsteps: [bridge]\n",
        (2, 8, "title", "is empty"),
    ),
    Broken(
        "a title of a thousand letters",
        "unbend: 1\ntitle: " + "a" * 1_000 + "\nsteps: [bridge]\n",
        (2, 8, "title", "longer than 600 characters"),
    ),
    Broken(
        "a mode that does not exist",
        "unbend: 1\ntitle: T\nmode: voices\nsteps: [bridge]\n",
        (3, 7, "mode", 'should be screen, voice or either (did you mean "voice"?)'),
    ),
    Broken(
        "a level that does not exist",
        "unbend: 1\ntitle: T\nlevel: easy\nsteps: [bridge]\n",
        (3, 8, "level", "should be gentle, moderate or firm"),
    ),
    Broken(
        "needs that are text",
        "unbend: 1\ntitle: T\nneeds: chair\nsteps: [bridge]\n",
        (3, 8, "needs", "should be a list (write [chair])"),
    ),
    Broken(
        "a number among the needs",
        "unbend: 1\ntitle: T\nneeds: [chair, 2]\nsteps: [bridge]\n",
        (3, 16, "needs[1]", 'should be text (write "2" in quotes)'),
    ),
    Broken(
        "defaults that are a list",
        "unbend: 1\ntitle: T\ndefaults: [rest]\nsteps: [bridge]\n",
        (3, 11, "defaults", "should be a mapping of keys to values"),
    ),
    Broken(
        "steps that are text",
        "unbend: 1\ntitle: T\nsteps: bridge\n",
        (3, 8, "steps", "should be a list"),
    ),
    Broken(
        "steps that are a mapping",
        "unbend: 1\ntitle: T\nsteps: {exercise: bridge}\n",
        (3, 8, "steps", "should be a list"),
    ),
    Broken(
        "steps that are empty",
        "unbend: 1\ntitle: T\nsteps: []\n",
        (3, 8, "steps", "is empty"),
    ),
    Broken(
        "steps of nothing",
        "unbend: 1\ntitle: T\nsteps:\n",
        (3, 1, "steps", "should be a list"),
    ),
    Broken(
        "a step that is a number",
        STEPS + "- 5\n",
        (4, 3, "steps[0]", "a step is an exercise id, or a mapping (write - shoulder-roll)"),
    ),
    Broken(
        "a step that is empty",
        STEPS + "-\n- bridge\n",
        (4, 2, "steps[0]", "a step is an exercise id, or a mapping (write - shoulder-roll)"),
    ),
    Broken(
        "a step that is a list",
        STEPS + "- [bridge]\n",
        (4, 3, "steps[0]", "a step is an exercise id, or a mapping (write - shoulder-roll)"),
    ),
    Broken(
        "a step that is an empty mapping",
        STEPS + "- {}\n",
        (4, 3, "steps[0]", "a step needs one of exercise, repeat, rest, routine or walk"),
    ),
    Broken(
        "a side that is a number",
        STEPS + "- exercise: neck-tilt\n  left: 20s\n",
        (5, 9, "steps[0].left", "should be a mapping of keys to values"),
    ),
    Broken(
        "an advance that does not exist",
        STEPS + "- exercise: bridge\n  advance: keys\n",
        (5, 12, "steps[0].advance", 'should be auto or key (did you mean "key"?)'),
    ),
    Broken(
        "sides that do not exist",
        STEPS + "- exercise: bridge\n  sides: leftt\n",
        (5, 10, "steps[0].sides", 'did you mean "left"?'),
    ),
    Broken(
        "a spoken line that is a list",
        STEPS + "- exercise: bridge\n  say: [Up, down]\n",
        (5, 8, "steps[0].say", "should be text"),
    ),
    Broken(
        "exercises that are a list",
        STEPS + "- bridge\nexercises: [pull]\n",
        (5, 12, "exercises", "should be a mapping of keys to values"),
    ),
    Broken(
        "an exercise that is text",
        STEPS + "- bridge\nexercises: {pull: Pull}\n",
        (5, 19, "exercises.pull", "should be a mapping of keys to values"),
    ),
    Broken(
        "a dose that is text",
        STEPS + "- pull\nexercises:\n  pull: {name: Pull, dose: 5 times}\n",
        (6, 28, "exercises.pull.dose", "should be a mapping of keys to values"),
    ),
    Broken(
        "an exercise with everything wrong",
        STEPS + "- pull\n"
        "exercises:\n"
        "  pull:\n"
        "    name: 5\n"
        "    areas: neck\n"
        "    position: lying\n"
        "    posture: [sat]\n"
        "    kind: pull\n"
        "    level: hard\n"
        "    sides: left\n"
        "    careful: [knees]\n"
        "    how: Pull\n"
        "    sources: E1\n",
        (7, 11, "exercises.pull.name", 'should be text (write "5" in quotes)'),
        (8, 12, "exercises.pull.areas", "should be a list (write [neck])"),
        (9, 15, "exercises.pull.position", 'did you mean "walking"?'),
        (10, 15, "exercises.pull.posture[0]", 'did you mean "sit"?'),
        (11, 11, "exercises.pull.kind", "should be mobility, stretch, strength, breathing, relaxation, walk, heat"),
        (12, 12, "exercises.pull.level", "should be gentle, moderate or firm"),
        (13, 12, "exercises.pull.sides", "should be one, both or alternate"),
        (14, 15, "exercises.pull.careful[0]", 'did you mean "knee"?'),
        (15, 10, "exercises.pull.how", "should be a list (write [Pull])"),
        (16, 14, "exercises.pull.sources", "should be a list (write [E1])"),
    ),
)
