"""What can be asked of a work clock, and what it can be told. Frozen; the time is an argument of `apply`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from datetime import datetime, time

    from unbend.units import Ms


@dataclass(frozen=True, slots=True)
class TakeBreak:
    """Begin the break that is due, the one that was announced, or one before its time."""


@dataclass(frozen=True, slots=True)
class TakeShort:
    """Begin the short version of it."""


@dataclass(frozen=True, slots=True)
class EndBreak:
    """The break is done, in time or not."""

    is_had: bool = True
    """Whether anything was done in it."""


@dataclass(frozen=True, slots=True)
class HadBreak:
    """A break was had elsewhere: it ended now and lasted `length_ms`."""

    length_ms: Ms


@dataclass(frozen=True, slots=True)
class Postpone:
    """Not now: in `by_ms`, one of `rhythm.POSTPONEMENTS_MS`."""

    by_ms: Ms


@dataclass(frozen=True, slots=True)
class Skip:
    """Not this one."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Let the work clock stand still, for `for_ms` or until `Resume`."""

    for_ms: Ms | None = None


@dataclass(frozen=True, slots=True)
class Resume:
    """Go on counting."""


@dataclass(frozen=True, slots=True)
class QuietFor:
    """Announce nothing for `for_ms`; breaks that fall there are left out."""

    for_ms: Ms


@dataclass(frozen=True, slots=True)
class QuietUntil:
    """Announce nothing until the clock on the wall next shows `at`."""

    at: time


@dataclass(frozen=True, slots=True)
class EndQuiet:
    """Announce again; quiet hours of the settings stay."""


@dataclass(frozen=True, slots=True)
class SeenIdle:
    """Nobody has been at the desk since `since_ms`, as the machine tells now."""

    since_ms: Ms


@dataclass(frozen=True, slots=True)
class SeenActive:
    """Somebody is at the desk."""


@dataclass(frozen=True, slots=True)
class Slept:
    """Nothing ran between `since_ms` and now: the machine slept, or the process was stopped."""

    since_ms: Ms


@dataclass(frozen=True, slots=True)
class ClockSet:
    """The clock on the wall shows `wall` now, which is not what it should by the steady clock."""

    wall: datetime


@dataclass(frozen=True, slots=True)
class Stop:
    """End the work clock. Final."""

    is_had: bool = True
    """Whether anything was done in the break under way."""


Command: TypeAlias = (
    TakeBreak
    | TakeShort
    | EndBreak
    | HadBreak
    | Postpone
    | Skip
    | Pause
    | Resume
    | QuietFor
    | QuietUntil
    | EndQuiet
    | SeenIdle
    | SeenActive
    | Slept
    | ClockSet
    | Stop
)
