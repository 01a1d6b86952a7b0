"""The postures that poses start from, so that a picture says only what is different from them."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from unbend.figure.pose import Pose, Target

if TYPE_CHECKING:
    from collections.abc import Mapping

    from unbend.figure.skeleton import Rest


@dataclass(frozen=True, slots=True)
class Base:
    """A posture and what goes with it."""

    pose: Pose
    view: str
    """From where it is seen unless the picture says otherwise."""
    rest: Rest = "floor"
    props: tuple[str, ...] = ()
    """What is always there with it."""
    plant: tuple[str, ...] = ()
    """Hands and feet that stay where they are unless the picture says otherwise."""
    part: Literal["body", "hand", "face"] = "body"


def _both(**numbers: float) -> dict[str, float]:
    return {f"{name}_{side}": value for name, value in numbers.items() for side in ("r", "l")}


_LYING_ARMS = _both(arm=22, arm_plane=90, elbow=8)
_ON_THIGHS = {f"hand_{side}": Target(f"thigh_{side}", (0, 0.5, 2)) for side in ("r", "l")}
_ALL_FOURS = {"lean": 76.0, **_both(leg=76, knee=95, ankle=-55, arm=76, arm_plane=4, elbow=4, leg_out=2, wrist=-60)}

BASES: Mapping[str, Base] = MappingProxyType(
    {
        "stand": Base(Pose(), "front"),
        "sit": Base(Pose(_both(leg=90, leg_plane=7, knee=90), _ON_THIGHS), "front", "seat", ("chair",), ("feet",)),
        "supine": Base(
            Pose({"lean": -90, "nod": 8, **_LYING_ARMS, **_both(leg=48, knee=112, ankle=-26)}),
            "side",
            props=("mat", "pillow"),
        ),
        "flat": Base(
            Pose({"lean": -90, "nod": 8, **_LYING_ARMS, **_both(leg=2, knee=4, ankle=-12)}),
            "side",
            props=("mat", "pillow"),
        ),
        "prone": Base(
            Pose({"lean": 90, **_both(leg=0, knee=0, ankle=-55, arm=158, arm_plane=40, elbow=100, forearm=-60)}),
            "side",
            props=("mat",),
        ),
        "side": Base(
            Pose({"roll": -86, "tilt": 8, **_both(leg=48, knee=75, ankle=-10, arm=70, arm_plane=0, elbow=40)}),
            "front",
            props=("mat", "pillow"),
        ),
        "quad": Base(Pose(_ALL_FOURS), "side", props=("mat",)),
        "kneel": Base(Pose(_both(knee=95, ankle=-55)), "side", props=("mat",)),
        "half-kneel": Base(
            Pose({"leg_r": 84, "knee_r": 84, "leg_l": 0, "knee_l": 95, "ankle_l": -55}), "side", props=("mat",)
        ),
        "hand": Base(Pose(), "front", part="hand"),
        "face": Base(Pose(), "front", part="face"),
    }
)
"""By the word that a picture names them by."""
