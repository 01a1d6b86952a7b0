"""What the filter of the library finds, and what it says where that is nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unbend.routine.choose import Wish, in_order, suits
from unbend.routine.typed import read_typed
from unbend.units import format_span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from unbend.routine.catalogue import Entry
    from unbend.routine.typed import Typed

NOTHING = "Nothing here goes by that. Esc clears the filter."
_MODES = {"either": "voice screen"}
"""What a mode is found by besides its own word."""


def matches(entries: Iterable[Entry], text: str, careful: Collection[str] = ()) -> list[Entry]:
    """Return those of `entries` that are no longer than `text` says and in which each of its words occurs.

    A word may occur in title, id, areas, positions, level, mode, tags or needs. Those of that title come first; of
    the others, what asks for care with one of `careful` comes after the rest.
    """
    typed = read_typed(text)
    phrase = " ".join(typed.words)
    found = in_order((entry for entry in entries if _goes_by(entry, typed)), careful)
    return sorted(found, key=lambda entry: phrase not in _plain(entry.title)) if phrase else found


def nothing_found(entries: Iterable[Entry], text: str) -> str:
    """Return what to say where `matches` finds nothing: that it is the length, where that alone is in the way."""
    typed = read_typed(text)
    if typed.longest_ms is None:
        return NOTHING
    lengths = [
        entry.total_ms for entry in entries if not entry.problems and all(word in _hay(entry) for word in typed.words)
    ]
    if not lengths:
        return NOTHING
    return f"Nothing here is as short as that; the shortest that goes by the rest takes {format_span(min(lengths))}."


def _goes_by(entry: Entry, typed: Typed) -> bool:
    if typed.longest_ms is not None and not suits(entry, Wish(longest_ms=typed.longest_ms)):
        return False
    return all(word in _hay(entry) for word in typed.words)


def _hay(entry: Entry) -> str:
    parts = (entry.title, entry.id, *entry.areas, *entry.positions, entry.level, *entry.tags, *entry.needs)
    return _plain(" ".join((*parts, entry.mode, _MODES.get(entry.mode, ""))))


def _plain(text: str) -> str:
    return text.casefold().replace("-", " ")
