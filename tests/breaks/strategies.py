"""Any settings of a work clock and any days at it, for Hypothesis."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta, timezone
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from unbend.breaks import commands as c
from unbend.breaks.rhythm import (
    POSTPONEMENTS_MS,
    PRESETS,
    AwayPolicy,
    Beat,
    BeatKind,
    FixedBreak,
    Span,
    WorkSettings,
    on_workdays,
)
from unbend.units import HOUR, MINUTE, SECOND

if TYPE_CHECKING:
    from datetime import tzinfo

    from unbend.units import Ms

ZONES: tuple[tzinfo, ...] = (
    ZoneInfo("Europe/Berlin"),
    ZoneInfo("America/New_York"),
    ZoneInfo("Australia/Lord_Howe"),  # half an hour of daylight saving
    timezone(timedelta(hours=5, minutes=45)),
)
_DAYS = (
    datetime(2026, 3, 2),  # noqa: DTZ001  # the zone is drawn beside it
    datetime(2026, 3, 28),  # noqa: DTZ001
    datetime(2026, 10, 24),  # noqa: DTZ001
    datetime(2026, 4, 4),  # noqa: DTZ001
)
"""An ordinary Monday, and eves of a change of the clocks."""

_times = st.builds(time, st.integers(0, 23), st.sampled_from([0, 1, 15, 30, 59]))
_spans = st.builds(Span, _times, _times)
_weeks = st.one_of(
    st.just(on_workdays(Span(time(9), time(12)), Span(time(12), time(17)))),
    st.just(on_workdays(Span(time(22), time(6)))),
    st.tuples(*[st.lists(_spans, max_size=2).map(tuple)] * 7),
)
_beats = st.one_of(
    st.sampled_from([row.beats for row in PRESETS.values()]),
    st.lists(
        st.builds(
            Beat,
            st.integers(1, 40).map(lambda minutes: minutes * MINUTE),
            st.sampled_from([5 * MINUTE, 20 * SECOND, 0, MINUTE]),
            st.sampled_from(BeatKind),
        ),
        min_size=1,
        max_size=3,
    )
    .map(tuple)
    .filter(lambda beats: any(beat.break_ms for beat in beats)),
)
_fixed = st.builds(
    FixedBreak,
    _times,
    st.just("lunch-walk"),
    st.sampled_from([MINUTE, 20 * MINUTE]),
    st.sampled_from([frozenset(range(7)), frozenset({0, 2})]),
)


def settings() -> st.SearchStrategy[WorkSettings]:
    """Return any settings."""
    return st.builds(
        WorkSettings,
        beats=_beats,
        hours=st.none() | _weeks,
        quiet_hours=st.none() | _weeks,
        fixed=st.lists(_fixed, max_size=2).map(tuple),
        away=st.sampled_from(AwayPolicy),
    )


def beginnings() -> st.SearchStrategy[datetime]:
    """Return any time at which somebody starts a work clock."""
    return st.builds(
        lambda day, minutes, zone: (day + timedelta(minutes=minutes)).replace(tzinfo=zone),
        st.sampled_from(_DAYS),
        st.integers(0, 24 * 60 - 1),
        st.sampled_from(ZONES),
    )


@dataclass(frozen=True, slots=True)
class Move:
    """One line of a script: a command some time after the line before."""

    command: c.Command | SetBy | IdleFor | SleptFor | None
    """None to look only."""
    gap_ms: Ms
    is_from_due: bool = False
    """Whether the gap counts from the next instant at which something is due, which is where mistakes live."""


@dataclass(frozen=True, slots=True)
class SetBy:
    """The clock on the wall was set by `by_ms`."""

    by_ms: Ms


@dataclass(frozen=True, slots=True)
class IdleFor:
    """Nobody has been there for `span_ms`."""

    span_ms: Ms


@dataclass(frozen=True, slots=True)
class SleptFor:
    """The machine sleeps for `span_ms` from here on."""

    span_ms: Ms


_lengths = st.sampled_from([MINUTE, 3 * MINUTE, MINUTE - 1, 5 * MINUTE, 42 * MINUTE, 9 * HOUR, 60 * HOUR, 0])
_commands: st.SearchStrategy[c.Command | SetBy | IdleFor | SleptFor | None] = st.one_of(
    st.sampled_from(
        [
            c.TakeBreak(),
            c.TakeBreak(),
            c.TakeShort(),
            c.HadBreak(3 * MINUTE),
            c.HadBreak(3 * MINUTE),
            c.EndBreak(),
            c.EndBreak(),
            c.EndBreak(),
            c.Skip(),
            c.Skip(),
            c.Pause(),
            c.Resume(),
            c.Resume(),
            c.SeenActive(),
            c.SeenActive(),
            c.EndQuiet(),
            None,
        ]
    ),
    st.sampled_from([*map(c.Postpone, (*POSTPONEMENTS_MS, 3 * MINUTE))]),
    st.builds(c.Pause, st.sampled_from([0, 30 * MINUTE, 12 * HOUR])),
    st.builds(c.QuietFor, st.sampled_from([0, 10 * MINUTE, HOUR])),
    st.builds(c.QuietUntil, _times),
    st.builds(SetBy, st.sampled_from([-25 * HOUR, -HOUR, -10 * MINUTE, 10 * MINUTE, HOUR, 30 * HOUR])),
    st.builds(IdleFor, _lengths),
    st.builds(SleptFor, _lengths),
)
_shortly = st.integers(1, 3 * MINUTE)
_gaps = st.one_of(
    st.sampled_from([0, 1, SECOND, MINUTE - 1, MINUTE, 2 * MINUTE]),
    st.integers(0, 45 * MINUTE),
    st.sampled_from([3 * HOUR, 15 * HOUR]),
)


def scripts() -> st.SearchStrategy[list[Move]]:
    """Return any days at a work clock."""
    moves = st.builds(Move, _commands, _gaps, st.booleans())
    # An absence that begins shortly before something is due is where most mistakes lie.
    near = st.builds(lambda gap_ms, span_ms: Move(SleptFor(span_ms), -gap_ms, is_from_due=True), _shortly, _lengths)
    return st.lists(moves | near, min_size=3, max_size=14)
