"""Arms and legs, from angles to directions and back."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from unbend.figure.limbs import Angles, angles_of, directions, reach
from unbend.figure.vectors import Vector, angle_between, cross, dot, length, minus, unit

ANGLES = st.builds(
    Angles,
    raise_=st.floats(-60, 170),
    plane=st.floats(-90, 120),
    bend=st.floats(0, 150),
    swivel=st.floats(-90, 90),
    end=st.floats(-60, 60),
)
POINTS: st.SearchStrategy[Vector] = st.tuples(*([st.floats(-60, 60)] * 3))


@given(ANGLES, st.booleans(), st.floats(-20, 40))
def test_angles_of_directions_mean_the_same_directions(angles: Angles, is_leg: bool, out: float) -> None:  # noqa: FBT001  # drawn
    """However they are told."""
    assume(10 < abs(angles.raise_) < 165)
    found = directions(angles, is_leg=is_leg, out=out)
    again = directions(angles_of(found, angles, is_leg=is_leg, out=out), is_leg=is_leg, out=out)
    assert angle_between(found.upper, again.upper) < 0.5
    if angles.bend > 8:
        assert angle_between(found.lower, again.lower) < 0.5


@given(ANGLES, st.booleans())
def test_the_bones_point_somewhere_and_bend_as_they_are_told(angles: Angles, is_leg: bool) -> None:  # noqa: FBT001  # drawn
    """Directions have the length one; the angle between them is the bend."""
    found = directions(angles, is_leg=is_leg)
    assert [length(each) for each in found] == pytest.approx([1, 1, 1])
    assert angle_between(found.upper, found.lower) == pytest.approx(angles.bend, abs=0.01)


def test_a_hanging_elbow_bends_forward_and_a_knee_backward() -> None:
    """As joints do."""
    arm = directions(Angles(5, 68, 90, 0, 0), is_leg=False)
    leg = directions(Angles(0, 0, 90, 0, 0), is_leg=True)
    assert arm.lower[2] > 0.8
    assert leg.lower[2] < -0.9
    assert leg.end[1] < -0.9  # a foot stands across its shin


@given(POINTS, POINTS, st.sampled_from([(0.3, -0.6, 0.2), (0.0, 0.0, 1.0)]))
def test_a_limb_reaches_as_far_as_its_bones_let_it(joint: Vector, target: Vector, bow: Vector) -> None:
    """The bones keep their lengths, and the end lies on the way to the target."""
    middle, end = reach(joint, target, 15.0, 13.0, bow)
    assert length(minus(middle, joint)) == pytest.approx(15.0, abs=0.01)
    assert length(minus(end, middle)) == pytest.approx(13.0, abs=0.01)
    far = length(minus(target, joint))
    if 2.3 < far < 27.9:
        assert length(minus(end, target)) < 0.01
    if far > 1:
        assert length(cross(unit(minus(end, joint)), unit(minus(target, joint)))) < 0.01


def test_the_elbow_points_where_it_is_told() -> None:
    """Out is out."""
    middle, _ = reach((0.0, 0.0, 0.0), (0.0, -20.0, 0.0), 15.0, 13.0, (1.0, 0.0, 0.0))
    assert dot(middle, (1.0, 0.0, 0.0)) > 5
