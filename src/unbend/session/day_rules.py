"""What has been told or shown today and need not be again: the rules of a day, and the warning signs.

Kept among the notices of the history. Where the disk does not allow it, it holds for this run, and is told once more in
the next: that is no reason to trouble anybody.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from unbend.engine.plan import Transition
from unbend.errors import HistoryUnavailable
from unbend.pain.rules import LAST_GETTING_UP, RULES, Rule, rules_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime
    from pathlib import Path

    from unbend.engine.plan import Variant

SIGNS = "signs"
"""The name under which it is kept that the warning signs were shown."""


class DayRules:
    """Remembers by the person's own calendar what was told today."""

    def __init__(self, file: Path, wall: Callable[[], datetime]) -> None:
        self._file = file
        self._wall = wall
        self._day = ""
        self._told: set[str] = set()

    def has_told(self, name: str) -> bool:
        """Whether `name` was told or shown today."""
        now = self._wall()
        if self._day != now.date().isoformat():
            self._day, self._told = now.date().isoformat(), set()
        if name not in self._told and self._file.exists() and self._is_on_record(name):
            self._told.add(name)
        return name in self._told

    def note(self, *names: str) -> None:
        """Keep for today that `names` were told or shown."""
        from unbend.history.records import NoticeRecord  # noqa: PLC0415  # the first frame does without SQLite
        from unbend.history.store import Store  # noqa: PLC0415  # as above

        now = self._wall()
        self._told.update(names)
        with suppress(HistoryUnavailable), Store.open(self._file) as store:
            store.save([NoticeRecord(name, now.isoformat(timespec="seconds")) for name in names])

    def take(self, rules: Iterable[Rule]) -> tuple[str, ...]:
        """Return the texts of those `rules` that were not told today, which are told from now on."""
        new = [rule for rule in rules if not self.has_told(rule)]
        if new:
            self.note(*new)
        return tuple(RULES[rule] for rule in new)

    def at_the_end(self) -> tuple[str, ...]:
        """Return how to get up from the floor, if that was not told today."""
        return (LAST_GETTING_UP,) if self.take([Rule.FLOOR]) else ()

    def before(self, variant: Variant) -> tuple[str, ...]:
        """Return the texts that are due before `variant` is done."""
        changes = {change for phase in variant.phases[:2] for change in phase.changes}  # a question may come first
        gets_up = Transition.FROM_FLOOR in changes
        return self.take(rules_for(variant.kind, variant.position, variant.areas, gets_up=gets_up))

    def _is_on_record(self, name: str) -> bool:
        from unbend.history.store import Store  # noqa: PLC0415  # as above

        try:
            with Store.open(self._file) as store:
                found = store.notice(name)
        except HistoryUnavailable:
            return False
        return found is not None and found.shown_at[:10] == self._day
