"""The clock on the wall beside the steady one."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.breaks.desk import BERLIN, at
from tests.breaks.strategies import beginnings
from unbend.breaks.rhythm import Span
from unbend.breaks.wall import is_within, next_change, wall_clock, was_set
from unbend.units import HOUR, MINUTE, SECOND

NIGHTS = ((Span(time(22), time(6)),),) * 7


@given(beginnings(), st.integers(0, 10**12), st.integers(-(10**9), 10**9))
def test_there_and_back_is_where_one_was(wall: datetime, now_ms: int, by_ms: int) -> None:
    """In any zone, on any side of a change of the clocks."""
    clock = wall_clock(wall, now_ms)
    assert clock.at(now_ms).astimezone(UTC) == wall.astimezone(UTC)
    assert clock.instant(clock.at(now_ms + by_ms)) == now_ms + by_ms


@pytest.mark.parametrize(
    ("day", "shown"),
    [("2026-03-28", "02:30+01:00"), ("2026-03-29", "03:30+02:00"), ("2026-10-25", "02:30+02:00")],
)
def test_a_time_that_is_left_out_or_comes_twice(day: str, shown: str) -> None:
    """An hour later, and the first of the two."""
    clock = wall_clock(at("2026-03-01 12:00"), 0)
    assert clock.at(clock.time_on(date.fromisoformat(day), time(2, 30))).isoformat(timespec="minutes")[11:] == shown


def test_the_next_time_is_never_now() -> None:
    """At three, "until three" is tomorrow."""
    clock = wall_clock(at("2026-03-02 15:00"), 0)
    assert clock.next_time(time(15), 0) == 24 * HOUR
    assert clock.next_time(time(15), -1) == 0
    assert clock.next_time(time(0), 0) == 9 * HOUR


def test_spans_over_midnight_belong_to_the_day_on_which_they_begin() -> None:
    """At five in the morning it is still last night; at the end it is over."""
    clock = wall_clock(at("2026-03-02 05:00"), 0)
    assert is_within(NIGHTS, clock, 0)
    assert next_change(NIGHTS, clock, 0) == HOUR
    assert not is_within(NIGHTS, clock, HOUR)
    assert next_change(NIGHTS, clock, HOUR) == 17 * HOUR


def test_spans_that_touch_are_one_and_a_week_without_any_never_changes() -> None:
    """Lunch without a gap is no change."""
    whole = ((Span(time(9), time(12)), Span(time(12), time(17))), *((),) * 6)
    clock = wall_clock(at("2026-03-02 10:00"), 0)
    assert next_change(whole, clock, 0) == 7 * HOUR
    assert next_change(whole, clock, 7 * HOUR) == (7 * 24 - 1) * HOUR
    assert next_change(((),) * 7, clock, 0) is None
    always = ((Span(time(0), time(0)),),) * 7
    assert is_within(always, clock, 0)


def test_a_clock_put_right_by_the_network_was_not_set() -> None:
    """A second is a correction, a minute is somebody's hand, another offset is another zone."""
    clock = wall_clock(at("2026-03-02 10:00"), 0)
    assert not was_set(clock, at("2026-03-02 10:00:01"), 0)
    assert not was_set(clock, at("2026-03-02 10:01:00"), MINUTE)
    assert was_set(clock, at("2026-03-02 10:01:00"), 0)
    assert was_set(clock, at("2026-03-02 09:00").replace(tzinfo=UTC), 0)
    assert was_set(clock, at("2026-03-02 10:00") - timedelta(seconds=2), 0)
    assert clock.zone is BERLIN
    assert clock.at(SECOND) == at("2026-03-02 10:00:01")
