"""Where lines go. A reader that has gone is noticed, not raised: the session has to be closed in order first."""

from __future__ import annotations

import shutil
import textwrap
from typing import IO

_NARROWEST = 20


class Output:
    """Writes lines to a stream, each at once."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self.is_gone = False
        """Whether nobody can read any more: a closed pipe, a terminal that went away."""

    def say(self, line: str) -> None:
        """Write `line`."""
        if self.is_gone:
            return
        try:
            self._stream.write(f"{self._wrapped(line)}\n")
            self._stream.flush()
        except (OSError, ValueError):
            self.is_gone = True

    def _wrapped(self, line: str) -> str:
        """Return `line` broken between words where a terminal would break within them."""
        if not self._stream.isatty():
            return line
        indent = " " * (len(line) - len(line.lstrip()) + 2)
        columns = max(shutil.get_terminal_size().columns - 1, _NARROWEST)
        return textwrap.fill(line, columns, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)

    def ring(self) -> None:
        """Ring the terminal's bell, if the stream is a terminal."""
        if not self.is_gone and self._stream.isatty():
            self._stream.write("\a")
            self._stream.flush()

    @property
    def can_ring(self) -> bool:
        """Whether there is a terminal to ring."""
        return self._stream.isatty()
