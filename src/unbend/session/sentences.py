"""What a voice says in a session, and in which gaps between the sounds it may say it.

Built from the events of a rehearsal, so that a sentence stands where its cue stands. The words are those of the line
mode as far as it has any; a note of the author is shown and never spoken.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from unbend.audio.placing import Gap, Sentence
from unbend.engine import events as e
from unbend.engine.cues import is_countdown
from unbend.engine.plan import CueKind, Phase, PhaseKind, Transition
from unbend.history.records import REST
from unbend.pain import words
from unbend.pain.rules import RULES, Rule
from unbend.session.lines import CHANGES, SIDES
from unbend.session.packs import PackWatch
from unbend.units import MINUTE, SECOND

if TYPE_CHECKING:
    from unbend.engine.plan import Variant
    from unbend.engine.rehearsal import Rehearsal
    from unbend.units import Ms

AFTER_TONE_MS: Ms = 250
"""The tone first, then the voice: so the tone is still heard as what it means."""
FINISH_MS: Ms = 1_800
"""How long the last sound has the ear to itself."""
EARLIER_MS: Ms = 15 * SECOND
"""How long before a step its name may be said, where the time to get ready is too short for it."""
_ENDLESS_MS: Ms = 5 * MINUTE
_DONE = "Done."


def sentences(rehearsal: Rehearsal) -> list[Sentence]:
    """Return what is said in that session, in order."""
    teller = _Teller(rehearsal)
    for event in rehearsal.events:
        teller.hear(event)
    return teller.said


class _Teller:
    """Follows the events and remembers what a sentence needs of those before."""

    def __init__(self, rehearsal: Rehearsal) -> None:
        self.said: list[Sentence] = []
        self._plan = rehearsal.plan
        self._left_out = rehearsal.left_out
        cues = [event for event in rehearsal.events if isinstance(event, e.CueFired)]
        self._ticks = {event.due_ms for event in cues if is_countdown(event.cue)}
        self._beats = sorted({event.due_ms for event in cues} | {rehearsal.total_ms})
        self._ends = {event.step: event.due_ms for event in rehearsal.events if isinstance(event, e.StepEnded)}
        self._variant: Variant | None = None
        self._is_first = True
        self._is_new = False
        self._packs = PackWatch()
        self._takes_off = False

    def hear(self, event: e.Event) -> None:
        """Note what `event` has said."""
        self._takes_off = self._packs.comes_off(event) or self._takes_off
        match event:
            case e.StepStarted(variant=variant) if event.step not in self._left_out:
                self._variant, self._is_new = variant, True
            case e.PhaseStarted(phase=phase) if event.step not in self._left_out:
                self._phase(event, phase)
            case e.CueFired(cue=cue) if cue.kind is CueKind.HALFWAY:
                self._say(event.due_ms, "Halfway.")
            case e.CueFired(cue=cue) if cue.kind is CueKind.SKIN:
                self._say(event.due_ms, words.LOOK_AT_SKIN)
            case e.Finished():
                self._finish(event.due_ms)

    def _phase(self, event: e.PhaseStarted, phase: Phase) -> None:
        if self._is_new and self._variant is not None:
            self._is_new = False
            self._announce(event, phase, self._variant)
        elif phase.kind is PhaseKind.SWITCH:
            side = SIDES.get(phase.side, "") if phase.side is not None else ""
            self._say(event.due_ms, *([f"Other side: {side}."] if side else []), "Other side.")
        elif phase.kind is PhaseKind.REST:
            self._say(event.due_ms, f"Rest. {spoken_span(phase.duration_ms or 0)}.", "Rest.")

    def _announce(self, event: e.PhaseStarted, phase: Phase, variant: Variant) -> None:
        """Say what comes, in the time to get ready for it or, where that is too short, a little before."""
        changes = [CHANGES[change] for change in phase.changes if change is not Transition.PACK_OFF]
        taken_off = [words.TAKE_OFF] if self._takes_off else []
        before = " ".join([*taken_off, *(f"{change}." for change in changes)])
        self._takes_off = False
        about = self._plan.steps[event.step].about
        texts = _announcements(variant, about, is_first=self._is_first)
        ready, earlier = self._gap_after(event.due_ms), self._earlier(event)
        self._is_first = False
        self.said.append(Sentence(tuple(f"{before} {text}".strip() for text in texts), (ready, *earlier)))
        if variant.exercise != REST:
            self._explain(event, ready, variant)

    def _explain(self, event: e.PhaseStarted, ready: Gap, variant: Variant) -> None:
        """Say how it is done in the first gap that has room, and by voice alone that it may be left out."""
        leave = words.LEAVE_OUT if self._plan.is_voice_only else ""
        texts = [f"{variant.say} {leave}".strip(), leave or variant.say]
        if texts[0]:
            gaps = (self._gap_after(at_ms) for at_ms in self._beats if event.due_ms < at_ms < self._ends[event.step])
            usable = tuple(gap for gap in gaps if gap.from_ms < gap.until_ms)
            self.said.append(Sentence(tuple(dict.fromkeys(texts)), (ready, *usable), is_filler=True))

    def _finish(self, at_ms: Ms) -> None:
        parts = [words.TAKE_OFF if self._takes_off else "", _DONE]
        parts.append(RULES[Rule.FLOOR] if self._plan.ends_on_floor else "")
        self.said.append(Sentence((" ".join(filter(None, parts)),), (Gap(at_ms + FINISH_MS, at_ms + _ENDLESS_MS),)))

    def _say(self, at_ms: Ms, *texts: str) -> None:
        self.said.append(Sentence(texts, (self._gap_after(at_ms),)))

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


def _announcements(variant: Variant, about: str, *, is_first: bool) -> list[str]:
    """Return what comes next, from all that is worth saying down to the name and the side."""
    side = next((SIDES[phase.side] for phase in variant.phases if phase.side in SIDES and phase.side is not None), "")
    amount = _amount(variant)
    heads = ("First: ", "") if is_first else ("Next: ", "")
    names = [", ".join(filter(None, each)) for each in ((variant.name, about, side), (variant.name, side))]
    texts = [f"{heads[0]}{names[0]}. {amount}".strip(), f"{heads[0]}{names[0]}."]
    texts += [f"{heads[0]}{names[1]}. {amount}".strip(), f"{heads[0]}{names[1]}.", f"{names[1]}."]
    if side:
        texts.append(f"{variant.name}, {side.removesuffix(' side')}.")
    if ", " in variant.name:  # "Forearm stretch, palm up": what tells it from the one before
        short = variant.name.rpartition(", ")[2]
        texts.append(f"{short[0].upper()}{short[1:]}{', ' if side else ''}{side.removesuffix(' side')}.")
    return list(dict.fromkeys(texts))


def _amount(variant: Variant) -> str:
    """Return how much it is, where one number says it."""
    work = [phase for phase in variant.phases if phase.is_work]
    if work[0].kind is PhaseKind.OWN_PACE:
        return f"{_counted(work[0].reps, 'time')}, at your own pace." if work[0].reps else ""
    reps = work[0].reps
    if reps > 1:
        return f"{_counted(reps, 'time')}."
    timed = [phase for phase in work if phase.kind in (PhaseKind.TIME, PhaseKind.HOLD, PhaseKind.WALK)]
    return f"{spoken_span(timed[0].duration_ms or 0)}." if timed and timed[0].duration_ms else ""
