"""From a dose to the phases it is done in, and to the same dose eased.

Both sides are done inside each set, and both always get their full time: a second side that pays for the change-over
out of its own hold is what makes people with a sore side stop using a timer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from unbend.engine.cues import cues_for
from unbend.engine.plan import Phase, PhaseKind, Place, Side
from unbend.routine.lead_in import is_pack
from unbend.units import MINUTE, SECOND

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unbend.routine.dose import SideWork, Work
    from unbend.routine.model import Exercise
    from unbend.units import Ms

# docs/safety.md R16 (E46): strength work is never held longer than ten seconds, also not by asking for more.
STRENGTH_HOLD_LIMIT_MS: Ms = 10 * SECOND
# E61 and E60: burns and frost marks come from packs left on too long.
PACK_LIMIT_MS: dict[str, Ms] = {"heat": 20 * MINUTE, "cold": 15 * MINUTE}

_REP_KINDS = (PhaseKind.EASE_IN, PhaseKind.HOLD, PhaseKind.EASE_OUT)
_BREATH_KINDS = (PhaseKind.BREATHE_IN, PhaseKind.BREATHE_HOLD, PhaseKind.BREATHE_OUT, PhaseKind.BREATHE_WAIT)


@dataclass(frozen=True, slots=True)
class _Turn:
    """One side in one set."""

    set: int
    sets: int
    number: int
    side: Side | None
    work: SideWork
    reps: int


def work_phases(exercise: Exercise, work: Work, chosen: Side) -> Iterator[Phase]:
    """Yield the phases of `work`, without lead-in. `chosen` is the side meant by `sides: chosen`."""
    is_first_set = True
    for number in range(1, work.sets + 1):
        turns = list(_turns(work, number, chosen))
        if not is_first_set and work.rest_ms:
            yield _phase(PhaseKind.REST, work.rest_ms, Place(number), None, sets=work.sets)
        for turn in turns:
            if turn is not turns[0] and work.switch_ms:
                yield _phase(PhaseKind.SWITCH, work.switch_ms, Place(number, turn.number), turn.side, sets=work.sets)
            yield from _turn_phases(exercise, turn)
        is_first_set = False


def count_phases(work: Work) -> int:
    """Return how many phases `work` has, without making them."""
    sides = [work.first] + ([work.second] if work.second else [])
    turns = [len(side.reps) for side in sides]
    rests = work.sets - 1 if work.rest_ms else 0
    switches = min(turns) if work.switch_ms and len(turns) > 1 else 0
    return rests + switches + sum(_count_side(side) for side in sides)


def _count_side(side: SideWork) -> int:
    if side.breath is not None and side.time_ms is not None:
        breaths, left_ms = divmod(side.time_ms, sum(side.breath))
        return len(side.reps) * (breaths * _count_parts(side.breath) + bool(left_ms))
    if side.breath is not None:
        return sum(side.reps) * _count_parts(side.breath)
    if side.time_ms is not None or side.tempo is None:
        return len(side.reps)
    gaps = sum(side.reps) - len(side.reps) if side.gap_ms else 0
    return sum(side.reps) * _count_parts(side.tempo) + gaps


def _count_parts(parts: tuple[Ms, ...]) -> int:
    return sum(1 for part in parts if part)


def first_side(work: Work, chosen: Side) -> Side | None:
    """Return the side that `work` begins with."""
    return next(_turns(work, 1, chosen)).side


def ease_work(work: Work) -> Work:
    """Return `work` eased (docs/safety.md 4.3): holds and repetitions halved, never to nothing, and a third slower."""
    second = None if work.second is None else _ease_side(work.second)
    return replace(work, first=_ease_side(work.first), second=second)


def _ease_side(side: SideWork) -> SideWork:
    tempo = side.tempo
    if tempo is not None:
        tempo = (_slower(tempo[0]), _half(tempo[1]), _slower(tempo[2]))
    time_ms = None if side.time_ms is None else _half(side.time_ms)
    # A breath keeps its pace: slower would be deeper, and smaller is better than deeper (docs/safety.md, breath.rule).
    return replace(side, reps=tuple(max(reps // 2, min(reps, 1)) for reps in side.reps), tempo=tempo, time_ms=time_ms)


def _half(span: Ms) -> Ms:
    """Return half of `span`, rounded down to whole seconds but never to nothing."""
    return max(span // 2 // SECOND * SECOND, min(span, SECOND))


def _slower(span: Ms) -> Ms:
    return (span * 4 + 2) // 3


def _turns(work: Work, number: int, chosen: Side) -> Iterator[_Turn]:
    sides: tuple[tuple[Side | None, SideWork], ...]
    match work.turns:
        case "one":
            sides = ((Side.BOTH, work.first),)
        case "alternate":
            sides = ((Side.ALTERNATE, work.first),)
        case "left" | "right":
            sides = ((Side(work.turns), work.first),)
        case "chosen":
            sides = ((chosen, work.first),)
        case "both":
            assert work.second is not None  # noqa: S101  # resolve gives both sides their work
            sides = ((Side.LEFT, work.first), (Side.RIGHT, work.second))
    for turn, (side, side_work) in enumerate(sides, start=1):
        if number <= len(side_work.reps):
            yield _Turn(number, work.sets, turn, side, side_work, side_work.reps[number - 1])


def _turn_phases(exercise: Exercise, turn: _Turn) -> Iterator[Phase]:
    work = turn.work
    if work.breath is not None:
        yield from _breaths(turn, work.breath)
    elif work.time_ms is not None:
        is_walk = exercise.position == "walking"
        kind = PhaseKind.WALK if is_walk else PhaseKind.TIME
        is_on_skin = is_pack(exercise)
        limit_ms = PACK_LIMIT_MS[exercise.kind] if is_on_skin else None
        place = Place(turn.set, turn.number, 1)
        phase = _phase(kind, work.time_ms, place, turn.side, sets=turn.sets, limit_ms=limit_ms)
        yield replace(phase, cues=cues_for(kind, work.time_ms, is_pack=True)) if is_on_skin else phase
    elif work.tempo is not None:
        yield from _reps(exercise, turn, work.tempo)
    else:
        place = Place(turn.set, turn.number, 1)
        yield _phase(PhaseKind.OWN_PACE, None, place, turn.side, sets=turn.sets, reps=turn.reps)


def _reps(exercise: Exercise, turn: _Turn, tempo: tuple[Ms, Ms, Ms]) -> Iterator[Phase]:
    limit_ms = STRENGTH_HOLD_LIMIT_MS if exercise.kind == "strength" else None
    after: PhaseKind | None = None
    for rep in range(1, turn.reps + 1):
        side = turn.side
        if side is Side.ALTERNATE:
            side = Side.LEFT if rep % 2 else Side.RIGHT
        place = Place(turn.set, turn.number, rep)
        parts = zip(_REP_KINDS, tempo, strict=True)
        if rep > 1:
            parts = iter(((PhaseKind.LET_GO, turn.work.gap_ms), *parts))  # type: ignore[assignment]  # any iterator
        for kind, duration_ms in parts:
            if not duration_ms:
                continue
            limit = limit_ms if kind is PhaseKind.HOLD else None
            yield _phase(kind, duration_ms, place, side, sets=turn.sets, reps=turn.reps, after=after, limit_ms=limit)
            after = kind


def _breaths(turn: _Turn, breath: tuple[Ms, Ms, Ms, Ms]) -> Iterator[Phase]:
    time_ms = turn.work.time_ms
    breaths, left_ms = (turn.reps, 0) if time_ms is None else divmod(time_ms, sum(breath))
    for rep in range(1, breaths + 1):
        place = Place(turn.set, turn.number, rep)
        for kind, duration_ms in zip(_BREATH_KINDS, breath, strict=True):
            if duration_ms:
                yield _phase(kind, duration_ms, place, turn.side, sets=turn.sets, reps=breaths)
    if left_ms:  # no breath is cut short: what is left of the time is breathed freely
        place = Place(turn.set, turn.number, breaths + 1)
        yield _phase(PhaseKind.TIME, left_ms, place, turn.side, sets=turn.sets)


def _phase(  # noqa: PLR0913  # a phase has these fields
    kind: PhaseKind,
    duration_ms: Ms | None,
    place: Place,
    side: Side | None,
    *,
    sets: int,
    reps: int = 0,
    after: PhaseKind | None = None,
    limit_ms: Ms | None = None,
) -> Phase:
    return Phase(
        kind,
        duration_ms,
        side,
        place,
        reps=reps,
        sets=sets,
        cues=cues_for(kind, duration_ms, after=after),
        limit_ms=None if limit_ms is None or duration_ms is None else max(limit_ms, duration_ms),
    )
