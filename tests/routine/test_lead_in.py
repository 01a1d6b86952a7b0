"""How long it takes to get ready."""

from __future__ import annotations

import pytest

from tests.routine.files import EXERCISES, lead_ins, plan_of
from unbend.engine.plan import Phase, PhaseKind, Plan, Transition
from unbend.routine.lead_in import first_lead_ms, lead_ms, posture_after


@pytest.mark.parametrize(
    ("posture", "postures", "seconds"),
    [
        ("sit", ["sit"], 5),
        ("stand", ["sit", "stand"], 5),
        ("stand", ["walk"], 5),
        ("walk", ["stand"], 5),
        ("supine", ["any"], 5),
        (None, ["any"], 5),
        ("sit", ["stand"], 8),
        ("walk", ["sit"], 8),
        ("supine", ["quad"], 10),
        ("kneel", ["side"], 10),
        ("sit", ["supine"], 20),
        ("stand", ["kneel"], 20),
        ("quad", ["stand"], 20),
        ("prone", ["sit"], 20),
        (None, ["supine"], 10),
        (None, ["sit"], 8),
        (None, ["walk"], 8),
    ],
)
def test_the_time_follows_from_the_change_of_posture(posture: str | None, postures: list[str], seconds: int) -> None:
    """Five where it fits, twenty to the floor or up from it."""
    assert lead_ms(posture, postures) == seconds * 1_000


@pytest.mark.parametrize(
    ("posture", "postures", "after"),
    [
        ("sit", ["stand"], "stand"),
        ("stand", ["sit", "stand"], "stand"),
        ("supine", ["sit", "stand"], "sit"),
        ("supine", ["any"], "supine"),
        (None, ["any"], None),
        (None, ["side", "supine"], "side"),
    ],
)
def test_a_person_moves_only_where_the_exercise_asks_for_it(
    posture: str | None, postures: list[str], after: str | None
) -> None:
    """One that can be done in the posture at hand is done there."""
    assert posture_after(posture, postures) == after


def test_a_pack_that_comes_first_takes_longer_to_fetch() -> None:
    """Thirty seconds; the shower is there already."""
    assert first_lead_ms(EXERCISES["heat-pad"]) == 30_000
    assert first_lead_ms(EXERCISES["shower-warm"]) == 10_000
    assert first_lead_ms(EXERCISES["bridge"]) == 10_000


def test_only_the_very_first_step_of_all_is_first() -> None:
    """Ten, then by the change of posture: seated, to the floor, the same, up to walk, standing, anywhere."""
    plan = plan_of(
        "neck-tilt", "bridge", "pelvic-tilt", "bird-dog", "walk: 1m", "heel-raise", "slow-breath", "neck-tilt"
    )
    assert lead_ins(plan) == [10_000, 20_000, 5_000, 10_000, 20_000, 5_000, 5_000, 8_000]


def test_a_pack_swapped_for_a_pack_takes_what_the_routine_says() -> None:
    """Fifteen seconds, given in the routine; the first one is fetched in thirty."""
    plan = plan_of("heat-pad", "{exercise: heat-pad, lead: 15s}")
    assert lead_ins(plan)[0] == 30_000
    assert plan.steps[1].normal.phases[1].duration_ms == 15_000  # after the question about the skin


def test_a_rest_has_no_lead_in_and_changes_no_posture() -> None:
    """It is spent where one is; and after a rest nothing is first any more."""
    plan = plan_of("bridge", "rest: 10s", "bridge")
    assert lead_ins(plan) == [10_000, 5_000]
    assert lead_ins(plan_of("rest: 10s", "bridge")) == [10_000]
    assert lead_ins(plan_of("rest: 10s", "neck-tilt")) == [8_000]


def test_every_round_of_a_repeat_counts_as_it_comes() -> None:
    """The second round begins where the first one ended."""
    plan = plan_of("{repeat: 2, steps: [neck-tilt, bridge]}")
    assert lead_ins(plan) == [10_000, 20_000, 20_000, 20_000]


def test_where_nobody_knows_the_posture_a_guess_is_made() -> None:
    """The first step was done anywhere: ten to a floor posture, eight to another."""
    assert lead_ins(plan_of("slow-breath", "bridge")) == [10_000, 10_000]
    assert lead_ins(plan_of("slow-breath", "neck-tilt")) == [10_000, 8_000]


def test_a_step_and_the_defaults_may_say_how_long() -> None:
    """The step before the defaults, and either before what follows from the posture; none at all is possible."""
    plan = plan_of("bridge", "{exercise: bridge, lead: 3s}", "{walk: 1m, lead: 0s}", head="defaults: {lead: 12s}\n")
    assert lead_ins(plan) == [12_000, 3_000]


# What changes in that time


def changes(plan: Plan) -> list[tuple[Transition, ...]]:
    """Return what changes before the work of each step."""

    def first(phases: tuple[Phase, ...]) -> Phase:
        return next(phase for phase in phases if phase.kind is not PhaseKind.SKIN_CHECK)

    return [first(step.normal.phases).changes for step in plan.steps]


def test_the_way_to_the_floor_and_up_from_it_is_known_to_the_plan() -> None:
    """Sitting, down, the same posture, on hands and knees, up and walking, anywhere."""
    plan = plan_of("neck-tilt", "bridge", "pelvic-tilt", "bird-dog", "walk: 1m", "slow-breath")
    assert changes(plan) == [(), (Transition.TO_FLOOR,), (), (), (Transition.FROM_FLOOR,), ()]


def test_who_begins_on_the_floor_is_told_the_way_there() -> None:
    """Nobody knows where a person is before the first step."""
    assert changes(plan_of("bridge")) == [(Transition.TO_FLOOR,)]


def test_a_pack_is_set_up_and_taken_off_again() -> None:
    """Also where the next step is a rest, which has no time to get ready."""
    off, on = Transition.PACK_OFF, Transition.WARM_PACK
    assert changes(plan_of("heat-pad", "bridge")) == [(on,), (off, Transition.TO_FLOOR)]
    assert changes(plan_of("heat-pad", "rest: 10s", "bridge")) == [(on,), (off,), (Transition.TO_FLOOR,)]
    assert changes(plan_of("heat-pad", "{exercise: heat-pad, lead: 15s}")) == [(on,), (off, on)]


def test_under_warm_water_nothing_is_set_up() -> None:
    """It is there already, and runs off."""
    assert changes(plan_of("shower-warm", "shower-warm")) == [(), ()]


def test_the_easier_exercise_of_a_pack_begins_with_taking_it_off() -> None:
    """It is chosen because the pack was not liked."""
    (step,) = plan_of("heat-pad").steps
    assert step.easier is not None
    assert step.easier.phases[0].changes == (Transition.PACK_OFF,)
