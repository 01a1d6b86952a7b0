"""From the layers in which a dose is written to the one dose that is done.

A dose comes from up to four layers: the exercise's own, the routine's defaults, the step, and the step's left or right.
A step says what it wants, so its keys also change the *shape* (`time: 30s` puts a span in place of repetitions).
Defaults are said of many steps at once, so they only refine what fits: `defaults: {hold: 20s}` makes stretches longer
and leaves a minute of rest alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from unbend.routine.model import DOSE_KEYS

if TYPE_CHECKING:
    from pydantic import BaseModel

    from unbend.routine.model import Defaults, Exercise, ExerciseStep
    from unbend.units import Ms

Turns: TypeAlias = Literal["one", "both", "alternate", "left", "right", "chosen"]

_PER_REP = ("tempo", "hold", "gap")


class NoDose(ValueError):
    """Neither the exercise nor the step says how much."""


@dataclass(frozen=True, slots=True)
class SideWork:
    """What one side does, set by set."""

    reps: tuple[int, ...]
    """Repetitions or breaths of each set; zeros where `time_ms` counts instead."""
    tempo: tuple[Ms, Ms, Ms] | None = None
    """None for repetitions at the person's own pace, and where it is not repetitions."""
    gap_ms: Ms = 0
    time_ms: Ms | None = None
    breath: tuple[Ms, Ms, Ms, Ms] | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """What a step does: the work of each side, and what lies between."""

    turns: Turns
    first: SideWork
    """The left side's, or the only one."""
    second: SideWork | None = None
    """The right side's, where both sides are done in turn."""
    switch_ms: Ms = 0
    rest_ms: Ms = 0

    @property
    def sets(self) -> int:
        """Sets of the side that has more of them."""
        return max(len(self.first.reps), len(self.second.reps) if self.second else 0)


def resolve(exercise: Exercise, defaults: Defaults | None = None, step: ExerciseStep | None = None) -> Work:
    """Return the dose of `exercise` under `defaults` as `step` has it. Raises `NoDose` where nothing says how much."""
    layers = _given(exercise.dose)
    layers = _refine(layers, _given(defaults))
    layers = _override(layers, _given(step))
    has_sides = step is not None and (step.left is not None or step.right is not None)
    turns: Turns = exercise.sides
    if step is not None and step.sides is not None:
        turns = step.sides
    if has_sides:
        turns = "both"
    switch_ms, rest_ms = layers.get("switch") or 0, layers.get("rest") or 0
    if turns != "both":
        return Work(turns, _side_work(layers), switch_ms=switch_ms, rest_ms=rest_ms)
    left = _override(layers, _given(step.left if step else None))
    right = _override(layers, _given(step.right if step else None))
    return Work(turns, _side_work(left), _side_work(right), switch_ms, rest_ms)


def _given(record: BaseModel | None) -> dict[str, Any]:
    if record is None:
        return {}
    return {
        key: getattr(record, key) for key in record.model_fields_set & DOSE_KEYS if getattr(record, key) is not None
    }


def _override(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """Lay `over` on `base`; what `base` says in another shape goes."""
    kept = dict(base)
    if "breath" in over:
        _drop(kept, *_PER_REP)
    elif over.keys() & {*_PER_REP}:
        if "breath" in kept:
            _drop(kept, "breath", "reps")
        _drop(kept, "time")
    if "time" in over:
        _drop(kept, "reps")
        if "breath" not in kept.keys() | over.keys():
            _drop(kept, *_PER_REP)
    if "reps" in over:
        _drop(kept, "time")
        if len(over["reps"]) > 1 or len(kept.get("reps", ())) > 1:
            _drop(kept, "sets")
    elif "sets" in over and len(kept.get("reps", ())) not in (0, 1, over["sets"]):
        kept["reps"] = kept["reps"][:1]  # a pyramid of three sets cannot be four; its first set can
    if "tempo" in over:
        _drop(kept, "hold")
    return kept | over


def _refine(base: dict[str, Any], defaults: dict[str, Any]) -> dict[str, Any]:
    """Lay on `base` those of the defaults that fit its shape."""
    if not base:
        return dict(defaults)
    if "breath" in base:
        fitting = {"breath", "time"} | ({"reps"} if "reps" in base else set())
    elif "time" in base:
        fitting = {"time"}
    else:
        fitting = {"reps", "time", *_PER_REP}
    fitting |= {"rest", "switch", "sets"}
    return _override(base, {key: value for key, value in defaults.items() if key in fitting})


def _drop(layer: dict[str, Any], *keys: str) -> None:
    for key in keys:
        layer.pop(key, None)


def _side_work(layers: dict[str, Any]) -> SideWork:
    sets = layers.get("sets") or 1
    reps: tuple[int, ...] = layers.get("reps") or (1,)
    per_set = reps if len(reps) > 1 else reps * sets
    time_ms, breath = layers.get("time"), layers.get("breath")
    if breath is not None:
        if time_ms is None and "reps" not in layers:
            raise NoDose
        return SideWork((0,) * len(per_set) if time_ms else per_set, time_ms=time_ms, breath=breath)
    if time_ms is not None:
        return SideWork((0,) * len(per_set), time_ms=time_ms)
    tempo = layers.get("tempo")
    if "hold" in layers:
        ease_in, _, ease_out = tempo or (0, 0, 0)
        tempo = (ease_in, layers["hold"], ease_out)
    if tempo is None and "reps" not in layers:
        raise NoDose
    return SideWork(per_set, tempo=tempo, gap_ms=layers.get("gap") or 0)
