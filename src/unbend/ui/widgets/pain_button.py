"""The red button: the widest thing on the screen, never scrolled away, reached by key and by mouse alike."""

from __future__ import annotations

from textual.message import Message
from textual.widgets import Static


class PainButton(Static):
    """Says that something hurts."""

    class Pressed(Message):
        """The button was clicked."""

    def __init__(self) -> None:
        super().__init__("p   SOMETHING HURTS: STOP", id="pain-button")

    def on_mouse_down(self) -> None:
        """Take the press itself, not the release: a hand in pain may slip off."""
        self.post_message(self.Pressed())
