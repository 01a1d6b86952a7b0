"""Everything a screen may show of a session at one instant, as one frozen record.

Two equal views look the same, so a front end that compares them need not redraw. Numbers are exact; rounding for the
eye is the front end's business.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from unbend.engine.plan import PhaseKind
from unbend.engine.state import AlarmKind, State, Status

if TYPE_CHECKING:
    from unbend.engine.commands import PauseReason
    from unbend.engine.plan import Phase, Variant, VariantKind
    from unbend.units import Ms


@dataclass(frozen=True, slots=True)
class View:
    """A session as a person may see it."""

    status: Status
    title: str
    step: int
    """Number of the current step, from 0."""
    step_names: tuple[str, ...]
    """One name per step of the plan, as each is or will be done."""
    kind: VariantKind
    variant: Variant
    """Name, instructions, caution and spoken line of what is being done."""
    about: str
    note: str
    phase: Phase | None
    """The current phase, extensions included; None before the start."""
    elapsed_ms: Ms
    """Performed in the current phase."""
    remaining_ms: Ms | None
    """Left in the current phase; None where the user says when it ends."""
    next_phase: Phase | None
    """The phase that follows in this step; None at its end."""
    total_remaining_ms: Ms
    """Left of the session as it now stands, waiting phases counted as nothing."""
    performed_ms: Ms
    paused_why: PauseReason | None
    resume_in_ms: Ms | None
    """Left of the countdown back into the position; None where none runs."""
    rest_left_ms: Ms | None
    """Left of the rest taken during a pause; None where none was asked for."""
    can_ease: bool
    can_use_easier: bool
    is_on_the_way_back: bool
    """Whether a walk is under way that ends when the person is back and says so."""
    is_voice_only: bool
    """Whether nobody can reach the keyboard meanwhile."""


def view(state: State, now_ms: Ms) -> View:
    """Return what may be shown of `state` at `now_ms`, which must not lie before the instant it was settled to."""
    names = tuple(state.plan.variant(step, kind).name for step, kind in enumerate(state.variants))
    step = state.plan.steps[state.step]
    kind = state.variants[state.step]
    phase, phases = state.phase, state.variant.phases
    elapsed_ms = state.elapsed_ms(now_ms) if phase else 0
    remaining_ms = None
    if phase is not None and phase.duration_ms is not None:
        elapsed_ms = min(elapsed_ms, phase.duration_ms)
        remaining_ms = phase.duration_ms - elapsed_ms
    is_on = phase is not None and not state.is_over
    is_waiting = phase is not None and phase.kind is PhaseKind.WAIT
    return View(
        status=state.status,
        title=state.plan.title,
        step=state.step,
        step_names=names,
        kind=kind,
        variant=state.variant,
        about=step.about,
        note=step.note,
        phase=phase,
        elapsed_ms=elapsed_ms,
        remaining_ms=0 if state.is_over else remaining_ms,
        next_phase=phases[state.index + 1] if state.index + 1 < len(phases) else None,
        total_remaining_ms=_total_remaining_ms(state, remaining_ms),
        performed_ms=state.session_banked_ms + (0 if state.is_over else elapsed_ms),
        paused_why=state.paused_why,
        resume_in_ms=_alarm_left_ms(state, AlarmKind.RESUME, now_ms),
        rest_left_ms=_alarm_left_ms(state, AlarmKind.REST, now_ms),
        can_ease=is_on and not is_waiting and kind == "normal" and step.eased is not None,
        can_use_easier=is_on and kind in ("normal", "eased") and step.easier is not None,
        is_on_the_way_back=is_on and state.is_on_the_way_back,
        is_voice_only=state.plan.is_voice_only,
    )


def _total_remaining_ms(state: State, remaining_ms: Ms | None) -> Ms:
    if state.is_over:
        return 0
    if state.phase is None:
        return state.plan.total_ms
    here = sum(phase.duration_ms or 0 for phase in state.variant.phases[state.index + 1 :])
    later = (state.plan.variant(step, kind) for step, kind in enumerate(state.variants) if step > state.step)
    return (remaining_ms or 0) + here + sum(variant.total_ms for variant in later)


def _alarm_left_ms(state: State, kind: AlarmKind, now_ms: Ms) -> Ms | None:
    alarm = state.alarm
    return max(alarm.at_ms - now_ms, 0) if alarm is not None and alarm.kind is kind else None
