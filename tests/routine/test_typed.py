"""What a person types to find a routine: lengths among words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unbend.routine.typed import Typed, read_length, read_typed
from unbend.units import HOUR, MINUTE, SECOND


@pytest.mark.parametrize(
    ("text", "longest_ms"),
    [
        ("5m", 5 * MINUTE),
        ("5 min", 5 * MINUTE),
        ("5 minutes", 5 * MINUTE),
        ("1 minute", MINUTE),
        ("90s", 90 * SECOND),
        ("90 Seconds", 90 * SECOND),
        ("1h", HOUR),
        ("2 hours", 2 * HOUR),
        ("<10", 10 * MINUTE - 1),
        ("< 10", 10 * MINUTE - 1),
        ("<90s", 90 * SECOND - 1),
        ("<=10", 10 * MINUTE),
        ("≤ 10", 10 * MINUTE),
        ("under 10", 10 * MINUTE - 1),
        ("Under 10 min", 10 * MINUTE - 1),
        ("less than 10", 10 * MINUTE - 1),
        ("up to 10", 10 * MINUTE),
        ("at most 10m", 10 * MINUTE),
        ("max 10", 10 * MINUTE),
        ("10m under 5", 5 * MINUTE - 1),
    ],
)
def test_a_length_is_read_as_people_write_it(text: str, longest_ms: int) -> None:
    """A mark without a unit speaks of minutes; of two lengths the shorter holds."""
    assert read_typed(text) == Typed((), longest_ms)


@pytest.mark.parametrize("text", ["10", "big 3", "s1 neck", "5mm", "10x", "thunder 10", "3rd", "48h-rule", "m", "999x"])
def test_what_may_be_part_of_a_name_is_no_length(text: str) -> None:
    """A number alone least of all: titles have them."""
    assert read_typed(text) == Typed(tuple(text.replace("-", " ").split()), None)


@pytest.mark.parametrize("text", ["neck 5m voice", "5m neck voice", "Neck voice 5 min", "neck <=5 voice"])
def test_words_and_lengths_stand_in_any_order(text: str) -> None:
    """Nobody learns a grammar to find a stretch."""
    assert read_typed(text) == Typed(("neck", "voice"), 5 * MINUTE)


@pytest.mark.parametrize("text", ["neck <", "neck under", "neck under ", "neck less than", "neck <= "])
def test_a_length_that_is_still_being_typed_asks_for_nothing(text: str) -> None:
    """The list must not go empty between two keys."""
    assert read_typed(text) == Typed(("neck",), None)


def test_hyphens_and_capitals_make_no_difference() -> None:
    """Ids are written with the one, titles with the other."""
    assert read_typed("Low-Back") == Typed(("low", "back"), None)


@given(st.text(max_size=60))
def test_whatever_is_typed_is_read(text: str) -> None:
    """Anything may come out of a keyboard; a length is never less than nothing."""
    typed = read_typed(text)
    assert typed.longest_ms is None or typed.longest_ms >= -1
    assert all(word == word.strip() and word for word in typed.words)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("10", 10 * MINUTE),
        ("10m", 10 * MINUTE),
        (" 90s ", 90 * SECOND),
        ("1h", HOUR),
        ("2h", 2 * HOUR),
        ("10 min", 10 * MINUTE),
        ("1m30s", 90 * SECOND),
    ],
)
def test_a_length_alone_is_minutes_where_it_does_not_say(text: str, span: int) -> None:
    """As `unbend list --max 10` has it."""
    assert read_length(text) == span


@pytest.mark.parametrize("text", ["", "0", "0m", "soon", "-5", "5m neck", "1000", "٣"])
def test_what_is_no_length_is_none(text: str) -> None:
    """Nor is no time at all."""
    assert read_length(text) is None
