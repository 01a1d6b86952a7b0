"""The big digits: what is left of the moment, readable from across the room.

Draws itself line by line and asks for a repaint only when what it shows has changed, which is what keeps a running
session at a fraction of the cost of stock widgets (benchmarks/README.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from unbend.ui.digits import big

if TYPE_CHECKING:
    from rich.style import Style


class Clock(Widget):
    """Shows a short text of digits as large as its region allows."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's name for it
        super().__init__(id=id)
        self._digits = ""
        self._rows: list[str] = []
        self._rows_for: tuple[str, int, int] | None = None

    def show(self, digits: str, *, is_last: bool) -> None:
        """Show `digits`; with `is_last` they stand out, as the last seconds do."""
        self.set_class(is_last, "-last")
        if digits != self._digits:
            self._digits = digits
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return row `y`; the digits stand in the middle of the height."""
        width, height = self.size
        style = self.rich_style
        rows = self._fitted(width, height)
        place = y - (height - len(rows)) // 2
        if not 0 <= place < len(rows):
            return Strip.blank(width, style)
        return _row(rows[place], width, style)

    def _fitted(self, width: int, height: int) -> list[str]:
        wanted = (self._digits, width, height)
        if wanted != self._rows_for:
            self._rows_for = wanted
            self._rows = big(self._digits, width, height)
        return self._rows


def _row(text: str, width: int, style: Style) -> Strip:
    return Strip([Segment(text[:width].ljust(width), style)], width)
