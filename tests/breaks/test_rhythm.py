"""What a work clock can be set to."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest

from tests.routine.files import ROOT
from unbend.breaks.rhythm import PRESETS, Beat, BeatKind, FixedBreak, Preset, Span, WorkSettings, every, on_workdays
from unbend.units import MINUTE, SECOND


def test_the_presets_are_those_of_the_sources() -> None:
    """Work and break, in minutes; and each rule a preset names stands in docs/sources.md."""
    told = {
        preset.value: [(beat.work_ms / MINUTE, beat.break_ms / MINUTE, beat.kind.value) for beat in row.beats]
        for preset, row in PRESETS.items()
    }
    assert told == {
        "light": [(20, 0.5, "move")],
        "classic": [(30, 2, "move")],
        "hourly": [(60, 5, "move")],
        "20-8-2": [(20, 0, "stand"), (8, 2, "move")],
        "walk-5-30": [(30, 5, "walk")],
    }
    sources = (ROOT / Path("docs/sources.md")).read_text(encoding="utf-8")
    for row in PRESETS.values():
        assert row.sources
        assert all(f"| {rule} |" in sources for rule in row.sources)
    assert PRESETS.keys() == {*Preset}
    assert WorkSettings().beats == PRESETS[Preset.LIGHT].beats


@pytest.mark.parametrize(
    ("beats", "interval"),
    [
        (PRESETS[Preset.SIT_STAND_MOVE].beats, 28),
        ((Beat(20 * MINUTE, SECOND), Beat(50 * MINUTE, MINUTE)), 20),
        ((Beat(5 * MINUTE, 0), Beat(20 * MINUTE, SECOND), Beat(10 * MINUTE, 0)), 35),
        (every(MINUTE, MINUTE, BeatKind.WALK), 1),
    ],
)
def test_the_interval_is_the_shortest_work_between_two_breaks(beats: tuple[Beat, ...], interval: int) -> None:
    """A change of posture is no break."""
    settings = WorkSettings(beats=beats)
    assert settings.interval_ms == interval * MINUTE
    assert settings.spacing_ms == min(interval, 2) * MINUTE


@pytest.mark.parametrize(
    "wrong",
    [
        {"beats": ()},
        {"beats": (Beat(20 * MINUTE, 0),)},
        {"beats": every(MINUTE - 1, MINUTE)},
        {"beats": (*every(MINUTE, MINUTE), Beat(MINUTE, -1))},
        {"hours": ((),) * 6},
        {"quiet_hours": ((),) * 8},
        {"fixed": (FixedBreak(time(12), "lunch-walk", 0),)},
    ],
)
def test_what_no_schedule_can_be_made_of_is_refused(wrong: dict[str, object]) -> None:
    """Before anything is counted."""
    with pytest.raises(ValueError, match=r"break|day|minute"):
        WorkSettings(**wrong)  # type: ignore[arg-type]  # one wrong thing at a time


def test_workdays_are_monday_to_friday() -> None:
    """The weekend has no spans."""
    span = Span(time(9), time(17))
    assert on_workdays(span) == ((span,),) * 5 + ((),) * 2
