"""The places of the body and the room that a hand or foot can be put at."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from unbend.figure import body
from unbend.figure.vectors import WORLD, Frame, Vector, add, between, dot, minus, out_of, unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from unbend.figure.pose import Target
    from unbend.figure.skeleton import Skeleton

PLACES = (
    "head",
    "forehead",
    "nape",
    "chin",
    "shoulder",
    "chest",
    "ribs",
    "belly",
    "back",
    "hip",
    "thigh",
    "under_thigh",
    "knee",
    "shin",
    "ankle",
    "foot",
    "toes",
    "elbow",
    "wrist",
    "hand",
    "fingers",
    "seat",
    "at",
)
"""Where a hand or foot can be put; `at` is a place in the room, seen from below the hips."""

_OUT = {"r": 1.0, "l": -1.0}


# Each place by its name: right, up and forward in the frame of the part it belongs to, for the right side.
_ON_HEAD: Mapping[str, Vector] = MappingProxyType(
    {
        "head": (body.HEAD * 1.05, 1.0, 0.0),
        "forehead": (1.5, 2.5, body.HEAD),
        "nape": (2.5, -1.0, -body.HEAD),
        "chin": (0.0, -body.HEAD, body.HEAD * 0.7),
    }
)
_ON_CHEST: Mapping[str, Vector] = MappingProxyType({"chest": (3.0, -6.0, body.CHEST_R + 1.0), "ribs": (7.5, -9.0, 2.0)})
_ON_PELVIS: Mapping[str, Vector] = MappingProxyType(
    {
        "belly": (1.5, 7.0, body.WAIST_R + 1.5),
        "back": (3.0, 5.0, -body.WAIST_R - 1.0),
        "hip": (body.HALF_HIPS + 3.6, 5.0, 0.0),
        "seat": (body.HALF_HIPS + 6.0, -3.5, -1.0),
    }
)
_ON_THIGH = {"thigh": body.THIGH_R + 1.0, "under_thigh": -body.THIGH_R - 1.0}
"""Above and below its bone."""
_ALONG_THIGH, _ALONG_SHIN = 0.62, 0.4
_JOINT_OF = {"foot": "ankle", "hand": "fingers"}


def place(skeleton: Skeleton, target: Target, letter: str) -> Vector:
    """Return the point in space that `target` means for the hand or foot of side `letter`."""
    name, of_side = target.place[:-2], target.place[-1]
    x, y, z = target.offset
    if name == "at":
        return (_OUT[of_side] * x, y, z)
    frame, base = _anchor(skeleton, name, of_side)
    return add(base, out_of(frame, (_OUT[letter] * x, y, z)))


def _anchor(skeleton: Skeleton, name: str, letter: str) -> tuple[Frame, Vector]:
    """Return the frame in which a place is moved, and the place itself."""
    points = skeleton.points
    for frame, joint, known in (
        (skeleton.head, "head", _ON_HEAD),
        (skeleton.chest, "neck", _ON_CHEST),
        (skeleton.pelvis, "hips", _ON_PELVIS),
    ):
        if name in known:
            x, y, z = known[name]
            return frame, add(points[joint], out_of(frame, (_OUT[letter] * x, y, z)))
    hip, knee, ankle = (points[f"{joint}_{letter}"] for joint in ("hip", "knee", "ankle"))
    if name in _ON_THIGH:
        along = unit(minus(knee, hip))
        up = skeleton.pelvis[1]
        above = unit(add(up, along, -dot(up, along)), skeleton.pelvis[2])
        return WORLD, add(between(hip, knee, _ALONG_THIGH), above, _ON_THIGH[name])
    if name == "shin":
        return WORLD, between(knee, ankle, _ALONG_SHIN)
    return WORLD, points[f"{_JOINT_OF.get(name, name)}_{letter}"]
