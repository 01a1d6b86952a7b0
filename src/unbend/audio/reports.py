"""What an output of the chain is asked to do, and what it reports back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path


SPEECH = "speech"
"""The name of whatever is spoken."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue, or one spoken sentence, as it was asked for."""

    number: int
    """Counts the cues of this client, from 1."""

    name: str
    """Its name, for the log."""

    path: Path
    """Its file, absolute."""

    gain: float
    """What its samples are multiplied by, over 0 and up to 1."""

    due_s: float
    """When it is to begin: the instant it was asked for, or a later one."""


class Output(Protocol):
    """A step in use."""

    @property
    def survives_silence(self) -> bool:
        """Say whether it can go on playing after `silence`, or must be opened anew."""
        ...

    def play(self, cue: Cue) -> None:
        """Play `cue`; answer `Began`, `Refused`, or nothing when stuck."""
        ...

    def prepare(self) -> None:
        """Wake the device ahead of a cue."""
        ...

    def silence(self) -> None:
        """Silence whatever sounds, at once. Callable from any thread, and more than once."""
        ...

    def close(self) -> None:
        """Silence everything and end whatever was started."""
        ...


@dataclass(frozen=True, slots=True)
class Ready:
    """An output has proved its device."""

    source: Output
    through: str = ""
    """The sound system underneath, where the output knows it."""


@dataclass(frozen=True, slots=True)
class Began:
    """A cue's first samples are on their way."""

    source: Output
    number: int
    lasts_s: float


@dataclass(frozen=True, slots=True)
class Refused:
    """A cue's file cannot be played; the output itself is well."""

    source: Output
    number: int
    why: str


@dataclass(frozen=True, slots=True)
class Ended:
    """An output is gone and plays no more."""

    source: Output
    why: str


Report = Ready | Began | Refused | Ended
Post = Callable[[Report], None]
"""Takes a report, from any thread, and hands it to the conductor in its own time."""
