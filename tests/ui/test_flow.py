"""The way to a session and out of it: what is asked, in which order, what may begin, and that nothing is lost."""

from __future__ import annotations

import os
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from textual.events import Key

from tests.ui.desk import Desk
from tests.ui.scenes import write_routine
from unbend import resources
from unbend.engine.plan import Side
from unbend.errors import EXIT_STOPPED
from unbend.history.records import SessionStatus, SignRecord
from unbend.history.store import Store
from unbend.pain import words
from unbend.pain.assessment import Tier
from unbend.routine.catalogue import entries
from unbend.routine.folders import Folders
from unbend.routine.library import Library
from unbend.session.finished import WhenFinished
from unbend.ui.notices import FIRST_RUN
from unbend.ui.screens.player import PlayerScreen
from unbend.ui.services import Request
from unbend.units import MINUTE, SECOND

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

SHORT = """\
unbend: 1
title: {title}
steps:
  - {{exercise: here, lead: 3s}}
exercises:
  here: {{name: {name}, areas: [neck], position: seated, kind: {kind}, dose: {{hold: 10s}}, how: [Stay., Breathe.]}}
"""
BREATHS = """\
unbend: 1
title: My own breathing
steps:
  - {exercise: breath, reps: 3, lead: 3s}
exercises:
  breath: {name: Breath, position: seated, kind: breathing, dose: {breath: 4-0-6-0}, how: [In., Out.]}
"""
BROKEN = "unbend: 1\ntitle: Knees\nsteps:\n  - exercise: seated-twists\n    hold: 20\n"


def short(title: str = "Short", name: str = "Here", kind: str = "stretch") -> str:
    """Return a routine of one short step."""
    return SHORT.format(title=title, name=name, kind=kind)


def desk_at(home: Path, **options: object) -> Desk:
    """Return a desk with two short routines of the person's own, one of which only breathes."""
    desk = Desk(home, **options)  # type: ignore[arg-type]  # as the desk takes them
    write_routine(desk.user_routines, "short", short())
    write_routine(desk.user_routines, "breaths", BREATHS)
    return desk


def request_for(home: Path, routine: str, *, side: Side | None = None) -> Request:
    """Return the request for `routine`, as the command line makes it."""
    library = Library(Folders(resources.shipped("routines"), home / "routines"))
    return Request(routine=routine, library=library, side=side)


def listed(home: Path, routine: str) -> Request:
    """Return the request for a `routine` that the list knows, so that it need not be read before the first question."""
    (home / "routines").mkdir(exist_ok=True)
    write_routine(home / "routines", "short", short())
    found = entries(Folders(resources.shipped("routines"), home / "routines"))
    return Request(routine=routine, entry=next(entry for entry in found if entry.id == routine))


@asynccontextmanager
async def asked(home: Path, name: str = "short", *, sign: Tier | None = None) -> AsyncIterator[Desk]:
    """Yield a desk at which `name` was asked for, on a day on which a sign of tier `sign` holds."""
    desk = desk_at(home)
    if sign is not None:
        with Store.open(desk.history_file) as store:
            store.save([SignRecord("2026-01-05", str(sign))])
    async with desk.open():
        desk.app.begin(name)
        await desk.settle()
        yield desk


async def until(desk: Desk, name: str) -> None:
    """Let the app work until the screen called `name` is there; fitting is done on a thread."""
    for _ in range(500):
        if desk.on == name and not (name == "Ask" and "Which side" in desk.text()):
            return
        await desk.pilot.pause()
    raise AssertionError(desk.text())


def sessions_of(desk: Desk) -> list[tuple[str, SessionStatus]]:
    """Return the sessions on record, the latest first."""
    with Store.open(desk.history_file) as store:
        return [(session.routine, session.status) for session in store.sessions()]


def sign_of(desk: Desk) -> str | None:
    """Return the tier on record for today."""
    with Store.open(desk.history_file) as store:
        found = store.sign_of("2026-01-05")
    return None if found is None else found.tier


def is_at_the_library(desk: Desk) -> bool:
    """Whether nothing was begun."""
    return desk.on == "LibraryScreen" and sessions_of(desk) == []


# A warning sign holds the day


async def test_an_emergency_sign_holds_the_day(tmp_path: Path) -> None:
    """From the signs screen to the emergency text; the app can only be left, or the person has been checked."""
    desk = desk_at(tmp_path)
    async with desk.open():
        await desk.press("w", "a")
        assert words.SIGNS_TITLE["A"] in desk.text()
        assert words.HELD_TODAY in desk.text()
        await desk.press("escape", "q", "h", "s", "slash")
        assert desk.on == "PageScreen"
        await desk.pilot.press("1")
        await desk.pilot.pause()
    assert desk.app.return_value == 3
    assert sign_of(desk) == "A"


async def test_on_such_a_day_the_next_run_opens_with_the_text(tmp_path: Path) -> None:
    """Before the library; who has been checked may start whatever they like."""
    async with asked(tmp_path, sign=Tier.A) as desk:
        assert desk.on == "PageScreen"
        assert words.SIGNS_TITLE["A"] in desk.text()
        await desk.press("2")
        assert desk.on == "LibraryScreen"
        assert sign_of(desk) is None
        desk.app.begin("short")
        await desk.settle()
        assert words.ASK_START in desk.text()


async def test_after_a_sign_of_the_second_tier_no_movement_begins(tmp_path: Path) -> None:
    """The text in place of the first question; back leads to the routines, and nothing is on record."""
    async with asked(tmp_path, sign=Tier.B) as desk:
        assert words.HELD_B in desk.text()
        await desk.press("1")
        assert is_at_the_library(desk)
        assert sign_of(desk) == "B"


async def test_who_has_been_checked_goes_on_to_what_they_asked_for(tmp_path: Path) -> None:
    """Without asking for it again."""
    async with asked(tmp_path, sign=Tier.B) as desk:
        await desk.press("2", "2")
        assert desk.on == "PlayerScreen"
        assert sign_of(desk) is None


async def test_after_a_sign_of_the_second_tier_breathing_stays_open(tmp_path: Path) -> None:
    """It moves nothing."""
    async with asked(tmp_path, "breaths", sign=Tier.B) as desk:
        await desk.press("2")
        assert desk.on == "PlayerScreen"


async def test_after_a_sign_of_the_second_tier_nothing_gentler_that_moves_is_begun(tmp_path: Path) -> None:
    """No movement means walking as well, whatever the pain."""
    async with asked(tmp_path, "breaths", sign=Tier.B) as desk:
        await desk.press("6")
        walk = next((line for line in desk.lines() if "walking" in line.casefold()), None)
        if walk is not None:
            await desk.press(walk.replace("│", "").split()[0])
        assert desk.on != "PlayerScreen"


async def test_a_sign_of_the_third_tier_is_a_reminder(tmp_path: Path) -> None:
    """Everything stays open."""
    desk = desk_at(tmp_path)
    async with desk.open():
        await desk.press("w", "c")
        assert desk.on == "LibraryScreen"
        assert words.REMINDER_C in desk.text()
        assert sign_of(desk) is None
        desk.app.begin("short")
        await desk.settle()
        assert words.ASK_START in desk.text()


@pytest.mark.parametrize("keys", [("n",), ("enter",) * 8, ("escape",)], ids=["n", "read to the end", "Esc"])
async def test_none_of_the_signs_holds_nothing(tmp_path: Path, keys: tuple[str, ...]) -> None:
    """And is not on record. Enter reads on, and says so only at the end."""
    desk = desk_at(tmp_path)
    async with desk.open():
        await desk.press("w")
        await desk.press(keys[0])
        if len(keys) > 1:
            assert desk.on == "SignsScreen"
        for key in keys[1:]:
            if desk.on == "SignsScreen":
                await desk.press(key)
        assert desk.on == "LibraryScreen"
        assert sign_of(desk) is None


# Pain at the start


@pytest.mark.parametrize("nrs", ["0", "5", "enter"])
async def test_with_little_pain_the_session_begins(tmp_path: Path, nrs: str) -> None:
    """The number is on record, or that none was said."""
    async with asked(tmp_path) as desk:
        await desk.press(nrs)
        assert desk.on == "PlayerScreen"
        session, _, _ = desk.record()
        assert session.pain_before == (None if nrs == "enter" else int(nrs))


@pytest.mark.parametrize(
    ("answer", "routine"),
    [("1", "flare-up-day"), ("2", "paced-breathing-5"), ("3", "walking-break"), ("4", "short")],
)
async def test_with_much_pain_something_gentler_comes_first(tmp_path: Path, answer: str, routine: str) -> None:
    """What suits a bad day, breathing, walking, and last the one that was asked for; nothing is forbidden."""
    async with asked(tmp_path) as desk:
        await desk.press("6")
        assert words.GENTLER_MAY_SUIT in desk.text()
        await desk.press(answer)
        if routine == "flare-up-day":
            assert desk.on == "SignsScreen"
            await desk.press("n")
        assert desk.on == "PlayerScreen"
        session, _, _ = desk.record()
        assert (session.routine, session.pain_before) == (routine, 6)


async def test_a_broken_file_of_a_gentle_name_stands_in_nobodys_way(tmp_path: Path) -> None:
    """The other gentle ones, and the one that was asked for, can still be chosen."""
    desk = desk_at(tmp_path)
    write_routine(desk.user_routines, "walking-break", BROKEN)
    async with desk.open():
        desk.app.begin("short")
        await desk.settle()
        await desk.press("6")
        assert desk.on == "Ask"
        await desk.press("1", "n")
        assert desk.on == "PlayerScreen"


async def test_what_is_gentle_already_is_not_questioned(tmp_path: Path) -> None:
    """Whoever chooses to breathe has chosen well."""
    async with asked(tmp_path, "paced-breathing-5") as desk:
        await desk.press("7")
        assert desk.on == "PlayerScreen"


async def test_with_the_worst_pain_the_signs_come_first_and_then_only_breathing(tmp_path: Path) -> None:
    """Never the routine that was asked for."""
    async with asked(tmp_path) as desk:
        await desk.press("t")
        assert desk.on == "SignsScreen"
        await desk.press("n")
        assert words.STILL_ONLY in " ".join(desk.text().replace("│", " ").split())
        assert "Short" not in "".join(line for line in desk.lines() if "│ 1 " in line or "│ 2 " in line)
        await desk.press("1")
        assert desk.on == "PlayerScreen"
        session, _, _ = desk.record()
        assert (session.routine, session.pain_before) == ("paced-breathing-5", 10)


async def test_with_the_worst_pain_resting_is_an_answer(tmp_path: Path) -> None:
    """Nothing is begun and nothing recorded."""
    async with asked(tmp_path) as desk:
        await desk.press("8", "n", "2")
        assert is_at_the_library(desk)


async def test_with_the_worst_pain_what_moves_nothing_may_begin(tmp_path: Path) -> None:
    """After the signs."""
    async with asked(tmp_path, "breaths") as desk:
        await desk.press("9", "n")
        assert desk.on == "PlayerScreen"
        session, _, _ = desk.record()
        assert session.routine == "breaths"


@pytest.mark.parametrize(("sign", "answer"), [("a", "1"), ("b", "1")])
async def test_a_sign_that_fits_at_the_start_holds_the_day(tmp_path: Path, sign: str, answer: str) -> None:
    """It is asked at the worst moment, and counts as anywhere."""
    async with asked(tmp_path) as desk:
        await desk.press("9", sign)
        assert desk.on == "PageScreen"
        await desk.pilot.press(answer)
        await desk.pilot.pause()
    assert sign_of(desk) == sign.upper()
    assert sessions_of(desk) == []


async def test_a_sign_of_the_third_tier_at_the_start_is_a_reminder_too(tmp_path: Path) -> None:
    """As when the signs are looked at by themselves."""
    async with asked(tmp_path) as desk:
        await desk.press("9", "c")
        shown = desk.text()
        await desk.press("escape")
        assert words.REMINDER_C in shown + desk.text()


# Questions that can be left


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("short", ("escape",)),
        ("short", ("6", "escape")),
        ("short", ("9", "escape", "escape")),
        ("one-side-emphasis", ("2", "escape")),
    ],
    ids=["pain", "gentler", "signs", "side"],
)
async def test_escape_at_a_question_begins_nothing(tmp_path: Path, name: str, keys: tuple[str, ...]) -> None:
    """And the next one can be begun at once."""
    async with asked(tmp_path, name) as desk:
        await desk.press(*keys)
        assert is_at_the_library(desk)
        desk.app.begin("short")
        await desk.settle()
        await desk.press("2")
        assert desk.on == "PlayerScreen"


@pytest.mark.parametrize("keys", [("escape",), ("2", "enter", "escape")], ids=["minutes", "pain"])
async def test_escape_at_a_question_of_time_begins_nothing(tmp_path: Path, keys: tuple[str, ...]) -> None:
    """At the minutes, and at the pain after them."""
    desk = desk_at(tmp_path)
    async with desk.open():
        await desk.press("slash", *"desk", "space", *"reset", "enter", "f", *keys)
        assert is_at_the_library(desk)


@pytest.mark.parametrize("key", ["escape", "2"])
async def test_what_fitting_takes_may_be_too_much(tmp_path: Path, key: str) -> None:
    """Then nothing begins."""
    desk = desk_at(tmp_path)
    async with desk.open():
        await desk.press("slash", *"desk", "space", *"reset", "enter", "f", "2", "enter", "2")
        await until(desk, "Ask")
        assert "Desk reset, fitted to 2 min" in desk.text()
        await desk.press(key)
        assert is_at_the_library(desk)


# The side


@pytest.mark.parametrize(("key", "side"), [("l", "left"), ("r", "right"), ("enter", "left")])
async def test_the_side_that_gets_more_is_asked_and_kept(tmp_path: Path, key: str, side: str) -> None:
    """In the plan as in the record."""
    async with asked(tmp_path, "one-side-emphasis") as desk:
        await desk.press("2")
        assert "Which side feels tighter or weaker" in desk.text()
        await desk.press(key)
        session, _, _ = desk.record()
        assert session.chosen_side == side
        plan = desk.session().runner.state.plan
        assert {str(phase.side) for phase in plan.steps[1].normal.phases if phase.is_work} == {side}


async def test_a_side_named_beforehand_is_not_asked(tmp_path: Path) -> None:
    """On the command line."""
    desk = desk_at(tmp_path, request=request_for(tmp_path, "one-side-emphasis", side=Side.RIGHT))
    async with desk.open():
        await desk.press("2")
        assert desk.on == "PlayerScreen"
        session, _, _ = desk.record()
        assert session.chosen_side == "right"


# One session at a time, and none lost


async def test_enter_struck_twice_begins_one_session(tmp_path: Path) -> None:
    """The second one is at most an answer to the first question."""
    desk = desk_at(tmp_path)
    async with desk.open():
        await desk.press("slash", *"short", "enter")
        for _ in range(2):
            desk.app.post_message(Key("enter", None))
        await desk.settle()
        if desk.on == "AskScale":
            await desk.press("enter")
        assert desk.on == "PlayerScreen"
        assert sum(isinstance(screen, PlayerScreen) for screen in desk.app.screen_stack) == 1
        await desk.press("q", "1", "enter")
        assert desk.on == "LibraryScreen"
    assert len(sessions_of(desk)) == 1


async def test_two_calls_at_once_begin_one_session(tmp_path: Path) -> None:
    """Before the first of them had any time to begin."""
    desk = desk_at(tmp_path)
    async with desk.open():
        desk.app.begin("short")
        desk.app.begin("breaths")
        await desk.settle()
        await desk.press("2")
        assert desk.on == "PlayerScreen"
        assert "Short" in desk.text()
        await desk.press("q", "1", "enter")
        assert desk.on == "LibraryScreen"
        assert sessions_of(desk) == [("short", SessionStatus.STOPPED)]


@pytest.mark.parametrize("key", ["enter", "escape", "q"])
async def test_the_summary_is_left_by_each_of_its_keys(tmp_path: Path, key: str) -> None:
    """The session is on record before it, with what is said in it, and shows as done in the library."""
    async with asked(tmp_path) as desk:
        await desk.press("2")
        await desk.to_the_end()
        assert desk.on == "SummaryScreen"
        assert sessions_of(desk) == [("short", SessionStatus.FINISHED)]
        await desk.press("4", key)
        assert desk.on == "LibraryScreen"
        session, _, _ = desk.record()
        assert (session.status, session.pain_after) == (SessionStatus.FINISHED, 4)
        desk.app.begin("short")
        await desk.settle()
        assert words.ASK_START in desk.text()


async def test_leaving_the_app_from_the_summary_loses_nothing(tmp_path: Path) -> None:
    """What was said there included."""
    async with asked(tmp_path) as desk:
        await desk.press("2")
        await desk.to_the_end()
        await desk.press("4")
        await desk.pilot.press("ctrl+c")
        await desk.pilot.pause()
    session, _, _ = desk.record()
    assert (session.status, session.pain_after) == (SessionStatus.FINISHED, 4)


async def test_from_the_summary_to_the_history_and_back(tmp_path: Path) -> None:
    """The summary is still there."""
    async with asked(tmp_path) as desk:
        await desk.press("2")
        await desk.to_the_end()
        await desk.press("h")
        assert desk.on == "HistoryScreen"
        await desk.press("escape")
        assert desk.on == "SummaryScreen"
        await desk.press("enter")
        assert desk.on == "LibraryScreen"


async def test_a_sign_in_a_session_takes_the_place_of_the_summary(tmp_path: Path) -> None:
    """Nobody in an emergency is asked what did not agree with them."""
    async with asked(tmp_path) as desk:
        await desk.press("2")
        await desk.after(5 * SECOND)
        await desk.press("p", "3", "5", "b")
        assert desk.on == "PageScreen"
        assert words.HELD_B in desk.text()
        await desk.press("1")
        assert desk.on == "LibraryScreen"
        assert sessions_of(desk) == [("short", SessionStatus.STOPPED)]
        assert sign_of(desk) == "B"


# The first run


def notices_of(desk: Desk) -> bool:
    """Return whether the notice is on record as read."""
    if not desk.history_file.exists():
        return False
    with Store.open(desk.history_file) as store:
        return store.notice(FIRST_RUN) is not None


async def test_the_notice_is_shown_once(tmp_path: Path) -> None:
    """Understood, then the sound is tried; the next run begins with the library."""
    desk = Desk(tmp_path, has_seen_notice=False)
    async with desk.open():
        assert "Before you begin" in desk.text()
        await desk.press("1")
        assert "Did you hear that?" in desk.text()
        assert desk.player.sounds == ["start"]
        assert notices_of(desk)
        await desk.press("1")
        assert desk.on == "LibraryScreen"
    again = Desk(tmp_path, has_seen_notice=False)
    async with again.open():
        assert again.on == "LibraryScreen"


async def test_the_notice_leads_to_the_signs_and_back(tmp_path: Path) -> None:
    """Looking at them is not having read it."""
    desk = Desk(tmp_path, has_seen_notice=False)
    async with desk.open():
        await desk.press("2")
        assert desk.on == "SignsScreen"
        await desk.press("n")
        assert "Before you begin" in desk.text()
        assert not notices_of(desk)


async def test_the_notice_can_be_left(tmp_path: Path) -> None:
    """Then it is shown again the next time."""
    desk = Desk(tmp_path, has_seen_notice=False)
    async with desk.open():
        await desk.pilot.press("3")
        await desk.pilot.pause()
    assert desk.app.return_value == 0
    assert not notices_of(desk)


async def test_escape_does_not_skip_the_notice(tmp_path: Path) -> None:
    """It is one key to read past it, and that key is not this one."""
    desk = Desk(tmp_path, has_seen_notice=False)
    async with desk.open():
        await desk.press("escape", "p", "q")
        assert "Before you begin" in desk.text()


async def test_the_sound_is_tried_until_it_is_heard(tmp_path: Path) -> None:
    """Again, and louder; both play it."""
    desk = desk_at(tmp_path)
    async with desk.open():
        await desk.press("t", "2", "3")
        assert desk.player.sounds == ["start", "start", "(volume 0.6)", "start"]
        assert desk.app.settings.volume == 60
        await desk.press("4")
        assert desk.on == "LibraryScreen"


# A time to fit


async def test_a_session_is_made_to_fit_a_time(tmp_path: Path) -> None:
    """What it took is told before it begins; the length is on record."""
    desk = desk_at(tmp_path)
    async with desk.open():
        await desk.press("slash", *"hips", "space", *"and", "enter", "f")
        assert "How many minutes do you have for Hips and low back?" in " ".join(desk.text().replace("│", " ").split())
        await desk.press("5", "enter", "2")
        await until(desk, "Ask")
        assert "Start: " in desk.text()
        await desk.press("1")
        assert desk.on == "PlayerScreen"
        session, _, _ = desk.record()
        assert (session.routine, session.pain_before) == ("hip-and-low-back", 2)
        assert 3 * MINUTE <= session.planned_ms <= 5 * MINUTE


@pytest.mark.parametrize("typed", [(), ("0",), ("9", "9", "9")])
async def test_a_time_that_cannot_be_meant_is_asked_again(tmp_path: Path, typed: tuple[str, ...]) -> None:
    """With what can be."""
    desk = desk_at(tmp_path)
    async with desk.open():
        await desk.press("slash", *"desk", "space", *"reset", "enter", "f", *typed, "enter")
        assert "A whole number of minutes, 1 to 240." in desk.text()


async def test_the_chosen_side_is_asked_of_a_fitted_routine_too(tmp_path: Path) -> None:
    """And the length still fits."""
    desk = desk_at(tmp_path)
    async with desk.open():
        await desk.press("slash", *"one", "minus", *"side", "enter", "f", "4", "enter", "2")
        for _ in range(200):
            if "Which side" in desk.text():
                break
            await desk.pilot.pause()
        assert "Which side feels tighter or weaker" in desk.text()
        await desk.press("r")
        for _ in range(200):
            if "fitted to" in desk.text():
                break
            await desk.pilot.pause()
        assert "fitted to 4 min" in desk.text()
        await desk.press("1")
        session, _, _ = desk.record()
        assert session.chosen_side == "right"
        assert session.planned_ms <= 4 * MINUTE


@pytest.mark.parametrize("is_listed", [False, True])
async def test_a_break_says_why_it_is_this_one_and_what_it_takes_to_fit(tmp_path: Path, *, is_listed: bool) -> None:
    """Before the first question, and before it begins."""
    asked_for = listed(tmp_path, "desk-reset") if is_listed else request_for(tmp_path, "desk-reset")
    request = replace(asked_for, minutes=2, why="Desk reset: it can be made to fit 2 min.")
    desk = desk_at(tmp_path, request=request)
    async with desk.open((80, 30)):
        assert "it can be made to fit 2 min" in " ".join(desk.text().split())
        await desk.press("2")
        for _ in range(200):
            if "fitted to" in desk.text():
                break
            await desk.pilot.pause()
        assert "It takes 2 min, with less of" in " ".join(desk.text().split())
        await desk.press("1")
        assert desk.on == "PlayerScreen"
        session, _, _ = desk.record()
        assert (session.routine, session.planned_ms <= 2 * MINUTE) == ("desk-reset", True)


async def test_with_much_pain_what_is_chosen_instead_is_not_made_to_fit(tmp_path: Path) -> None:
    """Nobody asked for a shorter walk; the one that was chosen is fitted as asked."""
    desk = desk_at(tmp_path)
    async with desk.open():
        await desk.press("slash", *"desk", "space", *"reset", "enter", "f", "2", "enter", "6", "3")
        assert desk.on == "PlayerScreen"
        session, _, _ = desk.record()
        assert (session.routine, session.planned_ms) == ("walking-break", 5 * MINUTE)


# Files


async def test_a_broken_file_cannot_be_started_and_says_so(tmp_path: Path) -> None:
    """What is wrong stands beside it, with its line."""
    desk = desk_at(tmp_path)
    write_routine(desk.user_routines, "knees", BROKEN)
    async with desk.open((120, 40)):
        await desk.press("slash", *"knees", "enter")
        assert "seated-twists" in desk.text()
        await desk.press("enter")
        assert "This file cannot be used as it stands" in desk.text()
        await desk.press("f")
        assert is_at_the_library(desk)


async def test_a_file_that_is_gone_or_broken_since_is_told(tmp_path: Path) -> None:
    """The list may be older than the file."""
    desk = desk_at(tmp_path)
    async with desk.open((120, 40)):
        (desk.user_routines / "short.yaml").unlink()
        write_routine(desk.user_routines, "breaths", BROKEN)
        for name in ("short", "breaths"):
            desk.app.begin(name)
            await desk.settle()
            assert is_at_the_library(desk)
            assert name in " ".join(desk.lines()[-4:])


async def test_a_new_file_is_seen_and_a_changed_one_too(tmp_path: Path) -> None:
    """Without leaving the library; what was marked stays marked."""
    desk = desk_at(tmp_path)
    async with desk.open((80, 60)):
        library = desk.app.screen
        await desk.press("end")
        write_routine(desk.user_routines, "newest", short("Newest of all"))
        library.look()  # type: ignore[attr-defined]  # the library's
        await desk.settle()
        assert "Newest of all" in desk.text()
        write_routine(desk.user_routines, "newest", short("Quite another title"))
        status = (desk.user_routines / "newest.yaml").stat()
        os.utime(desk.user_routines / "newest.yaml", ns=(status.st_atime_ns, status.st_mtime_ns + 1))
        library.look()  # type: ignore[attr-defined]  # as above
        await desk.settle()
        assert "Quite another title" in desk.text()
        assert "Newest of all" not in desk.text()
        (desk.user_routines / "newest.yaml").unlink()
        library.look()  # type: ignore[attr-defined]  # as above
        await desk.settle()
        assert "Quite another title" not in desk.text()


async def test_a_changed_file_is_played_as_it_is_now(tmp_path: Path) -> None:
    """Not as it was when the list was read."""
    desk = desk_at(tmp_path)
    async with desk.open():
        write_routine(desk.user_routines, "short", short("Short", "Something else"))
        desk.app.begin("short")
        await desk.settle()
        await desk.press("2")
        assert "Something else" in desk.text()


# Asked for on the command line


async def test_a_routine_asked_for_begins_without_the_library(tmp_path: Path) -> None:
    """And its end is the end of the program."""
    desk = desk_at(tmp_path, request=request_for(tmp_path, "short"))
    async with desk.open():
        assert words.ASK_START in desk.text()
        await desk.press("2")
        await desk.to_the_end()
        await desk.pilot.press("enter")
        await desk.pilot.pause()
    assert desk.app.return_value == 0
    assert sessions_of(desk) == [("short", SessionStatus.FINISHED)]


async def test_a_routine_asked_for_that_is_not_there_ends_with_its_error(tmp_path: Path) -> None:
    """As every other command does."""
    desk = desk_at(tmp_path, request=request_for(tmp_path, "no-such-thing"))
    async with desk.open():
        await desk.pilot.pause()
    assert desk.app.return_value == 2


@pytest.mark.parametrize("request_of", [request_for, listed])
async def test_what_to_know_before_is_told_with_the_first_question(
    tmp_path: Path, request_of: Callable[[Path, str], Request]
) -> None:
    """Whether it was read before or the list knows it; then the session begins with the answer on record."""
    desk = desk_at(tmp_path, request=request_of(tmp_path, "desk-reset"))
    async with desk.open():
        text = " ".join(desk.text().replace("│", " ").split())
        assert "Desk reset. Needs: chair. Take care: Front half rolls only." in text
        assert words.NOTICE in text
        await desk.press("3")
        assert desk.on == "PlayerScreen"
        session, _, _ = desk.record()
        assert (session.routine, session.pain_before) == ("desk-reset", 3)


async def test_what_the_list_knows_begins_and_ends_as_any_other(tmp_path: Path) -> None:
    """With much pain something gentler comes first here too, and Esc begins nothing."""
    desk = desk_at(tmp_path, request=listed(tmp_path, "short"))
    async with desk.open():
        await desk.press("7")
        assert words.GENTLER_MAY_SUIT in desk.text()
    other = Desk(tmp_path, request=listed(tmp_path, "short"))
    async with other.open():
        await other.pilot.press("escape")
        for _ in range(50):
            await other.pilot.pause()
    assert other.app.return_value == EXIT_STOPPED
    assert sessions_of(other) == []


@pytest.mark.parametrize(("sign", "told"), [(Tier.A, words.HELD_TODAY), (Tier.B, words.HELD_B)])
async def test_a_sign_that_holds_comes_before_what_the_list_knows(tmp_path: Path, sign: Tier, told: str) -> None:
    """The first question does not overtake it."""
    desk = desk_at(tmp_path, request=listed(tmp_path, "short"))
    with Store.open(desk.history_file) as store:
        store.save([SignRecord("2026-01-05", str(sign))])
    async with desk.open():
        assert told in " ".join(desk.text().split())
        assert words.ASK_START not in desk.text()


async def test_a_file_that_went_since_the_list_was_made_ends_with_its_error(tmp_path: Path) -> None:
    """After the first question, which did not wait for it."""
    desk = desk_at(tmp_path, request=listed(tmp_path, "short"))
    (desk.user_routines / "short.yaml").unlink()
    async with desk.open():
        await desk.pilot.press("2")
        for _ in range(50):
            await desk.pilot.pause()
    assert desk.app.return_value == 2
    assert sessions_of(desk) == []


async def test_what_is_amiss_with_the_settings_is_told_in_the_library(tmp_path: Path) -> None:
    """Once the first screen is there."""
    desk = desk_at(tmp_path, trouble="config.toml: volume should be a whole number.")
    async with desk.open():
        assert "config.toml: volume should be a whole number." in desk.text()


async def test_what_listens_to_the_library_hears_of_a_session_that_is_finished(tmp_path: Path) -> None:
    """With its length, once, before the summary is left; not of one that is stopped."""
    told: list[int] = []
    desk = desk_at(tmp_path, listeners=lambda: (WhenFinished(told.append),))
    async with desk.open():
        desk.app.begin("short")
        await desk.settle()
        await desk.press("0")
        await desk.after(5_000)
        await desk.press("q", "1", "enter")
        assert (desk.on, told) == ("LibraryScreen", [])
        desk.app.begin("short")
        await desk.settle()
        await desk.press("0")
        await desk.to_the_end()
        assert (desk.on, told) == ("SummaryScreen", [13 * SECOND])


async def test_what_listens_to_the_library_hears_nothing_of_what_was_asked_for_elsewhere(tmp_path: Path) -> None:
    """The command that asked tells of it itself."""
    told: list[int] = []
    desk = desk_at(tmp_path, listeners=lambda: (WhenFinished(told.append),), request=Request(routine="short"))
    async with desk.open():
        await desk.press("0")
        await desk.to_the_end()
        assert (desk.on, told) == ("SummaryScreen", [])
