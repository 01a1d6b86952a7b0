"""The history of breaks: one row each, with what became of it and why."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.breaks.desk import at
from unbend.breaks import commands as c
from unbend.breaks.rhythm import PRESETS, Preset, WorkSettings
from unbend.errors import HistoryUnavailable
from unbend.history.records import BreakOutcome, BreakRecord
from unbend.history.store import Store
from unbend.session.clock import ManualClock
from unbend.units import MINUTE, SECOND
from unbend.work.break_log import BreakLog
from unbend.work.runner import WorkRunner

if TYPE_CHECKING:
    from pathlib import Path

CLASSIC = WorkSettings(beats=PRESETS[Preset.CLASSIC].beats)


class Desk:
    """A work clock that writes into a history."""

    def __init__(self, folder: Path, before: Desk | None = None) -> None:
        """Begin at nine, or a moment after `before` was killed and go on from there."""
        self.file = folder / "history.db"
        self.clock: ManualClock = ManualClock(at("2026-03-02 09:00") if before is None else before.clock.wall())
        self.runner: WorkRunner = WorkRunner(CLASSIC, self.clock, kept=None if before is None else before.runner.kept())
        self.told: list[str] = []
        self.routine: str | None = None
        self.failure: HistoryUnavailable | None = None
        since_ms = None if before is None else 0
        self.runner.listen(BreakLog(self._open, lambda: self.routine, self.told.append, left_open_since_ms=since_ms))
        self.runner.tick()

    def _open(self) -> Store:
        if self.failure is not None:
            raise self.failure
        return Store.open(self.file)

    def until(self, clock: str) -> None:
        """Work until the clock shows that."""
        end = at(f"2026-03-02 {clock}")
        while (left := end - self.clock.wall()) > timedelta(0):
            self.clock.advance(min(left // timedelta(milliseconds=1), MINUTE))
            self.runner.tick()

    def rows(self) -> list[BreakRecord]:
        """Return what stands in the history."""
        with Store.open(self.file) as store:
            return store.breaks()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk at nine, a break each half hour."""
    return Desk(tmp_path)


def short(row: BreakRecord) -> tuple[str, BreakOutcome | None, str | None, str | None]:
    """Return what a row is about."""
    return row.due_at[11:16], row.became, row.why, row.routine


def test_a_row_says_when_it_was_due_and_what_became_of_it(desk: Desk) -> None:
    """Postponed, had with a routine, left out, asleep through one, and in quiet hours."""
    desk.until("09:31")
    desk.runner.send(c.Postpone(5 * MINUTE))
    desk.until("09:36")
    desk.runner.send(c.TakeBreak())
    desk.until("09:39")
    desk.routine = "stand-and-move-2"
    desk.runner.send(c.EndBreak())
    desk.until("10:09")
    desk.runner.send(c.Skip())
    desk.clock.sleep(60 * MINUTE)
    desk.runner.tick()
    desk.runner.send(c.QuietFor(40 * MINUTE))
    desk.until("11:45")
    assert [short(row) for row in desk.rows()] == [
        ("09:30", BreakOutcome.POSTPONED, None, None),
        ("09:36", BreakOutcome.TAKEN, None, "stand-and-move-2"),
        ("10:09", BreakOutcome.SKIPPED, None, None),
        ("10:39", BreakOutcome.MISSED, "away", None),
        ("11:39", BreakOutcome.MISSED, "quiet", None),
    ]
    taken = desk.rows()[1]
    assert taken.due_at == "2026-03-02T09:36:00+01:00"
    assert (taken.began_ms, taken.ended_ms) == (taken.due_ms, taken.due_ms + 3 * MINUTE)
    assert taken.planned_ms == 2 * MINUTE


def test_a_break_that_waits_and_one_that_lasts_stand_there_already(desk: Desk) -> None:
    """After a kill they say that nothing is known of how they ended."""
    desk.until("09:30")
    (waits,) = desk.rows()
    assert (waits.became, waits.began_ms) == (None, None)
    desk.runner.send(c.TakeShort())
    (lasts,) = desk.rows()
    assert (lasts.id, lasts.is_short, lasts.became) == (waits.id, True, None)
    assert lasts.began_ms == waits.due_ms


def test_a_break_before_its_time_is_due_when_it_begins(desk: Desk) -> None:
    """And its end is the last movement that is known of."""
    desk.until("09:10")
    desk.runner.send(c.TakeBreak())
    desk.clock.advance(90 * SECOND)
    desk.runner.send(c.EndBreak())
    (row,) = desk.rows()
    assert short(row) == ("09:10", BreakOutcome.TAKEN, None, None)
    with Store.open(desk.file) as store:
        assert store.last_break_ms() == row.ended_ms == row.due_ms + 90 * SECOND


def test_a_history_that_is_in_use_costs_no_row_and_is_told_once(desk: Desk) -> None:
    """The work clock does not notice; the rows follow."""
    desk.failure = HistoryUnavailable("the history is locked")
    desk.until("09:35")
    assert desk.told == ["the history is locked. The work clock goes on, and it is tried again."]
    desk.failure = None
    desk.until("09:37")
    assert len(desk.rows()) == 1
    assert len(desk.told) == 1


def test_a_break_had_elsewhere_has_its_length(desk: Desk) -> None:
    """Also where it was due before; the routine of an earlier break is not its own."""
    desk.routine = "stand-and-move-2"
    desk.until("09:33")
    desk.runner.send(c.HadBreak(2 * MINUTE))
    desk.until("09:50")
    desk.runner.send(c.HadBreak(30 * SECOND))
    desk.runner.tick()
    first, second = desk.rows()
    assert (first.due_at[11:16], first.became, first.routine) == ("09:30", BreakOutcome.TAKEN, None)
    lengths = [(row.ended_ms or 0) - (row.began_ms or 0) for row in (first, second)]
    assert (lengths, first.is_short, second.is_short) == ([2 * MINUTE, 30 * SECOND], False, True)


def test_a_pause_puts_off_the_break_that_waits(desk: Desk) -> None:
    """It is due again after it, however long it lasts, and what becomes of it then says nothing of before."""
    desk.until("09:31")
    desk.runner.send(c.Pause(5 * MINUTE))
    desk.until("09:37")
    desk.runner.send(c.Skip())
    desk.runner.tick()
    assert [short(row) for row in desk.rows()] == [
        ("09:30", BreakOutcome.POSTPONED, None, None),
        ("09:36", BreakOutcome.SKIPPED, None, None),
    ]


@pytest.mark.parametrize(
    ("lasted_s", "is_had", "became", "why"),
    [(2, True, "missed", "left"), (90, False, "missed", "left"), (30, True, "taken", None)],
)
def test_a_break_in_which_nothing_was_done_is_none(
    desk: Desk, lasted_s: int, became: str, why: str | None, *, is_had: bool
) -> None:
    """Left within half a minute, or before anything began; nobody has moved then."""
    desk.until("09:30")
    desk.runner.send(c.TakeBreak())
    desk.clock.advance(lasted_s * SECOND)
    desk.runner.send(c.EndBreak(is_had=is_had))
    desk.runner.tick()
    (row,) = desk.rows()
    assert (row.became, row.why) == (became, why)
    assert (desk.runner.view().since_moved_ms is not None) == (became == "taken")


@pytest.mark.parametrize(
    ("commands", "lasted_s", "is_had", "became", "why"),
    [
        ([], 60, True, "missed", "stopped"),
        ([c.TakeBreak()], 60, True, "taken", None),
        ([c.TakeBreak()], 60, False, "missed", "left"),
        ([c.TakeBreak()], 5, True, "missed", "left"),
    ],
)
def test_what_is_under_way_when_it_is_stopped_has_an_end(  # noqa: PLR0913  # the cases
    desk: Desk, commands: list[c.Command], lasted_s: int, became: str, why: str | None, *, is_had: bool
) -> None:
    """A break that waits, and one that lasts."""
    desk.until("09:30")
    for command in commands:
        desk.runner.send(command)
    desk.clock.advance(lasted_s * SECOND)
    desk.runner.send(c.Stop(is_had=is_had))
    (row,) = desk.rows()
    assert (row.became, row.why) == (became, why)


def test_after_a_restart_the_break_that_waited_is_the_same(desk: Desk, tmp_path: Path) -> None:
    """And so is one that lasted when it was killed; it ended then."""
    desk.until("09:31")
    again = Desk(tmp_path, desk)
    again.runner.send(c.TakeBreak())
    again.until("09:33")
    third = Desk(tmp_path, again)
    (row,) = third.rows()
    assert (row.due_at[11:16], row.became) == ("09:30", BreakOutcome.TAKEN)
    assert (row.ended_ms or 0) - (row.began_ms or 0) == 2 * MINUTE
