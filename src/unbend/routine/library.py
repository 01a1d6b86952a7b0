"""Reads what the folders hold, each file once, and keeps the broken ones visible."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from unbend.errors import RoutineNotFound, UnbendError, WrongUse
from unbend.routine.fit import fit
from unbend.routine.folders import Source, is_there, looks_like_a_path, read_file, yaml_files
from unbend.routine.lint import lint
from unbend.routine.loader import LoadedRoutine, RoutineInvalid, kind_of, load_exercises, load_routine
from unbend.routine.problems import Problem, did_you_mean
from unbend.routine.reader import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from unbend.engine.plan import Side
    from unbend.routine.compile import Compiled
    from unbend.routine.fit import Fitted
    from unbend.routine.folders import Folders
    from unbend.routine.model import Exercise, Routine
    from unbend.routine.reader import Document
    from unbend.units import Ms

_MOST_NEIGHBOURS = 500


class Library:
    """What can be named: every routine and exercise in some folders.

    Files are read when they are asked for and then kept; make a new library to see what has changed since.
    """

    def __init__(self, folders: Folders) -> None:
        self._folders = folders
        self._loaded: dict[Path, LoadedRoutine | UnbendError] = {}
        self._beside: dict[str, Source] = {}

    @property
    def sources(self) -> Mapping[str, Source]:
        """Every routine file of the folders by its id."""
        return self._folders.sources

    @cached_property
    def _exercises(self) -> tuple[dict[str, Exercise], list[Problem]]:
        documents: dict[Path, Document] = {}
        problems: list[Problem] = []
        for path in self._folders.exercise_files:
            try:
                documents[path] = read(read_file(path))
            except WrongUse as error:
                problems.append(Problem(str(path), 1, 1, "exercises", str(error)))
        # Chains of easier exercises cross files, so all the names come first.
        known = {name for document in documents.values() for name in _names(document)}
        found: dict[str, Exercise] = {}
        for path, document in documents.items():
            try:
                found.update(load_exercises(document, str(path), known=known))
            except RoutineInvalid as error:
                problems += error.problems
        return found, problems

    @property
    def exercises(self) -> Mapping[str, Exercise]:
        """Every exercise of the folders by its id."""
        return self._exercises[0]

    @property
    def exercise_problems(self) -> list[Problem]:
        """What is wrong with exercises files; their exercises are missing from `exercises`."""
        return self._exercises[1]

    def exercise(self, name: str) -> Exercise | None:
        """Return the exercise of that id, or None."""
        return self.exercises.get(name)

    def routine(self, name: str) -> Routine | None:
        """Return the routine of that id, or None. Raises `UnbendError` where its file has problems."""
        source = self._beside.get(name) or self.sources.get(name)
        return None if source is None else self.load(source).routine

    def find(self, name: str) -> Source:
        """Return the routine called `name`, an id or the path of a file. Raises `RoutineNotFound`."""
        if not name.isprintable():
            msg = "a name with characters that cannot be shown; give the file another"
            raise RoutineNotFound(msg)
        if looks_like_a_path(name):
            path = Path(name)
            if not is_there(path):
                msg = f"there is no file {name}"
                raise RoutineNotFound(msg)
            self.add_neighbours([path])
            return Source(path.stem, path, is_shipped=False)
        if name not in self.sources:
            hint = did_you_mean(name, self.sources) or "unbend list shows them all"
            msg = f'there is no routine called "{name}" ({hint})'
            raise RoutineNotFound(msg)
        return self.sources[name]

    def add_neighbours(self, paths: Iterable[Path]) -> None:
        """Let files outside the folders include each other, as they do where they are checked or run together."""
        for path in paths:
            for neighbour in yaml_files(path.parent, most=_MOST_NEIGHBOURS):
                if neighbour.stem not in self.sources:
                    self._beside.setdefault(neighbour.stem, Source(neighbour.stem, neighbour, is_shipped=False))

    def load(self, source: Source) -> LoadedRoutine:
        """Return what the file of `source` says. Raises `RoutineInvalid`, or `WrongUse` where it cannot be read."""
        if source.path not in self._loaded:
            try:
                self._loaded[source.path] = load_routine(
                    read_file(source.path),
                    source.id,
                    str(source.path),
                    exercises=self.exercises,
                    routines=self.sources.keys() | self._beside.keys(),
                )
            except RoutineInvalid as error:
                # What it misses may be in an exercises file that cannot be used: both are told.
                self._loaded[source.path] = RoutineInvalid([*error.problems, *self.exercise_problems])
            except UnbendError as error:
                self._loaded[source.path] = error
        loaded = self._loaded[source.path]
        if isinstance(loaded, UnbendError):
            raise loaded
        return loaded

    def compile(self, source: Source, chosen: Side | None = None) -> Compiled:
        """Return the routine of `source` as a plan. Raises what `load` raises, and `RoutineInvalid` for the whole."""
        return self.load(source).compile(self, chosen)

    def fit(self, source: Source, target_ms: Ms, chosen: Side | None = None) -> Fitted:
        """Return the routine of `source` made to last `target_ms` at the most. Raises what `compile` raises."""
        return fit(self.load(source), target_ms, self, chosen)

    def problems(self, source: Source) -> list[Problem]:
        """Return what is wrong with the file of `source`, a routine or an exercises file."""
        try:
            raw = read_file(source.path)
            if source.path.parent.name == "exercises" or kind_of(read(raw).data) == "exercises":
                load_exercises(raw, str(source.path), known=self.exercises)
            else:
                self.compile(source)
        except RoutineInvalid as error:
            return error.problems
        except WrongUse as error:
            return [Problem(str(source.path), 1, 1, "file", str(error))]
        return []

    def advice(self, source: Source) -> list[Problem]:
        """Return what could be better in the file of `source`, which has no problems."""
        if kind_of(read(read_file(source.path)).data) == "exercises":
            return []
        loaded = self.load(source)
        return lint(loaded, loaded.compile(self), self)


def _names(document: Document) -> set[str]:
    return {name for name in document.data if name != "unbend"} if isinstance(document.data, dict) else set()
