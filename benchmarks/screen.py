"""Measure what the screen costs beside a minimal Textual app and another Textual timer, and print the tables.

Start, steady state, pause, keys, end and memory, on a pseudo-terminal, with everything in turn, so that a slow spell
hits all of them. `benchmarks/README.md` says what is measured and keeps the last result; no test asserts any of it.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import sys
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.terminal import Rate, Terminal, first, rate, shown, wait_for_quiet

from unbend import resources
from unbend.history.records import NoticeRecord
from unbend.history.store import Store
from unbend.routine.folders import Folders
from unbend.session.clock import SystemClock
from unbend.ui.notices import FIRST_RUN
from unbend.ui.shelf import Shelf, look

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

ROOT = Path(__file__).resolve().parents[1]
MINIMAL = "minimal Textual app"
SETTLES_S = 4.0
PAUSE_SETTLES_S = 1.0
STAYS_PAUSED_S = 0.35
GOES_ON_S = 0.45
DRAWS_WITHIN_S = 0.6
LEAVE = "\x11"
"""Ctrl+Q, which all of them obey."""
DOWN = "\x1b[B"
LONG = "long-hold"
HOLD = """\
unbend: 1
title: Long hold
defaults: {lead: 1s}
steps:
  - exercise: rest-breathe
    time: 10m
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A program to measure, and how one knows what it shows."""

    name: str
    program: Sequence[str]
    mark: str
    """Written when the first frame is complete."""
    frame: str
    """Matches the complete first frame."""
    key: str
    """What the first frame is asked to react to."""
    answer: str
    """Matches the frame that has reacted."""
    running: str = ""
    """Written when it counts; empty where it does at once. A key is not needed before, or is `key`."""
    pause: str = ""
    """The key that pauses and goes on; empty where there is nothing to pause."""
    paused: str = ""
    """Matches what stands there while it is paused."""


@dataclass(frozen=True, slots=True)
class Start:
    """One start."""

    frame_ms: float
    """From the start of the process to the complete first frame."""
    answer_ms: float
    """To the frame that has reacted to a key typed when the first was complete."""
    cpu_ms: float
    """What all of it took, and the half second after it, in which the rest of a start is done."""


@dataclass(frozen=True, slots=True)
class Session:
    """One run that goes on for a while."""

    running: Rate
    paused: Rate | None
    first_bytes_ms: Sequence[float]
    """From the pause key to the first bytes."""
    picture_ms: Sequence[float]
    """From the pause key to the picture that says so."""
    rss_mib: float
    pss_mib: float
    end_ms: float


def subjects(shelf: Shelf) -> list[Subject]:
    """Return what is measured, the baseline first."""
    python = sys.executable
    marked, below = (entry.steps[0][:20] for entry in shelf.entries[:2])
    found = [
        Subject(
            name=MINIMAL,
            program=(python, "-m", "benchmarks.minimal_app"),
            mark="%",
            frame=r"╰.*%",
            key=" ",
            answer=r"╶─╴",
            pause=" ",
            paused=r"╶─╴ ?:",
        ),
        Subject(
            name="`unbend`, the library",
            program=(python, "-m", "unbend"),
            mark=marked,
            frame=rf"{marked}.*help",
            key=DOWN,
            answer=below,
        ),
        Subject(
            name="`unbend run`, a session",
            program=(python, "-m", "unbend", "run", LONG),
            mark="Enter skips",
            frame=r"Pain right now.*Enter skips",
            key="\r",
            answer=r"GET READY.*help",
            running="TAKE YOUR TIME",
            pause=" ",
            paused="PAUSED",
        ),
    ]
    tclock = Path(python).with_name("tclock")
    if tclock.exists():
        found.append(
            Subject(
                name=f"tclock {version('tclock')}",
                program=(str(tclock), "timer", "--no-millis", "--duration", "10m"),
                mark="██",
                frame="██",
                key=" ",
                answer="PAUSED",
                pause=" ",
                paused="PAUSED",
            )
        )
    return found


def furnish(home: Path) -> tuple[Mapping[str, str], Shelf]:
    """Return the environment of a person at home in `home` who has used Unbend before, and what is on their shelf."""
    variables = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "DATA", "CACHE", "STATE")}
    variables["XDG_RUNTIME_DIR"] = str(home / "run")
    os.environ.update(variables)  # so that our own functions look there as well
    environment = {
        **os.environ,
        "HOME": str(home),
        "UNBEND_AUDIO": "off",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "PYTHONPATH": os.pathsep.join(filter(None, (os.environ.get("PYTHONPATH"), str(ROOT)))),
    }
    for name in ("PYTHONDONTWRITEBYTECODE", "NO_COLOR", "COLUMNS", "LINES"):
        environment.pop(name, None)  # an installed program is not compiled anew at each start
    routines = resources.user_routines()
    routines.mkdir(parents=True)
    (routines / f"{LONG}.yaml").write_text(HOLD, encoding="utf-8")
    history = resources.history_file()
    history.parent.mkdir(parents=True)
    with Store.open(history) as store:
        store.save([NoticeRecord(FIRST_RUN, "2026-01-01T09:00:00+00:00")])
    folders, today = Folders(resources.shipped("routines"), routines), SystemClock().wall().date()
    return environment, look(folders, resources.index_file(), history, today)


def start(subject: Subject, environment: Mapping[str, str]) -> Start:
    """Start it once, have it react to a key, and leave."""
    wait_for_quiet()
    with Terminal(subject.program, environment) as terminal:
        terminal.wait_for(subject.mark)
        pressed_s = terminal.press(subject.key)
        terminal.listen(DRAWS_WITHIN_S)
        cpu_ms = terminal.cost().cpu_ns / 1e6
        terminal.end(LEAVE)
        frame_s = first(terminal.chunks, subject.frame)
        answer_s = first(terminal.chunks, subject.answer, since_s=pressed_s)
    if frame_s is None or answer_s is None:
        message = f"{subject.name} has shown something else than was expected"
        raise RuntimeError(message)
    return Start(frame_s * 1000, answer_s * 1000, cpu_ms)


def session(subject: Subject, environment: Mapping[str, str], seconds: float, presses: int) -> Session:
    """Let it run at its own pace, then pause, then pause and go on several times, and leave."""
    wait_for_quiet()
    with Terminal(subject.program, environment) as terminal:
        terminal.wait_for(subject.mark)
        if subject.running:
            terminal.press(subject.key)
            terminal.wait_for(subject.running)
        running = observed(terminal, SETTLES_S, seconds)
        memory = terminal.memory_kib()
        paused, pressed = None, []
        if subject.pause:
            for _ in range(presses):
                pressed.append(terminal.press(subject.pause))
                terminal.listen(STAYS_PAUSED_S)
                terminal.press(subject.pause)
                terminal.listen(GOES_ON_S)
            terminal.press(subject.pause)
            paused = observed(terminal, PAUSE_SETTLES_S, seconds)
        end_s = terminal.end(LEAVE)
        drawn = shown(terminal.chunks, subject.paused) if pressed else []
    return Session(
        running,
        paused,
        [1000 * (next(at for at, _ in drawn if at >= since) - since) for since in pressed],
        [1000 * (next(at for at, is_paused in drawn if at >= since and is_paused) - since) for since in pressed],
        memory["Rss"] / 1024,
        memory["Pss"] / 1024,
        end_s * 1000,
    )


def observed(terminal: Terminal, settles_s: float, seconds: float) -> Rate:
    """Return what it costs over `seconds`, once it has settled."""
    terminal.listen(settles_s)
    before = terminal.cost()
    terminal.listen(seconds)
    return rate(before, terminal.cost())


def table(titles: Sequence[str], rows: Mapping[str, Sequence[str]]) -> str:
    """Return the table, one column for each of `titles`."""
    lines = [f"| {' | '.join(('', *titles))} |", "|---" * (len(titles) + 1) + "|"]
    return "\n".join([*lines, *(f"| {' | '.join((name, *cells))} |" for name, cells in rows.items())])


def median(kept: Sequence[Start] | Sequence[Session], value: Callable[..., float | None]) -> float | None:
    """Return the median of one figure over all rounds; None where there is none."""
    found = [figure for figure in map(value, kept) if figure is not None]
    return statistics.median(found) if found else None


def start_figures(kept: Sequence[Start]) -> dict[str, float | None]:
    """Return the figures of one program's starts."""
    return {
        "first frame ms": median(kept, lambda each: each.frame_ms),
        "first frame that has reacted ms": median(kept, lambda each: each.answer_ms),
        "processor time of the start ms": median(kept, lambda each: each.cpu_ms),
    }


def session_figures(kept: Sequence[Session]) -> dict[str, float | None]:
    """Return the figures of one program's long runs."""
    first_bytes = sorted(ms for each in kept for ms in each.first_bytes_ms)
    picture = sorted(ms for each in kept for ms in each.picture_ms)
    return {
        "CPU %": median(kept, lambda each: each.running.cpu_percent),
        "wakes/s": median(kept, lambda each: each.running.wakes_per_s),
        "bytes/s": median(kept, lambda each: each.running.bytes_per_s),
        "paused CPU %": median(kept, lambda each: each.paused and each.paused.cpu_percent),
        "paused wakes/s": median(kept, lambda each: each.paused and each.paused.wakes_per_s),
        "paused bytes/s": median(kept, lambda each: each.paused and each.paused.bytes_per_s),
        "key to bytes ms": statistics.median(first_bytes) if first_bytes else None,
        "key to bytes p95 ms": _p95(first_bytes),
        "key to picture ms": statistics.median(picture) if picture else None,
        "key to picture p95 ms": _p95(picture),
        "end ms": median(kept, lambda each: each.end_ms),
        "RSS MiB": median(kept, lambda each: each.rss_mib),
        "PSS MiB": median(kept, lambda each: each.pss_mib),
    }


def _p95(ordered: Sequence[float]) -> float | None:
    return ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))] if ordered else None


def report(figures: Mapping[str, Mapping[str, float | None]]) -> str:
    """Return the table of `figures`: a row for each figure, a column for each program, each beside the baseline."""
    names = list(figures)
    rows = {}
    for what, base in figures[MINIMAL].items():
        cells = []
        for name in names:
            value = figures[name][what]
            is_compared = name != MINIMAL and value is not None and base is not None and base >= 0.05  # noqa: PLR2004  # more than noise
            ratio = f" ({value / base:.2f}x)" if is_compared and value is not None and base is not None else ""
            cells.append("" if value is None else f"{value:.3g}{ratio}")
        rows[what] = cells
    return table(names, rows)


def main() -> int:
    """Measure everything and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--starts", type=int, default=9, help="rounds of starts")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of long runs")
    parser.add_argument("--seconds", type=float, default=10, help="how long each long run is watched")
    parser.add_argument("--presses", type=int, default=12, help="pauses in each long run")
    parser.add_argument("--json", type=Path, help="also write the figures there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        environment, shelf = furnish(home)
        measured = subjects(shelf)
        for subject in measured:
            start(subject, environment)  # the first start compiles
        starts: dict[str, list[Start]] = {subject.name: [] for subject in measured}
        sessions: dict[str, list[Session]] = {subject.name: [] for subject in measured}
        for _ in range(options.starts):
            for subject in measured:
                starts[subject.name].append(start(subject, environment))
        for _ in range(options.rounds):
            for subject in measured:
                sessions[subject.name].append(session(subject, environment, options.seconds, options.presses))
    beginning = {name: start_figures(kept) for name, kept in starts.items()}
    going_on = {name: session_figures(kept) for name, kept in sessions.items()}
    versions = {"python": platform.python_version(), "textual": version("textual")}
    print(f"Python {versions['python']}, Textual {versions['textual']}; medians, beside the minimal app in brackets\n")
    print(report(beginning), report(going_on), sep="\n\n")
    if options.json:
        result = {**versions, "start": beginning, "session": going_on}
        options.json.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
