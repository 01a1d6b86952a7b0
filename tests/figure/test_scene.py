"""A figure with what is around it, in its window."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.figure.builders import SIDE_BEND, figure
from unbend.figure.bases import BASES
from unbend.figure.camera import FRAMES, VIEWS
from unbend.figure.clip import Figure
from unbend.figure.inks import Ink
from unbend.figure.props import PROPS
from unbend.figure.scene import Moment, Scene, Way
from unbend.figure.shapes import Limb, Line, Mass

PLAIN = Scene(figure("sit", "", SIDE_BEND, feel=("side_r",)))


def text_of(scene: Scene, moment: Moment, width: int = 40, height: int = 20) -> list[str]:
    """Return the picture without its inks."""
    return ["".join(text for text, _ in row) for row in scene.rows(width, height, moment)]


def inks_of(scene: Scene, moment: Moment = Moment()) -> set[Ink]:  # noqa: B008  # frozen
    """Return the inks that can be seen."""
    return {ink for row in scene.rows(40, 20, moment) for text, ink in row if text.strip()}


def test_a_person_on_a_chair_is_seen() -> None:
    """With all that belongs to it."""
    assert {Ink.SKIN, Ink.HAIR, Ink.SHIRT, Ink.TROUSERS, Ink.SHOE, Ink.FLOOR, Ink.FEEL} <= inks_of(PLAIN)


@given(st.floats(0, 1), st.sampled_from(Way), st.booleans())
def test_the_whole_body_is_in_the_picture_at_every_moment(part: float, way: Way, is_other: bool) -> None:  # noqa: FBT001  # drawn
    """No hand leaves the window."""
    window = PLAIN.window(is_other_side=is_other)
    for shape in PLAIN.shapes(Moment(way, part, 0.0, is_other)):
        if isinstance(shape, Limb) and shape.ink in (Ink.SKIN, Ink.SHOE):
            for disc in (shape.a, shape.b):
                assert window.left <= disc.x <= window.right
                assert window.top <= disc.y <= window.bottom + 1


@pytest.mark.parametrize("view", ["side", "three-quarter"])
def test_the_other_side_is_the_picture_turned_round(view: str) -> None:
    """The far side becomes the near one: the same shapes from right to left."""
    scene = Scene(figure("stand", "arm_r forward 80", "leg_r 70/80", view=view))
    here = scene.shapes(Moment(Way.GOING, 1.0))
    other = scene.shapes(Moment(Way.GOING, 1.0, is_other_side=True))
    limbs = [sorted((s.a.y, s.ink) for s in shapes if isinstance(s, Limb)) for shapes in (here, other)]
    assert [y for y, _ in limbs[0]] == pytest.approx([y for y, _ in limbs[1]], abs=0.1)
    assert [ink for _, ink in limbs[0]] == [ink for _, ink in limbs[1]]
    assert [round(s.a.x, 1) for s in here if isinstance(s, Limb)] != [
        round(s.a.x, 1) for s in other if isinstance(s, Limb)
    ]


def test_seen_from_the_front_it_is_a_mirror() -> None:
    """What it does on the right of the picture, the person does on the right."""
    scene = Scene(figure("stand", "", "arm_r side 90"))
    points = scene.skeleton(Moment(Way.GOING, 1.0)).points
    assert points["fingers_r"][0] > 30
    hands = [s.b.x for s in scene.shapes(Moment(Way.GOING, 1.0)) if isinstance(s, Limb) and s.ink is Ink.SKIN]
    assert max(hands) > 30
    assert min(hands) > -20


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("view", VIEWS)
def test_every_posture_can_be_seen_from_everywhere(base: str, view: str) -> None:
    """And from above."""
    for raised in (0.0, 30.0, 80.0):
        assert any(row.strip() for row in text_of(Scene(figure(base, view=view, raised=raised)), Moment()))


@pytest.mark.parametrize("name", PROPS)
def test_every_prop_can_be_drawn(name: str) -> None:
    """For both sides."""
    made = figure("stand" if name != "pillow" else "supine", "", "bend 20", props=[name], view="side")
    scene = Scene(made)
    bare = Scene(figure(made.base, "", "bend 20", props=[], view="side"))
    for is_other in (False, True):
        moment = Moment(Way.GOING, 1.0, is_other_side=is_other)
        more = len(scene.shapes(moment)) - len(bare.shapes(moment))
        assert more > 0 or name == "wall_beside"  # seen from the side it would stand in the way


@pytest.mark.parametrize("frame", [each for each in FRAMES if each != "whole"])
def test_a_frame_is_nearer_than_the_whole(frame: str) -> None:
    """And shows what it is named for."""
    near, whole = Scene(figure("stand", frame=frame)).window(), Scene(figure("stand")).window()
    assert near.bottom - near.top < 0.8 * (whole.bottom - whole.top)


def test_a_breath_can_be_seen() -> None:
    """In a picture of the upper body it moves some dots."""
    scene = Scene(figure("sit", frame="upper"))
    assert text_of(scene, Moment(breath=0.0)) != text_of(scene, Moment(breath=1.0))


def test_a_hand_closes_and_eyes_close() -> None:
    """What no skeleton shows."""
    hand = Scene(figure("hand", "", "knuckles 90, middles 95, tips 60, thumb -30"))
    face = Scene(figure("face", "", "eyes 0"))
    for scene in (hand, face):
        assert text_of(scene, Moment()) != text_of(scene, Moment(Way.GOING, 1.0))


def test_the_way_of_a_hand_is_an_arrow() -> None:
    """It ends where the hand will be."""
    scene = Scene(figure("sit", "", SIDE_BEND, travel="fingers_r"))
    arrow = next(shape for shape in scene.shapes() if isinstance(shape, Line) and shape.has_tip)
    x, y, _ = scene.skeleton(Moment(Way.GOING, 1.0)).points["fingers_r"]
    assert arrow.points[-1] == pytest.approx((x, -y), abs=0.1)


def test_packs_glow_in_their_own_inks() -> None:
    """Warm and cold are told apart."""
    warm = Scene(figure("sit", view="side", props=["chair", "warm_pack"]))
    cold = Scene(figure("sit", view="side", props=["chair", "cold_pack"]))
    assert Ink.WARM in inks_of(warm)
    assert Ink.COLD in inks_of(cold)


def test_what_does_not_move_says_so() -> None:
    """Nobody need draw it again."""
    assert not Scene(figure("supine")).moves
    assert PLAIN.moves
    assert [moment.part for moment in Scene(figure("supine")).frames()] == [0.0]


def test_a_figure_is_its_masses_and_limbs() -> None:
    """The trunk is one, and every limb is there."""
    shapes = Scene(Figure("stand", BASES["stand"].pose)).shapes()
    assert sum(isinstance(shape, Mass) for shape in shapes) >= 5
    assert sum(isinstance(shape, Limb) for shape in shapes) >= 12
