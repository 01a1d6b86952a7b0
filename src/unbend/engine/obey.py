"""The commands, one rule each: what is refused and why, and which moves follow.

Whether a command fits the status at all is the table's business (`state.TRANSITIONS`); a rule here only looks at what
the table cannot know, such as whether this step has an easier exercise.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from unbend.engine import commands as c
from unbend.engine import events as e
from unbend.engine.cues import COUNTDOWN_FROM, countdown, is_countdown, skin_looks
from unbend.engine.plan import PhaseKind, VariantKind
from unbend.engine.state import TRANSITIONS, Alarm, AlarmKind, Status
from unbend.units import HOUR, SECOND

if TYPE_CHECKING:
    from unbend.engine.plan import Phase
    from unbend.engine.state import State
    from unbend.engine.turn import Turn
    from unbend.units import Ms

BACK_WINDOW_MS: Ms = 3 * SECOND
"""Within this time of a step's beginning, `Back` means the step before; the habit comes from music players."""

_EXTENDABLE = frozenset(
    {
        PhaseKind.LEAD_IN,
        PhaseKind.HOLD,
        PhaseKind.LET_GO,
        PhaseKind.SWITCH,
        PhaseKind.REST,
        PhaseKind.TIME,
        PhaseKind.WALK,
    }
)
"""Ten seconds more make no sense within a movement or a breath."""


def obey(turn: Turn, command: c.Command) -> str | None:  # noqa: C901, PLR0911, PLR0912  # one row per command
    """Apply `command` at the settled instant; return why it was ignored, or None."""
    if type(command) not in TRANSITIONS[turn.state.status]:
        return f"the session is {turn.state.status}"
    match command:
        case c.Start():
            return _start(turn)
        case c.Pause(why=why):
            return _pause(turn, why)
        case c.Resume(lead_ms=lead_ms):
            return _resume(turn, lead_ms)
        case c.ReportPain():
            return _report_pain(turn, command)
        case c.TakeRest(rest_ms=rest_ms):
            return _take_rest(turn, rest_ms)
        case c.Proceed():
            return _proceed(turn)
        case c.NextStep():
            return _next_step(turn)
        case c.Back():
            return _back(turn)
        case c.Extend(by_ms=by_ms):
            return _extend(turn, by_ms)
        case c.Ease():
            return _ease(turn)
        case c.UseEasier():
            return _use(turn, VariantKind.EASIER, "there is no easier exercise here")
        case c.Breathe():
            return _use(turn, VariantKind.BREATHING, "you are breathing already")
        case c.Stop(why=why):
            return _stop(turn, why)


def _start(turn: Turn) -> str | None:
    now_ms = turn.state.now_ms
    turn.events.append(e.Started(due_ms=now_ms, step=0, total_ms=turn.state.plan.total_ms))
    turn.change(status=Status.RUNNING)
    turn.enter_step(0, now_ms)
    return None


def _pause(turn: Turn, why: c.PauseReason) -> str | None:
    state = turn.state
    if state.status is Status.PAUSED:
        is_first_pain = why is c.PauseReason.PAIN and state.paused_why is not c.PauseReason.PAIN
        if not state.is_counting_in and not is_first_pain:
            return "the session is paused"
        if state.paused_why is c.PauseReason.PAIN:
            why = c.PauseReason.PAIN  # a second hand on the key does not make the pain go away
    turn.change(
        banked_ms=state.elapsed_ms(state.now_ms),
        anchor_ms=state.now_ms,
        status=Status.PAUSED,
        paused_why=why,
        alarm=None,
    )
    turn.events.append(e.Paused(due_ms=state.now_ms, step=state.step, why=why))
    return None


def _resume(turn: Turn, lead_ms: Ms) -> str | None:
    state = turn.state
    if state.is_counting_in:
        return "the session is about to go on"
    if lead_ms <= 0:
        turn.run(state.now_ms)
        return None
    at_ms = state.now_ms + lead_ms
    ticks = min(COUNTDOWN_FROM, lead_ms // SECOND)
    turn.events.append(e.ResumeAnnounced(due_ms=state.now_ms, step=state.step, at_ms=at_ms))
    turn.change(alarm=Alarm(AlarmKind.RESUME, at_ms, ticks))
    return None


def _report_pain(turn: Turn, report: c.ReportPain) -> str | None:
    if turn.state.is_clock_running or turn.state.is_counting_in:
        _pause(turn, c.PauseReason.PAIN)
    turn.events.append(e.PainReported(due_ms=turn.state.now_ms, step=turn.state.step, report=report))
    return None


def _take_rest(turn: Turn, rest_ms: Ms) -> str | None:
    if rest_ms <= 0:
        return "a rest needs a length"
    until_ms = turn.state.now_ms + rest_ms
    turn.events.append(e.RestTaken(due_ms=turn.state.now_ms, step=turn.state.step, until_ms=until_ms))
    turn.change(alarm=Alarm(AlarmKind.REST, until_ms))
    return None


def _proceed(turn: Turn) -> str | None:
    turn.end_phase(turn.state.now_ms)
    turn.next_phase(turn.state.now_ms)
    return None


def _next_step(turn: Turn) -> str | None:
    left = turn.state.variant.phases[turn.state.index :]
    # Who is back from a walk before its time has walked: only the key says how long it is.
    is_done = turn.state.is_on_the_way_back or not any(phase.is_work for phase in left)
    turn.leave_step(e.StepOutcome.DONE if is_done else e.StepOutcome.SKIPPED)
    return None


def _back(turn: Turn) -> str | None:
    state = turn.state
    is_fresh = state.step_performed_ms(state.now_ms) < BACK_WINDOW_MS
    target = state.step - 1 if is_fresh and state.step > 0 else state.step
    kind = _kind_again(state, target)
    if state.plan.variant(target, kind).is_pack and not _is_before_work(state, target):
        # docs/safety.md R14: beginning again would be the same pack on the same skin, for its whole time once more.
        return "this pack had its turn, and the skin needs a rest from it"
    turn.end_phase(state.now_ms)
    turn.end_step(e.StepOutcome.LEFT, state.now_ms)
    turn.set_variant(target, kind)
    turn.enter_step(target, state.now_ms)
    return None


def _kind_again(state: State, step: int) -> VariantKind:
    """Return how `step` is done when it begins again: as it was chosen last."""
    if state.variants[step] is not VariantKind.BREATHING:
        return state.variants[step]
    # Going back asks for the movement again; kindly, so in its smaller form where it has one.
    return VariantKind.NORMAL if state.plan.steps[step].eased is None else VariantKind.EASED


def _is_before_work(state: State, step: int) -> bool:
    """Whether the session is in `step`, and neither its work nor a pack it had before has begun, however it is done."""
    first_ways = {VariantKind.NORMAL, VariantKind.EASED}
    if not state.plan.steps[step].normal.is_pack:
        first_ways.add(VariantKind.EASIER)  # what it took the place of left nothing on the skin
    is_first_way = state.variants[step] in first_ways
    is_begun = any(phase.is_work for phase in state.variant.phases[: state.index + 1])
    return step == state.step and is_first_way and not is_begun


def _extend(turn: Turn, by_ms: Ms) -> str | None:
    state, phase = turn.state, turn.phase
    if phase.duration_ms is None or phase.kind not in _EXTENDABLE:
        return "this part keeps its pace"
    longest_ms = HOUR if phase.limit_ms is None else phase.limit_ms
    duration_ms = min(phase.duration_ms + by_ms, longest_ms)
    if duration_ms <= phase.duration_ms:
        return "this is as long as it should get"
    # The countdown moves with the end; what else has its place keeps it, so nothing is heard twice.
    kept = [cue for cue in phase.cues if not is_countdown(cue)]
    looks = skin_looks(phase.kind, duration_ms) if state.variant.is_pack else ()
    cues = tuple(sorted({*kept, *looks, *countdown(phase.kind, duration_ms)}))
    elapsed_ms = state.elapsed_ms(state.now_ms)
    # At this very instant a cue may have fired or not: not in a phase entered during a pause, nor where the countdown
    # only now has a place. Never twice at one instant.
    has_just_fired = any(cue.at_ms == elapsed_ms for cue in phase.cues[: state.cues_fired])
    passed = sum(cue.at_ms < elapsed_ms + has_just_fired for cue in cues)
    turn.change(phase=replace(phase, duration_ms=duration_ms, cues=cues), cues_fired=passed)
    added_ms = duration_ms - phase.duration_ms
    turn.events.append(e.Extended(due_ms=state.now_ms, step=state.step, by_ms=added_ms))
    return None


def _ease(turn: Turn) -> str | None:
    state, phase = turn.state, turn.phase
    eased = state.plan.steps[state.step].eased
    if eased is None or phase.kind is PhaseKind.WAIT:
        return "there is nothing to ease here"
    if state.variants[state.step] is not VariantKind.NORMAL:
        return "this step is eased already"
    # The wait for a key is never behind anyone, however few sets the eased form has: nobody who asks for less is moved
    # on to the next step unasked. What was said of the skin is not asked twice.
    found = (
        number
        for number, other in enumerate(eased.phases)
        if other.kind is PhaseKind.WAIT
        or other.place > phase.place
        or (other.place == phase.place and (other.is_work or not phase.is_work) and not _is_answered(other, phase))
    )
    index = next(found, None)
    turn.end_phase(state.now_ms)
    turn.swap(VariantKind.EASED)
    if index is not None:
        turn.enter_phase(index, state.now_ms)
    else:  # half the dose is done already
        turn.end_step(e.StepOutcome.DONE, state.now_ms)
        turn.after_step(state.now_ms)
    return None


def _is_answered(other: Phase, phase: Phase) -> bool:
    """Whether `other` is the question about the skin, and `phase` comes after it."""
    return other.kind is PhaseKind.SKIN_CHECK and phase.kind is not PhaseKind.SKIN_CHECK


def _use(turn: Turn, kind: VariantKind, refusal: str) -> str | None:
    state = turn.state
    is_missing = kind is VariantKind.EASIER and state.plan.steps[state.step].easier is None
    if is_missing or state.variants[state.step] in (kind, VariantKind.BREATHING):
        return refusal
    turn.end_phase(state.now_ms)
    turn.swap(kind)
    turn.enter_phase(0, state.now_ms)
    return None


def _stop(turn: Turn, why: c.StopReason) -> str | None:
    now_ms = turn.state.now_ms
    if turn.state.phase is not None:
        turn.end_phase(now_ms)
        turn.end_step(e.StepOutcome.STOPPED, now_ms)
    turn.close(Status.STOPPED)
    performed_ms = turn.state.session_banked_ms
    turn.events.append(e.Stopped(due_ms=now_ms, step=turn.state.step, why=why, performed_ms=performed_ms))
    return None
