"""The table of legal moves, row by row where safety hangs on it."""

from __future__ import annotations

from typing import get_args

import pytest

from tests.builders import a_plan, a_step, hold, own_pace
from tests.script import Session
from unbend.engine.commands import Command, Pause, Proceed, ReportPain, Resume, Start, Stop
from unbend.engine.events import CommandIgnored
from unbend.engine.state import TRANSITIONS, Status

EVERY_COMMAND = set(get_args(Command))
WHILE_ON = (Status.RUNNING, Status.AWAITING, Status.PAUSED)


def test_every_status_has_its_row() -> None:
    """No status is left to chance."""
    assert set(TRANSITIONS) == set(Status)


def test_every_command_is_taken_somewhere() -> None:
    """A command that no status takes would be a key without an effect."""
    taken = {command for row in TRANSITIONS.values() for command in row}
    assert taken == EVERY_COMMAND


@pytest.mark.parametrize("status", WHILE_ON)
def test_pause_pain_and_stop_are_taken_wherever_there_is_something_to_stop(status: Status) -> None:
    """Nothing a person in pain may press is ever refused by the table."""
    assert {Pause, ReportPain, Stop} <= set(TRANSITIONS[status])


def test_nothing_is_taken_once_a_session_is_over() -> None:
    """Both ends are final."""
    assert TRANSITIONS[Status.FINISHED] == TRANSITIONS[Status.STOPPED] == {}


def test_only_resume_leads_from_a_pause_to_a_running_clock() -> None:
    """Load comes back when the user says so, and in no other way."""
    leading = {command for command, leads_to in TRANSITIONS[Status.PAUSED].items() if leads_to & set(WHILE_ON[:2])}
    assert leading == {Resume}


def test_only_a_waiting_phase_is_ended_by_proceed_and_only_a_timed_one_extended() -> None:
    """Where one of them is taken, the other has nothing to do."""
    assert Proceed not in TRANSITIONS[Status.RUNNING]
    assert Proceed in TRANSITIONS[Status.AWAITING]
    assert set(TRANSITIONS[Status.RUNNING]) ^ set(TRANSITIONS[Status.AWAITING]) == {
        Proceed,
        *(command for command in EVERY_COMMAND if command.__name__ == "Extend"),
    }


def test_a_session_on_is_left_by_every_command_that_moves() -> None:
    """Skip, back, ease, easier and breathe are there whether the clock runs, waits or stands."""
    moving = {"NextStep", "Back", "Ease", "UseEasier", "Breathe"}
    for status in WHILE_ON:
        assert moving <= {command.__name__ for command in TRANSITIONS[status]}


def test_what_the_table_does_not_take_is_ignored_with_the_status_as_the_reason() -> None:
    """In words a person can read."""
    session = Session(a_plan(a_step(hold()))).at(0, Pause())
    assert session.last() == (CommandIgnored(due_ms=0, step=0, command=Pause(), reason="the session is ready"),)
    session.at(1_000, Start(), Proceed())
    assert session.last() == (CommandIgnored(due_ms=1_000, step=0, command=Proceed(), reason="the session is running"),)


def test_a_plan_may_begin_with_a_wait_for_the_user() -> None:
    """Start leads to either status with a running clock."""
    assert Session(a_plan(a_step(own_pace()))).at(0, Start()).status is Status.AWAITING
    assert Session(a_plan(a_step(hold()))).at(0, Start()).status is Status.RUNNING
