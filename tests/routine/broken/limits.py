"""Bombs, sizes and circles."""

from __future__ import annotations

from tests.routine.broken.record import Broken
from tests.routine.files import STEPS

TOO_MUCH = (
    Broken(
        "more than a mebibyte",
        "# " + "a" * (1024 * 1024) + "\n" + STEPS + "- bridge\n",
        (1, 1, "routine", "larger than 1 MiB (split the file)"),
    ),
    Broken(
        "two hundred and one steps",
        STEPS + "- bridge\n" * 201,
        (204, 3, "steps[200]", "more than 200 steps (split the routine)"),
    ),
    Broken(
        "a repeat over the limit",
        STEPS + "- repeat: 67\n  steps: [bridge, {rest: 5s}, shoulder-roll]\n",
        (5, 31, "steps[0].steps[2]", "more than 200 steps (split the routine)"),
    ),
    Broken(
        "nested repeats of a million",
        STEPS + "- repeat: 100\n  steps:\n  - repeat: 100\n    steps:\n    - repeat: 100\n      steps: [bridge]\n",
        (9, 15, "steps[0].steps[0].steps[0].steps[0]", "more than 200 steps (split the routine)"),
    ),
    Broken(
        "repeats nested too deep",
        STEPS + "- repeat: 2\n"
        "  steps:\n"
        "  - repeat: 2\n"
        "    steps:\n"
        "    - repeat: 2\n"
        "      steps:\n"
        "      - repeat: 2\n"
        "        steps: [bridge]\n",
        (10, 9, "steps[0].steps[0].steps[0].steps[0]", "repeats nested deeper than 3"),
    ),
    Broken(
        "brackets without end",
        "a: " + "[" * 100_000,
        (1, 23, "a" + "[0]" * 19, "nested deeper than 20 levels (check the indentation)"),
    ),
    Broken(
        "braces without end",
        "{a: " * 50_000,
        (1, 81, "a" + ".a" * 19, "nested deeper than 20 levels (check the indentation)"),
    ),
    Broken(
        "deep lists that do end",
        "figure: " + "[" * 30 + "]" * 30 + "\n",
        (1, 28, "figure" + "[0]" * 19, "nested deeper than 20 levels (check the indentation)"),
    ),
    Broken(
        "sixty thousand values",
        STEPS + "- [" + "a, " * 60_000 + "]\n",
        (4, 149980, "routine", "more than 50,000 values (split the file)"),
    ),
    Broken(
        "over twenty thousand phases",
        STEPS + "- repeat: 5\n  steps:\n  - exercise: bridge\n    reps: 200\n    sets: 10\n    tempo: 0.1-0.1-0.1\n",
        (4, 1, "steps", "more than 20,000 phases (split the routine)"),
    ),
    Broken(
        "an easier exercise of a hundred thousand phases",
        STEPS + "- repeat: 10\n"
        "  steps: [pull]\n"
        "exercises:\n"
        "  pull: {name: Pull, dose: {reps: 2, tempo: 1-1-1}, easier: many}\n"
        "  many: {name: Many, dose: {reps: 200, sets: 20, tempo: 1-1-1}}\n",
        (4, 1, "steps", "more than 20,000 phases (split the routine)"),
    ),
    Broken(
        "breaths of a thousandth of a second",
        STEPS + "- exercise: slow-breath\n  breath: 0.001-0.001\n  time: 1h\n",
        (4, 1, "steps", "more than 20,000 phases (split the routine)"),
    ),
    Broken(
        "over four hours",
        STEPS + "- repeat: 5\n  steps: [{walk: 50m}]\n",
        (4, 1, "steps", "longer than 4 hours (split the routine)"),
    ),
)

CYCLES = (
    Broken(
        "a routine that includes itself",
        STEPS + "- bridge\n- routine: knees\n",
        (5, 12, "steps[1].routine", "the routine includes itself (knees > knees)"),
    ),
    Broken(
        "a routine that includes itself in a repeat",
        STEPS + "- repeat: 100\n  steps:\n  - routine: knees\n",
        (6, 14, "steps[0].steps[0].routine", "the routine includes itself (knees > knees)"),
    ),
    Broken(
        "an exercise that is easier than itself",
        STEPS + "- pull\nexercises:\n  pull: {name: Pull, dose: {reps: 2}, easier: pull}\n",
        (6, 47, "exercises.pull.easier", "the easier exercises lead back to this one"),
    ),
    Broken(
        "two exercises each easier than the other",
        STEPS + "- pull\n"
        "exercises:\n"
        "  pull: {name: Pull, dose: {reps: 2}, easier: tug}\n"
        "  tug: {name: Tug, dose: {reps: 2}, easier: pull}\n",
        (6, 47, "exercises.pull.easier", "the easier exercises lead back to this one"),
        (7, 45, "exercises.tug.easier", "the easier exercises lead back to this one"),
    ),
    Broken(
        "a chain that ends in a circle",
        STEPS + "- pull\n"
        "exercises:\n"
        "  pull: {name: Pull, dose: {reps: 2}, easier: tug}\n"
        "  tug: {name: Tug, dose: {reps: 2}, easier: tow}\n"
        "  tow: {name: Tow, dose: {reps: 2}, easier: tug}\n",
        (7, 45, "exercises.tug.easier", "the easier exercises lead back to this one"),
        (8, 45, "exercises.tow.easier", "the easier exercises lead back to this one"),
    ),
)
