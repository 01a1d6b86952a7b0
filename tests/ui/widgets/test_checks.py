"""A list to tick things off in: Space and clicks tick, Enter does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App

from unbend.ui.widgets.checks import Checks

if TYPE_CHECKING:
    from textual.app import ComposeResult

ENTRIES = [("one", "The first"), ("two", "[b]The second[/b]"), ("three", "The third")]


class Bench(App[None]):
    """Shows a list and keeps what was ticked in it."""

    CSS = "Checks { border: none; padding: 0; height: 5; }"

    def __init__(self) -> None:
        super().__init__()
        self.told: list[set[str]] = []

    def compose(self) -> ComposeResult:
        """Yield the list, one entry of it ticked."""
        yield Checks(ENTRIES, ["three"])

    def on_checks_changed(self, event: Checks.Changed) -> None:
        """Keep it."""
        self.told.append(set(event.ticked))


def rows_of(checks: Checks) -> list[str]:
    """Return the rows as they are read."""
    return [str(checks.get_option_at_index(number).prompt) for number in range(len(ENTRIES))]


async def test_space_ticks_and_unticks() -> None:
    """Each change is told as a whole, and shows in its sign."""
    app = Bench()
    async with app.run_test(size=(40, 8)) as pilot:
        checks = app.query_one(Checks)
        assert rows_of(checks) == ["[ ] The first", "[ ] [b]The second[/b]", "[x] The third"]
        await pilot.press("home", "space", "down", "space")
        assert rows_of(checks) == ["[x] The first", "[x] [b]The second[/b]", "[x] The third"]
        await pilot.press("up", "space")
        assert rows_of(checks) == ["[ ] The first", "[x] [b]The second[/b]", "[x] The third"]
        assert app.told == [{"one", "three"}, {"one", "two", "three"}, {"two", "three"}]
        assert checks.ticked == {"two", "three"}


async def test_a_click_ticks_and_unticks() -> None:
    """Without a key before it."""
    app = Bench()
    async with app.run_test(size=(40, 8)) as pilot:
        await pilot.click(Checks, offset=(5, 1))
        await pilot.click(Checks, offset=(5, 2))
        assert app.told == [{"two", "three"}, {"two"}]


async def test_enter_ticks_nothing() -> None:
    """It belongs to the screen, which it closes."""
    app = Bench()
    async with app.run_test(size=(40, 8)) as pilot:
        await pilot.press("home", "enter", "down", "enter")
        assert app.told == []
        assert app.query_one(Checks).ticked == {"three"}


async def test_a_list_of_nothing_can_be_struck() -> None:
    """A session may end before its first step is done."""

    class Empty(App[None]):
        def compose(self) -> ComposeResult:
            yield Checks([])

    app = Empty()
    async with app.run_test(size=(40, 8)) as pilot:
        await pilot.press("space", "down", "home", "space")
        assert app.query_one(Checks).ticked == frozenset()
