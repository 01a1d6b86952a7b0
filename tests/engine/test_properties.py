"""What holds of time for every plan and every script of commands."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.script import Move, Session, replayed
from tests.strategies import moves, plans, scripts, spans, wakes
from unbend.engine import events as e
from unbend.engine.commands import Command, Pause, Proceed, Resume, Start, Stop
from unbend.engine.cues import is_countdown
from unbend.engine.machine import ClockWentBack, advance, apply, next_due
from unbend.engine.view import view

if TYPE_CHECKING:
    from unbend.engine.plan import Cue, Plan
    from unbend.units import Ms

any_plan = plans()
any_script = scripts()


def played_to_the_end(plan: Plan, script: list[Move]) -> Session:
    """Return a session that is over: if the script did not end it, the user does."""
    return Session(plan).run([*script, Move(Stop())])


def performed_between(events: list[e.Event], since_ms: Ms, until_ms: Ms) -> Ms:
    """Return how long the clock ran between two instants, as the pauses among `events` tell it."""
    performed_ms, running_since_ms = 0, None
    for event in events:
        match event:
            case e.Started() | e.Resumed():
                running_since_ms = event.due_ms
            case e.Paused() | e.Finished() | e.Stopped():
                if running_since_ms is not None:
                    performed_ms += max(min(event.due_ms, until_ms) - max(running_since_ms, since_ms), 0)
                running_since_ms = None
            case _:
                pass
    return performed_ms


@given(plan=any_plan, script=any_script, instants=wakes())
def test_any_way_of_waking_tells_the_same_story(plan: Plan, script: list[Move], instants: list[Ms]) -> None:
    """Partition invariance: the events and the final state depend on the commands and the clock alone."""
    log = Session(plan).run(script).log
    end_ms = max([at_ms for at_ms, _ in log] + instants)
    often = replayed(plan, log, wakes=[*instants, end_ms])
    once = replayed(plan, log, wakes=[end_ms])
    assert often.events == once.events
    assert often.state == once.state


@given(plan=any_plan, script=any_script)
def test_replaying_the_log_of_commands_tells_the_same_story(plan: Plan, script: list[Move]) -> None:
    """Nothing but the log decides; a session can be repeated from it."""
    session = Session(plan).run(script)
    again = replayed(plan, session.log)
    assert again.events == session.events
    assert again.state == session.state


@given(plan=any_plan, script=any_script, by_ms=spans())
def test_the_clock_may_begin_anywhere(plan: Plan, script: list[Move], by_ms: Ms) -> None:
    """Only differences between instants count, so any monotonic clock will do."""
    session = Session(plan).run(script)
    shifted = replayed(plan, [(at_ms + by_ms, command) for at_ms, command in session.log], at_ms=by_ms)
    assert [shape(event, by_ms) for event in shifted.events] == [shape(event) for event in session.events]


def shape(event: e.Event, by_ms: Ms = 0) -> e.Event:
    """Return `event` with every instant in it `by_ms` earlier."""
    match event:
        case e.RestTaken(until_ms=until_ms):
            return replace(event, due_ms=event.due_ms - by_ms, until_ms=until_ms - by_ms)
        case e.ResumeAnnounced(at_ms=at_ms):
            return replace(event, due_ms=event.due_ms - by_ms, at_ms=at_ms - by_ms)
        case _:
            return replace(event, due_ms=event.due_ms - by_ms)


@given(plan=any_plan, script=any_script)
def test_what_was_performed_is_the_time_that_was_not_paused(plan: Plan, script: list[Move]) -> None:
    """Conservation: end - start - paused = performed, and phases and steps each add up to it."""
    session = played_to_the_end(plan, script)
    end = session.told(e.Finished) + session.told(e.Stopped)
    performed_ms = end[0].performed_ms
    assert performed_ms == performed_between(session.events, 0, end[0].due_ms)
    assert performed_ms == sum(ended.performed_ms for ended in session.told(e.PhaseEnded))
    assert performed_ms == sum(ended.performed_ms for ended in session.told(e.StepEnded))
    assert performed_ms == session.view.performed_ms == session.state.performed_ms(session.state.now_ms)


@given(plan=any_plan, script=any_script)
def test_every_phase_knows_how_long_it_was_performed(plan: Plan, script: list[Move]) -> None:
    """From its start to its end, pauses left out, and never longer than it is."""
    session = played_to_the_end(plan, script)
    began = {started.visit: started.due_ms for started in session.told(e.PhaseStarted)}
    for ended in session.told(e.PhaseEnded):
        assert ended.performed_ms == performed_between(session.events, began[ended.visit], ended.due_ms)
        assert ended.phase.duration_ms is None or ended.performed_ms <= ended.phase.duration_ms


@given(plan=any_plan, script=any_script)
def test_events_come_in_the_order_in_which_they_were_due(plan: Plan, script: list[Move]) -> None:
    """None is due before the one told before it."""
    due = [event.due_ms for event in played_to_the_end(plan, script).events]
    assert due == sorted(due)


@given(plan=any_plan, script=any_script)
def test_each_cue_sounds_at_most_once_per_visit_and_in_its_place(plan: Plan, script: list[Move]) -> None:
    """Its offset is exactly what was performed of its phase when it was due."""
    session = played_to_the_end(plan, script)
    began = {started.visit: started.due_ms for started in session.told(e.PhaseStarted)}
    ended = {ended.visit: ended for ended in session.told(e.PhaseEnded)}
    heard = Counter((cue.visit, cue.cue.at_ms) for cue in session.told(e.CueFired))
    assert set(heard.values()) <= {1}
    for fired in session.told(e.CueFired):
        end = ended[fired.visit]
        assert fired.cue.at_ms <= end.performed_ms
        assert end.phase.duration_ms is None or fired.cue.at_ms < end.phase.duration_ms
        assert fired.cue.at_ms == performed_between(session.events, began[fired.visit], fired.due_ms)


@given(plan=any_plan, script=any_script)
def test_a_phase_sounds_every_cue_up_to_where_it_is_left(plan: Plan, script: list[Move]) -> None:
    """However often it was paused or begun again; only an extension gives it other cues on the way."""
    session = played_to_the_end(plan, script)
    heard: list[Cue] = []
    is_extended = False
    for event in session.events:
        match event:
            case e.PhaseStarted():
                heard, is_extended = [], False
            case e.Extended():
                is_extended = True
            case e.CueFired():
                heard.append(event.cue)
            case e.PhaseEnded() if not is_extended:
                passed = [cue for cue in event.phase.cues if cue.at_ms < event.performed_ms]
                assert heard[: len(passed)] == passed
            case _:
                pass


@given(plan=any_plan)
def test_an_undisturbed_session_sounds_every_cue_of_its_plan(plan: Plan) -> None:
    """At most once is not enough: none is lost."""
    session = Session(plan).at(0, Start()).run_out(Proceed())
    planned = [cue for step in plan.steps for phase in step.normal.phases for cue in phase.cues]
    assert [fired.cue for fired in session.told(e.CueFired)] == planned


@given(plan=any_plan, script=any_script, more=st.lists(moves(), max_size=4))
def test_a_session_ends_once_and_nothing_comes_after(plan: Plan, script: list[Move], more: list[Move]) -> None:
    """What is asked later is ignored, and time brings nothing."""
    session = played_to_the_end(plan, script)
    told = len(session.events)
    session.run(more).wake(session.state.now_ms + 1_000_000)
    ends = [event for event in session.events if isinstance(event, e.Finished | e.Stopped)]
    assert len(ends) == 1
    is_last = [isinstance(event, e.Finished | e.Stopped | e.CommandIgnored) for event in session.events]
    assert all(is_last[session.events.index(ends[0]) :])
    assert all(isinstance(event, e.CommandIgnored) for event in session.events[told:])
    assert len(session.events) == told + len(more)


@given(plan=any_plan, script=any_script, lasted_ms=spans(), lead_ms=st.just(0) | spans(longest_ms=6_000))
def test_a_pause_is_inert(plan: Plan, script: list[Move], lasted_ms: Ms, lead_ms: Ms) -> None:
    """What comes after it is what would have come without it, later by exactly its length."""
    moments = Session(plan).run(script).moments
    state = [moment.after for moment in moments if moment.after.is_clock_running][-1]
    now_ms = state.now_ms
    resumed_ms = now_ms + lasted_ms + lead_ms
    paused = apply(state, Pause(), now_ms).state
    resumed = advance(apply(paused, Resume(lead_ms), now_ms + lasted_ms).state, resumed_ms).state
    assert view(resumed, resumed_ms) == view(state, now_ms)
    end_ms = 1_000_000
    with_pause = advance(resumed, resumed_ms + end_ms).events
    without = advance(state, now_ms + end_ms).events
    assert [shape(event, lasted_ms + lead_ms) for event in with_pause] == list(without)


@given(plan=any_plan)
def test_an_undisturbed_session_takes_exactly_as_long_as_its_plan_says(plan: Plan) -> None:
    """Phases add up to the total; who never keeps a waiting phase waiting adds nothing."""
    session = Session(plan).at(0, Start())
    assert session.told(e.Started)[0].total_ms == plan.total_ms
    session.run_out(Proceed())
    assert session.told(e.Finished) == [
        e.Finished(due_ms=plan.total_ms, step=len(plan.steps) - 1, performed_ms=plan.total_ms)
    ]


@given(plan=any_plan, script=any_script, instants=wakes(60_000))
def test_what_is_left_is_never_negative_and_never_grows_by_itself(
    plan: Plan, script: list[Move], instants: list[Ms]
) -> None:
    """Neither of the phase, as long as it lasts, nor of the session, whether the machine was woken or not."""
    session = Session(plan).run(script)
    seen = []
    for now_ms in sorted(session.state.now_ms + instant for instant in instants):
        unwoken = view(session.state, now_ms)
        assert unwoken.remaining_ms is None or unwoken.remaining_ms >= 0
        assert unwoken.total_remaining_ms >= 0
        session.wake(now_ms)
        seen += [(session.state.visit, session.view)]
    for (visit, earlier), (later_visit, later) in pairwise(seen):
        assert 0 <= later.total_remaining_ms <= earlier.total_remaining_ms
        if visit == later_visit and earlier.remaining_ms is not None:
            assert later.remaining_ms is not None
            assert 0 <= later.remaining_ms <= earlier.remaining_ms


@given(plan=any_plan, script=any_script)
def test_what_is_due_next_lies_ahead_and_comes_true(plan: Plan, script: list[Move]) -> None:
    """A settled session owes nothing; woken a moment too early it has nothing to tell, woken in time it has."""
    session = Session(plan).run(script)
    for state in (moment.after for moment in session.moments):
        due_ms = next_due(state)
        if due_ms is not None:
            assert due_ms > state.now_ms
            assert advance(state, due_ms - 1).events == ()
            assert {event.due_ms for event in advance(state, due_ms).events} == {due_ms}
        else:
            assert advance(state, state.now_ms + 10_000_000).events == ()


@given(plan=any_plan, script=any_script)
def test_every_countdown_ends_with_a_sound_at_zero(plan: Plan, script: list[Move]) -> None:
    """Or with the end of the session; a countdown that ends in silence leaves people holding."""
    session = played_to_the_end(plan, script)
    for number, event in enumerate(session.events):
        if not isinstance(event, e.PhaseEnded) or event.performed_ms != event.phase.duration_ms:
            continue
        if any(map(is_countdown, event.phase.cues)):
            at_zero = [later for later in session.events[number + 1 :] if later.due_ms == event.due_ms]
            assert any(isinstance(later, e.CueFired | e.Finished) for later in at_zero)


@given(plan=any_plan, script=any_script, earlier_ms=st.integers(1, 100_000), command=st.none() | st.just(Pause()))
def test_a_clock_that_went_back_is_refused(
    plan: Plan, script: list[Move], earlier_ms: Ms, command: Command | None
) -> None:
    """A bug in the shell is never taken for time."""
    state = Session(plan).run(script).state
    now_ms = state.now_ms - earlier_ms
    with pytest.raises(ClockWentBack):
        _ = advance(state, now_ms) if command is None else apply(state, command, now_ms)
