"""Whether a routine may begin: what the person says at the start, and what a warning sign earlier in the day asks for.

It never forbids for good: "I have been checked" opens everything again, and breathing stays open except in an
emergency.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from unbend.pain.assessment import Tier

if TYPE_CHECKING:
    from collections.abc import Collection

MUCH_PAIN = 6
"""From here on the gentle routines come first (docs/safety.md 4.3)."""
TOO_MUCH_PAIN = 8
"""From here on the warning signs come first, then only breathing, resting and packs."""
STILL_KINDS = frozenset({"breathing", "relaxation", "heat", "cold", "rest"})
"""Kinds of exercise that move nothing."""
BREATHING_KINDS = frozenset({"breathing", "rest"})


class Opening(StrEnum):
    """What the session may be."""

    OPEN = "open"
    GENTLE_FIRST = "gentle-first"
    """The routine may begin; gentler ones are named first."""
    STILL_ONLY = "still-only"
    """The warning signs come first; then only what moves nothing."""
    BREATHING_ONLY = "breathing-only"
    """Held since a sign of tier B, until tomorrow or until the person has been checked."""
    CLOSED = "closed"
    """Held since a sign of tier A, until tomorrow or until the person has been checked."""


@dataclass(frozen=True, slots=True)
class Gate:
    """What may begin, and whether this routine is among it."""

    opening: Opening
    may_begin: bool


def gate_before(hold: Tier | None, kinds: Collection[str]) -> Gate:
    """Return whether a routine of exercise `kinds` may begin on a day on which a sign of tier `hold` fitted."""
    if hold is Tier.A:
        return Gate(Opening.CLOSED, may_begin=False)
    if hold is Tier.B:
        return Gate(Opening.BREATHING_ONLY, may_begin=BREATHING_KINDS.issuperset(kinds))
    return Gate(Opening.OPEN, may_begin=True)


def gate_at_start(baseline: int | None, kinds: Collection[str]) -> Gate:
    """Return whether a routine of exercise `kinds` may begin with pain `baseline`, None where it was not said."""
    if baseline is None or baseline < MUCH_PAIN:
        return Gate(Opening.OPEN, may_begin=True)
    if baseline < TOO_MUCH_PAIN:
        return Gate(Opening.GENTLE_FIRST, may_begin=True)
    return Gate(Opening.STILL_ONLY, may_begin=STILL_KINDS.issuperset(kinds))
