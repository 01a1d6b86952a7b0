"""Whether what is said goes to the system's log, which puts a time before each line by itself."""

from __future__ import annotations

import os
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_VARIABLE = "JOURNAL_STREAM"


def goes_to_the_journal(stream: IO[str] | None, environment: Mapping[str, str] = os.environ) -> bool:
    """Return whether `stream` is the one that systemd connected to its journal.

    The variable alone says nothing: whatever a service starts inherits it, such as the shells of a terminal. It names
    the stream by its device and inode, to be compared (systemd.exec(5), "JOURNAL_STREAM").
    """
    named = environment.get(_VARIABLE)
    if not named or stream is None:
        return False
    try:
        found = os.fstat(stream.fileno())
    except (OSError, ValueError):  # one that is closed, or is no file of the system
        return False
    return named == f"{found.st_dev}:{found.st_ino}"
