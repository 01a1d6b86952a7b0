"""Single keys from a terminal, without waiting for Enter, and the signals that belong to a person's hands.

A terminal is put into a mode in which keys arrive one by one and is put back however the program ends, short of a kill.
Where standard input is no terminal there are no keys, only signals.
"""

from __future__ import annotations

import codecs
import os
import re
import select
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol, Self

if sys.platform != "win32":
    import termios
    import tty

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType
    from typing import IO, Any

INTERRUPT = "interrupt"
"""Ctrl-C."""
HANGUP = "hangup"
"""The terminal went away, or the process was asked to end."""
ENTER = "enter"
BACKSPACE = "backspace"

_ESCAPES = {"\x1b[C": "right", "\x1b[D": "left", "\x1b[A": "up", "\x1b[B": "down", "\x1bOC": "right", "\x1bOD": "left"}
_NAMES = {"\r": ENTER, "\n": ENTER, "\x7f": BACKSPACE, "\b": BACKSPACE, "\x03": INTERRUPT, "\x04": HANGUP}
_SIGNALS = {"SIGINT": INTERRUPT, "SIGTERM": HANGUP, "SIGHUP": HANGUP}
_OTHER_ESCAPE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|O[ -~])")
"""A key with a sequence of its own that means nothing here. Escape itself, before any other key, is only left out: a
hand in trouble hits it first."""
_MOST_BYTES = 1024


class HasFileno(Protocol):
    """Something that can be waited for."""

    def fileno(self) -> int:
        """Return the descriptor that becomes readable."""
        ...


class Keys(Protocol):
    """Where keys come from."""

    @property
    def are_there(self) -> bool:
        """Whether a person can press any."""
        ...

    def wait(self, seconds: float, /) -> list[str]:
        """Return the keys pressed, by name where they have one, after waiting `seconds` for the first at the most."""
        ...

    def __enter__(self) -> Self:
        """Begin to listen."""
        ...

    def __exit__(self, *error: object) -> None:
        """Stop listening and leave everything as it was."""
        ...


def split_keys(text: str) -> list[str]:
    """Return the keys in `text` as a terminal sends them; an escape sequence that is no key of ours is left out."""
    keys = []
    while text:
        known = next((code for code in _ESCAPES if text.startswith(code)), None)
        if known is not None:
            keys.append(_ESCAPES[known])
            text = text[len(known) :]
        elif unknown := _OTHER_ESCAPE.match(text):
            text = text[unknown.end() :]
        else:
            keys.append(_NAMES.get(text[0], text[0].lower()))  # with Caps Lock on, P still means pain
            text = text[1:]
    return [key for key in keys if key != "\x1b"]


class TerminalKeys:
    """Keys and signals of a POSIX terminal, or signals alone where standard input is none."""

    def __init__(self, stdin: IO[Any] | None, also: HasFileno | None = None) -> None:
        """Listen to `stdin`; a wait ends, without a key, as soon as `also` can be read."""
        self._also = also
        self._fd = _terminal_of(stdin)
        self._decode = codecs.getincrementaldecoder("utf-8")("ignore").decode
        self._settings: list[Any] | None = None
        self._handlers: dict[int, Any] = {}
        self._pipe: tuple[int, int] | None = None
        self._old_wakeup = -1
        self._is_lost = False

    @property
    def are_there(self) -> bool:
        """Whether standard input is a terminal that is still there."""
        return self._fd is not None

    def wait(self, seconds: float) -> list[str]:
        """Return the keys and signals that came within `seconds`."""
        assert self._pipe is not None, "used outside its with block"  # noqa: S101  # a bug of the caller
        fds = [each for each in (self._pipe[0], self._fd, self._also) if each is not None]
        ready, _, _ = select.select(fds, [], [], seconds)
        keys: list[str] = []
        if self._pipe[0] in ready:
            keys += self._signals()
        if self._fd in ready:
            keys += self._typed()
        return keys

    def __enter__(self) -> Self:
        """Take the terminal, if there is one, and the signals."""
        read, write = os.pipe()
        os.set_blocking(read, False)
        os.set_blocking(write, False)
        self._pipe = (read, write)
        self._old_wakeup = signal.set_wakeup_fd(write, warn_on_full_buffer=False)
        for name in (*_SIGNALS, "SIGCONT"):
            number = getattr(signal, name, None)
            # Who starts a program with nohup wants it to go on when the terminal goes away.
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                # A handler of our own, even an empty one, is what makes Python write the number to the pipe.
                self._handlers[number] = signal.signal(number, _noted)
        self._take()
        return self

    def __exit__(self, *error: object) -> None:
        """Give the terminal and the signals back."""
        if self._fd is not None and self._settings is not None:
            with suppress(termios.error, OSError):
                termios.tcsetattr(self._fd, termios.TCSADRAIN, self._settings)
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._old_wakeup)
        for fd in self._pipe or ():
            os.close(fd)
        self._pipe = None

    def _take(self) -> None:
        if self._fd is None:
            return
        try:
            if self._settings is None:
                self._settings = termios.tcgetattr(self._fd)
            # Ctrl-C and Ctrl-Z keep their meaning; keys come one by one and are not echoed.
            tty.setcbreak(self._fd, termios.TCSADRAIN)
        except (termios.error, OSError):
            self._fd = None
            self._is_lost = True

    def _signals(self) -> list[str]:
        assert self._pipe is not None  # noqa: S101  # see wait
        keys = []
        for number in os.read(self._pipe[0], _MOST_BYTES):
            name = signal.Signals(number).name
            if name == "SIGCONT":
                self._take()  # the shell has put the terminal back into its own mode meanwhile
                keys += [HANGUP] if self._is_lost else []
            elif name in _SIGNALS:
                keys.append(_SIGNALS[name])
        return keys

    def _typed(self) -> list[str]:
        assert self._fd is not None  # noqa: S101  # only a terminal is ready to read
        try:
            raw = os.read(self._fd, _MOST_BYTES)
        except OSError:
            raw = b""
        if not raw:
            self._fd = None
            return [HANGUP]
        return split_keys(self._decode(raw))


def _noted(_number: int, _frame: FrameType | None) -> None:
    """Do nothing: the number has been written to the pipe that `wait` watches."""


def _terminal_of(stdin: IO[Any] | None) -> int | None:
    try:
        return stdin.fileno() if stdin is not None and stdin.isatty() else None
    except (OSError, ValueError):
        return None


class ConsoleKeys:
    """Keys of a Windows console, which cannot be waited for together with anything else and so are looked for."""

    _LOOK_S = 0.02

    def __init__(self, stdin: IO[Any] | None, sleep: Callable[[float], None]) -> None:
        """Look for keys between calls of `sleep`."""
        self._is_console = _terminal_of(stdin) is not None
        self._sleep = sleep

    @property
    def are_there(self) -> bool:
        """Whether standard input is a console."""
        return self._is_console

    def wait(self, seconds: float) -> list[str]:
        """Return the keys that came within `seconds`."""
        import msvcrt  # noqa: PLC0415  # exists on Windows only

        left_s = seconds
        try:
            while self._is_console and left_s > 0 and not msvcrt.kbhit():  # type: ignore[attr-defined]  # Windows only
                self._sleep(min(self._LOOK_S, left_s))
                left_s -= self._LOOK_S
            keys = []
            while self._is_console and msvcrt.kbhit():  # type: ignore[attr-defined]  # Windows only
                key = msvcrt.getwch()  # type: ignore[attr-defined]  # Windows only
                if key in ("\x00", "\xe0"):  # a key without a letter; its second half would read as one
                    msvcrt.getwch()  # type: ignore[attr-defined]  # Windows only
                else:
                    keys += split_keys(key)
            if not self._is_console:
                self._sleep(seconds)
        except KeyboardInterrupt:
            return [INTERRUPT]
        return keys

    def __enter__(self) -> Self:
        """Begin to listen; a console needs no preparation."""
        return self

    def __exit__(self, *error: object) -> None:
        """Stop listening."""
