"""Sentences between sounds."""

from __future__ import annotations

from unbend.audio.placing import BREATH_MS, CLEAR_MS, Gap, Sentence, Spoken, place

KEY, OTHER = ("next", 0, 0), ("how", 0, 0)


def length_of(text: str) -> int:
    """Return a hundred milliseconds for each letter."""
    return 100 * len(text)


def test_the_fullest_words_that_fit_are_said() -> None:
    """And a sentence ends clear of the next sound."""
    sentence = Sentence(KEY, ("x" * 20, "x" * 10, "x"), (Gap(1_000, 2_000 + CLEAR_MS),))
    assert place([sentence], length_of).spoken == (Spoken(KEY, 1_000, "x" * 10, 1_000),)


def test_the_next_gap_is_tried_after_every_wording() -> None:
    """The shortest at its place is better than the fullest elsewhere."""
    sentence = Sentence(KEY, ("x" * 20, "x" * 10), (Gap(0, 500), Gap(5_000, 9_000)))
    assert place([sentence], length_of).spoken == (Spoken(KEY, 5_000, "x" * 20, 2_000),)


def test_two_sentences_share_a_gap_with_a_breath_between() -> None:
    """Never one over the other, and a filler never takes the place of another."""
    filler, main = (
        Sentence(OTHER, ("f" * 5,), (Gap(0, 2_000),), is_filler=True),
        Sentence(KEY, ("m" * 5,), (Gap(0, 2_000),)),
    )
    assert place([filler, main], length_of).spoken == (
        Spoken(KEY, 0, "m" * 5, 500),
        Spoken(OTHER, 500 + BREATH_MS, "f" * 5, 500),
    )


def test_what_finds_no_place_is_dropped_and_told() -> None:
    """Rather than late, or over something else."""
    sentence = Sentence(KEY, ("x" * 10,), (Gap(0, 900), Gap(0, 1_000 + CLEAR_MS - 1)))
    placed = place([sentence], length_of)
    assert (placed.spoken, placed.dropped) == ((), (sentence,))
