"""Which sounds a phase has, and when."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import plans, spans
from unbend.engine.cues import countdown, cues_for, is_countdown
from unbend.engine.plan import Cue, CueKind, PhaseKind, Plan
from unbend.units import MINUTE

TICKS = (CueKind.TICK, CueKind.TICK, CueKind.TICK_LAST)
COUNTED = {PhaseKind.LEAD_IN, PhaseKind.SWITCH, PhaseKind.REST, PhaseKind.HOLD, PhaseKind.TIME, PhaseKind.WALK}
any_kind = st.sampled_from(PhaseKind)


@pytest.mark.parametrize(
    ("kind", "after", "opening"),
    [
        (PhaseKind.LEAD_IN, None, CueKind.GET_READY),
        (PhaseKind.EASE_IN, None, CueKind.START),
        (PhaseKind.EASE_IN, PhaseKind.LEAD_IN, CueKind.START),
        (PhaseKind.EASE_IN, PhaseKind.EASE_OUT, CueKind.REP),
        (PhaseKind.EASE_IN, PhaseKind.LET_GO, CueKind.REP),
        (PhaseKind.HOLD, PhaseKind.EASE_IN, None),
        (PhaseKind.HOLD, PhaseKind.LEAD_IN, CueKind.START),
        (PhaseKind.HOLD, PhaseKind.SWITCH, CueKind.START),
        (PhaseKind.HOLD, PhaseKind.HOLD, CueKind.REP),
        (PhaseKind.EASE_OUT, PhaseKind.HOLD, CueKind.EASE_OUT),
        (PhaseKind.EASE_OUT, PhaseKind.EASE_IN, None),
        (PhaseKind.EASE_OUT, PhaseKind.LEAD_IN, CueKind.START),
        (PhaseKind.EASE_OUT, PhaseKind.EASE_OUT, CueKind.REP),
        (PhaseKind.EASE_OUT, PhaseKind.LET_GO, CueKind.REP),
        (PhaseKind.LET_GO, PhaseKind.HOLD, CueKind.EASE_OUT),
        (PhaseKind.LET_GO, PhaseKind.EASE_OUT, None),
        (PhaseKind.SWITCH, PhaseKind.HOLD, CueKind.SWITCH),
        (PhaseKind.REST, PhaseKind.HOLD, CueKind.REST),
        (PhaseKind.TIME, PhaseKind.LEAD_IN, CueKind.START),
        (PhaseKind.WALK, None, CueKind.START),
        (PhaseKind.BREATHE_IN, None, CueKind.BREATHE_IN),
        (PhaseKind.BREATHE_HOLD, PhaseKind.BREATHE_IN, None),
        (PhaseKind.BREATHE_OUT, PhaseKind.BREATHE_IN, CueKind.BREATHE_OUT),
        (PhaseKind.BREATHE_WAIT, PhaseKind.BREATHE_OUT, None),
        (PhaseKind.OWN_PACE, None, CueKind.START),
        (PhaseKind.WAIT, PhaseKind.HOLD, CueKind.GET_READY),
    ],
)
def test_what_opens_a_phase_depends_on_what_came_before(
    kind: PhaseKind, after: PhaseKind | None, opening: CueKind | None
) -> None:
    """A beginning, one more repetition, or no sound where the body needs none."""
    expected = () if opening is None else (Cue(0, opening),)
    assert cues_for(kind, 1_000, after=after) == expected


def test_a_long_hold_has_a_start_a_middle_and_a_countdown() -> None:
    """The ticks fall on the last three whole seconds, the last of them with a sound of its own."""
    assert cues_for(PhaseKind.HOLD, 30_000) == (
        Cue(0, CueKind.START),
        Cue(15_000, CueKind.HALFWAY),
        Cue(27_000, CueKind.TICK),
        Cue(28_000, CueKind.TICK),
        Cue(29_000, CueKind.TICK_LAST),
    )


@pytest.mark.parametrize(
    ("kind", "shortest_ms"),
    [
        (PhaseKind.LEAD_IN, 5_000),
        (PhaseKind.SWITCH, 5_000),
        (PhaseKind.REST, 5_000),
        (PhaseKind.HOLD, 8_000),
        (PhaseKind.TIME, 8_000),
        (PhaseKind.WALK, 8_000),
    ],
)
def test_nothing_is_counted_down_that_is_too_short_to_count(kind: PhaseKind, shortest_ms: int) -> None:
    """The limit itself still has its countdown."""
    assert countdown(kind, shortest_ms - 1) == ()
    assert tuple(cue.kind for cue in countdown(kind, shortest_ms)) == TICKS


@pytest.mark.parametrize("kind", sorted(set(PhaseKind) - COUNTED))
def test_movements_breaths_and_waits_are_never_counted_down(kind: PhaseKind) -> None:
    """Nobody wants ticks in a breath, however long."""
    assert countdown(kind, 60_000) == ()


@pytest.mark.parametrize("kind", [PhaseKind.HOLD, PhaseKind.TIME, PhaseKind.WALK])
def test_only_long_work_says_when_half_is_done(kind: PhaseKind) -> None:
    """Twenty seconds is where it begins."""
    assert CueKind.HALFWAY not in {cue.kind for cue in cues_for(kind, 19_999)}
    assert Cue(10_000, CueKind.HALFWAY) in cues_for(kind, 20_000)


def test_a_rest_has_no_middle() -> None:
    """Only work does."""
    assert CueKind.HALFWAY not in {cue.kind for cue in cues_for(PhaseKind.REST, 60_000)}


@pytest.mark.parametrize("kind", [PhaseKind.OWN_PACE, PhaseKind.WAIT])
def test_a_phase_without_a_length_only_opens(kind: PhaseKind) -> None:
    """There is no end to count down to."""
    assert [cue.at_ms for cue in cues_for(kind, None)] == [0]


@pytest.mark.parametrize(
    ("minutes", "looks"), [(3, []), (5, []), (10, [5]), (12, [5, 10]), (15, [5, 10]), (20, [5, 10, 15])]
)
def test_the_skin_under_a_pack_is_looked_at_every_five_minutes(minutes: int, looks: list[int]) -> None:
    """The last look is when it comes off; where a look is the middle, that is not said besides."""
    cues = cues_for(PhaseKind.TIME, minutes * MINUTE, is_pack=True)
    assert [cue.at_ms // MINUTE for cue in cues if cue.kind is CueKind.SKIN] == looks
    assert len({cue.at_ms for cue in cues}) == len(cues)


def test_a_look_at_the_skin_never_falls_into_the_countdown() -> None:
    """Two sounds at once say nothing, and the pack comes off three seconds later."""
    cues = cues_for(PhaseKind.TIME, 5 * MINUTE + 2_000, is_pack=True)
    assert CueKind.SKIN not in {cue.kind for cue in cues}


@given(kind=any_kind, duration_ms=spans(), after=st.none() | any_kind)
def test_cues_are_sorted_and_lie_inside_their_phase(kind: PhaseKind, duration_ms: int, after: PhaseKind | None) -> None:
    """No two share an instant, and none falls on the end, which belongs to the next phase."""
    offsets = [cue.at_ms for cue in cues_for(kind, duration_ms, after=after)]
    assert offsets == sorted(set(offsets))
    assert all(0 <= offset < duration_ms for offset in offsets)


@given(kind=any_kind, duration_ms=spans(), after=st.none() | any_kind)
def test_a_countdown_is_whole_or_missing(kind: PhaseKind, duration_ms: int, after: PhaseKind | None) -> None:
    """Three, two, one before the end, and nothing else of its kind."""
    ticks = [cue for cue in cues_for(kind, duration_ms, after=after) if is_countdown(cue)]
    assert [(duration_ms - cue.at_ms, cue.kind) for cue in ticks] in (
        [],
        list(zip((3_000, 2_000, 1_000), TICKS, strict=True)),
    )


@given(plan=plans())
def test_every_phase_after_a_countdown_opens_with_a_sound_at_zero(plan: Plan) -> None:
    """A countdown that ends in silence leaves people holding."""
    variants = (variant for step in plan.steps for variant in (step.normal, step.eased, step.easier) if variant)
    for variant in variants:
        assert [cue.at_ms for cue in variant.phases[0].cues][:1] == [0]
        for phase, following in pairwise(variant.phases):
            if any(map(is_countdown, phase.cues)):
                assert following.cues[0].at_ms == 0
