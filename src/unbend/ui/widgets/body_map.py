"""A body seen from behind, to point at where it hurts: with a letter, the arrows or the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.style import Style
    from textual import events

MAP = (
    "       nnnn       ",
    "       nnnn       ",
    " ssssssssssssssss ",
    " aaa uuuuuuuu aaa ",
    " aaa uuuuuuuu aaa ",
    " aaa llllllll aaa ",
    " aaa hhhhhhhh aaa ",
    "     ggg  ggg     ",
    "     ggg  ggg     ",
    "     kkk  kkk     ",
    "     kkk  kkk     ",
)
"""Each cell is the key of the place it belongs to."""
_BETWEEN = 3


class BodyMap(Widget):
    """Places by their keys; `marked` is the one Enter takes, None before anything is marked."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"body--even", "body--odd", "body--marked", "body--here", "body--key"}

    class Chosen(Message):
        """A place was chosen with the mouse."""

        def __init__(self, place: str) -> None:
            super().__init__()
            self.place = place

    def __init__(self, places: Mapping[str, str], *, id: str | None = None) -> None:  # noqa: A002  # Textual's name
        """Show `places`, names by their keys, in the order in which the arrows go through them."""
        super().__init__(id=id)
        self._places = dict(places)
        self.marked: str | None = None

    def mark(self, place: str | None) -> None:
        """Mark `place`, or nothing."""
        self.marked = place
        self.refresh()

    def move(self, by: int) -> None:
        """Mark the place `by` further in the list; from nothing, begin with the first."""
        keys = list(self._places)
        at = keys.index(self.marked) + by if self.marked in keys else 0
        self.mark(keys[min(max(at, 0), len(keys) - 1)])

    def render_line(self, y: int) -> Strip:
        """Return row `y`: the body, then the place of that row by name."""
        style = self.rich_style
        segments = []
        if y < len(MAP):
            row = MAP[y]
            for x, key in enumerate(row):
                is_letter = key != " " and self._letter_at(key) == (x, y)
                segments.append(
                    Segment(key if is_letter else self._cell(key), self._style_of(key, is_letter=is_letter))
                )
        else:
            segments.append(Segment(" " * len(MAP[0]), style))
        keys = list(self._places)
        if y < len(keys):
            key = keys[y]
            is_marked = key == self.marked
            sign = ">" if is_marked else " "
            text_style = self.get_component_rich_style("body--marked") if is_marked else style
            segments.append(Segment(" " * _BETWEEN + f"{sign} {key}  {self._places[key]} ", text_style))
        return Strip(segments).adjust_cell_length(self.size.width, style)

    def place_at(self, x: int, y: int) -> str | None:
        """Return the key of the place drawn or named at a cell, or None."""
        if 0 <= y < len(MAP) and 0 <= x < len(MAP[y]):
            return MAP[y][x].strip() or None
        keys = list(self._places)
        return keys[y] if x >= len(MAP[0]) and 0 <= y < len(keys) else None

    def on_click(self, event: events.Click) -> None:
        """Take a click on a place or its name."""
        at = event.get_content_offset(self)
        place = None if at is None else self.place_at(at.x, at.y)
        if place is not None:
            self.post_message(self.Chosen(place))

    def _cell(self, key: str) -> str:
        if key == " ":
            return " "
        return "█" if key == self.marked else "▒"

    def _style_of(self, key: str, *, is_letter: bool) -> Style:
        if key == " ":
            return self.rich_style
        if key == self.marked:
            return self.get_component_rich_style("body--marked" if is_letter else "body--here")
        if is_letter:
            return self.get_component_rich_style("body--key")
        is_even = list(self._places).index(key) % 2 == 0
        return self.get_component_rich_style("body--even" if is_even else "body--odd")

    def _letter_at(self, key: str) -> tuple[int, int]:
        """Return the cell in which a place shows its letter: the middle of its first stretch."""
        rows = [y for y, row in enumerate(MAP) if key in row]
        y = rows[len(rows) // 2]
        start = MAP[y].index(key)
        length = len(MAP[y][start:]) - len(MAP[y][start:].lstrip(key))
        return start + length // 2, y
