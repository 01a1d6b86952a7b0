"""Doubles for the work clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.breaks.desk import shown

if TYPE_CHECKING:
    from unbend.breaks.events import Event
    from unbend.breaks.view import View
    from unbend.breaks.wall import WallClock


class WorkListenerDouble:
    """A listener that keeps what it hears, and fails when it is told to."""

    def __init__(self, failure: Exception | None = None) -> None:
        self.events: list[Event] = []
        self.told: list[str] = []
        self.views: list[View] = []
        self._failure = failure

    def handle(self, event: Event, wall_clock: WallClock) -> None:
        """Keep `event`, and its time of day."""
        if self._failure is not None:
            raise self._failure
        self.events.append(event)
        self.told.append(shown(event, wall_clock))

    def beat(self, view: View) -> None:
        """Keep `view`."""
        self.views.append(view)
