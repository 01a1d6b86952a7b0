"""Bars of one row: how far the moment is, how full the lungs are, and where in the routine one stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.strip import Strip

from unbend.ui.face import Mark
from unbend.ui.looks import Look
from unbend.ui.widgets.clock import LOOK_CLASSES
from unbend.ui.widgets.painted import Painted

if TYPE_CHECKING:
    from collections.abc import Sequence

_FULL = 1000
_PIECES = {Mark.DONE: "━", Mark.NOW: "━", Mark.TO_COME: "─", Mark.SKIPPED: "┄"}
_ENDS = {Mark.DONE: "━", Mark.NOW: "╸", Mark.TO_COME: "─", Mark.SKIPPED: "┄"}


class Bar(Painted):
    """A bar that fills from the left, or swells from the middle and shrinks again with the breath."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {*LOOK_CLASSES, "bar--track"}

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's name for it
        super().__init__(id=id)
        self._filled = 0
        self._breath: int | None = None
        self._look = Look.READY

    def show(self, filled: int, breath: int | None, look: Look) -> None:
        """Show `filled` thousandths, or where `breath` is given, lungs that full, in the colour of `look`."""
        before = (self._cells(), self._look)
        self._filled, self._breath, self._look = filled, breath, look
        if (self._cells(), self._look) != before:
            self.repaint()

    def _cells(self) -> tuple[int, bool]:
        """Return how many cells are full, and whether they swell."""
        if self._breath is None:
            return self.size.width * self._filled // _FULL, False
        return max(self.size.width * self._breath // _FULL, 1), True

    def render_line(self, y: int) -> Strip:
        """Return row `y`, the same for all: a breath is as many rows high as the bar."""
        width, style = self.size.width, self.style_of(f"look--{self._look}")
        track = self.style_of("bar--track")
        if self._breath is None:
            if y != self.size.height // 2:
                return Strip.blank(width, style)
            cells = self._cells()[0]
            return Strip([Segment("━" * cells, style), Segment("─" * (width - cells), track)], width)
        cells = self._cells()[0]
        before = (width - cells) // 2
        after = width - cells - before
        return Strip(
            [Segment("·" * before, track), Segment("█" * cells, style), Segment("·" * after, track)],
            width,
        )


class StepRow(Painted):
    """The steps of the routine as a row: done, skipped, now, to come; each differs in its line, not only in colour."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"step--done", "step--now", "step--to-come", "step--skipped"}

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's name for it
        super().__init__(id=id)
        self._marks: tuple[Mark, ...] = ()

    def show(self, marks: tuple[Mark, ...]) -> None:
        """Show one piece for each of `marks`."""
        if marks != self._marks:
            self._marks = marks
            self.repaint()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002  # one row
        """Return the row."""
        width = self.size.width
        segments = []
        for mark, cells, has_gap in pieces(self._marks, width):
            style = self.style_of(f"step--{mark}")
            text = _PIECES[mark] * (cells - 1) + _ENDS[mark]
            segments.append(Segment(text, style))
            if has_gap:
                segments.append(Segment(" ", self.rich_style))
        return Strip(segments).adjust_cell_length(width, self.rich_style)


def pieces(marks: Sequence[Mark], width: int) -> list[tuple[Mark, int, bool]]:
    """Return for each of `marks` how many cells of `width` it takes, and whether a gap follows.

    With more steps than there is room for, neighbours share a cell; the one that is now wins its cell.
    """
    if not marks or width <= 0:
        return []
    if len(marks) * 2 > width:
        cells = [marks[number * len(marks) // width] for number in range(width)]
        cells[marks.index(Mark.NOW) * width // len(marks) if Mark.NOW in marks else 0] = (
            Mark.NOW if Mark.NOW in marks else cells[0]
        )
        return [(mark, 1, False) for mark in cells]
    edges = [number * (width + 1) // len(marks) for number in range(len(marks) + 1)]
    last = len(marks) - 1
    return [(mark, edges[n + 1] - edges[n] - 1, n < last) for n, mark in enumerate(marks)]
