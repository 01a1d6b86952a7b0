"""The installed program on a pseudo-terminal, with a home of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pexpect

if TYPE_CHECKING:
    from pathlib import Path

_NOTHING = r"(?!)"
"""A pattern that nothing matches."""
LONGEST_S = 60
"""How long a line may take on a busy machine before the test gives up; no test measures it."""


_LIMITED = (
    "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, ({0}, {0}));"
    "from unbend.__main__ import main; sys.exit(main())"
)


def environment(home: Path, **changes: str) -> dict[str, str]:
    """Return the environment of a person whose home is `home`, without sound unless `changes` says otherwise."""
    ours = ("XDG_", "UNBEND_", "PULSE_", "COLUMNS", "LINES")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    folders = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "DATA", "CACHE", "STATE")}
    folders["XDG_RUNTIME_DIR"] = str(home / "run")
    return {**kept, **folders, "HOME": str(home), "UNBEND_AUDIO": "off", "TERM": "xterm", **changes}


def run(home: Path, *arguments: str, largest_file: int | None = None) -> subprocess.CompletedProcess[str]:
    """Run the program without a terminal and return what it said.

    With `largest_file` no file may grow beyond so many bytes: what a program meets on a full disk.
    """
    program = [sys.executable, "-m", "unbend", *arguments]
    if largest_file is not None:
        program = [sys.executable, "-c", _LIMITED.format(largest_file), *arguments]
    return subprocess.run(
        program,
        env=environment(home),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=LONGEST_S,
        check=False,
    )


def history(home: Path) -> list[dict[str, Any]]:
    """Return what `unbend history --json` says."""
    answer = run(home, "history", "--json")
    assert answer.returncode == 0, answer.stderr
    sessions: list[dict[str, Any]] = json.loads(answer.stdout)
    return sessions


class Program:
    """The program with a person at its keyboard."""

    def __init__(self, home: Path, *arguments: str, **changes: str) -> None:
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "unbend", *arguments],
            env=environment(home, **changes),
            encoding="utf-8",
            timeout=LONGEST_S,
            dimensions=(24, 80),
        )
        self.child.delaybeforesend = None  # a pain press is measured from the key, not from a pause for politeness

    def wait_for(self, text: str) -> str:
        """Wait until `text` appears; return what came before it."""
        self.child.expect_exact(text)
        return str(self.child.before)

    def press(self, keys: str) -> None:
        """Type `keys`."""
        self.child.send(keys)

    def answer(self, question: str, keys: str) -> None:
        """Wait for `question` and type the answer with Enter."""
        self.wait_for(question)
        self.press(f"{keys}\r")

    def signal(self, number: int) -> None:
        """Send a signal."""
        self.child.kill(number)

    def let_pass(self, seconds: float) -> None:
        """Let so much real time pass while the program runs, or is stopped, and read what it says meanwhile."""
        self.child.expect([_NOTHING, pexpect.TIMEOUT], timeout=seconds)

    def end(self) -> int:
        """Wait for the program to end; return its exit code, negative for a signal."""
        self.child.expect(pexpect.EOF)
        self.child.close()
        if self.child.signalstatus is not None:
            return -int(self.child.signalstatus)
        assert self.child.exitstatus is not None
        return self.child.exitstatus
