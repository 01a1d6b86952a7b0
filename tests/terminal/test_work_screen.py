"""The work clock on the screen of a real terminal: a break announced, put off, had; stopped, killed, spoken to."""

from __future__ import annotations

import json
import re
import signal
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.terminal.program import history, run
from unbend.pain import words

if TYPE_CHECKING:
    from pathlib import Path

    from tests.terminal.screen import At

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.usefixtures("known"),
    pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal"),
]
QUICK = ("--every", "3m", "--break", "2m", "--speed", "30")
DUE = "TIME FOR A BREAK"
KEPT_MS = 5
"""How far apart two readings of an instant may lie: clocks are read one after the other, and rounded."""


def kept(home: Path) -> dict[str, Any]:
    """Return what the state file says."""
    found: dict[str, Any] = json.loads((home / "state" / "unbend" / "work.json").read_text(encoding="utf-8"))
    return found


def test_a_break_is_put_off_had_and_work_goes_on(tmp_path: Path, at: At) -> None:
    """The routine is followed on the same screen and is on record; the terminal is left as it was."""
    screen = at("work", *QUICK)
    screen.wait_for("WORK", "Next: a break of 2 min.")
    screen.wait_for("to the break")
    screen.wait_for(DUE, "Time for a break of 2 min.")
    screen.press("1")
    screen.wait_for("WORK", "Postponed by 2 min")
    screen.wait_for(DUE)
    screen.press("\r")
    screen.wait_for(words.ASK_START)
    screen.press("\r")
    screen.wait_for(words.ASK_END)
    screen.press("\r")
    screen.wait_for("Back after")
    screen.press("q")
    assert screen.end() == 0
    assert screen.terminal_left() == dict.fromkeys(screen.terminal_left(), True)
    (session,) = history(tmp_path)
    assert session["status"] == "finished"


def test_the_window_has_its_own_title_whenever_no_break_is_due(at: At) -> None:
    """Put off, and ended while the next one is due."""
    put_aside, title, brought_back = b"\x1b[22;2t", b"\x1b]2;Break, 2 min - Unbend\x1b\\", b"\x1b[23;2t"
    screen = at("work", *QUICK)
    screen.wait_for("Next: a break of 2 min.")
    assert title not in screen.written
    screen.wait_for(DUE)
    assert screen.written.count(put_aside + title) == 1
    assert brought_back not in screen.written
    screen.press("1")
    screen.wait_for("Postponed by 2 min")
    assert screen.written.count(brought_back) == 1
    screen.wait_for(DUE)
    screen.signal(signal.SIGTERM)
    screen.end()
    assert [screen.written.count(each) for each in (put_aside, title, brought_back)] == [2, 2, 2]
    assert screen.written.rindex(title) < screen.written.rindex(brought_back)


def test_a_process_that_was_stopped_says_how_long_it_was_away(at: At) -> None:
    """Eight seconds, in which four minutes pass: what was due meanwhile is not called out any more."""
    screen = at("work", *QUICK)
    screen.wait_for("Next: a break of 2 min.")
    screen.signal(signal.SIGSTOP)
    time.sleep(8)
    screen.signal(signal.SIGCONT)
    screen.wait_for("You were away", "which counts as a break; the next")
    assert b"\a" not in re.sub(rb"\x1b\].*?\a", b"", screen.written)
    screen.press("q")
    assert screen.end() == 0


def test_what_was_killed_goes_on_at_the_next_start(tmp_path: Path, at: At) -> None:
    """The same break, due at the same moment."""
    screen = at("work")
    screen.wait_for("WORK", "min to go", "turned off")
    before = kept(tmp_path)
    screen.signal(signal.SIGKILL)
    assert screen.end() == -signal.SIGKILL
    screen = at("work")
    screen.wait_for("WORK", "It goes on from where it stood.")
    assert abs(kept(tmp_path)["next_at_ms"] - before["next_at_ms"]) <= KEPT_MS
    screen.press("q")
    assert screen.end() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_break_that_ends_at_the_question_is_not_on_record_as_taken(tmp_path: Path, at: At, number: int) -> None:
    """However it ends, and however long the question stood there."""
    screen = at("work", "--break", "2s")
    screen.wait_for("WORK", "min to go")
    assert run(tmp_path, "work", "now").stdout.startswith("The break begins: ")
    screen.wait_for(words.ASK_START)
    time.sleep(3)
    screen.signal(number)
    screen.end()
    (row,) = json.loads(run(tmp_path, "history", "--breaks", "--json").stdout)
    assert (row["became"], row["why"]) == ("missed", "left")


def test_it_does_what_is_asked_in_another_terminal(tmp_path: Path, at: At) -> None:
    """At once, and it ends when it is told to."""
    screen = at("work", "--every", "30m")
    screen.wait_for("WORK", "min to go")
    assert run(tmp_path, "work", "pause", "20m").stdout.startswith("Paused until ")
    screen.wait_for("PAUSED", "Nothing is counted for 20 min more.")
    assert run(tmp_path, "work", "resume").stdout.startswith("Going on. ")
    screen.wait_for("WORK", "Going on.")
    assert run(tmp_path, "work", "stop").returncode == 0
    assert screen.end() == 0
    assert screen.terminal_left() == dict.fromkeys(screen.terminal_left(), True)
