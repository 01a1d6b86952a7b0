"""A whole session as one row of samples: every sound at its instant, block by block, never the hour in memory.

Pure: no file, no device, no clock. What is heard for which event is asked of the very listener that plays a session.
"""

from __future__ import annotations

import operator
from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

from unbend.audio.cue_sink import CueSink
from unbend.audio.samples import FULL_SCALE, RATE_HZ, scaled

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from unbend.cue_table import CueGroup
    from unbend.engine.rehearsal import Rehearsal
    from unbend.units import Ms

BLOCK_FRAMES = RATE_HZ
"""A second at a time: long enough for the encoder, short enough for a progress bar."""
CEILING = int(FULL_SCALE * 10 ** (-1 / 20))
"""No sample goes beyond it: -1 dB, because a lossy format overshoots a little when it is decoded."""
_WIDE = "l"


@dataclass(frozen=True, slots=True)
class Sounding:
    """A sound that begins at an instant of the session."""

    at_ms: Ms
    name: str
    level: float = 1.0
    """Its part of the volume, 0..1."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """Where a step begins, for players that can jump there."""

    at_ms: Ms
    title: str


def soundings(
    rehearsal: Rehearsal,
    *,
    countdown: bool = True,
    halfway: bool = True,
    levels: Mapping[CueGroup, float] | None = None,
    silent: Collection[str] = (),
) -> list[Sounding]:
    """Return what is heard in that session, in order, with the settings that `CueSink` takes."""
    notes = _Notes()
    parts = {} if levels is None else {"levels": levels}
    sink = CueSink(notes, countdown=countdown, halfway=halfway, silent=silent, **parts)
    for event in rehearsal.events:
        notes.at_ms = event.due_ms
        sink.handle(event, 0)
    return notes.soundings


def chapters(rehearsal: Rehearsal) -> list[Chapter]:
    """Return one chapter for each step that is done."""
    plan = rehearsal.plan
    return [
        Chapter(started.due_ms, ", ".join(filter(None, (started.variant.name, plan.steps[started.step].about))))
        for started in rehearsal.steps
    ]


class Track:
    """Sounds in their places, on silence of a length; rendered as often as it is asked for."""

    def __init__(self, soundings: Iterable[Sounding], sounds: Mapping[str, array[int]], least_ms: Ms) -> None:
        """Lay `sounds` where `soundings` say; one without samples is left out, as a session leaves it out.

        The track lasts `least_ms`, or until the last sound has ended.
        """
        placed = (
            (frame_at(each.at_ms), _at_level(sounds[each.name], each.level))
            for each in soundings
            if each.name in sounds
        )
        self._placed = sorted(placed, key=operator.itemgetter(0))
        self.frames = max([frame_at(least_ms), *(at + len(samples) for at, samples in self._placed)])

    @property
    def count(self) -> int:
        """How many sounds it has."""
        return len(self._placed)

    def blocks(self) -> Iterator[array[int]]:
        """Yield the samples from the first to the last, at most `BLOCK_FRAMES` at a time.

        Where several sounds together would pass the ceiling, the whole track is made quieter by as much: nothing is
        clipped or bent, and every sound keeps its place beside the others.
        """
        loudest = max((_peak(block) for block in self._sums() if block.typecode == _WIDE), default=0)
        gain = min(1.0, CEILING / loudest) if loudest else 1.0
        for block in self._sums():
            yield array("h", scaled(block, gain)) if block.typecode == _WIDE else block

    def _sums(self) -> Iterator[array[int]]:
        """Yield the plain sums, wider than 16 bits because they may be greater than those hold; silence as it is."""
        ahead = iter(self._placed)
        coming = next(ahead, None)
        sounding: list[tuple[int, array[int]]] = []
        for start in range(0, self.frames, BLOCK_FRAMES):
            end = min(start + BLOCK_FRAMES, self.frames)
            while coming is not None and coming[0] < end:
                sounding.append(coming)
                coming = next(ahead, None)
            if not sounding:  # most of a quiet hour, and nothing to add up
                yield array("h", bytes(2 * (end - start)))
                continue
            block = array(_WIDE, [0]) * (end - start)
            for at, samples in sounding:
                first, last = max(at, start), min(at + len(samples), end)
                chunk = samples[first - at : last - at]
                there = slice(first - start, last - start)
                block[there] = array(_WIDE, map(operator.add, block[there], chunk))
            sounding = [(at, samples) for at, samples in sounding if at + len(samples) > end]
            yield block


def _at_level(samples: array[int], level: float) -> array[int]:
    return samples if level == 1.0 else array("h", scaled(samples, level))


def frame_at(at_ms: Ms) -> int:
    """Return the sample at which something that begins at `at_ms` begins."""
    return at_ms * RATE_HZ // 1000


def _peak(block: array[int]) -> int:
    lowest, highest = min(block), max(block)
    return max(highest, -lowest)


class _Notes:
    """A player that writes down what it is asked for, and when."""

    status = "sound: written down"

    def __init__(self) -> None:
        self.at_ms: Ms = 0
        self.soundings: list[Sounding] = []

    def play(self, name: str, level: float = 1.0) -> None:
        """Note the cue, unless it is not heard."""
        if level > 0:
            self.soundings.append(Sounding(self.at_ms, name, level))

    def say(self, file: Path, level: float, in_s: float) -> None:
        """Say nothing: sentences are placed by themselves."""

    def prepare(self) -> None:
        """Need no device."""

    def stop(self) -> None:
        """Let every sound ring: in a rehearsal nothing is stopped."""

    def choose(self, choice: str) -> None:
        """Have no output."""

    def set_volume(self, volume: float) -> None:
        """Have no volume."""

    def set_muted(self, muted: bool) -> None:  # noqa: FBT001  # as in Player
        """Hear everything."""

    def close(self) -> None:
        """Have nothing to give back."""
