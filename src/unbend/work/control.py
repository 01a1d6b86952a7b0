"""The work clock's end of the socket on which other terminals speak to it; theirs is `telling.py`.

Only the user can open the folder of the socket and the socket itself, and where the system tells who is at the other
end, it is asked as well. Which work clock the socket belongs to a lock decides, which the system takes back however the
process ends: what a killed one left behind is replaced, and what a living one holds never.
"""

from __future__ import annotations

import os
import select
import socket
import struct
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Self

from unbend.errors import OrderRefused, UnbendError, WrongUse
from unbend.units import SECOND
from unbend.work.json_line import ANSWER_MS, HAS_SOCKETS, NOT_HERE, VERSION, encoded, line_from, read
from unbend.work.orders import order
from unbend.work.socket_folder import NotPrivate, make_private

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from unbend.breaks.commands import Command
    from unbend.units import Ms

READ_MS: Ms = 2 * SECOND
"""How long the work clock listens to one that says nothing; real time."""
_BACKLOG = 8
_MOST_PATH = 100
"""Bytes; Linux takes 107, macOS 103."""


class NoControl(UnbendError):
    """The work clock cannot be reached from another terminal here; it works all the same."""


class AlreadyRunning(WrongUse):
    """Another work clock of this user holds the socket."""


class Control:
    """The work clock's end: listens on a thread of its own until it is closed, and sleeps while nobody speaks."""

    def __init__(self, path: Path, obey: Callable[[Command], str]) -> None:
        """Take the socket at `path`; `obey` is called on the other thread and returns what is said to the command.

        Raises `AlreadyRunning` where another work clock has it, and `NoControl` where there can be none.
        """
        self._path = path
        self._obey = obey
        if not HAS_SOCKETS:
            raise NoControl(NOT_HERE)
        try:
            make_private(path.parent)
            self._lock = _locked(path)
            try:
                self._listener = _listening(path)
            except OSError:
                os.close(self._lock)
                raise
        except NotPrivate as error:
            msg = f"the work clock cannot be reached from another terminal: {error}"
            raise NoControl(msg) from error
        except OSError as error:
            msg = f"the work clock cannot be reached from another terminal: {error.strerror or error}"
            raise NoControl(msg) from error
        self._wake, self._woken = socket.socketpair()
        self._thread = threading.Thread(target=self._serve, name="unbend-control", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Let go of the socket; whoever is being answered gets the answer first."""
        self._wake.close()
        self._thread.join(ANSWER_MS / SECOND)
        self._listener.close()
        with suppress(OSError):
            self._path.unlink(missing_ok=True)
        self._woken.close()
        os.close(self._lock)

    def __enter__(self) -> Self:
        """Return the control itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def _serve(self) -> None:
        while True:
            ready, _, _ = select.select([self._listener, self._woken], [], [])
            if self._woken in ready:
                return
            with suppress(OSError):  # whoever called has gone
                caller, _ = self._listener.accept()
                with caller:
                    self._answer(caller)

    def _answer(self, caller: socket.socket) -> None:
        if not _is_same_user(caller):
            return
        answer: dict[str, object] = {"unbend": VERSION, "ok": False}
        try:
            words = _words(line_from(caller, READ_MS))
            if _has_left(caller):  # this process stood still, and it was told that nobody answers
                return
            answer |= {"said": self._obey(order(words)), "ok": True}
        except OrderRefused as error:
            answer |= {"said": str(error), "refused": True}
        except (UnbendError, ValueError) as error:
            answer |= {"said": str(error)}
        caller.settimeout(READ_MS / SECOND)
        caller.sendall(encoded(answer))


def _has_left(caller: socket.socket) -> bool:
    """Return whether the other end is closed; one that only says no more still waits for the answer."""
    hung_up = select.poll()
    hung_up.register(caller, 0)
    return any(event & select.POLLHUP for _, event in hung_up.poll(0))


def _locked(path: Path) -> int:
    """Return the lock beside `path`, held until its process ends. Raises `AlreadyRunning`, `OSError`."""
    import fcntl  # noqa: PLC0415  # Windows has none

    handle = os.open(path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(handle)
        msg = "a work clock runs already"
        raise AlreadyRunning(msg) from error
    except OSError:
        os.close(handle)
        raise
    return handle


def _listening(path: Path) -> socket.socket:
    """Return a socket that listens at `path`, in the place of one that was left behind. Raises `OSError`."""
    if len(os.fsencode(path)) > _MOST_PATH:
        msg = f"the path {path} is too long for a socket"
        raise NotPrivate(msg)
    path.unlink(missing_ok=True)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        listener.bind(os.fspath(path))
        path.chmod(0o600)
        listener.listen(_BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener


def _is_same_user(caller: socket.socket) -> bool:
    """Return whether the process at the other end is this user's; True where the system does not tell.

    Nobody else gets that far but by a mistake in the folder's rights, which was looked at as well.
    """
    try:
        if hasattr(socket, "SO_PEERCRED"):
            raw = caller.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
            return int(struct.unpack("3i", raw)[1]) == os.getuid()
        if sys.platform == "darwin":
            raw = caller.getsockopt(0, 1, 76)  # LOCAL_PEERCRED of SOL_LOCAL: version, user, groups
            return int(struct.unpack_from("Ii", raw)[1]) == os.getuid()
    except (OSError, struct.error):
        return False
    return True


def _words(raw: bytes) -> list[str]:
    """Return what is said in `raw`. Raises `ValueError`."""
    words = read(raw).get("say")
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        msg = "nothing was said"
        raise ValueError(msg)
    return words
