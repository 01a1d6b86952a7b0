"""Plans, steps and phases in one line each, with defaults that a test need not mention.

Lengths are milliseconds. The cues of a phase are those the compiler would give it, set where it joins its variant.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import product
from typing import TYPE_CHECKING

from unbend.engine.cues import cues_for
from unbend.engine.plan import PACK_KINDS, Phase, PhaseKind, Place, Plan, PlanStep, Side, Variant

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unbend.units import Ms

REP_1 = Place(set=1, turn=1, rep=1)
REP_2 = Place(set=1, turn=1, rep=2)
REP_3 = Place(set=1, turn=1, rep=3)
SET_2 = Place(set=2)
SET_2_REP_1 = Place(set=2, turn=1, rep=1)


def a_phase(
    kind: PhaseKind,
    duration_ms: Ms | None,
    place: Place = REP_1,
    *,
    limit_ms: Ms | None = None,
    side: Side | None = None,
) -> Phase:
    """Return a phase without cues; it gets them from the variant it joins."""
    return Phase(kind=kind, duration_ms=duration_ms, side=side, place=place, limit_ms=limit_ms)


def lead_in(duration_ms: Ms = 5_000) -> Phase:
    """Return the time to get ready."""
    return a_phase(PhaseKind.LEAD_IN, duration_ms, Place())


def ease_in(duration_ms: Ms = 2_000, place: Place = REP_1) -> Phase:
    """Return the way into a position."""
    return a_phase(PhaseKind.EASE_IN, duration_ms, place)


def hold(duration_ms: Ms = 10_000, place: Place = REP_1, *, limit_ms: Ms | None = None) -> Phase:
    """Return a position held."""
    return a_phase(PhaseKind.HOLD, duration_ms, place, limit_ms=limit_ms)


def ease_out(duration_ms: Ms = 2_000, place: Place = REP_1) -> Phase:
    """Return the way out of a position."""
    return a_phase(PhaseKind.EASE_OUT, duration_ms, place)


def let_go(duration_ms: Ms = 2_000, place: Place = REP_2) -> Phase:
    """Return the gap before the repetition at `place`."""
    return a_phase(PhaseKind.LET_GO, duration_ms, place)


def rest(duration_ms: Ms = 10_000, place: Place = SET_2) -> Phase:
    """Return the rest before the set at `place`."""
    return a_phase(PhaseKind.REST, duration_ms, place)


def own_pace(place: Place = REP_1) -> Phase:
    """Return repetitions that last until the person says so."""
    return a_phase(PhaseKind.OWN_PACE, None, place)


def wait(place: Place = REP_1) -> Phase:
    """Return the wait for a key at the end of a step."""
    return a_phase(PhaseKind.WAIT, None, place)


def skin_check() -> Phase:
    """Return the question about the skin before a pack."""
    return a_phase(PhaseKind.SKIN_CHECK, None, Place())


def a_variant(*phases: Phase, name: str = "stretch", kind: str = "") -> Variant:
    """Return a way to do a step, each phase with the cues its neighbours ask for; of `kind` heat or cold, a pack."""
    before = (None, *(phase.kind for phase in phases))
    cued = tuple(
        replace(phase, cues=cues_for(phase.kind, phase.duration_ms, after=after, is_pack=kind in PACK_KINDS))
        for phase, after in zip(phases, before, strict=False)
    )
    return Variant(exercise=name, name=name, phases=cued, kind=kind)


BREATHING = a_variant(
    a_phase(PhaseKind.BREATHE_IN, 4_000),
    a_phase(PhaseKind.BREATHE_OUT, 6_000),
    wait(),
    name="breathing",
)
"""One breath, then the wait for the user."""


def a_step(
    *phases: Phase,
    eased: Iterable[Phase] = (),
    easier: Iterable[Phase] = (),
    name: str = "stretch",
    kind: str = "",
    easier_kind: str = "",
) -> PlanStep:
    """Return a step; without phases, a ten-second hold. It has the variants it is given phases for."""
    eased, easier = tuple(eased), tuple(easier)
    return PlanStep(
        normal=a_variant(*(phases or (hold(),)), name=name, kind=kind),
        eased=a_variant(*eased, name=f"{name}, eased", kind=kind) if eased else None,
        easier=a_variant(*easier, name=f"{name}, easier", kind=easier_kind) if easier else None,
    )


def a_plan(*steps: PlanStep, breathing: Variant = BREATHING, is_voice_only: bool = False) -> Plan:
    """Return a plan; without steps, of one ten-second hold."""
    return Plan("a-plan", "A plan", steps or (a_step(),), breathing, is_voice_only=is_voice_only)


@dataclass(frozen=True, slots=True)
class Dose:
    """What a step is made of, as far as the order of its phases goes."""

    pattern: tuple[PhaseKind, ...] = (PhaseKind.HOLD,)
    """The phases of one repetition."""
    lengths: dict[PhaseKind, Ms] = field(default_factory=dict)
    """How long each kind lasts; a kind that is missing is left out, except where it waits for the user."""
    sets: int = 1
    sides: tuple[Side | None, ...] = (None,)
    reps: int = 1
    limit_ms: Ms | None = None
    does_wait: bool = False
    """Whether the step ends with a wait for a key."""
    kind: str = ""
    """The kind of exercise; heat or cold for a pack."""
    asks_skin: bool = False
    """Whether the question about the skin comes first."""


def laid_out(dose: Dose, name: str = "stretch") -> Variant:
    """Return `dose` as a row of phases: sets of sides of repetitions, with what belongs between them."""
    kinds: list[tuple[PhaseKind, Place, Side | None]] = [(PhaseKind.LEAD_IN, Place(), None)]
    if dose.asks_skin:
        kinds.insert(0, (PhaseKind.SKIN_CHECK, Place(), None))
    for set_, (turn, side), rep in product(
        range(1, dose.sets + 1), enumerate(dose.sides, start=1), range(1, dose.reps + 1)
    ):
        kinds += _on_the_way(Place(set_, turn, rep), side)
        kinds += [(kind, Place(set_, turn, rep), side) for kind in dose.pattern]
    if dose.does_wait:
        kinds.append((PhaseKind.WAIT, Place(dose.sets + 1), None))
    phases = (
        Phase(kind, dose.lengths.get(kind), side, place, dose.reps, dose.sets, limit_ms=dose.limit_ms)
        for kind, place, side in kinds
        if kind in dose.lengths or kind in (PhaseKind.OWN_PACE, PhaseKind.WAIT, PhaseKind.SKIN_CHECK)
    )
    return a_variant(*phases, name=name, kind=dose.kind)


def _on_the_way(place: Place, side: Side | None) -> list[tuple[PhaseKind, Place, Side | None]]:
    """Return what lies between the repetition at `place` and the one before it."""
    if place.rep > 1:
        return [(PhaseKind.LET_GO, place, side)]
    if place.turn > 1:
        return [(PhaseKind.SWITCH, Place(place.set, place.turn), side)]
    return [(PhaseKind.REST, Place(place.set), None)] if place.set > 1 else []
