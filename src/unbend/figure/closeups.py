"""What no skeleton shows: a hand, and a face.

Both are made of numbers as a body is, so that the same keys and the same movement serve them.
"""

from __future__ import annotations

from math import cos, radians, sin
from types import MappingProxyType
from typing import TYPE_CHECKING

from unbend.figure.inks import Ink
from unbend.figure.shapes import Disc, Hole, Limb, Line, Mass, Shape
from unbend.figure.vectors import WORLD, Frame, Vector, add, between, pitched, rolled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from unbend.figure.camera import Camera
    from unbend.figure.pose import Pose

FINGERS: Mapping[str, tuple[float, float, float]] = MappingProxyType(
    {"index": (-8.0, 27.0, 1.0), "middle": (-2.7, 30.0, 0.3), "ring": (2.7, 27.5, -0.4), "little": (7.8, 22.0, -1.2)}
)
"""Where each begins, how long it is, and how much of `spread` it takes."""
_PALM = 30.0
_PARTS = (0.44, 0.31, 0.25)
"""Of a finger's length, by bone."""
_R = 3.1


def solve_hand(pose: Pose) -> dict[str, Vector]:
    """Return the points of a right hand that stands up, its palm to the front."""
    get = pose.get
    arm_top: Vector = (0.0, 22.0, 0.0)
    palm = pitched(WORLD, get("hand_bend"))
    points = {"forearm": (0.0, 0.0, 0.0), "palm": arm_top}
    for name, (x, size, share) in FINGERS.items():
        root = add(add(arm_top, palm[0], x), palm[1], _PALM)
        points[f"{name}_0"] = root
        frame = rolled(palm, -share * get("spread"))
        for number, (part, bend) in enumerate(zip(_PARTS, ("knuckles", "middles", "tips"), strict=True), start=1):
            frame = pitched(frame, get(bend))
            root = add(root, frame[1], size * part)
            points[f"{name}_{number}"] = root
    _thumb(points, palm, get("thumb"))
    return points


def _thumb(points: dict[str, Vector], palm: Frame, out: float) -> None:
    root = add(add(points["palm"], palm[0], -9.0), palm[1], 8.0)
    points["thumb_0"] = root
    frame = rolled(palm, -out)
    for number, size in enumerate((12.0, 9.5), start=1):
        frame = pitched(frame, (60 - out) * 0.5 if out < 30 else 6.0)  # noqa: PLR2004  # laid over the fist
        root = add(root, frame[1], size)
        points[f"thumb_{number}"] = root


def draw_hand(points: dict[str, Vector], camera: Camera) -> list[Shape]:
    """Return the shapes of a hand."""

    def disc(name: str, radius: float) -> Disc:
        return Disc(*camera.see(points[name]), radius)

    wrist = disc("palm", 6.2)
    forearm = Limb(disc("forearm", 6.0), wrist, Ink.SLEEVE)
    edge = [disc(f"{name}_0", 3.6) for name in FINGERS]
    layers: list[tuple[float, list[Shape]]] = []
    palm = Mass((wrist, Disc(wrist.x, wrist.y, 6.2), *edge), Ink.SKIN)
    layers.append((camera.nearness(between(points["palm"], points["middle_0"], 0.5)), [palm]))
    for name in (*FINGERS, "thumb"):
        count = 2 if name == "thumb" else 3
        for number in range(1, count + 1):
            start, end = f"{name}_{number - 1}", f"{name}_{number}"
            radius = _R - 0.25 * number
            bone = Limb(
                disc(start, radius + 0.2), disc(end, radius), Ink.SKIN, halo=True, from_part=0.12 if number > 1 else 0.3
            )
            layers.append((camera.nearness(points[end]) + 0.3, [bone]))
    layers.sort(key=lambda layer: layer[0])
    return [forearm, *(shape for _, part in layers for shape in part)]


def solve_face(pose: Pose) -> dict[str, Vector]:
    """Return the points of a face: its middle, and its eyes with how far they are open and where they look."""
    get = pose.get
    return {
        "middle": (0.0, 50.0, 0.0),
        "open": (get("eyes"), 0.0, 0.0),
        "gaze": (get("gaze_side"), get("gaze_up"), 0.0),
        "tilt": (get("tilt"), get("mouth"), 0.0),
        "top": (0.0, 90.0, 0.0),
        "bottom": (0.0, 6.0, 0.0),
        "right": (40.0, 50.0, 0.0),
        "left": (-40.0, 50.0, 0.0),
    }


def draw_face(points: dict[str, Vector], camera: Camera) -> list[Shape]:
    """Return the shapes of a face, from the front."""
    x0, y0 = camera.see(points["middle"])
    wide, _, _ = points["open"]
    aside, up, _ = points["gaze"]
    lean, smile, _ = points["tilt"]
    c, s = cos(radians(lean)), sin(radians(lean))

    def disc(x: float, y: float, radius: float) -> Disc:
        return Disc(x0 + x * c + y * s, y0 + x * s - y * c, radius)

    shapes: list[Shape] = [
        Limb(disc(0, -48, 9), disc(0, -26, 9), Ink.SKIN),
        Mass((disc(0, 9, 31), disc(0, -2, 29)), Ink.HAIR),
        Mass((disc(0, 0, 25), disc(0, -14, 20)), Ink.SKIN),
    ]
    for side in (-1, 1):
        x = side * 10.5
        if wide > 0.15:  # noqa: PLR2004  # a slit otherwise
            shapes += [
                Hole(Disc(*_at(disc(x, 2, 1)), 1.2 + 4.6 * wide)),
                Limb(*_pupil(disc, x + aside * 2.4, 2 + up * 2.0, 2.1), Ink.TROUSERS),
            ]
        else:
            shapes += [Hole(disc(x + step, 1.0 - abs(step) * -0.12, 1.0)) for step in (-5, -3, -1, 1, 3, 5)]
        shapes.append(Limb(disc(x - 5, 12 + up * 0.6, 1.1), disc(x + 5, 12 + up * 0.6, 1.1), Ink.HAIR))
    shapes += (Hole(disc(step, -16 + smile * abs(step) * 0.18, 1.0)) for step in (-6, -4, -2, 0, 2, 4, 6))
    shapes.append(Line(((x0, y0 + 2), (x0 - 1, y0 + 8)), Ink.SKIN_FAR))
    return shapes


def _pupil(disc: object, x: float, y: float, radius: float) -> tuple[Disc, Disc]:
    found = disc(x, y, radius)  # type: ignore[operator]  # the nested function above
    return found, found


def _at(disc: Disc) -> tuple[float, float]:
    return disc.x, disc.y
