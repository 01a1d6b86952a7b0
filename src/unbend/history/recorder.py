"""Events in, records out: writes the session as it happens.

The events of one tick are written together at its beat, before anything is asked about them; a pain press is a row of
its own. What cannot be written, because the disk is full or the home is read-only, is kept and tried again at the next
beat; the session goes on either way, and the one who asks is told.
"""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

from unbend import __version__
from unbend.engine import events as e
from unbend.engine.commands import PauseReason, StopReason
from unbend.engine.plan import Side, VariantKind
from unbend.errors import HistoryUnavailable
from unbend.history.alive import Lifeline
from unbend.history.records import PainRecord, Record, SessionRecord, SessionStatus, StepRecord

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from unbend.engine.plan import Phase, Plan, Variant
    from unbend.engine.state import State
    from unbend.history.store import Store
    from unbend.units import Ms


EXCHANGED = "exchanged"
"""The outcome of a step that went on as another exercise."""


class Recorder:
    """Keeps the record of one session; `trouble` says why something is not on disk yet."""

    def __init__(
        self,
        open_store: Callable[[], Store],
        plan: Plan,
        wall: Callable[[], datetime],
        *,
        pain_before: int | None = None,
        chosen_side: str | None = None,
    ) -> None:
        self.trouble: str | None = None
        """One sentence, or None while everything is on disk."""
        self._open_store = open_store
        self._plan = plan
        self._wall = wall
        self._store: Store | None = None
        self._lifeline: Lifeline | None = None
        self._unsaved: dict[tuple[object, ...], Record] = {}
        self._session: SessionRecord | None = None
        self._before = (pain_before, chosen_side)
        self._start_ms: Ms = 0
        self._steps: list[StepRecord] = []
        self._pains: list[PainRecord] = []
        self._phase: Phase | None = None
        self._step_banked_ms: Ms = 0
        """Performed in the phases of the last row that have ended."""

    @property
    def records(self) -> tuple[SessionRecord | None, tuple[StepRecord, ...], tuple[PainRecord, ...]]:
        """What there is to tell of the session so far, on disk or not: itself, its steps, its pain presses."""
        return self._session, tuple(self._steps), tuple(self._pains)

    def handle(self, event: e.Event, late_ms: Ms = 0) -> None:  # noqa: ARG002, C901  # one row per event
        """Record `event`."""
        match event:
            case e.Started():
                self._started(event)
            case e.StepStarted():
                self._step_started(event)
            case e.VariantChanged(kind=VariantKind.EASED):
                self._change_step(variant=str(event.kind))
            case e.VariantChanged():
                self._exchanged(event)
            case e.PhaseStarted(phase=phase):
                self._phase = phase
            case e.PhaseEnded():
                self._phase_ended(event)
            case e.StepEnded():
                self._change_step(outcome=str(event.outcome))
            case e.Paused(why=PauseReason.PAIN):
                self._pressed(event.due_ms, event.step)
            case e.PainReported():
                self._reported(event)
            case e.Finished() | e.Stopped():
                self._ended(event)

    def beat(self, state: State) -> None:
        """Write what is new, and while the clock runs how far it is: a kill loses no more than what came since."""
        if self._session is not None and state.is_clock_running:
            now_ms = state.now_ms
            self._change_session(performed_ms=state.performed_ms(now_ms), length_ms=now_ms - self._start_ms)
            self._change_step(performed_ms=self._step_banked_ms + state.elapsed_ms(now_ms))
        self._save()

    def pain_after(self, nrs: int | None) -> None:
        """Record the pain at the end."""
        self._change_session(pain_after=nrs)
        self._save()

    def disagreed(self, numbers: set[int]) -> None:
        """Record which steps, by their number in the plan, did not agree with the person; a later word counts."""
        for place, step in enumerate(self._steps):
            if step.has_disagreed != (step.number in numbers):
                self._steps[place] = replace(step, has_disagreed=step.number in numbers)
                self._note(self._steps[place])
        self._save()

    def close(self) -> None:
        """Try once more to write what is left, then let go of the file."""
        self._save()
        if self._store is not None:
            self._store.close()
            self._store = None
        if self._lifeline is not None:
            self._lifeline.let_go()
            self._lifeline = None

    def _started(self, event: e.Started) -> None:
        now = self._wall()
        self._start_ms = event.due_ms
        pain_before, chosen_side = self._before
        self._session = SessionRecord(
            id=uuid.uuid4().hex,
            routine=self._plan.id,
            title=self._plan.title,
            started_at=now.isoformat(timespec="seconds"),
            started_ms=int(now.timestamp() * 1000),
            planned_ms=event.total_ms,
            chosen_side=chosen_side,
            pain_before=pain_before,
            version=__version__,
        )
        self._note(self._session)

    def _step_started(self, event: e.StepStarted) -> None:
        self._begin_step(event.step, str(event.kind), event.variant, event.due_ms)

    def _exchanged(self, event: e.VariantChanged) -> None:
        """Close the row of the exercise that was left and begin one for what is done instead.

        One row for both would say that somebody did what they did not.
        """
        self._change_step(outcome=EXCHANGED)
        self._begin_step(event.step, str(event.kind), event.variant, event.due_ms)

    def _begin_step(self, number: int, kind: str, variant: Variant, due_ms: Ms) -> None:
        assert self._session is not None  # noqa: S101  # Started comes before every step
        step = StepRecord(
            session=self._session.id,
            visit=len(self._steps) + 1,
            number=number,
            exercise=variant.exercise,
            name=variant.name,
            variant=kind,
            side=_side(variant),
            planned_ms=variant.total_ms,
            started_ms=due_ms - self._start_ms,
            about=self._plan.steps[number].about,
        )
        self._step_banked_ms = 0
        self._steps.append(step)
        self._note(step)

    def _phase_ended(self, event: e.PhaseEnded) -> None:
        step, phase = self._steps[-1], event.phase
        self._step_banked_ms += event.performed_ms
        is_left = phase.is_work and phase.side is Side.LEFT
        is_right = phase.is_work and phase.side is Side.RIGHT
        self._change_step(
            performed_ms=self._step_banked_ms,
            left_ms=step.left_ms + (event.performed_ms if is_left else 0),
            right_ms=step.right_ms + (event.performed_ms if is_right else 0),
        )

    def _pressed(self, due_ms: Ms, step: int) -> None:
        assert self._session is not None  # noqa: S101  # see _begin_step
        phase = self._phase
        pain = PainRecord(
            session=self._session.id,
            press=len(self._pains) + 1,
            at_ms=due_ms - self._start_ms,
            at=self._wall().isoformat(timespec="seconds"),
            step=step,
            exercise=self._steps[-1].exercise,
            phase=str(phase.kind) if phase else "",
            side=str(phase.side) if phase and phase.side else None,
            set=phase.place.set if phase else 0,
            rep=phase.place.rep if phase else 0,
        )
        self._pains.append(pain)
        self._note(pain)

    def _reported(self, event: e.PainReported) -> None:
        said = event.report
        if not self._pains or self._pains[-1].choice is not None:
            self._pressed(event.due_ms, event.step)  # asked again in the same pause: what was said before stays
        self._pains[-1] = replace(
            self._pains[-1],
            nrs=said.nrs,
            kind=said.kind,
            place=said.place,
            is_spreading=said.is_spreading,
            row=said.row,
            choice=said.choice,
        )
        self._note(self._pains[-1])

    def _ended(self, event: e.Finished | e.Stopped) -> None:
        status, why = SessionStatus.FINISHED, None
        if isinstance(event, e.Stopped):
            is_cut_off = event.why is StopReason.INTERRUPTED
            status, why = (SessionStatus.INTERRUPTED if is_cut_off else SessionStatus.STOPPED), str(event.why)
        self._change_session(
            status=status,
            stopped_why=why,
            performed_ms=event.performed_ms,
            length_ms=event.due_ms - self._start_ms,
        )

    def _change_session(self, **changes: object) -> None:
        if self._session is not None:
            self._session = replace(self._session, **changes)  # type: ignore[arg-type]  # names of the record
            self._note(self._session)

    def _change_step(self, **changes: object) -> None:
        self._steps[-1] = replace(self._steps[-1], **changes)  # type: ignore[arg-type]  # names of the record
        self._note(self._steps[-1])

    def _note(self, record: Record) -> None:
        match record:
            case StepRecord():
                self._unsaved[("step", record.visit)] = record
            case PainRecord():
                self._unsaved[("pain", record.press)] = record
            case _:
                self._unsaved[("session",)] = record

    def _save(self) -> None:
        if not self._unsaved:
            return
        try:
            if self._store is None:
                self._store = self._open_store()
            if self._lifeline is None and self._session is not None:
                self._lifeline = Lifeline(self._store.file, self._session.id)
            # The session first: its steps refer to it.
            self._store.save(sorted(self._unsaved.values(), key=lambda record: not isinstance(record, SessionRecord)))
        except HistoryUnavailable as error:
            self.trouble = str(error)
            return
        self._unsaved.clear()
        self.trouble = None


def _side(variant: Variant) -> str | None:
    sides = {phase.side for phase in variant.phases if phase.is_work and phase.side is not None}
    if sides == {Side.BOTH}:
        return "together"
    if Side.LEFT in sides and Side.RIGHT in sides:
        lefts = [phase.side for phase in variant.phases if phase.is_work and phase.place.turn > 1]
        return "both" if lefts else "alternate"
    return str(next(iter(sides))) if sides else None
