"""`unbend check`: every problem of some files at once."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from tests.routine.files import SHIPPED, a_routine

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commands.conftest import Unbend

GOOD = a_routine("rest-breathe")
BAD = a_routine("{exercise: rest-breathe, time: 40}", "rest-breath")
WARNED = a_routine("{exercise: neck-side-tilt, sides: left}")


@pytest.fixture
def files(home: Path) -> Path:
    """Write a good file, a broken one and one that could be better; return their folder."""
    for name, text in (("good", GOOD), ("bad", BAD), ("warned", WARNED)):
        (home / f"{name}.yaml").write_text(text)
    return home


def test_a_good_file_is_said_to_be_good(unbend: Unbend, files: Path) -> None:
    """By file or by name, alone or together."""
    assert files.is_dir()
    assert unbend("check", "good.yaml").out == "good.yaml: no problems\n"
    assert unbend("check", "desk-reset", "good.yaml").out == "2 files, no problems\n"
    assert unbend("check", "desk-reset", "good.yaml").code == 0


def test_every_problem_of_every_file_is_told(unbend: Unbend, files: Path) -> None:
    """In the order in which the files were given, with exit code 1."""
    (files / "worse.yaml").write_text("title: 5\n")
    said = unbend("check", "worse.yaml", "good.yaml", "bad.yaml")
    assert (said.code, said.err) == (1, "")
    assert said.out.splitlines() == [
        'worse.yaml:1:1: routine: "steps" is missing',
        'worse.yaml:1:1: routine: "unbend" is missing',
        'worse.yaml:1:8: title: should be text (write "5" in quotes)',
        'bad.yaml:4:34: steps[0].time: a duration needs a unit (write "40s")',
        'bad.yaml:5:3: steps[1]: no exercise called "rest-breath" (did you mean "rest-breathe"?)',
    ]


def test_a_warning_changes_the_exit_code_only_where_asked(unbend: Unbend, files: Path) -> None:
    """Advice is not a reason to fail, unless one says so."""
    assert files.is_dir()
    line = 'warned.yaml:4:3: steps[0]: warning: sides not balanced: "neck-side-tilt" is never done on the right\n'
    said = unbend("check", "warned.yaml")
    assert (said.code, said.out) == (0, line)
    strict = unbend("check", "--strict", "warned.yaml")
    assert (strict.code, strict.out) == (1, line)


def test_other_programs_get_values(unbend: Unbend, files: Path) -> None:
    """Problems and warnings with their places, and the same exit code."""
    assert files.is_dir()
    said = unbend("check", "--json", "bad.yaml", "warned.yaml")
    rows = json.loads(said.out)
    assert said.code == 1
    assert [(row["severity"], row["file"], row["line"]) for row in rows] == [
        ("problem", "bad.yaml", 4),
        ("problem", "bad.yaml", 5),
        ("warning", "warned.yaml", 4),
    ]
    assert rows[0] == {
        "severity": "problem",
        "file": "bad.yaml",
        "line": 4,
        "column": 34,
        "where": "steps[0].time",
        "what": "a duration needs a unit",
        "hint": 'write "40s"',
    }
    assert unbend("check", "--json", "good.yaml").out == "[]\n"


def test_files_beside_each_other_may_include_each_other(unbend: Unbend, files: Path) -> None:
    """Checked together or alone; a circle is found all the same."""
    (files / "top.yaml").write_text(a_routine("routine: good"))
    assert unbend("check", "top.yaml").code == 0
    (files / "sub").mkdir()
    (files / "sub" / "one.yaml").write_text(a_routine("routine: two"))
    (files / "sub" / "two.yaml").write_text(a_routine("routine: one"))
    said = unbend("check", "sub/one.yaml", "sub/two.yaml", "top.yaml")
    assert said.code == 1
    assert said.out.splitlines() == [
        "sub/one.yaml:4:12: steps[0].routine: the routine includes itself (one > two > one)",
        "sub/two.yaml:4:12: steps[0].routine: the routine includes itself (two > one > two)",
    ]


def test_exercises_files_are_checked_as_such(unbend: Unbend, files: Path) -> None:
    """All that ship, and one's own."""
    shipped = sorted(SHIPPED.glob("exercises/*.yaml"))
    assert unbend("check", "--strict", *shipped, *sorted(SHIPPED.glob("*.yaml"))).code == 0
    (files / "mine.yaml").write_text("pull: {name: Pull, easier: rest-breath}\n")
    assert unbend("check", "mine.yaml").out == (
        'mine.yaml:1:28: pull.easier: no exercise called "rest-breath" (did you mean "rest-breathe"?)\n'
    )


@pytest.mark.parametrize("name", ["xyz", "none.yaml", "a" * 5_000 + ".yaml"], ids=["an id", "a file", "too long"])
def test_what_is_not_there_is_wrong_use(unbend: Unbend, files: Path, name: str) -> None:
    """A sentence, and exit code 2."""
    assert files.is_dir()
    said = unbend("check", "good.yaml", name)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("unbend: there is no ")


def test_what_is_no_file_is_told_like_a_problem(unbend: Unbend, files: Path) -> None:
    """A folder, or a pipe that would keep us waiting."""
    (files / "folder.yaml").mkdir()
    os.mkfifo(files / "pipe.yaml")
    said = unbend("check", "folder.yaml", "pipe.yaml")
    assert said.code == 1
    assert said.out.splitlines() == [
        "folder.yaml:1:1: file: folder.yaml is a folder",
        "pipe.yaml:1:1: file: pipe.yaml is not a regular file",
    ]


def test_without_a_file_there_is_nothing_to_check(unbend: Unbend) -> None:
    """Which is said, not guessed at."""
    said = unbend("check")
    assert said.code == 2
    assert "Missing argument" in said.err
