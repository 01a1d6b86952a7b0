"""The numeric rating scale, 0 to 10, to be answered with a key, the arrows or the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

if TYPE_CHECKING:
    from rich.style import Style
    from textual import events

_CELL = 5
_MOST = 10


class Scale(Widget):
    """Eleven numbers in a row; `marked` is the one Enter takes, None before anything is marked."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"scale--marked", "scale--end"}

    class Chosen(Message):
        """A number was chosen with the mouse."""

        def __init__(self, nrs: int) -> None:
            super().__init__()
            self.nrs = nrs

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's name for it
        super().__init__(id=id)
        self.marked: int | None = None

    def mark(self, nrs: int | None) -> None:
        """Mark `nrs`, or nothing."""
        self.marked = nrs
        self.refresh()

    def move(self, by: int) -> None:
        """Mark the number `by` places on; from nothing, begin at 0."""
        self.mark(0 if self.marked is None else min(max(self.marked + by, 0), _MOST))

    def render_line(self, y: int) -> Strip:
        """Return the numbers, and below them what the ends mean."""
        width, style = self.size.width, self.rich_style
        if y == 0:
            segments = [Segment(self._cell(nrs), self._style(nrs)) for nrs in range(_MOST + 1)]
            return Strip(segments).adjust_cell_length(width, style)
        if y == 1:
            row = "none".ljust(_CELL * _MOST - 16) + "worst you can imagine"
            return Strip([Segment(row, self.get_component_rich_style("scale--end"))]).adjust_cell_length(width, style)
        return Strip.blank(width, style)

    def _cell(self, nrs: int) -> str:
        return f"[{nrs}]".center(_CELL) if nrs == self.marked else str(nrs).center(_CELL)

    def _style(self, nrs: int) -> Style:
        return self.get_component_rich_style("scale--marked") if nrs == self.marked else self.rich_style

    def on_click(self, event: events.Click) -> None:
        """Take a click on a number."""
        place = event.get_content_offset(self)
        if place is not None and place.y == 0 and place.x // _CELL <= _MOST:
            self.post_message(self.Chosen(place.x // _CELL))


def nrs_of(key: str) -> int | None:
    """Return the number that `key` stands for on the scale, `t` for ten; None for any other key."""
    if key == "t":
        return _MOST
    return int(key) if len(key) == 1 and key in "0123456789" else None
