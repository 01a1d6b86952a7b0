"""Counts that cannot be meant."""

from __future__ import annotations

from tests.routine.broken.record import Broken
from tests.routine.files import STEPS

COUNTS = (
    Broken(
        "no repetitions",
        STEPS + "- exercise: bridge\n  reps: 0\n",
        (5, 9, "steps[0].reps", "should be from 1 to 200"),
    ),
    Broken(
        "negative repetitions",
        STEPS + "- exercise: bridge\n  reps: -1\n",
        (5, 9, "steps[0].reps", "should be from 1 to 200"),
    ),
    Broken(
        "half a repetition",
        STEPS + "- exercise: bridge\n  reps: 2.5\n",
        (5, 9, "steps[0].reps", "should be a whole number"),
    ),
    Broken(
        "repetitions in words",
        STEPS + "- exercise: bridge\n  reps: eight\n",
        (5, 9, "steps[0].reps", "should be a whole number"),
    ),
    Broken(
        "repetitions in quotes",
        STEPS + "- exercise: bridge\n  reps: '8'\n",
        (5, 9, "steps[0].reps", "should be a whole number (write it without quotes)"),
    ),
    Broken(
        "repetitions with a unit",
        STEPS + "- exercise: bridge\n  reps: 8x\n",
        (5, 9, "steps[0].reps", "should be a whole number"),
    ),
    Broken(
        "a million repetitions",
        STEPS + "- exercise: bridge\n  reps: 1000000\n",
        (5, 9, "steps[0].reps", "should be from 1 to 200"),
    ),
    Broken(
        "an integer of a thousand digits",
        STEPS + "- exercise: bridge\n  reps: " + "9" * 1_000 + "\n",
        (5, 9, "steps[0].reps", "should be a whole number"),
    ),
    Broken(
        "repetitions that are true",
        STEPS + "- exercise: bridge\n  reps: true\n",
        (5, 9, "steps[0].reps", "should be a whole number"),
    ),
    Broken(
        "an empty list of repetitions",
        STEPS + "- exercise: bridge\n  reps: []\n",
        (5, 9, "steps[0].reps", "should have from 1 to 20 sets"),
    ),
    Broken(
        "a wrong number in a list of repetitions",
        STEPS + "- exercise: bridge\n  reps: [4, 0, 2]\n",
        (5, 9, "steps[0].reps", "should be from 1 to 200"),
    ),
    Broken(
        "too many sets in a list",
        STEPS + "- exercise: bridge\n  reps: [" + "1, " * 21 + "]\n",
        (5, 9, "steps[0].reps", "should have from 1 to 20 sets"),
    ),
    Broken(
        "no sets",
        STEPS + "- exercise: bridge\n  sets: 0\n",
        (5, 9, "steps[0].sets", "should be from 1 to 20"),
    ),
    Broken(
        "too many sets",
        STEPS + "- exercise: bridge\n  sets: 21\n",
        (5, 9, "steps[0].sets", "should be from 1 to 20"),
    ),
    Broken(
        "a repeat of nothing",
        STEPS + "- repeat: 0\n  steps: [bridge]\n",
        (4, 11, "steps[0].repeat", "should be from 1 to 100"),
    ),
    Broken(
        "too many repeats",
        STEPS + "- repeat: 101\n  steps: [bridge]\n",
        (4, 11, "steps[0].repeat", "should be from 1 to 100"),
    ),
    Broken(
        "a repeat in words",
        STEPS + "- repeat: twice\n  steps: [bridge]\n",
        (4, 11, "steps[0].repeat", "should be a whole number"),
    ),
)
