"""What a warm or cold pack asks of a front end: to be taken off, and not to be put on without an answer."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from unbend.engine import events as e
from unbend.engine.plan import PhaseKind, VariantKind
from unbend.engine.state import Status
from unbend.errors import HistoryUnavailable
from unbend.routine.packs import pack_kinds
from unbend.units import MINUTE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from unbend.engine.plan import Plan
    from unbend.engine.view import View
    from unbend.routine.model import Exercise
    from unbend.units import Ms

LOCKED_FOR = {"heat": timedelta(minutes=60), "cold": timedelta(minutes=120)}
"""How long the skin is left alone after a pack of each kind (docs/safety.md R14)."""
UNANSWERED_MS: Ms = 2 * MINUTE
"""How long the question about the skin waits where nobody can reach the keyboard; no answer is no yes."""


class PackWatch:
    """Follows the events of one session, and says when a pack that is on has to come off."""

    def __init__(self) -> None:
        self.is_on = False
        self._is_pack = False

    def comes_off(self, event: e.Event) -> bool:
        """Take note of `event`; return whether it takes the person away from a pack that is on."""
        match event:
            case e.StepStarted(variant=variant) | e.VariantChanged(kind=VariantKind.EASED, variant=variant):
                self._is_pack = variant.is_pack
            case e.PhaseStarted(phase=phase):
                self.is_on = self.is_on or (self._is_pack and phase.is_work)
            case e.StepEnded() | e.VariantChanged():
                self._is_pack = isinstance(event, e.VariantChanged) and event.variant.is_pack
                was_on, self.is_on = self.is_on, False
                return was_on
        return False


def is_unanswered(view: View) -> bool:
    """Whether the question about the skin has waited long enough for somebody who may not be able to answer."""
    is_asked = view.status is Status.AWAITING and view.phase is not None and view.phase.kind is PhaseKind.SKIN_CHECK
    return is_asked and view.is_voice_only and view.elapsed_ms >= UNANSWERED_MS


def recent_packs(file: Path, plan: Plan, exercises: Mapping[str, Exercise], now: datetime) -> frozenset[str]:
    """Return the kinds of packs in `plan` that came off so lately, by the history `file`, that the skin is asked about.

    Where the history cannot be read, that is every kind: in doubt it is asked. `now` is the person's time. Without a
    pack in the plan nothing is looked up.
    """
    kinds = pack_kinds(plan)
    if not kinds or not file.exists():
        return frozenset()
    from unbend.history.store import Store  # noqa: PLC0415  # most sessions have no pack

    variants = [variant for step in plan.steps for variant in (step.normal, step.easier) if variant is not None]
    names = {variant.exercise: variant.kind for variant in variants if variant.is_pack}
    names |= {name: exercise.kind for name, exercise in exercises.items() if exercise.position != "shower"}
    now_ms = int(now.timestamp() * 1000)
    try:
        with Store.open(file) as store:
            ended = {kind: store.last_end_ms(name for name in names if names[name] == kind) for kind in kinds}
    except HistoryUnavailable:
        return kinds
    return frozenset(
        kind
        for kind, end_ms in ended.items()
        if end_ms is not None and now_ms - end_ms < LOCKED_FOR[kind] // timedelta(milliseconds=1)
    )
