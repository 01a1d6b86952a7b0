"""A notification through the terminal: only where it is known to be taken for one."""

from __future__ import annotations

import pytest

from unbend.work.terminal_notice import notice


@pytest.mark.parametrize(
    ("environment", "written"),
    [
        ({"TERM_PROGRAM": "iTerm.app"}, "\x1b]9;Unbend: Time for a break.\a"),
        ({"TERM": "xterm-kitty"}, "\x1b]9;Unbend: Time for a break.\a"),
        ({"TERM": "foot"}, "\x1b]777;notify;Unbend;Time for a break.\a"),
        ({"TERM_PROGRAM": "WezTerm", "TERM": "xterm-256color"}, "\x1b]777;notify;Unbend;Time for a break.\a"),
        ({"TERM": "xterm-256color"}, ""),
        ({"TERM": "dumb"}, ""),
        ({"WT_SESSION": "1", "TERM": "xterm-256color"}, ""),
        ({"TERM_PROGRAM": "Apple_Terminal"}, ""),
        ({"TERM": "xterm-kitty", "TMUX": "default,1,0"}, ""),
        ({"TERM_PROGRAM": "WezTerm", "STY": "1.pts"}, ""),
        ({}, ""),
    ],
)
def test_a_terminal_gets_what_it_takes(environment: dict[str, str], written: str) -> None:
    """And every other gets nothing: it might write it out."""
    assert notice("Time for a break.", "Unbend", environment) == written


def test_no_text_ends_the_sequence() -> None:
    """The name of a routine may be the user's own."""
    assert notice("a\x1b\\b\ac;d\n", "t;", {"TERM": "foot"}) == "\x1b]777;notify;t ;a \\b c d \a"
