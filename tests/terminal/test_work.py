"""The work clock at a real terminal: a morning, a process that is stopped, killed and started twice."""

from __future__ import annotations

import json
import signal
from typing import TYPE_CHECKING, Any

import pytest

from tests.terminal.program import Program, history, run

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.terminal

KEPT_MS = 5
"""How far apart two readings of an instant may lie: clocks are read one after the other, and rounded."""


def kept(home: Path) -> dict[str, Any]:
    """Return what the state file says."""
    found: dict[str, Any] = json.loads(state_file(home).read_text(encoding="utf-8"))
    return found


def state_file(home: Path) -> Path:
    """Return where the work clock keeps its state."""
    return home / "state" / "unbend" / "work.json"


def test_a_break_is_announced_put_off_had_and_work_goes_on(tmp_path: Path) -> None:
    """The routine runs in the same terminal, and is on record."""
    program = Program(tmp_path, "work", "--plain", "--every", "5m", "--break", "2m", "--speed", "60")
    program.wait_for("Work is counted from here. The next break is at")
    program.wait_for("In 1 min: a break of 2 min.")
    program.wait_for("Time for a break of 2 min.")
    program.press("1")
    program.wait_for("Postponed by 2 min")
    program.wait_for("Time for a break of 2 min.")
    program.press("\r")
    program.wait_for("The break begins: 2 min.")
    program.wait_for("Two minutes up: it takes 2 min.")
    program.answer("Pain right now, 0-10?", "")
    program.answer("Now, 0-10?", "")
    program.answer("Anything that did not agree with you?", "")
    program.wait_for("Back after")
    program.wait_for("The next break is at")
    program.press("q")
    program.wait_for("The work clock is stopped.")
    assert program.end() == 0
    (session,) = history(tmp_path)
    assert (session["routine"], session["status"]) == ("stand-and-move-2", "finished")
    assert not state_file(tmp_path).exists()  # the times of a day that is only played never were


def test_the_thirty_second_version_and_one_left_out(tmp_path: Path) -> None:
    """`s` and `x`; q within the routine leaves the routine alone."""
    program = Program(tmp_path, "work", "--plain", "--every", "5m", "--break", "2m", "--speed", "60")
    program.wait_for("Time for a break of 2 min.")
    program.press("s")
    program.wait_for("The break begins: the short version, 30 s.")
    program.answer("Pain right now, 0-10?", "q")
    program.wait_for("It is not counted as a break.")
    program.wait_for("Time for a break of 2 min.")
    program.press("x")
    program.wait_for("Not this one. The next break is at")
    program.signal(signal.SIGINT)
    assert program.end() == 130


def test_a_process_that_was_stopped_tells_one_sentence_on_return(tmp_path: Path) -> None:
    """Ten minutes, in ten seconds: what was due meanwhile is not announced any more."""
    program = Program(tmp_path, "work", "--plain", "--every", "5m", "--break", "1m", "--speed", "60")
    program.wait_for("The next break is at")
    program.wait_for("? all.")
    program.signal(signal.SIGSTOP)
    program.let_pass(10)
    program.signal(signal.SIGCONT)
    said = program.wait_for("You were away")
    program.wait_for("which counts as a break; the next")
    assert ("In 1 min" in said, said.count("A break was left out: nobody was here.")) == (False, 1)
    program.press("q")
    assert program.end() == 0


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM], ids=["killed", "ended with the session"])
def test_what_did_not_end_on_purpose_goes_on_at_the_next_start(tmp_path: Path, number: int) -> None:
    """The same break, due at the same moment."""
    first = Program(tmp_path, "work", "--plain")
    first.wait_for("? all.")
    before = kept(tmp_path)
    first.signal(number)
    assert first.end() in (-signal.SIGKILL, 130)
    second = Program(tmp_path, "work", "--plain")
    said = second.wait_for("? all.")
    after = kept(tmp_path)
    assert abs(after["next_at_ms"] - before["next_at_ms"]) <= KEPT_MS
    assert after["pid"] != before["pid"]
    assert "It goes on from where it stood." in said
    assert "Work is counted from here" not in said
    second.press("q")
    assert second.end() == 0


def test_what_was_stopped_on_purpose_begins_anew(tmp_path: Path) -> None:
    """And so does another rhythm."""
    for arguments in ((), (), ("--preset", "hourly")):
        program = Program(tmp_path, "work", "--plain", *arguments)
        assert "Work is counted from here" in program.wait_for("? all.")
        program.press("q")
        assert program.end() == 0


def test_a_second_one_says_that_one_is_running(tmp_path: Path) -> None:
    """And changes nothing."""
    program = Program(tmp_path, "work", "--plain")
    program.wait_for("? all.")
    before = kept(tmp_path)
    answer = run(tmp_path, "work", "--plain")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "a work clock runs already; unbend work now, pause, quiet 1h and the like speak to it" in answer.stderr
    assert kept(tmp_path)["pid"] == before["pid"]
    program.press("q")
    assert program.end() == 0
