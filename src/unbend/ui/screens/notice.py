"""The notice at the first run, and the texts that hold a day: each a page to be read, with its answers below."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll

from unbend.ui.base import UnbendScreen
from unbend.ui.widgets.choices import Choices
from unbend.ui.widgets.line import Line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual import events
    from textual.app import ComposeResult


class PageScreen(UnbendScreen[str | None]):
    """A title, paragraphs and answers; its result is the id of the answer."""

    CSS_PATH = "../session.tcss"
    BINDINGS: ClassVar = [("question_mark", "app.help")]

    def __init__(self, title: str, paragraphs: Sequence[str], answers: Mapping[str, str]) -> None:
        super().__init__()
        self._title = title
        self._paragraphs = paragraphs
        self._answers = [(answer, str(number), words) for number, (answer, words) in enumerate(answers.items(), 1)]

    def parts(self) -> ComposeResult:
        """Yield the page and the answers."""
        yield Line(self._title, id="question")
        with VerticalScroll(id="paragraphs", can_focus=False):
            for paragraph in self._paragraphs:
                yield Line(paragraph).add_class("paragraph")
        yield Choices(id="choices")
        yield Line("A number, or Enter for what is marked.", id="foot")

    def on_mount(self) -> None:
        """Show the answers."""
        self.query_one(Choices).offer(self._answers, marked=0)

    def on_key(self, event: events.Key) -> None:
        """Take a key as an answer."""
        choices = self.query_one(Choices)
        scroll = self.query_one("#paragraphs", VerticalScroll)
        if event.key in ("up", "down"):
            choices.move(1 if event.key == "down" else -1)
        elif event.key in ("pagedown", "pageup"):
            scroll.scroll_page_down(animate=False) if event.key == "pagedown" else scroll.scroll_page_up(animate=False)
        elif event.key == "enter":
            self.dismiss(choices.marked)
        elif (answer := choices.of_key((event.character or "").lower())) is not None:
            self.dismiss(answer)
        else:
            return
        event.stop()

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """Take a click as an answer."""
        self.dismiss(event.answer)
