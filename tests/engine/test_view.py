"""What a screen may show of a session."""

from __future__ import annotations

from hypothesis import given

from tests.builders import BREATHING, a_plan, a_step, hold, lead_in, own_pace, wait
from tests.script import Move, Session
from tests.strategies import plans, scripts
from unbend.engine.commands import (
    Breathe,
    Ease,
    Extend,
    NextStep,
    Pause,
    PauseReason,
    Resume,
    Start,
    Stop,
    TakeRest,
    UseEasier,
)
from unbend.engine.events import CommandIgnored
from unbend.engine.machine import apply
from unbend.engine.plan import Plan, VariantKind
from unbend.engine.state import Status
from unbend.engine.view import view


def test_before_the_start_a_view_shows_what_is_to_come() -> None:
    """The whole length is left, and there is no phase to count."""
    seen = Session(a_plan(a_step(hold(10_000), name="cobra"), a_step(hold(5_000), name="child"))).view
    assert (seen.status, seen.title, seen.step_names) == (Status.READY, "A plan", ("cobra", "child"))
    assert (seen.phase, seen.elapsed_ms, seen.remaining_ms) == (None, 0, None)
    assert (seen.total_remaining_ms, seen.performed_ms) == (15_000, 0)
    assert not seen.can_ease
    assert not seen.can_use_easier


def test_a_view_counts_between_two_wakes_as_well() -> None:
    """The numbers belong to the instant asked for, not to the last time the machine was woken."""
    session = Session(a_plan(a_step(lead_in(5_000), hold(10_000)))).at(0, Start())
    seen = view(session.state, 1_234)
    assert (seen.elapsed_ms, seen.remaining_ms) == (1_234, 3_766)
    assert (seen.total_remaining_ms, seen.performed_ms) == (13_766, 1_234)
    assert seen.next_phase == session.state.variant.phases[1]


def test_a_view_that_comes_too_late_shows_zero_and_no_less() -> None:
    """Until the machine is woken, a phase that is over has nothing left."""
    seen = view(Session(a_plan()).at(0, Start()).state, 12_000)
    assert (seen.elapsed_ms, seen.remaining_ms, seen.performed_ms) == (10_000, 0, 10_000)


def test_a_waiting_phase_counts_up_and_leaves_nothing_of_itself() -> None:
    """Only what has a length can be left."""
    session = Session(a_plan(a_step(own_pace()), a_step(hold(8_000)))).at(0, Start()).wake(70_000)
    assert session.view.status is Status.AWAITING
    assert (session.view.elapsed_ms, session.view.remaining_ms) == (70_000, None)
    assert session.view.total_remaining_ms == 8_000


def test_a_pause_is_shown_with_its_reason_and_what_it_waits_for() -> None:
    """The countdown back and the rest each have a number of their own."""
    session = Session(a_plan()).at(0, Start()).at(4_000, Pause(PauseReason.PAIN))
    assert (session.view.paused_why, session.view.remaining_ms) == (PauseReason.PAIN, 6_000)
    assert (session.view.resume_in_ms, session.view.rest_left_ms) == (None, None)
    session.at(5_000, TakeRest(60_000)).wake(15_000)
    assert (session.view.resume_in_ms, session.view.rest_left_ms) == (None, 50_000)
    session.at(20_000, Resume(lead_ms=5_000)).wake(22_000)
    assert (session.view.resume_in_ms, session.view.rest_left_ms) == (3_000, None)
    session.wake(25_000)
    assert (session.view.paused_why, session.view.resume_in_ms) == (None, None)


def test_an_extension_is_left_to_do_as_well() -> None:
    """The phase shown is the one performed, not the one planned."""
    session = Session(a_plan()).at(0, Start()).at(4_000, Extend(by_ms=5_000))
    assert (session.view.remaining_ms, session.view.total_remaining_ms) == (11_000, 11_000)


def test_a_step_done_another_way_is_shown_that_way() -> None:
    """Name, phases and what is left follow the variant."""
    step = a_step(hold(10_000), easier=[hold(4_000)], name="cobra")
    session = Session(a_plan(step, a_step(name="child"))).at(0, Start(), UseEasier())
    assert session.view.kind is VariantKind.EASIER
    assert session.view.step_names == ("cobra, easier", "child")
    assert session.view.total_remaining_ms == 14_000


def test_a_step_left_eased_is_counted_eased_when_gone_back_before() -> None:
    """Later steps keep the way they were last done."""
    plan = a_plan(a_step(hold(10_000)), a_step(hold(10_000), eased=[hold(5_000)]))
    session = Session(plan).at(0, Start()).at(1_000, NextStep(), Ease())
    assert session.view.total_remaining_ms == 5_000
    assert session.then(0, NextStep()).view.total_remaining_ms == 0


def test_breathing_can_be_eased_no_further() -> None:
    """From there the way leads on or back."""
    step = a_step(hold(), eased=[hold(5_000)], easier=[hold(6_000)])
    session = Session(a_plan(step)).at(0, Start())
    assert session.view.can_ease
    assert session.view.can_use_easier
    session.then(0, Breathe())
    assert session.view.variant == BREATHING
    assert not session.view.can_ease
    assert not session.view.can_use_easier


def test_an_eased_step_can_still_become_the_easier_exercise() -> None:
    """But not be eased twice."""
    step = a_step(hold(), eased=[hold(5_000)], easier=[hold(6_000)])
    session = Session(a_plan(step)).at(0, Start(), Ease())
    assert not session.view.can_ease
    assert session.view.can_use_easier
    session.then(0, UseEasier())
    assert not session.view.can_use_easier


def test_the_wait_after_a_step_leaves_nothing_to_ease() -> None:
    """The work is done; offering half of it would be an empty offer."""
    session = Session(a_plan(a_step(hold(5_000), wait(), eased=[hold(2_000), wait()]))).at(0, Start()).wake(6_000)
    assert session.status is Status.AWAITING
    assert not session.view.can_ease


def test_a_session_that_is_over_has_nothing_left() -> None:
    """Whether it was stopped or finished."""
    stopped = Session(a_plan()).at(0, Start()).at(4_000, Stop()).view
    assert (stopped.remaining_ms, stopped.total_remaining_ms, stopped.performed_ms) == (0, 0, 4_000)
    finished = Session(a_plan()).at(0, Start()).wake(99_000).view
    assert (finished.remaining_ms, finished.total_remaining_ms, finished.performed_ms) == (0, 0, 10_000)


@given(plan=plans(), script=scripts())
def test_what_a_view_offers_is_taken(plan: Plan, script: list[Move]) -> None:
    """`can_ease` and `can_use_easier` say of every state whether the command would be ignored in it."""
    session = Session(plan).run(script)
    for state in (moment.after for moment in session.moments):
        seen = view(state, state.now_ms)
        for is_offered, command in ((seen.can_ease, Ease()), (seen.can_use_easier, UseEasier())):
            answer = apply(state, command, state.now_ms).events[0]
            assert is_offered is not isinstance(answer, CommandIgnored)


@given(plan=plans(), script=scripts())
def test_equal_instants_of_a_session_look_equal(plan: Plan, script: list[Move]) -> None:
    """A view depends on the state and the instant alone, so a front end may compare two of them."""
    one, other = Session(plan).run(script), Session(plan).run(script)
    assert one.view == other.view
