"""Event -> one short line, for people who read, hear or pipe it: no colour, no redraw, nothing a voice trips on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unbend.engine import events as e
from unbend.engine.commands import PauseReason
from unbend.engine.plan import CueKind, Phase, PhaseKind, Side, Transition, VariantKind
from unbend.history.records import REST
from unbend.pain import words
from unbend.session.packs import PackWatch
from unbend.session.postures import posture_words
from unbend.units import SECOND, format_span

if TYPE_CHECKING:
    from unbend.engine.plan import Place, Plan, Variant
    from unbend.units import Ms

KINDS = {
    PhaseKind.LEAD_IN: "Get ready",
    PhaseKind.EASE_IN: "Ease in",
    PhaseKind.HOLD: "Hold",
    PhaseKind.EASE_OUT: "Ease out",
    PhaseKind.LET_GO: "Let go",
    PhaseKind.SWITCH: "Switch sides",
    PhaseKind.REST: "Rest",
    PhaseKind.TIME: "Begin",
    PhaseKind.WALK: "Walk",
    PhaseKind.BREATHE_IN: "Breathe in",
    PhaseKind.BREATHE_HOLD: "Stay full",
    PhaseKind.BREATHE_OUT: "Breathe out",
    PhaseKind.BREATHE_WAIT: "Stay empty",
}
CHANGES = {
    Transition.PACK_OFF: "Take the pack off",
    Transition.FROM_FLOOR: "Get up by way of your side, slowly",
    Transition.TO_FLOOR: "Get down to the floor, slowly",
    Transition.WARM_PACK: "Wrap the warm pack and put it on",
    Transition.COLD_PACK: "Wrap the cold pack in a damp cloth and put it on",
}
SIDES = {Side.LEFT: "left side", Side.RIGHT: "right side"}
_FIRST_OF_REP = (PhaseKind.EASE_IN, PhaseKind.HOLD, PhaseKind.EASE_OUT, PhaseKind.BREATHE_IN)
_SIDED = (PhaseKind.LEAD_IN, PhaseKind.SWITCH, PhaseKind.OWN_PACE, PhaseKind.TIME, PhaseKind.WALK)
_CHANGED = {
    VariantKind.EASED: f"Eased: half the dose, slower. {words.GO_HALF_AS_FAR}",
    VariantKind.EASIER: "Instead: {name}.",
    VariantKind.BREATHING: "Breathing only. The rest of this step is left out.",
}


class Lines:
    """Words the events of one session; remembers only what a line needs of the line before."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._place: Place | None = None
        self._posture = ""
        self._current: Phase | None = None
        self._variant: Variant | None = None
        self._packs = PackWatch()
        self._kept: list[str] = []
        """What to do with a pack, told only when it is to be put on."""

    def of(self, event: e.Event, *, away_ms: Ms = 0, left_ms: Ms | None = None) -> list[str]:
        """Return the lines for `event`.

        `away_ms` is how long the absence was that paused the session, `left_ms` what is left of the current phase.
        """
        before = [words.TAKE_OFF] if self._packs.comes_off(event) else []
        return before + self._of(event, away_ms, left_ms)

    def _of(self, event: e.Event, away_ms: Ms, left_ms: Ms | None) -> list[str]:  # noqa: C901, PLR0911, PLR0912  # one row per event
        match event:
            case e.StepStarted(variant=variant):
                self._variant = variant
                return self._step(event)
            case e.VariantChanged(kind=kind, variant=variant):
                self._place = None
                self._variant = variant
                self._kept = []
                changed = _CHANGED[kind].format(name=variant.name)
                return [changed] if kind is VariantKind.EASED else [changed, *_how(variant.how)]
            case e.PhaseStarted(phase=phase):
                self._current = phase
                if phase.kind is not PhaseKind.SKIN_CHECK:
                    kept, self._kept = self._kept, []
                    return [*kept, self._phase(phase)]
                return [self._phase(phase)]
            case e.CueFired(cue=cue) if cue.kind is CueKind.HALFWAY:
                return ["Halfway."]
            case e.CueFired(cue=cue) if cue.kind is CueKind.SKIN:
                return [words.LOOK_AT_SKIN]
            case e.Extended(by_ms=by_ms):
                return [f"{format_span(by_ms)} more."]
            case e.Paused(why=PauseReason.PAIN):
                return [words.PAUSED]
            case e.Paused(why=PauseReason.SUSPENDED):
                return [f"Paused: away for {_whole(away_ms)}. Nothing was missed. Space to go on."]
            case e.Paused():
                return ["Paused. Space to go on, p if something hurts."]
            case e.ResumeAnnounced(at_ms=at_ms, due_ms=due_ms):
                return [f"Going on in {format_span(at_ms - due_ms)}."]
            case e.Resumed():
                return [self._going_on(left_ms)]
            case e.RestTaken(until_ms=until_ms, due_ms=due_ms):
                return [f"Rest, {format_span(until_ms - due_ms)}. Nothing starts by itself."]
            case e.RestEnded():
                return [words.REST_IS_OVER]
            case e.CommandIgnored(reason=reason):
                return [f"Not now: {reason}."]
            case e.Finished(performed_ms=performed_ms):
                return [f"Done, {_whole(performed_ms)} in all."]
            case e.Stopped(performed_ms=performed_ms):
                return [f"Stopped after {_whole(performed_ms)}."]
            case _:
                return []

    def _going_on(self, left_ms: Ms | None) -> str:
        """Return where the person is, who may have been away from the screen for long."""
        phase = self._current
        if phase is None or left_ms is None:
            return "Going on." if phase is None else f"Going on. {self._phase(phase)}"
        side = f", {SIDES[phase.side]}" if phase.side in SIDES else ""
        kind = KINDS.get(phase.kind, "at your own pace").lower()
        return f"Going on: {kind}{side}, {_whole(left_ms)} left."

    def _step(self, event: e.StepStarted) -> list[str]:
        self._place = None
        step, variant = self._plan.steps[event.step], event.variant
        about = f", {step.about}" if step.about else ""
        said = [variant.say] if variant.say else []
        if self._plan.is_voice_only and variant.exercise != REST:
            said.append(words.LEAVE_OUT)
        head = f"Step {event.step + 1} of {len(self._plan.steps)}: {variant.name}{about}."
        is_asked = variant.phases[0].kind is PhaseKind.SKIN_CHECK
        lines = [f"  {' '.join(said)}"] if is_asked and said else []
        if not is_asked:
            head = " ".join([head, *said])
        posture = posture_words(variant) if variant.posture else ""
        if posture and posture != self._posture:
            lines.append(f"  {posture}")
            self._posture = posture
        lines += _how(variant.how)
        if variant.caution:
            lines.append(f"  Take care: {variant.caution}")
        if step.note:
            lines.append(f"  Note: {step.note}")
        self._kept = lines if is_asked else []
        return [head] if is_asked else [head, *lines]

    def _phase(self, phase: Phase) -> str:
        if phase.kind is PhaseKind.WAIT:
            return when_to_press(phase, self._variant)
        if phase.kind is PhaseKind.SKIN_CHECK:
            return f"{words.ASK_SKIN} Enter: yes. n: leave this pack out."
        # The side and the count are said once, with the first part of each repetition.
        is_first = phase.kind in _FIRST_OF_REP and phase.place != self._place
        if is_first:
            self._place = phase.place
        is_sided = phase.side in SIDES and (is_first or phase.kind in _SIDED)
        side = f", {SIDES[phase.side]}" if is_sided and phase.side is not None else ""
        if phase.kind is PhaseKind.OWN_PACE:
            times = f"{phase.reps} times" if phase.reps > 1 else "once"
            end = (
                when_to_press(phase, self._variant)
                if phase.duration_ms is None
                else f"{format_span(phase.duration_ms)}."
            )
            return f"{times.capitalize()}, at your own pace{side}. {end}"
        length = format_span(phase.duration_ms or 0)
        # That a pack comes off has been said when its step ended.
        changes = [CHANGES[change] for change in phase.changes if change is not Transition.PACK_OFF]
        if changes:
            return f"{'. '.join(changes)}: {length}{side}."
        if (
            phase.kind is PhaseKind.WALK
            and self._variant is not None
            and self._variant.phases[-1].kind is PhaseKind.WAIT
        ):
            length = f"{length}. Press Enter if you are back sooner"
        count = f", {phase.place.rep} of {phase.reps}" if is_first and phase.reps > 1 else ""
        sets = f", set {phase.place.set} of {phase.sets}" if phase.sets > 1 and phase.kind is PhaseKind.REST else ""
        return f"{KINDS[phase.kind]}{side}{sets}, {length}{count}."


def when_to_press(phase: Phase, variant: Variant | None) -> str:
    """Return when to press Enter, in a phase that lasts until somebody does."""
    if phase.kind is PhaseKind.OWN_PACE:
        return "Press Enter when done."
    is_walk = variant is not None and variant.position == "walking"
    return f"Press Enter when you are {'back' if is_walk else 'ready to go on'}."


def _how(how: tuple[str, ...]) -> list[str]:
    return [f"  {line}" for line in how]


def _whole(span: Ms) -> str:
    """Return `span` in whole seconds; tenths are read aloud and help nobody."""
    return format_span((span + 500) // SECOND * SECOND)
