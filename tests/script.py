"""A session played from a script, so that a test reads as the story it tells.

    session = Session(a_plan()).at(0, Start()).at(4_000, Pause()).wake(60_000)
    assert session.told(Paused) == [Paused(due_ms=4_000, step=0, why=PauseReason.USER)]

The driver only calls the machine and writes down what it said; what is right is for the test to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self, TypeVar

from unbend.engine.events import CommandIgnored, CueFired
from unbend.engine.machine import advance, apply, new_session, next_due
from unbend.engine.view import view

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unbend.engine.commands import Command
    from unbend.engine.events import Event
    from unbend.engine.machine import Outcome
    from unbend.engine.plan import CueKind, Plan
    from unbend.engine.state import State, Status
    from unbend.engine.view import View
    from unbend.units import Ms

EventT = TypeVar("EventT")


@dataclass(frozen=True, slots=True)
class Move:
    """One line of a script: a command some time after the line before."""

    command: Command
    gap_ms: Ms = 0
    is_from_due: bool = False
    """Whether the gap counts from the next instant at which something is due, which is where mistakes live."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What one call of the machine did."""

    before: State
    """Settled to the instant of the call, where a command was applied."""
    command: Command | None
    after: State
    events: tuple[Event, ...]
    """What the command brought about; for a wake-up, everything that had become due."""


class Session:
    """A session under test, with everything it said."""

    def __init__(self, plan: Plan, *, at_ms: Ms = 0) -> None:
        """Make `plan` ready at `at_ms`."""
        self.state: State = new_session(plan, at_ms)
        self.events: list[Event] = []
        self.moments: list[Moment] = []
        self.log: list[tuple[Ms, Command]] = []
        """The commands, each with the instant of its application."""

    def wake(self, now_ms: Ms) -> Self:
        """Settle the session at `now_ms`."""
        self._take(None, advance(self.state, now_ms))
        return self

    def at(self, now_ms: Ms, *commands: Command) -> Self:
        """Apply `commands` at `now_ms`, one after the other."""
        for command in commands:
            self.log.append((now_ms, command))
            # The machine settles by itself; what was settled is only looked at here to tell the causes apart.
            settled = advance(self.state, now_ms)
            applied = apply(self.state, command, now_ms)
            assert applied.events[: len(settled.events)] == settled.events
            self._take(None, settled)
            self._take(command, type(applied)(applied.state, applied.events[len(settled.events) :]))
        return self

    def late(self, now_ms: Ms, command: Command) -> Self:
        """Apply `command` at `now_ms` in one call, as a shell does that nobody woke in between."""
        outcome = apply(self.state, command, now_ms)
        self.state = outcome.state
        self.events.extend(outcome.events)
        return self

    def then(self, gap_ms: Ms, *commands: Command) -> Self:
        """Apply `commands` some time after the last call."""
        return self.at(self.state.now_ms + gap_ms, *commands)

    def run(self, moves: Iterable[Move]) -> Self:
        """Play a script of moves."""
        for move in moves:
            due_ms = next_due(self.state) if move.is_from_due else None
            start_ms = self.state.now_ms if due_ms is None else due_ms
            self.at(max(start_ms + move.gap_ms, self.state.now_ms), move.command)
        return self

    def run_out(self, *wakes_on: Command) -> Self:
        """Wake at every due instant until nothing comes by itself any more; then apply `wakes_on`, and go on."""
        while True:
            while (due_ms := next_due(self.state)) is not None:
                self.wake(due_ms)
            if self.state.is_over or not wakes_on:
                return self
            self.then(0, *wakes_on)

    def told(self, kind: type[EventT]) -> list[EventT]:
        """Return the events of one kind, in order."""
        return [event for event in self.events if isinstance(event, kind)]

    def heard(self) -> list[tuple[Ms, CueKind]]:
        """Return the cues and when each was due."""
        return [(event.due_ms, event.cue.kind) for event in self.told(CueFired)]

    def last(self) -> tuple[Event, ...]:
        """Return what the last call brought about."""
        return self.moments[-1].events

    @property
    def refusal(self) -> str:
        """Why the last command was ignored, which must be all that happened."""
        (event,) = self.last()
        assert isinstance(event, CommandIgnored)
        return event.reason

    @property
    def status(self) -> Status:
        """Where the session stands."""
        return self.state.status

    @property
    def view(self) -> View:
        """What a screen would show now."""
        return view(self.state, self.state.now_ms)

    def _take(self, command: Command | None, outcome: Outcome) -> None:
        moment = Moment(before=self.state, command=command, after=outcome.state, events=outcome.events)
        self.moments.append(moment)
        self.state = outcome.state
        self.events.extend(outcome.events)


def replayed(plan: Plan, log: Iterable[tuple[Ms, Command]], *, wakes: Iterable[Ms] = (), at_ms: Ms = 0) -> Session:
    """Return a session of `plan` with the commands of `log`, settled at every instant of `wakes` besides."""
    session = Session(plan, at_ms=at_ms)
    pending = sorted(wakes)
    for now_ms, command in log:
        while pending and pending[0] <= now_ms:
            session.wake(max(pending.pop(0), session.state.now_ms))
        session.late(now_ms, command)
    for now_ms in pending:
        session.wake(max(now_ms, session.state.now_ms))
    return session
