"""The breaks of the work clock as they are told: by day, and what became of each. Never blames, counts no streaks."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from unbend.history.records import BreakOutcome
from unbend.units import SECOND, format_span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from unbend.history.records import BreakRecord

_COUNTED = {
    BreakOutcome.TAKEN: "taken",
    BreakOutcome.POSTPONED: "postponed",
    BreakOutcome.SKIPPED: "skipped",
    BreakOutcome.MISSED: "left out",
}
_WHY = {
    "quiet": "it was quiet",
    "away": "nobody was here",
    "hours": "the working hours were over",
    "fixed": "a fixed one had its time",
    "unanswered": "nobody answered",
    "left": "begun, and left before it counted",
    "stopped": "the work clock was stopped",
}


def breaks_by_day(breaks: Iterable[BreakRecord]) -> dict[str, list[BreakRecord]]:
    """Return `breaks` by the day, as ISO 8601, on which the user's own calendar showed them due; the latest day first.

    The breaks of a day are in the order in which they come.
    """
    days: defaultdict[str, list[BreakRecord]] = defaultdict(list)
    for row in breaks:
        days[row.due_at[:10]].append(row)
    return dict(sorted(days.items(), reverse=True))


def break_lines(days: Mapping[str, Sequence[BreakRecord]]) -> Iterator[str]:
    """Yield the lines that tell of the breaks of `days`."""
    for day, rows in days.items():
        yield f"{day}  {counted(rows)}"
        for row in rows:
            yield f"    {row.due_at[11:16]}  {_became(row)}"


def counted(breaks: Sequence[BreakRecord]) -> str:
    """Return how many of `breaks` became what: `breaks: 3 taken, 1 left out`."""
    numbers = Counter(row.became for row in breaks)
    told = [f"{numbers[outcome]} {word}" for outcome, word in _COUNTED.items() if numbers[outcome]]
    if numbers[None]:
        told.append(f"{numbers[None]} without an end on record")
    return f"breaks: {', '.join(told)}"


def _became(row: BreakRecord) -> str:
    match row.became:
        case BreakOutcome.TAKEN:
            return ", ".join(filter(None, [f"taken, {_length(row)}", row.routine]))
        case BreakOutcome.MISSED:
            return f"left out: {_WHY.get(row.why or '', 'not said why')}"
        case None:  # it waits or lasts, or the work clock was killed then
            return "due" if row.began_ms is None else "begun"
        case outcome:
            return _COUNTED[outcome]


def _length(row: BreakRecord) -> str:
    planned = "" if row.planned_ms is None else f" of {format_span(row.planned_ms)}"
    short = ", the short version" * row.is_short
    if row.began_ms is None or row.ended_ms is None:
        return f"length not on record{short}"
    return f"{format_span((row.ended_ms - row.began_ms) // SECOND * SECOND)}{planned}{short}"
