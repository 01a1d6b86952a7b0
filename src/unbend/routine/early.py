"""Rule R11 (docs/safety.md 4.4): in the first two hours after getting up, bending forward is not suggested (E50)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

BENDS_FORWARD = "flexion-sensitive"
"""The flag of what bends the back forward."""
_EARLY_HOURS = 2


def is_early(wake_time: str, now: datetime) -> bool:
    """Return whether `now` lies in the two hours after the person gets up; never where they have not said when."""
    if not wake_time:
        return False
    hours, minutes = map(int, wake_time.split(":"))
    up = now.replace(hour=hours, minute=minutes, second=0, microsecond=0)
    since = (now - up) % timedelta(days=1)  # who gets up at 23:00 is still early at 0:30
    return since < timedelta(hours=_EARLY_HOURS)
