"""The figures of a session."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import a_variant, hold
from unbend.routine.picture import Picture
from unbend.ui.gallery import Gallery

STRETCH = replace(a_variant(hold(), name="reach"), posture="sit")


def test_an_exercise_is_shown_by_its_own_picture() -> None:
    """Made ready once."""
    gallery = Gallery({"reach": Picture(base="stand", there=("arm side 165/10",))})
    scene = gallery.scene(STRETCH)
    assert scene is not None
    assert scene.figure.base == "stand"
    assert gallery.scene(STRETCH) is scene


def test_without_a_picture_the_posture_is_shown() -> None:
    """The therapist's list has no pictures, and whether to sit or to lie is what one looks for first."""
    scene = Gallery({}).scene(STRETCH)
    assert scene is not None
    assert scene.figure.base == "sit"
    assert not scene.moves


def test_where_neither_is_known_there_is_no_figure() -> None:
    """A rest leaves the person as they are."""
    assert Gallery({}).scene(replace(STRETCH, posture="")) is None
