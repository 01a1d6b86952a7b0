"""The small file that says how the work clock stands, for whoever looks from outside: a status bar, another terminal.

It is written by the work clock and read by `unbend status`, which runs every few seconds in a status bar. So this file
imports nothing that takes time, not even `typing`.
"""

from __future__ import annotations

import json
import os

TYPE_CHECKING = False  # the one of `typing` is a fifth of what `unbend status` costs
if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Any

VERSION = 1
MOST_BYTES = 64 * 1024
"""No work clock fills a tenth of it; what is larger was not written here."""
_OWNER_ONLY = 0o600


def write(path: str | Path, mapping: Mapping[str, Any]) -> None:
    """Put `mapping` in the place of the file in one move, so that nobody ever reads half of it.

    Its folder is made where it is missing. Raises `OSError` where it cannot be written, and leaves the old one then.
    """
    path = os.fspath(path)
    raw = json.dumps({**mapping, "version": VERSION}, ensure_ascii=False, separators=(",", ":")).encode()
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)  # noqa: PTH103, PTH120  # pathlib takes time
    beside = f"{path}.{os.getpid()}.new"
    try:
        with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _OWNER_ONLY), "wb") as stream:  # noqa: PTH123
            stream.write(raw)
        os.replace(beside, path)  # noqa: PTH105
    except OSError:
        _remove(beside)
        raise


def read(path: str | Path) -> dict[str, Any] | None:
    """Return what was written, or None where the file is missing, broken, or of another version of Unbend."""
    try:
        # A pipe in its place must not hold up the prompt of a shell.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with open(handle, "rb") as stream:  # noqa: PTH123  # as above
            raw = stream.read(MOST_BYTES + 1)
        found = json.loads(raw) if raw and len(raw) <= MOST_BYTES else None
    except (OSError, ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and found.get("version") == VERSION else None


def remove(path: str | Path) -> None:
    """Take the file away, if it is there."""
    _remove(os.fspath(path))


def _remove(path: str) -> None:
    try:  # noqa: SIM105  # contextlib takes time as well
        os.unlink(path)  # noqa: PTH108  # pathlib takes time
    except OSError:
        pass
