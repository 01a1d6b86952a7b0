"""Which routine suits whom, and when."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.routine.shipped import ENTRIES, LIBRARY
from tests.routine.test_shipped import UNKIND
from unbend.careful import CAREFUL
from unbend.pain.assessment import Tier
from unbend.pain.gate import STILL_KINDS, Opening, gate_at_start, gate_before
from unbend.routine import suggest as module
from unbend.routine.choose import asks_care
from unbend.routine.situations import TABLE, Situation
from unbend.routine.suggest import BREATHING, HELD_A, HELD_B, INSTEAD, NOT_THERE, Known, situation_at, suggest

if TYPE_CHECKING:
    from unbend.routine.suggest import Suggestion

NAMES = sorted(LIBRARY.sources)
NOON = datetime(2026, 3, 31, 12, 0, tzinfo=UTC)
KNOWN = st.builds(
    Known,
    now=st.datetimes(timezones=st.just(UTC)),
    wake_time=st.just("") | st.times().map(lambda at: f"{at:%H:%M}"),
    careful=st.lists(st.sampled_from([*CAREFUL]), max_size=4, unique=True).map(tuple),
    pain=st.none() | st.integers(0, 10),
    done_today=st.lists(st.sampled_from(NAMES), max_size=5, unique=True).map(tuple),
    sign=st.sampled_from([None, Tier.A, Tier.B]),
)


def at(clock: str, **known: object) -> Known:
    """Return what is known at `clock`, HH:MM."""
    hours, minutes = map(int, clock.split(":"))
    return replace(Known(NOON.replace(hour=hours, minute=minutes)), **known)  # type: ignore[arg-type]  # fields by name


def ids(suggestion: Suggestion) -> list[str]:
    """Return the ids of what is suggested."""
    return [entry.id for entry in suggestion.routines]


# The table


def test_every_situation_has_a_row_of_routines_that_ship() -> None:
    """In the order in which people are asked."""
    assert [*TABLE] == [*Situation]
    assert {name for row in TABLE.values() for name in row.routines} <= {*NAMES}


@pytest.mark.parametrize(
    ("situation", "routines"),
    [
        ("new-injury", ["acute-first-48h", "mindful-breathing-5"]),
        ("sore", ["flare-up-day", "paced-breathing-5"]),
        ("very-sore", ["paced-breathing-5", "mindful-breathing-5"]),
        ("minute", ["micro-break-30", "stand-and-move-2"]),
        ("three-minutes", ["desk-reset", "standing-desk", "eyes-and-wrists"]),
        ("long-sit", ["long-sit-rescue", "walking-break"]),
        ("morning", ["morning-mobility", "hot-shower-stretch"]),
        ("lunch", ["lunch-walk", "walking-break"]),
        ("evening", ["heat-then-stretch", "evening-wind-down"]),
        ("wound-up", ["progressive-relaxation", "mindful-breathing-10"]),
        ("strength", ["physio-basics", "pilates-core-basics", "mcgill-big-3"]),
        ("no-floor", ["gentle-strength-chair", "shoulder-and-neck"]),
        ("one-side", ["one-side-emphasis"]),
    ],
)
def test_a_situation_that_was_told_gets_its_row(situation: str, routines: list[str]) -> None:
    """As the evidence has it, the first at the front."""
    suggestion = suggest(ENTRIES, Known(NOON), Situation(situation))
    assert ids(suggestion) == routines
    assert (suggestion.moment, suggestion.why) == ("", TABLE[Situation(situation)].why)


def test_with_very_much_pain_nothing_moves_and_the_signs_come_first() -> None:
    """Breathing or rest; and with a new hurt the signs come first as well."""
    for name in TABLE[Situation.VERY_SORE].routines:
        assert LIBRARY.compile(LIBRARY.find(name)).kinds <= STILL_KINDS
        assert gate_at_start(8, LIBRARY.compile(LIBRARY.find(name)).kinds).may_begin
    assert [situation for situation, row in TABLE.items() if row.asks_signs] == ["new-injury", "very-sore"]
    assert suggest(ENTRIES, Known(NOON), Situation.VERY_SORE).asks_signs


def test_whoever_cannot_get_down_is_not_sent_to_the_floor() -> None:
    """Nor is anybody at a desk."""
    for situation in (Situation.NO_FLOOR, Situation.MINUTE, Situation.THREE_MINUTES):
        for name in TABLE[situation].routines:
            assert "floor" not in LIBRARY.compile(LIBRARY.find(name)).positions


SAID = [
    *(text for row in TABLE.values() for text in (row.said, row.why)),
    *(text for name, text in vars(module).items() if name.isupper() and isinstance(text, str)),
]


@pytest.mark.parametrize("text", SAID)
def test_the_words_are_kind(text: str) -> None:
    """docs/safety.md 4.7."""
    assert [pattern for pattern in UNKIND if re.search(rf"\b({pattern})\b", text, re.IGNORECASE)] == []


# What is known without asking


@pytest.mark.parametrize(
    ("clock", "wake_time", "situation", "moment"),
    [
        ("04:59", "", "wound-up", "At this hour"),
        ("05:00", "", "morning", "In the morning"),
        ("08:59", "", "morning", "In the morning"),
        ("09:00", "", "three-minutes", "At the desk"),
        ("11:29", "", "three-minutes", "At the desk"),
        ("11:30", "", "lunch", "Around noon"),
        ("13:59", "", "lunch", "Around noon"),
        ("14:00", "", "three-minutes", "At the desk"),
        ("16:59", "", "three-minutes", "At the desk"),
        ("17:00", "", "evening", "In the evening"),
        ("21:29", "", "evening", "In the evening"),
        ("21:30", "", "wound-up", "At this hour"),
        ("06:59", "07:00", "wound-up", "At this hour"),
        ("07:00", "07:00", "morning", "Just up"),
        ("08:59", "07:00", "morning", "Just up"),
        ("09:00", "07:00", "three-minutes", "At the desk"),
        ("07:00", "05:00", "three-minutes", "At the desk"),
        ("12:00", "11:00", "morning", "Just up"),
        ("23:00", "22:00", "morning", "Just up"),
        ("06:00", "22:00", "three-minutes", "At the desk"),
        ("01:00", "23:30", "morning", "Just up"),
    ],
)
def test_the_hour_and_when_one_gets_up_point_to_a_situation(
    clock: str, wake_time: str, situation: str, moment: str
) -> None:
    """Each minute of the day has one."""
    assert situation_at(at(clock, wake_time=wake_time)) == (situation, moment)


@pytest.mark.parametrize(
    ("pain", "careful", "situation"),
    [
        (None, (), "lunch"),
        (5, (), "lunch"),
        (6, (), "sore"),
        (7, (), "sore"),
        (8, (), "very-sore"),
        (10, ("fresh-injury",), "very-sore"),
        (6, ("fresh-injury",), "new-injury"),
        (None, ("fresh-injury",), "new-injury"),
    ],
)
def test_what_was_said_of_pain_today_comes_before_the_hour(
    pain: int | None, careful: tuple[str, ...], situation: str
) -> None:
    """At the same limits as at the start of a session (docs/safety.md 4.3)."""
    assert situation_at(at("12:00", pain=pain, careful=careful))[0] == situation
    opening = gate_at_start(pain, ()).opening
    assert (opening is Opening.STILL_ONLY) == (situation == "very-sore")


# What was done today, and what one is careful with


@given(KNOWN, st.none() | st.sampled_from(Situation))
def test_what_was_done_last_is_never_first(known: Known, told: Situation | None) -> None:
    """Unless a warning sign leaves nothing else open."""
    suggestion = suggest(ENTRIES, known, told)
    if known.sign is None:
        assert ids(suggestion)[:1] != [*known.done_today[:1]]


@given(KNOWN, st.none() | st.sampled_from(Situation))
def test_nothing_of_the_row_is_lost(known: Known, told: Situation | None) -> None:
    """What is known reorders and cautions; it forbids nothing, but where a sign holds."""
    suggestion = suggest(ENTRIES, known, told)
    if known.sign is None:
        assert {*TABLE[suggestion.situation].routines} <= {*ids(suggestion)}
    assert suggestion.why


def test_what_was_done_today_comes_later_and_it_says_so() -> None:
    """The longest ago first among these."""
    desk = suggest(ENTRIES, at("10:00", done_today=("desk-reset",)))
    assert ids(desk) == ["standing-desk", "eyes-and-wrists", "desk-reset"]
    assert desk.why.endswith(" You have done Desk reset today.")
    both = suggest(ENTRIES, at("10:00", done_today=("eyes-and-wrists", "lunch-walk", "desk-reset")))
    assert ids(both) == ["standing-desk", "desk-reset", "eyes-and-wrists"]


def test_a_row_of_one_that_was_done_last_gets_a_walk_in_front() -> None:
    """One side is enough once."""
    assert ids(suggest(ENTRIES, at("10:00", done_today=("one-side-emphasis",)), Situation.ONE_SIDE)) == [
        INSTEAD,
        "one-side-emphasis",
    ]


@pytest.mark.parametrize(
    ("situation", "routine", "expected"),
    [
        ("long-sit", "long-sit-rescue", ["long-sit-rescue"]),
        ("evening", "heat-then-stretch", [INSTEAD, "heat-then-stretch"]),
        ("lunch", INSTEAD, [INSTEAD]),
        ("very-sore", "paced-breathing-5", ["paced-breathing-5"]),
        ("new-injury", "acute-first-48h", ["acute-first-48h"]),
    ],
)
def test_the_same_holds_where_the_others_of_a_row_are_not_there(
    situation: str, routine: str, expected: list[str]
) -> None:
    """But with much pain or a new hurt nothing is put before it, and where no walk is there nothing can be."""
    names = {*TABLE[Situation(situation)].routines} - {routine}
    there = [entry for entry in ENTRIES if entry.id not in names]
    assert ids(suggest(there, at("10:00", done_today=(routine,)), Situation(situation))) == expected


def test_what_asks_for_care_comes_later_and_it_says_so() -> None:
    """In the person's own words."""
    suggestion = suggest(ENTRIES, at("10:00", careful=("osteoporosis",)))
    assert ids(suggestion) == ["standing-desk", "eyes-and-wrists", "desk-reset"]
    assert suggestion.why.endswith(" Desk reset asks for care with: thin bones.")
    assert [bool(asks_care(entry, ("osteoporosis",))) for entry in suggestion.routines] == [False, False, True]


def test_just_up_what_bends_the_back_forward_comes_later() -> None:
    """Rule R11: two hours later it does not."""
    early = suggest(ENTRIES, at("08:00", wake_time="07:00"), Situation.STRENGTH)
    assert ids(early) == ["pilates-core-basics", "mcgill-big-3", "physio-basics"]
    assert "bends the back forward" in early.why
    assert ids(suggest(ENTRIES, at("09:00", wake_time="07:00"), Situation.STRENGTH))[0] == "physio-basics"


# Warning signs, and files that cannot be used


@given(KNOWN, st.none() | st.sampled_from(Situation))
def test_a_warning_sign_that_holds_comes_before_all_else(known: Known, told: Situation | None) -> None:
    """Tier A leaves nothing, tier B what the start of a session would let begin."""
    emergency = suggest(ENTRIES, replace(known, sign=Tier.A), told)
    assert (emergency.routines, emergency.why, emergency.asks_signs) == ((), HELD_A, True)
    today = suggest(ENTRIES, replace(known, sign=Tier.B), told)
    assert (ids(today), today.why) == ([*BREATHING], HELD_B)
    for name in BREATHING:
        assert gate_before(Tier.B, LIBRARY.compile(LIBRARY.find(name)).kinds).may_begin


def test_what_cannot_be_used_is_not_suggested() -> None:
    """Nor what is missing; with nothing left it says so."""
    broken = [replace(entry, problems=("no",)) if entry.id == "lunch-walk" else entry for entry in ENTRIES]
    assert ids(suggest(broken, Known(NOON))) == ["walking-break"]
    nothing = suggest([], Known(NOON))
    assert (nothing.routines, nothing.why) == ((), NOT_THERE)
