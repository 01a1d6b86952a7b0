"""The state file: written when something happens and once a minute while time counts, and read by the next start."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from tests.breaks.desk import at
from unbend.breaks import commands as c
from unbend.breaks.rhythm import PRESETS, Preset, Span, WorkSettings, on_workdays
from unbend.session.clock import ManualClock
from unbend.units import HOUR, MINUTE, SECOND
from unbend.work import state_file
from unbend.work.keeper import StateKeeper, kept_for
from unbend.work.runner import WorkRunner

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pytest

CLASSIC = WorkSettings(beats=PRESETS[Preset.CLASSIC].beats)
OFFICE = WorkSettings(hours=on_workdays(Span(at("2026-03-02 09:00").time(), at("2026-03-02 17:00").time())))


class Kept:
    """A work clock with its state file, and how often it was written."""

    def __init__(
        self,
        folder: Path,
        monkeypatch: pytest.MonkeyPatch,
        settings: WorkSettings = CLASSIC,
        begins: str = "2026-03-02 09:00",
        before: Mapping[str, Any] | None = None,
    ) -> None:
        self.file = folder / "work.json"
        self.clock = ManualClock(at(begins))
        self.runner = WorkRunner(settings, self.clock)
        self.written: list[Mapping[str, Any]] = []
        monkeypatch.setattr(state_file, "write", lambda _, mapping: self.written.append(mapping))
        self.runner.listen(StateKeeper(self.file, self.runner, "classic", before))
        self.runner.tick()

    def passes(self, span: int, look: int = MINUTE) -> list[Mapping[str, Any]]:
        """Let `span` pass, with a look each `look`; return what was written."""
        before = len(self.written)
        for _ in range(span // look):
            self.clock.advance(look)
            self.runner.tick()
        return self.written[before:]

    @property
    def last(self) -> Mapping[str, Any]:
        """What was written last."""
        return self.written[-1]


def epoch_ms(when: str) -> int:
    """Return `2026-03-02 09:30` in milliseconds since 1970."""
    return int(at(when).timestamp() * 1000)


def test_it_says_what_stands_in_a_status_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the calendar, so that any process can say how long it still is."""
    found = Kept(tmp_path, monkeypatch).last
    assert {name: found[name] for name in found if name != "kept"} == {
        "version": 1,
        "pid": os.getpid(),
        "written_ms": epoch_ms("2026-03-02 09:00"),
        "preset": "classic",
        "status": "working",
        "next_at_ms": epoch_ms("2026-03-02 09:30"),
        "break_ms": 2 * MINUTE,
        "routine": None,
        "quiet_until_ms": None,
        "paused_until_ms": None,
        "away_since_ms": None,
        "moved_at_ms": None,
        "today": {"taken": 0, "skipped": 0, "missed": 0},
        "day": "2026-03-02",
    }


def test_instants_that_lie_in_the_past_do_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last movement, and since when nobody is there; pause and quiet lie ahead."""
    kept = Kept(tmp_path, monkeypatch)
    kept.runner.send(c.TakeBreak())
    kept.passes(MINUTE)
    kept.runner.send(c.EndBreak())
    kept.runner.send(c.QuietFor(HOUR))
    kept.passes(9 * MINUTE)
    kept.runner.send(c.SeenIdle(kept.runner.state.now_ms - 4 * MINUTE))
    assert kept.last["moved_at_ms"] == epoch_ms("2026-03-02 09:01")
    assert kept.last["away_since_ms"] == epoch_ms("2026-03-02 09:06")
    assert kept.last["quiet_until_ms"] == epoch_ms("2026-03-02 10:01")
    kept.runner.send(c.Pause(30 * MINUTE))
    assert kept.last["paused_until_ms"] == epoch_ms("2026-03-02 09:40")
    assert kept.last["status"] == "paused"


def test_it_is_written_once_a_minute_however_often_somebody_looks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And at once where something happens."""
    kept = Kept(tmp_path, monkeypatch)
    assert len(kept.written) == 1
    assert len(kept.passes(5 * MINUTE, look=SECOND)) == 5
    kept.runner.send(c.Pause())
    assert kept.last["status"] == "paused"


def test_nothing_is_written_outside_the_working_hours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """But for the day that turns at midnight, with its counts."""
    kept = Kept(tmp_path, monkeypatch, OFFICE, "2026-03-02 18:00")
    assert kept.passes(5 * HOUR) == []
    (at_midnight,) = kept.passes(2 * HOUR)
    assert at_midnight["day"] == "2026-03-03"


def test_what_became_of_the_breaks_of_today_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also over a restart on the same day; another day begins at nothing."""
    kept = Kept(tmp_path, monkeypatch)
    kept.passes(30 * MINUTE)
    kept.runner.send(c.Skip())
    kept.runner.send(c.TakeBreak())
    kept.passes(MINUTE)
    kept.runner.send(c.EndBreak())
    assert kept.last["today"] == {"taken": 1, "skipped": 1, "missed": 0}
    again = Kept(tmp_path, monkeypatch, begins="2026-03-02 14:00", before=kept.last)
    assert again.last["today"] == kept.last["today"]
    tomorrow = Kept(tmp_path, monkeypatch, begins="2026-03-03 09:00", before=kept.last)
    assert tomorrow.last["today"] == {"taken": 0, "skipped": 0, "missed": 0}


def test_only_the_same_rhythm_is_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks for another one means from now on."""
    found = Kept(tmp_path, monkeypatch).last
    assert kept_for(found, "classic") == found["kept"]
    assert kept_for(found, "hourly") is None
    assert kept_for(None, "classic") is None
    assert kept_for({"preset": "classic", "kept": 5}, "classic") is None


def test_the_last_minute_is_written_at_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a restart takes it for no absence; of what was stopped there is nothing more to say."""
    kept = Kept(tmp_path, monkeypatch)
    keeper = StateKeeper(kept.file, kept.runner, "classic", None)
    assert kept.passes(50 * SECOND, 10 * SECOND) == []
    keeper.close()
    assert kept.last["written_ms"] == epoch_ms("2026-03-02 09:00") + 50 * SECOND
    kept.runner.send(c.Stop())
    written = len(kept.written)
    keeper.close()
    assert len(kept.written) == written
