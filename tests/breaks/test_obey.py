"""What each command does, and when it is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from tests.breaks.desk import Desk
from unbend.breaks import commands as c
from unbend.breaks import events as e
from unbend.breaks.rhythm import PRESETS, AwayPolicy, FixedBreak, Preset, Span, WorkSettings
from unbend.breaks.state import TRANSITIONS, Status
from unbend.breaks.view import view
from unbend.units import HOUR, MINUTE, SECOND

CLASSIC = WorkSettings(beats=PRESETS[Preset.CLASSIC].beats)
LUNCH = FixedBreak(time(9, 30), "lunch-walk", 20 * MINUTE)


def due() -> Desk:
    """Return a desk at which a break is due at 9:30."""
    return Desk(CLASSIC, "2026-03-02 09:00").until("09:30")


@pytest.mark.parametrize("minutes", [2, 5, 10])
def test_a_break_is_postponed_by_two_five_or_ten_minutes(minutes: int) -> None:
    """It is announced again a minute before, and due then."""
    desk = due().minutes(1).does(c.Postpone(minutes * MINUTE)).minutes(minutes)
    assert desk.last(2) == [f"Mon 09:{30 + minutes} BreakAnnounced", f"Mon 09:{31 + minutes} BreakDue"]


def test_a_break_that_was_announced_can_be_answered_before_it_is_due() -> None:
    """Five minutes from when it would have come."""
    desk = Desk(CLASSIC, "2026-03-02 09:00").until("09:29:30").does(c.Postpone(5 * MINUTE))
    assert desk.state.due_ms - desk.now_ms == 5.5 * MINUTE
    again = Desk(CLASSIC, "2026-03-02 09:00").until("09:29:30").does(c.Skip())
    assert again.state.due_ms - again.now_ms == 30 * MINUTE


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (c.Postpone(3 * MINUTE), "a break is postponed by 2 or 5 or 10 minutes"),
        (c.Pause(0), "it needs a length"),
        (c.QuietFor(-1), "it needs a length"),
        (c.EndQuiet(), "no quiet was asked for"),
        (c.EndBreak(), "the work clock is waiting for an answer"),
        (c.Resume(), "the work clock is waiting for an answer"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_reason(command: c.Command, reason: str) -> None:
    """And changes nothing."""
    desk = due()
    before = desk.state
    desk.does(command)
    ignored = desk.events[-1]
    assert isinstance(ignored, e.CommandIgnored)
    assert (ignored.reason, desk.state) == (reason, before)


def test_nothing_is_taken_once_it_is_stopped() -> None:
    """Stop is final, and nothing comes by itself any more."""
    desk = due().does(c.Stop()).minutes(24 * 60)
    assert desk.last() == ["Mon 09:30 Stopped"]
    for command in TRANSITIONS[Status.WORKING]:
        assert command not in TRANSITIONS[Status.STOPPED]


def test_the_short_version_is_half_a_minute_and_counts() -> None:
    """Never longer than the break itself."""
    desk = due().does(c.TakeShort()).minutes(0.5)
    assert view(desk.state).break_ms == 30 * SECOND
    assert desk.last() == ["Mon 09:30:30 BreakTimeOver"]
    tiny = Desk(replace(CLASSIC, beats=(replace(CLASSIC.beats[0], break_ms=20 * SECOND),)), "2026-03-02 09:00")
    assert view(tiny.does(c.TakeShort()).state).break_ms == 20 * SECOND


def test_a_break_before_its_time_puts_the_next_one_off() -> None:
    """It is counted from its end, also outside the working hours."""
    desk = Desk(CLASSIC, "2026-03-02 09:00").until("09:25").does(c.TakeBreak()).minutes(2).does(c.EndBreak())
    assert desk.state.due_ms - desk.now_ms == 30 * MINUTE
    hours = ((Span(time(9), time(17)),),) * 7
    early = Desk(replace(CLASSIC, hours=hours), "2026-03-02 08:00").does(c.TakeBreak()).minutes(2).does(c.EndBreak())
    assert early.state.status is Status.OFF
    assert early.until("09:00").last() == ["Mon 09:00 WorkBegan"]


def test_a_break_into_the_evening_ends_work_when_it_ends() -> None:
    """Nobody is sent home from a break."""
    hours = ((Span(time(9), time(17)),),) * 7
    desk = Desk(replace(CLASSIC, hours=hours), "2026-03-02 16:00").until("16:59").does(c.TakeBreak()).until("17:05")
    assert desk.state.status is Status.BREAK
    taken = desk.does(c.EndBreak()).events[-1]
    assert isinstance(taken, e.BreakTaken)
    assert (taken.next_ms, desk.state.status) == (None, Status.OFF)


def test_a_pause_keeps_what_was_left() -> None:
    """Twenty minutes before it, twenty after it; a second one only says how long."""
    desk = Desk(CLASSIC, "2026-03-02 09:00").until("09:10").does(c.Pause()).minutes(180).does(c.Pause(HOUR))
    assert view(desk.state).paused_ms == HOUR
    desk.minutes(60)
    assert desk.last() == ["Mon 13:10 Resumed"]
    assert desk.state.due_ms - desk.now_ms == 20 * MINUTE


def test_a_break_that_waits_through_a_pause_is_there_after_it() -> None:
    """At once, but never right after it was due."""
    assert due().does(c.Pause(30 * MINUTE)).minutes(30).last(2) == ["Mon 10:00 Resumed", "Mon 10:00 BreakDue"]
    soon = due().does(c.Pause()).minutes(0.5).does(c.Resume()).minutes(2)
    assert soon.last(3) == ["Mon 09:30:30 Resumed", "Mon 09:31 BreakAnnounced", "Mon 09:32 BreakDue"]


def test_quiet_leaves_out_what_waits_and_what_comes() -> None:
    """Until it ends, by itself or because somebody says so."""
    desk = due().does(c.QuietFor(HOUR)).minutes(40)
    assert desk.told(e.BreakMissed) == ["Mon 09:30 BreakMissed", "Mon 10:00 BreakMissed"]
    assert view(desk.state).quiet_ms == 20 * MINUTE
    desk.does(c.EndQuiet()).minutes(20)
    assert not view(desk.state).is_quiet
    assert desk.last() == ["Mon 10:30 BreakDue"]


def test_two_skipped_in_a_row_make_it_quieter_for_an_hour_and_no_longer() -> None:
    """What is due then is shown only; one that was had begins the count anew."""
    desk = due().does(c.Skip()).minutes(30).does(c.Skip())
    assert desk.last() == ["Mon 10:00 Softened"]
    desk.minutes(30).does(c.Skip()).minutes(30).does(c.Skip())
    dues = [event.is_soft for event in desk.events if isinstance(event, e.BreakDue)]
    assert dues == [False, False, True, False]
    other = due().does(c.Skip()).minutes(30).does(c.TakeBreak()).minutes(1)
    other.does(c.EndBreak()).minutes(30).does(c.Skip())
    assert other.told(e.Softened) == []


def test_a_fixed_break_can_be_postponed_skipped_and_taken() -> None:
    """It stays what it is, and comes once a day."""
    settings = replace(CLASSIC, fixed=(LUNCH,))
    desk = Desk(settings, "2026-03-02 09:05").until("09:30").does(c.Postpone(5 * MINUTE)).minutes(5)
    assert view(desk.state).routine == "lunch-walk"
    desk.does(c.Postpone(10 * MINUTE)).minutes(2).does(c.TakeBreak())
    assert (view(desk.state).routine, view(desk.state).break_ms) == ("lunch-walk", 20 * MINUTE)
    desk.minutes(20).does(c.EndBreak()).until("23:00")
    assert [each.routine for each in desk.events if isinstance(each, e.BreakDue)] == ["lunch-walk", "lunch-walk", None]
    skipped = Desk(settings, "2026-03-02 09:05").until("09:30").does(c.Skip())
    assert skipped.state.due_ms - skipped.now_ms == 30 * MINUTE


def test_a_break_near_a_fixed_one_gives_way_to_it() -> None:
    """Due at 9:25, walk at 9:30: only the walk. At 9:15 both, and the walk ends the wait of what was not answered."""
    settings = replace(CLASSIC, fixed=(LUNCH,))
    assert Desk(settings, "2026-03-02 08:55").until("09:30").told(e.BreakDue) == ["Mon 09:30 BreakDue"]
    desk = Desk(settings, "2026-03-02 08:45").until("09:30")
    assert desk.last(3) == ["Mon 09:15 BreakDue", "Mon 09:30 BreakMissed", "Mon 09:30 BreakDue"]


@pytest.mark.parametrize("look_every_s", [6, 30, 600])
def test_a_fixed_break_right_after_another_keeps_its_distance_however_often_one_looks(look_every_s: int) -> None:
    """The break before its time ends at 9:29:30, so the walk of 9:30 comes two minutes later."""
    desk = Desk(replace(CLASSIC, fixed=(LUNCH,)), "2026-03-02 09:05").until("09:27:30").does(c.TakeBreak()).minutes(2)
    desk.does(c.EndBreak())
    for _ in range(0, 600, look_every_s):
        desk.minutes(look_every_s / 60)
    assert desk.told(e.BreakDue) == ["Mon 09:31:30 BreakDue"]


def test_a_fixed_break_of_which_nobody_was_told_waits_half_an_hour() -> None:
    """Away over it for less than its length: it comes on return. For longer: that was it."""
    settings = replace(CLASSIC, fixed=(LUNCH,))
    desk = Desk(settings, "2026-03-02 09:05").until("09:20").sleeps(15)
    assert desk.last(2) == ["Mon 09:35 CameBack", "Mon 09:35 BreakDue"]
    gone = Desk(settings, "2026-03-02 09:05").until("09:20").sleeps(25)
    assert gone.last(2) == ["Mon 09:45 BreakMissed", "Mon 09:45 CameBack"]


def test_what_a_screen_shows() -> None:
    """Time to the next, since the last, and who is there."""
    desk = Desk(CLASSIC, "2026-03-02 09:00")
    assert (view(desk.state).next_ms, view(desk.state).since_moved_ms) == (30 * MINUTE, None)
    desk.until("09:30")
    assert (view(desk.state).next_ms, view(desk.state).break_ms) == (0, 2 * MINUTE)
    desk.does(c.TakeBreak()).minutes(3)
    assert (view(desk.state).next_ms, view(desk.state).elapsed_ms) == (None, 3 * MINUTE)
    desk.does(c.EndBreak()).minutes(10)
    assert view(desk.state).since_moved_ms == 10 * MINUTE
    desk.idles(2).minutes(1)
    assert (view(desk.state).next_ms, view(desk.state).away_ms) == (None, 3 * MINUTE)


@pytest.mark.parametrize("due_at", ["09:20", "09:31"], ids=["before its time", "while one is due"])
def test_a_break_that_was_had_elsewhere_counts(due_at: str) -> None:
    """With its own length; the next one is counted from its end."""
    desk = Desk(CLASSIC, "2026-03-02 09:00").until(due_at).does(c.HadBreak(3 * MINUTE))
    taken = desk.events[-1]
    assert isinstance(taken, e.BreakTaken)
    assert (taken.length_ms, taken.is_short) == (3 * MINUTE, False)
    assert (desk.state.status, desk.state.due_ms - desk.now_ms) == (Status.WORKING, 30 * MINUTE)
    assert e.BreakBegan not in {type(event) for event in desk.events}  # nobody is to lead through it


def test_half_a_minute_had_elsewhere_is_the_short_version() -> None:
    """What is shorter is none."""
    taken = due().does(c.HadBreak(30 * SECOND)).events[-1]
    assert isinstance(taken, e.BreakTaken)
    assert taken.is_short
    ignored = due().does(c.HadBreak(29 * SECOND)).events[-1]
    assert isinstance(ignored, e.CommandIgnored)
    assert ignored.reason == "that was too short for a break"


def test_a_break_that_was_had_elsewhere_counts_once() -> None:
    """Not beside one that the work clock counted itself, and not beside the absence that it was."""
    desk = due().does(c.TakeShort()).minutes(1).does(c.EndBreak()).does(c.HadBreak(2 * MINUTE))
    assert desk.told(e.BreakTaken, e.CommandIgnored) == ["Mon 09:31 BreakTaken", "Mon 09:31 CommandIgnored"]
    desk = due().minutes(3).idles(2.5).does(c.HadBreak(3 * MINUTE))
    assert (desk.last(), desk.state.is_away) == (["Mon 09:33 BreakTaken"], False)
    assert desk.told(e.BreakMissed, e.CameBack) == []
    desk = due().minutes(20).idles(15).does(c.HadBreak(3 * MINUTE)).does(c.SeenActive())
    assert desk.told(e.BreakTaken) == []
    assert desk.last(2) == ["Mon 09:50 BreakMissed", "Mon 09:50 CameBack"]


def test_a_break_waits_as_long_as_it_is_to() -> None:
    """Then it is left out, with its reason, and the next one comes after a whole stretch of work."""
    patient = Desk(CLASSIC, "2026-03-02 09:00").until("12:00")
    assert patient.last() == ["Mon 09:30 BreakDue"]
    desk = Desk(replace(CLASSIC, waits_ms=10 * MINUTE), "2026-03-02 09:00").until("10:10")
    assert desk.last(3) == ["Mon 09:40 BreakMissed", "Mon 10:09 BreakAnnounced", "Mon 10:10 BreakDue"]
    (missed,) = (event for event in desk.events if isinstance(event, e.BreakMissed))
    assert missed.why is e.MissedWhy.UNANSWERED


def test_a_break_that_nobody_answered_is_no_dismissal() -> None:
    """It makes nothing quieter, neither in a row nor beside one that was skipped."""
    waiting = replace(CLASSIC, waits_ms=10 * MINUTE)
    desk = Desk(waiting, "2026-03-02 09:00").until("12:30")
    assert desk.told(e.BreakMissed) == [f"Mon {at} BreakMissed" for at in ("09:40", "10:20", "11:00", "11:40", "12:20")]
    desk = Desk(waiting, "2026-03-02 09:00").until("09:30").does(c.Skip()).until("12:30")
    assert len(desk.told(e.BreakSkipped, e.BreakMissed)) == 5
    assert desk.told(e.Softened) == []
    assert not any(event.is_soft for event in desk.events if isinstance(event, e.BreakDue))


def test_a_break_that_nobody_answered_can_still_be_had() -> None:
    """At any moment afterwards; the next one comes a whole stretch after its end."""
    desk = Desk(replace(CLASSIC, waits_ms=10 * MINUTE), "2026-03-02 09:00").until("09:41").does(c.TakeBreak())
    desk.minutes(2).does(c.EndBreak())
    assert desk.last(3) == ["Mon 09:41 BreakBegan", "Mon 09:43 BreakTimeOver", "Mon 09:43 BreakTaken"]
    assert desk.state.due_ms - desk.now_ms == 30 * MINUTE


def test_who_comes_back_to_a_break_has_its_whole_time_to_answer() -> None:
    """An absence that is no break itself took nothing of it: nobody is told that it is due, and left out at once."""
    settings = replace(CLASSIC, waits_ms=10 * MINUTE, away=AwayPolicy.PAUSE)
    desk = Desk(settings, "2026-03-02 09:00").until("09:33").idles(2).minutes(60).does(c.SeenActive())
    assert (desk.last(), desk.state.status) == (["Mon 10:33 CameBack"], Status.DUE)
    assert desk.until("10:44").last() == ["Mon 10:43 BreakMissed"]


def test_who_is_away_is_not_waited_for() -> None:
    """An absence is settled on return, as ever."""
    desk = Desk(replace(CLASSIC, waits_ms=10 * MINUTE), "2026-03-02 09:00").until("09:33").idles(2).minutes(60)
    assert desk.told(e.BreakMissed) == []
    missed, _ = desk.does(c.SeenActive()).events[-2:]
    assert isinstance(missed, e.BreakMissed)
    assert missed.why is e.MissedWhy.AWAY
