"""Reads, validates and compiles files that nobody would write, until told to stop.

The tests do the same for a second on every run; this is for a night. `python scripts/fuzz_routines.py --minutes 60`
ends with 0 where nothing was found. Otherwise it makes the failing file as small as it can, writes it to the working
directory, says what happened, and ends with 1.
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the files come from the tests' own generators

from hypothesis import HealthCheck, given, seed, settings  # noqa: E402  # after the path is set
from tests.routine.fuzzing import anything, examine  # noqa: E402  # likewise

ROUND = 2_000
"""Files between two looks at the clock."""
FAILING = Path("fuzz-failing.yaml")


def main(arguments: list[str] | None = None) -> int:
    """Fuzz for as long as asked, and return 1 where something was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10, help="how long; 10 when left out")
    parser.add_argument("--seed", type=int, default=0, help="where to begin, to repeat a run")
    parser.add_argument("--round", type=int, default=ROUND, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    ends = time.perf_counter() + options.minutes * 60
    seen: Counter[str] = Counter()
    number = options.seed
    while True:
        failing = fuzz(number, options.round, seen)
        if failing is not None:
            FAILING.write_bytes(failing)
            print(f"seed {number}: {FAILING} holds what failed, {len(failing)} bytes")
            return 1
        number += 1
        print(f"seed {number}: {seen['good']:,} good, {seen['refused']:,} refused", flush=True)
        if time.perf_counter() >= ends:
            return 0


def fuzz(number: int, examples: int, seen: Counter[str]) -> bytes | None:
    """Examine that many files drawn from the seed `number`; return the smallest that fails, or None."""
    last: list[bytes] = []

    @settings(max_examples=examples, deadline=None, database=None, suppress_health_check=[*HealthCheck])
    @seed(number)
    @given(raw=anything())
    def look(raw: bytes) -> None:
        last[:] = [raw]
        seen[examine(raw)] += 1

    try:
        look()
    except Exception:  # noqa: BLE001  # whatever it is, it is what we are looking for
        traceback.print_exc()
        return last[0]  # Hypothesis ends with the smallest one
    return None


if __name__ == "__main__":
    sys.exit(main())
