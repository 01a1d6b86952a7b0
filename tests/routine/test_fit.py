"""A routine made to fit a time: as near as it can be, never over, and nothing in it stronger than its author meant."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.routine.files import EXERCISES, SHELF, a_routine, a_shelf, lead_ins, loaded
from tests.routine.shipped import LIBRARY
from tests.routine.test_shipped import TOTALS_S, unkind_words
from unbend.engine.plan import PhaseKind, Side
from unbend.routine.fit import Fitted, fit
from unbend.routine.lint import LONGEST_STRENGTH_HOLD_MS, LONGEST_STRETCH_MS, lint
from unbend.routine.vocabulary import FLOOR_POSTURES
from unbend.units import HOUR, MINUTE, SECOND

if TYPE_CHECKING:
    from unbend.engine.plan import PlanStep
    from unbend.routine.compile import Compiled
    from unbend.units import Ms

NAMES = st.sampled_from([*TOTALS_S])
TARGETS = st.integers(1, 60).map(lambda minutes: minutes * MINUTE)
SIDES = st.sampled_from([Side.LEFT, Side.RIGHT])
BETWEEN = (PhaseKind.LEAD_IN, PhaseKind.LET_GO, PhaseKind.SWITCH, PhaseKind.REST)
MOVES = (PhaseKind.EASE_IN, PhaseKind.HOLD, PhaseKind.EASE_OUT)
STEPS = st.sampled_from(
    [
        *(name for name in EXERCISES if name != "no-dose"),
        "walk: 3m",
        "rest: 20s",
        "{exercise: curl-up, lead: 12s}",
        "{exercise: neck-tilt, sides: left}",
        "{exercise: neck-tilt, sides: right, for: the other side}",
        "{exercise: neck-tilt, sides: chosen, for: once more}",
        "{exercise: seated-twist, left: {reps: 3}, right: {reps: 2, hold: 30s}}",
        "{exercise: seated-twist, hold: 90s, reps: 3}",
        "{exercise: bridge, hold: 15s, sets: 3, reps: 1, rest: 20s}",
        "{exercise: bridge, time: 40s}",
        "{exercise: heat-pad, time: 8m}",
        "{exercise: slow-breath, time: 65s, advance: key}",
        "{repeat: 2, steps: [pelvic-tilt, shoulder-roll]}",
    ]
)


def fitted(target_ms: Ms, *steps: str, head: str = "") -> Fitted:
    """Return the routine of `steps` from the shelf, fitted."""
    return fit(loaded(a_routine(*steps, head=head)), target_ms, a_shelf())


def key(step: PlanStep) -> tuple[str, str]:
    """Return what a step of a plan is known by."""
    return step.normal.exercise, step.about


def label(step: PlanStep) -> str:
    """Return what a person knows a step of a plan by."""
    return f"{step.normal.name} ({step.about})" if step.about else step.normal.name


def sides(compiled: Compiled, exercise: str) -> Counter[Side | None]:
    """Return how often each side is worked in `exercise`."""
    steps = [step for step in compiled.plan.steps if step.normal.exercise == exercise]
    return Counter(phase.side for step in steps for phase in step.normal.phases if phase.is_work)


def is_fast(step: PlanStep, written: dict[tuple[str, str], list[PlanStep]]) -> bool:
    """Whether some part of a repetition or breath is quicker, or held longer, than anywhere it is written so."""
    allowed = {
        (phase.kind, phase.duration_ms) for each in written[key(step)] for phase in each.normal.phases if phase.reps
    }
    limits = {(PhaseKind.HOLD, LONGEST_STRETCH_MS), (PhaseKind.HOLD, LONGEST_STRENGTH_HOLD_MS)}
    return not {(each.kind, each.duration_ms) for each in step.normal.phases if each.reps} <= allowed | limits


def written_of(compiled: Compiled) -> dict[tuple[str, str], list[PlanStep]]:
    """Return the steps of a plan by what they are known by."""
    found: dict[tuple[str, str], list[PlanStep]] = {}
    for step in compiled.plan.steps:
        found.setdefault(key(step), []).append(step)
    return found


def longest_hold(steps: list[PlanStep]) -> Ms:
    """Return the longest hold among `steps`."""
    holds = [phase for step in steps for phase in step.normal.phases if phase.kind is PhaseKind.HOLD]
    return max((phase.duration_ms or 0 for phase in holds), default=0)


def work_of(step: PlanStep) -> tuple[Ms, int]:
    """Return the timed work of a step without what lies between, and how many parts it has."""
    parts = [phase for phase in step.normal.phases if phase.kind not in BETWEEN]
    return sum(phase.duration_ms or 0 for phase in parts), len(parts)


def check(before: Compiled, after: Fitted, target_ms: Ms) -> None:
    """Assert what holds of every routine and every time."""
    plan, written = after.compiled.plan, written_of(before)
    assert plan.id == before.plan.id
    assert plan.title.startswith(f"{before.plan.title}, fitted to ")
    assert len(after.compiled.flat) == len(plan.steps)
    if plan.total_ms > target_ms:
        assert after.says.startswith("It cannot be made as short as ")
        assert len({step.normal.exercise for step in plan.steps} - {"rest"}) <= 1
    labels = {label(step) for step in plan.steps}
    assert labels.isdisjoint(after.left_out)
    done = {label(step) for step in plan.steps if step.normal.exercise != "rest"}
    assert {label(step) for step in before.plan.steps if step.normal.exercise != "rest"} == done | {*after.left_out}
    for step in plan.steps:
        assert key(step) in written
        assert not is_fast(step, written)
        assert longest_hold([step]) <= longest_hold(written[key(step)])
        half, whole = (
            min(work_of(each) for each in written[key(step)]),
            max(work_of(each) for each in written[key(step)]),
        )
        assert work_of(step)[0] <= whole[0] * 1.5
        capped = longest_hold([step]) < longest_hold(written[key(step)])
        assert work_of(step)[0] >= half[0] / 2 or capped
    for exercise in {step.normal.exercise for step in plan.steps}:
        had, has = sides(before, exercise), sides(after.compiled, exercise)
        both = {Side.LEFT, Side.RIGHT, Side.BOTH}
        assert len({*has} & both) >= min(len({*had} & both), 2) or Side.BOTH in has
        if had[Side.LEFT] == had[Side.RIGHT] and (exercise, "once more") not in written:  # that is of no side by itself
            assert has[Side.LEFT] == has[Side.RIGHT]


@given(NAMES, TARGETS, SIDES)
def test_every_shipped_routine_fits_every_time_or_says_why(name: str, target_ms: Ms, side: Side) -> None:
    """Both sides, no hold longer, no dose out of range, and no advice that it did not deserve before."""
    routine = LIBRARY.load(LIBRARY.find(name))
    before, after = routine.compile(LIBRARY, side), fit(routine, target_ms, LIBRARY, side)
    check(before, after, target_ms)
    assert after.compiled.plan.total_ms <= target_ms
    assert after == LIBRARY.fit(LIBRARY.find(name), target_ms, side)
    assert lint(routine, after.compiled, LIBRARY) == []
    assert unkind_words(after.says) == []


@given(st.lists(STEPS, min_size=1, max_size=9), st.integers(5, 3600).map(lambda seconds: seconds * SECOND))
def test_any_routine_fits_any_time_or_says_why(steps: list[str], target_ms: Ms) -> None:
    """Rests, packs, one-sided steps, repeats and what waits for the person among them."""
    routine, shelf = loaded(a_routine(*steps)), a_shelf()
    check(routine.compile(shelf), fit(routine, target_ms, shelf), target_ms)


@pytest.mark.parametrize("name", TOTALS_S)
def test_at_its_own_length_a_routine_stays_as_it_is(name: str) -> None:
    """Step by step and phase by phase."""
    written = LIBRARY.compile(LIBRARY.find(name))
    after = LIBRARY.fit(LIBRARY.find(name), written.plan.total_ms)
    assert after.compiled.plan.steps == written.plan.steps
    assert after.left_out == ()
    assert after.says.endswith("as it is written.")
    assert (after.compiled.level, after.compiled.areas) == (written.level, written.areas)


def test_a_desk_reset_in_two_minutes() -> None:
    """By hand: half of everything is 2 min 4 s, so the last of three turns of the low back goes, and the rest fits."""
    after = LIBRARY.fit(LIBRARY.find("desk-reset"), 2 * MINUTE)
    assert after.compiled.plan.title == "Desk reset, fitted to 2 min"
    assert after.compiled.plan.total_ms == 2 * MINUTE
    assert after.left_out == ("Small seated turns",)
    assert after.says == "It takes 2 min, with less of 4 steps and Small seated turns left out."
    assert lead_ins(after.compiled.plan) == [10_000] + [5_000] * 5


def test_half_and_one_and_a_half_by_hand() -> None:
    """Eight times (2 + 3 + 2) after ten seconds: 66 s; four make 38 s, twelve 94 s."""
    for seconds, total, reps in ((66, 66, 8), (65, 59, 7), (38, 38, 4), (93, 87, 11), (94, 94, 12), (98, 94, 12)):
        plan = fitted(seconds * SECOND, "bridge").compiled.plan
        assert (plan.total_ms, plan.steps[0].normal.phases[1].reps) == (total * SECOND, reps)
    too_short = fitted(37 * SECOND, "bridge")
    assert too_short.compiled.plan.total_ms == 38 * SECOND
    assert too_short.says == "It cannot be made as short as 37 s: Bridge alone takes 38 s."


def test_more_than_one_and_a_half_is_more_rounds() -> None:
    """Three at the most; then it says so. In the second round five seconds to get ready are enough."""
    twice = fitted(127 * SECOND, "bridge")
    assert twice.compiled.plan.total_ms == (10 + 56 + 5 + 56) * SECOND
    assert twice.says == "It takes 2 min 7 s, with the list done twice."
    most = fitted(HOUR, "bridge")
    assert most.compiled.plan.total_ms == (10 + 84 + 2 * (5 + 84)) * SECOND
    assert most.compiled.plan.title == "Knees, fitted to 4 min 32 s"
    assert most.says.startswith("It cannot be made as long as 1 h: the longest is 4 min 32 s, ")
    assert most.says.endswith(", with the list done three times and more of 1 step.")


def test_where_a_second_round_would_be_too_long_the_nearest_is_told() -> None:
    """A single hold cannot become more or longer: 34 s once, 63 s twice."""
    after = fitted(60 * SECOND, "{exercise: seated-twist, sides: one, hold: 20s}")
    assert after.compiled.plan.total_ms == 34 * SECOND
    assert after.says == "It cannot be made as long as 1 min: the nearest without going over is 34 s."


def test_a_later_duplicate_of_an_area_goes_first() -> None:
    """The neck has another step, the shoulders have not; the rest at the end stays."""
    after = fitted(100 * SECOND, "neck-tilt", "shoulder-roll", "{exercise: neck-tilt, for: again}", "rest-breathe")
    assert after.left_out == ("Ear toward shoulder (again)",)


@pytest.mark.parametrize("seconds", range(15, 200, 5))
def test_one_side_never_stays_without_the_other(seconds: int) -> None:
    """Not where they are two steps, nor does one more round stay where the first is gone."""
    left, right = "{exercise: neck-tilt, sides: left}", "{exercise: neck-tilt, sides: right}"
    chosen = "{exercise: seated-twist, sides: chosen, for: once more}"
    after = fitted(seconds * SECOND, left, right, "seated-twist", chosen, "shoulder-roll").compiled
    done = sides(after, "neck-tilt")
    assert done[Side.LEFT] == done[Side.RIGHT]
    done = sides(after, "seated-twist")
    assert bool(done[Side.LEFT]) == bool(done[Side.RIGHT])


def test_a_step_in_which_the_sides_alternate_keeps_an_even_count() -> None:
    """Bird dog six times: never five or three."""
    for seconds in range(30, 120):
        plan = fitted(seconds * SECOND, "bird-dog").compiled.plan
        assert all(phase.reps % 2 == 0 for phase in plan.steps[0].normal.phases)


def test_a_pack_is_never_longer_nor_uselessly_short_nor_put_on_again() -> None:
    """Fifteen minutes as written, five at least, else left out; a second round goes without it."""

    def packs(target_ms: Ms, pack: str) -> list[Ms | None]:
        plan = fitted(target_ms, "shoulder-roll", pack).compiled.plan
        return [step.normal.phases[-1].duration_ms for step in plan.steps if step.normal.exercise == "heat-pad"]

    assert packs(6 * MINUTE, "heat-pad") == []
    assert 450 * SECOND <= (packs(10 * MINUTE, "heat-pad")[0] or 0) < 10 * MINUTE
    assert packs(17 * MINUTE, "heat-pad") == packs(HOUR, "heat-pad") == [15 * MINUTE]
    assert packs(5 * MINUTE, "{exercise: heat-pad, time: 8m}") == []
    assert packs(5 * MINUTE + 27 * SECOND, "{exercise: heat-pad, time: 8m}") == [5 * MINUTE]
    assert packs(HOUR, "{exercise: heat-pad, time: 3m}") == [3 * MINUTE]
    assert "warmth or cold only once" in fitted(17 * MINUTE, "shoulder-roll", "heat-pad").says


def test_holds_beyond_what_is_advised_are_cut() -> None:
    """A minute for a stretch, ten seconds for strength, whatever the file says."""
    after = fitted(10 * MINUTE, "{exercise: seated-twist, hold: 90s}", "{exercise: bridge, hold: 15s}").compiled.plan
    assert longest_hold([after.steps[0]]) == LONGEST_STRETCH_MS
    assert longest_hold([after.steps[1]]) == LONGEST_STRENGTH_HOLD_MS


def test_rests_stay_whole_and_go_only_where_nothing_is_left_to_part() -> None:
    """Neither shortened nor doubled."""
    steps = ("bridge", "rest: 20s", "curl-up", "rest: 20s", "neck-tilt")
    for target_s in (40, 90, 150, 300):
        plan = fitted(target_s * SECOND, *steps).compiled.plan
        names = [step.normal.exercise for step in plan.steps]
        rests = [number for number, name in enumerate(names) if name == "rest"]
        assert all(plan.steps[number].normal.total_ms == 20 * SECOND for number in rests)
        assert all(0 < number < len(names) - 1 and names[number + 1] != "rest" for number in rests)
    for few in (["rest: 30s"], ["rest: 10s", "rest: 20s"], ["rest: 20s", "bridge", "rest: 20s", "rest: 10s"]):
        whole = loaded(a_routine(*few)).compile(a_shelf()).plan
        assert fitted(whole.total_ms, *few).compiled.plan.steps == whole.steps
    assert fitted(SECOND, "rest: 30s").says == "It cannot be made as short as 1 s: Rest alone takes 30 s."


def test_a_written_lead_in_does_not_hurry_anybody_whose_step_before_is_gone() -> None:
    """Three seconds were enough from the chair; from the floor it takes twenty."""
    steps = ("bridge", "shower-warm", "{exercise: neck-tilt, lead: 3s}")
    assert lead_ins(fitted(2 * MINUTE, *steps).compiled.plan) == [10_000, 20_000, 3_000]
    after = fitted(100 * SECOND, *steps).compiled.plan
    assert [step.normal.exercise for step in after.steps] == ["bridge", "neck-tilt"]
    assert lead_ins(after) == [10_000, 20_000]
    first = fitted(MINUTE, *steps[1:]).compiled.plan
    assert [step.normal.exercise for step in first.steps] == ["neck-tilt"]
    assert lead_ins(first) == [10_000]


def test_included_routines_keep_their_own_exercises() -> None:
    """Two files may each have an exercise of the same name."""
    own = "exercises:\n  sway:\n    name: {}\n    position: seated\n    posture: any\n    dose: {{time: {}}}\n"
    inner = a_routine("sway", head=own.format("Inner sway", "40s"))
    shelf = a_shelf(inner=inner)
    routine = loaded(a_routine("sway", "routine: inner", head=own.format("Outer sway", "20s")), shelf=shelf)
    after = fit(routine, 45 * SECOND, shelf)
    assert [step.normal.name for step in after.compiled.plan.steps] == ["Outer sway", "Inner sway"]
    assert after.compiled.plan.total_ms == 45 * SECOND
    assert after.compiled.includes_others


def test_what_waits_for_the_person_counts_as_nothing_and_still_waits() -> None:
    """As everywhere."""
    plan = fitted(45 * SECOND, "heel-raise", "{exercise: shoulder-roll, advance: key}").compiled.plan
    kinds = [phase.kind for step in plan.steps for phase in step.normal.phases]
    assert PhaseKind.OWN_PACE in kinds
    assert PhaseKind.WAIT in kinds
    assert plan.total_ms <= 45 * SECOND


def test_a_routine_near_the_limits_of_a_plan_is_made_no_larger() -> None:
    """Two hundred steps fit; a second round of them would be four hundred."""
    text = a_routine("{repeat: 100, steps: [shoulder-roll, pelvic-tilt]}")
    after = fit(loaded(text), 4 * HOUR, a_shelf())
    assert len(after.compiled.plan.steps) == 200
    assert after.compiled.plan.total_ms <= 4 * HOUR


def test_a_routine_that_would_have_too_many_phases_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fifteen hundred of two thousand are allowed, half as many again are not."""
    monkeypatch.setattr("unbend.routine.compile.MOST_PHASES", 2_000)
    routine = loaded(a_routine("{repeat: 10, steps: [{exercise: shoulder-roll, reps: 75, tempo: 0.1-0-0.1}]}"))
    written = routine.compile(a_shelf()).plan
    after = fit(routine, HOUR, a_shelf())
    assert after.compiled.plan.steps == written.steps
    assert after.says.startswith("It cannot be made as long as 1 h: the nearest without going over is 3 min 25 s")


def test_the_way_to_the_floor_is_not_taken_more_often() -> None:
    """Whatever is left out."""
    routine = LIBRARY.load(LIBRARY.find("hip-and-low-back"))
    for minutes in range(1, 11):
        plan = fit(routine, minutes * MINUTE, LIBRARY).compiled.plan
        postures = [LIBRARY.exercises[step.normal.exercise].postures for step in plan.steps]
        floor = [each[0] in FLOOR_POSTURES for each in postures if "any" not in each]
        assert sum(one != two for one, two in pairwise(floor)) == 0


def test_the_shelf_has_what_these_tests_speak_of() -> None:
    """Its doses are the arithmetic above."""
    assert "dose: {reps: 8, tempo: 2-3-2}" in SHELF
