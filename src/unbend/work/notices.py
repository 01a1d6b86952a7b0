"""A notification on the desktop when a break is due, where there is a desktop and the extra `notify`.

It is shown by a process of its own with a time limit, so that no bus and no library can hold up the work clock or draw
on its screen. Over SSH the desktop of the other machine is none of the person's, and is left alone.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from unbend.breaks import events as e
from unbend.breaks.words import sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from unbend.breaks.events import Event
    from unbend.breaks.view import View
    from unbend.breaks.wall import WallClock

TITLE = "Unbend"
WITHIN_S = 5.0
"""How long showing one may take."""
_BOOTSTRAP = (
    "import importlib, sys; sys.path.insert(0, sys.argv[1]); import unbend; del sys.path[0];"
    "sys.exit(importlib.import_module('unbend.work.desktop').main(sys.argv[2:]))"
)
"""As the sound's worker is started: from the place of this package, and from no folder that happens to be near."""


def library_is_installed() -> bool:
    """Return whether the extra `notify` is there."""
    return find_spec("desktop_notifier") is not None


def is_elsewhere() -> bool:
    """Return whether the person sits at another machine than this one."""
    return bool(os.environ.get("SSH_CONNECTION"))


def desktop(*arguments: str) -> str | None:
    """Return what the process answers to `arguments` (see `desktop`), or None where nothing shows notifications."""
    root = str(Path(__file__).parents[2])
    try:
        done = subprocess.run(  # noqa: S603  # our own module
            [sys.executable, "-P", "-c", _BOOTSTRAP, root, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # what a library complains of is not for the person's screen
            timeout=WITHIN_S,
            check=False,
            start_new_session=True,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode(errors="replace").strip() if done.returncode == 0 else None


class Notices:
    """A listener of the work clock that notifies on the desktop, and `instead` where that does not come off."""

    def __init__(self, instead: Callable[[str], None] = lambda _: None, *, how: str = "") -> None:
        """Notify on the desktop where there is one; else `instead` gets the sentence, perhaps on another thread.

        `how` is a sentence that a break is had with, for somebody who sees nothing but the notification.
        """
        self._instead = instead
        self._how = how
        self._is_there = library_is_installed() and not is_elsewhere()
        self._thread: threading.Thread | None = None

    def handle(self, event: Event, wall_clock: WallClock) -> None:
        """Notify of what is due now, unless it is to be soft; come back at once."""
        match event:
            case e.BreakDue() if not event.is_soft:
                self._notify(f"{sentence(event, wall_clock)} {self._how}".rstrip())
            case e.PostureDue() if not event.is_soft:
                self._notify(sentence(event, wall_clock))

    def beat(self, view: View) -> None:
        """Do nothing: a notification is shown once."""

    def close(self) -> None:
        """Wait for the one that is being shown, which has a limit of its own."""
        if self._thread is not None:
            self._thread.join(2 * WITHIN_S)

    def _notify(self, text: str) -> None:
        if not self._is_there:
            self._instead(text)
        elif self._thread is None or not self._thread.is_alive():  # one that hangs is not joined by a second
            self._thread = threading.Thread(target=self._show, args=(text,), name="unbend-notice", daemon=True)
            self._thread.start()

    def _show(self, text: str) -> None:
        if desktop("show", TITLE, text) is None:
            self._instead(text)
