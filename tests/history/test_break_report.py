"""The lines that tell of breaks."""

from __future__ import annotations

from datetime import datetime

from unbend.history.break_report import break_lines, breaks_by_day
from unbend.history.records import BreakOutcome, BreakRecord


def a_break(  # noqa: PLR0913  # what the tests differ in
    due_at: str,
    became: BreakOutcome | None = None,
    *,
    why: str | None = None,
    routine: str | None = None,
    lasted_ms: int | None = None,
    planned_ms: int | None = 120_000,
    is_short: bool = False,
) -> BreakRecord:
    """Return a break that was due then."""
    began_ms, ended_ms = (None, None) if lasted_ms is None else (1_000, 1_000 + lasted_ms)
    shown = f"{due_at}:00+01:00"
    due_ms = int(datetime.fromisoformat(shown).timestamp() * 1000)
    return BreakRecord(due_at, shown, due_ms, planned_ms, became, why, routine, is_short, began_ms, ended_ms)


def test_each_day_says_what_became_of_its_breaks() -> None:
    """The latest day first, and a day from its morning on; why one did not happen, and no word of blame."""
    breaks = [
        a_break("2026-03-02T09:30", BreakOutcome.TAKEN, routine="stand-and-move-2", lasted_ms=131_400),
        a_break("2026-03-02T10:02", BreakOutcome.POSTPONED),
        a_break("2026-03-02T10:07", BreakOutcome.SKIPPED),
        a_break("2026-03-03T09:30", BreakOutcome.MISSED, why="quiet"),
        a_break("2026-03-03T10:00", BreakOutcome.MISSED, why="away"),
        a_break("2026-03-03T10:30", BreakOutcome.MISSED, why="fixed"),
        a_break("2026-03-03T11:00", BreakOutcome.TAKEN, lasted_ms=30_000, planned_ms=30_000, is_short=True),
        a_break("2026-03-03T17:00", BreakOutcome.MISSED, why="hours"),
        a_break("2026-03-03T17:30"),
    ]
    assert [*break_lines(breaks_by_day(breaks))] == [
        "2026-03-03  breaks: 1 taken, 4 left out, 1 without an end on record",
        "    09:30  left out: it was quiet",
        "    10:00  left out: nobody was here",
        "    10:30  left out: a fixed one had its time",
        "    11:00  taken, 30 s of 30 s, the short version",
        "    17:00  left out: the working hours were over",
        "    17:30  due",
        "2026-03-02  breaks: 1 taken, 1 postponed, 1 skipped",
        "    09:30  taken, 2 min 11 s of 2 min, stand-and-move-2",
        "    10:02  postponed",
        "    10:07  skipped",
    ]


def test_what_another_version_wrote_is_told_as_far_as_it_is_known() -> None:
    """A reason that is not known, and a length that is not there."""
    breaks = [
        a_break("2026-03-02T09:30", BreakOutcome.MISSED, why="moon"),
        a_break("2026-03-02T10:00", BreakOutcome.TAKEN, planned_ms=None),
        a_break("2026-03-02T10:30", lasted_ms=1),
    ]
    assert [*break_lines(breaks_by_day(breaks))][1:] == [
        "    09:30  left out: not said why",
        "    10:00  taken, length not on record",
        "    10:30  begun",
    ]
