"""How long nobody has touched anything, by the X server. Imported in the idle worker only, like `idle_bus`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from Xlib.display import Display

from unbend.work import idle_desktop

if TYPE_CHECKING:
    from unbend.units import Ms

_EXTENSION = "MIT-SCREEN-SAVER"
_ONLY_UNDER_WAYLAND = "XWAYLAND"
"""Xwayland has it from 23.1 on, whatever the variables say; they may be left from the session before."""


class X11Idle:
    """The X server's own count, which its screen saver goes by. The connection stays open from one look to the next."""

    name = "the X server"

    def __init__(self) -> None:
        self._display: Display | None = None
        self._is_before_desktop = idle_desktop.is_without(os.environ)

    def idle_ms(self) -> Ms | None:
        """Return for how long nothing was touched, None where there is no X server, or none that sees everything.

        Raises whatever the library does where the server goes away.
        """
        if self._is_before_desktop and self._display is None:
            idle_desktop.take_up()  # each time: the desktop may have come since, or gone, or be another
        if not _sees_everything():
            return None
        display, self._display = self._display or Display(), None
        display.set_error_handler(_ignored)
        if not display.has_extension(_EXTENSION) or display.has_extension(_ONLY_UNDER_WAYLAND):
            return None
        while display.pending_events():  # such as a change of the keyboard, which every client is told
            display.next_event()
        idle_ms: Ms = display.screen().root.screensaver_query_info().idle
        self._display = display
        return idle_ms


def _sees_everything() -> bool:
    """Return whether every key goes through the X server of `DISPLAY`, and it is the one the person sits at.

    Under Wayland it knows of its own windows alone, and would call somebody idle who types in another.
    """
    name = os.environ.get("DISPLAY", "")
    is_wayland = bool(os.environ.get("WAYLAND_DISPLAY")) or os.environ.get("XDG_SESSION_TYPE") == "wayland"
    is_here = not os.environ.get("SSH_CONNECTION") or not name.startswith(":")
    return bool(name) and not is_wayland and is_here


def _ignored(*_: object) -> None:
    """Say nothing of an error to which nobody waits for an answer."""
