"""Somebody at the desk, or nobody: from what a source tells to what the work clock says, whole days in a moment."""

from __future__ import annotations

import threading
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from tests.breaks.desk import at
from tests.work.doubles import WorkListenerDouble
from unbend.breaks import commands as c
from unbend.breaks import events as e
from unbend.breaks.rhythm import PRESETS, AwayPolicy, Preset, WorkSettings
from unbend.breaks.words import sentence
from unbend.session.clock import ManualClock
from unbend.units import HOUR, MINUTE, SECOND
from unbend.work.idle_asker import Answer
from unbend.work.inbox import Inbox
from unbend.work.presence import Presence
from unbend.work.runner import WorkRunner

if TYPE_CHECKING:
    from collections.abc import Callable

    from unbend.units import Ms

CLASSIC = WorkSettings(beats=PRESETS[Preset.CLASSIC].beats)
MONDAY = "2026-03-02 09:00"
AFTER_MS = 3 * MINUTE


class Desk:
    """A desk where somebody touches the keyboard every twenty seconds, but for the minutes in `away`."""

    def __init__(self, away: list[tuple[float, float]], settings: WorkSettings = CLASSIC) -> None:
        self.clock = ManualClock(at(MONDAY))
        self.listener = WorkListenerDouble()
        self.runner = WorkRunner(settings, self.clock, [self.listener])
        self.asked_ms: list[Ms] = []
        self.wakes = 0
        self._away = [(int(start * MINUTE), int(end * MINUTE)) for start, end in away]
        self.presence = Presence(self.runner, self.clock, ask=self._ask, tell=self.runner.send, idle_after_ms=AFTER_MS)
        self.runner.listen(self.presence)
        self.runner.tick()

    def _ask(self) -> Answer:
        now_ms = self.clock.now_ms()
        self.asked_ms.append(now_ms)
        since_ms = next((start for start, end in self._away if start <= now_ms < end), now_ms - now_ms % (20 * SECOND))
        return Answer(now_ms - since_ms, "the script")

    def until(self, minute: float) -> list[str]:
        """Let time pass to that minute, the machine awake; return what was told meanwhile."""
        before = len(self.listener.told)
        end_ms = int(minute * MINUTE)
        while self.clock.now_ms() < end_ms:
            wait_ms = max(round(self.runner.wait_s() * SECOND), 1)
            self.clock.advance(min(wait_ms, end_ms - self.clock.now_ms()))
            self.runner.tick()
            self.wakes += 1
            self.settle()
        return self.listener.told[before:]

    def settle(self) -> None:
        """Wait for the asking to be done."""
        if self.presence._thread is not None:  # noqa: SLF001  # nothing else says so
            self.presence._thread.join(60)  # noqa: SLF001

    @property
    def said(self) -> list[str]:
        """The sentences that were said."""
        return [sentence(each, self.runner.state.clock) for each in self.listener.events]


def test_ten_minutes_away_count_as_the_break() -> None:
    """It is noticed after three and dated back; on return there is one sentence, and the next is a stretch later."""
    desk = Desk([(15, 25)])
    assert desk.until(53) == ["Mon 09:18 AwayNoticed", "Mon 09:25 CameBack"]
    assert desk.said[1:] == [
        "Nobody here since 09:15.",
        "You were away 10 min, which counts as a break; the next break is in 30 min.",
    ]
    assert desk.until(60) == ["Mon 09:54 BreakAnnounced", "Mon 09:55 BreakDue"]


def test_after_an_absence_over_a_break_there_is_no_announcement() -> None:
    """It began before the break was announced, and ended long after it would have been due."""
    desk = Desk([(25, 72)])
    told = desk.until(80)
    assert told == ["Mon 09:28 AwayNoticed", "Mon 10:12 BreakMissed", "Mon 10:12 CameBack"]
    assert desk.said[-1] == "You were away 47 min, which counts as a break; the next break is in 30 min."


def test_who_goes_away_when_a_break_is_due_has_had_it() -> None:
    """Nobody need press a key for that; it is announced once."""
    desk = Desk([(30.5, 36)])
    told = desk.until(66)
    assert told[:2] == ["Mon 09:29 BreakAnnounced", "Mon 09:30 BreakDue"]
    assert told[2:] == [
        "Mon 09:34 AwayNoticed",
        "Mon 09:36 BreakMissed",
        "Mon 09:36 CameBack",
        "Mon 10:05 BreakAnnounced",
        "Mon 10:06 BreakDue",
    ]
    assert desk.runner.view().since_moved_ms == 30 * MINUTE


@pytest.mark.parametrize(
    ("away", "said"),
    [
        (AwayPolicy.COUNT, "You were away 4 min; the next break is in 41 min."),
        (AwayPolicy.PAUSE, "You were away 4 min; the next break is in 45 min."),
        (AwayPolicy.RESET, "You were away 4 min, which counts as a break; the next break is in 1 h."),
    ],
)
def test_an_absence_shorter_than_the_break_is_what_the_settings_say(away: AwayPolicy, said: str) -> None:
    """Four minutes of a break of five."""
    desk = Desk([(15, 19)], WorkSettings(beats=PRESETS[Preset.HOURLY].beats, away=away))
    desk.until(25)
    assert desk.said[-1] == said


def test_two_minutes_over_a_page_are_no_absence() -> None:
    """Nothing is said."""
    desk = Desk([(10, 12.9)])
    assert desk.until(28) == []


def test_it_asks_once_a_minute_and_wakes_nobody() -> None:
    """Not more often in the last minute, at a key, or while nobody is there."""
    desk = Desk([(15, 25)])
    desk.until(29)
    for _ in range(10):
        desk.clock.advance(SECOND)
        desk.runner.tick()
        desk.presence.seen()
        desk.settle()
    desk.until(60)
    gaps = [after - before for before, after in pairwise(desk.asked_ms)]
    assert min(gaps) >= 59 * SECOND
    assert 50 <= len(desk.asked_ms) <= 60
    alone = WorkRunner(CLASSIC, ManualClock(at(MONDAY)))
    assert desk.wakes <= 62
    assert alone.wait_s() == 60


def test_in_a_break_and_after_the_end_nobody_is_asked() -> None:
    """It is no news there that nobody types."""
    desk = Desk([])
    desk.runner.send(c.TakeBreak())
    desk.until(10)
    desk.runner.send(c.Stop())
    desk.until(20)
    assert desk.asked_ms == []


def test_a_key_in_its_own_terminal_ends_an_absence_whatever_the_machine_says() -> None:
    """Somebody may sit at another machine; they are away again once they have been quiet for as long."""
    desk = Desk([(10, 600)])
    assert desk.until(20) == ["Mon 09:13 AwayNoticed"]
    desk.presence.seen()
    assert desk.listener.told[-1] == "Mon 09:20 CameBack"
    assert desk.until(22) == []
    assert desk.until(30) == ["Mon 09:23 AwayNoticed"]
    desk.presence.seen()
    assert desk.said[-1] == "You were away 10 min, which counts as a break; the next break is in 30 min."


def test_where_nothing_can_tell_it_goes_by_the_clock() -> None:
    """Nothing is made up."""
    clock, listener = ManualClock(at(MONDAY)), WorkListenerDouble()
    runner = WorkRunner(CLASSIC, clock, [listener])
    for ask in (None, Answer):
        runner.listen(Presence(runner, clock, ask=ask, tell=lambda _: pytest.fail("told"), idle_after_ms=AFTER_MS))
    for _ in range(40):
        clock.advance(MINUTE)
        runner.tick()
    assert listener.told == ["Mon 09:00 WorkBegan", "Mon 09:29 BreakAnnounced", "Mon 09:30 BreakDue"]


def test_a_source_that_hangs_holds_up_nothing_and_is_asked_by_one_thread() -> None:
    """The work clock goes on; what the hanging one says in the end is taken by its own time."""
    clock, listener, answer, asked = ManualClock(at(MONDAY)), WorkListenerDouble(), threading.Event(), []

    def ask() -> Answer:
        asked.append(1)
        answer.wait(60)
        return Answer(0, "the script")

    runner = WorkRunner(CLASSIC, clock, [listener])
    presence = Presence(runner, clock, ask=ask, tell=runner.send, idle_after_ms=AFTER_MS)
    runner.listen(presence)
    for _ in range(40):
        clock.advance(MINUTE)
        runner.tick()
    assert listener.told[-1] == "Mon 09:30 BreakDue"
    assert asked == [1]
    answer.set()


@pytest.mark.parametrize("idle_ms", [0, MINUTE], ids=["came back", "went away"])
def test_a_work_clock_that_ends_while_somebody_is_asked_says_nothing(idle_ms: Ms) -> None:
    """The answer comes too late for it; a thread that failed would fail this test, and show on the person's screen."""
    clock, listener, answer, inbox = ManualClock(at(MONDAY)), WorkListenerDouble(), threading.Event(), Inbox()

    def ask() -> Answer:
        answer.wait(60)
        return Answer(idle_ms, "the script")

    runner = WorkRunner(CLASSIC, clock, [listener])
    presence = Presence(runner, clock, ask=ask, tell=inbox.ask, idle_after_ms=MINUTE)
    runner.listen(presence)
    runner.tick()
    clock.advance(MINUTE)
    if not idle_ms:
        runner.send(c.SeenIdle(0))
    runner.tick()
    thread = presence._thread  # noqa: SLF001  # nothing else says so
    assert thread is not None
    before = [*listener.told]
    inbox.close()
    answer.set()
    thread.join(60)
    assert (thread.is_alive(), listener.told) == (False, before)


def test_a_machine_that_sleeps_while_nobody_is_there_says_one_sentence() -> None:
    """Nobody came before the lid was closed, or when it was opened again: the absence is one."""
    desk = Desk([(10, 20)])
    desk.until(15)
    desk.clock.sleep(9 * HOUR)
    desk.runner.tick()
    desk.settle()
    assert [type(each) for each in desk.listener.events].count(e.CameBack) == 1
    assert desk.said[-1].startswith("You were away 9 h 5 min")


def _every(settings: WorkSettings, away: AwayPolicy) -> Callable[[], Desk]:
    return lambda: Desk([(start, start + 4) for start in range(5, 475, 10)], replace(settings, away=away))


@pytest.mark.parametrize("away", [*AwayPolicy])
def test_who_comes_and_goes_all_day_is_never_met_by_a_row_of_breaks(away: AwayPolicy) -> None:
    """Away for four minutes of each ten, eight hours long: between two announcements of a break lies its distance."""
    desk = _every(CLASSIC, away)()
    desk.until(480)
    dues = [each.due_ms for each in desk.listener.events if isinstance(each, e.BreakDue)]
    assert all(after - before >= CLASSIC.spacing_ms for before, after in pairwise(dues))
