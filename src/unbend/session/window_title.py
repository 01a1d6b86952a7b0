"""The title of the terminal's window: a break that is due stands there too, where other windows cover the terminal."""

from __future__ import annotations

import os

_PUT_ASIDE, _BRING_BACK = "\x1b[22;2t", "\x1b[23;2t"
_WITHOUT_TITLES = (None, "", "dumb", "linux")
"""What `TERM` says of terminals that have no title, or would draw what is meant to change it."""


class WindowTitle:
    """Makes the sequences that give the window a title and give the old one back; whoever holds it writes them.

    The old one is put aside by the terminal itself; one that cannot do that keeps ours.
    """

    def __init__(self) -> None:
        self._shown: str | None = None

    def change(self, title: str | None) -> str:
        """Return what gives the window the title `title`, or with None its own; empty where it has that already."""
        if title == self._shown or os.environ.get("TERM") in _WITHOUT_TITLES:
            return ""
        put_aside = _PUT_ASIDE if self._shown is None else ""  # once, or what comes back would be ours
        self._shown = title
        return _BRING_BACK if title is None else f"{put_aside}\x1b]2;{title}\x1b\\"
