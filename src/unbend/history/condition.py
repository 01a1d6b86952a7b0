"""Whether a history can be read, looked at without changing it or leaving anything beside it.

Not through the store, which makes what is missing and migrates what is old.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from unbend.errors import HistoryUnavailable

if TYPE_CHECKING:
    from pathlib import Path

_WAIT_S = 1.0


@dataclass(frozen=True, slots=True)
class Condition:
    """What was found."""

    size_bytes: int
    """With what has not been moved into the main file yet."""
    sessions: int
    """How many there are."""


def condition(file: Path) -> Condition:
    """Return the condition of the history at `file`, which is there.

    Raises `HistoryUnavailable`, with what is wrong, where it cannot be read or is damaged.
    """
    try:
        beside = [file.with_name(f"{file.name}{ending}") for ending in ("-wal", "-shm")]
        size = sum(path.stat().st_size for path in (file, *beside[:1]) if path.exists())
        # SQLite makes the file of shared memory where it is missing, unless told that nothing changes meanwhile.
        is_open = all(path.exists() for path in beside)
        uri = f"{file.absolute().as_uri()}?mode=ro{'' if is_open else '&immutable=1'}"
        with closing(sqlite3.connect(uri, uri=True, timeout=_WAIT_S)) as connection:
            ((verdict,), *_) = connection.execute("PRAGMA quick_check(1)").fetchall()
            ((sessions,),) = connection.execute("SELECT COUNT(*) FROM sessions").fetchall()
    except OSError as error:
        msg = f"it cannot be read: {error.strerror}"
        raise HistoryUnavailable(msg) from error
    except sqlite3.Error as error:
        msg = f"it cannot be read: {error}"
        raise HistoryUnavailable(msg) from error
    if verdict != "ok":
        msg = f"it is damaged: {verdict}"
        raise HistoryUnavailable(msg)
    return Condition(size, sessions)
