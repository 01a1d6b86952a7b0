"""Plays a plan through without a person, or a session on from where it stands, so that it is known what will be due.

The engine itself is asked, not the plan: what is written into an audio file is then what a session would have sounded
like, to the millisecond, and there is no second account of when a cue is due.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from unbend.engine.commands import NextStep, Proceed, Start
from unbend.engine.events import Finished, StepEnded, StepOutcome, StepStarted
from unbend.engine.machine import advance, apply, new_session, next_due
from unbend.engine.plan import PhaseKind
from unbend.engine.state import Status
from unbend.units import SECOND

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unbend.engine.events import Event
    from unbend.engine.machine import Outcome
    from unbend.engine.plan import Phase, Plan
    from unbend.engine.state import State
    from unbend.units import Ms

OWN_PACE_REP_MS: Ms = 5 * SECOND
"""For a repetition at one's own pace; as long as the compiler gives it where nobody can press a key."""
WAIT_MS: Ms = 20 * SECOND
"""For "press when you are ready": as long as the way up from the floor takes without haste (E54)."""


@dataclass(frozen=True, slots=True)
class Wait:
    """A phase that lasts until the person says so, and what it was given instead."""

    step: int
    phase: Phase
    at_ms: Ms
    given_ms: Ms


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A session of a plan as nobody disturbed it."""

    plan: Plan
    events: tuple[Event, ...]
    """In order, each with the instant it was due, counted from the start."""
    waits: tuple[Wait, ...]
    left_out: frozenset[int]
    """Numbers of the steps before which the person would have had to say how the skin is: no answer is no yes."""

    @property
    def total_ms(self) -> Ms:
        """When the last step ended."""
        return next(event.due_ms for event in reversed(self.events) if isinstance(event, Finished))

    @property
    def steps(self) -> Iterator[StepStarted]:
        """The beginnings of the steps that are done."""
        return (event for event in self.events if isinstance(event, StepStarted) and event.step not in self.left_out)


def rehearse(plan: Plan) -> Rehearsal:
    """Return a session of `plan` in which nothing is pressed; what waits gets a usual length.

    A pack that asks for the skin first is left out, as in a session without keys.
    """
    waits: list[Wait] = []
    outcome = apply(new_session(plan, 0), Start(), 0)
    events = list(outcome.events)
    while not outcome.state.is_over:
        outcome = _next(outcome.state, waits)
        events += outcome.events
    left_out = frozenset(e.step for e in events if isinstance(e, StepEnded) and e.outcome is StepOutcome.SKIPPED)
    return Rehearsal(plan, tuple(events), tuple(waits), left_out)


def foresee(state: State, *, steps: int) -> tuple[Event, ...]:
    """Return what comes by itself from `state` on, until it waits for the person or so many `steps` have begun."""
    events: list[Event] = []
    while (due_ms := next_due(state)) is not None:
        outcome = advance(state, due_ms)
        steps -= sum(isinstance(event, StepStarted) for event in outcome.events)
        if steps < 0:
            break
        events += outcome.events
        state = outcome.state
    return tuple(events)


def _next(state: State, waits: list[Wait]) -> Outcome:
    if state.status is not Status.AWAITING or state.phase is None:
        due_ms = next_due(state)
        assert due_ms is not None  # noqa: S101  # a running session always has something to come
        return advance(state, due_ms)
    if state.phase.kind is PhaseKind.SKIN_CHECK:
        return apply(state, NextStep(), state.now_ms)
    is_own_pace = state.phase.kind is PhaseKind.OWN_PACE
    given_ms = max(state.phase.reps, 1) * OWN_PACE_REP_MS if is_own_pace else WAIT_MS
    waits.append(Wait(state.step, state.phase, state.now_ms, given_ms))
    return apply(state, Proceed(), state.now_ms + given_ms)
