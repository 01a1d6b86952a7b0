"""A work clock that goes on after a restart."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import time, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.breaks.desk import Desk, at
from unbend.breaks import commands as c
from unbend.breaks import events as e
from unbend.breaks.kept import keep, restored
from unbend.breaks.rhythm import PRESETS, FixedBreak, Preset, WorkSettings
from unbend.breaks.schedule import next_due
from unbend.breaks.state import Status
from unbend.units import HOUR, MINUTE

if TYPE_CHECKING:
    from unbend.breaks.schedule import Outcome

CLASSIC = WorkSettings(beats=PRESETS[Preset.CLASSIC].beats)
LUNCH = FixedBreak(time(12, 30), "lunch-walk", 20 * MINUTE)


def after_restart(desk: Desk, minutes: float, *, now_ms: int = 0) -> Outcome:
    """Kill the process, and start it again so many minutes later on another steady clock."""
    kept = json.loads(json.dumps(keep(desk.state)))
    return restored(desk.state.settings, kept, desk.wall + timedelta(minutes=minutes), now_ms)


def test_a_restart_half_a_minute_later_changes_nothing() -> None:
    """The break comes when it would have come."""
    found = after_restart(Desk(CLASSIC, "2026-03-02 09:00").until("09:10"), 0.5)
    assert found.events == ()
    assert next_due(found.state) == 18.5 * MINUTE


def test_a_restart_an_hour_later_is_an_absence() -> None:
    """Nothing ran: nobody can say that somebody sat there."""
    found = after_restart(Desk(CLASSIC, "2026-03-02 09:00").until("09:10"), 60)
    assert [type(each) for each in found.events] == [e.BreakMissed, e.CameBack]
    assert found.state.due_ms == 30 * MINUTE


def test_a_break_that_was_under_way_was_had() -> None:
    """As far as it was seen; the next is counted from the last look."""
    desk = Desk(CLASSIC, "2026-03-02 09:00").until("09:30").does(c.TakeBreak()).minutes(1)
    found = after_restart(desk, 0.5)
    (taken,) = found.events
    assert isinstance(taken, e.BreakTaken)
    assert taken.length_ms == MINUTE
    assert found.state.due_ms == 29.5 * MINUTE


def test_a_break_that_waited_waits_on() -> None:
    """It is not announced a second time."""
    found = after_restart(Desk(CLASSIC, "2026-03-02 09:00").until("09:31"), 0.5)
    assert (found.events, found.state.status) == ((), Status.DUE)


def test_a_pause_a_quiet_and_a_fixed_break_are_kept() -> None:
    """By the calendar, so that they end when they were to end."""
    desk = Desk(replace(CLASSIC, fixed=(LUNCH,)), "2026-03-02 12:29").until("12:30").does(c.Postpone(5 * MINUTE))
    desk.does(c.QuietUntil(time(15)), c.Pause(HOUR))
    state = after_restart(desk, 0.5).state
    assert state.quiet_until_ms == 150 * MINUTE - MINUTE // 2
    assert state.paused_until_ms == HOUR - MINUTE // 2
    assert (state.fixed, state.fixed_seen, state.left_ms) == (0, (at("2026-03-02 12:30").date(),), 5 * MINUTE)


def test_other_settings_meanwhile_do_no_harm() -> None:
    """A fixed break that is no longer there is forgotten, and so is a beat."""
    desk = Desk(replace(CLASSIC, fixed=(LUNCH,)), "2026-03-02 12:29").until("12:30").does(c.Postpone(5 * MINUTE))
    kept = {**keep(desk.state), "beat": 7}
    found = restored(CLASSIC, kept, desk.wall, 0)
    assert (found.state.fixed, found.state.beat) == (None, 0)
    assert next_due(found.state) is not None


def test_a_clock_set_back_meanwhile_leaves_nothing_ahead_of_now() -> None:
    """Ten minutes of work are ten minutes of work."""
    desk = Desk(CLASSIC, "2026-03-02 09:00").until("09:20").does(c.TakeBreak()).minutes(2).does(c.EndBreak()).minutes(5)
    state = after_restart(desk, -600, now_ms=99).state
    assert state.now_ms == 99
    assert state.due_ms == 99 + 25 * MINUTE
    assert state.moved_ms == 99 - 5 * MINUTE


@pytest.mark.parametrize(
    "change",
    [
        {"format": 0},
        {"status": "asleep"},
        {"status": "stopped"},
        {"due_ms": None},
        {"due_ms": "soon"},
        {"beat": None},
        {"fixed_seen": None},
        {"fixed_seen": {"12:30:00 lunch-walk": "someday"}},
        {"quiet_until": "three"},
        {"break": {"at_ms": 0}},
        {"break": []},
        {"status": "break", "break": None},
    ],
)
def test_what_is_no_work_clock_is_refused(change: dict[str, Any]) -> None:
    """With a `ValueError`, and nothing else: whoever reads it begins anew."""
    desk = Desk(replace(CLASSIC, fixed=(LUNCH,)), "2026-03-02 09:00")
    kept = {**keep(desk.state), **change}
    with pytest.raises(ValueError, match=r"."):
        restored(desk.state.settings, kept, desk.wall, 0)
    for name in keep(desk.state):
        fewer = {key: value for key, value in keep(desk.state).items() if key != name}
        with pytest.raises(ValueError, match="no work clock"):
            restored(desk.state.settings, fewer, desk.wall, 0)
