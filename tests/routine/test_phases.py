"""From a dose to the phases it is done in."""

from __future__ import annotations

from hypothesis import given

from tests.routine.doses import Dosed, doses, resolved
from tests.routine.files import EXERCISES, kinds_of, plan_of
from unbend.engine.plan import PhaseKind, Place, Side
from unbend.routine.dose import SideWork, Work
from unbend.routine.phases import count_phases, ease_work, first_side, work_phases

BRIDGE, TILT = EXERCISES["bridge"], EXERCISES["neck-tilt"]
TEMPO = (2_000, 8_000, 2_000)


def test_a_repetition_eases_in_holds_and_eases_out() -> None:
    """With the gap before the next one, and nothing where a part takes no time."""
    assert kinds_of(plan_of("{exercise: bridge, reps: 2, tempo: 2-3-2, gap: 1s, lead: 0s}").steps[0].normal) == [
        *("ease-in", "hold", "ease-out"),
        *("let-go", "ease-in", "hold", "ease-out"),
    ]
    assert kinds_of(plan_of("{exercise: bridge, reps: 2, tempo: 2-0-2, lead: 0s}").steps[0].normal) == [
        *("ease-in", "ease-out"),
        *("ease-in", "ease-out"),
    ]


def test_both_sides_are_done_inside_each_set() -> None:
    """Left, change over, right; then the rest, and the same again."""
    plan = plan_of("{exercise: neck-tilt, tempo: 0-5-0, reps: 1, sets: 2, rest: 9s, lead: 0s}")
    phases = plan.steps[0].normal.phases
    assert [(phase.kind, phase.side, phase.place) for phase in phases] == [
        (PhaseKind.HOLD, Side.LEFT, Place(1, 1, 1)),
        (PhaseKind.SWITCH, Side.RIGHT, Place(1, 2)),
        (PhaseKind.HOLD, Side.RIGHT, Place(1, 2, 1)),
        (PhaseKind.REST, None, Place(2)),
        (PhaseKind.HOLD, Side.LEFT, Place(2, 1, 1)),
        (PhaseKind.SWITCH, Side.RIGHT, Place(2, 2)),
        (PhaseKind.HOLD, Side.RIGHT, Place(2, 2, 1)),
    ]


def test_a_side_with_fewer_sets_is_not_changed_to_in_the_others() -> None:
    """There is no switch without a second side."""
    phases = plan_of("{exercise: neck-tilt, tempo: 0-5-0, reps: 1, lead: 0s, left: {sets: 2}}").steps[0].normal.phases
    assert [(phase.kind, phase.side) for phase in phases] == [
        (PhaseKind.HOLD, Side.LEFT),
        (PhaseKind.SWITCH, Side.RIGHT),
        (PhaseKind.HOLD, Side.RIGHT),
        (PhaseKind.HOLD, Side.LEFT),
    ]


def test_alternating_repetitions_go_left_and_right_in_turn() -> None:
    """Beginning with the left."""
    phases = plan_of("{exercise: bird-dog, reps: 3, tempo: 0-3-0, lead: 0s}").steps[0].normal.phases
    assert [phase.side for phase in phases] == [Side.LEFT, Side.RIGHT, Side.LEFT]


def test_breaths_have_the_parts_that_take_time() -> None:
    """In and out, or in, hold, out and wait."""
    variant = plan_of("{exercise: slow-breath, breath: 4-2-6-1, reps: 1, lead: 0s}").steps[0].normal
    assert kinds_of(variant) == ["breathe-in", "breathe-hold", "breathe-out", "breathe-wait"]


def test_no_breath_is_cut_short_by_the_time() -> None:
    """What is left of it is breathed freely."""
    phases = plan_of("{exercise: slow-breath, time: 25s, lead: 0s}").steps[0].normal.phases
    assert [phase.kind for phase in phases][-2:] == [PhaseKind.BREATHE_OUT, PhaseKind.TIME]
    assert phases[-1].duration_ms == 5_000


def test_repetitions_without_a_tempo_are_at_the_persons_own_pace() -> None:
    """One phase, however many, that ends when the person says so."""
    (phase,) = plan_of("{exercise: heel-raise, lead: 0s}").steps[0].normal.phases
    assert (phase.kind, phase.duration_ms, phase.reps) == (PhaseKind.OWN_PACE, None, 10)


def test_a_strength_hold_is_never_lengthened_past_ten_seconds() -> None:
    """Nor shortened by that: what the author wrote stays."""
    holds = {
        name: [phase.limit_ms for phase in plan_of(name).steps[0].normal.phases if phase.kind is PhaseKind.HOLD]
        for name in ("bridge", "{exercise: bridge, hold: 15s}", "neck-tilt")
    }
    assert {*holds["bridge"]} == {10_000}
    assert {*holds["{exercise: bridge, hold: 15s}"]} == {15_000}
    assert {*holds["neck-tilt"]} == {None}


def test_only_the_hold_of_a_strength_exercise_is_limited() -> None:
    """Easing in and out are no holds."""
    phases = plan_of("{exercise: bridge, gap: 2s}").steps[0].normal.phases
    assert {phase.kind for phase in phases if phase.limit_ms is not None} == {PhaseKind.HOLD}


def test_a_pack_is_limited_and_the_shower_is_not() -> None:
    """Twenty minutes of warmth on one place."""
    assert plan_of("heat-pad").steps[0].normal.phases[-1].limit_ms == 20 * 60_000
    assert plan_of("shower-warm").steps[0].normal.phases[-1].limit_ms is None


def test_a_walk_is_a_walk_and_other_time_is_time() -> None:
    """The screen shows them differently."""
    assert plan_of("walk: 1m").steps[0].normal.phases[-1].kind is PhaseKind.WALK
    assert plan_of("rest-breathe").steps[0].normal.phases[-1].kind is PhaseKind.TIME


def test_a_work_begins_with_the_side_it_says() -> None:
    """The lead-in names it."""
    work = SideWork((1,), TEMPO)
    assert first_side(Work("both", work, work), Side.RIGHT) is Side.LEFT
    assert first_side(Work("chosen", work), Side.RIGHT) is Side.RIGHT
    assert first_side(Work("right", work), Side.LEFT) is Side.RIGHT
    assert first_side(Work("one", work), Side.LEFT) is Side.BOTH


@given(dosed=doses())
def test_phases_are_counted_as_they_are_made(dosed: Dosed) -> None:
    """So that the limit can be kept without making them first."""
    for work in (resolved(dosed), ease_work(resolved(dosed))):
        assert count_phases(work) == len(list(work_phases(TILT, work, Side.LEFT)))


@given(dosed=doses())
def test_places_only_go_forward(dosed: Dosed) -> None:
    """Set, side, repetition; what lies between belongs to what follows."""
    phases = list(work_phases(BRIDGE, resolved(dosed), Side.LEFT))
    assert [phase.place for phase in phases] == sorted(phase.place for phase in phases)
    assert all(phase.duration_ms is None or phase.duration_ms > 0 for phase in phases)
    assert all(cue.at_ms < (phase.duration_ms or 1) for phase in phases for cue in phase.cues)


@given(dosed=doses())
def test_easing_makes_no_rest_shorter_and_no_part_vanish(dosed: Dosed) -> None:
    """Half the dose and a third slower; the time to change over stays."""
    work = resolved(dosed)
    eased = ease_work(work)
    assert (eased.switch_ms, eased.rest_ms, eased.turns) == (work.switch_ms, work.rest_ms, work.turns)
    for before, after in ((work.first, eased.first), (work.second, eased.second)):
        assert (before is None) == (after is None)
        if before is None or after is None:
            continue
        assert [bool(reps) for reps in before.reps] == [bool(reps) for reps in after.reps]
        assert all(new <= old for old, new in zip(before.reps, after.reps, strict=True))
        assert all(new == max(old // 2, 1) for old, new in zip(before.reps, after.reps, strict=True) if old)
        assert (before.breath, before.gap_ms) == (after.breath, after.gap_ms)
        if before.time_ms is not None:
            assert after.time_ms is not None
            assert 0 < after.time_ms <= max(before.time_ms // 2, 1_000)
        if before.tempo is not None:
            assert after.tempo is not None
            for old, new in zip(before.tempo[::2], after.tempo[::2], strict=True):
                assert 3 * new >= 4 * old > 3 * new - 3
            assert (0 < after.tempo[1] <= max(before.tempo[1] // 2, 1_000)) == bool(before.tempo[1])
