"""Milliseconds, the one unit of time inside Unbend, and how a time is shown to a person.

Seconds as people write them become milliseconds here and nowhere else, so that no layer has to ask which of the two a
number is.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TypeAlias

Ms: TypeAlias = int
"""A span or an instant in whole milliseconds."""

SECOND: Ms = 1_000
MINUTE: Ms = 60 * SECOND
HOUR: Ms = 60 * MINUTE


def seconds_to_ms(seconds: Decimal | float) -> Ms:
    """Return the whole milliseconds nearest to `seconds`, halves away from zero."""
    exact = seconds if isinstance(seconds, Decimal) else Decimal(str(seconds))
    return int((exact * SECOND).to_integral_value(rounding=ROUND_HALF_UP))


def format_clock(span: Ms) -> str:
    """Return `span` as a clock shows it: `0:09`, `12:30`, `1:02:05`. Parts of a second are dropped."""
    minutes, seconds = divmod(max(span, 0) // SECOND, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def format_span(span: Ms) -> str:
    """Return `span` in words short enough for a line and fit for a speech reader: `20 s`, `1 min 30 s`, `2.7 s`."""
    tenths = (span + 50) // 100
    if tenths < 10 * MINUTE // SECOND:
        whole, part = divmod(tenths, 10)
        return f"{whole}.{part} s" if part else f"{whole} s"
    minutes, left = divmod(span + 500, MINUTE)
    hours, minutes = divmod(minutes, 60)
    parts = [f"{hours} h"] if hours else []
    parts += [f"{minutes} min"] if minutes else []
    parts += [f"{left // SECOND} s"] if left >= SECOND else []
    return " ".join(parts)
