"""How a break calls: a soft sound, the terminal's bell and its title. Nothing comes to the front, nothing repeats."""

from __future__ import annotations

import threading
from contextlib import closing
from typing import TYPE_CHECKING

from unbend.breaks import events as e
from unbend.breaks.state import Status
from unbend.breaks.words import title
from unbend.cue_table import CUES

if TYPE_CHECKING:
    from collections.abc import Callable

    from unbend.audio.client import AudioClient
    from unbend.breaks.events import Event
    from unbend.breaks.view import View
    from unbend.breaks.wall import WallClock
    from unbend.session.output import Output
    from unbend.settings import Settings

CUE = "break-due"
_SETTLES_S, _SOUNDS_S = 2.0, 5.0
"""How long the device may take to be found, and the sound to its end."""


class Caller:
    """A listener that calls at the due moment, unless it is to be soft.

    The sound has a thread and a player of its own for these seconds: a day of work needs no device, and none is kept
    awake for it.
    """

    def __init__(self, settings: Settings, out: Output, make_player: Callable[[], AudioClient]) -> None:
        self._out = out
        self._make_player = make_player
        self._level = settings.level_of(CUES[CUE].group)
        is_silent = settings.mute or settings.loudness == 0 or settings.output == "off"
        self._is_heard = not is_silent and CUE not in settings.silent_cues

    def handle(self, event: Event, wall_clock: WallClock) -> None:  # noqa: ARG002  # it calls at once
        """Call for what is due."""
        match event:
            case e.BreakDue(is_soft=is_soft):
                self._out.entitle(title(event.break_ms))
                self._call(is_soft=is_soft)
            case e.PostureDue(is_soft=is_soft):
                self._call(is_soft=is_soft)

    def beat(self, view: View) -> None:
        """Give the title back once nothing is due."""
        if view.status is not Status.DUE:
            self.close()

    def close(self) -> None:
        """Give the title back."""
        self._out.entitle(None)

    def _call(self, *, is_soft: bool) -> None:
        if is_soft or not self._is_heard:
            return
        self._out.ring()
        threading.Thread(target=self._sound, name="unbend-break-due", daemon=True).start()

    def _sound(self) -> None:
        with closing(self._make_player()) as player:
            player.settled(_SETTLES_S)
            player.play(CUE, self._level)
            player.drained(_SOUNDS_S)
