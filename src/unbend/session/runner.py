"""Holds a session's state, its clock and its listeners: the shell settles, publishes, and is woken again.

What happened goes to one listener after the other, in the order in which they were given: sound first, then the
recorder, then the screen. Sound comes before the disk because a pain press must be silent at once, whatever the disk is
doing; a player never blocks, so the disk does not wait for it either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from unbend.engine.commands import Command, Pause, PauseReason
from unbend.engine.machine import Outcome, advance, apply, new_session, next_due
from unbend.engine.view import View, view
from unbend.units import SECOND

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unbend.engine.events import Event
    from unbend.engine.plan import Plan
    from unbend.engine.state import State
    from unbend.session.clock import Clock
    from unbend.units import Ms

HEARTBEAT_MS: Ms = SECOND
"""The shell ticks at least this often in real time, so that a kill costs the record no more."""
AWAY_MS: Ms = 3 * SECOND
"""A wake-up this much later than the heartbeat means that the machine slept or the process was stopped. A busy machine
is late by tenths of a second; a cue that is later than this helps nobody."""


class Listener(Protocol):
    """Something that lives on a session's events."""

    def handle(self, event: Event, late_ms: Ms, /) -> None:
        """Take note of `event`, noticed `late_ms` of real time after it was due."""
        ...

    def beat(self, state: State, /) -> None:
        """Take note of how the session stands; called after the events of every tick, at least once a second."""
        ...


class Runner:
    """Plays one plan. The shell calls `tick` no later than `wait_s` says, and `send` for what the user asks."""

    def __init__(self, plan: Plan, clock: Clock, listeners: Sequence[Listener]) -> None:
        self._clock = clock
        self._listeners = tuple(listeners)
        self._state = new_session(plan, clock.now_ms())
        self._seen = (clock.now_ms(), clock.real_ms(), clock.slept_ms())
        self.away_ms: Ms = 0
        """How long the last absence was that paused the session."""

    @property
    def state(self) -> State:
        """The session as it was last settled."""
        return self._state

    def view(self) -> View:
        """Return what may be shown of the session at this instant."""
        return view(self._state, max(self._clock.now_ms(), self._state.now_ms))

    def wait_s(self) -> float:
        """Return how many real seconds the shell may sleep before the next tick; at most a heartbeat."""
        due_ms = next_due(self._state)
        longest_s = HEARTBEAT_MS / SECOND
        if due_ms is None:
            return longest_s
        return min(max(self._clock.to_real_s(due_ms - self._clock.now_ms()), 0.0), longest_s)

    def tick(self) -> None:
        """Settle the session at this instant and publish what became due."""
        now_ms = self._look()
        self._publish(advance(self._state, now_ms))

    def send(self, command: Command) -> None:
        """Settle the session at this instant and apply `command` at it."""
        now_ms = self._look()
        self._publish(apply(self._state, command, now_ms))

    def _look(self) -> Ms:
        """Return the instant it is, looked at once for everything that happens at it.

        After an absence the session is paused at the last instant it was seen: nothing that was missed is played, and
        no step is skipped.
        """
        now_ms, real_ms, slept_ms = self._clock.now_ms(), self._clock.real_ms(), self._clock.slept_ms()
        seen_ms, seen_real_ms, seen_slept_ms = self._seen
        self._seen = (now_ms, real_ms, slept_ms)
        slept = max(slept_ms - seen_slept_ms, 0)
        stood_still = real_ms - seen_real_ms - HEARTBEAT_MS
        is_going = self._state.is_clock_running or self._state.is_counting_in
        if max(stood_still, slept) >= AWAY_MS and is_going:
            self.away_ms = max(real_ms - seen_real_ms, 0) + slept
            self._publish(apply(self._state, Pause(PauseReason.SUSPENDED), seen_ms))
        return now_ms

    def _publish(self, outcome: Outcome) -> None:
        self._state = outcome.state
        now_ms = self._clock.now_ms()
        late = [int(self._clock.to_real_s(now_ms - event.due_ms) * SECOND) for event in outcome.events]
        # Listener by listener, not event by event: what one of them does with the disk delays none of the sounds.
        for listener in self._listeners:
            for event, late_ms in zip(outcome.events, late, strict=True):
                listener.handle(event, max(late_ms, 0))
            listener.beat(self._state)
