"""Durations, and rows of seconds."""

from __future__ import annotations

from tests.routine.broken.record import Broken
from tests.routine.files import STEPS

DURATIONS = (
    Broken(
        "a bare number",
        STEPS + "- exercise: neck-tilt\n  hold: 20\n",
        (5, 9, "steps[0].hold", 'a duration needs a unit (write "20s")'),
    ),
    Broken(
        "a bare fraction",
        STEPS + "- exercise: neck-tilt\n  hold: 1.5\n",
        (5, 9, "steps[0].hold", 'a duration needs a unit (write "1.5s")'),
    ),
    Broken(
        "a quoted number",
        STEPS + "- exercise: neck-tilt\n  hold: '0.5'\n",
        (5, 9, "steps[0].hold", 'a duration needs a unit (write "0.5s")'),
    ),
    Broken(
        "a bare number of a rest",
        STEPS + "- rest: 90\n",
        (4, 9, "steps[0].rest", 'a duration needs a unit (write "1m30s")'),
    ),
    Broken(
        "a bare number of a walk",
        STEPS + "- walk: 5\n",
        (4, 9, "steps[0].walk", 'a duration needs a unit (write "5s")'),
    ),
    Broken(
        "a negative duration",
        STEPS + "- exercise: neck-tilt\n  hold: -5s\n",
        (5, 9, "steps[0].hold", 'a duration cannot be negative (write "20s")'),
    ),
    Broken(
        "a negative number",
        STEPS + "- exercise: neck-tilt\n  gap: -5\n",
        (5, 8, "steps[0].gap", 'a duration cannot be negative (write "20s")'),
    ),
    Broken(
        "not a number",
        STEPS + "- exercise: neck-tilt\n  hold: .nan\n",
        (5, 9, "steps[0].hold", 'not a duration (write "20s", "1m30s" or "5m")'),
    ),
    Broken(
        "not a number of seconds",
        STEPS + "- exercise: neck-tilt\n  hold: nans\n",
        (5, 9, "steps[0].hold", 'not a duration (write "20s", "1m30s" or "5m")'),
    ),
    Broken(
        "infinity",
        STEPS + "- exercise: neck-tilt\n  hold: .inf\n",
        (5, 9, "steps[0].hold", 'not a duration (write "20s", "1m30s" or "5m")'),
    ),
    Broken(
        "a power of ten",
        STEPS + "- exercise: neck-tilt\n  hold: 1e3\n",
        (5, 9, "steps[0].hold", 'not a duration (write "20s", "1m30s" or "5m")'),
    ),
    Broken(
        "no time where work is meant",
        STEPS + "- exercise: neck-tilt\n  hold: 0s\n",
        (5, 9, "steps[0].hold", "nothing to do in no time (leave the key out, or write a longer span)"),
    ),
    Broken(
        "a walk of no time",
        STEPS + "- walk: 0m\n",
        (4, 9, "steps[0].walk", "nothing to do in no time (leave the key out, or write a longer span)"),
    ),
    Broken(
        "a rest of no time as a step",
        STEPS + "- rest: 0s\n",
        (4, 9, "steps[0].rest", "nothing to do in no time (leave the key out, or write a longer span)"),
    ),
    Broken(
        "over an hour",
        STEPS + "- walk: 61m\n",
        (4, 9, "steps[0].walk", "longer than an hour (split it into several steps)"),
    ),
    Broken(
        "just over an hour",
        STEPS + "- walk: 1h0.001s\n",
        (4, 9, "steps[0].walk", "longer than an hour (split it into several steps)"),
    ),
    Broken(
        "a million hours",
        STEPS + "- walk: 999999h\n",
        (4, 9, "steps[0].walk", "longer than an hour (split it into several steps)"),
    ),
    Broken(
        "a number with a million digits",
        STEPS + "- walk: " + "9" * 1_000_000 + "s\n",
        (4, 9, "steps[0].walk", 'not a duration (write "20s", "1m30s" or "5m")'),
    ),
    Broken(
        "a million digits in words",
        STEPS + "- walk: " + "9" * 1_000_000 + " seconds\n",
        (4, 9, "steps[0].walk", 'not a duration (write "20s", "1m30s" or "5m")'),
    ),
    Broken(
        "a space before the unit",
        STEPS + "- walk: 5 m\n",
        (4, 9, "steps[0].walk", 'not a duration (write "5m")'),
    ),
    Broken(
        "a unit in words",
        STEPS + "- exercise: neck-tilt\n  hold: 20 seconds\n",
        (5, 9, "steps[0].hold", 'not a duration (write "20s")'),
    ),
    Broken(
        "a unit in capitals",
        STEPS + "- exercise: neck-tilt\n  hold: 20S\n",
        (5, 9, "steps[0].hold", 'not a duration (write "20s")'),
    ),
    Broken(
        "an unknown unit",
        STEPS + "- walk: 2d\n",
        (4, 9, "steps[0].walk", 'not a duration (write "20s", "1m30s" or "5m")'),
    ),
    Broken(
        "units in the wrong order",
        STEPS + "- walk: 30s1m\n",
        (4, 9, "steps[0].walk", 'not a duration (write "20s", "1m30s" or "5m")'),
    ),
    Broken(
        "an empty duration",
        STEPS + "- walk: ''\n",
        (4, 9, "steps[0].walk", 'not a duration (write "20s", "1m30s" or "5m")'),
    ),
    Broken(
        "a duration that is missing",
        STEPS + "- walk:\n",
        (4, 3, "steps[0].walk", 'should be a duration (write "20s")'),
    ),
    Broken(
        "a duration that is true",
        STEPS + "- exercise: neck-tilt\n  hold: yes\n- exercise: neck-tilt\n  hold: true\n",
        (5, 9, "steps[0].hold", 'not a duration (write "20s", "1m30s" or "5m")'),
        (7, 9, "steps[1].hold", 'should be a duration (write "20s")'),
    ),
    Broken(
        "a list of durations",
        STEPS + "- exercise: neck-tilt\n  hold: [5s, 8s]\n",
        (5, 9, "steps[0].hold", 'should be a duration (write "20s")'),
    ),
    Broken(
        "Arabic digits",
        STEPS + "- walk: \u0665m\n",
        (4, 9, "steps[0].walk", 'not a duration (write "20s", "1m30s" or "5m")'),
    ),
    Broken(
        "a lead-in without a unit",
        STEPS + "- exercise: bridge\n  lead: 8\n",
        (5, 9, "steps[0].lead", 'a duration needs a unit (write "8s")'),
    ),
)

ROWS_OF_SECONDS = (
    Broken(
        "a tempo of two parts",
        STEPS + "- exercise: bridge\n  tempo: 2-8\n",
        (5, 10, "steps[0].tempo", "write 2-8-2 for ease in, hold, ease out"),
    ),
    Broken(
        "a tempo with units",
        STEPS + "- exercise: bridge\n  tempo: 2s-8s-2s\n",
        (5, 10, "steps[0].tempo", "write 2-8-2 for ease in, hold, ease out"),
    ),
    Broken(
        "a tempo of nothing",
        STEPS + "- exercise: bridge\n  tempo: 0-0-0\n",
        (5, 10, "steps[0].tempo", "nothing to do in no time (at least one of the three must be more than 0)"),
    ),
    Broken(
        "a tempo that is a list",
        STEPS + "- exercise: bridge\n  tempo: [2, 8, 2]\n",
        (5, 10, "steps[0].tempo", "write 2-8-2 for ease in, hold, ease out"),
    ),
    Broken(
        "a tempo that is a number",
        STEPS + "- exercise: bridge\n  tempo: 282\n",
        (5, 10, "steps[0].tempo", "write 2-8-2 for ease in, hold, ease out"),
    ),
    Broken(
        "a negative tempo",
        STEPS + "- exercise: bridge\n  tempo: 2--8-2\n",
        (5, 10, "steps[0].tempo", "write 2-8-2 for ease in, hold, ease out"),
    ),
    Broken(
        "a tempo of a quarter of an hour",
        STEPS + "- exercise: bridge\n  tempo: 2-1000-2\n",
        (5, 10, "steps[0].tempo", "write 2-8-2 for ease in, hold, ease out"),
    ),
    Broken(
        "a breath of three parts",
        STEPS + "- exercise: slow-breath\n  breath: 4-2-6\n",
        (5, 11, "steps[0].breath", "should be seconds joined by hyphens (write 4-6 for in and out, or 4-2-6-2)"),
    ),
    Broken(
        "a breath without a way out",
        STEPS + "- exercise: slow-breath\n  breath: 4-0\n",
        (5, 11, "steps[0].breath", "a breath needs an in and an out (write 4-6)"),
    ),
    Broken(
        "a breath that is a date",
        STEPS + "- exercise: slow-breath\n  breath: 2024-01-01\n",
        (5, 11, "steps[0].breath", "should be seconds joined by hyphens (write 4-6 for in and out, or 4-2-6-2)"),
    ),
)
