"""Measure what the animated figure costs, beside the same session without it and beside a minimal Textual app.

On a pseudo-terminal, with everything in turn, so that a slow spell hits all of them. `benchmarks/README.md` says what
is measured and keeps the last result; no test asserts any of it.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.screen import MINIMAL, furnish, observed, table
from benchmarks.terminal import Terminal, wait_for_quiet

from unbend import resources
from unbend.figure.scene import Moment, Scene, Way
from unbend.routine.folders import Folders
from unbend.routine.library import Library

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.terminal import Rate

SETTLES_S = 3.0
PLAYER_S = 2.0
SIZES = ((28, 13), (44, 24))
"""Cells of the figure in a window of 80x24 and of 120x40."""
FRAMES = 60
WALK = """\
unbend: 1
title: A walk
defaults: {lead: 1s}
steps:
  - walk: 20m
"""
HOLD = """\
unbend: 1
title: A hold
defaults: {lead: 1s}
steps:
  - {exercise: seated-side-bend, reps: 1, tempo: 2-900-2}
"""
WHOLE = "desk-reset"
LEAVE = "\x11"


@dataclass(frozen=True, slots=True)
class Case:
    """A session to watch: which routine, where it is watched, and how its figure is called in the table."""

    name: str
    routine: str
    mark: str
    """Written when what is to be watched has begun."""


CASES = (
    Case("walking: it always moves", "bench-walk", "WALK"),
    Case("a hold: it breathes", "bench-hold", "HOLD"),
    Case(f"{WHOLE}, from its first step on", WHOLE, "TAKE YOUR TIME"),
)


def watched(case: Case, environment: Mapping[str, str], seconds: float) -> Rate:
    """Return what a session costs over `seconds`."""
    wait_for_quiet()
    with Terminal((sys.executable, "-m", "unbend", "run", case.routine), environment) as terminal:
        terminal.wait_for("Enter skips")
        terminal.press("\r")
        terminal.wait_for(case.mark)
        found = observed(terminal, SETTLES_S, seconds)
        terminal.end(LEAVE)
    return found


def minimal(environment: Mapping[str, str], seconds: float) -> Rate:
    """Return what the minimal app costs over `seconds`."""
    wait_for_quiet()
    with Terminal((sys.executable, "-m", "benchmarks.minimal_app"), environment) as terminal:
        terminal.wait_for("%")
        found = observed(terminal, SETTLES_S, seconds)
        terminal.end(LEAVE)
    return found


def frame_ms(scenes: Sequence[Scene], width: int, height: int) -> float:
    """Return the median over `scenes` of what a frame takes to draw, without the terminal."""
    found = []
    for scene in scenes:
        scene.rows(width, height)
        began = time.process_time()
        for number in range(FRAMES):
            scene.rows(width, height, Moment(Way.GOING, number / FRAMES))
        found.append((time.process_time() - began) * 1000 / FRAMES)
    return statistics.median(found)


def main() -> int:
    """Measure everything and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--seconds", type=float, default=15, help="how long each is watched; a whole routine its length"
    )
    parser.add_argument("--whole", type=float, default=150, help="how long the whole routine is watched")
    parser.add_argument("--json", type=Path, help="also write the figures there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        environment, _ = furnish(Path(name))
        for routine, text in (("bench-walk", WALK), ("bench-hold", HOLD)):
            (resources.user_routines() / f"{routine}.yaml").write_text(text, encoding="utf-8")
        rows: dict[str, dict[str, list[Rate]]] = {case.name: {"with": [], "without": []} for case in CASES}
        base: list[Rate] = []
        for _ in range(options.rounds):
            base.append(minimal(environment, options.seconds))
            for case in CASES:
                seconds = options.whole if case.routine == WHOLE else options.seconds
                for kind in ("with", "without"):
                    config = resources.settings_file()
                    config.parent.mkdir(parents=True, exist_ok=True)
                    config.write_text(f"figure = {str(kind == 'with').lower()}\n", encoding="utf-8")
                    rows[case.name][kind].append(watched(case, environment, seconds))
    scenes = [
        Scene(exercise.figure.figure())
        for exercise in Library(Folders(resources.shipped("routines"))).exercises.values()
        if exercise.figure is not None
    ]
    cpu = {
        name: {kind: statistics.median(each.cpu_percent for each in found) for kind, found in kinds.items()}
        for name, kinds in rows.items()
    }
    baseline = statistics.median(each.cpu_percent for each in base)
    frames = {f"{width}x{height} cells": frame_ms(scenes, width, height) for width, height in SIZES}
    print(f"Python {platform.python_version()}, Textual {version('textual')}; medians, percent of a core\n")
    print(
        table(
            ("with the figure", "without", MINIMAL),
            {
                name: (f"{found['with']:.2f}", f"{found['without']:.2f}", f"{baseline:.2f}")
                for name, found in cpu.items()
            },
        )
    )
    print()
    print(table(("ms to draw a frame",), {name: (f"{value:.2f}",) for name, value in frames.items()}))
    if options.json:
        result = {"cpu_percent": cpu, "minimal_cpu_percent": baseline, "frame_ms": frames}
        options.json.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
