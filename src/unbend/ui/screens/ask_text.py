"""A short text, in a box: a number to call, a time of day."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.widgets import Input

from unbend.setting_kinds import CannotBeRead
from unbend.ui.base import UnbendBox, UnbendScreen
from unbend.ui.widgets.line import Line

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult


class AskText(UnbendBox[str | None]):
    """Its result is the text as `read` returns it, or None for Esc; empty is a text too."""

    CSS_PATH = "../settings.tcss"
    VERTICAL_BREAKPOINTS = UnbendScreen.VERTICAL_BREAKPOINTS
    BINDINGS: ClassVar = [("escape", "leave")]

    def __init__(self, title: str, text: str, value: str, read: Callable[[object], str]) -> None:
        """Ask for `title`, with `value` to change; `read` raises `CannotBeRead` for what it does not take."""
        super().__init__()
        self._title = title
        self.tell_briefly(title)
        self._text = text
        self._value = value
        self._read = read

    def parts(self) -> ComposeResult:
        """Yield the box."""
        with Vertical(classes="box"):
            yield Line(self._title, id="question")
            yield Line(self._text, id="text")
            yield Input(self._value, id="answer")
            yield Line(id="trouble", yields=True)
            yield Line("Enter takes it, Esc leaves it. Empty: none.", id="foot")

    def on_input_changed(self) -> None:
        """Take back what was said of the text before."""
        self.query_one("#trouble", Line).show("")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the text, if it is one that can be meant."""
        # Quotes belong to the file, where the same words are written; here they come from habit.
        typed = event.value.strip().strip("\"'").strip()
        try:
            value = self._read(typed)
        except CannotBeRead as error:
            self.query_one("#trouble", Line).show(f"Not taken: it {error}.")
        else:
            self.dismiss(value)

    def action_leave(self) -> None:
        """Leave it as it was."""
        self.dismiss(None)
