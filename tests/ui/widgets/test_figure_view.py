"""The figure on the screen: what is written for a change is what would have been drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pytest
from textual.app import App

from tests.figure.builders import SIDE_BEND, figure
from tests.ui.widgets.test_painted import Terminal
from unbend.figure.inks import Ink
from unbend.figure.scene import Moment, Scene, Way
from unbend.ui.themes import THEMES
from unbend.ui.widgets.figure_view import _STYLE_OF, FigureView

if TYPE_CHECKING:
    from textual.app import ComposeResult

SCENE = Scene(figure("sit", "", SIDE_BEND, feel=("side_r",)))
START, HALF, HELD = (Moment(Way.GOING, part) for part in (0.0, 0.5, 1.0))
STYLES = "".join(f"FigureView > .{each} {{ color: ${each.replace('--', '-')}; }}\n" for each in _STYLE_OF.values())


class Bench(App[None]):
    """Shows one figure, as on a terminal rather than without one."""

    CSS = f"FigureView {{ width: 40; height: 18; offset: 3 2; }}\n{STYLES}"
    ENABLE_COMMAND_PALETTE = False
    is_headless: ClassVar[bool] = False

    def on_load(self) -> None:
        """Use the app's own colours."""
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = "unbend-dark"

    def compose(self) -> ComposeResult:
        """Yield it."""
        yield FigureView()


def drawn(view: FigureView) -> list[str]:
    """Return the picture as Textual draws it."""
    return [view.render_line(y).text for y in range(view.size.height)]


def told(scene: Scene, moment: Moment, size: tuple[int, int] = (40, 18)) -> list[str]:
    """Return the picture as the scene has it."""
    return ["".join(text for text, _ in row) for row in scene.rows(*size, moment)]


def colour_of(view: FigureView, ink: Ink) -> str:
    """Return the colour of an ink as the terminal of these tests names it."""
    colour = view.style_of(_STYLE_OF[ink]).color
    assert colour is not None
    return "".join(f"{part:02x}" for part in colour.get_truecolor())


async def test_a_moment_is_shown() -> None:
    """Row by row, as the scene has it."""
    app = Bench()
    async with app.run_test(size=(60, 24)) as pilot:
        view = app.query_one(FigureView)
        view.show(SCENE, HALF)
        await pilot.pause()
        assert drawn(view) == told(SCENE, HALF)
        view.show(None, None)
        await pilot.pause()
        assert not "".join(drawn(view)).strip()


async def test_a_change_is_written_cell_by_cell_and_makes_the_next_picture() -> None:
    """Played onto the picture before, it is the picture after."""
    import pyte  # noqa: PLC0415  # the terminal of this test only

    app = Bench()
    async with app.run_test(size=(60, 24)) as pilot:
        view = app.query_one(FigureView)
        view.show(SCENE, START)
        await pilot.pause()
        terminal = Terminal(app._driver)  # noqa: SLF001
        screen = pyte.Screen(60, 24)
        stream = pyte.Stream(screen)
        x, y = view.region.offset
        for number, row in enumerate(told(SCENE, START)):
            stream.feed(f"\x1b[{y + number + 1};{x + 1}H{row}")
        for moment in (HALF, HELD, HALF, START, HALF):
            terminal.written.clear()
            view.show(SCENE, moment)
            assert len(terminal.written) == 1
            assert len(terminal.written[0]) < 40 * 18 * 8
            stream.feed(terminal.written[0])
            shown = [line[x : x + 40] for line in screen.display[y : y + 18]]
            assert shown == told(SCENE, moment)
        changed = {cell.fg for row in screen.buffer.values() for cell in row.values() if cell.data > "\u2800"}
        assert {colour_of(view, ink) for ink in (Ink.SKIN, Ink.SLEEVE)} <= changed


async def test_the_same_moment_writes_nothing() -> None:
    """A figure at rest costs nothing."""
    app = Bench()
    async with app.run_test(size=(60, 24)) as pilot:
        view = app.query_one(FigureView)
        view.show(SCENE, HALF)
        await pilot.pause()
        terminal = Terminal(app._driver)  # noqa: SLF001
        view.show(SCENE, HALF)
        assert terminal.written == []


async def test_a_movement_seen_before_is_not_drawn_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second repetition costs a look-up."""
    app = Bench()
    async with app.run_test(size=(60, 24)) as pilot:
        view = app.query_one(FigureView)
        moments = [Moment(Way.GOING, part / 10) for part in range(11)]
        Terminal(app._driver)  # noqa: SLF001
        for moment in (*moments, *moments[:1]):
            view.show(SCENE, moment)
            await pilot.pause()
        monkeypatch.setattr(Scene, "rows", lambda *_: pytest.fail("drawn anew"))
        for moment in moments:
            view.show(SCENE, moment)


@pytest.mark.parametrize("theme", [each.name for each in THEMES.values()])
async def test_every_ink_has_a_colour_in_every_theme(theme: str) -> None:
    """And what is at the back has another than what is in front."""
    app = Bench()
    async with app.run_test(size=(60, 24)):
        app.theme = theme
        view = app.query_one(FigureView)
        colours = {ink: view.style_of(name).color for ink, name in _STYLE_OF.items()}
        assert len(set(colours.values())) == len(colours)
