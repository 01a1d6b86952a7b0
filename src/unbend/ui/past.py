"""What the history screen shows, read from disk and counted. Knows no Textual; slow enough for a thread of its own."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

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
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

WEEKS = 12
MOST_SESSIONS = 200
"""As many as anybody scrolls through; `unbend history --all` has the rest."""


@dataclass(frozen=True, slots=True)
class Past:
    """The history as it stood at one moment. All but the days are about the last `WEEKS` weeks."""

    today: date
    days: tuple[Day, ...]
    """The last `MOST_SESSIONS` sessions, by day."""
    told: Mapping[str, tuple[str, ...]]
    """What there is to tell of each of these sessions besides its length, by its id."""
    month: MonthDays
    weeks: tuple[Week, ...]
    pain: tuple[PainPoint, ...]
    exercises: tuple[ExerciseTrend, ...]
    sides: Sides


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
    if not latest:
        return None
    recent_steps = list(chain.from_iterable(steps[session.id] for session in recent))
    recent_pains = list(chain.from_iterable(pains[session.id] for session in recent))
    return Past(
        today=today,
        days=by_day(latest),
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
