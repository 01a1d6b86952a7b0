"""From bytes to plain data, with YAML's traps closed and a mark for everything."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unbend.routine.folders import MOST_BYTES
from unbend.routine.reader import MOST_DEPTH, MOST_NODES, Document, read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from unbend.routine.problems import Loc


def said(document: Document) -> list[str]:
    """Return what is wrong with `document`, in the order in which it was found."""
    return [issue.what for issue in document.issues]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("no", "no"),
        ("off", "off"),
        ("y", "y"),
        ("1:30", "1:30"),
        ("010", "010"),
        ("0x10", "0x10"),
        ("0o10", "0o10"),
        ("1_000", "1_000"),
        ("1e3", "1e3"),
        (".5", ".5"),
        ("+5", "+5"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("2024-01-01", "2024-01-01"),
        ("=", "="),
        ("9" * 16, "9" * 16),
        ("\u0665", "\u0665"),
        ("'7'", "7"),
        ('"true"', "true"),
        ("'~'", "~"),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("7", 7),
        ("-7", -7),
        ("0", 0),
        ("2.50", Decimal("2.50")),
        ("-0.5", Decimal("-0.5")),
        ("20s", "20s"),
        ("2-8-2", "2-8-2"),
    ],
)
def test_a_plain_word_means_what_it_says(written: str, meant: object) -> None:
    """Only true, false, null and plain decimal numbers are more than text."""
    document = read(f"key: {written}\n".encode())
    assert document.issues == ()
    assert document.data == {"key": meant}
    assert type(document.data["key"]) is type(meant)


@pytest.mark.parametrize("key", ["1", "no", "null", "1:30", "2024-01-01"])
def test_a_key_is_always_text(key: str) -> None:
    """An exercise may be called what it likes."""
    assert read(f"{key}: a\n".encode()).data == {key: "a"}


def test_texts_over_several_lines_are_folded_as_yaml_folds_them() -> None:
    """Block scalars and quotes are of use to authors, and stay."""
    text = "a: >-\n  one\n  two\nb: |\n  one\n  two\nc: 'one\n  two'\nd: one\n  two\n"
    assert read(text.encode()).data == {"a": "one two", "b": "one\ntwo\n", "c": "one two", "d": "one two"}


def test_every_value_and_every_key_has_its_mark() -> None:
    """Lines and columns count from one, in characters, and the root is a place too."""
    document = read("ä: {b: [1, x]}\nc:\n- d: ''\n".encode())
    assert document.marks.values == {
        (): (1, 1),
        ("ä",): (1, 4),
        ("ä", "b"): (1, 8),
        ("ä", "b", 0): (1, 9),
        ("ä", "b", 1): (1, 12),
        ("c",): (3, 1),
        ("c", 0): (3, 3),
        ("c", 0, "d"): (3, 6),
    }
    assert document.marks.keys == {("ä",): (1, 1), ("ä", "b"): (1, 5), ("c",): (2, 1), ("c", 0, "d"): (3, 3)}


def test_a_value_that_is_missing_stands_at_its_key() -> None:
    """Where nothing is, only the key can be pointed at."""
    assert read(b"a: 1\nb:\nc: 2\n").marks.values["b",] == (2, 1)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("a: 1\nb: 2\na: 3\n", "repeated key"),
        ("a: {b: 1, b: 1}\n", "repeated key"),
        ("a: !!int '3'\n", "a tag is not used here"),
        ("a: !own {}\n", "a tag is not used here"),
        ("a: &x 1\n", "an anchor is not used here"),
        ("a: *x\n", "an alias is not used here"),
        ("<<: {a: 1}\n", "a merge key is not used here"),
        ("&x a: 1\n", "a key has no anchor or tag"),
        ("!!str a: 1\n", "a key has no anchor or tag"),
        ("? {a: 1}\n: 2\n", "a key is a plain word"),
        ('"": 1\n', "a key is a plain word"),
        ("a: 1\n---\nb: 2\n", "a file holds one document"),
        ("", "the file is empty"),
    ],
)
def test_a_trap_is_refused(text: str, what: str) -> None:
    """Each has a form that cannot surprise: write the value out."""
    assert said(read(text.encode())) == [what]


def test_the_first_of_two_equal_keys_stays() -> None:
    """What comes after it is only looked at for its own problems, so the marks stay those of the first."""
    document = read(b"a: 1\na: {b: 2}\n")
    assert document.data == {"a": 1}
    assert document.marks.values["a",] == (1, 4)
    assert document.marks.find(document.issues[0]) == (2, 1)


def test_all_traps_of_a_file_are_found_in_one_pass() -> None:
    """An author mends them together."""
    text = "a: &x 1\nb: !!str 2\nb: 3\n<<: {c: 4}\nd: *x\n"
    assert said(read(text.encode())) == [
        "an anchor is not used here",
        "a tag is not used here",
        "repeated key",
        "a merge key is not used here",
        "an alias is not used here",
    ]


def test_an_alias_is_nothing_and_is_marked_as_not_meant() -> None:
    """What validation says of the nothing is not worth telling."""
    document = read(b"a: [*x]\n")
    assert document.data == {"a": [None]}
    assert document.unsure == {("a", 0)}


def test_a_file_that_breaks_off_keeps_what_was_read() -> None:
    """Problems of the lines before are told too; what is still open is not judged."""
    document = read(b"a: {b: 1}\nc:\n- d: e: f\n")
    assert not document.is_complete
    assert document.data == {"a": {"b": 1}, "c": [{"d": "e"}]}
    assert document.unsure == {(), ("c",), ("c", 0)}


@pytest.mark.parametrize(
    ("raw", "mark", "hint"),
    [
        (b"title: \xff\n", (1, 8), "save the file as UTF-8"),
        (b"a: 1\nb: \xe9t\xe9\n", (2, 4), "save the file as UTF-8"),
        ("a: 1".encode("utf-16"), (1, 1), "save the file as UTF-8"),
        ("a: 1".encode("utf-16-be"), (1, 1), "save the file as UTF-8"),
        ("ä: é\x07".encode(), (1, 5), "take out U+0007"),
        ("a: 1\n\x85b: \x9b".encode(), (2, 5), "take out U+009B"),
        ("a: \ufeff1".encode(), (1, 4), "take out U+FEFF"),
        ("a: \ufffe".encode(), (1, 4), "take out U+FFFE"),
        (b"a: 1\n\tb: 2\n", (2, 1), "indent with spaces, not tabs"),
        (b"a: `b`\n", (1, 4), "put text that begins with a sign in quotes"),
        (b"a: b: c\n", (1, 5), "check the indentation, and put text with a colon in quotes"),
        (b"a: 'b\nc: d\n", (1, 4), "close it"),
    ],
)
def test_what_is_no_yaml_is_told_at_its_character(raw: bytes, mark: tuple[int, int], hint: str) -> None:
    """Counted in characters, however many bytes each has."""
    (issue,) = read(raw).issues
    assert issue.mark == mark
    assert issue.hint == hint


def test_a_byte_order_mark_at_the_start_counts_for_nothing() -> None:
    """Windows editors put it there."""
    document = read(b"\xef\xbb\xbfa: 1\n")
    assert document.data == {"a": 1}
    assert document.marks.keys["a",] == (1, 1)


def test_a_file_may_be_a_mebibyte_and_no_more() -> None:
    """The last byte is what counts."""
    fits = b"a: 1\n#" + b"x" * (MOST_BYTES - 6)
    assert read(fits).data == {"a": 1}
    assert said(read(fits + b"x")) == ["larger than 1 MiB"]


def test_nesting_and_number_of_values_are_limited() -> None:
    """The reader stops at the first that is too much and looks at nothing after it."""
    deep = read(b"[" * MOST_DEPTH + b"]" * MOST_DEPTH)
    assert deep.issues == ()
    assert said(read(b"[" * 100_000)) == ["nested deeper than 20 levels"]
    many = read(b"[" + b"1," * 200_000 + b"]")
    assert said(many) == ["more than 50,000 values"]
    assert len(many.data) < MOST_NODES


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    """Never an exception; and never data without a mark for each part of it."""
    document = read(raw)
    assert document.issues or document.data is not None
    assert places(document.data) <= document.marks.values.keys()


def places(data: object, loc: Loc = ()) -> set[Loc]:
    """Return every place in `data` that holds something."""
    found = set() if data is None else {loc}
    parts: Mapping[Any, Any] = (
        data if isinstance(data, dict) else dict(enumerate(data if isinstance(data, list) else ()))
    )
    return found.union(*(places(value, (*loc, key)) for key, value in parts.items()))
