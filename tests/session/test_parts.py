"""What every front end puts a session together from: listeners that may fail, thresholds, the record."""

from __future__ import annotations

import queue
from array import array
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests.builders import a_plan, a_step, hold, lead_in
from tests.doubles import PlayerDouble
from unbend.audio.samples import write_cue
from unbend.engine import commands as c
from unbend.engine.plan import Side
from unbend.errors import WrongUse
from unbend.history.store import Store
from unbend.pain.assessment import STANDARD, Thresholds
from unbend.session.clock import ManualClock, SystemClock
from unbend.session.parts import make_listeners, make_player, make_recorder, speaking, thresholds
from unbend.session.runner import Runner
from unbend.settings import Settings
from unbend.units import SECOND

if TYPE_CHECKING:
    from pathlib import Path

    from unbend.audio.voice import Voice


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

    def play(self, name: str, level: float = 1.0) -> None:
        """Fail."""
        msg = f"no device for {name} at {level}"
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
    assert told == ["The sound had to be left out: no device for get-ready at 1.0. The session goes on."]
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


def test_the_users_own_sounds_are_looked_at_and_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On another thread, so that nobody waits for them."""
    for name in ("CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    folder = tmp_path / "config" / "unbend" / "sounds"
    folder.mkdir(parents=True)
    write_cue(str(folder / "start.wav"), array("h", [1]) * 4 * 44_100)
    write_cue(str(folder / "rest.wav"), array("h", [1]) * 100)
    told: queue.SimpleQueue[str] = queue.SimpleQueue()
    player = make_player(Settings(), None, told.put)
    try:
        assert told.get(timeout=20) == "start.wav lasts longer than 3 s; the shipped sound is heard instead."
    finally:
        player.close()


# The voice


def speaks(settings: Settings, *, is_by_ear: bool, rate: float = 1.0) -> bool:
    """Return whether a session is spoken to somebody with these settings."""
    plan, clock = a_plan(is_voice_only=is_by_ear), SystemClock(rate)
    told: queue.SimpleQueue[str] = queue.SimpleQueue()

    def no_voice(chosen: str) -> Voice:
        raise WrongUse(chosen)

    with speaking(PlayerDouble(), plan, settings, clock=clock, find_voice=no_voice, tell=told.put) as speech:
        if speech is not None:
            assert "auto" in told.get(timeout=30)  # the voice that was looked for
        return speech is not None


@pytest.mark.parametrize(
    ("settings", "by_ear", "otherwise"),
    [
        (Settings(), True, False),
        (Settings(voice="auto"), True, True),
        (Settings(voice="off"), False, False),
        (Settings(profile="voice"), True, True),
        (Settings(profile="silent", voice="auto"), False, False),
        (Settings().with_voice(wanted=True), True, True),
        (Settings(voice="auto").with_voice(wanted=False), False, False),
        (Settings(voice="auto").with_voice(wanted=None), True, True),
    ],
)
def test_a_session_is_spoken_where_the_settings_want_it(settings: Settings, by_ear: bool, otherwise: bool) -> None:  # noqa: FBT001
    """By ear alone as they come."""
    assert speaks(settings, is_by_ear=True) is by_ear
    assert speaks(settings, is_by_ear=False) is otherwise


def test_a_clock_that_runs_faster_than_the_world_is_not_spoken_to() -> None:
    """Words keep their length."""
    assert not speaks(Settings(voice="auto"), is_by_ear=True, rate=60)


def test_a_name_that_was_chosen_is_kept_by_the_option() -> None:
    """The option says that there is a voice, not which."""
    assert Settings(voice="espeak-ng:en-gb").with_voice(wanted=True).voice == "espeak-ng:en-gb"
