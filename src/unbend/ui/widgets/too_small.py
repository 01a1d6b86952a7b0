"""What a window says that is too small to show anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

if TYPE_CHECKING:
    from textual.geometry import Size

LEAST_WIDTH, LEAST_HEIGHT = 60, 16


def is_too_small(size: Size) -> bool:
    """Return whether a window of `size` is below the least."""
    return size.width < LEAST_WIDTH or size.height < LEAST_HEIGHT


class TooSmall(Static):
    """Shown in place of a screen below the least size; the keys go on working."""

    def __init__(self, moment: str) -> None:
        super().__init__(id="too-small")
        self._moment = moment

    def on_resize(self) -> None:
        """Say how large the window is."""
        self._tell()

    def show(self, moment: str) -> None:
        """Say besides what a session is at, in a few words."""
        if moment != self._moment:
            self._moment = moment
            if self.display:
                self._tell()

    def _tell(self) -> None:
        width, height = self.app.size
        lines = [f"This window is {width} x {height}; Unbend needs {LEAST_WIDTH} x {LEAST_HEIGHT}."]
        if self._moment:
            lines.insert(0, self._moment)
        self.update("\n".join(lines))
