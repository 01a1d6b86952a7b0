"""The figures of what ships: at every moment, on both sides, a body as bodies are."""

from __future__ import annotations

from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from tests.routine.shipped import LIBRARY
from unbend.figure import body
from unbend.figure.bases import BASES
from unbend.figure.scene import Moment, Scene, Way
from unbend.figure.shapes import Hole, Line, Tint
from unbend.figure.vectors import cross, dot, minus, unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unbend.figure.skeleton import Skeleton

EXERCISES = LIBRARY.exercises
FIGURES = {name: each.figure.figure() for name, each in EXERCISES.items() if each.figure is not None}
BODIES = [name for name, figure in FIGURES.items() if BASES[figure.base].part == "body"]
UPRIGHT = {"sit", "stand"}
STEPS = 16
MOST_BELOW = 2.4
"""Units a rounded part may sink into a mat."""
_OF_A_SIDE = {
    "knee": body.KNEE_R,
    "toes": body.TOE_R,
    "heel": body.TOE_R,
    "elbow": body.ELBOW_R,
    "wrist": body.WRIST_R,
    "fingers": body.HAND_R,
}
PARTS = {
    **{f"{name}_{side}": radius for name, radius in _OF_A_SIDE.items() for side in ("r", "l")},
    "head": body.HEAD,
    "hips": body.HIPS_R,
}
MOST_FORWARD = 0.1
TURNED_OUT = 0.5
MOST_BEHIND = 1.5
"""Units a head may be behind shoulders that come forward: a sixth of a head."""


def moments() -> Iterator[Moment]:
    """Yield moments all along both ways and on both sides."""
    for is_other in (False, True):
        for way in (Way.GOING, Way.BACK):
            for step in range(STEPS + 1):
                yield Moment(way, step / STEPS, 0.0, is_other)


@cache
def scene_of(name: str) -> Scene:
    """Return the scene of an exercise; working one out takes some hundredths of a second."""
    return Scene(FIGURES[name])


def skeletons(name: str) -> Iterator[Skeleton]:
    """Yield the body of an exercise at all of them."""
    return (scene_of(name).skeleton(moment) for moment in moments())


@pytest.mark.parametrize("name", EXERCISES)
def test_every_exercise_has_a_figure(name: str) -> None:
    """Nobody has to guess what a name means."""
    assert name in FIGURES


def test_no_two_exercises_look_the_same() -> None:
    """Else a picture would not tell them apart."""
    for (one, figure), (other, twin) in combinations(FIGURES.items(), 2):
        assert figure != twin, (one, other)


@pytest.mark.parametrize("name", BODIES)
def test_nothing_goes_through_the_floor(name: str) -> None:
    """No foot, no knee, no hand, no head."""
    for skeleton in skeletons(name):
        for part, radius in PARTS.items():
            assert skeleton.points[part][1] - radius > -MOST_BELOW, part


@pytest.mark.parametrize("name", [each for each in BODIES if FIGURES[each].base in UPRIGHT])
def test_who_stands_or_sits_is_on_the_floor(name: str) -> None:
    """With a foot, or with what they sit on."""
    for skeleton in skeletons(name):
        feet = min(skeleton.points[f"{part}_{side}"][1] - body.TOE_R for part in ("heel", "toes") for side in "rl")
        assert feet < MOST_BELOW or skeleton.points["hips"][1] < body.HIPS_R + MOST_BELOW


@pytest.mark.parametrize("name", BODIES)
def test_no_knee_bends_forward(name: str) -> None:
    """A shin goes back from its thigh, or to the side where the thigh is turned out."""
    for skeleton in skeletons(name):
        for side in ("r", "l"):
            hip, knee, ankle = (skeleton.points[f"{joint}_{side}"] for joint in ("hip", "knee", "ankle"))
            thigh, shin = unit(minus(knee, hip)), unit(minus(ankle, knee))
            right = skeleton.pelvis[0]
            if abs(dot(thigh, right)) < TURNED_OUT:  # else its front is no longer where the body's is
                assert dot(shin, unit(cross(thigh, right))) < MOST_FORWARD, side


@pytest.mark.parametrize("name", [n for n in BODIES if "neck" in EXERCISES[n].areas and FIGURES[n].base in UPRIGHT])
def test_no_head_is_behind_the_shoulders(name: str) -> None:
    """Dizziness and pinching come in the backward half (E55 to E57)."""
    for skeleton in skeletons(name):
        points = skeleton.points
        shoulders = tuple((a + b) / 2 for a, b in zip(points["shoulder_r"], points["shoulder_l"], strict=True))
        ahead = dot(minus(points["head"], (shoulders[0], shoulders[1], shoulders[2])), skeleton.pelvis[2])
        assert ahead > -MOST_BEHIND


@pytest.mark.parametrize("name", FIGURES)
def test_all_of_it_is_in_the_picture(name: str) -> None:
    """Where the whole figure is to be seen."""
    scene = scene_of(name)
    if scene.figure.frame != "whole":
        return
    for moment in moments():
        window = scene.window(is_other_side=moment.is_other_side)
        for shape in scene.shapes(moment):
            if isinstance(shape, Line | Tint | Hole):
                continue
            discs = shape.discs if hasattr(shape, "discs") else (shape.a, shape.b)
            if shape.ink.name.startswith(("SKIN", "SHOE", "HAIR", "SHIRT", "SLEEVE", "TROUSERS")):
                assert all(window.left - 1 <= disc.x <= window.right + 1 for disc in discs)
                assert all(window.top - 1 <= disc.y <= window.bottom + 2 for disc in discs)
