"""The movement of one exercise: its picture as written, and the skeleton at any moment of it.

A movement goes from a start by way of some poses to the last of them, which is held, and comes back the same way unless
another is given. How long each takes is not its business: whoever shows it says which part of the way is done.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import asin, sin
from typing import TYPE_CHECKING

from unbend.figure.bases import BASES
from unbend.figure.closeups import solve_face, solve_hand
from unbend.figure.pose import RANGES, Pose, mirrored
from unbend.figure.skeleton import Skeleton, lowest, resolved, solve
from unbend.figure.vectors import WORLD, minus, unit

if TYPE_CHECKING:
    from unbend.figure.vectors import Vector

_LYING = 4.0
"""No part of who lies or kneels is higher above the floor than this."""
_ENDS = {"feet": ("foot_r", "foot_l"), "hands": ("hand_r", "hand_l")}
PLANTS = ("feet", "hands", "foot_r", "foot_l", "hand_r", "hand_l")
PINS = ("feet", "hips", "shoulders", "hands", "knees", "head", "foot_r", "foot_l")
_PINNED = {
    "feet": ("ankle_r", "ankle_l"),
    "hips": ("hips",),
    "shoulders": ("shoulder_r", "shoulder_l"),
    "hands": ("wrist_r", "wrist_l"),
    "knees": ("knee_r", "knee_l"),
    "head": ("head",),
    "foot_r": ("ankle_r",),
    "foot_l": ("ankle_l",),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture as written, with its poses read."""

    base: str
    start: Pose
    there: tuple[Pose, ...] = ()
    """By way of these to the last, which is held; none for what does not move."""
    back: tuple[Pose, ...] = ()
    """By way of these to the start; none for the way it came."""
    view: str = "front"
    """A name of `camera.VIEWS`."""
    raised: float = 0.0
    """How much higher than the figure the eye stands, in degrees."""
    frame: str = "whole"
    """How near it is seen: a name of `camera.FRAMES`."""
    props: tuple[tuple[str, float], ...] = ()
    """Names of `props.PROPS`, each with its number."""
    feel: tuple[str, ...] = ()
    """Where it is felt: names of `drawing.ZONE_NAMES`."""
    in_turn: bool = False
    """Whether one of these is shown after the other in each round, and not all at once."""
    plant: tuple[str, ...] = ()
    """Hands and feet that stay where they are at the start."""
    pin: str = ""
    """What stays at its place of the floor; empty for the hips."""
    both_ways: bool = False
    """Whether it goes to the other side as well before it begins anew."""
    seconds: float = 4.0
    """How long one round takes where nothing else says so."""
    travel: str = ""
    """The end whose way an arrow shows; empty for none."""


@dataclass(slots=True)
class Clip:
    """A figure made ready to be shown at any moment, for one side of the body."""

    figure: Figure
    is_mirrored: bool = False
    _in: list[Pose] = field(init=False)
    _out: list[Pose] = field(init=False)
    _planted: dict[str, Vector] = field(init=False, default_factory=dict)
    _foot_ways: dict[str, Vector] = field(init=False, default_factory=dict)
    _anchor: Vector | None = field(init=False, default=None)
    _height: float | None = field(init=False, default=None)
    """Of the hips, where nothing but planted feet carries the body."""

    def __post_init__(self) -> None:
        """Find the angles of every pose once."""
        figure = self.figure
        turn = mirrored if self.is_mirrored else _as_it_is
        first = turn(figure.start)
        start = self._solve(first)
        self._plant(start, first.get("rise"))
        like = _complete(resolved(first, start, first))
        self._in = [like]
        for pose in figure.there:
            there = turn(pose)
            like = _complete(resolved(there, self._solve(there), like))
            self._in.append(like)
        self._out = [self._in[-1]]
        for pose in figure.back:
            there = turn(pose)
            like = _complete(resolved(there, self._solve(there), like))
            self._out.append(like)
        self._out.append(self._in[0])
        if not figure.back:
            self._out = self._in[::-1]

    @property
    def moves(self) -> bool:
        """Whether there is a way to go."""
        return len(self._in) > 1

    def going(self, part: float, breath: float = 0.0) -> Skeleton:
        """Return the skeleton when `part`, 0 to 1, of the way is done."""
        return self._at(self._in, part, breath)

    def coming_back(self, part: float) -> Skeleton:
        """Return the skeleton when `part`, 0 to 1, of the way back is done."""
        return self._at(self._out, part, 0.0)

    def round(self, part: float) -> Skeleton:
        """Return the skeleton when `part`, 0 to 1, of there and back is done."""
        part %= 1.0
        return self.going(part * 2) if part < 0.5 else self.coming_back(part * 2 - 1)  # noqa: PLR2004  # half of it

    @property
    def stops(self) -> tuple[list[float], list[float]]:
        """The parts of the way there, and of the way back, at which a pose stands that is written down.

        The way back names only poses that are not passed on the way there.
        """
        there, back = len(self._in) - 1, len(self._out) - 1
        going = [_uneased(number / there) for number in range(there + 1)] if there else [0.0]
        return going, [_uneased(number / back) for number in range(1, back)] if self.figure.back else []

    def _plant(self, start: Skeleton, rise: float) -> None:
        for name in self.figure.plant:
            for end in _ENDS.get(name, (name,)):
                letter = end[-1]
                if self.is_mirrored and name in PLANTS[2:]:
                    letter = "l" if letter == "r" else "r"
                stem = end[:-2]
                joint = "ankle" if stem == "foot" else "wrist"
                points = start.points
                self._planted[f"{stem}_{letter}"] = points[f"{joint}_{letter}"]
                if stem == "foot":
                    way = minus(points[f"toes_{letter}"], points[f"heel_{letter}"])
                    if abs(way[1]) < 1.5:  # noqa: PLR2004  # flat on the floor, rounding aside
                        self._foot_ways[f"foot_{letter}"] = unit((way[0], 0.0, way[2]))
        are_both = {"foot_r", "foot_l"} <= self._planted.keys()
        if are_both and BASES[self.figure.base].rest == "floor" and lowest(start, self._planted) > _LYING:
            self._height = start.points["hips"][1] - rise
        if self.figure.pin:
            self._anchor = self._pinned(start)

    def _pinned(self, skeleton: Skeleton) -> Vector:
        name = self.figure.pin
        if self.is_mirrored and name.startswith("foot_"):
            name = "foot_l" if name == "foot_r" else "foot_r"
        points = [skeleton.points[joint] for joint in _PINNED[name]]
        count = len(points)
        return (sum(x for x, _, _ in points) / count, 0.0, sum(z for _, _, z in points) / count)

    def _at(self, poses: list[Pose], part: float, breath: float) -> Skeleton:
        pose = along(poses, part)
        if breath:
            lifted = {name: pose.get(name) + breath * 0.7 for name in ("shrug_r", "shrug_l")}
            air = min(pose.get("breath") + breath, 1.0)
            pose = replace(pose, numbers={**pose.numbers, **lifted, "breath": air})
        if self._anchor is not None:
            here = self._pinned(self._solve(pose))
            moved = {
                "sway": pose.get("sway") + self._anchor[0] - here[0],
                "shift": pose.get("shift") + self._anchor[2] - here[2],
            }
            pose = replace(pose, numbers={**pose.numbers, **moved})
        return self._solve(pose, is_planted=True)

    def _solve(self, pose: Pose, *, is_planted: bool = False) -> Skeleton:
        base = BASES[self.figure.base]
        if base.part == "body":
            planted = (self._planted, self._foot_ways, self._height) if is_planted else ()
            return solve(pose, base.rest, *planted)
        points = solve_hand(pose) if base.part == "hand" else solve_face(pose)
        if self.is_mirrored:
            points = {name: (-x, y, z) for name, (x, y, z) in points.items()}
        return Skeleton(points, WORLD, WORLD, WORLD)


def eased(part: float) -> float:
    """Return `part` with a soft beginning and end."""
    part = min(max(part, 0.0), 1.0)
    return part * part * (3.0 - 2.0 * part)


def _uneased(part: float) -> float:
    """Return what `eased` makes `part` of."""
    return 0.5 - sin(asin(1.0 - 2.0 * part) / 3.0)


def along(poses: list[Pose], part: float) -> Pose:
    """Return the pose when `part` of the way along `poses` is done, without a stop at those in between."""
    last = len(poses) - 1
    if last == 0:
        return poses[0]
    where = eased(part) * last
    number = min(int(where), last - 1)
    t = where - number
    if t == 0.0:
        return poses[number]
    if t == 1.0:
        return poses[number + 1]
    before, a, b, after = (poses[min(max(number + k, 0), last)] for k in (-1, 0, 1, 2))
    numbers = {}
    for name in RANGES:
        start, end = a.get(name), b.get(name)
        if start == end and before.get(name) == start and after.get(name) == end:
            numbers[name] = start
        elif last == 1:
            numbers[name] = start + (end - start) * t
        else:
            numbers[name] = _spline(before.get(name), start, end, after.get(name), t)
    targets = {end: each for end, each in a.targets.items() if b.targets.get(end) == each}
    return Pose(numbers, targets)


def _spline(before: float, start: float, end: float, after: float, t: float) -> float:
    """Return Catmull and Rom's spline, kept between its two ends so that no joint goes further than was written."""
    value = 0.5 * (
        2 * start
        + (end - before) * t
        + (2 * before - 5 * start + 4 * end - after) * t * t
        + (3 * start - before - 3 * end + after) * t * t * t
    )
    low, high = min(before, start, end, after), max(before, start, end, after)
    return min(max(value, low), high)


def _complete(pose: Pose) -> Pose:
    return Pose({name: pose.get(name) for name in RANGES}, pose.targets)


def _as_it_is(pose: Pose) -> Pose:
    return pose
