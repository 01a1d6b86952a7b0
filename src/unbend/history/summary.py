"""What is told of one session when it is over: how each step went, how it hurt, and one sentence to close with.

That sentence never blames and never rewards pushing on: finishing, stopping and skipping are told as equals
(docs/safety.md 4.7).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from unbend.engine.commands import StopReason
from unbend.history.records import REST, SessionStatus
from unbend.pain import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unbend.engine.plan import Plan
    from unbend.history.records import PainRecord, SessionRecord, StepRecord
    from unbend.units import Ms

DONE = "Done. That was time for your back."
ALL_SKIPPED = "Skipped through, and that is fine; it is here when it suits you."
STOPPED = "Stopped where it suited you; what you did counts."
NOT_BEGUN = "Stopped before it began; it is here when it suits you."
CUT_OFF = "Cut off before the end; what you did up to there is kept."
STILL_ON = "Still going on."

_MORE_PAIN = 2
"""By so much the pain must rise from start to end to be spoken of, as in rule R12 (docs/safety.md 4.4): a change of one
says little on this scale."""
_INSTEAD = frozenset({"easier", "breathing"})
"""The variants that are another exercise than the one planned."""


@dataclass(frozen=True, slots=True)
class Instead:
    """An exercise done in place of another."""

    name: str
    planned: str
    """The exercise the step began with; empty where the record does not say."""


@dataclass(frozen=True, slots=True)
class Summary:
    """One session as it is told. The lists hold names in the order of the session; planned rests are in none.

    A step may be told twice where both is true, such as eased and then skipped.
    """

    planned_ms: Ms
    performed_ms: Ms
    done: tuple[str, ...]
    """As planned, to the end."""
    eased: tuple[str, ...]
    """At half dose, however that ended."""
    instead: tuple[Instead, ...]
    skipped: tuple[str, ...]
    """Skipped, and not done at another visit either."""
    under_way: str | None
    """What was being done when the session stopped or was cut off, or is being done now."""
    left_out: tuple[str, ...]
    """Never come to, or left by going back and not come to again. Empty while the session goes on."""
    disagreed: tuple[str, ...]
    """Named by the person at the end as something that did not agree."""
    pain_before: int | None
    pain_worst: int | None
    """The strongest that was said after a pain press; None where there was none, or nothing was said."""
    pain_after: int | None
    closing: str
    """One sentence to end with."""


def summarise(
    session: SessionRecord,
    steps: Iterable[StepRecord],
    pains: Iterable[PainRecord],
    plan: Plan | None = None,
) -> Summary:
    """Return what is told of `session`, whose `steps` come in the order of their visits.

    The record knows nothing of steps that were never come to; who has the `plan` gives it.
    """
    begun = list(steps)
    moves = [step for step in begun if step.exercise != REST]
    counted = [step for step in moves if step.outcome != "left"]  # what was left by going back has a later visit
    completed = {step.number for step in counted if step.outcome == "done"}
    eased = _names(step for step in counted if step.variant == "eased")
    done = _names(step for step in counted if step.outcome == "done" and step.variant == "normal")
    instead = _instead([step for step in counted if step.outcome != "skipped"], moves)
    skipped = _names(step for step in counted if step.outcome == "skipped" and step.number not in completed)
    is_all_skipped = bool(skipped) and not (done or instead or {*eased} - {*skipped})
    last = begun[-1:]  # only the last visit can be open: each step ends before the next begins
    return Summary(
        planned_ms=session.planned_ms,
        performed_ms=session.performed_ms,
        done=done,
        eased=eased,
        instead=instead,
        skipped=skipped,
        under_way=next((step.name for step in last if step in counted and step.outcome in (None, "stopped")), None),
        left_out=() if _is_on(session) else _left_out(begun, plan),
        disagreed=tuple(dict.fromkeys(step.name for step in counted if step.has_disagreed)),
        pain_before=session.pain_before,
        pain_worst=max((pain.nrs for pain in pains if pain.nrs is not None), default=None),
        pain_after=session.pain_after,
        closing=_closing(session, is_all_skipped=is_all_skipped),
    )


def _is_on(session: SessionRecord) -> bool:
    return session.status in (SessionStatus.OPEN, SessionStatus.RUNNING)


def _names(steps: Iterable[StepRecord]) -> tuple[str, ...]:
    """Return one name per step of the plan, however often it was come to."""
    return tuple({(step.number, step.exercise): step.name for step in steps}.values())


def _instead(counted: list[StepRecord], moves: list[StepRecord]) -> tuple[Instead, ...]:
    planned = {step.number: step.name for step in reversed(moves) if step.variant not in _INSTEAD}
    found = {
        (step.number, step.exercise): Instead(step.name, planned.get(step.number, ""))
        for step in counted
        if step.variant in _INSTEAD
    }
    return tuple(found.values())


def _left_out(begun: list[StepRecord], plan: Plan | None) -> tuple[str, ...]:
    """Return the names of the steps that have not one visit that counts; an exchange counts with what followed it."""
    planned = [] if plan is None else [step.normal for step in plan.steps]
    names = {number: variant.name for number, variant in enumerate(planned) if variant.exercise != REST}
    names |= {step.number: step.name for step in reversed(begun) if step.exercise != REST}
    told = {step.number for step in begun if step.outcome not in ("left", "exchanged")}
    return tuple(names[number] for number in sorted(names) if number not in told)


def _closing(session: SessionRecord, *, is_all_skipped: bool) -> str:
    match session.status:
        case SessionStatus.OPEN | SessionStatus.RUNNING:
            return STILL_ON
        case SessionStatus.INTERRUPTED:
            return CUT_OFF
        case SessionStatus.STOPPED if session.stopped_why == StopReason.PAIN:
            return words.CLOSING_STOPPED
        case SessionStatus.STOPPED:
            return STOPPED if session.performed_ms > 0 else NOT_BEGUN
        case SessionStatus.FINISHED:
            pass
    before, after = session.pain_before, session.pain_after
    if before is not None and after is not None and after - before >= _MORE_PAIN:
        return words.CLOSING_HURTS_MORE
    return ALL_SKIPPED if is_all_skipped else DONE
