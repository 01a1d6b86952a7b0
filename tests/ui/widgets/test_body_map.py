"""The body seen from behind: every place can be pointed at, by its letter, the arrows and the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.app import App

from unbend.pain import words
from unbend.pain.assessment import PainPlace
from unbend.ui.widgets.body_map import MAP, BodyMap

if TYPE_CHECKING:
    from textual.app import ComposeResult

WIDE = len(MAP[0])
KEYS = list(words.PLACES)


class Bench(App[None]):
    """Shows a map and keeps what was chosen on it."""

    CSS = "BodyMap { width: 52; height: 11; }"

    def __init__(self) -> None:
        super().__init__()
        self.chosen: list[str] = []

    def compose(self) -> ComposeResult:
        """Yield the map."""
        yield BodyMap(words.PLACES)

    def on_body_map_chosen(self, event: BodyMap.Chosen) -> None:
        """Keep it."""
        self.chosen.append(event.place)


def cells_of(place: str) -> list[tuple[int, int]]:
    """Return the cells of the picture that belong to `place`."""
    return [(x, y) for y, row in enumerate(MAP) for x, key in enumerate(row) if key == place]


def test_the_map_is_a_rectangle_of_known_places() -> None:
    """Each cell the key of a place; only `other` is nowhere on the body."""
    assert {len(row) for row in MAP} == {WIDE}
    assert {key for row in MAP for key in row} - {" "} == {place.value for place in PainPlace} - {"o"}


@pytest.mark.parametrize("place", [place for place in KEYS if place != "o"])
def test_a_place_is_found_at_each_of_its_cells(place: str) -> None:
    """To the last one at its edge."""
    body = BodyMap(words.PLACES)
    assert cells_of(place)
    assert {body.place_at(x, y) for x, y in cells_of(place)} == {place}


@pytest.mark.parametrize("place", KEYS)
def test_a_place_is_found_at_its_name(place: str) -> None:
    """The only way to `other`."""
    body = BodyMap(words.PLACES)
    row = KEYS.index(place)
    assert {body.place_at(x, row) for x in (WIDE, WIDE + 5, WIDE + 20)} == {place}


@pytest.mark.parametrize(("x", "y"), [(0, 0), (9, 8), (WIDE, len(KEYS)), (0, len(MAP)), (-1, 3), (3, -1), (WIDE, -1)])
def test_beside_the_body_there_is_nothing(x: int, y: int) -> None:
    """Nor between the legs, below the names or off the edge."""
    assert BodyMap(words.PLACES).place_at(x, y) is None


async def test_the_arrows_go_through_the_names_and_stop_at_the_ends() -> None:
    """From nothing they begin with the first, whichever way they point."""
    async with Bench().run_test(size=(60, 12)) as pilot:
        body = pilot.app.query_one(BodyMap)
        assert body.marked is None
        body.move(-1)
        assert body.marked == "n"
        body.move(-1)
        assert body.marked == "n"
        for place in KEYS[1:]:
            body.move(1)
            assert body.marked == place
        body.move(1)
        assert body.marked == "o"


async def test_what_is_marked_shows_without_colours() -> None:
    """By its cells and by a sign before its name; unmarked again, nothing is left of it."""
    async with Bench().run_test(size=(60, 12)) as pilot:
        body = pilot.app.query_one(BodyMap)
        plain = [body.render_line(y).text for y in range(len(MAP))]
        assert "█" not in "".join(plain)
        body.mark("l")
        rows = [body.render_line(y).text for y in range(len(MAP))]
        assert sum(row.count("█") for row in rows) == len(cells_of("l")) - 1  # the letter itself stays
        assert ["> l  low back" in row for row in rows].count(True) == 1
        body.mark(None)
        assert [body.render_line(y).text for y in range(len(MAP))] == plain


async def test_every_place_shows_its_letter_and_its_name() -> None:
    """On the body and beside it, so that one key answers."""
    async with Bench().run_test(size=(60, 12)) as pilot:
        body = pilot.app.query_one(BodyMap)
        rows = [body.render_line(y).text for y in range(len(MAP))]
        picture = "".join(row[:WIDE] for row in rows)
        assert {key: picture.count(key) for key in KEYS} == {key: int(key != "o") for key in KEYS}
        for key, name in words.PLACES.items():
            assert any(f"{key}  {name}" in row for row in rows)


@pytest.mark.parametrize("place", KEYS)
async def test_a_click_chooses(place: str) -> None:
    """On the body where the place is drawn, and on its name; beside the body a click is nothing."""
    app = Bench()
    async with app.run_test(size=(60, 12)) as pilot:
        on_name = (WIDE + 4, KEYS.index(place))
        for at in (*cells_of(place)[:1], on_name):
            await pilot.click(BodyMap, offset=at)
        await pilot.click(BodyMap, offset=(0, 0))
        assert app.chosen == [place] * (1 if place == "o" else 2)
