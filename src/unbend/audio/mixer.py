"""Mixes the cues that sound at the same time into one stream of 16-bit samples.

Pure arithmetic: no device, no clock. The device's own thread calls `render`, the worker's loop the rest, so a lock
guards the list of voices and is held for a few dozen microseconds at most.
"""

from __future__ import annotations

import math
import threading
from array import array

from unbend.audio.samples import FULL_SCALE, RATE_HZ, scaled

TYPE_CHECKING = False  # typing is not imported in the worker: it costs milliseconds
if TYPE_CHECKING:
    from collections.abc import Callable

FADE_FRAMES = RATE_HZ * 3 // 1000
"""A wave cut in the middle clicks. Three milliseconds of fade do not, and leave a stop inside its 40 ms."""

KNEE = 24_000
"""Where a sum of voices begins to be bent. A shipped cue peaks at half of full scale, a tick over it stays below."""


class Voice:
    """One cue on its way out: its samples and how many of them are gone."""

    __slots__ = ("gain", "number", "position", "samples")

    def __init__(self, number: int, samples: array[int], gain: float) -> None:
        """Begin cue `number` at its first sample."""
        self.number = number
        self.samples = samples
        self.gain = gain
        self.position = 0


class Mixer:
    """Holds the voices that sound and turns them into blocks of samples."""

    def __init__(self, on_begin: Callable[[int, float], None]) -> None:
        """Call `on_begin` with a cue's number and length in s when its first samples leave, as they are rendered."""
        self._on_begin = on_begin
        self._voices: list[Voice] = []
        self._lock = threading.Lock()

    @property
    def is_empty(self) -> bool:
        """Say whether every voice has been rendered to its end."""
        return not self._voices

    def add(self, number: int, samples: array[int], gain: float = 1.0) -> None:
        """Let cue `number` sound from the next block on, at `gain` (0..1).

        Scaled block by block: to scale three seconds at once would hold the cue back by 20 ms or more.
        """
        with self._lock:
            self._voices.append(Voice(number, samples, gain))

    def fade_out(self) -> None:
        """Let every voice end within `FADE_FRAMES`; one that has not begun is dropped."""
        with self._lock:
            self._voices = [voice for voice in self._voices if voice.position]
            for voice in self._voices:
                voice.samples = voice.samples[: voice.position] + _faded(voice)

    def render(self, frames: int) -> bytes:
        """Return the next `frames` samples; silence where no voice has any left."""
        begun: list[Voice] = []
        with self._lock:
            if not self._voices:
                return bytes(2 * frames)
            chunks = []
            for voice in self._voices:
                if not voice.position:
                    begun.append(voice)
                chunks.append(scaled(voice.samples[voice.position : voice.position + frames], voice.gain))
                voice.position += frames
            self._voices = [voice for voice in self._voices if voice.position < len(voice.samples)]
        for voice in begun:
            self._on_begin(voice.number, len(voice.samples) / RATE_HZ)
        return _mixed(chunks, frames)


def _faded(voice: Voice) -> array[int]:
    """Return what may still be heard of `voice`: its next samples, falling to nothing in half a cosine."""
    rest = voice.samples[voice.position : voice.position + FADE_FRAMES]
    return array("h", [int(s * (0.5 + 0.5 * math.cos(math.pi * i / FADE_FRAMES))) for i, s in enumerate(rest)])


def _mixed(chunks: list[array[int]], frames: int) -> bytes:
    """Return the sum of `chunks`, each padded with silence to `frames`."""
    if len(chunks) == 1:
        return chunks[0].tobytes().ljust(2 * frames, b"\0")
    total = [0] * frames
    for chunk in chunks:
        for index, sample in enumerate(chunk):
            total[index] += sample
    if max(total) > KNEE or min(total) < -KNEE:
        total = [_bent(sample) for sample in total]
    return array("h", total).tobytes()


def _bent(sample: int) -> int:
    """Return `sample` as it is below the knee, and ever closer to full scale above it: soft, never square."""
    over = abs(sample) - KNEE
    if over <= 0:
        return sample
    room = FULL_SCALE - KNEE
    return int(math.copysign(KNEE + room * math.tanh(over / room), sample))
