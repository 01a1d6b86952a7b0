"""A list of answers, each with its key; led by its screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App

from unbend.ui.widgets.choices import Choices

if TYPE_CHECKING:
    from textual.app import ComposeResult

ANSWERS = [("yes", "y", "Yes, [b]please[/b]"), ("no", "n", "No"), ("later", "3", "Later")]


class Bench(App[None]):
    """Shows answers and keeps what was chosen of them."""

    CSS = "Choices { border: none; padding: 0; }"

    def __init__(self, marked: int | None = None) -> None:
        super().__init__()
        self.chosen: list[str] = []
        self._first = marked

    def compose(self) -> ComposeResult:
        """Yield the list."""
        yield Choices()

    def on_mount(self) -> None:
        """Offer the answers."""
        self.query_one(Choices).offer(ANSWERS, marked=self._first)

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """Keep it."""
        self.chosen.append(event.answer)


async def test_an_answer_is_found_by_its_key() -> None:
    """And only by that."""
    app = Bench()
    async with app.run_test(size=(40, 8)):
        choices = app.query_one(Choices)
        assert [choices.of_key(key) for key in ("y", "n", "3", "1", "", "Y")] == [
            "yes",
            "no",
            "later",
            None,
            None,
            None,
        ]


async def test_nothing_is_marked_until_someone_does() -> None:
    """Where Enter skips, nothing may be taken by accident."""
    app = Bench()
    async with app.run_test(size=(40, 8)):
        choices = app.query_one(Choices)
        assert choices.marked is None
        choices.move(1)
        assert choices.marked == "yes"
        choices.move(1)
        assert choices.marked == "no"
        choices.move(-1)
        assert choices.marked == "yes"


async def test_the_default_is_marked_where_there_is_one() -> None:
    """Enter takes it."""
    app = Bench(marked=1)
    async with app.run_test(size=(40, 8)):
        assert app.query_one(Choices).marked == "no"


async def test_a_click_chooses_and_no_key_does() -> None:
    """The focus stays where it was, so that no key is lost in the list."""
    app = Bench(marked=0)
    async with app.run_test(size=(40, 8)) as pilot:
        await pilot.press("enter", "space", "y")
        assert app.chosen == []
        await pilot.click(Choices, offset=(5, 2))
        assert app.chosen == ["later"]
        assert app.focused is None


async def test_new_answers_take_the_place_of_the_old_ones() -> None:
    """One list serves all the questions after a press."""
    app = Bench(marked=2)
    async with app.run_test(size=(40, 8)) as pilot:
        choices = app.query_one(Choices)
        choices.offer([("left", "l", "Left")], marked=0)
        assert (choices.marked, choices.of_key("y"), choices.of_key("l")) == ("left", None, "left")
        assert choices.option_count == 1
        await pilot.click(Choices, offset=(5, 0))
        assert app.chosen == ["left"]


async def test_words_are_not_markup() -> None:
    """A title of a routine may be among them."""
    app = Bench()
    async with app.run_test(size=(40, 8)):
        assert str(app.query_one(Choices).get_option_at_index(0).prompt) == "y  Yes, [b]please[/b]"
