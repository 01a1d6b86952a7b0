"""The help: every key with what it does, in every window, and those of the place one comes from first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.desk import SMALL, USUAL, Desk
from tests.ui.work_desk import WorkDesk
from unbend.pain import words
from unbend.ui.keys import KEYS, Place, shown_all
from unbend.ui.screens.help import HelpScreen

if TYPE_CHECKING:
    from pathlib import Path

ROWS = 130
"""So many that all of the help is seen at once."""


@pytest.mark.parametrize("width", [SMALL[0], USUAL[0]])
async def test_no_row_runs_together(tmp_path: Path, width: int) -> None:
    """However many keys it has; a meaning that is too long goes on below itself."""
    desk = Desk(tmp_path)
    async with desk.open((width, ROWS)):
        await desk.press("question_mark")
        shown = " ".join(desk.text().split())
        for key in (key for place in KEYS.values() for key in place):
            assert f" {shown_all(key)} {key.meaning} " in shown
        beginnings = tuple(f"{shown_all(key)} " for place in KEYS.values() for key in place)
        for row in desk.text().splitlines():
            text = row.strip()
            is_begun = row.startswith(" " * 16) or row[2:].startswith(beginnings)
            assert is_begun or text in list(Place) or text in words.NOTICE, row


async def test_its_last_line_fits_the_smallest_window(tmp_path: Path) -> None:
    """To its last word."""
    desk = Desk(tmp_path)
    async with desk.open(SMALL):
        await desk.press("question_mark")
        assert "Esc goes back. Arrow keys scroll. r: the safety pages." in desk.text()


def first_place(desk: Desk) -> str:
    """Return the first heading of the help."""
    assert isinstance(desk.app.screen, HelpScreen)
    return next(row.strip() for row in desk.lines() if row.strip())


@pytest.mark.parametrize("keys", [("question_mark",), ("enter", "f1")], ids=["clock", "question"])
async def test_the_work_clocks_keys_come_first_from_there(tmp_path: Path, keys: tuple[str, ...]) -> None:
    """Also from a question that is asked above it."""
    desk = WorkDesk(tmp_path)
    async with desk.open(SMALL):
        await desk.press(*keys)
        assert first_place(desk) == Place.WORK
        assert "x             not this one" in desk.text()


async def test_they_come_first_while_the_work_clock_waits_for_the_notice(tmp_path: Path) -> None:
    """The list of routines is nowhere near."""
    desk = WorkDesk(tmp_path, has_seen_notice=False)
    async with desk.open():
        assert desk.on != "WorkScreen"
        await desk.press("f1")
        assert first_place(desk) == Place.WORK
