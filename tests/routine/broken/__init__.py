"""Files that cannot be used, and what is told of each: what is promised to authors, line by line."""

from __future__ import annotations

from tests.routine.broken.characters import BYTES_AND_CHARACTERS
from tests.routine.broken.conflicts import KEYS_THAT_CANNOT_STAND_TOGETHER, SEVERAL_AT_ONCE
from tests.routine.broken.counts import COUNTS
from tests.routine.broken.durations import DURATIONS, ROWS_OF_SECONDS
from tests.routine.broken.limits import CYCLES, TOO_MUCH
from tests.routine.broken.names import MISSING_KEYS, NAMES, UNKNOWN_KEYS
from tests.routine.broken.shapes import WRONG_TYPES
from tests.routine.broken.traps import TRAPS

BROKEN = (
    *TRAPS,
    *BYTES_AND_CHARACTERS,
    *DURATIONS,
    *ROWS_OF_SECONDS,
    *COUNTS,
    *NAMES,
    *UNKNOWN_KEYS,
    *MISSING_KEYS,
    *WRONG_TYPES,
    *KEYS_THAT_CANNOT_STAND_TOGETHER,
    *SEVERAL_AT_ONCE,
    *TOO_MUCH,
    *CYCLES,
)
