"""What every front end puts a session together from: listeners that may fail, thresholds, the day's sign."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from tests.builders import a_plan, a_step, hold, lead_in
from tests.doubles import PlayerDouble
from unbend.engine import commands as c
from unbend.engine.plan import Side
from unbend.history.records import SignRecord
from unbend.history.store import Store
from unbend.pain.assessment import STANDARD, Thresholds, Tier
from unbend.session.clock import ManualClock
from unbend.session.parts import DaySign, make_listeners, make_player, make_recorder, thresholds
from unbend.session.runner import Runner
from unbend.settings import Settings
from unbend.units import HOUR, SECOND

if TYPE_CHECKING:
    from pathlib import Path

DAY = 24 * HOUR


class Day:
    """A day at the desk: the clock on the wall, the file, and the sentences that were told."""

    def __init__(self, folder: Path, start: datetime | None = None) -> None:
        self.clock = ManualClock(start)
        self.file = folder / "history.db"
        self.told: list[str] = []
        self.sign = self.anew()

    def anew(self) -> DaySign:
        """Return the sign as another run of the program has it."""
        return DaySign(self.file, self.clock.wall, self.told.append)


@pytest.fixture
def day(tmp_path: Path) -> Day:
    """Return a day that begins at nine."""
    return Day(tmp_path)


# The day's warning sign


def test_without_a_record_no_sign_holds_and_none_is_made(day: Day) -> None:
    """Asking leaves no file behind."""
    assert day.sign.get() is None
    assert not day.file.exists()


@pytest.mark.parametrize("tier", [Tier.A, Tier.B])
def test_a_sign_holds_for_the_day_in_every_run(day: Day, tier: Tier) -> None:
    """Leaving the program does not lift it."""
    day.sign.note(tier)
    assert day.sign.get() is tier
    day.clock.advance(14 * HOUR)
    assert day.sign.get() is tier
    assert day.anew().get() is tier
    assert day.told == []


def test_a_day_later_it_no_longer_holds(day: Day) -> None:
    """From midnight on, in this run and in another."""
    day.sign.note(Tier.A)
    day.clock.advance(15 * HOUR - 1)
    assert (day.sign.get(), day.anew().get()) == (Tier.A, Tier.A)
    day.clock.advance(1)
    assert (day.sign.get(), day.anew().get()) == (None, None)


def test_the_day_is_that_of_the_persons_own_calendar(tmp_path: Path) -> None:
    """Not that of Greenwich."""
    day = Day(tmp_path, datetime(2026, 1, 5, 23, 0, tzinfo=timezone(timedelta(hours=-8))))
    day.sign.note(Tier.B)
    day.clock.advance(HOUR - SECOND)
    assert day.anew().get() is Tier.B
    day.clock.advance(SECOND)
    assert day.anew().get() is None


def test_who_has_been_checked_is_free_again(day: Day) -> None:
    """In every run; a sign that fits later the same day holds again."""
    day.sign.note(Tier.A)
    day.sign.note(None)
    assert (day.sign.get(), day.anew().get()) == (None, None)
    day.sign.note(Tier.B)
    assert (day.sign.get(), day.anew().get()) == (Tier.B, Tier.B)


def test_a_sign_holds_though_the_disk_does_not_take_it(day: Day) -> None:
    """For this run, and the person is told once what is amiss."""
    day.file.mkdir()
    day.sign.note(Tier.A)
    assert day.sign.get() is Tier.A
    assert day.sign.get() is Tier.A
    (sentence,) = day.told
    assert str(day.file) in sentence
    assert sentence.endswith(".")
    day.clock.advance(DAY)
    assert day.sign.get() is None


def test_a_record_that_cannot_be_read_is_told(day: Day) -> None:
    """Nobody may believe that it was looked up."""
    day.file.write_bytes(b"no database " * 200)
    assert day.sign.get() is None
    assert len(day.told) == 1
    assert day.told[0].endswith("Whether a warning sign fitted earlier today could not be looked up.")


def test_a_sign_noted_by_another_run_is_seen(day: Day) -> None:
    """The line mode and the screen share it."""
    assert day.sign.get() is None
    with Store.open(day.file) as store:
        store.save([SignRecord("2026-01-05", "B")])
    assert day.sign.get() is Tier.B


# Thresholds


def test_the_settings_as_they_come_are_the_table_as_it_is() -> None:
    """The numbers stand in two files; they must not drift apart."""
    assert thresholds(Settings()) == STANDARD


def test_each_setting_cuts_its_own_strength() -> None:
    """None is taken for another."""
    settings = Settings(pain_mild_max=1, pain_much_min=4, pain_severe_min=7)
    assert thresholds(settings) == Thresholds(mild_max=1, much_min=4, severe_min=7)


# Sound and record


class FailingPlayer(PlayerDouble):
    """A player whose device is gone."""

    def play(self, name: str) -> None:
        """Fail."""
        msg = f"no device for {name}"
        raise OSError(msg)


def test_a_sound_that_fails_is_left_out_and_told_once(tmp_path: Path) -> None:
    """The session and its record go on."""
    clock, player, told = ManualClock(), FailingPlayer(), list[str]()
    plan = a_plan(a_step(lead_in(), hold()))
    recorder = make_recorder(tmp_path / "history.db", plan, clock.wall, pain=3, side=None)
    runner = Runner(plan, clock, make_listeners(player, recorder, Settings(), told.append))
    runner.send(c.Start())
    for _ in range(20):
        clock.advance(SECOND)
        runner.tick()
    recorder.close()
    assert runner.state.is_over
    assert told == ["The sound had to be left out: no device for get-ready. The session goes on."]
    assert player.calls[-1] == "(stop)"
    with Store.open(tmp_path / "history.db") as store:
        (session,) = store.sessions()
    assert (session.pain_before, session.performed_ms, session.chosen_side) == (3, 15_000, None)


def test_a_record_that_fails_is_left_out_and_the_sound_goes_on(tmp_path: Path) -> None:
    """Whatever the bug in it."""
    clock, player, told = ManualClock(), PlayerDouble(), list[str]()
    plan = a_plan(a_step(lead_in(), hold()))
    recorder = make_recorder(tmp_path / "history.db", plan, clock.wall, pain=None, side=Side.LEFT)
    sound, record = make_listeners(player, recorder, Settings(), told.append)
    recorder.handle = lambda *_: 1 / 0  # type: ignore[method-assign,assignment]  # a bug, made here
    runner = Runner(plan, clock, [sound, record])
    runner.send(c.Start())
    for _ in range(20):
        clock.advance(SECOND)
        runner.tick()
    assert told == ["The record had to be left out: division by zero. The session goes on."]
    assert player.sounds[-1] == "finish"


@pytest.mark.parametrize(
    ("settings", "left_out"),
    [
        (Settings(), set()),
        (Settings(countdown=False), {"tick", "tick-last"}),
        (Settings(halfway=False), {"halfway"}),
    ],
    ids=["all", "no-countdown", "no-halfway"],
)
def test_sounds_are_those_that_the_settings_want(tmp_path: Path, settings: Settings, left_out: set[str]) -> None:
    """The countdown and the middle can be left out."""
    clock, player = ManualClock(), PlayerDouble()
    plan = a_plan(a_step(hold(20_000)))
    recorder = make_recorder(tmp_path / "history.db", plan, clock.wall, pain=None, side=None)
    runner = Runner(plan, clock, make_listeners(player, recorder, settings, print))
    runner.send(c.Start())
    for _ in range(20):
        clock.advance(SECOND)
        runner.tick()
    recorder.close()
    assert set(player.sounds) == {"start", "halfway", "tick", "tick-last", "finish"} - left_out


def test_the_chosen_side_is_on_record(tmp_path: Path) -> None:
    """To see later whether it helped."""
    clock, plan, file = ManualClock(datetime(2026, 1, 5, 9, 0, tzinfo=UTC)), a_plan(), tmp_path / "history.db"
    recorder = make_recorder(file, plan, clock.wall, pain=None, side=Side.RIGHT)
    Runner(plan, clock, [recorder]).send(c.Start())
    recorder.close()
    with Store.open(file) as store:
        (session,) = store.sessions()
    assert (session.chosen_side, session.started_at) == ("right", "2026-01-05T09:00:00+00:00")


def test_a_player_begins_as_the_settings_have_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Muted where they say so, and without a sound before the first is asked for."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    for mute in (True, False):
        player = make_player(replace(Settings(), mute=mute), None)
        try:
            assert ("muted" in player.status) is mute
        finally:
            player.close()
