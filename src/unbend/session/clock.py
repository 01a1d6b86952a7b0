"""The only place that asks the time.

A session runs on the monotonic clock, which no change of the wall clock, no daylight saving and no correction from the
network can move. On some systems that clock stands still while the machine sleeps and on others it does not, so whether
it slept is asked separately.
"""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from unbend.units import SECOND

if TYPE_CHECKING:
    from unbend.units import Ms

_NS_PER_MS = 1_000_000
# Linux has a clock of that name; on macOS it is CLOCK_MONOTONIC, while Python's own monotonic clock stands still there.
# Windows' monotonic clock goes on by itself, so that a sleep shows as a late wake-up.
_COUNTS_SLEEP: int | None = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC if sys.platform == "darwin" else None)


class Clock(Protocol):
    """What a runner needs to know of time."""

    def now_ms(self) -> Ms:
        """Return session time: never goes back, starts anywhere, runs at the clock's rate."""
        ...

    def real_ms(self) -> Ms:
        """Return real time on the same footing: what a person waits."""
        ...

    def slept_ms(self) -> Ms:
        """Return how long the machine has slept in all, as far as the system tells."""
        ...

    def to_real_s(self, span: Ms) -> float:
        """Return how many real seconds a span of session time takes."""
        ...

    def wall(self) -> datetime:
        """Return the user's date and time, with its offset from UTC."""
        ...


class SystemClock:
    """The machine's clocks; session time runs `rate` times as fast as real time."""

    def __init__(self, rate: float = 1.0) -> None:
        self._rate = rate
        self._origin_ns = time.monotonic_ns()

    def now_ms(self) -> Ms:
        """Return session time since the clock was made."""
        return int((time.monotonic_ns() - self._origin_ns) * self._rate) // _NS_PER_MS

    def real_ms(self) -> Ms:
        """Return real time since the clock was made."""
        return (time.monotonic_ns() - self._origin_ns) // _NS_PER_MS

    def slept_ms(self) -> Ms:
        """Return the lead of the clock that counts sleep over the one that may not; 0 where there is only one."""
        if _COUNTS_SLEEP is None:
            return 0
        return max(time.clock_gettime_ns(_COUNTS_SLEEP) - time.monotonic_ns(), 0) // _NS_PER_MS

    def to_real_s(self, span: Ms) -> float:
        """Return how many real seconds a span of session time takes."""
        return span / 1000 / self._rate

    def wall(self) -> datetime:
        """Return the user's date and time, with its offset from UTC."""
        return datetime.now(UTC).astimezone()


class SimulatedClock(SystemClock):
    """The machine's clocks with a clock on the wall that runs as fast as session time, from now on.

    For what goes by the time of day and is to be tried at another speed than the world's.
    """

    def __init__(self, rate: float) -> None:
        super().__init__(rate)
        self._start = datetime.now(UTC)
        self._start_ms = steady_ms(self)

    def wall(self) -> datetime:
        """Return the user's date and time as they would be by now, with the offset from UTC they would have."""
        return (self._start + timedelta(milliseconds=steady_ms(self) - self._start_ms)).astimezone()


class ManualClock:
    """A clock that moves only when it is told to; for tests and for whatever must not wait."""

    def __init__(self, start: datetime | None = None) -> None:
        self._now_ms: Ms = 0
        self._slept_ms: Ms = 0
        self._start = start if start is not None else datetime(2026, 1, 5, 9, 0, tzinfo=UTC)

    def now_ms(self) -> Ms:
        """Return session time."""
        return self._now_ms

    def real_ms(self) -> Ms:
        """Return the same: a manual clock has no rate."""
        return self._now_ms

    def slept_ms(self) -> Ms:
        """Return what `sleep` was told in all."""
        return self._slept_ms

    def to_real_s(self, span: Ms) -> float:
        """Return `span` in seconds."""
        return span / 1000

    def wall(self) -> datetime:
        """Return the start moved on by what passed and by what was slept."""
        return self._start + timedelta(milliseconds=self._now_ms + self._slept_ms)

    def advance(self, span: Ms) -> None:
        """Let `span` pass."""
        self._now_ms += span

    def set_wall_back(self, span: Ms) -> None:
        """Put the user's clock back by `span`, as the end of daylight saving does."""
        self._start -= timedelta(milliseconds=span)

    def sleep(self, span: Ms) -> None:
        """Let the machine sleep for `span`, on a system whose monotonic clock stands still meanwhile."""
        self._slept_ms += span


def system_us() -> int:
    """Return microseconds on the clock by which the services of the system date what they tell."""
    return time.monotonic_ns() // 1000


def steady_ms(clock: Clock) -> Ms:
    """Return session time that goes on while the machine sleeps, at the clock's rate.

    The two clocks it is made of are read one after the other: it may go back by a millisecond.
    """
    return clock.now_ms() + int(clock.slept_ms() / clock.to_real_s(SECOND))
