"""The animated figure: shows one moment of one scene, in the theme's colours, and paints only the cells that change.

A movement shows the same pictures again and again, with each repetition and each step of a walk. So pictures are kept,
and so is what leads from one to the next: from the second round on a frame is a look-up and a write
(benchmarks/README.md says what that is worth).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias, TypeVar

from rich.control import Control
from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip

from unbend.figure.inks import Ink, name_of
from unbend.ui.widgets.painted import Painted

if TYPE_CHECKING:
    from textual.geometry import Offset

    from unbend.figure.raster import Run
    from unbend.figure.scene import Moment, Scene

_STYLE_OF = {ink: f"figure--{name_of(ink)}" for ink in Ink if ink}
_MOST_KEPT = 240
"""Pictures, and ways from one to the next: as many as the longest movement has, there and back on both sides."""

_Rows: TypeAlias = "list[list[Run]]"
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class FigureView(Painted):
    """Shows a figure as large as its region allows; nothing where there is none."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(_STYLE_OF.values())

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's name for it
        super().__init__(id=id)
        self._scene: Scene | None = None
        self._moment: Moment | None = None
        self._pictures: dict[tuple[Moment, int, int], _Rows] = {}
        self._ways: dict[tuple[Moment, Moment, Offset, int, int], str] = {}
        self._codes: dict[Ink, tuple[str, str]] = {}
        """What a terminal is told before and after letters of an ink."""

    class Resized(Message):
        """There is more room, or less, than before."""

    def on_resize(self) -> None:
        """Say so: where there was no room, nobody has drawn anything yet."""
        self.post_message(self.Resized())

    def show(self, scene: Scene | None, moment: Moment | None) -> None:
        """Show `scene` at `moment`."""
        before, is_same = self._moment, scene is self._scene
        if is_same and moment == before:
            return
        if not is_same:
            self._pictures.clear()
            self._ways.clear()
        self._scene, self._moment = scene, moment
        if not (is_same and before and moment and self.write_there(lambda place: self._way(before, moment, place))):
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return row `y` of the picture."""
        width = self.size.width
        if self._scene is None or self._moment is None or not width:
            return Strip.blank(width, self.rich_style)
        return self._strip(self._picture(self._moment)[y])

    def notify_style_update(self) -> None:
        """Look the colours up again."""
        self._codes.clear()
        self._ways.clear()
        super().notify_style_update()

    def _picture(self, moment: Moment) -> _Rows:
        assert self._scene is not None  # noqa: S101  # asked only while there is one
        width, height = self.size
        key = (moment, width, height)
        found = self._pictures.get(key)
        if found is None:
            _make_room(self._pictures)
            found = self._pictures[key] = self._scene.rows(width, height, moment)
        return found

    def _way(self, before: Moment, after: Moment, place: Offset) -> str:
        """Return what a terminal is told to change the picture of one moment into that of another."""
        key = (before, after, place, *self.size)
        found = self._ways.get(key)
        if found is None:
            _make_room(self._ways)
            rows = zip(self._picture(before), self._picture(after), strict=True)
            found = self._ways[key] = "".join(
                self._change(old, new, place.x, place.y + number)
                for number, (old, new) in enumerate(rows)
                if old != new
            )
        return found

    def _change(self, old: list[Run], new: list[Run], x: int, y: int) -> str:
        """Return the part of a row that differs, where it begins and in its colours."""
        was, now = _cells(old), _cells(new)
        differing = [column for column, (a, b) in enumerate(zip(was, now, strict=True)) if a != b]
        if not differing:
            return ""
        first, last = differing[0], differing[-1] + 1
        parts = [str(Control.move_to(x + first, y))]
        current: Ink | None = None
        for letter, ink in now[first:last]:
            if ink is not current:
                parts += (self._code(current)[1] if current is not None else "", self._code(ink)[0])
                current = ink
            parts.append(letter)
        parts.append(self._code(current)[1] if current is not None else "")
        return "".join(parts)

    def _code(self, ink: Ink) -> tuple[str, str]:
        found = self._codes.get(ink)
        if found is None:
            strip = self._strip([("x", ink)])
            for each in self.get_line_filters():
                strip = strip.apply_filter(each, self.background_colors[1])
            before, _, after = strip.render(self.app.console).partition("x")
            found = self._codes[ink] = (before, after)
        return found

    def _strip(self, row: list[Run]) -> Strip:
        plain = self.rich_style
        return Strip([Segment(text, plain + self.style_of(_STYLE_OF[ink]) if ink else plain) for text, ink in row])


def _cells(row: list[Run]) -> list[tuple[str, Ink]]:
    """Return what stands in each cell; the ink of a blank means nothing."""
    return [(letter, Ink.NONE if letter == " " else ink) for text, ink in row for letter in text]


def _make_room(kept: dict[_Key, _Value]) -> None:
    if len(kept) >= _MOST_KEPT:
        del kept[next(iter(kept))]
