"""Which event is heard as what."""

from __future__ import annotations

import pytest

from tests.builders import a_plan, a_step, ease_out, hold, lead_in
from tests.doubles import PlayerDouble
from unbend.audio.cue_sink import TOO_LATE_MS, CueSink
from unbend.cue_table import CUES, CueGroup
from unbend.engine import commands as c
from unbend.engine.events import CueFired, Paused
from unbend.engine.plan import Cue, CueKind
from unbend.session.clock import ManualClock
from unbend.session.runner import Runner

PLAN = a_plan(a_step(lead_in(), hold(20_000), ease_out()))


def heard(*script: tuple[int, c.Command], countdown: bool = True, halfway: bool = True) -> PlayerDouble:
    """Return the player after a session in which the commands were sent at their times."""
    clock, player = ManualClock(), PlayerDouble()
    runner = Runner(PLAN, clock, [CueSink(player, countdown=countdown, halfway=halfway)])
    runner.send(c.Start())
    todo = list(script)
    while not runner.state.is_over and clock.now_ms() < 120_000:
        clock.advance(100)
        while todo and todo[0][0] <= clock.now_ms():
            runner.send(todo.pop(0)[1])
        runner.tick()
    return player


def test_a_session_sounds_from_getting_ready_to_the_end() -> None:
    """Three ticks before each change, and always a sound at zero."""
    assert heard().sounds == [
        *("get-ready", "tick", "tick", "tick-last"),
        *("start", "halfway", "tick", "tick", "tick-last"),
        *("ease-out", "finish"),
    ]


def test_a_pause_is_silence_and_nothing_else() -> None:
    """For pain and for any other reason of a person."""
    for why in (c.PauseReason.PAIN, c.PauseReason.USER):
        assert heard((7_000, c.Pause(why))).sounds[-1] == "(stop)"


def test_a_pause_that_nobody_asked_for_is_told_however_late() -> None:
    """The machine slept; who lies with closed eyes would wait for the next cue in vain."""
    player = PlayerDouble()
    CueSink(player).handle(Paused(due_ms=0, step=0, why=c.PauseReason.SUSPENDED), 3_600_000)
    assert player.sounds == ["(stop)", "pause"]


def test_each_group_has_its_part_of_the_volume() -> None:
    """Ticks at a fifth, changes as they are; at nothing a group is not played at all."""
    assert levels_at(0.2)["tick"] == 0.2
    assert levels_at(0.2)["start"] == 1.0
    assert set(levels_at(0.0)) == {"get-ready", "start", "halfway", "ease-out", "finish"}


def levels_at(ticks: float) -> dict[str, float]:
    """Return how loud each cue of a session was with the ticks at this part of the volume."""
    clock, player = ManualClock(), PlayerDouble()
    runner = Runner(PLAN, clock, [CueSink(player, levels={CueGroup.TICKS: ticks, CueGroup.CHANGES: 1.0})])
    runner.send(c.Start())
    while not runner.state.is_over:
        clock.advance(100)
        runner.tick()
    return player.levels


@pytest.mark.parametrize("name", CUES)
def test_each_cue_can_be_left_out(name: str) -> None:
    """And nothing else with it; the silence of a pause is no cue."""
    player = PlayerDouble()
    sink = CueSink(player, silent=(name,))
    for kind in CueKind:
        sink.handle(CueFired(due_ms=0, step=0, visit=1, cue=Cue(0, kind)), 0)
    sink.handle(Paused(due_ms=0, step=0, why=c.PauseReason.SUSPENDED), 0)
    every = {str(kind) for kind in CueKind if kind is not CueKind.SKIN} | {"pause", "(stop)"}
    assert set(player.sounds) == every - {name}


def test_a_step_left_early_is_silenced_before_the_next_one_sounds() -> None:
    """What sounded was about something that is over."""
    sounds = heard((7_000, c.Back())).sounds
    assert sounds[5:7] == ["(stop)", "get-ready"]


def test_the_countdown_back_is_heard() -> None:
    """Three, two, one, and the sound that says go."""
    sounds = heard((7_000, c.Pause()), (9_000, c.Resume(3_000))).sounds
    assert sounds[5:10] == ["(stop)", "tick", "tick", "tick-last", "resume"]


def test_countdown_and_halfway_can_be_left_out() -> None:
    """Each by its own setting; what begins and ends is always heard."""
    assert heard(countdown=False, halfway=False).sounds == ["get-ready", "start", "ease-out", "finish"]


def test_a_cue_that_is_too_late_is_left_out() -> None:
    """Half a second off the beat it would say something false."""
    player = PlayerDouble()
    sink = CueSink(player)
    cue = CueFired(due_ms=0, step=0, visit=1, cue=Cue(0, CueKind.START))
    sink.handle(cue, TOO_LATE_MS + 1)
    assert player.sounds == []
    sink.handle(cue, TOO_LATE_MS)
    assert player.sounds == ["start"]


def test_the_device_is_woken_ahead_of_a_cue_and_left_alone_in_a_long_quiet() -> None:
    """A headset needs a second or two; holding it open for minutes drains it."""
    clock, player = ManualClock(), PlayerDouble()
    runner = Runner(a_plan(a_step(hold(60_000))), clock, [CueSink(player)])
    runner.send(c.Start())
    quiet = len(player.calls)
    for _ in range(26):  # up to 26 s: the halfway cue is at 30
        clock.advance(1_000)
        runner.tick()
    assert len(player.calls) == quiet
    clock.advance(1_500)
    runner.tick()
    assert player.calls[-1] == "(prepare)"


def test_a_look_at_the_skin_borrows_the_sound_that_calls() -> None:
    """It says neither go nor halfway."""
    player = PlayerDouble()
    CueSink(player).handle(CueFired(due_ms=0, step=0, visit=1, cue=Cue(0, CueKind.SKIN)), 0)
    assert player.sounds == ["get-ready"]
