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
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from unbend import resources
from unbend.work.service_text import is_ours, was_ours
from unbend.work.starters import NotInstalled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from unbend.work.starters import Starter

_MOST_BYTES = 64 * 1024
_FOLDERS = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
"""Where a person's own shell has moved them, the work clock has to know of it: it would keep another's state there."""


class Ownership(StrEnum):
    """Whose file it is."""

    NOTHING = "nothing"
    OURS = "ours"
    CHANGED = "changed"
    FOREIGN = "foreign"


def found(file: Path) -> Ownership:
    """Return whose `file` is. Raises `NotInstalled` where it cannot be read."""
    try:
        if file.is_symlink():
            return Ownership.FOREIGN
        with file.open("rb") as stream:
            text = stream.read(_MOST_BYTES)
    except FileNotFoundError:
        return Ownership.NOTHING
    except OSError as error:
        msg = f"{resources.with_tilde(file)} cannot be read: {error.strerror}"
        raise NotInstalled(msg) from error
    if is_ours(text):
        return Ownership.OURS
    return Ownership.CHANGED if was_ours(text) else Ownership.FOREIGN


def install(system: Starter, arguments: Sequence[str], *, is_begun: bool) -> None:
    """Have `unbend` with `arguments` begin with the session, and where `is_begun` now; replace what is ours.

    Raises `NotInstalled`, and then everything is as it was before, unless the message says what is not.
    """
    file, shown = system.file, resources.with_tilde(system.file)
    whose = found(file)
    if whose is Ownership.CHANGED:
        msg = f"{shown} was changed since it was written; move it aside, and ask again"
        raise NotInstalled(msg)
    if whose is Ownership.FOREIGN:
        msg = f"{shown} was not written by Unbend; it was left as it is"
        raise NotInstalled(msg)
    system.look()
    was_running = system.is_running()
    try:
        before = file.read_bytes() if whose is Ownership.OURS else None
        _write(file, system.text([sys.executable, "-P", "-m", "unbend", *arguments], _environment()))
    except OSError as error:
        msg = f"{shown} cannot be written: {error.strerror}"
        raise NotInstalled(msg) from error
    try:
        system.turn_on(is_begun=is_begun)
    except (NotInstalled, OSError) as error:
        left = _take_back(system, before, was_running=was_running)
        msg = f"{_complaint(error)}; {left or f'{shown} is as it was before'}"
        raise NotInstalled(msg) from error


def uninstall(system: Starter) -> bool:
    """Undo `install`; return whether there was anything to undo.

    Raises `NotInstalled` where the file is no longer as it was written: it is left, and whatever goes by it.
    """
    file, shown = system.file, resources.with_tilde(system.file)
    whose = found(file)
    if whose is Ownership.NOTHING:
        return False
    if whose is not Ownership.OURS:
        why = "was changed since it was written" if whose is Ownership.CHANGED else "was not written by Unbend"
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


def _take_back(system: Starter, before: bytes | None, *, was_running: bool) -> str:
    """Have everything as it was `before`; return what is not, as a clause, empty where all is."""
    trouble = []
    if before is None or not was_running:
        trouble.append(_trouble(system.turn_off))
    if before is None:
        trouble += [_trouble(lambda: system.file.unlink(missing_ok=True)), _trouble(system.forget)]
        trouble.append("it no longer runs" if was_running else "")
    else:
        trouble.append(_trouble(lambda: _write(system.file, before)))
        trouble.append(_trouble(lambda: system.turn_on(is_begun=was_running)))
    why = next(filter(None, trouble), "")
    shown = resources.with_tilde(system.file)
    return (
        why and f"and it could not be put back as it was: {why}; look at {shown}, and {system.off_shown} turns it off"
    )


def _trouble(do: Callable[[], None]) -> str:
    """Do that; return what went wrong, empty where nothing did."""
    try:
        do()
    except (NotInstalled, OSError) as error:
        return _complaint(error)
    return ""


def _complaint(error: NotInstalled | OSError) -> str:
    if isinstance(error, OSError):
        where = f"{resources.with_tilde(Path(error.filename))}: " if error.filename else ""
        return f"{where}{error.strerror}"
    return str(error)


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
