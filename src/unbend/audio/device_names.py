"""What the devices are called, for a person who looks for the right one; a session needs no names."""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING

from unbend.audio.asking import answers_of
from unbend.audio.devices import backends_of

if TYPE_CHECKING:
    from unbend.audio.child import Spawn

ANSWERS_WITHIN_S = 4.0


def device_names(spawn: Spawn) -> tuple[str, ...]:
    """Return what miniaudio calls the devices for playing, asked in a child; none where it hangs."""
    try:
        lines = answers_of("device_names", (), spawn, ANSWERS_WITHIN_S)
    except OSError:
        return ()
    return tuple(line.removeprefix("device ") for line in lines if line.startswith("device "))


def main(_arguments: list[str]) -> int:
    """Write the names, one a line; return the exit code."""
    try:
        library = importlib.import_module("miniaudio")
        found = library.Devices(backends_of(library)).get_playbacks()
    except Exception:  # noqa: BLE001 - as in the worker: whatever it raises means that there is none
        return 1
    for each in found:
        sys.stdout.write(f"device {each['name']}\n")
    return 0
