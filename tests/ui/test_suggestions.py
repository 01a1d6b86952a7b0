"""What the library suggests, in words."""

from __future__ import annotations

import string
from datetime import UTC, datetime

import pytest

from tests.routine.files import SHIPPED
from unbend.routine.catalogue import entries
from unbend.routine.folders import Folders
from unbend.routine.situations import TABLE, Situation
from unbend.routine.suggest import HELD_A
from unbend.settings import Settings
from unbend.ui.shelf import Shelf
from unbend.ui.suggestions import ANSWERS, KEYS, LOOK_AT_SIGNS, answer, suggested, top_line

NOON = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)
SHELF = Shelf(tuple(entries(Folders(SHIPPED))), {}, "")


def test_every_situation_is_an_answer_with_a_letter_of_its_own() -> None:
    """None of them the pain key."""
    assert [*ANSWERS] == [*KEYS] == [*TABLE]
    assert len({*KEYS.values()}) == len(KEYS)
    assert {*KEYS.values()} <= {*string.ascii_lowercase} - {"p"}


@pytest.mark.parametrize(
    ("room", "told"),
    [
        (78, "Around noon: Lunch walk. n marks it, g asks what suits you"),
        (67, "Around noon: Lunch walk. n marks it, g asks what suits you"),
        (66, "Around noon: Lunch walk. n marks it"),
        (44, "Around noon: Lunch walk. n marks it"),
        (43, "Around noon: Lunch walk"),
        (32, "Around noon: Lunch walk"),
        (31, ""),
        (0, ""),
    ],
)
def test_the_line_at_the_top_says_as_much_as_there_is_room_for(room: int, told: str) -> None:
    """On the right, in one row; the title stays."""
    line = top_line(suggested(SHELF, Settings(), NOON), room)
    assert line.plain.split("   ")[0] == "Unbend"
    assert line.plain.removeprefix("Unbend").strip() == told
    assert not told or line.cell_length == room


def test_the_answer_names_it_says_why_and_what_to_take_care_of() -> None:
    """In the words of the person's own flags."""
    settings = Settings(careful=("balance",))
    assert answer(suggested(SHELF, settings, NOON, Situation.LUNCH), settings.careful) == (
        "Lunch walk. There is light outside, and time for a walk. Some of it asks for care with: unsure on my feet."
    )


def test_the_warning_signs_come_first_where_they_should() -> None:
    """With much pain, and with what is new."""
    told = {situation: answer(suggested(SHELF, Settings(), NOON, situation), ()) for situation in Situation}
    assert [situation for situation, text in told.items() if text.startswith(LOOK_AT_SIGNS)] == [
        "new-injury",
        "very-sore",
    ]


def test_nothing_is_named_where_nothing_may_begin() -> None:
    """The title stands alone, and the answer says what holds."""
    held = suggested(Shelf(SHELF.entries, {}, "", sign="A"), Settings(), NOON)
    assert top_line(held, 78).plain == "Unbend"
    assert answer(held, ()) == f"Today: {HELD_A}"
