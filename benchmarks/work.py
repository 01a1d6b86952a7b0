"""Measure what `unbend work` costs beside a Textual app that sleeps, and print the tables.

Once at its own pace while nothing is due, and once over eight hours in which somebody answers every break, played
faster. `benchmarks/README.md` says what is measured and keeps the last result; no test asserts any of it.
"""

from __future__ import annotations

import argparse
import platform
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.screen import furnish, table
from benchmarks.terminal import Rate, Terminal, rate, wait_for_quiet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SLEEPING = "Textual app that sleeps"
HOURS = 8
SETTLES_S = 10.0
"""A start is over by then: what it put off is done, and nothing is collected any more."""
LEAVE = "\x11"
NOT_THIS_ONE = "x"
ANSWERS_AFTER_S = 31 * 60
"""From one answer to the next: the work of the rhythm, and a minute in which the break waits."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A program to measure."""

    name: str
    program: Sequence[str]
    leave: str
    has_breaks: bool = True


@dataclass(frozen=True, slots=True)
class Figures:
    """What one program has cost."""

    cost: Rate
    pss_mib: float
    grown_mib: float
    """What memory it took on while it was watched."""
    breaks: int
    cpu_s: float


def subjects() -> list[Subject]:
    """Return what is measured, the baseline first."""
    python = sys.executable
    return [
        Subject(SLEEPING, (python, "-m", "benchmarks.sleeping_app"), LEAVE, has_breaks=False),
        Subject("`unbend work`", (python, "-m", "unbend", "work", "--preset", "classic"), "q"),
        Subject("`unbend work --plain`", (python, "-m", "unbend", "work", "--preset", "classic", "--plain"), "q"),
    ]


def watch(subject: Subject, terminal: Terminal, seconds: float, speed: float) -> Figures:
    """Let it run for so long, answering every break a minute after it is due."""
    terminal.listen(SETTLES_S)
    before, memory = terminal.cost(), terminal.memory_kib()["Pss"]
    ends_s, breaks = terminal.now_s() + seconds, 0
    while (left_s := ends_s - terminal.now_s()) > ANSWERS_AFTER_S / speed:
        terminal.listen(ANSWERS_AFTER_S / speed)
        if subject.has_breaks:
            terminal.press(NOT_THIS_ONE)
            breaks += 1
    terminal.listen(left_s)
    after, grown = terminal.cost(), terminal.memory_kib()["Pss"]
    terminal.end(subject.leave)
    return Figures(
        rate(before, after), grown / 1024, (grown - memory) / 1024, breaks, (after.cpu_ns - before.cpu_ns) / 1e9
    )


def together(environments: Sequence[Mapping[str, str]], seconds: float, speed: float) -> dict[str, Figures]:
    """Watch all of them at the same time; each is asked for what it cost itself, and none of them works much."""
    wait_for_quiet()
    measured = subjects()
    with ExitStack() as stack, ThreadPoolExecutor(len(measured)) as pool:
        found = []
        for subject, environment in zip(measured, environments, strict=True):
            program = (*subject.program, *(("--speed", str(speed)) if subject.has_breaks else ()))
            terminal = stack.enter_context(Terminal(program, environment))  # one after the other: each forks
            found.append(pool.submit(watch, subject, terminal, seconds, speed))
        return {subject.name: each.result() for subject, each in zip(measured, found, strict=True)}


def idle_table(found: Mapping[str, Figures]) -> str:
    """Return what it costs while nothing is due."""
    return table(
        list(found),
        {
            "CPU %": [f"{each.cost.cpu_percent:.3f}" for each in found.values()],
            "wakes a minute": [f"{each.cost.wakes_per_s * 60:.1f}" for each in found.values()],
            "bytes a minute": [f"{each.cost.bytes_per_s * 60:.0f}" for each in found.values()],
            "PSS MiB": [f"{each.pss_mib:.1f}" for each in found.values()],
        },
    )


def day_table(found: Mapping[str, Figures]) -> str:
    """Return what eight hours cost."""
    return table(
        list(found),
        {
            "breaks answered": [str(each.breaks) for each in found.values()],
            "processor seconds": [f"{each.cpu_s:.2f}" for each in found.values()],
            "CPU %, had they taken eight hours": [f"{each.cpu_s / HOURS / 36:.4f}" for each in found.values()],
            "PSS MiB at the end": [f"{each.pss_mib:.1f}" for each in found.values()],
            "of them taken on meanwhile": [f"{each.grown_mib:.1f}" for each in found.values()],
        },
    )


def main() -> int:
    """Measure everything and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--idle", type=float, default=300, help="seconds for which it is watched while nothing is due")
    parser.add_argument("--speed", type=float, default=240, help="how many times as fast the eight hours are played")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        environments = [furnish(Path(name, str(number)))[0] for number in range(len(subjects()))]
        idle = together(environments, options.idle, 1)
        day = together(environments, HOURS * 3600 / options.speed, options.speed)
    print(f"Python {platform.python_version()}, Textual {version('textual')}\n")
    print(idle_table(idle), day_table(day), sep="\n\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
