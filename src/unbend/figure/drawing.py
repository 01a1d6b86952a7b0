"""A skeleton as a person: tapered limbs, clothes, a head with hair and eyes, and where it is felt."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from unbend.figure import body
from unbend.figure.inks import FAR, Ink
from unbend.figure.pose import SIDES
from unbend.figure.shapes import Disc, Hole, Limb, Mass, Shape, Tint
from unbend.figure.vectors import Vector, add, between, dot, out_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from unbend.figure.camera import Camera
    from unbend.figure.skeleton import Skeleton

_JOINED = 1.5
"""How much nearer a forearm or shin counts, so that the bone above does not cut it off at the joint."""
NO_HALO = 1.0
_FAR_FROM = -0.4
"""How far the body is turned, as the sine of the angle, when one of its sides is the far one."""
_FELT, _FACE_FELT, _HEAD = 2.5, 4.0, 3.0
"""How much nearer a tint counts than its point, so that it lies on the skin; the head hides what is felt behind it."""
_EYES_SEEN = 0.25
_PROFILE = 0.72
_OPEN = 0.5


class Zone(NamedTuple):
    """A part of the body that may be felt: a point of the skeleton, moved in its frame, and how far around."""

    point: str
    frame: str
    offset: Vector
    radius: float


def _of_both(name: str, point: str, frame: str, offset: Vector, radius: float) -> dict[str, Zone]:
    x, y, z = offset
    return {
        f"{name}_{side}": Zone(f"{point}_{side}" if point in _PAIRED else point, frame, (x * out, y, z), radius)
        for side, out in (("r", 1.0), ("l", -1.0))
    }


_PAIRED = ("shoulder", "elbow", "wrist", "hip", "knee", "ankle", "toes", "fingers")
ZONES: Mapping[str, Zone] = MappingProxyType(
    {
        "neck": Zone("throat", "chest", (0, -2, 0), 5.5),
        "nape": Zone("throat", "chest", (0, -1, -2.5), 5.5),
        "face": Zone("head", "head", (0, 0, 4), 7),
        "chest": Zone("neck", "chest", (0, -6, 4), 8),
        "upper_back": Zone("neck", "chest", (0, -6, -4), 8.5),
        "mid_back": Zone("chest", "chest", (0, -1, -4), 8.5),
        "low_back": Zone("waist", "pelvis", (0, -2, -3.5), 8),
        "belly": Zone("waist", "pelvis", (0, 0, 3.5), 8),
        "pelvis": Zone("hips", "pelvis", (0, 1, 0), 8),
        "buttocks": Zone("hips", "pelvis", (0, -1, -5), 8),
        **_of_both("neck", "throat", "chest", (3.2, -2.5, 0), 6),
        **_of_both("shoulder", "shoulder", "chest", (-1.5, 0, 0), 7),
        **_of_both("side", "chest", "chest", (5.5, -2, 0), 10),
        **_of_both("arm", "elbow", "chest", (0, 4, 0), 7),
        **_of_both("forearm", "wrist", "chest", (0, 0, 0), 8),
        **_of_both("hand", "fingers", "chest", (0, 0, 0), 6),
        **_of_both("hip", "hip", "pelvis", (1.5, 0, 2), 7.5),
        **_of_both("buttock", "hip", "pelvis", (1, -1, -4), 7.5),
        **_of_both("knee", "knee", "pelvis", (0, 0, 0), 6),
        **_of_both("foot", "toes", "pelvis", (0, 0, 0), 7),
    }
)
"""By the names of `feel`. Those of thigh, calf and upper arm lie between joints; see `BONE_ZONES`."""
BONE_ZONES: Mapping[str, tuple[str, str, float, float]] = MappingProxyType(
    {
        f"{name}_{side}": (f"{upper}_{side}", f"{lower}_{side}", part, radius)
        for name, upper, lower, part, radius in (
            ("thigh", "hip", "knee", 0.5, 9.0),
            ("calf", "knee", "ankle", 0.42, 8.0),
            ("upper_arm", "shoulder", "elbow", 0.55, 7.0),
        )
        for side in SIDES
    }
)
_TOP = frozenset({Ink.SHIRT, Ink.SLEEVE})
_LEGS = frozenset({Ink.TROUSERS})
_BARE = frozenset({Ink.SKIN})
_WORN: Mapping[str, frozenset[Ink]] = MappingProxyType(
    {
        "neck": _TOP | _BARE,
        "nape": _TOP | _BARE,
        "low_back": _TOP | _LEGS,
        "pelvis": _TOP | _LEGS,
        **dict.fromkeys(("face", "forearm", "hand"), _BARE),
        **dict.fromkeys(("hip", "buttock", "buttocks", "thigh", "knee", "calf"), _LEGS),
        "foot": _LEGS | frozenset({Ink.SHOE}),
    }
)
"""What a part of the body wears: a tint keeps to it, so that a shoulder never colours the face beside it."""
ZONE_NAMES = (*ZONES, *BONE_ZONES)


def draw(
    skeleton: Skeleton, camera: Camera, feel: tuple[str, ...] = (), far: frozenset[str] = frozenset()
) -> list[Shape]:
    """Return the shapes of `skeleton` as `camera` sees it, the farthest first, with the zones of `feel` tinted.

    The limbs of `far` are drawn thinner.
    """
    layers: list[tuple[float, list[Shape]]] = []
    for side in SIDES:
        layers += _arm(skeleton, camera, side, is_far=f"arm_{side}" in far)
        layers += _leg(skeleton, camera, side, is_far=f"leg_{side}" in far)
    layers += _trunk(skeleton, camera)
    layers.append(_head(skeleton, camera))
    layers += (_zone(skeleton, camera, name) for name in feel)
    layers.sort(key=lambda layer: layer[0])
    return [shape for _, part in layers for shape in part]


def _disc(camera: Camera, point: Vector, radius: float) -> Disc:
    x, y = camera.see(point)
    return Disc(x, y, radius)


def far_sides(skeleton: Skeleton, camera: Camera) -> frozenset[str]:
    """Return the limbs that lie behind the body: `arm_l`, `leg_l` ... Asked once, so that none changes on the way."""
    return frozenset(
        f"{limb}_{side}"
        for limb, frame in (("arm", skeleton.chest), ("leg", skeleton.pelvis))
        for side, out in (("r", 1.0), ("l", -1.0))
        if out * camera.nearness(frame[0]) < _FAR_FROM
    )


def _bones(
    skeleton: Skeleton, camera: Camera, pieces: tuple[tuple[str, float, str, float, Ink, float], ...], *, is_far: bool
) -> Iterator[tuple[float, list[Shape]]]:
    """Yield a layer for each piece: from a joint with its radius to another, in an ink, the halo from a part on."""
    points = skeleton.points
    for start, first, end, second, ink, part in pieces:
        limb = Limb(
            _disc(camera, points[start], first),
            _disc(camera, points[end], second),
            FAR[ink] if is_far else ink,
            halo=not is_far and part < NO_HALO,
            from_part=part,
            is_far=is_far,
        )
        yield camera.nearness(between(points[start], points[end], 0.6)), [limb]


def _arm(skeleton: Skeleton, camera: Camera, side: str, *, is_far: bool) -> Iterator[tuple[float, list[Shape]]]:
    upper = (f"shoulder_{side}", body.SHOULDER_R, f"elbow_{side}", body.ELBOW_R, Ink.SLEEVE, 0.45)
    lower = (f"elbow_{side}", body.ELBOW_R, f"wrist_{side}", body.WRIST_R, Ink.SKIN, 0.35)
    hand = (f"wrist_{side}", body.WRIST_R, f"fingers_{side}", body.HAND_R, Ink.SKIN, 0.9)
    layers = list(_bones(skeleton, camera, (upper, lower, hand), is_far=is_far))
    nearest = max(layers[1][0], layers[2][0])  # a hand is never between the forearm and what it lies on
    yield layers[0]
    yield nearest + _JOINED, [*layers[1][1], *layers[2][1]]


def _leg(skeleton: Skeleton, camera: Camera, side: str, *, is_far: bool) -> Iterator[tuple[float, list[Shape]]]:
    thigh = (f"hip_{side}", body.THIGH_R, f"knee_{side}", body.KNEE_R, Ink.TROUSERS, 0.4)
    shin = (f"knee_{side}", body.KNEE_R, f"ankle_{side}", body.ANKLE_R, Ink.TROUSERS, 0.45)
    foot = (f"heel_{side}", body.TOE_R + 0.4, f"toes_{side}", body.TOE_R, Ink.SHOE, NO_HALO)
    layers = list(_bones(skeleton, camera, (thigh, shin, foot), is_far=is_far))
    yield layers[0]
    yield layers[1][0] + _JOINED, [*layers[1][1], *layers[2][1]]


def _trunk(skeleton: Skeleton, camera: Camera) -> Iterator[tuple[float, list[Shape]]]:
    points, chest, pelvis = skeleton.points, skeleton.chest, skeleton.pelvis
    chest_r = body.CHEST_R * (1.0 + 0.13 * skeleton.breath)

    def disc(point: Vector, radius: float) -> Disc:
        return _disc(camera, point, radius)

    ribs = [disc(add(points["chest"], chest[0], out * (4.4 + 0.5 * skeleton.breath)), chest_r) for out in (-1, 1)]
    middle = points["waist"]
    waist = [disc(add(middle, pelvis[0], out * 3.3), body.WAIST_R) for out in (-1, 1)]
    belly = disc(add(middle, pelvis[2], 0.6 + 2.4 * skeleton.belly), body.WAIST_R + 0.5 * skeleton.belly)
    hips = [disc(add(points["hips"], pelvis[0], out * 4.2), body.HIPS_R) for out in (-1, 1)]
    shoulders = [disc(points[f"shoulder_{side}"], body.SHOULDER_R) for side in SIDES]
    collar = disc(add(points["neck"], chest[1], -0.8), body.NECK_R + 1.0)
    neck = Limb(disc(points["neck"], body.NECK_R), disc(points["throat"], body.NECK_R), Ink.SKIN)
    low: list[Shape] = [
        # Tucked in: where the shirt reached as far as the trousers, it would colour the cell below them.
        Mass((*waist, *(Disc(each.x, each.y, each.r * 0.85) for each in hips), belly), Ink.SHIRT),
        Mass(tuple(hips), Ink.TROUSERS),
    ]
    high: list[Shape] = [neck, Mass((*ribs, *waist, belly), Ink.SHIRT), Mass((*shoulders, *ribs, collar), Ink.SHIRT)]
    yield camera.nearness(between(points["hips"], points["waist"], 0.5)) - 1.0, low
    yield camera.nearness(points["chest"]) - 1.0, high


def _head(skeleton: Skeleton, camera: Camera) -> tuple[float, list[Shape]]:
    centre, frame, r = skeleton.points["head"], skeleton.head, body.HEAD

    def disc(local: Vector, radius: float) -> Disc:
        return _disc(camera, add(centre, out_of(frame, (local[0] * r, local[1] * r, local[2] * r))), radius * r)

    facing = dot(frame[2], camera.near)
    shapes: list[Shape] = [Mass((disc((0, 0.1, 0), 1.0), disc((0, -0.05, 0), 0.93)), Ink.HAIR)]
    if facing > -0.55:  # noqa: PLR2004  # seen from further behind there is only hair
        face = [disc((0, -0.2, 0.4), 0.76), disc((0, -0.45, 0.42), 0.6)]
        nose = disc((0, -0.2, 1.06), 0.17)
        if facing < _PROFILE:
            shapes.append(Mass((disc((0, -0.15, 0.9), 0.12), nose, disc((0, -0.35, 0.9), 0.12)), Ink.SKIN))
        shapes.append(Mass(tuple(face), Ink.SKIN))
    if facing > _EYES_SEEN and skeleton.eyes > _OPEN:
        shapes += (Hole(disc((x, -0.02, 0.88), 0.1)) for x in (-0.34, 0.34))
    return camera.nearness(centre) + _HEAD, shapes


def _zone(skeleton: Skeleton, camera: Camera, name: str) -> tuple[float, list[Shape]]:
    points = skeleton.points
    if name in BONE_ZONES:
        upper, lower, part, radius = BONE_ZONES[name]
        point = between(points[upper], points[lower], part)
    else:
        zone = ZONES[name]
        frame = {"chest": skeleton.chest, "pelvis": skeleton.pelvis, "head": skeleton.head}[zone.frame]
        point, radius = add(points[zone.point], out_of(frame, zone.offset)), zone.radius
    lift = _FACE_FELT if name == "face" else _FELT
    stem = name.removesuffix("_r").removesuffix("_l")
    return camera.nearness(point) + lift, [Tint(_disc(camera, point, radius), Ink.FEEL, _WORN.get(stem, _TOP))]
