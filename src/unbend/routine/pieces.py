"""The steps of a routine as pieces that can be left out (`leave_out`) or done again, with the time between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from unbend.routine.compile import WALKING_EXERCISE, Compiled
from unbend.routine.dose import Work, resolve
from unbend.routine.duration import write_duration
from unbend.routine.lead_in import first_lead_ms, lead_ms, posture_after
from unbend.routine.model import ExerciseStep, RestStep
from unbend.routine.scale import PACK_KINDS, safe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unbend.routine.expand import FlatStep, Lookup
    from unbend.routine.model import Exercise
    from unbend.units import Ms


@dataclass(frozen=True, slots=True)
class Movement:
    """What is done in a step, where it is no plain rest."""

    name: str
    exercise: Exercise
    step: ExerciseStep
    """As written; a walk is written out."""
    work: Work
    """Its dose, with no hold beyond what is advised."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A step of the routine, wherever and however often it will be done."""

    at: int
    """Its number among the steps as they are written."""
    laid: FlatStep
    movement: Movement | None
    """None for a planned rest."""
    lead_ms: Ms | None
    """As written; None where it follows from the postures."""
    posture: str | None
    """What the person is in before it when nothing is left out."""

    @property
    def label(self) -> str:
        """What a person knows it by."""
        name = "Rest" if self.movement is None else self.movement.exercise.name
        return f"{name} ({self.laid.step.for_})" if self.laid.step.for_ else name

    @property
    def rest_ms(self) -> Ms:
        """The length of a planned rest; of anything else, nothing."""
        return self.laid.step.rest if isinstance(self.laid.step, RestStep) else 0

    @property
    def is_pack(self) -> bool:
        """Whether it is warmth or cold, which the skin needs an hour or two to get over (docs/safety.md R14)."""
        return self.movement is not None and self.movement.exercise.kind in PACK_KINDS

    @property
    def is_calm(self) -> bool:
        """Whether it can be what a routine ends with."""
        return self.movement is None or self.movement.exercise.kind in ("breathing", "relaxation")


def pieces_of(compiled: Compiled, lookup: Lookup) -> tuple[Piece, ...]:
    """Return the steps of `compiled` as pieces, in order."""
    pieces = []
    posture: str | None = None
    for at, laid in enumerate(compiled.flat):
        movement = _movement(laid, lookup)
        lead = None
        if not isinstance(laid.step, RestStep):
            lead = laid.step.lead if laid.step.lead is not None else laid.routine.defaults.lead
        pieces.append(Piece(at, laid, movement, lead, posture))
        if movement is not None:
            posture = posture_after(posture, movement.exercise.postures)
    return tuple(pieces)


def _movement(laid: FlatStep, lookup: Lookup) -> Movement | None:
    step = laid.step
    if isinstance(step, RestStep):
        return None
    if not isinstance(step, ExerciseStep):
        written = {"exercise": WALKING_EXERCISE, "time": write_duration(step.walk)}
        step = ExerciseStep.model_validate(written).model_copy(
            update={"say": step.say, "note": step.note, "for_": step.for_, "advance": step.advance}
        )
    exercise = laid.routine.exercises.get(step.exercise) or lookup.exercise(step.exercise)
    assert exercise is not None  # noqa: S101  # the routine has compiled
    work = safe(resolve(exercise, laid.routine.defaults, step), exercise)
    return Movement(step.exercise, exercise, step, work)


def in_order(pieces: tuple[Piece, ...], kept: Iterable[int], rounds: int = 1) -> tuple[Piece, ...]:
    """Return the pieces that are done when only the movements `kept` are: those, and the rests that still part them.

    A pack is done in the first round only.
    """
    kept = {*kept}
    first = tuple(
        piece for piece in pieces if (piece.movement is None and _parts(pieces, piece, kept)) or piece.at in kept
    )
    return first + (rounds - 1) * tuple(piece for piece in first if not piece.is_pack)


def _parts(pieces: tuple[Piece, ...], rest: Piece, kept: set[int]) -> bool:
    """Whether something is done before `rest`, since the rest before it, and after it; or as much as ever was."""
    after = [each.at for each in pieces[rest.at + 1 :] if each.movement is not None]
    if not after:  # the end is kept, or left out, for itself
        return pieces[-1].at in kept or all(each.movement is None for each in pieces)
    start = max((each.at for each in pieces[: rest.at] if each.movement is None), default=-1) + 1
    before = [each.at for each in pieces[start : rest.at]]
    return all(not around or kept & {*around} for around in (before, after))


def lead_ins(order: tuple[Piece, ...]) -> list[Ms]:
    """Return the time to get ready for each of `order`, never shorter than what is written or the postures ask for."""
    leads: list[Ms] = []
    posture: str | None = None
    for number, piece in enumerate(order):
        if piece.movement is None:
            leads.append(0)
            continue
        exercise = piece.movement.exercise
        is_first = number == 0
        usual = first_lead_ms(exercise) if is_first else lead_ms(posture, exercise.postures)
        if piece.lead_ms is None:
            leads.append(usual)
        elif posture == piece.posture and is_first == (piece.at == 0):
            leads.append(piece.lead_ms)
        else:  # written for somebody who was in another posture
            leads.append(max(piece.lead_ms, usual))
        posture = posture_after(posture, exercise.postures)
    return leads
