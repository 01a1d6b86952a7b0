"""What is known of the person and their day without asking, for the commands that name a routine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unbend import resources
from unbend.commands import places
from unbend.errors import HistoryUnavailable
from unbend.pain.assessment import Tier
from unbend.routine.suggest import Known

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime


def known_at(now: datetime, warn: Callable[[str], None]) -> Known:
    """Return what settings and history tell of the day of `now`; no history is made by looking.

    What cannot be read is told to `warn` and not taken into account.
    """
    settings = places.settings(warn)
    file = resources.history_file()
    known = Known(now, settings.wake_time, settings.careful)
    if not file.exists():
        return known
    from unbend.history.store import Store  # noqa: PLC0415  # without a history, SQLite is not needed
    from unbend.history.today import today_of  # noqa: PLC0415  # likewise

    try:
        with Store.open(file) as store:
            today = today_of(store.sessions(from_day=now.date()), now.date())
            sign = store.sign_of(now.date().isoformat())
    except HistoryUnavailable as error:
        warn(f"{error}. What you did today is not taken into account.")
        return known
    tier = None if sign is None or sign.tier is None else Tier(sign.tier)
    return Known(now, settings.wake_time, settings.careful, today.pain, today.done, tier)
