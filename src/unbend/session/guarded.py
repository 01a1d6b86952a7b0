"""A listener that may fail: it is switched off, and whoever publishes to it does not notice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

EventT_contra = TypeVar("EventT_contra", contravariant=True)
WhenT_contra = TypeVar("WhenT_contra", contravariant=True)
StateT_contra = TypeVar("StateT_contra", contravariant=True)


class Hears(Protocol[EventT_contra, WhenT_contra, StateT_contra]):
    """What listeners have in common, those of a session and those of a work clock."""

    def handle(self, event: EventT_contra, when: WhenT_contra, /) -> None:
        """Take note of `event`; `when` says what there is to know of its instant."""
        ...

    def beat(self, state: StateT_contra, /) -> None:
        """Take note of how things stand."""
        ...


class Guarded(Generic[EventT_contra, WhenT_contra, StateT_contra]):
    """Passes on what it hears until that fails once, and tells of the failure then."""

    def __init__(
        self, listener: Hears[EventT_contra, WhenT_contra, StateT_contra], on_failure: Callable[[Exception], None]
    ) -> None:
        self._listener: Hears[EventT_contra, WhenT_contra, StateT_contra] | None = listener
        self._on_failure = on_failure

    def handle(self, event: EventT_contra, when: WhenT_contra, /) -> None:
        """Pass `event` on."""
        listener = self._listener
        if listener is not None:
            self._attempt(lambda: listener.handle(event, when))

    def beat(self, state: StateT_contra, /) -> None:
        """Pass the beat on."""
        listener = self._listener
        if listener is not None:
            self._attempt(lambda: listener.beat(state))

    def _attempt(self, call: Callable[[], None]) -> None:
        try:
            call()
        except Exception as error:  # noqa: BLE001  # whatever a listener does, the person goes on
            self._listener = None
            self._on_failure(error)
