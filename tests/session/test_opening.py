"""The warning signs before a session in the line mode: what each answer leads to."""

from __future__ import annotations

import pytest

from tests.doubles import KeysDouble
from unbend.errors import StoppedByUser
from unbend.pain import words
from unbend.pain.assessment import Tier
from unbend.session.clock import ManualClock
from unbend.session.keys import ENTER, INTERRUPT
from unbend.session.opening import Opener
from unbend.session.questions import Asker, Interrupted

MOVING = frozenset({"mobility", "walk"})
BREATHING = frozenset({"breathing"})


class Door:
    """A person with some keys at hand, and what became of them."""

    def __init__(self, *keys: str, has_keys: bool = True) -> None:
        clock = ManualClock()
        pressed = KeysDouble(clock, [(100 * number, key) for number, key in enumerate(keys)])
        self.said: list[str] = []
        self.noted: list[Tier | None] = []
        self.said_when_shown: list[int] = []
        """How many lines had been said whenever the signs had been shown."""
        asker = Asker(pressed.wait, self.said.append, clock) if has_keys else None
        self.opener = Opener(asker, self.said.append, "144", self.noted.append, self._shown)

    def _shown(self) -> None:
        self.said_when_shown.append(len(self.said))


def test_with_none_of_them_it_begins() -> None:
    """All three tiers were there to be read."""
    door = Door("n", ENTER)
    door.opener.pass_signs(MOVING)
    assert door.noted == []
    assert all(any(words.SIGNS_TITLE[tier] in line for line in door.said) for tier in "ABC")
    assert any("Call 144," in line for line in door.said)


def test_one_of_a_lets_nothing_begin() -> None:
    """Nor does breathing."""
    door = Door("a", ENTER, ENTER)
    with pytest.raises(StoppedByUser, match=r"until you have been checked"):
        door.opener.pass_signs(BREATHING)
    assert door.noted == [Tier.A]


def test_one_of_b_lets_only_breathing_begin() -> None:
    """The day's hold is on record either way."""
    moving, breathing = Door("b", ENTER, ENTER), Door("b", ENTER)
    with pytest.raises(StoppedByUser, match=r"Breathing stays open"):
        moving.opener.pass_signs(MOVING)
    breathing.opener.pass_signs(BREATHING)
    assert moving.noted == breathing.noted == [Tier.B]


def test_who_has_been_checked_goes_on() -> None:
    """And the hold is lifted."""
    door = Door("b", ENTER, "c", ENTER)
    door.opener.pass_signs(MOVING)
    assert door.noted == [Tier.B, None]


def test_one_of_c_is_a_line_to_remember() -> None:
    """Everything stays open."""
    door = Door("c", ENTER)
    door.opener.pass_signs(MOVING)
    assert words.REMINDER_C in door.said
    assert door.noted == []


def test_where_nobody_can_be_asked_they_are_there_to_be_read() -> None:
    """A pipe answers nothing, and must not wait."""
    door = Door(has_keys=False)
    door.opener.pass_signs(MOVING)
    assert all(any(sign.rstrip(".") in line for line in door.said) for sign in words.SIGNS["A"])


def test_the_signs_count_as_shown_when_they_were_read() -> None:
    """Not before they are there, nor for whoever leaves in the middle of them."""
    read, left, nobody = Door("a", ENTER, ENTER), Door(INTERRUPT), Door(has_keys=False)
    with pytest.raises(StoppedByUser):
        read.opener.pass_signs(MOVING)
    with pytest.raises(Interrupted):
        left.opener.pass_signs(MOVING)
    nobody.opener.pass_signs(MOVING)
    assert [len(door.said_when_shown) for door in (read, left, nobody)] == [1, 0, 1]
    last = words.SIGNS["C"][-1].rstrip(".")
    for door in (read, nobody):
        assert any(last in line for line in door.said[: door.said_when_shown[0]])


def test_for_much_pain_they_are_shown_as_well() -> None:
    """So they need not be again today."""
    door = Door("9", ENTER, "n", ENTER)
    door.opener.ask_pain("breathe", BREATHING, ())
    assert len(door.said_when_shown) == 1
