"""The inks a figure is painted with, and their colours where no theme gives them.

Apart from the shapes, because the themes need it for the first frame and no more than it.
"""

from __future__ import annotations

from enum import IntEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Ink(IntEnum):
    """What a part of a picture is; a theme says which colour that has."""

    NONE = 0
    FLOOR = 1
    PROP = 2
    SHIRT = 3
    SLEEVE = 4
    SKIN = 5
    TROUSERS = 6
    SHOE = 7
    HAIR = 8
    SHIRT_FAR = 9
    SKIN_FAR = 10
    TROUSERS_FAR = 11
    SHOE_FAR = 12
    FEEL = 13
    """Where it is felt."""
    TRAVEL = 14
    """The way a hand or foot goes."""
    WARM = 15
    COLD = 16
    SOFT = 17
    """Mats and pillows."""


BODY = frozenset({Ink.SHIRT, Ink.SLEEVE, Ink.SKIN, Ink.TROUSERS})
FAR = {
    Ink.SHIRT: Ink.SHIRT_FAR,
    Ink.SLEEVE: Ink.SHIRT_FAR,
    Ink.SKIN: Ink.SKIN_FAR,
    Ink.TROUSERS: Ink.TROUSERS_FAR,
    Ink.SHOE: Ink.SHOE_FAR,
}
"""The ink of what lies on the far side of the body."""


PAPER: Mapping[Ink, str] = MappingProxyType(
    {
        Ink.FLOOR: "#b9b9b3",
        Ink.PROP: "#a39c90",
        Ink.SHIRT: "#3f83c4",
        Ink.SLEEVE: "#5b9bd8",
        Ink.SKIN: "#e3b183",
        Ink.TROUSERS: "#5a5f80",
        Ink.SHOE: "#33363f",
        Ink.HAIR: "#6b4226",
        Ink.SHIRT_FAR: "#8fb4d8",
        Ink.SKIN_FAR: "#eccdb0",
        Ink.TROUSERS_FAR: "#9a9db3",
        Ink.SHOE_FAR: "#85878f",
        Ink.FEEL: "#ef6c1f",
        Ink.TRAVEL: "#7b7a2c",
        Ink.WARM: "#d9482b",
        Ink.COLD: "#2f7fd6",
        Ink.SOFT: "#cfd8c6",
    }
)
"""The colours of a drawing on white."""
SIXTEEN: Mapping[Ink, str] = MappingProxyType(
    {
        Ink.FLOOR: "bright_black",
        Ink.PROP: "bright_black",
        Ink.SHIRT: "blue",
        Ink.SLEEVE: "bright_blue",
        Ink.SKIN: "yellow",
        Ink.TROUSERS: "magenta",
        Ink.SHOE: "default",
        Ink.HAIR: "bright_black",
        Ink.SHIRT_FAR: "blue",
        Ink.SKIN_FAR: "yellow",
        Ink.TROUSERS_FAR: "magenta",
        Ink.SHOE_FAR: "bright_black",
        Ink.FEEL: "bright_red",
        Ink.TRAVEL: "green",
        Ink.WARM: "bright_red",
        Ink.COLD: "bright_cyan",
        Ink.SOFT: "bright_black",
    }
)
"""The colours that every terminal has; which shade they are is the person's own choice."""


def name_of(ink: Ink) -> str:
    """Return what themes and style sheets call `ink`."""
    return ink.name.lower().replace("_", "-")
