"""Where routine and exercises files are. Lists them and reads their bytes, and understands nothing of them."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from unbend.errors import WrongUse

if TYPE_CHECKING:
    from collections.abc import Mapping

ENDINGS = (".yaml", ".yml")
MOST_FILES = 10_000
MOST_BYTES = 1024 * 1024
"""A routine at its limit of 200 steps is a twentieth of this."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file that may hold a routine."""

    id: str
    path: Path
    is_shipped: bool


class Folders:
    """The folders of routines: the shipped one and the user's, each with exercises in `exercises` below it."""

    def __init__(self, shipped: Path, user: Path | None = None) -> None:
        self._folders = [(shipped, True)] + ([(user, False)] if user is not None else [])

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Every routine file by its id, in order of id.

        A user's file takes the place of a shipped one of the same name: that is how a routine is changed without
        touching what an update will replace.
        """
        found = {
            path.stem: Source(path.stem, path, is_shipped)
            for folder, is_shipped in self._folders
            for path in yaml_files(folder)
        }
        return dict(sorted(found.items()))

    @cached_property
    def exercise_files(self) -> tuple[Path, ...]:
        """Every exercises file, shipped ones first."""
        return tuple(path for folder, _ in self._folders for path in yaml_files(folder / "exercises"))


def yaml_files(folder: Path, most: int = MOST_FILES) -> list[Path]:
    """Return the YAML files directly in `folder`, by name, of its first `most` entries; none where it is missing.

    Of two that differ in their ending only, the one that ends in `.yaml` comes last and so counts.
    """
    found: list[Path] = []
    try:
        with os.scandir(folder) as entries:
            for seen, entry in enumerate(entries):
                if seen >= most:
                    break
                # A name goes to the terminal; one with an escape sequence in it must not.
                if entry.name.endswith(ENDINGS) and not entry.name.startswith(".") and entry.name.isprintable():
                    found.append(Path(entry.path))
    except (OSError, ValueError):
        return []
    return sorted(found, key=lambda path: (path.stem, path.suffix == ENDINGS[0]))


def read_file(path: Path) -> bytes:
    """Return the bytes of `path`, one more than the limit at the most. Raises `WrongUse` where that cannot be done.

    A folder, a pipe or a device of that name is refused before it is opened: reading a pipe would wait for ever.
    """
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            what = "is a folder" if stat.S_ISDIR(mode) else "is not a regular file"
            raise WrongUse(f"{path} {what}")  # noqa: EM102, TRY003  # one sentence, told as it stands
        with path.open("rb") as stream:
            return stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not a file name"
        msg = f"{path} cannot be read: {reason}"
        raise WrongUse(msg) from error


def is_there(path: Path) -> bool:
    """Whether something of that name exists; a name that no file can have is not there."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def looks_like_a_path(name: str) -> bool:
    """Whether `name` means a file rather than the id of a routine."""
    return name.endswith(ENDINGS) or os.sep in name or (os.altsep is not None and os.altsep in name)
