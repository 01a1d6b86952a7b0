"""The question about the skin before a pack that was on already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.builders import a_phase, a_plan, a_step, lead_in
from tests.routine.files import plan_of
from unbend.engine.plan import PhaseKind, PlanStep
from unbend.routine.packs import pack_kinds, with_skin_checks
from unbend.units import MINUTE

if TYPE_CHECKING:
    from unbend.engine.plan import Plan


def a_pack(kind: str = "heat") -> PlanStep:
    """Return a step with a pack on for ten minutes, which can be eased."""
    on = a_phase(PhaseKind.TIME, 10 * MINUTE)
    return a_step(lead_in(), on, eased=[lead_in(), on], name=f"{kind}-pack", kind=kind)


def asks(plan: Plan) -> list[bool]:
    """Return of each step whether it begins with the question, which every form of it does or none."""
    found = []
    for step in plan.steps:
        forms = [form for form in (step.normal, step.eased) if form is not None]
        (is_asked,) = {form.phases[0].kind is PhaseKind.SKIN_CHECK for form in forms}
        found.append(is_asked)
    return found


def test_the_first_pack_of_each_kind_is_not_asked_about() -> None:
    """There was nothing on the skin."""
    assert asks(with_skin_checks(a_plan(a_pack("heat"), a_pack("cold")))) == [False, False]


def test_a_pack_of_a_kind_that_was_on_is_asked_about() -> None:
    """However many steps lie between."""
    plan = with_skin_checks(a_plan(a_pack("heat"), a_step(), a_pack("cold"), a_pack("heat"), a_pack("cold")))
    assert asks(plan) == [False, False, False, True, True]


def test_one_that_was_on_before_the_session_counts() -> None:
    """The skin does not know sessions."""
    assert asks(with_skin_checks(a_plan(a_pack("heat"), a_pack("cold")), {"cold"})) == [False, True]


def test_it_is_asked_once_however_often_the_plan_is_looked_at() -> None:
    """The compiler asks within the routine, and the front end once more with what the history knows."""
    plan = with_skin_checks(a_plan(a_pack(), a_pack()))
    assert with_skin_checks(plan, {"heat"}) == with_skin_checks(with_skin_checks(plan, {"heat"}), {"heat"})
    assert [phase.kind for phase in plan.steps[1].normal.phases].count(PhaseKind.SKIN_CHECK) == 1


def test_the_question_takes_no_time_of_the_plan() -> None:
    """What waits for the person counts nothing."""
    plan = a_plan(a_pack(), a_pack())
    assert with_skin_checks(plan).total_ms == plan.total_ms


def test_an_easier_pack_of_the_same_kind_is_asked_about() -> None:
    """It would come on the same skin as the one it replaces."""
    first = a_pack()
    plan = with_skin_checks(a_plan(PlanStep(first.normal, easier=first.normal)))
    (step,) = plan.steps
    assert step.easier is not None
    assert step.easier.phases[0].kind is PhaseKind.SKIN_CHECK
    assert step.normal.phases[0].kind is not PhaseKind.SKIN_CHECK


def test_the_compiler_asks_within_a_routine() -> None:
    """Warm water is no pack, and is repeated as often as one likes."""
    plan = plan_of("heat-pad", "{repeat: 2, steps: [heat-pad]}", "shower-warm", "shower-warm")
    assert [step.normal.phases[0].kind is PhaseKind.SKIN_CHECK for step in plan.steps] == [
        False,
        True,
        True,
        False,
        False,
    ]
    assert pack_kinds(plan) == {"heat"}
