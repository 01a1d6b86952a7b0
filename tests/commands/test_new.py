"""`unbend new`: a routine file to begin with."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from unbend import resources

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commands.conftest import Unbend


def test_the_file_is_where_it_says_and_passes_the_strictest_check(unbend: Unbend) -> None:
    """It can be run as it stands, and says in its comments how to go on."""
    said = unbend("new", "my-knees")
    file = resources.user_routines() / "my-knees.yaml"
    assert (said.code, said.err) == (0, "")
    assert said.out == f"{file}\nEdit it, then: unbend check my-knees, unbend run my-knees\n"
    assert unbend("check", "--strict", "my-knees").out == "my-knees: no problems\n"
    assert json.loads(unbend("show", "my-knees", "--json").out)["title"] == "My knees"
    assert "unbend check my-knees" in file.read_text("utf-8")


def test_what_the_template_shows_in_comments_is_right_as_well(unbend: Unbend) -> None:
    """People take the hash away and expect it to work."""
    unbend("new", "my-knees")
    file = resources.user_routines() / "my-knees.yaml"
    lines = file.read_text("utf-8").splitlines()
    shown = [line.replace("  # ", "  ", 1) if line.startswith(("  # -", "  #  ", "  #   ")) else line for line in lines]
    assert shown != lines
    file.write_text("\n".join(shown) + "\n")
    assert unbend("check", "--strict", "my-knees").out == "my-knees: no problems\n"


def test_a_file_that_is_there_is_left_as_it_is(unbend: Unbend) -> None:
    """Somebody may have written it."""
    unbend("new", "my-knees")
    file = resources.user_routines() / "my-knees.yaml"
    file.write_text("mine")
    said = unbend("new", "my-knees")
    assert (said.code, said.out) == (2, "")
    assert said.err == f"unbend: {file} is there already; it was left as it is\n"
    assert file.read_text() == "mine"


@pytest.mark.parametrize("name", ["My Knees", "../knees", "knees.yaml", "/etc/passwd", "", "knees_", "é"])
def test_a_name_that_could_not_be_run_is_refused(unbend: Unbend, home: Path, name: str) -> None:
    """And nothing is made."""
    said = unbend("new", name)
    assert (said.code, said.out) == (2, "")
    assert "is no name for a routine; use small letters, digits and hyphens" in said.err
    assert [*home.iterdir()] == []


def test_a_folder_that_cannot_be_made_is_told_in_a_sentence(unbend: Unbend, home: Path) -> None:
    """With the reason the system gives."""
    (home / "config").touch()
    said = unbend("new", "my-knees")
    assert said.code == 2
    assert "my-knees.yaml cannot be written: " in said.err


def test_a_name_too_long_for_a_file_is_told_in_a_sentence(unbend: Unbend) -> None:
    """The system would not have it."""
    said = unbend("new", "a" * 300)
    assert said.code == 2
    assert "cannot be written: File name too long" in said.err
