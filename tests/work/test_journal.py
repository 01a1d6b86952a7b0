"""Whether a stream is the journal's: by what it is, not by what was inherited."""

from __future__ import annotations

import io
import os
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from unbend.work.journal import goes_to_the_journal

if TYPE_CHECKING:
    from pathlib import Path


def named(file: int) -> dict[str, str]:
    """Return the environment in which systemd names that file as its journal's."""
    found = os.fstat(file)
    return {"JOURNAL_STREAM": f"{found.st_dev}:{found.st_ino}"}


def test_the_stream_that_is_named_is_the_journals(tmp_path: Path) -> None:
    """And no other, such as a terminal that was opened since."""
    with (tmp_path / "a").open("w", encoding="utf-8") as one, (tmp_path / "b").open("w", encoding="utf-8") as other:
        environment = named(one.fileno())
        assert (goes_to_the_journal(one, environment), goes_to_the_journal(other, environment)) == (True, False)


@pytest.mark.parametrize("value", [None, "", "8:0", "rubbish", "8:123:9"])
def test_where_nothing_fitting_is_named_it_is_not(tmp_path: Path, value: str | None) -> None:
    """As in any shell, whatever was inherited."""
    with (tmp_path / "a").open("w", encoding="utf-8") as stream:
        assert not goes_to_the_journal(stream, {} if value is None else {"JOURNAL_STREAM": value})


def test_a_stream_that_is_none_is_not(tmp_path: Path) -> None:
    """Closed, in memory, or not there at all; nothing fails."""
    with (tmp_path / "a").open("w", encoding="utf-8") as stream:
        environment = named(stream.fileno())
    for each in (stream, io.StringIO(), None):
        assert not goes_to_the_journal(each, environment)


@pytest.mark.skipif(sys.platform == "win32", reason="systemd is Linux's")
def test_a_program_that_was_begun_by_a_service_knows_its_own_output() -> None:
    """Through a socket, as systemd does it; a child with another output inherits the name in vain."""
    program = "import sys; from unbend.work.journal import goes_to_the_journal as g; sys.exit(g(sys.stdout))"
    ours, theirs = socket.socketpair()
    with ours, theirs:
        for output, code in ((theirs.fileno(), 1), (subprocess.DEVNULL, 0)):
            done = subprocess.run(
                [sys.executable, "-c", program],
                stdout=output,
                env={**os.environ, **named(theirs.fileno())},
                timeout=60,
                check=False,
            )
            assert done.returncode == code
