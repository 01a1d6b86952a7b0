"""The state file: written in one move, for its owner's eyes, and believed only where it is whole."""

from __future__ import annotations

import json
import os
import stat
import sys
from typing import TYPE_CHECKING

import pytest

from unbend.work import state_file

if TYPE_CHECKING:
    from pathlib import Path


def test_what_was_written_is_read(tmp_path: Path) -> None:
    """With the version added, in a folder that is made, and nothing beside it."""
    file = tmp_path / "deep" / "work.json"
    state_file.write(file, {"status": "working", "next_at_ms": None, "preset": "light"})
    state_file.write(file, {"status": "due", "next_at_ms": 5, "preset": "größer"})
    assert state_file.read(file) == {"version": 1, "status": "due", "next_at_ms": 5, "preset": "größer"}
    assert [*file.parent.iterdir()] == [file]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_nobody_else_may_read_it(tmp_path: Path) -> None:
    """Whatever the mask is: when somebody sits at a desk is nobody else's business."""
    file = tmp_path / "work.json"
    before = os.umask(0)
    try:
        state_file.write(file, {})
    finally:
        os.umask(before)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"version": 2}',
        b'{"status": "working"}',
        b"[" * 50_000,
        json.dumps({"version": 1, "preset": "x" * state_file.MOST_BYTES}).encode(),
    ],
    ids=["empty", "cut", "list", "null", "not text", "another version", "no version", "deep", "large"],
)
def test_what_is_no_state_is_none(content: bytes, tmp_path: Path) -> None:
    """A file of another version, of another program or of half a disk."""
    file = tmp_path / "work.json"
    file.write_bytes(content)
    assert state_file.read(file) is None


def test_where_there_is_none_there_is_none(tmp_path: Path) -> None:
    """Neither a missing file nor a folder in its place, nor a pipe that nobody writes to."""
    assert state_file.read(tmp_path / "none") is None
    assert state_file.read(tmp_path) is None
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "pipe")
        assert state_file.read(tmp_path / "pipe") is None


def test_a_failed_write_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a full disk; what was begun is taken away."""
    file = tmp_path / "work.json"
    state_file.write(file, {"status": "working"})

    def full(_from: str, _to: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space"):
        state_file.write(file, {"status": "due"})
    monkeypatch.undo()
    assert state_file.read(file) == {"version": 1, "status": "working"}
    assert [*tmp_path.iterdir()] == [file]


def test_it_can_be_taken_away(tmp_path: Path) -> None:
    """Once and twice."""
    file = tmp_path / "work.json"
    state_file.write(file, {})
    state_file.remove(file)
    state_file.remove(file)
    assert not file.exists()
