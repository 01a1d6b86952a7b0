"""One question about the strength of pain, 0 to 10, in a box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical, VerticalScroll

from unbend.ui.base import UnbendBox
from unbend.ui.widgets.line import Line
from unbend.ui.widgets.scale import Scale, nrs_of

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

LEFT = -1
"""The result where the person would rather not begin at all."""


class AskScale(UnbendBox[int | None]):
    """Its result is the number, None where it was skipped, and `LEFT` for Esc."""

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._title = title
        self.tell_briefly(title)
        self._text = text

    def parts(self) -> ComposeResult:
        """Yield the box."""
        with Vertical(classes="box"):
            yield Line(self._title, id="question")
            with VerticalScroll(id="told", can_focus=False):
                yield Line(self._text, id="text", yields=True)
            yield Scale(id="scale")
            yield Line("A number, t for ten. Enter skips, Esc goes back.", id="foot")

    def on_key(self, event: events.Key) -> None:
        """Take a key as an answer."""
        scale = self.query_one(Scale)
        nrs = nrs_of((event.character or "").lower())
        if nrs is not None:
            self.dismiss(nrs)
        elif event.key in ("left", "right", "up", "down"):
            scale.move(1 if event.key in ("right", "down") else -1)
        elif event.key in ("pageup", "pagedown"):
            told = self.query_one("#told")
            (told.scroll_page_down if event.key == "pagedown" else told.scroll_page_up)(animate=False)
        elif event.key == "enter":
            self.dismiss(scale.marked)
        elif event.key == "escape":
            self.dismiss(LEFT)
        else:
            return
        event.stop()

    def on_scale_chosen(self, event: Scale.Chosen) -> None:
        """Take a click as an answer."""
        self.dismiss(event.nrs)
