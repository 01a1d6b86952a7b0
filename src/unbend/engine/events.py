"""What happened, past tense, each with the instant it was due.

An event says everything a listener needs; no listener has to look into the state. Recorder, sound, screen and log all
live on these records alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from unbend.engine.commands import Command, PauseReason, ReportPain, StopReason
    from unbend.engine.plan import Cue, Phase, Variant, VariantKind
    from unbend.units import Ms


class StepOutcome(StrEnum):
    """How a step ended."""

    DONE = "done"
    SKIPPED = "skipped"
    LEFT = "left"
    """Left by going back; the step is counted again when it is done again."""
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Event:
    due_ms: Ms
    """The instant on the engine's clock at which it was due, whenever it was noticed."""
    step: int
    """Number of the step it belongs to, from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Started(_Event):
    """The session began."""

    total_ms: Ms


@dataclass(frozen=True, slots=True, kw_only=True)
class StepStarted(_Event):
    """A step began, or began again after going back."""

    kind: VariantKind
    variant: Variant


@dataclass(frozen=True, slots=True, kw_only=True)
class VariantChanged(_Event):
    """What is left of the step is done another way."""

    kind: VariantKind
    variant: Variant


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseStarted(_Event):
    """A phase began."""

    visit: int
    """Counts the phases begun in this session, so that one phase done twice can be told apart."""
    phase: Phase


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseEnded(_Event):
    """A phase ended, by itself or because the user moved on."""

    visit: int
    phase: Phase
    performed_ms: Ms


@dataclass(frozen=True, slots=True, kw_only=True)
class CueFired(_Event):
    """A cue of the current phase was due."""

    visit: int
    cue: Cue


@dataclass(frozen=True, slots=True, kw_only=True)
class Extended(_Event):
    """The current phase became longer."""

    by_ms: Ms


@dataclass(frozen=True, slots=True, kw_only=True)
class StepEnded(_Event):
    """A step ended."""

    outcome: StepOutcome
    performed_ms: Ms
    """Time the clock ran in this step since it began, lead-in included, pauses not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paused(_Event):
    """The clock stopped."""

    why: PauseReason


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeAnnounced(_Event):
    """The user asked to go on; the clock runs again at `at_ms` unless a pause comes first."""

    at_ms: Ms


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeTicked(_Event):
    """So many whole seconds are left until the clock runs again."""

    left_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumed(_Event):
    """The clock runs again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestTaken(_Event):
    """The person rests while the session stays paused."""

    until_ms: Ms


@dataclass(frozen=True, slots=True, kw_only=True)
class RestEnded(_Event):
    """The rest asked for is over; the session is still paused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PainReported(_Event):
    """The person said something about the last pain press."""

    report: ReportPain


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished(_Event):
    """The session reached the end of its plan. Terminal."""

    performed_ms: Ms


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped(_Event):
    """The session ended early. Terminal."""

    why: StopReason
    performed_ms: Ms


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandIgnored(_Event):
    """A command did not fit the moment and changed nothing."""

    command: Command
    reason: str
    """One clause a person can read."""


Event: TypeAlias = (
    Started
    | StepStarted
    | VariantChanged
    | PhaseStarted
    | PhaseEnded
    | CueFired
    | Extended
    | StepEnded
    | Paused
    | ResumeAnnounced
    | ResumeTicked
    | Resumed
    | RestTaken
    | RestEnded
    | PainReported
    | Finished
    | Stopped
    | CommandIgnored
)
