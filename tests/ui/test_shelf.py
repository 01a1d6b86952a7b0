"""What the library has to choose from: order, when each was last done, and when to look again."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.history.builders import a_session
from unbend.history.records import BreakOutcome, BreakRecord, SignRecord
from unbend.history.store import Store
from unbend.routine.folders import Folders
from unbend.ui.shelf import Shelf, look, moved_words, stamp
from unbend.units import HOUR, MINUTE

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 1, 7)
EXERCISES = """\
unbend-exercises: 1
exercises:
"""
ROUTINE = """\
unbend: 1
title: {title}
steps:
  - exercise: here
exercises:
  here:
    name: Here
    areas: [neck]
    position: seated
    kind: stretch
    level: {level}
    dose: {{hold: 10s}}
    how: [Stay., Breathe.]
"""


class Home:
    """A home with routines and a history."""

    def __init__(self, folder: Path) -> None:
        self.shipped = folder / "shipped"
        self.user = folder / "routines"
        self.history = folder / "history.db"
        self.index = folder / "index.json"
        self.shipped.mkdir()
        self.user.mkdir()

    def write(self, name: str, title: str = "A title", level: str = "gentle", *, is_shipped: bool = False) -> Path:
        """Write a routine file and return it."""
        file = (self.shipped if is_shipped else self.user) / f"{name}.yaml"
        file.write_text(ROUTINE.format(title=title, level=level), encoding="utf-8")
        return file

    def look(self) -> Shelf:
        """Look at all of it."""
        return look(self.folders(), self.index, self.history, TODAY)

    def folders(self) -> Folders:
        """Look into the folders anew."""
        return Folders(self.shipped, self.user)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Return an empty home."""
    return Home(tmp_path)


def test_the_gentle_ones_come_first_and_the_broken_ones_last(home: Home) -> None:
    """Within a level by title, whatever its case."""
    home.write("a", "Zebra", "gentle")
    home.write("b", "apple", "moderate")
    home.write("c", "Middle", "firm", is_shipped=True)
    home.write("d", "aardvark", "gentle", is_shipped=True)
    home.write("e", "Bee", "gentle")
    (home.user / "a-broken-one.yaml").write_text("unbend: 1\n", encoding="utf-8")
    shelf = home.look()
    assert [entry.title for entry in shelf.entries] == ["aardvark", "Bee", "Zebra", "apple", "Middle", "a-broken-one"]
    assert shelf.entries[-1].problems
    assert [entry.is_shipped for entry in shelf.entries] == [True, False, False, False, True, False]


def test_without_a_history_nothing_was_done_and_none_is_made(home: Home) -> None:
    """Looking leaves no file behind."""
    home.write("a")
    shelf = home.look()
    assert (dict(shelf.last_done), shelf.trouble) == ({}, "")
    assert not home.history.exists()


def test_when_each_was_last_done_is_the_day_of_the_persons_calendar(home: Home) -> None:
    """The latest of several; the date as it was where they were."""
    home.write("desk-reset")
    with Store.open(home.history) as store:
        store.save(
            [
                a_session("s1", "2026-01-05T09:00:00+01:00"),
                a_session("s2", "2026-01-07T23:30:00-08:00"),
                a_session("s3", "2026-01-06T09:00:00+01:00"),
                replace(a_session("s4", "2026-01-02T09:00:00+01:00"), routine="hips"),
            ]
        )
    assert dict(home.look().last_done) == {"desk-reset": "2026-01-07", "hips": "2026-01-02"}


def test_what_today_brought_is_told_as_well(home: Home) -> None:
    """What was done, what was said of pain, and a sign that holds; nothing of the days before."""
    assert (home.look().done_today, home.look().pain_today, home.look().sign) == ((), None, "")
    with Store.open(home.history) as store:
        store.save(
            [
                a_session("s1", "2026-01-06T09:00:00+01:00", pain=(9, 9)),
                replace(a_session("s2", "2026-01-07T09:00:00+01:00", pain=(4, 3)), routine="hips"),
                SignRecord("2026-01-07", "B"),
            ]
        )
    assert (home.look().done_today, home.look().pain_today, home.look().sign) == (("hips",), 4, "B")


def test_a_history_that_cannot_be_read_is_told_and_left_as_it_was(home: Home) -> None:
    """The routines are there all the same."""
    home.write("a")
    home.history.write_bytes(b"not a database at all, but long enough to be looked at " * 40)
    before = home.history.read_bytes()
    shelf = home.look()
    assert len(shelf.entries) == 1
    assert dict(shelf.last_done) == {}
    assert shelf.trouble.endswith(". It was left as it is.")
    assert str(home.history) in shelf.trouble
    assert home.history.read_bytes() == before


def test_a_second_look_sees_the_same(home: Home) -> None:
    """With the index as without it."""
    home.write("a")
    first = home.look()
    assert home.index.exists()
    assert home.look() == first


# When to look again


def test_the_stamp_stays_while_nothing_changes(home: Home) -> None:
    """Otherwise everything would be read every two seconds."""
    home.write("a")
    assert stamp(home.folders()) == stamp(home.folders())


def test_the_stamp_changes_with_each_change_of_a_file(home: Home) -> None:
    """Added, edited, edited to the same length, removed, an exercises file as well."""
    seen = [stamp(home.folders())]
    file = home.write("a")
    seen.append(stamp(home.folders()))
    file.write_text(file.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")
    seen.append(stamp(home.folders()))
    status = file.stat()
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns + 1_000_000_000))
    seen.append(stamp(home.folders()))
    (home.user / "exercises").mkdir()
    (home.user / "exercises" / "mine.yaml").write_text(EXERCISES, encoding="utf-8")
    seen.append(stamp(home.folders()))
    file.unlink()
    seen.append(stamp(home.folders()))
    assert [seen[number] == seen[number + 1] for number in range(len(seen) - 1)] == [False] * 5


def test_a_file_that_goes_while_it_is_looked_at_is_no_failure(home: Home) -> None:
    """An editor may replace it at any moment."""
    file = home.write("a")
    folders = home.folders()
    assert len(folders.sources) == 1
    file.unlink()
    assert stamp(folders) == []


def test_the_last_movement_is_the_later_of_sessions_and_breaks(home: Home) -> None:
    """Sitting still and breathing is none, and of a routine that is gone nobody knows."""
    home.write("desk-reset")
    still = home.write("calm")
    still.write_text(still.read_text(encoding="utf-8").replace("title:", "tags: [mind]\ntitle:"), encoding="utf-8")
    moved = replace(a_session("s1", "2026-01-07T09:00:00+00:00"), length_ms=3 * MINUTE)
    calm = replace(a_session("s2", "2026-01-07T11:00:00+00:00", routine="calm"), length_ms=3 * MINUTE)
    gone = a_session("s3", "2026-01-07T11:30:00+00:00", routine="gone")
    assert home.look().moved_ms is None
    with Store.open(home.history) as store:
        store.save([moved, calm, gone])
    nine_ms = moved.started_ms
    assert home.look().moved_ms == nine_ms + 3 * MINUTE
    taken = BreakRecord("b1", "2026-01-07T10:00:00+00:00", nine_ms + HOUR, became=BreakOutcome.TAKEN)
    with Store.open(home.history) as store:
        store.save([replace(taken, ended_ms=nine_ms + HOUR + MINUTE)])
        store.save([BreakRecord("b2", "2026-01-07T10:30:00+00:00", nine_ms + 2 * HOUR, became=BreakOutcome.SKIPPED)])
    assert home.look().moved_ms == nine_ms + HOUR + MINUTE


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(seconds=59), "You just moved."),
        (timedelta(minutes=1, seconds=59), "You last moved 1 min ago."),
        (timedelta(hours=1, minutes=10), "You last moved 1 h 10 min ago."),
        (timedelta(hours=11, minutes=59), "You last moved 11 h 59 min ago."),
        (timedelta(hours=12), ""),
        (timedelta(seconds=-1), ""),
    ],
)
def test_how_long_ago_that_was_is_said_in_whole_minutes(ago: timedelta, said: str) -> None:
    """Nothing after a night, and nothing of what lies ahead, which a clock that was set can bring about."""
    now = datetime(2026, 1, 7, 15, 0, tzinfo=UTC)
    shelf = Shelf((), {}, "", moved_ms=int((now - ago).timestamp() * 1000))
    assert moved_words(shelf, now) == said


def test_where_no_movement_is_known_nothing_is_said_of_it() -> None:
    """Rather than a guess."""
    assert moved_words(Shelf((), {}, ""), datetime(2026, 1, 7, 15, 0, tzinfo=UTC)) == ""
