"""What is asked of a work clock from another thread, handed over to the loop that alone may touch it."""

from __future__ import annotations

import socket
import threading
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Self

from unbend.breaks.events import CommandIgnored
from unbend.breaks.words import sentence
from unbend.errors import OrderRefused

if TYPE_CHECKING:
    from unbend.breaks.commands import Command
    from unbend.work.runner import WorkRunner

ANSWER_S = 2.0
"""How long somebody waits for the loop, which may be asking the person something."""
NO_ANSWER = "the work clock is busy and did not take it; try again"
ENDED = "the work clock has ended"
NOTHING_NEW = "Nothing changed."
_MOST_WAKES = 1024


class _Asked:
    """One command, and what was said of it."""

    def __init__(self, command: Command) -> None:
        self.command = command
        self.said = ""
        self.refused = ""
        """Why it was not done, as a clause."""
        self.is_answered = threading.Event()


class Inbox:
    """Commands on their way to the loop. The loop selects on `fileno`, beside the keys, and calls `serve`."""

    def __init__(self) -> None:
        self._waiting: deque[_Asked] = deque()
        self._lock = threading.Lock()
        self._read, self._write = socket.socketpair()  # which can be waited for on every system, as a pipe cannot
        self._read.settimeout(0)
        self._write.settimeout(0)
        self._is_closed = False

    def fileno(self) -> int:
        """Return what becomes readable as soon as something is asked."""
        return self._read.fileno()

    def ask(self, command: Command) -> str:
        """Hand `command` to the loop and return what was said of it; for any thread but the loop's own.

        What the loop has not taken within two seconds is taken back, so that nothing happens after it was said that
        nothing did. Raises `OrderRefused` for that, and where the command does not fit the moment.
        """
        asked = _Asked(command)
        with self._lock:
            if self._is_closed:
                raise OrderRefused(ENDED)
            self._waiting.append(asked)
            with suppress(BlockingIOError):  # full of wakes: the loop wakes in any case
                self._write.send(b"!")
        if not asked.is_answered.wait(ANSWER_S):
            with self._lock:
                if asked in self._waiting:
                    self._waiting.remove(asked)
                    raise OrderRefused(NO_ANSWER)
            asked.is_answered.wait()  # taken in that very moment
        if asked.refused:
            raise OrderRefused(asked.refused)
        return asked.said or NOTHING_NEW

    def serve(self, runner: WorkRunner) -> None:
        """Do what was asked, in the loop's own thread."""
        with suppress(BlockingIOError):
            self._read.recv(_MOST_WAKES)
        while (asked := self._next()) is not None:
            try:
                events = runner.send(asked.command)
                asked.said = " ".join(sentence(event, runner.state.clock) for event in events)
                why = [event.reason for event in events if isinstance(event, CommandIgnored)]
                asked.refused = f"not now: {why[0]}" if why else ""
            finally:
                asked.is_answered.set()

    def _next(self) -> _Asked | None:
        with self._lock:
            return self._waiting.popleft() if self._waiting else None

    def close(self) -> None:
        """Answer whoever still waits, and take nothing more."""
        with self._lock:
            self._is_closed = True
            left = [*self._waiting]
            self._waiting.clear()
            self._read.close()
            self._write.close()
        for asked in left:
            asked.refused = ENDED
            asked.is_answered.set()

    def __enter__(self) -> Self:
        """Return the inbox itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()
