"""The line at the bottom: what the keys do here, each to be clicked as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from unbend.ui.keys import bottom_line

if TYPE_CHECKING:
    from unbend.ui.keys import Place

_GAP = "   "


class KeyRow(Widget):
    """Made from the table of keys; one row."""

    def __init__(self, place: Place) -> None:
        super().__init__(id="keys")
        self._place = place
        self._is_paused = False

    def show(self, *, is_paused: bool) -> None:
        """Say what Space does now."""
        if is_paused is not self._is_paused:
            self._is_paused = is_paused
            self.refresh()

    def render(self) -> Content:
        """Return what there is room for; the help, which has the rest, always has it."""
        entries = bottom_line(self._place, is_paused=self._is_paused)
        room = self.content_size.width
        while len(entries) > 1 and _width(entries) > room:
            del entries[-2]
        return Content(_GAP).join(_entry(key, word, action) for key, word, action in entries)


def _width(entries: list[tuple[str, str, str]]) -> int:
    return sum(len(key) + 1 + len(word) for key, word, _ in entries) + len(_GAP) * (len(entries) - 1)


def _entry(key: str, word: str, action: str) -> Content:
    link = f"[@click={action}]" if action else ""
    return Content.from_markup(f"{link}[b]$key[/b] $word{'[/]' if action else ''}", key=key, word=word)
