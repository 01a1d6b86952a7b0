"""A movement at any moment of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.figure.builders import SIDE_BEND, figure
from unbend.figure.clip import Clip, eased
from unbend.figure.vectors import length, minus

PARTS = st.floats(0, 1)


def test_it_goes_from_the_start_to_what_is_held_and_back() -> None:
    """The way back ends where the way there began."""
    clip = Clip(figure("sit", "", SIDE_BEND))
    assert clip.going(0).points["fingers_r"] == pytest.approx(clip.coming_back(1).points["fingers_r"], abs=0.01)
    assert clip.going(1).points["fingers_r"] == pytest.approx(clip.coming_back(0).points["fingers_r"], abs=0.01)
    assert clip.going(1).points["fingers_r"][1] > clip.going(0).points["fingers_r"][1] + 40


@given(PARTS)
def test_it_never_jumps(part: float) -> None:
    """A hundredth of the way is a small step for every joint."""
    clip = Clip(figure("sit", "", "arm_r side 60", SIDE_BEND, back=["arm_r forward 90"]))
    for way in (clip.going, clip.coming_back):
        here, there = way(part).points, way(min(part + 0.01, 1.0)).points
        assert all(length(minus(here[name], there[name])) < 6 for name in here)


def test_another_way_back_is_taken() -> None:
    """In the middle of it stands the pose that was written."""
    clip = Clip(figure("stand", "", "shrug 5", back=["blade -5"]))
    assert clip.coming_back(0.5).points["shoulder_r"][2] < -3


def test_poses_in_between_are_passed_without_a_stop() -> None:
    """The arm is as fast there as beside it."""
    clip = Clip(figure("stand", "", "arm side 60", "arm side 120"))
    heights = [clip.going(part).points["fingers_r"][1] for part in (0.45, 0.5, 0.55)]
    assert heights[0] < heights[1] < heights[2]
    assert heights[2] - heights[1] > 1


@given(PARTS)
def test_planted_hands_stay_where_they_are(part: float) -> None:
    """As near as the arms let them be."""
    clip = Clip(figure("quad", "", "curve 25, nod 25", plant=("hands",)))
    start, now = clip.going(0).points["wrist_r"], clip.going(part).points["wrist_r"]
    assert length(minus(start, now)) < 5


@given(PARTS)
def test_what_is_pinned_stays_at_its_place(part: float) -> None:
    """The body moves around it."""
    clip = Clip(figure("supine", "", "lean -114", plant=("feet",), pin="shoulders"))
    start, now = clip.going(0).points, clip.going(part).points
    assert now["shoulder_r"][2] == pytest.approx(start["shoulder_r"][2], abs=0.5)
    assert now["ankle_r"] == pytest.approx(start["ankle_r"], abs=1.5)


@given(PARTS)
def test_the_other_side_is_the_mirror_of_this_one(part: float) -> None:
    """At every moment."""
    drawn = figure("sit", "", "arm_r side 165/10, side -25, look 20")
    here, other = Clip(drawn).going(part).points, Clip(drawn, is_mirrored=True).going(part).points
    x, y, z = here["fingers_r"]
    assert other["fingers_l"] == pytest.approx((-x, y, z), abs=0.05)


def test_a_breath_lifts_the_shoulders_a_little() -> None:
    """Barely, but it does."""
    clip = Clip(figure("sit"))
    lifted = clip.going(0, 1.0).points["shoulder_r"][1] - clip.going(0, 0.0).points["shoulder_r"][1]
    assert 0.3 < lifted < 1.5


@given(PARTS)
def test_what_stands_written_is_found_again(part: float) -> None:
    """The stops are the moments at which a pose is just as it was written."""
    clip = Clip(figure("stand", "", "bend 10", "bend 25", "bend 70", back=["bend 30"]))
    going, back = clip.stops
    assert len(going) == 4
    assert len(back) == 1
    assert going[0] == pytest.approx(0)
    assert going[-1] == pytest.approx(1)
    assert going == sorted(going)
    assert 0 <= eased(part) <= 1
