"""What can be told of every routine without opening it: the rows of `unbend list`, kept between runs.

Reading a thousand files takes seconds, looking at their dates a few milliseconds. So what was found is kept in an
index, and a file is read again only when its date or size has changed. A routine that includes another, or that is
broken, may change with any other file, and is read again when any of them has changed. The index is a convenience:
where it cannot be read or written, everything is simply read again.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from unbend import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from unbend.engine.plan import Plan
    from unbend.routine.folders import Folders, Source
    from unbend.routine.library import Library

SIGNS_FIRST = "signs-first"
"""The tag of a routine before which the warning signs are shown, once a day."""
_FORMAT = 4
_NOWHERE = ("whole-body", "mind")
"""Areas that are no part of the body."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One routine as a list shows it."""

    id: str
    title: str
    total_ms: int
    """0 where the file has problems."""
    level: str
    mode: str
    positions: tuple[str, ...]
    areas: tuple[str, ...]
    needs: tuple[str, ...]
    tags: tuple[str, ...]
    path: str
    is_shipped: bool
    problems: tuple[str, ...] = ()
    """What has to be mended before it can be used, located."""
    depends: bool = False
    """Whether it may change when another file does."""
    cautions: str = ""
    steps: tuple[str, ...] = ()
    """The name of each step of its plan."""
    step_ms: tuple[int, ...] = ()
    """The length of each."""
    careful: tuple[str, ...] = ()
    """Flags of docs/safety.md 4.6 for which some step needs care."""
    step_positions: tuple[str, ...] = ()
    """What its steps can be done in, each choice once, such as `seated standing`; none for a step that suits any."""
    focus: str = ""
    """The area for which most of its time is; empty where that is the whole body or the mind."""


def known_entries(folders: Folders, index: Path) -> list[Entry] | None:
    """Return the same as `entries` where the index alone tells it; None where some file has to be read.

    For a first picture that must not wait: nothing heavy is imported, and no file but the index is opened.
    """
    stamps = {str(source.path): _stamp(source.path) for source in folders.sources.values()}
    known = _read_index(index, [[str(path), *_stamp(path)] for path in folders.exercise_files])
    if {path: row["stamp"] for path, row in known.items()} != stamps:
        return None
    return [_entry(known[path]["entry"]) for path in stamps]


def entries(folders: Folders, index: Path | None = None) -> list[Entry]:
    """Return an entry for every routine file of `folders`, in order of id, with the help of the file `index`."""
    stamps = {str(source.path): _stamp(source.path) for source in folders.sources.values()}
    exercises = [[str(path), *_stamp(path)] for path in folders.exercise_files]
    known = _read_index(index, exercises)
    is_unchanged = known.keys() == stamps.keys() and all(known[path]["stamp"] == stamps[path] for path in stamps)
    library: Library | None = None
    found: list[Entry] = []
    for source in folders.sources.values():
        row = known.get(str(source.path))
        is_good = row is not None and row["stamp"] == stamps[str(source.path)]
        if row is not None and is_good and (is_unchanged or not row["entry"]["depends"]):
            found.append(_entry(row["entry"]))
            continue
        if library is None:
            from unbend.routine.library import Library  # noqa: PLC0415  # not needed where nothing has changed

            library = Library(folders)
        found.append(_look_at(library, source))
    if (index is not None and library is not None) or not is_unchanged:
        _write_index(index, exercises, stamps, found)
    return found


def _look_at(library: Library, source: Source) -> Entry:
    from unbend.errors import UnbendError  # noqa: PLC0415  # as above

    try:
        loaded = library.load(source)
        compiled = loaded.compile(library)
    except UnbendError as error:
        return Entry(
            source.id,
            source.id,
            0,
            "",
            "",
            (),
            (),
            (),
            (),
            str(source.path),
            source.is_shipped,
            tuple(str(error).splitlines()),
            depends=True,
        )
    routine, plan = loaded.routine, compiled.plan
    return Entry(
        id=source.id,
        title=routine.title,
        total_ms=plan.total_ms,
        level=compiled.level,
        mode=routine.mode,
        positions=compiled.positions,
        areas=compiled.areas,
        needs=routine.needs,
        tags=routine.tags,
        path=str(source.path),
        is_shipped=source.is_shipped,
        depends=compiled.includes_others,
        cautions=routine.cautions or "",
        steps=tuple(f"{each.normal.name}, {each.about}" if each.about else each.normal.name for each in plan.steps),
        step_ms=tuple(each.normal.total_ms for each in plan.steps),
        careful=tuple(sorted({flag for each in plan.steps for flag in each.normal.careful})),
        step_positions=tuple(" ".join(each) for each in compiled.step_positions),
        focus=_focus(plan),
    )


def _focus(plan: Plan) -> str:
    """Return the area that the steps of `plan` name first for the longest time together, if it is part of the body."""
    times: Counter[str] = Counter()
    for step in plan.steps:
        for area in step.normal.areas[:1]:
            times[area] += step.normal.total_ms
    most = max(times, key=lambda area: times[area], default="")
    return "" if most in _NOWHERE else most


def _stamp(path: Path) -> list[int]:
    try:
        found = path.stat()
    except OSError:
        return [0, 0]
    return [found.st_mtime_ns, found.st_size]


def _read_index(index: Path | None, exercises: list[list[Any]]) -> dict[str, dict[str, Any]]:
    """Return the rows of the index by path; none where it is missing, damaged, or of another state of the exercises."""
    if index is None:
        return {}
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        content = json.loads(index.read_bytes())
        if [content["format"], content["version"], content["exercises"]] == [_FORMAT, __version__, exercises]:
            rows: dict[str, dict[str, Any]] = content["routines"]
            for row in rows.values():
                _entry(row["entry"])
                len(row["stamp"])
            return rows
    return {}


def _write_index(
    index: Path | None, exercises: list[list[Any]], stamps: dict[str, list[int]], found: Iterable[Entry]
) -> None:
    if index is None:
        return
    rows = {entry.path: {"stamp": stamps[entry.path], "entry": asdict(entry)} for entry in found}
    content = {"format": _FORMAT, "version": __version__, "exercises": exercises, "routines": rows}
    beside = index.with_name(f"{index.name}.{os.getpid()}")
    with suppress(OSError):
        index.parent.mkdir(parents=True, exist_ok=True)
        try:
            beside.write_text(json.dumps(content), encoding="utf-8")
            beside.replace(index)
        finally:
            beside.unlink(missing_ok=True)


def _entry(row: dict[str, Any]) -> Entry:
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}
    return Entry(**values)
