"""What a person has set for their work clock: how long to work, how long to break, on which days, and what stays quiet.

Plain values. Where they come from a file or the command line, that border checks them; nothing here can make them
impossible, only unwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from unbend.units import MINUTE, SECOND

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import time

    from unbend.units import Ms

POSTPONEMENTS_MS: tuple[Ms, ...] = (2 * MINUTE, 5 * MINUTE, 10 * MINUTE)
SHORT_MS: Ms = 30 * SECOND
"""The short version of any break: half a minute away from the screen is a break too (E11)."""
SHORTEST_WORK_MS: Ms = MINUTE
"""No stretch of work is shorter; a break each few seconds is a slip of the pen."""


def is_break(length_ms: Ms, planned_ms: Ms) -> bool:
    """Return whether somebody who was away from work so long has had a break of which so much was planned."""
    return length_ms >= min(SHORT_MS, planned_ms)


class BeatKind(StrEnum):
    """What a stretch of work ends with."""

    MOVE = "move"
    """A break with a routine in it."""
    WALK = "walk"
    """A break that is a walk."""
    STAND = "stand"
    """Not a break: work goes on standing. Nothing waits for an answer."""


@dataclass(frozen=True, slots=True)
class Beat:
    """A stretch of work and what it ends with."""

    work_ms: Ms
    break_ms: Ms
    """0 where work goes on."""
    kind: BeatKind = BeatKind.MOVE


class Preset(StrEnum):
    """A rhythm by name. The values are the words of `unbend work --preset`."""

    LIGHT = "light"
    CLASSIC = "classic"
    HOURLY = "hourly"
    SIT_STAND_MOVE = "20-8-2"
    WALK = "walk-5-30"


@dataclass(frozen=True, slots=True)
class PresetRow:
    """What a preset sets, and what it rests on."""

    beats: tuple[Beat, ...]
    said: str
    sources: tuple[str, ...]
    """Rules of docs/sources.md 1.2."""


PRESETS: Mapping[Preset, PresetRow] = {
    Preset.LIGHT: PresetRow(
        (Beat(20 * MINUTE, 30 * SECOND),), "half a minute every 20 minutes of screen work", ("E11", "E14")
    ),
    Preset.CLASSIC: PresetRow(
        (Beat(30 * MINUTE, 2 * MINUTE),), "two minutes every half hour", ("E13", "E15", "E16", "E22")
    ),
    Preset.HOURLY: PresetRow((Beat(60 * MINUTE, 5 * MINUTE),), "five minutes every hour", ("E12", "E22")),
    Preset.SIT_STAND_MOVE: PresetRow(
        (Beat(20 * MINUTE, 0, BeatKind.STAND), Beat(8 * MINUTE, 2 * MINUTE)),
        "20 minutes sitting, 8 standing, 2 moving; a rough target, not a rule",
        ("E18", "E20", "E21"),
    ),
    Preset.WALK: PresetRow(
        (Beat(30 * MINUTE, 5 * MINUTE, BeatKind.WALK),),
        "five minutes of walking every half hour; studied for blood sugar and pressure, not for back pain",
        ("E19",),
    ),
}


class AwayPolicy(StrEnum):
    """What it means that nobody was at the desk for a minute or more."""

    COUNT = "count"
    """Away for as long as the break or longer counts as the break; shorter is time like any other."""
    PAUSE = "pause"
    """The work clock stood still meanwhile."""
    RESET = "reset"
    """Work begins anew, however short it was."""


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a day by the clock on the wall; where the end is not after the start, it lies on the next day."""

    start: time
    end: time


Week: TypeAlias = "tuple[tuple[Span, ...], ...]"
"""Spans for each weekday on which they begin, Monday first; seven of them."""

EVERY_DAY: frozenset[int] = frozenset(range(7))


@dataclass(frozen=True, slots=True)
class FixedBreak:
    """A break at a time of day: `12:30 lunch-walk`."""

    at: time
    routine: str
    """The id of the routine that is done then."""
    break_ms: Ms
    weekdays: frozenset[int] = EVERY_DAY
    """0 is Monday."""


@dataclass(frozen=True, slots=True)
class WorkSettings:
    """Everything a work clock is set to."""

    beats: tuple[Beat, ...] = PRESETS[Preset.LIGHT].beats
    """Done in turn, again and again; at least one of them is a break."""
    hours: Week | None = None
    """When work is counted; None for always."""
    quiet_hours: Week | None = None
    """When nothing is announced; the breaks that fall there are left out."""
    fixed: tuple[FixedBreak, ...] = ()
    away: AwayPolicy = AwayPolicy.COUNT
    waits_ms: Ms | None = None
    """How long a break that is due waits for an answer; None for as long as it takes."""

    def __post_init__(self) -> None:
        """Refuse what no schedule can be made of. Raises `ValueError`."""
        if not any(beat.break_ms > 0 for beat in self.beats):
            msg = "a work clock needs a break"
            raise ValueError(msg)
        if any(beat.work_ms < SHORTEST_WORK_MS or beat.break_ms < 0 for beat in self.beats):
            msg = "a stretch of work lasts a minute at least, and no break less than nothing"
            raise ValueError(msg)
        if any(week is not None and len(week) != len(EVERY_DAY) for week in (self.hours, self.quiet_hours)):
            msg = "a week has seven days"
            raise ValueError(msg)
        if any(fixed.break_ms <= 0 for fixed in self.fixed):
            msg = "a fixed break needs a length"
            raise ValueError(msg)

    @property
    def interval_ms(self) -> Ms:
        """The shortest work between two breaks."""
        works, since = [], 0
        for beat in (*self.beats, *self.beats):
            since += beat.work_ms
            if beat.break_ms:
                works.append(since)
                since = 0
        return min(works[1:], default=works[0])

    @property
    def spacing_ms(self) -> Ms:
        """How far apart two breaks are at the least: the smaller of the interval and the shortest postponement."""
        return min(self.interval_ms, *POSTPONEMENTS_MS)


def every(work_ms: Ms, break_ms: Ms, kind: BeatKind = BeatKind.MOVE) -> tuple[Beat, ...]:
    """Return the rhythm of one break of `break_ms` after each `work_ms` of work."""
    return (Beat(work_ms, break_ms, kind),)


def on_workdays(*spans: Span) -> Week:
    """Return the week that has `spans` from Monday to Friday."""
    return (spans,) * 5 + ((),) * 2
