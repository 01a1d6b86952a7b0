"""How authors write an exercise's figure, and what is said of slips."""

from __future__ import annotations

import pytest

from unbend.routine.loader import RoutineInvalid, load_exercises
from unbend.routine.picture import Picture

HEAD = """\
unbend: 1
reach:
  name: Reach
  position: seated
  kind: mobility
  dose: {reps: 2, tempo: 2-0-2}
  easier: rest-breathe
"""


def test_a_picture_says_only_what_is_its_own() -> None:
    """The rest goes with the posture."""
    figure = Picture(base="sit", there=("arm_r side 165/10",)).figure()
    assert (figure.view, figure.props, figure.plant) == ("front", (("chair", 0.0),), ("feet",))
    assert figure.there[0].get("arm_r") == 165
    assert figure.seconds == 4.0


def test_poses_are_told_from_the_start() -> None:
    """Each of them, and not from the one before."""
    figure = Picture(base="stand", start="bend 10", there=("side 5", "side 10, bend 0"), back=("twist 5",)).figure()
    assert [pose.get("bend") for pose in (*figure.there, *figure.back)] == [10, 0, 10]


def test_views_and_props_take_a_number() -> None:
    """How far above, how far ahead."""
    figure = Picture(base="stand", view="side 30", props=("wall -7", "desk")).figure()
    assert (figure.view, figure.raised) == ("side", 30.0)
    assert figure.props == (("wall", -7.0), ("desk", 20.0))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("{base: sitting}", '8:18: reach.figure.base: no posture of that name (did you mean "sit"?)'),
        ("{base: sit, veiw: side}", '8:23: reach.figure.veiw: unknown key (did you mean "view"?)'),
        ("{base: sit, view: sideways}", '8:29: reach.figure.view: no view of that name (did you mean "side"?)'),
        ("{base: sit, there: arm_r sid 90}", 'reach.figure.there[0]: unknown word "sid" (did you mean "side"?)'),
        ("{base: sit, there: [bend 20, bend 999]}", "reach.figure.there[1]: bend goes from -50 to 110, not 999"),
        ("{base: sit, there: [hand_r kne]}", 'reach.figure.there[0]: unknown place "kne" (did you mean "knee"?)'),
        ("{base: sit, feel: [nek]}", 'reach.figure.feel[0]: no part of the body of that name (did you mean "neck"?)'),
        (
            "{base: sit, props: [chair much]}",
            "reach.figure.props[0]: after the prop stands a whole number from -90 to 90",
        ),
        ("{base: sit, plant: [head]}", "reach.figure.plant[0]: no hand or foot of that name"),
        ("{base: sit, every: 4}", 'reach.figure.every: a duration needs a unit (write "4s")'),
        ("{base: sit, view: side -20}", "reach.figure.view: after the view stands a whole number from 0 to 90"),
        ("{base: sit, both_ways: maybe}", "reach.figure.both_ways: should be true or false"),
        ("{base: sit, in_turn: true}", "reach.figure.in_turn: needs feel, the parts that are to be shown in turn"),
        ("{base: hand, plant: [feet]}", "reach.figure.plant: is for a whole body, and base is hand"),
        ("{base: hand, there: leg 30}", 'reach.figure.there: "leg_r" does not move a hand'),
        ("{base: face, there: hand_r hip}", 'reach.figure.there: "hand_r" does not move a face'),
        ("{base: stand, start: knuckles 30}", 'reach.figure.start: "knuckles" does not move a body'),
        ("{base: sit, there: hand_r knee_l_r}", 'reach.figure.there[0]: unknown place "knee_l_r"'),
        ("{base: sit, props: [chair 1 2]}", "reach.figure.props[0]: a prop takes one number"),
        ("{there: bend 20}", '8:11: reach.figure: "base" is missing'),
    ],
)
def test_a_slip_is_said_where_it_stands(written: str, said: str) -> None:
    """With what could have been meant."""
    with pytest.raises(RoutineInvalid) as caught:
        load_exercises(f"{HEAD}  figure: {written}\n".encode(), "mine.yaml", known=("rest-breathe",))
    assert len(caught.value.problems) == 1
    assert said in str(caught.value.problems[0])
