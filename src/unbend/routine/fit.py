"""A routine made to fit a time: less or more of each step, steps left out, or the list done again.

The result is as near to the time as it can be without going over it, and within that as even as it can be: one factor
for all steps, from which single steps depart only to use up what is left. Pure; the same routine and time give the
same plan.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from unbend.engine.plan import Side
from unbend.routine.amounts import amounts, shortest_ms
from unbend.routine.compile import LONGEST_ROUTINE_MS, Compiled, CompileFailed, compile_routine
from unbend.routine.expand import MOST_STEPS, FlatStep
from unbend.routine.leave_out import leave_out
from unbend.routine.model import Defaults, ExerciseStep, IncludeStep, SideDose
from unbend.routine.pieces import Movement, Piece, in_order, lead_ins, pieces_of
from unbend.routine.scale import MOST, length_ms
from unbend.units import format_span

if TYPE_CHECKING:
    from unbend.routine.dose import SideWork, Work
    from unbend.routine.expand import Lookup
    from unbend.routine.loader import LoadedRoutine
    from unbend.routine.model import Exercise, Routine
    from unbend.units import Ms

MOST_ROUNDS = 3
_TIMES = {2: "twice", 3: "three times"}
_MOST_NAMES = 3
"""Steps named in the sentence; the screen has the whole list."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A routine that fits, and what became of it."""

    compiled: Compiled
    left_out: tuple[str, ...]
    """The names of the steps of which nothing is left, with what they are about."""
    says: str
    """What was changed, or why it comes no nearer; one sentence."""


def told_of(fitted: Fitted) -> str:
    """Return the sentence, and what was left out where the sentence does not name all of it."""
    if len(fitted.left_out) <= _MOST_NAMES:
        return fitted.says
    return f"{fitted.says} Left out: {', '.join(fitted.left_out)}."


@dataclass(frozen=True, slots=True)
class _Choice:
    """What is done, and how much of it."""

    pieces: tuple[Piece, ...]
    order: tuple[Piece, ...]
    rounds: int
    works: dict[int, Work]
    """The dose of each movement that is done, by the number of its piece."""
    total_ms: Ms
    is_most: bool
    """Whether there is no more of any step to be had."""

    @property
    def left_out(self) -> tuple[str, ...]:
        """The names of which nothing is left."""
        names = dict.fromkeys(piece.label for piece in self.pieces if piece.movement is not None)
        kept = {piece.label for piece in self.order}
        return tuple(name for name in names if name not in kept)


def fit(loaded: LoadedRoutine, target_ms: Ms, lookup: Lookup, chosen: Side | None = None) -> Fitted:
    """Return the routine made to last `target_ms` at the most, and as nearly that as it can.

    Where even its shortest step is longer, that step is what is left. What waits for the user counts as nothing.
    Raises `RoutineInvalid` where the routine does not compile as it is.
    """
    written = loaded.compile(lookup, chosen)
    pieces = pieces_of(written, lookup)
    for most_rounds, most in ((MOST_ROUNDS, MOST), (2, MOST), (1, MOST), (1, Fraction(1))):
        choice = _choose(pieces, min(target_ms, LONGEST_ROUTINE_MS), most_rounds, most)
        try:
            compiled = _compile(loaded, written, choice, lookup, chosen or Side.LEFT)
        except CompileFailed:  # what is almost too large for a plan may not become larger
            continue
        says = _says(choice, compiled.plan.total_ms, target_ms)
        is_near = compiled.plan.total_ms <= target_ms and not choice.is_most
        length = format_span(target_ms if is_near else compiled.plan.total_ms)
        plan = replace(compiled.plan, title=f"{loaded.routine.title}, fitted to {length}")
        return Fitted(replace(compiled, plan=plan), choice.left_out, says)
    raise AssertionError  # the last try has nothing that the routine as written has not


def _choose(pieces: tuple[Piece, ...], target: Ms, most_rounds: int, most: Fraction) -> _Choice:
    least = shortest_ms(pieces)

    def shortest(kept: frozenset[int], rounds: int = 1) -> Ms:
        order = in_order(pieces, kept, rounds)
        return _fixed_ms(order) + sum(least.get(piece.at, 0) for piece in order)

    def done(rounds: int) -> _Choice:
        order = in_order(pieces, kept, rounds)
        fixed = _fixed_ms(order)
        found = amounts(order, target - fixed, most)
        total = fixed + found.length_ms
        return _Choice(pieces, order, rounds, found.works, total, is_most=found.is_most and is_everything)

    kept = leave_out(pieces, shortest, target)
    is_everything = {*kept} >= {piece.at for piece in pieces if piece.movement is not None}
    last = best = done(1)
    while last.is_most and last.total_ms < target and last.rounds < most_rounds:
        rounds = last.rounds + 1
        order = in_order(pieces, kept, rounds)
        if len(order) > MOST_STEPS or len(order) == len(last.order) or shortest(kept, rounds) > target:
            break
        last = done(rounds)
        best = max(best, last, key=lambda choice: choice.total_ms)
    return best


def _fixed_ms(order: tuple[Piece, ...]) -> Ms:
    """Return what is not work: the lead-ins and the planned rests."""
    rests = [piece.rest_ms for piece in order]
    return sum(lead_ins(order)) + sum(rests)


class _Parts:
    """Finds each step as a routine of its own, for the plan that includes them all. A `Lookup`."""

    def __init__(self, lookup: Lookup, parts: dict[str, Routine]) -> None:
        self._lookup = lookup
        self._parts = parts

    def exercise(self, name: str) -> Exercise | None:
        """Return the exercise of that id, or None."""
        return self._lookup.exercise(name)

    def routine(self, name: str) -> Routine | None:
        """Return the step of that name."""
        return self._parts[name]


def _compile(loaded: LoadedRoutine, written: Compiled, choice: _Choice, lookup: Lookup, chosen: Side) -> Compiled:
    # Steps of included routines keep to the exercises of their own files, so each goes through the compiler as an
    # include of its own. No file can be called "/1".
    parts: dict[str, Routine] = {}
    flat: list[FlatStep] = []
    for number, (piece, lead) in enumerate(zip(choice.order, lead_ins(choice.order), strict=True)):
        step, routine = piece.laid.step, piece.laid.routine
        exercises = routine.exercises
        if piece.movement is not None:
            name, exercise = piece.movement.name, piece.movement.exercise
            step = _step(piece.movement, choice.works[piece.at], routine.defaults, lead)
            exercises = {**exercises, name: exercise.model_copy(update={"dose": None})}
        update = {"defaults": Defaults(), "exercises": exercises, "steps": [step]}
        parts[f"/{number}"] = routine.model_copy(update=update)
        flat.append(FlatStep(piece.laid.loc, step, routine))
    steps = [IncludeStep.model_construct(routine=name) for name in parts]
    whole = loaded.routine.model_copy(update={"steps": steps})
    compiled = compile_routine(whole, loaded.id, _Parts(lookup, parts), chosen)
    return replace(compiled, flat=tuple(flat), includes_others=written.includes_others)


def _step(movement: Movement, work: Work, defaults: Defaults, lead: Ms) -> ExerciseStep:
    """Return the step that says all of `work` itself, for an exercise without a dose."""
    written = movement.step
    update: dict[str, object] = {
        "lead": lead,
        "for_": written.for_,
        "say": written.say or defaults.say,
        "note": written.note,
        "advance": written.advance or defaults.advance,
        "rest": work.rest_ms,
        "switch": work.switch_ms,
    }
    if work.second is None:
        update |= {"sides": work.turns, **_dose(work.first)}
    else:
        update |= {"left": _side(work.first), "right": _side(work.second)}
    return ExerciseStep(exercise=movement.name).model_copy(update=update)


def _side(side: SideWork) -> SideDose:
    return SideDose().model_copy(update=_dose(side))


def _dose(side: SideWork) -> dict[str, object]:
    """Return `side` as the keys of a dose."""
    if side.time_ms is not None:
        found: dict[str, object] = {"time": side.time_ms, "sets": len(side.reps)}
    else:
        found = {"reps": side.reps, "tempo": side.tempo, "gap": side.gap_ms}
    return {key: value for key, value in (found | {"breath": side.breath}).items() if value}


def _says(choice: _Choice, total: Ms, target: Ms) -> str:
    length, wanted, how = format_span(total), format_span(target), _changes(choice)
    if total > target:
        names = _and([*dict.fromkeys(piece.label for piece in choice.order)])
        return f"It cannot be made as short as {wanted}: {names} alone takes {length}."
    if choice.is_most and total < target:
        told = "the longest is" if choice.rounds == MOST_ROUNDS else "the nearest without going over is"
        return f"It cannot be made as long as {wanted}: {told} {length}{how and f', with {how}'}."
    return f"It takes {length}, with {how}." if how else f"It takes {length} as it is written."


def _changes(choice: _Choice) -> str:
    """Return what is not as it is written, in one clause."""
    first = {piece.at: piece.movement for piece in choice.order if piece.movement is not None}
    factors = [_compare(choice.works[at], movement.work) for at, movement in first.items()]
    changes = [f"the list done {_TIMES[choice.rounds]}"] if choice.rounds > 1 else []
    changes += [
        f"{word} of {number} {'step' if number == 1 else 'steps'}"
        for word, sign in (("less", -1), ("more", 1))
        if (number := factors.count(sign))
    ]
    if choice.rounds > 1 and any(piece.is_pack for piece in choice.order):
        changes.append("warmth or cold only once")
    kept = {piece.label for piece in choice.order}
    fewer = {piece.label for piece in choice.pieces if piece.movement is not None and piece.at not in first}
    if again := [label for label in dict.fromkeys(piece.label for piece in choice.order) if label in fewer & kept]:
        changes.append(f"{_names(again)} fewer times")
    if choice.left_out:
        changes.append(f"{_names([*choice.left_out])} left out")
    return _and(changes)


def _compare(work: Work, written: Work) -> int:
    """Return whether `work` is longer (1) than `written`, shorter (-1), or neither."""
    return (length_ms(work) > length_ms(written)) - (length_ms(work) < length_ms(written))


def _names(names: list[str]) -> str:
    more = len(names) - _MOST_NAMES
    return _and(names if more <= 0 else [*names[:_MOST_NAMES], f"{more} more"])


def _and(parts: list[str]) -> str:
    return " and ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)
