"""Which routine a break is, and why; and that whatever is picked can be made to fit and stays what it is for."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from tests.routine.files import ROOT
from tests.routine.shipped import LIBRARY
from unbend.pain.assessment import Tier
from unbend.routine.catalogue import SIGNS_FIRST, Entry, entries
from unbend.routine.choose import POSITIONS
from unbend.routine.fit import fit
from unbend.routine.folders import Folders
from unbend.routine.pick import BREAK, MOST_MS, BreakWish, first_that_fits, pick
from unbend.routine.suggest import HELD_A, HELD_B, Known
from unbend.units import MINUTE

if TYPE_CHECKING:
    from unbend.routine.fit import Fitted
    from unbend.units import Ms

SHIPPED = entries(Folders(ROOT / "routines", ROOT / "nowhere"))
AREAS = sorted({area for entry in SHIPPED for area in entry.areas})
NOW = Known(datetime(2026, 3, 4, 15, 0, tzinfo=UTC))


def fitted(name: str, target_ms: Ms) -> Fitted:
    """Return the shipped routine of that name, made to fit."""
    return fit(LIBRARY.load(LIBRARY.find(name)), target_ms, LIBRARY)


def first(wish: BreakWish, known: Known = NOW, there: list[Entry] = SHIPPED) -> Entry:
    """Return what is picked first."""
    return pick(there, wish, known).choices[0].entry


@pytest.mark.parametrize("minutes", [None, *range(1, 31)])
def test_there_is_a_break_for_every_time(minutes: int | None) -> None:
    """And it fits; nobody is sent to the floor or under the shower, and no warning signs have to be read first."""
    wish = BreakWish(minutes)
    choice = first_that_fits(pick(SHIPPED, wish, NOW), wish, fitted)
    assert choice is not None
    assert choice == pick(SHIPPED, wish, NOW).choices[0]
    assert SIGNS_FIRST not in choice.entry.tags
    assert not {"floor", "shower"} & {*choice.entry.positions}
    if minutes is None:
        assert choice.entry.total_ms <= MOST_MS


@pytest.mark.parametrize("area", AREAS)
def test_what_is_picked_for_an_area_is_still_for_it_when_it_fits(area: str) -> None:
    """Not the routine from which the steps for it were left out."""
    for minutes in (1, 2, 5):
        wish = BreakWish(minutes, area=area)
        choice = first_that_fits(pick(SHIPPED, wish, NOW), wish, fitted)
        if choice is None:  # not everything has something that is done in a minute
            assert minutes == 1
            continue
        plan = LIBRARY.compile(LIBRARY.find(choice.entry.id)).plan
        if choice.minutes is not None:
            plan = fitted(choice.entry.id, choice.minutes * MINUTE).compiled.plan
        assert area in {each for step in plan.steps for each in step.normal.areas}
        assert area.replace("-", " ") in choice.why


@pytest.mark.parametrize("position", POSITIONS)
def test_what_is_picked_for_a_position_can_be_done_in_it_throughout(position: str) -> None:
    """Every step of it; where nothing can, it is said."""
    picks = pick(SHIPPED, BreakWish(position=position), NOW)
    for choice in picks.choices:
        assert all(position in each.split() for each in choice.entry.step_positions)
        assert "all of it can be done" in choice.why
    assert bool(picks.choices) != bool(picks.why_none)


def test_the_same_area_does_not_come_twice_in_a_row() -> None:
    """Break after break through a day, at any time that somebody has; nor the same routine."""
    for minutes in (None, 1, 2, 3, 5, 10):
        done: tuple[str, ...] = ()
        focuses = []
        for _ in range(8):
            entry = first(BreakWish(minutes), replace(NOW, done_today=done))
            assert done[:1] != (entry.id,)
            done = (entry.id, *(each for each in done if each != entry.id))
            focuses.append(entry.focus)
        assert all(one != two for one, two in pairwise(focuses))


def test_what_was_done_today_comes_later() -> None:
    """The longer ago the sooner again."""
    order = [choice.entry.id for choice in pick(SHIPPED, BreakWish(area="low-back"), NOW).choices]
    best = order[0]
    again = [
        choice.entry.id
        for choice in pick(SHIPPED, BreakWish(area="low-back"), replace(NOW, done_today=(best,))).choices
    ]
    assert again[0] != best
    assert set(order) == set(again)


def test_the_why_is_one_sentence_and_says_what_it_goes_by() -> None:
    """Time, position, and what was done last."""
    known = replace(NOW, done_today=("stand-and-move-2", "eyes-and-wrists"))
    picked = pick(SHIPPED, BreakWish(3, position="seated"), known).choices[0]
    assert picked.why == (
        "Desk reset: it takes 3 min, all of it can be done seated, and it is for the low back,"
        ' where "Two minutes up" was for the hips.'
    )


def test_what_asks_for_care_comes_last() -> None:
    """It is left out of nothing."""
    for flag in sorted({flag for entry in SHIPPED for flag in entry.careful}):
        picks = pick(SHIPPED, BreakWish(5), replace(NOW, careful=(flag,)))
        if picks.choices and "it " in picks.choices[0].why:
            asks = [flag in choice.entry.careful for choice in picks.choices]
            assert asks == sorted(asks)


def test_a_day_of_a_warning_sign_has_no_break_but_the_calm_one() -> None:
    """Tier A: nothing, and why; tier B: breathing."""
    assert pick(SHIPPED, BreakWish(3), replace(NOW, sign=Tier.A)).why_none == HELD_A
    held = pick(SHIPPED, BreakWish(3), replace(NOW, sign=Tier.B))
    assert [choice.entry.id for choice in held.choices] == ["paced-breathing-5"]
    assert held.choices[0].why == f"Six breaths a minute, 5 min. {HELD_B}"


@pytest.mark.parametrize("pain", [6, 8, 10])
def test_a_day_of_much_pain_has_what_is_suggested_then(pain: int) -> None:
    """Not a strength exercise that happens to fit; in the position that was asked for, or not at all."""
    known = replace(NOW, pain=pain)
    names = {choice.entry.id for choice in pick(SHIPPED, BreakWish(3), known).choices}
    assert names <= {"flare-up-day", "paced-breathing-5", "mindful-breathing-5"}
    seated = pick(SHIPPED, BreakWish(3, position="seated"), known)
    assert {choice.entry.id for choice in seated.choices} <= {"paced-breathing-5", "mindful-breathing-5"}
    shower = pick(SHIPPED, BreakWish(3, position="shower"), known)
    assert not shower.choices
    assert shower.may_none


def test_where_nothing_suits_it_says_what_to_leave_out() -> None:
    """Nothing is picked that was not asked for."""
    picks = pick(SHIPPED, BreakWish(area="eyes", position="floor"), NOW)
    assert not picks.choices
    assert "without --" in picks.why_none
    assert pick([], BreakWish(), NOW).why_none == "There is no routine that can be used."


def test_a_routine_of_ones_own_with_the_tag_is_a_break_like_any_other() -> None:
    """The person's files stand beside the shipped ones."""
    own = replace(SHIPPED[0], id="own", title="Own", tags=(BREAK,), total_ms=2 * MINUTE, is_shipped=False)
    own = replace(own, positions=("standing",), step_positions=("standing",), focus="wrists", careful=())
    broken = replace(own, id="broken", problems=("no",))
    assert "own" in [choice.entry.id for choice in pick([own, *SHIPPED, broken], BreakWish(2), NOW).choices[:2]]
    assert first(BreakWish(2), there=[own, broken]).id == "own"
