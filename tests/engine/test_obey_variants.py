"""The commands that do what is left of a step another way."""

from __future__ import annotations

import pytest

from tests.builders import (
    BREATHING,
    REP_1,
    REP_2,
    REP_3,
    SET_2,
    SET_2_REP_1,
    a_plan,
    a_step,
    ease_in,
    hold,
    lead_in,
    let_go,
    rest,
    wait,
)
from tests.script import Session
from unbend.engine import events as e
from unbend.engine.commands import (
    Breathe,
    Command,
    Ease,
    Proceed,
    Start,
    UseEasier,
)
from unbend.engine.plan import CueKind, PhaseKind, Place, PlanStep, VariantKind
from unbend.engine.state import Status

THREE_STEPS = a_plan(a_step(hold(10_000)), a_step(lead_in(2_000), hold(10_000)), a_step(hold(10_000)))


# Ease


REPS = a_step(
    lead_in(5_000),
    ease_in(2_000, REP_1),
    hold(10_000, REP_1),
    let_go(2_000, REP_2),
    ease_in(2_000, REP_2),
    hold(10_000, REP_2),
    let_go(2_000, REP_3),
    ease_in(2_000, REP_3),
    hold(10_000, REP_3),
    eased=[
        lead_in(5_000),
        ease_in(3_000, REP_1),
        hold(6_000, REP_1),
        let_go(2_000, REP_2),
        ease_in(3_000, REP_2),
        hold(6_000, REP_2),
    ],
)


@pytest.mark.parametrize(
    ("at_ms", "kind", "rep"),
    [
        (2_000, PhaseKind.LEAD_IN, 0),
        (6_000, PhaseKind.EASE_IN, 1),
        (12_000, PhaseKind.EASE_IN, 1),
        (18_000, PhaseKind.LET_GO, 2),
        (25_000, PhaseKind.EASE_IN, 2),
    ],
)
def test_ease_goes_on_at_the_same_place(at_ms: int, kind: PhaseKind, rep: int) -> None:
    """The repetition under way begins again, smaller; what lies behind is not repeated."""
    session = Session(a_plan(REPS)).at(0, Start()).at(at_ms, Ease())
    assert REPS.eased is not None
    assert session.told(e.VariantChanged) == [
        e.VariantChanged(due_ms=at_ms, step=0, kind=VariantKind.EASED, variant=REPS.eased)
    ]
    assert session.view.phase in REPS.eased.phases
    assert (session.told(e.PhaseStarted)[-1].phase.kind, session.told(e.PhaseStarted)[-1].phase.place.rep) == (
        kind,
        rep,
    )
    assert session.view.elapsed_ms == 0


def test_ease_when_half_the_dose_is_done_already_ends_the_step() -> None:
    """There is no third repetition in half of three."""
    session = Session(a_plan(REPS, a_step())).at(0, Start()).at(34_000, Ease())
    assert session.told(e.StepEnded) == [
        e.StepEnded(due_ms=34_000, step=0, outcome=e.StepOutcome.DONE, performed_ms=34_000)
    ]
    assert session.view.step == 1


def test_ease_in_the_last_step_with_half_the_dose_done_finishes() -> None:
    """Half was enough."""
    assert Session(a_plan(REPS)).at(0, Start()).at(34_000, Ease()).status is Status.FINISHED


def test_ease_in_a_rest_before_a_set_that_falls_away_goes_to_the_next_step() -> None:
    """The rest belongs to the set that follows it."""
    step = a_step(hold(5_000), rest(9_000, SET_2), hold(5_000, SET_2_REP_1), eased=[hold(3_000)])
    assert Session(a_plan(step, a_step())).at(0, Start()).at(7_000, Ease()).view.step == 1


def test_ease_beyond_half_the_dose_still_waits_for_the_key_the_step_ends_with() -> None:
    """Who asks for less is not moved on to the next step unasked, though the eased form ended sets ago."""
    step = a_step(
        hold(5_000),
        rest(9_000, SET_2),
        hold(5_000, SET_2_REP_1),
        wait(Place(set=3)),
        eased=[hold(3_000), wait(Place(set=2))],
    )
    session = Session(a_plan(step, a_step())).at(0, Start()).at(16_000, Ease()).wake(900_000)
    assert (session.status, session.view.step) == (Status.AWAITING, 0)
    assert session.at(900_000, Proceed()).view.step == 1


@pytest.mark.parametrize(
    ("step", "commands", "reason"),
    [
        (a_step(hold()), [Ease()], "there is nothing to ease here"),
        (a_step(wait(), eased=[hold()]), [Ease()], "there is nothing to ease here"),
        (REPS, [Ease(), Ease()], "this step is eased already"),
        (REPS, [Breathe(), Ease()], "this step is eased already"),
    ],
)
def test_ease_says_why_there_is_nothing_to_ease(step: PlanStep, commands: list[Command], reason: str) -> None:
    """And changes nothing."""
    assert Session(a_plan(step)).at(0, Start(), *commands).refusal == reason


# UseEasier, Breathe


def test_the_easier_exercise_begins_at_its_beginning() -> None:
    """It is another exercise, so nothing of it is done yet."""
    step = a_step(lead_in(), hold(), easier=[lead_in(4_000), hold(6_000)])
    session = Session(a_plan(step)).at(0, Start()).at(9_000, UseEasier())
    assert step.easier is not None
    assert (session.view.variant, session.view.phase) == (step.easier, step.easier.phases[0])
    assert [ended.performed_ms for ended in session.told(e.PhaseEnded)] == [5_000, 4_000]


@pytest.mark.parametrize("commands", [[UseEasier(), UseEasier()], [Breathe(), UseEasier()]])
def test_there_is_nothing_easier_than_the_easier_exercise(commands: list[Command]) -> None:
    """One step down is compiled; from breathing the way leads on or back."""
    session = Session(a_plan(a_step(hold(), easier=[hold(5_000)]))).at(0, Start(), *commands)
    assert session.refusal == "there is no easier exercise here"


def test_a_step_without_an_easier_exercise_says_so() -> None:
    """And changes nothing."""
    session = Session(a_plan()).at(0, Start(), UseEasier())
    assert session.refusal == "there is no easier exercise here"


def test_breathing_leads_to_a_wait_for_the_user() -> None:
    """No movement begins by itself after it."""
    session = Session(THREE_STEPS).at(0, Start()).at(4_000, Breathe()).wake(900_000)
    assert (session.status, session.view.variant, session.view.step) == (Status.AWAITING, BREATHING, 0)
    assert session.heard()[-3:] == [
        (4_000, CueKind.BREATHE_IN),
        (8_000, CueKind.BREATHE_OUT),
        (14_000, CueKind.GET_READY),
    ]
    assert session.at(900_000, Proceed()).view.step == 1


def test_breathing_twice_is_breathing() -> None:
    """The breath under way is not cut short."""
    assert Session(a_plan()).at(0, Start(), Breathe(), Breathe()).refusal == "you are breathing already"
