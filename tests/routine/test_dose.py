"""From the layers in which a dose is written to the one that is done."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.routine.doses import Dosed, doses
from unbend.routine.dose import NoDose, SideWork, Work, resolve
from unbend.routine.model import Defaults, Exercise, ExerciseStep


def a_dose(
    own: dict[str, Any] | None = None,
    defaults: dict[str, Any] | None = None,
    step: dict[str, Any] | None = None,
    sides: str = "one",
) -> Work:
    """Return the dose of an exercise with these layers."""
    exercise = Exercise.model_validate({"name": "Pull", "sides": sides, **({} if own is None else {"dose": own})})
    return resolve(
        exercise,
        Defaults.model_validate(defaults or {}),
        ExerciseStep.model_validate({"exercise": "pull", **(step or {})}),
    )


REPS = {"reps": 5, "tempo": "2-8-2"}


def test_an_exercise_has_its_own_dose() -> None:
    """When nobody says otherwise."""
    assert a_dose({**REPS, "gap": "3s"}).first == SideWork((5,), (2_000, 8_000, 2_000), 3_000)


def test_defaults_win_over_the_exercise() -> None:
    """They are said by the author of the routine."""
    work = a_dose({**REPS, "switch": "4s"}, {"hold": "20s", "switch": "9s", "reps": 3})
    assert work.first == SideWork((3,), (2_000, 20_000, 2_000))
    assert work.switch_ms == 9_000


def test_a_step_wins_over_defaults() -> None:
    """It is said of this exercise and no other."""
    work = a_dose(REPS, {"hold": "20s", "reps": 3, "rest": "10s"}, {"reps": 2, "rest": "5s"})
    assert work.first == SideWork((2,), (2_000, 20_000, 2_000))
    assert work.rest_ms == 5_000


def test_a_side_wins_over_the_step() -> None:
    """And the other side keeps what the step says."""
    work = a_dose(REPS, {}, {"hold": "10s", "left": {"hold": "20s", "reps": 7}}, "both")
    assert work.first == SideWork((7,), (2_000, 20_000, 2_000))
    assert work.second == SideWork((5,), (2_000, 10_000, 2_000))


def test_a_step_with_a_side_is_done_on_both_whatever_the_exercise_says() -> None:
    """To give one side more, both must have their turn."""
    work = a_dose(REPS, {}, {"right": {"reps": 6}})
    assert (work.turns, work.first.reps) == ("both", (5,))
    assert work.second is not None
    assert work.second.reps == (6,)


def test_a_step_says_on_which_sides_it_is_done() -> None:
    """Else the exercise does."""
    assert a_dose(REPS, {}, {}, "alternate").turns == "alternate"
    assert a_dose(REPS, {}, {"sides": "chosen"}, "both").turns == "chosen"
    assert a_dose(REPS, {}, {"sides": "both"}, "one").second == a_dose(REPS).first


@pytest.mark.parametrize(
    ("own", "step", "work"),
    [
        (REPS, {"time": "30s"}, SideWork((0,), time_ms=30_000)),
        ({"time": "5m"}, {"reps": 3, "hold": "5s"}, SideWork((3,), (0, 5_000, 0))),
        ({"time": "5m"}, {"hold": "5s"}, SideWork((1,), (0, 5_000, 0))),
        ({"breath": "4-6", "reps": 6}, {"time": "1m"}, SideWork((0,), time_ms=60_000, breath=(4_000, 0, 6_000, 0))),
        ({"breath": "4-6", "time": "1m"}, {"reps": 5}, SideWork((5,), breath=(4_000, 0, 6_000, 0))),
        ({"breath": "4-6", "reps": 6}, {"tempo": "2-2-2"}, SideWork((1,), (2_000, 2_000, 2_000))),
        (REPS, {"breath": "5-1-5-1"}, SideWork((5,), breath=(5_000, 1_000, 5_000, 1_000))),
        (REPS, {"hold": "20s"}, SideWork((5,), (2_000, 20_000, 2_000))),
        ({"reps": 5, "hold": "9s"}, {"tempo": "1-0-1"}, SideWork((5,), (1_000, 0, 1_000))),
        ({"reps": 5}, {}, SideWork((5,))),
        ({"hold": "20s"}, {"sets": 3}, SideWork((1, 1, 1), (0, 20_000, 0))),
        ({"time": "20s"}, {"sets": 2}, SideWork((0, 0), time_ms=20_000)),
        ({**REPS, "reps": [4, 3, 2]}, {"reps": 5}, SideWork((5,), (2_000, 8_000, 2_000))),
        ({**REPS, "sets": 3}, {"reps": [4, 2]}, SideWork((4, 2), (2_000, 8_000, 2_000))),
        ({**REPS, "reps": [4, 3, 2]}, {"sets": 2}, SideWork((4, 4), (2_000, 8_000, 2_000))),
        ({**REPS, "reps": [4, 3, 2]}, {"sets": 3}, SideWork((4, 3, 2), (2_000, 8_000, 2_000))),
    ],
)
def test_a_step_may_change_the_shape_of_a_dose(own: dict[str, Any], step: dict[str, Any], work: SideWork) -> None:
    """What was said in another shape goes; what still fits stays."""
    assert a_dose(own, {}, step).first == work


@pytest.mark.parametrize(
    ("own", "defaults", "work"),
    [
        ({"time": "1m"}, {"hold": "20s", "reps": 3}, SideWork((0,), time_ms=60_000)),
        ({"breath": "4-6", "reps": 6}, {"tempo": "2-2-2"}, SideWork((6,), breath=(4_000, 0, 6_000, 0))),
        ({"breath": "4-6", "time": "1m"}, {"reps": 3}, SideWork((0,), time_ms=60_000, breath=(4_000, 0, 6_000, 0))),
        (REPS, {"breath": "4-6"}, SideWork((5,), (2_000, 8_000, 2_000))),
        (None, {"time": "30s"}, SideWork((0,), time_ms=30_000)),
        ({"reps": 5}, {"tempo": "2-2-2"}, SideWork((5,), (2_000, 2_000, 2_000))),
    ],
)
def test_defaults_only_refine_what_fits(own: dict[str, Any] | None, defaults: dict[str, Any], work: SideWork) -> None:
    """Said of many steps at once, they leave a minute of rest alone."""
    assert a_dose(own, defaults).first == work


@pytest.mark.parametrize("step", [{}, {"rest": "5s"}, {"gap": "5s"}, {"sets": 2}, {"breath": "4-6"}])
def test_a_dose_that_says_nothing_of_how_much_is_refused(step: dict[str, Any]) -> None:
    """There would be nothing to do, or no end to it."""
    with pytest.raises(NoDose):
        a_dose(None, {}, step)


@given(dosed=doses(), data=st.data())
def test_it_does_not_matter_whether_exercise_or_step_says_it(dosed: Dosed, data: st.DataObject) -> None:
    """A dose cut in two over the layers is the same dose."""
    written = dosed.written
    if not written or not dosed.is_the_same_on_both_sides:
        return
    own = {key: value for key, value in written.items() if data.draw(st.booleans(), label=key)}
    step = {key: value for key, value in written.items() if key not in own}
    assert a_dose(own, {}, {**step, "sides": dosed.sides}) == a_dose(written, {}, {"sides": dosed.sides})


def test_the_sets_are_those_of_the_side_that_has_more() -> None:
    """The tighter side gets a set more, and the other simply ends sooner."""
    work = a_dose(REPS, {}, {"left": {"sets": 3}, "right": {"reps": [2, 2]}}, "both")
    assert work.sets == 3
