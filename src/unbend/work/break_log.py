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


class BreakLog:
    """A listener that keeps one row for each break.

    The history is opened for each writing and closed again: that is a few times an hour, and a work clock that runs for
    weeks must not stand in the way of whoever wants to move or mend the file.
    """

    def __init__(
        self, open_store: Callable[[], Store], routine: Callable[[], str | None], tell: Callable[[str], None]
    ) -> None:
        """`routine` says which one was run in the break that ends; `tell` gets a sentence where nothing is written."""
        self._tell = tell
        self._is_told = False
        self._open_store = open_store
        self._routine = routine
        self._open: BreakRecord | None = None
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
            case e.BreakPostponed():
                self._close(self._open or _row(event, wall_clock), BreakOutcome.POSTPONED)
                return
            case e.BreakSkipped():
                self._close(self._open or _row(event, wall_clock), BreakOutcome.SKIPPED)
                return
            case e.BreakMissed(why=why):
                self._close(replace(self._open or _row(event, wall_clock), why=str(why)), BreakOutcome.MISSED)
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

    def _close(self, row: BreakRecord, became: BreakOutcome) -> None:
        self._open = None
        self._note(replace(row, became=became))

    def _note(self, row: BreakRecord) -> None:
        self._unwritten[row.id] = row


def _row(event: Event, wall_clock: WallClock) -> BreakRecord:
    due_at = wall_clock.at(event.due_ms).isoformat(timespec="seconds")
    return BreakRecord(uuid.uuid4().hex, due_at, event.due_ms + wall_clock.ahead_ms)
