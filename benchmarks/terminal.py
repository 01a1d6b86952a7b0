"""A program on a pseudo-terminal of its own: types keys, notes when which bytes came, and asks the kernel what it cost.

It answers what programs ask a terminal, as a modern one does. While a program runs, nothing is done with its output but
noting it; what stood on the screen, and when, is found afterwards by replaying it. Linux only: the cost is read from
/proc and from the clock the kernel keeps for each process.
"""

from __future__ import annotations

import fcntl
import importlib
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

COLUMNS, ROWS = 100, 30
_LONGEST_QUESTION = 24
_BIGGEST_READ = 1 << 16
_ENDS_WITHIN_S = 5.0
_LOOKS_FOR_S = 0.3
_QUIET = 0.25
"""How much of one core others may take while something is measured."""

_ANSWERS = {
    rb"\x1b\[\?2026\$p": b"\x1b[?2026;2$y",  # can hold a frame back until it is whole
    rb"\x1b\[\?2048\$p": b"\x1b[?2048;0$y",  # does not tell of its size by itself
    rb"\x1b\[6n": b"\x1b[1;1R",
    rb"\x1b\[0?c": b"\x1b[?62;22c",
    rb"\x1b\[\?u": b"\x1b[?0u",
    rb"\x1b\]11;\?(?:\x07|\x1b\\)": b"\x1b]11;rgb:0000/0000/0000\x1b\\",
}
_QUESTIONS = [(re.compile(question), answer) for question, answer in _ANSWERS.items()]
# What pyte would print as text, since it is younger than pyte.
_UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<>=?][0-9;]*u|\x1b\[\?[0-9;]*\$p|\x1b\[>[0-9;]*[mq]|\x1bP.*?\x1b\\")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a program and its children have cost since they began."""

    at_s: float
    cpu_ns: int
    wakes: int
    """How often one of their threads gave up the processor by itself, which is how often it was woken again."""
    written: int
    """Bytes to the terminal."""


@dataclass(frozen=True, slots=True)
class Rate:
    """What a program costs while it goes on."""

    cpu_percent: float
    """Of one core."""
    wakes_per_s: float
    bytes_per_s: float


def rate(before: Cost, after: Cost) -> Rate:
    """Return the cost of each second between two looks."""
    seconds = after.at_s - before.at_s
    return Rate(
        cpu_percent=(after.cpu_ns - before.cpu_ns) / 1e9 / seconds * 100,
        wakes_per_s=(after.wakes - before.wakes) / seconds,
        bytes_per_s=(after.written - before.written) / seconds,
    )


@dataclass(slots=True)
class Terminal:
    """The program's side is a real terminal; this is the person's side."""

    program: Sequence[str]
    environment: Mapping[str, str]
    chunks: list[tuple[float, bytes]] = field(default_factory=list)
    """What the program wrote, with the seconds since its start."""
    _pid: int = 0
    _side: int = -1
    _begun: float = 0.0

    def __enter__(self) -> Self:
        """Start the program."""
        self._begun = time.monotonic()
        self._pid, self._side = pty.fork()
        if self._pid == 0:
            with suppress(OSError):
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
                os.execvpe(self.program[0], list(self.program), dict(self.environment))  # noqa: S606  # no shell is wanted
            os._exit(127)
        os.set_blocking(self._side, False)
        return self

    def __exit__(self, *_: object) -> None:
        """Make sure that it has ended."""
        if self._pid:
            for pid in self._pids():
                with suppress(OSError):
                    os.kill(pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
        os.close(self._side)

    def now_s(self) -> float:
        """Return the seconds since the start."""
        return time.monotonic() - self._begun

    def press(self, keys: str) -> float:
        """Type `keys`; return when."""
        at_s = self.now_s()
        os.write(self._side, keys.encode())
        return at_s

    def listen(self, seconds: float) -> bool:
        """Note what is written for so long; return whether the program is still there."""
        return self._listen(seconds, lambda _: False) is not None

    def wait_for(self, text: str, at_most_s: float = 30.0) -> float:
        """Wait until `text` is written; return when. Raises `TimeoutError`."""
        wanted = text.encode()
        if not self._listen(at_most_s, lambda seen: wanted in seen):
            message = f"{' '.join(self.program)} never wrote {text!r}"
            raise TimeoutError(message)
        return self.chunks[-1][0]

    def end(self, keys: str) -> float:
        """Type `keys` and return how many seconds the program took to end. Raises `TimeoutError`."""
        at_s = self.press(keys)
        if self._listen(_ENDS_WITHIN_S, lambda _: False) is not None:
            message = f"{' '.join(self.program)} did not end"
            raise TimeoutError(message)
        os.waitpid(self._pid, 0)
        self._pid = 0
        return self.now_s() - at_s

    def cost(self) -> Cost:
        """Return what it has cost so far."""
        pids = self._pids()
        return Cost(
            at_s=self.now_s(),
            cpu_ns=sum(map(cpu_ns, pids)),
            wakes=sum(map(_wakes, pids)),
            written=sum(len(data) for _, data in self.chunks),
        )

    def memory_kib(self) -> dict[str, int]:
        """Return how much memory is its own and shared (`Rss`), and with what is shared divided (`Pss`)."""
        sizes = {"Rss": 0, "Pss": 0}
        for pid in self._pids():
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
                name, _, size = line.partition(":")
                if name in sizes:
                    sizes[name] += int(size.split()[0])
        return sizes

    def _listen(self, seconds: float, is_enough: Callable[[bytes], bool]) -> bool | None:
        """Note what is written; return True for enough, False when the time is over, None when the program ended."""
        until = time.monotonic() + seconds
        tail = b""
        while (left := until - time.monotonic()) > 0:
            if not select.select([self._side], [], [], left)[0]:
                break
            at_s = self.now_s()
            try:
                data = os.read(self._side, _BIGGEST_READ)
            except BlockingIOError:
                continue
            except OSError:  # how Linux says that nobody holds the other side any more
                return None
            self.chunks.append((at_s, data))
            self._answer(tail, data)
            tail += data
            if is_enough(tail):
                return True
        return False

    def _answer(self, before: bytes, data: bytes) -> None:
        overlap = before[-_LONGEST_QUESTION:]
        for question, answer in _QUESTIONS:
            for found in question.finditer(overlap + data):
                if found.end() > len(overlap):
                    os.write(self._side, answer)

    def _pids(self) -> list[int]:
        """Return the program and all it started: what belongs to its terminal session."""
        found = []
        for folder in Path("/proc").iterdir():
            if folder.name.isdigit():
                with suppress(OSError):
                    if os.getsid(int(folder.name)) == self._pid:
                        found.append(int(folder.name))
        return found


def cpu_ns(pid: int) -> int:
    """Return the time of its processor clock, to the nanosecond; what the `ps` figures are in is 10 ms."""
    try:
        return time.clock_gettime_ns((~pid << 3) | 2)  # CPUCLOCK_SCHED of that process, as clock_getcpuclockid has it
    except OSError:
        return 0


def _wakes(pid: int) -> int:
    count = 0
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            status = (task / "status").read_text(encoding="utf-8")
            found = re.search(r"^voluntary_ctxt_switches:\s*(\d+)", status, re.MULTILINE)
            count += int(found[1]) if found else 0
    return count


def pictures(chunks: Sequence[tuple[float, bytes]]) -> Iterator[tuple[float, str]]:
    """Replay `chunks`; yield for each when it came and the text that stood on the screen then."""
    pyte: Any = importlib.import_module("pyte")  # of the extra `bench`; what is checked without it knows no types of it
    screen = pyte.Screen(COLUMNS, ROWS)
    stream = pyte.ByteStream(screen)
    for at_s, data in chunks:
        stream.feed(_UNKNOWN_TO_PYTE.sub(b"", data))
        yield at_s, "\n".join(screen.display)


def shown(chunks: Sequence[tuple[float, bytes]], pattern: str) -> list[tuple[float, bool]]:
    """Return for each of `chunks` when it came and whether the screen matched `pattern` then."""
    wanted = re.compile(pattern, re.DOTALL)
    return [(at_s, bool(wanted.search(text))) for at_s, text in pictures(chunks)]


def first(chunks: Sequence[tuple[float, bytes]], pattern: str, *, since_s: float = 0.0) -> float | None:
    """Return when a screen first matched `pattern`, from `since_s` on; None where none did."""
    return next((at_s for at_s, is_there in shown(chunks, pattern) if is_there and at_s >= since_s), None)


def wait_for_quiet(at_most_s: float = 5.0) -> None:
    """Wait until others leave the machine alone; not for ever, for some machines are never quiet."""
    until = time.monotonic() + at_most_s
    while time.monotonic() < until:
        busy_s, at_s = _busy_s(), time.monotonic()
        time.sleep(_LOOKS_FOR_S)
        if (_busy_s() - busy_s) / (time.monotonic() - at_s) < _QUIET:
            return


def _busy_s() -> float:
    """Return the seconds that all processors together have worked."""
    user, nice, system, _idle, _waits, *interrupts = Path("/proc/stat").read_text(encoding="ascii").split()[1:8]
    return sum(map(int, (user, nice, system, *interrupts))) / os.sysconf("SC_CLK_TCK")
