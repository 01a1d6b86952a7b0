"""A state in the making: how one moves through a plan, event by event.

`machine` decides when, `obey` decides whether; this file knows only how. A `Turn` lives no longer than one call of
`machine.advance` or `machine.apply`, which is what keeps those pure while the moves can be written in the order in
which things happen.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from unbend.engine import events as e
from unbend.engine.state import Alarm, AlarmKind, State, Status
from unbend.units import SECOND

if TYPE_CHECKING:
    from unbend.engine.plan import Phase, VariantKind
    from unbend.units import Ms


def next_due(state: State) -> Ms | None:
    """Return the instant of the next event that comes by itself, or None where only the user can bring one about."""
    if state.alarm is not None:
        return state.alarm.at_ms - state.alarm.ticks_left * SECOND
    if not state.is_clock_running or state.phase is None:
        return None
    offsets = [cue.at_ms for cue in state.phase.cues[state.cues_fired : state.cues_fired + 1]]
    if state.phase.duration_ms is not None:
        offsets.append(state.phase.duration_ms)
    return state.anchor_ms + min(offsets) - state.banked_ms if offsets else None


class Turn:
    """A state that is replaced move by move, and the events of those moves in order."""

    def __init__(self, state: State) -> None:
        """Begin at `state`, with nothing having happened."""
        self.state = state
        self.events: list[e.Event] = []

    def change(self, **fields: object) -> None:
        """Replace fields of the state; the names are those of `State`."""
        self.state = replace(self.state, **fields)  # type: ignore[arg-type]  # one type per field, known to replace

    @property
    def phase(self) -> Phase:
        """The current phase; only a session that has not begun has none, and the table keeps it away from here."""
        assert self.state.phase is not None  # noqa: S101  # an invariant of the table, not a check of input
        return self.state.phase

    def fire(self, due_ms: Ms) -> None:
        """Let the one thing happen that is due at `due_ms`, as `next_due` said."""
        state = self.state
        if state.alarm is not None:
            self._ring(state.alarm, due_ms)
            return
        phase = self.phase
        offset_ms = due_ms - state.anchor_ms + state.banked_ms
        if state.cues_fired < len(phase.cues) and phase.cues[state.cues_fired].at_ms == offset_ms:
            cue = phase.cues[state.cues_fired]
            self.events.append(e.CueFired(due_ms=due_ms, step=state.step, visit=state.visit, cue=cue))
            self.change(cues_fired=state.cues_fired + 1)
        else:
            self.end_phase(due_ms)
            self.next_phase(due_ms)

    def _ring(self, alarm: Alarm, due_ms: Ms) -> None:
        step = self.state.step
        if alarm.ticks_left:
            self.events.append(e.ResumeTicked(due_ms=due_ms, step=step, left_s=alarm.ticks_left))
            self.change(alarm=replace(alarm, ticks_left=alarm.ticks_left - 1))
        elif alarm.kind is AlarmKind.REST:
            self.events.append(e.RestEnded(due_ms=due_ms, step=step))
            self.change(alarm=None)
        else:
            self.run(due_ms)

    def run(self, now_ms: Ms) -> None:
        """Let the clock run from `now_ms` on."""
        status = Status.RUNNING if self.phase.is_timed else Status.AWAITING
        self.change(status=status, anchor_ms=now_ms, paused_why=None, alarm=None)
        self.events.append(e.Resumed(due_ms=now_ms, step=self.state.step))

    def enter_step(self, step: int, now_ms: Ms) -> None:
        """Begin step number `step` from its first phase, done the way the user last chose for it."""
        self.change(step=step, step_banked_ms=0)
        kind = self.state.variants[step]
        self.events.append(e.StepStarted(due_ms=now_ms, step=step, kind=kind, variant=self.state.variant))
        self.enter_phase(0, now_ms)

    def enter_phase(self, index: int, now_ms: Ms) -> None:
        """Begin phase number `index` of the current variant. A paused session stays paused."""
        state, phase = self.state, self.state.variant.phases[index]
        status = state.status
        if state.is_clock_running:
            status = Status.RUNNING if phase.is_timed else Status.AWAITING
        self.change(
            status=status,
            index=index,
            phase=phase,
            anchor_ms=now_ms,
            banked_ms=0,
            cues_fired=0,
            visit=state.visit + 1,
        )
        visit = self.state.visit
        self.events.append(e.PhaseStarted(due_ms=now_ms, step=state.step, visit=visit, phase=phase))

    def next_phase(self, now_ms: Ms) -> None:
        """Go to the phase after this one, which has ended; at the end of the step, to what comes after it."""
        if self.state.index + 1 < len(self.state.variant.phases):
            self.enter_phase(self.state.index + 1, now_ms)
        else:
            self.end_step(e.StepOutcome.DONE, now_ms)
            self.after_step(now_ms)

    def leave_step(self, outcome: e.StepOutcome) -> None:
        """End this step now and go to what comes after it."""
        now_ms = self.state.now_ms
        self.end_phase(now_ms)
        self.end_step(outcome, now_ms)
        self.after_step(now_ms)

    def after_step(self, now_ms: Ms) -> None:
        """Begin the step after this one, which has ended; after the last, finish."""
        step = self.state.step
        if step + 1 < len(self.state.plan.steps):
            self.enter_step(step + 1, now_ms)
            return
        self.close(Status.FINISHED)
        performed_ms = self.state.session_banked_ms
        self.events.append(e.Finished(due_ms=now_ms, step=step, performed_ms=performed_ms))

    def end_phase(self, now_ms: Ms) -> None:
        """End the current phase and bank what was performed in it."""
        state, phase = self.state, self.phase
        elapsed_ms = state.elapsed_ms(now_ms)
        ended = e.PhaseEnded(due_ms=now_ms, step=state.step, visit=state.visit, phase=phase, performed_ms=elapsed_ms)
        self.events.append(ended)
        self.change(
            banked_ms=0,
            anchor_ms=now_ms,
            step_banked_ms=state.step_banked_ms + elapsed_ms,
            session_banked_ms=state.session_banked_ms + elapsed_ms,
        )

    def end_step(self, outcome: e.StepOutcome, now_ms: Ms) -> None:
        """Say how the current step ended; its phase has ended before."""
        state = self.state
        ended = e.StepEnded(due_ms=now_ms, step=state.step, outcome=outcome, performed_ms=state.step_banked_ms)
        self.events.append(ended)

    def swap(self, kind: VariantKind) -> None:
        """Do what is left of this step as `kind`; the caller enters a phase of it."""
        step = self.state.step
        self.set_variant(step, kind)
        changed = e.VariantChanged(
            due_ms=self.state.now_ms, step=step, kind=kind, variant=self.state.plan.variant(step, kind)
        )
        self.events.append(changed)

    def set_variant(self, step: int, kind: VariantKind) -> None:
        """Remember that step number `step` is done as `kind`."""
        variants = self.state.variants
        self.change(variants=(*variants[:step], kind, *variants[step + 1 :]))

    def close(self, status: Status) -> None:
        """End the session as `status`."""
        self.change(status=status, paused_why=None, alarm=None)
