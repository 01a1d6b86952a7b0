"""Points and directions in space: three numbers, and the few things done with them.

A body's axes are right, up and forward. Standing upright and facing forward they are the world's: x to the right, y up
with the floor at 0, z forward. A frame is those three as seen from the world.
"""

from __future__ import annotations

from math import acos, atan2, cos, degrees, radians, sin, sqrt
from typing import TypeAlias

Vector: TypeAlias = tuple[float, float, float]
Frame: TypeAlias = tuple[Vector, Vector, Vector]
"""Right, up and forward, each of length one."""

WORLD: Frame = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))


def add(a: Vector, b: Vector, times: float = 1.0) -> Vector:
    """Return `a` plus `times` `b`."""
    return (a[0] + b[0] * times, a[1] + b[1] * times, a[2] + b[2] * times)


def minus(a: Vector, b: Vector) -> Vector:
    """Return the way from `b` to `a`."""
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def dot(a: Vector, b: Vector) -> float:
    """Return the scalar product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vector, b: Vector) -> Vector:
    """Return the vector product."""
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def length(a: Vector) -> float:
    """Return how long `a` is."""
    return sqrt(dot(a, a))


def unit(a: Vector, otherwise: Vector = (0.0, -1.0, 0.0)) -> Vector:
    """Return `a` with length one; `otherwise` where it has none."""
    size = length(a)
    return otherwise if size < 1e-9 else (a[0] / size, a[1] / size, a[2] / size)  # noqa: PLR2004  # rounding


def between(a: Vector, b: Vector, part: float) -> Vector:
    """Return the point `part` of the way from `a` to `b`."""
    return (a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part, a[2] + (b[2] - a[2]) * part)


def out_of(frame: Frame, local: Vector) -> Vector:
    """Return what is `local` in `frame`, as seen from the world."""
    right, up, forward = frame
    x, y, z = local
    return (
        right[0] * x + up[0] * y + forward[0] * z,
        right[1] * x + up[1] * y + forward[1] * z,
        right[2] * x + up[2] * y + forward[2] * z,
    )


def into(frame: Frame, seen: Vector) -> Vector:
    """Return `seen` from the world as it is in `frame`."""
    return (dot(frame[0], seen), dot(frame[1], seen), dot(frame[2], seen))


def pitched(frame: Frame, angle: float) -> Frame:
    """Return `frame` leaning forward by `angle` degrees."""
    right, up, forward = frame
    c, s = cos(radians(angle)), sin(radians(angle))
    return right, mixed(up, c, forward, s), mixed(forward, c, up, -s)


def rolled(frame: Frame, angle: float) -> Frame:
    """Return `frame` leaning to its right by `angle` degrees."""
    right, up, forward = frame
    c, s = cos(radians(angle)), sin(radians(angle))
    return mixed(right, c, up, -s), mixed(up, c, right, s), forward


def turned(frame: Frame, angle: float) -> Frame:
    """Return `frame` turned to its right by `angle` degrees."""
    right, up, forward = frame
    c, s = cos(radians(angle)), sin(radians(angle))
    return mixed(right, c, forward, -s), up, mixed(forward, c, right, s)


def angle_of(opposite: float, adjacent: float) -> float:
    """Return the angle in degrees, -180 to 180."""
    return degrees(atan2(opposite, adjacent))


def angle_between(a: Vector, b: Vector) -> float:
    """Return the angle in degrees, 0 to 180, between two directions of length one."""
    return degrees(acos(max(-1.0, min(1.0, dot(a, b)))))


def mixed(a: Vector, part: float, b: Vector, other: float) -> Vector:
    """Return `part` of `a` and `other` of `b` together."""
    return (a[0] * part + b[0] * other, a[1] * part + b[1] * other, a[2] * part + b[2] * other)
