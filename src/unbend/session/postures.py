"""Postures in words: for the line mode, and below the figure on the screen."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from unbend.engine.plan import Variant

_POSTURES: Mapping[str, str] = MappingProxyType(
    {
        "sit": "Sitting, both feet flat.",
        "stand": "Standing, feet hip-wide.",
        "walk": "Walking, at your own pace.",
        "supine": "Lying on your back.",
        "prone": "Lying on your front.",
        "side": "Lying on your side.",
        "quad": "On hands and knees.",
        "kneel": "Kneeling.",
        "": "As you are.",
    }
)
_PLACES: Mapping[str, str] = MappingProxyType({"wall": "At a wall.", "shower": "In the shower."})


def posture_words(variant: Variant) -> str:
    """Return in words how, and perhaps where, the person is in `variant`."""
    return " ".join(filter(None, (_POSTURES.get(variant.posture, ""), _PLACES.get(variant.position, ""))))
