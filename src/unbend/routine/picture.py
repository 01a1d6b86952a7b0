"""How authors write an exercise's figure, as a record: docs/figures.md says it with examples.

What is checked here is what each value can know of itself; `Picture.figure` makes of them the figure that is drawn.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, Self, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator

from unbend.figure.bases import BASES
from unbend.figure.camera import FRAMES, VIEWS
from unbend.figure.clip import PINS, PLANTS, Figure
from unbend.figure.drawing import ZONE_NAMES
from unbend.figure.notation import PoseInvalid, parse_pose
from unbend.figure.pose import OF_PART, Pose
from unbend.figure.props import PROPS
from unbend.figure.skeleton import TRAVELS
from unbend.routine.problems import did_you_mean
from unbend.routine.vocabulary import Span, refuse
from unbend.units import SECOND

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_USUAL_MS = 4 * SECOND
_WHOLE = re.compile(r"-?[0-9]{1,3}")
_MOST_RAISED = 90
_FARTHEST = 90


def _one_of(known: Collection[str], what: str) -> BeforeValidator:
    def check(value: Any) -> str:  # noqa: ANN401  # whatever the file holds
        if not isinstance(value, str) or value not in known:
            refuse(f"no {what} of that name", did_you_mean(str(value), known) or f"one of {', '.join(known)}")
        return value

    return BeforeValidator(check)


def _words(known: Iterable[str]) -> WithJsonSchema:
    """Return what editors are told, so that they offer `known`."""
    return WithJsonSchema({"type": "string", "enum": [*known]})


def _pose(value: Any) -> str:  # noqa: ANN401  # see _one_of
    if not isinstance(value, str):
        refuse("a pose is text", "write arm_r side 90/10, bend 20")
    try:
        parse_pose(value, Pose())
    except PoseInvalid as error:
        refuse(
            f'{error.what} "{error.written}"' if error.names else error.what,
            did_you_mean(error.written, error.names)
            if error.names
            else f"write {error.written}"
            if error.written
            else "",
        )
    return value


def _poses(value: Any) -> Any:  # noqa: ANN401  # see _one_of
    return value if isinstance(value, list | tuple) else [value]


def _named_number(known: Collection[str], what: str, most: int, *, least: int | None = None) -> BeforeValidator:
    lowest = -most if least is None else least

    def check(value: Any) -> str:  # noqa: ANN401  # see _one_of
        words = value.split() if isinstance(value, str) else []
        if len(words) > 2:  # noqa: PLR2004  # a name and a number
            refuse(f"a {what} takes one number", f"write {words[0]} {words[1]}")
        if not words or words[0] not in known:
            word = words[0] if words else str(value)
            refuse(f"no {what} of that name", did_you_mean(word, known) or f"one of {', '.join(known)}")
        if len(words) > 1 and not (_WHOLE.fullmatch(words[1]) and lowest <= int(words[1]) <= most):
            refuse(f"after the {what} stands a whole number from {lowest} to {most}", f"write {words[0]} 20")
        return " ".join(words)

    return BeforeValidator(check)


_Base: TypeAlias = Annotated[str, _one_of(BASES, "posture"), _words(BASES)]
_Frame: TypeAlias = Annotated[str, _one_of(FRAMES, "frame"), _words(FRAMES)]
_Zone: TypeAlias = Annotated[str, _one_of(ZONE_NAMES, "part of the body"), _words(ZONE_NAMES)]
_Plant: TypeAlias = Annotated[str, _one_of(PLANTS, "hand or foot"), _words(PLANTS)]
_Pin: TypeAlias = Annotated[str, _one_of(PINS, "part"), _words(PINS)]
_Travel: TypeAlias = Annotated[str, _one_of(TRAVELS, "joint"), _words(TRAVELS)]
_View: TypeAlias = Annotated[str, _named_number(VIEWS, "view", _MOST_RAISED, least=0)]
_Prop: TypeAlias = Annotated[str, _named_number(PROPS, "prop", _FARTHEST)]
_Pose: TypeAlias = Annotated[str, BeforeValidator(_pose)]
_Poses: TypeAlias = Annotated[tuple[_Pose, ...], BeforeValidator(_poses), Field(min_length=1, max_length=12)]


class Picture(BaseModel):
    """What an exercise looks like: a posture, a start, and the poses of the way."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    base: _Base
    view: _View | None = None
    """From where it is seen, and perhaps how many degrees from above."""
    frame: _Frame = "whole"
    props: tuple[_Prop, ...] | None = None
    """What stands around; what goes with the posture where it is left out."""
    feel: tuple[_Zone, ...] = ()
    in_turn: bool = False
    """Whether these are shown one after the other in each round."""
    start: _Pose | None = None
    """What is different from the posture at the start."""
    there: _Poses | None = None
    """What is different from the start at each pose of the way; the last is held."""
    back: _Poses | None = None
    """The poses of the way back, where it is another."""
    plant: tuple[_Plant, ...] | None = None
    """What stays where it is at the start; what goes with the posture where it is left out."""
    pin: _Pin | None = None
    both_ways: bool = False
    every: Span = _USUAL_MS
    """How long one round takes where the dose does not say."""
    travel: _Travel | None = None

    @model_validator(mode="after")
    def _goes_together(self) -> Self:
        """Refuse what could not be drawn, although each value can stand for itself."""
        part = BASES[self.base].part
        if self.in_turn and not self.feel:
            refuse("needs feel, the parts that are to be shown in turn", "write feel: [foot_r, calf_r]", "in_turn")
        if part != "body":
            for key in ("props", "feel", "plant", "pin", "travel", "frame"):
                if key in self.model_fields_set:
                    refuse(f"is for a whole body, and base is {self.base}", "leave it out", key)
        known = OF_PART[part]
        for key, poses in (("start", (self.start or "",)), ("there", self.there or ()), ("back", self.back or ())):
            for each in poses:
                pose = parse_pose(each, Pose())
                strange = [*(name for name in pose.numbers if name not in known)]
                strange += [*pose.targets] if part != "body" else []
                if strange:
                    refuse(f'"{strange[0]}" does not move a {part}', "docs/figures.md names what does", key)
        return self

    def figure(self) -> Figure:
        """Return the figure that is drawn."""
        base = BASES[self.base]
        start = parse_pose(self.start or "", base.pose)
        view, _, raised = (self.view or base.view).partition(" ")
        props = base.props if self.props is None else self.props
        named = (each.partition(" ") for each in props)
        return Figure(
            base=self.base,
            start=start,
            there=tuple(parse_pose(each, start) for each in self.there or ()),
            back=tuple(parse_pose(each, start) for each in self.back or ()),
            view=view,
            raised=float(raised or 0),
            frame=self.frame,
            props=tuple((name, float(number) if number else PROPS[name].usual) for name, _, number in named),
            feel=self.feel,
            in_turn=self.in_turn,
            plant=base.plant if self.plant is None else self.plant,
            pin=self.pin or "",
            both_ways=self.both_ways,
            seconds=self.every / SECOND,
            travel=self.travel or "",
        )
