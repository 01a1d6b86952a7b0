"""How much of each step, so that all of them together come as near to a length as they can.

One factor for all steps comes first; single steps depart from it no further than it takes to use up what is left. Which
lengths can be reached at all is a number whose bits are those lengths: exact, and quick for any routine.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from fractions import Fraction
from math import gcd
from typing import TYPE_CHECKING

from unbend.routine.scale import ladder, length_ms

if TYPE_CHECKING:
    from unbend.routine.dose import Work
    from unbend.routine.pieces import Movement, Piece
    from unbend.routine.scale import Level
    from unbend.units import Ms

_WINDOWS = (Fraction(0), Fraction(1, 8), Fraction(1, 4), Fraction(1, 2), Fraction(1))
"""How far single steps may depart from the factor of all, the least first."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """How much of each step."""

    works: dict[int, Work]
    """By the number of the piece."""
    length_ms: Ms
    is_most: bool
    """Whether each is the largest there is."""


@dataclass(frozen=True, slots=True)
class _Group:
    """Steps that are scaled together."""

    places: tuple[int, ...]
    levels: tuple[Level, ...]
    lengths: tuple[Ms, ...]
    """Of each level, for as often as the steps are done."""

    def at(self, factor: Fraction) -> int:
        """Return the number of the largest level up to `factor`, or of the smallest there is."""
        return max(bisect_right(self.levels, factor, key=lambda level: level.factor) - 1, 0)


def shortest_ms(pieces: tuple[Piece, ...]) -> dict[int, Ms]:
    """Return the least work there is in each movement of `pieces`, by its number."""
    groups = _groups(pieces, Fraction(1))
    return {
        place: length_ms(work)
        for group in groups
        for place, work in zip(group.places, group.levels[0].works, strict=True)
    }


def amounts(order: tuple[Piece, ...], most_ms: Ms, most: Fraction) -> Amounts:
    """Return how much of each movement of `order`, within `most` of what is written, comes nearest to `most_ms`.

    Never more than that, unless the least there is is more.
    """
    groups = _groups(order, most)
    factors = sorted({level.factor for group in groups for level in group.levels})
    fitting = bisect_right(
        factors, most_ms, key=lambda factor: sum(group.lengths[group.at(factor)] for group in groups)
    )
    centre = factors[max(fitting - 1, 0)] if factors else Fraction(1)
    numbers = _nearest(groups, most_ms, centre) or [0] * len(groups)
    return Amounts(
        {
            place: work
            for group, number in zip(groups, numbers, strict=True)
            for place, work in zip(group.places, group.levels[number].works, strict=True)
        },
        sum(group.lengths[number] for group, number in zip(groups, numbers, strict=True)),
        all(number == len(group.levels) - 1 for group, number in zip(groups, numbers, strict=True)),
    )


def _groups(order: tuple[Piece, ...], most: Fraction) -> list[_Group]:
    """Return the movements of `order` in the groups that keep both sides equal.

    An exercise done on one side in one step and on the other in the next is scaled alike wherever it stands.
    """
    times = Counter(piece.at for piece in order)
    movements = {piece.at: piece.movement for piece in order if piece.movement is not None}
    one_sided = {each.name for each in movements.values() if each.work.turns in ("left", "right", "chosen")}
    together: dict[object, list[int]] = defaultdict(list)
    for at, movement in movements.items():
        together[movement.name if movement.name in one_sided else at].append(at)
    return [_group(movements, tuple(places), times, most) for places in together.values()]


def _group(movements: dict[int, Movement], places: tuple[int, ...], times: Counter[int], most: Fraction) -> _Group:
    levels = ladder([(movements[at].work, movements[at].exercise) for at in places], most)
    lengths = tuple(
        sum(times[at] * length_ms(work) for at, work in zip(places, level.works, strict=True)) for level in levels
    )
    return _Group(places, levels, lengths)


def _nearest(groups: list[_Group], most_ms: Ms, centre: Fraction) -> list[int] | None:
    """Return the level of each group, together as near to `most_ms` as any, and each as near to `centre` as can be."""
    unit = gcd(*(length for group in groups for length in group.lengths)) or 1
    best = None
    for window in reversed(_WINDOWS):
        options = [_within(group, centre, window) for group in groups]
        reached = [1]
        for group, numbers in zip(groups, options, strict=True):
            reached.append(_added(reached[-1], {group.lengths[number] // unit for number in numbers}, most_ms // unit))
        length = reached[-1].bit_length() - 1
        if best is not None and length < best[0]:
            break
        best = (length, options, reached)
    assert best is not None  # noqa: S101  # there are windows
    length, options, reached = best
    if length < 0:
        return None
    chosen: list[int] = []
    for group, numbers, before in reversed([*zip(groups, options, reached[:-1], strict=True)]):
        number = next(each for each in numbers if _has(before, length - group.lengths[each] // unit))
        chosen.append(number)
        length -= group.lengths[number] // unit
    return chosen[::-1]


def _within(group: _Group, centre: Fraction, window: Fraction) -> list[int]:
    """Return the levels of `group` no further than `window` from `centre`, and the one at it, the nearest first."""
    usual = group.at(centre)
    away = {number: abs(level.factor - centre) for number, level in enumerate(group.levels)}
    numbers = [number for number in away if number == usual or away[number] <= window]
    return sorted(numbers, key=lambda number: (away[number], number))


def _added(reached: int, lengths: set[int], most: int) -> int:
    """Return the lengths up to `most` that one of `lengths` more than one of `reached` makes."""
    if most < 0:
        return 0
    more = 0
    for length in lengths:
        more |= reached << length if length <= most else 0
    return more & ((1 << (most + 1)) - 1)


def _has(reached: int, length: int) -> bool:
    return length >= 0 and bool(reached >> length & 1)
