"""A break: which routine fits the time there is, the position, and what was done today, and why that one.

Pure, and only a proposal, by this project's own judgement: whatever is chosen instead is as good. How a routine is made
to fit is `fit`'s business.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING, Protocol

from unbend.pain.assessment import Tier
from unbend.routine.catalogue import SIGNS_FIRST
from unbend.routine.choose import Wish, asks_care, nothing_found, suits
from unbend.routine.situations import Situation
from unbend.routine.suggest import careful_now, how_lately, situation_at, suggest
from unbend.units import MINUTE, format_span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unbend.routine.catalogue import Entry
    from unbend.routine.fit import Fitted
    from unbend.routine.suggest import Known
    from unbend.units import Ms

MOST_MS: Ms = 5 * MINUTE
"""No break is longer where nobody says how long it may be (E12, E19, E22)."""
USUAL_MS: Ms = 2 * MINUTE
"""About as long is one for which nobody says so: the preset `classic`."""
BREAK = "break"
"""The tag of what is meant for a break."""
_UP = {"standing", "wall", "walking"}
"""A break changes posture wherever it can (E16)."""
_OUT_OF_THE_WAY = {"floor", "shower"}
"""Where nobody goes for a break unless they say so."""
_FOR_A_CASE = {"one-side", "evening", "bed", "warmth", "cold"}
"""Tags of what is for people in a situation of its own (`situations`); it comes after what suits anybody."""
_BAD_DAYS = (Situation.NEW_INJURY, Situation.SORE, Situation.VERY_SORE)
_MOST_LONGER, _MOST_SHORTER = 2, 1.5
"""A routine up to twice as long, or two thirds as long, is made to fit with little lost."""


@dataclass(frozen=True, slots=True)
class BreakWish:
    """What a break is to be; a field left empty asks for nothing."""

    minutes: int | None = None
    """It lasts as long as that, as nearly as it can and never longer."""
    area: str = ""
    position: str = ""


@dataclass(frozen=True, slots=True)
class Pick:
    """A routine for a break."""

    entry: Entry
    minutes: int | None
    """To be made to fit that; None where it is done as it is written."""
    why: str
    """One sentence that begins with its title; on a bad day what `suggest` says."""


@dataclass(frozen=True, slots=True)
class Picks:
    """What may be done, the best first; none where nothing may or can."""

    choices: tuple[Pick, ...]
    why_none: str = ""
    """A sentence, where there is none."""
    may_none: bool = False
    """Whether it is for the person's own sake that nothing is picked."""


def pick(entries: Iterable[Entry], wish: BreakWish, known: Known) -> Picks:
    """Return what of `entries` suits `wish` on a day of which so much is `known`.

    On a day of a warning sign, of a new hurt or of much pain it is what `suggest` names then. What asks for care with
    something the person is careful with comes last, and nothing for the same area comes twice in a row where anything
    else suits.
    """
    there = [*entries]
    if known.sign in (Tier.A, Tier.B) or situation_at(known)[0] in _BAD_DAYS:
        return _on_a_bad_day(there, wish, known)
    asked = Wish(areas=(wish.area,) * bool(wish.area), positions=(wish.position,) * bool(wish.position))
    found = [entry for entry in there if not entry.problems and SIGNS_FIRST not in entry.tags and suits(entry, asked)]
    if not found:
        return Picks((), nothing_found(there, asked) if asked != Wish() else "There is no routine that can be used.")
    last = next((entry for name in known.done_today[:1] for entry in there if entry.id == name), None)
    careful = careful_now(known)
    ordered = sorted(found, key=lambda entry: _rank(entry, wish, known, last, careful))
    return Picks(tuple(Pick(entry, _minutes(entry, wish), _why(entry, wish, last)) for entry in ordered))


class Fit(Protocol):
    """Makes the routine of that id fit."""

    def __call__(self, name: str, target_ms: Ms, /) -> Fitted:
        """Return it as near to `target_ms` as it can be."""
        ...


def first_that_fits(picks: Picks, wish: BreakWish, fit: Fit) -> Pick | None:
    """Return the best of `picks` that, made to fit, is no longer than it may be and still is for what was asked."""
    return next((choice for choice in picks.choices if _fits(choice, wish, fit)), None)


def _fits(choice: Pick, wish: BreakWish, fit: Fit) -> bool:
    if choice.minutes is None:
        return True
    target_ms = choice.minutes * MINUTE
    plan = fit(choice.entry.id, target_ms).compiled.plan
    areas = {area for step in plan.steps for area in step.normal.areas}
    is_asked = not wish.area or wish.area in areas or wish.area not in choice.entry.areas  # the latter on a bad day
    return plan.total_ms <= target_ms and is_asked


def _on_a_bad_day(there: list[Entry], wish: BreakWish, known: Known) -> Picks:
    suggestion = suggest(there, known)
    if not suggestion.routines:
        return Picks((), suggestion.why, may_none=True)
    asked = Wish(positions=(wish.position,) * bool(wish.position))
    found = [entry for entry in suggestion.routines if suits(entry, asked)]
    if not found:
        why = f"{suggestion.why} Nothing of what suits such a day is done in that position."
        return Picks((), why, may_none=True)
    return Picks(tuple(Pick(entry, _minutes(entry, wish), f"{entry.title}. {suggestion.why}") for entry in found))


def _minutes(entry: Entry, wish: BreakWish) -> int | None:
    if wish.minutes is None:
        return MOST_MS // MINUTE if entry.total_ms > MOST_MS else None
    return None if entry.total_ms == wish.minutes * MINUTE else wish.minutes


def _rank(
    entry: Entry, wish: BreakWish, known: Known, last: Entry | None, careful: tuple[str, ...]
) -> tuple[object, ...]:
    """Return what puts the routines in order, the smallest first."""
    if wish.minutes is None:
        wanted_ms, is_near = USUAL_MS, entry.total_ms <= MOST_MS
    else:
        wanted_ms = wish.minutes * MINUTE
        is_near = wanted_ms <= entry.total_ms * _MOST_SHORTER and entry.total_ms <= wanted_ms * _MOST_LONGER
    is_far_away = not wish.position and bool(_OUT_OF_THE_WAY & {*entry.positions})
    return (
        bool(asks_care(entry, careful)),
        is_far_away,
        last is not None and (entry.id == last.id or (not wish.area and entry.focus == last.focus)),
        not is_near,
        BREAK not in entry.tags,
        bool(_FOR_A_CASE & {*entry.tags}),
        not wish.position and not _UP & {*entry.positions},
        bool(wish.area) and entry.focus != wish.area,
        how_lately(entry.id, known.done_today),
        abs(log(wanted_ms / entry.total_ms)) if entry.total_ms else 0,
        entry.id,
    )


def _why(entry: Entry, wish: BreakWish, last: Entry | None) -> str:
    minutes = _minutes(entry, wish)
    takes = f"it takes {format_span(entry.total_ms)}"
    reasons = [takes if minutes is None else f"it can be made to fit {format_span(minutes * MINUTE)}"]
    if wish.position:
        reasons.append(f"all of it can be done {_IN.get(wish.position, wish.position)}")
    if wish.area:
        reasons.append(f"it does something for the {_plain(wish.area)}")
    elif last is not None and entry.focus != last.focus:
        reasons.append(f'it is for {_for(entry)}, where "{last.title}" was for {_for(last)}')
    return f"{entry.title}: {', '.join(reasons[:-1])}{', and ' * bool(reasons[:-1])}{reasons[-1]}."


_IN = {"wall": "at a wall", "floor": "on the floor", "shower": "in the shower"}


def _for(entry: Entry) -> str:
    return f"the {_plain(entry.focus)}" if entry.focus else "all of you"


def _plain(area: str) -> str:
    return area.replace("-", " ")
