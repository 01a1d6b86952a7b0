"""`unbend show`: what a routine consists of."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.commands.test_list import SHIPPED
from tests.routine.files import a_routine

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commands.conftest import Unbend


def test_a_routine_is_shown_step_by_step(unbend: Unbend) -> None:
    """With what it is for, and when each step begins."""
    said = unbend("show", "micro-break-30")
    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()
    assert lines[:3] == [
        "Thirty-second micro-break  (micro-break-30)",
        "0:30, 2 steps, gentle, seated",
        "For: Anyone at a screen",
    ]
    assert lines[-2:] == [
        "  1    0:00  Backward shoulder rolls: 17 s  (shoulder-roll)",
        "  2    0:17  Look far away: 13 s  (eyes-far-look)",
    ]


def test_the_timeline_has_every_phase_with_its_cues(unbend: Unbend) -> None:
    """Start, length, kind, side, set, repetition, exercise, cues."""
    lines = unbend("show", "micro-break-30", "--timeline").out.splitlines()
    head = next(number for number, line in enumerate(lines) if line.lstrip().startswith("start"))
    rows = [line.split() for line in lines[head + 1 :]]
    assert rows[0][:5] == ["0:00.0", "5", "s", "lead-in", "both"]
    assert rows[0][5:] == ["shoulder-roll", "get-ready@0", "tick@2", "tick@3", "tick-last@4"]
    assert rows[-1][:5] == ["0:20.0", "10", "s", "time", "both"]
    assert rows[-1][5:8] == ["1", "1", "eyes-far-look"]


@pytest.mark.parametrize("name", SHIPPED)
def test_other_programs_get_every_phase_in_this_shape_and_no_other(unbend: Unbend, name: str) -> None:
    """Programs depend on it; what is added must be added knowingly."""
    values = json.loads(unbend("show", name, "--json").out)
    assert [*values] == ["id", "title", "total_ms", "phases"]
    assert values["id"] == name
    at_ms = 0
    for phase in values["phases"]:
        assert [*phase] == ["start_ms", "duration_ms", "kind", "exercise", "side", "set", "rep", "cues"]
        assert phase["start_ms"] == at_ms
        assert phase["side"] in (None, "left", "right", "both", "alternate")
        for cue in phase["cues"]:
            assert [*cue] == ["at_ms", "cue"]
            assert 0 <= cue["at_ms"] < (phase["duration_ms"] or 1)
        at_ms += phase["duration_ms"] or 0
    assert at_ms == values["total_ms"]


def test_a_phase_that_waits_has_no_length(unbend: Unbend, home: Path) -> None:
    """Null for programs, "you say" for people; it takes no time in the sum."""
    (home / "knees.yaml").write_text(a_routine("{exercise: rest-breathe, time: 5s, advance: key}", "rest: 5s"))
    phases = json.loads(unbend("show", "./knees.yaml", "--json").out)["phases"]
    assert [(phase["kind"], phase["start_ms"], phase["duration_ms"]) for phase in phases] == [
        ("lead-in", 0, 10_000),
        ("time", 10_000, 5_000),
        ("wait", 15_000, None),
        ("rest", 15_000, 5_000),
    ]
    assert "you say  wait" in unbend("show", "knees.yaml", "--timeline").out


def test_the_side_can_be_said(unbend: Unbend) -> None:
    """Left stands in where it is not."""
    sides = []
    for option in ([], ["--side", "left"], ["--side", "right"]):
        phases = json.loads(unbend("show", "one-side-emphasis", "--json", *option).out)["phases"]
        sides.append([phase["side"] for phase in phases])
    assert sides[0] == sides[1] != sides[2]
    assert len(sides[1]) == len(sides[2])


def test_a_broken_file_is_told_with_its_places(unbend: Unbend, home: Path) -> None:
    """On standard error, with exit code 1; nothing is shown of it."""
    (home / "knees.yaml").write_text(a_routine("shoulder-rol"))
    said = unbend("show", "knees.yaml")
    assert (said.code, said.out) == (1, "")
    assert said.err == 'knees.yaml:4:3: steps[0]: no exercise called "shoulder-rol" (did you mean "shoulder-roll"?)\n'


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("desk-rest", 'unbend: there is no routine called "desk-rest" (did you mean "desk-reset"?)\n'),
        ("xyz", 'unbend: there is no routine called "xyz" (unbend list shows them all)\n'),
        ("none.yaml", "unbend: there is no file none.yaml\n"),
    ],
)
def test_what_is_not_there_is_said_in_a_sentence(unbend: Unbend, name: str, said: str) -> None:
    """With the nearest there is."""
    result = unbend("show", name)
    assert (result.code, result.out, result.err) == (2, "", said)
