"""What a plan promises before anyone plays it."""

from __future__ import annotations

import pytest

from tests.builders import (
    BREATHING,
    REP_1,
    REP_2,
    SET_2,
    SET_2_REP_1,
    a_plan,
    a_step,
    hold,
    lead_in,
    own_pace,
    rest,
    wait,
)
from unbend.engine.plan import Phase, PhaseKind, Place, Plan, PlanStep, Variant, VariantKind

NO_PHASES = Variant(exercise="stretch", name="stretch", phases=())
DONE = a_step().normal


def test_a_plan_adds_up_the_timed_phases_of_its_normal_variants() -> None:
    """Waiting phases, other variants and the breathing count nothing."""
    first = a_step(lead_in(5_000), hold(10_000), eased=[hold(3_000)], easier=[hold(7_000)])
    second = a_step(own_pace(), rest(4_000), wait())
    assert a_plan(first, second).total_ms == 19_000


def test_a_plan_without_steps_is_refused() -> None:
    """There is no first step to start with."""
    with pytest.raises(ValueError, match="at least one step"):
        Plan(id="a-plan", title="A plan", steps=(), breathing=BREATHING)


@pytest.mark.parametrize(
    "step",
    [PlanStep(NO_PHASES), PlanStep(DONE, eased=NO_PHASES), PlanStep(DONE, easier=NO_PHASES)],
    ids=["normal", "eased", "easier"],
)
def test_a_step_with_an_empty_variant_is_refused(step: PlanStep) -> None:
    """Whatever a step may be exchanged for has something to do in it."""
    with pytest.raises(ValueError, match="at least one phase"):
        a_plan(a_step(), step)


def test_an_empty_breathing_is_refused() -> None:
    """The way out that is always there leads somewhere."""
    with pytest.raises(ValueError, match="at least one phase"):
        a_plan(breathing=NO_PHASES)


def test_every_variant_of_a_step_is_found_by_its_kind() -> None:
    """The breathing belongs to every step."""
    step = a_step(hold(), eased=[hold(5_000)], easier=[hold(6_000)])
    plan = a_plan(a_step(), step)
    found = [plan.variant(1, kind) for kind in VariantKind]
    assert found == [step.normal, step.eased, step.easier, BREATHING]


@pytest.mark.parametrize("kind", [VariantKind.EASED, VariantKind.EASIER])
def test_a_missing_variant_is_a_key_error(kind: VariantKind) -> None:
    """Asking for what is not there is a bug of the caller."""
    with pytest.raises(KeyError):
        a_plan(a_step(hold())).variant(0, kind)


def test_places_follow_the_order_in_which_a_step_is_done() -> None:
    """The lead-in comes first; what lies before a set stands before its repetitions."""
    assert [Place(), REP_1, REP_2, SET_2, SET_2_REP_1] == sorted([SET_2_REP_1, REP_2, Place(), SET_2, REP_1])


def test_only_what_comes_before_between_and_after_is_not_work() -> None:
    """Every kind is either the exercise itself or one of these six."""
    idle = {kind for kind in PhaseKind if not Phase(kind, 1_000).is_work}
    between = {PhaseKind.LEAD_IN, PhaseKind.LET_GO, PhaseKind.SWITCH, PhaseKind.REST}
    assert idle == between | {PhaseKind.WAIT, PhaseKind.SKIN_CHECK}


def test_a_phase_without_a_length_is_not_timed() -> None:
    """It ends when the user says so."""
    assert hold().is_timed
    assert not own_pace().is_timed


def test_a_plan_with_a_phase_of_no_length_is_refused() -> None:
    """What lasts no time is left out by the compiler; in a plan it could make a session of no events at all."""
    with pytest.raises(ValueError, match="lasts no time"):
        a_plan(a_step(hold(0)))
