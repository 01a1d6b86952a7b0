"""Figures for tests, from the words an author would write."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from unbend.figure.bases import BASES
from unbend.figure.clip import Figure
from unbend.figure.notation import parse_pose
from unbend.figure.pose import RANGES, Pose
from unbend.figure.props import PROPS

if TYPE_CHECKING:
    from collections.abc import Sequence

SIDE_BEND = "arm_r side 165/10, side -25"
OF_A_BODY = tuple(
    name for name in RANGES if name not in ("hand_bend", "spread", "knuckles", "middles", "tips", "thumb", "rise")
    and not name.startswith(("eyes", "gaze", "mouth"))
)  # fmt: skip


def figure(
    base: str = "stand",
    start: str = "",
    *there: str,
    props: Sequence[str] | None = None,
    **more: Any,  # noqa: ANN401  # any field
) -> Figure:
    """Return the figure that goes from `start` by way of `there`."""
    found = BASES[base]
    first = parse_pose(start, found.pose)
    names = found.props if props is None else props
    made = Figure(
        base,
        first,
        tuple(parse_pose(each, first) for each in there),
        view=found.view,
        props=tuple((name, PROPS[name].usual) for name in names),
        plant=found.plant,
    )
    if "back" in more:
        more["back"] = tuple(parse_pose(each, first) for each in more["back"])
    return replace(made, **more)


def poses() -> st.SearchStrategy[Pose]:
    """Return any pose of a body within its limits."""
    numbers = {name: st.floats(RANGES[name].least, RANGES[name].most) for name in OF_A_BODY}
    return st.fixed_dictionaries({}, optional=numbers).map(Pose)
