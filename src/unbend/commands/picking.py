"""Which routine a break is, for `unbend break` and for the work clock alike."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from unbend import resources
from unbend.commands import places, wiring
from unbend.commands.follow import Asked
from unbend.errors import WrongUse
from unbend.routine.catalogue import entries
from unbend.routine.pick import BreakWish, first_that_fits, pick

if TYPE_CHECKING:
    from unbend.routine.catalogue import Entry
    from unbend.routine.suggest import Known


def routines_there() -> list[Entry]:
    """Return an entry for every routine there is."""
    return entries(places.folders(), resources.index_file())


def picked(there: list[Entry], wish: BreakWish, known: Known) -> tuple[Asked | None, str]:
    """Return what of `there` is to be followed, or None and why nothing is to be, for the person's own sake.

    Raises `WrongUse` where nothing suits `wish`, or can be made as short as that.
    """
    picks = pick(there, wish, known)
    if not picks.choices:
        if not picks.may_none:
            raise WrongUse(picks.why_none)
        return None, picks.why_none
    library = cache(wiring.library)  # not needed for what is done as it is written
    choice = first_that_fits(picks, wish, lambda name, target_ms: library().fit(library().find(name), target_ms))
    if choice is None:
        msg = "nothing that suits can be made as short as that; give it more time"
        raise WrongUse(msg)
    return Asked(choice.entry.id, choice.minutes, choice.why), ""
