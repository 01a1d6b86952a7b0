"""Spans of time as authors write them, `1m30s`, to milliseconds and back.

A bare number is refused on purpose: `hold: 20` might be seconds, minutes or repetitions, and the one who finds out is
lying on the floor. `1:30` is refused because YAML's older rules read it as ninety.
"""

from __future__ import annotations

import re
from decimal import Decimal

from unbend.units import HOUR, MINUTE, SECOND, Ms, seconds_to_ms

LONGEST_MS: Ms = HOUR
"""The longest single phase; also the longest span that can be written in a file."""

_LONGEST_TEXT = 40

# ASCII, because an author who sees other digits in a hint could not tell them from these.
_WRITTEN = re.compile(r"(?:(?P<h>\d{1,6})h)?(?:(?P<m>\d{1,6})m)?(?:(?P<s>\d{1,6}(?:\.\d{1,3})?)s)?", re.ASCII)
_CLOCK = re.compile(r"(\d{1,3}):(\d{1,2})(?::(\d{1,2}))?", re.ASCII)
_WORDY = re.compile(r"(\d+(?:\.\d+)?)\s*(s|sec|secs|seconds?|m|min|mins|minutes?|h|hours?)", re.ASCII)
_BARE = re.compile(r"\d{1,12}(\.\d+)?", re.ASCII)


class DurationInvalid(ValueError):
    """A span that cannot be meant; `what` is wrong with it, and `hint` says what to write."""

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.hint = hint


def parse_duration(written: object, *, is_zero_allowed: bool = False, longest_ms: Ms = LONGEST_MS) -> Ms:
    """Return `written` in milliseconds.

    Raises `DurationInvalid` for anything but a text such as `20s`, `1m30s`, `5m`, `1h` or `1.5s`, for nothing where
    work is meant unless `is_zero_allowed`, and for more than `longest_ms`.
    """
    if isinstance(written, bool) or written is None or not isinstance(written, str | int | float | Decimal):
        what, hint = "should be a duration", 'write "20s"'
        raise DurationInvalid(what, hint)
    if not isinstance(written, str):
        raise _bare_number(Decimal(str(written)))
    text = written.strip()
    if len(text) > _LONGEST_TEXT:
        text = text[:_LONGEST_TEXT]  # too long to fit; a megabyte of digits is no number that arithmetic should see
    if text.startswith("-"):
        what, hint = "a duration cannot be negative", 'write "20s"'
        raise DurationInvalid(what, hint)
    found = _WRITTEN.fullmatch(text)
    if not text or found is None:
        raise _unreadable(text)
    span = _span(found)
    if span == 0 and not is_zero_allowed:
        what, hint = "nothing to do in no time", "leave the key out, or write a longer span"
        raise DurationInvalid(what, hint)
    if span > longest_ms:
        is_phase = longest_ms == LONGEST_MS
        what = "longer than an hour" if is_phase else f"longer than {write_duration(longest_ms)}"
        hint = "split it into several steps" if is_phase else f'write "{write_duration(longest_ms)}" or less'
        raise DurationInvalid(what, hint)
    return span


def write_duration(span: Ms) -> str:
    """Return `span` as an author would write it; the inverse of `parse_duration`."""
    hours, rest = divmod(span, HOUR)
    minutes, rest = divmod(rest, MINUTE)
    seconds = f"{Decimal(rest) / SECOND:f}"
    parts = [f"{hours}h"] if hours else []
    parts += [f"{minutes}m"] if minutes else []
    parts += [f"{seconds}s"] if rest or not parts else []
    return "".join(parts)


def _span(found: re.Match[str]) -> Ms:
    return seconds_to_ms(Decimal(found["s"] or 0)) + int(found["h"] or 0) * HOUR + int(found["m"] or 0) * MINUTE


def _bare_number(number: Decimal) -> DurationInvalid:
    if not number.is_finite():
        return _unreadable(str(number))
    if number < 0:
        return DurationInvalid("a duration cannot be negative", 'write "20s"')
    return DurationInvalid("a duration needs a unit", _instead(seconds_to_ms(number)))


def _unreadable(text: str) -> DurationInvalid:
    if clock := _CLOCK.fullmatch(text):
        first, second, third = (int(part or 0) for part in clock.groups())
        span = first * MINUTE + second * SECOND if clock[3] is None else first * HOUR + second * MINUTE + third * SECOND
        return DurationInvalid("a duration is not written like a clock", _instead(span))
    if _BARE.fullmatch(text):
        # Leading zeros, as in 010: one YAML reads ten, another eight.
        return _bare_number(Decimal(text))
    compact = "".join(text.split()).lower()
    if compact and compact != text and (found := _WRITTEN.fullmatch(compact)):
        return DurationInvalid("not a duration", _instead(_span(found)))
    if wordy := _WORDY.fullmatch(text.lower()):
        scale = {"s": SECOND, "m": MINUTE, "h": HOUR}[wordy[2][0]]
        return DurationInvalid("not a duration", _instead(int(Decimal(wordy[1]) * scale)))
    return DurationInvalid("not a duration", 'write "20s", "1m30s" or "5m"')


def _instead(span: Ms) -> str:
    """Return a hint that will be accepted in its turn."""
    return f'write "{write_duration(min(span, LONGEST_MS) or 20 * SECOND)}"'
