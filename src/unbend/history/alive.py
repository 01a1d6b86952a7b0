"""Whether the process that opened a session still lives, so that a killed one is told from a running one.

The session holds a lock on a file of its own beside the history, and the operating system lets go of it however the
process ends. SQLite takes the lock, because it does so on every system; a process id would say nothing once the number
is used again, and a heartbeat would call a sleeping laptop dead.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class Lifeline:
    """Held for as long as a session is open."""

    def __init__(self, history: Path, session: str) -> None:
        """Take the lock; where that cannot be done the session is told as interrupted until it has ended."""
        self._file = _file(history, session)
        self._connection: sqlite3.Connection | None = None
        try:
            self._connection = sqlite3.connect(self._file, timeout=0, isolation_level=None)
            self._connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error:
            self.let_go()

    def let_go(self) -> None:
        """Release the lock and take the file away."""
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None
        with suppress(OSError):
            self._file.unlink(missing_ok=True)


def is_alive(history: Path, session: str) -> bool:
    """Whether a living process holds the lock of `session`."""
    file = _file(history, session)
    if not file.exists():
        return False
    try:
        connection = sqlite3.connect(file, timeout=0, isolation_level=None)
    except sqlite3.Error:
        return False
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        return "locked" in str(error)
    finally:
        connection.close()
    # Nobody holds it, so nobody needs it; a killed session could not take it away itself.
    file.unlink(missing_ok=True)
    return False


def _file(history: Path, session: str) -> Path:
    return history.with_name(f"{history.name}-session-{session}")
