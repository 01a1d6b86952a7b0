"""What the history screen shows, read from disk and counted. Knows no Textual; slow enough for a thread of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from unbend.history.break_report import breaks_by_day, counted
from unbend.history.report import session_lines
from unbend.history.store import Store
from unbend.history.trends import (
    Day,
    ExerciseTrend,
    MonthDays,
    PainPoint,
    Sides,
    Week,
    by_day,
    by_exercise,
    by_side,
    days_this_month,
    first_day,
    minutes_by_week,
    pain_over_time,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from unbend.history.records import BreakRecord

WEEKS = 12
MOST_SESSIONS = 200
"""As many as anybody scrolls through; `unbend history --all` has the rest."""


@dataclass(frozen=True, slots=True)
class Past:
    """The history as it stood at one moment. All but the days are about the last `WEEKS` weeks."""

    today: date
    days: tuple[Day, ...]
    """The last `MOST_SESSIONS` sessions, by day, and the days since that had breaks of the work clock alone."""
    breaks: Mapping[date, str]
    """What became of the breaks of each of these days that had any."""
    told: Mapping[str, tuple[str, ...]]
    """What there is to tell of each of these sessions besides its length, by its id."""
    month: MonthDays
    weeks: tuple[Week, ...]
    pain: tuple[PainPoint, ...]
    exercises: tuple[ExerciseTrend, ...]
    sides: Sides


def _breaks_by_day(breaks: Iterable[BreakRecord]) -> dict[date, str]:
    return {date.fromisoformat(day): counted(rows) for day, rows in breaks_by_day(breaks).items()}


def _with_days(days: Iterable[Day], more: Iterable[date]) -> tuple[Day, ...]:
    """Return `days`, the latest first, with a day of no sessions for each of `more` that is not among them."""
    known = {day: Day(day, (), 0) for day in more} | {each.day: each for each in days}
    return tuple(known[day] for day in sorted(known, reverse=True))


def look_back(file: Path, today: date) -> Past | None:
    """Return what is in the history `file`, None where nothing was ever done. Makes no file.

    Raises `HistoryUnavailable`, and then leaves the file as it is.
    """
    if not file.exists():
        return None
    with Store.open(file) as store:
        latest = store.sessions(MOST_SESSIONS)
        recent = store.sessions(from_day=first_day(WEEKS, today))
        every = {session.id: session for session in chain(latest, recent)}.values()
        steps, pains = store.steps_of(every), store.pains_of(every)
        breaks = _breaks_by_day(store.breaks(latest[-1].started_ms if latest else 0))
    if not latest and not breaks:
        return None
    recent_steps = list(chain.from_iterable(steps[session.id] for session in recent))
    recent_pains = list(chain.from_iterable(pains[session.id] for session in recent))
    return Past(
        today=today,
        days=_with_days(by_day(latest), breaks),
        breaks=breaks,
        told={
            session.id: tuple(line.strip() for line in session_lines(session, steps[session.id], pains[session.id])[1:])
            for session in latest
        },
        month=days_this_month(recent, today),
        weeks=minutes_by_week(recent, WEEKS, today),
        pain=pain_over_time(recent, recent_pains),
        exercises=by_exercise(recent_steps, recent_pains),
        sides=by_side(recent_steps),
    )
