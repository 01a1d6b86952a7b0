"""Turns a cue file into the samples the device wants: 44.1 kHz, 16 bit, mono, scaled by a gain.

People may drop their own WAV under a cue's name, so stereo and other rates are accepted. The standard library alone:
this runs in the worker, which must be ready again in tens of milliseconds after a stop.
"""

from __future__ import annotations

import sys
import wave
from array import array

RATE_HZ = 44_100

LEAD_FRAMES = RATE_HZ * 20 // 1000
"""The silence at the head of every shipped cue: a stream that is opened for it swallows the first milliseconds."""

LONGEST_S = 60
"""A cue longer than this is a mistake (a song dropped under a cue's name), and would be held in memory whole."""

FULL_SCALE = 32_767

_BITS = 16
_WHOLE = 1 << _BITS


class LoadedCue:
    """A cue file as it was read, and how loud it is to be played."""

    __slots__ = ("_scaled", "gain", "path", "samples")

    def __init__(self, path: str, samples: array[int], gain: float) -> None:
        """Hold `samples` of the file at `path`, to be played at `gain` (0..1)."""
        self.path = path
        self.gain = gain
        self.samples = samples
        self._scaled: array[int] | None = None

    @property
    def lasts_s(self) -> float:
        """Say how long it sounds."""
        return len(self.samples) / RATE_HZ

    @property
    def lead_frames(self) -> int:
        """Say how many samples of silence it begins with, `LEAD_FRAMES` at the most."""
        lead = self.samples[:LEAD_FRAMES]
        return next((index for index, sample in enumerate(lead) if sample), len(lead))

    def scaled(self) -> array[int]:
        """Return its samples times its gain; the first time takes 20 ms for a sound of three seconds."""
        if self._scaled is None:
            self._scaled = scaled(self.samples, self.gain)
        return self._scaled


class CueUnreadable(Exception):
    """A cue file cannot be played; the message is a sentence for the log."""

    def __init__(self, path: str, why: object) -> None:
        super().__init__(f"{path}: {why}")


def read_cue(path: str, gain: float) -> array[int]:
    """Read the WAV file at `path`, scaled by `gain` (0..1). Raises `CueUnreadable` for what cannot be played."""
    try:
        with wave.open(path, "rb") as file:
            channels, width, rate, frames = file.getparams()[:4]
            if width != 2 or channels not in (1, 2):  # noqa: PLR2004 - bytes, and mono or stereo
                raise CueUnreadable(path, "only 16-bit mono or stereo WAV can be played")
            if not 0 < frames <= rate * LONGEST_S:
                raise CueUnreadable(path, f"a cue lasts up to {LONGEST_S} s, and is not empty")
            samples = array("h", file.readframes(frames))
    except (OSError, EOFError, ValueError, wave.Error) as error:
        raise CueUnreadable(path, error) from error
    if sys.byteorder == "big":
        samples.byteswap()
    if channels == 2:  # noqa: PLR2004 - left and right
        samples = array("h", ((left + right) // 2 for left, right in zip(samples[::2], samples[1::2], strict=True)))
    return scaled(at_device_rate(samples, rate), gain)


def cue_length_s(path: str) -> float:
    """Return how long the WAV file at `path` lasts, by its header. Raises `CueUnreadable`."""
    try:
        with wave.open(path, "rb") as file:
            return file.getnframes() / file.getframerate()
    except (OSError, EOFError, ValueError, wave.Error) as error:
        raise CueUnreadable(path, error) from error


def scaled(samples: array[int], gain: float) -> array[int]:
    """Return `samples` times `gain`, which is taken as 1 above 1: a cue is made quieter, never louder than its file."""
    if gain >= 1:
        return samples
    # In whole numbers, since this may stand between a cue and its instant, and takes half as long.
    parts = int(gain * _WHOLE)
    return array("h", [sample * parts >> _BITS for sample in samples])


def at_device_rate(samples: array[int], rate_hz: int) -> array[int]:
    """Return `samples` at `RATE_HZ`, by straight lines between neighbours: plain, and enough for a cue."""
    if rate_hz == RATE_HZ:
        return samples
    step = rate_hz / RATE_HZ
    out = array("h")
    for index in range(int(len(samples) / step)):
        left = int(index * step)
        right = min(left + 1, len(samples) - 1)
        part = index * step - left
        out.append(int(samples[left] + (samples[right] - samples[left]) * part))
    return out


def write_cue(path: str, samples: array[int]) -> None:
    """Write `samples` as a WAV file any system player takes. Raises `OSError` when the disk does not let us."""
    data = samples
    if sys.byteorder == "big":
        data = array("h", samples)
        data.byteswap()
    with wave.open(path, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes(data.tobytes())
