"""What the store reads at once for lists, plots and tables, and that it does so by its indexes.

Apart from `test_store.py`, which is about what the file is; this is about what is asked of it.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from tests.history.builders import a_press, a_session, a_visit
from unbend.history.records import NoticeRecord, SessionStatus, day_of
from unbend.history.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Let there be an empty history."""
    with Store.open(tmp_path / "history.db") as store:
        yield store


@contextmanager
def asked(store: Store) -> Iterator[list[str]]:
    """Collect what `store` asks of the file, values filled in."""
    queries: list[str] = []
    connection = store._connection  # noqa: SLF001  # what it asks is seen nowhere else
    connection.set_trace_callback(queries.append)
    yield queries
    connection.set_trace_callback(None)


def plan_of(store: Store, query: str) -> str:
    """Return how SQLite goes about `query`."""
    connection = store._connection  # noqa: SLF001  # see asked
    return "; ".join(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {query}"))


def test_a_notice_is_remembered_with_its_last_time(store: Store) -> None:
    """Each has a time of its own, and showing it again moves that."""
    store.save([NoticeRecord("signs", "2026-01-05T09:00:00+01:00"), NoticeRecord("first-run", "2026-01-01T09:00:00Z")])
    store.save([NoticeRecord("signs", "2026-01-06T09:00:00+01:00")])
    assert store.notice("signs") == NoticeRecord("signs", "2026-01-06T09:00:00+01:00")
    assert store.notice("first-run") == NoticeRecord("first-run", "2026-01-01T09:00:00Z")
    assert store.notice("stretch-rule") is None


def test_one_session_is_found_by_its_id_and_seen_as_in_the_list(store: Store) -> None:
    """An open one whose process is gone was interrupted."""
    store.save([a_session("s1"), a_session("s2", status=SessionStatus.OPEN)])
    assert store.session("s1") == a_session("s1")
    assert store.session("s2") == a_session("s2", status=SessionStatus.INTERRUPTED)
    assert store.session("s3") is None


def test_last_done_is_the_latest_session_of_each_routine_that_was_really_done(store: Store) -> None:
    """Finished or stopped, with something performed; one cut off, open, or stopped at once is none."""
    store.save(
        [
            a_session("a1", "2026-01-05T09:00:00+01:00", routine="a"),
            a_session("a2", "2026-01-07T09:00:00+01:00", routine="a", status=SessionStatus.STOPPED),
            a_session("a3", "2026-01-06T09:00:00+01:00", routine="a"),
            a_session("a4", "2026-01-08T09:00:00+01:00", routine="a", performed_ms=0),
            a_session("a5", "2026-01-09T09:00:00+01:00", routine="a", status=SessionStatus.INTERRUPTED),
            a_session("a6", "2026-01-10T09:00:00+01:00", routine="a", status=SessionStatus.OPEN),
            a_session("b1", "2025-06-01T09:00:00+02:00", routine="b"),
            a_session("c1", routine="c", performed_ms=0),
        ]
    )
    assert {routine: session.id for routine, session in store.last_done().items()} == {"a": "a2", "b": "b1"}


def test_a_session_joins_last_done_when_it_ends(store: Store) -> None:
    """Its row is there from the start and changes while it runs; what counts is how it stands now."""
    store.save([a_session(status=SessionStatus.OPEN, performed_ms=0)])
    store.save([a_session(status=SessionStatus.OPEN, performed_ms=90_000)])
    assert store.last_done() == {}
    store.save([a_session()])
    assert store.last_done() == {"desk-reset": a_session()}


def test_sessions_from_a_day_on_go_by_the_users_calendar_wherever_it_hung(store: Store) -> None:
    """From the first minute of that day to the last of the one before, in every time zone there is."""
    day = date(2026, 1, 5)
    midnights = [
        datetime(2026, 1, 5, tzinfo=timezone(timedelta(minutes=minutes)))
        for minutes in range(-12 * 60, 14 * 60 + 1, 15)
    ]
    for midnight in midnights:
        for moment in (midnight, midnight - timedelta(seconds=1)):
            store.save([a_session(moment.isoformat(), moment.isoformat())])
    found = store.sessions(from_day=day)
    assert len(found) == len(midnights)
    assert all(day_of(session) == day for session in found)


def test_a_span_of_days_can_be_cut_to_the_latest(store: Store) -> None:
    """Both limits hold together."""
    store.save(a_session(f"s{day}", f"2026-01-{day:02}T09:00:00+01:00") for day in range(1, 10))
    assert [session.id for session in store.sessions(2, from_day=date(2026, 1, 5))] == ["s9", "s8"]


def test_steps_and_pains_of_many_sessions_come_together_in_the_order_asked_for(store: Store) -> None:
    """Each session has its own, in order, and one without any has none; others are not read."""
    sessions = [a_session(name) for name in ("s3", "s1", "s2")]
    store.save([*sessions, a_session("other")])
    store.save(
        [a_visit(session=name, visit=visit) for name in ("other", "s1", "s3") for visit in (2, 1)]
        + [a_press(session=name, press=press) for name in ("other", "s1") for press in (1, 2)]
    )
    steps, pains = store.steps_of(sessions), store.pains_of(sessions)
    assert [*steps] == [*pains] == ["s3", "s1", "s2"]
    assert all(steps[name] == store.steps(name) and pains[name] == store.pains(name) for name in steps)
    assert [len(found) for found in steps.values()] == [2, 2, 0]
    assert [len(found) for found in pains.values()] == [0, 2, 0]


def test_many_sessions_are_one_reading(store: Store) -> None:
    """Also more of them than SQLite has places for values."""
    sessions = [a_session(f"s{number}") for number in range(40_000)]
    with asked(store) as queries:
        assert len(store.steps_of(sessions)) == 40_000
        store.pains_of(sessions)
        store.last_done()
        store.sessions(from_day=date(2026, 1, 5))
    assert len(queries) == 4


def test_every_reading_is_answered_by_an_index(store: Store) -> None:
    """A history of years must open as fast as one of a week."""
    with asked(store) as queries:
        store.last_done()
        store.sessions(from_day=date(2026, 1, 5))
        store.sessions(20)
        store.session("s1")
        store.steps_of([a_session()])
        store.pains_of([a_session()])
        store.notice("signs")
    plans = [plan_of(store, query) for query in queries]
    expected = [
        "INDEX sessions_done",
        "INDEX sessions_started (started_ms>?)",
        "INDEX sessions_started",
        "(id=?)",
        "PRIMARY KEY (session=?)",
        "PRIMARY KEY (session=?)",
        "PRIMARY KEY (name=?)",
    ]
    assert all(part in plan for part, plan in zip(expected, plans, strict=True)), plans
    assert not any("TEMP B-TREE" in plan for plan in plans), plans
