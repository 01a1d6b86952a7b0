"""Writes how a work clock stands into the state file: for a status line, for another terminal, and for a restart."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from unbend.breaks import events as e
from unbend.breaks.state import Status
from unbend.units import MINUTE
from unbend.work import state_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from unbend.breaks.events import Event
    from unbend.breaks.view import View
    from unbend.breaks.wall import WallClock
    from unbend.units import Ms
    from unbend.work.runner import WorkRunner

WRITES_EVERY_MS: Ms = MINUTE
"""How far behind the file may be while work is counted: what a kill costs."""
_COUNTED = {e.BreakTaken: "taken", e.BreakSkipped: "skipped", e.BreakMissed: "missed"}
_STANDS_STILL = (Status.OFF, Status.STOPPED)
"""Where nothing passes that a restart would have to know of."""


class StateKeeper:
    """A listener that keeps the state file; its failures are its guard's business."""

    def __init__(self, file: Path, runner: WorkRunner, preset: str, before: Mapping[str, Any] | None) -> None:
        """Keep `file`; `before` is what another process wrote there, whose breaks of today count on."""
        self._file = file
        self._runner = runner
        self._preset = preset
        self._today = _today_of(before, _day(runner))
        self._day = _day(runner)
        self._has_news = True
        self._written_ms: Ms | None = None

    def handle(self, event: Event, wall_clock: WallClock) -> None:
        """Count `event` among those of its day, and have it written at the next beat."""
        self._turn_day(wall_clock.at(event.due_ms).date().isoformat())
        word = _COUNTED.get(type(event))
        if word is not None:
            self._today[word] += 1
        self._has_news = True

    def beat(self, view: View) -> None:
        """Write the file where something happened, and once a minute while time passes that counts."""
        now_ms = self._runner.state.now_ms
        self._turn_day(_day(self._runner))
        is_old = self._written_ms is None or now_ms - self._written_ms >= WRITES_EVERY_MS
        if self._has_news or (is_old and view.status not in _STANDS_STILL):
            state_file.write(self._file, self._mapping(view))
            self._has_news, self._written_ms = False, now_ms

    def close(self) -> None:
        """Write the last minute as well, which a restart would take for an absence; without room, it is one."""
        view = self._runner.view()
        if view.status not in _STANDS_STILL:
            with suppress(OSError):
                state_file.write(self._file, self._mapping(view))

    def _turn_day(self, day: str) -> None:
        if day != self._day:
            self._day, self._today = day, _nothing_yet()
            self._has_news = True

    def _mapping(self, view: View) -> dict[str, Any]:
        state = self._runner.state

        def epoch(in_ms: Ms | None) -> int | None:
            return None if in_ms is None else state.now_ms + in_ms + state.clock.ahead_ms

        return {
            "version": state_file.VERSION,
            "pid": os.getpid(),
            "written_ms": epoch(0),
            "preset": self._preset,
            "status": str(view.status),
            "next_at_ms": epoch(view.next_ms),
            "break_ms": view.break_ms,
            "routine": view.routine,
            "quiet_until_ms": epoch(view.quiet_ms),
            "paused_until_ms": epoch(view.paused_ms),
            "away_since_ms": epoch(None if view.away_ms is None else -view.away_ms),
            "moved_at_ms": epoch(None if view.since_moved_ms is None else -view.since_moved_ms),
            "today": self._today,
            "day": self._day,
            "kept": self._runner.kept(),
        }


def kept_for(found: Mapping[str, Any] | None, preset: str) -> Mapping[str, Any] | None:
    """Return what a work clock of this rhythm goes on from; None where it begins anew."""
    kept = None if found is None or found.get("preset") != preset else found.get("kept")
    return kept if isinstance(kept, dict) else None


def _day(runner: WorkRunner) -> str:
    state = runner.state
    return state.clock.at(state.now_ms).date().isoformat()


def _nothing_yet() -> dict[str, int]:
    return dict.fromkeys(_COUNTED.values(), 0)


def _today_of(before: Mapping[str, Any] | None, day: str) -> dict[str, int]:
    """Return what was counted today before this process began."""
    found = before.get("today") if before is not None and before.get("day") == day else None
    counts = found if isinstance(found, dict) else {}
    known = {word: counts.get(word) for word in _nothing_yet()}
    return {word: max(count, 0) if isinstance(count, int) else 0 for word, count in known.items()}
