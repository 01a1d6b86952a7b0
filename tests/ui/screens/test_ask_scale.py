"""The question about pain before a session: whole in every window, whatever there is to know of the routine."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.ui.desk import LARGE, SMALL, USUAL, Desk
from tests.ui.work_desk import WorkDesk
from unbend.pain import words
from unbend.ui.screens.ask_scale import AskScale
from unbend.ui.services import Request

if TYPE_CHECKING:
    from pathlib import Path

SIZES = pytest.mark.parametrize("size", [SMALL, (60, 24), (80, 16), (70, 20), USUAL, LARGE])
LONGEST = "alternate-heat-cold"
SCALE = " ".join(str(nrs) for nrs in range(11))


def read(desk: Desk) -> str:
    """Return what stands in the box, without its frame."""
    return " ".join(re.sub(r"[\s│╭╮╰╯─]+", " ", desk.text()).split())


def is_whole(desk: Desk) -> bool:
    """Return whether the question can be answered with all that is shown for it."""
    foot = "A number, t for ten. Enter skips, Esc goes back."
    return all(each in read(desk) for each in (words.ASK_START, f"{SCALE} none worst you can imagine", foot))


@SIZES
async def test_nothing_is_cut_off_before_a_routine(tmp_path: Path, size: tuple[int, int]) -> None:
    """Not even before the one with the most to know."""
    desk = Desk(tmp_path, request=Request(routine=LONGEST))
    async with desk.open(size):
        assert is_whole(desk)
        assert "Alternate warm and cold. Needs: wrapped warm pack" in read(desk)
        assert "Later answers are compared with this one." in read(desk)


@SIZES
async def test_nothing_is_cut_off_before_a_break(tmp_path: Path, size: tuple[int, int]) -> None:
    """Asked above the work clock."""
    desk = WorkDesk(tmp_path)
    async with desk.open(size):
        await desk.press("enter")
        assert is_whole(desk)
        assert "It is the short one." in read(desk)
        assert "Later answers are compared with this one." in read(desk)


@SIZES
async def test_what_takes_more_rows_than_there_are_scrolls(tmp_path: Path, size: tuple[int, int]) -> None:
    """A routine of one's own may say as much as it likes: the scale stays, and the end can be read."""
    desk = Desk(tmp_path)
    async with desk.open(size):
        desk.app.push_screen(AskScale(words.ASK_START, f"First. {'Something to know. ' * 150}Last."))
        await desk.settle()
        assert is_whole(desk)
        assert "First." in read(desk)
        assert "Last." not in read(desk)
        await desk.press(*["pagedown"] * 20)
        assert "Last." in read(desk)
        assert is_whole(desk)
        await desk.press(*["pageup"] * 20)
        assert "First." in read(desk)
