"""What a run does with wrong use, with a log in the way, and with what a person says before it begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.terminal.program import Program, history, run

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.terminal

ROUTINE = """\
unbend: 1
title: Mine
needs: [mat, cushion]
cautions: Not during a flare.
steps: [rest: 5s]
"""


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("run", "desk-rest"), 2, 'unbend: there is no routine called "desk-rest" (did you mean "desk-reset"?)'),
        (("run", "desk-reset", "--speed", "nan"), 2, "not a number"),
        (("run", "desk-reset", "--speed", "0"), 2, "--speed"),
        (("run", "desk-reset", "--volume", "101"), 2, "--volume"),
        (("run",), 2, "Missing argument 'ROUTINE'"),
    ],
)
def test_wrong_use_is_one_sentence(tmp_path: Path, arguments: tuple[str, ...], code: int, said: str) -> None:
    """On standard error, with the exit code for it."""
    answer = run(tmp_path, *arguments)
    assert (answer.returncode, answer.stdout) == (code, "")
    assert said in answer.stderr
    assert answer.stderr.count("\n") == 1


def test_a_broken_file_is_told_with_every_problem_and_nothing_runs(tmp_path: Path) -> None:
    """Exit code 1; no session begins."""
    file = tmp_path / "knees.yaml"
    file.write_text("unbend: 1\ntitle: Knees\nsteps:\n  - exercise: brid-dog\n    hold: 20\n", encoding="utf-8")
    answer = run(tmp_path, "run", str(file))
    assert answer.returncode == 1
    assert answer.stderr.splitlines() == [
        f'{file}:4:15: steps[0].exercise: no exercise called "brid-dog" (did you mean "bird-dog"?)',
        f'{file}:5:11: steps[0].hold: a duration needs a unit (write "20s")',
    ]
    assert history(tmp_path) == []


def test_what_a_routine_needs_and_warns_of_is_said_before_it_begins(tmp_path: Path) -> None:
    """A mat is fetched before the lead-in, not in it."""
    file = tmp_path / "mine.yaml"
    file.write_text(ROUTINE, encoding="utf-8")
    lines = run(tmp_path, "run", str(file), "--speed", "60").stdout.splitlines()
    assert lines[1:3] == ["Needs: mat, cushion.", "Take care: Not during a flare."]


def test_a_log_takes_the_place_of_a_log_and_of_nothing_else(tmp_path: Path) -> None:
    """The therapist's list is not what somebody meant to write over."""
    file = tmp_path / "mine.yaml"
    file.write_text(ROUTINE, encoding="utf-8")
    refused = run(tmp_path, "run", str(file), "--speed", "60", "--log", str(file))
    assert refused.returncode == 2
    assert "left as it is" in refused.stderr
    assert file.read_text(encoding="utf-8") == ROUTINE
    log = tmp_path / "log"
    sizes = []
    for _ in range(2):
        assert run(tmp_path, "run", str(file), "--speed", "600", "--log", str(log)).returncode == 0
        sizes.append(log.read_text(encoding="utf-8").count('"Started"'))
    assert sizes == [1, 1]


def test_a_log_on_a_full_disk_is_left_out_and_the_session_goes_on(tmp_path: Path) -> None:
    """One line, no traceback."""
    answer = run(tmp_path, "run", "micro-break-30", "--speed", "600", "--log", "/dev/full")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout.count("The log had to be left out") == 1


def test_an_emergency_sign_holds_until_the_person_has_been_checked(tmp_path: Path) -> None:
    """With pain of eight the signs come first; one of A fits; the next run that day begins with the same text."""
    first = Program(tmp_path, "run", "desk-reset", "--plain", "--speed", "20")
    first.answer("Pain right now, 0-10?", "9")
    first.answer("Does one of these fit?", "a")
    first.answer("I have been checked", "")
    assert first.end() == 3
    second = Program(tmp_path, "run", "paced-breathing-5", "--plain", "--speed", "20")
    second.wait_for("Get emergency help now.")
    second.answer("I have been checked", "c")
    second.answer("Pain right now, 0-10?", "")
    second.press("q")
    assert second.end() == 3
    third = Program(tmp_path, "run", "micro-break-30", "--plain", "--speed", "20")
    third.answer("Pain right now, 0-10?", "q")
    assert third.end() == 3


def test_with_much_pain_only_what_moves_nothing_begins(tmp_path: Path) -> None:
    """No sign fits: five minutes of breathing in place of the desk."""
    program = Program(tmp_path, "run", "desk-reset", "--plain", "--speed", "60")
    program.answer("Pain right now, 0-10?", "8")
    program.answer("Does one of these fit?", "n")
    program.answer("b for five minutes of breathing.", "b")
    program.answer("Now, 0-10?", "6")
    program.answer("Anything that did not agree with you?", "")
    assert program.end() == 0
    (session,) = history(tmp_path)
    assert (session["routine"], session["pain_before"], session["pain_after"]) == ("paced-breathing-5", 8, 6)


def test_the_chosen_side_is_asked_for_and_kept(tmp_path: Path) -> None:
    """Or named by the option, or the left where nobody can be asked."""
    asked = Program(tmp_path, "run", "one-side-emphasis", "--plain", "--speed", "600")
    asked.answer("Pain right now, 0-10?", "")
    asked.answer("Which side feels tighter or weaker", "r")
    asked.wait_for("Now, 0-10?")
    asked.press("\x03")
    assert asked.end() == 0
    assert run(tmp_path, "run", "one-side-emphasis", "--speed", "600", "--side", "right").returncode == 0
    assert "No side was named" in run(tmp_path, "run", "one-side-emphasis", "--speed", "600").stdout
    assert [session["chosen_side"] for session in history(tmp_path)] == ["left", "right", "right"]
