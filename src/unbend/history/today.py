"""What today has brought so far: what was done, and what was said of pain. Pure: records in, a frozen record out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from unbend.history.records import day_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from unbend.history.records import SessionRecord


@dataclass(frozen=True, slots=True)
class Today:
    """One day until now."""

    done: tuple[str, ...] = ()
    """Ids of the routines of which something was performed, each once, the latest first."""
    pain: int | None = None
    """0 to 10, as told when the latest session began in which it was told, or when it ended if it was more by then."""


def today_of(sessions: Iterable[SessionRecord], today: date) -> Today:
    """Return what `sessions`, the latest first, tell of the day `today`."""
    of_today = [session for session in sessions if day_of(session) == today]
    pains = (
        max(told)
        for session in of_today
        if (told := [nrs for nrs in (session.pain_before, session.pain_after) if nrs is not None])
    )
    done = dict.fromkeys(session.routine for session in of_today if session.performed_ms > 0)
    return Today(tuple(done), next(pains, None))
