"""The history's file: real SQLite files, in a folder of the test's own."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from unbend.errors import HistoryUnavailable
from unbend.history.alive import Lifeline, is_alive
from unbend.history.migrations import MIGRATIONS
from unbend.history.records import PainRecord, SessionRecord, SessionStatus, SignRecord, StepRecord
from unbend.history.store import Store

if TYPE_CHECKING:
    from pathlib import Path

SESSION = SessionRecord("s1", "desk-reset", "Desk reset", "2026-01-05T09:00:00+00:00", 1_000, 180_000)
STEP = StepRecord("s1", 1, 0, "neck-turn", "Look over your shoulder", "normal", "both", 57_000, 0)
PAIN = PainRecord("s1", 1, 12_000, "2026-01-05T09:00:12+00:00", 0, "neck-turn", "hold", "left", 1, 2)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the history of this test is, in a folder that does not exist yet."""
    return tmp_path / "data" / "history.db"


def test_what_is_saved_comes_back_as_it_was(file: Path) -> None:
    """Every record, every field, after the file was closed and opened again."""
    pain = replace(PAIN, nrs=6, kind="sharp", place="neck", is_spreading=False, row=3, choice="skip")
    with Store.open(file) as store:
        store.save([replace(SESSION, status=SessionStatus.FINISHED), STEP, pain, SignRecord("2026-01-05", "B")])
    with Store.open(file) as store:
        assert store.sessions() == [replace(SESSION, status=SessionStatus.FINISHED)]
        assert store.steps("s1") == [STEP]
        assert store.pains("s1") == [pain]
        assert store.sign_of("2026-01-05") == SignRecord("2026-01-05", "B")
        assert store.sign_of("2026-01-06") is None


def test_saving_again_replaces_a_record_and_keeps_what_refers_to_it(file: Path) -> None:
    """The session's row is written many times while it runs; its steps must not go with it."""
    with Store.open(file) as store:
        store.save([SESSION, STEP])
        store.save([replace(SESSION, performed_ms=5_000, status=SessionStatus.STOPPED)])
        assert store.sessions()[0].performed_ms == 5_000
        assert store.steps("s1") == [STEP]


def test_another_program_never_takes_the_history_for_unused_while_it_is_open(file: Path) -> None:
    """The last to leave clears up. Who thinks so while another still writes destroys the file for good."""
    look = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('SELECT * FROM steps'); c.close()"
    with Store.open(file) as store:
        store.save([SESSION])
        with Store.open(file) as other:  # a second look from the same process, as for the signs of the day
            assert other.sessions()
        subprocess.run([sys.executable, "-c", look, str(file)], check=True)
        assert file.with_name(f"{file.name}-wal").exists()
        store.save([STEP])
    with Store.open(file) as store:
        assert store.steps("s1") == [STEP]


def test_a_save_is_all_or_nothing(file: Path) -> None:
    """A record that cannot be written takes the others of its save with it."""
    with Store.open(file) as store:
        with pytest.raises(HistoryUnavailable):
            store.save([SESSION, replace(PAIN, nrs=99)])
        assert store.sessions() == []


def test_sessions_come_the_latest_first_and_no_more_than_asked_for(file: Path) -> None:
    """What was done last is what people look for."""
    with Store.open(file) as store:
        store.save(
            replace(SESSION, id=f"s{number}", started_ms=number, status=SessionStatus.FINISHED) for number in range(5)
        )
        assert [session.id for session in store.sessions(2)] == ["s4", "s3"]


def test_the_file_is_in_wal_mode_and_private(file: Path) -> None:
    """A reader never waits for a running session, and nobody else on the machine reads about the pain."""
    with Store.open(file) as store:
        store.save([SESSION])
    with sqlite3.connect(file) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()
    with Store.open(file) as store:
        store.save([replace(SESSION, id="s2")])
        beside = [*file.parent.iterdir()]
        assert len(beside) == 3
        assert [path.stat().st_mode & 0o077 for path in beside] == [0, 0, 0]


def test_an_open_session_is_running_while_its_lifeline_holds_and_interrupted_after(file: Path) -> None:
    """Told apart without a process id and without waiting."""
    with Store.open(file) as store:
        store.save([SESSION])
        lifeline = Lifeline(file, "s1")
        assert is_alive(file, "s1")
        assert store.sessions()[0].status is SessionStatus.RUNNING
        lifeline.let_go()
        assert not is_alive(file, "s1")
        assert store.sessions()[0].status is SessionStatus.INTERRUPTED
    assert [path.name for path in file.parent.iterdir()] == ["history.db"]


def test_migrations_run_once_and_leave_their_names(file: Path) -> None:
    """Opening again changes nothing."""
    for _ in range(2):
        with Store.open(file):
            pass
    with sqlite3.connect(file) as connection:
        names = connection.execute("SELECT name FROM migrations ORDER BY name").fetchall()
    connection.close()
    assert names == [(migration.__name__,) for migration in MIGRATIONS]


def test_a_file_from_a_newer_version_is_left_alone(file: Path) -> None:
    """An older program must not guess what newer tables mean."""
    with Store.open(file):
        pass
    with sqlite3.connect(file) as connection:
        connection.execute("INSERT INTO migrations (name) VALUES ('m999_from_the_future')")
    connection.close()
    with pytest.raises(HistoryUnavailable, match="newer version"):
        Store.open(file)


def test_a_file_that_is_no_history_is_said_to_be_none(file: Path) -> None:
    """And is not touched."""
    file.parent.mkdir()
    file.write_bytes(b"this is not a database, " * 100)
    with pytest.raises(HistoryUnavailable, match="cannot be used"):
        Store.open(file)
    assert file.read_bytes() == b"this is not a database, " * 100


def test_a_folder_that_cannot_be_made_is_said_so(tmp_path: Path) -> None:
    """A home that is read-only, or a file where the folder should be."""
    (tmp_path / "data").write_text("in the way")
    with pytest.raises(HistoryUnavailable, match="cannot be used"):
        Store.open(tmp_path / "data" / "history.db")


def test_a_full_disk_is_said_so_and_nothing_of_before_is_lost(file: Path) -> None:
    """SQLite's own limit on pages gives the very error of a full disk."""
    with Store.open(file) as store:
        store.save([SESSION])
        connection = store._connection  # noqa: SLF001  # the only way to make the disk full for this file alone
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(HistoryUnavailable, match="full"):
            store.save(replace(STEP, visit=visit, name="x" * 500) for visit in range(1, 200))
        assert [session.id for session in store.sessions()] == ["s1"]
        assert store.steps("s1") == []
