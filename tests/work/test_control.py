"""The socket of the work clock: a real one, with a living, a stopped and a killed process behind it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from unbend.breaks import commands as c
from unbend.errors import OrderRefused, WrongUse
from unbend.units import MINUTE
from unbend.work import control, telling
from unbend.work.control import AlreadyRunning, Control, NoControl
from unbend.work.json_line import HAS_SOCKETS
from unbend.work.telling import had_break, tell

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(not HAS_SOCKETS, reason="there are no such sockets here")

_CLOCK = """
import sys, threading
from pathlib import Path
from unbend.work.control import Control
with Control(Path(sys.argv[1]), lambda command: f"{command} by another"):
    print("listens", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def path() -> Iterator[Path]:
    """Return where a socket may be, short enough for one, in a folder that is not there yet."""
    folder = Path(tempfile.mkdtemp(prefix="unbend-", dir="/tmp"))
    yield folder / "unbend" / "work.sock"
    shutil.rmtree(folder)


@contextmanager
def a_clock(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Run another process that listens at `path`."""
    child = subprocess.Popen(
        [sys.executable, "-c", _CLOCK, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "listens\n"
    try:
        yield child
    finally:
        child.kill()
        child.communicate()


def said_raw(path: Path, raw: bytes, *, is_closed: bool = True) -> bytes:
    """Send `raw` and return everything that comes back: nothing where the other end hangs up."""
    with suppress(ConnectionError), socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(30)
        line.connect(str(path))
        line.sendall(raw)
        if is_closed:
            line.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: line.recv(4096), b""))
    return b""


def test_what_is_said_arrives_as_a_command_and_the_answer_comes_back(path: Path) -> None:
    """Once for each call, on a thread of its own."""
    heard: list[tuple[c.Command, str]] = []

    def obey(command: c.Command) -> str:
        heard.append((command, threading.current_thread().name))
        return "Paused until 15:00 - größer."

    with Control(path, obey):
        assert tell(path, ["pause", "30m"]) == "Paused until 15:00 - größer."
        assert tell(path, ["skip"]) == "Paused until 15:00 - größer."
    assert heard == [(c.Pause(30 * MINUTE), "unbend-control"), (c.Skip(), "unbend-control")]
    assert not path.exists()
    with pytest.raises(WrongUse, match="no work clock runs"):
        tell(path, ["skip"])


def test_what_does_not_fit_the_moment_is_an_error_of_its_own(path: Path) -> None:
    """A script can tell it from a slip in its own words."""

    def refuse(_command: c.Command) -> str:
        msg = "not now: no break is near"
        raise OrderRefused(msg)

    with Control(path, refuse), pytest.raises(OrderRefused, match="not now: no break is near") as caught:
        tell(path, ["skip"])
    assert caught.value.exit_code == 4


def test_a_break_had_elsewhere_is_mentioned(path: Path) -> None:
    """To a work clock that counts it, one that refuses, and none; nobody hears of it, and what is no break is not."""
    heard: list[c.Command] = []

    def obey(command: c.Command) -> str:
        heard.append(command)
        if len(heard) > 1:
            msg = "not now: a break was counted meanwhile"
            raise OrderRefused(msg)
        return "Back after 3 min."

    had_break(path, 3 * MINUTE)
    with Control(path, obey):
        had_break(path, 3 * MINUTE + 400)
        had_break(path, 60 * 1000)
        had_break(path, 400)
    path.touch()
    had_break(path, 3 * MINUTE)
    assert heard == [c.HadBreak(3 * MINUTE), c.HadBreak(MINUTE)]


def test_only_the_user_can_open_it(path: Path) -> None:
    """The folder and the socket, also where the folder was there and open to all."""
    path.parent.mkdir(mode=0o777)
    path.parent.chmod(0o777)
    before = os.umask(0)
    try:
        with Control(path, lambda _: ""):
            assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
            assert stat.S_IMODE(path.stat().st_mode) == 0o600
    finally:
        os.umask(before)


def test_another_user_is_not_answered(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even one who got through to the socket; the system says who it is."""
    heard: list[c.Command] = []

    def obey(command: c.Command) -> str:
        heard.append(command)
        return "Not this one."

    with Control(path, obey):
        own = os.getuid()
        monkeypatch.setattr(os, "getuid", lambda: own + 1)
        assert said_raw(path, b'{"unbend":1,"say":["skip"]}\n') == b""
    assert heard == []


def test_a_folder_of_somebody_else_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As is one above which anybody may write, and a link in its place: what listens there could be anybody's."""
    path.parent.mkdir()
    path.parent.parent.chmod(0o777)
    with pytest.raises(NoControl, match="somebody else may write to"):
        Control(path, lambda _: "")
    path.parent.parent.chmod(0o700)
    path.parent.rename(path.parent.with_name("other"))
    path.parent.symlink_to("other")
    with pytest.raises(NoControl, match="belongs to somebody else"):
        Control(path, lambda _: "")
    path.parent.unlink()
    own = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: own + 1)
    with pytest.raises(NoControl, match="belongs to somebody else"):
        Control(path, lambda _: "")


def test_a_path_that_is_too_long_is_told() -> None:
    """And the lock is let go again."""
    with tempfile.TemporaryDirectory(prefix="unbend-", dir="/tmp") as folder:
        path = Path(folder) / ("x" * 90) / "work.sock"
        for _ in range(2):
            with pytest.raises(NoControl, match="too long for a socket"):
                Control(path, lambda _: "")


def test_a_living_clock_is_never_replaced(path: Path) -> None:
    """Nor is a stopped one: it goes on where it was."""
    with a_clock(path) as other:
        for number in (signal.SIGCONT, signal.SIGSTOP):
            other.send_signal(number)
            with pytest.raises(AlreadyRunning, match="a work clock runs already"):
                Control(path, lambda _: "")
        other.send_signal(signal.SIGCONT)
        assert tell(path, ["skip"]) == "Skip() by another"


def test_what_a_killed_clock_left_is_replaced(path: Path) -> None:
    """The socket is still there, and nobody behind it."""
    with a_clock(path) as other:
        other.kill()
        other.wait()
        assert path.exists()
        with pytest.raises(WrongUse, match="no work clock runs"):
            tell(path, ["skip"])
        with Control(path, lambda _: "Not this one."):
            assert tell(path, ["skip"]) == "Not this one."


def test_a_stopped_clock_does_not_hang_whoever_speaks(path: Path) -> None:
    """It is said that nothing answers."""
    with a_clock(path) as other:
        other.send_signal(signal.SIGSTOP)
        os.waitpid(other.pid, os.WUNTRACED)  # it has stopped, and not only been told to
        with pytest.raises(WrongUse, match="does not answer"):
            tell(path, ["skip"], wait_ms=300)
        other.send_signal(signal.SIGCONT)


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"hello\n", "Expecting value"),
        (b"[" * 4_000 + b"\n", None),
        (b'{"unbend":2,"say":["skip"]}\n', "another version of Unbend"),
        (b'{"unbend":1}\n', "nothing was said"),
        (b'{"unbend":1,"say":"skip"}\n', "nothing was said"),
        (b'{"unbend":1,"say":["dance"]}\n', "does not know"),
        (b'{"unbend":1,"say":["skip"]}', "no line of JSON"),
        (b"\xff\xfe\n", None),
        (b"x" * 10_000, None),
    ],
)
def test_nonsense_is_answered_and_harms_nobody(path: Path, raw: bytes, told: str | None) -> None:
    """What is no order reaches nobody, and the next one is heard."""
    heard: list[c.Command] = []

    def obey(command: c.Command) -> str:
        heard.append(command)
        return "Not this one."

    with Control(path, obey):
        answer = said_raw(path, raw)
        if told is not None:
            assert told in json.loads(answer)["said"]
            assert json.loads(answer)["ok"] is False
        assert tell(path, ["skip"]) == "Not this one."
    assert heard == [c.Skip()]


def test_one_who_says_nothing_does_not_hold_up_the_others(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are listened to for a while, and hung up on."""
    monkeypatch.setattr(control, "READ_MS", 200)
    with Control(path, lambda _: "Not this one."):
        assert said_raw(path, b'{"unbend":1,', is_closed=False) == b""
        assert tell(path, ["skip"]) == "Not this one."


def test_a_slip_is_told_without_asking_anybody(path: Path) -> None:
    """Also where no clock runs."""
    with pytest.raises(WrongUse, match="does not know"):
        tell(path, ["dance"])


def test_windows_is_told_plainly(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There are no such sockets in its Python."""
    monkeypatch.setattr(control, "HAS_SOCKETS", False)
    monkeypatch.setattr(telling, "HAS_SOCKETS", False)
    with pytest.raises(NoControl, match="on Windows"):
        Control(path, lambda _: "")
    with pytest.raises(WrongUse, match="on Windows"):
        tell(path, ["skip"])
