"""What a voice says in a session, and in which gaps between the sounds it may say it.

Built from events, those of a rehearsal or those of a session so far and to come, so that a sentence stands where its
cue stands. The words are those of the line mode as far as it has any; a note of the author is shown and never spoken.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from unbend.audio.placing import Gap, Sentence
from unbend.engine import events as e
from unbend.engine.cues import is_countdown
from unbend.engine.plan import CueKind, Phase, PhaseKind, Side, Transition, VariantKind
from unbend.history.records import REST
from unbend.pain import words
from unbend.pain.rules import RULES, Rule
from unbend.session.lines import CHANGES, SIDES, when_to_press
from unbend.session.packs import PackWatch
from unbend.units import MINUTE, SECOND

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from unbend.engine.plan import Plan, Variant
    from unbend.units import Ms

AFTER_TONE_MS: Ms = 250
"""The tone first, then the voice: so the tone is still heard as what it means."""
FINISH_MS: Ms = 1_800
"""How long the last sound has the ear to itself."""
EARLIER_MS: Ms = 15 * SECOND
"""How long before a step its name may be said, where the time to get ready is too short for it."""
TRUE_FOR_MS: Ms = 2 * SECOND
"""How long what is said of an instant, such as halfway, stays true enough to begin with it."""
REST_OVER = "rest-over"
"""What a sentence is about that is said although the session is paused."""
IN_TURN = "left and right in turn"
"""What is said of sides that change with each repetition."""
_ENDLESS_MS: Ms = 5 * MINUTE
_HEARD = (e.CueFired, e.ResumeTicked, e.Resumed, e.RestEnded, e.Finished)
"""Events with a sound."""
_DONE = "Done."
_SIDE_ALONE = {Side.LEFT: "Left.", Side.RIGHT: "Right."}
_HEADS = {VariantKind.NORMAL: "Next: ", VariantKind.EASIER: "Instead: "}
_BEFOREHAND = "After this: "
"""In place of the head, while something else is still done."""
_CHANGED = {
    VariantKind.EASED: ("Eased: half the dose, slower.", "Eased."),
    VariantKind.BREATHING: ("Breathing only.",),
}
"""What is said of a change in the middle of a step that keeps its name, or needs none."""


def sentences(
    plan: Plan, events: Sequence[e.Event], *, left_out: Collection[int] = (), has_keys: bool = False
) -> list[Sentence]:
    """Return what is said in a session of `plan` with those `events`, in order.

    Steps that are `left_out`, by their numbers, are not spoken of. `has_keys` says whether somebody may be asked to
    press one.
    """
    teller = _Teller(plan, events, left_out, has_keys=has_keys)
    for number, event in enumerate(events):
        teller.hear(event, number)
    return teller.said


class _Teller:
    """Follows the events and remembers what a sentence needs of those before."""

    def __init__(self, plan: Plan, events: Sequence[e.Event], left_out: Collection[int], *, has_keys: bool) -> None:
        self.said: list[Sentence] = []
        self._plan = plan
        self._left_out = left_out
        self._has_keys = has_keys
        self._ticks = {event.due_ms for event in events if _is_counted(event)}
        self._beats = sorted({event.due_ms for event in events if isinstance(event, _HEARD)})
        ends = (e.StepEnded, e.VariantChanged)
        self._ends = [(number, event.due_ms) for number, event in enumerate(events) if isinstance(event, ends)]
        self._number = 0
        self._variant: Variant | None = None
        self._kind = VariantKind.NORMAL
        self._is_first = True
        self._is_new = False
        self._side: Side | None = None
        """The side worked last in this step."""
        self._opening: Sentence | None = None
        """What was said as the current phase began, should it be interrupted."""
        self._packs = PackWatch()
        self._takes_off = False

    def hear(self, event: e.Event, number: int) -> None:
        """Note what `event`, so far in the row of all, has said."""
        self._number = number
        self._takes_off = self._packs.comes_off(event) or self._takes_off
        match event:
            case e.StepStarted(variant=variant) if event.step not in self._left_out:
                self._variant, self._kind, self._is_new, self._side = variant, VariantKind.NORMAL, True, None
            case e.VariantChanged(variant=variant, kind=kind):
                self._variant, self._kind, self._is_new = variant, kind, True
            case e.PhaseStarted(phase=phase) if event.step not in self._left_out and self._variant is not None:
                self._opening = None
                self._phase(event, phase, self._variant)
            case e.CueFired(cue=cue) if cue.kind is CueKind.HALFWAY:
                self._say(("halfway", event.visit, cue.at_ms), event.due_ms, "Halfway.")
            case e.CueFired(cue=cue) if cue.kind is CueKind.SKIN:
                look = Sentence(
                    ("skin", event.visit, cue.at_ms), (words.LOOK_AT_SKIN,), (self._gap_after(event.due_ms),)
                )
                self.said.append(look)
            case e.Resumed() if self._opening is not None:
                self.said.append(replace(self._opening, gaps=(self._gap_after(event.due_ms),)))
            case e.RestEnded():
                self._say((REST_OVER, 0, event.due_ms), event.due_ms, words.REST_IS_OVER)
            case e.Finished():
                self._finish(event.due_ms)

    def _phase(self, event: e.PhaseStarted, phase: Phase, variant: Variant) -> None:
        if phase.kind is PhaseKind.SKIN_CHECK:  # what to do with the pack comes when it is to be put on
            self._open(("skin-check", event.visit, 0), event, f"{variant.name}. {words.ASK_SKIN}", words.ASK_SKIN)
        elif self._is_new:
            self._is_new = False
            if self._kind in _CHANGED:
                self._open(("changed", event.visit, 0), event, *_CHANGED[self._kind])
            else:
                self._announce(event, phase, variant)
        elif phase.kind is PhaseKind.SWITCH:
            side = SIDES.get(phase.side, "") if phase.side is not None else ""
            texts = [*([f"Other side: {side}."] if side else []), "Other side."]
            self._open(("switch", event.visit, 0), event, *texts)
        elif phase.side in _SIDE_ALONE and phase.side is not self._side and phase.is_work and _side(variant) == IN_TURN:
            self._say(("side", event.visit, 0), event.due_ms, _SIDE_ALONE[phase.side])
        elif phase.kind is PhaseKind.REST:
            texts = [f"Rest. {spoken_span(phase.duration_ms or 0)}.", "Rest."]
            self._say(("rest", event.visit, 0), event.due_ms, *texts)
        self._side = phase.side if phase.is_work else self._side
        if self._has_keys and phase.duration_ms is None and phase.kind in (PhaseKind.WAIT, PhaseKind.OWN_PACE):
            gaps = (self._gap_from(event),)
            self.said.append(Sentence(("press", event.visit, 0), (when_to_press(phase, variant),), gaps))

    def _announce(self, event: e.PhaseStarted, phase: Phase, variant: Variant) -> None:
        """Say what comes, in the time to get ready for it or, where that is too short, a little before."""
        changes = [CHANGES[change] for change in phase.changes if change is not Transition.PACK_OFF]
        taken_off = [words.TAKE_OFF] if self._takes_off else []
        before = " ".join([*taken_off, *(f"{change}." for change in changes)])
        self._takes_off = False
        about = self._plan.steps[event.step].about
        texts = _announcements(variant, about, "First: " if self._is_first else _HEADS[self._kind])
        ready, earlier = self._gap_from(event), self._earlier(event)
        self._is_first = False
        fuller = tuple(f"{before} {text}".strip() for text in texts)
        # What was foreseen as another step must not be taken for this one.
        self._opening = Sentence((f"next {event.step} {self._kind}", event.visit, 0), fuller, (ready,))
        self.said.append(self._opening)
        if earlier:  # where there is no time for it in its place
            texts = _announcements(variant, about, _BEFOREHAND)
            told = tuple(text for text in texts if text.startswith(_BEFOREHAND))
            self.said.append(replace(self._opening, texts=told, gaps=earlier))
            self.said.append(replace(self._opening, texts=tuple(texts[len(told) :]), gaps=earlier))
        if variant.exercise != REST:
            self._explain(event, ready, variant)

    def _explain(self, event: e.PhaseStarted, ready: Gap, variant: Variant) -> None:
        """Say how it is done in the first gap that has room, and by voice alone that it may be left out."""
        leave = words.LEAVE_OUT if self._plan.is_voice_only else ""
        texts = [f"{variant.say} {leave}".strip(), leave or variant.say]
        if texts[0]:
            told = tuple(dict.fromkeys(texts))
            key = (f"how {event.step} {self._kind}", event.visit, 0)
            self.said.append(Sentence(key, told, (ready, *self._later(event)), is_filler=True))

    def _finish(self, at_ms: Ms) -> None:
        parts = [words.TAKE_OFF if self._takes_off else "", _DONE]
        parts.append(RULES[Rule.FLOOR] if self._plan.ends_on_floor else "")
        gap = Gap(at_ms + FINISH_MS, at_ms + _ENDLESS_MS)
        self.said.append(Sentence(("done", 0, 0), (" ".join(filter(None, parts)),), (gap,)))

    def _open(self, key: tuple[str, int, Ms], event: e.PhaseStarted, *texts: str) -> None:
        """Say what the phase is about; after an interruption it is said again as long as the phase goes on."""
        self._opening = Sentence(key, texts, (self._gap_from(event),))
        self.said.append(self._opening)

    def _say(self, key: tuple[str, int, Ms], at_ms: Ms, *texts: str) -> None:
        """Say what is true of this instant, and of no later one."""
        self.said.append(Sentence(key, texts, (self._gap_after(at_ms),), by_ms=at_ms + TRUE_FOR_MS))

    def _gap_from(self, event: e.PhaseStarted) -> Gap:
        """Return the gap from the beginning of a phase on, as long as its step is done this way."""
        gap = self._gap_after(event.due_ms)
        return replace(gap, until_ms=min(gap.until_ms, self._end_of(event)))

    def _end_of(self, event: e.PhaseStarted) -> Ms:
        """Return when the step of a phase ended, or was done another way; far away while it has not."""
        number = bisect_right(self._ends, (self._number, event.due_ms))
        return self._ends[number][1] if number < len(self._ends) else event.due_ms + _ENDLESS_MS

    def _later(self, event: e.PhaseStarted) -> tuple[Gap, ...]:
        """Return the gaps after the first sound from a phase on, as long as its step is done this way."""
        end_ms = self._end_of(event)
        first, last = bisect_right(self._beats, event.due_ms), bisect_left(self._beats, end_ms)
        gaps = (self._gap_after(at_ms) for at_ms in self._beats[first:last])
        return tuple(gap for gap in gaps if gap.from_ms < gap.until_ms)

    def _gap_after(self, at_ms: Ms) -> Gap:
        """Return the gap from the instant `at_ms` up to the next sound; nothing in a countdown."""
        if at_ms in self._ticks:
            return Gap(at_ms, at_ms)
        number = bisect_right(self._beats, at_ms)
        until_ms = self._beats[number] if number < len(self._beats) else at_ms + _ENDLESS_MS
        has_tone = number > 0 and self._beats[number - 1] == at_ms
        return Gap(at_ms + AFTER_TONE_MS * has_tone, until_ms)

    def _earlier(self, event: e.PhaseStarted) -> tuple[Gap, ...]:
        """Return the gaps shortly before the step that are in no countdown, the last first."""
        if self._is_first:
            return ()
        last = bisect_left(self._beats, event.due_ms)
        first = bisect_left(self._beats, event.due_ms - EARLIER_MS)
        gaps = (self._gap_after(at_ms) for at_ms in reversed(self._beats[max(first - 1, 0) : last]))
        return tuple(
            Gap(max(gap.from_ms, event.due_ms - EARLIER_MS), gap.until_ms)
            for gap in gaps
            if gap.until_ms > max(gap.from_ms, event.due_ms - EARLIER_MS)
        )


def spoken_span(span: Ms) -> str:
    """Return `span` in the words of somebody who reads it out: "1 minute 30 seconds"."""
    minutes, seconds = divmod((span + SECOND // 2) // SECOND, 60)
    parts = [_counted(minutes, "minute")] if minutes else []
    parts += [_counted(seconds, "second")] if seconds or not minutes else []
    return " ".join(parts)


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _is_counted(event: e.Event) -> bool:
    return isinstance(event, e.ResumeTicked) or (isinstance(event, e.CueFired) and is_countdown(event.cue))


def _announcements(variant: Variant, about: str, head: str) -> list[str]:
    """Return what comes next, from all that is worth saying down to the name and the side."""
    side = _side(variant)
    amount = _amount(variant)
    names = [", ".join(filter(None, each)) for each in ((variant.name, about, side), (variant.name, side))]
    texts = [f"{head}{names[0]}. {amount}".strip(), f"{head}{names[0]}."]
    texts += [f"{head}{names[1]}. {amount}".strip(), f"{head}{names[1]}.", f"{names[1]}."]
    if side:
        texts.append(f"{variant.name}, {side.removesuffix(' side').removesuffix(' in turn')}.")
    if ", " in variant.name:  # "Forearm stretch, palm up": what tells it from the one before
        short = variant.name.rpartition(", ")[2]
        texts.append(
            f"{short[0].upper()}{short[1:]}{', ' if side else ''}{side.removesuffix(' side').removesuffix(' in turn')}."
        )
    return list(dict.fromkeys(texts))


def _side(variant: Variant) -> str:
    """Return the side to begin with; where left and right take turns from one repetition to the next, both."""
    sides = [phase.side for phase in variant.phases if phase.side in SIDES]
    has_switch = any(phase.kind is PhaseKind.SWITCH for phase in variant.phases)
    if not sides or sides[0] is None:
        return ""
    return SIDES[sides[0]] if has_switch or len({*sides}) == 1 else IN_TURN


def _amount(variant: Variant) -> str:
    """Return how much it is, where one number says it."""
    work = [phase for phase in variant.phases if phase.is_work]
    if not work:  # a rest
        return spoken_span(variant.phases[0].duration_ms or 0) + "."
    if work[0].kind is PhaseKind.OWN_PACE:
        return f"{_counted(work[0].reps, 'time')}, at your own pace." if work[0].reps else ""
    reps = work[0].reps
    if reps > 1:
        return f"{_counted(reps, 'time')}."
    timed = [phase for phase in work if phase.kind in (PhaseKind.TIME, PhaseKind.HOLD, PhaseKind.WALK)]
    return f"{spoken_span(timed[0].duration_ms or 0)}." if timed and timed[0].duration_ms else ""
