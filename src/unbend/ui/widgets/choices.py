"""A list of answers, each with the key that gives it; led by its screen, so that no key waits for the focus to move."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

if TYPE_CHECKING:
    from collections.abc import Sequence


class Choices(OptionList, can_focus=False):
    """Answers to choose from; `marked` says which one Enter takes, if any."""

    class Chosen(Message):
        """An answer was chosen with the mouse."""

        def __init__(self, answer: str) -> None:
            super().__init__()
            self.answer = answer

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's name for it
        super().__init__(id=id)
        self._answers: list[tuple[str, str]] = []

    def offer(self, answers: Sequence[tuple[str, str, str]], *, marked: int | None = None) -> None:
        """Show `answers`, each an id, its key and its words; Enter takes number `marked`, or is the screen's own."""
        self._answers = [(answer, key) for answer, key, _ in answers]
        self.clear_options()
        self.add_options(
            Option(Content.from_markup("[b]$key[/b]  $text", key=key, text=text)) for _, key, text in answers
        )
        self.highlighted = marked

    @property
    def marked(self) -> str | None:
        """The answer that is marked, or None."""
        return None if self.highlighted is None else self._answers[self.highlighted][0]

    def of_key(self, key: str) -> str | None:
        """Return the answer that `key` gives, or None."""
        return next((answer for answer, its_key in self._answers if its_key == key), None)

    def move(self, by: int) -> None:
        """Mark the next answer or the one before."""
        if by > 0:
            self.action_cursor_down()
        else:
            self.action_cursor_up()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take a click."""
        event.stop()
        self.post_message(self.Chosen(self._answers[event.option_index][0]))
