"""The scale from 0 to 10: every number by key, by arrow and by mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.app import App

from unbend.ui.widgets.scale import Scale, nrs_of

if TYPE_CHECKING:
    from textual.app import ComposeResult

NUMBERS = range(11)
CELL = 5


class Bench(App[None]):
    """Shows a scale and keeps what was chosen on it."""

    CSS = "Scale { width: 56; height: 2; }"

    def __init__(self) -> None:
        super().__init__()
        self.chosen: list[int] = []

    def compose(self) -> ComposeResult:
        """Yield the scale."""
        yield Scale()

    def on_scale_chosen(self, event: Scale.Chosen) -> None:
        """Keep it."""
        self.chosen.append(event.nrs)


@pytest.mark.parametrize(
    ("key", "nrs"),
    [*((str(number), number) for number in range(10)), ("t", 10)],
)
def test_a_key_stands_for_its_number(key: str, nrs: int) -> None:
    """And `t` for ten, so that one key is enough."""
    assert nrs_of(key) == nrs


@pytest.mark.parametrize("key", ["", "10", "x", "T", "-", "²", "٣", "enter", " "])
def test_any_other_key_is_no_number(key: str) -> None:
    """Neither what only looks like a digit."""
    assert nrs_of(key) is None


async def test_the_arrows_mark_from_nothing_to_the_ends() -> None:
    """The first press marks 0, and neither end is left."""
    async with Bench().run_test(size=(60, 5)) as pilot:
        scale = pilot.app.query_one(Scale)
        assert scale.marked is None
        scale.move(-1)
        assert scale.marked == 0
        scale.move(-1)
        assert scale.marked == 0
        for number in NUMBERS:
            assert scale.marked == number
            scale.move(1)
        assert scale.marked == 10


async def test_what_is_marked_shows_in_its_sign() -> None:
    """And what the ends mean stands below them, within the row."""
    async with Bench().run_test(size=(60, 5)) as pilot:
        scale = pilot.app.query_one(Scale)
        assert scale.render_line(0).text.split() == [str(number) for number in NUMBERS]
        assert scale.render_line(1).text.split() == ["none", "worst", "you", "can", "imagine"]
        for number in NUMBERS:
            scale.mark(number)
            text = scale.render_line(0).text
            assert text.split()[number] == f"[{number}]"
            assert text.count("[") == 1
            assert len(text) == 56
        scale.mark(None)
        assert "[" not in scale.render_line(0).text


async def test_a_click_on_a_number_chooses_it() -> None:
    """Anywhere in its cells; beyond the last and below them nothing is chosen."""
    app = Bench()
    async with app.run_test(size=(60, 5)) as pilot:
        for number in NUMBERS:
            await pilot.click(Scale, offset=(number * CELL + number % CELL, 0))
        assert app.chosen == list(NUMBERS)
        await pilot.click(Scale, offset=(55, 0))
        await pilot.click(Scale, offset=(3, 1))
        assert app.chosen == list(NUMBERS)
