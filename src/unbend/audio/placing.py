"""Where spoken sentences go between the sounds: never over a countdown, never over one another, rather left out.

Pure. How long a sentence lasts is told by whoever can speak it; what is said, and in which gaps, by
`unbend.session.sentences`.
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

    texts: tuple[str, ...]
    gaps: tuple[Gap, ...]
    """The best first."""
    is_filler: bool = False
    """Whether it takes what the others leave free."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence in its place."""

    at_ms: Ms
    text: str
    length_ms: Ms


@dataclass(frozen=True, slots=True)
class Placed:
    """What is said, in order, and what found no place."""

    spoken: tuple[Spoken, ...]
    dropped: tuple[Sentence, ...]


def place(sentences: Iterable[Sentence], length_of: Callable[[str], Ms]) -> Placed:
    """Return each sentence in its first gap that holds it, in the fullest words that fit there."""
    spoken: list[Spoken] = []
    dropped: list[Sentence] = []
    for sentence in sorted(sentences, key=lambda each: each.is_filler):
        found = _first_fit(sentence, spoken, length_of)
        if found is None:
            dropped.append(sentence)
        else:
            spoken.append(found)
    return Placed(tuple(sorted(spoken, key=lambda each: each.at_ms)), tuple(dropped))


def _first_fit(sentence: Sentence, spoken: Sequence[Spoken], length_of: Callable[[str], Ms]) -> Spoken | None:
    for gap in sentence.gaps:
        others = sorted((each.at_ms, each.at_ms + each.length_ms) for each in spoken if _meets(each, gap))
        for text in sentence.texts:
            length_ms = length_of(text)
            start_ms = gap.from_ms
            for begin_ms, end_ms in others:
                if start_ms + length_ms + BREATH_MS <= begin_ms:
                    break
                start_ms = max(start_ms, end_ms + BREATH_MS)
            if start_ms + length_ms + CLEAR_MS <= gap.until_ms:
                return Spoken(start_ms, text, length_ms)
    return None


def _meets(spoken: Spoken, gap: Gap) -> bool:
    return spoken.at_ms < gap.until_ms and gap.from_ms < spoken.at_ms + spoken.length_ms
