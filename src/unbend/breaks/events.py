"""What happened to the work clock, past tense, each with the instant it was due.

An event says everything a listener needs; screen, lines, sound, history and hooks live on these records alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from unbend.breaks.commands import Command
    from unbend.breaks.rhythm import BeatKind
    from unbend.units import Ms


class MissedWhy(StrEnum):
    """Why a break did not happen, though nobody said no to it."""

    QUIET = "quiet"
    """It fell into quiet hours, or a quiet that was asked for."""
    AWAY = "away"
    """Nobody was there, for as long as the break or longer."""
    HOURS = "hours"
    """It waited for an answer until the working hours were over."""
    FIXED = "fixed"
    """It waited for an answer until the time of a fixed break had come."""
    UNANSWERED = "unanswered"
    """It waited for an answer as long as it was to."""
    LEFT = "left"
    """It was begun, and left before half a minute was over or anything was done in it."""
    STOPPED = "stopped"
    """It waited for an answer when the work clock was stopped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Event:
    due_ms: Ms
    """The instant on the steady clock at which it was due, whenever it was noticed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plans(_Event):
    """What is told of a break: what, and how long."""

    break_ms: Ms
    kind: BeatKind
    routine: str | None
    """The routine of a fixed break; None where one is to be picked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkBegan(_Event):
    """Work is counted from here: the clock was started, or the working hours began."""

    next_ms: Ms
    """When the next break is due."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkEnded(_Event):
    """The working hours are over."""

    next_ms: Ms | None
    """When they begin again, None where never."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakAnnounced(Plans):
    """A break is due soon."""

    at_ms: Ms
    is_soft: bool
    """Whether it is said on the screen only, without sound, bell or notification."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakDue(Plans):
    """A break is due now, and waits for an answer."""

    is_soft: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PostureDue(_Event):
    """It is time to work in another posture; nothing waits for an answer."""

    kind: BeatKind
    is_soft: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakPostponed(_Event):
    """The break comes later."""

    by_ms: Ms
    at_ms: Ms


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakSkipped(_Event):
    """The person said: not this one."""

    next_ms: Ms | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakMissed(_Event):
    """A break did not happen, and nobody said no to it."""

    why: MissedWhy
    at_ms: Ms
    """When it was due, or was begun."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakBegan(Plans):
    """A break began."""

    is_short: bool
    is_early: bool
    """Whether nothing had been announced."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakTimeOver(_Event):
    """The time set for the break is over; it lasts until the person is done with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakTaken(_Event):
    """A break was had."""

    length_ms: Ms
    is_short: bool
    next_ms: Ms | None
    """When the next one is due; None outside the working hours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Softened(_Event):
    """Two breaks in a row were skipped: until `until_ms` breaks are shown without sound, bell and notification."""

    until_ms: Ms


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietAsked(_Event):
    """Nothing is announced until `until_ms`."""

    until_ms: Ms


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietEnded(_Event):
    """The person ended it before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paused(_Event):
    """The work clock stands still."""

    until_ms: Ms | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumed(_Event):
    """It goes on."""

    next_ms: Ms | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AwayNoticed(_Event):
    """Nobody is at the desk; nothing is announced until somebody is."""

    since_ms: Ms


@dataclass(frozen=True, slots=True, kw_only=True)
class CameBack(_Event):
    """Somebody is at the desk again: the facts of the sentence that says so."""

    away_ms: Ms
    is_break: bool
    """Whether the absence counts as a break."""
    next_ms: Ms | None
    """When the next break is due, which may be now; None while nothing is counted, or while one waits for an answer."""
    is_due: bool
    """Whether a break waits for an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockChanged(_Event):
    """The clock on the wall was set by `by_ms`; what is counted stays, what goes by that clock follows it."""

    by_ms: Ms
    next_ms: Ms | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped(_Event):
    """The work clock ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandIgnored(_Event):
    """A command did not fit the moment; nothing changed."""

    command: Command
    reason: str


Event: TypeAlias = (
    WorkBegan
    | WorkEnded
    | BreakAnnounced
    | BreakDue
    | PostureDue
    | BreakPostponed
    | BreakSkipped
    | BreakMissed
    | BreakBegan
    | BreakTimeOver
    | BreakTaken
    | Softened
    | QuietAsked
    | QuietEnded
    | Paused
    | Resumed
    | AwayNoticed
    | CameBack
    | ClockChanged
    | Stopped
    | CommandIgnored
)
