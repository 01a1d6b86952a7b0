"""Where lines go. A reader that has gone is noticed, not raised: the session has to be closed in order first."""

from __future__ import annotations

import os
import shutil
import textwrap
import threading
from typing import IO

from unbend.session.window_title import WindowTitle

_NARROWEST = 20


def is_a_screen(stdin: IO[str] | None, stdout: IO[str] | None) -> bool:
    """Return whether a person sits at a terminal that can show more than lines."""
    has_terminal = stdin is not None and stdout is not None and stdin.isatty() and stdout.isatty()
    kind = os.environ.get("TERM") or ("windows" if os.name == "nt" else "dumb")
    return has_terminal and kind not in ("dumb", "unknown")


class Output:
    """Writes lines to a stream, each at once."""

    def __init__(self, stream: IO[str] | None) -> None:
        self._stream = stream
        self._lock = threading.Lock()  # the bell is rung from the sound's own thread
        self.is_gone = stream is None
        """Whether nobody can read any more: a closed pipe, a terminal that went away."""
        self._title = WindowTitle()

    def say(self, line: str) -> None:
        """Write `line`."""
        if self._stream is not None:
            self._write(f"{self._wrapped(line)}\n")

    def ring(self) -> None:
        """Ring the terminal's bell, if the stream is a terminal."""
        if self.is_terminal:
            self._write("\a")

    def entitle(self, title: str | None) -> None:
        """Give the terminal's window the title `title`, or with None the one it had before."""
        self.tell_terminal(self._title.change(title))

    def tell_terminal(self, sequence: str) -> None:
        """Write `sequence`, which is for the terminal itself and shows nothing, if the stream is one."""
        if sequence and self.is_terminal:
            self._write(sequence)

    @property
    def is_terminal(self) -> bool:
        """Whether the lines go to a terminal, which has a width and a bell."""
        is_open = self._stream is not None and not self.is_gone and not self._stream.closed
        return is_open and self._stream is not None and self._stream.isatty()

    def _write(self, text: str) -> None:
        if self._stream is None or self.is_gone:
            return
        try:
            with self._lock:
                self._stream.write(text)
                self._stream.flush()
        except (OSError, ValueError):
            self.is_gone = True

    def _wrapped(self, line: str) -> str:
        """Return `line` broken between words where a terminal would break within them."""
        if not self.is_terminal:
            return line
        indent = " " * (len(line) - len(line.lstrip()) + 2)
        columns = max(shutil.get_terminal_size().columns - 1, _NARROWEST)
        return textwrap.fill(line, columns, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
