"""What holds of commands, and above all of pauses, for every plan and every script."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from tests.script import Move, Session
from tests.strategies import commands, gaps, plans, scripts, spans
from unbend.engine import events as e
from unbend.engine.commands import Command, Ease, Extend, Pause, PauseReason, ReportPain, Resume, Start
from unbend.engine.machine import advance, apply, new_session, next_due
from unbend.engine.plan import PhaseKind
from unbend.engine.state import TRANSITIONS, Status
from unbend.units import HOUR, Ms

if TYPE_CHECKING:
    from unbend.engine.plan import Plan
    from unbend.engine.state import State

any_plan = plans()
any_script = scripts()

BY_TIME_ALONE = {
    Status.RUNNING: {Status.AWAITING, Status.FINISHED},
    Status.PAUSED: {Status.RUNNING, Status.AWAITING},
}
"""Where a session gets without being told to; out of a pause only when a countdown asked for is over."""


def states_of(plan: Plan, script: list[Move]) -> list[State]:
    """Return every state the session went through, the one before the start included."""
    session = Session(plan).run(script)
    return [new_session(plan, 0), *(moment.after for moment in session.moments)]


@given(
    plan=any_plan,
    script=any_script,
    gap_ms=gaps(),
    press=st.sampled_from([Pause(PauseReason.PAIN), ReportPain()]),
)
def test_a_pain_press_is_never_ignored_while_load_is_on(
    plan: Plan, script: list[Move], gap_ms: Ms, press: Pause | ReportPain
) -> None:
    """Nor while it is about to begin: the clock stands at that instant, and stays so."""
    for state in states_of(plan, script):
        now_ms = state.now_ms + gap_ms
        settled = advance(state, now_ms).state
        if not settled.is_clock_running and not settled.is_counting_in:
            continue
        outcome = apply(state, press, now_ms)
        pause = e.Paused(due_ms=now_ms, step=settled.step, why=PauseReason.PAIN)
        assert pause in outcome.events
        assert (outcome.state.status, outcome.state.paused_why) == (Status.PAUSED, PauseReason.PAIN)
        assert outcome.state.performed_ms(now_ms) == settled.performed_ms(now_ms)
        assert advance(outcome.state, now_ms + 10 * HOUR).events == ()


@given(
    plan=any_plan,
    script=any_script,
    first=st.sampled_from(PauseReason),
    waited_ms=st.integers(0, 2_999),
    press=st.builds(Pause, st.sampled_from(PauseReason)) | st.just(ReportPain()),
)
def test_any_press_calls_off_the_countdown_back(
    plan: Plan, script: list[Move], first: PauseReason, waited_ms: Ms, press: Pause | ReportPain
) -> None:
    """Whatever the two pauses were for; once one of them was for pain, the pause is for pain."""
    running = next(state for state in reversed(states_of(plan, script)) if state.is_clock_running)
    paused = apply(running, Pause(first), running.now_ms).state
    counting_in = apply(paused, Resume(lead_ms=3_000), running.now_ms).state
    outcome = apply(counting_in, press, running.now_ms + waited_ms)
    is_for_pain = PauseReason.PAIN in (first, press.why if isinstance(press, Pause) else PauseReason.PAIN)
    assert outcome.state.status is Status.PAUSED
    assert (outcome.state.paused_why is PauseReason.PAIN) is is_for_pain
    assert advance(outcome.state, running.now_ms + 10 * HOUR).events == ()


@given(plan=any_plan, script=any_script)
def test_a_pain_press_is_recorded_in_every_pause_that_is_not_for_pain(plan: Plan, script: list[Move]) -> None:
    """That the clock stands already is no reason not to listen."""
    for state in states_of(plan, script):
        if state.status is Status.PAUSED and state.paused_why is not PauseReason.PAIN:
            outcome = apply(state, Pause(PauseReason.PAIN), state.now_ms)
            assert outcome.events == (e.Paused(due_ms=state.now_ms, step=state.step, why=PauseReason.PAIN),)


@given(plan=any_plan, script=any_script)
def test_only_resume_sets_a_paused_clock_running(plan: Plan, script: list[Move]) -> None:
    """At once or at the end of its countdown; no other command and no alarm does."""
    session = Session(plan).run(script)
    is_asked_for = False
    for moment in session.moments:
        if moment.before.status is Status.PAUSED and moment.after.is_clock_running:
            assert isinstance(moment.command, Resume) or (moment.command is None and is_asked_for)
        if moment.command is not None and not isinstance(moment.events[0], e.CommandIgnored):
            is_asked_for = moment.after.is_counting_in and (isinstance(moment.command, Resume) or is_asked_for)


@given(plan=any_plan, script=any_script)
def test_time_alone_never_ends_a_pause_nobody_ended(plan: Plan, script: list[Move]) -> None:
    """The longest night changes nothing about where a paused session stands."""
    for state in states_of(plan, script):
        if state.status is Status.PAUSED and not state.is_counting_in:
            later = advance(state, state.now_ms + 10 * HOUR)
            assert {type(event) for event in later.events} <= {e.RestEnded}
            assert replace(later.state, now_ms=state.now_ms, alarm=state.alarm) == state


@given(plan=any_plan, script=any_script)
def test_ease_never_skips_the_wait_for_a_key(plan: Plan, script: list[Move]) -> None:
    """Where the eased form ends with one, easing leads there at the latest, and not into the next step's load."""
    for state in states_of(plan, script):
        outcome = apply(state, Ease(), state.now_ms)
        eased = plan.steps[state.step].eased
        if eased is not None and eased.phases[-1].kind is PhaseKind.WAIT:
            assert outcome.state.step == state.step
            assert outcome.state.is_over is state.is_over


@given(plan=any_plan, script=any_script)
def test_every_move_is_in_the_table_or_made_by_time(plan: Plan, script: list[Move]) -> None:
    """A command leads where its row says; what is not in the row is ignored."""
    session = Session(plan).run(script)
    for moment in session.moments:
        before, after = moment.before.status, moment.after.status
        if moment.command is None:
            assert after is before or after in BY_TIME_ALONE.get(before, set()) | _after_a_countdown(before)
        elif type(moment.command) in TRANSITIONS[before]:
            is_ignored = isinstance(moment.events[0], e.CommandIgnored)
            assert is_ignored or after in TRANSITIONS[before][type(moment.command)]
        else:
            assert isinstance(moment.events[0], e.CommandIgnored)
            assert after is before


def _after_a_countdown(status: Status) -> set[Status]:
    """Return where a session may be that was woken long after it went on by itself."""
    return {Status.FINISHED} if status is Status.PAUSED else set()


@given(plan=any_plan, script=any_script, command=commands())
def test_an_ignored_command_changes_nothing_but_the_time(plan: Plan, script: list[Move], command: Command) -> None:
    """It leaves the settled state as it is and is told once, last, with a reason to read."""
    for state in states_of(plan, script):
        now_ms = state.now_ms + 500
        settled = advance(state, now_ms)
        outcome = apply(state, command, now_ms)
        *before, last = outcome.events or (None,)
        if isinstance(last, e.CommandIgnored):
            assert tuple(before) == settled.events
            assert outcome.state == settled.state
            assert (last.command, last.due_ms) == (command, now_ms)
            assert last.reason


@given(plan=any_plan, command=commands())
def test_before_the_start_only_start_and_stop_are_taken(plan: Plan, command: Command) -> None:
    """A session that is ready has no load to pause and no step to leave."""
    outcome = apply(new_session(plan, 0), command, 0)
    is_taken = not isinstance(outcome.events[0], e.CommandIgnored)
    assert is_taken is (type(command) in TRANSITIONS[Status.READY])
    assert is_taken is (isinstance(command, Start) or outcome.state.status is Status.STOPPED)


@given(plan=any_plan, script=any_script, more_ms=st.lists(spans(longest_ms=100_000), max_size=4))
def test_an_extension_never_passes_the_limit(plan: Plan, script: list[Move], more_ms: list[Ms]) -> None:
    """However often it is asked for. A limit below the planned length shortens nothing."""
    session = Session(plan).run([*script[:6], *(Move(Extend(by_ms)) for by_ms in more_ms)])
    planned: dict[int, Ms | None] = {
        started.visit: started.phase.duration_ms for started in session.told(e.PhaseStarted)
    }
    added: dict[int, Ms] = defaultdict(int)
    for moment in session.moments:
        state = moment.after
        added[state.visit] += sum(event.by_ms for event in moment.events if isinstance(event, e.Extended))
        if state.phase is None or state.phase.duration_ms is None:
            continue
        planned_ms = planned[state.visit]
        assert planned_ms is not None
        assert state.phase.duration_ms == planned_ms + added[state.visit]
        assert state.phase.duration_ms <= max(planned_ms, state.phase.limit_ms or HOUR)


@given(plan=any_plan, script=any_script)
def test_what_begins_ends_before_the_next_begins(plan: Plan, script: list[Move]) -> None:
    """Steps do not overlap, phases lie within their step, and visits count on by one."""
    open_step: int | None = None
    open_visit: int | None = None
    visits = 0
    for event in Session(plan).run(script).events:
        match event:
            case e.StepStarted():
                assert open_step is None
                open_step = event.step
            case e.StepEnded():
                assert (open_step, open_visit) == (event.step, None)
                open_step = None
            case e.PhaseStarted():
                visits += 1
                assert (open_step, open_visit, event.visit) == (event.step, None, visits)
                open_visit = event.visit
            case e.PhaseEnded():
                assert (open_step, open_visit) == (event.step, event.visit)
                open_visit = None
            case e.CueFired():
                assert (open_step, open_visit) == (event.step, event.visit)
            case e.Finished() | e.Stopped():
                assert (open_step, open_visit) == (None, None)
            case _:
                pass


@given(plan=any_plan, script=any_script)
def test_a_session_that_is_over_wants_no_waking(plan: Plan, script: list[Move]) -> None:
    """Nor does one that only the user can carry on."""
    for state in states_of(plan, script):
        is_still = state.is_over or state.status is Status.READY
        is_still |= state.status is Status.PAUSED and state.alarm is None
        assert not is_still or next_due(state) is None
