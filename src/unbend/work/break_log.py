"""Writes what became of each break into the history. It may fail without the work clock noticing."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

from unbend.breaks import events as e
from unbend.errors import HistoryUnavailable
from unbend.history.records import BreakOutcome, BreakRecord

if TYPE_CHECKING:
    from collections.abc import Callable

    from unbend.breaks.events import Event
    from unbend.breaks.view import View
    from unbend.breaks.wall import WallClock
    from unbend.history.store import Store
    from unbend.units import Ms


class BreakLog:
    """A listener that keeps one row for each break.

    The history is opened for each writing and closed again: that is a few times an hour, and a work clock that runs for
    weeks must not stand in the way of whoever wants to move or mend the file.
    """

    def __init__(
        self,
        open_store: Callable[[], Store],
        routine: Callable[[], str | None],
        tell: Callable[[str], None],
        *,
        left_open_since_ms: Ms | None = None,
    ) -> None:
        """`routine` says which one was run in the break that ends; `tell` gets a sentence where nothing is written.

        Where a work clock goes on with a break that waited or was had when it was killed, that stands on record since
        `left_open_since_ms` (milliseconds since 1970) or later, and what became of it does not; None for all others.
        """
        self._tell = tell
        self._is_told = False
        self._open_store = open_store
        self._routine = routine
        self._open = None if left_open_since_ms is None else self._left_open(left_open_since_ms)
        self._unwritten: dict[str, BreakRecord] = {}

    def handle(self, event: Event, wall_clock: WallClock) -> None:
        """Note what `event` says of a break."""
        at_ms = event.due_ms + wall_clock.ahead_ms
        match event:
            case e.BreakDue():
                self._open = replace(_row(event, wall_clock), planned_ms=event.break_ms)
            case e.BreakBegan():
                row = self._open or _row(event, wall_clock)
                self._open = replace(row, planned_ms=event.break_ms, is_short=event.is_short, began_ms=at_ms)
            case e.BreakTaken():
                row, routine = self._open or _row(event, wall_clock), self._routine()
                if row.began_ms is None:  # it was had elsewhere, where another session has what was done
                    row, routine = replace(row, began_ms=at_ms - event.length_ms, is_short=event.is_short), None
                self._close(replace(row, ended_ms=at_ms, routine=routine), BreakOutcome.TAKEN)
                return
            case e.Paused() if self._open is not None:  # it is due again after the pause
                self._close(self._open, BreakOutcome.POSTPONED)
                return
            case e.BreakPostponed():
                self._close(self._open or _row(event, wall_clock), BreakOutcome.POSTPONED)
                return
            case e.BreakSkipped():
                self._close(self._open or _row(event, wall_clock), BreakOutcome.SKIPPED)
                return
            case e.BreakMissed(why=why, at_ms=due_ms):
                row = self._open or _row(event, wall_clock, due_ms)
                self._close(replace(row, why=str(why)), BreakOutcome.MISSED)
                return
            case _:
                return
        self._note(self._open)

    def beat(self, view: View) -> None:  # noqa: ARG002  # only rows are written
        """Write what is new; what cannot be written is kept, told of once, and tried again at the next beat."""
        if not self._unwritten:
            return
        try:
            with self._open_store() as store:
                store.save(self._unwritten.values())
        except HistoryUnavailable as error:
            if not self._is_told:
                self._tell(f"{error}. The work clock goes on, and it is tried again.")
            self._is_told = True
        else:
            self._unwritten.clear()
            self._is_told = False

    def _left_open(self, since_ms: Ms) -> BreakRecord | None:
        try:
            with self._open_store() as store:
                breaks = store.breaks(since_ms)
        except HistoryUnavailable:  # the first row to write finds out, and says so
            return None
        return breaks[-1] if breaks and breaks[-1].became is None else None

    def _close(self, row: BreakRecord, became: BreakOutcome) -> None:
        self._open = None
        self._note(replace(row, became=became))

    def _note(self, row: BreakRecord) -> None:
        self._unwritten[row.id] = row


def _row(event: Event, wall_clock: WallClock, due_ms: Ms | None = None) -> BreakRecord:
    """Return a new row for a break that was due at `due_ms`, or with `event`."""
    due_ms = event.due_ms if due_ms is None else due_ms
    due_at = wall_clock.at(due_ms).isoformat(timespec="seconds")
    return BreakRecord(uuid.uuid4().hex, due_at, due_ms + wall_clock.ahead_ms)
