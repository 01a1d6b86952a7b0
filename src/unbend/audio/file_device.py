"""just_playback: for the platforms on which miniaudio has no wheel; it plays files, each on a stream of its own.

Where there is no sound device it plays into a "Null" device, says that all is well, and cannot be asked. So what it
has opened is looked at: on Linux a stream that is heard somewhere is an open socket to the sound server or an open
device file, and a stream into the void is neither. Looked at for every cue, as the server may die at any time.
"""

from __future__ import annotations

import importlib
import sys
import tempfile
import threading
from array import array
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from unbend.audio.samples import RATE_HZ, write_cue

if TYPE_CHECKING:
    from collections.abc import Callable

    from unbend.audio.samples import LoadedCue


class Playback(Protocol):
    """What is used of just_playback's class of that name."""

    @property
    def active(self) -> bool:
        """Say whether it sounds still."""
        ...

    def set_volume(self, volume: float, /) -> None:
        """Be so loud, 0..1 of the amplitude, from the next file on."""
        ...

    def load_file(self, path_to_file: str, /) -> None:
        """Open the file, and a stream for it."""
        ...

    def play(self) -> None:
        """Begin."""
        ...

    def close(self) -> None:
        """Be silent, and give the stream back."""
        ...


WATCH_S = 0.1
"""How often is looked whether a stream has ended. An open one costs 8 to 10 ms of CPU a second, a closed one none."""

_HEARD_SOMEWHERE = ("socket:", "/dev/snd/", "/dev/dsp")


class NobodyHears(Exception):
    """What was opened leads to no device."""

    def __init__(self) -> None:
        super().__init__("no sound server or device behind it, it would play into the void")


class FileDevice:
    """A stream for each cue, closed when it has sounded; the sound server mixes them."""

    backend = "just_playback"

    def __init__(
        self,
        make: Callable[[], Playback],
        began: Callable[[int, float], None],
        streams: Callable[[], frozenset[str] | None],
        proof: str,
    ) -> None:
        """Prove the device with the file `proof`. Raises `NobodyHears`, or the library's own error.

        `make` opens a player of files; `streams` names what is open to a sound server or device, None where that
        cannot be known.
        """
        self._make = make
        self._began = began
        self._streams = streams
        self._playing: list[Playback] = []
        self._opened(proof, 0.0).close()

    @property
    def wake_in_s(self) -> float | None:
        """Say when `tend` wants to be called next; None while no stream is open."""
        return WATCH_S if self._playing else None

    def load(self, cue: LoadedCue) -> None:
        """Do nothing: the library reads the file itself, in 3 ms."""

    def play(self, number: int, cue: LoadedCue) -> None:
        """Let the cue sound at once. Raises `NobodyHears` or the library's error when the device is gone."""
        playback = self._opened(cue.path, cue.gain)
        playback.play()
        self._playing.append(playback)
        self._began(number, cue.lasts_s)

    def prepare(self) -> None:
        """Do nothing: every cue opens a stream of its own."""

    def stop(self) -> None:
        """Close every stream, which silences it at once."""
        playing, self._playing = self._playing, []
        for playback in playing:
            _close_apart(playback)

    def tend(self) -> None:
        """Close the streams that have ended."""
        ended = [playback for playback in self._playing if not playback.active]
        self._playing = [playback for playback in self._playing if playback not in ended]
        for playback in ended:
            _close_apart(playback)

    def _opened(self, path: str, gain: float) -> Playback:
        before = self._streams()
        playback = self._make()
        playback.set_volume(gain)
        playback.load_file(path)
        after = self._streams()
        if before is not None and after is not None and not after - before:
            _close_apart(playback)
            raise NobodyHears
        return playback


def open_just_playback(began: Callable[[int, float], None]) -> FileDevice:
    """Open just_playback. Raises `NobodyHears` where there is no device, or whatever the library raises."""
    library = importlib.import_module("just_playback")
    with tempfile.TemporaryDirectory(prefix="unbend-") as folder:
        proof = Path(folder, "silence.wav")
        write_cue(str(proof), array("h", bytes(2 * RATE_HZ // 100)))
        return FileDevice(library.Playback, began, open_streams, str(proof))


def open_streams() -> frozenset[str] | None:
    """Return which sockets and sound devices this process has open; None where the system does not tell."""
    if sys.platform != "linux":
        return None
    found = set()
    for link in Path("/proc/self/fd").iterdir():
        with suppress(OSError):  # the one through which the list itself was read is closed by now
            target = str(link.readlink())
            if target.startswith(_HEARD_SOMEWHERE):
                found.add(f"{link.name} {target}")
    return frozenset(found)


def _close_apart(playback: Playback) -> None:
    """Close a stream without waiting: it takes 60 to 80 ms, and for ever when the sink it played on is gone."""
    threading.Thread(target=playback.close, daemon=True).start()
