"""What comes next for a work clock, and when. Looks; changes nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import IntEnum
from typing import TYPE_CHECKING

from unbend.breaks.rhythm import EVERY_DAY, BeatKind
from unbend.breaks.state import Planned, State, Status
from unbend.breaks.wall import is_within, next_change
from unbend.units import MINUTE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unbend.units import Ms

LEAD_MS: Ms = MINUTE
"""How long before a break it is announced."""
NEAR_MS: Ms = 10 * MINUTE
"""A break that would come so shortly before a fixed one gives way to it."""
_WEEK = len(EVERY_DAY)


class Happening(IntEnum):
    """What time alone brings about; of several at one instant the first here comes first."""

    HOURS_END = 0
    HOURS_BEGIN = 1
    QUIET_BEGINS = 2
    PAUSE_ENDS = 3
    FIXED_COMES = 4
    DUE = 5
    ANNOUNCE = 6
    TIME_OVER = 7
    UNANSWERED = 8


@dataclass(frozen=True, slots=True, order=True)
class Coming:
    """One of those, and its instant."""

    at_ms: Ms
    what: Happening


def coming(state: State) -> Coming | None:
    """Return what is due next by itself, never before the instant of `state`; None where nothing is."""
    if state.is_away:
        return None
    first = min(_all(state), default=None)
    return None if first is None else Coming(max(first.at_ms, state.now_ms), first.what)


def _all(state: State) -> Iterator[Coming]:
    match state.status:
        case Status.WORKING:
            yield from _hours_end(state)
            plan = upcoming(state)
            yield Coming(plan.at_ms, Happening.DUE)
            if _is_to_be_announced(state, plan):
                yield Coming(plan.at_ms - LEAD_MS, Happening.ANNOUNCE)
        case Status.DUE:
            yield from _hours_end(state)
            yield from _quiet_begins(state)
            if (fixed := next_fixed(state)) is not None:
                yield Coming(fixed.at_ms, Happening.FIXED_COMES)
            if state.settings.waits_ms is not None:
                yield Coming(state.due_ms + state.settings.waits_ms, Happening.UNANSWERED)
        case Status.BREAK if state.under_way is not None and not state.is_time_over:
            yield Coming(state.under_way.at_ms + state.under_way.break_ms, Happening.TIME_OVER)
        case Status.PAUSED if state.paused_until_ms is not None:
            yield Coming(state.paused_until_ms, Happening.PAUSE_ENDS)
        case Status.OFF if (begin_ms := hours_begin_ms(state)) is not None:
            yield Coming(begin_ms, Happening.HOURS_BEGIN)
        case _:
            pass


# The clock on the wall


def is_at_work(state: State, at_ms: Ms) -> bool:
    """Return whether `at_ms` lies in the working hours."""
    return state.settings.hours is None or is_within(state.settings.hours, state.clock, at_ms)


def is_quiet(state: State, at_ms: Ms) -> bool:
    """Return whether nothing is to be announced at `at_ms`, by the settings or because it was asked for."""
    if state.quiet_until_ms is not None and at_ms < state.quiet_until_ms:
        return True
    return state.settings.quiet_hours is not None and is_within(state.settings.quiet_hours, state.clock, at_ms)


def is_soft(state: State, at_ms: Ms) -> bool:
    """Return whether breaks are shown without sound, bell and notification at `at_ms`."""
    return state.soft_until_ms is not None and at_ms < state.soft_until_ms


def hours_begin_ms(state: State) -> Ms | None:
    """Return when work is counted from, seen from outside the working hours; None for never."""
    if is_at_work(state, state.now_ms) or state.settings.hours is None:
        return state.now_ms
    return next_change(state.settings.hours, state.clock, state.now_ms)


def _hours_end(state: State) -> Iterator[Coming]:
    hours = state.settings.hours
    if hours is None:
        return
    end_ms = next_change(hours, state.clock, state.now_ms) if is_at_work(state, state.now_ms) else state.now_ms
    if end_ms is not None:
        yield Coming(end_ms, Happening.HOURS_END)


def _quiet_begins(state: State) -> Iterator[Coming]:
    quiet = state.settings.quiet_hours
    if quiet is None:
        return
    begin_ms = state.now_ms if is_quiet(state, state.now_ms) else next_change(quiet, state.clock, state.now_ms)
    if begin_ms is not None:
        yield Coming(begin_ms, Happening.QUIET_BEGINS)


# The next break


def upcoming(state: State) -> Planned:
    """Return what is due next while work is counted: the end of this stretch, or a fixed break that comes first."""
    plan = _of_the_rhythm(state) if state.fixed is None else fixed_plan(state, state.fixed, state.due_ms)
    fixed = next_fixed(state)
    near_ms = min(NEAR_MS, state.settings.interval_ms)
    return fixed if fixed is not None and plan.at_ms >= fixed.at_ms - near_ms else plan


def next_break_ms(state: State) -> Ms:
    """Return when the next break is due while work is counted; changes of posture come before it."""
    plan, beats, number = upcoming(state), state.settings.beats, state.beat
    at_ms = plan.at_ms
    while plan.fixed is None and not beats[number].break_ms:
        number = (number + 1) % len(beats)
        at_ms += beats[number].work_ms
    fixed = next_fixed(state)
    return at_ms if fixed is None else min(at_ms, max(fixed.at_ms, plan.at_ms))


def _of_the_rhythm(state: State) -> Planned:
    beat = state.settings.beats[state.beat]
    return Planned(_not_too_early(state, state.due_ms), beat.break_ms, beat.kind)


def fixed_plan(state: State, number: int, at_ms: Ms) -> Planned:
    """Return the fixed break of that number at `at_ms`."""
    fixed = state.settings.fixed[number]
    return Planned(_not_too_early(state, at_ms), fixed.break_ms, BeatKind.MOVE, number)


def next_break(state: State) -> Planned:
    """Return the break that comes next in the rhythm, changes of posture aside; what is taken before its time."""
    beat = state.settings.beats[next_break_beat(state)]
    return Planned(state.due_ms, beat.break_ms, beat.kind)


def waiting(state: State) -> Planned:
    """Return the break that is due."""
    plan = next_break(state) if state.fixed is None else fixed_plan(state, state.fixed, state.due_ms)
    return replace(plan, at_ms=state.due_ms)


def next_break_beat(state: State) -> int:
    """Return the number of the beat of that break."""
    beats = state.settings.beats
    numbers = ((state.beat + more) % len(beats) for more in range(len(beats)))
    return next(number for number in numbers if beats[number].break_ms)


def next_fixed(state: State) -> Planned | None:
    """Return the next fixed break by the clock on the wall, None where none is set."""
    last_ms, spacing_ms = state.last_ms, state.settings.spacing_ms
    # One that comes while breaks have to keep their distance is not past, only late.
    held_from_ms = last_ms if last_ms is not None and last_ms + spacing_ms >= state.now_ms else state.now_ms
    found = (plan for _, plan in _fixed_from(state, held_from_ms))
    return min(found, key=lambda plan: plan.at_ms, default=None)


def fixed_passed(state: State, since_ms: Ms) -> Planned | None:
    """Return the last fixed break whose time came between `since_ms` and now, None where none did."""
    found = [(at_ms, plan) for at_ms, plan in _fixed_from(state, since_ms) if at_ms < state.now_ms]
    return max(found, key=lambda each: each[0])[1] if found else None


def _fixed_from(state: State, from_ms: Ms) -> Iterator[tuple[Ms, Planned]]:
    """Return the fixed breaks from `from_ms` to the next of each, with their instants by the clock on the wall."""
    today = state.clock.at(from_ms).date()
    for number, fixed in enumerate(state.settings.fixed):
        for days in range(_WEEK + 1):
            day = today + timedelta(days=days)
            if day.weekday() not in fixed.weekdays or day == state.fixed_seen[number]:
                continue
            at_ms = state.clock.time_on(day, fixed.at)
            if at_ms >= from_ms:
                yield at_ms, Planned(_not_too_early(state, at_ms), fixed.break_ms, BeatKind.MOVE, number, day)
                if at_ms >= state.now_ms:
                    break


def _not_too_early(state: State, at_ms: Ms) -> Ms:
    """Return `at_ms`, or as much later as the distance to the last break asks for."""
    return at_ms if state.last_ms is None else max(at_ms, state.last_ms + state.settings.spacing_ms)


def _is_to_be_announced(state: State, plan: Planned) -> bool:
    """Return whether a break is announced: not a change of posture, not too late, and only what will be due."""
    at_ms = plan.at_ms - LEAD_MS
    return (
        plan.break_ms > 0
        and not state.is_announced
        and at_ms >= state.now_ms
        and not is_quiet(state, at_ms)
        and not is_quiet(state, plan.at_ms)
        and is_at_work(state, plan.at_ms)
    )
