"""The installed program on a real pseudo-terminal, with what it draws replayed into a screen of text.

Two terminals for the same person at the keyboard: `Screen`, whose output `pyte` replays here, and `Tmux`, a terminal
that people use. A test waits for what it expects to see, however long that takes, and never for a time.

The replayed terminal says that it knows synchronised updates, so the app brackets all it draws. What is drawn outside
of the brackets was drawn by somebody else: a library that complains, a warning, a traceback.
"""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
import termios
from contextlib import suppress
from time import monotonic  # noqa: TID251  # a test gives up by the clock on the wall, not by the session's
from typing import TYPE_CHECKING, Any, Protocol

import pexpect
import pyte

from tests.terminal.program import LONGEST_S, environment

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

_KNOWS_SYNCHRONISED = b"\x1b[?2026;2$y"
_ASKS_SYNCHRONISED = b"\x1b[?2026$p"
_KITTY = re.compile(rb"\x1b\[[<>=][0-9;]*u")
"""Keyboard modes of the kitty protocol, which pyte would draw as letters."""
_UNFINISHED = re.compile(rb"\x1b(?:\[[<>=?0-9;$]*)?\Z")
_SYNCHRONISED, _ALTERNATE = 2026 << 5, 1049 << 5
"""As pyte keeps private modes."""
_COMPLAINTS = (b"Traceback", b"ALSA", b"Warning:", b"Exception", b"Errno")
_STEP_S = 1.0
"""How long one look at the output may wait; only the whole of them is limited."""
_AT_ONCE = 65_536


class Terminal(Protocol):
    """What a person at any terminal can do."""

    def wait_for(self, *texts: str) -> str:
        """Wait until all `texts` are on the screen; return the whole of it."""
        ...

    def press(self, keys: str) -> None:
        """Type `keys`."""
        ...


class _Replayed(pyte.Screen):
    """A pyte screen with an alternate one, which says what was drawn there outside of every update."""

    def __init__(self, columns: int, rows: int) -> None:
        self.foreign = ""
        self._has_updated = False
        self._main: dict[int, Any] | None = None
        super().__init__(columns, rows)

    @property
    def is_alternate(self) -> bool:
        """Whether the app has the screen to itself."""
        return _ALTERNATE in self.mode

    @property
    def is_drawing(self) -> bool:
        """Whether an update has begun and not ended."""
        return _SYNCHRONISED in self.mode

    def set_mode(self, *modes: int, **how: Any) -> None:  # noqa: ANN401  # pyte's signature
        """Note that an update begins, and put the main screen aside where the alternate one is asked for."""
        was_alternate = self.is_alternate
        super().set_mode(*modes, **how)
        self._has_updated |= self.is_drawing
        if self.is_alternate and not was_alternate:
            self._main = {y: dict(line) for y, line in self.buffer.items()}
            self.buffer.clear()

    def reset_mode(self, *modes: int, **how: Any) -> None:  # noqa: ANN401  # pyte's signature
        """Bring the main screen back where the alternate one is left."""
        was_alternate = self.is_alternate
        super().reset_mode(*modes, **how)
        if was_alternate and not self.is_alternate:
            self._has_updated = False  # the next time, the app has to ask once more what the terminal knows
            self.buffer.clear()
            for y, line in (self._main or {}).items():
                self.buffer[y].update(line)

    def draw(self, data: str) -> None:
        """Draw `data`, and keep it where no update was under way."""
        if self.is_alternate and self._has_updated and not self.is_drawing:
            self.foreign += data
        super().draw(data)


class Screen:
    """A program at a terminal whose screen can be read."""

    def __init__(self, command: list[str], variables: Mapping[str, str], *, columns: int = 80, rows: int = 24) -> None:
        self._replayed = _Replayed(columns, rows)
        self._stream = pyte.ByteStream(self._replayed)
        self._held = b""
        self.written = b""
        """Everything that came out, as it came."""
        self._child: pexpect.spawn[bytes] = pexpect.spawn(
            command[0], command[1:], env=dict(variables), timeout=LONGEST_S, dimensions=(rows, columns)
        )
        self._child.delaybeforesend = None
        assert self._child.pid is not None
        self.pid = self._child.pid
        self._modes = set(self._replayed.mode)
        self._attributes = termios.tcgetattr(self._child.child_fd)

    # Reading

    @property
    def rows(self) -> list[str]:
        """The screen, row by row, without the spaces at the ends."""
        return [row.rstrip() for row in self._replayed.display]

    @property
    def text(self) -> str:
        """The whole screen."""
        return "\n".join(self.rows)

    def cells(self, row: int) -> tuple[object, ...]:
        """Return a row with its colours, which are all that shows where the focus is."""
        return tuple(self._replayed.buffer[row][x] for x in range(self._replayed.columns))

    @property
    def foreign(self) -> str:
        """What was drawn over the app by anybody else."""
        return self._replayed.foreign

    def wait_until(self, is_so: Callable[[str], bool], what: str) -> str:
        """Wait until the screen is as `is_so` would have it; return it. Fails with the screen where it never is."""
        end_s = monotonic() + LONGEST_S
        while True:
            text = self.text
            if not self._replayed.is_drawing and is_so(text):
                return text
            assert monotonic() < end_s, f"not seen: {what}\n{text}"
            assert self._read(), f"ended before it was seen: {what}\n{text}"

    def wait_for(self, *texts: str) -> str:
        """Wait until all `texts` are on the screen, wherever its lines are broken; return the whole of it."""
        return self.wait_until(lambda text: all(_joined(each) in _joined(text) for each in texts), repr(texts))

    def wait_without(self, text: str) -> str:
        """Wait until `text` is no longer on the screen."""
        return self.wait_until(lambda shown: _joined(text) not in _joined(shown), f"{text!r} gone")

    def take_in(self) -> None:
        """Read what has been written so far, so that the program is never held up by a full terminal."""
        self._read(0)

    def _read(self, longest_s: float = _STEP_S) -> bool:
        """Take in what has been written, if anything comes soon; return whether more may follow."""
        try:
            chunk = self._child.read_nonblocking(_AT_ONCE, timeout=longest_s)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.written += chunk
        for _ in range(self.written.count(_ASKS_SYNCHRONISED) - self.written.count(_ASKS_SYNCHRONISED, 0, -len(chunk))):
            self._child.send(_KNOWS_SYNCHRONISED)
        data = self._held + chunk
        cut = _UNFINISHED.search(data)
        self._held = b"" if cut is None else data[cut.start() :]
        self._stream.feed(_KITTY.sub(b"", data if cut is None else data[: cut.start()]))
        return True

    # Doing

    def press(self, keys: str) -> None:
        """Type `keys`."""
        self._child.send(keys)

    def resize(self, columns: int, rows: int) -> None:
        """Make the window another size; the system tells the program."""
        self._replayed.resize(rows, columns)
        self._child.setwinsize(rows, columns)

    def signal(self, number: int) -> None:
        """Send a signal."""
        os.kill(self.pid, number)

    def close_window(self) -> None:
        """Take the terminal away, and wait for the program to end."""
        process = self._child.ptyproc  # type: ignore[attr-defined]  # the stubs do not know it
        process.fileobj.close()
        process.wait()

    def end(self) -> int:
        """Wait for the program to end; return its exit code, negative for a signal."""
        end_s = monotonic() + LONGEST_S
        while self._read():
            assert monotonic() < end_s, f"it does not end\n{self.text}"
        self._child.wait()
        if self._child.signalstatus is not None:
            return -int(self._child.signalstatus)
        assert self._child.exitstatus is not None
        return self._child.exitstatus

    def let_go(self) -> None:
        """End what still runs, and the terminal."""
        with suppress(ProcessLookupError):
            if self._child.isalive():
                os.kill(self.pid, signal.SIGKILL)
        self._child.close(force=True)

    def unwanted(self) -> list[str]:
        """Return what nobody at the screen should ever have seen: complaints, and what was drawn over the app."""
        said = [each.decode() for each in _COMPLAINTS if each in self.written]
        return [*said, *([self.foreign] if self.foreign.strip() else [])]

    def terminal_left(self) -> dict[str, bool]:
        """Return in which ways the terminal is as the program found it, by name; to be asked before `let_go`."""
        return {
            "alternate screen": not self._replayed.is_alternate,
            "cursor": not self._replayed.cursor.hidden,
            "private modes": self._replayed.mode == self._modes,
            "kitty keyboard": len(re.findall(rb"\x1b\[>[0-9]+u", self.written)) == self.written.count(b"\x1b[<u"),
            "echo and lines": termios.tcgetattr(self._child.child_fd) == self._attributes,
        }


class At(Protocol):
    """What starts a program at a screen."""

    def __call__(
        self,
        *arguments: str,
        command: list[str] | None = None,
        rows: int = 24,
        changes: Mapping[str, str] | None = None,
    ) -> Screen:
        """Start Unbend with `arguments`, or another `command`; `changes` are those to the environment."""
        ...


class Tmux:
    """The same at a terminal of tmux, on a server of its own."""

    def __init__(self, home: Path, *arguments: str, name: str) -> None:
        self._name = name
        self._status = home / "status"
        program = shlex.join([sys.executable, "-m", "unbend", *arguments])
        command = f"{program}; echo $? > {shlex.quote(str(self._status))}; exec cat"
        variables = environment(home)
        variables = {key: value for key, value in variables.items() if key not in ("TMUX", "TMUX_PANE", "TERM")}
        subprocess.run(
            [*self._tmux, "-f", os.devnull, "new-session", "-d", "-x", "80", "-y", "24", command],
            env=variables | {"TERM": "xterm-256color", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "SHELL": "/bin/sh"},
            check=True,
            timeout=LONGEST_S,
        )

    @property
    def _tmux(self) -> list[str]:
        return ["tmux", "-L", self._name]

    @property
    def text(self) -> str:
        """The whole screen."""
        shown = subprocess.run(
            [*self._tmux, "capture-pane", "-p"],
            capture_output=True,
            check=True,
            encoding="utf-8",
            timeout=LONGEST_S,
        )
        return shown.stdout

    def wait_for(self, *texts: str) -> str:
        """Wait until all `texts` are on the screen; return the whole of it."""
        end_s = monotonic() + LONGEST_S
        while True:
            text = self.text
            if all(_joined(each) in _joined(text) for each in texts):
                return text
            assert monotonic() < end_s, f"not seen: {texts}\n{text}"

    def press(self, keys: str) -> None:
        """Type `keys`."""
        subprocess.run([*self._tmux, "send-keys", "-l", keys], check=True, timeout=LONGEST_S)

    def end(self) -> int:
        """Wait for the program to end; return its exit code."""
        end_s = monotonic() + LONGEST_S
        while not self._status.exists() or not self._status.read_text(encoding="utf-8").strip():
            assert monotonic() < end_s, f"it does not end\n{self.text}"
        return int(self._status.read_text(encoding="utf-8"))

    def let_go(self) -> None:
        """End the server and all that runs in it."""
        subprocess.run([*self._tmux, "kill-server"], check=False, capture_output=True, timeout=LONGEST_S)


def program(*arguments: str) -> list[str]:
    """Return the command that runs the installed program."""
    return [sys.executable, "-m", "unbend", *arguments]


def at_a_screen(home: Path, **changes: str) -> dict[str, str]:
    """Return the environment of a person at a terminal that shows colours."""
    return environment(home, **{"TERM": "xterm-256color", "LC_ALL": "C.UTF-8", **changes})


def _joined(text: str) -> str:
    """Return `text` with every stretch of spaces, line ends and frames as one space."""
    return " ".join(re.sub(r"[\s│▏▕]+", " ", text).split())
