"""What the machine tells of somebody being there: a real bus of its own with doubles on it, and a real X server."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import closing, contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from time import monotonic, sleep  # noqa: TID251  # how long a call holds up is the point
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from unbend.checkup import presence as checkup
from unbend.checkup.presence import presence_findings
from unbend.work import idle_asker, idle_desktop
from unbend.work.idle_asker import LEFT_OUT, MOST_HANGS, MOST_IN_VAIN, Answer, IdleAsker
from unbend.work.idle_worker import LONGEST_MS, Sources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from unbend.units import Ms

needs_a_bus = pytest.mark.skipif(
    shutil.which("dbus-daemon") is None or not idle_asker.can_be_asked(),
    reason="needs dbus-daemon and the extra presence",
)
needs_x11 = pytest.mark.skipif(
    shutil.which("Xvfb") is None or shutil.which("xdotool") is None or not idle_asker.can_be_asked(),
    reason="needs Xvfb, xdotool and the extra presence",
)
needs_alarms = pytest.mark.skipif(sys.platform == "win32", reason="the worker runs where there are alarms")


@pytest.fixture(autouse=True)
def at_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let nobody be at another one, and let there be no bus and no screen but the test's."""
    for name in ("SSH_CONNECTION", "DBUS_SESSION_BUS_ADDRESS", *idle_desktop.NAMES):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={tmp_path}/none")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setattr(idle_asker, "WITHIN_S", 60.0)


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Run a bus for this test alone, the session's and the system's in one."""
    with _running(["dbus-daemon", "--session", "--nofork", "--print-address=1"]) as daemon:
        assert daemon.stdout is not None
        address = daemon.stdout.readline().strip()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        yield


@contextmanager
def _running(command: list[str], **more: int) -> Iterator[subprocess.Popen[str]]:
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, pass_fds=tuple(more.values()))
    try:
        yield child
    finally:
        child.kill()
        child.communicate()


@contextmanager
def telling(*what: str) -> Iterator[None]:
    """Run what tells."""
    with _running([sys.executable, str(Path(__file__).with_name("idle_daemon.py")), *what]) as daemon:
        assert daemon.stdout is not None
        assert daemon.stdout.readline() == "ready\n"
        yield


def asked() -> Answer:
    """Return what is known, asked for once."""
    with closing(IdleAsker()) as asker:
        return asker.ask()


@needs_a_bus
@pytest.mark.usefixtures("bus")
def test_gnome_tells_to_the_millisecond() -> None:
    """And the doctor says that it does."""
    with telling("mutter", "61234"):
        assert asked() == Answer(61_234, "GNOME")
        assert [each.found for each in presence_findings()] == ["told by GNOME"]


@needs_a_bus
@pytest.mark.usefixtures("bus")
@pytest.mark.parametrize(
    ("session", "least_ms", "by"),
    [
        (("wayland", "yes", "400000"), 400_000, "the login session"),
        (("x11", "no", "400000"), 0, "the login session"),
        (("tty", "yes", "400000"), None, None),
        (("x11", "yes", "400000", "remote"), None, None),
    ],
    ids=["idle", "not idle", "console", "remote"],
)
def test_the_login_session_tells_what_the_desktop_told_it(
    session: tuple[str, ...], least_ms: Ms | None, by: str | None
) -> None:
    """A console seems idle while somebody types in the compositor that was started from it, so it is not asked."""
    with telling("login", *session):
        answer = asked()
    assert answer.by == by
    if least_ms is None or answer.idle_ms is None:
        assert answer.idle_ms is least_ms
    else:
        assert least_ms <= answer.idle_ms <= least_ms + (60_000 if least_ms else 0)


@needs_a_bus
@pytest.mark.usefixtures("bus")
def test_the_doctor_says_how_far_the_login_session_is_to_be_believed() -> None:
    """Some desktops tell it late, and one never."""
    with telling("login", "wayland", "no", "0"):
        (found,) = presence_findings()
    assert found.found.startswith("told by the login session as far as the desktop tells it")
    assert not found.advice


@needs_a_bus
@pytest.mark.usefixtures("bus")
def test_one_that_hangs_is_given_up_for_the_next() -> None:
    """On the bus both are; each has its own time."""
    with telling("hangs"), telling("login", "wayland", "no", "0"):
        assert asked() == Answer(0, "the login session")


@needs_x11
def test_the_x_server_tells_and_a_key_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """A real one, and a real key, between two looks through the same connection."""
    read, write = os.pipe()
    with _running(["Xvfb", "-displayfd", str(write), "-nolisten", "tcp"], write=write), os.fdopen(read) as shown:
        os.close(write)
        monkeypatch.setenv("DISPLAY", f":{shown.readline().strip()}")
        _press_a_key()
        with closing(IdleAsker()) as asker:
            asker.ask()
            sleep(1.2)  # the server's clock is the machine's
            before = asker.ask()
            assert before.by == "the X server"
            assert before.idle_ms is not None
            assert before.idle_ms >= 1_200
            began_s = monotonic()
            _press_a_key()
            after = asker.ask()
            assert after.idle_ms is not None
            assert after.idle_ms < (monotonic() - began_s) * 1000 + 600  # else all of the wait would be in it
        monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
        assert asked() == Answer()  # it would see its own windows alone
        monkeypatch.delenv("WAYLAND_DISPLAY")
        monkeypatch.setenv("SSH_CONNECTION", "1.2.3.4 5 6.7.8.9 22")
        assert asked() == Answer()  # it is in front of somebody else


@pytest.fixture
def systemctl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a systemctl first that says what is in the file; return the file, which is not there yet."""
    told, script = tmp_path / "told", tmp_path / "bin" / "systemctl"
    script.parent.mkdir()
    script.write_text(f'#!/bin/sh\n[ "$*" = "--user show-environment" ] && exec cat {told}\n', encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("PATH", str(script.parent), prepend=os.pathsep)
    return told


@needs_x11
def test_a_service_that_began_before_the_desktop_learns_where_it_is(
    monkeypatch: pytest.MonkeyPatch, systemctl: Path
) -> None:
    """As soon as the desktop told systemd, in a worker that runs; under Wayland the X server is not asked."""
    read, write = os.pipe()
    with _running(["Xvfb", "-displayfd", str(write), "-nolisten", "tcp"], write=write), os.fdopen(read) as shown:
        os.close(write)
        display = f"DISPLAY=:{shown.readline().strip()}"
        with closing(IdleAsker()) as asker:
            assert asker.ask() == Answer()  # nobody has said anything yet
            systemctl.write_text(f"LANG=C\n{display}\nXDG_SESSION_TYPE=x11\n", encoding="utf-8")
            assert asker.ask().by == "the X server"
        assert asked().by == "the X server"
        monkeypatch.setenv("SSH_CONNECTION", "1.2.3.4 5 6.7.8.9 22")
        assert asked() == Answer()  # the screen is in front of somebody else
        monkeypatch.delenv("SSH_CONNECTION")
        monkeypatch.setenv("XDG_SESSION_TYPE", "tty")
        assert asked() == Answer()  # likewise, or nobody looks at it
        monkeypatch.delenv("XDG_SESSION_TYPE")
        systemctl.write_text(f"{display}\nWAYLAND_DISPLAY=wayland-0\n", encoding="utf-8")
        assert asked() == Answer()


@pytest.mark.skipif(find_spec("Xlib") is None, reason="needs the extra presence")
@pytest.mark.parametrize(("more", "idle_ms"), [((), 5), (("XWAYLAND",), None)], ids=["X11", "Xwayland"])
def test_an_x_server_under_wayland_is_known_by_itself(
    monkeypatch: pytest.MonkeyPatch, more: tuple[str, ...], idle_ms: Ms | None
) -> None:
    """It knows of its own windows alone, whatever a session before left in the variables."""
    idle_x11 = import_module("unbend.work.idle_x11")
    screen = SimpleNamespace(root=SimpleNamespace(screensaver_query_info=lambda: SimpleNamespace(idle=5)))
    display = SimpleNamespace(
        set_error_handler=lambda _: None,
        has_extension=lambda name: name in ("MIT-SCREEN-SAVER", *more),
        pending_events=lambda: 0,
        screen=lambda: screen,
    )
    monkeypatch.setattr(idle_x11, "Display", lambda: display)
    monkeypatch.setenv("DISPLAY", ":0")
    assert idle_x11.X11Idle().idle_ms() == idle_ms


@needs_alarms
def test_what_systemd_says_is_taken_as_it_is_meant(monkeypatch: pytest.MonkeyPatch, systemctl: Path) -> None:
    """Quoted where it has to be; what it no longer says is gone, and nothing else is touched."""
    for name in idle_desktop.NAMES:
        monkeypatch.setenv(name, "before")
    systemctl.write_text("DISPLAY=:7\nXAUTHORITY=$'/home/a b/it\\'s'\nPATH=/other\n", encoding="utf-8")
    path = os.environ["PATH"]
    idle_desktop.take_up()
    assert [os.environ.get(name) for name in idle_desktop.NAMES] == [":7", "/home/a b/it's", None, None]
    assert os.environ["PATH"] == path


@needs_alarms
@pytest.mark.parametrize("body", ["exit 1", "exec sleep 3600", None], ids=["fails", "hangs", "is not there"])
def test_a_systemd_that_says_nothing_is_no_trouble(
    monkeypatch: pytest.MonkeyPatch, systemctl: Path, body: str | None
) -> None:
    """As in a container, or where another program starts the services."""
    monkeypatch.setattr(idle_desktop, "WITHIN_S", 0.2)
    script = systemctl.parent / "bin" / "systemctl"
    if body is None:
        script.unlink()
        monkeypatch.setenv("PATH", str(script.parent))
    else:
        script.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    idle_desktop.take_up()
    assert "DISPLAY" not in os.environ


def _press_a_key() -> None:
    subprocess.run(["xdotool", "key", "a"], check=True)  # noqa: S607  # wherever the system has it


@needs_a_bus
def test_where_nobody_can_tell_nothing_is_made_up() -> None:
    """Neither a bus nor a screen; the doctor says so, and that it is no fault."""
    assert asked() == Answer()
    (found,) = presence_findings()
    assert found.found.startswith("not told, as neither GNOME nor X11 nor a desktop's login answers")
    assert not found.advice


def test_the_doctor_says_how_to_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Or that nothing tells, on this system or over SSH."""
    monkeypatch.setattr(checkup, "could_be_told", lambda: True)
    monkeypatch.setattr(checkup, "can_be_asked", lambda: False)
    assert "pip install 'unbend[presence]'" in presence_findings()[0].found
    monkeypatch.setattr(checkup, "could_be_told", lambda: False)
    assert presence_findings()[0].found == "not told on this system; the work clock goes by the time alone"


# Sources that are scripted


class Scripted:
    """A source that does what it is told, answer by answer."""

    name = "the script"

    def __init__(self, *answers: Ms | Callable[[], Ms | None] | float | str | None) -> None:
        self.answers = [*answers]
        self.asked = 0

    def idle_ms(self) -> Ms | None:
        """Answer, fail or hang."""
        self.asked += 1
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return answer() if callable(answer) else answer  # type: ignore[return-value]  # lies are the point


class Good(Scripted):
    """Another one."""

    name = "the other"


def fails() -> Ms | None:
    """Fail as a library does."""
    raise ConnectionResetError


def hangs() -> Ms | None:
    """Answer after an hour."""
    sleep(3600)
    return 0


@needs_alarms
@pytest.mark.parametrize(
    "lie",
    [-1, LONGEST_MS + 1, True, 2.5, "long", hangs],
    ids=["negative", "long", "flag", "decimal", "words", "hangs"],
)
def test_a_source_that_lies_or_hangs_is_never_asked_again(lie: Ms | float | str | Callable[[], Ms | None]) -> None:
    """The next best answers in its place."""
    liar, good = Scripted(lie), Good(5)
    sources = Sources([liar, good], within_s=0.2)
    for _ in range(100):
        assert sources.ask() == (5, "the other")
    assert liar.asked == 1


@needs_alarms
@pytest.mark.parametrize("answer", [None, fails])
def test_a_source_that_cannot_tell_is_asked_more_and_more_seldom(answer: Callable[[], Ms | None] | None) -> None:
    """And is heard again when it can."""
    source = Scripted(answer)
    sources = Sources([source])
    for _ in range(100):
        assert sources.ask() == (None, None)
    assert 5 <= source.asked <= 10
    source.answers = [7]
    assert (7, "the script") in [sources.ask() for _ in range(31)]
    assert sources.ask() == (7, "the script")


# A worker that is at fault


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[int]]:
    """Return what puts a program in the worker's place, and a list that grows with each start."""

    def become(program: str) -> list[int]:
        starts: list[int] = []
        real = subprocess.Popen

        def start(*_: object, **_options: object) -> object:
            starts.append(1)
            return real([sys.executable, "-c", program], stdin=-1, stdout=-1)

        monkeypatch.setattr("unbend.work.idle_asker.subprocess.Popen", start)
        return starts

    return become


@pytest.mark.parametrize(
    "program",
    ["", "import time; time.sleep(3600)", "input(); print('?')", "input(); print('[]')", "input(); print('{}')"],
    ids=["dies", "hangs", "rubbish", "list", "empty"],
)
def test_a_worker_at_fault_is_started_three_times(
    program: str, worker: Callable[[str], list[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then the work clock goes by the time alone."""
    monkeypatch.setattr(idle_asker, "WITHIN_S", 0.3)
    starts = worker(program)
    with closing(IdleAsker()) as asker:
        assert [asker.ask() for _ in range(10)] == [Answer()] * 10
    assert len(starts) == MOST_HANGS


def test_a_worker_that_never_knows_anything_is_let_go_and_tried_again(worker: Callable[[str], list[int]]) -> None:
    """After the time a desktop may need to start; then about every half hour, for one question."""
    starts = worker('while True: input(); print(\'{"idle_ms": null, "by": null}\', flush=True)')
    with closing(IdleAsker()) as asker:
        for asked_after, started in ((MOST_IN_VAIN, 1), (LEFT_OUT, 1), (1, 2), (LEFT_OUT, 2), (1, 3)):
            assert [asker.ask() for _ in range(asked_after)] == [Answer()] * asked_after
            assert len(starts) == started
        assert asker._child is None  # noqa: SLF001  # no process is left behind


def test_a_desktop_that_comes_late_is_heard(worker: Callable[[str], list[int]], tmp_path: Path) -> None:
    """A service may begin hours before anybody logs in; from then on it is as if it had always been there."""
    late = tmp_path / "late"
    worker(
        "import os\nwhile True: input(); "
        f'print(\'{{"idle_ms": 5, "by": "it"}}\' if os.path.exists({str(late)!r}) else '
        '\'{"idle_ms": null, "by": null}\', flush=True)'
    )
    with closing(IdleAsker()) as asker:
        for _ in range(MOST_IN_VAIN + 5):
            asker.ask()
        late.touch()
        answers = [asker.ask() for _ in range(LEFT_OUT + 20)]
    told = Answer(5, "it")
    assert answers == [Answer()] * (LEFT_OUT - 5) + [told] * 25
