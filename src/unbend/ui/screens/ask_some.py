"""Any number of things out of a list, in a box."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.widgets import Static

from unbend.ui.base import UnbendBox, UnbendScreen
from unbend.ui.widgets.checks import Checks
from unbend.ui.widgets.line import Line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult

    from unbend.setting_kinds import Choices


class AskSome(UnbendBox[tuple[str, ...] | None]):
    """Its result is the words chosen, in the order of the choices, or None for Esc."""

    CSS_PATH = "../settings.tcss"
    VERTICAL_BREAKPOINTS = UnbendScreen.VERTICAL_BREAKPOINTS
    BINDINGS: ClassVar = [("enter", "take"), ("escape", "leave")]

    def __init__(self, title: str, text: str, choices: Choices, chosen: Iterable[str]) -> None:
        """Ask which of `choices`, words with their labels; those in `chosen` are ticked to begin with."""
        super().__init__()
        self._title = title
        self.tell_briefly(title)
        self._text = text
        self._choices = choices
        self._chosen = tuple(chosen)

    def parts(self) -> ComposeResult:
        """Yield the box."""
        with Vertical(classes="box"):
            yield Line(self._title, id="question")
            yield Line(self._text, id="text")
            yield Checks(self._choices, self._chosen, id="some")
            yield Static(
                "[b]Space[/b] chooses. [@click=screen.take][b]Enter[/b] takes it[/], "
                "[@click=screen.leave][b]Esc[/b] leaves it[/].",
                id="foot",
            )

    def on_mount(self) -> None:
        """Let the keys go to the list."""
        checks = self.query_one(Checks)
        checks.focus()
        checks.highlighted = 0

    def action_take(self) -> None:
        """Take what is chosen."""
        ticked = self.query_one(Checks).ticked
        self.dismiss(tuple(word for word, _ in self._choices if word in ticked))

    def action_leave(self) -> None:
        """Leave it as it was."""
        self.dismiss(None)
