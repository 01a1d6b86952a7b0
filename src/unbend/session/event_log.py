"""Each event as one line of JSON, for programs that follow a session and for finding out what happened when."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from typing import IO, TYPE_CHECKING, Any

from unbend.engine import events as e

if TYPE_CHECKING:
    from unbend.engine.state import State
    from unbend.units import Ms


class EventLog:
    """Writes `{"event", "due_ms", "late_ms", "step", ...}` per event; `due_ms` counts from the start of the session."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self._start_ms: Ms = 0

    def handle(self, event: e.Event, late_ms: Ms) -> None:
        """Write `event`."""
        if isinstance(event, e.Started):
            self._start_ms = event.due_ms
        line = {
            "event": type(event).__name__,
            "due_ms": event.due_ms - self._start_ms,
            "late_ms": late_ms,
            "step": event.step,
            **self._rest_of(event),
        }
        self._stream.write(json.dumps(line, ensure_ascii=False) + "\n")
        self._stream.flush()

    def beat(self, state: State) -> None:
        """Nothing to write between events."""

    def _rest_of(self, event: e.Event) -> dict[str, Any]:  # noqa: PLR0911  # one row per event
        match event:
            case e.StepStarted() | e.VariantChanged():
                return {
                    "variant": event.kind,
                    "exercise": event.variant.exercise,
                    "name": event.variant.name,
                    "planned_ms": event.variant.total_ms,
                }
            case e.PhaseStarted() | e.PhaseEnded():
                phase = event.phase
                row = {
                    "visit": event.visit,
                    "kind": phase.kind,
                    "side": phase.side,
                    "set": phase.place.set,
                    "rep": phase.place.rep,
                    "duration_ms": phase.duration_ms,
                    "changes": phase.changes,
                }
                return row | ({"performed_ms": event.performed_ms} if isinstance(event, e.PhaseEnded) else {})
            case e.CueFired():
                return {"visit": event.visit, "cue": event.cue.kind, "at_ms": event.cue.at_ms}
            case e.ResumeAnnounced():
                return {"at_ms": event.at_ms - self._start_ms}
            case e.RestTaken():
                return {"until_ms": event.until_ms - self._start_ms}
            case e.CommandIgnored():
                return {"command": type(event.command).__name__, "reason": event.reason}
            case e.PainReported():
                return _plain(event.report)
            case _:
                return {
                    field.name: getattr(event, field.name)
                    for field in fields(event)
                    if field.name not in ("due_ms", "step")
                }


def _plain(record: object) -> dict[str, Any]:
    assert is_dataclass(record)  # noqa: S101  # every command is one
    return {field.name: getattr(record, field.name) for field in fields(record)}
