"""What the filter of the library finds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.routine.files import SHIPPED
from tests.ui.test_listing import BROKEN, DESK, FLOOR
from unbend.routine.catalogue import entries
from unbend.routine.folders import Folders
from unbend.ui.finding import NOTHING, matches, nothing_found

ENTRIES = entries(Folders(SHIPPED))


def ids(text: str, careful: tuple[str, ...] = ()) -> list[str]:
    """Return the ids of what `text` finds among what ships."""
    return [entry.id for entry in matches(ENTRIES, text, careful)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ["desk-reset", "hips"]),
        ("   ", ["desk-reset", "hips"]),
        ("desk", ["desk-reset"]),
        ("DESK", ["desk-reset"]),
        ("desk-reset", ["desk-reset"]),
        ("low back", ["hips", "desk-reset"]),
        ("low-back", ["hips", "desk-reset"]),
        ("neck", ["desk-reset"]),
        ("seated", ["desk-reset"]),
        ("floor", ["hips"]),
        ("gentle", ["desk-reset"]),
        ("moderate", ["hips"]),
        ("chair", ["desk-reset"]),
        ("short", ["desk-reset"]),
        ("back hips floor", ["hips"]),
        ("gentle floor", []),
        ("elephant", []),
    ],
)
def test_the_filter_finds_what_people_call_it(typed: str, found: list[str]) -> None:
    """Title, name, area, position, level, needs and tags; each word has to occur, in any order."""
    assert [entry.id for entry in matches((DESK, FLOOR), typed)] == found


def test_the_filter_finds_a_broken_file_by_its_name() -> None:
    """That is what its author looks for."""
    assert matches((DESK, BROKEN), "knees") == [BROKEN]


def test_what_is_called_so_comes_before_what_only_has_to_do_with_it() -> None:
    """Whoever types a title means that routine, however many others go by its words."""
    chair = replace(DESK, id="chair", title="On the chair", tags=("desk", "reset"))
    assert matches((chair, DESK), "desk reset") == [DESK, chair]
    assert matches((chair, DESK), "reset desk") == [chair, DESK]


@pytest.mark.parametrize("text", ["neck under 10", "under 10 neck", "neck 10m", "neck <"])
def test_a_length_beside_it_does_not_change_which_title_was_typed(text: str) -> None:
    """What is called so comes first all the same."""
    assert ids(text)[0] == "shoulder-and-neck"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2m", {"micro-break-30", "stand-and-move-2"}),
        ("<2", {"micro-break-30"}),
        ("under 3 min seated", {"micro-break-30", "stand-and-move-2", "eyes-and-wrists"}),
        ("wrists under 10", {"eyes-and-wrists"}),
        ("under 10 wrists", {"eyes-and-wrists"}),
        ("voice 5m walking", {"walking-break"}),
        ("shower voice", {"hot-shower-stretch"}),
        ("screen 30s", {"micro-break-30"}),
        ("wrists 1m", set()),
    ],
)
def test_lengths_modes_and_words_go_together_in_any_order(text: str, found: set[str]) -> None:
    """All of it has to hold."""
    assert {*ids(text)} == found


def test_a_mode_is_what_it_can_be_followed_by() -> None:
    """Either can be followed by ear and by eye."""
    assert {entry.id for entry in ENTRIES if entry.mode in ("voice", "either")} <= {*ids("voice")}
    assert {*ids("screen")} == {entry.id for entry in ENTRIES if entry.mode in ("screen", "either")}


def test_what_asks_for_care_comes_after_the_others_and_none_is_missing() -> None:
    """With a filter and without; what cannot be used stays last."""
    careful = ("osteoporosis",)
    for text in ("", "neck", "under 10"):
        shown = matches(ENTRIES, text, careful)
        asking = ["osteoporosis" in entry.careful for entry in shown if text != "neck" or "neck" not in entry.title]
        assert any(asking)
        assert asking == sorted(asking)
        assert {entry.id for entry in shown} == {*ids(text)}
    assert matches((BROKEN, DESK, FLOOR), "", ("dizzy",)) == [FLOOR, DESK, BROKEN]


def test_a_title_that_was_typed_comes_first_even_if_it_asks_for_care() -> None:
    """Whoever types it means that routine; its preview says what to take care of."""
    other = replace(DESK, id="other", title="Other", tags=("desk reset",), careful=())
    assert matches((other, DESK), "desk reset", ("dizzy",)) == [DESK, other]


def test_where_only_the_length_is_in_the_way_it_says_so() -> None:
    """And how long the shortest takes; otherwise how to get out of it."""
    assert nothing_found((DESK, BROKEN), "neck 1m") == (
        "Nothing here is as short as that; the shortest that goes by the rest takes 3 min."
    )
    assert nothing_found((DESK, BROKEN), "elephant 1m") == NOTHING
    assert nothing_found((DESK, BROKEN), "elephant") == NOTHING
