"""Whole sessions at a real terminal: the story the program is for, and the ways in which it gets interrupted."""

from __future__ import annotations

import json
import random
import signal
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.terminal.program import Program, history, run

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.terminal

ROUTINE = """\
unbend: 1
title: Two holds
steps:
  - exercise: one
  - exercise: two
exercises:
  one: {name: One, kind: stretch, posture: any, dose: {hold: 40s}}
  two: {name: Two, kind: stretch, posture: any, dose: {hold: 20s}, easier: one}
"""


@pytest.fixture
def routine(tmp_path: Path) -> str:
    """Return the path of a short routine with long holds."""
    file = tmp_path / "two-holds.yaml"
    file.write_text(ROUTINE)
    return str(file)


def test_pain_in_a_hold_is_asked_about_eased_and_found_in_the_history(tmp_path: Path, routine: str) -> None:
    """Start, pain, four answers, ease, finish, and everything on record."""
    program = Program(tmp_path, "run", routine, "--plain", "--speed", "10")
    program.answer("Pain right now, 0-10?", "2")
    program.wait_for("Hold, 40 s.")
    program.press("p")
    program.wait_for("Paused. Come out the way you went in, slowly.")
    (before_any_answer,) = history(tmp_path)
    assert [(press["exercise"], press["nrs"]) for press in before_any_answer["pains"]] == [("one", None)]
    program.press(" ")
    program.answer("How strong is it right now?", "5")
    program.answer("What is it most like?", "2")
    program.answer("Where?", "l")
    program.answer("Is it spreading", "n")
    program.answer("What now?", "e")
    program.wait_for("Space when you want to go on.")
    program.press(" ")
    program.wait_for("Going on:")
    program.answer("Now, 0-10?", "3")
    program.answer("Anything that did not agree with you?", "1")
    assert program.end() == 0
    (session,) = history(tmp_path)
    (press,) = session["pains"]
    assert (session["status"], session["pain_before"], session["pain_after"]) == ("finished", 2, 3)
    assert (press["nrs"], press["kind"], press["place"], press["is_spreading"]) == (5, "familiar", "low back", False)
    assert (press["phase"], press["row"], press["choice"]) == ("hold", 6, "ease")
    first, second = session["steps"]
    assert (first["variant"], first["outcome"], first["has_disagreed"]) == ("eased", "done", True)
    assert (second["variant"], second["outcome"], second["performed_ms"]) == ("normal", "done", 25_000)


def test_paused_and_resumed_ten_times_it_performs_exactly_the_planned_time(tmp_path: Path, routine: str) -> None:
    """Ten pauses by hand, wherever they fall."""
    log = tmp_path / "log"
    program = Program(tmp_path, "run", routine, "--plain", "--speed", "10", "--log", str(log))
    program.answer("Pain right now, 0-10?", "")
    program.wait_for("Hold, 40 s.")
    for _ in range(10):
        program.press(" ")
        program.wait_for("Paused.")
        program.press(" ")
        program.wait_for("Going on:")
    program.answer("Now, 0-10?", "")
    program.answer("Anything that did not agree with you?", "")
    assert program.end() == 0
    events = [json.loads(line) for line in log.read_text().splitlines()]
    assert sum(event["event"] == "Resumed" for event in events) == 10
    assert events[-1]["performed_ms"] == 75_000


def test_q_stops_at_once_and_ctrl_c_interrupts(tmp_path: Path, routine: str) -> None:
    """Exit codes 3 and 130, and the record says which it was."""
    for key, code, status in (("q", 3, "stopped"), ("\x03", 130, "interrupted")):
        program = Program(tmp_path, "run", routine, "--plain")
        program.answer("Pain right now, 0-10?", "")
        program.wait_for("Get ready")
        program.press(key)
        assert program.end() == code
        assert history(tmp_path)[0]["status"] == status


def test_a_terminal_that_goes_away_leaves_a_closed_record(tmp_path: Path, routine: str) -> None:
    """The window is closed in the middle of a hold."""
    program = Program(tmp_path, "run", routine, "--plain", "--speed", "5")
    program.answer("Pain right now, 0-10?", "")
    program.wait_for("Hold, 40 s.")
    program.child.close(force=False)
    program.child.wait()
    assert history(tmp_path)[0]["status"] == "interrupted"


def test_a_stopped_process_pauses_and_says_for_how_long(tmp_path: Path, routine: str) -> None:
    """No cue of the time away is played and no step is skipped; the person goes on where they were."""
    program = Program(tmp_path, "run", routine, "--plain", "--speed", "8")
    program.answer("Pain right now, 0-10?", "")
    program.wait_for("Hold, 40 s.")
    program.signal(signal.SIGSTOP)
    program.let_pass(5.0)
    program.signal(signal.SIGCONT)
    before = program.wait_for("Paused: away for")
    assert "Ease" not in before
    assert "Step 2" not in before
    program.wait_for("Space to go on.")
    program.press(" ")
    program.wait_for("Step 2 of 2")
    program.press("q")
    assert program.end() == 3
    assert history(tmp_path)[0]["steps"][0]["performed_ms"] == 50_000


def test_a_stalled_terminal_pauses_and_skips_nothing(tmp_path: Path, routine: str) -> None:
    """Ctrl-S holds the output; what was due meanwhile is neither played nor skipped."""
    program = Program(tmp_path, "run", routine, "--plain", "--speed", "10")
    program.answer("Pain right now, 0-10?", "")
    program.wait_for("Get ready")
    program.press("\x13")
    program.let_pass(7.0)
    program.press("\x11")
    before = program.wait_for("Paused: away for")
    assert "Step 2" not in before
    program.press("q")
    assert program.end() == 3
    (session,) = history(tmp_path)
    assert len(session["steps"]) == 1
    assert session["performed_ms"] <= 25_000


@pytest.mark.parametrize("part", range(4))
def test_a_session_killed_at_any_moment_leaves_a_sound_file_with_all_but_the_last_second(
    tmp_path: Path, routine: str, part: int
) -> None:
    """Twenty moments, five in each home: before, between and in the middle of things; what was finished stays."""
    assert run(tmp_path, "run", "micro-break-30", "--speed", "600").returncode == 0
    (finished,) = history(tmp_path)
    chance = random.Random(20)  # noqa: S311  # the same moments each time
    moments = [chance.uniform(0.0, 1.5) for _ in range(20)]
    for number, moment in enumerate(moments[part::4], start=1):
        log = tmp_path / f"log-{number}"
        program = Program(tmp_path, "run", routine, "--plain", "--speed", "40", "--log", str(log))
        program.answer("Pain right now, 0-10?", "1")
        program.wait_for("Get ready")
        if part == 3:
            program.press("p")
        program.let_pass(moment)
        program.signal(signal.SIGKILL)
        assert program.end() == -signal.SIGKILL
        _check_after_kill(tmp_path, log, number)
    assert history(tmp_path)[-1] == finished


def _check_after_kill(home: Path, log: Path, number: int) -> None:
    with closing(sqlite3.connect(home / "data" / "unbend" / "history.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    sessions = history(home)
    assert len(sessions) == number + 1
    session = sessions[0]
    assert session["status"] == "interrupted" or session["performed_ms"] == 75_000
    # Every event but those of the last second of real time, which is forty of the session's, is on record.
    events = [json.loads(line) for line in log.read_text().splitlines() if line.endswith("}")]
    last_ms = events[-1]["due_ms"]
    begun = [event for event in events if event["event"] == "StepStarted" and event["due_ms"] <= last_ms - 40_000]
    assert len(session["steps"]) >= len(begun)
    assert session["performed_ms"] >= last_ms - 40_000
    presses = [event for event in events if event["event"] == "Paused" and event["why"] == "pain"]
    assert len(session["pains"]) == len(presses)


def test_without_hands_the_log_on_standard_output_is_exact(tmp_path: Path) -> None:
    """Exit 0, every line JSON, events in order, each due at the very millisecond of the plan."""
    shown = json.loads(run(tmp_path, "show", "desk-reset", "--json").stdout)
    answer = run(tmp_path, "run", "desk-reset", "--plain", "--speed", "60", "--log", "-")
    assert answer.returncode == 0
    events = [json.loads(line) for line in answer.stdout.splitlines()]
    starts = [(event["due_ms"], event["kind"]) for event in events if event["event"] == "PhaseStarted"]
    assert starts == [(phase["start_ms"], phase["kind"]) for phase in shown["phases"]]
    cues = [(event["due_ms"], event["cue"]) for event in events if event["event"] == "CueFired"]
    planned = [(phase["start_ms"] + cue["at_ms"], cue["cue"]) for phase in shown["phases"] for cue in phase["cues"]]
    assert cues == planned
    assert events[-1] == {
        "event": "Finished",
        "due_ms": shown["total_ms"],
        "late_ms": events[-1]["late_ms"],
        "step": 6,
        "performed_ms": shown["total_ms"],
    }


def test_a_home_that_cannot_be_written_is_said_so_and_the_session_goes_on(tmp_path: Path) -> None:
    """Exit 0, the sentence once, no traceback."""
    (tmp_path / "data").write_text("a file where the folder should be")
    answer = run(tmp_path, "run", "micro-break-30", "--plain", "--speed", "60")
    assert answer.returncode == 0
    assert answer.stdout.count("The session goes on.") == 1
    assert "Done, " in answer.stdout
    assert answer.stderr == ""


def test_a_disk_that_fills_up_during_a_session_is_said_so_and_the_session_goes_on(tmp_path: Path) -> None:
    """A limit on the size of files gives the error of a full disk at some point within the session."""
    answer = run(tmp_path, "run", "shoulder-and-neck", "--speed", "300", largest_file=60_000)
    assert answer.returncode == 0, answer.stderr
    assert "The session goes on." in answer.stdout
    assert "Done, " in answer.stdout
    assert "Traceback" not in answer.stderr
