"""What has been told or shown today and need not be again: the rules of a day, and the warning signs.

Kept among the notices of the history. Where the disk does not allow it, it holds for this run, and is told once more in
the next: that is no reason to trouble anybody.

A session asks and tells from memory: a history that another program has locked holds whoever opens it for a second, and
no key would be read meanwhile, the pain key included. What is read is read before it, what is written after, or beside
it; the methods that touch the disk say so.
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
        self._unkept: dict[str, str] = {}
        """When what is not in the history yet was told, by its name."""

    # Off the loop, these: they touch the disk

    def look(self) -> None:
        """Take over, in one reading, what other runs have told today."""
        day = self._today()
        if not self._file.exists():
            return
        from unbend.history.store import Store  # noqa: PLC0415  # the first frame does without SQLite

        with suppress(HistoryUnavailable), Store.open(self._file) as store:
            found = [store.notice(name) for name in (SIGNS, *Rule)]
            self._told.update(notice.name for notice in found if notice is not None and notice.shown_at[:10] == day)

    def has_told(self, name: str) -> bool:
        """Whether `name` was told or shown today, in whichever run."""
        if not self._has_told_here(name):
            self.look()
        return self._has_told_here(name)

    def note(self, *names: str) -> None:
        """Keep for today that `names` were told or shown."""
        self._tell(*names)
        self.keep()

    def keep(self) -> None:
        """Write down what was told and is not in the history yet; what it does not take is tried again later."""
        unkept = dict(self._unkept)
        if not unkept:
            return
        from unbend.history.records import NoticeRecord  # noqa: PLC0415  # as above
        from unbend.history.store import Store  # noqa: PLC0415  # as above

        with suppress(HistoryUnavailable), Store.open(self._file) as store:
            store.save([NoticeRecord(name, told_at) for name, told_at in unkept.items()])
            for name in unkept:
                self._unkept.pop(name, None)

    # From memory, these; whoever takes something has it kept

    def take(self, rules: Iterable[Rule]) -> tuple[str, ...]:
        """Return the texts of those `rules` that were not told today, which are told from now on."""
        new = [rule for rule in rules if not self._has_told_here(rule)]
        self._tell(*new)
        return tuple(RULES[rule] for rule in new)

    def at_the_end(self) -> tuple[str, ...]:
        """Return how to get up from the floor, if that was not told today."""
        return (LAST_GETTING_UP,) if self.take([Rule.FLOOR]) else ()

    def before(self, variant: Variant) -> tuple[str, ...]:
        """Return the texts that are due before `variant` is done."""
        changes = {change for phase in variant.phases[:2] for change in phase.changes}  # a question may come first
        gets_up = Transition.FROM_FLOOR in changes
        return self.take(rules_for(variant.kind, variant.position, variant.areas, gets_up=gets_up))

    def _has_told_here(self, name: str) -> bool:
        self._today()
        return name in self._told

    def _tell(self, *names: str) -> None:
        self._today()
        told_at = self._wall().isoformat(timespec="seconds")
        self._told.update(names)
        self._unkept.update(dict.fromkeys(names, told_at))

    def _today(self) -> str:
        """Return the day as an ISO date; what was told on another is forgotten."""
        today = self._wall().date().isoformat()
        if self._day != today:
            self._day, self._told, self._unkept = today, set(), {}
        return today
