"""Whether a history can be read, without a trace of having looked."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from unbend.errors import HistoryUnavailable
from unbend.history.condition import condition
from unbend.history.store import Store

if TYPE_CHECKING:
    from pathlib import Path


def files_of(folder: Path) -> dict[str, bytes]:
    """Return every file with its content, but for SQLite's shared memory, in which locks are."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.endswith("-shm")}


def test_a_closed_history_is_read_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    """Not even SQLite's own two files."""
    file = tmp_path / "history.db"
    with Store.open(file):
        pass
    before = files_of(tmp_path)
    known = condition(file)
    assert known.sessions == 0
    assert known.size_bytes == file.stat().st_size
    assert files_of(tmp_path) == before


def test_a_history_in_use_is_read_with_what_was_not_moved_yet(tmp_path: Path) -> None:
    """A session may be under way in another window."""
    file = tmp_path / "history.db"
    with Store.open(file):
        before = files_of(tmp_path)
        assert "history.db-wal" in before
        assert condition(file).size_bytes == sum(map(len, before.values()))
        assert files_of(tmp_path) == before


def test_a_file_that_is_no_history_says_so(tmp_path: Path) -> None:
    """A text, nothing at all, another program's tables, a folder."""
    file = tmp_path / "history.db"
    for content in (b"a text that is no database, and longer than a header is", b""):
        file.write_bytes(content)
        with pytest.raises(HistoryUnavailable, match="cannot be read"):
            condition(file)
    file.unlink()
    other = sqlite3.connect(file)
    other.execute("CREATE TABLE songs (title TEXT)")
    other.close()
    with pytest.raises(HistoryUnavailable, match="no such table: sessions"):
        condition(file)
    file.unlink()
    file.mkdir()
    with pytest.raises(HistoryUnavailable, match="cannot be read"):
        condition(file)


def test_a_damaged_history_is_found(tmp_path: Path) -> None:
    """A page overwritten in the middle, as a failing disk does."""
    file = tmp_path / "history.db"
    with Store.open(file):
        pass
    raw = bytearray(file.read_bytes())
    for page in range(4096, len(raw), 4096):
        raw[page : page + 64] = b"\xff" * 64
    file.write_bytes(raw)
    with pytest.raises(HistoryUnavailable):
        condition(file)
