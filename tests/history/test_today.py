"""What today has brought so far."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.history.builders import a_session
from unbend.history.records import SessionStatus
from unbend.history.today import Today, today_of

TODAY = date(2026, 1, 7)
EARLY, LATE, BEFORE = "2026-01-07T09:00:00+01:00", "2026-01-07T15:00:00+01:00", "2026-01-06T23:59:00+01:00"


def test_a_day_without_sessions_tells_nothing() -> None:
    """Nor does what was done the day before."""
    assert today_of([], TODAY) == Today()
    assert today_of([a_session(started_at=BEFORE, pain=(7, 7))], TODAY) == Today()


def test_what_was_done_is_told_once_the_latest_first() -> None:
    """Stopped or cut off counts as far as something was performed."""
    sessions = [
        a_session("s4", LATE, status=SessionStatus.STOPPED),
        a_session("s3", LATE, routine="lunch-walk", status=SessionStatus.INTERRUPTED),
        a_session("s2", EARLY, routine="hips", performed_ms=0),
        a_session("s1", EARLY),
        a_session("s0", BEFORE, routine="yoga"),
    ]
    assert today_of(sessions, TODAY).done == ("desk-reset", "lunch-walk")


@pytest.mark.parametrize(
    ("late", "early", "pain"),
    [
        ((None, None), (None, None), None),
        ((3, 2), (8, 8), 3),
        ((3, 6), (0, 0), 6),
        ((None, None), (7, 4), 7),
        ((None, 5), (1, 1), 5),
        ((0, 0), (9, 9), 0),
    ],
)
def test_pain_is_what_was_told_last(
    late: tuple[int | None, int | None], early: tuple[int | None, int | None], pain: int | None
) -> None:
    """At the start of the latest session in which it was told, or at its end where it was more by then."""
    sessions = [a_session("s2", LATE, pain=late), a_session("s1", EARLY, pain=early)]
    assert today_of(sessions, TODAY).pain == pain


def test_the_day_is_the_one_the_persons_calendar_showed() -> None:
    """Wherever they are by now."""
    abroad = replace(a_session("s1", "2026-01-07T23:30:00-08:00"), routine="yoga")
    assert today_of([abroad], TODAY).done == ("yoga",)
