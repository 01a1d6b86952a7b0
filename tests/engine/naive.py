"""A session as one would play it with a kitchen clock: slow, without a thought for late wake-ups, and easy to believe.

It goes from grain to grain and counts up what was done and down what is left, where the engine computes instants. It
shares the records of the plan and of the events with the engine, and no line of what decides. Whatever is a rule of the
design is written here a second time, on purpose.
"""

from __future__ import annotations

from dataclasses import replace

from unbend.engine import commands as c
from unbend.engine import events as e
from unbend.engine.plan import Cue, CueKind, Phase, PhaseKind, Plan, Variant, VariantKind

GRAIN_MS = 250
"""Every length and every instant given to a naive session is a multiple of this."""

_WITH_SHORT_COUNTDOWN = ("lead-in", "switch", "rest")
_WITH_LONG_COUNTDOWN = ("hold", "time", "walk")
_LENGTHENED = (*_WITH_SHORT_COUNTDOWN, *_WITH_LONG_COUNTDOWN, "let-go")


class Refused(Exception):
    """The command does not fit the moment."""


class NaiveSession:
    """A session that is told of every grain of time, and of every command between two grains."""

    def __init__(self, plan: Plan) -> None:
        """Begin at instant 0 with nothing done."""
        self.plan = plan
        self.now_ms = 0
        self.told: list[e.Event] = []
        self.ending = ""
        self.paused_why: c.PauseReason | None = None
        self.counting_in_ms: int | None = None
        self.resting_ms: int | None = None
        self.ways = [VariantKind.NORMAL for _ in plan.steps]
        self.step = 0
        self.visit = 0
        self.phase: Phase | None = None
        self.phases_ahead: list[Phase] = []
        self.unheard: list[Cue] = []
        self.heard_at: list[int] = []
        self.done_here_ms = 0
        self.done_in_step_ms = 0
        self.done_in_all_ms = 0

    @property
    def status(self) -> str:
        """Where the session stands."""
        if self.ending:
            return self.ending
        if self.phase is None:
            return "ready"
        if self.paused_why is not None:
            return "paused"
        return "awaiting" if self.phase.duration_ms is None else "running"

    @property
    def left_here_ms(self) -> int | None:
        """What is left of the current phase."""
        if self.ending:
            return 0
        if self.phase is None or self.phase.duration_ms is None:
            return None
        return self.phase.duration_ms - self.done_here_ms

    @property
    def left_in_all_ms(self) -> int:
        """What is left of everything that has a length."""
        if self.ending:
            return 0
        left_ms = self.left_here_ms or 0
        for phase in self.phases_ahead:
            left_ms += phase.duration_ms or 0
        first_ahead = 0 if self.phase is None else self.step + 1
        for step in range(first_ahead, len(self.plan.steps)):
            for phase in self._way(step).phases:
                left_ms += phase.duration_ms or 0
        return left_ms

    # Time

    def wait(self, span_ms: int) -> None:
        """Let `span_ms` go by, grain by grain."""
        assert span_ms % GRAIN_MS == 0
        for _ in range(span_ms // GRAIN_MS):
            self._tick()

    def _tick(self) -> None:
        self.now_ms += GRAIN_MS
        if self.status in ("running", "awaiting"):
            self.done_here_ms += GRAIN_MS
            self.done_in_step_ms += GRAIN_MS
            self.done_in_all_ms += GRAIN_MS
            self._look()
        elif self.counting_in_ms is not None:
            self.counting_in_ms -= GRAIN_MS
            self._count_in()
        elif self.resting_ms is not None:
            self.resting_ms -= GRAIN_MS
            if self.resting_ms == 0:
                self.resting_ms = None
                self.told.append(e.RestEnded(due_ms=self.now_ms, step=self.step))

    def _look(self) -> None:
        """Do what is due at this instant, while the clock runs."""
        while self.phase is not None and self.status in ("running", "awaiting"):
            while self.unheard and self.unheard[0].at_ms <= self.done_here_ms:
                cue = self.unheard.pop(0)
                self.heard_at.append(self.done_here_ms)
                self.told.append(e.CueFired(due_ms=self.now_ms, step=self.step, visit=self.visit, cue=cue))
            if self.left_here_ms != 0:
                return
            self._end_phase()
            self._go_on()

    def _count_in(self) -> None:
        left_ms = self.counting_in_ms
        if left_ms in (3_000, 2_000, 1_000):
            self.told.append(e.ResumeTicked(due_ms=self.now_ms, step=self.step, left_s=left_ms // 1_000))
        if left_ms == 0:
            self.counting_in_ms = None
            self._let_run()

    # Moving through the plan

    def _way(self, step: int) -> Variant:
        way = self.ways[step]
        if way == "breathing":
            return self.plan.breathing
        found = getattr(self.plan.steps[step], way)
        assert isinstance(found, Variant)
        return found

    def _begin_step(self, step: int) -> None:
        self.step = step
        self.done_in_step_ms = 0
        way = self._way(step)
        self.told.append(e.StepStarted(due_ms=self.now_ms, step=step, kind=self.ways[step], variant=way))
        self._begin_phase(list(way.phases))

    def _begin_phase(self, phases: list[Phase]) -> None:
        self.phase, self.phases_ahead = phases[0], phases[1:]
        self.visit += 1
        self.done_here_ms = 0
        self.unheard = list(self.phase.cues)
        self.heard_at = []
        self.told.append(e.PhaseStarted(due_ms=self.now_ms, step=self.step, visit=self.visit, phase=self.phase))

    def _end_phase(self) -> None:
        assert self.phase is not None
        ended = e.PhaseEnded(
            due_ms=self.now_ms, step=self.step, visit=self.visit, phase=self.phase, performed_ms=self.done_here_ms
        )
        self.told.append(ended)

    def _end_step(self, outcome: e.StepOutcome) -> None:
        performed_ms = self.done_in_step_ms
        self.told.append(e.StepEnded(due_ms=self.now_ms, step=self.step, outcome=outcome, performed_ms=performed_ms))

    def _go_on(self) -> None:
        """Begin what comes after a phase that has ended."""
        if self.phases_ahead:
            self._begin_phase(self.phases_ahead)
        else:
            self._end_step(e.StepOutcome.DONE)
            self._after_step()

    def _after_step(self) -> None:
        if self.step + 1 < len(self.plan.steps):
            self._begin_step(self.step + 1)
            return
        self._end("finished")
        self.told.append(e.Finished(due_ms=self.now_ms, step=self.step, performed_ms=self.done_in_all_ms))

    def _end(self, ending: str) -> None:
        self.ending = ending
        self.paused_why = self.counting_in_ms = self.resting_ms = None

    def _let_run(self) -> None:
        self.paused_why = None
        self.told.append(e.Resumed(due_ms=self.now_ms, step=self.step))
        self._look()

    def _change_way(self, way: VariantKind) -> None:
        self.ways[self.step] = way
        variant = self._way(self.step)
        self.told.append(e.VariantChanged(due_ms=self.now_ms, step=self.step, kind=way, variant=variant))

    # Commands

    def do(self, command: c.Command) -> None:
        """Obey `command` now, or say that it was ignored."""
        try:
            self._obey(command)
        except Refused:
            self.told.append(e.CommandIgnored(due_ms=self.now_ms, step=self.step, command=command, reason=""))
        self._look()

    def _obey(self, command: c.Command) -> None:  # noqa: C901, PLR0912  # one row per command
        if isinstance(command, c.Start | c.Stop) or self.phase is None or self.ending:
            self._begin_or_end(command)
            return
        match command:
            case c.Pause():
                self._pause(command.why)
            case c.Resume():
                self._resume(command.lead_ms)
            case c.TakeRest():
                self._take_rest(command.rest_ms)
            case c.ReportPain():
                if self.paused_why is None or self.counting_in_ms is not None:
                    self._pause(c.PauseReason.PAIN)
                self.told.append(e.PainReported(due_ms=self.now_ms, step=self.step, report=command))
            case c.Proceed():
                self._only(self.status == "awaiting")
                self._end_phase()
                self._go_on()
            case c.NextStep():
                is_work_left = any(phase.is_work for phase in (self.phase, *self.phases_ahead))
                kinds = [phase.kind for phase in (self.phase, *self.phases_ahead)]
                if kinds[0] == "walk" and kinds[-1] == "wait" and not any(phase.is_work for phase in self.phases_ahead):
                    is_work_left = False  # back before the time is over
                self._end_phase()
                self._end_step(e.StepOutcome.SKIPPED if is_work_left else e.StepOutcome.DONE)
                self._after_step()
            case c.Back():
                self._back()
            case c.Extend():
                self._extend(command.by_ms, self.phase)
            case c.Ease():
                self._ease(self.phase)
            case c.UseEasier():
                self._only(self.plan.steps[self.step].easier is not None)
                self._only(self.ways[self.step] in ("normal", "eased"))
                self._change_to(VariantKind.EASIER)
            case c.Breathe():
                self._only(self.ways[self.step] != "breathing")
                self._change_to(VariantKind.BREATHING)

    @staticmethod
    def _only(is_fitting: bool) -> None:  # noqa: FBT001  # reads as a sentence where it is used
        if not is_fitting:
            raise Refused

    def _begin_or_end(self, command: c.Command) -> None:
        self._only(not self.ending)
        if isinstance(command, c.Stop):
            if self.phase is not None:
                self._end_phase()
                self._end_step(e.StepOutcome.STOPPED)
            self._end("stopped")
            stopped = e.Stopped(due_ms=self.now_ms, step=self.step, why=command.why, performed_ms=self.done_in_all_ms)
            self.told.append(stopped)
            return
        self._only(isinstance(command, c.Start) and self.phase is None)
        total_ms = self.left_in_all_ms
        self.told.append(e.Started(due_ms=self.now_ms, step=0, total_ms=total_ms))
        self._begin_step(0)

    def _pause(self, why: c.PauseReason) -> None:
        if self.paused_why is not None:
            is_new_pain = why == "pain" and self.paused_why != "pain"
            self._only(is_new_pain or self.counting_in_ms is not None)
            if self.paused_why == "pain":
                why = self.paused_why
        self.paused_why = why
        self.counting_in_ms = self.resting_ms = None
        self.told.append(e.Paused(due_ms=self.now_ms, step=self.step, why=why))

    def _resume(self, lead_ms: int) -> None:
        self._only(self.paused_why is not None and self.counting_in_ms is None)
        self.resting_ms = None
        if lead_ms > 0:
            self.counting_in_ms = lead_ms
            at_ms = self.now_ms + lead_ms
            self.told.append(e.ResumeAnnounced(due_ms=self.now_ms, step=self.step, at_ms=at_ms))
            self._count_in()
        else:
            self._let_run()

    def _take_rest(self, rest_ms: int) -> None:
        self._only(self.paused_why is not None and rest_ms > 0)
        self.counting_in_ms = None
        self.resting_ms = rest_ms
        self.told.append(e.RestTaken(due_ms=self.now_ms, step=self.step, until_ms=self.now_ms + rest_ms))

    def _back(self) -> None:
        to_step = self.step
        if self.step > 0 and self.done_in_step_ms < 3_000:
            to_step -= 1
        way = self.ways[to_step]
        if way == "breathing":
            way = VariantKind.NORMAL if self.plan.steps[to_step].eased is None else VariantKind.EASED
        again = getattr(self.plan.steps[to_step], way)
        if again.kind in ("heat", "cold"):  # a pack that was on is not put on again
            self._only(to_step == self.step and self.ways[to_step] != "breathing" and self._is_at_the_start())
            self._only(way != "easier" or self.plan.steps[to_step].normal.kind not in ("heat", "cold"))
        self._end_phase()
        self._end_step(e.StepOutcome.LEFT)
        self.ways[to_step] = way
        self._begin_step(to_step)

    def _is_at_the_start(self) -> bool:
        """Whether nothing of the step's work has begun."""
        assert self.phase is not None
        phases = self._way(self.step).phases
        return not any(phase.is_work for phase in phases[: len(phases) - len(self.phases_ahead)])

    def _extend(self, by_ms: int, phase: Phase) -> None:
        self._only(phase.duration_ms is not None and phase.kind in _LENGTHENED)
        assert phase.duration_ms is not None
        longest_ms = 3_600_000 if phase.limit_ms is None else phase.limit_ms
        longer_ms = min(phase.duration_ms + by_ms, longest_ms)
        self._only(longer_ms > phase.duration_ms)
        cues = [cue for cue in phase.cues if not cue.kind.startswith("tick")] + _ticks(phase.kind, longer_ms)
        if self._way(self.step).kind in ("heat", "cold") and phase.kind in _WITH_LONG_COUNTDOWN:
            looks = [Cue(minutes * 60_000, CueKind.SKIN) for minutes in range(5, 60, 5)]
            cues += [look for look in looks if look.at_ms < longer_ms - 3_000 and look not in cues]
        cues.sort()
        done_ms = self.done_here_ms
        self.unheard = [
            cue for cue in cues if cue.at_ms > done_ms or (cue.at_ms == done_ms and done_ms not in self.heard_at)
        ]
        self.phase = replace(phase, duration_ms=longer_ms, cues=tuple(cues))
        self.told.append(e.Extended(due_ms=self.now_ms, step=self.step, by_ms=longer_ms - phase.duration_ms))

    def _ease(self, phase: Phase) -> None:
        eased = self.plan.steps[self.step].eased
        self._only(self.ways[self.step] == "normal" and phase.kind is not PhaseKind.WAIT)
        assert self.ways[self.step] == "normal"
        if eased is None:
            raise Refused
        phases = list(eased.phases)
        while phases and _is_behind(phases[0], phase):
            phases.pop(0)
        self._end_phase()
        self._change_way(VariantKind.EASED)
        if phases:
            self._begin_phase(phases)
        else:
            self._end_step(e.StepOutcome.DONE)
            self._after_step()

    def _change_to(self, way: VariantKind) -> None:
        self._end_phase()
        self._change_way(way)
        self._begin_phase(list(self._way(self.step).phases))


def _is_behind(phase: Phase, here: Phase) -> bool:
    """Whether someone who is at `here` has `phase` behind them: what leads up to a repetition, once it is under way."""
    if phase.kind is PhaseKind.WAIT:
        return False
    if phase.kind is PhaseKind.SKIN_CHECK:  # asked once
        return here.kind is not PhaseKind.SKIN_CHECK
    if phase.place != here.place:
        return phase.place < here.place
    return here.is_work and not phase.is_work


def _ticks(kind: PhaseKind, length_ms: int) -> list[Cue]:
    is_counted = (kind in _WITH_SHORT_COUNTDOWN and length_ms >= 5_000) or (
        kind in _WITH_LONG_COUNTDOWN and length_ms >= 8_000
    )
    if not is_counted:
        return []
    return [
        Cue(length_ms - 3_000, CueKind.TICK),
        Cue(length_ms - 2_000, CueKind.TICK),
        Cue(length_ms - 1_000, CueKind.TICK_LAST),
    ]
