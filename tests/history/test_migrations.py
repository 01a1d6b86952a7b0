"""Files written by older versions, brought up to date when they are opened."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import astuple, replace
from typing import TYPE_CHECKING

import pytest

from tests.history.builders import a_press, a_session, a_visit
from unbend.history.migrations import m001_sessions_steps_pains, migrate
from unbend.history.records import NoticeRecord, SignRecord
from unbend.history.store import Store

if TYPE_CHECKING:
    from pathlib import Path

SESSION = a_session(pain=(2, 3))
STEP = a_visit(sides_ms=(4_000, 5_000), has_disagreed=True)
PAIN = replace(a_press(nrs=5), is_spreading=False)
SIGN = SignRecord("2026-01-05", "B")


@pytest.fixture
def first_file(tmp_path: Path) -> Path:
    """Return a history as version 0.1.0 wrote it, with a row in every table."""
    file = tmp_path / "history.db"
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE migrations (name TEXT PRIMARY KEY) WITHOUT ROWID")
        m001_sessions_steps_pains(connection)
        connection.execute("INSERT INTO migrations VALUES ('m001_sessions_steps_pains')")
        for table, record in (("sessions", SESSION), ("steps", STEP), ("pains", PAIN), ("signs", SIGN)):
            places = ", ".join("?" for _ in astuple(record))
            connection.execute(f"INSERT INTO {table} VALUES ({places})", astuple(record))  # noqa: S608  # names above
    return file


def test_a_first_file_gets_its_notices_and_keeps_everything(first_file: Path) -> None:
    """Nothing of what was done or what hurt is lost or changed, and the new table works at once."""
    with Store.open(first_file) as store:
        assert store.sessions() == [SESSION]
        assert store.steps("s1") == [STEP]
        assert store.pains("s1") == [PAIN]
        assert store.sign_of("2026-01-05") == SIGN
        assert store.last_done() == {"desk-reset": SESSION}
        assert store.notice("first-run") is None
        store.save([NoticeRecord("first-run", "2026-02-01T08:00:00+01:00")])
    with Store.open(first_file) as store:
        assert store.notice("first-run") == NoticeRecord("first-run", "2026-02-01T08:00:00+01:00")


def test_an_old_file_ends_with_the_tables_of_a_new_one(first_file: Path, tmp_path: Path) -> None:
    """There is one shape of the file, whichever way it came about."""
    shapes = []
    for file in (first_file, tmp_path / "new.db"):
        with Store.open(file):
            pass
        with closing(sqlite3.connect(file)) as connection:
            shapes.append(connection.execute("SELECT name, tbl_name, sql FROM sqlite_master ORDER BY name").fetchall())
    old, new = ({row[0]: row[1] for row in shape} for shape in shapes)
    assert old == new


def test_a_migration_that_fails_leaves_the_old_file_as_it_was(first_file: Path) -> None:
    """Half a migration would be a file that no version can read."""
    with closing(sqlite3.connect(first_file, isolation_level=None)) as connection:
        connection.execute("CREATE INDEX sessions_done ON sessions (title)")  # in the way of the one that comes
        with pytest.raises(sqlite3.OperationalError, match="already exists"):
            migrate(connection)
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert tables == {"migrations", "sessions", "steps", "pains", "signs"}
        assert connection.execute("SELECT name FROM migrations").fetchall() == [("m001_sessions_steps_pains",)]
