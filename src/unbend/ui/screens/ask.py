"""One question in a box, with its answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical

from unbend.ui.base import UnbendBox
from unbend.ui.widgets.choices import Choices
from unbend.ui.widgets.line import Line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual import events
    from textual.app import ComposeResult


class Ask(UnbendBox[str | None]):
    """Its result is the id of the answer, or None for Esc."""

    def __init__(
        self, title: str, text: str, answers: Mapping[str, str], *, keys: Mapping[str, str] | None = None
    ) -> None:
        """Ask with `answers`, words by id, the first of them marked; `keys` by id where numbers would not do."""
        super().__init__()
        self._title = title
        self.tell_briefly(title)
        self._text = text
        chosen = keys or {}
        self._answers = [
            (answer, chosen.get(answer, str(number)), words)
            for number, (answer, words) in enumerate(answers.items(), start=1)
        ]

    def parts(self) -> ComposeResult:
        """Yield the box."""
        with Vertical(classes="box"):
            yield Line(self._title, id="question")
            yield Line(self._text, id="text", yields=True)
            yield Choices(id="choices")
            yield Line("Enter takes what is marked, Esc leaves it.", id="foot")

    def on_mount(self) -> None:
        """Show the answers."""
        self.query_one(Choices).offer(self._answers, marked=0)

    def on_key(self, event: events.Key) -> None:
        """Take a key as an answer."""
        choices = self.query_one(Choices)
        if event.key in ("up", "down"):
            choices.move(1 if event.key == "down" else -1)
        elif event.key == "enter":
            self.dismiss(choices.marked)
        elif event.key == "escape":
            self.dismiss(None)
        elif (answer := choices.of_key((event.character or "").lower())) is not None:
            self.dismiss(answer)
        else:
            return
        event.stop()

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """Take a click as an answer."""
        self.dismiss(event.answer)
