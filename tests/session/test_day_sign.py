"""The day's warning sign: whose day, which run, and what the disk does."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from unbend.history.records import SignRecord
from unbend.history.store import Store
from unbend.pain.assessment import Tier
from unbend.session.clock import ManualClock
from unbend.session.day_sign import DaySign
from unbend.units import HOUR, SECOND

if TYPE_CHECKING:
    from pathlib import Path

DAY = 24 * HOUR


class Day:
    """A day at the desk: the clock on the wall, the file, and the sentences that were told."""

    def __init__(self, folder: Path, start: datetime | None = None) -> None:
        self.clock = ManualClock(start)
        self.file = folder / "history.db"
        self.told: list[str] = []
        self.sign = self.anew()

    def anew(self) -> DaySign:
        """Return the sign as another run of the program has it."""
        return DaySign(self.file, self.clock.wall, self.told.append)


@pytest.fixture
def day(tmp_path: Path) -> Day:
    """Return a day that begins at nine."""
    return Day(tmp_path)


def test_without_a_record_no_sign_holds_and_none_is_made(day: Day) -> None:
    """Asking leaves no file behind."""
    assert day.sign.get() is None
    assert not day.file.exists()


@pytest.mark.parametrize("tier", [Tier.A, Tier.B])
def test_a_sign_holds_for_the_day_in_every_run(day: Day, tier: Tier) -> None:
    """Leaving the program does not lift it."""
    day.sign.note(tier)
    assert day.sign.get() is tier
    day.clock.advance(14 * HOUR)
    assert day.sign.get() is tier
    assert day.anew().get() is tier
    assert day.told == []


def test_a_day_later_it_no_longer_holds(day: Day) -> None:
    """From midnight on, in this run and in another."""
    day.sign.note(Tier.A)
    day.clock.advance(15 * HOUR - 1)
    assert (day.sign.get(), day.anew().get()) == (Tier.A, Tier.A)
    day.clock.advance(1)
    assert (day.sign.get(), day.anew().get()) == (None, None)


def test_the_day_is_that_of_the_persons_own_calendar(tmp_path: Path) -> None:
    """Not that of Greenwich."""
    day = Day(tmp_path, datetime(2026, 1, 5, 23, 0, tzinfo=timezone(timedelta(hours=-8))))
    day.sign.note(Tier.B)
    day.clock.advance(HOUR - SECOND)
    assert day.anew().get() is Tier.B
    day.clock.advance(SECOND)
    assert day.anew().get() is None


def test_who_has_been_checked_is_free_again(day: Day) -> None:
    """In every run; a sign that fits later the same day holds again."""
    day.sign.note(Tier.A)
    day.sign.note(None)
    assert (day.sign.get(), day.anew().get()) == (None, None)
    day.sign.note(Tier.B)
    assert (day.sign.get(), day.anew().get()) == (Tier.B, Tier.B)


def test_a_sign_holds_though_the_disk_does_not_take_it(day: Day) -> None:
    """For this run, and the person is told once what is amiss."""
    day.file.mkdir()
    day.sign.note(Tier.A)
    assert day.sign.get() is Tier.A
    assert day.sign.get() is Tier.A
    (sentence,) = day.told
    assert str(day.file) in sentence
    assert sentence.endswith(".")
    day.clock.advance(DAY)
    assert day.sign.get() is None


def test_a_record_that_cannot_be_read_is_told(day: Day) -> None:
    """Nobody may believe that it was looked up."""
    day.file.write_bytes(b"no database " * 200)
    assert day.sign.get() is None
    assert len(day.told) == 1
    assert day.told[0].endswith("Whether a warning sign fitted earlier today could not be looked up.")


def test_what_cannot_be_looked_up_has_to_be_asked_once_a_day(day: Day) -> None:
    """The safe side; what can be looked up has not."""
    assert not day.sign.is_to_be_asked
    day.sign.get()
    assert not day.sign.is_to_be_asked
    day.file.mkdir()
    day.sign.get()
    assert day.sign.is_to_be_asked
    day.sign.was_asked()
    day.sign.get()
    assert not day.sign.is_to_be_asked
    day.clock.advance(DAY)
    day.sign.get()
    assert day.sign.is_to_be_asked


def test_a_sign_noted_by_another_run_is_seen(day: Day) -> None:
    """The line mode and the screen share it."""
    assert day.sign.get() is None
    with Store.open(day.file) as store:
        store.save([SignRecord("2026-01-05", "B")])
    assert day.sign.get() is Tier.B
