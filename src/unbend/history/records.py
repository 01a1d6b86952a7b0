"""The rows of the history as records. Times within a session are milliseconds on its own clock, pauses included."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from unbend.units import Ms


REST = "rest"
"""What stands for the exercise in a step that is a planned rest."""


class SessionStatus(StrEnum):
    """How a session stands. `OPEN` is what is written while it runs; a reader sees `RUNNING` or `INTERRUPTED`."""

    OPEN = "open"
    RUNNING = "running"
    FINISHED = "finished"
    STOPPED = "stopped"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """One performance of a routine."""

    id: str
    routine: str
    title: str
    started_at: str
    """ISO 8601, local time with its offset: what the user's clock said."""
    started_ms: int
    """Milliseconds since 1970 UTC, for ordering."""
    planned_ms: Ms
    status: SessionStatus = SessionStatus.OPEN
    stopped_why: str | None = None
    performed_ms: Ms = 0
    """Time the session's clock ran, pauses left out."""
    length_ms: Ms = 0
    """From the start to the end, or to the last sign of life, pauses included."""
    chosen_side: str | None = None
    pain_before: int | None = None
    pain_after: int | None = None
    version: str = ""


@dataclass(frozen=True, slots=True)
class StepRecord:
    """One visit of a step."""

    session: str
    visit: int
    """1-based, counts the steps begun in this session."""
    number: int
    """The step's number in the plan, from 0."""
    exercise: str
    name: str
    variant: str
    """`normal`, `eased`, `easier` or `breathing`."""
    side: str | None
    """`left`, `right`, `both` in turn, `together` or `alternate`; None for a rest."""
    planned_ms: Ms
    """Timed length as the plan had it when the step began, lead-in included."""
    started_ms: Ms
    performed_ms: Ms = 0
    left_ms: Ms = 0
    """Work performed on the left side."""
    right_ms: Ms = 0
    outcome: str | None = None
    """`done`, `skipped`, `left` by going back, `stopped`, or `exchanged` for what the next row says; None while it
    runs, and for ever after a kill."""
    about: str = ""
    has_disagreed: bool = False
    """Named at the end as something that did not agree."""


@dataclass(frozen=True, slots=True)
class PainRecord:
    """One pain press, written before the first question is asked; the answers follow.

    Where the questions are asked again during one pause, the second answers are a row of their own.
    """

    session: str
    press: int
    """1-based, counts the presses of this session."""
    at_ms: Ms
    at: str
    """ISO 8601, local time with its offset."""
    step: int
    exercise: str
    phase: str
    side: str | None
    set: int
    rep: int
    nrs: int | None = None
    kind: str | None = None
    place: str | None = None
    is_spreading: bool | None = None
    row: int | None = None
    choice: str | None = None


@dataclass(frozen=True, slots=True)
class SignRecord:
    """That a tier of the warning signs fitted on a day, or that the person has been checked since."""

    day: str
    """ISO 8601 date, local."""
    tier: str | None
    """`A` or `B`; None where the person has been checked."""


@dataclass(frozen=True, slots=True)
class NoticeRecord:
    """When a notice was last shown, or the person last said that they have read it."""

    name: str
    """Such as `first-run`, `signs` or `stretch-rule`."""
    shown_at: str
    """ISO 8601, local time with its offset."""


class BreakOutcome(StrEnum):
    """What became of a break."""

    TAKEN = "taken"
    POSTPONED = "postponed"
    """A row of its own tells of the later one."""
    SKIPPED = "skipped"
    MISSED = "missed"
    """It did not happen, and nobody said no to it; the row says why."""


@dataclass(frozen=True, slots=True)
class BreakRecord:
    """One break of the work clock, written when it is due or begins before."""

    id: str
    due_at: str
    """ISO 8601, local time with its offset: what the user's clock said."""
    due_ms: int
    """Milliseconds since 1970 UTC; where nothing had been due, when it began or was left out."""
    planned_ms: Ms | None = None
    """How long it was to be; None where it was left out before that was told."""
    became: BreakOutcome | None = None
    """What became of it; None while it waits or lasts, and for ever after a kill."""
    why: str | None = None
    """Why it was missed: `quiet`, `away`, `hours`, `fixed`, `unanswered`, `left` or `stopped`."""
    routine: str | None = None
    """The id of the routine that was run; None for none."""
    is_short: bool = False
    began_ms: int | None = None
    ended_ms: int | None = None
    """Likewise since 1970; None where it was not taken."""


Record: TypeAlias = SessionRecord | StepRecord | PainRecord | SignRecord | NoticeRecord | BreakRecord


def day_of(session: SessionRecord) -> date:
    """Return the day on which `session` began, as the user's own calendar said then, wherever they are by now."""
    return date.fromisoformat(session.started_at[:10])
