"""A desk under test: a work clock, the clock on the wall beside it, and somebody who does what a test says.

    desk = Desk(WorkSettings(), "2026-03-02 09:00").until("09:20").does(TakeBreak())
    assert desk.told() == ["Mon 09:00 WorkBegan", ...]

It looks at the work clock as a shell does, whenever something is due, and writes down what it says.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self
from zoneinfo import ZoneInfo

from unbend.breaks.commands import ClockSet, SeenIdle, Slept
from unbend.breaks.schedule import advance, apply, new_clock, next_due
from unbend.breaks.words import line
from unbend.units import MINUTE

if TYPE_CHECKING:
    from unbend.breaks.commands import Command
    from unbend.breaks.events import Event
    from unbend.breaks.rhythm import WorkSettings
    from unbend.breaks.schedule import Outcome
    from unbend.breaks.state import State
    from unbend.breaks.wall import WallClock
    from unbend.units import Ms

BERLIN = ZoneInfo("Europe/Berlin")
"""Forward at 02:00 on 29 March 2026, back at 03:00 on 25 October 2026."""
ORIGIN_MS: Ms = 7_000_000
"""Where the steady clock stands when a test begins: nothing may depend on it."""


def at(written: str, zone: ZoneInfo = BERLIN) -> datetime:
    """Return `2026-03-02 09:00` as a time in `zone`."""
    return datetime.fromisoformat(written).replace(tzinfo=zone)


class Desk:
    """A work clock, and everything it said."""

    def __init__(self, settings: WorkSettings, begins: str, zone: ZoneInfo = BERLIN) -> None:
        """Start the work clock at `begins`."""
        first = new_clock(settings, at(begins, zone), ORIGIN_MS)
        self.state: State = first.state
        self.events: list[Event] = []
        self.lines: list[str] = []
        """What a log of it holds."""
        self._told: list[tuple[Event, str]] = []
        self._take(first)

    @property
    def now_ms(self) -> Ms:
        """The steady clock's time."""
        return self.state.now_ms

    @property
    def wall(self) -> datetime:
        """What the clock on the wall shows."""
        return self.state.clock.at(self.now_ms)

    def until(self, when: str) -> Self:
        """Work until the clock on the wall shows `when`, `10:30` on the same day or `2026-03-03 10:30`."""
        wall = at(when) if len(when) > len("10:30:00") else self._today(when)
        return self.until_ms(self.state.clock.instant(wall.replace(tzinfo=self.wall.tzinfo)))

    def _today(self, when: str) -> datetime:
        return datetime.fromisoformat(f"{self.wall.date()} {when}")

    def minutes(self, minutes: float) -> Self:
        """Work for so long."""
        return self.until_ms(self.now_ms + int(minutes * MINUTE))

    def until_ms(self, end_ms: Ms) -> Self:
        """Wake the work clock whenever it asks for it, until `end_ms`."""
        while (due_ms := next_due(self.state)) is not None and due_ms < end_ms:
            self._take(advance(self.state, due_ms))
        self._take(advance(self.state, end_ms))
        return self

    def does(self, *commands: Command) -> Self:
        """Give `commands` now."""
        for command in commands:
            self._take(apply(self.state, command, self.now_ms))
        return self

    def idles(self, since_min: float = 0) -> Self:
        """Let the machine tell that nobody has been there for so many minutes."""
        return self.does(SeenIdle(self.now_ms - int(since_min * MINUTE)))

    def sleeps(self, minutes: float) -> Self:
        """Let the machine sleep for so long, and wake up."""
        since_ms = self.now_ms
        self._take(apply(self.state, Slept(since_ms), since_ms + int(minutes * MINUTE)))
        return self

    def sets_clock(self, minutes: float) -> Self:
        """Set the clock on the wall forward by so many minutes, or back."""
        zone = self.wall.tzinfo
        moved = self.state.clock.at(self.now_ms + int(minutes * MINUTE))
        assert moved.tzinfo is zone
        return self.does(ClockSet(moved))

    def _take(self, outcome: Outcome) -> None:
        self.state = outcome.state
        self.events += outcome.events
        self.lines += [line(event, outcome.state.clock) for event in outcome.events]
        self._told += [(event, shown(event, outcome.state.clock)) for event in outcome.events]

    def told(self, *kinds: type[Event]) -> list[str]:
        """Return what happened, `Mon 09:20 BreakDue`; only of `kinds` where there are some."""
        return [shown for event, shown in self._told if not kinds or isinstance(event, kinds)]

    def last(self, count: int = 1) -> list[str]:
        """Return the last of what was told."""
        return self.told()[-count:]


def shown(event: Event, clock: WallClock) -> str:
    """Return what happened in short, `Mon 09:20 BreakDue`."""
    wall = clock.at(event.due_ms)
    time = f"{wall:%a %H:%M}" if wall.second == wall.microsecond == 0 else f"{wall:%a %H:%M:%S}"
    return f"{time} {type(event).__name__}"
