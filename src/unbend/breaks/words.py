"""Event -> one short sentence, for a line, a log or a notification. No colour, no keys, no praise and no blame."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from unbend.breaks import events as e
from unbend.breaks.coming import hours_begin_ms, is_quiet, next_break_ms
from unbend.breaks.rhythm import BeatKind
from unbend.breaks.state import Status
from unbend.units import MINUTE, format_span

if TYPE_CHECKING:
    from datetime import datetime

    from unbend.breaks.state import State
    from unbend.breaks.wall import WallClock
    from unbend.units import Ms

_MISSED = {
    e.MissedWhy.QUIET: "A break was left out: it is quiet now.",
    e.MissedWhy.AWAY: "A break was left out: nobody was here.",
    e.MissedWhy.HOURS: "A break was left out: the working hours are over.",
    e.MissedWhy.FIXED: "A break was left out: a fixed one has its time.",
    e.MissedWhy.LEFT: "It is not counted as a break.",
    e.MissedWhy.STOPPED: "A break was left out: the work clock was stopped.",
    e.MissedWhy.UNANSWERED: "A break was left out: nobody answered.",
}


def line(event: e.Event, clock: WallClock) -> str:
    """Return the line of a log for `event`: day and time by the clock on the wall, and the sentence."""
    return f"{clock.at(event.due_ms):%a %d %b %H:%M:%S}  {sentence(event, clock)}"


def sentence(event: e.Event, clock: WallClock) -> str:  # noqa: C901, PLR0911, PLR0912  # one row per event
    """Return what is said of `event`."""
    match event:
        case e.WorkBegan(next_ms=next_ms):
            return f"Work is counted from here.{_next(next_ms, event, clock)}"
        case e.WorkEnded(next_ms=next_ms):
            begins = "" if next_ms is None else f" They begin again {_when(next_ms, event, clock)}."
            return f"The working hours are over.{begins}"
        case e.BreakAnnounced(at_ms=at_ms):
            return f"In {format_span(at_ms - event.due_ms)}: {_what(event)}."
        case e.BreakDue():
            return f"Time for {_what(event)}."
        case e.PostureDue(kind=kind):
            return f"Time to go on {'standing' if kind is BeatKind.STAND else 'another way'}."
        case e.BreakPostponed(by_ms=by_ms, at_ms=at_ms):
            return f"Postponed by {format_span(by_ms)}, to {_when(at_ms, event, clock, at='')}."
        case e.BreakSkipped(next_ms=next_ms):
            return f"Not this one.{_next(next_ms, event, clock)}"
        case e.BreakMissed(why=why):
            return _MISSED[why]
        case e.BreakBegan(is_short=is_short, is_early=is_early):
            how = "the short version, " * is_short + "before its time, " * is_early
            return f"The break begins: {how}{format_span(event.break_ms)}."
        case e.BreakTimeOver():
            return "The time for this break is over; it lasts until you are done."
        case e.BreakTaken(length_ms=length_ms, next_ms=next_ms):
            return f"Back after {format_span(length_ms)}.{_next(next_ms, event, clock)}"
        case e.Softened(until_ms=until_ms):
            return f"Quieter until {_when(until_ms, event, clock, at='')}: breaks are shown without a sound."
        case e.QuietAsked(until_ms=until_ms):
            return _until("Quiet", until_ms, event.due_ms, clock)
        case e.QuietEnded():
            return "No longer quiet."
        case e.Paused(until_ms=until_ms):
            return _until("Paused", until_ms, event.due_ms, clock)
        case e.Resumed(next_ms=next_ms):
            return f"Going on.{_next(next_ms, event, clock)}"
        case e.AwayNoticed(since_ms=since_ms):
            return f"Nobody here since {_when(since_ms, event, clock, at='')}."
        case e.CameBack():
            return _back(event)
        case e.ClockChanged(by_ms=by_ms, next_ms=next_ms):
            way = "forward" if by_ms > 0 else "back"
            return f"The clock was set {way} by {format_span(abs(by_ms))}.{_next(next_ms, event, clock)}"
        case e.Stopped():
            return "The work clock is stopped."
        case e.CommandIgnored(reason=reason):
            return f"Not now: {reason}."


def standing(state: State) -> str:
    """Return how things stand, for somebody who has heard nothing yet."""
    now_ms, clock = state.now_ms, state.clock
    match state.status:
        case Status.DUE:
            said = "A break is due."
        case Status.BREAK:
            said = "A break is under way."
        case Status.PAUSED:
            said = _until("Paused", state.paused_until_ms, now_ms, clock)
        case Status.OFF:
            begin_ms = hours_begin_ms(state)
            begins = "" if begin_ms is None else f"; work is counted from {_at(begin_ms, now_ms, clock, at='')}"
            said = f"Outside the working hours{begins}."
        case _:
            said = f"The next break is {_at(next_break_ms(state), now_ms, clock)}."
    is_asked = state.quiet_until_ms is not None and state.quiet_until_ms > now_ms
    quiet = f" {_until('Quiet', state.quiet_until_ms, now_ms, clock)}" if is_asked else ""
    return f"{said}{quiet or ' It is quiet now.' * is_quiet(state, now_ms)}"


def _until(word: str, until_ms: Ms | None, now_ms: Ms, clock: WallClock) -> str:
    return f"{word}." if until_ms is None else f"{word} until {_at(until_ms, now_ms, clock, at='')}."


def _what(plans: e.Plans) -> str:
    length = format_span(plans.break_ms)
    if plans.routine is not None:
        return f"{plans.routine}, {length}"
    return f"a {'walk' if plans.kind is BeatKind.WALK else 'break'} of {length}"


def _back(event: e.CameBack) -> str:
    counts = ", which counts as a break" if event.is_break else ""
    away = f"You were away {_minutes(event.away_ms)}{counts}"
    if event.is_due:
        return f"{away}; a break is due."
    if event.next_ms is None or event.next_ms <= event.due_ms:
        return f"{away}."
    return f"{away}; the next break is in {_minutes(event.next_ms - event.due_ms)}."


def _minutes(span: Ms) -> str:
    """Return `span` in words, in whole minutes from one minute on: seconds of an absence help nobody."""
    return format_span(span if span < MINUTE else span // MINUTE * MINUTE)


def _next(next_ms: Ms | None, event: e.Event, clock: WallClock) -> str:
    return "" if next_ms is None else f" The next break is {_when(next_ms, event, clock)}."


def _when(at_ms: Ms, event: e.Event, clock: WallClock, at: str = "at ") -> str:
    """Return the time of `at_ms` on the wall as `event` tells of it."""
    return _at(at_ms, event.due_ms, clock, at)


def _at(at_ms: Ms, now_ms: Ms, clock: WallClock, at: str = "at ") -> str:
    """Return the time of `at_ms` on the wall, as somebody reads it at `now_ms`."""
    return f"{at}{time_of_day(clock.at(at_ms), clock.at(now_ms))}"


def time_of_day(wall: datetime, now: datetime) -> str:
    """Return the time of `wall`, as somebody reads it at `now`: with the day where that is not plain."""
    is_near = abs(wall - now) < timedelta(hours=12) or wall.date() == now.date()
    seconds = ":%S" if wall.second else ""
    return wall.strftime(f"%H:%M{seconds}" if is_near else f"%H:%M{seconds} on %A")


def title(break_ms: Ms) -> str:
    """Return the title of the terminal's window while a break so long is due."""
    return f"Break, {format_span(break_ms)} - Unbend"
