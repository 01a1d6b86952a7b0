"""The work clock as a service runs it: a real process without a terminal, on a real bus, ended and begun anew."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pytest

from tests.terminal.program import LONGEST_S, environment, run
from unbend.session.clock import SystemClock
from unbend.work import notices

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(
        shutil.which("dbus-daemon") is None or not notices.library_is_installed(),
        reason="needs dbus-daemon and the extra notify",
    ),
]
SOON_MS = 1_500


@contextmanager
def running(
    command: list[str],
    env: dict[str, str] | None = None,
    *,
    start_new_session: bool = False,
) -> Iterator[tuple[subprocess.Popen[str], IO[str]]]:
    """Run `command` until its end, or until the test has had enough; with what it says, as if into the journal."""
    reader, writer = os.pipe()
    named = f"{os.fstat(writer).st_dev}:{os.fstat(writer).st_ino}"
    child = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=writer,
        text=True,
        env=None if env is None else {**env, "JOURNAL_STREAM": named},
        start_new_session=start_new_session,
    )
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as said:
        try:
            yield child, said
        finally:
            child.kill()
            child.wait()


@contextmanager
def a_clock(home: Path, bus: str) -> Iterator[tuple[subprocess.Popen[str], IO[str]]]:
    """Run the work clock as the unit does, in a session of its own: no terminal is near."""
    around = environment(home, DBUS_SESSION_BUS_ADDRESS=bus)
    around.pop("SSH_CONNECTION", None)
    command = [sys.executable, "-P", "-m", "unbend", "work", "--headless", "--every", "30m", "--break", "2m"]
    with running(command, env=around, start_new_session=True) as found:
        yield found


def until(said: IO[str], text: str) -> str:
    """Return what is said up to the line with `text`, which has to come."""
    lines = []
    for line in said:
        lines.append(line)
        if text in line:
            return "".join(lines)
    pytest.fail(f"{text!r} did not come, but {lines}")


def end(clock: subprocess.Popen[str]) -> int:
    """End it as the session does; return its exit code."""
    clock.send_signal(signal.SIGTERM)
    return clock.wait(LONGEST_S)


def bring_near(home: Path) -> None:
    """Let the break of the work clock that was ended come soon."""
    file = home / "state" / "unbend" / "work.json"
    found = json.loads(file.read_text(encoding="utf-8"))
    assert found["status"] == "working"
    found["kept"]["due_ms"] = int(SystemClock().wall().timestamp() * 1000) + SOON_MS
    file.write_text(json.dumps(found), encoding="utf-8")


def test_it_announces_takes_orders_and_goes_on_after_a_restart(tmp_path: Path) -> None:
    """One line an event, without a time, which the log has; a second one leaves it to the first."""
    settings = tmp_path / "config" / "unbend" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f'[hooks]\nbreak_due = ["touch", "{tmp_path / "due"}"]\n', encoding="utf-8")
    daemon = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    shell = [sys.executable, str(Path(__file__).parents[1] / "work" / "notice_daemon.py")]
    with running(daemon) as (_, addresses):
        bus = addresses.readline().strip()
        with running(shell, env=environment(tmp_path, DBUS_SESSION_BUS_ADDRESS=bus)) as (_, shown):
            assert shown.readline() == "ready\n"
            with a_clock(tmp_path, bus) as (clock, said):
                begun = until(said, "Breaks are announced")
                assert "\nWork is counted from here. The next break is at " in begun
                assert run(tmp_path, "work", "skip").returncode == 4
                second = run(tmp_path, "work", "--headless")
                assert (second.returncode, "leaves it to that" in second.stdout) == (0, True)
                assert end(clock) == 0
            bring_near(tmp_path)
            with a_clock(tmp_path, bus) as (clock, said):
                # On a busy machine it is due before the first line is said.
                assert "It goes on from where it stood." in until(said, "Time for a break of 2 min.")
                text = "Time for a break of 2 min. In a terminal, unbend break leads through one."
                assert json.loads(shown.readline())[1:3] == ["Unbend", text]
                assert run(tmp_path, "work", "postpone", "5m").stdout.startswith("Postponed by 5 min")
                assert end(clock) == 0
            assert (tmp_path / "due").exists()
            with a_clock(tmp_path, bus) as (clock, said):
                assert "Work is counted from here" not in until(said, "Breaks are announced")
                assert run(tmp_path, "status", "--format", "{next}").stdout in ("5 min\n", "4 min\n")
                had = run(tmp_path, "work", "had", "3m")
                assert had.stdout.startswith("Back after 3 min. The next break is at ")
                assert run(tmp_path, "status", "--format", "{breaks}").stdout == "1\n"
                assert run(tmp_path, "work", "stop").stdout == "The work clock is stopped.\n"
                assert clock.wait(LONGEST_S) == 0
