"""The least a Textual app is that waits: digits, and nothing to do. The idle work clock is measured beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App
from textual.widgets import Digits

if TYPE_CHECKING:
    from textual.app import ComposeResult


class Sleeping(App[None]):
    """Shows a time, and sleeps."""

    def compose(self) -> ComposeResult:
        """Yield the digits."""
        yield Digits("20:00")


if __name__ == "__main__":
    Sleeping().run()
