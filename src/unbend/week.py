"""Days and times of day as people write them: `mon-fri 09:00-12:30 13:30-17:00, sat 10:00-14:00`, `mon-fri 12:30 NAME`.

Only the standard library, and none of its calendar: the settings are read before the first frame.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
EVERY_DAY: tuple[int, ...] = tuple(range(len(DAYS)))
MOST_PARTS = 20
_CLOCK = r"(?:[01]?\d|2[0-3]):[0-5]\d"
_TIME = re.compile(_CLOCK, re.ASCII)
_SPAN = re.compile(rf"({_CLOCK})-({_CLOCK})", re.ASCII)
_DAYS = re.compile(rf"({'|'.join(DAYS)})(?:-({'|'.join(DAYS)}))?", re.ASCII)
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)


class WeekInvalid(ValueError):
    """A text that names no days and times."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Spans of time on some days."""

    days: tuple[int, ...]
    """0 is Monday; in order."""
    spans: tuple[tuple[str, str], ...]
    """From and to, as HH:MM; a span whose end is not after its start lies over midnight."""
    written: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A time on some days, and the routine that is done then."""

    days: tuple[int, ...]
    at: str
    routine: str
    written: str


def parse_hours(text: str) -> tuple[Hours, ...]:
    """Return the parts of `text`, none for an empty one. Raises `WeekInvalid`."""
    return tuple(_hours(part.split()) for part in _parts(text))


def parse_moment(text: str) -> Moment:
    """Return the moment that `text` names. Raises `WeekInvalid`."""
    days, words = _split(text.lower().split())
    if len(words) != len(("time", "name")) or not _TIME.fullmatch(words[0]) or not _NAME.fullmatch(words[1]):
        raise WeekInvalid
    at = _padded(words[0])
    return Moment(_numbers(days), at, words[1], " ".join([*days, at, words[1]]))


def _parts(text: str) -> list[str]:
    if not text.strip():
        return []
    parts = text.lower().split(",")
    if len(parts) > MOST_PARTS:
        raise WeekInvalid
    return parts


def _hours(words: list[str]) -> Hours:
    days, rest = _split(words)
    found = [_SPAN.fullmatch(word) for word in rest]
    spans = tuple((_padded(each[1]), _padded(each[2])) for each in found if each is not None)
    if not spans or len(spans) != len(rest):
        raise WeekInvalid
    return Hours(_numbers(days), spans, " ".join([*days, *(f"{start}-{end}" for start, end in spans)]))


def _split(words: list[str]) -> tuple[list[str], list[str]]:
    """Return the words that are days, and those that follow them."""
    count = next((number for number, word in enumerate(words) if not _DAYS.fullmatch(word)), len(words))
    return words[:count], words[count:]


def _numbers(words: list[str]) -> tuple[int, ...]:
    """Return the days that `words` name, `fri-mon` over the weekend; without words every day."""
    chosen: set[int] = set()
    for word in words:
        found = _DAYS.fullmatch(word)
        assert found is not None  # noqa: S101  # _split has looked
        first, last = DAYS.index(found[1]), DAYS.index(found[2] or found[1])
        chosen |= {(first + day) % len(DAYS) for day in range((last - first) % len(DAYS) + 1)}
    return tuple(sorted(chosen)) or EVERY_DAY


def _padded(clock: str) -> str:
    return clock.zfill(len("00:00"))
