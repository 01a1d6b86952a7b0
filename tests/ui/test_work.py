"""The work clock on the screen: counting, a break that is due, what can be done about it, and the way back."""

from __future__ import annotations

import asyncio
from datetime import time
from typing import TYPE_CHECKING

import pytest
from textual.drivers.headless_driver import HeadlessDriver
from textual.events import AppBlur, AppFocus

from tests.ui.desk import LARGE, USUAL
from tests.ui.work_desk import LIGHT, WorkDesk
from unbend.breaks.commands import SeenIdle, TakeBreak
from unbend.breaks.rhythm import FixedBreak, Span, WorkSettings, every
from unbend.settings import Settings
from unbend.units import HOUR, MINUTE, SECOND
from unbend.work.wishes import work_settings

if TYPE_CHECKING:
    from pathlib import Path

TITLE = "\x1b[22;2t\x1b]2;Break, 30 s - Unbend\x1b\\"


async def test_it_counts_in_minutes_until_a_break_is_near(tmp_path: Path) -> None:
    """Then in seconds, and it says what comes."""
    desk = WorkDesk(tmp_path)
    async with desk.open():
        assert "min to go" in desk.text()
        assert "Next: a break of 30 s." in desk.text()
        await desk.work_for(19 * MINUTE + 10 * SECOND)
        assert "to the break" in desk.text()
        await desk.work_for(50 * SECOND)
        assert "TIME FOR A BREAK" in desk.text()
        assert "It waits 10 min." in desk.text()
        await desk.work_for(5 * MINUTE)
        assert desk.status == "due"
        assert desk.player.sounds == ["break-due"]


@pytest.mark.parametrize(("key", "minutes"), [("1", 2), ("2", 5), ("3", 10)])
async def test_a_break_is_postponed(tmp_path: Path, key: str, minutes: int) -> None:
    """By as much as the key says, and no more is said of it."""
    desk = WorkDesk(tmp_path)
    async with desk.open():
        await desk.work_for(20 * MINUTE)
        await desk.press(key)
        assert f"Postponed by {minutes} min" in desk.text()
        await desk.work_for(minutes * MINUTE - 10 * SECOND)
        assert desk.status == "working"
        await desk.work_for(10 * SECOND)
        assert desk.status == "due"


async def test_a_break_is_followed_and_the_clock_counts_on(tmp_path: Path) -> None:
    """From the key through the routine and back; the next comes a whole stretch later."""
    desk = WorkDesk(tmp_path)
    async with desk.open():
        await desk.work_for(20 * MINUTE)
        await desk.press("enter")
        assert "It is the short one." in desk.text()
        await desk.press("2")
        assert desk.on == "PlayerScreen"
        await desk.to_the_end()
        await desk.press("enter")
        assert desk.on == "WorkScreen"
        assert desk.status == "working"
        assert desk.runner.view().next_ms == 20 * MINUTE
        assert "You have just moved." in desk.text()


async def test_not_this_one_and_a_pause(tmp_path: Path) -> None:
    """Neither is commented on."""
    desk = WorkDesk(tmp_path)
    async with desk.open():
        await desk.work_for(20 * MINUTE)
        await desk.press("x")
        assert desk.status == "working"
        await desk.press("space")
        assert "PAUSED" in desk.text()
        assert "Nothing is counted until you go on." in desk.text()
        await desk.work_for(60 * MINUTE)
        assert desk.status == "paused"
        await desk.press("space")
        assert desk.status == "working"


async def test_where_nothing_suits_the_break_is_the_persons_own(tmp_path: Path) -> None:
    """Enter ends it."""
    desk = WorkDesk(tmp_path, choose=lambda _began: "Nothing that suits fits in.")
    async with desk.open():
        await desk.press("enter")
        assert "Nothing that suits fits in." in desk.text()
        assert desk.status == "break"
        await desk.press("enter")
        assert desk.status == "working"


async def test_a_routine_that_is_left_is_a_break_all_the_same(tmp_path: Path) -> None:
    """The clock counts on, and nobody is asked why."""
    desk = WorkDesk(tmp_path)
    async with desk.open():
        await desk.press("s", "escape")
        assert desk.on == "WorkScreen"
        assert desk.status == "working"


async def test_a_break_that_nobody_answers_is_left_out_and_can_still_be_had(tmp_path: Path) -> None:
    """In one sentence, without another sound; Enter begins one all the same."""
    desk = WorkDesk(tmp_path, work_settings(Settings(), LIGHT.beats, lambda _routine: 0))
    async with desk.open():
        await desk.work_for(30 * MINUTE)
        assert desk.status == "working"
        assert "A break was left out: nobody answered." in desk.text()
        assert desk.player.sounds == ["break-due"]
        await desk.press("enter")
        assert desk.status == "break"


async def test_a_break_can_be_begun_from_another_terminal(tmp_path: Path) -> None:
    """What is asked there is done here at once, and answered."""
    desk = WorkDesk(tmp_path)
    async with desk.open():
        said = await asyncio.to_thread(desk.inbox.ask, TakeBreak())
        assert said.startswith("The break begins")
        await desk.settle()
        assert "It is the short one." in desk.text()


@pytest.mark.parametrize("size", [USUAL, (60, 16)])
async def test_what_is_said_of_a_break_is_never_cut_off(tmp_path: Path, size: tuple[int, int]) -> None:
    """At its longest, in the smallest window."""
    desk = WorkDesk(tmp_path)
    async with desk.open(size):
        for _ in range(2):  # after two in a row it is quieter
            await desk.work_for(20 * MINUTE)
            await desk.press("x")
        await desk.work_for(20 * MINUTE)
        shown = " ".join(desk.text().split())
        assert "Time for a break of 30 s. It waits 10 min. 1, 2, 3: in 2, 5, 10 min." in shown
        assert "Quiet now: it is shown here and nowhere else." in shown


async def test_outside_the_working_hours_nothing_is_counted(tmp_path: Path) -> None:
    """And that is said."""
    hours = ((Span(time(1), time(2)),),) * 7
    desk = WorkDesk(tmp_path, WorkSettings(every(30 * MINUTE, 2 * MINUTE), hours=hours))
    async with desk.open():
        assert "Outside the working hours nothing is counted." in desk.text()


@pytest.mark.parametrize("size", [USUAL, (60, 16)])
@pytest.mark.parametrize(("weekday", "when"), [(0, "at 10:00."), (2, "at 10:00 on Wednesday.")])
async def test_it_is_said_when_the_working_hours_begin(
    tmp_path: Path, size: tuple[int, int], weekday: int, when: str
) -> None:
    """With the day where it is another one."""
    hours = tuple((Span(time(10), time(11)),) if day == weekday else () for day in range(7))
    desk = WorkDesk(tmp_path, WorkSettings(every(30 * MINUTE, 2 * MINUTE), hours=hours))
    async with desk.open(size):
        shown = " ".join(desk.text().split())
        assert f"Outside the working hours nothing is counted. They begin {when}" in shown


async def test_the_end_of_the_working_hours_is_said_once(tmp_path: Path) -> None:
    """By the picture, with what became of the break that was due; in the morning none of it is left."""
    hours = ((Span(time(8), time(9, 32)),),) * 7
    desk = WorkDesk(tmp_path, WorkSettings(every(30 * MINUTE, 2 * MINUTE), hours=hours))
    async with desk.open():
        await desk.work_for(35 * MINUTE)
        shown = " ".join(desk.text().split())
        assert "A break was left out: the working hours are over." in shown
        assert shown.count("They begin at 08:00 on Tuesday.") == 1
        assert "again" not in shown
        await desk.work_for(22 * HOUR + 30 * MINUTE)
        assert "WORK" in desk.text()
        assert "working hours" not in desk.text()


@pytest.mark.parametrize(
    ("before", "said"), [(("x",), "Not now: "), (("enter", "enter", "enter"), "Back after")], ids=["no", "back"]
)
async def test_what_was_said_before_is_gone_when_a_break_is_due(
    tmp_path: Path, before: tuple[str, ...], said: str
) -> None:
    """An old answer would contradict it."""
    desk = WorkDesk(tmp_path, choose=lambda _began: "Nothing that suits fits in.")
    async with desk.open():
        await desk.press(before[0])
        if len(before) > 1:
            await desk.work_for(MINUTE)
            await desk.press("enter")
        assert said in desk.text()
        await desk.work_for(10 * MINUTE)
        assert said in desk.text()
        await desk.work_for(10 * MINUTE)
        assert "TIME FOR A BREAK" in desk.text()
        assert said not in desk.text()


async def test_what_came_with_a_break_is_said_beside_it(tmp_path: Path) -> None:
    """Why it is another one than before is no old answer."""
    walk = FixedBreak(time(9, 25), "micro-break-30", 20 * MINUTE)
    desk = WorkDesk(tmp_path, WorkSettings(every(12 * MINUTE, 2 * MINUTE), fixed=(walk,)))
    async with desk.open():
        await desk.work_for(12 * MINUTE)
        await desk.press("1")
        await desk.work_for(3 * MINUTE)
        assert "Postponed" not in desk.text()
        await desk.work_for(10 * MINUTE)
        assert "Time for micro-break-30, 20 min." in desk.text()
        assert "A break was left out: a fixed one has its time." in desk.text()


async def test_how_a_break_ends_is_said_until_it_does(tmp_path: Path) -> None:
    """Also when its time is over."""
    desk = WorkDesk(tmp_path, choose=lambda _began: "Nothing that suits fits in.")
    async with desk.open():
        await desk.press("enter")
        await desk.work_for(5 * MINUTE)
        assert "Enter when you are back." in " ".join(desk.text().split())


async def test_the_window_has_a_title_while_a_break_is_due(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put aside once, and given back as soon as nothing is due, whatever is shown above the clock."""
    monkeypatch.setenv("TERM", "xterm")
    desk = WorkDesk(tmp_path)
    async with desk.open():
        written: list[str] = []
        monkeypatch.setattr(HeadlessDriver, "write", lambda _driver, data: written.append(data))
        await desk.press("f1")
        await desk.work_for(19 * MINUTE + 50 * SECOND)
        assert TITLE not in "".join(written)
        await desk.work_for(10 * SECOND)
        await desk.work_for(MINUTE)
        assert "".join(written).count(TITLE) == 1
        await desk.press("escape", "x")
        assert "".join(written).count("\x1b[23;2t") == 1
        await desk.work_for(20 * MINUTE)
        assert "".join(written).count(TITLE) == 2
    assert "".join(written).count("\x1b[23;2t") == 2


async def test_q_stops_it(tmp_path: Path) -> None:
    """With the exit code of something that was done."""
    desk = WorkDesk(tmp_path)
    async with desk.open():
        await desk.pilot.press("q")
        await desk.pilot.pause()
    assert desk.app.return_value == 0
    assert desk.runner.is_over


async def test_ctrl_c_stops_it_for_good(tmp_path: Path) -> None:
    """As in lines, with the exit code of an interruption."""
    desk = WorkDesk(tmp_path)
    async with desk.open():
        await desk.pilot.press("ctrl+c")
        await desk.pilot.pause()
    assert desk.app.return_value == 130
    assert desk.runner.is_over


@pytest.mark.parametrize("size", [USUAL, LARGE, (60, 16), (30, 8)])
async def test_the_time_is_there_at_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    """In words where there is no room for digits."""
    desk = WorkDesk(tmp_path)
    async with desk.open(size):
        assert "WORK" in desk.text()


@pytest.mark.parametrize("sign", ["key", "front"])
async def test_a_key_or_the_terminal_coming_to_the_front_ends_an_absence(tmp_path: Path, sign: str) -> None:
    """Whatever key it is; that the terminal went to the back is no absence."""
    desk = WorkDesk(tmp_path)
    async with desk.open():
        await desk.work_for(2 * MINUTE)
        desk.app.post_message(AppBlur())
        await desk.work_for(3 * MINUTE)
        assert not desk.runner.state.is_away
        desk.runner.send(SeenIdle(desk.runner.state.now_ms - 3 * MINUTE))
        await desk.work_for(7 * MINUTE)
        assert desk.runner.state.is_away
        if sign == "key":
            await desk.press("up")
        else:
            desk.app.post_message(AppFocus())
            await desk.settle()
        assert not desk.runner.state.is_away
        shown = " ".join(desk.text().split())
        assert "You were away 10 min, which counts as a break; the next break is in 20 min." in shown
