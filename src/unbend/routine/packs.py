"""The lock on a warm or cold pack (docs/safety.md R14): before one of a kind that was on, the person is asked.

A plan in, a plan out, and apart from the compiler: what the history knows of packs is not looked up before a session
is about to begin, and a routine made to fit a time has been compiled by then.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from unbend.engine.cues import cues_for
from unbend.engine.plan import Phase, PhaseKind

if TYPE_CHECKING:
    from collections.abc import Collection

    from unbend.engine.plan import Plan, PlanStep, Variant

_ASK = Phase(PhaseKind.SKIN_CHECK, None, cues=cues_for(PhaseKind.SKIN_CHECK, None))


def pack_kinds(plan: Plan) -> frozenset[str]:
    """Return the kinds of packs that occur in `plan`, however its steps are done."""
    return frozenset(variant.kind for step in plan.steps for variant in _variants(step) if variant.is_pack)


def with_skin_checks(plan: Plan, recent: Collection[str] = ()) -> Plan:
    """Return `plan` with the question about the skin before each pack of a kind that was on before it.

    `recent` are the kinds that were on lately, in other sessions. Within a session it is always asked: how long ago the
    last one came off depends on what the person pauses and skips.
    """
    had = {*recent}
    steps = []
    for step in plan.steps:
        before = frozenset(had)
        # The easier exercise may be a pack as well, and then follows the normal one on the same skin.
        within = before | ({step.normal.kind} if step.normal.is_pack else set())
        had |= {variant.kind for variant in _variants(step) if variant.is_pack}
        steps.append(
            replace(
                step,
                normal=_asked(step.normal, before),
                eased=None if step.eased is None else _asked(step.eased, before),
                easier=None if step.easier is None else _asked(step.easier, within),
            )
        )
    return replace(plan, steps=tuple(steps))


def _variants(step: PlanStep) -> list[Variant]:
    return [variant for variant in (step.normal, step.eased, step.easier) if variant is not None]


def _asked(variant: Variant, had: Collection[str]) -> Variant:
    is_open = not variant.is_pack or variant.kind not in had or variant.phases[0].kind is PhaseKind.SKIN_CHECK
    return variant if is_open else replace(variant, phases=(_ASK, *variant.phases))
