"""The coloured band: the kind of moment as a sign and a word, and at its right where in the step one stands."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from unbend.ui.looks import Look
from unbend.ui.widgets.clock import LOOK_CLASSES
from unbend.ui.widgets.painted import Painted


class Band(Painted):
    """One row in the colour of the moment; without colours it is reversed."""

    COMPONENT_CLASSES: ClassVar[set[str]] = LOOK_CLASSES

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's name for it
        super().__init__(id=id)
        self._shown = ("", "", Look.READY)

    def show(self, word: str, where: str, look: Look) -> None:
        """Show `word` at the left and `where` at the right, in the colour of `look`."""
        if (word, where, look) != self._shown:
            self._shown = (word, where, look)
            self.repaint()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002  # one row
        """Return the row; where there is no room for both, the word stays."""
        word, where, look = self._shown
        width = self.size.width
        style = self.style_of(f"look--{look}")
        if self.app.no_color:
            style += Style(reverse=True)
        word = f"  {word}  "[:width]
        room = width - len(word)
        where = f"{where}  " if len(where) + 2 <= room else where[:room]
        return Strip([Segment(word, style + Style(bold=True)), Segment(where.rjust(room), style)], width)
