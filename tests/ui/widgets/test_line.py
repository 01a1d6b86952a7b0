"""A text that gives up its place while it has nothing to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App
from textual.widgets import Static

from unbend.ui.widgets.line import Line

if TYPE_CHECKING:
    from textual.app import ComposeResult


class Bench(App[None]):
    """Two lines above a text; the first yields, the second does not."""

    CSS = "Line { height: auto; } #stays { height: 1; } Line.-empty { display: none; }"

    def compose(self) -> ComposeResult:
        """Yield them."""
        yield Line(id="yields", yields=True)
        yield Line(id="stays")
        yield Static("below", id="below")


async def test_a_line_yields_its_row_while_it_is_empty() -> None:
    """And takes as many as its text needs."""
    app = Bench()
    async with app.run_test(size=(20, 10)) as pilot:
        line, below = app.query_one("#yields", Line), app.query_one("#below")
        for text, row in (("", 1), ("a word", 2), ("more words than one row can take", 3), ("", 1)):
            line.show(text)
            await pilot.pause()
            assert below.region.y == row, text


async def test_a_line_that_does_not_yield_keeps_its_row() -> None:
    """What stands below it does not jump."""
    app = Bench()
    async with app.run_test(size=(20, 10)) as pilot:
        below = app.query_one("#below")
        for text in ("a word", ""):
            app.query_one("#stays", Line).show(text)
            await pilot.pause()
            assert below.region.y == 1


async def test_a_text_is_not_markup() -> None:
    """It may come from a file."""
    app = Bench()
    async with app.run_test(size=(20, 10)):
        line = app.query_one("#stays", Line)
        line.show("[b]bold[/b]")
        assert line.render_line(0).text.strip() == "[b]bold[/b]"


async def test_the_same_text_is_not_drawn_again() -> None:
    """Each drawing costs, and the player shows a dozen lines each second."""
    app = Bench()
    async with app.run_test(size=(20, 10)):
        line = app.query_one("#stays", Line)
        line.show("a word")
        drawn: list[object] = []
        line.update = lambda *texts, **_: drawn.extend(texts)  # type: ignore[method-assign]  # watched, not changed
        line.show("a word")
        assert drawn == []
        line.show("another")
        assert drawn == ["another"]
