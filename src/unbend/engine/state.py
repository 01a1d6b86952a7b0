"""Everything that decides where a session stands, in one place: the state, the statuses, the table of legal moves.

The theory
----------
A session is a position in a plan and one fact about time: how long the current phase has been performed. While the
clock runs, that is ``banked_ms + (now - anchor_ms)``; while it stands, it is ``banked_ms``. Nothing is ever
decremented, so a late wake-up can make an event late but never wrong, and the order of events follows from the plan
alone.

The clock runs in two statuses. In `RUNNING` the phase ends by itself when its time is up. In `AWAITING` the phase has
no length and ends when the user says so; what was performed still counts. In every other status the clock stands.

A pause is inert: however long it lasts, the state after `Resume` differs from the state before `Pause` in the anchor
only. A paused session may carry an alarm, the countdown back into the position or the end of a rest; neither starts
load but the countdown the user asked for.

The table below says which command is taken in which status, and where it may lead. A command that is not in the row of
the present status changes nothing and yields one `CommandIgnored`. The picture in ``docs/state.md`` is drawn from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from unbend.engine.commands import (
    Back,
    Breathe,
    Command,
    Ease,
    Extend,
    NextStep,
    Pause,
    PauseReason,
    Proceed,
    ReportPain,
    Resume,
    Start,
    Stop,
    TakeRest,
    UseEasier,
)
from unbend.engine.plan import PhaseKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from unbend.engine.plan import Phase, Plan, Variant, VariantKind
    from unbend.units import Ms


class Status(StrEnum):
    """Where a session stands."""

    READY = "ready"
    RUNNING = "running"
    AWAITING = "awaiting"
    PAUSED = "paused"
    FINISHED = "finished"
    STOPPED = "stopped"


_R, _A, _P, _F, _S = Status.RUNNING, Status.AWAITING, Status.PAUSED, Status.FINISHED, Status.STOPPED

_MOVING: Mapping[type[Command], frozenset[Status]] = {
    Pause: frozenset({_P}),
    ReportPain: frozenset({_P}),
    NextStep: frozenset({_R, _A, _F}),
    Back: frozenset({_R, _A}),
    Ease: frozenset({_R, _A, _F}),
    UseEasier: frozenset({_R, _A}),
    Breathe: frozenset({_R, _A}),
    Stop: frozenset({_S}),
}
"""What is taken while the clock runs, waiting for the user or not. A pain press is among it, always."""

TRANSITIONS: Mapping[Status, Mapping[type[Command], frozenset[Status]]] = MappingProxyType(
    {
        Status.READY: {Start: frozenset({_R, _A}), Stop: frozenset({_S})},
        Status.RUNNING: {**_MOVING, Extend: frozenset({_R})},
        Status.AWAITING: {**_MOVING, Proceed: frozenset({_R, _A, _F})},
        Status.PAUSED: {
            Pause: frozenset({_P}),
            Resume: frozenset({_P, _R, _A}),
            ReportPain: frozenset({_P}),
            TakeRest: frozenset({_P}),
            NextStep: frozenset({_P, _F}),
            Back: frozenset({_P}),
            Extend: frozenset({_P}),
            Ease: frozenset({_P, _F}),
            UseEasier: frozenset({_P}),
            Breathe: frozenset({_P}),
            Stop: frozenset({_S}),
        },
        Status.FINISHED: {},
        Status.STOPPED: {},
    }
)
"""Status -> command taken in it -> the statuses it may lead to. Time alone leads from running to awaiting or finished,
from awaiting nowhere, and from paused to running or awaiting when a countdown the user asked for is over."""


class AlarmKind(StrEnum):
    """What a paused session is waiting for."""

    RESUME = "resume"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Alarm:
    """An instant in a pause at which something is due."""

    kind: AlarmKind
    at_ms: Ms
    ticks_left: int = 0
    """Countdown ticks still to come, each a whole second before `at_ms`."""


@dataclass(frozen=True, slots=True)
class State:
    """A session at one instant, made by `machine.new_session` and followed by what `advance` and `apply` return."""

    plan: Plan
    status: Status
    now_ms: Ms
    """The last instant the state was settled to."""
    variants: tuple[VariantKind, ...]
    """How each step of the plan is done, kept when the user goes back."""
    step: int = 0
    index: int = 0
    """Number of the current phase in the variant of the current step."""
    phase: Phase | None = None
    """The current phase as it is performed, extensions included; None before the start."""
    anchor_ms: Ms = 0
    """When the clock last began to run in this phase."""
    banked_ms: Ms = 0
    """Performed in this phase before that."""
    cues_fired: int = 0
    visit: int = 0
    step_banked_ms: Ms = 0
    """Performed in earlier phases since this step began."""
    session_banked_ms: Ms = 0
    """Performed in earlier phases since the session began."""
    paused_why: PauseReason | None = None
    alarm: Alarm | None = None

    @property
    def is_clock_running(self) -> bool:
        """Whether time performed grows."""
        return self.status in (Status.RUNNING, Status.AWAITING)

    @property
    def is_counting_in(self) -> bool:
        """Whether the session is paused but about to go on by itself, as the user asked."""
        return self.alarm is not None and self.alarm.kind is AlarmKind.RESUME

    @property
    def is_over(self) -> bool:
        """Whether the session ended; nothing changes it any more."""
        return self.status in (Status.FINISHED, Status.STOPPED)

    @property
    def variant(self) -> Variant:
        """The way the current step is done."""
        return self.plan.variant(self.step, self.variants[self.step])

    @property
    def is_on_the_way_back(self) -> bool:
        """Whether a walk is under way that ends by the key, and nothing but that key comes after it."""
        left = self.variant.phases[self.index :]
        is_by_key = left[-1].kind is PhaseKind.WAIT
        return is_by_key and left[0].kind is PhaseKind.WALK and not any(phase.is_work for phase in left[1:])

    def elapsed_ms(self, now_ms: Ms) -> Ms:
        """Time performed in the current phase by `now_ms`."""
        return self.banked_ms + (now_ms - self.anchor_ms if self.is_clock_running else 0)

    def performed_ms(self, now_ms: Ms) -> Ms:
        """Time performed in the session by `now_ms`, pauses left out."""
        return self.session_banked_ms + self.elapsed_ms(now_ms)

    def step_performed_ms(self, now_ms: Ms) -> Ms:
        """Time performed in the current step by `now_ms` since it last began."""
        return self.step_banked_ms + self.elapsed_ms(now_ms)
