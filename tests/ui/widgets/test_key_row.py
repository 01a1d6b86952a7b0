"""The line at the bottom: what there is room for, and the help always; each entry to be clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.app import App

from unbend.ui.keys import Place, bottom_line
from unbend.ui.widgets.key_row import KeyRow

if TYPE_CHECKING:
    from textual.app import ComposeResult

PLACES = [place for place in Place if place not in (Place.EVERYWHERE, Place.PAIN, Place.SIGNS)]


class Bench(App[None]):
    """Shows the line of a place and keeps which actions a click asked for."""

    CSS = "#keys { height: 1; padding: 0 1; }"

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.asked: list[str] = []
        self._place = place

    def compose(self) -> ComposeResult:
        """Yield the line."""
        yield KeyRow(self._place)

    def action_help(self) -> None:
        """Keep it."""
        self.asked.append("help")

    def action_history(self) -> None:
        """Keep it."""
        self.asked.append("history")


def words_of(app: Bench) -> list[str]:
    """Return the entries that are shown."""
    return str(app.query_one(KeyRow).render()).split("   ")


@pytest.mark.parametrize("place", PLACES)
async def test_entries_go_as_the_window_narrows_but_never_the_help(place: Place) -> None:
    """From the end, the least important first; what is shown fits its row."""
    full = [f"{key} {word}" for key, word, _ in bottom_line(place)]
    app = Bench(place)
    async with app.run_test(size=(120, 3)) as pilot:
        assert words_of(app) == full
        for width in (80, 60, 45, 30, 20, 10):
            await pilot.resize_terminal(width, 3)
            await pilot.pause()
            found = words_of(app)
            assert found[-1] == "? help"
            assert found[:-1] == full[: len(found) - 1]
            assert len("   ".join(found)) <= width - 2 or found == ["? help"]
            if len(found) < len(full):
                assert len("   ".join([*full[: len(found)], "? help"])) > width - 2
        await pilot.resize_terminal(120, 3)
        await pilot.pause()
        assert words_of(app) == full


async def test_an_entry_can_be_clicked() -> None:
    """Nothing needs the keyboard."""
    app = Bench(Place.LIBRARY)
    async with app.run_test(size=(80, 3)) as pilot:
        text = str(app.query_one(KeyRow).render())
        for entry in ("history", "help"):
            await pilot.click(KeyRow, offset=(1 + text.index(entry), 0))
        assert app.asked == ["history", "help"]
