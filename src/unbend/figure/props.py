"""What stands around the figure: a chair, a wall, a mat, a pack, a strap; and what the way of a hand looks like."""

from __future__ import annotations

from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from unbend.figure import body
from unbend.figure.inks import Ink
from unbend.figure.pose import SIDES
from unbend.figure.shapes import Disc, Limb, Line, Mass, Shape
from unbend.figure.vectors import Vector, add, between, out_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from unbend.figure.camera import Camera
    from unbend.figure.skeleton import Skeleton

_SEAT_TOP = body.SEAT - body.HIPS_R - 1.0
_WALL_HEIGHT = 104.0


class Prop(NamedTuple):
    """Something to draw: how, and the number it has where none is written."""

    draw: Drawer
    usual: float
    help: str
    is_in_front: bool = False
    """Painted over the figure, not behind it."""


Drawer: TypeAlias = "Callable[[Skeleton, Camera, float], list[Shape]]"


def _bar(camera: Camera, a: Vector, b: Vector, radius: float = 0.9, ink: Ink = Ink.PROP) -> Shape:
    ax, ay = camera.see(a)
    bx, by = camera.see(b)
    return Limb(Disc(ax, ay, radius), Disc(bx, by, radius), ink)


def _dashes(camera: Camera, *points: Vector, ink: Ink = Ink.PROP) -> Shape:
    return Line(tuple(camera.see(point) for point in points), ink, is_dashed=True)


def _chair_at(camera: Camera, x: float, z: float, *, has_back: bool = True) -> list[Shape]:
    """Return a chair whose seat's middle is at `x`, `z` and that looks forward."""
    wide, front, rear, top = 8.5, z + 10.5, z - 9.0, _SEAT_TOP
    corners = [(x + side * wide, z_) for side in (-1, 1) for z_ in (front, rear)]
    found = [_bar(camera, (cx, top, cz), (cx, 0.8, cz)) for cx, cz in corners]
    found += [_bar(camera, (x + side * wide, top, front), (x + side * wide, top, rear), 1.2) for side in (-1, 1)]
    found += [_bar(camera, (x - wide, top, end), (x + wide, top, end), 1.2) for end in (front, rear)]
    if has_back:
        posts = [((x + side * wide, top, rear), (x + side * wide, top + 27, rear - 3)) for side in (-1, 1)]
        found += [_bar(camera, low, high) for low, high in posts]
        found += [_bar(camera, between(*posts[0], part), between(*posts[1], part), 1.4) for part in (0.7, 1.0)]
    return found


def _chair(skeleton: Skeleton, camera: Camera, number: float) -> list[Shape]:
    x, _, z = skeleton.points["hips"]
    return _chair_at(camera, x, z + number)


def _chair_ahead(_: Skeleton, camera: Camera, number: float) -> list[Shape]:
    return _chair_at(camera, 0.0, number, has_back=False)


def _chair_beside(_: Skeleton, camera: Camera, number: float) -> list[Shape]:
    return _chair_at(camera, number, 0.0)


def _wall(_: Skeleton, camera: Camera, number: float) -> list[Shape]:
    """Draw a wall ahead, or behind where `number` is below 0: its edge from the side, its outline from the front."""
    low, high = camera.see((0, 0, number)), camera.see((0, _WALL_HEIGHT, number))
    if abs(camera.near[2]) < 0.35:  # noqa: PLR2004  # seen from the side
        return [Limb(Disc(*low, 1.1), Disc(*high, 1.1), Ink.PROP)]
    corners = [(-34.0, 0.0), (-34.0, _WALL_HEIGHT), (34.0, _WALL_HEIGHT), (34.0, 0.0)]
    return [_dashes(camera, *((x, y, number) for x, y in corners))]


def _wall_beside(_: Skeleton, camera: Camera, number: float) -> list[Shape]:
    if abs(camera.near[0]) > 0.8:  # noqa: PLR2004  # seen from the side it would stand in the way
        return []
    return [_bar(camera, (number, 0, 0), (number, _WALL_HEIGHT, 0), 1.1)]


def _doorway(_: Skeleton, camera: Camera, number: float) -> list[Shape]:
    posts = [((x, 0.0, number), (x, _WALL_HEIGHT, number)) for x in (-21.0, 21.0)]
    return [*(_bar(camera, low, high, 1.3) for low, high in posts), _bar(camera, posts[0][1], posts[1][1], 1.3)]


def _desk(_: Skeleton, camera: Camera, number: float) -> list[Shape]:
    """Draw a desk whose near edge is `number` ahead."""
    top, far, wide = 43.0, number + 26.0, 22.0
    found = [_bar(camera, (side * wide, top, number), (side * wide, top, far), 1.2) for side in (-1, 1)]
    found += [_bar(camera, (-wide, top, z), (wide, top, z), 1.2) for z in (number, far)]
    return found + [
        _bar(camera, (side * wide, top, z), (side * wide, 0.8, z)) for side in (-1, 1) for z in (number + 3, far - 1)
    ]


def _screen(_: Skeleton, camera: Camera, number: float) -> list[Shape]:
    """Draw a screen on a desk that far ahead."""
    top = 44.0
    corners = [(-9.0, top + 5), (-9.0, top + 20), (9.0, top + 20), (9.0, top + 5), (-9.0, top + 5)]
    z = number + 12
    edges = [_bar(camera, (*a, z), (*b, z), 0.9) for a, b in pairwise(corners)]
    return [*_desk(_, camera, number), *edges, _bar(camera, (0, top, z), (0, top + 5, z), 1.0)]


def _mat(skeleton: Skeleton, camera: Camera, number: float) -> list[Shape]:
    """Draw a mat below the body, `number` longer at each end than it."""
    points = skeleton.points.values()
    zs, xs = [z for _, _, z in points], [x for x, _, _ in points]
    x1, x2 = min(*xs, -9.0) - 2, max(*xs, 9.0) + 2
    z1, z2 = min(zs) - number, max(zs) + number
    if max(zs) - min(zs) < max(xs) - min(xs):
        x1, x2, z1, z2 = min(xs) - number, max(xs) + number, min(zs) - 4, max(zs) + 4
    corners = [(x1, -1.0, z1), (x1, -1.0, z2), (x2, -1.0, z2), (x2, -1.0, z1)]
    return [Mass(tuple(Disc(*camera.see(corner), 0.8) for corner in corners), Ink.SOFT, is_far=True)]


def _pillow(skeleton: Skeleton, camera: Camera, number: float) -> list[Shape]:
    """Draw a pillow between head and floor, `number` high at the least."""
    x, y, z = skeleton.points["head"]
    half = max(y - body.HEAD, number) / 2
    is_along = abs(skeleton.head[1][2]) > abs(skeleton.head[1][0])  # the body lies along what is forward
    ends = ((x, half, z - 5), (x, half, z + 4)) if is_along else ((x - 4, half, z), (x + 4, half, z))
    return [_bar(camera, *ends, half, Ink.SOFT)]


def _pillow_belly(skeleton: Skeleton, camera: Camera, number: float) -> list[Shape]:
    x, y, z = between(skeleton.points["hips"], skeleton.points["waist"], 0.6)
    y = max(y - body.WAIST_R, number / 2)
    return [_bar(camera, (x, y / 2, z - 8), (x, y / 2, z + 8), max(y / 2, 1.6), Ink.SOFT)]


def _pillow_knees(skeleton: Skeleton, camera: Camera, number: float) -> list[Shape]:
    """Draw a pillow between the knees."""
    a, b = (between(skeleton.points[f"knee_{side}"], skeleton.points[f"ankle_{side}"], 0.35) for side in ("r", "l"))
    return [_bar(camera, between(a, b, 0.3), between(a, b, 0.7), number, Ink.SOFT)]


def _strap(side: str) -> Drawer:
    def draw(skeleton: Skeleton, camera: Camera, _: float) -> list[Shape]:
        """Draw a strap from both hands around a foot."""
        points = skeleton.points
        sole = between(points[f"heel_{side}"], points[f"toes_{side}"], 0.6)
        return [_bar(camera, points[f"fingers_{hand}"], sole, 0.7, Ink.PROP) for hand in SIDES]

    return draw


def _pack(ink: Ink) -> Drawer:
    def draw(skeleton: Skeleton, camera: Camera, number: float) -> list[Shape]:
        """Draw a pack at the low back, its warmth or cold `number` far around."""
        up, back = skeleton.pelvis[1], skeleton.pelvis[2]
        middle = add(between(skeleton.points["hips"], skeleton.points["waist"], 0.75), back, -body.WAIST_R - 2.0)
        pack = _bar(camera, add(middle, up, -4.5), add(middle, up, 4.5), 2.4, ink)
        rays = []
        for lift in (-7.0, 0.0, 7.0):
            away = (0.0, lift * 0.35, 0.0)
            start = add(add(add(middle, up, lift * 0.8), back, -4.5), away)
            x, y = camera.see(start)
            ex, ey = camera.see(add(add(start, back, -number), away))
            rays.append(Line(((x, y), (ex, ey)), ink))
        return [pack, *rays]

    return draw


def _shower(skeleton: Skeleton, camera: Camera, number: float) -> list[Shape]:
    """Draw a shower head and its water, falling on neck and shoulders from behind."""
    x, y, z = skeleton.points["neck"]
    head = (x, y + 27.0, z - number)
    drops = [
        _dashes(
            camera,
            (x + aside * 0.3, head[1] - 2, head[2] + along * 0.3),
            (x + aside, 6.0, head[2] + along),
            ink=Ink.COLD,
        )
        for aside, along in ((-17.0, -9.0), (-6.0, -3.0), (6.0, 3.0), (17.0, 9.0))
    ]
    return [*drops, _bar(camera, add(head, (-3, 0, -2)), add(head, (3, 0, 2)), 1.4)]


def _gaze(skeleton: Skeleton, camera: Camera, number: float) -> list[Shape]:
    """Draw where the eyes look, and something `number` far away."""
    eyes = add(skeleton.points["head"], out_of(skeleton.head, (0.0, 0.0, body.HEAD + 2)))
    far = add(eyes, skeleton.head[2], number)
    x, y = camera.see(far)
    return [_dashes(camera, eyes, far, ink=Ink.TRAVEL), Limb(Disc(x, y, 1.8), Disc(x, y, 1.8), Ink.TRAVEL)]


PROPS: Mapping[str, Prop] = MappingProxyType(
    {
        "chair": Prop(_chair, 0.0, "under who sits; the number moves it forward"),
        "chair_ahead": Prop(_chair_ahead, 38.0, "in front, its seat that far ahead"),
        "chair_beside": Prop(_chair_beside, 24.0, "to the right, that far; below 0 to the left"),
        "wall": Prop(_wall, -7.0, "that far ahead; below 0 behind"),
        "wall_beside": Prop(_wall_beside, 16.0, "to the right, that far; below 0 to the left"),
        "doorway": Prop(_doorway, 6.0, "its posts to both sides, that far ahead"),
        "desk": Prop(_desk, 20.0, "its edge that far ahead"),
        "screen": Prop(_screen, 22.0, "on a desk whose edge is that far ahead"),
        "mat": Prop(_mat, 4.0, "below who lies or kneels, that much longer"),
        "pillow": Prop(_pillow, 2.0, "under the head"),
        "pillow_belly": Prop(_pillow_belly, 3.0, "under the belly of who lies on it"),
        "pillow_knees": Prop(_pillow_knees, 2.4, "between the knees"),
        "strap": Prop(_strap("r"), 0.0, "from both hands around the right foot", is_in_front=True),
        "strap_l": Prop(_strap("l"), 0.0, "from both hands around the left foot", is_in_front=True),
        "warm_pack": Prop(_pack(Ink.WARM), 7.0, "at the low back", is_in_front=True),
        "cold_pack": Prop(_pack(Ink.COLD), 7.0, "at the low back", is_in_front=True),
        "shower": Prop(_shower, 6.0, "from behind, that far"),
        "gaze": Prop(_gaze, 40.0, "where the eyes look, that far", is_in_front=True),
    }
)
"""By the words of `props`."""
OF_THE_ROOM = frozenset(
    {
        "chair",
        "chair_ahead",
        "chair_beside",
        "wall",
        "wall_beside",
        "doorway",
        "desk",
        "screen",
        "mat",
        "pillow",
        "pillow_belly",
        "shower",
    }
)
"""Those that stay where they are at the start, whatever the body does."""
EXTENDING = frozenset(
    {
        "chair",
        "chair_ahead",
        "chair_beside",
        "desk",
        "screen",
        "warm_pack",
        "cold_pack",
        "gaze",
        "strap",
        "strap_l",
        "shower",
    }
)
"""Those that have to be in the picture as a whole."""
