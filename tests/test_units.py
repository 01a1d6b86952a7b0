"""Milliseconds, and how a time is shown to a person."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unbend.units import HOUR, format_clock, format_span, seconds_to_ms


@pytest.mark.parametrize(
    ("seconds", "span"),
    [(0, 0), (1, 1_000), (1.5, 1_500), (0.1, 100), (Decimal("0.0005"), 1), (Decimal("0.0004"), 0), (2.675, 2_675)],
)
def test_seconds_become_the_nearest_milliseconds(seconds: float | Decimal, span: int) -> None:
    """Halves away from zero, and no error of binary fractions."""
    assert seconds_to_ms(seconds) == span


@given(st.integers(0, 10**9))
def test_whole_milliseconds_survive_as_seconds(span: int) -> None:
    """Whether they come as a fraction or as a decimal."""
    assert seconds_to_ms(Decimal(span) / 1_000) == span
    assert seconds_to_ms(span / 1_000) == span


@pytest.mark.parametrize(
    ("span", "shown"),
    [
        (0, "0:00"),
        (9_999, "0:09"),
        (60_000, "1:00"),
        (750_000, "12:30"),
        (3_599_999, "59:59"),
        (3_725_000, "1:02:05"),
        (-5, "0:00"),
    ],
)
def test_a_clock_shows_whole_seconds(span: int, shown: str) -> None:
    """Parts of a second are dropped, and there is no time before zero."""
    assert format_clock(span) == shown


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (0, "0 s"),
        (20_000, "20 s"),
        (2_667, "2.7 s"),
        (1_500, "1.5 s"),
        (49, "0 s"),
        (50, "0.1 s"),
        (60_000, "1 min"),
        (90_000, "1 min 30 s"),
        (89_600, "1 min 30 s"),
        (3_600_000, "1 h"),
        (3_660_000, "1 h 1 min"),
        (3_605_000, "1 h 5 s"),
    ],
)
def test_a_span_is_said_in_words(span: int, said: str) -> None:
    """Short enough for a line, and fit to be read aloud."""
    assert format_span(span) == said


LENGTHS = {"h": 3_600_000, "min": 60_000, "s": 1_000}


@given(st.integers(0, 10 * HOUR))
def test_a_span_in_words_is_never_off_by_more_than_it_says(span: int) -> None:
    """A tenth of a second below a minute, half a second above."""
    words = format_span(span).split()
    values = {unit: Decimal(value) for value, unit in zip(words[::2], words[1::2], strict=True)}
    said = sum((value * LENGTHS[unit] for unit, value in values.items()), Decimal(0))
    assert abs(said - span) <= (50 if span < 60_000 else 500)
