"""Every key, from the one table."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from unbend.pain import words
from unbend.ui.base import UnbendScreen
from unbend.ui.keys import KEYS, Place, shown_all

if TYPE_CHECKING:
    from textual.app import ComposeResult

_WIDTH = 14


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
                yield Static(_rows(place))
            yield Static(words.NOTICE, classes="heading", markup=False)
        yield Static("Esc goes back. Arrow keys scroll. r shows the safety pages.", id="foot", markup=False)


def _rows(place: Place) -> Content:
    rows = [
        Content.from_markup("[b]$keys[/b]$meaning", keys=shown_all(key).ljust(_WIDTH), meaning=key.meaning)
        for key in KEYS[place]
    ]
    return Content("\n").join(rows)
