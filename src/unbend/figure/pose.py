"""A pose: the angle of every joint, as numbers a person can write down. What each may be, and the usual postures.

Angles in degrees, lengths in hundredths of a standing person's height. Each number has limits beyond which no joint of
a person at ease goes; `notation` refuses what lies outside them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

SIDES = ("r", "l")


class Range(NamedTuple):
    """What one number of a pose may be."""

    usual: float
    least: float
    most: float
    help: str


_TRUNK = {
    "lean": Range(0, -135, 135, "the whole trunk forward from the hips: 90 face down, -90 on the back"),
    "roll": Range(0, -100, 100, "the whole body to the right: -90 lies on the left side"),
    "turn": Range(0, -180, 180, "the whole body about the upright, to the right"),
    "bend": Range(0, -50, 110, "the spine forward, the hips stay"),
    "side": Range(0, -50, 50, "the spine to the right"),
    "twist": Range(0, -80, 80, "the chest to the right, the hips stay"),
    "curve": Range(0, -40, 45, "the back round (above 0) or hollow, its ends stay"),
    "nod": Range(0, -40, 60, "the head forward"),
    "tilt": Range(0, -45, 45, "the head to the right shoulder"),
    "look": Range(0, -85, 85, "the face to the right"),
    "chin": Range(0, -2, 6, "the head slid forward"),
    "sway": Range(0, -14, 14, "the hips to the right"),
    "shift": Range(0, -40, 40, "the body forward"),
    "rise": Range(0, -30, 60, "the body up from where it rests"),
    "breath": Range(0, 0, 1, "air in the chest"),
    "belly": Range(0, -1, 1, "air in the belly"),
}
_OF_A_HAND = {
    "hand_bend": Range(0, -75, 85, "the hand bent at the wrist, to the palm"),
    "spread": Range(6, 0, 24, "the fingers apart"),
    "knuckles": Range(4, -15, 95, "the fingers bent where they begin"),
    "middles": Range(6, 0, 105, "the fingers bent in the middle"),
    "tips": Range(4, 0, 80, "the fingers bent at their tips"),
    "thumb": Range(38, -45, 62, "the thumb out"),
}
_OF_A_FACE = {
    "eyes": Range(1, 0, 1, "the eyes open"),
    "gaze_up": Range(0, -1, 1, "the eyes look up"),
    "gaze_side": Range(0, -1, 1, "the eyes look to the right"),
    "mouth": Range(0.5, 0, 1, "the corners of the mouth up"),
}
_OF_A_SIDE = {
    "shrug": Range(0, -4, 9, "the shoulder up"),
    "blade": Range(0, -6, 6, "the shoulder forward"),
    "arm": Range(9, -75, 190, "the upper arm, raised from hanging"),
    "arm_plane": Range(68, -110, 180, "where it is raised to: 0 forward, 90 to its side, below 0 across the body"),
    "elbow": Range(14, 0, 158, "the elbow bent"),
    "forearm": Range(0, -180, 180, "the bent forearm turned about the upper arm, outward above 0"),
    "wrist": Range(0, -85, 85, "the hand bent to the palm; below 0 to its back"),
    "leg": Range(1, -45, 150, "the thigh, forward from the line of the trunk"),
    "leg_plane": Range(0, -80, 110, "where it is raised to: 0 forward, 90 to its side, below 0 across the body"),
    "leg_out": Range(3, -40, 80, "the thigh out to its side, from the midline"),
    "knee": Range(2, 0, 160, "the knee bent"),
    "shin": Range(0, -180, 180, "the bent shin turned about the thigh, outward above 0"),
    "ankle": Range(0, -55, 35, "the toes up; below 0 pointed"),
}
RANGES: Mapping[str, Range] = MappingProxyType(
    _TRUNK | _OF_A_HAND | _OF_A_FACE | {f"{name}_{side}": each for name, each in _OF_A_SIDE.items() for side in SIDES}
)
"""Every number of a pose."""
OF_PART: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "hand": frozenset(_OF_A_HAND),
        "face": frozenset({*_OF_A_FACE, "tilt"}),
        "body": frozenset(RANGES) - frozenset(_OF_A_HAND) - frozenset(_OF_A_FACE) | {"eyes"},
    }
)
"""Which of them move a body, and which a hand or a face seen from near."""
_LATERAL = frozenset({"roll", "turn", "side", "twist", "tilt", "look", "sway", "gaze_side"})


@dataclass(frozen=True, slots=True)
class Target:
    """Where a hand or a foot is put."""

    place: str
    """A place of the body or around it; see `skeleton.PLACES`."""
    offset: tuple[float, float, float] = (0.0, 0.0, 0.0)
    """Further out to its own side, up, forward."""
    bow: str = ""
    """Where the elbow or knee points: a word of `limbs.BOWS`; empty for the usual way."""


@dataclass(frozen=True, slots=True)
class Pose:
    """Angles, and where hands and feet are put instead."""

    numbers: Mapping[str, float] = field(default_factory=dict)
    """By the names of `RANGES`; what is missing is as usual."""
    targets: Mapping[str, Target] = field(default_factory=dict)
    """By `hand_r`, `hand_l`, `foot_r`, `foot_l`."""

    def get(self, name: str) -> float:
        """Return one number."""
        found = self.numbers.get(name)
        return RANGES[name].usual if found is None else found


def mirrored(pose: Pose) -> Pose:
    """Return `pose` for the other side of the body."""
    numbers = {
        other_side(name): -value if name in _LATERAL else value
        for name, value in ((name, pose.get(name)) for name in RANGES)
    }
    targets = {
        other_side(end): Target(other_side(each.place), each.offset, each.bow) for end, each in pose.targets.items()
    }
    return Pose(numbers, targets)


def other_side(name: str) -> str:
    """Return the name of the same thing on the other side of the body."""
    return f"{name[:-1]}{'l' if name.endswith('r') else 'r'}" if name.endswith(("_r", "_l")) else name
