"""Whole days and weeks at a work clock: sleep, absence, the clock set, daylight saving, midnight, two terminals."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta, timezone

import pytest

from tests.breaks.desk import BERLIN, Desk
from unbend.breaks import commands as c
from unbend.breaks import events as e
from unbend.breaks.rhythm import PRESETS, AwayPolicy, FixedBreak, Preset, Span, WorkSettings, on_workdays
from unbend.breaks.view import view
from unbend.breaks.wall import was_set
from unbend.units import HOUR, MINUTE

CLASSIC = WorkSettings(beats=PRESETS[Preset.CLASSIC].beats)
NINE_TO_FIVE = replace(CLASSIC, hours=on_workdays(Span(time(9), time(17))))
ANNOUNCING = (e.BreakAnnounced, e.BreakDue)


def in_the_office(**changes: object) -> WorkSettings:
    """Return nine to five with some `changes`."""
    return replace(NINE_TO_FIVE, **changes)  # type: ignore[arg-type]  # one type per field, known to replace


# Sleep and absence


def test_a_lid_closed_for_nine_hours_is_one_absence() -> None:
    """Not the night's eighteen breaks one after the other."""
    desk = Desk(CLASSIC, "2026-03-02 22:00").until("22:10").sleeps(9 * 60)
    assert desk.last(2) == ["Tue 07:10 BreakMissed", "Tue 07:10 CameBack"]
    assert desk.lines[-1].endswith("You were away 9 h, which counts as a break; the next break is in 30 min.")
    desk.until("07:40")
    assert desk.told(*ANNOUNCING) == ["Tue 07:39 BreakAnnounced", "Tue 07:40 BreakDue"]


def test_a_break_that_waited_while_the_lid_was_closed_is_told_once_as_left_out() -> None:
    """It is not asked for again: being away was the break."""
    desk = Desk(CLASSIC, "2026-03-02 22:00").until("22:35").sleeps(9 * 60)
    assert desk.last(2) == ["Tue 07:35 BreakMissed", "Tue 07:35 CameBack"]


@pytest.mark.parametrize(
    ("policy", "minutes", "told"),
    [
        (AwayPolicy.COUNT, 1, ["09:21 CameBack", "09:29 BreakAnnounced", "09:30 BreakDue"]),
        (AwayPolicy.COUNT, 2, ["09:22 CameBack", "09:51 BreakAnnounced", "09:52 BreakDue"]),
        (AwayPolicy.COUNT, 42, ["10:02 BreakMissed", "10:02 CameBack", "10:31 BreakAnnounced"]),
        (AwayPolicy.PAUSE, 42, ["10:02 CameBack", "10:11 BreakAnnounced", "10:12 BreakDue"]),
        (AwayPolicy.RESET, 1, ["09:21 CameBack", "09:50 BreakAnnounced", "09:51 BreakDue"]),
    ],
)
def test_what_an_absence_means_is_a_policy_with_a_name(policy: AwayPolicy, minutes: int, told: list[str]) -> None:
    """Away at 9:20, with two minutes every half hour and the next break at 9:30."""
    desk = Desk(replace(CLASSIC, away=policy), "2026-03-02 09:00").until("09:20").sleeps(minutes).minutes(60)
    assert desk.told()[1 : 1 + len(told)] == [f"Mon {each}" for each in told]


def test_a_short_absence_over_the_instant_of_a_break_makes_it_due_on_return() -> None:
    """Once, now, and not a minute ago."""
    desk = Desk(CLASSIC, "2026-03-02 09:00").until("09:29:30").sleeps(1.5)
    assert desk.last(2) == ["Mon 09:31 CameBack", "Mon 09:31 BreakDue"]
    assert desk.lines[-2].endswith("You were away 1 min.")


def test_half_a_minute_without_a_key_is_no_absence() -> None:
    """Somebody reads; a sleep as short as that is one late look."""
    desk = Desk(CLASSIC, "2026-03-02 09:00").until("09:29:45").sleeps(0.5)
    assert desk.last() == ["Mon 09:30 BreakDue"]
    assert desk.does(c.SeenIdle(desk.now_ms - MINUTE // 2)).last() == ["Mon 09:30 BreakDue"]


def test_nothing_is_announced_to_nobody() -> None:
    """Away since 9:27 and noticed at 9:29, so the break of 9:30 comes with them."""
    desk = Desk(replace(CLASSIC, away=AwayPolicy.PAUSE), "2026-03-02 09:00").until("09:28").idles(1).until("10:28")
    assert desk.last() == ["Mon 09:28 AwayNoticed"]
    assert desk.does(c.SeenActive()).minutes(3).last(2) == ["Mon 10:30 BreakAnnounced", "Mon 10:31 BreakDue"]


def test_whoever_gives_a_command_is_there() -> None:
    """The machine need not tell it first."""
    desk = Desk(CLASSIC, "2026-03-02 09:00").until("09:10").idles(3).until("09:12").does(c.TakeBreak())
    assert desk.last(3) == ["Mon 09:10 AwayNoticed", "Mon 09:12 CameBack", "Mon 09:12 BreakBegan"]


def test_a_break_is_not_an_absence() -> None:
    """Nobody types while they stretch; closing the lid meanwhile ends nothing either."""
    desk = Desk(CLASSIC, "2026-03-02 09:00").until("09:30").does(c.TakeBreak()).minutes(1).idles(1).sleeps(20)
    assert desk.last(2) == ["Mon 09:30 BreakBegan", "Mon 09:32 BreakTimeOver"]
    assert desk.does(c.EndBreak()).state.due_ms == desk.now_ms + 30 * MINUTE


def test_a_pause_that_ended_in_the_night_ends_on_return() -> None:
    """It counts from the return, not from an hour at which nobody was there."""
    desk = Desk(CLASSIC, "2026-03-02 21:00").until("21:10").does(c.Pause(HOUR)).minutes(5).sleeps(10 * 60).minutes(31)
    assert desk.told(e.Resumed, e.CameBack, *ANNOUNCING) == [
        "Tue 07:15 Resumed",
        "Tue 07:15 CameBack",
        "Tue 07:44 BreakAnnounced",
        "Tue 07:45 BreakDue",
    ]


def test_a_fortnight_away_is_one_sentence() -> None:
    """With working hours, fixed breaks and all: one sentence, and the day goes on from there."""
    fixed = (FixedBreak(time(12, 30), "lunch-walk", 20 * MINUTE),)
    for policy in AwayPolicy:
        desk = Desk(in_the_office(fixed=fixed, away=policy), "2026-03-02 09:00").until("16:59").sleeps(14 * 24 * 60)
        assert sum(isinstance(each, e.CameBack) for each in desk.events) == 1
        since = desk.events[[isinstance(each, e.CameBack) for each in desk.events].index(True) :]
        assert not [each for each in since if isinstance(each, ANNOUNCING)]


# The clock on the wall


@pytest.mark.parametrize("minutes", [-25 * 60, -60, -7, 7, 60, 25 * 60])
def test_setting_the_clock_moves_no_interval(minutes: int) -> None:
    """Twenty minutes of work are left, whatever the clock says."""
    desk = Desk(CLASSIC, "2026-03-02 09:00").until("09:10").sets_clock(minutes)
    assert desk.state.due_ms - desk.now_ms == 20 * MINUTE
    desk.minutes(20)
    assert [type(each) for each in desk.events[1:]] == [e.ClockChanged, e.BreakAnnounced, e.BreakDue]


def test_a_fixed_break_comes_once_though_the_clock_is_set_back_over_it() -> None:
    """Half past twelve twice a day is no second lunch."""
    settings = replace(CLASSIC, fixed=(FixedBreak(time(12, 30), "lunch-walk", 20 * MINUTE),))
    desk = Desk(settings, "2026-03-02 12:20").until("12:30").does(c.TakeBreak()).minutes(20).does(c.EndBreak())
    desk.sets_clock(-30).until("12:49")
    assert [each.routine for each in desk.events if isinstance(each, e.BreakDue)] == ["lunch-walk"]


def test_a_fixed_break_that_the_clock_jumped_over_is_not_made_up_for() -> None:
    """Never a time in the past; tomorrow there is one again."""
    settings = replace(CLASSIC, fixed=(FixedBreak(time(12, 30), "lunch-walk", 20 * MINUTE),))
    desk = Desk(settings, "2026-03-02 12:25").until("12:27").sets_clock(60).minutes(25)
    assert not [each for each in desk.events if isinstance(each, ANNOUNCING)]


def test_a_clock_set_into_the_evening_ends_work_and_set_back_begins_it() -> None:
    """Working hours go by the clock on the wall."""
    desk = Desk(NINE_TO_FIVE, "2026-03-02 16:00").minutes(10).sets_clock(120).minutes(5).sets_clock(-120)
    assert desk.told(e.WorkEnded, e.WorkBegan) == ["Mon 16:00 WorkBegan", "Mon 18:10 WorkEnded", "Mon 16:15 WorkBegan"]


def test_quiet_until_three_means_three_on_the_wall() -> None:
    """Though the clock is put right meanwhile; yet never for longer than a day."""
    desk = Desk(CLASSIC, "2026-03-02 14:00").does(c.QuietUntil(time(15))).sets_clock(30)
    assert desk.state.quiet_until_ms == desk.now_ms + 30 * MINUTE
    desk.sets_clock(-3 * 24 * 60)
    assert desk.state.quiet_until_ms == desk.now_ms + 24 * HOUR


def test_a_clock_set_while_nobody_is_there_foretells_nothing() -> None:
    """What comes next is decided on return; until then it would be an instant that is past."""
    desk = Desk(CLASSIC, "2026-03-02 09:00").until("09:20").idles(1).until("10:20").sets_clock(60)
    changed = desk.events[-1]
    assert isinstance(changed, e.ClockChanged)
    assert changed.next_ms is None


# Daylight saving


@pytest.mark.parametrize(("day", "hours"), [("2026-03-29", 23), ("2026-10-25", 25)])
def test_intervals_do_not_notice_daylight_saving(day: str, hours: int) -> None:
    """Sunday has 23 hours or 25, each of them with its two breaks that wait for nobody."""
    desk = Desk(CLASSIC, f"{day} 00:00")
    begin_ms, count = desk.now_ms, 0
    while desk.wall.date().isoformat() == day:
        desk.minutes(30).does(c.Skip())
        count += 1
    assert count == hours * 2
    assert desk.now_ms - begin_ms == hours * HOUR


@pytest.mark.parametrize(
    ("day", "hours"),
    [("2026-03-29", 2), ("2026-10-25", 4)],
)
def test_working_hours_over_the_change_of_the_clocks(day: str, hours: int) -> None:
    """From one to four in the night: as long as the clock on the wall makes it."""
    week = ((),) * 6 + ((Span(time(1), time(4)),),)
    desk = Desk(replace(CLASSIC, hours=week), f"{day} 00:30").minutes(6 * 60)
    began, ended = desk.events[0].due_ms, desk.events[-1].due_ms
    assert desk.told(e.WorkBegan, e.WorkEnded) == ["Sun 01:00 WorkBegan", "Sun 04:00 WorkEnded"]
    assert ended - began == hours * HOUR


@pytest.mark.parametrize(
    ("day", "due"),
    [("2026-03-28", ["Sat 02:30", "Sun 03:30", "Mon 02:30"]), ("2026-10-24", ["Sat 02:30", "Sun 02:30", "Mon 02:30"])],
)
def test_a_fixed_break_in_the_hour_that_is_left_out_or_comes_twice(day: str, due: list[str]) -> None:
    """Once a day, an hour later where its time does not exist."""
    settings = WorkSettings(
        beats=PRESETS[Preset.HOURLY].beats, fixed=(FixedBreak(time(2, 30), "lunch-walk", 20 * MINUTE),)
    )
    desk = Desk(settings, f"{day} 02:00")
    for _ in range(600):
        desk.minutes(5)
        if desk.state.status == "due":
            desk.does(c.TakeBreak()).minutes(5).does(c.EndBreak())
    lunches = [
        desk.state.clock.at(each.due_ms) for each in desk.events if isinstance(each, e.BreakDue) and each.routine
    ]
    assert [f"{each:%a %H:%M}" for each in lunches] == due


def test_a_machine_that_knows_only_its_present_offset_follows_it() -> None:
    """Where no zone is known the clock on the wall is told anew when the offset changes, and nothing is said of it."""
    winter, summer = timezone(timedelta(hours=1)), timezone(timedelta(hours=2))
    desk = Desk(NINE_TO_FIVE, "2026-03-27 18:00")
    desk.state = replace(desk.state, clock=replace(desk.state.clock, zone=winter))
    desk.minutes(2 * 24 * 60)
    told = desk.state.clock.at(desk.now_ms).astimezone(summer)
    assert was_set(desk.state.clock, told, desk.now_ms)
    assert not was_set(desk.state.clock, told.astimezone(winter), desk.now_ms)
    desk.does(c.ClockSet(told)).until("2026-03-30 09:00")
    assert desk.told(e.ClockChanged) == []
    assert desk.told(e.WorkBegan) == ["Mon 09:00 WorkBegan"]


# Days


def test_midnight_is_a_minute_like_any_other() -> None:
    """A night shift has its breaks on both sides of it."""
    week = ((Span(time(22), time(6)),),) * 7
    desk = Desk(replace(CLASSIC, hours=week), "2026-03-02 21:00").until("23:45").does(c.TakeBreak()).minutes(2)
    desk.does(c.EndBreak()).minutes(30)
    assert desk.last(3) == ["Mon 23:47 BreakTaken", "Tue 00:16 BreakAnnounced", "Tue 00:17 BreakDue"]
    assert desk.until("08:00").last(2) == ["Tue 06:00 BreakMissed", "Tue 06:00 WorkEnded"]


def test_quiet_hours_over_midnight() -> None:
    """What waits when they begin is left out, and nothing comes before they are over."""
    week = ((Span(time(23), time(1)),),) * 7
    desk = Desk(replace(CLASSIC, quiet_hours=week), "2026-03-02 22:00").minutes(3.5 * 60)
    assert desk.told(e.BreakMissed) == [
        f"{at} BreakMissed" for at in ("Mon 23:00", "Mon 23:30", "Tue 00:00", "Tue 00:30")
    ]
    assert desk.told(*ANNOUNCING) == [
        "Mon 22:29 BreakAnnounced",
        "Mon 22:30 BreakDue",
        "Tue 01:00 BreakDue",
    ]


def test_a_weekend_is_free() -> None:
    """From Friday at five to Monday at nine nothing is due."""
    desk = Desk(NINE_TO_FIVE, "2026-03-06 16:45").until("2026-03-09 09:29")
    assert desk.told() == [
        "Fri 16:45 WorkBegan",
        "Fri 17:00 WorkEnded",
        "Mon 09:00 WorkBegan",
        "Mon 09:29 BreakAnnounced",
    ]
    assert desk.lines[1].endswith("The working hours are over. They begin again at 09:00 on Monday.")


def test_a_view_says_how_long_it_is_until_the_working_hours() -> None:
    """Outside of them, by the clock on the wall; never where there are none."""
    desk = Desk(NINE_TO_FIVE, "2026-03-06 16:45")
    assert view(desk.state).hours_begin_ms is None
    assert view(desk.until("2026-03-07 09:00").state).hours_begin_ms == 48 * HOUR
    assert view(desk.until("2026-03-09 09:00").state).hours_begin_ms is None
    assert view(Desk(replace(NINE_TO_FIVE, hours=((),) * 7), "2026-03-06 16:45").state).hours_begin_ms is None


def test_two_terminals_are_one_person() -> None:
    """Both show the same break; who answers second is told that it was answered, and nothing happens twice."""
    desk = Desk(CLASSIC, "2026-03-02 09:00").until("09:30").does(c.TakeBreak(), c.TakeBreak())
    desk.minutes(2).does(c.EndBreak(), c.EndBreak()).until("10:02").does(c.Skip(), c.Postpone(5 * MINUTE))
    assert desk.told()[3:] == [
        "Mon 09:30 BreakBegan",
        "Mon 09:30 CommandIgnored",
        "Mon 09:32 BreakTimeOver",
        "Mon 09:32 BreakTaken",
        "Mon 09:32 CommandIgnored",
        "Mon 10:01 BreakAnnounced",
        "Mon 10:02 BreakDue",
        "Mon 10:02 BreakSkipped",
        "Mon 10:02 CommandIgnored",
    ]
    assert desk.lines[-1].endswith("Not now: no break is near.")


def test_sitting_standing_moving() -> None:
    """A change of posture is said and waits for nobody; the break comes after it, then it begins anew."""
    desk = Desk(WorkSettings(beats=PRESETS[Preset.SIT_STAND_MOVE].beats), "2026-03-02 09:00").until("09:28")
    desk.does(c.TakeBreak()).minutes(2).does(c.EndBreak()).minutes(20)
    assert desk.told()[1:] == [
        "Mon 09:20 PostureDue",
        "Mon 09:27 BreakAnnounced",
        "Mon 09:28 BreakDue",
        "Mon 09:28 BreakBegan",
        "Mon 09:30 BreakTimeOver",
        "Mon 09:30 BreakTaken",
        "Mon 09:50 PostureDue",
    ]


def test_the_clock_on_the_wall_needs_a_zone() -> None:
    """A time without one could be any instant: a bug of the shell."""
    with pytest.raises(ValueError, match="zone"):
        Desk(CLASSIC, "2026-03-02 09:00").does(c.ClockSet(datetime(2026, 3, 2, 9)))  # noqa: DTZ001  # the point of it
    assert Desk(CLASSIC, "2026-03-02 09:00").wall.tzinfo is BERLIN
