"""Outputs and children that are only played, for tests without sound."""

from __future__ import annotations

import os
import queue
import threading
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from unbend.audio.chain import Step
    from unbend.audio.reports import Cue, Report


class FakeOutput:
    """Writes down what it is asked."""

    def __init__(self, step: Step, *, survives_silence: bool = True) -> None:
        self.step = step
        self.survives_silence = survives_silence
        self.played: list[str] = []
        self.calls: list[str] = []

    @property
    def is_closed(self) -> bool:
        """Whether it was told to end."""
        return "close" in self.calls

    def play(self, cue: Cue) -> None:
        """Write the cue's name down."""
        self.played.append(cue.name)

    def prepare(self) -> None:
        """Write it down."""
        self.calls.append("prepare")

    def silence(self) -> None:
        """Write it down."""
        self.calls.append("silence")

    def close(self) -> None:
        """Write it down."""
        self.calls.append("close")


class FakeChild:
    """A process that ends when told to, with real pipes if it talks."""

    def __init__(self, argv: Sequence[str], environment: Mapping[str, str], *, talks: bool) -> None:
        self.argv = tuple(argv)
        self.environment = dict(environment)
        self.is_killed = False
        self.stdin: IO[bytes] | None = None
        self.stdout: IO[bytes] | None = None
        self._code = 0
        self._ended = threading.Event()
        if talks:
            heard, stdin = os.pipe()
            stdout, self._said = os.pipe()
            self.stdin, self.stdout = os.fdopen(stdin, "wb", 0), os.fdopen(stdout, "rb", 0)
            self.heard = os.fdopen(heard, "rb", 0)

    def say(self, text: str) -> None:
        """Write one line to the parent."""
        os.write(self._said, f"{text}\n".encode())

    def end(self, code: int) -> None:
        """End with this exit code."""
        if self._ended.is_set():
            return
        self._code = code
        self._ended.set()
        if self.stdout is not None:
            os.close(self._said)
            self.heard.close()

    def wait(self) -> int:
        """Wait for `end`."""
        self._ended.wait()
        return self._code

    def kill(self) -> None:
        """End as a killed process does."""
        self.is_killed = True
        self.end(-9)


class FakeSpawn:
    """Starts fake children and keeps them."""

    def __init__(self) -> None:
        self.children: list[FakeChild] = []
        self.fails = False

    def __call__(self, argv: Sequence[str], talks: bool, environment: Mapping[str, str]) -> FakeChild:  # noqa: FBT001
        """Start a child, or fail as a missing program does."""
        if self.fails:
            raise FileNotFoundError(argv[0])
        child = FakeChild(argv, environment, talks=talks)
        self.children.append(child)
        return child


class Reports:
    """Collects reports from other threads."""

    def __init__(self) -> None:
        self._queue: queue.SimpleQueue[Report] = queue.SimpleQueue()

    def post(self, report: Report) -> None:
        """Take one report."""
        self._queue.put(report)

    def next(self) -> Report:
        """Return the next report; ten seconds without one fail the test."""
        return self._queue.get(timeout=10)

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was reported since."""
        return self._queue.empty()
