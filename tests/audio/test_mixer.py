"""Voices in, one stream out."""

from __future__ import annotations

from array import array
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from unbend.audio.mixer import FADE_FRAMES, Mixer
from unbend.audio.samples import FULL_SCALE, scaled

SAMPLES = st.lists(st.integers(-32_768, 32_767), min_size=1, max_size=200).map(lambda values: array("h", values))


def mixer() -> tuple[Mixer, list[tuple[int, float]]]:
    """Return a mixer and the list of the cues it said had begun."""
    begun: list[tuple[int, float]] = []
    return Mixer(lambda number, lasts_s: begun.append((number, lasts_s))), begun


def rendered(mixer: Mixer, frames: int) -> array[int]:
    """Return the next samples."""
    return array("h", mixer.render(frames))


@given(samples=SAMPLES, block=st.integers(1, 64))
def test_a_single_voice_comes_out_as_it_went_in(samples: array[int], block: int) -> None:
    """Bit by bit, however the device cuts it into blocks, with silence after its end."""
    voices, _ = mixer()
    voices.add(1, samples)
    out = array("h")
    for _ in range(len(samples) // block + 1):
        out.extend(rendered(voices, block))
    assert out[: len(samples)] == samples
    assert not any(out[len(samples) :])
    assert voices.is_empty


@given(cues=st.lists(SAMPLES, min_size=2, max_size=6))
def test_no_sum_of_voices_leaves_the_range(cues: list[array[int]]) -> None:
    """An overflow would not be loud but a crack."""
    voices, _ = mixer()
    for number, samples in enumerate(cues):
        voices.add(number, samples)
    out = rendered(voices, 200)
    assert max(abs(sample) for sample in out) <= FULL_SCALE


def test_two_quiet_voices_are_added() -> None:
    """Below the knee a sum is a sum."""
    voices, _ = mixer()
    voices.add(1, array("h", [1000, 2000]))
    voices.add(2, array("h", [10, 20, 30]))
    assert list(rendered(voices, 4)) == [1010, 2020, 30, 0]


def test_louder_stays_louder_above_the_knee() -> None:
    """A bent sum keeps its shape and its sign."""
    voices, _ = mixer()
    for number in range(2):
        voices.add(number, array("h", [13_000, 15_000, 20_000, -13_000, -20_000]))
    out = rendered(voices, 5)
    assert 24_000 < out[0] < out[1] < out[2]
    assert out[4] < out[3] < -24_000


def test_a_cue_begins_when_its_first_samples_leave() -> None:
    """Once, with its length, and not before the device has asked."""
    voices, begun = mixer()
    voices.add(7, array("h", [1] * 441))
    assert begun == []
    voices.render(10)
    voices.render(10)
    assert begun == [(7, 0.01)]


def test_a_stop_fades_within_three_milliseconds() -> None:
    """No step between two neighbours is far greater than the wave's own, and then there is silence."""
    voices, begun = mixer()
    voices.add(1, array("h", [10_000] * 5000))
    before = rendered(voices, 500)
    voices.fade_out()
    out = rendered(voices, 500)
    assert max(abs(a - b) for a, b in pairwise(before + out)) < 200
    assert not any(out[FADE_FRAMES:])
    assert voices.is_empty
    assert len(begun) == 1


def test_a_cue_stopped_before_it_began_is_never_heard() -> None:
    """Not even its fade."""
    voices, begun = mixer()
    voices.add(1, array("h", [10_000] * 5000))
    voices.fade_out()
    assert voices.is_empty
    assert not any(rendered(voices, 500))
    assert begun == []


@given(samples=SAMPLES, gain=st.floats(0, 1), block=st.integers(1, 64))
def test_a_voice_is_made_quieter_block_by_block(samples: array[int], gain: float, block: int) -> None:
    """As if it had been scaled as a whole, which would have held it back."""
    voices, _ = mixer()
    voices.add(1, samples, gain)
    out = array("h")
    for _ in range(len(samples) // block + 1):
        out.extend(rendered(voices, block))
    assert out[: len(samples)] == scaled(samples, gain)
    assert all(abs(after - before * gain) <= 2 for before, after in zip(samples, out, strict=False))


def test_a_quiet_voice_stays_quiet_while_it_fades() -> None:
    """A stop must not be a bang."""
    voices, _ = mixer()
    voices.add(1, array("h", [20_000] * 2000), 0.1)
    rendered(voices, 100)
    voices.fade_out()
    assert max(rendered(voices, 2000)) <= 2000
