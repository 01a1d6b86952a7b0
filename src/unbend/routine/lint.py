"""Advice beyond validity: what a careful colleague would say of a routine that is correct as it stands."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from unbend.engine.plan import PhaseKind, Side
from unbend.routine.model import ExerciseStep
from unbend.routine.problems import Issue, locate
from unbend.units import SECOND

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unbend.engine.plan import PlanStep
    from unbend.routine.compile import Compiled
    from unbend.routine.expand import FlatStep, Lookup
    from unbend.routine.loader import LoadedRoutine
    from unbend.routine.model import Exercise
    from unbend.routine.problems import Problem
    from unbend.units import Ms

MOST_SPOKEN_WORDS = 8
LONGEST_STRETCH_MS: Ms = 60 * SECOND  # E1: 30 to 60 s for older people, 10 to 30 s for most; longer adds nothing (E3)
LONGEST_STRENGTH_HOLD_MS: Ms = 10 * SECOND  # R16, E46
FASTEST_PART_MS: Ms = SECOND  # nothing faster than one second per part of a repetition
_HOLD_LIMITS_MS = {"stretch": LONGEST_STRETCH_MS, "strength": LONGEST_STRENGTH_HOLD_MS}


def lint(loaded: LoadedRoutine, compiled: Compiled, lookup: Lookup) -> list[Problem]:
    """Return what could be better in a routine that compiles, each at its line."""
    issues: list[Issue] = []
    for laid, planned in zip(compiled.flat, compiled.plan.steps, strict=True):
        exercise = _exercise(laid, lookup)
        if exercise is not None:
            issues += _step_advice(laid, planned, exercise)
    issues += _unbalanced(compiled)
    issues += _relentless(compiled, lookup)
    issues += _unreachable(loaded, compiled)
    problems = locate(dict.fromkeys(issues), loaded.marks, loaded.file, root="routine")
    return list(dict.fromkeys(problems))


def _exercise(laid: FlatStep, lookup: Lookup) -> Exercise | None:
    if not isinstance(laid.step, ExerciseStep):
        return None
    name = laid.step.exercise
    return laid.routine.exercises.get(name) or lookup.exercise(name)


def _step_advice(laid: FlatStep, planned: PlanStep, exercise: Exercise) -> Iterator[Issue]:
    words = len(planned.normal.say.split())
    if words > MOST_SPOKEN_WORDS:
        hint = f"{MOST_SPOKEN_WORDS} fit into a lead-in"
        yield Issue((*laid.loc, "say"), f"the spoken line has {words} words", hint)
    holds = [phase for phase in planned.normal.phases if phase.kind is PhaseKind.HOLD]
    limit_ms = _HOLD_LIMITS_MS.get(exercise.kind)
    longest_ms = max((phase.duration_ms or 0 for phase in holds), default=0)
    if limit_ms is not None and longest_ms > limit_ms:
        what = f"a {exercise.kind} hold over {limit_ms // SECOND} s"
        yield Issue((*laid.loc, "hold"), what, "more repetitions do more than a longer hold")
    quick = (PhaseKind.EASE_IN, PhaseKind.EASE_OUT, PhaseKind.HOLD)
    if any(phase.kind in quick and (phase.duration_ms or 0) < FASTEST_PART_MS for phase in planned.normal.phases):
        yield Issue((*laid.loc, "tempo"), "a part of the repetition is shorter than 1 s", "slower is kinder")
    phases = planned.normal.phases
    sides = [phase.side for phase in phases if phase.is_work]
    changes = any(pair == (Side.LEFT, Side.RIGHT) for pair in pairwise(sides))
    if exercise.sides == "both" and changes and not any(phase.kind is PhaseKind.SWITCH for phase in phases):
        yield Issue((*laid.loc, "switch"), "no time to change sides", "write switch: 5s")


def _unbalanced(compiled: Compiled) -> Iterator[Issue]:
    """One side of an exercise done and the other not at all, over the whole routine."""
    done: dict[str, Counter[Side]] = {}
    first: dict[str, FlatStep] = {}
    for laid, planned in zip(compiled.flat, compiled.plan.steps, strict=True):
        name = planned.normal.exercise
        first.setdefault(name, laid)
        sides = done.setdefault(name, Counter())
        for phase in planned.normal.phases:
            if phase.is_work and phase.side in (Side.LEFT, Side.RIGHT):
                sides[phase.side] += 1
    for name, sides in done.items():
        if len(sides) == 1:
            missing = "right" if Side.LEFT in sides else "left"
            yield Issue(first[name].loc, f'sides not balanced: "{name}" is never done on the {missing}')


def _unreachable(loaded: LoadedRoutine, compiled: Compiled) -> Iterator[Issue]:
    """Point out what would wait for a key, in a routine during which nobody can press one."""
    if not compiled.plan.is_voice_only:
        return
    what, hint = "nobody can reach the key in a voice routine", "it is passed over; leave it out"
    if loaded.routine.defaults.advance == "key":
        yield Issue(("defaults", "advance"), what, hint)
    for laid in compiled.flat:
        if laid.step.advance == "key":
            yield Issue((*laid.loc, "advance"), what, hint)


def _relentless(compiled: Compiled, lookup: Lookup) -> Iterator[Issue]:
    """Strength work on the same area twice with nothing between."""
    previous: Exercise | None = None
    for laid, planned in zip(compiled.flat, compiled.plan.steps, strict=True):
        exercise = _exercise(laid, lookup)
        is_strength = exercise is not None and exercise.kind == "strength"
        lead_ms = sum(phase.duration_ms or 0 for phase in planned.normal.phases[:1] if phase.kind is PhaseKind.LEAD_IN)
        if (
            is_strength
            and previous is not None
            and exercise is not None
            and exercise is not previous  # one more round, or the other side
            and {*exercise.areas[:1]} & {*previous.areas[:1]}
            and lead_ms < 10 * SECOND
        ):
            yield Issue(laid.loc, "no rest after strength work", "put rest: 20s before this step")
        previous = exercise if is_strength else None
