"""The red button: the widest thing on the screen, never scrolled away, reached by key and by mouse alike."""

from __future__ import annotations

from textual.message import Message
from textual.widgets import Static

_TEXT = "p   SOMETHING HURTS: STOP"


class PainButton(Static):
    """Says that something hurts."""

    class Pressed(Message):
        """The button was clicked."""

    def __init__(self) -> None:
        super().__init__(_TEXT, id="pain-button")

    def on_resize(self) -> None:
        """Fill the row: without colours the button is as wide as its text."""
        self.update(_TEXT.center(self.size.width), layout=False)

    def on_mouse_down(self) -> None:
        """Take the press itself, not the release: a hand in pain may slip off."""
        self.post_message(self.Pressed())
