"""From shapes to the dots of a terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unbend.figure.camera import Window
from unbend.figure.inks import Ink
from unbend.figure.raster import Raster, dots_of
from unbend.figure.shapes import Disc, Hole, Limb, Line, Mass, Shape, Tint

WINDOW = Window(0, 0, 40, 40)
BIG = Mass((Disc(20, 20, 12),), Ink.SHIRT)


def painted(*shapes: Shape, width: int = 20, height: int = 10, window: Window = WINDOW) -> Raster:
    """Return a picture of `shapes`."""
    raster = Raster(width, height, window)
    raster.paint(shapes)
    return raster


def texts(raster: Raster) -> list[str]:
    """Return the rows without their inks."""
    return ["".join(text for text, _ in row) for row in raster.rows()]


def dots(raster: Raster) -> int:
    """Return how many dots are set."""
    return sum((ord(letter) - 0x2800).bit_count() for text in texts(raster) for letter in text if letter != " ")


def inks(raster: Raster) -> set[Ink]:
    """Return the inks that can be seen."""
    return {ink for row in raster.rows() for text, ink in row if text.strip()}


def test_rows_and_columns_are_as_many_as_asked_for() -> None:
    """Whatever is painted."""
    rows = texts(painted(BIG, width=17, height=9))
    assert len(rows) == 9
    assert {len(row) for row in rows} == {17}


def test_nothing_painted_is_nothing_seen() -> None:
    """Only blanks."""
    assert dots(painted()) == 0


def test_a_disc_has_its_area() -> None:
    """Within a dot around its edge."""
    raster = painted(BIG)
    assert dots(raster) == pytest.approx(3.14159 * (12 * raster.scale) ** 2, rel=0.06)


def test_a_single_dot_is_the_right_one() -> None:
    """The first of a cell is the lowest bit of the letter."""
    raster = Raster(2, 1, Window(0, 0, 3, 3))
    raster.paint([Limb(Disc(0.5, 0.5, 0.1), Disc(0.5, 0.5, 0.1), Ink.SKIN)])
    assert texts(raster)[0][0] in "⠁⠃⠉⠋⠛"


def test_a_halo_keeps_a_line_free() -> None:
    """What lies in front stands out without any colour."""
    arm = Limb(Disc(20, 12, 2), Disc(20, 28, 2), Ink.SKIN)
    with_halo = Limb(arm.a, arm.b, arm.ink, halo=True)
    assert dots(painted(BIG, with_halo)) < dots(painted(BIG, arm)) - 20


def test_the_far_side_is_drawn_thinner() -> None:
    """About half the dots."""
    near, far = Mass(BIG.discs, Ink.SHIRT), Mass(BIG.discs, Ink.SHIRT_FAR, is_far=True)
    assert dots(painted(far)) == pytest.approx(dots(painted(near)) / 2, rel=0.06)


def test_a_hole_is_free() -> None:
    """An eye can be seen without colour."""
    assert dots(painted(BIG, Hole(Disc(20, 20, 3)))) < dots(painted(BIG)) - 10


def test_a_tint_changes_the_body_only() -> None:
    """A chair does not hurt."""
    chair = Limb(Disc(4, 38, 1), Disc(36, 38, 1), Ink.PROP)
    seen = inks(painted(chair, BIG, Tint(Disc(20, 20, 30), Ink.FEEL)))
    assert seen == {Ink.PROP, Ink.FEEL}


def test_what_is_painted_later_has_the_cell() -> None:
    """Ink by ink."""
    assert inks(painted(BIG, Mass((Disc(20, 20, 20),), Ink.SKIN))) == {Ink.SKIN}


def test_a_tip_makes_a_line_an_arrow() -> None:
    """More dots at its end."""
    way = ((5.0, 20.0), (35.0, 20.0))
    assert dots(painted(Line(way, Ink.TRAVEL, has_tip=True))) > dots(painted(Line(way, Ink.TRAVEL)))
    assert dots(painted(Line(way, Ink.TRAVEL, is_dashed=True))) < dots(painted(Line(way, Ink.TRAVEL)))


def test_a_picture_keeps_its_shape_in_a_wide_place() -> None:
    """It is as large as the narrower measure lets it be, and in the middle."""
    raster = painted(BIG, width=60, height=10)
    columns = [n for row in texts(raster) for n, letter in enumerate(row) if letter != " "]
    assert (min(columns) + max(columns)) / 2 == pytest.approx(29.5, abs=1)


@given(
    st.lists(st.tuples(st.floats(-80, 120), st.floats(-80, 120), st.floats(0.1, 40)), min_size=1, max_size=5),
    st.integers(1, 30),
    st.integers(1, 20),
)
def test_nothing_is_painted_outside(found: list[tuple[float, float, float]], width: int, height: int) -> None:
    """However far a shape goes."""
    rows = texts(painted(Mass(tuple(Disc(*each) for each in found), Ink.SKIN, halo=True), width=width, height=height))
    assert len(rows) == height
    assert {len(row) for row in rows} == {width}


def test_a_ground_is_painted_once_and_stays_as_it_is() -> None:
    """Two pictures on one ground do not see one another."""
    ground = painted(Limb(Disc(4, 38, 1), Disc(36, 38, 1), Ink.PROP))
    before = texts(ground)
    above = Raster(20, 10, WINDOW, ground)
    above.paint([BIG])
    assert texts(ground) == before
    assert inks(above) == {Ink.PROP, Ink.SHIRT}


def test_the_dots_of_a_letter_are_told() -> None:
    """Column and row of each; a letter that is no picture has none."""
    assert dots_of("⢁") == [(0, 0), (1, 3)]
    assert len(dots_of("⣿")) == 8
    assert dots_of(" ") == dots_of("A") == dots_of("▕") == dots_of("字") == []
