"""The numerals for across the room: whole rectangles, told apart at every size, and as large as there is room for."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unbend.ui.digits import big

LETTERS = "0123456789:x "
SIZES = {"small": 3, "middle": 5, "large": 10}
ROOM = 1_000
"""Cells enough for anything."""

texts = st.text(LETTERS, min_size=1, max_size=8)


def of_size(text: str, rows: int) -> list[str]:
    """Return `text` in the size that has so many rows."""
    found = big(text, ROOM, rows)
    assert len(found) == rows
    return found


@pytest.mark.parametrize("rows", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("letter", LETTERS)
def test_every_letter_is_a_rectangle_in_every_size(letter: str, rows: int) -> None:
    """Otherwise what stands beside it would be torn apart."""
    found = of_size(letter, rows)
    assert len({len(row) for row in found}) == 1
    assert found[0]


@pytest.mark.parametrize("rows", SIZES.values(), ids=SIZES)
def test_no_two_letters_look_the_same(rows: int) -> None:
    """A 3 that could be an 8 would be worse than none."""
    shapes = {letter: "\n".join(of_size(letter, rows)) for letter in LETTERS}
    assert [pair for pair in combinations(LETTERS, 2) if shapes[pair[0]] == shapes[pair[1]]] == []


@pytest.mark.parametrize("rows", [5, 10])
def test_two_digits_differ_in_more_than_one_cell_where_there_is_room(rows: int) -> None:
    """From two metres a single cell is lost."""
    shapes = {digit: "".join(row.ljust(12) for row in of_size(digit, rows)) for digit in "0123456789"}
    for one, other in combinations(shapes, 2):
        assert sum(a != b for a, b in zip(shapes[one], shapes[other], strict=True)) > 1, (one, other)


@given(texts)
def test_rows_are_of_equal_length(text: str) -> None:
    """Whatever the text and the size."""
    for rows in SIZES.values():
        assert len({len(row) for row in of_size(text, rows)}) == 1


@given(texts, st.integers(0, 150), st.integers(0, 15))
def test_the_largest_size_that_fits_is_taken(text: str, width: int, height: int) -> None:
    """And the text itself where not even the smallest does."""
    fitting = [rows for rows in SIZES.values() if rows <= height and len(of_size(text, rows)[0]) <= width]
    expected = of_size(text, max(fitting)) if fitting else [text]
    assert big(text, width, height) == expected


@given(texts)
def test_the_sizes_grow(text: str) -> None:
    """So that more room never means smaller digits."""
    widths = [len(of_size(text, rows)[0]) for rows in SIZES.values()]
    assert widths == sorted(widths)


@pytest.mark.parametrize("text", ["7", "59", "1:00", "12:30", "10x", "1:02:05"])
def test_a_digit_keeps_its_place_as_the_seconds_pass(text: str) -> None:
    """Digits of one size are equally wide but for the one, so that a countdown does not jump about."""
    same = text.replace("1", "2")
    wide = text.translate(str.maketrans("023456789", "888888888")).replace("1", "8")
    for rows in SIZES.values():
        assert len(of_size(same, rows)[0]) == len(of_size(wide, rows)[0])


def test_all_that_a_session_shows_can_be_written() -> None:
    """Clock, seconds and repetitions use no letter that is missing."""
    for text in ("0", "59", "1:00", "59:59", "1:00:00", "12x", "100x", ""):
        for rows in SIZES.values():
            assert len(big(text, ROOM, rows)) == rows
