"""Days, weeks, pain, exercises and sides, from records alone."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.history.builders import a_press, a_session, a_visit
from unbend.history.records import SessionRecord, SessionStatus, day_of
from unbend.history.trends import (
    MonthDays,
    PainPoint,
    SideTrend,
    Week,
    by_day,
    by_exercise,
    by_side,
    days_this_month,
    first_day,
    minutes_by_week,
    pain_over_time,
)
from unbend.units import HOUR, MINUTE

ZONES = st.integers(-12 * 4, 14 * 4).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))
"""Every offset that a clock on land may have."""
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
AROUND_NEW_YEAR = st.builds(
    lambda year, days: date(year, 1, 1) + timedelta(days=days), st.integers(2001, 2099), st.integers(-10, 10)
)
TODAYS = DAYS | AROUND_NEW_YEAR


@st.composite
def sessions_around(draw: st.DrawFn, today: date) -> list[SessionRecord]:
    """Draw sessions of the months around `today`, each with an offset of its own."""
    drawn = draw(
        st.lists(
            st.tuples(st.integers(-120, 20), st.times(), ZONES, st.sampled_from([0, 1, 90_000, 20 * MINUTE])),
            max_size=12,
        )
    )
    return [
        a_session(
            f"s{number}",
            datetime.combine(today + timedelta(days=days), at.replace(microsecond=0), zone).isoformat(),
            performed_ms=performed_ms,
        )
        for number, (days, at, zone, performed_ms) in enumerate(drawn)
    ]


def with_sessions(todays: st.SearchStrategy[date]) -> st.SearchStrategy[tuple[date, list[SessionRecord]]]:
    """Return a day with sessions around it."""
    return todays.flatmap(lambda today: st.tuples(st.just(today), sessions_around(today)))


@given(TODAYS, st.times(), ZONES)
def test_the_day_is_the_one_the_calendar_on_the_wall_showed(day: date, at: time, zone: timezone) -> None:
    """Whatever the offset, and wherever the person is when they look back."""
    assert day_of(a_session("s1", datetime.combine(day, at.replace(microsecond=0), zone).isoformat())) == day


def test_the_hour_that_comes_twice_belongs_to_its_day_both_times() -> None:
    """On the last Sunday of October there are two half past two; the second is later, and both are Sunday's."""
    first = a_session("first", "2026-10-25T02:30:00+02:00")
    second = a_session("second", "2026-10-25T02:30:00+01:00")
    assert second.started_ms - first.started_ms == HOUR
    (day,) = by_day([first, second])
    assert (day.day, day.sessions, day.performed_ms) == (date(2026, 10, 25), (second, first), 360_000)


def test_the_short_and_the_long_sunday_end_their_weeks() -> None:
    """A week with a change of the clocks has 167 or 169 hours, and Monday still begins at midnight."""
    for sunday, before, after in (("2026-03-29", "+01:00", "+02:00"), ("2026-10-25", "+02:00", "+01:00")):
        last = date.fromisoformat(sunday)
        monday = last + timedelta(days=1)
        early = a_session("early", f"{sunday}T00:30:00{before}", performed_ms=1)
        late = a_session("late", f"{sunday}T23:59:59{after}", performed_ms=2)
        next_one = a_session("next", f"{monday}T00:00:00{after}", performed_ms=4)
        weeks = minutes_by_week([next_one, early, late], 2, monday)
        assert weeks == (Week(last - timedelta(days=6), 3), Week(monday, 4))


def test_days_come_the_latest_first_with_their_sessions() -> None:
    """Also those in which nothing was performed: they happened."""
    monday = a_session("monday", "2026-01-05T09:00:00+01:00", performed_ms=1_000)
    morning = a_session("morning", "2026-01-06T09:00:00+01:00", performed_ms=2_000)
    evening = a_session("evening", "2026-01-06T21:00:00+01:00", status=SessionStatus.STOPPED, performed_ms=0)
    days = by_day([morning, evening, monday])
    assert [(day.day.day, day.sessions, day.performed_ms) for day in days] == [
        (6, (evening, morning), 2_000),
        (5, (monday,), 1_000),
    ]


@given(with_sessions(TODAYS))
def test_every_session_stands_under_its_own_day_once(drawn: tuple[date, list[SessionRecord]]) -> None:
    """Nothing is lost or told twice, and days never repeat."""
    _, sessions = drawn
    days = by_day(sessions)
    assert [day.day for day in days] == sorted({day_of(session) for session in sessions}, reverse=True)
    told = [session for day in days for session in day.sessions]
    assert sorted(session.id for session in told) == sorted(session.id for session in sessions)
    assert all(day_of(session) == day.day for day in days for session in day.sessions)


@given(with_sessions(TODAYS), st.integers(1, 30))
@example((date(2027, 1, 1), [a_session("s1", "2026-12-28T00:00:00+14:00")]), 1)
def test_weeks_are_whole_and_next_to_each_other(drawn: tuple[date, list[SessionRecord]], number: int) -> None:
    """Monday after Monday without a gap, the last with today in it, over every new year."""
    today, sessions = drawn
    weeks = minutes_by_week(sessions, number, today)
    assert len(weeks) == number
    assert weeks[0].monday == first_day(number, today)
    assert all(week.monday.isoweekday() == 1 for week in weeks)
    assert all(after.monday - before.monday == timedelta(days=7) for before, after in pairwise(weeks))
    assert weeks[-1].monday <= today < weeks[-1].monday + timedelta(days=7)


@given(with_sessions(TODAYS), st.integers(1, 30))
def test_weeks_hold_what_was_performed_in_them_and_nothing_else(
    drawn: tuple[date, list[SessionRecord]], number: int
) -> None:
    """By the ISO week of the local date; what lies before or after is not squeezed in."""
    today, sessions = drawn
    for week in minutes_by_week(sessions, number, today):
        same = [session for session in sessions if day_of(session).isocalendar()[:2] == week.monday.isocalendar()[:2]]
        assert week.performed_ms == sum(session.performed_ms for session in same)


def test_weeks_without_a_session_are_there() -> None:
    """A plot that leaves them out would tell another story."""
    weeks = minutes_by_week([a_session("s1", "2026-01-05T09:00:00+01:00")], 3, date(2026, 1, 18))
    assert weeks == (Week(date(2025, 12, 29), 0), Week(date(2026, 1, 5), 180_000), Week(date(2026, 1, 12), 0))
    assert minutes_by_week([], 2, date(2026, 1, 18)) == (Week(date(2026, 1, 5), 0), Week(date(2026, 1, 12), 0))


@pytest.mark.parametrize("status", SessionStatus)
def test_what_was_performed_counts_however_the_session_stands(status: SessionStatus) -> None:
    """Cut off and still running too: the body did it."""
    session = a_session(status=status, performed_ms=40_000)
    assert minutes_by_week([session], 1, date(2026, 1, 5))[0].performed_ms == 40_000
    assert days_this_month([session], date(2026, 1, 5)).number == 1


def test_days_this_month_are_counted_without_a_row_of_them() -> None:
    """Two sessions on a day are one day, nothing performed is none, and last month is over."""
    sessions = [
        a_session("s1", "2025-12-31T23:59:59+01:00"),
        a_session("s2", "2026-01-01T00:00:00+01:00"),
        a_session("s3", "2026-01-09T21:00:00+01:00"),
        a_session("s4", "2026-01-09T09:00:00+01:00"),
        a_session("s5", "2026-01-04T09:00:00+01:00", performed_ms=0),
    ]
    month = days_this_month(sessions, date(2026, 1, 20))
    assert month == MonthDays((date(2026, 1, 1), date(2026, 1, 9)), 20)
    assert month.number == 2


def test_a_day_ahead_of_today_is_not_counted_yet() -> None:
    """Who flies east to west over the date line has been in tomorrow already."""
    sessions = [a_session("s1", "2026-01-06T08:00:00+13:00")]
    assert days_this_month(sessions, date(2026, 1, 5)) == MonthDays((), 5)
    assert days_this_month(sessions, date(2026, 1, 6)).number == 1


@given(with_sessions(TODAYS))
def test_there_are_never_more_days_than_the_month_has_had(drawn: tuple[date, list[SessionRecord]]) -> None:
    """And each is of this month, once, in order."""
    today, sessions = drawn
    month = days_this_month(sessions, today)
    assert month.number <= month.so_far == today.day
    assert [*month.days] == sorted(set(month.days))
    assert all((day.year, day.month) == (today.year, today.month) for day in month.days)


def test_pain_over_time_has_before_worst_and_after_of_each_session_in_order() -> None:
    """The worst is the strongest said after a press; a session in which nothing was said is no point."""
    sessions = [
        a_session("later", "2026-01-06T09:00:00+01:00", pain=(None, 2)),
        a_session("silent", "2026-01-05T12:00:00+01:00"),
        a_session("first", "2026-01-05T09:00:00+01:00", pain=(3, 0)),
        a_session("pressed", "2026-01-05T10:00:00+01:00"),
        a_session("unsaid", "2026-01-05T11:00:00+01:00"),
    ]
    pains = [
        a_press(nrs=4, session="first", press=1),
        a_press(nrs=6, session="first", press=2),
        a_press(nrs=5, session="first", press=3),
        a_press(nrs=None, session="first", press=4),
        a_press(nrs=0, session="pressed"),
        a_press(nrs=None, session="unsaid"),
        a_press(nrs=9, session="another"),
    ]
    points = pain_over_time(sessions, pains)
    assert [(point.session, point.before, point.worst, point.after) for point in points] == [
        ("first", 3, 6, 0),
        ("pressed", None, 0, None),
        ("later", None, None, 2),
    ]
    assert points[0] == PainPoint("first", "Desk reset", date(2026, 1, 5), sessions[2].started_ms, 3, 6, 0)


def test_an_exercise_is_told_by_how_each_of_its_visits_went() -> None:
    """Done, eased, exchanged and skipped are told apart; none of them is a failure."""
    steps = [
        a_visit("neck", "done", performed_ms=10_000),
        a_visit("neck", "done", variant="eased", performed_ms=6_000),
        a_visit("neck", "exchanged", performed_ms=4_000),
        a_visit("neck", "skipped", performed_ms=1_000),
        a_visit("neck", "skipped", performed_ms=0, variant="eased"),
        a_visit("neck", "stopped", performed_ms=3_000),
        a_visit("neck", None, performed_ms=2_000),
        a_visit("neck", None, performed_ms=0),
    ]
    (trend,) = by_exercise(steps, [a_press(), a_press(press=2), a_press("back")])
    assert (trend.exercise, trend.name, trend.performed_ms, trend.presses) == ("neck", "Neck", 26_000, 2)
    assert (trend.done, trend.eased, trend.exchanged, trend.skipped) == (4, 2, 1, 2)


def test_a_visit_left_by_going_back_is_no_second_time() -> None:
    """Its time was spent, and the visit after it tells how it went."""
    (trend,) = by_exercise(
        [a_visit("neck", "left", variant="eased", performed_ms=5_000), a_visit("neck", "done", visit=2)], []
    )
    assert (trend.done, trend.eased, trend.performed_ms) == (1, 0, 15_000)


def test_what_did_not_agree_is_counted_once_a_session() -> None:
    """However many visits the step had."""
    steps = [
        a_visit("neck", has_disagreed=True),
        a_visit("neck", visit=2, has_disagreed=True),
        a_visit("neck", session="s2", has_disagreed=True),
        a_visit("neck", session="s3"),
    ]
    assert by_exercise(steps, [])[0].disagreed == 2


def test_exercises_come_with_the_most_time_first_and_rests_are_none() -> None:
    """Of equal time, by their names; a renamed one has the name of its first visit here."""
    steps = [
        a_visit("b", performed_ms=5_000),
        a_visit("rest", performed_ms=90_000),
        a_visit("c", performed_ms=9_000),
        a_visit("a", performed_ms=5_000),
    ]
    assert [trend.name for trend in by_exercise(steps, [a_press("rest")])] == ["C", "A", "B"]
    assert by_exercise([], []) == ()


def test_sides_are_added_up_for_each_exercise_and_in_all() -> None:
    """What has no side is not there, and the most work comes first."""
    steps = [
        a_visit("neck", sides_ms=(10_000, 0)),
        a_visit("hip", sides_ms=(20_000, 25_000)),
        a_visit("neck", "skipped", session="s2", sides_ms=(5_000, 2_000)),
        a_visit("bridge"),
    ]
    sides = by_side(steps)
    assert sides.exercises == (SideTrend("hip", "Hip", 20_000, 25_000), SideTrend("neck", "Neck", 15_000, 2_000))
    assert (sides.left_ms, sides.right_ms) == (35_000, 27_000)
    assert by_side([]).exercises == ()
