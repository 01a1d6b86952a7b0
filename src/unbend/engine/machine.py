"""The engine: settle a session to an instant, apply a command to it, say when it wants to be woken.

Every function is pure. Time is an argument in whole milliseconds on whatever clock the shell uses, as long as that
clock never runs backwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from unbend.engine import events as e
from unbend.engine.obey import obey
from unbend.engine.plan import VariantKind
from unbend.engine.state import State, Status
from unbend.engine.turn import Turn, next_due

if TYPE_CHECKING:
    from unbend.engine.commands import Command
    from unbend.engine.plan import Plan
    from unbend.units import Ms

__all__ = ["ClockWentBack", "Outcome", "advance", "apply", "new_session", "next_due"]


class ClockWentBack(RuntimeError):
    """The shell gave a time before the last one: a bug in the shell, never an error of the user."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What `advance` and `apply` return."""

    state: State
    events: tuple[e.Event, ...] = ()


def new_session(plan: Plan, now_ms: Ms) -> State:
    """Return a session of `plan` that is ready to start."""
    return State(plan=plan, status=Status.READY, now_ms=now_ms, variants=(VariantKind.NORMAL,) * len(plan.steps))


def advance(state: State, now_ms: Ms) -> Outcome:
    """Settle the session at `now_ms` and return what became due, ordered by due time.

    Raises `ClockWentBack` if `now_ms` lies before the last call.
    """
    if now_ms < state.now_ms:
        msg = f"time went from {state.now_ms} back to {now_ms}"
        raise ClockWentBack(msg)
    turn = Turn(state)
    while (due_ms := next_due(turn.state)) is not None and due_ms <= now_ms:
        turn.fire(due_ms)
    turn.change(now_ms=now_ms)
    return Outcome(turn.state, tuple(turn.events))


def apply(state: State, command: Command, now_ms: Ms) -> Outcome:
    """Settle the session at `now_ms`, apply `command` at that instant, and settle what follows from it.

    A command that does not fit the moment leaves the settled state as it is and yields one `CommandIgnored`.
    Raises `ClockWentBack` if `now_ms` lies before the last call.
    """
    settled = advance(state, now_ms)
    turn = Turn(settled.state)
    reason = obey(turn, command)
    if reason is not None:
        ignored = e.CommandIgnored(due_ms=now_ms, step=settled.state.step, command=command, reason=reason)
        return Outcome(settled.state, (*settled.events, ignored))
    after = advance(turn.state, now_ms)
    return Outcome(after.state, (*settled.events, *turn.events, *after.events))
