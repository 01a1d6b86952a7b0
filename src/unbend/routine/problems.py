"""What is wrong with a file, and where: issues found in the data become problems at a line and a column.

Validation speaks of places in the data (`steps`, 2, `hold`); authors think in lines. The marks that the reader keeps
join the two. pydantic's findings are recognised by their *type*, never by their English text, which changes between
releases.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from pydantic_core import ErrorDetails

Loc: TypeAlias = tuple[str | int, ...]
"""A place in the data: keys and list positions from the root."""

MOST_PROBLEMS = 100
"""More are counted, not told: nobody reads them, and finding the nearest word for each would take minutes."""
_MOST_COMPARED = 1_000
"""Words looked at for a suggestion; a folder may hold ten thousand routines."""
_LONGEST_WORD = 60
_LONGEST_SENTENCE = 300


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
    word: str = ""
    """A word that may be a slip; the nearest of `known` becomes the hint when the issue is told."""
    known: Collection[str] = field(default=(), compare=False, repr=False)
    mark: tuple[int, int] | None = None
    """Where it stands in the file, for what has no place in the data: a repeated key, a second document."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Where in the file each value and each key begins: (line, column), counted from 1."""

    values: Mapping[Loc, tuple[int, int]]
    keys: Mapping[Loc, tuple[int, int]]

    def find(self, issue: Issue) -> tuple[int, int]:
        """Return the place of `issue`, or of the nearest thing around it that stands in the file."""
        if issue.mark is not None:
            return issue.mark
        loc = issue.loc
        if issue.is_about_key and loc in self.keys:
            return self.keys[loc]
        while loc not in self.values and loc:
            loc = loc[:-1]
        return self.values.get(loc, (1, 1))


def locate(issues: Iterable[Issue], marks: Marks, file: str, *, root: str) -> list[Problem]:
    """Return `issues` as problems in the order of the file's lines. `root` names the whole document.

    A file that is wrong all over gets the first `MOST_PROBLEMS`, and how many more there are.
    """
    placed = sorted(
        ((marks.find(issue), where(issue.loc) or root, issue) for issue in dict.fromkeys(issues)),
        key=lambda each: (each[0], each[1], each[2].what),
    )
    told: dict[Problem, None] = {}
    for number, (mark, name, issue) in enumerate(placed):
        if len(told) >= MOST_PROBLEMS:
            more = len(placed) - number
            told[Problem(file, *mark, root, f"{more:,} more from here on", "mend the others first")] = None
            break
        hint = issue.hint or did_you_mean(issue.word, issue.known)
        told[Problem(file, *mark, name, _shown(issue.what, _LONGEST_SENTENCE), _shown(hint, _LONGEST_SENTENCE))] = None
    return [*told]


def where(loc: Loc) -> str:
    """Return `loc` as authors would say it: `steps[2].exercise`."""
    text = ""
    for part in loc:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            text += f"{'.' if text else ''}{_shown(part, _LONGEST_WORD)}"
    return text


def _shown(text: str, longest: int) -> str:
    """Return `text` fit for a line on a terminal: what a shared file says must never steer it."""
    cut = text if len(text) <= longest else f"{text[:longest]}..."
    return cut if cut.isprintable() else "".join(each if each.isprintable() else f"\\u{ord(each):04x}" for each in cut)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a hint that names the nearest of `known`, or nothing where none is near."""
    word = word[:_LONGEST_WORD]
    words = sorted(known)
    if len(words) > _MOST_COMPARED:
        words = [each for each in words if each[:1] == word[:1]][:_MOST_COMPARED]
    nearest = difflib.get_close_matches(word, words, n=1, cutoff=0.6) if word else []
    return f'did you mean "{nearest[0]}"?' if nearest else ""


def from_pydantic(errors: Iterable[ErrorDetails], known_keys: Mapping[str, Iterable[str]]) -> list[Issue]:
    """Return pydantic's findings as issues. `known_keys` has the keys of each record by the name of its class."""
    return [_from_error(error, known_keys) for error in errors]


def _from_error(error: ErrorDetails, known_keys: Mapping[str, Iterable[str]]) -> Issue:
    context: dict[str, Any] = error.get("ctx") or {}
    loc, tag = _without_tags(error["loc"])
    kind = error["type"]
    if kind == "unbend":
        key = context.get("key")
        if loc and loc[-1] == "[key]":  # pydantic's way to say that the key of a mapping is at fault
            return Issue(loc[:-1], context["what"], context.get("hint", ""), is_about_key=True)
        return Issue(loc if key is None else (*loc, key), context["what"], context.get("hint", ""), key is not None)
    if kind == "extra_forbidden":
        known = tuple(_record_at(loc, tag, known_keys))
        hint = "write it in the step, for both sides" if _is_of_step(loc) else ""
        return Issue(loc, "unknown key", hint, is_about_key=True, word=str(loc[-1]), known=known)
    if kind == "missing":
        return Issue(loc[:-1], f'"{loc[-1]}" is missing')
    if kind == "literal_error":
        expected = str(context.get("expected", "")).replace("'", "")
        words = tuple(expected.replace(" or ", ", ").split(", "))
        return Issue(loc, f"should be {expected}", word=str(error["input"]), known=words)
    return Issue(loc, _SHOULD_BE.get(kind, "cannot be used here"))


_SHOULD_BE = {
    "too_short": "is empty",
    "string_type": "should be text",
    "int_type": "should be a whole number",
    "bool_type": "should be true or false",
    "bool_parsing": "should be true or false",
    "list_type": "should be a list",
    "tuple_type": "should be a list",
    "dict_type": "should be a mapping of keys to values",
    "model_type": "should be a mapping of keys to values",
    "model_attributes_type": "should be a mapping of keys to values",
}
"""pydantic's error types that can still arise behind our own validators."""


def _without_tags(loc: Loc) -> tuple[Loc, str]:
    """Return `loc` as the file has it, and the last tag in it.

    The union of steps adds its tag after the number of each step. A key may look like a tag, but never stands there.
    """
    kept: list[str | int] = []
    tag = ""
    for before, part in zip(("", *loc), loc, strict=False):
        if isinstance(before, int) and isinstance(part, str) and part.startswith("<"):
            tag = part
        else:
            kept.append(part)
    return tuple(kept), tag


def _is_of_step(loc: Loc) -> bool:
    return len(loc) > 1 and loc[-2] in ("left", "right") and loc[-1] in ("rest", "switch", "lead")


def _record_at(loc: Loc, tag: str, known_keys: Mapping[str, Iterable[str]]) -> Iterable[str]:
    if len(loc) > 1 and loc[-2] in ("left", "right"):
        return known_keys["SideDose"]
    if len(loc) > 1 and loc[-2] == "defaults":
        return known_keys["Defaults"]
    if len(loc) > 1 and loc[-2] == "dose":
        return known_keys["Dose"]
    if len(loc) > 1 and loc[-2] == "figure":
        return known_keys["Picture"]
    if tag:
        return known_keys.get(tag, ())
    return known_keys["Routine"] if len(loc) == 1 else known_keys["Exercise"]
