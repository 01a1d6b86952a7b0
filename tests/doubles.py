"""Doubles made by hand, each typed against the protocol it stands in for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from unbend.session.keys import HANGUP
from unbend.units import HOUR

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from unbend.engine.events import Event
    from unbend.engine.state import State
    from unbend.session.clock import ManualClock
    from unbend.units import Ms


LONGEST_WAIT_MS = 4 * HOUR


class ListenerDouble:
    """A listener that keeps what it hears, and fails when it is told to."""

    def __init__(self, failure: Exception | None = None) -> None:
        self.heard: list[tuple[Event, Ms]] = []
        self.beats: list[State] = []
        self._failure = failure

    def handle(self, event: Event, late_ms: Ms) -> None:
        """Keep `event`."""
        if self._failure is not None:
            raise self._failure
        self.heard.append((event, late_ms))

    def beat(self, state: State) -> None:
        """Keep `state`."""
        self.beats.append(state)

    @property
    def events(self) -> list[Event]:
        """What was heard, without the lateness."""
        return [event for event, _ in self.heard]


class PlayerDouble:
    """A player that keeps what it is asked for."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.levels: dict[str, float] = {}
        self.status = "sound: off, a test"

    def play(self, name: str, level: float = 1.0) -> None:
        """Keep the name, and how loud it was last."""
        self.calls.append(name)
        self.levels[name] = level

    def say(self, file: Path, level: float, in_s: float) -> None:
        """Keep the sentence, and when it is to begin."""
        self.calls.append(f"(say {file.stem} in {round(in_s * 1000)} at {level})")

    def prepare(self) -> None:
        """Keep that it was asked to be ready."""
        self.calls.append("(prepare)")

    def stop(self) -> None:
        """Keep that it was silenced."""
        self.calls.append("(stop)")

    def choose(self, choice: str) -> None:
        """Keep the output."""
        self.calls.append(f"(output {choice})")

    def set_volume(self, volume: float) -> None:
        """Keep the volume."""
        self.calls.append(f"(volume {volume})")

    def set_muted(self, muted: bool) -> None:  # noqa: FBT001  # as in Player
        """Keep it, and say so."""
        self.status = "sound: muted" if muted else "sound: off, a test"

    def close(self) -> None:
        """Keep that it was closed."""
        self.calls.append("(close)")

    @property
    def sounds(self) -> list[str]:
        """The names played, and the silences, without the preparations."""
        return [call for call in self.calls if call != "(prepare)"]


class KeysDouble:
    """Keys pressed at times of a manual clock; waiting moves that clock.

    A terminal goes away some hours after its last key, so that a session which nobody resumes ends in a failing test.
    """

    def __init__(self, clock: ManualClock, presses: Iterable[tuple[Ms, str]], *, are_there: bool = True) -> None:
        """Press each key at its time; several at one time arrive together."""
        self._clock = clock
        self._presses = sorted(presses, key=lambda press: press[0])
        self._are_there = are_there
        self._hangs_up_ms = max((at_ms for at_ms, _ in self._presses), default=0) + LONGEST_WAIT_MS

    @property
    def are_there(self) -> bool:
        """Whether a person is pressing them."""
        return self._are_there

    def wait(self, seconds: float, /) -> list[str]:
        """Let time pass to the next key, `seconds` at the most, and return what is pressed then."""
        now_ms = self._clock.now_ms()
        until_ms = now_ms + max(round(seconds * 1000), 1)
        if self._presses and self._presses[0][0] <= until_ms:
            self._clock.advance(max(self._presses[0][0] - now_ms, 0))
        else:
            self._clock.advance(until_ms - now_ms)
        keys = []
        if self._clock.now_ms() > self._hangs_up_ms:
            return [HANGUP]
        while self._presses and self._presses[0][0] <= self._clock.now_ms():
            keys.append(self._presses.pop(0)[1])
        return keys

    def __enter__(self) -> Self:
        """Begin to listen."""
        return self

    def __exit__(self, *error: object) -> None:
        """Stop listening."""
