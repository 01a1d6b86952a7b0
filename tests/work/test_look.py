"""`unbend status` as a status bar calls it: quick, quiet, and never wrong about a clock that is gone."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.terminal.program import environment
from unbend import resources
from unbend.work import look, state_file
from unbend.work.status import NOT_RUNNING

if TYPE_CHECKING:
    from pathlib import Path

HEAVY = {"typing", "dataclasses", "pathlib", "datetime", "click", "platformdirs", "subprocess", "socket", "logging"}


def clock_of(pid: int) -> dict[str, Any]:
    """Return the state of a work clock that process `pid` wrote just now."""
    now_ms = time.time_ns() // 1_000_000
    return {
        "pid": pid,
        "written_ms": now_ms,
        "status": "working",
        "next_at_ms": now_ms + 599_000,
        "today": {"taken": 2},
    }


def status(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `unbend status` in a home of its own."""
    return subprocess.run(
        [sys.executable, "-m", "unbend", "status", *arguments],
        env=environment(home),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_the_state_file_is_where_the_rest_looks_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The shorter way to it leads to the same place, with and without the variable."""
    monkeypatch.setenv("HOME", str(tmp_path))
    for value in (str(tmp_path / "state"), "", "  "):
        monkeypatch.setenv("XDG_STATE_HOME", value)
        assert look._state_file() == str(resources.work_state_file())  # noqa: SLF001
    monkeypatch.delenv("XDG_STATE_HOME")
    assert look._state_file() == str(resources.work_state_file())  # noqa: SLF001


def test_a_running_clock_is_shown(tmp_path: Path) -> None:
    """By the installed program, from the file alone."""
    state_file.write(tmp_path / "state" / "unbend" / "work.json", clock_of(os.getpid()))
    for arguments in (("--format", "{next}, {breaks}"), ("--format={next}, {breaks}",)):
        done = status(tmp_path, *arguments)
        assert (done.returncode, done.stdout, done.stderr) == (0, "10 min, 2\n", "")


def test_a_clock_that_is_gone_is_not_shown(tmp_path: Path) -> None:
    """Its file is still there, as `kill -9` leaves it; nothing and nobody complains."""
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    state_file.write(tmp_path / "state" / "unbend" / "work.json", clock_of(child.pid))
    assert status(tmp_path, "--format", "{next}").stdout == "10 min\n"
    child.kill()
    child.communicate()
    done = status(tmp_path, "--format", "{next}")
    assert (done.returncode, done.stdout, done.stderr) == (0, "\n", "")
    done = status(tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{NOT_RUNNING}\n", "")


def test_wrong_use_is_told(tmp_path: Path) -> None:
    """A slip in a status bar's configuration is found by running it by hand."""
    done = status(tmp_path, "--format", "{nxt}")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("unbend: --format knows no {nxt}; what it knows is {next}")
    assert status(tmp_path, "--json", "--format", "x").returncode == 2
    assert status(tmp_path, "--jsno").returncode == 2
    assert "{since_moved}" in status(tmp_path, "--help").stdout


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the library says where the file is")
def test_it_imports_nothing_that_takes_time(tmp_path: Path) -> None:
    """Else a prompt that shows it is felt."""
    code = (
        "import sys; before = set(sys.modules); sys.argv = ['unbend', 'status'];"
        "from unbend.__main__ import main; main(); print(*sorted(set(sys.modules) - before))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", code], env=environment(tmp_path), capture_output=True, text=True, check=True
    )
    said, modules = done.stdout.splitlines()
    assert said == NOT_RUNNING
    assert HEAVY & set(modules.split()) == set()


def test_a_process_is_known_by_when_it_began() -> None:
    """A number alone would say nothing once it is used again."""
    now_ms = time.time_ns() // 1_000_000
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    began_ms = look.began_ms(child.pid, time.time_ns() // 1_000_000)
    child.kill()
    child.communicate()
    assert began_ms is not None
    if sys.platform == "linux":
        assert abs(began_ms - now_ms) < 5_000
    assert look.began_ms(child.pid, now_ms) is None
    for strange in (0, -1, None, "7", 2**70):
        assert look.began_ms(strange, now_ms) is None
