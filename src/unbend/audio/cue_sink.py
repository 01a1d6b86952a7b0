"""Events in, sounds out: which event is heard as what, and what is too late to help.

A pause that somebody asked for is silence and nothing else. One that nobody asked for, as the machine slept, is told:
who lies with closed eyes would wait for the next cue in vain.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from unbend.cue_table import CUES
from unbend.engine import events as e
from unbend.engine.commands import PauseReason
from unbend.engine.cues import is_countdown
from unbend.engine.machine import next_due
from unbend.engine.plan import Cue, CueKind
from unbend.units import SECOND

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from unbend.audio.player import Player
    from unbend.cue_table import CueGroup
    from unbend.engine.state import State
    from unbend.units import Ms

TOO_LATE_MS: Ms = 400
"""A cue later than this is left out: half a second off the beat it says something false."""
AHEAD_MS: Ms = 3 * SECOND
"""How long before a cue the device is started; a headset takes a second or two to wake."""


_SOUNDS = {CueKind.SKIN: "get-ready"}
"""What is heard for a cue without a sound of its own: this one calls, and says neither go nor halfway."""


_AS_THEY_ARE: Mapping[CueGroup, float] = MappingProxyType({})
"""Every group at the whole volume."""


def silences(event: e.Event) -> bool:
    """Whether whatever sounds as `event` happens is about something that is over, and is cut off."""
    match event:
        case e.Paused() | e.Stopped():
            return True
        case e.PhaseEnded(phase=phase, performed_ms=performed_ms):
            return not phase.is_timed or phase.duration_ms != performed_ms  # the person moved on
        case _:
            return False


class CueSink:
    """A listener that plays what a session's events mean."""

    def __init__(
        self,
        player: Player,
        *,
        countdown: bool = True,
        halfway: bool = True,
        levels: Mapping[CueGroup, float] = _AS_THEY_ARE,
        silent: Collection[str] = (),
    ) -> None:
        """Play on `player`, each group at its part of the volume, 0..1, and the cues called `silent` never."""
        self._player = player
        self._countdown = countdown
        self._halfway = halfway
        self._levels = levels
        self._silent = frozenset(silent)

    def handle(self, event: e.Event, late_ms: Ms) -> None:
        """Play or silence what `event` asks for."""
        if silences(event):
            self._player.stop()
        match event:
            case e.Paused(why=PauseReason.SUSPENDED):
                self._play("pause", 0)  # late by as long as the machine slept, and true all the same
            case e.CueFired(cue=cue) if self._is_wanted(cue):
                self._play(_SOUNDS.get(cue.kind, str(cue.kind)), late_ms)
            case e.ResumeTicked(left_s=left_s):
                self._play("tick" if left_s > 1 else "tick-last", late_ms)
            case e.Resumed():
                self._play("resume", late_ms)
            case e.RestEnded():
                self._play("get-ready", late_ms)  # not the sound that says go: nothing has started
            case e.Finished():
                self._play("finish", late_ms)

    def beat(self, state: State) -> None:
        """Have the device ready for what is due soon."""
        due_ms = next_due(state)
        if due_ms is not None and due_ms - state.now_ms <= AHEAD_MS:
            self._player.prepare()

    def _play(self, name: str, late_ms: Ms) -> None:
        level = self._levels.get(CUES[name].group, 1.0)
        if late_ms <= TOO_LATE_MS and name not in self._silent and level > 0:
            self._player.play(name, level)

    def _is_wanted(self, cue: Cue) -> bool:
        return (self._countdown or not is_countdown(cue)) and (self._halfway or cue.kind is not CueKind.HALFWAY)
