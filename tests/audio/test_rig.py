"""Whether the rig's ear can be trusted: it knows every cue through gaps, and takes none for another."""

from __future__ import annotations

import random

import pytest

from tests.audio.rig import SOUNDS, cue_in, first_audible, samples_of, undisturbed
from unbend.audio.samples import RATE_HZ, at_device_rate

NAMES = sorted(path.stem for path in SOUNDS.glob("*.wav"))

GAPS_EACH_S = 5
"""How many moments of 5 to 40 ms are left out, silenced or repeated in each second."""


def disturbed(name: str, chance: random.Random) -> list[int]:
    """Return a cue as a busy machine's sink lets it through, from its first audible sample, with silence after it."""
    heard = list(samples_of(name))
    for _ in range(max(1, GAPS_EACH_S * len(heard) // RATE_HZ)):
        at = chance.randrange(len(heard))
        length = round(chance.uniform(0.005, 0.040) * RATE_HZ)
        moment, rest = heard[at : at + length], heard[at + length :]
        heard[at:] = chance.choice((rest, [*bytes(length), *moment, *rest], [*moment, *moment, *rest]))
    gain = chance.uniform(0.3, 1.0)
    heard = [int(sample * gain) + chance.randint(-30, 30) for sample in [*heard, *bytes(RATE_HZ)]]
    return heard[first_audible(heard) :]


@pytest.mark.parametrize("name", NAMES)
def test_a_cue_is_known_through_gaps_and_noise(name: str) -> None:
    """By its own name, so never by another's: a wrong cue in its place would be told."""
    assert cue_in(disturbed(name, random.Random(name))) == name  # noqa: S311 - the same on every run


@pytest.mark.parametrize("name", ["start", "finish", "tick"])
def test_a_cue_at_the_wrong_speed_is_none(name: str) -> None:
    """As a device at 48 kHz would play it if nobody converted."""
    assert cue_in(at_device_rate(samples_of(name), 48_000)) == ""


def test_the_first_note_of_a_cue_is_none() -> None:
    """What is missing counts as much as what is wrong."""
    finish = samples_of("finish")
    assert cue_in(finish[first_audible(finish) : RATE_HZ // 4]) == ""


def test_noise_and_silence_are_no_cue() -> None:
    """Rather than the least unlike of them."""
    chance = random.Random(1)  # noqa: S311 - the same on every run
    assert cue_in([chance.randint(-9_000, 9_000) for _ in range(RATE_HZ)]) == ""
    assert cue_in([0] * RATE_HZ) == ""


def test_a_measurement_is_made_again_only_while_it_fails() -> None:
    """Three times at the most, and what fails three times fails the test."""
    made: list[int] = []

    def passes_at(attempt: int) -> None:
        made.append(1)
        assert len(made) == attempt

    undisturbed(lambda: passes_at(2))
    assert len(made) == 2
    made.clear()
    with pytest.raises(AssertionError):
        undisturbed(lambda: passes_at(4))
    assert len(made) == 3
