"""How authors write spans of time, and what they are told where they write something else."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unbend.routine.duration import LONGEST_MS, DurationInvalid, parse_duration, write_duration


@pytest.mark.parametrize(
    ("written", "span"),
    [
        ("20s", 20_000),
        ("1m30s", 90_000),
        ("5m", 300_000),
        ("1h", 3_600_000),
        ("1.5s", 1_500),
        ("0.001s", 1),
        ("2m0.5s", 120_500),
        ("90s", 90_000),
        ("3600s", 3_600_000),
        ("59m60s", 3_600_000),
        ("007s", 7_000),
        (" 20s ", 20_000),
    ],
)
def test_a_span_with_its_units_is_read_in_milliseconds(written: str, span: int) -> None:
    """Units from the largest down, each of them optional."""
    assert parse_duration(written) == span


@given(st.integers(1, LONGEST_MS))
def test_what_is_written_reads_as_it_was(span: int) -> None:
    """Up to the hour, to the millisecond."""
    assert parse_duration(write_duration(span)) == span


def test_the_largest_units_are_written_first() -> None:
    """As a person would put it."""
    spans = (0, 500, 20_000, 60_000, 90_000, 3_600_000)
    assert [write_duration(span) for span in spans] == ["0s", "0.5s", "20s", "1m", "1m30s", "1h"]


@pytest.mark.parametrize("written", ["0s", "0m", "0.0s", "0h0m0s"])
def test_nothing_is_a_span_only_where_no_work_is_meant(written: str) -> None:
    """A rest may be left out by saying so; a hold of no time is a slip."""
    assert parse_duration(written, is_zero_allowed=True) == 0
    with pytest.raises(DurationInvalid, match="nothing to do"):
        parse_duration(written)


@pytest.mark.parametrize(
    ("written", "what", "hint"),
    [
        (20, "needs a unit", 'write "20s"'),
        (Decimal("1.5"), "needs a unit", 'write "1.5s"'),
        (90, "needs a unit", 'write "1m30s"'),
        (0, "needs a unit", 'write "20s"'),
        (1_000_000, "needs a unit", 'write "1h"'),
        ("20", "needs a unit", 'write "20s"'),
        ("010", "needs a unit", 'write "10s"'),
        ("0.5", "needs a unit", 'write "0.5s"'),
        ("00", "needs a unit", 'write "20s"'),
        ("1:30", "like a clock", 'write "1m30s"'),
        ("0:20", "like a clock", 'write "20s"'),
        ("1:00:00", "like a clock", 'write "1h"'),
        ("20 s", "not a duration", 'write "20s"'),
        ("1m 30s", "not a duration", 'write "1m30s"'),
        ("20S", "not a duration", 'write "20s"'),
        ("20 sec", "not a duration", 'write "20s"'),
        ("2 minutes", "not a duration", 'write "2m"'),
        ("1.5 hours", "not a duration", 'write "1h"'),
        ("half a minute", "not a duration", 'write "20s", "1m30s" or "5m"'),
        ("30s1m", "not a duration", 'write "20s", "1m30s" or "5m"'),
        ("", "not a duration", 'write "20s", "1m30s" or "5m"'),
        ("-5s", "cannot be negative", 'write "20s"'),
        (-5, "cannot be negative", 'write "20s"'),
        (float("nan"), "not a duration", 'write "20s", "1m30s" or "5m"'),
        (float("inf"), "not a duration", 'write "20s", "1m30s" or "5m"'),
        ("nan", "not a duration", 'write "20s", "1m30s" or "5m"'),
        ("61m", "longer than an hour", "split it into several steps"),
        ("3600.001s", "longer than an hour", "split it into several steps"),
        (True, "should be a duration", 'write "20s"'),
        (None, "should be a duration", 'write "20s"'),
        (["20s"], "should be a duration", 'write "20s"'),
    ],
)
def test_what_is_no_span_is_refused_with_what_to_write(written: object, what: str, hint: str) -> None:
    """Wherever it can be guessed what was meant, the hint is that."""
    with pytest.raises(DurationInvalid) as caught:
        parse_duration(written)
    assert what in caught.value.what
    assert caught.value.hint == hint


@given(st.text(max_size=50) | st.from_regex(r"\A[0-9]{1,30}[.:]?[0-9]{0,30} ?[smh]?\Z") | st.integers() | st.floats())
def test_anything_else_is_refused_and_a_hint_can_be_taken_at_its_word(written: object) -> None:
    """A hint that would be refused in its turn is worse than none."""
    try:
        assert 0 < parse_duration(written) <= LONGEST_MS
    except DurationInvalid as error:
        for hinted in error.hint.split('"')[1::2]:
            assert parse_duration(hinted) > 0


@pytest.mark.parametrize("unit", ["", "s", " seconds", ":30"])
def test_a_million_digits_are_refused_without_being_counted(unit: str) -> None:
    """Arithmetic on them would take seconds, or overflow."""
    with pytest.raises(DurationInvalid):
        parse_duration("9" * 1_000_000 + unit)
