"""The commands, one rule each: what is refused and why, and which moves follow.

Whether a command fits the status at all is the table's business (`state.TRANSITIONS`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from unbend.breaks import commands as c
from unbend.breaks import events as e
from unbend.breaks.coming import next_break, next_break_beat, upcoming, waiting
from unbend.breaks.rhythm import POSTPONEMENTS_MS, SHORT_MS, is_break
from unbend.breaks.state import TRANSITIONS, Status
from unbend.breaks.turn import SKIPS_IN_A_ROW, SOFT_MS
from unbend.breaks.wall import SET_BY_MS, wall_clock
from unbend.units import HOUR, MINUTE

if TYPE_CHECKING:
    from datetime import datetime

    from unbend.breaks.state import Planned
    from unbend.breaks.turn import Turn
    from unbend.units import Ms

LEAST_AWAY_MS: Ms = MINUTE
"""Somebody who reads a page without touching a key is not away."""
_LONGEST_QUIET_MS: Ms = 24 * HOUR
_NOT_NEAR = "no break is near"
_NO_LENGTH = "it needs a length"


def obey(turn: Turn, command: c.Command) -> str | None:  # noqa: C901, PLR0911, PLR0912  # one row per command
    """Apply `command` at the settled instant; return why it was ignored, or None."""
    if type(command) not in TRANSITIONS[turn.state.status]:
        return f"the work clock is {_WORDS[turn.state.status]}"
    match command:
        case c.TakeBreak():
            return _take(turn, is_short=False)
        case c.TakeShort():
            return _take(turn, is_short=True)
        case c.EndBreak(is_had=is_had):
            turn.end_break(is_had=is_had)
        case c.HadBreak(length_ms=length_ms):
            return _had(turn, length_ms)
        case c.Postpone(by_ms=by_ms):
            return _postpone(turn, by_ms)
        case c.Skip():
            return _skip(turn)
        case c.Pause(for_ms=for_ms):
            return _pause(turn, for_ms)
        case c.Resume():
            turn.resume()
        case c.QuietFor(for_ms=for_ms):
            return _be_quiet(turn, turn.state.now_ms + for_ms, None)
        case c.QuietUntil(at=at):
            until_ms = turn.state.clock.next_time(at, turn.state.now_ms)
            return _be_quiet(turn, until_ms, turn.state.clock.at(until_ms))
        case c.EndQuiet():
            return _end_quiet(turn)
        case c.SeenIdle(since_ms=since_ms):
            _go_away(turn, since_ms)
        case c.SeenActive() if turn.state.is_away:
            turn.come_back()
        case c.SeenActive() | c.Slept():
            pass  # nothing new; what a sleep meant `schedule.apply` has settled before
        case c.ClockSet(wall=wall):
            _set_clock(turn, wall)
        case c.Stop(is_had=is_had):
            turn.close_break(is_had=is_had)
            turn.change(status=Status.STOPPED, under_way=None, away_since_ms=None)
            turn.events.append(e.Stopped(due_ms=turn.state.now_ms))
    return None


_WORDS = {
    Status.WORKING: "counting work",
    Status.DUE: "waiting for an answer",
    Status.BREAK: "in a break",
    Status.PAUSED: "paused",
    Status.OFF: "outside the working hours",
    Status.STOPPED: "stopped",
}


def _near(turn: Turn) -> Planned | None:
    """Return the break that is due, was announced, or is a fixed one that waits; None where none is near."""
    state = turn.state
    if state.status is Status.WORKING and (state.is_announced or state.fixed is not None):
        return upcoming(state)
    return waiting(state) if state.status is Status.DUE else None


def _take(turn: Turn, *, is_short: bool) -> str | None:
    near = _near(turn)
    plan = near or next_break(turn.state)
    break_ms = min(SHORT_MS, plan.break_ms) if is_short else plan.break_ms
    if plan.fixed is None:
        turn.change(beat=next_break_beat(turn.state))
    turn.begin_break(plan, break_ms, is_short=is_short, is_early=near is None)
    return None


def _had(turn: Turn, length_ms: Ms) -> str | None:
    state = turn.state
    plan = _near(turn) or next_break(state)
    if not is_break(length_ms, plan.break_ms):
        return "that was too short for a break"
    began_ms = state.now_ms - length_ms
    if state.away_since_ms is not None and state.away_since_ms < began_ms - LEAST_AWAY_MS:
        return "nobody has been here for longer, which is counted on return"
    if state.moved_ms is not None and state.moved_ms > began_ms:
        return "a break was counted meanwhile"
    turn.change(away_since_ms=None)  # nobody typed because of this very break
    if plan.fixed is None:
        turn.change(beat=next_break_beat(turn.state))
    turn.had_break(plan, length_ms, is_short=length_ms < plan.break_ms)
    return None


def _postpone(turn: Turn, by_ms: Ms) -> str | None:
    plan = _near(turn)
    if plan is None:
        return _NOT_NEAR
    if by_ms not in POSTPONEMENTS_MS:
        return f"a break is postponed by {' or '.join(str(each // MINUTE) for each in POSTPONEMENTS_MS)} minutes"
    now_ms = turn.state.now_ms
    turn.mark_seen(plan)
    turn.change(fixed=plan.fixed)
    turn.plan_from(now_ms, max(plan.at_ms, now_ms) + by_ms - now_ms)
    turn.events.append(e.BreakPostponed(due_ms=now_ms, by_ms=by_ms, at_ms=upcoming(turn.state).at_ms))
    return None


def _skip(turn: Turn) -> str | None:
    plan = _near(turn)
    if plan is None:
        return _NOT_NEAR
    now_ms, skips = turn.state.now_ms, turn.state.skips + 1
    turn.mark_seen(plan)
    turn.change(fixed=plan.fixed, last_ms=now_ms, skips=skips % SKIPS_IN_A_ROW)
    turn.plan_next()
    turn.events.append(e.BreakSkipped(due_ms=now_ms, next_ms=turn.next_ms))
    if skips == SKIPS_IN_A_ROW:
        turn.change(soft_until_ms=now_ms + SOFT_MS)
        turn.events.append(e.Softened(due_ms=now_ms, until_ms=now_ms + SOFT_MS))
    return None


def _pause(turn: Turn, for_ms: Ms | None) -> str | None:
    if for_ms is not None and for_ms <= 0:
        return _NO_LENGTH
    state = turn.state
    left_ms = {
        Status.WORKING: max(state.due_ms - state.now_ms, 0),
        Status.DUE: 0,
        Status.PAUSED: state.left_ms,
    }.get(state.status, state.settings.beats[state.beat].work_ms)
    until_ms = None if for_ms is None else state.now_ms + for_ms
    turn.change(status=Status.PAUSED, left_ms=left_ms, paused_until_ms=until_ms, is_announced=False)
    turn.events.append(e.Paused(due_ms=state.now_ms, until_ms=until_ms))
    return None


def _be_quiet(turn: Turn, until_ms: Ms, until: datetime | None) -> str | None:
    now_ms = turn.state.now_ms
    if until_ms <= now_ms:
        return _NO_LENGTH
    turn.change(quiet_until_ms=until_ms, quiet_until=until)
    turn.events.append(e.QuietAsked(due_ms=now_ms, until_ms=until_ms))
    if turn.state.status is Status.DUE:
        turn.miss(e.MissedWhy.QUIET)
    return None


def _end_quiet(turn: Turn) -> str | None:
    state = turn.state
    if state.quiet_until_ms is None or state.quiet_until_ms <= state.now_ms:
        return "no quiet was asked for"
    turn.change(quiet_until_ms=None, quiet_until=None)
    turn.events.append(e.QuietEnded(due_ms=state.now_ms))
    return None


def _go_away(turn: Turn, since_ms: Ms) -> None:
    state = turn.state
    since_ms = max(min(since_ms, state.now_ms), state.planned_ms)
    # In a break it is no news that nobody types.
    if state.status is Status.BREAK or state.is_away or state.now_ms - since_ms < LEAST_AWAY_MS:
        return
    turn.change(away_since_ms=since_ms)
    turn.events.append(e.AwayNoticed(due_ms=state.now_ms, since_ms=since_ms))


def _set_clock(turn: Turn, wall: datetime) -> None:
    state = turn.state
    before_ms = turn.next_ms
    clock = wall_clock(wall, state.now_ms)
    by_ms = clock.ahead_ms - state.clock.ahead_ms
    turn.change(clock=clock)
    if state.quiet_until is not None:
        until_ms = min(clock.instant(state.quiet_until), state.now_ms + _LONGEST_QUIET_MS)
        turn.change(quiet_until_ms=until_ms)
    if turn.next_ms != before_ms:
        turn.change(is_announced=False)
    if abs(by_ms) >= SET_BY_MS:  # only the offset from UTC changed, as daylight saving does it: nothing to tell
        turn.events.append(e.ClockChanged(due_ms=state.now_ms, by_ms=by_ms, next_ms=turn.next_ms))
