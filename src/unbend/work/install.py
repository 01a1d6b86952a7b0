"""Has the work clock begin with the session, and no longer: writes one file, removes that, and tells the system of it.

status      the file
nothing     is not there
ours        is as it was written here: may be replaced and removed
changed     was written here, and changed since: is left
foreign     is somebody else's: is left
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from enum import StrEnum
from typing import TYPE_CHECKING

from unbend import resources
from unbend.work.service_text import is_ours, was_ours
from unbend.work.starters import NotInstalled

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from unbend.work.starters import Starter

_MOST_BYTES = 64 * 1024
_FOLDERS = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
"""Where a person's own shell has moved them, the work clock has to know of it: it would keep another's state there."""


class Status(StrEnum):
    """Whose file it is."""

    NOTHING = "nothing"
    OURS = "ours"
    CHANGED = "changed"
    FOREIGN = "foreign"


def found(file: Path) -> Status:
    """Return whose `file` is. Raises `NotInstalled` where it cannot be read."""
    try:
        if file.is_symlink():
            return Status.FOREIGN
        with file.open("rb") as stream:
            text = stream.read(_MOST_BYTES)
    except FileNotFoundError:
        return Status.NOTHING
    except OSError as error:
        msg = f"{resources.with_tilde(file)} cannot be read: {error.strerror}"
        raise NotInstalled(msg) from error
    if is_ours(text):
        return Status.OURS
    return Status.CHANGED if was_ours(text) else Status.FOREIGN


def install(system: Starter, arguments: Sequence[str], *, is_begun: bool) -> None:
    """Have `unbend` with `arguments` begin with the session, and where `is_begun` now; replace what is ours.

    Raises `NotInstalled`, and then everything is as it was before.
    """
    file, shown = system.file, resources.with_tilde(system.file)
    is_whose = found(file)
    if is_whose is Status.CHANGED:
        msg = f"{shown} was changed since it was written; move it aside, and ask again"
        raise NotInstalled(msg)
    if is_whose is Status.FOREIGN:
        msg = f"{shown} was not written by Unbend; it was left as it is"
        raise NotInstalled(msg)
    system.look()
    try:
        before = file.read_bytes() if is_whose is Status.OURS else None
        _write(file, system.text([sys.executable, "-P", "-m", "unbend", *arguments], _environment()))
    except OSError as error:
        msg = f"{shown} cannot be written: {error.strerror}"
        raise NotInstalled(msg) from error
    try:
        system.turn_on(is_begun=is_begun)
    except NotInstalled as error:
        _take_back(system, before)
        msg = f"{error}; {shown} is as it was before"
        raise NotInstalled(msg) from error


def uninstall(system: Starter) -> bool:
    """Undo `install`; return whether there was anything to undo.

    Raises `NotInstalled` where the file is no longer as it was written: it is left, and whatever goes by it.
    """
    file, shown = system.file, resources.with_tilde(system.file)
    is_whose = found(file)
    if is_whose is Status.NOTHING:
        return False
    if is_whose is not Status.OURS:
        why = "was changed since it was written" if is_whose is Status.CHANGED else "was not written by Unbend"
        msg = f"{shown} {why}, so it was left as it is; {system.off_shown} turns it off"
        raise NotInstalled(msg)
    system.look()
    system.turn_off()
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        msg = f"{shown} cannot be removed: {error.strerror}"
        raise NotInstalled(msg) from error
    system.forget()
    return True


def _take_back(system: Starter, before: bytes | None) -> None:
    with suppress(OSError, NotInstalled):
        if before is None:
            with suppress(NotInstalled):
                system.turn_off()
            system.file.unlink(missing_ok=True)
            system.forget()
        else:
            _write(system.file, before)
            system.turn_on(is_begun=True)


def _write(file: Path, text: bytes) -> None:
    """Put `text` in the place of `file` in one move. Raises `OSError`."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}.{os.getpid()}.new")  # a name that neither system takes for a file of its own
    try:
        beside.write_bytes(text)
        beside.replace(file)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def _environment() -> dict[str, str]:
    return {name: value for name in _FOLDERS if (value := os.environ.get(name, "").strip())}
