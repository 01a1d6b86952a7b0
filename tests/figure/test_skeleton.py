"""Where every joint is."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.figure.builders import poses
from unbend.figure import body
from unbend.figure.bases import BASES
from unbend.figure.notation import parse_pose
from unbend.figure.places import PLACES
from unbend.figure.pose import Pose, Target, mirrored
from unbend.figure.skeleton import TRAVELS, solve
from unbend.figure.vectors import length, minus

BONES = (
    ("hip", "knee", body.THIGH),
    ("knee", "ankle", body.SHIN),
    ("shoulder", "elbow", body.UPPER_ARM),
    ("elbow", "wrist", body.FOREARM),
    ("wrist", "fingers", body.HAND),
)


@given(poses())
def test_no_bone_changes_its_length(pose: Pose) -> None:
    """Whatever the pose."""
    points = solve(pose).points
    for side in ("r", "l"):
        for start, end, size in BONES:
            assert length(minus(points[f"{end}_{side}"], points[f"{start}_{side}"])) == pytest.approx(size, abs=0.01)


@given(poses())
def test_the_body_rests_on_the_floor(pose: Pose) -> None:
    """Its lowest part touches it, and nothing of it lies below."""
    points = solve(pose).points
    feet_and_knees = [points[f"{name}_{side}"][1] for name in ("heel", "toes", "knee") for side in ("r", "l")]
    assert min(feet_and_knees) > 0
    assert min(y for _, y, _ in points.values()) < 30


@given(poses())
def test_the_mirrored_body_is_the_body_in_a_mirror(pose: Pose) -> None:
    """Point by point."""
    points, other = solve(pose).points, solve(mirrored(pose)).points
    for name, (x, y, z) in points.items():
        twin = f"{name[:-1]}{'l' if name.endswith('r') else 'r'}" if name.endswith(("_r", "_l")) else name
        assert other[twin] == pytest.approx((-x, y, z), abs=0.01)


def test_who_sits_has_the_feet_on_the_floor() -> None:
    """The seat is as high as the legs are long."""
    base = BASES["sit"]
    points = solve(base.pose, base.rest).points
    assert points["hips"][1] == body.SEAT
    assert points["toes_r"][1] == pytest.approx(body.TOE_R, abs=0.7)


@pytest.mark.parametrize("name", [each for each in PLACES if each not in ("foot", "toes", "ankle")])
def test_a_hand_can_be_put_at_every_place(name: str) -> None:
    """As near as the arm lets it be."""
    pose = Pose({}, {"hand_r": Target(f"{name}_l" if name in ("hand", "wrist", "fingers", "elbow") else f"{name}_r")})
    points = solve(pose).points
    assert length(minus(points["wrist_r"], points["shoulder_r"])) < body.UPPER_ARM + body.FOREARM


def test_a_hand_on_the_hip_is_at_the_hip() -> None:
    """Where it was put."""
    points = solve(parse_pose("hand_r hip 0 0 0 out", Pose())).points
    assert length(minus(points["wrist_r"], points["hip_r"])) < 8
    assert points["elbow_r"][0] > points["wrist_r"][0]


def test_a_planted_foot_stays_when_the_hips_move() -> None:
    """The knee gives way instead."""
    start = solve(Pose())
    ankle = start.points["ankle_r"]
    moved = solve(Pose({"sway": 6.0, "rise": -4.0}), planted={"foot_r": ankle, "foot_l": start.points["ankle_l"]})
    assert moved.points["ankle_r"] == pytest.approx(ankle, abs=0.3)
    assert moved.points["hips"][0] == 6.0


def test_what_an_arrow_can_follow_is_there() -> None:
    """Every one of them."""
    assert set(TRAVELS) <= set(solve(Pose()).points)
