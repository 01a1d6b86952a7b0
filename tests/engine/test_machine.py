"""How time alone carries a session through its plan."""

from __future__ import annotations

import pytest

from tests.builders import (
    REP_2,
    a_plan,
    a_step,
    ease_in,
    ease_out,
    hold,
    lead_in,
    let_go,
    own_pace,
    rest,
    wait,
)
from tests.script import Session
from unbend.engine import events as e
from unbend.engine.commands import Back, NextStep, Pause, PauseReason, Proceed, Resume, Start, Stop
from unbend.engine.machine import ClockWentBack, advance, apply, new_session, next_due
from unbend.engine.plan import CueKind, VariantKind
from unbend.engine.state import Status

TWO_STEPS = a_plan(a_step(lead_in(5_000), hold(10_000)), a_step(hold(8_000)))


def test_a_session_tells_its_whole_story_in_order() -> None:
    """From the start to the end, each event at the instant it was due."""
    plan = a_plan(a_step(lead_in(2_000), hold(4_000)))
    getting_ready, holding = plan.steps[0].normal.phases
    session = Session(plan).at(100, Start()).run_out()
    assert session.events == [
        e.Started(due_ms=100, step=0, total_ms=6_000),
        e.StepStarted(due_ms=100, step=0, kind=VariantKind.NORMAL, variant=plan.steps[0].normal),
        e.PhaseStarted(due_ms=100, step=0, visit=1, phase=getting_ready),
        e.CueFired(due_ms=100, step=0, visit=1, cue=getting_ready.cues[0]),
        e.PhaseEnded(due_ms=2_100, step=0, visit=1, phase=getting_ready, performed_ms=2_000),
        e.PhaseStarted(due_ms=2_100, step=0, visit=2, phase=holding),
        e.CueFired(due_ms=2_100, step=0, visit=2, cue=holding.cues[0]),
        e.PhaseEnded(due_ms=6_100, step=0, visit=2, phase=holding, performed_ms=4_000),
        e.StepEnded(due_ms=6_100, step=0, outcome=e.StepOutcome.DONE, performed_ms=6_000),
        e.Finished(due_ms=6_100, step=0, performed_ms=6_000),
    ]


def test_one_late_wake_up_tells_everything_it_slept_through() -> None:
    """Each cue keeps the instant it was due, however late it was noticed."""
    session = Session(TWO_STEPS).at(0, Start()).wake(600_000)
    assert session.heard() == [
        (0, CueKind.GET_READY),
        (2_000, CueKind.TICK),
        (3_000, CueKind.TICK),
        (4_000, CueKind.TICK_LAST),
        (5_000, CueKind.START),
        (12_000, CueKind.TICK),
        (13_000, CueKind.TICK),
        (14_000, CueKind.TICK_LAST),
        (15_000, CueKind.START),
        (20_000, CueKind.TICK),
        (21_000, CueKind.TICK),
        (22_000, CueKind.TICK_LAST),
    ]
    assert session.told(e.Finished) == [e.Finished(due_ms=23_000, step=1, performed_ms=23_000)]


def test_a_late_wake_up_does_not_shift_what_follows() -> None:
    """The next phase begins at the scheduled end of the last, not when someone noticed."""
    session = Session(TWO_STEPS).at(0, Start()).wake(5_700)
    assert session.view.remaining_ms == 9_300
    assert next_due(session.state) == 12_000


def test_repetitions_flow_into_each_other_with_the_cues_of_their_tempo() -> None:
    """In, hold, out, let go, and again; the second is only marked."""
    step = a_step(
        ease_in(2_000),
        hold(3_000),
        ease_out(2_000),
        let_go(1_000),
        ease_in(2_000, REP_2),
        hold(3_000, REP_2),
        ease_out(2_000, REP_2),
    )
    session = Session(a_plan(step)).at(0, Start()).run_out()
    assert session.heard() == [
        (0, CueKind.START),
        (5_000, CueKind.EASE_OUT),
        (8_000, CueKind.REP),
        (13_000, CueKind.EASE_OUT),
    ]


def test_a_phase_without_a_length_waits_for_the_user() -> None:
    """It opens with its cue, lets time pass, and ends when told; what was done in it counts."""
    session = Session(a_plan(a_step(own_pace(), rest(2_000)))).at(0, Start())
    assert next_due(session.state) is None
    assert session.at(42_000, Proceed()).status is Status.RUNNING
    assert [ended.performed_ms for ended in session.told(e.PhaseEnded)] == [42_000]
    assert session.run_out().told(e.Finished)[0].performed_ms == 44_000


def test_a_step_that_waits_for_a_key_holds_the_next_one_back() -> None:
    """Time alone never leads out of waiting."""
    session = Session(a_plan(a_step(hold(5_000), wait()), a_step())).at(0, Start()).wake(900_000)
    assert (session.status, session.view.step) == (Status.AWAITING, 0)
    session.at(900_000, Proceed())
    assert (session.status, session.view.step) == (Status.RUNNING, 1)


def test_a_waiting_phase_opens_with_its_cue_at_the_end_of_the_one_before() -> None:
    """The move from running to waiting happens at the scheduled instant too."""
    session = Session(a_plan(a_step(hold(5_000), wait()))).at(0, Start()).wake(7_777)
    assert session.heard()[-1] == (5_000, CueKind.GET_READY)
    assert session.view.elapsed_ms == 2_777


def test_an_end_between_two_wakes_and_a_pause_after_it_pauses_the_next_phase() -> None:
    """A command settles what was due before it is applied."""
    session = Session(TWO_STEPS).at(0, Start()).at(6_000, Pause())
    assert session.told(e.PhaseEnded)[0].due_ms == 5_000
    assert (session.view.elapsed_ms, session.view.remaining_ms) == (1_000, 9_000)


def test_a_command_at_the_very_end_of_a_phase_finds_the_next_one() -> None:
    """What is due at an instant happens before what is asked at it."""
    session = Session(TWO_STEPS).at(0, Start()).at(5_000, Pause())
    assert (session.view.elapsed_ms, session.view.remaining_ms) == (0, 10_000)
    assert session.heard()[-1] == (5_000, CueKind.START)


def test_a_cue_heard_at_the_instant_of_a_pause_is_not_heard_again() -> None:
    """It belongs to the moment before the pause."""
    session = Session(TWO_STEPS).at(0, Start()).at(5_000, Pause()).at(9_000, Resume()).wake(10_000)
    assert [kind for _, kind in session.heard()].count(CueKind.START) == 1


def test_finish_comes_once_and_is_final() -> None:
    """However often the session is woken afterwards, and whatever is asked of it."""
    session = Session(a_plan()).at(0, Start()).wake(10_000).wake(20_000).at(30_000, Stop(), Back(), Start())
    assert session.status is Status.FINISHED
    assert len(session.told(e.Finished)) == 1
    assert session.told(e.Stopped) == []
    assert [ignored.reason for ignored in session.told(e.CommandIgnored)] == ["the session is finished"] * 3
    assert next_due(session.state) is None


def test_going_backwards_in_time_is_a_bug_in_the_shell() -> None:
    """It is told, not repaired."""
    state = Session(TWO_STEPS).at(1_000, Start()).wake(2_000).state
    with pytest.raises(ClockWentBack, match="from 2000 back to 1999"):
        advance(state, 1_999)
    with pytest.raises(ClockWentBack):
        apply(state, Pause(PauseReason.PAIN), 1_999)


def test_the_same_instant_twice_is_not_going_backwards() -> None:
    """Clocks are coarse."""
    session = Session(TWO_STEPS).at(1_000, Start()).wake(2_000)
    assert session.wake(2_000).last() == ()


def test_nothing_is_due_before_the_start() -> None:
    """A session that is ready waits for the user as long as it takes."""
    state = new_session(TWO_STEPS, 500)
    assert next_due(state) is None
    assert advance(state, 99_000).events == ()


def test_next_due_is_the_next_cue_or_the_end_of_the_phase() -> None:
    """Whichever comes first."""
    session = Session(a_plan(a_step(hold(6_000)), a_step(hold(30_000)))).at(1_000, Start())
    assert next_due(session.state) == 7_000
    assert next_due(session.wake(7_000).state) == 22_000


def test_next_due_counts_from_where_the_pause_left_off() -> None:
    """A pause shifts what is to come and nothing else."""
    session = Session(a_plan()).at(0, Start()).at(4_000, Pause())
    assert next_due(session.state) is None
    assert next_due(session.at(60_000, Resume()).state) == 63_000


def test_visits_tell_one_phase_done_twice_apart() -> None:
    """They count the phases begun, in whatever way."""
    session = Session(TWO_STEPS).at(0, Start()).at(6_000, Back()).then(0, NextStep())
    assert [(started.step, started.visit) for started in session.told(e.PhaseStarted)] == [
        (0, 1),
        (0, 2),
        (0, 3),
        (1, 4),
    ]
