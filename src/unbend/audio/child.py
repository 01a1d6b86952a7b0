"""Starts the processes that make sound; the one place of this package where `subprocess` is used.

A file of its own so that everything else about them can be tested with a child that is only played.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import IO, Protocol


class Child(Protocol):
    """What is used of a child process."""

    @property
    def stdin(self) -> IO[bytes] | None:
        """The end we write to, if it listens."""
        ...

    @property
    def stdout(self) -> IO[bytes] | None:
        """The end we read from, if it talks."""
        ...

    def wait(self) -> int:
        """Wait until it has ended; return its exit code, negative for a signal."""
        ...

    def kill(self) -> None:
        """End it at once; one that has ended already is left in peace."""
        ...


Spawn = Callable[[Sequence[str], bool, Mapping[str, str]], Child]
"""Starts a program with these arguments, with pipes if it talks, and with this added to our environment.

Raises `OSError`.
"""


def spawner(log_fd: int) -> Spawn:
    """Return what starts children whose complaints go to `log_fd`: never to the terminal the screen is drawn on."""

    def spawn(argv: Sequence[str], talks: bool, environment: Mapping[str, str]) -> Child:  # noqa: FBT001 - see Spawn
        pipe = subprocess.PIPE if talks else subprocess.DEVNULL
        return subprocess.Popen(  # noqa: S603 - our own worker, or a player found on the user's own PATH
            list(argv),
            stdin=pipe,
            stdout=pipe,
            stderr=log_fd,
            env={**os.environ, **environment},
            bufsize=0,
            # Ctrl-C goes to the whole foreground group, and is the app's to answer.
            start_new_session=True,
            creationflags=_quiet_flags(),
        )

    return spawn


def _quiet_flags() -> int:
    """Return what Windows needs for the same, and so that no console window appears; 0 elsewhere."""
    if sys.platform == "win32":
        return subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
    return 0
