"""The rules of docs/safety.md 4.5, each told at the moment it applies: which one, when, and in which words."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection


class Rule(StrEnum):
    """A rule; the values are the names under which the history keeps when it was last told."""

    SHOWER = "shower-rule"
    HEAT = "heat-rule"
    COLD = "cold-rule"
    FLOOR = "floor-rule"
    NECK = "neck-rule"
    STRETCH = "stretch-rule"
    BREATH = "breath-rule"


TITLES = {
    Rule.SHOWER: "In the shower",
    Rule.HEAT: "Warm packs",
    Rule.COLD: "Cold packs",
    Rule.FLOOR: "Up from the floor",
    Rule.NECK: "The neck",
    Rule.STRETCH: "Stretching",
    Rule.BREATH: "Breathing",
}
_GETTING_UP = "Getting up: roll to your side, push with your arms, one foot, then stand. There is no rush"
LAST_GETTING_UP = f"{_GETTING_UP}."
"""At the end, when no clock waits any more."""
RULES = {
    Rule.SHOWER: (
        "Before you get in: mat down, hand on rail or wall, water warm on the inner wrist, device out of the splash. "
        "Eyes open, both feet down, head never tipped back. Dizzy? Cooler water, then sit."
    ),
    Rule.HEAT: (
        "Cloth between. Pack on you, not you on the pack. Awake, and for 15 minutes. Not on numb, broken or swollen "
        "skin, not over creams or patches. Let a wheat bag cool right through before you heat it again, and never tuck "
        "it into bedding. A hot-water bottle older than two years goes in the bin."
    ),
    Rule.COLD: (
        "Damp cloth between. Ten minutes, look at the skin at five. Bright red, white or blotchy, or burning: take it "
        "off. Not if you have Raynaud's, a cold allergy or numb skin."
    ),
    Rule.FLOOR: f"{_GETTING_UP}; the clock waits twenty seconds.",
    Rule.NECK: "Slow, small, front half only. Dizziness, changed sight or tingling in an arm: stop, do not ease.",
    Rule.STRETCH: (
        "Go to the first mild pull and stay there. You should be able to smile and talk. Never bounce, never hold your "
        "breath."
    ),
    Rule.BREATH: ("Smaller is better than deeper. If you feel light-headed, stop counting and breathe as you like."),
}

_MOVING = frozenset({"mobility", "stretch", "strength"})


def rules_for(kind: str, position: str, areas: Collection[str], *, gets_up: bool) -> tuple[Rule, ...]:
    """Return the rules for a step of an exercise of `kind`, `position` and `areas`, as routine files name them.

    `gets_up` says that the way to it leads up from the floor. What is needed first comes first.
    """
    is_in_shower = position == "shower"
    found = {
        Rule.SHOWER: is_in_shower,
        Rule.FLOOR: gets_up,
        Rule.HEAT: kind == "heat" and not is_in_shower,
        Rule.COLD: kind == "cold" and not is_in_shower,
        Rule.NECK: kind in _MOVING and "neck" in areas,
        Rule.STRETCH: kind == "stretch",
        Rule.BREATH: kind == "breathing",
    }
    return tuple(rule for rule, applies in found.items() if applies)
