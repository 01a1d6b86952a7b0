"""`unbend break`: a routine that fits the time there is, why it is that one, and the session itself."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests.history.builders import a_session
from unbend import resources
from unbend.commands import take_break
from unbend.history.records import SignRecord
from unbend.history.store import Store
from unbend.routine.suggest import HELD_A
from unbend.session.clock import ManualClock

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commands.conftest import Unbend
    from unbend.history.records import Record

QUICK = ("--plain", "--mute", "--speed", "3600")


@pytest.fixture(autouse=True)
def three_in_the_afternoon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be three in the afternoon where the routine is picked."""
    monkeypatch.setattr(take_break, "SystemClock", lambda: ManualClock(datetime(2026, 1, 7, 15, 0, tzinfo=UTC)))


def write(*records: Record) -> None:
    """Put `records` into the history."""
    file = resources.history_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    with Store.open(file) as store:
        store.save(records)


def test_it_says_why_and_runs_it(unbend: Unbend) -> None:
    """One sentence, and then the session as `unbend run` has it, on record."""
    said = unbend("break", *QUICK)
    assert (said.code, said.err) == (0, "")
    why, head, *_ = said.out.splitlines()
    assert (why, head) == ("Two minutes up: it takes 2 min.", "Two minutes up, 2 min, 4 steps.")
    assert "Step 4 of 4" in said.out
    with Store.open(resources.history_file()) as store:
        (session,) = store.sessions()
    assert (session.routine, session.status) == ("stand-and-move-2", "finished")


def test_it_is_made_to_fit_the_time_and_says_what_was_left_out(unbend: Unbend) -> None:
    """Every name of it, however many."""
    said = unbend("break", "--routine", "long-sit-rescue", "--minutes", "1", *QUICK)
    head, *rest = said.out.splitlines()
    assert head == "After a long sit, fitted to 1 min, 1 min, 2 steps."
    (told,) = (line for line in rest if "left out" in line)
    assert told.startswith("It takes 1 min, with ")
    with Store.open(resources.history_file()) as store:
        done = {step.name for step in store.steps(store.sessions()[0].id)}
    assert not [name for name in done if name in told.partition("Left out:")[2]]
    assert said.code == 0


def test_a_routine_by_name_without_a_time_is_as_it_is_written(unbend: Unbend) -> None:
    """The person knows what they want."""
    said = unbend("break", "--routine", "desk-reset", *QUICK)
    assert said.out.splitlines()[0] == "Desk reset, 3 min, 7 steps."
    assert "fitted" not in said.out


def test_what_was_done_today_is_followed_by_something_else(unbend: Unbend) -> None:
    """And why is said with its name."""
    write(a_session("a", routine="stand-and-move-2", started_at="2026-01-07T14:00:00+00:00"))
    said = unbend("break", "--minutes", "2", *QUICK).out.splitlines()[0]
    assert said.endswith('where "Two minutes up" was for the hips.')


def test_position_and_area_are_kept_to(unbend: Unbend) -> None:
    """Every step of it can be done so."""
    said = unbend("break", "--position", "seated", "--area", "Wrists", *QUICK)
    assert said.out.splitlines()[0] == (
        "Eyes and wrists: it takes 2 min 30 s, all of it can be done seated, and it does something for the wrists."
    )


def test_a_day_of_a_warning_sign_has_no_break(unbend: Unbend) -> None:
    """It says so; nothing begins."""
    write(SignRecord("2026-01-07", "A"))
    said = unbend("break", *QUICK)
    assert (said.code, said.out.strip()) == (3, HELD_A)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--area", "wrists", "--position", "floor"), "without --area there are"),
        (("--area", "toes"), 'there is no area "toes"'),
        (("--position", "moon"), 'there is no position "moon"'),
        (("--minutes", "0"), "0 is not in the range 1<=x<=60"),
        (("--area", "calves", "--minutes", "1"), "give it more time"),
        (("--routine", "desk-reset", "--area", "neck"), "leave out --area and --position"),
        (("--routine", "desk-rest"), "desk-reset"),
    ],
)
def test_what_cannot_be_is_told_before_anything_begins(unbend: Unbend, arguments: tuple[str, ...], told: str) -> None:
    """With what to change."""
    said = unbend("break", *arguments, *QUICK)
    assert said.code == 2
    assert told in said.err
    assert "Step" not in said.out
    assert not resources.history_file().exists()


def test_a_log_has_standard_output_to_itself(unbend: Unbend, home: Path) -> None:
    """The sentences go to the other stream."""
    assert home.exists()
    said = unbend("break", "--log", "-", *QUICK)
    assert all(line.startswith("{") for line in said.out.splitlines())
    assert said.err.startswith("Two minutes up: ")
