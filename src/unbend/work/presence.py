"""Tells a work clock whether somebody is at the desk: what the machine knows of it, and keys in our own terminal.

A listener, because it asks only when the work clock is awake anyway, and once a minute at the most. The asking goes on
on a thread of its own, which wakes the loop only where there is news. That the terminal is not in front says nothing:
somebody works in another window.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from unbend.breaks.commands import SeenActive, SeenIdle
from unbend.breaks.state import Status
from unbend.errors import OrderRefused
from unbend.session.clock import steady_ms
from unbend.units import MINUTE, SECOND

if TYPE_CHECKING:
    from collections.abc import Callable

    from unbend.breaks.commands import Command
    from unbend.breaks.events import Event
    from unbend.breaks.view import View
    from unbend.breaks.wall import WallClock
    from unbend.session.clock import Clock
    from unbend.units import Ms
    from unbend.work.idle_asker import Answer
    from unbend.work.runner import WorkRunner

ASKS_EVERY_MS: Ms = MINUTE - SECOND
"""A second less than the work clock sleeps, so that a beat a moment too early does not make two minutes of it."""
_COUNTS = (Status.WORKING, Status.DUE, Status.PAUSED)
"""Where it matters that nobody is there: in a break nobody types, and outside the working hours nothing is counted."""


class Presence:
    """A listener that asks `ask`, and sends the runner what is new."""

    def __init__(
        self,
        runner: WorkRunner,
        clock: Clock,
        *,
        ask: Callable[[], Answer] | None,
        tell: Callable[[Command], object],
        idle_after_ms: Ms,
    ) -> None:
        """`ask` says what the machine knows, None for nothing; it is called on a thread, and may take seconds.

        `tell` hands a command to the loop, from that thread, and may raise `OrderRefused`: then it is asked anew a
        minute later, or the work clock has ended. Who has touched nothing for `idle_after_ms` is away.
        """
        self._runner = runner
        self._clock = clock
        self._ask = ask
        self._tell = tell
        self._idle_after_ms = idle_after_ms
        self._is_away = False
        # Not at once: the first minute is about starting up.
        self._asked_ms = self._seen_ms = steady_ms(clock)
        self._thread: threading.Thread | None = None

    def handle(self, event: Event, wall_clock: WallClock) -> None:
        """Do nothing: what counts is how the work clock stands."""

    def beat(self, view: View) -> None:
        """Ask, if it is time; come back at once."""
        self._is_away = view.away_ms is not None
        now_ms = steady_ms(self._clock)
        is_wanted = self._ask is not None and (self._is_away or view.status in _COUNTS)
        if not is_wanted or now_ms - self._asked_ms < ASKS_EVERY_MS or self._is_asking:
            return
        self._asked_ms = now_ms
        self._thread = threading.Thread(target=self._look, args=(now_ms,), name="unbend-presence", daemon=True)
        self._thread.start()

    def seen(self) -> None:
        """Take note of a key, a click, or the terminal coming to the front. Called on the loop's thread."""
        self._seen_ms = steady_ms(self._clock)
        if self._is_away:
            self._runner.send(SeenActive())

    @property
    def _is_asking(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def _look(self, asked_ms: Ms) -> None:
        assert self._ask is not None  # noqa: S101  # `beat` has looked
        idle_ms = self._ask().idle_ms
        if idle_ms is None:
            return
        # The terminal may be reached from another machine than the one that tells.
        idle_ms = min(idle_ms, max(asked_ms - self._seen_ms, 0))
        if self._is_away and idle_ms < self._idle_after_ms:
            self._hand_over(SeenActive())
        elif not self._is_away and idle_ms >= self._idle_after_ms:
            self._hand_over(SeenIdle(asked_ms - idle_ms))

    def _hand_over(self, command: Command) -> None:
        with suppress(OrderRefused):  # nobody reads a traceback of this thread, but it stands on the person's screen
            self._tell(command)
