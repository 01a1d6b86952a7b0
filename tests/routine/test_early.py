"""The first hours after getting up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from unbend.routine.early import is_early


@given(st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)), st.integers(0, 24 * 60 - 1))  # noqa: DTZ001  # made aware below
def test_the_two_hours_begin_when_one_gets_up(up: datetime, after: int) -> None:
    """Over midnight as well."""
    up = up.replace(second=0, microsecond=0, tzinfo=UTC)
    assert is_early(f"{up:%H:%M}", up + timedelta(minutes=after)) == (after < 120)


def test_who_has_not_said_when_they_get_up_is_never_early() -> None:
    """Nobody is guessed at."""
    assert not is_early("", datetime(2026, 1, 1, 6, tzinfo=UTC))
