"""What can be asked of a session. Imperative, frozen, without a time: the instant is an argument of `apply`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from unbend.units import Ms


class PauseReason(StrEnum):
    """Why the session paused."""

    USER = "user"
    PAIN = "pain"
    SUSPENDED = "suspended"
    """The machine slept or the process was stopped; nobody asked for it."""


class StopReason(StrEnum):
    """Why the session ended early."""

    USER = "user"
    PAIN = "pain"
    INTERRUPTED = "interrupted"
    """The terminal or the process went away."""


@dataclass(frozen=True, slots=True)
class Start:
    """Begin with the first step."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Stop the clock. With `PAIN` it is the pain press, taken also while the session is paused for another reason."""

    why: PauseReason = PauseReason.USER


@dataclass(frozen=True, slots=True)
class Resume:
    """Go on where the session paused, after a countdown of `lead_ms` in which the person gets back into position."""

    lead_ms: Ms = 0


@dataclass(frozen=True, slots=True)
class Proceed:
    """End the phase that waits for the user: "done", "I am back"."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """Leave this step and go to the next one."""


@dataclass(frozen=True, slots=True)
class Back:
    """Begin this step again, or the one before if this one has only just begun."""


@dataclass(frozen=True, slots=True)
class Extend:
    """Make the current phase longer by `by_ms`, as far as that is safe."""

    by_ms: Ms


@dataclass(frozen=True, slots=True)
class Ease:
    """Do what is left of this step at half dose; the repetition under way begins again, smaller."""


@dataclass(frozen=True, slots=True)
class UseEasier:
    """Do the easier exercise instead of what is left of this step."""


@dataclass(frozen=True, slots=True)
class Breathe:
    """Leave moving alone: breathe for a minute instead of what is left of this step, then wait for the user."""


@dataclass(frozen=True, slots=True)
class TakeRest:
    """Stay paused and say when `rest_ms` are over. Nothing restarts by itself."""

    rest_ms: Ms


@dataclass(frozen=True, slots=True)
class ReportPain:
    """Record what the person said about a pain press. Every answer may be None: not asked, or skipped."""

    nrs: int | None = None
    """0-10 on the numeric rating scale."""
    kind: str | None = None
    place: str | None = None
    is_spreading: bool | None = None
    row: int | None = None
    """The row of the decision table that applied."""
    choice: str | None = None
    """What the person chose of what was offered."""


@dataclass(frozen=True, slots=True)
class Stop:
    """End the session early. Final."""

    why: StopReason = StopReason.USER


Command: TypeAlias = (
    Start
    | Pause
    | Resume
    | Proceed
    | NextStep
    | Back
    | Extend
    | Ease
    | UseEasier
    | Breathe
    | TakeRest
    | ReportPain
    | Stop
)
