"""Measure what Unbend costs, each figure beside a baseline taken in the same run, and print the table.

Machines differ and are noisy, so what counts are the ratios. `benchmarks/README.md` says what is measured and keeps the
last result; no test asserts any of it.
"""

from __future__ import annotations

import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from unbend import resources
from unbend.engine.commands import Start
from unbend.history.recorder import Recorder
from unbend.history.records import StepRecord
from unbend.history.store import Store
from unbend.routine.catalogue import entries
from unbend.routine.folders import Folders
from unbend.routine.library import Library
from unbend.session.clock import ManualClock, SystemClock
from unbend.session.event_log import EventLog
from unbend.session.keys import TerminalKeys
from unbend.session.output import Output
from unbend.session.runner import Runner
from unbend.work import state_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from unbend.engine.plan import Plan

ROUNDS = 9
FILES = 1_000
CPU_MS = 10_000
ROUTINE = """\
unbend: 1
title: Routine {number}
who: Somebody
steps:
""" + "".join(
    f"  - exercise: {name}\n    reps: 2\n    note: written by hand\n"
    for name in ("shoulder-roll", "neck-turn", "cat-cow", "bird-dog", "knee-roll") * 4
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    what: str
    ours_ms: float
    baseline: str
    baseline_ms: float

    def __str__(self) -> str:
        """Return the line."""
        ratio = self.ours_ms / self.baseline_ms
        return f"| {self.what} | {self.ours_ms:.3g} | {self.baseline} | {self.baseline_ms:.3g} | {ratio:.2f} |"


def interleaved(*calls: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """Return the median milliseconds of each call; they run in turn, so that a slow spell hits all of them."""
    times: list[list[float]] = [[] for _ in calls]
    for _ in range(rounds):
        for call, kept in zip(calls, times, strict=True):
            begun = time.perf_counter()
            call()
            kept.append((time.perf_counter() - begun) * 1000)
    return [statistics.median(kept) for kept in times]


def python(home: Path, *arguments: str) -> Callable[[], object]:
    """Return a call that runs the interpreter with `arguments` to its end."""
    variables = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "DATA", "CACHE", "STATE")}
    environment = {**os.environ, **variables, "UNBEND_AUDIO": "off"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is not compiled anew at each start

    def call() -> None:
        subprocess.run(
            [sys.executable, *arguments],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            check=True,
        )

    return call


def start(home: Path) -> list[Row]:
    """Measure what starting costs, as whole processes."""
    commands = {
        "`unbend --version`": ("-m", "unbend", "--version"),
        "`unbend status`, a work clock runs": ("-m", "unbend", "status", "--format", "{next} {breaks}"),
        "`unbend list`, nothing changed": ("-m", "unbend", "list"),
        "import of all that `run` needs": ("-c", "import unbend.commands.run, unbend.routine.library"),
        "`unbend run micro-break-30`, clock 3600 times as fast": (
            *("-m", "unbend", "run", "micro-break-30", "--speed", "3600"),
        ),
    }
    python(home, "-m", "unbend", "list")()
    now_ms = time.time_ns() // 1_000_000
    clock = {"pid": os.getpid(), "written_ms": now_ms, "status": "working", "next_at_ms": now_ms + 3_600_000}
    state_file.write(home / "state" / "unbend" / "work.json", {**clock, "moved_at_ms": now_ms, "today": {"taken": 2}})
    nothing, *ours = interleaved(python(home, "-c", "pass"), *(python(home, *args) for args in commands.values()))
    return [Row(what, ms, "`python -c pass`", nothing) for what, ms in zip(commands, ours, strict=True)]


def tick(plan: Plan) -> list[Row]:
    """Measure what a wake-up costs: one at which nothing happens, and a whole routine of them."""
    times = 20_000
    clock = ManualClock()
    runner = Runner(plan, clock, [])
    runner.send(Start())

    def ticks() -> None:
        for _ in range(times):
            runner.tick()

    def bare() -> None:
        for _ in range(times):
            time.monotonic_ns()
            time.clock_gettime_ns(time.CLOCK_MONOTONIC)
            time.perf_counter_ns()

    ours, baseline = interleaved(ticks, bare)
    return [Row("a tick at which nothing is due", ours / times, "three looks at a clock", baseline / times)]


def cpu(home: Path, plan: Plan) -> list[Row]:
    """Measure the processor time of ten seconds of a session at its own pace, record and lines included."""
    clock = SystemClock()
    recorder = Recorder(lambda: Store.open(home / "cpu.db"), plan, clock.wall)
    with (home / "lines").open("w", encoding="utf-8") as lines, TerminalKeys(None) as keys:
        out = Output(lines)
        runner = Runner(plan, clock, [recorder, EventLog(lines)])
        runner.send(Start())
        begun = time.process_time()
        while clock.real_ms() < CPU_MS:
            keys.wait(runner.wait_s())
            runner.tick()
            out.say("one more")
        ours = time.process_time() - begun
    recorder.close()
    begun = time.process_time()
    for _ in range(CPU_MS // 1000):
        time.sleep(1)
        print(end="", flush=True)
    baseline = time.process_time() - begun
    return [Row("processor time of ten seconds of a session", ours * 1000, "ten sleeps of a second", baseline * 1000)]


def files(home: Path) -> list[Row]:
    """Measure a list of a thousand routines, read for the first time and read again."""
    folder = home / "thousand"
    folder.mkdir()
    for number in range(FILES):
        (folder / f"routine-{number:04}.yaml").write_text(ROUTINE.format(number=number), encoding="utf-8")
    shipped, index = resources.shipped("routines"), home / "index.json"

    def cold() -> None:
        index.unlink(missing_ok=True)
        entries(Folders(shipped, folder), index)

    def warm() -> None:
        entries(Folders(shipped, folder), index)

    def plain() -> None:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        for path in folder.iterdir():
            yaml.load(path.read_bytes(), Loader=loader)  # noqa: S506  # a safe loader either way

    def look() -> None:
        with os.scandir(folder) as found:
            for entry in found:
                entry.stat()

    cold_ms, plain_ms = interleaved(cold, plain, rounds=3)
    warm_ms, look_ms = interleaved(warm, look)
    return [
        Row("1,000 routines, the first time", cold_ms, "reading them with the YAML library alone", plain_ms),
        Row("1,000 routines, nothing changed", warm_ms, "looking at their dates", look_ms),
    ]


def insert(home: Path) -> list[Row]:
    """Measure writing one step of a session, beside the plain library with the same settings."""
    times = 500
    plain = sqlite3.connect(home / "plain.db", isolation_level=None)
    plain.execute("PRAGMA journal_mode=WAL")
    plain.execute("PRAGMA synchronous=NORMAL")
    plain.execute("CREATE TABLE steps (session TEXT, visit INTEGER, name TEXT, PRIMARY KEY (session, visit))")
    with Store.open(home / "history.db") as store:
        store.save([])

        def ours() -> None:
            for visit in range(times):
                store.save([StepRecord("none", visit, 0, "neck-turn", "Turn", "normal", "both", 57_000, 0)])

        def baseline() -> None:
            for visit in range(times):
                plain.execute("INSERT OR REPLACE INTO steps VALUES ('none', ?, 'Turn')", (visit,))

        # The step belongs to no session here; what is measured is the write.
        store._connection.execute("PRAGMA foreign_keys=OFF")  # noqa: SLF001
        ours_ms, baseline_ms = interleaved(ours, baseline)
    plain.close()
    return [Row("a step written to the history", ours_ms / times, "a plain insert", baseline_ms / times)]


def main() -> int:
    """Measure everything and print the table."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        library = Library(Folders(resources.shipped("routines")))
        plan = library.compile(library.find("shoulder-and-neck")).plan
        print(f"Python {sys.version.split()[0]}, medians in ms\n")
        print("| what | ms | beside | ms | ratio |\n|---|---|---|---|---|")
        for rows in (start(home), tick(plan), cpu(home, plan), files(home), insert(home)):
            for row in rows:
                print(row, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
