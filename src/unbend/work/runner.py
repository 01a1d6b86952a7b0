"""Holds a work clock's state, the clocks of the machine and the listeners: settles, publishes, and is woken again.

Unlike a session it is looked at seldom, and lives for days. It goes by a steady clock that counts the machine's sleep;
an absence is told to the schedule, and so is a clock on the wall that was set.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from unbend.breaks.commands import ClockSet, Slept
from unbend.breaks.kept import keep, restored
from unbend.breaks.schedule import Outcome, advance, apply, new_clock, next_due
from unbend.breaks.state import Status
from unbend.breaks.view import View, view
from unbend.breaks.wall import was_set
from unbend.session.clock import steady_ms
from unbend.session.runner import AWAY_MS
from unbend.units import MINUTE, SECOND

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from unbend.breaks.commands import Command
    from unbend.breaks.events import Event
    from unbend.breaks.rhythm import WorkSettings
    from unbend.breaks.state import State
    from unbend.session.clock import Clock
    from unbend.units import Ms
    from unbend.work.listeners import WorkListener

LONGEST_WAIT_MS: Ms = MINUTE
"""It looks at the clocks at least this often in real time: the clock on the wall may have been set."""


class WorkRunner:
    """Runs one work clock. The shell calls `tick` no later than `wait_s` says, and `send` for what somebody asks."""

    def __init__(
        self,
        settings: WorkSettings,
        clock: Clock,
        listeners: Iterable[WorkListener] = (),
        *,
        kept: Mapping[str, Any] | None = None,
    ) -> None:
        """Begin to count, or go on from what was `kept` where that can be read.

        What that brings about is published at the first `tick` or `send`, so that listeners may be added before it.
        """
        self._clock = clock
        self._listeners = [*listeners]
        now_ms = steady_ms(clock)
        resumed = None if kept is None else _resumed(settings, kept, clock, now_ms)
        self.is_resumed = resumed is not None
        """Whether it goes on from what was kept."""
        begun = new_clock(settings, clock.wall(), now_ms) if resumed is None else resumed
        self._state = begun.state
        self._unpublished = begun.events
        self._seen = (clock.real_ms(), clock.slept_ms())
        self._planned_ms = LONGEST_WAIT_MS

    @property
    def state(self) -> State:
        """The work clock as it was last settled."""
        return self._state

    @property
    def is_over(self) -> bool:
        """Whether it was stopped."""
        return self._state.status is Status.STOPPED

    def listen(self, listener: WorkListener) -> None:
        """Let `listener` hear, after the others, what is published from now on."""
        self._listeners.append(listener)

    def view(self) -> View:
        """Return what may be shown of the work clock, as it was last settled."""
        return view(self._state)

    def kept(self) -> dict[str, Any]:
        """Return what a restart needs to go on from here."""
        return keep(self._state)

    def wait_s(self) -> float:
        """Return how many real seconds the shell may sleep before the next tick; a minute at the most."""
        due_ms = next_due(self._state)
        longest_s = LONGEST_WAIT_MS / SECOND
        if due_ms is None:
            return longest_s
        return min(max(self._clock.to_real_s(due_ms - steady_ms(self._clock)), 0.0), longest_s)

    def to_real_s(self, span: Ms) -> float:
        """Return how many real seconds `span` of the work clock lasts."""
        return self._clock.to_real_s(span)

    def tick(self) -> None:
        """Settle the work clock at this instant and publish what became due."""
        now_ms = self._look()
        self._publish(advance(self._state, now_ms))

    def send(self, command: Command) -> tuple[Event, ...]:
        """Settle the work clock at this instant, apply `command` at it, and return what followed from that."""
        now_ms = self._look()
        return self._publish(apply(self._state, command, now_ms))

    def _look(self) -> Ms:
        """Return the instant it is, after telling the schedule of an absence and of a clock that was set."""
        before_ms, wall = steady_ms(self._clock), self._clock.wall()
        now_ms = max(steady_ms(self._clock), self._state.now_ms)
        since_ms = self._absent_since(now_ms)
        if self.is_over:
            return now_ms
        if since_ms is not None:
            self._publish(apply(self._state, Slept(since_ms), now_ms))
        # The clocks are not read at one instant, and in between a busy machine may do something else: the time on the
        # wall is taken as read at whichever instant between them suits it.
        shown_ms = min(max(self._state.clock.instant(wall), before_ms), now_ms)
        if was_set(self._state.clock, wall, shown_ms):
            self._publish(apply(self._state, ClockSet(wall), now_ms))
        return now_ms

    def _absent_since(self, now_ms: Ms) -> Ms | None:
        """Return since when nothing ran, None where that is not long ago.

        How long the machine slept, the system knows. A process that was stopped knows only when it would have looked
        again; what was due then counts as due within the absence.
        """
        real_ms, slept_ms = self._clock.real_ms(), self._clock.slept_ms()
        seen_real_ms, seen_slept_ms = self._seen
        self._seen = (real_ms, slept_ms)
        absent_ms = max(real_ms - seen_real_ms - self._planned_ms, slept_ms - seen_slept_ms)
        if absent_ms < AWAY_MS:
            return None
        since_ms = now_ms - int(absent_ms / self._clock.to_real_s(SECOND))
        due_ms = next_due(self._state)
        last_ms = since_ms if due_ms is None else min(since_ms, due_ms - 1)
        return max(last_ms, self._state.now_ms)

    def _publish(self, outcome: Outcome) -> tuple[Event, ...]:
        events = (*self._unpublished, *outcome.events)
        self._state, self._unpublished = outcome.state, ()
        shown = self.view()
        for listener in self._listeners:
            for event in events:
                listener.handle(event, self._state.clock)
            listener.beat(shown)
        self._planned_ms = int(self.wait_s() * SECOND)
        return outcome.events


def _resumed(settings: WorkSettings, kept: Mapping[str, Any], clock: Clock, now_ms: Ms) -> Outcome | None:
    try:
        return restored(settings, kept, clock.wall(), now_ms)
    except ValueError:  # of another version, broken or stopped: a new day begins
        return None
