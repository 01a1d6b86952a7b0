"""How long it takes to get ready, from the posture a person is in to the next one, and what changes in that time.

Five seconds to begin the next thing where one is, twenty to get to the floor or up from it without haste (E54).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from unbend.engine.plan import PACK_KINDS, Transition
from unbend.routine.vocabulary import FLOOR_POSTURES
from unbend.units import SECOND

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unbend.routine.model import Exercise
    from unbend.units import Ms

FIRST_MS: Ms = 10 * SECOND
FIRST_PACK_MS: Ms = 30 * SECOND
"""A warm or cold pack has to be fetched and wrapped."""
SAME_MS: Ms = 5 * SECOND
OTHER_MS: Ms = 8 * SECOND
FLOOR_TO_FLOOR_MS: Ms = 10 * SECOND
FLOOR_MS: Ms = 20 * SECOND
"""To the floor, or up from it."""

_UPRIGHT = frozenset({"stand", "walk"})


def first_lead_ms(exercise: Exercise) -> Ms:
    """Return the lead-in of a routine that begins with `exercise`."""
    return FIRST_PACK_MS if is_pack(exercise) else FIRST_MS


def is_pack(exercise: Exercise) -> bool:
    """Whether `exercise` lays something warm or cold on the skin; warm water runs off and is none."""
    return exercise.kind in PACK_KINDS and exercise.position != "shower"


def changes_before(posture: str | None, exercise: Exercise, *, has_pack_on: bool) -> tuple[Transition, ...]:
    """Return what has to change for a person in `posture`, None where nobody knows it, before `exercise` begins.

    Who may be anywhere is told the way to the floor as well: who lies there already has lost nothing by it.
    """
    target, is_down = exercise.postures[0], posture in FLOOR_POSTURES
    moves = not ("any" in exercise.postures or posture in exercise.postures)
    found = {
        Transition.PACK_OFF: has_pack_on,
        Transition.FROM_FLOOR: moves and is_down and target not in FLOOR_POSTURES,
        Transition.TO_FLOOR: moves and not is_down and target in FLOOR_POSTURES,
        Transition.WARM_PACK: is_pack(exercise) and exercise.kind == "heat",
        Transition.COLD_PACK: is_pack(exercise) and exercise.kind == "cold",
    }
    return tuple(change for change, is_asked in found.items() if is_asked)


def lead_ms(posture: str | None, postures: Sequence[str]) -> Ms:
    """Return the time from `posture`, None where nobody knows it, to an exercise that can be done in `postures`."""
    target = postures[0]
    if "any" in postures or posture in postures or {posture, target} <= _UPRIGHT:
        return SAME_MS
    if posture is None:
        return FLOOR_TO_FLOOR_MS if target in FLOOR_POSTURES else OTHER_MS
    if (posture in FLOOR_POSTURES) != (target in FLOOR_POSTURES):
        return FLOOR_MS
    return FLOOR_TO_FLOOR_MS if target in FLOOR_POSTURES else OTHER_MS


def posture_after(posture: str | None, postures: Sequence[str]) -> str | None:
    """Return the posture a person is in after such an exercise: they move only where it asks for it."""
    return posture if "any" in postures or posture in postures else postures[0]
