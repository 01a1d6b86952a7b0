"""The kinds of values that settings have: what each takes from a file or a screen, and what it says of the rest.

Only the standard library, like `settings`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from unbend.week import MOST_PARTS, WeekInvalid, parse_hours, parse_moment

Choices: TypeAlias = tuple[tuple[str, str], ...]
"""What may be chosen: the word in the file, and its label."""

_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)", re.ASCII)


class CannotBeRead(ValueError):
    """A value that its kind does not take; the message is a clause, "should be true or false"."""

    def __init__(self, clause: str, usable: object = None) -> None:
        super().__init__(clause)
        self.usable = usable
        """What of the value can be used all the same; None for nothing."""


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no."""

    def read(self, value: object) -> bool:
        """Return `value`. Raises `CannotBeRead` for anything but true and false."""
        if not isinstance(value, bool):
            clause = "should be true or false"
            raise CannotBeRead(clause)
        return value


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from `least` to `most`."""

    least: int
    most: int
    unit: str = ""
    step: int = 1
    """What one key press on the screen changes."""

    def read(self, value: object) -> int:
        """Return `value`. Raises `CannotBeRead` outside the range, and for true and 1.0, which are slips."""
        if isinstance(value, bool) or not isinstance(value, int) or not self.least <= value <= self.most:
            clause = f"should be a whole number from {self.least} to {self.most}"
            raise CannotBeRead(clause)
        return value


@dataclass(frozen=True, slots=True)
class OneOf:
    """One word of several."""

    choices: Choices

    def read(self, value: object) -> str:
        """Return `value`. Raises `CannotBeRead` for any other word."""
        words = [word for word, _ in self.choices]
        if not isinstance(value, str) or value not in words:
            clause = f"should be one of {', '.join(words)}"
            raise CannotBeRead(clause)
        return value


@dataclass(frozen=True, slots=True)
class Words:
    """A short text in one line."""

    longest: int

    def read(self, value: object) -> str:
        """Return `value` as text; a number is taken as people write one, without quotes.

        Raises `CannotBeRead` for what is too long or could not be shown in a terminal as it stands.
        """
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**self.longest:
            value = str(value)
        if not isinstance(value, str) or len(value) > self.longest or not value.isprintable():
            clause = f"should be plain text in quotes, {self.longest} characters at the most"
            raise CannotBeRead(clause)
        return value


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A time of day, 00:00 to 23:59, or nothing."""

    def read(self, value: object) -> str:
        """Return `value` as HH:MM, or "" for none. Raises `CannotBeRead` for anything else.

        TOML has times of its own, which come without quotes; their seconds are dropped.
        """
        if not isinstance(value, str):
            from datetime import time  # noqa: PLC0415  # nobody else needs it for the first frame

            value = value.strftime("%H:%M") if isinstance(value, time) else None
        found = _CLOCK.fullmatch(value or "")
        if value != "" and found is None:
            clause = 'should be a time such as "07:00", or ""'
            raise CannotBeRead(clause)
        return "" if found is None else f"{found[1]:0>2}:{found[2]}"


@dataclass(frozen=True, slots=True)
class Some:
    """Any number of words of several."""

    choices: Choices

    def read(self, value: object) -> tuple[str, ...]:
        """Return the words of `value`, a list or a tuple, each once and in the order of the choices.

        Raises `CannotBeRead` where one is not among them; it carries the others, because a slip in one flag must not
        make Unbend careless of the rest.
        """
        words = [word for word, _ in self.choices]
        if not isinstance(value, list | tuple):
            clause = f'should be a list such as ["{words[0]}"]'
            raise CannotBeRead(clause)
        chosen = tuple(word for word in words if word in value)
        if any(each not in words for each in value):
            clause = f"should be some of {', '.join(words)}"
            raise CannotBeRead(clause, chosen)
        return chosen


@dataclass(frozen=True, slots=True)
class WeekHours:
    """Spans of time on days of the week, or nothing."""

    def read(self, value: object) -> str:
        """Return `value` in lower case with four digits to each time, "" for none. Raises `CannotBeRead`."""
        try:
            # Anything but a text is refused as a text that means nothing.
            return ", ".join(hours.written for hours in parse_hours(value if isinstance(value, str) else "?"))
        except WeekInvalid as error:
            clause = 'should be days and times such as "mon-fri 09:00-17:00, sat 10:00-12:00", or ""'
            raise CannotBeRead(clause) from error


@dataclass(frozen=True, slots=True)
class Moments:
    """Times of day, each with a routine."""

    def read(self, value: object) -> tuple[str, ...]:
        """Return the moments of `value`: a list, or a text with commas between them, as one types it.

        Raises `CannotBeRead` where one of them is none; it carries the others.
        """
        if isinstance(value, str):
            value = [each for each in value.split(",") if each.strip()]
        if not isinstance(value, list | tuple) or len(value) > MOST_PARTS:
            clause = 'should be a list such as ["12:30 lunch-walk"]'
            raise CannotBeRead(clause)
        read = [_moment(each) for each in value]
        good = tuple(dict.fromkeys(each for each in read if each is not None))
        if None in read:
            clause = 'should be times with a routine, such as "12:30 lunch-walk" or "mon-fri 15:00 desk-reset"'
            raise CannotBeRead(clause, good)
        return good


def _moment(value: object) -> str | None:
    try:
        return parse_moment(value).written if isinstance(value, str) else None
    except WeekInvalid:
        return None


Kind: TypeAlias = Flag | Whole | OneOf | Words | TimeOfDay | Some | WeekHours | Moments
