"""The clock on the wall beside the clock that only goes on: which of its times is which instant, and back.

A schedule runs on a steady clock in milliseconds, which never goes back and does not stand still while the machine
sleeps. Only what people name by the clock on the wall (working hours, quiet hours, "at 12:30") is looked up here, anew
each time, so that daylight saving and a clock that was set need no rule of their own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from unbend.units import SECOND

if TYPE_CHECKING:
    from datetime import date, time, tzinfo

    from unbend.breaks.rhythm import Week
    from unbend.units import Ms

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)
_DAYS_AHEAD = 9
"""A week from now and one day on both sides, for spans that reach over midnight."""
SET_BY_MS: Ms = 2 * SECOND
"""A clock that is off by less was corrected by the network, not set."""


@dataclass(frozen=True, slots=True)
class WallClock:
    """How the clock on the wall stands to the steady clock."""

    ahead_ms: Ms
    """Milliseconds since 1970 UTC, less the steady clock's time."""
    zone: tzinfo

    def at(self, at_ms: Ms) -> datetime:
        """Return what the clock on the wall shows at the steady instant `at_ms`."""
        return (_EPOCH + (at_ms + self.ahead_ms) * _MS).astimezone(self.zone)

    def instant(self, wall: datetime) -> Ms:
        """Return the steady instant of `wall`, which has an offset or a zone."""
        return (wall - _EPOCH) // _MS - self.ahead_ms

    def time_on(self, day: date, at: time) -> Ms:
        """Return the instant of `at` on `day`: the first where the clock shows it twice.

        Where the clock never shows it, because it is put forward, it comes as much later.
        """
        return self.instant(datetime.combine(day, at, self.zone).replace(fold=0))

    def next_time(self, at: time, now_ms: Ms) -> Ms:
        """Return the next instant after `now_ms` at which the clock shows `at`."""
        today = self.at(now_ms).date()
        times = (self.time_on(today + timedelta(days=day), at) for day in range(3))
        return next(each for each in times if each > now_ms)


def wall_clock(wall: datetime, now_ms: Ms) -> WallClock:
    """Return the clock on the wall that shows `wall`, which has a zone, at the steady instant `now_ms`."""
    zone = wall.tzinfo
    if zone is None:
        msg = "the time on the wall needs a zone"
        raise ValueError(msg)
    clock = WallClock(0, zone)
    return replace(clock, ahead_ms=clock.instant(wall) - now_ms)


def was_set(clock: WallClock, wall: datetime, now_ms: Ms) -> bool:
    """Return whether `wall` is not what `clock` shows at `now_ms`: it was set, or the offset from UTC changed."""
    shown = clock.at(now_ms)
    return abs(wall - shown) >= SET_BY_MS * _MS or wall.utcoffset() != shown.utcoffset()


def is_within(week: Week, clock: WallClock, at_ms: Ms) -> bool:
    """Return whether `at_ms` lies in one of the spans of `week`; their starts do, their ends do not."""
    return any(start_ms <= at_ms < end_ms for start_ms, end_ms in _spans(week, clock, clock.at(at_ms).date()))


def next_change(week: Week, clock: WallClock, after_ms: Ms) -> Ms | None:
    """Return when after `after_ms` the next span of `week` begins or the present one ends; None where none does.

    Two spans that touch are one.
    """
    spans = _spans(week, clock, clock.at(after_ms).date())

    def is_in(at_ms: Ms) -> bool:
        return any(start_ms <= at_ms < end_ms for start_ms, end_ms in spans)

    inside = is_in(after_ms)
    edges = sorted({edge for span in spans for edge in span if edge > after_ms})
    return next((edge for edge in edges if is_in(edge) != inside), None)


@lru_cache(maxsize=16)  # asked for at every look, and the same all day
def _spans(week: Week, clock: WallClock, today: date) -> tuple[tuple[Ms, Ms], ...]:
    """Return the spans of the days about `today` as instants."""
    days = [today + timedelta(days=days) for days in range(-1, _DAYS_AHEAD)]
    return tuple(
        (clock.time_on(day, span.start), clock.time_on(day + timedelta(days=span.end <= span.start), span.end))
        for day in days
        for span in week[day.weekday()]
    )
