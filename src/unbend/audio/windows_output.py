"""winsound, which comes with Python on Windows: one sound at a time, and no volume of its own.

In this process, as it belongs to the standard library and starting one for every cue would take longer than a cue may
be late. Never run on Windows so far: what is tested is tested with a double.
"""

from __future__ import annotations

import importlib
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from unbend.audio.copies import Copies
from unbend.audio.reports import Began, Cue, Ended, Post, Ready, Refused
from unbend.audio.samples import CueUnreadable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class WinsoundOutput:
    """Plays copies of the cues through `winsound.PlaySound`; a cue ends the one before it."""

    survives_silence = True

    def __init__(self, post: Post, likely: Iterable[tuple[Path, float]] = (), library: Any = None) -> None:  # noqa: ANN401 - winsound has no types elsewhere
        """Prove the device with 10 ms of silence. Raises `OSError` where there is no winsound or nowhere for copies.

        `likely` are files that will be asked for, with their gains; `library` stands in for winsound.
        """
        try:
            self._library = library or importlib.import_module("winsound")
        except ImportError as error:
            raise OSError(str(error)) from error
        self._post = post
        self._likely = tuple(likely)
        self._copies = Copies()
        try:
            probe = self._copies.silence()
        except OSError:
            self._copies.remove()
            raise
        # On a thread: it waits until the sound has ended, and a hung sound system for ever.
        threading.Thread(target=self._prove, args=(probe,), name="unbend-winsound", daemon=True).start()

    def play(self, cue: Cue) -> None:
        """Play `cue`, in the place of one that still sounds."""
        library = self._library
        try:
            copy, lasts_s = self._copies.of(cue.path, cue.gain)
            library.PlaySound(str(copy), library.SND_FILENAME | library.SND_NODEFAULT | library.SND_ASYNC)
        except CueUnreadable as error:
            self._post(Refused(self, cue.number, str(error)))
        except (OSError, RuntimeError) as error:
            self._post(Ended(self, f"cannot play ({error})"))
        else:
            self._post(Began(self, cue.number, lasts_s))

    def prepare(self) -> None:
        """Make the copies that will be asked for; every cue opens the device anew."""
        likely, self._likely = self._likely, ()
        if likely:
            self._copies.make_ahead(likely)

    def silence(self) -> None:
        """End the sound that plays."""
        with suppress(RuntimeError):
            self._library.PlaySound(None, 0)

    def close(self) -> None:
        """End the sound that plays, and remove the copies."""
        self.silence()
        self._copies.remove()

    def _prove(self, probe: Path) -> None:
        library = self._library
        try:
            # Without NODEFAULT a system that cannot play the file would ring its own chime.
            library.PlaySound(str(probe), library.SND_FILENAME | library.SND_NODEFAULT)
        except RuntimeError as error:
            self._post(Ended(self, f"cannot play ({error})"))
        else:
            self._post(Ready(self))
