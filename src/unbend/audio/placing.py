"""Where spoken sentences go between the sounds: never over a countdown, never over one another, rather left out.

Pure. How long a sentence lasts is told by whoever can speak it, as soon as it is known; what is said, and in which
gaps, by `unbend.session.sentences`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from unbend.units import Ms

BREATH_MS: Ms = 250
"""Between two sentences."""
CLEAR_MS: Ms = 50
"""Between the end of a sentence and the next sound."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A span in which something may be said."""

    from_ms: Ms
    until_ms: Ms


@dataclass(frozen=True, slots=True)
class Sentence:
    """Something to be said, in words from the fullest to the shortest, and where it may be said."""

    key: tuple[str, int, Ms]
    """What it is about: of several with one key the first that finds a place is said."""
    texts: tuple[str, ...]
    gaps: tuple[Gap, ...]
    """The best first."""
    is_filler: bool = False
    """Whether it takes what the others leave free."""
    by_ms: Ms | None = None
    """When it must have begun to be true."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence in its place."""

    key: tuple[str, int, Ms]
    at_ms: Ms
    text: str
    length_ms: Ms

    @property
    def end_ms(self) -> Ms:
        """When its last word is over."""
        return self.at_ms + self.length_ms


@dataclass(frozen=True, slots=True)
class Placed:
    """What is said, in order, and what found no place."""

    spoken: tuple[Spoken, ...]
    dropped: tuple[Sentence, ...]


def place(
    sentences: Iterable[Sentence],
    length_of: Callable[[str], Ms | None],
    *,
    from_ms: Ms = 0,
    said: Sequence[Spoken] = (),
) -> Placed:
    """Return each sentence in its first gap that holds it, in the fullest words that fit there.

    Nothing is placed before `from_ms`. What was `said` already keeps its place, and is neither said again nor returned.
    Words whose length is not known, because nobody has spoken them yet, are passed over.
    """
    spoken = list(said)
    dropped: list[Sentence] = []
    for sentence in sorted(sentences, key=lambda each: each.is_filler):
        if any(each.key == sentence.key for each in spoken):
            continue
        found = _first_fit(sentence, spoken, length_of, from_ms)
        if found is None:
            dropped.append(sentence)
        else:
            spoken.append(found)
    new = sorted(spoken[len(said) :], key=lambda each: each.at_ms)
    keys = {each.key for each in spoken}
    return Placed(tuple(new), tuple(each for each in dropped if each.key not in keys))


def _first_fit(
    sentence: Sentence, spoken: Sequence[Spoken], length_of: Callable[[str], Ms | None], from_ms: Ms
) -> Spoken | None:
    for gap in sentence.gaps:
        if gap.until_ms <= from_ms:
            continue
        others = sorted((each.at_ms, each.end_ms) for each in spoken if _meets(each, gap))
        for text in sentence.texts:
            length_ms = length_of(text)
            if length_ms is None:
                continue
            start_ms = max(gap.from_ms, from_ms)
            for begin_ms, end_ms in others:
                if start_ms + length_ms + BREATH_MS <= begin_ms:
                    break
                start_ms = max(start_ms, end_ms + BREATH_MS)
            is_true = sentence.by_ms is None or start_ms <= sentence.by_ms
            if is_true and start_ms + length_ms + CLEAR_MS <= gap.until_ms:
                return Spoken(sentence.key, start_ms, text, length_ms)
    return None


def _meets(spoken: Spoken, gap: Gap) -> bool:
    return spoken.at_ms < gap.until_ms and gap.from_ms < spoken.end_ms
