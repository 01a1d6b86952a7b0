"""`unbend work --install` and `--uninstall`: what is said, refused, and handed on to the work clock that begins."""

from __future__ import annotations

import json
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.work.test_install import StarterDouble
from unbend.breaks import commands as c
from unbend.commands import follow, screen, work_service
from unbend.commands.work_service import answering
from unbend.engine import events as e
from unbend.session.clock import SystemClock
from unbend.units import MINUTE, SECOND
from unbend.work import look, telling
from unbend.work.service_text import DONE_IF_WRONG

if TYPE_CHECKING:
    from tests.commands.conftest import Unbend


@pytest.fixture
def system(home: Path, monkeypatch: pytest.MonkeyPatch) -> StarterDouble:
    """Let that start programs with the session."""
    found = StarterDouble(home)
    monkeypatch.setattr(work_service, "starter", lambda: found)
    monkeypatch.setattr("unbend.checkup.work.starter", lambda: found)
    return found


def test_what_was_asked_for_is_asked_for_each_time(unbend: Unbend, system: StarterDouble) -> None:
    """It says what was written, where, how to see its log, and how to remove it."""
    options = ("--preset", "hourly", "--every", "45m", "--break", "90s", "--routine", "desk-reset", "--mute")
    said = unbend("work", "--install", *options)
    assert (said.code, said.err) == (0, "")
    written = f"{' '.join(options)}".replace("90s", "1m30s").split()
    assert f'"work" "--headless" {" ".join(f"{chr(34)}{each}{chr(34)}" for each in written)}\n' in (
        system.file.read_text(encoding="utf-8")
    )
    for part in ("~/units/unbend-work.service was written", "unbend break", "show the log", "unbend work --uninstall"):
        assert part in said.out
    assert system.told[-1] == "on, begun"
    gone = unbend("work", "--uninstall")
    assert (gone.code, "~/units/unbend-work.service was removed." in gone.out) == (0, True)
    again = unbend("work", "--uninstall")
    assert (again.code, again.out.startswith("There is nothing to remove: ")) == (0, True)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--every", "30s"), "a stretch of work lasts a minute at least"),
        (("--routine", "desk-rest"), "did you mean"),
        (("--uninstall",), "--install and --uninstall do not go together"),
        (("--plain",), "--install and --plain do not go together"),
        (("--speed", "60"), "--install and --speed do not go together"),
    ],
)
def test_what_could_not_run_is_not_installed(
    unbend: Unbend, system: StarterDouble, options: tuple[str, ...], said: str
) -> None:
    """It is refused now, and not at the next session."""
    found = unbend("work", "--install", *options)
    assert (found.code, said in found.err, system.told, system.file.exists()) == (2, True, [], False)


@pytest.mark.parametrize(
    ("options", "is_agent", "code"), [(("--headless",), True, 0), (("--headless",), False, 2), (("--plain",), True, 2)]
)
def test_a_launch_agent_that_cannot_run_says_why_and_is_done(
    unbend: Unbend, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], code: int, *, is_agent: bool
) -> None:
    """It would be begun again each minute for ever; for everyone else wrong use stays what it is."""
    if is_agent:
        monkeypatch.setenv(DONE_IF_WRONG, "1")
    said = unbend("work", *options, "--routine", "desk-rest")
    assert (said.code, said.out) == (code, "")
    assert said.err.startswith("unbend: ")
    assert "did you mean" in said.err


def test_where_nothing_starts_programs_it_is_one_sentence(unbend: Unbend, monkeypatch: pytest.MonkeyPatch) -> None:
    """For both."""
    monkeypatch.setattr(work_service, "starter", lambda: None)
    for option in ("--install", "--uninstall"):
        said = unbend("work", option)
        assert (said.code, said.out) == (2, "")
        assert said.err.startswith("unbend: nothing is known here that starts programs with the session")


def test_one_that_runs_in_a_terminal_goes_on(
    unbend: Unbend, system: StarterDouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two would say everything twice."""
    monkeypatch.setattr(look, "now", lambda: ({"pid": 1, "status": "working"}, 0))
    said = unbend("work", "--install")
    assert "A work clock runs already and goes on, so this one begins with the next session." in said.out
    assert system.told[-1] == "on"


def test_the_doctor_says_whether_it_is_installed(unbend: Unbend, system: StarterDouble) -> None:
    """And whose the file is."""

    def told() -> str:
        findings = json.loads(unbend("doctor", "--json").out)["findings"]
        (found,) = (each["found"] for each in findings if each["name"] == "with the session")
        return str(found)

    assert told() == "no; unbend work --install lets it begin with the session"
    unbend("work", "--install")
    assert told() == "by ~/units/unbend-work.service; it does not run now, and show the log says why"
    system.file.write_text("[Service]\n", encoding="utf-8")
    assert told().startswith("by ~/units/unbend-work.service, which Unbend did not write")


def test_who_asks_for_a_break_is_told_how_it_is_had() -> None:
    """Nothing leads through it where there is no terminal."""
    answer = answering(lambda _: "Said.")
    assert answer(c.TakeBreak()) == "Said. In a terminal, unbend break leads through one."
    assert answer(c.Skip()) == "Said."


@pytest.mark.parametrize(("speed", "lengths"), [("1", [30 * SECOND]), ("3600", [])])
def test_a_finished_session_is_mentioned_to_the_work_clock(
    unbend: Unbend, monkeypatch: pytest.MonkeyPatch, speed: str, lengths: list[int]
) -> None:
    """From its first moment to its last; one that is only played fast is no break."""
    told: list[int] = []
    monkeypatch.setattr(telling, "had_break", lambda _path, length_ms: told.append(length_ms))
    monkeypatch.setattr(follow, "SystemClock", lambda _speed: SystemClock(3600))
    assert unbend("run", "micro-break-30", "--plain", "--mute", "--speed", speed).code == 0
    join_mention()
    assert told == lengths


def join_mention() -> None:
    """Wait until the work clock was told."""
    for each in threading.enumerate():
        if each.name == "unbend-had-break":
            each.join()


def test_a_session_begun_in_the_library_is_mentioned_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a thread of its own: the screen waits for nothing."""
    told: list[tuple[int, str]] = []
    monkeypatch.setattr(
        telling, "had_break", lambda _path, length_ms: told.append((length_ms, threading.current_thread().name))
    )
    opened: list[dict[str, Any]] = []
    monkeypatch.setattr(screen, "open_app", lambda **given: opened.append(given))
    screen.open_library()
    (listener,) = opened[0]["listeners"]()
    listener.handle(e.Started(due_ms=7_000, step=0, total_ms=MINUTE), 0)
    assert told == []
    listener.handle(e.Finished(due_ms=97_000, step=3, performed_ms=MINUTE), 0)
    join_mention()
    assert told == [(90 * SECOND, "unbend-had-break")]


@pytest.mark.skipif(sys.platform != "linux", reason="systemd is Linux's")
def test_without_a_systemd_of_the_user_nothing_is_written(unbend: Unbend, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a container."""
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    said = unbend("work", "--install")
    assert (said.code, said.out, [*Path().glob("config/**/*.service")]) == (2, "", [])
    assert said.err.startswith(("unbend: no systemd answers", "unbend: nothing is known here"))
