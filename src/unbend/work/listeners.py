"""What lives on the events of a work clock, and what keeps one of them from hurting the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from unbend.breaks.events import Event
    from unbend.breaks.view import View
    from unbend.breaks.wall import WallClock


class WorkListener(Protocol):
    """Something that lives on a work clock's events."""

    def handle(self, event: Event, wall_clock: WallClock) -> None:
        """Take note of `event`; `wall_clock` says which times of day its instants are."""
        ...

    def beat(self, view: View) -> None:
        """Take note of how the work clock stands; called after the events of every look, once a minute at least."""
        ...


class Guarded:
    """A listener that may fail without the work clock noticing: it is switched off, and its failure told once."""

    def __init__(self, listener: WorkListener, on_failure: Callable[[Exception], None]) -> None:
        self._listener: WorkListener | None = listener
        self._on_failure = on_failure

    def handle(self, event: Event, wall_clock: WallClock) -> None:
        """Pass `event` on."""
        listener = self._listener
        if listener is not None:
            self._attempt(lambda: listener.handle(event, wall_clock))

    def beat(self, view: View) -> None:
        """Pass the beat on."""
        listener = self._listener
        if listener is not None:
            self._attempt(lambda: listener.beat(view))

    def _attempt(self, call: Callable[[], None]) -> None:
        try:
            call()
        except Exception as error:  # noqa: BLE001  # whatever a listener does, the person's day goes on
            self._listener = None
            self._on_failure(error)
