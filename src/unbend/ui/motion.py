"""A session's `View` -> the moment of the figure: the phase and the picture are one clock.

It eases in while the person eases in, rests where they hold, comes back as they come back, and walks while they walk.
Nothing here knows Textual.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from unbend.engine.plan import PhaseKind, Side, VariantKind
from unbend.engine.state import Status
from unbend.figure.scene import Moment, Way
from unbend.units import SECOND

if TYPE_CHECKING:
    from unbend.engine.plan import Phase
    from unbend.engine.view import View
    from unbend.figure.clip import Figure
    from unbend.units import Ms

FRAME_MS: Ms = 100
"""Between two pictures of a movement: smooth at the pace of a stretch, and a third of what a film needs."""
_EASED_PART = 0.6
"""How far the figure goes when a step is eased: the words say half as far, and less than this is hard to see."""
_HELD_KINDS = frozenset({"stretch"})
"""Kinds of exercises that go into a position and stay there, where only a span is given."""
_INTO_MS: Ms = 3 * SECOND
_PREVIEW_FROM_MS: Ms = 6 * SECOND
"""The shortest lead-in in which the movement is shown once beforehand."""
_READY_MS: Ms = 3 * SECOND
"""Before the work begins the figure stands at the start again."""
_BREATHS = (0.0, 0.5, 1.0, 1.0, 0.5, 0.0)
"""Air in the chest of who rests, second by second: ten breaths in a minute, as the resting exercises breathe."""


def moment_of(view: View, figure: Figure, *, is_still: bool = False) -> Moment:
    """Return the moment at which `figure` is to be shown; `is_still` for key frames only."""
    phase = view.phase
    is_other = _is_other(view)
    if phase is None or view.status is Status.FINISHED:
        return Moment(is_other_side=is_other)
    elapsed_ms = view.elapsed_ms - view.elapsed_ms % FRAME_MS
    part, way, is_round = _place(phase, view, figure, elapsed_ms)
    if figure.in_turn and is_round and not figure.there:
        count = len(figure.feel)  # one after the other, with less motion as well
        return Moment(Way.ROUND, int(part * count) / count, is_other_side=is_other)
    if is_round and not is_still:
        is_other = _is_other_round(phase, figure, elapsed_ms, is_other=is_other)
    if is_still:
        return Moment(Way.GOING, _key_frame(phase, figure, part, way, is_round=is_round), is_other_side=is_other)
    if view.kind is VariantKind.EASED and not is_round:
        part = part * _EASED_PART if way is Way.GOING else 1.0 - (1.0 - part) * _EASED_PART
    breath = _breath(view, phase, figure, part, is_round=is_round)
    if not figure.there:
        way, part = Way.GOING, 0.0  # it is the same all the way
    return Moment(way, round(part, 4), breath, is_other)


def is_moving(view: View, figure: Figure) -> bool:
    """Return whether the figure looks different a frame later; a breath at rest changes with the seconds only."""
    phase = view.phase
    if phase is None or view.status not in (Status.RUNNING, Status.AWAITING):
        return False
    if phase.kind in (PhaseKind.BREATHE_IN, PhaseKind.BREATHE_OUT):
        return True
    if not figure.there or phase.kind is PhaseKind.WAIT:
        return False
    if phase.kind is PhaseKind.LEAD_IN:
        return _preview(phase, figure, view.elapsed_ms) is not None
    if phase.kind is PhaseKind.TIME and _is_held(view, figure):
        duration_ms = phase.duration_ms or 0
        return min(view.elapsed_ms, duration_ms - view.elapsed_ms) < _INTO_MS
    return phase.kind in _MOVING


_MOVING = frozenset({PhaseKind.EASE_IN, PhaseKind.EASE_OUT, PhaseKind.TIME, PhaseKind.WALK, PhaseKind.OWN_PACE})


def _place(phase: Phase, view: View, figure: Figure, elapsed_ms: Ms) -> tuple[float, Way, bool]:  # noqa: PLR0911  # one row per kind
    """Return which part of which way is shown, and whether it goes round and round."""
    duration_ms = phase.duration_ms or 0
    done = elapsed_ms / duration_ms if duration_ms else 0.0
    match phase.kind:
        case PhaseKind.EASE_IN | PhaseKind.BREATHE_IN:
            return done, Way.GOING, False
        case PhaseKind.HOLD | PhaseKind.BREATHE_HOLD:
            return 1.0, Way.GOING, False
        case PhaseKind.EASE_OUT | PhaseKind.BREATHE_OUT:
            return done, Way.BACK, False
        case PhaseKind.LEAD_IN:
            shown = _preview(phase, figure, elapsed_ms)
            return (0.0, Way.GOING, False) if shown is None else (shown, Way.ROUND, True)
        case PhaseKind.TIME if _is_held(view, figure):
            left_ms = duration_ms - elapsed_ms
            if left_ms < _INTO_MS:
                return 1.0 - left_ms / _INTO_MS, Way.BACK, False
            return min(elapsed_ms / _INTO_MS, 1.0), Way.GOING, False
        case PhaseKind.TIME | PhaseKind.WALK | PhaseKind.OWN_PACE if figure.there or figure.in_turn:
            round_ms = int(figure.seconds * SECOND)
            # Counted anew in each round, so that its pictures are those of the round before.
            return view.elapsed_ms % round_ms // FRAME_MS * FRAME_MS / round_ms, Way.ROUND, True
    return 0.0, Way.GOING, False


def _is_held(view: View, figure: Figure) -> bool:
    return view.variant.kind in _HELD_KINDS and not figure.back and not figure.both_ways


def _preview(phase: Phase, figure: Figure, elapsed_ms: Ms) -> float | None:
    """Return how much of the movement, there and back, is shown in a lead-in; None where it stands at the start."""
    duration_ms = phase.duration_ms or 0
    # In whole seconds from the end, for that is when the screen looks again.
    round_ms = min(int(figure.seconds * SECOND), duration_ms - _READY_MS - SECOND) // SECOND * SECOND
    if duration_ms < _PREVIEW_FROM_MS or not figure.there:
        return None
    since_ms = elapsed_ms - (duration_ms - _READY_MS - round_ms)
    return since_ms / round_ms if 0 <= since_ms < round_ms else None


def _is_other(view: View) -> bool:
    """Return whether the left side works: of a change of sides the second half shows the side that follows."""
    phase = view.phase
    side = None if phase is None else phase.side
    if phase is not None and phase.kind is PhaseKind.SWITCH and view.next_phase is not None:
        following = view.next_phase.side
        if following in (Side.LEFT, Side.RIGHT):
            is_late = view.elapsed_ms * 2 >= (phase.duration_ms or 0)
            is_left = following is Side.LEFT
            return is_left if is_late else not is_left
    return side is Side.LEFT


def _is_other_round(phase: Phase, figure: Figure, elapsed_ms: Ms, *, is_other: bool) -> bool:
    """Return which side works in this round of a movement that goes to both."""
    is_both = figure.both_ways or phase.side is Side.ALTERNATE
    if not is_both or phase.kind is PhaseKind.LEAD_IN:
        return is_other
    return is_other ^ bool(elapsed_ms // int(figure.seconds * SECOND) % 2)


def _key_frame(phase: Phase, figure: Figure, part: float, way: Way, *, is_round: bool) -> float:
    """Return the one picture of a phase for who asked for less motion: where it leads."""
    if not figure.there or phase.kind is PhaseKind.LEAD_IN or way is Way.BACK:
        return 0.0
    return float(is_round or part > 0 or phase.kind in (PhaseKind.EASE_IN, PhaseKind.BREATHE_IN))


def _breath(view: View, phase: Phase, figure: Figure, part: float, *, is_round: bool) -> float:
    """Return the air in the chest: of the breathing that is told, else of who rests."""
    if phase.kind in (PhaseKind.BREATHE_IN, PhaseKind.BREATHE_HOLD, PhaseKind.BREATHE_OUT):
        full = 1.0 - part if phase.kind is PhaseKind.BREATHE_OUT else part
        return 0.0 if figure.there else round(full, 1)
    if is_round or view.status is not Status.RUNNING or phase.kind in (PhaseKind.EASE_IN, PhaseKind.EASE_OUT):
        return 0.0
    if phase.kind is PhaseKind.BREATHE_WAIT:
        return 0.0
    return _BREATHS[view.elapsed_ms // SECOND % len(_BREATHS)]
