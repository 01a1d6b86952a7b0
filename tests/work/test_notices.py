"""A notification on the desktop: a real library, a real bus of its own, and a double of what shows them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic  # noqa: TID251  # how long a call holds up the work clock is the point
from typing import TYPE_CHECKING

import pytest

from unbend.breaks import events as e
from unbend.breaks.rhythm import BeatKind
from unbend.breaks.wall import wall_clock
from unbend.checkup.notices import notification_findings
from unbend.work import notices
from unbend.work.notices import Notices, desktop

if TYPE_CHECKING:
    from collections.abc import Iterator

CLOCK = wall_clock(datetime(2026, 3, 2, 9, 0, tzinfo=UTC), 0)
DUE = e.BreakDue(due_ms=0, break_ms=30_000, kind=BeatKind.MOVE, routine=None, is_soft=False)
SOFT = e.BreakDue(due_ms=0, break_ms=30_000, kind=BeatKind.MOVE, routine=None, is_soft=True)
POSTURE = e.PostureDue(due_ms=0, kind=BeatKind.STAND, is_soft=False)

needs_a_bus = pytest.mark.skipif(
    shutil.which("dbus-daemon") is None or not notices.library_is_installed(),
    reason="needs dbus-daemon and the extra notify",
)


@pytest.fixture(autouse=True)
def at_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody be at another one, and let there be no bus but the test's."""
    for name in ("SSH_CONNECTION", "DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the library the time that it takes on a busy machine."""
    monkeypatch.setattr(notices, "WITHIN_S", 60.0)


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Run a session's bus for this test alone."""
    with _running(["dbus-daemon", "--session", "--nofork", "--print-address=1"]) as daemon:
        assert daemon.stdout is not None
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", daemon.stdout.readline().strip())
        yield


@contextmanager
def _running(command: list[str]) -> Iterator[subprocess.Popen[str]]:
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        yield child
    finally:
        child.kill()
        child.communicate()


@contextmanager
def a_shell(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Run what shows notifications."""
    with _running([sys.executable, str(Path(__file__).with_name("notice_daemon.py")), *arguments]) as shell:
        assert shell.stdout is not None
        assert shell.stdout.readline() == "ready\n"
        yield shell


def shown(shell: subprocess.Popen[str]) -> list[object]:
    """Return the next notification that was shown: program, title, text and urgency."""
    assert shell.stdout is not None
    told: list[object] = json.loads(shell.stdout.readline())
    return told


@needs_a_bus
@pytest.mark.usefixtures("bus", "patient")
def test_a_break_that_is_due_is_shown_on_the_desktop() -> None:
    """Once, at the usual urgency, which no desktop lets steal the focus; a soft one is not."""
    instead: list[str] = []
    with a_shell() as shell:
        listener = Notices(instead.append)
        listener.handle(SOFT, CLOCK)
        listener.handle(DUE, CLOCK)
        assert shown(shell) == ["Unbend", "Unbend", "Time for a break of 30 s.", 1]
        listener.close()
        listener.handle(POSTURE, CLOCK)
        assert shown(shell) == ["Unbend", "Unbend", "Time to go on standing.", 1]
        listener.close()
    assert instead == []


@needs_a_bus
@pytest.mark.usefixtures("bus", "patient")
def test_without_anything_that_shows_them_the_terminal_does_it() -> None:
    """A bus is there, and nobody on it; nothing is raised, and nothing printed."""
    instead: list[str] = []
    listener = Notices(instead.append)
    listener.handle(DUE, CLOCK)
    listener.close()
    assert instead == ["Time for a break of 30 s."]


@pytest.mark.usefixtures("patient")
def test_somebody_without_a_terminal_is_told_how(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a break that is due; a change of posture needs no words."""
    monkeypatch.setattr(notices, "library_is_installed", lambda: False)
    instead: list[str] = []
    listener = Notices(instead.append, how="This way.")
    listener.handle(DUE, CLOCK)
    listener.handle(POSTURE, CLOCK)
    assert instead == ["Time for a break of 30 s. This way.", "Time to go on standing."]


@needs_a_bus
@pytest.mark.usefixtures("bus")
def test_one_that_hangs_holds_up_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The call comes back while the other side hangs; a second is not begun, and in the end it is given up."""
    monkeypatch.setattr(notices, "WITHIN_S", 4.0)
    instead: list[str] = []
    with a_shell("hangs"):
        listener = Notices(instead.append)
        began_s = monotonic()
        listener.handle(DUE, CLOCK)
        listener.handle(DUE, CLOCK)
        assert monotonic() - began_s < 3
        assert instead == []
        listener.close()
    assert instead == ["Time for a break of 30 s."]


@pytest.mark.usefixtures("patient")
def test_without_a_bus_there_is_none() -> None:
    """As in a container, or on a console."""
    assert desktop("look") is None


@pytest.mark.parametrize("what", ["library", "ssh"])
def test_nothing_is_started_where_it_cannot_be_seen(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the library, and over SSH, where the desktop is in front of somebody else."""
    monkeypatch.setattr(notices, "desktop", lambda *_: pytest.fail("a process was started"))
    monkeypatch.setattr(notices, "library_is_installed", lambda: what != "library")
    if what == "ssh":
        monkeypatch.setenv("SSH_CONNECTION", "1.2.3.4 5 6.7.8.9 22")
    instead: list[str] = []
    Notices(instead.append).handle(DUE, CLOCK)
    assert instead == ["Time for a break of 30 s."]


@needs_a_bus
@pytest.mark.usefixtures("bus", "patient")
def test_the_doctor_says_what_shows_them() -> None:
    """By its own name; and of the terminal, whether it is known to."""
    with a_shell():
        desktop_found, terminal_found = notification_findings({"TERM": "foot"})
    assert desktop_found.found == "shown by Test shell 7 (Nobody)"
    assert terminal_found.found == "shows them (OSC 777), where the desktop does not"
    assert notification_findings({})[0].found == "none, as nothing answers that shows them"
    assert notification_findings({})[1].found == "not known to show any"


def test_the_doctor_says_how_to_get_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """None of it is a fault."""
    monkeypatch.setattr("unbend.checkup.notices.library_is_installed", lambda: False)
    found = notification_findings({})
    assert found[0].found == "none, as the library is not installed; pip install 'unbend[notify]' brings it"
    monkeypatch.setenv("SSH_CONNECTION", "1.2.3.4 5 6.7.8.9 22")
    assert notification_findings({})[0].found == "none over SSH, where it would be the other machine's"
    assert [each.advice for each in found] == ["", ""]
