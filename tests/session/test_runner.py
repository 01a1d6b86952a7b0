"""The runner under a manual clock: what it publishes, when it wants to be woken, and what an absence does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import a_plan, a_step, hold, lead_in, wait
from tests.doubles import ListenerDouble
from unbend.engine import commands as c
from unbend.engine import events as e
from unbend.engine.state import Status
from unbend.session.clock import ManualClock, SystemClock
from unbend.session.guarded import Guarded
from unbend.session.runner import AWAY_MS, Runner

if TYPE_CHECKING:
    from unbend.engine.plan import Plan


class Watched:
    """A runner with a listener that keeps everything, started at once."""

    def __init__(self, plan: Plan) -> None:
        self.clock = ManualClock()
        self.listener = ListenerDouble()
        self.runner = Runner(plan, self.clock, [self.listener])
        self.runner.send(c.Start())

    def after(self, span: int) -> list[e.Event]:
        """Let `span` pass with a tick at least each second, as the shell promises; return what happened."""
        before = len(self.listener.heard)
        left = span
        while left > 0:
            part = min(left, 1_000)
            self.clock.advance(part)
            self.runner.tick()
            left -= part
        return self.listener.events[before:]

    @property
    def pauses(self) -> list[e.Paused]:
        """The pauses so far."""
        return [event for event in self.listener.events if isinstance(event, e.Paused)]


def test_it_waits_until_the_next_thing_is_due_and_no_longer_than_a_heartbeat() -> None:
    """The wait is what remains, so that a cue is late by the loop's own delay and no more."""
    watched = Watched(a_plan(a_step(hold(60_000))))
    assert watched.runner.wait_s() == 1.0
    watched.after(29_400)
    assert watched.runner.wait_s() == pytest.approx(0.6)  # the halfway cue


def test_every_listener_hears_every_event_in_the_order_it_was_given() -> None:
    """Sound before record before screen."""
    clock, order = ManualClock(), []

    class Named(ListenerDouble):
        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

        def handle(self, event: e.Event, late_ms: int) -> None:
            super().handle(event, late_ms)
            order.append(self.name)

    listeners = [Named("sound"), Named("record"), Named("screen")]
    runner = Runner(a_plan(), clock, listeners)
    runner.send(c.Start())
    first = len(listeners[0].heard)
    assert order == ["sound"] * first + ["record"] * first + ["screen"] * first
    assert listeners[0].heard == listeners[1].heard == listeners[2].heard


def test_an_event_carries_how_late_it_was_noticed() -> None:
    """Half a second after it was due, with the instant it was due unchanged."""
    watched = Watched(a_plan(a_step(lead_in(1_000), hold(60_000))))
    watched.clock.advance(1_500)
    watched.runner.tick()
    ended = next(pair for pair in watched.listener.heard if isinstance(pair[0], e.PhaseEnded))
    assert (ended[0].due_ms, ended[1]) == (1_000, 500)


def test_a_failing_sound_is_switched_off_told_once_and_the_session_goes_on() -> None:
    """A listener under guard can hurt nobody."""
    told: list[Exception] = []
    guarded = Guarded(ListenerDouble(RuntimeError("no sound")), told.append)
    after_it = ListenerDouble()
    runner = Runner(a_plan(), ManualClock(), [guarded, after_it])
    runner.send(c.Start())
    assert [str(error) for error in told] == ["no sound"]
    assert any(isinstance(event, e.PhaseStarted) for event in after_it.events)


def test_a_machine_that_slept_pauses_at_the_last_instant_it_was_seen() -> None:
    """Nothing of the night is played, no step is skipped, and the absence has its length."""
    watched = Watched(a_plan(a_step(hold(60_000)), a_step(hold(60_000))))
    watched.after(10_000)
    watched.clock.sleep(9 * 3_600_000)
    assert [type(event) for event in watched.after(1_000)] == [e.Paused]
    assert watched.pauses == [e.Paused(due_ms=10_000, step=0, why=c.PauseReason.SUSPENDED)]
    assert watched.runner.away_ms == 9 * 3_600_000 + 1_000
    assert watched.runner.view().elapsed_ms == 10_000


def test_a_process_that_was_stopped_pauses_too() -> None:
    """There the clock went on, and only the wake-up is late."""
    watched = Watched(a_plan(a_step(hold(60_000))))
    watched.after(10_000)
    watched.clock.advance(42_000)
    watched.runner.tick()
    assert [pause.due_ms for pause in watched.pauses] == [10_000]
    assert not any(isinstance(event, e.Finished) for event in watched.listener.events)
    watched.runner.send(c.Resume())
    events = watched.after(50_000)
    assert isinstance(events[-1], e.Finished)
    assert events[-1].performed_ms == 60_000


def test_a_busy_machine_is_no_absence() -> None:
    """Up to the limit the cues come late, in order, and the session runs on."""
    watched = Watched(a_plan(a_step(hold(60_000))))
    watched.clock.advance(1_000 + AWAY_MS - 1)
    watched.runner.tick()
    assert watched.pauses == []


def test_an_absence_during_the_countdown_back_cancels_it() -> None:
    """Nobody opens the lid into a running hold."""
    watched = Watched(a_plan(a_step(hold(60_000))))
    watched.runner.send(c.Pause())
    watched.runner.send(c.Resume(lead_ms=3_000))
    watched.clock.sleep(60_000)
    watched.after(10_000)
    assert watched.runner.state.status is Status.PAUSED
    assert not any(isinstance(event, e.Resumed) for event in watched.listener.events)


def test_an_absence_while_paused_or_finished_changes_nothing() -> None:
    """A pause is inert, however long the night."""
    watched = Watched(a_plan(a_step(hold(60_000))))
    watched.runner.send(c.Pause())
    watched.clock.sleep(3_600_000)
    assert watched.after(1_000) == []
    watched.runner.send(c.Stop())
    watched.clock.sleep(3_600_000)
    assert watched.after(1_000) == []


def test_an_absence_while_waiting_for_the_person_is_not_counted_as_work() -> None:
    """A lid closed on the way to the kettle is no eight-hour walk."""
    watched = Watched(a_plan(a_step(lead_in(1_000), wait())))
    watched.after(5_000)
    watched.clock.sleep(8 * 3_600_000)
    watched.after(1_000)
    assert watched.runner.view().performed_ms == 5_000


def test_a_key_after_an_absence_finds_the_session_paused() -> None:
    """The command is applied now, after the pause at the last instant seen."""
    watched = Watched(a_plan(a_step(hold(60_000)), a_step()))
    watched.after(10_000)
    watched.clock.advance(30_000)
    watched.runner.send(c.NextStep())
    assert watched.runner.state.status is Status.PAUSED
    assert (watched.runner.state.step, watched.runner.view().performed_ms) == (1, 10_000)


class CostlyClock(ManualClock):
    """A clock on which every look takes a millisecond, as on a busy machine."""

    def now_ms(self) -> int:
        """Return session time, a millisecond later each time."""
        self.advance(1)
        return super().now_ms()


@pytest.mark.parametrize("command", [c.NextStep(), c.Pause(), c.Extend(10_000), c.Back()])
def test_an_absence_right_after_a_key_pauses_and_does_not_go_back_in_time(command: c.Command) -> None:
    """Ctrl-Z in the same moment as a key: the session was last seen when the key was."""
    clock = CostlyClock()
    runner = Runner(a_plan(a_step(hold(60_000)), a_step(hold(60_000))), clock, [])
    runner.send(c.Start())
    clock.advance(500)
    runner.send(command)
    clock.advance(60_000)
    runner.tick()
    assert runner.state.status is Status.PAUSED
    assert runner.view().performed_ms < 1_000


def test_a_slow_disk_delays_no_sound() -> None:
    """All that happened in one tick reaches the sound before anybody else sees any of it."""
    clock = ManualClock()

    class Slow(ListenerDouble):
        def handle(self, event: e.Event, late_ms: int) -> None:
            super().handle(event, late_ms)
            clock.advance(200)

    sound, record = ListenerDouble(), Slow()
    runner = Runner(a_plan(a_step(lead_in(1_000), hold(20_000))), clock, [sound, record])
    runner.send(c.Start())
    assert {late_ms for _, late_ms in sound.heard} == {0}
    runner.send(c.Pause(c.PauseReason.PAIN))
    assert sound.heard[-1] == (sound.events[-1], 0)
    assert isinstance(sound.events[-1], e.Paused)


def test_a_wall_clock_that_jumps_changes_nothing() -> None:
    """Daylight saving and corrections from the network move only what the user's clock says."""
    watched = Watched(a_plan(a_step(hold(60_000))))
    watched.clock.set_wall_back(3_600_000)
    watched.after(30_000)
    assert watched.pauses == []
    assert watched.runner.view().elapsed_ms == 30_000


def test_the_system_clock_runs_at_its_rate_and_never_back() -> None:
    """Sixty times as fast, through the same code."""
    clock = SystemClock(rate=60)
    seen = [(clock.real_ms(), clock.now_ms(), clock.real_ms()) for _ in range(20_000)]
    assert all(60 * before <= now < 60 * (after + 1) for before, now, after in seen)
    assert [now for _, now, _ in seen] == sorted(now for _, now, _ in seen)
    assert seen[-1][1] > 0
    assert clock.to_real_s(60_000) == pytest.approx(1.0)
    assert clock.wall().tzinfo is not None
    assert clock.slept_ms() >= 0
