"""What pauses a session, what may happen in a pause, and what alone ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import (
    a_plan,
    a_step,
    hold,
    own_pace,
)
from tests.script import Session
from unbend.engine import events as e
from unbend.engine.commands import (
    Pause,
    PauseReason,
    Proceed,
    ReportPain,
    Resume,
    Start,
    TakeRest,
)
from unbend.engine.machine import next_due
from unbend.engine.state import Status

if TYPE_CHECKING:
    from unbend.engine.plan import Phase

PAIN = PauseReason.PAIN


# Pause


def test_a_pause_stops_the_clock_at_the_instant_of_the_press() -> None:
    """However long it lasts, the phase goes on where it stood."""
    session = Session(a_plan()).at(0, Start()).at(4_321, Pause())
    assert session.last() == (e.Paused(due_ms=4_321, step=0, why=PauseReason.USER),)
    session.wake(4_000_000)
    assert (session.status, session.view.remaining_ms) == (Status.PAUSED, 5_679)
    session.at(4_000_000, Resume()).run_out()
    assert session.told(e.Finished) == [e.Finished(due_ms=4_005_679, step=0, performed_ms=10_000)]


def test_a_pain_press_is_heard_while_the_session_waits_for_the_user() -> None:
    """Repetitions at one's own pace are load as well."""
    session = Session(a_plan(a_step(own_pace()))).at(0, Start()).at(9_000, Pause(PAIN))
    assert session.last() == (e.Paused(due_ms=9_000, step=0, why=PAIN),)
    assert (session.status, session.view.elapsed_ms) == (Status.PAUSED, 9_000)


def test_resuming_a_waiting_phase_waits_again() -> None:
    """What was done before the pause is kept."""
    session = Session(a_plan(a_step(own_pace()))).at(0, Start()).at(9_000, Pause()).at(20_000, Resume())
    assert session.status is Status.AWAITING
    assert session.at(21_000, Proceed()).told(e.PhaseEnded)[0].performed_ms == 10_000


@pytest.mark.parametrize("why", list(PauseReason))
def test_any_pause_during_the_countdown_back_calls_it_off(why: PauseReason) -> None:
    """The load that was about to begin does not begin."""
    session = Session(a_plan()).at(0, Start()).at(4_000, Pause()).at(5_000, Resume(lead_ms=5_000)).at(8_500, Pause(why))
    assert session.last() == (e.Paused(due_ms=8_500, step=0, why=why),)
    assert session.wake(100_000).status is Status.PAUSED
    assert session.told(e.Resumed) == []


def test_a_pain_press_during_a_pause_for_another_reason_makes_it_a_pain_pause() -> None:
    """The press is recorded although the clock stands already."""
    session = Session(a_plan()).at(0, Start()).at(4_000, Pause()).at(6_000, Pause(PAIN))
    assert session.last() == (e.Paused(due_ms=6_000, step=0, why=PAIN),)
    assert (session.view.paused_why, session.view.elapsed_ms) == (PAIN, 4_000)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (PauseReason.USER, PauseReason.USER),
        (PAIN, PauseReason.USER),
        (PAIN, PAIN),
        (PAIN, PauseReason.SUSPENDED),
        (PauseReason.SUSPENDED, PauseReason.USER),
    ],
)
def test_a_second_pause_that_says_nothing_new_is_ignored(first: PauseReason, second: PauseReason) -> None:
    """The session is paused, and stays paused for the reason it had."""
    session = Session(a_plan()).at(0, Start()).at(4_000, Pause(first)).at(6_000, Pause(second))
    assert session.refusal == "the session is paused"
    assert session.view.paused_why is first


def test_calling_off_the_countdown_after_a_pain_press_keeps_the_pain() -> None:
    """A second hand on the key does not make the pain go away."""
    session = Session(a_plan()).at(0, Start()).at(4_000, Pause(PAIN), Resume(lead_ms=5_000)).at(6_000, Pause())
    assert session.view.paused_why is PAIN


# Resume


def test_resume_with_a_lead_counts_the_person_back_in() -> None:
    """Announced at once, ticked on the last three whole seconds, and only then does the clock run."""
    session = Session(a_plan()).at(0, Start()).at(4_000, Pause()).at(10_000, Resume(lead_ms=5_500)).wake(16_000)
    later = session.events[session.events.index(e.ResumeAnnounced(due_ms=10_000, step=0, at_ms=15_500)) + 1 :]
    assert later == [
        e.ResumeTicked(due_ms=12_500, step=0, left_s=3),
        e.ResumeTicked(due_ms=13_500, step=0, left_s=2),
        e.ResumeTicked(due_ms=14_500, step=0, left_s=1),
        e.Resumed(due_ms=15_500, step=0),
    ]
    assert session.view.elapsed_ms == 4_500


@pytest.mark.parametrize(("lead_ms", "ticks"), [(999, []), (1_000, [1]), (2_999, [2, 1]), (3_000, [3, 2, 1])])
def test_a_short_lead_ticks_only_the_seconds_it_has(lead_ms: int, ticks: list[int]) -> None:
    """A whole number of seconds ticks at the press itself."""
    session = Session(a_plan()).at(0, Start(), Pause(), Resume(lead_ms=lead_ms)).wake(lead_ms)
    assert [tick.left_s for tick in session.told(e.ResumeTicked)] == ticks
    assert session.status is Status.RUNNING


def test_a_second_resume_does_not_shorten_the_countdown() -> None:
    """An impatient key is no reason to skip getting into position."""
    session = Session(a_plan()).at(0, Start(), Pause(), Resume(lead_ms=5_000)).at(1_000, Resume())
    assert session.refusal == "the session is about to go on"
    assert next_due(session.state) == 2_000


def test_a_pain_report_during_the_countdown_back_calls_it_off() -> None:
    """Who says that it hurts is not counted in."""
    report = ReportPain(nrs=6)
    session = Session(a_plan()).at(0, Start()).at(4_000, Pause(), Resume(lead_ms=5_000)).at(6_000, report)
    assert session.last() == (
        e.Paused(due_ms=6_000, step=0, why=PAIN),
        e.PainReported(due_ms=6_000, step=0, report=report),
    )
    assert session.wake(100_000).status is Status.PAUSED


# ReportPain


@pytest.mark.parametrize("phase", [hold(), own_pace()])
def test_a_pain_report_while_load_is_on_pauses_first(phase: Phase) -> None:
    """The words come second."""
    report = ReportPain(nrs=4)
    session = Session(a_plan(a_step(phase))).at(0, Start()).at(3_000, report)
    assert session.last() == (
        e.Paused(due_ms=3_000, step=0, why=PAIN),
        e.PainReported(due_ms=3_000, step=0, report=report),
    )


def test_a_pain_report_in_a_pause_only_adds_the_words() -> None:
    """As often as the person has something to say; a rest under way goes on."""
    session = Session(a_plan()).at(0, Start()).at(3_000, Pause(PAIN), TakeRest(60_000))
    before = session.state
    session.at(3_000, ReportPain(nrs=4))
    assert session.last() == (e.PainReported(due_ms=3_000, step=0, report=ReportPain(nrs=4)),)
    assert session.state == before


# TakeRest


def test_a_rest_says_when_it_is_over_and_restarts_nothing() -> None:
    """Only the user's own Resume brings load back."""
    session = Session(a_plan()).at(0, Start()).at(4_000, Pause(PAIN), TakeRest(60_000)).wake(500_000)
    assert session.told(e.RestTaken) == [e.RestTaken(due_ms=4_000, step=0, until_ms=64_000)]
    assert session.told(e.RestEnded) == [e.RestEnded(due_ms=64_000, step=0)]
    assert (session.status, session.view.elapsed_ms) == (Status.PAUSED, 4_000)
    assert next_due(session.state) is None


def test_resuming_calls_a_rest_off() -> None:
    """The alarm of a rest that was cut short is never heard."""
    session = Session(a_plan()).at(0, Start()).at(4_000, Pause(), TakeRest(5_000)).at(6_000, Resume()).wake(99_000)
    assert session.told(e.RestEnded) == []


def test_a_rest_calls_the_countdown_back_off() -> None:
    """Who asks for a rest is not counted in."""
    session = Session(a_plan()).at(0, Start(), Pause(), Resume(lead_ms=5_000)).at(1_000, TakeRest(20_000)).wake(99_000)
    assert session.told(e.RestEnded) == [e.RestEnded(due_ms=21_000, step=0)]
    assert session.status is Status.PAUSED


def test_a_rest_without_length_is_ignored() -> None:
    """There would be nothing to wait for."""
    assert Session(a_plan()).at(0, Start(), Pause(), TakeRest(0)).refusal == "a rest needs a length"
