"""How far a dose may be made smaller or larger, and every amount on the way.

Counts and spans change, from half to one and a half of what is written; the way a movement is done does not: no hold
becomes longer, no tempo faster, and rests, gaps and the time to change sides stay as they are. Both sides of a step
turn the same dial, and a step in which the sides alternate keeps an even count.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from unbend.routine.duration import LONGEST_MS
from unbend.routine.lint import LONGEST_STRENGTH_HOLD_MS, LONGEST_STRETCH_MS
from unbend.routine.vocabulary import MOST_REPS, MOST_SETS
from unbend.units import MINUTE, SECOND

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from unbend.routine.dose import SideWork, Work
    from unbend.routine.model import Exercise
    from unbend.units import Ms

LEAST = Fraction(1, 2)
MOST = Fraction(3, 2)
SHORTEST_PACK_MS: Ms = 5 * MINUTE
"""Warmth or cold for less than this is hardly felt below the skin; it is left out instead."""
PACK_KINDS = ("heat", "cold")
_HOLD_LIMITS_MS = {"stretch": LONGEST_STRETCH_MS, "strength": LONGEST_STRENGTH_HOLD_MS}
_HELD_KINDS = ("stretch", "strength", *PACK_KINDS)
"""Where a span is one long hold, or a pack on the skin, it never becomes longer."""


@dataclass(frozen=True, slots=True)
class Level:
    """One amount of some steps that are scaled together."""

    factor: Fraction
    """Of what is written."""
    works: tuple[Work, ...]


@dataclass(frozen=True, slots=True)
class _Dial:
    """A number of a dose that can be turned."""

    written: int
    options: tuple[int, ...]
    """Ascending; what is written is among them."""

    def at(self, factor: Fraction) -> int:
        """Return the option nearest to `factor` times what is written, the smaller of two."""
        wanted = factor * self.written
        after = bisect_left(self.options, wanted)
        return min(self.options[max(after - 1, 0) : after + 1], key=lambda option: (abs(option - wanted), option))


def safe(work: Work, exercise: Exercise) -> Work:
    """Return `work` with no hold beyond what is advised for the kind of `exercise`."""
    limit_ms = _HOLD_LIMITS_MS.get(exercise.kind)
    if limit_ms is None:
        return work
    second = None if work.second is None else _safe_side(work.second, limit_ms)
    return replace(work, first=_safe_side(work.first, limit_ms), second=second)


def ladder(doses: Sequence[tuple[Work, Exercise]], most: Fraction = MOST) -> tuple[Level, ...]:
    """Return every amount of `doses`, scaled alike, from the smallest to the largest within `most`."""
    dials = [[_dials(side, work, exercise) for side in _sides(work)] for work, exercise in doses]
    flat = [dial for work in dials for side in work for dial in side]
    factors = {Fraction(option, dial.written) for dial in flat for option in dial.options}
    levels: list[Level] = []
    for factor in sorted({factor for factor in factors if LEAST <= factor <= most} | {Fraction(1)}):
        works = tuple(_turned(work, sides, factor) for (work, _), sides in zip(doses, dials, strict=True))
        if not levels or works != levels[-1].works:
            levels.append(Level(factor, works))
        elif factor <= 1:  # of several names for the same amount, the one nearest to what is written
            levels[-1] = Level(factor, works)
    return tuple(levels)


def length_ms(work: Work) -> Ms:
    """Return how long `work` takes without lead-in; repetitions at the person's own pace count nothing."""
    sides = [*_sides(work)]
    switches = min(len(side.reps) for side in sides) * (len(sides) - 1)
    between = switches * work.switch_ms + (work.sets - 1) * work.rest_ms
    return between + sum(_set_ms(side, reps) for side in sides for reps in side.reps)


def _set_ms(side: SideWork, reps: int) -> Ms:
    if side.time_ms is not None:
        return side.time_ms
    if side.breath is not None:
        return reps * sum(side.breath)
    return 0 if side.tempo is None else reps * sum(side.tempo) + (reps - 1) * side.gap_ms


def _sides(work: Work) -> Iterable[SideWork]:
    return (work.first,) if work.second is None else (work.first, work.second)


def _safe_side(side: SideWork, limit_ms: Ms) -> SideWork:
    if side.tempo is None:
        return side
    ease_in, hold, ease_out = side.tempo
    return replace(side, tempo=(ease_in, min(hold, limit_ms), ease_out))


def _dials(side: SideWork, work: Work, exercise: Exercise) -> tuple[_Dial, ...]:
    if side.time_ms is not None:
        return (_time(side.time_ms, sum(side.breath or ()), exercise),)
    if side.tempo is None and side.breath is None:
        return ()  # at the person's own pace: it counts nothing, so nothing is won by changing it
    if max(side.reps) > 1:
        is_paired = work.turns == "alternate"
        return tuple(_count(reps, MOST_REPS, is_paired=is_paired) for reps in side.reps)
    return (_count(len(side.reps), MOST_SETS),)


def _count(written: int, most: int, *, is_paired: bool = False) -> _Dial:
    options = range(-(-written // 2), max(min(written * 3 // 2, most), written) + 1)
    return _Dial(written, tuple(each for each in options if each == written or not is_paired or each % 2 == 0))


def _time(written: Ms, breath: Ms, exercise: Exercise) -> _Dial:
    least, most = -(-written // 2), written
    if exercise.kind not in _HELD_KINDS:
        most = max(min(written * 3 // 2, LONGEST_MS), written)
    if exercise.kind in PACK_KINDS and exercise.position != "shower":
        least = min(max(least, SHORTEST_PACK_MS), written)
    unit = breath if breath and written % breath == 0 else SECOND  # no breath is cut short
    options = {each * unit for each in range(-(-least // unit), most // unit + 1)}
    return _Dial(written, tuple(sorted(options | {written})))


def _turned(work: Work, dials: list[tuple[_Dial, ...]], factor: Fraction) -> Work:
    sides = [
        _set(side, tuple(dial.at(factor) for dial in turned)) for side, turned in zip(_sides(work), dials, strict=True)
    ]
    return replace(work, first=sides[0], second=sides[1] if len(sides) > 1 else None)


def _set(side: SideWork, numbers: tuple[int, ...]) -> SideWork:
    if not numbers:
        return side
    if side.time_ms is not None:
        return replace(side, time_ms=numbers[0])
    return replace(side, reps=numbers if max(side.reps) > 1 else (1,) * numbers[0])
