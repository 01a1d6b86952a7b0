"""The situations people are in, and what is suggested in each: data, and nothing else.

The table is this project's own judgement, on what the sources in docs/sources.md say of each routine's parts; nobody
has tried it out.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Situation(StrEnum):
    """What somebody may be in. The values are the words of `unbend suggest`."""

    NEW_INJURY = "new-injury"
    SORE = "sore"
    VERY_SORE = "very-sore"
    MINUTE = "minute"
    THREE_MINUTES = "three-minutes"
    LONG_SIT = "long-sit"
    MORNING = "morning"
    LUNCH = "lunch"
    EVENING = "evening"
    WOUND_UP = "wound-up"
    STRENGTH = "strength"
    NO_FLOOR = "no-floor"
    ONE_SIDE = "one-side"


@dataclass(frozen=True, slots=True)
class Row:
    """What is said and suggested in one situation."""

    said: str
    """As a person would say it."""
    routines: tuple[str, ...]
    """Ids, the one to name first at the front."""
    why: str
    """A sentence or two."""
    asks_signs: bool = False
    """Whether the warning signs come before anything else."""


TABLE: Mapping[Situation, Row] = {
    Situation.NEW_INJURY: Row(
        "My back went today or yesterday",
        ("acute-first-48h", "mindful-breathing-5"),
        "In the first two days: take it easy, but stay up and about in small doses.",
        asks_signs=True,
    ),
    Situation.SORE: Row(
        "It hurts a good deal, 6 or 7 of 10",
        ("flare-up-day", "paced-breathing-5"),
        "On a bad day do less, but not nothing. A warm pack alone is fine too.",
    ),
    Situation.VERY_SORE: Row(
        "It hurts very much, 8 of 10 or more",
        ("paced-breathing-5", "mindful-breathing-5"),
        "Resting is the useful thing now; breathing is all that is suggested.",
        asks_signs=True,
    ),
    Situation.MINUTE: Row(
        "I am at the desk and have a minute",
        ("micro-break-30", "stand-and-move-2"),
        "Half a minute away from the screen is a break too.",
    ),
    Situation.THREE_MINUTES: Row(
        "I am at the desk and have three minutes",
        ("desk-reset", "standing-desk", "eyes-and-wrists"),
        "Three minutes at the desk, where a change of position is what counts.",
    ),
    Situation.LONG_SIT: Row(
        "I have just stood up after a long sit",
        ("long-sit-rescue", "walking-break"),
        "After a long sit: everything that was bent, the other way.",
    ),
    Situation.MORNING: Row(
        "It is morning, and I am still in bed",
        ("morning-mobility", "hot-shower-stretch"),
        "Small movements to begin the day with; it starts in bed.",
    ),
    Situation.LUNCH: Row(
        "It is lunch time",
        ("lunch-walk", "walking-break"),
        "There is light outside, and time for a walk.",
    ),
    Situation.EVENING: Row(
        "It is evening, and I am stiff",
        ("heat-then-stretch", "evening-wind-down"),
        "Warmth comes first, then a stretch.",
    ),
    Situation.WOUND_UP: Row(
        "I am wound up, or cannot sleep",
        ("progressive-relaxation", "mindful-breathing-10"),
        "Tensing and letting go; many find it calming late in the day.",
    ),
    Situation.STRENGTH: Row(
        "It has settled, and I want to get stronger",
        ("physio-basics", "pilates-core-basics", "mcgill-big-3"),
        "On settled days: three to five times a week, for six weeks or more.",
    ),
    Situation.NO_FLOOR: Row(
        "I cannot get down to the floor",
        ("gentle-strength-chair", "shoulder-and-neck"),
        "All of it on a chair, or standing with something to hold.",
    ),
    Situation.ONE_SIDE: Row(
        "One side is tighter",
        ("one-side-emphasis",),
        "The side that feels tighter gets more, the other never less.",
    ),
}
"""In the order in which people are asked."""
