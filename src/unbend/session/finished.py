"""A listener that tells how long a session was that was finished; of one that was stopped it tells nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unbend.engine import events as e

if TYPE_CHECKING:
    from collections.abc import Callable

    from unbend.engine.state import State
    from unbend.units import Ms


class WhenFinished:
    """Calls `tell` with the session's length, pauses and all, at the instant it is finished."""

    def __init__(self, tell: Callable[[Ms], None]) -> None:
        self._tell = tell
        self._start_ms: Ms = 0

    def handle(self, event: e.Event, _late_ms: Ms) -> None:
        """Tell, where `event` is the end that the routine has."""
        match event:
            case e.Started(due_ms=due_ms):
                self._start_ms = due_ms
            case e.Finished(due_ms=due_ms):
                self._tell(due_ms - self._start_ms)
            case _:
                pass

    def beat(self, state: State) -> None:
        """Nothing to tell between events."""
