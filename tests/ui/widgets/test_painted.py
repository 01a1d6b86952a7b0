"""What a painted widget writes past the compositor is what Textual would have drawn, and no more of it than changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.screen import ModalScreen
from textual.strip import Strip

from unbend.ui.widgets import painted
from unbend.ui.widgets.painted import Painted

if TYPE_CHECKING:
    from textual.app import ComposeResult


class Sign(Painted):
    """Shows rows of text, each in a colour."""

    DEFAULT_CSS = "Sign { width: 10; height: 2; offset: 4 1; }"

    def __init__(self) -> None:
        super().__init__()
        self.rows = [("one", "red"), ("two", "blue")]

    def show(self, *rows: tuple[str, str]) -> None:
        """Show `rows`."""
        self.rows = list(rows)
        self.repaint()

    def render_line(self, y: int) -> Strip:
        """Return a row."""
        text, colour = self.rows[y]
        return Strip([Segment(text.ljust(self.size.width)[: self.size.width], Style.parse(colour))])


class Terminal:
    """Takes what the app writes."""

    def __init__(self, driver: Any) -> None:  # noqa: ANN401  # Textual's, in part replaced
        self.written: list[str] = []
        self.is_inline = driver.is_inline
        driver.write = self.written.append


class Bench(App[None]):
    """Shows one sign, as on a terminal rather than without one."""

    ENABLE_COMMAND_PALETTE = False
    is_headless: ClassVar[bool] = False

    def compose(self) -> ComposeResult:
        """Yield it."""
        yield Sign()


def drawn_by_textual(app: Bench) -> list[Strip]:
    """Return the rows as the compositor has them."""
    return app.screen._compositor.render_strips()  # noqa: SLF001  # nothing public tells


async def test_only_the_cells_that_changed_are_written() -> None:
    """At their place, in their colour; nothing waits for a frame."""
    app = Bench()
    async with app.run_test(size=(40, 6)) as pilot:
        sign = app.query_one(Sign)
        sign.show(("one", "red"), ("two", "blue"))
        await pilot.pause()
        terminal = Terminal(app._driver)  # noqa: SLF001  # what it writes is the point
        sign.show(("one", "red"), ("too", "blue"))
        (written,) = [each for each in terminal.written if "o" in each]
        assert "\x1b[3;6H" in written  # row 2 and column 5, counted from 1
        assert written.count("o") == 1
        assert "w" not in written
        terminal.written.clear()
        await pilot.pause()
        assert not "".join(terminal.written).strip()


async def test_what_is_written_is_what_textual_draws() -> None:
    """Whatever comes after, a resize or another screen, finds the same picture."""
    app = Bench()
    async with app.run_test(size=(40, 6)) as pilot:
        sign = app.query_one(Sign)
        sign.show(("three", "green"), ("four", "blue"))
        await pilot.pause()
        sign.show(("thrice", "red"), ("four", "red"))
        drawn = drawn_by_textual(app)
        assert [row.text.strip() for row in drawn[1:3]] == ["thrice", "four"]
        await pilot.resize_terminal(50, 8)
        drawn = drawn_by_textual(app)
        assert [row.text.strip() for row in drawn[1:3]] == ["thrice", "four"]


@pytest.mark.parametrize("how", ["below a question", "in a batch", "without a terminal"])
async def test_where_it_may_not_be_written_textual_draws_it(how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is written over what stands above, and nothing is forgotten."""
    app = Bench()
    async with app.run_test(size=(40, 6)) as pilot:
        sign = app.query_one(Sign)
        sign.show(("one", "red"), ("two", "blue"))
        await pilot.pause()
        if how == "below a question":
            await app.push_screen(ModalScreen[None]())
        if how == "without a terminal":
            monkeypatch.setattr(Bench, "is_headless", True)
        terminal = Terminal(app._driver)  # noqa: SLF001  # what it writes is the point
        if how == "in a batch":
            with app.batch_update():
                sign.show(("one", "red"), ("six", "blue"))
        else:
            sign.show(("one", "red"), ("six", "blue"))
        assert "six" not in "".join(terminal.written)
        await pilot.pause()
        if how == "below a question":
            await app.pop_screen()
        await pilot.pause()
        assert "six" in drawn_by_textual(app)[2].text


async def test_a_name_that_textual_no_longer_has_costs_speed_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is drawn with the next frame."""
    app = Bench()
    async with app.run_test(size=(40, 6)) as pilot:
        sign = app.query_one(Sign)
        sign.show(("one", "red"), ("two", "blue"))
        await pilot.pause()
        monkeypatch.setattr(painted, "Control", None)
        sign.show(("one", "red"), ("six", "blue"))
        await pilot.pause()
        assert "six" in drawn_by_textual(app)[2].text
