"""The figures of a session: each made ready when it is first shown, one of the posture where an exercise has none."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from unbend.figure.bases import BASES
from unbend.figure.clip import Figure
from unbend.figure.props import PROPS
from unbend.figure.scene import Scene

if TYPE_CHECKING:
    from collections.abc import Mapping

    from unbend.engine.plan import Variant
    from unbend.routine.picture import Picture

_BASE_OF_POSTURE: Mapping[str, str] = MappingProxyType(
    {
        "sit": "sit",
        "stand": "stand",
        "walk": "stand",
        "supine": "supine",
        "prone": "prone",
        "side": "side",
        "quad": "quad",
        "kneel": "kneel",
    }
)


class Gallery:
    """Finds the scene of a variant."""

    def __init__(self, pictures: Mapping[str, Picture]) -> None:
        self._pictures = pictures
        self._scenes: dict[str, Scene] = {}

    def scene(self, variant: Variant) -> Scene | None:
        """Return the scene of `variant`; None where neither a picture nor a posture is known."""
        picture = self._pictures.get(variant.exercise)
        base = _BASE_OF_POSTURE.get(variant.posture, "")
        key = variant.exercise if picture is not None else f"posture {base}"
        if picture is None and not base:
            return None
        if key not in self._scenes:
            self._scenes[key] = Scene(_posture(base) if picture is None else picture.figure())
        return self._scenes[key]


def _posture(name: str) -> Figure:
    base = BASES[name]
    props = tuple((prop, PROPS[prop].usual) for prop in base.props)
    return Figure(name, base.pose, view=base.view, props=props, plant=base.plant)
