"""The recorder, driven by the engine's own events into a real file."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests.builders import BREATHING, a_plan, a_step, a_variant, ease_in, hold, lead_in, own_pace
from unbend.engine import commands as c
from unbend.engine.machine import advance, apply, new_session
from unbend.engine.plan import Phase, PhaseKind, Place, Plan, PlanStep, Side
from unbend.errors import HistoryUnavailable
from unbend.history.recorder import Recorder
from unbend.history.records import PainRecord, SessionRecord, SessionStatus, StepRecord
from unbend.history.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from unbend.engine.state import State

NOON = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)
START_MS = 7_000
"""The engine's clock starts anywhere."""


class Recording:
    """A session with its recorder; the test says what happens when, in milliseconds from the start."""

    def __init__(self, file: Path, plan: Plan, *, is_disk_there: bool = True) -> None:
        self.file = file
        self.is_disk_there = is_disk_there
        self.recorder = Recorder(self.open, plan, lambda: NOON, pain_before=2, chosen_side="left")
        self.state: State = new_session(plan, START_MS)
        self.send(0, c.Start())

    def open(self) -> Store:
        """Open the store, if the disk is there."""
        if not self.is_disk_there:
            msg = "the history cannot be used: read-only file system"
            raise HistoryUnavailable(msg)
        return Store.open(self.file)

    def send(self, at_ms: int, command: c.Command) -> None:
        """Apply `command` and record what comes of it, as the runner does."""
        outcome = apply(self.state, command, START_MS + at_ms)
        self.state = outcome.state
        for event in outcome.events:
            self.recorder.handle(event)
        self.recorder.beat(self.state)

    def wake(self, at_ms: int) -> None:
        """Settle and beat, as the runner does."""
        outcome = advance(self.state, START_MS + at_ms)
        self.state = outcome.state
        for event in outcome.events:
            self.recorder.handle(event)
        self.recorder.beat(self.state)

    def read(self) -> tuple[SessionRecord, list[StepRecord], list[PainRecord]]:
        """Return what another process would find in the file at this moment."""
        with Store.open(self.file) as store:
            (session,) = store.sessions()
            return session, store.steps(session.id), store.pains(session.id)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the history of this test is."""
    return tmp_path / "history.db"


def two_sides() -> PlanStep:
    """Return a step of ten seconds on each side after a lead-in."""
    left = replace(hold(10_000), side=Side.LEFT)
    right = Phase(PhaseKind.HOLD, 10_000, Side.RIGHT, Place(1, 2, 1))
    return a_step(lead_in(5_000), left, right, name="neck")


def test_a_session_is_there_from_its_first_moment(file: Path) -> None:
    """Open at the start, with the pain asked before and the side chosen."""
    recording = Recording(file, a_plan())
    session, steps, _ = recording.read()
    assert session.status is SessionStatus.RUNNING
    assert (session.pain_before, session.chosen_side) == (2, "left")
    assert (session.planned_ms, session.started_at) == (10_000, "2026-01-05T12:00:00+00:00")
    assert [step.outcome for step in steps] == [None]
    recording.recorder.close()


def test_a_finished_session_has_every_step_with_planned_and_performed_time(file: Path) -> None:
    """And the time of each side, without the lead-in."""
    recording = Recording(file, a_plan(two_sides(), a_step(hold(8_000), name="back")))
    recording.wake(33_000)
    recording.recorder.close()
    session, (neck, back), _ = recording.read()
    assert session.status is SessionStatus.FINISHED
    assert (session.performed_ms, session.length_ms) == (33_000, 33_000)
    assert (neck.planned_ms, neck.performed_ms, neck.left_ms, neck.right_ms) == (25_000, 25_000, 10_000, 10_000)
    assert (neck.side, neck.outcome) == ("both", "done")
    assert (back.started_ms, back.performed_ms) == (25_000, 8_000)


def test_the_pain_press_is_on_disk_before_anything_is_answered(file: Path) -> None:
    """With the exercise, the phase and the side in which it came; the answers follow into the same row."""
    recording = Recording(file, a_plan(two_sides()))
    recording.send(12_000, c.Pause(c.PauseReason.PAIN))
    _, _, (press,) = recording.read()
    assert (press.exercise, press.phase, press.side, press.at_ms, press.nrs) == ("neck", "hold", "left", 12_000, None)
    recording.send(30_000, c.ReportPain(nrs=6, kind="sharp", place="neck", is_spreading=False, row=3, choice="skip"))
    _, _, (answered,) = recording.read()
    assert answered == replace(press, nrs=6, kind="sharp", place="neck", is_spreading=False, row=3, choice="skip")
    recording.recorder.close()


def test_a_second_press_is_a_row_of_its_own(file: Path) -> None:
    """Each press counts; none overwrites another."""
    recording = Recording(file, a_plan(two_sides()))
    for at_ms in (6_000, 16_000):
        recording.send(at_ms, c.Pause(c.PauseReason.PAIN))
        recording.send(at_ms + 5_000, c.Resume())
    _, _, presses = recording.read()
    assert [(press.press, press.at_ms) for press in presses] == [(1, 6_000), (2, 16_000)]
    recording.recorder.close()


def test_a_beat_writes_how_far_the_session_is(file: Path) -> None:
    """What a kill can cost is what came after the last beat."""
    recording = Recording(file, a_plan(a_step(hold(60_000))))
    recording.wake(17_500)
    session, (step,), _ = recording.read()
    assert (session.performed_ms, session.length_ms, step.performed_ms) == (17_500, 17_500, 17_500)
    recording.recorder.close()


def test_easing_and_skipping_and_going_back_are_told_apart(file: Path) -> None:
    """The step's row says how it was done last and how it ended."""
    plan = a_plan(a_step(hold(20_000), eased=[hold(10_000)], name="one"), a_step(hold(20_000), name="two"))
    recording = Recording(file, plan)
    recording.send(4_000, c.Ease())
    recording.wake(14_000)
    recording.send(20_000, c.Back())
    recording.send(25_000, c.NextStep())
    recording.recorder.close()
    _, steps, _ = recording.read()
    assert [(step.exercise, step.variant, step.outcome) for step in steps] == [
        ("one", "eased", "done"),
        ("two", "normal", "left"),
        ("two", "normal", "skipped"),
    ]


def test_what_is_done_instead_gets_a_row_of_its_own(file: Path) -> None:
    """The history must not say that somebody did what they did not: four seconds of plank, five of the easier one."""
    recording = Recording(file, a_plan(a_step(hold(20_000), easier=[hold(5_000)], name="plank")))
    recording.send(4_000, c.UseEasier())
    recording.wake(9_000)
    recording.recorder.close()
    _, steps, _ = recording.read()
    assert [(step.exercise, step.variant, step.outcome, step.planned_ms, step.performed_ms) for step in steps] == [
        ("plank", "normal", "exchanged", 20_000, 4_000),
        ("plank, easier", "easier", "done", 5_000, 5_000),
    ]


def test_breathing_instead_is_no_movement_in_the_record(file: Path) -> None:
    """Also when the session stops while breathing."""
    recording = Recording(file, a_plan(two_sides()))
    recording.send(12_000, c.Breathe())
    recording.send(15_000, c.Stop(c.StopReason.PAIN))
    recording.recorder.close()
    _, steps, _ = recording.read()
    assert [(step.exercise, step.performed_ms, step.left_ms) for step in steps] == [
        ("neck", 12_000, 7_000),
        ("breathing", 3_000, 0),
    ]


def test_asked_again_in_one_pause_what_was_said_before_stays(file: Path) -> None:
    """Four times Enter by mistake must not wipe out an eight."""
    recording = Recording(file, a_plan(two_sides()))
    recording.send(12_000, c.Pause(c.PauseReason.PAIN))
    recording.send(20_000, c.ReportPain(nrs=8, kind="sharp"))
    recording.send(21_000, c.ReportPain(nrs=8, kind="sharp", row=3, choice="pause-on"))
    recording.send(40_000, c.ReportPain())
    recording.send(41_000, c.ReportPain(row=6, choice="skip"))
    recording.recorder.close()
    _, _, presses = recording.read()
    assert [(press.press, press.at_ms, press.nrs, press.choice) for press in presses] == [
        (1, 12_000, 8, "pause-on"),
        (2, 40_000, None, "skip"),
    ]


def test_a_pause_over_night_writes_nothing(file: Path) -> None:
    """A beat that has nothing new leaves the disk alone."""
    recording = Recording(file, a_plan(a_step(hold(60_000))))
    recording.send(10_000, c.Pause())
    size = file.with_name("history.db-wal").stat().st_size
    for second in range(11, 500):
        recording.wake(second * 1_000)
    assert file.with_name("history.db-wal").stat().st_size == size
    recording.recorder.close()


def test_stopping_and_being_cut_off_are_told_apart(file: Path, tmp_path: Path) -> None:
    """A stop is a decision, an interruption is not."""
    for name, why, status in (
        ("a", c.StopReason.PAIN, SessionStatus.STOPPED),
        ("b", c.StopReason.INTERRUPTED, SessionStatus.INTERRUPTED),
    ):
        recording = Recording(tmp_path / name, a_plan())
        recording.send(3_000, c.Stop(why))
        recording.recorder.close()
        session, (step,), _ = recording.read()
        assert (session.status, session.stopped_why, step.outcome) == (status, str(why), "stopped")
    assert not file.exists()


def test_without_a_disk_the_trouble_is_told_and_nothing_is_lost_when_it_comes_back(file: Path) -> None:
    """What could not be written is kept and written with the next event."""
    recording = Recording(file, a_plan(two_sides()), is_disk_there=False)
    recording.send(7_000, c.Pause(c.PauseReason.PAIN))
    assert recording.recorder.trouble == "the history cannot be used: read-only file system"
    recording.is_disk_there = True
    recording.send(9_000, c.Resume())
    assert recording.recorder.trouble is None
    session, (step,), (press,) = recording.read()
    assert (session.status, step.exercise, press.at_ms) == (SessionStatus.RUNNING, "neck", 7_000)
    recording.recorder.close()


def test_without_a_disk_there_is_still_something_to_tell(file: Path) -> None:
    """The summary at the end is made from what was recorded, wherever that got to."""
    assert Recorder(lambda: Store.open(file), a_plan(), lambda: NOON).records == (None, (), ())
    recording = Recording(file, a_plan(two_sides()), is_disk_there=False)
    recording.send(7_000, c.Pause(c.PauseReason.PAIN))
    recording.send(9_000, c.Stop(c.StopReason.PAIN))
    session, (step,), (press,) = recording.recorder.records
    assert session is not None
    assert (session.status, session.performed_ms) == (SessionStatus.STOPPED, 7_000)
    assert (step.exercise, step.outcome, press.at_ms) == ("neck", "stopped", 7_000)


def test_the_end_asks_for_pain_and_for_what_disagreed(file: Path) -> None:
    """Both answers reach the file after the session is over."""
    recording = Recording(file, a_plan(a_step(name="one"), a_step(name="two")))
    recording.wake(20_000)
    recording.recorder.pain_after(4)
    recording.recorder.disagreed({1})
    recording.recorder.close()
    session, steps, _ = recording.read()
    assert session.pain_after == 4
    assert [(step.name, step.has_disagreed) for step in steps] == [("one", False), ("two", True)]


def test_work_at_the_persons_own_pace_counts_what_it_took(file: Path) -> None:
    """A phase without a length is performed for as long as it lasts."""
    recording = Recording(file, a_plan(a_step(lead_in(5_000), own_pace())))
    recording.send(42_000, c.Proceed())
    recording.recorder.close()
    session, (step,), _ = recording.read()
    assert (session.status, session.performed_ms, step.planned_ms) == (SessionStatus.FINISHED, 42_000, 5_000)


def test_a_plain_rest_has_no_side(file: Path) -> None:
    """And a movement of both sides together says so."""
    together = a_variant(replace(ease_in(), side=Side.BOTH), name="bridge")
    plan = Plan("p", "P", (a_step(lead_in()), PlanStep(together)), BREATHING)
    recording = Recording(file, plan)
    recording.wake(10_000)
    recording.recorder.close()
    _, steps, _ = recording.read()
    assert [step.side for step in steps] == [None, "together"]
