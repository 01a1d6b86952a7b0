"""A work clock in one terminal, and somebody who speaks to it from another."""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING

import pytest

from tests.terminal.program import Program, run
from tests.terminal.screen import Screen, at_a_screen, program
from unbend.history.records import NoticeRecord
from unbend.history.store import Store
from unbend.pain import words

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal and sockets"),
]
ROUTINE = """\
unbend: 1
title: Short hold
steps:
  - {exercise: one, lead: 3s}
exercises:
  one: {name: One, kind: stretch, posture: any, dose: {hold: 10s}}
"""
KEYS_ARE_THERE = "Enter begins a break"


def test_it_does_what_is_asked_elsewhere(tmp_path: Path) -> None:
    """Each in the same moment, seen in both terminals and in the status line; `stop` ends it."""
    clock = Program(tmp_path, "work", "--plain", "--every", "30m")
    clock.wait_for(KEYS_ARE_THERE)
    assert run(tmp_path, "status", "--format", "{next} {state}").stdout == "30 min working\n"
    assert run(tmp_path, "work", "pause", "20m").stdout.startswith("Paused until ")
    clock.wait_for("Paused until ")
    assert run(tmp_path, "status", "--format", "{next} {state}").stdout == "paused paused\n"
    assert run(tmp_path, "work", "resume").stdout.startswith("Going on. The next break is at ")
    refused = run(tmp_path, "work", "skip")
    assert (refused.returncode, refused.stdout) == (4, "")
    assert refused.stderr == "unbend: not now: no break is near\n"
    assert run(tmp_path, "work", "stop").stdout == "The work clock is stopped.\n"
    clock.wait_for("The work clock is stopped.")
    assert clock.end() == 0
    gone = run(tmp_path, "work", "pause")
    assert (gone.returncode, gone.stderr) == (2, "unbend: no work clock runs; unbend work starts one\n")
    assert run(tmp_path, "status", "--format", "{next}").stdout == "\n"


def test_a_session_from_the_library_in_another_terminal_counts_as_the_break(tmp_path: Path) -> None:
    """As soon as it is finished, while its summary is still there."""
    file = tmp_path / "config" / "unbend" / "routines" / "zz-short.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(ROUTINE, encoding="utf-8")
    with Store.open(tmp_path / "data" / "unbend" / "history.db") as store:
        store.save([NoticeRecord("first-run", "2026-01-05T09:00:00+00:00")])
    clock = Program(tmp_path, "work", "--plain", "--every", "30m", "--break", "10s")
    clock.wait_for(KEYS_ARE_THERE)
    screen = Screen(program(), at_a_screen(tmp_path))
    try:
        screen.wait_for("Short hold", "/ filter")  # the shortest, so the first
        screen.press("\r")
        screen.wait_for(words.ASK_START)
        screen.press("2")
        screen.wait_for(words.ASK_END)
        clock.wait_for("Back after 1")
        assert run(tmp_path, "status", "--format", "{breaks}").stdout == "1\n"
    finally:
        screen.let_go()
    clock.press("q")
    assert clock.end() == 0


def test_a_second_one_joins_the_first(tmp_path: Path) -> None:
    """It says so, passes on what is typed, and leaves the first running."""
    clock = Program(tmp_path, "work", "--plain")
    clock.wait_for(KEYS_ARE_THERE)
    second = Program(tmp_path, "work", "--plain")
    second.wait_for("A work clock runs already. The next break is in ")
    second.answer("work> ", "quiet 1h")
    second.wait_for("Quiet until ")
    clock.wait_for("Quiet until ")
    second.answer("work> ", "dance")
    second.wait_for('does not know "dance"')
    second.answer("work> ", "q")
    assert second.end() == 0
    clock.press("q")
    assert clock.end() == 0


def test_a_killed_one_is_followed_by_another(tmp_path: Path) -> None:
    """What it left behind holds up nobody."""
    clock = Program(tmp_path, "work", "--plain")
    clock.wait_for(KEYS_ARE_THERE)
    clock.signal(signal.SIGKILL)
    assert clock.end() == -signal.SIGKILL
    assert run(tmp_path, "status", "--format", "{next}").stdout == "\n"
    clock = Program(tmp_path, "work", "--plain")
    clock.wait_for(KEYS_ARE_THERE)
    assert run(tmp_path, "work", "stop").returncode == 0
    assert clock.end() == 0


def test_the_users_own_program_runs(tmp_path: Path) -> None:
    """At the beginning and at the end, from the settings."""
    settings = tmp_path / "config" / "unbend" / "config.toml"
    settings.parent.mkdir(parents=True)
    told = tmp_path / "told"
    line = f'["sh", "-c", "echo $UNBEND_EVENT $UNBEND_REASON >> {told}"]'
    settings.write_text(f"[hooks]\nwork_began = {line}\nwork_ended = {line}\n", encoding="utf-8")
    clock = Program(tmp_path, "work", "--plain")
    clock.wait_for(KEYS_ARE_THERE)
    clock.press("q")
    assert clock.end() == 0
    assert sorted(told.read_text(encoding="utf-8").split("\n")) == ["", "work_began", "work_ended stopped"]
