"""What a YAML parser complains of, in words that help. Knows its complaints only; reads no YAML itself."""

from __future__ import annotations

import re
from typing import Any, TypeAlias

Mark: TypeAlias = tuple[int, int]

# The two parsers differ in which of these they refuse, and libyaml counts the place of one in bytes.
_NO_TEXT = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_HINTS = (
    ("mapping values are not allowed", "check the indentation, and put text with a colon in quotes"),
    ("did not find expected", "check the indentation, and put text with a colon in quotes"),
    ("cannot start any token", "put text that begins with a sign in quotes"),
    ("unknown escape", "use single quotes, where a backslash is a backslash"),
    ("Unicode character escape", "take the escape out"),
)


def find_odd_character(text: str) -> tuple[Mark, str, str] | None:
    """Return the place of the first character that is no text, what is wrong with it, and a hint; None without one."""
    odd = _NO_TEXT.search(text)
    if odd is None:
        return None
    hint = f"take out U+{ord(odd[0]):04X}" if odd[0] != "\0" else "save the file as UTF-8"
    return mark_after(text[: odd.start()]), "a character that text files do not hold", hint


def explain(error: Any, text: str) -> tuple[Mark, str, str]:  # noqa: ANN401  # PyYAML's, which only the reader knows
    """Return the place of `error` in `text`, what is wrong, and a hint."""
    at, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    problem = str(getattr(error, "problem", None) or getattr(error, "context", None) or error)
    if "end of stream" in problem and context is not None:
        return (context.line + 1, context.column + 1), "a quotation mark that is never closed", "close it"
    at = at or context
    mark = (1, 1) if at is None else (at.line + 1, at.column + 1)
    line = text.split("\n", mark[0])[mark[0] - 1 : mark[0]]
    if "\\t" in problem or "tab" in problem or (line and line[0].lstrip(" ").startswith("\t")):
        hint = "indent with spaces, not tabs"
    else:
        hint = next((hint for part, hint in _HINTS if part in problem), "")
    return mark, f"cannot be read as YAML: {problem}", hint


def mark_after(before: str) -> Mark:
    """Return the place right after `before`."""
    return before.count("\n") + 1, len(before) - before.rfind("\n")
