"""Copies of the cues at the volume they are to be played at, for players that cannot turn a file down."""

from __future__ import annotations

import tempfile
import threading
from array import array
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from unbend.audio.samples import RATE_HZ, CueUnreadable, read_cue, write_cue

if TYPE_CHECKING:
    from collections.abc import Iterable


class Copies:
    """A temporary folder of copies, each made once; usable from several threads."""

    def __init__(self) -> None:
        """Make the folder. Raises `OSError` where that cannot be done."""
        self._lock = threading.Lock()
        self._is_removed = False
        self._copies: dict[tuple[Path, float], tuple[Path, float]] = {}
        self._folder = tempfile.TemporaryDirectory(prefix="unbend-", ignore_cleanup_errors=True)

    def silence(self) -> Path:
        """Return a file of 10 ms of silence, to prove a player with. Raises `OSError` when it cannot be written."""
        path = Path(self._folder.name, "silence.wav")
        write_cue(str(path), array("h", bytes(2 * RATE_HZ // 100)))
        return path

    def of(self, path: Path, gain: float) -> tuple[Path, float]:
        """Return a file with the cue at `path` times `gain`, and how many seconds it lasts.

        Raises `CueUnreadable` for what cannot be played, `OSError` when the copy cannot be written.
        """
        with self._lock:
            if (path, gain) not in self._copies:
                samples = read_cue(str(path), gain)
                copy = Path(self._folder.name, f"{len(self._copies)}.wav")
                write_cue(str(copy), samples)
                self._copies[path, gain] = (copy, len(samples) / RATE_HZ)
            return self._copies[path, gain]

    def make_ahead(self, likely: Iterable[tuple[Path, float]]) -> None:
        """Make these copies on a thread, one by one, so that no cue is late for being the first of its kind."""
        threading.Thread(target=self._make, args=(tuple(likely),), name="unbend-copies", daemon=True).start()

    def remove(self) -> None:
        """Remove the folder with all that is in it."""
        with self._lock:
            self._is_removed = True
            self._folder.cleanup()

    def _make(self, likely: tuple[tuple[Path, float], ...]) -> None:
        for path, gain in likely:
            if self._is_removed:
                return
            with suppress(CueUnreadable, OSError):  # told when it is to be played
                self.of(path, gain)
