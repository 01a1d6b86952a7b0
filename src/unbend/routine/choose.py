"""What suits a wish: which routines and exercises stay in a list, in which order, and with which caution.

Being careful with something forbids nothing (docs/safety.md 4.6): it puts what asks for care behind the rest, and says
so. Knows entries and exercises only by what they tell of themselves, so that a list that was read before imports
nothing heavy.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, TypeVar

from unbend.careful import CAREFUL
from unbend.errors import WrongUse
from unbend.units import format_span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from unbend.routine.catalogue import Entry
    from unbend.routine.model import Exercise
    from unbend.units import Ms

T = TypeVar("T", "Entry", "Exercise")

# The words of `vocabulary`, which brings pydantic along.
POSITIONS = ("seated", "standing", "wall", "floor", "shower", "walking")
LEVELS = ("gentle", "moderate", "firm")
MODES = ("voice", "screen", "either")
_ANYWHERE = {"seated", "standing", "floor"}
"""Where a routine can be done in which every step leaves people where they are; not under water, nor on the way."""
_ALSO_CALLED = {
    "sitting": "seated",
    "chair": "seated",
    "lying": "floor",
    "bed": "floor",
    "walk": "walking",
    "easy": "gentle",
    "medium": "moderate",
    "hard": "firm",
    "sound": "voice",
    "audio": "voice",
}
"""What people say for the words above, too far from them in letters."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is looked for; a field left empty asks for nothing."""

    areas: tuple[str, ...] = ()
    """It does something for each of them."""
    positions: tuple[str, ...] = ()
    """It can be done in these alone: nobody who asked for a chair has to get up for one of its steps."""
    level: str = ""
    """This level at the most: who asks for moderate can do with gentle."""
    longest_ms: Ms | None = None
    """It lasts as long at the most."""
    mode: str = ""
    """It can be followed by ear alone, or by eye; `either` asks for both."""
    careful: tuple[str, ...] = ()
    """Flags for which what asks for care comes last."""


def choose(entries: Iterable[Entry], wish: Wish) -> list[Entry]:
    """Return those of `entries` that suit `wish`, in their order, those that ask for care behind the others.

    A file that cannot be used says nothing of itself: it stays, at the end, where nothing but care was asked for.
    """
    return in_order((entry for entry in entries if suits(entry, wish)), wish.careful)


def in_order(entries: Iterable[Entry], careful: Collection[str]) -> list[Entry]:
    """Return `entries` as they come, those that ask for care with one of `careful` behind the others."""
    return sorted(entries, key=lambda entry: (bool(entry.problems), bool(asks_care(entry, careful))))


def suits(entry: Entry, wish: Wish) -> bool:
    """Return whether `entry` is what `wish` asks for, care aside."""
    if entry.problems:
        return wish == Wish(careful=wish.careful)
    return (
        {*wish.areas} <= {*entry.areas}
        and (not wish.positions or _stays_within(wish.positions, [each.split() for each in entry.step_positions]))
        and _is_level(entry.level, wish.level)
        and (wish.longest_ms is None or entry.total_ms <= wish.longest_ms)
        and (not wish.mode or entry.mode in (wish.mode, "either"))
    )


def exercise_suits(exercise: Exercise, wish: Wish) -> bool:
    """Return whether `exercise` is for the areas of `wish`, in its positions and at its level."""
    possible = [exercise.possible_positions] if exercise.possible_positions else []
    return (
        {*wish.areas} <= {*exercise.areas}
        and (not wish.positions or _stays_within(wish.positions, possible))
        and _is_level(exercise.level, wish.level)
    )


def asks_care(asking: Entry | Exercise, careful: Collection[str]) -> tuple[str, ...]:
    """Return which flags of `careful` it asks for care with, in their order."""
    return tuple(flag for flag in careful if flag in asking.careful)


def caution(flags: Iterable[str], *, of: str = "Some of it") -> str:
    """Return the sentence about `flags` that are asked care for, in the person's own words; empty without any."""
    phrases = "; ".join(CAREFUL[flag] for flag in flags)
    return f"{of} asks for care with: {phrases}." if phrases else ""


def nothing_found(entries: Iterable[Entry], wish: Wish) -> str:
    """Return what to say where nothing of `entries` suits `wish`: which part of it to loosen, if one is enough."""
    there = [*entries]
    parts = _parts(wish)
    freed = {name: sum(suits(entry, _without(wish, name)) for entry in there) for name in parts}
    name, count = max(freed.items(), key=lambda each: each[1], default=("", 0))
    if len(parts) == 1:
        return f"Nothing is {parts[name]}; unbend list without it shows all there is."
    asked = " and ".join(parts.values())
    if not count:
        return f"Nothing is {asked}; no part of it alone is in the way, so leave out two."
    are = "there is one" if count == 1 else f"there are {count}"
    return f"Nothing is {asked}; without {_OPTIONS[name]} {are}."


_OPTIONS = {
    "areas": "--area",
    "positions": "--position",
    "level": "--level",
    "longest_ms": "--max",
    "mode": "--mode",
}


def _without(wish: Wish, name: str) -> Wish:
    return Wish(**{each.name: getattr(wish, each.name) for each in fields(Wish) if each.name != name})


def _parts(wish: Wish) -> dict[str, str]:
    """Return what was asked for in words, by the name of the field."""
    words = {
        "areas": f"for {' and '.join(each.replace('-', ' ') for each in wish.areas)}",
        "positions": f"done {_done(wish.positions)}",
        "level": f"{wish.level} at the most" if wish.level != LEVELS[0] else wish.level,
        "longest_ms": f"{format_span(wish.longest_ms or 0)} at the most",
        "mode": {"voice": "followed by ear", "screen": "followed by eye"}.get(wish.mode, "followed by ear or eye"),
    }
    return {name: told for name, told in words.items() if wish != _without(wish, name)}


def _done(positions: tuple[str, ...]) -> str:
    words = {"wall": "at a wall", "floor": "on the floor", "shower": "in the shower"}
    return f"{' or '.join(words.get(each, each) for each in positions)} throughout"


def _stays_within(positions: Collection[str], steps: Collection[Collection[str]]) -> bool:
    """Return whether each of `steps`, the positions it can be done in, can be done in one of `positions`."""
    return all({*positions} & {*step} for step in steps or [_ANYWHERE])


def _is_level(level: str, most: str) -> bool:
    return not most or LEVELS.index(level) <= LEVELS.index(most)


def known_word(what: str, word: str, words: Collection[str]) -> str:
    """Return `word` as it stands among `words`. Raises `WrongUse` that names the nearest, or all of them."""
    plain = "-".join(word.casefold().split())
    if plain in words:
        return plain
    from unbend.routine.problems import did_you_mean  # noqa: PLC0415  # the screen's first frame has no slips to mend

    also = _ALSO_CALLED.get(plain, "")
    near = f'did you mean "{also}"?' if also in words else did_you_mean(plain, words) or f"one of {', '.join(words)}"
    msg = f'there is no {what} "{word}" ({near})'
    raise WrongUse(msg)
