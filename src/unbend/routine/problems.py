"""What is wrong with a file, and where: issues found in the data become problems at a line and a column.

Validation speaks of places in the data (`steps`, 2, `hold`); authors think in lines. The marks that the reader keeps
join the two. pydantic's findings are recognised by their *type*, never by their English text, which changes between
releases.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pydantic_core import ErrorDetails

Loc: TypeAlias = tuple[str | int, ...]
"""A place in the data: keys and list positions from the root."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend in a file."""

    file: str
    line: int
    column: int
    """Both counted from 1, as editors do."""
    where: str
    what: str
    hint: str = ""

    def __str__(self) -> str:
        """Return the line that compilers taught every editor to jump to."""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.file}:{self.line}:{self.column}: {self.where}: {self.what}{hint}"


@dataclass(frozen=True, slots=True)
class Issue:
    """A finding at a place in the data, before it is known where in the file that is."""

    loc: Loc
    what: str
    hint: str = ""
    is_about_key: bool = False
    """Whether the key itself is at fault rather than its value."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Where in the file each value and each key begins: (line, column), counted from 1."""

    values: Mapping[Loc, tuple[int, int]]
    keys: Mapping[Loc, tuple[int, int]]

    def find(self, issue: Issue) -> tuple[int, int]:
        """Return the place of `issue`, or of the nearest thing around it that stands in the file."""
        loc = issue.loc
        if issue.is_about_key and loc in self.keys:
            return self.keys[loc]
        while loc not in self.values and loc:
            loc = loc[:-1]
        return self.values.get(loc, (1, 1))


def locate(issues: Iterable[Issue], marks: Marks, file: str, *, root: str) -> list[Problem]:
    """Return `issues` as problems in the order of the file's lines. `root` names the whole document."""
    return sorted(
        Problem(file, *marks.find(issue), where(issue.loc) or root, issue.what, issue.hint) for issue in issues
    )


def where(loc: Loc) -> str:
    """Return `loc` as authors would say it: `steps[2].exercise`."""
    text = ""
    for part in loc:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a hint that names the nearest of `known`, or nothing where none is near."""
    nearest = difflib.get_close_matches(word, [*known], n=1, cutoff=0.6)
    return f'did you mean "{nearest[0]}"?' if nearest else ""


def from_pydantic(errors: Sequence[ErrorDetails], known_keys: Mapping[str, Iterable[str]]) -> list[Issue]:
    """Return pydantic's findings as issues. `known_keys` has the keys of each record by the name of its class."""
    return [_from_error(error, known_keys) for error in errors]


def _from_error(error: ErrorDetails, known_keys: Mapping[str, Iterable[str]]) -> Issue:
    context: dict[str, Any] = error.get("ctx") or {}
    # A tagged union adds its tag to the place; tags are written in angle brackets so that no key can be one.
    tags = [part for part in error["loc"] if isinstance(part, str) and part.startswith("<")]
    loc: Loc = tuple(part for part in error["loc"] if part not in tags)
    kind = error["type"]
    if kind == "unbend":
        key = context.get("key")
        return Issue(loc if key is None else (*loc, key), context["what"], context.get("hint", ""), key is not None)
    if kind == "extra_forbidden":
        record = _record_at(loc, tags, known_keys)
        return Issue(loc, "unknown key", did_you_mean(str(loc[-1]), record), is_about_key=True)
    if kind == "missing":
        return Issue(loc[:-1], f'"{loc[-1]}" is missing')
    if kind == "literal_error":
        expected = str(context.get("expected", "")).replace("'", "")
        return Issue(
            loc, f"should be {expected}", did_you_mean(str(error["input"]), expected.replace(" or ", ", ").split(", "))
        )
    return Issue(loc, _SHOULD_BE.get(kind, "cannot be used here"))


_SHOULD_BE = {
    "too_short": "is empty",
    "string_type": "should be text",
    "int_type": "should be a whole number",
    "bool_type": "should be true or false",
    "list_type": "should be a list",
    "tuple_type": "should be a list",
    "dict_type": "should be a mapping of keys to values",
    "model_type": "should be a mapping of keys to values",
    "model_attributes_type": "should be a mapping of keys to values",
}
"""pydantic's error types that can still arise behind our own validators."""


def _record_at(loc: Loc, tags: Sequence[str], known_keys: Mapping[str, Iterable[str]]) -> Iterable[str]:
    if len(loc) > 1 and loc[-2] in ("left", "right"):
        return known_keys["SideDose"]
    if len(loc) > 1 and loc[-2] == "defaults":
        return known_keys["Defaults"]
    if len(loc) > 1 and loc[-2] == "dose":
        return known_keys["Dose"]
    if tags:
        return known_keys.get(tags[-1], ())
    return known_keys["Routine"] if len(loc) == 1 else known_keys["Exercise"]
