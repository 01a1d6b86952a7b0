"""A notification through the terminal itself, for those that are known to show one: also over SSH, without any library.

Two sequences are in use, neither of them a standard. A terminal that does not know them may write them out, and one
takes the first for something else (ConEmu and Windows Terminal show progress with it), so only those get one that say
what they are and document it. In tmux and screen they would not arrive.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_BEL = "\a"
_PROGRAMS = {"iTerm.app": "9", "WezTerm": "777", "ghostty": "777", "WarpTerminal": "9"}
"""By TERM_PROGRAM: OSC 9 carries a text, OSC 777 a title and a text."""
_KINDS = {"xterm-kitty": "9", "xterm-ghostty": "777", "foot": "777", "foot-extra": "777", "foot-direct": "777"}
"""By TERM, which SSH passes on."""


def notice(text: str, title: str, environment: Mapping[str, str]) -> str:
    """Return what makes the terminal of `environment` show `text`, or nothing where it is not known to."""
    number = sequence_known(environment)
    if number == "9":
        return f"\x1b]9;{_plain(title)}: {_plain(text)}{_BEL}"
    if number == "777":
        return f"\x1b]777;notify;{_plain(title)};{_plain(text)}{_BEL}"
    return ""


def sequence_known(environment: Mapping[str, str]) -> str | None:
    """Return the number of the sequence that this terminal takes, None where it is not known to take one."""
    if environment.get("TMUX") or environment.get("STY"):
        return None
    return _PROGRAMS.get(environment.get("TERM_PROGRAM", "")) or _KINDS.get(environment.get("TERM", ""))


def _plain(text: str) -> str:
    """Return `text` without what would end the sequence, or divide it."""
    return "".join(letter if letter.isprintable() and letter != ";" else " " for letter in text)
