"""From where a figure is seen, and how much of it.

Seen from the front, the figure is a mirror: what it does on the right of the picture, the person does on the right.
Seen from the side it looks to the right of the picture and its right side is the nearer one, as when one stands beside
it.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin
from types import MappingProxyType
from typing import TYPE_CHECKING

from unbend.figure.vectors import Vector, dot

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_ANGLE = radians(52)
VIEWS: Mapping[str, tuple[Vector, Vector]] = MappingProxyType(
    {
        "front": ((1.0, 0.0, 0.0), (0.0, 0.0, 1.0)),
        "back": ((1.0, 0.0, 0.0), (0.0, 0.0, -1.0)),
        "side": ((0.0, 0.0, 1.0), (1.0, 0.0, 0.0)),
        "three-quarter": ((-cos(_ANGLE), 0.0, sin(_ANGLE)), (sin(_ANGLE), 0.0, cos(_ANGLE))),
    }
)
"""What points to the right of the picture and what to the eye, by name."""
FRAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "whole": (),
        "upper": ("head", "shoulder_r", "shoulder_l", "elbow_r", "elbow_l", "hips"),
        "legs": ("hips", "knee_r", "knee_l", "heel_r", "heel_l", "toes_r", "toes_l"),
        "arms": ("head", "shoulder_r", "elbow_r", "wrist_r", "fingers_r", "wrist_l", "chest"),
    }
)
"""How near a figure is seen: the points that have to be in the picture; all of them where none is named."""


@dataclass(frozen=True, slots=True)
class Camera:
    """Turns points in space into points of a picture: x to the right, y down, and how near they are."""

    right: Vector
    down: Vector
    near: Vector

    def see(self, point: Vector) -> tuple[float, float]:
        """Return where `point` is in the picture."""
        return dot(self.right, point), dot(self.down, point)

    def nearness(self, point: Vector) -> float:
        """Return how near `point` is to the eye; more is nearer."""
        return dot(self.near, point)


def camera(view: str, raised: float = 0.0, *, is_mirrored: bool = False) -> Camera:
    """Return the camera of `view`, `raised` degrees above the horizon; mirrored for the other side of the body."""
    right, near = VIEWS[view]
    if is_mirrored:  # the other side works and is to be the nearer one; from the front nothing changes
        right, near = (right[0], right[1], -right[2]), (-near[0], near[1], near[2])
    c, s = cos(radians(raised)), sin(radians(raised))
    up = (-near[0] * s, c, -near[2] * s)
    toward = (near[0] * c, s, near[2] * c)
    return Camera(right, (-up[0], -up[1], -up[2]), toward)


@dataclass(frozen=True, slots=True)
class Window:
    """The part of a picture that is shown, in the figure's units."""

    left: float
    top: float
    right: float
    bottom: float


def around(points: Iterable[tuple[float, float]], margin: float) -> Window:
    """Return the window around `points` with `margin` on every side."""
    found = list(points)
    xs, ys = [x for x, _ in found], [y for _, y in found]
    return Window(min(xs) - margin, min(ys) - margin, max(xs) + margin, max(ys) + margin)
