"""`unbend figure`: what an exercise looks like."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commands.conftest import Unbend


def test_every_pose_is_printed_and_what_to_do(unbend: Unbend) -> None:
    """In dots, without colours where nobody sees them."""
    said = unbend("figure", "cat-cow")
    assert (said.code, said.err) == (0, "")
    assert "Cat-cow on hands and knees, 1 of " in said.out
    assert "\u28ff" in said.out
    assert "\x1b" not in said.out
    assert "- Come onto hands and knees." in said.out


def test_one_frame_is_printed_alone(unbend: Unbend) -> None:
    """By its number."""
    said = unbend("figure", "bridge", "--frame", "2")
    assert said.out.splitlines()[0] == "Bridge, 2 of 2"
    assert ", 1 of " not in said.out


def test_the_other_side_looks_different(unbend: Unbend) -> None:
    """The left side works."""
    assert unbend("figure", "seated-side-bend").out != unbend("figure", "seated-side-bend", "--other-side").out


def test_a_drawing_is_written_and_never_over_another_file(unbend: Unbend, tmp_path: Path) -> None:
    """Unless that is asked for."""
    path = tmp_path / "bridge.svg"
    assert unbend("figure", "bridge", "--svg", str(path)).code == 0
    assert ET.fromstring(path.read_text()).tag.endswith("svg")  # noqa: S314  # our own
    path.write_text("mine")
    said = unbend("figure", "bridge", "--svg", str(path))
    assert (said.code, path.read_text()) == (2, "mine")
    assert "--force replaces it" in said.err
    assert unbend("figure", "bridge", "--svg", str(path), "--force").code == 0


def test_what_is_not_there_is_said(unbend: Unbend, tmp_path: Path) -> None:
    """With what could have been meant."""
    assert 'did you mean "bridge"?' in unbend("figure", "brige").err
    assert "no frame 9" in unbend("figure", "bridge", "--frame", "9").err
    said = unbend("figure", "bridge", "--svg", str(tmp_path / "nowhere" / "bridge.svg"))
    assert said.code == 2
    assert "cannot be written" in said.err
