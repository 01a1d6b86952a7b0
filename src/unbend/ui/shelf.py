"""What the library screen shows, read from disk: routines, and when each was last done. Knows no Textual."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from unbend.routine.catalogue import Entry, entries, known_entries
from unbend.units import HOUR, MINUTE, SECOND, format_span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime
    from pathlib import Path

    from unbend.history.records import SessionRecord
    from unbend.routine.folders import Folders

LONGEST_AGO_MS = 12 * HOUR
_STILL = {"mind", "breathing"}
"""Tags of what is done without moving."""
_LEVELS = {"gentle": 0, "moderate": 1, "firm": 2}


@dataclass(frozen=True, slots=True)
class Shelf:
    """Everything there is to choose from at one moment."""

    entries: tuple[Entry, ...]
    """The gentle ones first, the shortest of them first; at the end what cannot be used."""
    last_done: Mapping[str, str]
    """The ISO date on which a routine was last done, by id."""
    trouble: str
    """Why the history could not be asked; empty where it could."""
    done_today: tuple[str, ...] = ()
    """Ids of what was done today, the latest first."""
    pain_today: int | None = None
    """What was told of pain today, 0 to 10."""
    sign: str = ""
    """The tier of warning signs that holds today."""
    moved_ms: int | None = None
    """When a session of movement or a break was last over, in milliseconds since 1970 UTC, as far as that is known."""


def glance(folders: Folders, index_file: Path) -> Shelf | None:
    """Return what is in `folders` as far as it is known without reading them; None where something is new."""
    found = known_entries(folders, index_file)
    return None if found is None else Shelf(tuple(sorted(found, key=_order)), {}, "")


def look(folders: Folders, index_file: Path, history_file: Path, day: date) -> Shelf:
    """Return what is in `folders`, when it was last done, and what `day`, today, brought as far as the history says."""
    found = sorted(entries(folders, index_file), key=_order)
    return _with_history(Shelf(tuple(found), {}, ""), history_file, day)


def moved_words(shelf: Shelf, now: datetime) -> str:
    """Return how long ago the person last moved, as far as is known; empty where it is not, or too long ago to say.

    What was half a day ago tells of a night, not of sitting.
    """
    if shelf.moved_ms is None:
        return ""
    ago_ms = int(now.timestamp() * SECOND) - shelf.moved_ms
    if not 0 <= ago_ms < LONGEST_AGO_MS:
        return ""
    return f"You last moved {format_span(ago_ms // MINUTE * MINUTE)} ago." if ago_ms >= MINUTE else "You just moved."


def _order(entry: Entry) -> tuple[bool, int, int, str]:
    return bool(entry.problems), _LEVELS.get(entry.level, 0), entry.total_ms, entry.title.casefold()


def stamp(folders: Folders) -> object:
    """Return what changes when a file of `folders` is added, removed or written; costs a look at each file's date."""
    paths = [*(source.path for source in folders.sources.values()), *folders.exercise_files]
    found = []
    for path in paths:
        try:
            status = path.stat()
        except OSError:
            continue
        found.append((str(path), status.st_mtime_ns, status.st_size))
    return found


def _with_history(shelf: Shelf, history_file: Path, day: date) -> Shelf:
    if not history_file.exists():
        return shelf
    from unbend.errors import HistoryUnavailable  # noqa: PLC0415  # the first frame does without SQLite
    from unbend.history.store import Store  # noqa: PLC0415  # likewise
    from unbend.history.today import today_of  # noqa: PLC0415  # likewise

    try:
        with Store.open(history_file) as store:
            done = store.last_done()
            ends = [end_ms for end_ms in (store.last_break_ms(), _moved_ms(shelf.entries, done)) if end_ms is not None]
            today = today_of(store.sessions(from_day=day), day)
            sign = store.sign_of(day.isoformat())
    except HistoryUnavailable as error:
        return replace(shelf, trouble=f"{error}. It was left as it is.")
    last_done = {name: session.started_at[:10] for name, session in done.items()}
    tier = "" if sign is None or sign.tier is None else sign.tier
    known = replace(shelf, last_done=last_done, done_today=today.done, pain_today=today.pain, sign=tier)
    return replace(known, moved_ms=max(ends, default=None))


def _moved_ms(there: Iterable[Entry], done: Mapping[str, SessionRecord]) -> int | None:
    """Return when the last session of a routine in which one moves was over.

    Sitting still and breathing is no movement, and of a routine that is gone nobody knows.
    """
    moving = [entry.id for entry in there if not _STILL & {*entry.tags}]
    ends = [done[name].started_ms + done[name].length_ms for name in moving if name in done]
    return max(ends, default=None)
