"""Everything that decides where a work clock stands, in one place: the state, the statuses, the table of legal moves.

The theory
----------
A work clock is one instant at which something is due, ``due_ms``, and what it is about. It runs on a steady clock that
never goes back and goes on while the machine sleeps, so no change of the clock on the wall moves an interval; what
people name by that clock (working hours, quiet hours, "at 12:30") is looked up through ``clock`` each time it is
needed, and never kept as an instant but for the end of a quiet that was asked for.

A break that is due waits for an answer and for nothing else, so however late anybody looks there is one announcement
and not a row of them. The answer may come from outside: working hours end, quiet hours begin, a fixed break is due,
nobody was there, or it has waited as long as the settings let it.

Absence is told, never guessed from a late wake-up: any way of waking has to give the same events. While somebody is
away nothing happens at all. What the absence meant is decided once, on return, by the policy of the settings.

The table below says which command is taken in which status, and where it may lead. A command that is not in the row of
the present status changes nothing and yields one `CommandIgnored`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from unbend.breaks.commands import (
    ClockSet,
    Command,
    EndBreak,
    EndQuiet,
    HadBreak,
    Pause,
    Postpone,
    QuietFor,
    QuietUntil,
    Resume,
    SeenActive,
    SeenIdle,
    Skip,
    Slept,
    Stop,
    TakeBreak,
    TakeShort,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from unbend.breaks.rhythm import BeatKind, WorkSettings
    from unbend.breaks.wall import WallClock
    from unbend.units import Ms


class Status(StrEnum):
    """Where a work clock stands."""

    WORKING = "working"
    """Work is counted."""
    DUE = "due"
    """A break waits for an answer."""
    BREAK = "break"
    PAUSED = "paused"
    OFF = "off"
    """Outside the working hours."""
    STOPPED = "stopped"


_W, _D, _B, _P, _O, _S = Status.WORKING, Status.DUE, Status.BREAK, Status.PAUSED, Status.OFF, Status.STOPPED

_TOLD: Mapping[type[Command], frozenset[Status]] = {
    SeenIdle: frozenset({_W, _D, _P, _O}),
    SeenActive: frozenset({_W, _D, _P, _O}),
    Slept: frozenset({_W, _D, _P, _O}),
    ClockSet: frozenset({_W, _D, _P, _O}),
}
"""What the machine tells in every status but a break, where it is no news that nobody is at the desk."""
_ALWAYS: Mapping[type[Command], frozenset[Status]] = {
    QuietFor: frozenset({_W, _O, _P, _B}),
    QuietUntil: frozenset({_W, _O, _P, _B}),
    EndQuiet: frozenset({_W, _D, _O, _P, _B}),
    Stop: frozenset({_S}),
}

TRANSITIONS: Mapping[Status, Mapping[type[Command], frozenset[Status]]] = MappingProxyType(
    {
        _W: {
            **_TOLD,
            **_ALWAYS,
            TakeBreak: frozenset({_B}),
            TakeShort: frozenset({_B}),
            HadBreak: frozenset({_W, _O}),
            Postpone: frozenset({_W}),
            Skip: frozenset({_W}),
            Pause: frozenset({_P}),
        },
        _D: {
            **_TOLD,
            **_ALWAYS,
            TakeBreak: frozenset({_B}),
            TakeShort: frozenset({_B}),
            HadBreak: frozenset({_W, _O}),
            Postpone: frozenset({_W}),
            Skip: frozenset({_W}),
            Pause: frozenset({_P}),
        },
        _B: {
            **_ALWAYS,
            SeenIdle: frozenset({_B}),
            SeenActive: frozenset({_B}),
            Slept: frozenset({_B}),
            ClockSet: frozenset({_B}),
            EndBreak: frozenset({_W, _O}),
        },
        _P: {
            **_TOLD,
            **_ALWAYS,
            TakeBreak: frozenset({_B}),
            TakeShort: frozenset({_B}),
            Pause: frozenset({_P}),
            Resume: frozenset({_W, _O}),
        },
        _O: {
            **_TOLD,
            **_ALWAYS,
            TakeBreak: frozenset({_B}),
            TakeShort: frozenset({_B}),
            Pause: frozenset({_P}),
        },
        _S: {},
    }
)
"""Status -> command taken in it -> the statuses it may lead to. Time alone leads from working to due and to off, from
due to working and to off, from paused to working and to off, and from off to working."""


@dataclass(frozen=True, slots=True)
class Planned:
    """Something that is due at an instant."""

    at_ms: Ms
    break_ms: Ms
    """0 for a change of posture."""
    kind: BeatKind
    fixed: int | None = None
    """The number of the fixed break among the settings; None for one of the rhythm."""
    day: date | None = None
    """The day on which that fixed break falls, where it has not been due yet."""


@dataclass(frozen=True, slots=True)
class State:
    """A work clock at one instant, made by `schedule.new_clock`, followed by what `advance` and `apply` return."""

    settings: WorkSettings
    clock: WallClock
    status: Status
    now_ms: Ms
    """The last instant the state was settled to."""
    due_ms: Ms
    """When the stretch of work ends, or a postponed break comes; while a break is due, since when it waits for somebody
    who is there."""
    planned_ms: Ms
    """When that was decided."""
    fixed_seen: tuple[date | None, ...]
    """For each fixed break the last day on which it was due, so that it comes once though the clock be set back."""
    beat: int = 0
    """Number of the beat that is worked, or whose break is due."""
    fixed: int | None = None
    """The fixed break that `due_ms` is about."""
    is_announced: bool = False
    last_ms: Ms | None = None
    """When a break was last due or ended."""
    under_way: Planned | None = None
    """The break that is had; its instant is when it began."""
    is_short: bool = False
    is_time_over: bool = False
    """Whether the time set for the break is over."""
    left_ms: Ms = 0
    """While paused: what is left of the stretch of work."""
    paused_until_ms: Ms | None = None
    skips: int = 0
    """Breaks skipped in a row."""
    soft_until_ms: Ms | None = None
    quiet_until_ms: Ms | None = None
    quiet_until: datetime | None = None
    """The same on the wall, where it was said so."""
    away_since_ms: Ms | None = None
    moved_ms: Ms | None = None
    """When the last break ended that was had, or an absence that counts as one."""

    @property
    def is_away(self) -> bool:
        """Whether nobody is at the desk, as far as is known."""
        return self.away_since_ms is not None
