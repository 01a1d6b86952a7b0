"""What is told of a terminal."""

from __future__ import annotations

import os

import pytest

from unbend.checkup.terminal import terminal_findings

LARGE = os.terminal_size((120, 40))


def told(environment: dict[str, str], size: os.terminal_size = LARGE, encoding: str = "utf-8") -> dict[str, str]:
    """Return what was found by what was looked at."""
    return {each.name: each.found for each in terminal_findings(environment, size, encoding)}


def advice(environment: dict[str, str], size: os.terminal_size = LARGE, encoding: str = "utf-8") -> dict[str, str]:
    """Return what there is to do by what was looked at."""
    return {each.name: each.advice for each in terminal_findings(environment, size, encoding) if each.advice}


def test_a_good_terminal_needs_nothing() -> None:
    """Its name, with what lies between, size, colours and letters."""
    around = {
        "TERM": "tmux-256color",
        "TERM_PROGRAM": "Ghost",
        "TERM_PROGRAM_VERSION": "2",
        "TMUX": "/tmp/x,1,0",  # noqa: S108  # what tmux says
        "SSH_CONNECTION": "a b",
        "COLORTERM": "truecolor",
    }
    assert told(around) == {
        "name": "Ghost 2, TERM=tmux-256color, tmux, SSH",
        "size": "120 x 40",
        "colours": "16 million",
        "letters": "UTF-8",
    }
    assert advice(around) == {}


@pytest.mark.parametrize(
    ("around", "colours"),
    [
        ({"TERM": "xterm-256color"}, "256"),
        ({"TERM": "xterm"}, "16"),
        ({"TERM": "dumb"}, "none"),
        ({"TERM": "xterm", "COLORTERM": "truecolor", "NO_COLOR": ""}, "none, as NO_COLOR is set"),
    ],
)
def test_colours_are_as_many_as_the_terminal_says(around: dict[str, str], colours: str) -> None:
    """Nothing is asked of the terminal itself, which could not answer in a pipe."""
    assert told(around)["colours"] == colours


def test_what_cannot_show_a_session_is_told() -> None:
    """Each with what to do."""
    assert "60 x 16" in advice({"TERM": "xterm"}, os.terminal_size((59, 40)))["size"]
    assert "60 x 16" in advice({"TERM": "xterm"}, os.terminal_size((60, 15)))["size"]
    assert advice({"TERM": "xterm"}, os.terminal_size((60, 16))) == {}
    assert "line by line" in advice({"TERM": "dumb"})["name"]
    assert "UTF-8" in advice({"TERM": "xterm"}, encoding="ascii")["letters"]


def test_what_an_environment_says_cannot_upset_the_terminal() -> None:
    """An escape sequence is told, not sent."""
    assert "\x1b" not in told({"TERM": "x\x1b[2J"})["name"]
