"""A work clock as plain values, for the file from which it goes on after a restart.

A steady clock means nothing to the next process, so instants are kept by the calendar. Between the last look and the
restart nothing ran: for the schedule that is a sleep like any other.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from unbend.breaks.commands import EndBreak, Slept
from unbend.breaks.rhythm import BeatKind
from unbend.breaks.schedule import Outcome, apply
from unbend.breaks.state import Planned, State, Status
from unbend.breaks.wall import wall_clock

if TYPE_CHECKING:
    from collections.abc import Mapping

    from unbend.breaks.rhythm import FixedBreak, WorkSettings
    from unbend.units import Ms

FORMAT = 1
_INSTANTS = (
    "now_ms",
    "due_ms",
    "planned_ms",
    "last_ms",
    "paused_until_ms",
    "soft_until_ms",
    "quiet_until_ms",
    "away_since_ms",
    "moved_ms",
)
_PLAIN = ("beat", "is_announced", "is_short", "is_time_over", "left_ms", "skips")


def keep(state: State) -> dict[str, Any]:
    """Return `state` as values that JSON can hold; the settings are kept elsewhere."""
    ahead_ms, under_way = state.clock.ahead_ms, state.under_way
    instants = {name: getattr(state, name) for name in _INSTANTS}
    names = [_name(fixed) for fixed in state.settings.fixed]
    return {
        "format": FORMAT,
        "status": state.status.value,
        **{name: at_ms if at_ms is None else at_ms + ahead_ms for name, at_ms in instants.items()},
        **{name: getattr(state, name) for name in _PLAIN},
        "quiet_until": state.quiet_until and state.quiet_until.isoformat(),
        "fixed": None if state.fixed is None else names[state.fixed],
        "fixed_seen": {
            name: day.isoformat() for name, day in zip(names, state.fixed_seen, strict=True) if day is not None
        },
        "break": under_way
        and {"at_ms": under_way.at_ms + ahead_ms, "break_ms": under_way.break_ms, "kind": under_way.kind.value},
    }


def restored(settings: WorkSettings, kept: Mapping[str, Any], wall: datetime, now_ms: Ms) -> Outcome:
    """Return the work clock that `kept` tells of, at `now_ms`, when the clock on the wall shows `wall`.

    A break that was under way ended when it was last looked at: nothing of it goes on. Raises `ValueError` where `kept`
    tells of no work clock, or of one that was stopped.
    """
    try:
        state = _read(settings, kept, wall, now_ms)
    except (KeyError, TypeError, AttributeError, OverflowError) as error:
        msg = "this is no work clock"
        raise ValueError(msg) from error
    if state.status is Status.STOPPED:
        msg = "the work clock was stopped"
        raise ValueError(msg)
    ended = apply(state, EndBreak(), state.now_ms) if state.status is Status.BREAK else Outcome(state)
    after = apply(ended.state, Slept(state.now_ms), now_ms)
    return Outcome(after.state, (*ended.events, *after.events))


def _read(settings: WorkSettings, kept: Mapping[str, Any], wall: datetime, now_ms: Ms) -> State:
    if kept["format"] != FORMAT:
        msg = "the work clock was kept by another version"
        raise ValueError(msg)
    clock = wall_clock(wall, now_ms)
    # Where the clock on the wall was set back meanwhile, nothing may lie ahead of now that had been.
    back_ms = clock.ahead_ms + max(int(kept["now_ms"]) - clock.ahead_ms - now_ms, 0)
    instants: dict[str, Any] = {name: None if kept[name] is None else int(kept[name]) - back_ms for name in _INSTANTS}
    names = [_name(fixed) for fixed in settings.fixed]
    seen = [kept["fixed_seen"].get(name) for name in names]
    under_way, quiet_until = kept["break"], kept["quiet_until"]
    status, plan = Status(kept["status"]), None
    if under_way is not None:
        began_ms = int(under_way["at_ms"]) - back_ms
        plan = Planned(began_ms, int(under_way["break_ms"]), BeatKind(under_way["kind"]))
    now, due, planned = (instants.pop(name) for name in ("now_ms", "due_ms", "planned_ms"))
    if now is None or due is None or planned is None or (status is Status.BREAK) != (plan is not None):
        raise TypeError
    blank = State(settings, clock, status, now, due, planned, (None,) * len(names))
    plain: dict[str, Any] = {name: type(getattr(blank, name))(kept[name]) for name in _PLAIN}
    return replace(
        blank,
        **instants,
        **plain | {"beat": plain["beat"] % len(settings.beats)},
        quiet_until=quiet_until and datetime.fromisoformat(quiet_until),
        fixed=names.index(kept["fixed"]) if kept["fixed"] in names else None,
        fixed_seen=tuple(day and date.fromisoformat(day) for day in seen),
        under_way=plan,
    )


def _name(fixed: FixedBreak) -> str:
    return f"{fixed.at:%H:%M:%S} {fixed.routine}"
