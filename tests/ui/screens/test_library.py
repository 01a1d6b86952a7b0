"""The library: what the filter understands, what comes last, and what is suggested."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input, OptionList, Static

from tests.history.builders import a_session
from tests.routine.files import SHIPPED
from tests.ui.desk import LARGE, SMALL, USUAL, Desk
from unbend.history.records import SignRecord
from unbend.history.store import Store
from unbend.routine.catalogue import entries
from unbend.routine.early import BENDS_FORWARD
from unbend.routine.folders import Folders
from unbend.routine.situations import TABLE, Situation
from unbend.routine.suggest import HELD_B
from unbend.settings import Settings
from unbend.ui.listing import EARLY
from unbend.ui.screens.library import LibraryScreen
from unbend.ui.suggestions import ANSWERS, KEYS, QUESTION
from unbend.units import MINUTE

if TYPE_CHECKING:
    from pathlib import Path

    from unbend.history.records import Record


def desk_at(clock: str, home: Path, *records: Record, settings: Settings | None = None) -> Desk:
    """Return a desk on 5 January at `clock`, HH:MM, with `records` in the history."""
    desk = Desk(home, settings=settings)
    hours, minutes = map(int, clock.split(":"))
    since = datetime(2026, 1, 5, hours, minutes, tzinfo=UTC) - desk.clock.wall()
    desk.clock.advance(int(since.total_seconds()) * 1000)
    with Store.open(desk.history_file) as store:
        store.save(records)
    return desk


def shown(desk: Desk) -> list[str | None]:
    """Return the ids in the list, in its order."""
    return [option.id for option in desk.app.screen.query_one("#routines", OptionList).options]


def marked(desk: Desk) -> str | None:
    """Return the id of the routine that is marked."""
    routines = desk.app.screen.query_one("#routines", OptionList)
    return None if routines.highlighted is None else routines.get_option_at_index(routines.highlighted).id


def typed(text: str) -> list[str]:
    """Return the keys for `text`."""
    names = {" ": "space", "<": "less_than_sign", "/": "slash", "-": "minus"}
    return [names.get(letter, letter) for letter in text]


async def look_again(desk: Desk) -> None:
    """Let the list look at the disk and the clock, as it does every other second."""
    screen = desk.app.screen
    assert isinstance(screen, LibraryScreen)
    await screen.look_again().wait()
    await desk.settle()


def preview_of(desk: Desk) -> str:
    """Return what is told of the routine that is marked."""
    return str(desk.app.screen.query_one("#preview-text", Static).content)


# The filter


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("wrists under 10", ["eyes-and-wrists"]),
        ("<3 seated voice", ["micro-break-30", "stand-and-move-2", "eyes-and-wrists"]),
        ("screen 30s", ["micro-break-30"]),
    ],
)
async def test_the_filter_takes_lengths_modes_and_words(tmp_path: Path, text: str, found: list[str]) -> None:
    """In any order."""
    async with Desk(tmp_path).open() as desk:
        assert "under 10" in desk.text()
        await desk.press("slash", *typed(text))
        assert shown(desk) == found


async def test_a_length_that_is_still_being_typed_empties_nothing(tmp_path: Path) -> None:
    """`under` alone asks for nothing."""
    async with Desk(tmp_path).open() as desk:
        await desk.press("slash", *typed("under"))
        assert len(shown(desk)) == 28


async def test_where_only_the_length_is_in_the_way_the_preview_says_so(tmp_path: Path) -> None:
    """And how long the shortest takes; it is said anew with each letter."""
    async with Desk(tmp_path).open(LARGE) as desk:
        await desk.press("slash", *typed("wrists 1m"))
        told = " ".join(line.partition("▏")[2].strip() for line in desk.lines())
        assert "the shortest that goes by the rest takes 2 min 30 s." in told
        await desk.press("x")
        assert "Nothing here goes by that." in desk.text()


async def test_what_asks_for_care_stands_after_the_others_and_says_so(tmp_path: Path) -> None:
    """Nothing is missing."""
    async with Desk(tmp_path).open() as desk:
        every = shown(desk)
    careful = Settings(careful=("osteoporosis",))
    async with Desk(tmp_path, settings=careful).open(LARGE) as desk:
        assert {*shown(desk)} == {*every}
        assert shown(desk)[0] == "micro-break-30"
        assert shown(desk).index("desk-reset") > shown(desk).index("lunch-walk")
        await desk.press("end")
        assert "thin bones" in desk.text()


async def test_a_flag_that_is_set_on_the_way_changes_the_order_at_once(tmp_path: Path) -> None:
    """On the way back from the settings."""
    async with Desk(tmp_path).open() as desk:
        before = shown(desk)
        await desk.press("s")
        desk.app.settings = Settings(careful=("shoulder",))
        await desk.press("escape")
        assert desk.on == "LibraryScreen"
        assert shown(desk) != before
        assert shown(desk)[-1] != before[-1]


@pytest.mark.parametrize("size", [SMALL, USUAL, LARGE])
async def test_no_row_takes_two_lines(tmp_path: Path, size: tuple[int, int]) -> None:
    """With a scroll bar beside the list there is a cell less for each."""
    async with Desk(tmp_path).open(size) as desk:
        routines = desk.app.screen.query_one("#routines", OptionList)
        assert routines.virtual_size.height == 28
        assert routines.virtual_size.width == routines.scrollable_content_region.width


# What suits now


@pytest.mark.parametrize(
    ("clock", "line"),
    [
        ("10:00", "At the desk: Desk reset. n marks it, g asks what suits you"),
        ("12:00", "Around noon: Lunch walk. n marks it, g asks what suits you"),
        ("18:00", "In the evening: Warm pack, then stretch. n marks it"),
    ],
)
async def test_a_quiet_line_names_what_suits_this_time_of_day(tmp_path: Path, clock: str, line: str) -> None:
    """Beside the title, where it takes no row from anything."""
    async with desk_at(clock, tmp_path).open() as desk:
        assert desk.lines()[0].startswith(" Unbend ")
        assert desk.lines()[0].rstrip().endswith(f"  {line}")


async def test_without_room_the_line_is_left_out(tmp_path: Path) -> None:
    """At 60 columns a shorter one may still fit."""
    async with desk_at("18:00", tmp_path).open(SMALL) as desk:
        assert desk.lines()[0].split() == ["Unbend", *["In", "the", "evening:", "Warm", "pack,", "then", "stretch"]]


async def test_n_marks_what_suits_now_and_says_why(tmp_path: Path) -> None:
    """Also where a filter hides it; Enter then starts it."""
    async with desk_at("12:00", tmp_path).open() as desk:
        await desk.press("slash", *typed("neck"), "enter")
        assert "lunch-walk" not in shown(desk)
        await desk.press("n")
        assert marked(desk) == "lunch-walk"
        assert desk.app.screen.query_one("#filter", Input).value == ""
        assert "Around noon: Lunch walk. There is light outside, and time for a walk." in desk.text()
        await desk.press("enter")
        assert desk.on == "AskScale"


async def test_n_keeps_a_filter_that_shows_it(tmp_path: Path) -> None:
    """What was typed is not lost for nothing."""
    async with desk_at("12:00", tmp_path).open() as desk:
        await desk.press("slash", *typed("walk"), "enter", "n")
        assert marked(desk) == "lunch-walk"
        assert desk.app.screen.query_one("#filter", Input).value == "walk"


async def test_what_was_done_today_is_not_named_again(tmp_path: Path) -> None:
    """The next of the row is."""
    done = a_session("s1", "2026-01-05T09:00:00+00:00", routine="lunch-walk")
    async with desk_at("12:00", tmp_path, done).open() as desk:
        assert "Around noon: Five-minute walking break" in desk.lines()[0]
        await desk.press("n")
        assert "You have done Lunch walk today." in " ".join(desk.text().split())


async def test_a_quiet_line_says_when_one_last_moved_where_that_is_known(tmp_path: Path) -> None:
    """In whole minutes, and as time passes."""
    done = replace(a_session("s1", "2026-01-05T10:47:00+00:00"), length_ms=3 * MINUTE)
    async with desk_at("12:00", tmp_path, done).open(SMALL) as desk:
        assert "You last moved 1 h 10 min ago." in desk.text()
        desk.clock.advance(MINUTE)
        await look_again(desk)
        assert "You last moved 1 h 11 min ago." in desk.text()
    async with desk_at("12:00", tmp_path / "another").open() as desk:
        assert "You last moved" not in desk.text()


async def test_much_pain_told_today_comes_before_the_hour(tmp_path: Path) -> None:
    """Eight or more: breathing, and where the warning signs are."""
    told = a_session("s1", "2026-01-05T09:00:00+00:00", pain=(9, None))
    async with desk_at("12:00", tmp_path, told).open() as desk:
        assert "You said 9 of 10 today: Six breaths a minute" in desk.lines()[0]
        await desk.press("n")
        assert marked(desk) == "paced-breathing-5"
        assert "Look at the warning signs first: w." in desk.text()
        await desk.press("w")
        assert desk.on == "SignsScreen"


async def test_a_warning_sign_that_holds_leaves_breathing(tmp_path: Path) -> None:
    """Of tier B; with one of tier A the library opens on what to do."""
    async with desk_at("12:00", tmp_path, SignRecord("2026-01-05", "B")).open(LARGE) as desk:
        await desk.press("n")
        assert marked(desk) == "paced-breathing-5"
        assert HELD_B in " ".join(desk.text().split())
    async with desk_at("12:00", tmp_path / "a", SignRecord("2026-01-05", "A")).open() as desk:
        assert desk.on == "PageScreen"


async def test_past_midnight_what_held_yesterday_is_no_longer_told(tmp_path: Path) -> None:
    """However long the list stays open: neither the sign, nor what was said of pain, nor that it was done today."""
    done = a_session("s1", "2026-01-05T09:00:00+00:00", routine="micro-break-30", pain=(9, None))
    desk = desk_at("23:50", tmp_path, done, SignRecord("2026-01-05", "B"))
    async with desk.open(LARGE):
        assert "Today: Six breaths a minute" in desk.lines()[0]
        await desk.press(*typed("/micro"))
        assert "Last done: today" in desk.text()
        desk.clock.advance(20 * MINUTE)
        await look_again(desk)
        assert "At this hour: Progressive muscle relaxation" in desk.lines()[0]
        assert "Last done: yesterday" in desk.text()


async def test_the_preview_tells_of_bending_by_the_hour_and_by_when_one_gets_up(tmp_path: Path) -> None:
    """A setting changed on the way counts at once, and two hours after getting up it is said no more."""
    bends = next(entry.id for entry in entries(Folders(SHIPPED)) if BENDS_FORWARD in entry.careful)
    async with desk_at("08:30", tmp_path).open(LARGE) as desk:
        await desk.press(*typed(f"/{bends}"))
        assert EARLY not in preview_of(desk)
        desk.app.settings = replace(desk.app.settings, wake_time="07:00")
        await look_again(desk)
        assert EARLY in preview_of(desk)
        desk.clock.advance(31 * MINUTE)
        await look_again(desk)
        assert EARLY not in preview_of(desk)


# What suits what one says


async def test_g_asks_and_marks_what_suits_the_answer(tmp_path: Path) -> None:
    """A letter answers, for there are more answers than digits."""
    async with desk_at("12:00", tmp_path).open() as desk:
        await desk.press("g")
        assert desk.on == "Ask"
        assert QUESTION in desk.text()
        assert all(said in desk.text() for said in ANSWERS.values())
        await desk.press(KEYS["long-sit"])
        assert (desk.on, marked(desk)) == ("LibraryScreen", "long-sit-rescue")
        assert TABLE[Situation.LONG_SIT].why in " ".join(desk.text().split())


async def test_the_question_can_be_left_as_it_is(tmp_path: Path) -> None:
    """Esc changes nothing."""
    async with desk_at("12:00", tmp_path).open() as desk:
        before = marked(desk)
        await desk.press("g", "escape")
        assert (desk.on, marked(desk)) == ("LibraryScreen", before)


async def test_very_much_pain_points_to_the_warning_signs(tmp_path: Path) -> None:
    """Before what is marked."""
    async with desk_at("12:00", tmp_path).open() as desk:
        await desk.press("g", KEYS["very-sore"])
        assert marked(desk) == "paced-breathing-5"
        assert "Look at the warning signs first: w. Six breaths a minute" in desk.text()


@pytest.mark.parametrize("size", [SMALL, USUAL, LARGE])
async def test_every_answer_can_be_reached_and_is_seen_then(tmp_path: Path, size: tuple[int, int]) -> None:
    """Also where not all of them fit."""
    async with desk_at("12:00", tmp_path).open(size) as desk:
        await desk.press("g")
        for said in ANSWERS.values():
            assert said in desk.text()
            await desk.press("down")
        await desk.press("up", "enter")
        assert marked(desk) == "one-side-emphasis"


async def test_g_twice_asks_once_and_letters_for_the_filter_ask_nothing(tmp_path: Path) -> None:
    """The second is an answer; in the filter g is a letter, and so is n."""
    async with desk_at("12:00", tmp_path).open() as desk:
        await desk.press("g", "g")
        assert (desk.on, marked(desk)) == ("LibraryScreen", "morning-mobility")
        await desk.press("slash", "n", "g")
        assert desk.on == "LibraryScreen"
        assert desk.app.screen.query_one("#filter", Input).value == "ng"


async def test_what_is_marked_far_down_is_seen(tmp_path: Path) -> None:
    """The sentence below takes rows from the list, in a small window the very ones."""
    async with desk_at("12:00", tmp_path).open(SMALL) as desk:
        await desk.press("g", KEYS["new-injury"])
        assert marked(desk) == "acute-first-48h"
        assert any(line.startswith(" First 48 hours") for line in desk.lines())
