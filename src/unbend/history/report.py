"""Records -> what is told of them: plain values for `--json`, lines for people. Never blames, never counts streaks."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from unbend.history.summary import summarise
from unbend.units import format_span

if TYPE_CHECKING:
    from unbend.history.records import PainRecord, SessionRecord, StepRecord
    from unbend.history.store import Store


def as_values(store: Store, most: int | None = None) -> list[dict[str, Any]]:
    """Return the sessions with their steps and pain presses as plain values, the latest first."""
    sessions = store.sessions(most)
    steps, pains = store.steps_of(sessions), store.pains_of(sessions)
    return [
        {
            **asdict(session),
            "steps": [asdict(step) for step in steps[session.id]],
            "pains": [asdict(pain) for pain in pains[session.id]],
        }
        for session in sessions
    ]


def session_lines(session: SessionRecord, steps: list[StepRecord], pains: list[PainRecord]) -> list[str]:
    """Return the lines that tell of one session."""
    day, _, clock = session.started_at.partition("T")
    how = f"{session.status}, {format_span(session.performed_ms)} of {format_span(session.planned_ms)}"
    lines = [f"{day} {clock[:5]}  {session.title}: {how}"]
    told = summarise(session, steps, pains)
    if told.eased:
        lines.append(f"    eased: {', '.join(told.eased)}")
    if told.instead:
        lines.append(f"    done instead: {', '.join(each.name for each in told.instead)}")
    if told.skipped:
        lines.append(f"    skipped: {', '.join(told.skipped)}")
    names = {step.exercise: step.name for step in steps}
    lines += [f"    paused for pain: {names.get(pain.exercise, pain.exercise)}{_pain_words(pain)}" for pain in pains]
    if told.disagreed:
        lines.append(f"    did not agree: {', '.join(told.disagreed)}")
    if session.pain_before is not None or session.pain_after is not None:
        before, after = (_nrs(nrs) for nrs in (session.pain_before, session.pain_after))
        lines.append(f"    pain before {before}, after {after}")
    return lines


def _pain_words(pain: PainRecord) -> str:
    strength = "" if pain.nrs is None else f", {pain.nrs} of 10"
    kind = "" if pain.kind is None else f", {pain.kind}"
    place = "" if pain.place is None else f", {pain.place}"
    choice = "" if pain.choice is None else f"; then {pain.choice}"
    return f"{strength}{kind}{place}{choice}"


def _nrs(nrs: int | None) -> str:
    return "not said" if nrs is None else str(nrs)
