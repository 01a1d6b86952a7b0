"""Says what comes next while a session runs: the sentences of what happened and of what will, each in its place.

The engine is asked what comes by itself from here on (`rehearsal.foresee`); that and what has happened make the same
sentences as an audio file has, and they are put between the sounds by the same rules (`audio.placing`). Whatever the
person does - a pause, a step left out, another way of doing it - makes another future, and the sentences are placed
anew. What was cut off is said again where it still holds.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from unbend.audio.cue_sink import silences
from unbend.audio.placing import place
from unbend.engine import events as e
from unbend.engine.rehearsal import foresee, rehearse
from unbend.engine.state import Status
from unbend.session.sentences import REST_OVER, sentences
from unbend.units import SECOND

if TYPE_CHECKING:
    from unbend.audio.ahead import LengthOf, SpokenAhead
    from unbend.audio.placing import Sentence, Spoken
    from unbend.audio.player import Player
    from unbend.engine.plan import Plan
    from unbend.engine.state import State
    from unbend.units import Ms

STEPS_AHEAD = 1
"""How far the future is looked at, beyond the end of this step: the name of the next may be said shortly before it."""
HAND_OVER_MS: Ms = 3 * SECOND // 2
"""How long before its instant a sentence is given to the player, which begins it on time: longer than a heartbeat."""

_SPEAKS = "A voice says what comes next."
_NOT_YET = "The voice is not ready yet; the sounds are heard meanwhile."
READY_WITHIN_S = 1.0
"""How long a session may wait for its first sentence: a tenth of this, or the whole where the machine is slow."""


class Speech:
    """A listener that speaks. It comes after the sounds, whose silences it must not be cut off by."""

    def __init__(self, player: Player, ahead: SpokenAhead, plan: Plan, *, level: float = 1.0) -> None:
        """Speak what `ahead` has spoken on `player`, at `level` of its volume."""
        self._player = player
        self._ahead = ahead
        self._plan = plan
        self._level = level
        self._past: list[e.Event] = []
        self._future: deque[e.Event] = deque()
        self._told: list[Sentence] = []
        self._said: list[Spoken] = []
        self._coming: list[Spoken] = []
        self._is_new = True
        self._count = 0
        ahead.look_ahead(self._need_first)

    def get_ready(self, timeout_s: float = READY_WITHIN_S) -> str:
        """Wait until the first sentence is spoken, so that it is not late, and let the rest be spoken.

        Return what there is to tell of it; nothing where there is no voice, which is told by itself.
        """
        is_ready = self._ahead.idle(timeout_s)
        self._ahead.look_ahead(self._need)
        if is_ready:
            return _SPEAKS
        return "" if self._ahead.is_over else _NOT_YET

    def handle(self, event: e.Event, late_ms: Ms) -> None:  # noqa: ARG002  # what is late is placed later, or not at all
        """Take note of `event`."""
        self._past.append(event)
        if silences(event):
            self._said = [each for each in self._said if each.end_ms <= event.due_ms]
        is_foreseen = bool(self._future) and self._future.popleft() == event
        if not is_foreseen or isinstance(event, e.StepStarted):  # at each step the horizon moves on
            self._is_new = True

    def beat(self, state: State) -> None:
        """Give the player what is due soon."""
        if self._is_new:
            self._look_ahead(state)
        if self._is_new or self._count != self._ahead.count:
            self._count = self._ahead.count
            self._coming = self._placed(state)
        self._is_new = False
        until_ms = state.now_ms + HAND_OVER_MS
        if state.is_over:  # there is no other beat
            until_ms += 2 * HAND_OVER_MS
        while self._coming and self._coming[0].at_ms <= until_ms:
            spoken = self._coming.pop(0)
            self._said.append(spoken)
            in_s = max(spoken.at_ms - state.now_ms, 0) / SECOND
            self._player.say(self._ahead.file(spoken.text), self._level, in_s)

    def _look_ahead(self, state: State) -> None:
        """Note what comes by itself from here on, and what is said of it."""
        self._future = deque(foresee(state, steps=STEPS_AHEAD))
        self._told = sentences(self._plan, [*self._past, *self._future], has_keys=True)
        if state.status is Status.STOPPED:
            self._told = []
        elif state.status is Status.PAUSED and not state.is_counting_in:
            self._told = [each for each in self._told if each.key[0] == REST_OVER]

    def _placed(self, state: State) -> list[Spoken]:
        """Return what is to be said, each in its place."""
        placed = place(self._told, self._ahead.length_ms, from_ms=state.now_ms, said=self._said)
        return list(placed.spoken)

    def _need_first(self, length_of: LengthOf) -> None:
        """Have spoken what the first step is called and how it is done."""
        place(self._rehearsed()[:2], length_of)

    def _need(self, length_of: LengthOf) -> None:
        """Have spoken what a session without an interruption says."""
        place(self._rehearsed(), length_of)

    def _rehearsed(self) -> list[Sentence]:
        return sentences(self._plan, rehearse(self._plan).events, has_keys=True)
