"""The warning sign that fitted earlier today: it holds for the day, whichever front end it was told to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unbend.errors import HistoryUnavailable
from unbend.pain.assessment import Tier

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path


class DaySign:
    """The tier of warning signs that holds today, kept in the history; `tell` gets a sentence where that fails."""

    def __init__(self, file: Path, wall: Callable[[], datetime], tell: Callable[[str], None]) -> None:
        self._file = file
        self._wall = wall
        self._tell = tell
        self._held: tuple[str, Tier | None] | None = None
        """What was noted here; it holds for the day even where the disk did not take it."""
        self._is_unread = False
        self._asked_on = ""

    @property
    def is_to_be_asked(self) -> bool:
        """Whether the last `get` could not look it up, and nobody was asked in this run of today."""
        return self._is_unread and self._asked_on != self._today()

    def was_asked(self) -> None:
        """Take it that the person has been asked just now whether a warning sign fits."""
        self._asked_on = self._today()

    def get(self) -> Tier | None:
        """Return the tier that holds; None where there is none, or no record to ask."""
        self._is_unread = False
        if self._held is not None and self._held[0] == self._today():
            return self._held[1]
        if not self._file.exists():
            return None
        from unbend.history.store import Store  # noqa: PLC0415  # without a history, SQLite is not needed

        try:
            with Store.open(self._file) as store:
                found = store.sign_of(self._today())
        except HistoryUnavailable as error:
            self._is_unread = True
            self._tell(f"{error}. Whether a warning sign fitted earlier today could not be looked up.")
            return None
        return None if found is None or found.tier is None else Tier(found.tier)

    def note(self, tier: Tier | None) -> None:
        """Keep for today that a sign of `tier` fitted, or with None that the person has been checked since."""
        from unbend.history.records import SignRecord  # noqa: PLC0415  # as above
        from unbend.history.store import Store  # noqa: PLC0415  # as above

        self._held = (self._today(), tier)
        try:
            with Store.open(self._file) as store:
                store.save([SignRecord(self._today(), None if tier is None else str(tier))])
        except HistoryUnavailable as error:
            self._tell(f"{error}.")

    def _today(self) -> str:
        return self._wall().date().isoformat()
