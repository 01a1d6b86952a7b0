"""What a person set and asked for -> the settings of the schedule."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import time
from typing import TYPE_CHECKING

from unbend.breaks.rhythm import (
    EVERY_DAY,
    PRESETS,
    SHORTEST_WORK_MS,
    AwayPolicy,
    Beat,
    FixedBreak,
    Preset,
    Span,
    WorkSettings,
)
from unbend.errors import WrongUse
from unbend.routine.duration import write_duration
from unbend.units import MINUTE, SECOND
from unbend.week import parse_hours, parse_moment

if TYPE_CHECKING:
    from collections.abc import Callable

    from unbend.breaks.rhythm import Week
    from unbend.settings import Settings
    from unbend.units import Ms

WAITS_MS: Ms = 10 * MINUTE
"""How long a break waits for an answer; then the next one comes in its time. Who missed one sound is called again that
day. The longest postponement is as long."""


@dataclass(frozen=True, slots=True)
class WorkWish:
    """What the command line asks for; None where it says nothing."""

    preset: str | None = None
    every_ms: Ms | None = None
    break_ms: Ms | None = None


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The rhythm of one day of work."""

    beats: tuple[Beat, ...]
    name: str
    """The preset, or `every 30m, 2m`; what is kept under one name does not go on under another."""


def rhythm(settings: Settings, wish: WorkWish) -> Rhythm:
    """Return the rhythm that is asked for, or the one that is set. Raises `WrongUse` for one that cannot be."""
    preset = Preset(wish.preset or settings.work_preset)
    beats = PRESETS[preset].beats
    # A preset that was asked for just now is meant as it is, whatever else is set.
    set_ms = settings.work_every * MINUTE if wish.preset is None and settings.work_every else None
    set_break_ms = settings.work_break * SECOND if wish.preset is None and settings.work_break else None
    every_ms, break_ms = wish.every_ms or set_ms, wish.break_ms or set_break_ms
    if every_ms is None and break_ms is None:
        return Rhythm(beats, str(preset))
    last = beats[-1]
    beat = replace(last, work_ms=every_ms or last.work_ms, break_ms=break_ms or last.break_ms)
    if beat.work_ms < SHORTEST_WORK_MS:
        msg = "a stretch of work lasts a minute at least"
        raise WrongUse(msg)
    # Where only the break is another, postures change as they do in the preset.
    chosen = (beat,) if every_ms is not None else (*beats[:-1], beat)
    name = f"every {write_duration(beat.work_ms)}, {write_duration(beat.break_ms)}"
    return Rhythm(chosen, name if every_ms is not None else f"{preset}, {write_duration(beat.break_ms)}")


def work_settings(settings: Settings, beats: tuple[Beat, ...], length_of: Callable[[str], Ms]) -> WorkSettings:
    """Return what the schedule goes by; `length_of` a routine is how long a fixed break lasts, 0 where it has none."""
    moments = [parse_moment(each) for each in settings.work_fixed]
    fixed = [
        FixedBreak(time.fromisoformat(each.at), each.routine, length_of(each.routine), frozenset(each.days))
        for each in moments
    ]
    return WorkSettings(
        beats,
        _week(settings.work_hours),
        _week(settings.quiet_hours),
        tuple(each for each in fixed if each.break_ms),
        AwayPolicy(settings.work_away),
        WAITS_MS,
    )


def _week(written: str) -> Week | None:
    """Return the week that `written` describes, None for an empty one."""
    parts = parse_hours(written)
    if not parts:
        return None

    def spans_of(day: int) -> tuple[Span, ...]:
        return tuple(
            Span(time.fromisoformat(start), time.fromisoformat(end))
            for part in parts
            if day in part.days
            for start, end in part.spans
        )

    return tuple(spans_of(day) for day in sorted(EVERY_DAY))
