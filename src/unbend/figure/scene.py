"""A figure with all that is around it, at any moment, and the window in which it is seen.

This is what a screen, a printed frame and a drawing show; they ask for shapes and know no skeleton.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from unbend.figure.bases import BASES
from unbend.figure.camera import FRAMES, Window, around, camera
from unbend.figure.clip import Clip, Figure
from unbend.figure.closeups import draw_face, draw_hand
from unbend.figure.drawing import draw, far_sides
from unbend.figure.inks import Ink
from unbend.figure.pose import other_side
from unbend.figure.props import EXTENDING, OF_THE_ROOM, PROPS
from unbend.figure.raster import Raster, Run
from unbend.figure.shapes import Limb, Line, Mass, Shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unbend.figure.skeleton import Skeleton

_MARGIN = 7.6
"""More than a head's radius, so that nothing stands at the very edge."""
_LEAST_HEIGHT = 62.0
"""Units a picture shows at the least, so that nobody looks like a giant."""
_TRAVEL_STEPS = 14
_STEPS_SEEN = 6


class Way(Enum):
    """Which part of the movement is shown."""

    GOING = auto()
    BACK = auto()
    ROUND = auto()
    """There and back, over and over."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A point of the movement."""

    way: Way = Way.GOING
    part: float = 0.0
    """How much of it is done, 0 to 1."""
    breath: float = 0.0
    """Air in the chest, 0 to 1, of who rests or holds."""
    is_other_side: bool = False
    """Whether the left side works."""


START = Moment()


class Scene:
    """Shows one figure."""

    def __init__(self, figure: Figure) -> None:
        self.figure = figure
        self._clips = (Clip(figure), Clip(figure, is_mirrored=True))
        self._cameras = tuple(camera(figure.view, figure.raised, is_mirrored=each) for each in (False, True))
        self._far = tuple(far_sides(c.going(0.0), e) for c, e in zip(self._clips, self._cameras, strict=True))
        self._travels = tuple(self._travel(is_other) for is_other in (False, True))
        self._fixed = tuple(self._room(is_other) for is_other in (False, True))
        self._grounds: dict[tuple[int, int, bool], Raster] = {}
        """What never changes, painted once."""
        self._windows = tuple(self._window(is_other) for is_other in (False, True))

    @property
    def moves(self) -> bool:
        """Whether anything moves but the breath."""
        return self._clips[0].moves

    def skeleton(self, moment: Moment) -> Skeleton:
        """Return the skeleton at `moment`."""
        clip = self._clips[moment.is_other_side]
        if moment.way is Way.GOING:
            return clip.going(moment.part, moment.breath)
        return clip.coming_back(moment.part) if moment.way is Way.BACK else clip.round(moment.part)

    def frames(self, *, is_other_side: bool = False) -> list[Moment]:
        """Return the moments at which the poses stand that are written down, in the order of the movement."""
        if self.figure.in_turn and not self.moves:
            count = len(self.figure.feel)
            return [Moment(Way.ROUND, (n + 0.5) / count, is_other_side=is_other_side) for n in range(count)]
        going, back = self._clips[is_other_side].stops
        there = [Moment(Way.GOING, part, is_other_side=is_other_side) for part in going]
        return there + [Moment(Way.BACK, part, is_other_side=is_other_side) for part in back]

    def window(self, *, is_other_side: bool = False) -> Window:
        """Return what is to be seen, the same at every moment."""
        return self._windows[is_other_side]

    def shapes(self, moment: Moment = START) -> list[Shape]:
        """Return all that is painted at `moment`, in this order."""
        return [*self._fixed[moment.is_other_side], *self._moving(moment)]

    def rows(self, width: int, height: int, moment: Moment = START) -> list[list[Run]]:
        """Return the picture at `moment` as `height` rows of `width` cells."""
        window = self.window(is_other_side=moment.is_other_side)
        measures = (width, height, moment.is_other_side)
        ground = self._grounds.get(measures)
        if ground is None:
            ground = self._grounds[measures] = Raster(width, height, window)
            ground.paint(self._fixed[moment.is_other_side])
        raster = Raster(width, height, window, ground)
        raster.paint(self._moving(moment))
        return raster.rows()

    def _moving(self, moment: Moment) -> list[Shape]:
        """Return what is not the same at every moment."""
        skeleton, is_other = self.skeleton(moment), moment.is_other_side
        eye = self._cameras[is_other]
        part = BASES[self.figure.base].part
        if part == "hand":
            return draw_hand(skeleton.points, eye)
        if part == "face":
            return draw_face(skeleton.points, eye)
        behind: list[Shape] = []
        before: list[Shape] = []
        for name, number in self._props(is_other):
            if name not in OF_THE_ROOM:
                prop = PROPS[name]
                (before if prop.is_in_front else behind).extend(prop.draw(skeleton, eye, number))
        feel = self._felt(moment)
        feel = tuple(other_side(name) for name in feel) if is_other else feel
        return [*behind, *draw(skeleton, eye, feel, self._far[is_other]), *before]

    def _felt(self, moment: Moment) -> tuple[str, ...]:
        """Return where it is felt at `moment`: everywhere at once, or one place after the other."""
        feel = self.figure.feel
        if not self.figure.in_turn or not feel:
            return feel
        number = min(int(moment.part * len(feel)), len(feel) - 1)
        return feel[number : number + 1]

    def _props(self, is_other: bool) -> Iterator[tuple[str, float]]:  # noqa: FBT001  # one of two sides
        for name, number in self.figure.props:
            if is_other and name in ("strap", "strap_l"):
                yield ("strap_l" if name == "strap" else "strap"), number
            elif is_other and name in ("chair_beside", "wall_beside"):
                yield name, -number
            else:
                yield name, number

    def _room(self, is_other: bool) -> list[Shape]:  # noqa: FBT001  # see _props
        """Return what stays where it is: the floor, furniture, the way of a hand."""
        if BASES[self.figure.base].part != "body":
            return []
        eye, start = self._cameras[is_other], self._clips[is_other].going(0.0)
        shapes: list[Shape] = []
        if not self.figure.raised:
            shapes.append(Line(((-70.0, 0.8), (70.0, 0.8)), Ink.FLOOR))
        for name, number in self._props(is_other):
            if name in OF_THE_ROOM:
                shapes += PROPS[name].draw(start, eye, number)
        return shapes + self._travels[is_other]  # below the body: a cell has one ink, and an arm is to stay an arm

    def _travel(self, is_other: bool) -> list[Line]:  # noqa: FBT001  # see _props
        if not self.figure.travel or not self.moves:
            return []
        name = other_side(self.figure.travel) if is_other else self.figure.travel
        clip, eye = self._clips[is_other], self._cameras[is_other]
        steps = (clip.going(0.12 + 0.88 * step / _TRAVEL_STEPS) for step in range(_TRAVEL_STEPS + 1))
        points = tuple(eye.see(skeleton.points[name]) for skeleton in steps)
        return [Line(points, Ink.TRAVEL, is_dashed=True, has_tip=True)]

    def _looked_at(self, is_other: bool) -> Iterator[Moment]:  # noqa: FBT001  # see _props
        """Yield moments at which the body is as far out as it goes: the written poses, and some of the way."""
        yield from self.frames(is_other_side=is_other)
        if self.moves:
            ways = (Way.GOING, Way.BACK) if self.figure.back else (Way.GOING,)
            for way in ways:
                yield from (Moment(way, step / _STEPS_SEEN, is_other_side=is_other) for step in range(1, _STEPS_SEEN))

    def _window(self, is_other: bool) -> Window:  # noqa: FBT001  # see _props
        eye = self._cameras[is_other]
        names = {(other_side(name) if is_other else name) for name in FRAMES[self.figure.frame]}
        found: list[tuple[float, float]] = []
        for skeleton in map(self.skeleton, self._looked_at(is_other)):
            if BASES[self.figure.base].part != "body":
                found += (eye.see(point) for point in skeleton.points.values() if point[1] or point[0] == 0)
                continue
            found += (eye.see(point) for name, point in skeleton.points.items() if not names or name in names)
            if not names:
                for name, number in self._props(is_other):
                    if name in EXTENDING:
                        found += _corners(PROPS[name].draw(skeleton, eye, number))
        for line in self._travels[is_other]:
            found += line.points
        if not names and BASES[self.figure.base].part == "body" and not self.figure.raised:
            found.append((found[0][0], 0.0 - _MARGIN + 2.5))
        window = around(found, _MARGIN)
        lacking = _LEAST_HEIGHT - (window.bottom - window.top)
        if lacking > 0 and not names:
            window = Window(window.left, window.top - lacking, window.right, window.bottom)
        return window


def _corners(shapes: Iterable[Shape]) -> Iterator[tuple[float, float]]:
    for shape in shapes:
        if isinstance(shape, Limb):
            yield shape.a.x, shape.a.y
            yield shape.b.x, shape.b.y
        elif isinstance(shape, Mass):
            yield from ((disc.x, disc.y) for disc in shape.discs)
        elif isinstance(shape, Line):
            yield from shape.points
