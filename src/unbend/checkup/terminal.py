"""The terminal: what it is called, how large it is, and what it can show."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from unbend.checkup.finding import Finding, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PART = "Terminal"
LEAST_COLUMNS, LEAST_ROWS = 60, 16
"""The smallest window in which a session is shown."""

_AROUND = {"TMUX": "tmux", "STY": "screen", "SSH_CONNECTION": "SSH", "WT_SESSION": "Windows Terminal"}
"""What lies between the program and the window, by the variable that tells."""


def terminal_findings(
    environment: Mapping[str, str] | None = None, size: os.terminal_size | None = None, encoding: str | None = None
) -> list[Finding]:
    """Return what is known of the terminal, by default the one of this process."""
    around = os.environ if environment is None else environment
    size = size or _size((0, 1, 2))
    encoding = encoding or getattr(sys.__stdout__, "encoding", None) or "unknown"
    return [_name(around), _size_finding(size), Finding(PART, "colours", _colours(around)), _letters(encoding)]


def _name(environment: Mapping[str, str]) -> Finding:
    kind = environment.get("TERM") or ("windows" if os.name == "nt" else "")
    program = " ".join(filter(None, (environment.get("TERM_PROGRAM"), environment.get("TERM_PROGRAM_VERSION"))))
    through = [word for name, word in _AROUND.items() if environment.get(name)]
    found = ", ".join(filter(None, (program, f"TERM={kind or 'not set'}", *through)))
    advice = ""
    if kind in ("", "dumb", "unknown"):
        advice = "TERM names no terminal that can show a screen, so sessions run line by line; set TERM to change that."
    return Finding(PART, "name", printable(found), advice)


def _size(streams: Iterable[int]) -> os.terminal_size | None:
    """Return the size of the first of `streams` that is a terminal: in a pipe, the others still know it."""
    for stream in streams:
        try:
            return os.get_terminal_size(stream)
        except (OSError, ValueError):
            continue
    return None


def _size_finding(size: os.terminal_size | None) -> Finding:
    if size is None:
        return Finding(PART, "size", "no terminal here; call it in the window that you use to learn more")
    found = f"{size.columns} x {size.lines}"
    if size.columns < LEAST_COLUMNS or size.lines < LEAST_ROWS:
        advice = (
            f"The screen needs {LEAST_COLUMNS} x {LEAST_ROWS} cells; make the window larger or the letters smaller."
        )
        return Finding(PART, "size", found, advice)
    return Finding(PART, "size", found)


def _colours(environment: Mapping[str, str]) -> str:
    if "NO_COLOR" in environment:
        return "none, as NO_COLOR is set"
    if environment.get("COLORTERM", "").lower() in ("truecolor", "24bit") or environment.get("WT_SESSION"):
        return "16 million"
    kind = environment.get("TERM", "")
    if kind in ("", "dumb", "unknown"):
        return "none"
    return "256" if "256color" in kind else "16"


def _letters(encoding: str) -> Finding:
    if encoding.lower().replace("-", "") == "utf8":
        return Finding(PART, "letters", "UTF-8")
    advice = "Figures and signs need UTF-8; set LANG to a locale such as C.UTF-8, and the terminal to UTF-8."
    return Finding(PART, "letters", printable(encoding), advice)
