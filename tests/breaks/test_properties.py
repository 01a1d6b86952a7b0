"""What holds of the schedule for all settings, for every day somebody may have, and however often it is looked at."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.breaks.strategies import IdleFor, Move, SetBy, SleptFor, beginnings, scripts, settings
from unbend.breaks import commands as c
from unbend.breaks import events as e
from unbend.breaks.coming import is_at_work, is_quiet
from unbend.breaks.kept import keep, restored
from unbend.breaks.schedule import ClockWentBack, advance, apply, new_clock, next_due
from unbend.breaks.state import TRANSITIONS, State, Status
from unbend.breaks.turn import SOFT_MS
from unbend.breaks.view import view
from unbend.breaks.words import line
from unbend.units import MINUTE

if TYPE_CHECKING:
    from datetime import datetime

    from unbend.breaks.rhythm import WorkSettings
    from unbend.breaks.schedule import Outcome
    from unbend.units import Ms

any_settings, any_script, any_beginning = settings(), scripts(), beginnings()
DAYS_MS: Ms = 14 * 24 * 60 * MINUTE
ANNOUNCING = (e.BreakAnnounced, e.BreakDue, e.PostureDue)
ANSWERS = (e.BreakPostponed, e.BreakSkipped, e.BreakMissed, e.BreakBegan, e.BreakTaken, e.Paused, e.Stopped)


class Played:
    """A work clock that was played, with everything it said and what each call made of it."""

    def __init__(self, chosen: WorkSettings, wall: datetime, at_ms: Ms = 0) -> None:
        """Start it at `at_ms`."""
        self.calls: list[tuple[State, c.Command | None, Outcome]] = []
        self.log: list[tuple[Ms, c.Command]] = []
        first = new_clock(chosen, wall, at_ms)
        self.state = first.state
        self.events = [*first.events]

    def run(self, script: list[Move]) -> Played:
        """Play `script`, each command at its instant, looked at only then."""
        for move in script:
            now_ms = self.state.now_ms + max(move.gap_ms, 0)
            due_ms = next_due(self.state)
            if move.is_from_due and due_ms is not None and due_ms - self.state.now_ms < DAYS_MS:
                now_ms = max(due_ms + min(move.gap_ms, 20 * MINUTE), self.state.now_ms)
            match move.command:
                case None:
                    self.wake(now_ms)
                case IdleFor(span_ms):
                    self.give(now_ms, c.SeenIdle(now_ms - span_ms))
                case SleptFor(span_ms):
                    self.wake(now_ms)
                    self.give(now_ms + span_ms, c.Slept(now_ms))
                case SetBy(by_ms):
                    self.wake(now_ms)
                    self.give(now_ms, c.ClockSet(self.state.clock.at(now_ms + by_ms)))
                case command:
                    self.give(now_ms, command)
        return self

    def wake(self, now_ms: Ms) -> None:
        """Look at it."""
        self._take(None, advance(self.state, now_ms))

    def give(self, now_ms: Ms, command: c.Command) -> None:
        """Apply a command."""
        self.log.append((now_ms, command))
        if not isinstance(command, c.Slept):
            self.wake(now_ms)
        self._take(command, apply(self.state, command, now_ms))

    def _take(self, command: c.Command | None, outcome: Outcome) -> None:
        self.calls.append((self.state, command, outcome))
        self.state = outcome.state
        self.events += outcome.events


def played(chosen: WorkSettings, wall: datetime, script: list[Move]) -> Played:
    """Return the work clock after `script`."""
    return Played(chosen, wall).run(script)


def replayed(chosen: WorkSettings, wall: datetime, log: list[tuple[Ms, c.Command]], wakes: list[Ms]) -> Played:
    """Return a work clock to which the commands of `log` were given, looked at in all of `wakes` as well.

    Nobody looks while the machine sleeps.
    """
    found = Played(chosen, wall)
    looks = sorted(wakes)
    for now_ms, command in log:
        until_ms = command.since_ms if isinstance(command, c.Slept) else now_ms
        while looks and looks[0] <= now_ms:
            look_ms = looks.pop(0)
            if found.state.now_ms <= look_ms <= until_ms:
                found.wake(look_ms)
        found.give(now_ms, command)
    for look_ms in looks:
        found.wake(max(look_ms, found.state.now_ms))
    return found


@given(any_settings, any_beginning, any_script, st.lists(st.integers(0, 48 * 60 * MINUTE), max_size=30))
def test_any_way_of_waking_tells_the_same_story(
    chosen: WorkSettings, wall: datetime, script: list[Move], wakes: list[Ms]
) -> None:
    """The events and the final state depend on the commands and the clock alone."""
    log = played(chosen, wall, script).log
    end_ms = max([at_ms for at_ms, _ in log] + wakes, default=0)
    often = replayed(chosen, wall, log, [*wakes, end_ms])
    once = replayed(chosen, wall, log, [end_ms])
    assert often.events == once.events
    assert often.state == once.state


@given(any_settings, any_beginning, any_script)
def test_a_shell_that_wakes_whenever_it_is_asked_to_hears_the_same(
    chosen: WorkSettings, wall: datetime, script: list[Move]
) -> None:
    """`next_due` never names an instant too late, and never one at which nothing happens."""
    whole = played(chosen, wall, script)
    found = Played(chosen, wall)
    for now_ms, command in whole.log:
        until_ms = command.since_ms if isinstance(command, c.Slept) else now_ms
        while (due_ms := next_due(found.state)) is not None and due_ms <= until_ms:
            before = found.state
            found.wake(due_ms)
            assert replace(found.state, now_ms=before.now_ms) != before
        found.give(now_ms, command)
    found.wake(whole.state.now_ms)
    assert found.events == whole.events
    assert found.state == whole.state


@given(any_settings, any_beginning, any_script)
def test_breaks_keep_their_distance(chosen: WorkSettings, wall: datetime, script: list[Move]) -> None:
    """Never closer than the smaller of the interval and the postponement, to the last one due, had or skipped."""
    told = played(chosen, wall, script).events
    ends = [event for event in told if isinstance(event, e.BreakDue | e.BreakTaken | e.BreakSkipped)]
    for before, after in pairwise(ends):
        if isinstance(after, e.BreakDue):
            assert after.due_ms - before.due_ms >= chosen.spacing_ms


@given(any_settings, any_beginning, any_script)
def test_nothing_lies_in_the_past_and_nothing_is_negative(
    chosen: WorkSettings, wall: datetime, script: list[Move]
) -> None:
    """Events come in order, each within the call that tells it; what is foretold lies ahead."""
    whole = played(chosen, wall, script)
    for before, _, after in whole.calls:
        for event in after.events:
            assert before.now_ms <= event.due_ms <= after.state.now_ms
            for name in ("next_ms", "at_ms", "until_ms"):
                ahead_ms = getattr(event, name, None)
                is_ahead = ahead_ms is None or ahead_ms >= event.due_ms
                assert is_ahead or (isinstance(event, e.BreakMissed) and name == "at_ms")
            for name in ("away_ms", "length_ms", "break_ms"):
                assert getattr(event, name, 0) >= 0
            assert "-" not in line(event, after.state.clock).replace("lunch-walk", "")
        due_ms = next_due(after.state)
        assert due_ms is None or due_ms >= after.state.now_ms
        shown = view(after.state)
        spans = [getattr(shown, each.name) for each in fields(shown) if each.name.endswith("_ms")]
        assert all(span is None or span >= 0 for span in spans)
    for earlier, later in pairwise(whole.events):
        assert earlier.due_ms <= later.due_ms


@given(any_settings, any_beginning, any_script)
def test_after_any_absence_there_is_one_announcement_or_none(
    chosen: WorkSettings, wall: datetime, script: list[Move]
) -> None:
    """And while somebody is away there is none at all."""
    for before, command, after in played(chosen, wall, script).calls:
        announced = sum(isinstance(event, ANNOUNCING) for event in after.events)
        if before.is_away and after.state.is_away:
            assert announced == 0
        back = [event for event in after.events if isinstance(event, e.CameBack)]
        assert len(back) <= 1
        if back:
            since_back = after.events[after.events.index(back[0]) :]
            assert sum(isinstance(event, ANNOUNCING) for event in since_back) <= 1
            if not isinstance(command, c.Slept):  # what was due before the machine slept may only be told now
                assert announced <= 1


@given(any_settings, any_beginning, any_script)
def test_a_break_that_is_due_waits_for_an_answer(chosen: WorkSettings, wall: datetime, script: list[Move]) -> None:
    """There is no second announcement before the first has had its answer, whoever gave it."""
    is_waiting = False
    for event in played(chosen, wall, script).events:
        if isinstance(event, ANNOUNCING):
            assert not is_waiting
            is_waiting = isinstance(event, e.BreakDue)
        is_waiting = is_waiting and not isinstance(event, ANSWERS)


@given(any_settings, any_beginning, any_script)
def test_after_two_skipped_in_a_row_it_is_quieter_for_an_hour(
    chosen: WorkSettings, wall: datetime, script: list[Move]
) -> None:
    """Every announcement in that hour is soft and no other is; nobody is ever quieted without having asked for it."""
    soft_until_ms, skips = 0, 0
    for event in played(chosen, wall, script).events:
        match event:
            case e.BreakSkipped():
                skips += 1
            case e.Softened(due_ms=due_ms, until_ms=until_ms):
                assert skips == 2
                assert until_ms == due_ms + SOFT_MS
                soft_until_ms, skips = until_ms, 0
            case e.BreakTaken() | e.CameBack(is_break=True):
                skips = 0
            case e.BreakAnnounced() | e.BreakDue() | e.PostureDue():
                assert skips < 2
                assert event.is_soft == (event.due_ms < soft_until_ms)
            case _:
                pass


@given(any_settings, any_beginning, any_script)
def test_nothing_is_announced_in_quiet_hours_or_outside_the_working_hours(
    chosen: WorkSettings, wall: datetime, script: list[Move]
) -> None:
    """Whoever asked for quiet has quiet."""
    for _, _, after in played(chosen, wall, script).calls:
        for event in after.events:
            if isinstance(event, ANNOUNCING):
                then = replace(after.state, now_ms=event.due_ms)
                assert is_at_work(then, event.due_ms)
                assert not is_quiet(then, event.due_ms)


@given(any_settings, any_beginning, any_script)
def test_a_command_does_what_the_table_says_or_nothing(
    chosen: WorkSettings, wall: datetime, script: list[Move]
) -> None:
    """What is ignored changes nothing; what is taken leads where the table says, or on from there by time."""
    by_time = {
        Status.WORKING: {Status.OFF, Status.DUE},
        Status.DUE: {Status.WORKING, Status.OFF},
        Status.PAUSED: {Status.WORKING, Status.OFF},
        Status.OFF: {Status.WORKING},
    }
    for before, command, after in played(chosen, wall, script).calls:
        if command is None or isinstance(command, c.Slept) or before.is_away:
            continue
        ignored = [event for event in after.events if isinstance(event, e.CommandIgnored)]
        if ignored:
            assert after.state == before
            assert len(after.events) == 1
        elif not isinstance(command, c.SeenIdle | c.ClockSet):
            taken = TRANSITIONS[before.status][type(command)]
            reached = {before.status} | taken | {on for status in taken for on in by_time.get(status, set())}
            assert after.state.status in reached
        if type(command) not in TRANSITIONS[before.status]:
            assert ignored


@given(any_settings, any_beginning, any_script, st.integers(0, 10**12))
def test_the_steady_clock_may_begin_anywhere(
    chosen: WorkSettings, wall: datetime, script: list[Move], by_ms: Ms
) -> None:
    """Only differences between its instants count."""
    near = Played(chosen, wall).run(script)
    far = Played(chosen, wall, by_ms).run(script)
    assert [line(event, near.state.clock) for event in near.events] == [
        line(event, far.state.clock) for event in far.events
    ]


@given(any_settings, any_beginning, any_script, st.integers(0, 10**9))
def test_a_restart_goes_on_with_the_same_schedule(
    chosen: WorkSettings, wall: datetime, script: list[Move], at_ms: Ms
) -> None:
    """What was kept is all there is to know, on whatever steady clock the next process runs."""
    state = played(chosen, wall, script).state
    if state.status in (Status.BREAK, Status.STOPPED):
        return
    kept = json.loads(json.dumps(keep(state)))
    again = restored(chosen, kept, state.clock.at(state.now_ms), at_ms)
    assert again.events == ()
    assert keep(again.state) == kept
    if state.is_away:
        return
    by_ms = at_ms - state.now_ms
    before = advance(state, state.now_ms + DAYS_MS // 14)
    after = advance(again.state, at_ms + DAYS_MS // 14)
    assert [line(event, before.state.clock) for event in before.events] == [
        line(event, after.state.clock) for event in after.events
    ]
    assert [event.due_ms + by_ms for event in before.events] == [event.due_ms for event in after.events]


@given(any_settings, any_beginning)
def test_a_clock_that_runs_backwards_is_a_bug_of_the_shell(chosen: WorkSettings, wall: datetime) -> None:
    """It is told loudly, and never worked around."""
    state = new_clock(chosen, wall, 1000).state
    with pytest.raises(ClockWentBack):
        advance(state, 999)
