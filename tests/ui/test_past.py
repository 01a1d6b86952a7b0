"""What is read for the history screen: which days of breaks stand beside the sessions."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.history.builders import a_session
from tests.history.test_break_report import a_break
from unbend.history.records import BreakOutcome
from unbend.history.store import Store
from unbend.ui.past import MOST_SESSIONS, WEEKS_OF_BREAKS, look_back

if TYPE_CHECKING:
    from pathlib import Path

    from unbend.history.records import Record, SessionRecord

TODAY = date(2026, 1, 5)
NOON = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)


def days_shown(folder: Path, *records: Record) -> list[str]:
    """Return the days that have breaks, the latest first, each with what became of them."""
    file = folder / "history.db"
    with Store.open(file) as store:
        store.save(records)
    past = look_back(file, TODAY)
    assert past is not None
    assert set(past.breaks) <= {each.day for each in past.days}
    return [f"{day} {told}" for day, told in past.breaks.items()]


def sessions(number: int) -> list[SessionRecord]:
    """Return so many sessions, one a day at noon, today's the first."""
    return [a_session(f"s{each}", (NOON - timedelta(days=each)).isoformat()) for each in range(number)]


def breaks_of(day: date, *times: str) -> list[Record]:
    """Return breaks that were taken then."""
    return [a_break(f"{day}T{time}", BreakOutcome.TAKEN) for time in times]


def test_a_break_before_the_first_session_ever_is_shown(tmp_path: Path) -> None:
    """On its day and on the days before; the first session of somebody who has had breaks for weeks hides none."""
    assert days_shown(
        tmp_path, *sessions(1), *breaks_of(TODAY, "00:05", "09:00", "15:00"), *breaks_of(date(2025, 12, 1), "09:00")
    ) == ["2026-01-05 breaks: 3 taken", "2025-12-01 breaks: 1 taken"]


def test_where_sessions_are_left_out_breaks_end_with_the_day_of_the_last(tmp_path: Path) -> None:
    """Whole, by the calendar of its place; of the days before, the sessions would be missing."""
    last = TODAY - timedelta(days=MOST_SESSIONS - 1)
    shown = days_shown(
        tmp_path,
        *sessions(MOST_SESSIONS + 5),
        *breaks_of(last, "00:05", "09:00", "23:55"),
        *breaks_of(last - timedelta(days=1), "23:55"),
    )
    assert shown == [f"{last} breaks: 3 taken"]


@pytest.mark.parametrize("number", [0, 1, MOST_SESSIONS - 1])
def test_days_of_breaks_alone_reach_back_a_year(tmp_path: Path, number: int) -> None:
    """Ten years of them open as fast as one."""
    within, beyond = TODAY - timedelta(weeks=WEEKS_OF_BREAKS - 1), TODAY - timedelta(weeks=WEEKS_OF_BREAKS)
    shown = days_shown(tmp_path, *sessions(number), *breaks_of(within, "09:00"), *breaks_of(beyond, "09:00"))
    assert (f"{within} breaks: 1 taken" in shown, f"{beyond} breaks: 1 taken" in shown) == (True, False)


def test_days_of_breaks_reach_as_far_back_as_the_sessions(tmp_path: Path) -> None:
    """Of one session two years ago the breaks of its day are shown, and all since."""
    old = a_session("old", "2024-01-08T12:00:00+01:00")
    shown = days_shown(tmp_path, old, *breaks_of(date(2024, 1, 8), "09:00"), *breaks_of(date(2024, 6, 3), "09:00"))
    assert shown == ["2024-06-03 breaks: 1 taken", "2024-01-08 breaks: 1 taken"]
