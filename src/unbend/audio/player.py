"""The Player everything else talks to.

A player is asked for cues by name, and for sentences by their files. It never blocks, raises or prints: sound helps a
session, and must not be able to hurt one. The player that owns a device lives in `client`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path

MUTED = "sound: muted"


class Player(Protocol):
    """Plays cues by name; every method returns at once and swallows its own failures."""

    @property
    def status(self) -> str:
        """Say in a few words what the user hears now, for the status line: "sound: on (miniaudio)"."""
        ...

    def play(self, name: str, level: float = 1.0) -> None:
        """Play the cue `name` on top of whatever sounds; a name without a file is ignored.

        `level`, 0..1, is its part of the volume; at 0 nothing is played.
        """
        ...

    def say(self, file: Path, level: float, in_s: float) -> None:
        """Play the spoken sentence in the WAV `file` at `level`, 0..1, of the volume; begin `in_s` seconds from now."""
        ...

    def prepare(self) -> None:
        """Wake the device ahead of a group of cues, two or three seconds before the first."""
        ...

    def stop(self) -> None:
        """Silence everything at once, cues asked for but not yet heard included."""
        ...

    def choose(self, choice: str) -> None:
        """Play on another output from now on; what sounds on the one before ends. The names are those of `chain`."""
        ...

    def set_volume(self, volume: float) -> None:
        """Set the volume, 0..1, for the cues that follow; 0 is silence at once, as muted."""
        ...

    def set_muted(self, muted: bool) -> None:  # noqa: FBT001 - a setter with one argument: the name says which
        """Mute at once, or let the following cues be heard again."""
        ...

    def close(self) -> None:
        """Silence everything and give the device back; later calls do nothing."""
        ...
