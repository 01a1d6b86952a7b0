"""What is told at most once a day: whose day, which run, and what the disk does."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.builders import a_variant, hold, lead_in, skin_check
from unbend.engine.plan import Transition
from unbend.pain.rules import RULES, Rule
from unbend.session.clock import ManualClock
from unbend.session.day_rules import SIGNS, DayRules
from unbend.units import HOUR

if TYPE_CHECKING:
    from pathlib import Path


class Day:
    """A day that begins at nine, and the file it is kept in."""

    def __init__(self, folder: Path) -> None:
        self.clock = ManualClock()
        self.file = folder / "history.db"
        self.rules = self.anew()

    def anew(self) -> DayRules:
        """Return the rules as another run of the program has them."""
        rules = DayRules(self.file, self.clock.wall)
        rules.look()
        return rules


@pytest.fixture
def day(tmp_path: Path) -> Day:
    """Return a day of its own."""
    return Day(tmp_path)


def test_asking_leaves_no_file_behind(day: Day) -> None:
    """Only telling does."""
    assert not day.rules.has_told(SIGNS)
    assert not day.file.exists()


def test_a_rule_is_told_once_a_day_in_whichever_run(day: Day) -> None:
    """By the calendar of the person."""
    assert day.rules.take([Rule.HEAT, Rule.NECK]) == (RULES[Rule.HEAT], RULES[Rule.NECK])
    assert day.rules.take([Rule.HEAT]) == ()
    day.rules.keep()
    day.clock.advance(14 * HOUR)
    assert day.anew().take([Rule.HEAT, Rule.COLD]) == (RULES[Rule.COLD],)
    day.clock.advance(2 * HOUR)  # past midnight
    assert day.rules.take([Rule.HEAT]) == (RULES[Rule.HEAT],)


def test_a_disk_that_does_not_take_it_is_no_trouble(day: Day) -> None:
    """It holds for this run, and is told once more in the next."""
    day.file.mkdir()
    assert len(day.rules.take([Rule.HEAT])) == 1
    assert day.rules.take([Rule.HEAT]) == ()
    day.rules.keep()
    assert len(day.anew().take([Rule.HEAT])) == 1


def test_what_is_noted_before_anything_was_asked_holds_though_the_disk_fails(day: Day) -> None:
    """For this run and this day."""
    day.file.mkdir()
    rules = DayRules(day.file, day.clock.wall)
    rules.note(SIGNS)
    assert rules.has_told(SIGNS)
    day.clock.advance(24 * HOUR)
    assert not rules.has_told(SIGNS)


def test_to_tell_touches_no_disk(day: Day) -> None:
    """A session tells from memory; it is kept when there is time, and what was not taken is tried again."""
    assert day.rules.take([Rule.HEAT])
    assert not day.file.exists()
    day.file.mkdir()
    day.rules.keep()
    day.file.rmdir()
    day.rules.keep()
    assert day.anew().take([Rule.HEAT]) == ()


def test_what_another_run_told_meanwhile_is_known_after_a_look(day: Day) -> None:
    """Before each session there is one."""
    other = day.anew()
    day.rules.note(Rule.COLD)
    assert len(other.take([Rule.COLD])) == 1
    third = DayRules(day.file, day.clock.wall)
    assert third.has_told(Rule.COLD)


def test_that_the_signs_were_shown_is_kept_and_no_answer(day: Day) -> None:
    """Only the day."""
    day.rules.note(SIGNS)
    assert day.anew().has_told(SIGNS)


def test_getting_up_is_told_where_the_way_leads_up(day: Day) -> None:
    """Also where the question about the skin comes before it."""
    up = replace(lead_in(), changes=(Transition.FROM_FLOOR,))
    assert day.rules.before(a_variant(skin_check(), up, hold())) == (RULES[Rule.FLOOR],)
    assert day.rules.before(a_variant(up, hold())) == ()
