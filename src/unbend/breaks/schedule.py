"""The schedule of breaks: settle a work clock to an instant, apply a command to it, say when it wants to be woken.

Every function is pure and has the shape of the engine's. Time is an argument, in whole milliseconds on a steady clock
that never goes back and goes on while the machine sleeps.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from unbend.breaks import commands as c
from unbend.breaks import events as e
from unbend.breaks.coming import coming
from unbend.breaks.obey import LEAST_AWAY_MS, obey
from unbend.breaks.state import State, Status
from unbend.breaks.turn import Turn
from unbend.breaks.wall import wall_clock

if TYPE_CHECKING:
    from datetime import datetime

    from unbend.breaks.rhythm import WorkSettings
    from unbend.units import Ms

_BY_THE_MACHINE = (c.SeenIdle, c.SeenActive, c.Slept, c.ClockSet, c.HadBreak)
"""Every other command is given by somebody, who is there then; who had a break was not, and that is known of it."""


class ClockWentBack(RuntimeError):
    """The shell gave a time before the last one: a bug in the shell, never an error of the user."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What `advance` and `apply` return."""

    state: State
    events: tuple[e.Event, ...] = ()


def new_clock(settings: WorkSettings, wall: datetime, now_ms: Ms) -> Outcome:
    """Return a work clock that counts from `now_ms` on, when the clock on the wall shows `wall`, which has a zone."""
    clock = wall_clock(wall, now_ms)
    seen = (None,) * len(settings.fixed)
    turn = Turn(State(settings, clock, Status.OFF, now_ms, due_ms=now_ms, planned_ms=now_ms, fixed_seen=seen))
    turn.begin_work()
    return _then(Outcome(turn.state, tuple(turn.events)), advance(turn.state, now_ms))


def next_due(state: State) -> Ms | None:
    """Return the instant of the next event that comes by itself, or None where only somebody can bring one about."""
    first = coming(state)
    return None if first is None else first.at_ms


def advance(state: State, now_ms: Ms) -> Outcome:
    """Settle the work clock at `now_ms` and return what became due, ordered by due time.

    Raises `ClockWentBack` if `now_ms` lies before the last call.
    """
    if now_ms < state.now_ms:
        msg = f"time went from {state.now_ms} back to {now_ms}"
        raise ClockWentBack(msg)
    turn = Turn(state)
    while (first := coming(turn.state)) is not None and first.at_ms <= now_ms:
        turn.fire(first.what, first.at_ms)
    turn.change(now_ms=now_ms)
    return Outcome(turn.state, tuple(turn.events))


def apply(state: State, command: c.Command, now_ms: Ms) -> Outcome:
    """Settle the work clock at `now_ms`, apply `command` at that instant, and settle what follows from it.

    A command that does not fit the moment leaves the settled state as it is and yields one `CommandIgnored`.
    Raises `ClockWentBack` if `now_ms` lies before the last call.
    """
    settled = _slept(state, command.since_ms, now_ms) if isinstance(command, c.Slept) else advance(state, now_ms)
    if settled.state.is_away and not isinstance(command, _BY_THE_MACHINE):
        settled = _then(settled, _back(settled.state))
    turn = Turn(settled.state)
    reason = obey(turn, command)
    if reason is not None:
        ignored = e.CommandIgnored(due_ms=now_ms, command=command, reason=reason)
        return Outcome(settled.state, (*settled.events, ignored))
    after = advance(turn.state, now_ms)
    return Outcome(after.state, (*settled.events, *turn.events, *after.events))


def _slept(state: State, since_ms: Ms, now_ms: Ms) -> Outcome:
    """Settle to the last instant at which anything ran, and from there to the return."""
    since_ms = max(min(since_ms, now_ms), state.now_ms)
    is_absence = state.status not in (Status.BREAK, Status.STOPPED) and now_ms - since_ms >= LEAST_AWAY_MS
    if not is_absence:
        return advance(state, now_ms)
    settled = advance(state, since_ms)
    turn = Turn(settled.state)
    # Who was away before the machine slept has been away for longer.
    turn.change(now_ms=now_ms, away_since_ms=state.away_since_ms if state.is_away else since_ms)
    return _then(Outcome(turn.state, settled.events), _back(turn.state))


def _back(state: State) -> Outcome:
    turn = Turn(state)
    turn.come_back()
    after = advance(turn.state, state.now_ms)
    return Outcome(after.state, (*turn.events, *after.events))


def _then(first: Outcome, second: Outcome) -> Outcome:
    return Outcome(second.state, (*first.events, *second.events))
