"""What is said of a work clock, in a line, in a format and as JSON; and which state is not believed."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from unbend.work.status import NAMES, NOT_RUNNING, UnknownName, as_json, believed, facts, formatted, line

NOW_MS = 1_800_000_000_000
MINUTE = 60_000


def a_state(**changes: Any) -> dict[str, Any]:  # noqa: ANN401  # values of a JSON file
    """Return what a work clock writes that began work a while ago, with `changes`."""
    return {
        "version": 1,
        "pid": 77,
        "written_ms": NOW_MS - 5 * MINUTE,
        "preset": "light",
        "status": "working",
        "next_at_ms": NOW_MS + 12 * MINUTE,
        "break_ms": 30_000,
        "routine": None,
        "quiet_until_ms": None,
        "paused_until_ms": None,
        "away_since_ms": None,
        "moved_at_ms": NOW_MS - 8 * MINUTE,
        "today": {"taken": 3, "skipped": 1, "missed": 2},
        **changes,
    }


@pytest.mark.parametrize(
    ("changes", "shown", "told"),
    [
        ({}, "12 min", "The next break is in 12 min. Last moved 8 min ago. Breaks today: 3."),
        ({"next_at_ms": NOW_MS + 1}, "1 min", "The next break is in 1 min. Last moved 8 min ago. Breaks today: 3."),
        ({"next_at_ms": NOW_MS + 90 * MINUTE, "moved_at_ms": None}, "1 h 30 min", None),
        ({"next_at_ms": NOW_MS + 120 * MINUTE}, "2 h", None),
        ({"next_at_ms": NOW_MS - 1}, "now", "A break is due. Last moved 8 min ago. Breaks today: 3."),
        ({"status": "due", "next_at_ms": NOW_MS - 9 * MINUTE}, "now", None),
        ({"status": "break", "next_at_ms": None}, "break", "In a break. Last moved 8 min ago. Breaks today: 3."),
        ({"status": "off", "next_at_ms": None}, "off", None),
        ({"status": "paused", "next_at_ms": None}, "paused", "Paused. Last moved 8 min ago. Breaks today: 3."),
        ({"status": "paused", "paused_until_ms": NOW_MS + 20 * MINUTE, "moved_at_ms": None}, "paused", None),
        ({"away_since_ms": NOW_MS - MINUTE, "next_at_ms": None}, "away", None),
    ],
)
def test_the_time_to_the_next_break(changes: dict[str, Any], shown: str, told: str | None) -> None:
    """In whole minutes, a begun one counted; where none is counted down to, in one word why."""
    state = a_state(**changes)
    assert formatted(state, NOW_MS, "{next}") == shown
    if told is not None:
        assert line(state, NOW_MS) == told


def test_a_pause_with_an_end_says_for_how_long() -> None:
    """And nothing is said of a movement that is not known of."""
    state = a_state(status="paused", paused_until_ms=NOW_MS + 19 * MINUTE + 1, moved_at_ms=None)
    assert line(state, NOW_MS) == "Paused for 20 min. Breaks today: 3."


def test_a_format_is_filled_in() -> None:
    """Everything else stays, doubled braces as one, and no word of Python's own formats is obeyed."""
    assert formatted(a_state(), NOW_MS, "{next} {since_moved} {breaks}") == "12 min 8 min 3"
    assert formatted(a_state(), NOW_MS, "{{{state}}} 5% ${x}".replace("${x}", "$x")) == "{working} 5% $x"
    assert formatted(a_state(), NOW_MS, "") == ""


@pytest.mark.parametrize("wanted", ["{nxt}", "{}", "{next", "next}", "{next.__class__}", "{next!r:>9999999}", "{0}"])
def test_a_name_that_is_not_there_is_told(wanted: str) -> None:
    """With the names there are, and also while no work clock runs: else it shows first thing in the morning."""
    for state in (a_state(), None):
        with pytest.raises(UnknownName, match=re.escape("what it knows is {next}, {since_moved}, {breaks}")):
            formatted(state, NOW_MS, wanted)


def test_without_a_work_clock_a_bar_shows_nothing() -> None:
    """A person is told so."""
    assert formatted(None, NOW_MS, "next {next}") == ""
    assert line(None, NOW_MS) == NOT_RUNNING
    told = json.loads(as_json(None, NOW_MS))
    assert told == {"running": False, "text": "", "tooltip": NOT_RUNNING, "class": "none"}


def test_json_is_one_line_with_what_waybar_reads() -> None:
    """Spans in milliseconds, None where there is none."""
    said = as_json(a_state(quiet_until_ms=NOW_MS - 1), NOW_MS)
    assert "\n" not in said
    assert json.loads(said) == {
        "running": True,
        "text": "12 min",
        "tooltip": "The next break is in 12 min. Last moved 8 min ago. Breaks today: 3.",
        "class": "working",
        "next_ms": 12 * MINUTE,
        "break_ms": 30_000,
        "since_moved_ms": 8 * MINUTE,
        "paused_ms": None,
        "quiet_ms": None,
        "away_ms": None,
        "today": {"taken": 3, "skipped": 1, "missed": 2},
        "preset": "light",
        "routine": None,
    }


BEGAN_MS = NOW_MS - 60 * MINUTE


def test_a_living_clock_is_believed() -> None:
    """However long ago it wrote, as long as nothing was due since: it writes when something changes."""
    state = a_state(status="paused", next_at_ms=None, written_ms=BEGAN_MS)
    assert believed(state, NOW_MS, BEGAN_MS) == state
    assert believed(a_state(), NOW_MS, 0) is not None  # where the system does not tell when a process began


@pytest.mark.parametrize(
    ("changes", "began_ms"),
    [
        ({}, None),
        ({}, NOW_MS - MINUTE),
        ({"next_at_ms": NOW_MS - 3 * MINUTE}, BEGAN_MS),
        ({"status": "paused", "paused_until_ms": NOW_MS - 3 * MINUTE}, BEGAN_MS),
        ({"status": "stopped", "next_at_ms": None}, BEGAN_MS),
        ({"written_ms": "yesterday"}, BEGAN_MS),
        ({"written_ms": None}, BEGAN_MS),
        ({"next_at_ms": "soon"}, BEGAN_MS),
    ],
    ids=["dead", "number used again", "overdue", "pause over", "stopped", "no time", "none", "no instant"],
)
def test_what_nobody_stands_behind_is_not_believed(changes: dict[str, Any], began_ms: int | None) -> None:
    """A killed clock leaves its file behind, and says nothing of now."""
    assert believed(a_state(**changes), NOW_MS, began_ms) is None


def test_what_is_strange_in_a_file_stays_off_the_terminal() -> None:
    """Nor does it crash a prompt."""
    state = a_state(preset="\x1b[2J", status="wor\nking", today=[1], moved_at_ms="x")
    assert formatted(state, NOW_MS, "{preset}|{state}|{since_moved}|{breaks}") == "\\x1b[2J|wor\\nking||0"


def test_every_name_has_a_value() -> None:
    """What `--format` offers, `facts` gives."""
    assert tuple(facts(a_state(), NOW_MS)) == NAMES
