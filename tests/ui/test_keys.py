"""The one table of keys: every action is there, no key means two things, and the line at the bottom fits."""

from __future__ import annotations

from itertools import chain

import pytest
from textual.binding import Binding
from textual.keys import Keys

from unbend.ui.app import UnbendApp
from unbend.ui.keys import KEYS, Key, Place, bindings, bottom_line, shown, shown_all
from unbend.ui.screens.history import HistoryScreen
from unbend.ui.screens.library import LibraryScreen
from unbend.ui.screens.pain import PainScreen
from unbend.ui.screens.player import PlayerScreen
from unbend.ui.screens.safety import SafetyScreen
from unbend.ui.screens.settings import SettingsScreen
from unbend.ui.screens.signs import SignsScreen
from unbend.ui.screens.summary import SummaryScreen
from unbend.ui.screens.work import WorkScreen

OWNERS: dict[Place, type] = {
    Place.EVERYWHERE: UnbendApp,
    Place.LIBRARY: LibraryScreen,
    Place.SESSION: PlayerScreen,
    Place.PAIN: PainScreen,
    Place.SIGNS: SignsScreen,
    Place.SAFETY: SafetyScreen,
    Place.SUMMARY: SummaryScreen,
    Place.HISTORY: HistoryScreen,
    Place.SETTINGS: SettingsScreen,
    Place.WORK: WorkScreen,
}
ROWS = [(place, key) for place, keys in KEYS.items() for key in keys]
NAMES = {key.value for key in Keys}
PLACES = [place for place in Place if place is not Place.EVERYWHERE]
GAP = 3
"""Cells between two entries of the line at the bottom."""


def test_every_place_has_its_screen() -> None:
    """A new place needs a row in the table above."""
    assert set(KEYS) == set(Place) == set(OWNERS)


@pytest.mark.parametrize(("place", "key"), ROWS, ids=lambda value: getattr(value, "action", value) or "none")
def test_every_action_is_there(place: Place, key: Key) -> None:
    """On the screen it is for, or on the app; a slip in a name would make a key do nothing."""
    if not key.action:
        return
    where, action = key.action.partition("(")[0].split(".")
    owner = OWNERS[place] if where == "screen" else UnbendApp
    assert where in ("screen", "app")
    assert callable(getattr(owner, f"action_{action}", None))


@pytest.mark.parametrize("place", PLACES)
def test_every_action_of_a_place_is_bound_on_its_screen(place: Place) -> None:
    """The table alone does nothing."""
    bound = {(each.key, each.action) for each in Binding.make_bindings(OWNERS[place].BINDINGS)}  # type: ignore[attr-defined]  # each is a screen
    wanted = {(name, key.action) for key in KEYS[place] if key.action for name in key.keys}
    assert wanted <= bound


@pytest.mark.parametrize("place", PLACES)
def test_no_key_means_two_things_at_one_place(place: Place) -> None:
    """Those that hold everywhere included."""
    names = list(chain.from_iterable(key.keys for key in (*KEYS[place], *KEYS[Place.EVERYWHERE])))
    assert sorted(names) == sorted(set(names))


def test_the_pain_key_means_nothing_else() -> None:
    """A hand in pain does not ask which screen it is."""
    assert [(place, key.action) for place, key in ROWS if "p" in key.keys] == [(Place.SESSION, "screen.pain")]


@pytest.mark.parametrize(("place", "key"), ROWS, ids=lambda value: getattr(value, "action", value) or "none")
def test_a_key_is_named_as_people_know_it(place: Place, key: Key) -> None:
    """A name of the library's own, such as `question_mark`, helps nobody; nor does a row that says nothing."""
    assert place
    assert key.meaning
    for name in key.keys:
        assert len(name) == 1 or name in NAMES or name in ("plus", "minus", "equals_sign", "question_mark", "slash")
        assert "_" not in shown(name)
        assert len(shown(name)) == 1 or shown(name)[0].isupper() or shown(name) == "f1"


def test_ten_digits_are_named_as_a_range() -> None:
    """Ten keys side by side are not read."""
    digits = next(key for key in KEYS[Place.PAIN] if "0" in key.keys)
    assert shown_all(digits) == "0 to 9"
    assert shown_all(KEYS[Place.HISTORY][-1]) == "Esc q"


@pytest.mark.parametrize("place", [place for place in Place if any(key.short for key in KEYS[place])])
def test_the_line_at_the_bottom_fits_a_usual_window(place: Place) -> None:
    """80 cells with one at each side; the help is in it, at the end."""
    line = bottom_line(place)
    assert line[-1] == ("?", "help", "app.help")
    assert sum(len(key) + 1 + len(word) for key, word, _ in line) + GAP * (len(line) - 1) <= 78


def test_only_what_has_an_action_is_bound() -> None:
    """Where the widget sees to a key, a binding would take it away."""
    assert bindings(Place.PAIN) == []
    assert len(bindings(Place.LIBRARY)) == sum(bool(key.action) for key in KEYS[Place.LIBRARY])
