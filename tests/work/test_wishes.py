"""What was set and asked for, as the schedule has it."""

from __future__ import annotations

from datetime import time

import pytest

from unbend.breaks.rhythm import PRESETS, AwayPolicy, Beat, BeatKind, FixedBreak, Preset, Span
from unbend.errors import WrongUse
from unbend.settings import Settings
from unbend.units import HOUR, MINUTE, SECOND
from unbend.work.wishes import WorkWish, rhythm, work_settings

LIGHT = PRESETS[Preset.LIGHT].beats


@pytest.mark.parametrize(
    ("settings", "wish", "beats", "name"),
    [
        (Settings(), WorkWish(), LIGHT, "light"),
        (Settings(work_preset="hourly"), WorkWish(), PRESETS[Preset.HOURLY].beats, "hourly"),
        (Settings(work_preset="hourly"), WorkWish(preset="light"), LIGHT, "light"),
        (Settings(work_every=45), WorkWish(), (Beat(45 * MINUTE, 30 * SECOND),), "every 45m, 30s"),
        (Settings(work_every=45), WorkWish(preset="light"), LIGHT, "light"),
        (Settings(work_break=90), WorkWish(), (Beat(20 * MINUTE, 90 * SECOND),), "light, 1m30s"),
        (Settings(work_break=90), WorkWish(break_ms=MINUTE), (Beat(20 * MINUTE, MINUTE),), "light, 1m"),
        (Settings(work_break=90), WorkWish(preset="light"), LIGHT, "light"),
        (Settings(work_every=45), WorkWish(every_ms=HOUR), (Beat(HOUR, 30 * SECOND),), "every 1h, 30s"),
        (Settings(), WorkWish(break_ms=MINUTE), (Beat(20 * MINUTE, MINUTE),), "light, 1m"),
        (
            Settings(),
            WorkWish("walk-5-30", 50 * MINUTE),
            (Beat(50 * MINUTE, 5 * MINUTE, BeatKind.WALK),),
            "every 50m, 5m",
        ),
        (
            Settings(),
            WorkWish("20-8-2", None, 3 * MINUTE),
            (Beat(20 * MINUTE, 0, BeatKind.STAND), Beat(8 * MINUTE, 3 * MINUTE)),
            "20-8-2, 3m",
        ),
    ],
)
def test_what_is_asked_for_goes_before_what_is_set(
    settings: Settings, wish: WorkWish, beats: tuple[Beat, ...], name: str
) -> None:
    """And a preset that is named is meant as it is."""
    found = rhythm(settings, wish)
    assert (found.beats, found.name) == (beats, name)


def test_a_break_each_few_seconds_is_refused() -> None:
    """In a sentence."""
    with pytest.raises(WrongUse, match="a minute at least"):
        rhythm(Settings(), WorkWish(every_ms=30 * SECOND))


def test_hours_fixed_breaks_and_the_way_of_being_away_are_taken_over() -> None:
    """By weekday; a fixed break lasts as long as its routine, and without one there is none."""
    settings = Settings(
        work_hours="mon-thu 09:00-12:30 13:30-17:00, fri 09:00-14:00",
        quiet_hours="22:00-06:00",
        work_fixed=("12:30 lunch-walk", "mon 15:00 gone"),
        work_away="pause",
    )
    lengths = {"lunch-walk": 20 * MINUTE}
    found = work_settings(settings, LIGHT, lambda routine: lengths.get(routine, 0))
    morning, afternoon = Span(time(9), time(12, 30)), Span(time(13, 30), time(17))
    assert found.hours == (*((morning, afternoon),) * 4, (Span(time(9), time(14)),), (), ())
    assert found.quiet_hours == ((Span(time(22), time(6)),),) * 7
    assert found.fixed == (FixedBreak(time(12, 30), "lunch-walk", 20 * MINUTE),)
    assert found.away is AwayPolicy.PAUSE


def test_without_hours_work_is_always_counted() -> None:
    """As the settings come."""
    found = work_settings(Settings(), LIGHT, lambda _: 0)
    assert (found.hours, found.quiet_hours, found.fixed) == (None, None, ())


def test_a_break_waits_ten_minutes_for_an_answer() -> None:
    """Wherever the work clock runs: who missed one sound is called again."""
    assert work_settings(Settings(), LIGHT, lambda _: 0).waits_ms == 10 * MINUTE
