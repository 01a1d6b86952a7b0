"""What "I have so many minutes" promises, for every shipped routine and as many minutes as people have.

`test_fit` draws routines and times at random; this looks at all there are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.routine.shipped import LIBRARY
from tests.routine.test_shipped import TOTALS_S
from unbend.engine.plan import PhaseKind, Side
from unbend.routine.lint import LONGEST_STRENGTH_HOLD_MS, LONGEST_STRETCH_MS
from unbend.units import MINUTE

if TYPE_CHECKING:
    from unbend.engine.plan import Plan
    from unbend.units import Ms

MINUTES = (*range(1, 8), 10, 15, 20, 30)
_LIMITS_MS = {"stretch": LONGEST_STRETCH_MS, "strength": LONGEST_STRENGTH_HOLD_MS}


def check_fits(before: Plan, after: Plan, target_ms: Ms) -> None:
    """Assert what "I have so many minutes" promises of any routine."""
    assert 0 < after.total_ms <= target_ms
    works = [phase for step in after.steps for phase in step.normal.phases if phase.is_work]
    assert works
    holds = {
        step.normal.exercise: max(
            (phase.duration_ms or 0 for phase in step.normal.phases if phase.kind is PhaseKind.HOLD), default=0
        )
        for step in before.steps
    }
    for step in after.steps:
        variant = step.normal
        longest = max((phase.duration_ms or 0 for phase in variant.phases if phase.kind is PhaseKind.HOLD), default=0)
        assert longest <= _LIMITS_MS.get(variant.kind, longest)
        assert longest <= holds[variant.exercise]
    for exercise in {step.normal.exercise for step in after.steps}:
        assert both_or_neither(after, exercise) == both_or_neither(before, exercise)


def both_or_neither(plan: Plan, exercise: str) -> bool:
    """Return whether each side is worked in `exercise` if the other is."""
    sides = {
        phase.side
        for step in plan.steps
        if step.normal.exercise == exercise
        for phase in step.normal.phases
        if phase.is_work
    }
    return (Side.LEFT in sides) == (Side.RIGHT in sides)


@pytest.mark.parametrize("name", TOTALS_S)
def test_every_routine_can_be_made_to_fit_every_time(name: str) -> None:
    """Within it, both sides, no hold too long, and something is left."""
    source = LIBRARY.find(name)
    before = LIBRARY.compile(source).plan
    for minutes in MINUTES:
        check_fits(before, LIBRARY.fit(source, minutes * MINUTE).compiled.plan, minutes * MINUTE)
