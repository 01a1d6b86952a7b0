"""From a pose to points in space: where every joint is, and which way chest and head face.

The body rests on what its base posture rests on: the lowest part on the floor, or the hips on a seat. After that hands
and feet go where the pose puts them.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from unbend.figure import body
from unbend.figure.limbs import BOWS, USUAL_ELBOW, USUAL_KNEE, Angles, Directions, angles_of, directions, reach
from unbend.figure.places import place
from unbend.figure.pose import SIDES, Pose, Target
from unbend.figure.vectors import (
    WORLD,
    Frame,
    Vector,
    add,
    between,
    into,
    minus,
    out_of,
    pitched,
    rolled,
    turned,
    unit,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

Rest: TypeAlias = Literal["floor", "seat"]
"""What carries the body."""

_TRAVELLING = ("fingers", "wrist", "elbow", "shoulder", "knee", "ankle", "toes")
TRAVELS = (*(f"{joint}_{side}" for joint in _TRAVELLING for side in SIDES), "head", "hips")
"""The points whose way an arrow can show."""

_OUT = {"r": 1.0, "l": -1.0}
_RADII = {
    "hip": body.HIPS_R,
    "knee": body.KNEE_R,
    "ankle": body.ANKLE_R,
    "heel": body.TOE_R,
    "toes": body.TOE_R,
    "shoulder": body.SHOULDER_R,
    "elbow": body.ELBOW_R,
}
_ON_FLOOR: tuple[tuple[str, float], ...] = (
    *((f"{name}_{side}", radius) for name, radius in _RADII.items() for side in SIDES),
    ("waist", body.WAIST_R),
    ("chest", body.CHEST_R),
)
"""The parts a body may lie or stand on; a head lies on its pillow, and hands are put where they go."""
_OF_A_FOOT = ("knee", "ankle", "heel", "toes")


@dataclass(slots=True)
class Skeleton:
    """Where everything is."""

    points: dict[str, Vector]
    """Joints, and the ends of hands and feet, by name: `hips`, `waist`, `chest`, `neck`, `head`, `shoulder_r` ..."""
    pelvis: Frame
    chest: Frame
    head: Frame
    breath: float = 0.0
    belly: float = 0.0
    eyes: float = 1.0


def solve(
    pose: Pose,
    rest: Rest = "floor",
    planted: Mapping[str, Vector] | None = None,
    foot_ways: Mapping[str, Vector] | None = None,
    height: float | None = None,
) -> Skeleton:
    """Return the skeleton of `pose`, resting on `rest`.

    `planted` are hands and feet that stay at a point of the room whatever the body does, by name of the end
    (`foot_r` is its ankle, `hand_r` its wrist); `foot_ways` is where the toes of planted feet point. `height` is
    how high the hips are where planted feet carry them, before the pose raises or lowers them.
    """
    get = pose.get
    pelvis = rolled(pitched(turned(WORLD, get("turn")), get("lean")), get("roll"))
    hips: Vector = (get("sway"), 0.0, get("shift"))
    points: dict[str, Vector] = {"hips": hips}
    bend, side, twist, curve = get("bend") / 3, get("side") / 3, get("twist") / 3, get("curve")
    frame, joint = pelvis, hips
    for name, more in (("waist", -curve), ("chest", curve), ("neck", curve)):
        frame = pitched(rolled(turned(frame, twist), side), bend + more)
        joint = add(joint, frame[1], body.SPINE)
        points[name] = joint
    chest = frame
    head = _head(points, chest, pose)
    skeleton = Skeleton(points, pelvis, chest, head, get("breath"), get("belly"), get("eyes"))
    for letter in SIDES:
        points[f"hip_{letter}"] = add(hips, pelvis[0], _OUT[letter] * body.HALF_HIPS)
        local = (
            _OUT[letter] * body.HALF_SHOULDERS,
            get(f"shrug_{letter}") - body.SHOULDERS_BELOW_NECK,
            get(f"blade_{letter}"),
        )
        points[f"shoulder_{letter}"] = add(points["neck"], out_of(chest, local))
        _hang_leg(skeleton, pose, letter)
        _hang_arm(skeleton, pose, letter)
    _put_down(skeleton, rest, planted or {}, height)
    _lift(skeleton, get("rise"))
    for end, point in (planted or {}).items():
        if end not in pose.targets:
            _reach_planted(skeleton, end, point, (foot_ways or {}).get(end))
    _reach_targets(skeleton, pose)  # afterwards, for a hand may lie on a knee whose foot is planted
    return skeleton


def resolved(pose: Pose, skeleton: Skeleton, like: Pose) -> Pose:
    """Return `pose` with the angles that its limbs have in `skeleton`, near to those of `like` where that is free."""
    numbers = dict(pose.numbers)
    for end in pose.targets:
        letter, is_leg = end[-1], end.startswith("foot")
        found = _local_directions(skeleton, letter, is_leg=is_leg)
        out = pose.get(f"leg_out_{letter}") if is_leg else 0.0
        angles = angles_of(found, _angles(like, letter, is_leg=is_leg), is_leg=is_leg, out=out)
        names = _LEG if is_leg else _ARM
        numbers |= {f"{name}_{letter}": value for name, value in zip(names, angles[:4], strict=True)}
    return Pose(numbers, pose.targets)


_LEG = ("leg", "leg_plane", "knee", "shin")
_ARM = ("arm", "arm_plane", "elbow", "forearm")


def _angles(pose: Pose, letter: str, *, is_leg: bool) -> Angles:
    names = (*_LEG, "ankle") if is_leg else (*_ARM, "wrist")
    return Angles(*(pose.get(f"{name}_{letter}") for name in names))


def _local_directions(skeleton: Skeleton, letter: str, *, is_leg: bool) -> Directions:
    frame = skeleton.pelvis if is_leg else skeleton.chest
    chain = ("hip", "knee", "ankle", "toes") if is_leg else ("shoulder", "elbow", "wrist", "fingers")
    points = [skeleton.points[f"{name}_{letter}"] for name in chain]
    ways = [_flipped(into(frame, unit(minus(end, start))), letter) for start, end in itertools.pairwise(points)]
    return Directions(*ways)


def _head(points: dict[str, Vector], chest: Frame, pose: Pose) -> Frame:
    nod, tilt, look = pose.get("nod"), pose.get("tilt"), pose.get("look")
    half = pitched(turned(rolled(chest, tilt * 0.5), look * 0.4), nod * 0.5)
    top = add(add(points["neck"], half[1], body.NECK), chest[2], pose.get("chin"))
    points["throat"] = top
    frame = pitched(turned(rolled(half, tilt * 0.5), look * 0.6), nod * 0.5)
    points["head"] = add(top, frame[1], body.HEAD_ABOVE_NECK)
    return frame


def _hang_leg(skeleton: Skeleton, pose: Pose, letter: str) -> None:
    points = skeleton.points
    ways = directions(_angles(pose, letter, is_leg=True), is_leg=True, out=pose.get(f"leg_out_{letter}"))
    upper, lower, foot = (out_of(skeleton.pelvis, _flipped(way, letter)) for way in ways)
    points[f"knee_{letter}"] = add(points[f"hip_{letter}"], upper, body.THIGH)
    points[f"ankle_{letter}"] = add(points[f"knee_{letter}"], lower, body.SHIN)
    _set_foot(points, letter, foot, lower)


def _set_foot(points: dict[str, Vector], letter: str, foot: Vector, shin: Vector) -> None:
    sole = add(points[f"ankle_{letter}"], shin, body.ANKLE_R - body.TOE_R)
    points[f"toes_{letter}"] = add(sole, foot, body.FOOT - body.HEEL)
    points[f"heel_{letter}"] = add(sole, foot, -body.HEEL)


def _hang_arm(skeleton: Skeleton, pose: Pose, letter: str) -> None:
    points = skeleton.points
    ways = directions(_angles(pose, letter, is_leg=False), is_leg=False)
    upper, lower, hand = (out_of(skeleton.chest, _flipped(way, letter)) for way in ways)
    points[f"elbow_{letter}"] = add(points[f"shoulder_{letter}"], upper, body.UPPER_ARM)
    points[f"wrist_{letter}"] = add(points[f"elbow_{letter}"], lower, body.FOREARM)
    points[f"fingers_{letter}"] = add(points[f"wrist_{letter}"], hand, body.HAND)


def _put_down(skeleton: Skeleton, rest: Rest, planted: Mapping[str, Vector], height: float | None) -> None:
    """Lower the body onto what carries it."""
    hips = skeleton.points["hips"][1]
    if rest == "seat" or height is not None:
        _lift(skeleton, (body.SEAT if height is None else height) - hips)
    else:
        _lift(skeleton, -lowest(skeleton, planted))


def lowest(skeleton: Skeleton, planted: Collection[str] = ()) -> float:
    """Return how high the lowest part is that can carry the body; planted feet and their knees do not count."""
    placed = [f"{joint}_{end[-1]}" for end in planted if end.startswith("foot") for joint in _OF_A_FOOT]
    return min(skeleton.points[name][1] - radius for name, radius in _ON_FLOOR if name not in placed)


def _lift(skeleton: Skeleton, by: float) -> None:
    points = skeleton.points
    for name, (x, y, z) in points.items():
        points[name] = (x, y + by, z)


def _flipped(local: Vector, letter: str) -> Vector:
    return local if letter == "r" else (-local[0], local[1], local[2])


# Where hands and feet are put


def _reach_targets(skeleton: Skeleton, pose: Pose) -> None:
    """Put feet first, then hands, a hand that goes to the other arm last."""
    order = sorted(pose.targets, key=lambda end: (end.startswith("hand"), _goes_to_an_arm(pose.targets[end])))
    for end in order:
        target, letter = pose.targets[end], end[-1]
        point = place(skeleton, target, letter)
        if end.startswith("foot"):
            _reach_leg(skeleton, letter, point, target.bow)
        else:
            _reach_arm(skeleton, pose, letter, point, target.bow)


def _goes_to_an_arm(target: Target) -> bool:
    return target.place.split("_")[0] in ("elbow", "wrist", "hand", "fingers")


def _reach_leg(skeleton: Skeleton, letter: str, point: Vector, bow: str) -> None:
    points = skeleton.points
    toward = out_of(skeleton.pelvis, _flipped(BOWS.get(bow, USUAL_KNEE), letter))
    hip = points[f"hip_{letter}"]
    knee, ankle = reach(hip, point, body.THIGH, body.SHIN, toward)
    points[f"knee_{letter}"], points[f"ankle_{letter}"] = knee, ankle
    shin, thigh = unit(minus(ankle, knee)), unit(minus(knee, hip))
    # The toes point away from the side to which the knee is bent.
    across = add(thigh, shin, -sum(a * b for a, b in zip(thigh, shin, strict=True)))
    _set_foot(points, letter, unit(across, toward), shin)


def _reach_arm(skeleton: Skeleton, pose: Pose, letter: str, point: Vector, bow: str) -> None:
    points = skeleton.points
    toward = out_of(skeleton.chest, _flipped(BOWS.get(bow, USUAL_ELBOW), letter))
    elbow, wrist = reach(points[f"shoulder_{letter}"], point, body.UPPER_ARM, body.FOREARM, toward)
    points[f"elbow_{letter}"], points[f"wrist_{letter}"] = elbow, wrist
    _set_hand(skeleton, pose.get(f"wrist_{letter}"), letter)


def _set_hand(skeleton: Skeleton, wrist_angle: float, letter: str) -> None:
    points = skeleton.points
    found = _local_directions(skeleton, letter, is_leg=False)
    like = Angles(9.0, 68.0, 14.0, 0.0, wrist_angle)
    hand = directions(angles_of(found, like, is_leg=False), is_leg=False).end
    way = out_of(skeleton.chest, _flipped(hand, letter))
    points[f"fingers_{letter}"] = add(points[f"wrist_{letter}"], way, body.HAND)


def _reach_planted(skeleton: Skeleton, end: str, point: Vector, foot_way: Vector | None) -> None:
    """Keep `end` at `point`, the joint in between bowed as it is without that."""
    points, letter = skeleton.points, end[-1]
    is_leg = end.startswith("foot")
    names = ("hip", "knee", "ankle") if is_leg else ("shoulder", "elbow", "wrist")
    first, middle, last = (points[f"{name}_{letter}"] for name in names)
    straight = between(first, last, 0.5)
    usual = out_of(skeleton.pelvis, _flipped(USUAL_KNEE, letter)) if is_leg else minus(middle, straight)
    bow = add(minus(middle, straight), usual, 0.05)
    lengths = (body.THIGH, body.SHIN) if is_leg else (body.UPPER_ARM, body.FOREARM)
    points[f"{names[1]}_{letter}"], points[f"{names[2]}_{letter}"] = reach(first, point, *lengths, bow)
    if is_leg:
        shin = unit(minus(points[f"ankle_{letter}"], points[f"knee_{letter}"]))
        way = foot_way or unit(minus(points[f"toes_{letter}"], points[f"heel_{letter}"]))
        _set_foot(points, letter, way, (0.0, -1.0, 0.0) if foot_way else shin)
    else:
        moved = minus(points[f"wrist_{letter}"], last)
        points[f"fingers_{letter}"] = add(points[f"fingers_{letter}"], moved)
