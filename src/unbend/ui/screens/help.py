"""Every key, from the one table."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.table import Table
from rich.text import Text
from textual.containers import VerticalScroll
from textual.widgets import Static

from unbend.pain import words
from unbend.ui.base import UnbendScreen
from unbend.ui.keys import KEYS, Place, shown_all

if TYPE_CHECKING:
    from textual.app import ComposeResult

_WIDTH = 13
"""Cells for the keys of a place, unless one of its rows has more of them."""


class HelpScreen(UnbendScreen[None]):
    """All keys by place; the place one comes from stands first."""

    CSS_PATH = "../session.tcss"
    BINDINGS: ClassVar = [("escape,q,question_mark,f1,enter", "app.pop_screen"), ("r,R", "app.safety")]

    def __init__(self, place: Place | None) -> None:
        super().__init__()
        self._place = place

    def parts(self) -> ComposeResult:
        """Yield the table."""
        first = [self._place] if self._place is not None else []
        rest = [place for place in KEYS if place not in first and place is not Place.EVERYWHERE]
        with VerticalScroll(id="keys-table"):
            for place in (*first, Place.EVERYWHERE, *rest):
                yield Static(place.value, classes="heading", markup=False)
                yield Static(_table(place))
            yield Static(words.NOTICE, classes="heading", markup=False)
        yield Static("Esc goes back. Arrow keys scroll. r: the safety pages.", id="foot", markup=False)


def _table(place: Place) -> Table:
    """Return the rows of `place`; what a key does goes on below itself where it is too long for the window."""
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(style="bold", no_wrap=True, min_width=_WIDTH)
    table.add_column()
    for key in KEYS[place]:
        table.add_row(Text(shown_all(key)), Text(key.meaning))
    return table
