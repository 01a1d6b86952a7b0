"""Commands from another thread: handed to the loop, answered, or taken back."""

from __future__ import annotations

import select
import threading
from typing import TYPE_CHECKING

import pytest

from tests.breaks.desk import at
from unbend.breaks import commands as c
from unbend.breaks.rhythm import WorkSettings
from unbend.breaks.state import Status
from unbend.errors import OrderRefused
from unbend.session.clock import ManualClock
from unbend.work import inbox as inbox_module
from unbend.work.inbox import ENDED, NO_ANSWER, Inbox
from unbend.work.runner import WorkRunner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unbend.breaks.commands import Command

LONGEST_S = 60


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    """Return an inbox that is closed in the end."""
    with Inbox() as found:
        yield found


@pytest.fixture
def runner() -> WorkRunner:
    """Return a work clock that has just begun."""
    return WorkRunner(WorkSettings(), ManualClock(at("2026-03-02 09:00")))


class Asking(threading.Thread):
    """Somebody who asks from another thread."""

    def __init__(self, inbox: Inbox, command: Command) -> None:
        super().__init__(daemon=True)
        self._inbox, self._command = inbox, command
        self.said = self.refused = ""
        self.start()

    def run(self) -> None:
        """Ask."""
        try:
            self.said = self._inbox.ask(self._command)
        except OrderRefused as error:
            self.refused = str(error)

    def answer(self) -> str:
        """Return what was said."""
        self.join(LONGEST_S)
        return self.said

    def refusal(self) -> str:
        """Return why it was not done."""
        self.join(LONGEST_S)
        return self.refused


def wait_until_woken(inbox: Inbox) -> None:
    """Wait for the inbox as the loop does."""
    assert select.select([inbox], [], [], LONGEST_S)[0] == [inbox]


def test_a_command_wakes_the_loop_and_its_sentence_comes_back(inbox: Inbox, runner: WorkRunner) -> None:
    """In the words of the log."""
    asking = Asking(inbox, c.Pause(30 * 60_000))
    wait_until_woken(inbox)
    inbox.serve(runner)
    assert asking.answer() == "Paused until 09:30."
    assert runner.state.status is Status.PAUSED
    assert select.select([inbox], [], [], 0)[0] == []


def test_what_does_not_fit_the_moment_is_said_to_whoever_asked(inbox: Inbox, runner: WorkRunner) -> None:
    """And changes nothing."""
    asking = Asking(inbox, c.Resume())
    wait_until_woken(inbox)
    inbox.serve(runner)
    assert (asking.answer(), asking.refusal()) == ("", "not now: the work clock is counting work")


def test_several_at_once_are_all_answered(inbox: Inbox, runner: WorkRunner) -> None:
    """Each with its own."""
    asking = [Asking(inbox, c.QuietFor(60_000 * minutes)) for minutes in range(1, 6)]
    while any(each.is_alive() for each in asking):
        select.select([inbox], [], [], 0.01)
        inbox.serve(runner)
    assert sorted(each.answer() for each in asking) == [f"Quiet until 09:0{minute}." for minute in range(1, 6)]


def test_what_the_loop_does_not_take_is_taken_back(
    inbox: Inbox, runner: WorkRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing happens after it was said that nothing did."""
    monkeypatch.setattr(inbox_module, "ANSWER_S", 0.01)
    with pytest.raises(OrderRefused, match=NO_ANSWER):
        inbox.ask(c.Pause())
    inbox.serve(runner)
    assert runner.state.status is Status.WORKING


def test_a_closed_inbox_answers_at_once(runner: WorkRunner) -> None:
    """Those who wait, and those who come later."""
    inbox = Inbox()
    asking = Asking(inbox, c.Pause())
    wait_until_woken(inbox)
    inbox.close()
    assert asking.refusal() == ENDED
    with pytest.raises(OrderRefused, match=ENDED):
        inbox.ask(c.Pause())
    assert runner.state.status is Status.WORKING
