"""How a pose is written: `arm_r side 165/10, bend 20, hand_l hip, look 30`.

One item after the other, joined by commas. An item is the name of a number and its value; without `_r` or `_l` it is
meant for both sides. Three have short forms:

* `arm_r side 165/10` raises the arm to its side by 165 degrees, the elbow bent by 10; the words are `forward`, `back`,
  `side` and `across`, and a number instead of a word is the plane between them.
* `leg_r forward 70/90/-10` is hip, knee and ankle; the words are `forward`, `back`, `side` and `across`.
* `hand_r knee_l 2 0 -3 out` puts a hand at a place of the body, so far out, up and forward of it, the elbow pointing
  out. Without a side the place is the hand's own; `hand_r free` lets it hang as the numbers say. Feet the same.
"""

from __future__ import annotations

import re
from typing import NoReturn

from unbend.figure.limbs import BOWS
from unbend.figure.places import PLACES
from unbend.figure.pose import RANGES, SIDES, Pose, Target

_NUMBER = re.compile(r"[+-]?\d{1,3}(\.\d{1,2})?")
_PLANES = {"forward": 0.0, "side": 90.0, "across": -40.0}
_LIMBS = {"arm": ("elbow", "wrist"), "leg": ("knee", "ankle")}
_ENDS = ("hand", "foot")
_FREE = "free"


class PoseInvalid(ValueError):
    """A pose that cannot be read."""

    def __init__(self, what: str, written: str, names: tuple[str, ...]) -> None:
        super().__init__(what)
        self.what = what
        self.written = written
        """The word that is not known; where `names` is empty, an example of what to write, or nothing."""
        self.names = names
        """What could have been meant."""


def _refuse(what: str, written: str = "", names: tuple[str, ...] = ()) -> NoReturn:
    raise PoseInvalid(what, written, names)


def parse_pose(text: str, base: Pose) -> Pose:
    """Return the pose that `text` makes of `base`. Raises `PoseInvalid` for what is not a pose."""
    numbers, targets = dict(base.numbers), dict(base.targets)
    said: set[str] = set()
    if ";" in text:
        _refuse("the items of a pose are joined by commas", text.replace(";", ","))
    for item in (part.split() for part in text.split(",") if part.strip()):
        name, words = item[0], item[1:]
        for full in _sides_of(name):
            if full in said and words != [_FREE]:
                _refuse(f"{full} is said twice")
            said.add(full)
            stem = full[:-2] if full.endswith(("_r", "_l")) else full
            if stem in _ENDS:
                _put(full, words, targets)
            elif stem in _LIMBS:
                numbers |= _limb(full, stem, words)
                targets.pop(f"{'hand' if stem == 'arm' else 'foot'}_{full[-1]}", None)
            else:
                numbers[full] = _number(full, words)
    return Pose(numbers, targets)


def _sides_of(name: str) -> tuple[str, ...]:
    """Return what `name` stands for: itself, or both of a pair."""
    ends = tuple(f"{end}_{side}" for end in _ENDS for side in SIDES)
    known = (*RANGES, *ends)
    if name in known:
        return (name,)
    both = tuple(f"{name}_{side}" for side in SIDES)
    if both[0] in known:
        return both
    short = tuple(dict.fromkeys((*(each.removesuffix("_r").removesuffix("_l") for each in known), *known)))
    _refuse("unknown word", name, short)


def _number(name: str, words: list[str]) -> float:
    if len(words) != 1 or not _NUMBER.fullmatch(words[0]):
        _refuse(f"{name} needs one number", f"{name} 20")
    return _within(name, words[0])


def _within(name: str, written: str) -> float:
    limits = RANGES[name]
    if not _NUMBER.fullmatch(written):
        _refuse(f"{name} needs a number", written)
    value = float(written)
    if not limits.least <= value <= limits.most:
        _refuse(f"{name} goes from {limits.least:g} to {limits.most:g}, not {written}")
    return value


def _limb(full: str, stem: str, words: list[str]) -> dict[str, float]:
    side = full[-1]
    found = {}
    values = words
    if len(words) == 2:  # noqa: PLR2004  # a way and how far
        way, values = words[0], words[1:]
        if way in _PLANES:
            found[f"{stem}_plane_{side}"] = _PLANES[way]
        elif way == "back":
            found[f"{stem}_plane_{side}"] = 0.0
            values = [f"-{values[0].lstrip('+')}"]
        elif _NUMBER.fullmatch(way):
            found[f"{stem}_plane_{side}"] = _within(f"{stem}_plane_{side}", way)
        else:
            _refuse("unknown word", way, (*_PLANES, "back"))
    if len(values) != 1:
        _refuse(f"{full} needs a number", f"{full} forward 80/10")
    parts = values[0].split("/")
    names = (full, *(f"{name}_{side}" for name in _LIMBS[stem]))
    if len(parts) > len(names):
        _refuse(f"{full} has {len(names)} numbers at the most", f"{full} forward 80/10")
    return found | {name: _within(name, part) for name, part in zip(names, parts, strict=False)}


def _put(end: str, words: list[str], targets: dict[str, Target]) -> None:
    if words == [_FREE]:
        targets.pop(end, None)
        return
    if not words:
        _refuse(f"{end} needs a place", f"{end} hip", PLACES)
    place, rest = words[0], words[1:]
    bow = ""
    if rest and rest[-1] in BOWS:
        bow = rest.pop()
    if (place[:-2] if place.endswith(("_r", "_l")) else place) not in PLACES:
        _refuse("unknown place", place, PLACES)
    if rest and (len(rest) != 3 or not all(map(_NUMBER.fullmatch, rest))):  # noqa: PLR2004  # out, up, forward
        if not _NUMBER.fullmatch(rest[-1]):
            _refuse("unknown word", rest[-1], tuple(BOWS))
        _refuse("a place is followed by three numbers: out, up, forward", f"{end} {place} 0 2 3")
    x, y, z = (float(each) for each in rest) if rest else (0.0, 0.0, 0.0)
    named = place if place.endswith(("_r", "_l")) else f"{place}_{end[-1]}"
    targets[end] = Target(named, (x, y, z), bow)
