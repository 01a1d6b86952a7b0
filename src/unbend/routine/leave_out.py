"""What of a routine may be left out first, where even half of everything takes too long.

As many areas of the body as can be stay in, never one side without the other, and the rest at the end for as long as
anything else fits beside it. A way to the floor cannot be added: those that stay keep their order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from unbend.routine.pieces import in_order, lead_ins
from unbend.routine.vocabulary import FLOOR_POSTURES
from unbend.units import SECOND

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from unbend.routine.pieces import Piece
    from unbend.units import Ms

_ENOUGH_REST_MS: Ms = 10 * SECOND
"""Between two strength exercises of the same area, as `lint` has it."""
_MOST_COMPARED = 8
"""Of two hundred steps that could go, how many are looked at closely."""


def leave_out(pieces: tuple[Piece, ...], shortest_ms: Callable[[frozenset[int]], Ms], most_ms: Ms) -> frozenset[int]:
    """Return the movements to keep so that `shortest_ms` of them is at the most `most_ms`.

    Where nothing is that short, it is the shortest there is.
    """
    closing = pieces[-1].at if len(pieces) > 1 and pieces[-1].is_calm else None
    everything = frozenset(piece.at for piece in pieces if piece.movement is not None or piece.at == closing)
    if all(piece.movement is None for piece in pieces):
        return everything
    kept = everything
    left: list[frozenset[int]] = []
    while shortest_ms(kept) > most_ms:
        turns = _turns(pieces, kept)
        candidates = {_together(pieces, turns, at) for at in kept if at != closing}
        if len(candidates) <= 1:
            kept = _least(pieces, everything, closing, shortest_ms, most_ms)
            break
        gone = _least_missed(pieces, kept, candidates)
        left.append(gone)
        kept -= gone
    for gone in reversed(left):  # what went early may be small enough to come back
        again = kept | gone
        if _is_whole(pieces, again) and shortest_ms(again) <= most_ms:
            kept = again
    return kept


def _least(
    pieces: tuple[Piece, ...],
    everything: frozenset[int],
    closing: int | None,
    shortest_ms: Callable[[frozenset[int]], Ms],
    most_ms: Ms,
) -> frozenset[int]:
    """Return the one movement that fits, with the rest at the end if both do; the first of several."""
    turns = _turns(pieces, everything)
    alone = sorted(everything - {closing})
    singles = [each for at in alone for each in (frozenset({at}), _together(pieces, turns, at))]
    singles = [each for each in singles if _is_whole(pieces, each)]
    end = frozenset() if closing is None else frozenset({closing})
    choices = [*(each | end for each in singles), *singles, *([end] if end else [])]
    return next((each for each in choices if shortest_ms(each) <= most_ms), min(choices, key=shortest_ms))


def _turns(pieces: tuple[Piece, ...], kept: Iterable[int]) -> dict[str, dict[str, list[int]]]:
    """Return where among `kept` each exercise is done, by its sides."""
    found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for at in sorted(kept):
        movement = pieces[at].movement
        if movement is not None:
            found[movement.name][movement.work.turns].append(at)
    return found


def _together(pieces: tuple[Piece, ...], turns: dict[str, dict[str, list[int]]], at: int) -> frozenset[int]:
    """Return what has to go with the movement `at`: the same on the other side, and one more round of it."""
    movement = pieces[at].movement
    if movement is None:
        return frozenset({at})
    same, turn = turns[movement.name], movement.work.turns
    gone = {at}
    if turn in ("left", "right"):
        lefts, rights = same.get("left", []), same.get("right", [])
        number = same[turn].index(at)
        gone = {lefts[number], rights[number]} if len(lefts) == len(rights) else {*lefts, *rights}
    stay = {name for name, those in same.items() if {*those} - gone}
    if not _is_even({*same}, stay):
        gone = {each for those in same.values() for each in those}
    return frozenset(gone)


def _is_even(had: set[str], has: set[str]) -> bool:
    """Whether an exercise that was done in turns `had` leaves no side out when it is done in `has`, or not at all."""
    return not has or (_has_both(has) if _has_both(had) else has == had)


def _has_both(turns: set[str]) -> bool:
    return bool(turns & {"one", "both", "alternate"}) or {"left", "right"} <= turns


def _is_whole(pieces: tuple[Piece, ...], kept: frozenset[int]) -> bool:
    """Whether no movement is kept on one side more than the routine has it there."""
    had = _turns(pieces, range(len(pieces)))
    for name, has in _turns(pieces, kept).items():
        if not _is_even({*had[name]}, {*has}):
            return False
        left, right = (len(had[name].get(turn, ())) - len(has.get(turn, ())) for turn in ("left", "right"))
        if left != right and ("left" in has or "right" in has):
            return False
    return True


def _least_missed(pieces: tuple[Piece, ...], kept: frozenset[int], candidates: set[frozenset[int]]) -> frozenset[int]:
    """Return which of `candidates` to leave out: one that costs few areas, of several the later.

    Of the first few that come into question it is one that puts no strain beside strain, and if possible one that saves
    a way to the floor.
    """
    areas = Counter(_areas(pieces, kept))

    def lost(gone: frozenset[int]) -> int:
        return sum(areas[area] == number for area, number in Counter(_areas(pieces, gone)).items())

    few = sorted(candidates, key=lambda gone: (lost(gone), -max(gone)))[:_MOST_COMPARED]
    orders = {gone: in_order(pieces, kept - gone) for gone in few}
    return min(few, key=lambda gone: (_strained(orders[gone]), lost(gone), _floor_changes(orders[gone]), -max(gone)))


def _areas(pieces: tuple[Piece, ...], kept: frozenset[int]) -> list[str]:
    return [area for at in kept if (movement := pieces[at].movement) for area in movement.exercise.areas]


def _strained(order: tuple[Piece, ...]) -> int:
    """Return how often strength work of one area follows another of the same with nothing between."""
    leads = lead_ins(order)
    found = 0
    for (before, after), lead in zip(pairwise(order), leads[1:], strict=True):
        if before.movement is None or after.movement is None or lead >= _ENOUGH_REST_MS:
            continue
        one, two = before.movement.exercise, after.movement.exercise
        is_strength = one.kind == two.kind == "strength" and one is not two
        found += is_strength and bool({*one.areas[:1]} & {*two.areas[:1]})
    return found


def _floor_changes(order: tuple[Piece, ...]) -> int:
    """Return how often the way to the floor or up from it is taken."""
    postures = [each.movement.exercise.postures for each in order if each.movement is not None]
    is_floor = [each[0] in FLOOR_POSTURES for each in postures if "any" not in each]
    return sum(one != two for one, two in pairwise(is_floor))
