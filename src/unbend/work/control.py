"""The work clock spoken to from another terminal: one line of JSON each way, on a socket of the same user's.

    {"unbend": 1, "say": ["pause", "30m"]}  ->  {"unbend": 1, "ok": true, "said": "Paused until 15:00."}
    {"unbend": 1, "say": ["skip"]}  ->  {"unbend": 1, "ok": false, "refused": true, "said": "not now: no break is near"}

Only the user can open the folder of the socket and the socket itself, and where the system tells who is at the other
end, it is asked as well. Which work clock the socket belongs to a lock decides, which the system takes back however the
process ends: what a killed one left behind is replaced, and what a living one holds never.
"""

from __future__ import annotations

import json
import os
import select
import socket
import struct
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Self

from unbend.errors import OrderRefused, UnbendError, WrongUse
from unbend.session.clock import SystemClock
from unbend.units import SECOND
from unbend.work.orders import order
from unbend.work.socket_folder import NotPrivate, make_private

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from unbend.breaks.commands import Command
    from unbend.units import Ms

VERSION = 1
MOST_BYTES = 4096
"""No line is longer, either way."""
READ_MS: Ms = 2 * SECOND
"""How long the work clock listens to one that says nothing; real time."""
ANSWER_MS: Ms = 6 * SECOND
"""How long somebody waits for the answer: one before them may be listened to, and the loop be asked."""
_MENTION_MS: Ms = SECOND
"""How long somebody waits who only mentions something."""
HAS_SOCKETS = hasattr(socket, "AF_UNIX") and sys.platform != "win32"
_BACKLOG = 8
_MOST_PATH = 100
"""Bytes; Linux takes 107, macOS 103."""
_NOT_HERE = "on Windows a work clock cannot be reached from another terminal"
_NOT_RUNNING = "no work clock runs; unbend work starts one"


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
            raise NoControl(_NOT_HERE)
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
            answer |= {"said": self._obey(order(_words(_line(caller, READ_MS)))), "ok": True}
        except OrderRefused as error:
            answer |= {"said": str(error), "refused": True}
        except (UnbendError, ValueError) as error:
            answer |= {"said": str(error)}
        caller.settimeout(READ_MS / SECOND)
        caller.sendall(_encoded(answer))


def tell(path: Path, words: Sequence[str], *, wait_ms: Ms = ANSWER_MS) -> str:
    """Say `words` to the work clock that listens at `path`, and return what it says.

    Raises `WrongUse` for what is no order and where none runs, and `OrderRefused` where it does not fit the moment;
    nothing is sent in the first case.
    """
    order(words)
    if not HAS_SOCKETS:
        raise WrongUse(_NOT_HERE)
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(wait_ms / SECOND)
            line.connect(os.fspath(path))
            line.sendall(_encoded({"unbend": VERSION, "say": [*words]}))
            found = _read(_line(line, wait_ms))
    except TimeoutError as error:
        msg = "the work clock does not answer; its terminal may be stopped"
        raise WrongUse(msg) from error
    except (FileNotFoundError, ConnectionRefusedError) as error:
        raise WrongUse(_NOT_RUNNING) from error
    except OSError as error:
        msg = f"the work clock cannot be reached: {error.strerror or error}"
        raise WrongUse(msg) from error
    except ValueError as error:
        msg = "the work clock hung up, or is of another version of Unbend"
        raise WrongUse(msg) from error
    said = str(found.get("said", ""))
    if found.get("ok") is not True:
        raise OrderRefused(said) if found.get("refused") is True else WrongUse(said)
    return said


def had_break(path: Path, length_ms: Ms) -> None:
    """Let the work clock that listens at `path`, if one does, count a break of `length_ms` that was had elsewhere.

    Whether it does is its business; nothing is said and nothing raised, and nobody is kept waiting for it.
    """
    if length_ms < SECOND or not os.path.exists(path):  # noqa: PTH110  # a session's end need not ask for more
        return
    with suppress(UnbendError):
        tell(path, ["had", f"{length_ms // SECOND}s"], wait_ms=_MENTION_MS)


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


def _line(line: socket.socket, longest_ms: Ms) -> bytes:
    """Return the one line that comes. Raises `ValueError` where it does not end, `TimeoutError` when it takes long."""
    clock = SystemClock()
    received = b""
    while not received.endswith(b"\n"):
        left_ms = longest_ms - clock.real_ms()
        if left_ms <= 0:
            raise TimeoutError
        line.settimeout(left_ms / SECOND)
        chunk = line.recv(MOST_BYTES)
        received += chunk
        if not chunk or len(received) > MOST_BYTES:
            msg = "that is no line of JSON"
            raise ValueError(msg)
    return received


def _words(raw: bytes) -> list[str]:
    """Return what is said in `raw`. Raises `ValueError`."""
    words = _read(raw).get("say")
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        msg = "nothing was said"
        raise ValueError(msg)
    return words


def _read(raw: bytes) -> dict[str, Any]:
    try:
        found = json.loads(raw)
    except RecursionError as error:
        raise ValueError from error
    if not isinstance(found, dict) or found.get("unbend") != VERSION:
        msg = "that was said by another version of Unbend"
        raise ValueError(msg)
    return found


def _encoded(what: dict[str, object]) -> bytes:
    return json.dumps(what, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"
