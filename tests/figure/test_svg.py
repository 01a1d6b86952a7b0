"""A figure as a drawing."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from tests.figure.builders import SIDE_BEND, figure
from unbend.figure.inks import PAPER
from unbend.figure.scene import Moment, Scene, Way
from unbend.figure.svg import drawing

SVG = "{http://www.w3.org/2000/svg}"
SCENE = Scene(figure("sit", "", SIDE_BEND, feel=("side_r",), travel="fingers_r"))


def drawn(title: str = "Side bend") -> ET.Element:
    """Return the root of the drawing."""
    text = drawing(SCENE.shapes(Moment(Way.GOING, 1.0)), SCENE.window(), title)
    return ET.fromstring(text)  # noqa: S314  # our own


def test_it_is_a_drawing_of_the_window() -> None:
    """Well-formed, and of the size of what is to be seen."""
    root, window = drawn(), SCENE.window()
    left, top, wide, high = map(float, root.attrib["viewBox"].split())
    assert (left, top) == (round(window.left, 2), round(window.top, 2))
    assert abs(wide - (window.right - window.left)) < 0.02
    assert abs(high - (window.bottom - window.top)) < 0.02


def test_its_title_is_the_name_whatever_letters_it_has() -> None:
    """And no title becomes an element."""
    assert drawn("Rise & <b>shine</b>").findtext(f"{SVG}title") == "Rise & <b>shine</b>"


def test_every_ink_has_a_colour() -> None:
    """On paper too."""
    colours = {each.attrib.get("fill") for each in drawn().iter(f"{SVG}path")}
    assert {PAPER[ink] for ink in PAPER} & colours
    assert None not in colours or len(colours) > 1


def test_where_it_is_felt_is_kept_to_the_body() -> None:
    """The tint is cut at the skin."""
    root = drawn()
    assert root.find(f"{SVG}clipPath") is not None
    assert any(each.attrib.get("clip-path") for each in root.iter(f"{SVG}circle"))


def test_arrow_and_eyes_are_there() -> None:
    """The way of the hand has its tip."""
    root = drawn()
    assert list(root.iter(f"{SVG}polygon"))
    assert len([each for each in root.iter(f"{SVG}circle") if "clip-path" not in each.attrib]) == 2
