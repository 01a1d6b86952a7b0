"""`unbend suggest`: a routine that suits a situation, or this time of day."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests.commands.conftest import Said
from tests.history.builders import a_session
from unbend import resources
from unbend.commands import suggest
from unbend.history.records import SignRecord
from unbend.history.store import Store
from unbend.routine.situations import TABLE, Situation
from unbend.routine.suggest import HELD_A, HELD_B
from unbend.session.clock import ManualClock

if TYPE_CHECKING:
    from tests.commands.conftest import Unbend
    from unbend.history.records import Record


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be noon."""
    monkeypatch.setattr(suggest, "SystemClock", lambda: ManualClock(datetime(2026, 1, 7, 12, 0, tzinfo=UTC)))


def write(*records: Record) -> None:
    """Put `records` into the history."""
    file = resources.history_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    with Store.open(file) as store:
        store.save(records)


def configure(text: str) -> None:
    """Write the settings."""
    file = resources.settings_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


def test_without_a_situation_it_goes_by_the_hour_and_says_why(unbend: Unbend) -> None:
    """What to type next stands below; no history is made by asking."""
    said = unbend("suggest")
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines() == [
        "Around noon: Lunch walk (20 min, moderate).",
        "There is light outside, and time for a walk.",
        "  unbend run lunch-walk",
        "  unbend run walking-break          or Five-minute walking break (5 min)",
    ]
    assert not resources.history_file().exists()


@pytest.mark.parametrize("situation", Situation)
def test_every_situation_has_an_answer(unbend: Unbend, situation: Situation) -> None:
    """By the word that the help names."""
    said = unbend("suggest", situation)
    assert (said.code, said.err) == (0, "")
    assert f"unbend run {TABLE[situation].routines[0]}" in said.out
    assert TABLE[situation].why in said.out


def test_the_help_says_what_each_word_means(unbend: Unbend) -> None:
    """As a person would say it, a line each."""
    lines = [line.strip() for line in unbend("suggest", "--help").out.splitlines()]
    for situation, row in TABLE.items():
        assert any(line.split() == [situation, *f"{row.said}.".split()] for line in lines)


def test_with_very_much_pain_it_points_to_the_warning_signs(unbend: Unbend) -> None:
    """Told now, or at the start of a session today."""
    assert "Look at the warning signs first" in unbend("suggest", "very-sore").out
    write(a_session("s1", "2026-01-07T09:00:00+00:00", pain=(9, None)))
    said = unbend("suggest").out
    assert said.startswith("You said 9 of 10 today: Six breaths a minute")
    assert "Look at the warning signs first" in said
    assert said.count("unbend run") == 2


def test_what_was_done_today_is_not_first_again(unbend: Unbend) -> None:
    """What was done yesterday may be."""
    write(a_session("s1", "2026-01-06T12:00:00+00:00", routine="lunch-walk"))
    assert unbend("suggest").out.startswith("Around noon: Lunch walk ")
    write(a_session("s2", "2026-01-07T09:00:00+00:00", routine="lunch-walk"))
    said = unbend("suggest").out
    assert said.startswith("Around noon: Five-minute walking break ")
    assert "You have done Lunch walk today." in said


def test_the_settings_count(unbend: Unbend) -> None:
    """When one gets up, and what one is careful with."""
    configure('wake_time = "11:00"\ncareful = ["balance", "dizzy", "osteoporosis"]\n')
    said = unbend("suggest").out
    assert said.startswith("Just up: Morning mobility")
    assert "Some of it asks for care with: unsure on my feet; prone to dizziness; thin bones." in said


@pytest.mark.parametrize(("tier", "told", "routines"), [("A", HELD_A, 0), ("B", HELD_B, 1)])
def test_a_warning_sign_that_holds_today_comes_first(unbend: Unbend, tier: str, told: str, routines: int) -> None:
    """Whatever is asked for."""
    write(SignRecord("2026-01-07", tier))
    for asked in ((), ("strength",)):
        said = unbend("suggest", *asked).out
        assert told in said
        assert said.count("unbend run") == routines


def test_a_history_that_cannot_be_read_keeps_nobody_from_an_answer(unbend: Unbend) -> None:
    """It says so, beside it."""
    file = resources.history_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"not a database at all, but long enough to be looked at " * 40)
    said = unbend("suggest")
    assert said.out.startswith("Around noon: ")
    assert said.err.startswith("unbend: ")
    assert "What you did today is not taken into account." in said.err


def test_an_unknown_situation_gets_the_nearest(unbend: Unbend) -> None:
    """Or all of them."""
    told = 'unbend: there is no situation "onside" (did you mean "one-side"?)\n'
    assert unbend("suggest", "onside") == Said(2, "", told)
    assert f"(one of {', '.join(Situation)})" in unbend("suggest", "xyzzy").err


def test_other_programs_get_values(unbend: Unbend) -> None:
    """The same choice, with what it asks for care with."""
    configure('careful = ["balance"]\n')
    values = json.loads(unbend("suggest", "lunch", "--json").out)
    assert {name: values[name] for name in ("situation", "moment", "asks_signs")} == {
        "situation": "lunch",
        "moment": "",
        "asks_signs": False,
    }
    assert values["why"] == TABLE[Situation.LUNCH].why
    assert [(row["id"], row["asks_care"]) for row in values["routines"]] == [
        ("lunch-walk", ["balance"]),
        ("walking-break", ["balance"]),
    ]
