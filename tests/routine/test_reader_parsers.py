"""The two parsers behind the reader, in C and in Python, hold it to the same data, marks and issues."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.routine.files import SHIPPED
from unbend.routine import reader
from unbend.routine.reader import Document, read

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("file", sorted(SHIPPED.rglob("*.yaml")), ids=lambda file: file.stem)
def test_both_parsers_read_the_shipped_files_alike(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one in C, which nearly everybody has, and the one in Python."""
    raw = file.read_bytes()
    fast, slow = with_both(raw, monkeypatch)
    assert fast == slow
    assert fast.issues == ()


def with_both(raw: bytes, monkeypatch: pytest.MonkeyPatch) -> tuple[Document, Document]:
    """Return what the parser in C makes of `raw`, and the one in Python."""
    documents = []
    for loader in (yaml.CSafeLoader, yaml.SafeLoader):
        monkeypatch.setattr(reader, "_LOADER", loader)
        documents.append(read(raw))
    return documents[0], documents[1]


WORDS = st.sampled_from(
    [
        "a",
        "b",
        "no",
        "1:30",
        "010",
        "20s",
        "7",
        "-2.5",
        "true",
        "~",
        "2-8-2",
        "two words",
        "é",
        "x: y",
        "#no",
        "- z",
        "",
    ]
)
SCALARS = (
    st.sampled_from(["a", "b", "no", "1:30", "010", "20s", "7", "-2.5", "true", "~", "2-8-2", "two words", "é"])
    | WORDS.map(lambda word: f"'{word}'")
    | WORDS.map(lambda word: f'"{word}"')
    | st.sampled_from(["&one a", "*one", "!!str 7", "!own b", '"\\u00e9\\n"', "''"])
)
KEYS = st.sampled_from(["a", "b", "c", "no", "1", "'a'", '"b"', "<<", "&k d", "é"])


def flow(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return lists and mappings in brackets."""
    lists = st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
    mappings = st.lists(st.tuples(KEYS, inner), max_size=3).map(
        lambda pairs: "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}"
    )
    return lists | mappings


def block(value: str | list[Any], indent: int) -> str:
    """Return `value` in block style; a list of pairs is a mapping, another list is a list."""
    if isinstance(value, str):
        return f" {value}\n"
    space = " " * indent
    lines = [
        f"{space}{item[0]}:{block(item[1], indent + 2)}"
        if isinstance(item, tuple)
        else f"{space}-{block(item, indent + 2)}"
        for item in value
    ]
    return "\n" + "".join(lines)


BLOCKS: st.SearchStrategy[Any] = st.recursive(
    st.recursive(SCALARS, flow, max_leaves=4),
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.lists(st.tuples(KEYS, inner), min_size=1, max_size=4),
    max_leaves=8,
)
SURROUNDINGS = st.sampled_from(
    [
        ("", ""),
        ("# first\n", "# last\n"),
        ("---\n", ""),
        ("\ufeff", ""),
        ("", "...\n"),
        ("", "---\na: 1\n"),
        ("\n\n", "\n"),
    ]
)


@given(value=BLOCKS, around=SURROUNDINGS)
def test_both_parsers_give_the_same_data_marks_and_issues(value: str | list[Any], around: tuple[str, str]) -> None:
    """Whatever is well-formed, traps among it. What they call a broken file is their own affair."""
    raw = f"{around[0]}{block(value, 0).lstrip()}{around[1]}".encode()
    with pytest.MonkeyPatch.context() as patch:
        fast, slow = with_both(raw, patch)
    if fast.is_complete or slow.is_complete:
        assert fast == slow


@given(st.text("ab:- [],{}#'\"&*!|>%@\n\\?~<é\ufeff\u2028", max_size=25))
def test_both_parsers_refuse_the_same_files(text: str) -> None:
    """Tabs aside, which the one in C lets stand after a colon, and a comment that touches the sign of a block.

    Where a tag ends is refused by both, each in its way.
    """
    assume(not re.search(r"[|>][-+0-9]*#", text))
    with pytest.MonkeyPatch.context() as patch:
        fast, slow = with_both(text.encode(), patch)
    assert bool(fast.issues) == bool(slow.issues)
    if not fast.issues:
        assert fast == slow


@pytest.mark.parametrize("text", [r'a: "\ud800"', r'a: "\U00110000"', r'"\udfff": 1', r'a: ["\xd8", "\ud8"]'])
def test_an_escape_for_no_character_is_refused_by_both_parsers(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a surrogate pair cannot be printed, and the parser in Python would let it through."""
    for document in with_both(text.encode(), monkeypatch):
        assert not document.is_complete
        assert len(document.issues) == 1
