"""What the history screen shows, read from disk and counted. Knows no Textual; slow enough for a thread of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain
from typing import TYPE_CHECKING

from unbend.history.break_report import breaks_by_day, counted
from unbend.history.records import day_of
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
from unbend.units import SECOND

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from unbend.history.records import SessionRecord

WEEKS = 12
WEEKS_OF_BREAKS = 53
"""`unbend history --breaks --all` has the rest."""
MOST_SESSIONS = 200
"""As many as anybody scrolls through; `unbend history --all` has the rest."""


@dataclass(frozen=True, slots=True)
class Past:
    """The history as it stood at one moment. All but the days are about the last `WEEKS` weeks."""

    today: date
    days: tuple[Day, ...]
    """The last `MOST_SESSIONS` sessions, by day, and the days that had breaks of the work clock alone.

    These reach as far back as the sessions, and at least `WEEKS_OF_BREAKS` where no session is left out.
    """
    breaks: Mapping[date, str]
    """What became of the breaks of each of these days that had any."""
    told: Mapping[str, tuple[str, ...]]
    """What there is to tell of each of these sessions besides its length, by its id."""
    month: MonthDays
    weeks: tuple[Week, ...]
    pain: tuple[PainPoint, ...]
    exercises: tuple[ExerciseTrend, ...]
    sides: Sides


def _first_of_breaks(latest: Sequence[SessionRecord], today: date) -> date:
    """Return the first day whose breaks are shown beside the `latest` sessions."""
    oldest = [day_of(session) for session in latest[-1:]]
    if len(latest) == MOST_SESSIONS:  # of the days before, the sessions would be missing
        return oldest[0]
    return min([first_day(WEEKS_OF_BREAKS, today), *oldest])


def _breaks_by_day(store: Store, first: date) -> dict[date, str]:
    """Return what became of the breaks of each day, from `first` on, by the calendar that the user had then."""
    # A day begins in no place on earth more than a day before it does at Greenwich.
    begun = datetime.combine(first - timedelta(days=1), time(), UTC)
    rows_by_day = breaks_by_day(store.breaks(round(begun.timestamp() * SECOND)))
    return {day: counted(rows) for text, rows in rows_by_day.items() if (day := date.fromisoformat(text)) >= first}


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
        breaks = _breaks_by_day(store, _first_of_breaks(latest, today))
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
