"""Bytes to a record that can be trusted, or every problem of the file at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from pydantic import TypeAdapter, ValidationError

from unbend.errors import FilesHaveProblems
from unbend.routine.compile import Compiled, CompileFailed, compile_routine
from unbend.routine.crosscheck import check_exercises, check_routine
from unbend.routine.model import EXERCISES_ADAPTER, KNOWN_KEYS, Exercise, Routine
from unbend.routine.problems import Issue, Marks, Problem, from_pydantic, locate
from unbend.routine.reader import Document, read
from unbend.routine.vocabulary import Version

if TYPE_CHECKING:
    from collections.abc import Collection

    from unbend.engine.plan import Side
    from unbend.routine.expand import Lookup

DocumentKind: TypeAlias = Literal["routine", "exercises"]

_ROUTINE_ADAPTER: TypeAdapter[Routine] = TypeAdapter(Routine)
_VERSION_ADAPTER: TypeAdapter[dict[str, Version]] = TypeAdapter(dict[str, Version])


class RoutineInvalid(FilesHaveProblems):
    """A file cannot be used; `problems` has everything that is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class LoadedRoutine:
    """A routine file that reads and validates; it may still fail to compile."""

    id: str
    file: str
    routine: Routine
    marks: Marks

    def compile(self, lookup: Lookup, chosen: Side | None = None) -> Compiled:
        """Return the routine as a plan. Raises `RoutineInvalid` where the whole is over a limit or lacks a dose."""
        try:
            if chosen is None:
                return compile_routine(self.routine, self.id, lookup)
            return compile_routine(self.routine, self.id, lookup, chosen)
        except CompileFailed as error:
            raise RoutineInvalid(locate(error.issues, self.marks, self.file, root="routine")) from error


def kind_of(data: Any) -> DocumentKind:  # noqa: ANN401  # plain data is anything
    """Return which of the two documents `data` is meant to be."""
    if not isinstance(data, dict) or data.keys() & {"steps", "title", "defaults", "mode"}:
        return "routine"
    rest = [value for key, value in data.items() if key != "unbend"]
    return "exercises" if rest and all(isinstance(value, dict) for value in rest) else "routine"


def load_routine(
    raw: bytes, name: str, file: str, *, exercises: Collection[str], routines: Collection[str]
) -> LoadedRoutine:
    """Return the routine that `raw` describes, where `exercises` and `routines` are the ids it may name.

    Raises `RoutineInvalid` with every problem, each at its line, under the name `file`.
    """
    document = read(raw)
    issues = [*document.issues]
    routine = None
    if isinstance(document.data, dict):
        if document.is_complete:
            issues += check_routine(document.data, exercises, routines)
        routine = _validate(_ROUTINE_ADAPTER, document.data, issues)
    elif not issues:
        issues.append(Issue((), "should be a mapping of keys to values", 'begin with "unbend: 1"'))
    if issues or routine is None:
        raise RoutineInvalid(locate(_worth_telling(issues, document), document.marks, file, root="routine"))
    return LoadedRoutine(name, file, routine, document.marks)


def load_exercises(raw: bytes | Document, file: str, *, known: Collection[str] = ()) -> dict[str, Exercise]:
    """Return the exercises that `raw`, read or not, describes, by id; they may name each other and `known` as easier.

    Raises `RoutineInvalid` with every problem, each at its line, under the name `file`.
    """
    document = raw if isinstance(raw, Document) else read(raw)
    issues = [*document.issues]
    found: dict[str, Exercise] | None = None
    if isinstance(document.data, dict):
        data = {key: value for key, value in document.data.items() if key != "unbend"}
        issues += _version_issues(document.data)
        if document.is_complete:
            issues += check_exercises(data, {*known, *data})
        found = _validate(EXERCISES_ADAPTER, data, issues)
    elif not issues:
        issues.append(Issue((), "should be a mapping of exercise ids", 'begin with "unbend: 1"'))
    if issues or found is None:
        raise RoutineInvalid(locate(_worth_telling(issues, document), document.marks, file, root="exercises"))
    return found


def _validate(adapter: TypeAdapter[Any], data: dict[str, Any], issues: list[Issue]) -> Any:  # noqa: ANN401
    try:
        return adapter.validate_python(data)
    except ValidationError as error:
        issues += from_pydantic(error.errors(include_url=False), KNOWN_KEYS)
        return None


def _version_issues(data: dict[str, Any]) -> list[Issue]:
    issues: list[Issue] = []
    _validate(_VERSION_ADAPTER, {"unbend": data.get("unbend", 1)}, issues)
    return issues


def _worth_telling(issues: list[Issue], document: Document) -> list[Issue]:
    """Leave out what only follows from another issue."""
    found = issues[len(document.issues) :]
    return [*document.issues, *(issue for issue in found if issue.loc not in document.unsure)]
