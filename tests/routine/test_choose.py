"""What suits a wish: what stays, in which order, with which caution."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.routine.shipped import ENTRIES, LIBRARY
from unbend.careful import CAREFUL
from unbend.errors import WrongUse
from unbend.routine import vocabulary
from unbend.routine.catalogue import Entry
from unbend.routine.choose import (
    LEVELS,
    MODES,
    POSITIONS,
    Wish,
    asks_care,
    caution,
    choose,
    exercise_suits,
    known_word,
    nothing_found,
    suits,
)
from unbend.units import MINUTE

EXERCISES = LIBRARY.exercises
BROKEN = Entry("knees", "knees", 0, "", "", (), (), (), (), "/knees.yaml", False, problems=("knees.yaml:1:1: no",))  # noqa: FBT003  # as the catalogue makes it
WISHES = st.builds(
    Wish,
    areas=st.lists(st.sampled_from(["neck", "low-back", "wrists", "mind"]), max_size=2, unique=True).map(tuple),
    positions=st.lists(st.sampled_from(POSITIONS), max_size=3, unique=True).map(tuple),
    level=st.sampled_from(["", *LEVELS]),
    longest_ms=st.none() | st.integers(0, 30 * MINUTE),
    mode=st.sampled_from(["", *MODES]),
    careful=st.lists(st.sampled_from([*CAREFUL]), max_size=4, unique=True).map(tuple),
)


def ids(wish: Wish) -> set[str]:
    """Return the ids of what suits `wish`."""
    return {entry.id for entry in choose(ENTRIES, wish)}


def test_the_words_are_those_of_the_format() -> None:
    """Kept here once more only because the format's module is slow to import."""
    assert get_args(vocabulary.Position) == POSITIONS
    assert vocabulary.LEVELS == LEVELS
    assert {*get_args(vocabulary.Mode)} == {*MODES}


def test_choosing_imports_nothing_heavy() -> None:
    """The library's first frame and a warm list wait for it."""
    code = "import sys, unbend.routine.choose; print(*sys.modules)"
    modules = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert {"pydantic", "yaml", "difflib"} & {*modules} == set()


def test_a_wish_for_nothing_keeps_everything_in_its_order() -> None:
    """A broken file as well, at the end."""
    assert choose([BROKEN, *ENTRIES], Wish()) == [*ENTRIES, BROKEN]


@given(WISHES)
def test_being_careful_removes_nothing(wish: Wish) -> None:
    """It reorders and cautions; forbidding is not its business (docs/safety.md 4.6)."""
    careful, careless = choose(ENTRIES, wish), choose(ENTRIES, replace(wish, careful=()))
    assert {entry.id for entry in careful} == {entry.id for entry in careless}
    asking = [bool(asks_care(entry, wish.careful)) for entry in careful]
    assert asking == sorted(asking)
    for is_asking in (False, True):
        assert [entry for entry in careful if bool(asks_care(entry, wish.careful)) is is_asking] == [
            entry for entry in careless if bool(asks_care(entry, wish.careful)) is is_asking
        ]


@given(WISHES)
def test_asking_for_less_finds_no_less(wish: Wish) -> None:
    """Each part narrows, none widens."""
    found = ids(wish)
    assert found <= ids(replace(wish, areas=())) & ids(replace(wish, level="")) & ids(replace(wish, mode=""))
    assert found <= ids(replace(wish, longest_ms=None)) & ids(replace(wish, positions=()))


def test_an_area_has_to_be_among_what_it_is_for() -> None:
    """Of several, each."""
    assert ids(Wish(areas=("wrists",))) == {"eyes-and-wrists"}
    assert "desk-reset" in ids(Wish(areas=("neck", "low-back")))
    assert ids(Wish(areas=("wrists", "neck"))) == set()


def test_whoever_asks_for_a_chair_need_not_get_up() -> None:
    """Everything in it can be done there; standing steps rule it out, steps for any position do not."""
    seated = ids(Wish(positions=("seated",)))
    assert {"desk-reset", "shoulder-and-neck", "mindful-breathing-5", "micro-break-30"} <= seated
    assert not {"stand-and-move-2", "gentle-strength-chair", "physio-basics", "walking-break"} & seated


def test_what_is_done_standing_may_end_with_a_rest_that_suits_any_position() -> None:
    """Two minutes up closes with breathing, which is written for a chair and leaves people where they are."""
    assert {"stand-and-move-2", "standing-desk", "micro-break-30"} <= ids(Wish(positions=("standing",)))
    assert ids(Wish(positions=("shower",))) == {"hot-shower-stretch"}
    assert ids(Wish(positions=("walking",))) == {"walking-break"}


def test_several_positions_are_what_it_may_go_through() -> None:
    """Strength without the floor needs a chair, standing room and a wall."""
    assert "gentle-strength-chair" not in ids(Wish(positions=("seated", "standing")))
    assert "gentle-strength-chair" in ids(Wish(positions=("seated", "standing", "wall")))


def test_a_level_is_the_most_one_wants() -> None:
    """Who asks for moderate can do with gentle; firm leaves nothing out."""
    assert {entry.level for entry in choose(ENTRIES, Wish(level="gentle"))} == {"gentle"}
    assert {entry.level for entry in choose(ENTRIES, Wish(level="moderate"))} == {"gentle", "moderate"}
    assert len(choose(ENTRIES, Wish(level="firm"))) == len(ENTRIES)


def test_a_length_is_kept_to_the_millisecond() -> None:
    """What lasts exactly as long as there is time for fits."""
    assert "desk-reset" in ids(Wish(longest_ms=3 * MINUTE))
    assert "desk-reset" not in ids(Wish(longest_ms=3 * MINUTE - 1))


def test_a_mode_is_what_it_can_be_followed_by() -> None:
    """Either serves the ear and the eye; asked for by name it is both."""
    by_ear, by_eye, by_both = (ids(Wish(mode=mode)) for mode in ("voice", "screen", "either"))
    assert by_ear & by_eye == by_both
    assert by_ear | by_eye == {entry.id for entry in ENTRIES}
    assert "hot-shower-stretch" in by_ear - by_eye
    assert "desk-reset" in by_eye - by_ear


def test_a_broken_file_is_nothing_that_was_asked_for() -> None:
    """Nothing is known of it; where only care is asked for it stays, to be mended."""
    assert suits(BROKEN, Wish(careful=("knee",)))
    assert not suits(BROKEN, Wish(level="firm"))


def test_a_caution_is_in_the_persons_own_words() -> None:
    """And in the order of their flags; without any there is none."""
    desk = next(entry for entry in ENTRIES if entry.id == "desk-reset")
    assert asks_care(desk, ("osteoporosis", "knee", "dizzy")) == ("osteoporosis", "dizzy")
    assert caution(("osteoporosis", "dizzy")) == "Some of it asks for care with: thin bones; prone to dizziness."
    assert caution(("knee",), of="Bridge") == "Bridge asks for care with: knee."
    assert caution(()) == ""


@pytest.mark.parametrize(
    ("name", "positions", "is_kept"),
    [
        ("neck-turn", ("seated",), True),
        ("neck-turn", ("standing",), True),
        ("neck-turn", ("floor",), False),
        ("wall-angel", ("wall",), True),
        ("wall-angel", ("standing",), False),
        ("bird-dog", ("floor", "seated"), True),
        ("rest-breathe", ("standing",), True),
        ("rest-breathe", ("shower",), False),
    ],
)
def test_an_exercise_is_kept_where_it_can_be_done(name: str, positions: tuple[str, ...], *, is_kept: bool) -> None:
    """By its position, and by the postures it can also be done in; a wall is more than standing."""
    assert exercise_suits(EXERCISES[name], Wish(positions=positions)) is is_kept


def test_exercises_go_by_area_and_level_as_routines_do() -> None:
    """Each area; the level at the most."""
    bird_dog = EXERCISES["bird-dog"]
    assert exercise_suits(bird_dog, Wish(areas=bird_dog.areas, level=bird_dog.level))
    assert not exercise_suits(bird_dog, Wish(areas=("eyes",)))
    assert not exercise_suits(EXERCISES["press-up-prone"], Wish(level="gentle"))


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        (
            Wish(areas=("wrists",), positions=("floor",)),
            "Nothing is for wrists and done on the floor throughout; without --area there are 11.",
        ),
        (
            Wish(areas=("wrists",), longest_ms=MINUTE),
            "Nothing is for wrists and 1 min at the most; without --area there is one.",
        ),
        (Wish(longest_ms=1000), "Nothing is 1 s at the most; unbend list without it shows all there is."),
        (
            Wish(areas=("wrists",), longest_ms=1000, level="gentle"),
            "Nothing is for wrists and gentle and 1 s at the most; without --max there is one.",
        ),
        (
            Wish(areas=("eyes", "wrists"), positions=("shower",), mode="voice", longest_ms=MINUTE),
            (
                "Nothing is for eyes and wrists and done in the shower throughout and 1 min at the most and followed "
                "by ear; no part of it alone is in the way, so leave out two."
            ),
        ),
    ],
)
def test_where_nothing_is_found_it_is_said_what_to_loosen(wish: Wish, told: str) -> None:
    """The part without which most would be there."""
    assert choose(ENTRIES, wish) == []
    assert nothing_found(ENTRIES, wish) == told


@given(WISHES)
def test_what_to_loosen_is_told_for_every_wish_that_finds_nothing(wish: Wish) -> None:
    """And it is true: without that part there is as much as it says."""
    if not choose(ENTRIES, wish):
        assert nothing_found(ENTRIES, wish).startswith("Nothing is ")


@pytest.mark.parametrize(
    ("what", "word", "words", "is_word"),
    [
        ("position", "seated", POSITIONS, "seated"),
        ("position", "Seated", POSITIONS, "seated"),
        ("flag", "numb skin", tuple(CAREFUL), "numb-skin"),
    ],
)
def test_a_known_word_is_taken_as_it_is_meant(what: str, word: str, words: tuple[str, ...], is_word: str) -> None:
    """Capitals and spaces are no slips."""
    assert known_word(what, word, words) == is_word


@pytest.mark.parametrize(
    ("what", "word", "words", "told"),
    [
        ("position", "seatd", POSITIONS, 'there is no position "seatd" (did you mean "seated"?)'),
        ("position", "sitting", POSITIONS, 'there is no position "sitting" (did you mean "seated"?)'),
        ("level", "hard", LEVELS, 'there is no level "hard" (did you mean "firm"?)'),
        ("level", "xyz", LEVELS, 'there is no level "xyz" (one of gentle, moderate, firm)'),
        ("mode", "hard", MODES, 'there is no mode "hard" (one of voice, screen, either)'),
    ],
)
def test_an_unknown_word_gets_the_nearest_or_all(what: str, word: str, words: tuple[str, ...], told: str) -> None:
    """Also where people call it otherwise, in letters far from ours."""
    with pytest.raises(WrongUse) as raised:
        known_word(what, word, words)
    assert str(raised.value) == told
