"""What a picture is made of, in the order in which it is painted, and in which inks.

Lengths are the figure's units: hundredths of a standing person's height, x to the right, y down. Whether dots in a
terminal or lines of a drawing become of it is for others to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from unbend.figure.inks import BODY, Ink


@dataclass(frozen=True, slots=True)
class Disc:
    """A round thing."""

    x: float
    y: float
    r: float


@dataclass(frozen=True, slots=True)
class Limb:
    """The skin around two discs."""

    a: Disc
    b: Disc
    ink: Ink
    halo: bool = False
    """Whether a thin line is kept free around it, so that it stands out from what lies behind."""
    from_part: float = 0.0
    """Where on the way from `a` to `b` the halo begins."""
    is_far: bool = False
    """Drawn thinner, as what lies behind the body."""


@dataclass(frozen=True, slots=True)
class Mass:
    """The skin around several discs."""

    discs: tuple[Disc, ...]
    ink: Ink
    halo: bool = False
    is_far: bool = False


@dataclass(frozen=True, slots=True)
class Hole:
    """A disc left free: an eye, a mouth."""

    disc: Disc


@dataclass(frozen=True, slots=True)
class Line:
    """A thin line through points, perhaps dashed, perhaps with a tip at its end."""

    points: tuple[tuple[float, float], ...]
    ink: Ink
    is_dashed: bool = False
    has_tip: bool = False


@dataclass(frozen=True, slots=True)
class Tint:
    """A disc in which what is painted in one of `of` takes another ink."""

    disc: Disc
    ink: Ink
    of: frozenset[Ink] = BODY


Shape: TypeAlias = Limb | Mass | Hole | Line | Tint
