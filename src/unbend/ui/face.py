"""A session's `View` -> what the player shows of it, in words and whole numbers, as one frozen record.

Rounding for the eye happens here and nowhere else: two equal faces look the same, so nothing is drawn between two whole
seconds. Nothing here knows Textual.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from unbend.careful import CAREFUL
from unbend.engine.commands import PauseReason
from unbend.engine.plan import Phase, PhaseKind, Side, VariantKind
from unbend.engine.state import Status
from unbend.history.records import REST
from unbend.pain import words
from unbend.session.lines import SIDES
from unbend.session.postures import posture_words
from unbend.ui.looks import CHANGES, LOOKS, SHAPES, WORDS, Look
from unbend.units import SECOND, format_clock, format_span

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from unbend.engine.events import StepOutcome
    from unbend.engine.plan import Variant
    from unbend.engine.view import View
    from unbend.units import Ms


class Mark(StrEnum):
    """Where a step of the routine stands, for the row of steps."""

    DONE = "done"
    SKIPPED = "skipped"
    NOW = "now"
    TO_COME = "to-come"


LAST_MS: Ms = 3 * SECOND


@dataclass(frozen=True, slots=True)
class Face:
    """What the player shows."""

    look: Look
    shape: str
    """One sign for the kind of phase, so that colour is never the only one."""
    word: str
    where: str
    """Side, set and repetition, as far as there are several."""
    digits: str
    is_last: bool
    """Whether these are the last three seconds, which also sound."""
    filled: int
    """How much of the phase is done, in thousandths."""
    breath: int | None
    """How full the lungs are, in thousandths; None where it is not about breathing."""
    title: str
    progress: str
    left: str
    marks: tuple[Mark, ...]
    name: str
    how: tuple[str, ...]
    note: str
    """What is asked or told here, that it is eased, and the author's own note on the step."""
    caution: str
    next: str
    hint: str
    """The key that goes on from here, where the session waits for one; it takes the place of `where`."""
    posture: str
    areas: str
    can_ease: bool


def face(
    view: View,
    outcomes: Mapping[int, StepOutcome],
    *,
    careful: Collection[str] = (),
    rules: Collection[str] = (),
    breath_steps: int = 12,
) -> Face:
    """Return what to show of `view`; `outcomes` says how the steps ended that are over.

    `careful` are the flags the person has set; a step that asks for care with one of them says so before all else.
    `rules` are the texts that are told with this step.
    `breath_steps` is how many sizes the breathing bar has; 1 keeps it still but for full and empty.
    """
    phase, variant = view.phase, view.variant
    look, shape, word = _phase_look(view)
    timed_ms = _shown_ms(view)
    is_counting_in = view.resume_in_ms is not None
    return Face(
        look=look,
        shape=shape,
        word=word,
        where=_where(phase),
        digits=_digits(view, timed_ms),
        is_last=(
            timed_ms is not None and 0 < timed_ms <= LAST_MS and (view.status is Status.RUNNING or is_counting_in)
        ),
        filled=_filled(view),
        breath=_breath(view, breath_steps),
        title=view.title,
        progress=f"step {view.step + 1} of {len(view.step_names)}",
        left=f"{format_clock(whole(view.total_remaining_ms))} left",
        marks=_marks(view, outcomes),
        name=_name(view, variant),
        how=() if phase is not None and phase.kind is PhaseKind.SKIN_CHECK else variant.how,  # not before the answer
        note="\n".join(filter(None, (_asked(view), *rules, _eased(view), view.note))),
        caution=_caution(variant, careful),
        next=_next(view),
        hint=_hint(view),
        posture=posture_words(variant),
        areas=", ".join(area.replace("-", " ") for area in variant.areas),
        can_ease=view.can_ease,
    )


def whole(span: Ms) -> Ms:
    """Return `span` rounded up to a whole second, as a countdown is read: 1 until it is over."""
    return -(-span // SECOND) * SECOND


def changes_in_ms(view: View, *, breath_steps: int = 12) -> Ms | None:
    """Return how long the face of `view` stays as it is while its clock runs; None where time changes nothing."""
    counted = [span for span in (view.resume_in_ms, view.rest_left_ms) if span is not None]
    sizes = []
    if view.status is Status.RUNNING and view.remaining_ms is not None:
        counted += [view.remaining_ms, view.total_remaining_ms]
        if view.phase is not None and view.phase.kind in (PhaseKind.BREATHE_IN, PhaseKind.BREATHE_OUT):
            size_ms = max((view.phase.duration_ms or 0) // breath_steps, 1)
            sizes.append(size_ms - view.elapsed_ms % size_ms)
    if view.status is Status.AWAITING:
        sizes.append(SECOND - view.elapsed_ms % SECOND)
    return min((*(span % SECOND or SECOND for span in counted), *sizes), default=None)


def _shown_ms(view: View) -> Ms | None:
    """Return the span that counts down at this moment."""
    if view.resume_in_ms is not None:
        return view.resume_in_ms
    if view.rest_left_ms is not None:
        return view.rest_left_ms
    return view.remaining_ms


def _digits(view: View, timed_ms: Ms | None) -> str:
    if view.phase is None:
        return ""
    if timed_ms is None:
        reps = view.phase.reps if view.phase.kind is PhaseKind.OWN_PACE else 0
        return f"{reps}x" if reps else format_clock(view.elapsed_ms)
    seconds = whole(timed_ms) // SECOND
    return str(seconds) if seconds < 60 else format_clock(seconds * SECOND)  # noqa: PLR2004  # a minute


def _phase_look(view: View) -> tuple[Look, str, str]:
    if view.status in (Status.FINISHED, Status.STOPPED):
        return Look.OVER, "◆", "Done" if view.status is Status.FINISHED else "Stopped"
    if view.status is Status.PAUSED:
        if view.resume_in_ms is not None:
            return Look.READY, "○", "Going on"
        if view.rest_left_ms is not None:
            return Look.PAUSED, "◇", "Resting"
        return Look.PAUSED, "‖", "Paused"
    if view.phase is None:
        return Look.READY, "○", "Get ready"
    kind = view.phase.kind
    return LOOKS.get(kind, Look.WORK), SHAPES[kind], WORDS[kind]


def _name(view: View, variant: Variant) -> str:
    """Return what is done; during a pause, whose hint takes the place of the rest, also where in it one stands."""
    name = f"{variant.name}, {view.about}" if view.about else variant.name
    if view.status is not Status.PAUSED or view.phase is None or not _hint(view):
        return name
    return " · ".join(filter(None, (name, WORDS[view.phase.kind].lower(), _where(view.phase))))


def _where(phase: Phase | None) -> str:
    if phase is None:
        return ""
    parts = [SIDES[phase.side]] if phase.side in SIDES and phase.side is not None else []
    if phase.side is Side.ALTERNATE:
        parts.append("left and right")
    if phase.sets > 1 and phase.place.set:
        parts.append(f"set {phase.place.set} of {phase.sets}")
    if phase.reps > 1 and phase.place.rep and phase.kind is not PhaseKind.OWN_PACE:
        parts.append(f"{phase.place.rep} of {phase.reps}")
    parts = [*(CHANGES[change] for change in phase.changes), *parts]
    return " · ".join(parts)


def _filled(view: View) -> int:
    """Return how much of the phase is done at the last whole second, so that the bar moves with the digits."""
    if view.phase is None or not view.phase.duration_ms or view.remaining_ms is None:
        return 0
    left_ms = min(whole(view.remaining_ms), view.phase.duration_ms)
    return 1000 * (view.phase.duration_ms - left_ms) // view.phase.duration_ms


def _breath(view: View, steps: int) -> int | None:
    phase = view.phase
    if phase is None or view.status is not Status.RUNNING or not phase.duration_ms:
        return None
    if phase.kind is PhaseKind.BREATHE_HOLD:
        return 1000
    if phase.kind is PhaseKind.BREATHE_WAIT:
        return 0
    if phase.kind not in (PhaseKind.BREATHE_IN, PhaseKind.BREATHE_OUT):
        return None
    size_ms = max(phase.duration_ms // steps, 1)
    done = min(view.elapsed_ms // size_ms + 1, steps) * 1000 // steps
    return done if phase.kind is PhaseKind.BREATHE_IN else 1000 - done


def _marks(view: View, outcomes: Mapping[int, StepOutcome]) -> tuple[Mark, ...]:
    is_finished = view.status is Status.FINISHED
    marks = []
    for number in range(len(view.step_names)):
        if number == view.step and not is_finished:
            marks.append(Mark.NOW)
        elif outcomes.get(number) == "skipped":
            marks.append(Mark.SKIPPED)
        elif number < view.step or number in outcomes or is_finished:
            marks.append(Mark.DONE)
        else:
            marks.append(Mark.TO_COME)
    return tuple(marks)


def _caution(variant: Variant, careful: Collection[str]) -> str:
    asked = [CAREFUL[flag] for flag in variant.careful if flag in careful and flag in CAREFUL]
    own = f"You asked for care with: {'; '.join(asked)}." if asked else ""
    return " ".join(filter(None, (own, f"Take care: {variant.caution}" if variant.caution else "")))


def _asked(view: View) -> str:
    """Return the question that the step waits for, or what is said at each step that nobody can reach a key in."""
    if view.phase is not None and view.phase.kind is PhaseKind.SKIN_CHECK:
        return f"{words.ASK_SKIN} Enter: yes. n: leave this pack out."
    return words.LEAVE_OUT if view.is_voice_only and view.variant.exercise != REST else ""


def _eased(view: View) -> str:
    return f"Eased: half the dose, slower. {words.GO_HALF_AS_FAR}" if view.kind is VariantKind.EASED else ""


def _next(view: View) -> str:
    following = view.step + 1
    then = view.step_names[following] if following < len(view.step_names) else ""
    if view.next_phase is None:
        return f"Next: {then or 'the end'}"
    here = f"Next: {_phase_words(view.next_phase, view.phase)}"
    return f"{here} · next step: {then}" if then else here


def _phase_words(phase: Phase, before: Phase | None) -> str:
    side = f" {SIDES[phase.side]}" if phase.side in SIDES and phase.side is not None else ""
    if before is not None and before.side == phase.side and before.kind is not PhaseKind.LEAD_IN:
        side = ""  # said already, and still the same
    length = f" {format_span(phase.duration_ms)}" if phase.duration_ms else ""
    return f"{WORDS[phase.kind].lower()}{side}{length}"


def in_brief(face: Face) -> str:
    """Return what a window has room for that is too small for the rest: what is now, and the keys that matter."""
    keys = face.hint or "Space pauses"
    told = keys if "hurts" in keys else f"{keys}, p if something hurts"
    return f"{face.word} {face.digits}".rstrip() + f". {told}."


def _hint(view: View) -> str:
    if view.status is Status.PAUSED and view.resume_in_ms is None:
        is_plain = view.paused_why is not PauseReason.PAIN and view.rest_left_ms is None
        return "Space to go on, p if something hurts" if is_plain else "Space when you want to go on"
    if view.status is Status.RUNNING and view.is_on_the_way_back:
        return "Enter when you are back"
    if view.status is Status.AWAITING and view.phase is not None:
        if view.phase.kind is PhaseKind.SKIN_CHECK:
            return "Enter: yes, n: leave it out"
        if view.phase.kind is PhaseKind.WAIT and view.variant.position == "walking":
            return "Enter when you are back"
        return "Enter when you are done" if view.phase.kind is PhaseKind.OWN_PACE else "Enter to go on"
    return ""
