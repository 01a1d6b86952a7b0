"""The folder of the work clock's socket: made so, or refused unless, only the user can open it."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_OWNER_ONLY = 0o700
_WRITABLE_BY_OTHERS = 0o022


class NotPrivate(OSError):
    """Somebody else could reach into the folder; the message is a clause."""


def make_private(folder: Path) -> None:
    """Make `folder` where it is missing, for the user alone. Raises `NotPrivate` or `OSError`.

    The folder above it counts as well: who may write there can put another folder in this one's place.
    """
    # Those above it too: a folder for the run that others may open is one that platformdirs passes over the next time.
    for each in (*reversed(folder.parents), folder):
        each.mkdir(mode=_OWNER_ONLY, exist_ok=True)
    found, above = folder.lstat(), folder.parent.stat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
        msg = f"{folder} belongs to somebody else"
        raise NotPrivate(msg)
    is_shared = above.st_mode & _WRITABLE_BY_OTHERS and not above.st_mode & stat.S_ISVTX
    if above.st_uid not in (0, os.getuid()) or is_shared:
        msg = f"somebody else may write to {folder.parent}"
        raise NotPrivate(msg)
    if stat.S_IMODE(found.st_mode) != _OWNER_ONLY:
        folder.chmod(_OWNER_ONLY)
