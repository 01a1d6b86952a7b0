"""Questions answered by keys of every kind of hand: with Enter, without, in one go, with slips."""

from __future__ import annotations

import pytest

from tests.doubles import KeysDouble
from unbend.session.clock import ManualClock
from unbend.session.keys import BACKSPACE, ENTER, HANGUP, INTERRUPT
from unbend.session.questions import SETTLE_MS, Asker, Interrupted

NRS = {str(nrs): nrs for nrs in range(11)} | {"t": 10}
SIDES = {"l": "left", "r": "right"}


class Asked:
    """An asker whose person presses keys at the given times."""

    def __init__(self, *presses: tuple[int, str]) -> None:
        self.clock = ManualClock()
        self.said: list[str] = []
        self.asker = Asker(KeysDouble(self.clock, presses).wait, self.said.append, self.clock)


def typed(text: str, start_ms: int = 100, gap_ms: int = 50) -> list[tuple[int, str]]:
    """Return the keys of `text`, one after the other; a line break is Enter."""
    return [(start_ms + number * gap_ms, ENTER if letter == "\n" else letter) for number, letter in enumerate(text)]


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        ("6", 6),
        ("6\n", 6),
        ("10\n", 10),
        ("10", 10),
        ("1\n", 1),
        ("t", 10),
        ("T\n", 10),
        ("\n", None),
    ],
)
def test_an_answer_is_taken_with_enter_or_after_a_moment(keys: str, answer: int | None) -> None:
    """A one can still become a ten, and Enter alone skips."""
    assert Asked(*typed(keys)).asker.ask("How strong?", NRS) == answer


def test_an_answer_without_enter_stands_after_the_moment_and_no_later() -> None:
    """So that a second question is not answered by the wait for the first."""
    asked = Asked((0, "1"), (SETTLE_MS + 500, "0"), (SETTLE_MS + 600, ENTER))
    assert asked.asker.ask("How strong?", NRS) == 1
    assert asked.asker.ask("How strong?", NRS) == 0


def test_keys_that_arrive_together_answer_one_question_after_the_other() -> None:
    """A fast hand loses nothing."""
    asked = Asked(*((0, key) for key in ("6", ENTER, "l", ENTER, ENTER)))
    assert asked.asker.ask("How strong?", NRS) == 6
    assert asked.asker.ask("Which side?", SIDES) == "left"
    assert asked.asker.ask("Which side?", SIDES) is None


def test_a_slip_can_be_rubbed_out() -> None:
    """Before the moment is over."""
    assert Asked((0, "9"), (100, BACKSPACE), (200, "2"), (300, ENTER)).asker.ask("How strong?", NRS) == 2


def test_what_is_no_answer_is_asked_again_and_never_taken_for_one() -> None:
    """Nobody is recorded as having said what they did not."""
    asked = Asked(*typed("x\n"), *typed("l\n", start_ms=1_000))
    assert asked.asker.ask("Which side?", SIDES) == "left"
    assert sum("no answer" in line for line in asked.said) == 1


def test_what_was_understood_is_said_back() -> None:
    """A line behind each answer."""
    asked = Asked(*typed("10\n"), *typed("\n", start_ms=1_000))
    asked.asker.ask("How strong?", NRS)
    asked.asker.ask("How strong?", NRS)
    assert [line for line in asked.said if line.startswith(">")] == ["> 10", "> Enter"]


def test_options_are_told_one_a_line() -> None:
    """A speech reader stops between them."""
    asked = Asked(*typed("l\n"))
    asked.asker.ask("Which side?", SIDES, ["l left", "r right"], "Enter: left.")
    assert asked.said[:3] == ["Which side? Enter: left.", "  l left", "  r right"]


@pytest.mark.parametrize(("keys", "chosen"), [("2 3\n", {2, 3}), ("1,3\n", {1, 3}), ("\n", set()), ("9 0 x 2\n", {2})])
def test_several_are_chosen_on_one_line(keys: str, chosen: set[int]) -> None:
    """Numbers that are not there are left out."""
    assert Asked(*typed(keys)).asker.ask_for_some("Which?", ["one", "two", "three"]) == chosen


def test_a_slip_among_several_can_be_rubbed_out_too() -> None:
    """Up to Enter."""
    presses = [(0, "1"), (10, BACKSPACE), (20, "2"), (30, ENTER)]
    assert Asked(*presses).asker.ask_for_some("Which?", ["one", "two"]) == {2}


def test_a_digit_pressed_while_waiting_is_kept_for_the_first_question() -> None:
    """Who presses 6 during the quiet after the pain press means the strength."""
    asked = Asked((300, "6"), (400, ENTER))
    assert asked.asker.wait_for_key(5_000) == "6"
    assert asked.asker.ask("How strong?", NRS) == 6


def test_any_other_key_only_ends_the_wait() -> None:
    """And without a key it ends by itself."""
    asked = Asked((300, " "), (20_000, "3"), (20_100, ENTER))
    assert asked.asker.wait_for_key(5_000) == " "
    assert asked.asker.wait_for_key(5_000) is None
    assert asked.asker.ask("How strong?", NRS) == 3


def test_an_arrow_key_or_a_page_of_digits_among_several_hurts_nothing() -> None:
    """Only what was typed counts, and only so much of it."""
    presses = [(0, "2"), (10, "right"), *((20, "9") for _ in range(5_000)), (30, ENTER)]
    assert Asked((0, "2"), (10, "right"), (20, ENTER)).asker.ask_for_some("Which?", ["one", "two"]) == {2}
    assert Asked(*presses).asker.ask_for_some("Which?", ["one", "two"]) == set()


def test_what_belongs_to_no_question_is_handed_on() -> None:
    """A key hit too early still counts for what comes next."""
    asked = Asked((0, "5"), (0, ENTER), (0, " "), (0, "n"))
    assert asked.asker.ask("How strong?", NRS) == 5
    assert asked.asker.take_rest() == [" ", "n"]
    assert asked.asker.take_rest() == []


@pytest.mark.parametrize("key", [INTERRUPT, HANGUP])
def test_leaving_in_the_middle_of_a_question_is_raised_with_its_key(key: str) -> None:
    """Ctrl-C, or the terminal going away."""
    with pytest.raises(Interrupted) as caught:
        Asked((100, "1"), (200, key)).asker.ask("How strong?", NRS)
    assert caught.value.key == key


def test_questions_for_at_most_some_time_are_skipped_afterwards() -> None:
    """Somebody may have left the desk."""
    asked = Asked()
    with asked.asker.for_at_most(60_000):
        assert asked.asker.ask("How strong?", NRS) is None
        assert asked.asker.ask_for_some("Which?", ["one"]) == set()
    assert 60_000 <= asked.clock.now_ms() < 62_000
