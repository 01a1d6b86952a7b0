"""What the library screen shows, read from disk: routines, and when each was last done. Knows no Textual."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from unbend.routine.catalogue import Entry, entries, known_entries

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from unbend.routine.folders import Folders

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


def glance(folders: Folders, index_file: Path) -> Shelf | None:
    """Return what is in `folders` as far as it is known without reading them; None where something is new."""
    found = known_entries(folders, index_file)
    return None if found is None else Shelf(tuple(sorted(found, key=_order)), {}, "")


def look(folders: Folders, index_file: Path, history_file: Path, day: date) -> Shelf:
    """Return what is in `folders`, when it was last done, and what `day`, today, brought as far as the history says."""
    found = sorted(entries(folders, index_file), key=_order)
    return _with_history(Shelf(tuple(found), {}, ""), history_file, day)


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
            last_done = {name: session.started_at[:10] for name, session in store.last_done().items()}
            today = today_of(store.sessions(from_day=day), day)
            sign = store.sign_of(day.isoformat())
    except HistoryUnavailable as error:
        return replace(shelf, trouble=f"{error}. It was left as it is.")
    tier = "" if sign is None or sign.tier is None else sign.tier
    return replace(shelf, last_done=last_done, done_today=today.done, pain_today=today.pain, sign=tier)
