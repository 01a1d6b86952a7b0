"""What lives on the events of a work clock, and what keeps one of them from hurting the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from unbend.breaks.events import Event
    from unbend.breaks.view import View
    from unbend.breaks.wall import WallClock


class WorkListener(Protocol):
    """Something that lives on a work clock's events."""

    def handle(self, event: Event, wall_clock: WallClock, /) -> None:
        """Take note of `event`; `wall_clock` says which times of day its instants are."""
        ...

    def beat(self, view: View, /) -> None:
        """Take note of how the work clock stands; called after the events of every look, once a minute at least."""
        ...
