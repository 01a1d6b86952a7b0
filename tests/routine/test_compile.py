"""From a routine to the plan that is played."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.routine.doses import Dosed, doses, step_keys
from tests.routine.files import (
    STEPS,
    a_routine,
    a_shelf,
    compiled,
    kinds_of,
    lead_ins,
    plan_of,
    problems_of,
    work_ms,
)
from tests.routine.shipped import LIBRARY
from unbend.engine.plan import PhaseKind, Side
from unbend.routine.compile import LONGEST_ROUTINE_MS, RESTING_EXERCISE

if TYPE_CHECKING:
    from unbend.engine.plan import PlanStep


def routine_of(*several: Dosed) -> str:
    """Return a routine of these doses, of an exercise that has none of its own. YAML reads JSON as it stands."""
    steps = [json.dumps({"exercise": "no-dose", **step_keys(dosed)}) for dosed in several]
    return a_routine(*steps)


@given(dosed=doses())
def test_the_work_of_a_step_takes_what_the_formula_says(dosed: Dosed) -> None:
    """Sets, sides, repetitions, gaps, change-overs and rests, for any dose that can be written."""
    (step,) = compiled(routine_of(dosed)).plan.steps
    assert work_ms(step.normal) == dosed.work_ms


@given(several=st.lists(doses(), min_size=1, max_size=3), times=st.integers(1, 3))
def test_a_routine_takes_as_long_as_its_parts(several: list[Dosed], times: int) -> None:
    """Ten seconds before the first step, five before each of the others, which are all done seated."""
    steps = ", ".join(json.dumps({"exercise": "no-dose", **step_keys(dosed)}) for dosed in several)
    plan = plan_of(f"{{repeat: {times}, steps: [{steps}]}}")
    work = times * sum(dosed.work_ms for dosed in several)
    assert plan.total_ms == work + 10_000 + 5_000 * (times * len(several) - 1)


def test_three_exercises_on_both_sides_take_what_arithmetic_says() -> None:
    """Five repetitions of ten seconds with two between: 58 a side, 5 to change over, and the lead-ins."""
    step = "{exercise: no-dose, sides: both, reps: 5, hold: 10s, gap: 2s, switch: 5s}"
    side_s = 5 * 10 + 4 * 2
    assert plan_of(step, step, step).total_ms == 1_000 * (10 + 5 + 5 + 3 * (2 * side_s + 5))


def test_a_list_of_repetitions_does_both_sides_inside_each_set() -> None:
    """4 and 2 repetitions of twelve seconds, on each side, with one rest between the sets."""
    (step,) = plan_of("{exercise: neck-tilt, reps: [4, 2], rest: 20s}").steps
    assert work_ms(step.normal) == 1_000 * ((2 * 48 + 4) + 20 + (2 * 24 + 4))


def test_the_tighter_side_gets_more_and_the_other_not_less() -> None:
    """The example of the format: twice twenty seconds against once."""
    (step,) = plan_of("{exercise: seated-twist, left: {hold: 20s, reps: 2}, right: {hold: 20s}}").steps
    done = {side: sum(p.duration_ms or 0 for p in step.normal.phases if p.side is side and p.is_work) for side in Side}
    assert done[Side.LEFT] == 2 * 24_000
    assert done[Side.RIGHT] == 24_000


@given(dosed=doses())
def test_the_eased_variant_is_gentler_and_never_nothing(dosed: Dosed) -> None:
    """Holds and repetitions halved, easing in and out a third slower, each part still there."""
    (step,) = compiled(routine_of(dosed)).plan.steps
    assert step.eased is not None
    normal, eased = held_ms(step, is_eased=False), held_ms(step, is_eased=True)
    assert eased > 0 or normal == 0
    assert eased <= max(normal // 2, 1_000 * len(step.eased.phases))
    assert {*kinds_of(step.eased)} - {"time"} <= {*kinds_of(step.normal)}


def held_ms(step: PlanStep, *, is_eased: bool) -> int:
    """Return how long positions are held in `step`, or in its eased variant."""
    variant = step.eased if is_eased else step.normal
    assert variant is not None
    return sum(phase.duration_ms or 0 for phase in variant.phases if phase.kind is PhaseKind.HOLD)


@pytest.mark.parametrize(
    ("step", "normal", "eased"),
    [
        ("{exercise: neck-tilt, reps: 4}", [2_000, 8_000, 2_000] * 4, [2_667, 4_000, 2_667] * 2),
        ("{exercise: neck-tilt, reps: 5, tempo: 3-9-3}", [3_000, 9_000, 3_000] * 5, [4_000, 4_000, 4_000] * 2),
        ("{exercise: neck-tilt, reps: 1, tempo: 0-1-0}", [1_000], [1_000]),
        ("{exercise: neck-tilt, reps: 1, tempo: 0-0.4-0}", [400], [400]),
        ("{exercise: rest-breathe, time: 1m}", [60_000], [30_000]),
        ("{exercise: rest-breathe, time: 1s}", [1_000], [1_000]),
        ("{exercise: slow-breath, reps: 5}", [4_000, 6_000] * 5, [4_000, 6_000] * 2),
    ],
)
def test_easing_halves_the_dose_and_slows_it_by_a_third(step: str, normal: list[int], eased: list[int]) -> None:
    """Rounded down to whole seconds and whole repetitions, but never to nothing."""
    (planned,) = plan_of(step.replace("}", ", lead: 0s, sides: one}")).steps
    assert planned.eased is not None
    assert [phase.duration_ms for phase in planned.normal.phases] == normal
    assert [phase.duration_ms for phase in planned.eased.phases] == eased


def test_a_descending_pyramid_is_eased_set_by_set() -> None:
    """Four, three and two become two, one and one."""
    (step,) = plan_of("curl-up").steps
    assert step.eased is not None
    reps = {phase.place.set: phase.reps for phase in step.eased.phases if phase.kind is PhaseKind.HOLD}
    assert reps == {1: 2, 2: 1, 3: 1}


def test_the_easier_exercise_has_its_own_dose_and_words() -> None:
    """And its own lead-in, from the posture of the one that hurts."""
    (step,) = plan_of("{exercise: bridge, reps: 20, say: Up we go., note: Slowly}").steps
    assert step.easier is not None
    assert (step.easier.exercise, step.easier.name, step.easier.say) == ("shoulder-roll", "Shoulder rolls", "")
    assert step.easier.phases[0].duration_ms == 20_000
    assert work_ms(step.easier) == 5 * 4_000


def test_the_time_to_change_back_is_added_to_the_easier_exercise() -> None:
    """Who sat up for it needs twenty seconds to lie down again, and the next step's lead-in has but five."""
    first, _ = plan_of("bridge", "pelvic-tilt").steps
    assert first.easier is not None
    last = first.easier.phases[-1]
    assert (last.kind, last.duration_ms) == (PhaseKind.LEAD_IN, 15_000)


def test_no_time_to_change_back_where_the_next_step_is_no_farther() -> None:
    """From the easier exercise it may even be nearer; and after the last step there is nothing to go back to."""
    for steps in (("bridge", "neck-tilt"), ("bridge",)):
        first = plan_of(*steps).steps[0]
        assert first.easier is not None
        assert first.easier.phases[-1].kind is not PhaseKind.LEAD_IN


def test_a_rest_between_does_not_hide_what_follows() -> None:
    """It changes no posture."""
    first = plan_of("bridge", "rest: 10s", "pelvic-tilt").steps[0]
    assert first.easier is not None
    assert first.easier.phases[-1].kind is PhaseKind.LEAD_IN


def test_an_exercise_that_names_none_is_exchanged_for_resting() -> None:
    """Every chain ends there, and what is restful ends it."""
    tilt, breath, rest = plan_of("pelvic-tilt", "slow-breath", "rest-breathe").steps
    assert tilt.easier is not None
    assert tilt.easier.exercise == RESTING_EXERCISE
    assert breath.easier is None
    assert rest.easier is None


def test_the_easier_exercise_keeps_to_the_side_that_was_asked_for() -> None:
    """One side of it, not both."""
    text = STEPS + (
        "- {exercise: pull, sides: chosen}\nexercises:\n"
        "  pull: {name: Pull, sides: both, dose: {reps: 1, tempo: 1-1-1}, easier: neck-tilt}\n"
    )
    (step,) = compiled(text, chosen=Side.RIGHT).plan.steps
    assert step.easier is not None
    assert {phase.side for phase in step.easier.phases if phase.is_work} == {Side.RIGHT}


@pytest.mark.parametrize("chosen", [Side.LEFT, Side.RIGHT])
def test_the_chosen_side_is_the_one_the_user_names(chosen: Side) -> None:
    """And the routine says that it asks for one."""
    routine = compiled(a_routine("{exercise: neck-tilt, sides: chosen}"), chosen=chosen)
    assert {phase.side for phase in routine.plan.steps[0].normal.phases} == {chosen}
    assert routine.asks_side


def test_a_side_that_is_written_is_done_whatever_the_user_names() -> None:
    """Nobody is asked."""
    routine = compiled(a_routine("{exercise: neck-tilt, sides: left}"), chosen=Side.RIGHT)
    assert {phase.side for phase in routine.plan.steps[0].normal.phases} == {Side.LEFT}
    assert not routine.asks_side


def test_repeats_are_laid_out_and_nested_as_deep_as_three() -> None:
    """Two times three times two."""
    plan = plan_of("{repeat: 2, steps: [{repeat: 3, steps: [{repeat: 2, steps: [bridge]}, rest: 5s]}]}")
    assert [step.normal.exercise for step in plan.steps] == ["bridge", "bridge", "rest"] * 6


def test_an_included_routine_is_done_in_place_with_its_own_defaults() -> None:
    """And with its own exercises; those of the top file are not its business."""
    other = a_routine("bridge", "pull", head="defaults: {reps: 2}\n") + (
        "exercises:\n  pull: {name: Pull, dose: {reps: 9, tempo: 1-0-1}}\n"
    )
    routine = compiled(a_routine("bridge", "routine: hips", "neck-tilt"), a_shelf(hips=other))
    assert [step.normal.exercise for step in routine.plan.steps] == ["bridge", "bridge", "pull", "neck-tilt"]
    assert [work_ms(step.normal) for step in routine.plan.steps[:3]] == [8 * 7_000, 2 * 7_000, 2 * 2_000]
    assert lead_ins(routine.plan)[1] == 5_000
    assert routine.includes_others


def test_a_files_own_exercise_takes_the_place_of_a_shipped_one() -> None:
    """The file can be shared alone, and means the same everywhere."""
    text = STEPS + "- bridge\nexercises:\n  bridge: {name: My bridge, dose: {time: 7s}}\n"
    (step,) = compiled(text).plan.steps
    assert (step.normal.name, work_ms(step.normal)) == ("My bridge", 7_000)


@pytest.mark.parametrize(
    "step", ["{exercise: bridge, advance: key}", "{walk: 1m, advance: key}", "{rest: 5s, advance: key}"]
)
def test_a_step_may_end_with_a_wait_for_a_key(step: str) -> None:
    """Which has no length, and is there in every variant."""
    (planned,) = plan_of(step).steps
    for variant in (planned.normal, planned.eased, planned.easier):
        if variant is not None:
            assert variant.phases[-1].kind is PhaseKind.WAIT
            assert variant.phases[-1].duration_ms is None


def test_defaults_may_make_every_step_wait_and_a_step_may_decline() -> None:
    """Said of all, and otherwise of one."""
    first, second = plan_of("bridge", "{exercise: bridge, advance: auto}", head="defaults: {advance: key}\n").steps
    assert first.normal.phases[-1].kind is PhaseKind.WAIT
    assert second.normal.phases[-1].kind is not PhaseKind.WAIT


def test_a_walk_is_the_exercise_walk_easy_with_a_time() -> None:
    """A shorthand and nothing more."""
    assert plan_of("walk: 1m30s").steps == plan_of("{exercise: walk-easy, time: 1m30s}").steps


def test_what_is_said_noted_and_meant_reaches_the_plan() -> None:
    """The step's words before the defaults', and those before the exercise's."""
    plan = plan_of(
        "{exercise: neck-tilt, say: Slowly now., note: From Anna, for: the left side}",
        "neck-tilt",
        "{rest: 5s, say: Let it settle., note: Sip, for: the legs}",
        head="defaults: {say: As before.}\n",
    )
    assert [(step.normal.say, step.note, step.about) for step in plan.steps] == [
        ("Slowly now.", "From Anna", "the left side"),
        ("As before.", "", ""),
        ("Let it settle.", "Sip", "the legs"),
    ]
    assert plan_of("neck-tilt").steps[0].normal.say == "Ear toward shoulder, other shoulder heavy."


def test_level_positions_and_areas_follow_from_the_exercises() -> None:
    """The level is the firmest of them, unless the file says so itself."""
    routine = compiled(a_routine("neck-tilt", "bridge", "rest: 5s", "neck-tilt"))
    assert (routine.level, routine.positions, routine.areas) == (
        "moderate",
        ("seated", "floor"),
        ("neck", "glutes", "core"),
    )
    assert routine.kinds == {"stretch", "strength", "rest"}
    assert compiled(a_routine("bird-dog")).level == "firm"
    assert compiled(a_routine("bird-dog", head="level: gentle\n")).level == "gentle"
    assert compiled(a_routine("rest: 5s")).level == "gentle"


def test_what_its_steps_can_be_done_in_is_told_once_each() -> None:
    """A step that can be done in any position asks for none of them."""
    desk, floor = (LIBRARY.compile(LIBRARY.find(name)) for name in ("stand-and-move-2", "hip-and-low-back"))
    assert desk.positions == ("standing", "seated")
    assert desk.step_positions == (("standing",), ("seated", "standing"))
    assert floor.step_positions == (("floor",),)
    assert LIBRARY.compile(LIBRARY.find("mindful-breathing-5")).step_positions == ()


def test_every_plan_has_breaths_to_fall_back_on() -> None:
    """A minute of them, then a wait: nothing goes on by itself."""
    breathing = plan_of("rest: 5s").breathing
    assert breathing.exercise == RESTING_EXERCISE
    assert work_ms(breathing) == 60_000
    assert breathing.phases[-1].kind is PhaseKind.WAIT


def test_a_routine_may_take_four_hours_and_no_more() -> None:
    """To the second."""
    four_hours = ["{walk: 1h, lead: 0s}"] * 4
    assert plan_of(*four_hours).total_ms == LONGEST_ROUTINE_MS
    (problem,) = problems_of(a_routine(*four_hours, "rest: 1s"))
    assert (problem.line, problem.what) == (4, "longer than 4 hours")


def test_a_routine_may_have_nearly_twenty_thousand_phases_and_no_more() -> None:
    """Holds without easing are one phase each, not three."""
    many = "{exercise: bridge, reps: 200, sets: 9, tempo: 0-0.5-0}"
    assert sum(len(step.normal.phases) for step in plan_of(*[many] * 11).steps) == 11 * 1_801
    (problem,) = problems_of(a_routine(*[many] * 12))
    assert problem.what == "more than 20,000 phases"


def test_every_issue_of_the_whole_is_told_at_once() -> None:
    """Each at the step it is about."""
    problems = problems_of(a_routine("no-dose", "bridge", "routine: knees", "{exercise: no-dose, sets: 2}"))
    assert [problem.where for problem in problems] == ["steps[0]", "steps[2].routine", "steps[3]"]
