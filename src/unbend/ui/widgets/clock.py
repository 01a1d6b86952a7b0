"""The big digits: what is left of the moment, readable from across the room; beside them a sign and the time in all.

Draws itself line by line and asks for a repaint only of what has changed; its colours are component styles, so that
another kind of moment restyles nothing. That is what keeps a running session, and the picture of a pause, cheap
(benchmarks/README.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.strip import Strip

from unbend.ui.digits import big
from unbend.ui.looks import Look
from unbend.ui.widgets.painted import Painted

if TYPE_CHECKING:
    from rich.style import Style

_ASIDE = 14
"""Cells at the right for the sign and the time."""

LOOK_CLASSES = {f"look--{look}" for look in Look}
"""A component style for each look, for the widgets that draw in its colour."""


class Clock(Painted):
    """Shows a short text of digits as large as its region allows."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {*LOOK_CLASSES, "clock--last", "clock--left"}

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's name for it
        super().__init__(id=id)
        self._digits = ""
        self._is_last = False
        self._look = Look.READY
        self._left = ""
        self._twin = ""
        self._rows: list[str] = []
        self._rows_for: tuple[str, int, int] | None = None

    def show(self, digits: str, left: str, look: Look, *, is_last: bool) -> None:
        """Show `digits` in the colour of `look`, and `left` beside them; with `is_last` the digits stand out."""
        if (digits, left, look, is_last) != (self._digits, self._left, self._look, self._is_last):
            self._digits, self._left, self._look, self._is_last = digits, left, look, is_last
            self.repaint()

    def show_twin(self, sign: str) -> None:
        """Show `sign` beside the sound that is heard now."""
        if sign != self._twin:
            self._twin = sign
            self.repaint()

    def render_line(self, y: int) -> Strip:
        """Return row `y`; the digits stand in the middle of the height."""
        width, height = self.size
        room = max(width - _ASIDE, 0)
        look = self.style_of(f"look--{self._look}")
        rows = self._fitted(room, height)
        place = y - (height - len(rows)) // 2
        text = rows[place] if 0 <= place < len(rows) else ""
        digits = self.style_of("clock--last") if self._is_last else look
        aside, style = self._aside(y, height, look)
        return Strip([Segment(text[:room].ljust(room), digits), Segment(aside, style)], width)

    def _aside(self, y: int, height: int, look: Style) -> tuple[str, Style]:
        """Return what stands at the right of row `y`: the sign at the top, the time at the bottom."""
        width = min(_ASIDE, self.size.width)
        if y == 0:
            return f" {self._twin}"[:width].rjust(width), look
        is_time = y == height - 1
        return (self._left[:width] if is_time else "").rjust(width), self.style_of("clock--left")

    def _fitted(self, width: int, height: int) -> list[str]:
        wanted = (self._digits, width, height)
        if wanted != self._rows_for:
            self._rows_for = wanted
            self._rows = big(self._digits, width, height)
        return self._rows
