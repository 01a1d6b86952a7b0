"""A pose and its mirror."""

from __future__ import annotations

from hypothesis import given

from tests.figure.builders import poses
from unbend.figure.pose import RANGES, Pose, Target, mirrored


@given(poses())
def test_a_mirror_of_a_mirror_is_the_pose(pose: Pose) -> None:
    """Both sides are one definition."""
    twice = mirrored(mirrored(pose))
    assert {name: twice.get(name) for name in RANGES} == {name: pose.get(name) for name in RANGES}


def test_what_the_right_side_does_the_left_side_does_in_the_mirror() -> None:
    """Sides are exchanged, and what goes to the right goes to the left."""
    pose = Pose({"arm_r": 90.0, "side": 20.0, "bend": 5.0}, {"hand_r": Target("knee_l", (1.0, 2.0, 3.0), "out")})
    other = mirrored(pose)
    assert (other.get("arm_l"), other.get("arm_r")) == (90.0, RANGES["arm_r"].usual)
    assert (other.get("side"), other.get("bend")) == (-20.0, 5.0)
    assert other.targets == {"hand_l": Target("knee_r", (1.0, 2.0, 3.0), "out")}


def test_what_is_usual_lies_within_the_limits() -> None:
    """Nobody is beyond their limits by standing there."""
    assert all(each.least <= each.usual <= each.most for each in RANGES.values())
