"""What a person may write for a pose, and what is said of the rest."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unbend.figure.bases import BASES
from unbend.figure.notation import PoseInvalid, parse_pose
from unbend.figure.pose import Pose, Target


def numbers(text: str) -> dict[str, float]:
    """Return the numbers of what was written."""
    return dict(parse_pose(text, Pose()).numbers)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {}),
        ("bend 20", {"bend": 20}),
        ("bend 20, side -12.5", {"bend": 20, "side": -12.5}),
        ("arm_r side 165/10", {"arm_plane_r": 90, "arm_r": 165, "elbow_r": 10}),
        ("arm_l forward 80", {"arm_plane_l": 0, "arm_l": 80}),
        ("arm_r back 20", {"arm_plane_r": 0, "arm_r": -20}),
        ("arm_r 30 80/10/-5", {"arm_plane_r": 30, "arm_r": 80, "elbow_r": 10, "wrist_r": -5}),
        ("leg_r 70/90/-10", {"leg_r": 70, "knee_r": 90, "ankle_r": -10}),
        ("shrug 5", {"shrug_r": 5, "shrug_l": 5}),
        ("arm side 90", {"arm_plane_r": 90, "arm_r": 90, "arm_plane_l": 90, "arm_l": 90}),
    ],
)
def test_numbers_are_read(text: str, expected: dict[str, float]) -> None:
    """A word without a side is meant for both."""
    assert numbers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hand_r hip", {"hand_r": Target("hip_r")}),
        ("hand_r knee_l 2 0 -3 out", {"hand_r": Target("knee_l", (2, 0, -3), "out")}),
        ("foot_l knee_r up", {"foot_l": Target("knee_r", bow="up")}),
        ("hand hip", {"hand_r": Target("hip_r"), "hand_l": Target("hip_l")}),
        ("hand_r hip, hand_r free", {}),
        ("hand_r hip, arm_r side 90", {}),
        ("hand_r hip, hand_l free", {"hand_r": Target("hip_r")}),
    ],
)
def test_places_are_read(text: str, expected: dict[str, Target]) -> None:
    """An arm that is raised is not where it was put before."""
    assert parse_pose(text, Pose()).targets == expected


def test_a_pose_says_only_what_is_different() -> None:
    """What the posture has stays."""
    pose = parse_pose("bend 10", BASES["sit"].pose)
    assert pose.get("knee_r") == 90
    assert "hand_r" in pose.targets


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("bent 20", "unknown word"),
        ("bend", "bend needs one number"),
        ("bend much", "bend needs one number"),
        ("bend 20 30", "bend needs one number"),
        ("bend 200", "bend goes from -50 to 110, not 200"),
        ("knee_r -5", "knee_r goes from 0 to 160, not -5"),
        ("bend 10, bend 20", "bend is said twice"),
        ("shrug 2, shrug_r 4", "shrug_r is said twice"),
        ("bend 10; side 5", "the items of a pose are joined by commas"),
        ("hand_r knee_l 2 0 -3 outward", "unknown word"),
        ("arm_r up 80", "unknown word"),
        ("arm_r", "arm_r needs a number"),
        ("arm_r side 80/10/5/3", "arm_r has 3 numbers at the most"),
        ("arm_r side 80/x", "elbow_r needs a number"),
        ("hand_r", "hand_r needs a place"),
        ("hand_r hop", "unknown place"),
        ("hand_r hip 1 2", "a place is followed by three numbers: out, up, forward"),
    ],
)
def test_what_cannot_be_read_is_said(text: str, what: str) -> None:
    """Each in one clause."""
    with pytest.raises(PoseInvalid) as caught:
        parse_pose(text, Pose())
    assert caught.value.what == what


@given(st.text(alphabet="arm_leghndfot rlsideback 0123456789/-+.,", max_size=60))
def test_nothing_that_is_written_is_a_crash(text: str) -> None:
    """It is a pose or it is said to be none."""
    with suppress(PoseInvalid):
        assert parse_pose(text, Pose()).get("bend") >= -50
