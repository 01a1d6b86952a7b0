"""Records of a session in one line each, with defaults that a test need not mention."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from unbend.history.records import PainRecord, SessionRecord, SessionStatus, StepRecord


def a_session(  # noqa: PLR0913  # what tests of sessions differ in
    session: str = "s1",
    started_at: str = "2026-01-05T09:00:00+01:00",
    *,
    routine: str = "desk-reset",
    status: SessionStatus = SessionStatus.FINISHED,
    why: str | None = None,
    performed_ms: int = 180_000,
    pain: tuple[int | None, int | None] = (None, None),
) -> SessionRecord:
    """Return a session begun at `started_at`; `pain` is that before and after."""
    return SessionRecord(
        id=session,
        routine=routine,
        title="Desk reset",
        started_at=started_at,
        started_ms=int(datetime.fromisoformat(started_at).timestamp() * 1000),
        planned_ms=180_000,
        status=status,
        stopped_why=why,
        performed_ms=performed_ms,
        pain_before=pain[0],
        pain_after=pain[1],
    )


def a_visit(  # noqa: PLR0913  # what tests of steps differ in
    exercise: str = "neck",
    outcome: str | None = "done",
    *,
    session: str = "s1",
    visit: int = 1,
    number: int = 0,
    variant: str = "normal",
    performed_ms: int = 10_000,
    sides_ms: tuple[int, int] = (0, 0),
    has_disagreed: bool = False,
) -> StepRecord:
    """Return one visit of a step, whose name is its exercise with a capital; `sides_ms` is left and right."""
    return StepRecord(
        session=session,
        visit=visit,
        number=number,
        exercise=exercise,
        name=exercise.capitalize(),
        variant=variant,
        side=None,
        planned_ms=10_000,
        started_ms=0,
        performed_ms=performed_ms,
        left_ms=sides_ms[0],
        right_ms=sides_ms[1],
        outcome=outcome,
        has_disagreed=has_disagreed,
    )


def visits(*steps: StepRecord) -> list[StepRecord]:
    """Return `steps` as the visits of one session, numbered in their order."""
    return [replace(step, visit=visit) for visit, step in enumerate(steps, start=1)]


def a_press(exercise: str = "neck", nrs: int | None = None, *, session: str = "s1", press: int = 1) -> PainRecord:
    """Return a pain press during `exercise`."""
    return PainRecord(session, press, 5_000, "2026-01-05T09:00:05+01:00", 0, exercise, "hold", "left", 1, 1, nrs=nrs)
