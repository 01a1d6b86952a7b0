"""Routine and exercises files in a line each, and a shelf of exercises for them to name."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from unbend.engine.plan import PhaseKind, Side
from unbend.routine.loader import LoadedRoutine, RoutineInvalid, load_exercises, load_routine

if TYPE_CHECKING:
    from collections.abc import Mapping

    from unbend.engine.plan import Plan, Variant
    from unbend.routine.compile import Compiled
    from unbend.routine.model import Exercise, Routine
    from unbend.routine.problems import Problem
    from unbend.units import Ms

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "routines"
NAME = "knees"
FILE = "knees.yaml"

STEPS = "unbend: 1\ntitle: Knees\nsteps:\n"
"""The three lines before the first step, which so stands on line 4."""

SHELF = """\
shoulder-roll:
  name: Shoulder rolls
  areas: [shoulders]
  position: seated
  posture: [sit, stand]
  dose: {reps: 5, tempo: 2-0-2}
  easier: rest-breathe
neck-tilt:
  name: Ear toward shoulder
  areas: [neck]
  position: seated
  kind: stretch
  sides: both
  dose: {reps: 2, tempo: 2-8-2, switch: 4s}
  easier: shoulder-roll
  say: Ear toward shoulder, other shoulder heavy.
seated-twist:
  name: Seated turn
  areas: [upper-back]
  position: seated
  kind: stretch
  sides: both
  dose: {reps: 1, tempo: 2-10-2}
  easier: shoulder-roll
bridge:
  name: Bridge
  areas: [glutes, core]
  position: floor
  posture: [supine]
  kind: strength
  level: moderate
  dose: {reps: 8, tempo: 2-3-2}
  easier: shoulder-roll
bird-dog:
  name: Bird dog
  areas: [core]
  position: floor
  posture: quad
  kind: strength
  level: firm
  sides: alternate
  dose: {reps: 6, tempo: 3-3-3}
  easier: pelvic-tilt
pelvic-tilt:
  name: Pelvic tilt
  areas: [low-back]
  position: floor
  posture: [supine]
  dose: {reps: 6, tempo: 2-5-2}
curl-up:
  name: Curl-up
  areas: [core]
  position: floor
  posture: [supine]
  kind: strength
  dose: {reps: [4, 3, 2], tempo: 2-8-2, rest: 20s}
heel-raise:
  name: Heel raises
  areas: [calves]
  position: standing
  kind: strength
  dose: {reps: 10}
walk-easy:
  name: Easy walk
  position: walking
  kind: walk
  dose: {time: 5m}
slow-breath:
  name: Slow breathing
  position: seated
  posture: any
  kind: breathing
  dose: {breath: 4-6, reps: 6}
heat-pad:
  name: Warm pack
  position: seated
  posture: any
  kind: heat
  dose: {time: 15m}
shower-warm:
  name: Warm water
  position: shower
  kind: heat
  dose: {time: 1m}
no-dose:
  name: Says nothing of how much
  position: seated
rest-breathe:
  name: Rest and breathe
  position: seated
  posture: any
  kind: breathing
  dose: {time: 1m}
"""

EXERCISES: Mapping[str, Exercise] = load_exercises(SHELF.encode(), "shelf.yaml")


@dataclass
class Shelf:
    """Finds the exercises of the shelf, and routines by their text. A `Lookup`."""

    texts: Mapping[str, bytes] = field(default_factory=dict)
    exercises: Mapping[str, Exercise] = field(default_factory=lambda: EXERCISES)
    asked: list[str] = field(default_factory=list)
    """Every routine that was looked up, in order."""

    @cached_property
    def _loaded(self) -> dict[str, Routine | RoutineInvalid]:
        return {}

    def exercise(self, name: str) -> Exercise | None:
        """Return the exercise of that id, or None."""
        return self.exercises.get(name)

    def routine(self, name: str) -> Routine | None:
        """Return the routine of that id, or None. Raises `RoutineInvalid` where its text has problems."""
        self.asked.append(name)
        if name not in self.texts:
            return None
        if name not in self._loaded:
            try:
                self._loaded[name] = loaded(self.texts[name], name, self).routine
            except RoutineInvalid as error:
                self._loaded[name] = error
        found = self._loaded[name]
        if isinstance(found, RoutineInvalid):
            raise found
        return found


def in_bytes(text: str | bytes) -> bytes:
    """Return `text` as a file holds it."""
    return text if isinstance(text, bytes) else text.encode()


def a_shelf(**texts: str) -> Shelf:
    """Return a shelf on which routines of these names and texts stand."""
    return Shelf({name.replace("_", "-"): text.encode() for name, text in texts.items()})


def loaded(text: str | bytes, name: str = NAME, shelf: Shelf | None = None) -> LoadedRoutine:
    """Return the routine `text` as read and validated. Raises `RoutineInvalid`."""
    shelf = shelf or Shelf()
    return load_routine(in_bytes(text), name, f"{name}.yaml", exercises=shelf.exercises, routines={name, *shelf.texts})


def compiled(text: str | bytes, shelf: Shelf | None = None, chosen: Side | None = None) -> Compiled:
    """Return the routine `text` compiled. Raises `RoutineInvalid`."""
    shelf = shelf or Shelf()
    return loaded(text, NAME, shelf).compile(shelf, chosen)


def plan_of(*steps: str, head: str = "") -> Plan:
    """Return the plan of a routine of these steps, each as it stands after the hyphen; `head` comes before them."""
    return compiled(a_routine(*steps, head=head)).plan


def a_routine(*steps: str, head: str = "") -> str:
    """Return a routine file of these steps, each as it stands after the hyphen; `head` are lines before them."""
    return f"unbend: 1\ntitle: Knees\n{head}steps:\n" + "".join(f"- {step}\n" for step in steps)


def problems_of(text: str | bytes, shelf: Shelf | None = None) -> list[Problem]:
    """Return everything that is wrong with the routine `text`, alone and as a whole."""
    try:
        compiled(text, shelf)
    except RoutineInvalid as error:
        return error.problems
    return []


def work_ms(variant: Variant) -> Ms:
    """Return the length of `variant` without its lead-in."""
    lead_ms = variant.phases[0].duration_ms if variant.phases[0].kind is PhaseKind.LEAD_IN else 0
    return variant.total_ms - (lead_ms or 0)


def lead_ins(plan: Plan) -> list[Ms | None]:
    """Return the lead-in of every step of `plan` that has one."""
    firsts = [step.normal.phases[0] for step in plan.steps]
    return [phase.duration_ms for phase in firsts if phase.kind is PhaseKind.LEAD_IN]


def kinds_of(variant: Variant) -> list[str]:
    """Return the kinds of the phases of `variant`, in order."""
    return [phase.kind.value for phase in variant.phases]
