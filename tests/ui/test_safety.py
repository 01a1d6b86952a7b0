"""What safety asks for, on the screen: packs, skin, floor, rules, signs, and the pages to read."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from tests.ui.desk import Desk
from tests.ui.scenes import write_routine
from unbend.engine.plan import PhaseKind
from unbend.engine.state import Status
from unbend.history.records import NoticeRecord, SignRecord
from unbend.history.store import Store
from unbend.pain import words
from unbend.pain.rules import LAST_GETTING_UP, RULES, TITLES, Rule
from unbend.routine.catalogue import entries
from unbend.ui.services import Request
from unbend.units import MINUTE, SECOND

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

PACKS = """\
unbend: 1
title: Packs
mode: {mode}
steps:
  - {{exercise: warm, lead: 10s}}
  - {{exercise: lie, lead: 5s}}
  - {{exercise: warm, lead: 10s}}
  - {{walk: 1m, lead: 20s, advance: key}}
exercises:
  warm: {{name: Warm pack, posture: any, kind: heat, dose: {{time: 6m}}, how: [Cloth between.]}}
  lie: {{name: Lie down, position: floor, posture: supine, dose: {{time: 30s}}, how: [Rest.]}}
"""
ENDS_DOWN = """\
unbend: 1
title: Ends down
steps:
  - {exercise: lie, lead: 3s}
exercises:
  lie: {name: Lie down, position: floor, posture: supine, dose: {time: 5s}, how: [Rest.]}
"""
LEFT_ALONE = """\
unbend: 1
title: Some of it
steps:
  - {exercise: turn, lead: 10s}
  - {exercise: warm, lead: 10s}
  - {exercise: turn, lead: 10s}
  - {exercise: turn, lead: 10s}
  - {walk: 1m}
exercises:
  turn: {name: Turn, areas: [neck], position: seated, kind: stretch, dose: {hold: 20s}, how: [Turn.]}
  warm: {name: Warm pack, posture: any, kind: heat, dose: {time: 6m}, how: [Cloth between.]}
"""
UNWELL = ("p", "3", "5")
TINGLING_IN_THE_NECK = ("p", "3", "4", "n", "n", "n")
SIGNED = "unbend: 1\ntitle: Signed\ntags: [signs-first]\nsteps:\n  - {walk: 1m}\n"
IN_SHOWER = """\
unbend: 1
title: Wet
steps:
  - {exercise: stand, lead: 3s}
exercises:
  stand: {name: Stand, position: shower, kind: heat, dose: {time: 30s}, how: [Breathe.]}
"""


@asynccontextmanager
async def at(home: Path, routine: str, *keys: str, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Desk]:
    """Yield a desk at which a `routine` was asked for and `keys` were pressed."""
    desk = Desk(home)
    write_routine(desk.user_routines, "wanted", routine)
    async with desk.open(size):
        desk.app.begin("wanted")
        await desk.settle()
        await desk.press(*keys)
        yield desk


def packs(mode: str = "either") -> str:
    """Return a routine in which a warm pack comes twice, and a walk that ends by the key."""
    return PACKS.format(mode=mode)


def kind_of(desk: Desk) -> PhaseKind:
    """Return the kind of the phase under way."""
    phase = desk.session().runner.view().phase
    assert phase is not None
    return phase.kind


def read(desk: Desk) -> str:
    """Return what the screen says, without the ends of its lines and the line between its halves."""
    return " ".join(" ".join(line.split("▕")[-1] for line in desk.lines()).split())


async def test_a_pack_on_the_screen_from_its_wrapping_to_its_end(tmp_path: Path) -> None:
    """What changes beside the word, the look at five minutes, and that it comes off."""
    async with at(tmp_path, packs(), "1") as desk:
        assert "warm pack on, wrapped" in desk.text()
        await desk.after(10 * SECOND + 5 * MINUTE)
        assert words.LOOK_AT_SKIN in read(desk)
        await desk.after(MINUTE)
        assert words.TAKE_OFF in desk.text()
        assert "pack off · down to the floor" in desk.text()


@pytest.mark.parametrize("tier", ["a", "b"])
async def test_a_pack_comes_off_also_where_a_warning_sign_ends_the_session(tmp_path: Path, tier: str) -> None:
    """The page that holds the day says so, beside what matters more."""
    async with at(tmp_path, packs(), "1") as desk:
        await desk.after(2 * MINUTE)
        await desk.press(*UNWELL, tier)
        assert desk.on == "PageScreen"
        assert words.TAKE_OFF in read(desk)


async def test_a_sign_without_a_pack_speaks_of_none(tmp_path: Path) -> None:
    """Nothing is on."""
    async with at(tmp_path, packs(), "1") as desk:
        await desk.after(5 * SECOND)
        await desk.press(*UNWELL, "a")
        assert desk.on == "PageScreen"
        assert words.TAKE_OFF not in read(desk)


async def test_that_a_pack_comes_off_is_read_also_where_the_next_steps_are_left_alone(tmp_path: Path) -> None:
    """Both are said with the first step that is done again, and once; so are no rules of what is left alone."""
    async with at(tmp_path, LEFT_ALONE, "1") as desk:
        await desk.after(15 * SECOND)
        await desk.press(*TINGLING_IN_THE_NECK, "1", "space")
        await desk.after(3 * SECOND + 10 * SECOND + 6 * MINUTE)
        assert desk.session().runner.view().step == 4
        assert f"{words.TAKE_OFF} Left alone today, so it was skipped." in read(desk)
        assert read(desk).count("Left alone") == 1


async def test_a_pack_that_comes_again_waits_for_an_answer(tmp_path: Path) -> None:
    """However long it takes; then Enter puts it on, and it is wrapped first."""
    async with at(tmp_path, packs(), "1") as desk:
        await desk.after(7 * MINUTE)
        assert kind_of(desk) is PhaseKind.SKIN_CHECK
        assert words.ASK_SKIN in read(desk)
        assert "Enter: yes, n: leave it out" in desk.text()
        await desk.after(20 * MINUTE)
        assert desk.session().runner.state.status is Status.AWAITING
        await desk.press("enter")
        assert kind_of(desk) is PhaseKind.LEAD_IN
        await desk.press("b")
        assert kind_of(desk) is PhaseKind.SKIN_CHECK


async def test_n_leaves_it_out_and_the_walk_waits_until_the_person_is_back(tmp_path: Path) -> None:
    """Up from the floor first."""
    async with at(tmp_path, packs(), "1") as desk:
        await desk.after(7 * MINUTE)
        await desk.press("n")
        assert "pack off · up from the floor" in desk.text()
        assert RULES[Rule.FLOOR] in read(desk)
        await desk.after(30 * SECOND)
        assert "Enter when you are back" in desk.text()
        await desk.after(50 * SECOND)
        assert desk.session().runner.state.status is Status.AWAITING
        assert "Enter when you are back" in desk.text()
        await desk.after(MINUTE)
        await desk.press("enter")
        assert desk.on == "SummaryScreen"
        assert [step.outcome for step in desk.record()[1]] == ["done", "done", "skipped", "done"]


async def test_who_is_back_from_a_walk_early_presses_enter(tmp_path: Path) -> None:
    """And has walked."""
    async with at(tmp_path, SIGNED.replace("tags: [signs-first]\n", "defaults: {advance: key}\n"), "1") as desk:
        await desk.after(40 * SECOND)
        await desk.press("enter")
        assert desk.on == "SummaryScreen"
        assert [step.outcome for step in desk.record()[1]] == ["done"]


async def test_by_voice_alone_nothing_waits_but_the_skin_and_that_not_for_long(tmp_path: Path) -> None:
    """No answer is no yes; at every step it may be left out."""
    async with at(tmp_path, packs("voice"), "1") as desk:
        assert words.LEAVE_OUT in desk.text()
        await desk.after(7 * MINUTE)
        assert kind_of(desk) is PhaseKind.SKIN_CHECK
        await desk.after(2 * MINUTE)
        assert words.SKIN_UNANSWERED in desk.text()
        await desk.to_the_end()
        assert [step.outcome for step in desk.record()[1]] == ["done", "done", "skipped", "done"]


async def test_a_pack_of_the_last_hour_is_asked_about(tmp_path: Path) -> None:
    """By what the history knows."""
    async with at(tmp_path, packs(), "1") as desk:
        await desk.after(2 * MINUTE)
        await desk.press("q", "enter", "enter")
        assert desk.on == "LibraryScreen"
        desk.app.begin("wanted")
        await desk.settle()
        await desk.press("1")
        assert kind_of(desk) is PhaseKind.SKIN_CHECK


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_rule_can_be_read_to_its_end(tmp_path: Path, size: tuple[int, int]) -> None:
    """It scrolls as the instructions do, and is not told again today."""
    async with at(tmp_path, packs(), "1", size=size) as desk:
        assert RULES[Rule.HEAT] in read(desk)
        await desk.press("down", "down", "down")
        assert "Cloth between." in read(desk)
        await desk.after(7 * MINUTE)
        assert RULES[Rule.HEAT] not in read(desk)


async def test_what_was_told_today_elsewhere_is_not_told_again_and_what_is_told_here_is_kept(tmp_path: Path) -> None:
    """The history is read before the session, and written beside it."""
    desk = Desk(tmp_path)
    with Store.open(desk.history_file) as store:
        store.save([NoticeRecord(Rule.HEAT, "2026-01-05T08:00:00+00:00")])
    write_routine(desk.user_routines, "wanted", LEFT_ALONE)
    async with desk.open():
        desk.app.begin("wanted")
        await desk.settle()
        await desk.press("1")
        assert RULES[Rule.NECK] in read(desk)
        with Store.open(desk.history_file) as store:
            assert store.notice(Rule.NECK) == NoticeRecord(Rule.NECK, "2026-01-05T09:00:00+00:00")
        await desk.after(35 * SECOND)
        assert kind_of(desk) is PhaseKind.LEAD_IN
        assert "Cloth between. Pack on you" not in read(desk)


async def test_who_ends_on_the_floor_is_told_the_way_up(tmp_path: Path) -> None:
    """There is no next step to do it."""
    async with at(tmp_path, ENDS_DOWN, "1") as desk:
        await desk.to_the_end()
        assert LAST_GETTING_UP in read(desk)


# Before a session


@pytest.mark.parametrize(("answer", "then"), [("n", "AskScale"), ("c", "AskScale"), ("a", "PageScreen")])
async def test_the_signs_come_before_a_routine_with_the_tag(tmp_path: Path, answer: str, then: str) -> None:
    """One of A closes the day, one of C is a line to remember."""
    async with at(tmp_path, SIGNED) as desk:
        assert desk.on == "SignsScreen"
        await desk.press(answer)
        assert desk.on == then
        with Store.open(desk.history_file) as store:
            kept = store.sign_of("2026-01-05")
        assert kept == (SignRecord("2026-01-05", "A") if answer == "a" else None)


async def test_one_of_b_keeps_a_routine_that_moves_from_beginning(tmp_path: Path) -> None:
    """Until the person has been checked."""
    async with at(tmp_path, SIGNED, "b") as desk:
        assert words.HELD_B in desk.text()
        await desk.press("1")
        assert desk.on == "LibraryScreen"
    async with at(tmp_path / "other", SIGNED, "b", "2") as desk:
        assert desk.on == "AskScale"


@pytest.mark.parametrize("is_asked_for", [False, True])
async def test_where_the_history_cannot_say_whether_a_sign_fitted_today_it_is_asked(
    tmp_path: Path, *, is_asked_for: bool
) -> None:
    """Before any routine, from the list and from the shell, once in a run."""
    desk = Desk(tmp_path)
    write_routine(desk.user_routines, "wanted", ENDS_DOWN)
    entry = next(each for each in entries(desk.app.services.folders()) if each.id == "wanted")
    if is_asked_for:
        desk = Desk(tmp_path, request=Request(routine="wanted", entry=entry))
    desk.history_file.write_bytes(b"no database " * 200)
    async with desk.open():
        if not is_asked_for:
            desk.app.begin("wanted")
            await desk.settle()
        assert desk.on == "SignsScreen"
        await desk.press("n")
        assert desk.on == "AskScale"
        if not is_asked_for:
            await desk.press("escape")
            desk.app.begin("wanted")
            await desk.settle()
            assert desk.on == "AskScale"


async def test_the_signs_are_shown_once_a_day(tmp_path: Path) -> None:
    """Also where they were read in the library."""
    async with at(tmp_path, SIGNED, "n", "escape") as desk:
        assert desk.on == "LibraryScreen"
        desk.app.begin("wanted")
        await desk.settle()
        assert desk.on == "AskScale"
    desk = Desk(tmp_path / "other")
    write_routine(desk.user_routines, "wanted", SIGNED)
    async with desk.open():
        await desk.press("w", "n")
        desk.app.begin("wanted")
        await desk.settle()
        assert desk.on == "AskScale"


async def test_from_the_shell_the_signs_come_first_as_well(tmp_path: Path) -> None:
    """Where the list knows the routine, and the question would need no file."""
    desk = Desk(tmp_path)
    write_routine(desk.user_routines, "wanted", SIGNED)
    entry = next(each for each in entries(desk.app.services.folders()) if each.id == "wanted")
    asked_for = Desk(tmp_path, request=Request(routine="wanted", entry=entry))
    async with asked_for.open() as desk:
        assert desk.on == "SignsScreen"


async def test_before_the_shower_one_is_asked_whether_all_is_ready(tmp_path: Path) -> None:
    """Inside, nobody can read it; who would rather not is asked again the next time, who said yes is not."""
    async with at(tmp_path, IN_SHOWER) as desk:
        assert TITLES[Rule.SHOWER] in desk.text()
        await desk.press("2")
        assert desk.on == "LibraryScreen"
        desk.app.begin("wanted")
        await desk.settle()
        await desk.press("1")
        assert desk.on == "AskScale"
        await desk.press("escape")
        desk.app.begin("wanted")
        await desk.settle()
        assert desk.on == "AskScale"


# The pages


async def test_the_safety_pages_are_a_key_away_in_the_library_and_in_the_help(tmp_path: Path) -> None:
    """They ask nothing, scroll to their end, and lead back to where one was."""
    async with Desk(tmp_path).open() as desk:
        await desk.press("r")
        assert desk.on == "SafetyScreen"
        assert words.SIGNS_TITLE["A"] in desk.text()
        await desk.press(*["pagedown"] * 8)
        assert words.FIRST_RUN[-1][-20:] in read(desk)
        await desk.press("escape")
        assert desk.on == "LibraryScreen"
        await desk.press("question_mark", "r")
        assert desk.on == "SafetyScreen"
        await desk.press("r")
        assert desk.on == "HelpScreen"
