"""How loud a sound is to a human ear, by the broadcasters' measure: for cues and for speech.

Pure arithmetic over samples of -1..1 at `RATE_HZ`.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from unbend.audio.samples import RATE_HZ

if TYPE_CHECKING:
    from collections.abc import Sequence

WINDOW_S = 0.4
"""The standard's momentary loudness."""


def loudest_lufs(values: Sequence[float]) -> float:
    """Return the greatest momentary loudness of `values` in LUFS (ITU-R BS.1770-4); silence is minus infinity.

    A sound shorter than the window counts as padded with silence, which is what an ear makes of it too. A sine of 997
    Hz at -20 dBFS is at -23.0 LUFS.
    """
    window = round(WINDOW_S * RATE_HZ)
    squares = [value * value for value in _k_weighted(values)] + [0.0] * window
    energy = greatest = sum(squares[:window])
    for index in range(window, len(squares)):
        energy += squares[index] - squares[index - window]
        greatest = max(greatest, energy)
    return -0.691 + 10 * math.log10(greatest / window) if greatest > 0 else -math.inf


def _k_weighted(values: Sequence[float]) -> list[float]:
    """Return `values` as they reach the ear around a head: the standard's two filters, at our rate.

    The numbers are the analogue prototypes behind the standard's tables for 48 kHz, as derived in libebur128.
    """
    k, q, high = math.tan(math.pi * 1681.974450955533 / RATE_HZ), 0.7071752369554196, 10 ** (3.999843853973347 / 20)
    band, norm = high**0.4996667741545416, 1 + k / q + k * k
    zeros = ((high + band * k / q + k * k) / norm, 2 * (k * k - high) / norm, (high - band * k / q + k * k) / norm)
    shelved = _filtered(values, zeros, (2 * (k * k - 1) / norm, (1 - k / q + k * k) / norm))
    k, q = math.tan(math.pi * 38.13547087602444 / RATE_HZ), 0.5003270373238773
    norm = 1 + k / q + k * k
    return _filtered(shelved, (1.0, -2.0, 1.0), (2 * (k * k - 1) / norm, (1 - k / q + k * k) / norm))


def _filtered(values: Sequence[float], zeros: tuple[float, float, float], poles: tuple[float, float]) -> list[float]:
    """Return `values` through one second-order section."""
    out = []
    kept_1 = kept_2 = 0.0
    for value in values:
        result = zeros[0] * value + kept_1
        kept_1 = zeros[1] * value - poles[0] * result + kept_2
        kept_2 = zeros[2] * value - poles[1] * result
        out.append(result)
    return out
