"""The runner of a work clock under a manual clock: when it wakes, what an absence does, and a clock that is set."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.breaks.desk import at
from tests.work.doubles import WorkListenerDouble
from unbend.breaks import commands as c
from unbend.breaks import events as e
from unbend.breaks.rhythm import PRESETS, Preset, Span, WorkSettings, on_workdays
from unbend.breaks.state import Status
from unbend.session.clock import Clock, ManualClock, SimulatedClock, steady_ms
from unbend.session.guarded import Guarded
from unbend.units import HOUR, MINUTE, SECOND, Ms
from unbend.work.runner import WorkRunner

CLASSIC = WorkSettings(beats=PRESETS[Preset.CLASSIC].beats)
MONDAY = "2026-03-02 09:00"


class Desk:
    """A runner with a listener that keeps everything, woken when it asks for it."""

    def __init__(self, settings: WorkSettings = CLASSIC, begins: str = MONDAY) -> None:
        self.clock = ManualClock(at(begins))
        self.listener = WorkListenerDouble()
        self.runner = WorkRunner(settings, self.clock, [self.listener])
        self.wakes = 0
        self.runner.tick()

    def minutes(self, minutes: float) -> list[str]:
        """Let so many minutes pass; return what was told."""
        before = len(self.listener.told)
        end_ms = self.clock.now_ms() + int(minutes * MINUTE)
        while self.clock.now_ms() < end_ms:
            wait_ms = max(round(self.runner.wait_s() * SECOND), 1)
            self.clock.advance(min(wait_ms, end_ms - self.clock.now_ms()))
            self.runner.tick()
            self.wakes += 1
        return self.listener.told[before:]


def test_what_comes_by_itself_comes_at_its_time() -> None:
    """The announcement a minute before, and the break, which then waits for an answer."""
    assert Desk().minutes(40) == ["Mon 09:29 BreakAnnounced", "Mon 09:30 BreakDue"]


def test_it_wakes_once_a_minute_at_the_most() -> None:
    """And at what is due; a break that waits needs no more."""
    desk = Desk()
    desk.minutes(60)
    assert desk.wakes <= 62
    assert all(view.status in (Status.WORKING, Status.DUE) for view in desk.listener.views)


def test_the_beginning_is_heard_by_whoever_listens_before_the_first_look() -> None:
    """Listeners may need the runner before they can be made."""
    clock, late = ManualClock(at(MONDAY)), WorkListenerDouble()
    runner = WorkRunner(CLASSIC, clock)
    runner.listen(late)
    runner.tick()
    runner.tick()
    assert late.told == ["Mon 09:00 WorkBegan"]


def test_a_machine_that_sleeps_for_nine_hours_tells_one_sentence_on_return() -> None:
    """The clock that counts no sleep stands still meanwhile."""
    desk = Desk()
    desk.minutes(10)
    desk.clock.sleep(9 * HOUR)
    desk.runner.tick()
    assert desk.listener.told[1:] == ["Mon 18:10 BreakMissed", "Mon 18:10 CameBack"]
    (back,) = (each for each in desk.listener.events if isinstance(each, e.CameBack))
    assert (back.away_ms, back.is_break) == (9 * HOUR, True)


def test_a_process_that_was_stopped_knows_since_when_it_should_have_looked() -> None:
    """Ten minutes and the minute for which it had meant to wait: the former is what is told."""
    desk = Desk()
    desk.minutes(10)
    desk.clock.advance(11 * MINUTE)
    desk.runner.tick()
    (back,) = (each for each in desk.listener.events if isinstance(each, e.CameBack))
    assert (back.away_ms, back.is_break) == (10 * MINUTE, True)


def test_what_was_due_while_the_process_was_stopped_is_not_announced_afterwards() -> None:
    """Neither the minute before nor the break itself: whoever was away had it."""
    desk = Desk()
    desk.minutes(28.5)
    desk.clock.advance(20 * MINUTE)
    assert desk.minutes(0.5) == ["Mon 09:48:30 BreakMissed", "Mon 09:48:30 CameBack"]


@pytest.mark.parametrize("late_ms", [0, 200, 2_900])
def test_a_busy_machine_is_no_absence(late_ms: Ms) -> None:
    """A look that is late by a moment changes nothing."""
    desk = Desk()
    for _ in range(25):
        desk.clock.advance(MINUTE + late_ms)
        desk.runner.tick()
    assert desk.listener.told == ["Mon 09:00 WorkBegan"]


def test_a_clock_that_is_set_moves_the_hours_and_not_the_interval() -> None:
    """It is noticed at the next look."""
    desk = Desk(replace(CLASSIC, hours=on_workdays(Span(at(MONDAY).time(), at("2026-03-02 17:00").time()))))
    desk.minutes(10)
    desk.clock.set_wall_back(30 * MINUTE)
    assert desk.minutes(1) == ["Mon 08:41 ClockChanged", "Mon 08:41 WorkEnded"]
    assert "Mon 09:29 BreakAnnounced" in desk.minutes(60)


def test_after_the_end_nothing_is_told_any_more() -> None:
    """Whatever the clocks do."""
    desk = Desk()
    assert [type(each) for each in desk.runner.send(c.Stop())] == [e.Stopped]
    desk.clock.sleep(HOUR)
    desk.clock.set_wall_back(HOUR)
    assert desk.minutes(60) == []
    assert desk.runner.is_over


def test_what_was_kept_goes_on_in_another_process() -> None:
    """Half a minute later, on a steady clock of its own."""
    desk = Desk()
    desk.minutes(10)
    kept = json.loads(json.dumps(desk.runner.kept()))
    clock, listener = ManualClock(desk.clock.wall() + timedelta(seconds=30)), WorkListenerDouble()
    again = WorkRunner(CLASSIC, clock, [listener], kept=kept)
    again.tick()
    assert (again.is_resumed, listener.told) == (True, [])
    assert again.view().next_ms == 19 * MINUTE + 30 * SECOND


def test_what_cannot_be_gone_on_from_is_begun_anew() -> None:
    """What was stopped on purpose as well."""
    desk = Desk()
    desk.runner.send(c.Stop())
    for kept in ({}, desk.runner.kept()):
        assert not WorkRunner(CLASSIC, ManualClock(at(MONDAY)), kept=kept).is_resumed


def test_a_listener_that_fails_is_left_out_and_told_once() -> None:
    """The others go on, and so does the clock."""
    failures: list[Exception] = []
    clock, other = ManualClock(at(MONDAY)), WorkListenerDouble()
    broken = WorkListenerDouble(failure=OSError("disk full"))
    runner = WorkRunner(CLASSIC, clock, [Guarded(broken, failures.append), other])
    runner.tick()
    runner.send(c.Pause())
    assert [str(each) for each in failures] == ["disk full"]
    assert other.told == ["Mon 09:00 WorkBegan", "Mon 09:00 Paused"]


def test_at_another_speed_the_wall_runs_as_fast_and_is_never_taken_for_set() -> None:
    """Between two readings of a fast clock minutes may pass."""
    listener = WorkListenerDouble()
    runner = WorkRunner(replace(CLASSIC), SimulatedClock(3600 * 24), [listener])
    for _ in range(2_000):
        runner.tick()
    assert not any(isinstance(each, e.ClockChanged) for each in listener.events)


class Torn(ManualClock):
    """A clock that goes on by ten seconds between any two readings, as a very fast one does."""

    def now_ms(self) -> Ms:
        """Return session time, and let some pass."""
        self.advance(10 * SECOND)
        return super().now_ms()


def test_readings_that_lie_apart_are_no_clock_that_was_set() -> None:
    """As above, without luck."""
    listener = WorkListenerDouble()
    clock = Torn(at(MONDAY))
    runner = WorkRunner(CLASSIC, clock, [listener])
    for _ in range(10):
        runner.tick()
    assert not any(isinstance(each, e.ClockChanged) for each in listener.events)


def test_steady_time_counts_sleep_at_the_rate_of_the_clock() -> None:
    """An hour of sleep at sixty times the speed is sixty hours."""

    class Fast(ManualClock):
        def to_real_s(self, span: Ms) -> float:
            return span / SECOND / 60

    clock: Clock = Fast()
    assert isinstance(clock, Fast)
    clock.sleep(HOUR)
    assert steady_ms(clock) == 60 * HOUR
