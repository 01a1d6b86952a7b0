"""How much time there is, in minutes, in a box."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.widgets import Input

from unbend.ui.base import UnbendBox
from unbend.ui.widgets.line import Line

if TYPE_CHECKING:
    from textual.app import ComposeResult

MOST_MINUTES = 240


class AskMinutes(UnbendBox[int | None]):
    """Its result is the number of minutes, or None for Esc."""

    BINDINGS: ClassVar = [("escape", "leave")]

    def __init__(self, title: str, now: str) -> None:
        """Ask about the routine `title`, which now takes `now`."""
        super().__init__()
        self._title = title
        self.tell_briefly(f"How many minutes do you have for {title}?")
        self._now = now

    def parts(self) -> ComposeResult:
        """Yield the box."""
        with Vertical(classes="box"):
            yield Line(f"How many minutes do you have for {self._title}?", id="question")
            yield Line(f"As written it takes {self._now}.", id="text")
            yield Input(type="integer", max_length=3, id="minutes")
            yield Line("Enter takes it, Esc leaves it as it is.", id="foot")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the number, if it is one that can be meant."""
        minutes = int(event.value) if event.value.isdecimal() else 0
        if 1 <= minutes <= MOST_MINUTES:
            self.dismiss(minutes)
        else:
            self.query_one("#text", Line).show(f"A whole number of minutes, 1 to {MOST_MINUTES}.")

    def action_leave(self) -> None:
        """Leave it as it is."""
        self.dismiss(None)
