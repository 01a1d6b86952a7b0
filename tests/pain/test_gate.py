"""What may begin with how much pain, and after which warning sign."""

from __future__ import annotations

import pytest

from unbend.pain.assessment import Tier
from unbend.pain.gate import Gate, Opening, gate_at_start, gate_before

MOVING = {"stretch", "breathing"}
BREATHING = {"breathing", "rest"}
STILL = {"breathing", "relaxation", "heat"}


@pytest.mark.parametrize("kinds", [MOVING, BREATHING, STILL])
def test_after_an_emergency_sign_nothing_begins(kinds: set[str]) -> None:
    """Not even breathing: the text is all there is."""
    assert gate_before(Tier.A, kinds) == Gate(Opening.CLOSED, may_begin=False)


def test_after_a_sign_for_today_only_breathing_begins() -> None:
    """Warm packs and relaxation are no breathing."""
    assert gate_before(Tier.B, BREATHING) == Gate(Opening.BREATHING_ONLY, may_begin=True)
    assert gate_before(Tier.B, {"breathing"}) == Gate(Opening.BREATHING_ONLY, may_begin=True)
    assert gate_before(Tier.B, MOVING) == Gate(Opening.BREATHING_ONLY, may_begin=False)
    assert gate_before(Tier.B, STILL) == Gate(Opening.BREATHING_ONLY, may_begin=False)


@pytest.mark.parametrize("hold", [None, Tier.C])
def test_without_a_hold_and_after_the_third_tier_everything_is_open(hold: Tier | None) -> None:
    """Tier C is a reminder, not a hold."""
    assert gate_before(hold, MOVING) == Gate(Opening.OPEN, may_begin=True)


@pytest.mark.parametrize("pain", [None, 0, 5])
def test_up_to_five_any_routine_begins(pain: int | None) -> None:
    """And where the person did not say."""
    assert gate_at_start(pain, MOVING) == Gate(Opening.OPEN, may_begin=True)


@pytest.mark.parametrize("pain", [6, 7])
def test_from_six_on_the_gentle_ones_come_first_and_nothing_is_forbidden(pain: int) -> None:
    """The person still decides."""
    assert gate_at_start(pain, MOVING) == Gate(Opening.GENTLE_FIRST, may_begin=True)


@pytest.mark.parametrize("pain", [8, 9, 10])
def test_from_eight_on_only_what_moves_nothing_begins(pain: int) -> None:
    """Breathing, resting, packs."""
    assert gate_at_start(pain, STILL) == Gate(Opening.STILL_ONLY, may_begin=True)
    assert gate_at_start(pain, MOVING) == Gate(Opening.STILL_ONLY, may_begin=False)
    assert gate_at_start(pain, {"walk"}) == Gate(Opening.STILL_ONLY, may_begin=False)
