"""Arms and legs: from angles to directions, from a place that a hand or foot is put to back to angles.

Both limbs are two bones and an end. The upper bone is raised from hanging by `raise_`, in the plane `plane` (0 forward,
90 to its side); the lower one bends from it, arms forward and legs backward, turned about the upper bone by `swivel`.
All of it is reckoned in the frame of the chest or the pelvis with x pointing out to the limb's own side, so that left
and right are the same numbers.
"""

from __future__ import annotations

from math import acos, cos, degrees, radians, sin
from typing import TYPE_CHECKING, NamedTuple

from unbend.figure.vectors import add, angle_between, angle_of, cross, dot, length, minus, mixed, unit

if TYPE_CHECKING:
    from unbend.figure.vectors import Vector

_LOW, _HIGH = 30.0, 75.0
"""Between a hanging and a raised upper arm the elbow's own way of bending changes from forward to upward."""
_POLE = 6.0
"""Degrees from hanging or upright within which the plane says nothing."""

BOWS: dict[str, Vector] = {
    "out": (1.0, 0.0, 0.0),
    "in": (-1.0, 0.0, 0.0),
    "up": (0.0, 1.0, 0.0),
    "down": (0.0, -1.0, 0.0),
    "forward": (0.0, 0.0, 1.0),
    "back": (0.0, 0.0, -1.0),
}
"""Where an elbow or a knee can be told to point."""
USUAL_ELBOW: Vector = (0.55, -0.75, -0.35)
USUAL_KNEE: Vector = (0.15, 0.1, 1.0)


class Angles(NamedTuple):
    """What makes a limb, in degrees."""

    raise_: float
    plane: float
    bend: float
    swivel: float
    end: float
    """Of the wrist or the ankle."""


class Directions(NamedTuple):
    """Where the bones of a limb point, each of length one."""

    upper: Vector
    lower: Vector
    end: Vector


def natural_swivel(angles: Angles) -> float:
    """Return the turn about the upper arm at which an elbow bends the usual way."""
    part = min(max((abs(angles.raise_) - _LOW) / (_HIGH - _LOW), 0.0), 1.0)
    return -angles.plane * (1.0 - part)


def directions(angles: Angles, *, is_leg: bool, out: float = 0.0) -> Directions:
    """Return where the bones point; `out` leans a leg to its side."""
    up_angle, plane = radians(angles.raise_), radians(angles.plane)
    upper = (sin(up_angle) * sin(plane), -cos(up_angle), sin(up_angle) * cos(plane))
    raising = (cos(up_angle) * sin(plane), sin(up_angle), cos(up_angle) * cos(plane))
    if out:
        upper, raising = _leant(upper, out), _leant(raising, out)
    swivel = radians(angles.swivel + (0.0 if is_leg else natural_swivel(angles)))
    aside = cross(raising, upper)
    onward = mixed(raising, cos(swivel), aside, sin(swivel))
    bend = radians(-angles.bend if is_leg else angles.bend)
    lower = mixed(upper, cos(bend), onward, sin(bend))
    across = mixed(onward, cos(bend), upper, -sin(bend))
    end = radians(angles.end)
    # A foot stands across the shin, a hand goes on from the forearm.
    pointing = mixed(across, cos(end), lower, -sin(end)) if is_leg else mixed(lower, cos(end), across, sin(end))
    return Directions(upper, lower, pointing)


def angles_of(found: Directions, like: Angles, *, is_leg: bool, out: float = 0.0) -> Angles:
    """Return the angles of `found`, among those that mean the same the ones nearest to `like`."""
    upper = _leant(found.upper, -out)
    lower = _leant(found.lower, -out)
    raise_ = degrees(acos(max(-1.0, min(1.0, -upper[1]))))
    plane = like.plane if min(raise_, 180.0 - raise_) < _POLE else angle_of(upper[0], upper[2])
    plane = _nearest(plane, like.plane)
    turned_over = _nearest(plane + 180.0, like.plane)
    if abs(turned_over - like.plane) + abs(raise_ + like.raise_) < abs(plane - like.plane) + abs(raise_ - like.raise_):
        raise_, plane = -raise_, turned_over
    bend = angle_between(upper, lower)
    swivel = like.swivel
    if bend > _POLE:
        up_angle, flat = radians(raise_), radians(plane)
        raising = (cos(up_angle) * sin(flat), sin(up_angle), cos(up_angle) * cos(flat))
        aside = cross(raising, upper)
        sign = -1.0 if is_leg else 1.0
        swivel = angle_of(sign * dot(lower, aside), sign * dot(lower, raising))
        if not is_leg:
            swivel -= natural_swivel(Angles(raise_, plane, bend, 0.0, 0.0))
        swivel = _nearest(swivel, like.swivel)
    return Angles(raise_, plane, bend, swivel, like.end)


def reach(joint: Vector, target: Vector, upper: float, lower: float, bow: Vector) -> tuple[Vector, Vector]:
    """Return middle and end of two bones from `joint` toward `target`, bent toward `bow`.

    The end is as near to the target as the bones let it be, and never quite straight.
    """
    way = minus(target, joint)
    far = length(way)
    toward = unit(way)
    span = min(max(far, abs(upper - lower) + 0.2), upper + lower - 0.05)
    along = (upper * upper + span * span - lower * lower) / (2 * span)
    aside = max(upper * upper - along * along, 0.0) ** 0.5
    axis = (1.0, 0.0, 0.0) if abs(toward[0]) < 0.7 else (0.0, 0.0, 1.0)  # noqa: PLR2004  # any that lies across
    across = unit(add(bow, toward, -dot(bow, toward)), unit(cross(toward, axis)))
    middle = add(add(joint, toward, along), across, aside)
    return middle, add(joint, toward, span)


def _leant(direction: Vector, angle: float) -> Vector:
    """Return `direction` turned about the forward axis, what hangs going out."""
    c, s = cos(radians(angle)), sin(radians(angle))
    x, y, z = direction
    return (x * c - y * s, y * c + x * s, z)


def _nearest(angle: float, like: float) -> float:
    """Return `angle` plus whole turns, nearest to `like`."""
    return angle + 360.0 * round((like - angle) / 360.0)
