"""What a person types to find a routine: a length, and words.

A length is `5m`, `90 s`, `10 min`, `<10`, `under 10`, `up to 10`. A number alone is none: it may be part of a
name.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from unbend.routine.duration import DurationInvalid, parse_duration
from unbend.units import HOUR, MINUTE, SECOND

if TYPE_CHECKING:
    from unbend.units import Ms

_MARK = r"<=|<|≤|(?:under|below|less than|shorter than|at most|up to|max)(?![^\W\d])"
_LENGTH = re.compile(
    rf"(?<!\S)(?:(?P<mark>{_MARK})\s*)?(?P<number>\d{{1,3}})\s*(?P<unit>h(?:ours?)?|m(?:in(?:ute)?s?)?|s(?:ec(?:ond)?s?)?)?(?!\S)",
    re.ASCII,
)
_UNFINISHED = re.compile(rf"(?<!\S)(?:{_MARK})\s*$")
"""The mark of a length that is still being typed; until then it asks for nothing."""
_UNITS = {"h": HOUR, "m": MINUTE, "s": SECOND}
_LESS = ("<", "under", "below", "less than", "shorter than")
"""Marks that mean less than what follows; with the others, and with none, it may last as long."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, taken apart."""

    words: tuple[str, ...] = ()
    """In small letters, hyphens as spaces."""
    longest_ms: Ms | None = None
    """The shortest of the lengths."""


def read_typed(text: str) -> Typed:
    """Return what `text` asks for."""
    plain = text.casefold()
    lengths = []
    for found in _LENGTH.finditer(plain):
        if found["mark"] or found["unit"]:
            span = int(found["number"]) * _UNITS[(found["unit"] or "m")[0]]
            lengths.append(span - 1 if found["mark"] in _LESS else span)
    rest = _LENGTH.sub(lambda found: " " if found["mark"] or found["unit"] else found[0], plain)
    words = _UNFINISHED.sub("", rest).replace("-", " ").split()
    return Typed(tuple(words), min(lengths, default=None))


def read_length(text: str) -> Ms | None:
    """Return the length that `text` is, as routine files write it or a bare number in minutes.

    None where it is none, or nothing at all.
    """
    with suppress(DurationInvalid):
        return parse_duration(text)
    found = _LENGTH.fullmatch(text.strip().casefold())
    if found is None or not int(found["number"]):
        return None
    return int(found["number"]) * _UNITS[(found["unit"] or "m")[0]]
