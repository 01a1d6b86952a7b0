"""Measure when cues are heard and how soon they fall silent, through every way of playing them that this machine has.

On a private sound server with a recorder on it, each way in turn beside the system's own player started by hand for
every cue, idle and with every core busy. `benchmarks/README.md` says what is measured and keeps the last result; no
test asserts any of it.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from benchmarks.screen import table
from benchmarks.terminal import cpu_ns, wait_for_quiet
from tests.audio.rig import SOUNDS, Recording, Rig, missing

from unbend.audio.chain import COMMANDS, WORKERS, library_is_installed
from unbend.audio.client import AudioClient

if TYPE_CHECKING:
    from collections.abc import Iterator

BY_HAND = "paplay, started by hand"
COUNTDOWN = ("tick", "tick", "tick-last", "rep")
CHANGES = ("switch", "rest", "halfway", "start", "finish")
LONG_CUE = "finish"
GROUP = len(COUNTDOWN) + 1
"""Cues in a row: a countdown, and a change in the end. The device sleeps between two groups."""
VOLUME = 0.7
"""Of our own ways, as somebody has set it; the samples are scaled for it."""
APART_S = 0.6
AHEAD_S = 3.0
"""A session asks for the device this long before the first cue of a group."""
ASLEEP_S = 4.5
SOUNDS_S = 0.8
STOPS = 6
SETTLES_WITHIN_S = 10.0
NEAR_S = 0.4
"""A cue further than this from its instant counts as not heard."""


class Way(Protocol):
    """One way of making a cue heard."""

    def prepare(self) -> None:
        """Wake the device."""
        ...

    def play(self, name: str) -> None:
        """Play a cue."""
        ...

    def stop(self) -> None:
        """Silence whatever sounds."""
        ...

    def close(self) -> None:
        """Give everything back."""
        ...


class ByHand:
    """The system's own player and nothing of ours: one process for each cue, killed for silence."""

    def __init__(self) -> None:
        self._playing: list[subprocess.Popen[bytes]] = []

    def prepare(self) -> None:
        """Do nothing: a new process opens the device anew."""

    def play(self, name: str) -> None:
        """Start a player."""
        self._playing.append(subprocess.Popen(["paplay", SOUNDS / f"{name}.wav"]))  # noqa: S607

    def stop(self) -> None:
        """Kill them all."""
        for player in self._playing:
            player.kill()
        for player in self._playing:
            player.wait()
        self._playing.clear()

    def close(self) -> None:
        """Kill them all."""
        self.stop()


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured of one way; times in ms."""

    asked: int
    heard: int
    offset_ms: float
    """From the instant a cue was due to its first audible sample, the median. The files begin with 20 ms of silence."""
    deviation_p95_ms: float
    """From that median."""
    first_ms: float
    """How much later the first cue of a group is than the others, the median over the groups."""
    silence_ms: float
    """From the stop to the last audible sample, the worst of `STOPS`."""


def opened(name: str) -> Way | None:
    """Return the way called `name`, ready to play; None where it does not work here."""
    if name == BY_HAND:
        return ByHand()
    client = AudioClient(SOUNDS, volume=VOLUME, choice=name)
    if client.settled(SETTLES_WITHIN_S) and client.status == f"sound: on ({name})":
        return client
    client.close()
    return None


def ways() -> list[str]:
    """Return the names of what to measure: the baseline, and every step of the chain that makes itself heard."""
    libraries = [name for name in WORKERS if library_is_installed(name)]
    return [BY_HAND, *libraries, *(step.name for step in COMMANDS if shutil.which(step.name))]


def wait_until(at_s: float) -> None:
    """Sleep until an instant of the monotonic clock."""
    time.sleep(max(0.0, at_s - time.monotonic()))


def due_instants(cues: int, first_s: float) -> list[float]:
    """Return when each of `cues` is due: in groups, with sleep between them."""
    group_s = GROUP * APART_S + ASLEEP_S
    return [first_s + number // GROUP * group_s + number % GROUP * APART_S for number in range(cues)]


def cue_of(number: int) -> str:
    """Return which cue has that number; each group ends in another change, whose file has not been read before."""
    group, place = divmod(number, GROUP)
    return COUNTDOWN[place] if place < len(COUNTDOWN) else CHANGES[group % len(CHANGES)]


def late_ms(way: Way, rig: Rig, cues: int) -> dict[int, float]:
    """Return by number how late each cue was first heard, of those that were."""
    recording = Recording(rig)
    due_s = due_instants(cues, time.monotonic() + AHEAD_S + 1)
    for number, at_s in enumerate(due_s):
        if number % GROUP == 0:
            wait_until(at_s - AHEAD_S)
        for ahead_s in (0.5, 0.0) if number % GROUP else (AHEAD_S, 1.5, 0.5, 0.0):
            wait_until(at_s - ahead_s)
            way.prepare()
        way.play(cue_of(number))
    time.sleep(1)
    heard_s = [recording.heard_at(onset) for onset in recording.end().onsets(silence_s=0.2)]
    found = {}
    for number, at_s in enumerate(due_s):
        near = [each for each in heard_s if abs(each - at_s) < NEAR_S]
        if near:
            found[number] = (near[0] - at_s) * 1000
    return found


def silence_ms(way: Way, rig: Rig) -> float:
    """Return how long after a stop something is still heard, at the worst."""
    recording = Recording(rig)
    stopped_s = []
    for _ in range(STOPS):
        way.play(LONG_CUE)
        time.sleep(SOUNDS_S)
        stopped_s.append(time.monotonic())
        way.stop()
        time.sleep(1)
    onsets = recording.end().onsets(silence_s=0.5)
    ends = [recording.last_audible(before=onset) for onset in onsets[1:]]
    ends += [recording.last_audible()] if onsets else []
    ended_s = [recording.heard_at(end) for end in ends]
    near = [[each for each in ended_s if abs(each - at_s) < NEAR_S] for at_s in stopped_s]
    return max(((each[0] - at_s) * 1000 for each, at_s in zip(near, stopped_s, strict=True) if each), default=math.nan)


def figures(name: str, rig: Rig, cues: int) -> Figures | None:
    """Measure the way called `name`; None where it does not work here."""
    way = opened(name)
    if way is None:
        return None
    with closing(way):
        late = late_ms(way, rig, cues)
        silence = silence_ms(way, rig)
        if isinstance(way, AudioClient) and name not in way.status:
            print(f"{name} was left: {'; '.join(way.notes)}", file=sys.stderr)
    if not late:
        return Figures(cues, 0, math.nan, math.nan, math.nan, silence)
    median = statistics.median(late.values())
    away = sorted(abs(each - median) for each in late.values())
    first = [each for number, each in late.items() if number % GROUP == 0]
    rest = [each for number, each in late.items() if number % GROUP]
    return Figures(
        asked=cues,
        heard=len(late),
        offset_ms=median,
        deviation_p95_ms=away[round(0.95 * (len(away) - 1))],
        first_ms=statistics.median(first) - statistics.median(rest) if first and rest else math.nan,
        silence_ms=silence,
    )


def children() -> set[int]:
    """Return the processes this one has started and not buried."""
    found: set[int] = set()
    for task in Path(f"/proc/{os.getpid()}/task").iterdir():
        with suppress(OSError):  # a thread that has just ended
            found.update(map(int, (task / "children").read_text(encoding="ascii").split()))
    return found


def idle_ms(name: str | None, seconds: float) -> float | None:
    """Return the processor time in ms of a second in which nothing plays, worker included; of no sound without `name`.

    None where that way does not work here.
    """
    others = children()
    way = opened(name) if name else None
    if name and way is None:
        return None
    time.sleep(ASLEEP_S)
    pids = (children() - others) | {os.getpid()}
    before_ns = sum(map(cpu_ns, pids))
    time.sleep(seconds)
    found_ms = (sum(map(cpu_ns, pids)) - before_ns) / 1e6 / seconds
    if way is not None:
        way.close()
    return found_ms


@contextmanager
def busy(is_busy: bool) -> Iterator[None]:  # noqa: FBT001 - as it comes from a loop over both
    """Keep every core busy meanwhile, or wait until others leave the machine alone."""
    loops = [
        subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(is_busy * (os.cpu_count() or 1))
    ]
    if not is_busy:
        wait_for_quiet()
    try:
        yield
    finally:
        for loop in loops:
            loop.kill()
            loop.wait()


def report(found: dict[str, dict[str, Figures]]) -> str:
    """Return the table of all ways, a row for each and for idle and busy."""
    rows = {}
    for name, states in found.items():
        for state, each in states.items():
            rows[f"{name}, {state}"] = (
                f"{each.heard} of {each.asked}",
                f"{each.offset_ms:.1f}",
                f"{each.deviation_p95_ms:.1f}",
                f"{each.first_ms:+.1f}",
                f"{each.silence_ms:.0f}",
            )
    return table(("heard", "offset ms", "deviation p95 ms", "first against the rest ms", "stop to silence ms"), rows)


def main() -> int:
    """Measure everything and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cues", type=int, default=20, help=f"how many, in groups of {GROUP}")
    parser.add_argument("--busy", action="store_true", help="only with every core busy; otherwise idle as well")
    parser.add_argument("--idle-seconds", type=float, default=10)
    parser.add_argument("--ways", nargs="*", help="only these")
    parser.add_argument("--json", type=Path, help="also write the figures there")
    options = parser.parse_args()
    if missing():
        print(f"no rig without {missing()}")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        rig = Rig(Path(folder))
        os.environ.update(rig.environment)
        rig.start()
        found: dict[str, dict[str, Figures]] = {}
        chosen = options.ways or ways()
        # In turn, so that a slow spell of the machine does not hit one way alone.
        for is_busy in (True,) if options.busy else (False, True):
            for name in chosen:
                with busy(is_busy):
                    each = figures(name, rig, options.cues)
                if each is not None:
                    found.setdefault(name, {})["busy" if is_busy else "idle"] = each
        idle = {name or "no sound": idle_ms(name, options.idle_seconds) for name in (None, *chosen)}
        rig.stop()
    print(f"Python {platform.python_version()}\n\n{report(found)}\n")
    print(table(("ms of processor time a second",), {n: (f"{ms:.2f}",) for n, ms in idle.items() if ms is not None}))
    if options.json:
        kept = {name: {state: asdict(each) for state, each in states.items()} for name, states in found.items()}
        options.json.write_text(json.dumps({"cues": kept, "idle_ms": idle}, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
