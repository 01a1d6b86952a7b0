"""The least a countdown in stock Textual is: digits and a progress bar, once a second. Unbend is measured beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App
from textual.widgets import Digits, ProgressBar

if TYPE_CHECKING:
    from textual.app import ComposeResult

LENGTH_S = 600


class Minimal(App[None]):
    """Counts ten minutes down; Space pauses."""

    BINDINGS = [("space", "pause", "Pause")]  # noqa: RUF012  # as Textual's own examples write it

    def compose(self) -> ComposeResult:
        """Yield the two."""
        yield Digits()
        yield ProgressBar(LENGTH_S, show_eta=False)

    def on_mount(self) -> None:
        """Begin."""
        self.left_s = LENGTH_S
        self.show()
        self.ticks = self.set_interval(1, self.tick)
        self.is_paused = False

    def tick(self) -> None:
        """Count one second."""
        self.left_s -= 1
        self.show()

    def show(self) -> None:
        """Show what is left."""
        self.query_one(Digits).update(f"{self.left_s // 60}:{self.left_s % 60:02}")
        self.query_one(ProgressBar).update(progress=LENGTH_S - self.left_s)

    def action_pause(self) -> None:
        """Pause, or go on."""
        self.is_paused = not self.is_paused
        if self.is_paused:
            self.ticks.pause()
            self.query_one(Digits).update("-:--")
        else:
            self.ticks.resume()
            self.show()


if __name__ == "__main__":
    Minimal().run()
