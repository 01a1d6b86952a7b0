"""The measure of loudness against the standard's own reference points."""

from __future__ import annotations

import math

import pytest
from scripts.loudness import loudest_lufs

from unbend.audio.samples import RATE_HZ


def sine(frequency_hz: float, level_db: float, lasts_s: float = 1.0) -> list[float]:
    """Return a sine with its peak at `level_db`."""
    peak = 10 ** (level_db / 20)
    step = 2 * math.pi * frequency_hz / RATE_HZ
    return [peak * math.sin(step * index) for index in range(round(lasts_s * RATE_HZ))]


def test_the_reference_tone_measures_as_the_standard_says() -> None:
    """997 Hz at -20 dBFS is -23.0 LUFS."""
    assert loudest_lufs(sine(997, -20)) == pytest.approx(-23.0, abs=0.05)


def test_half_the_level_is_six_units_less() -> None:
    """The measure is linear in decibels."""
    assert loudest_lufs(sine(997, -20)) - loudest_lufs(sine(997, -26)) == pytest.approx(6.0, abs=0.01)


def test_low_tones_count_less_than_high_ones() -> None:
    """As they do to an ear."""
    assert loudest_lufs(sine(40, -20)) < loudest_lufs(sine(997, -20)) < loudest_lufs(sine(4000, -20))


def test_a_short_sound_is_less_loud_than_a_long_one() -> None:
    """A tenth of a second fills a quarter of the window."""
    short, long = loudest_lufs(sine(997, -20, 0.1)), loudest_lufs(sine(997, -20, 1.0))
    assert long - short == pytest.approx(6.0, abs=0.3)


def test_silence_has_no_loudness() -> None:
    """Rather than a number that looks like one."""
    assert loudest_lufs([0.0] * 100) == -math.inf
