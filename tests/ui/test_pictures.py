"""How every screen looks, at the sizes people have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.album import Album
from tests.ui.desk import LARGE, SMALL, USUAL, Desk
from tests.ui.scenes import EVERY_KIND, every_moment, go_to, pain, start, the_rest, write_routine
from unbend.engine.plan import PhaseKind

if TYPE_CHECKING:
    from pathlib import Path

SIZES = pytest.mark.parametrize("size", [USUAL, LARGE], ids=["80x24", "120x40"])
BROKEN = "unbend: 1\ntitle: Knees\nsteps:\n  - exercise: seated-twists\n    hold: 20\n"


def named(size: tuple[int, int]) -> str:
    """Return the name of a size."""
    return "x".join(map(str, size))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk with a routine of the person's own that has every kind of phase, and one that is broken."""
    desk = Desk(tmp_path)
    write_routine(desk.user_routines, "every-kind", EVERY_KIND)
    write_routine(desk.user_routines, "knees", BROKEN)
    return desk


@SIZES
async def test_every_kind_of_moment(desk: Desk, size: tuple[int, int]) -> None:
    """What to do now, how long still, what comes next, how to stop: all of it in every picture."""
    album = Album(named(size))
    async with desk.open(size):
        await every_moment(desk, album)
    album.close()


@SIZES
async def test_when_something_hurts(desk: Desk, size: tuple[int, int]) -> None:
    """From the press to what is offered, and to the signs that need a person."""
    album = Album(named(size))
    async with desk.open(size):
        await pain(desk, album)
    album.close()


@SIZES
async def test_before_and_after_a_session(desk: Desk, size: tuple[int, int]) -> None:
    """The library, its questions, help, and the summary."""
    album = Album(named(size))
    async with desk.open(size):
        await the_rest(desk, album)
    album.close()


@SIZES
async def test_the_first_run(tmp_path: Path, size: tuple[int, int]) -> None:
    """The notice, and the sound."""
    album = Album(named(size))
    desk = Desk(tmp_path, has_seen_notice=False)
    async with desk.open(size):
        await album.keep("first-run", desk)
        await desk.press("1")
        await album.keep("sound-check", desk)
    album.close()


async def test_small_windows(desk: Desk) -> None:
    """Usable at 60x16, and one sentence below that."""
    album = Album(named(SMALL))
    async with desk.open(SMALL):
        await album.keep("library", desk)
        await start(desk, "every kind")
        await go_to(desk, PhaseKind.HOLD)
        await album.keep("player-hold", desk)
        await desk.press("p", "5", "1", "down")
        await album.keep("pain-where", desk)
        await desk.press("escape", "escape", "5")
        await desk.pilot.resize_terminal(50, 12)
        await desk.settle()
        await album.keep("too-small", desk)
    album.close()
