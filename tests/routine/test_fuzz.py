"""Whatever a file holds, it is good or refused: never a traceback, and never a line that cannot be shown."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.routine.fuzzing import SEEDS, SHIPPED_SEEDS, anything, examine, mutated, nearly_good, structured, tokens

# Small files, examined in about a millisecond: more examples than for the slow properties.
MANY = settings(max_examples=3 * settings().max_examples)


@MANY
@given(raw=st.binary(max_size=300))
def test_any_bytes(raw: bytes) -> None:
    """Of which hardly any are text."""
    assert examine(raw) == "refused"


@MANY
@given(raw=tokens())
def test_any_words_of_the_format(raw: bytes) -> None:
    """In any order, with all that YAML has to offer."""
    assert examine(raw)


@MANY
@given(raw=mutated())
def test_shipped_and_broken_files_with_slips_of_the_hand(raw: bytes) -> None:
    """Lines deleted, doubled and swapped; values exchanged; specials put in."""
    assert examine(raw)


@MANY
@given(raw=structured())
def test_keys_of_the_format_with_values_of_others(raw: bytes) -> None:
    """Which validation sees more of than the reader."""
    assert examine(raw)


@MANY
@given(raw=nearly_good())
def test_doses_that_can_be_done_with_one_value_that_cannot(raw: bytes) -> None:
    """Which get as far as the plan, often enough."""
    assert examine(raw)


@pytest.mark.parametrize("text", SEEDS[:SHIPPED_SEEDS])
def test_the_shipped_files_are_good_to_begin_with(text: str) -> None:
    """Else only the first lines of validation would ever be reached."""
    assert examine(text.encode()) == "good"


def test_some_of_what_is_drawn_is_good_and_some_is_refused() -> None:
    """So that compiling is reached as well."""
    found: set[str] = set()

    @settings(max_examples=100, derandomize=True, database=None)
    @given(raw=anything())
    def look(raw: bytes) -> None:
        found.add(examine(raw))

    look()
    assert found == {"good", "refused"}
