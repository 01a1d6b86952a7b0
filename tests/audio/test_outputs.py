"""System players, bell and silence, with players that are only played."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from tests.audio.doubles import FakeSpawn, Reports
from tests.audio.rig import SOUNDS, length_s
from unbend.audio.outputs import PLAYERS_AT_ONCE, BellOutput, CommandOutput, SilentOutput
from unbend.audio.reports import SPEECH, Began, Cue, Ended, Ready, Refused
from unbend.audio.samples import read_cue

TICK_S = length_s("tick")


def cue(number: int = 1, name: str = "tick", gain: float = 1.0) -> Cue:
    """Return a shipped cue."""
    return Cue(number, name, SOUNDS / f"{name}.wav", gain, 0.0)


def opened() -> tuple[CommandOutput, FakeSpawn, Reports]:
    """Return the output of a player that has proved itself, with what it starts and reports."""
    spawn, reports = FakeSpawn(), Reports()
    output = CommandOutput(("paplay", "--loud"), spawn, reports.post)
    spawn.children[0].end(0)
    assert reports.next() == Ready(output)
    return output, spawn, reports


def threads(name: str) -> list[threading.Thread]:
    """Return the threads of that name."""
    return [thread for thread in threading.enumerate() if thread.name == name]


def test_a_player_is_proved_with_silence() -> None:
    """A status that says "on" must be true before the first cue."""
    spawn, reports = FakeSpawn(), Reports()
    output = CommandOutput(("paplay",), spawn, reports.post)
    assert reports.is_empty
    program, file = spawn.children[0].argv
    assert program == "paplay"
    assert not any(read_cue(file, 1.0))
    spawn.children[0].end(1)
    assert reports.next() == Ended(output, "player ended with 1")
    output.close()


def test_a_cue_is_played_from_a_copy_at_its_volume() -> None:
    """Since some players cannot turn a file down; the copy is made once and goes with the output."""
    output, spawn, reports = opened()
    output.play(cue(1, gain=0.25))
    output.play(cue(2, gain=0.25))
    assert reports.next() == Began(output, 1, TICK_S)
    first, second = spawn.children[1].argv[-1], spawn.children[2].argv[-1]
    assert first == second
    assert spawn.children[1].argv[:2] == ("paplay", "--loud")
    loud, soft = read_cue(str(SOUNDS / "tick.wav"), 1.0), read_cue(first, 1.0)
    assert max(soft) == pytest.approx(max(loud) / 4, abs=1)
    output.close()
    assert not Path(first).exists()


def test_the_copies_are_made_before_the_first_cue(tmp_path: Path) -> None:
    """As soon as a session has the device made ready; a file that is none is told when its cue is due."""
    spawn, reports = FakeSpawn(), Reports()
    own = tmp_path / "tick.wav"
    own.write_bytes((SOUNDS / "tick.wav").read_bytes())
    output = CommandOutput(("paplay",), spawn, reports.post, [(tmp_path / "none.wav", 0.5), (own, 0.5)])
    folder = Path(spawn.children[0].argv[-1]).parent
    assert len(list(folder.iterdir())) == 1
    output.prepare()
    for thread in threads("unbend-copies"):
        thread.join()
    own.unlink()
    output.play(Cue(1, "tick", own, 0.5, 0.0))
    assert reports.next() == Began(output, 1, TICK_S)
    output.close()


def test_a_player_that_fails_is_evidence() -> None:
    """Its exit code is all it says."""
    output, spawn, reports = opened()
    output.play(cue())
    spawn.children[1].end(1)
    assert isinstance(reports.next(), Began)
    assert reports.next() == Ended(output, "player ended with 1")
    output.close()


def test_silence_kills_every_player_and_blames_none() -> None:
    """The exit code of a killed player says nothing about the device."""
    output, spawn, reports = opened()
    output.play(cue(1))
    output.play(cue(2))
    assert isinstance(reports.next(), Began)
    assert isinstance(reports.next(), Began)
    output.silence()
    assert all(child.is_killed for child in spawn.children[1:])
    output.play(cue(3))
    assert reports.next() == Began(output, 3, TICK_S)
    output.close()


def test_a_player_that_cannot_be_started_any_more_is_evidence() -> None:
    """It may have been uninstalled meanwhile."""
    output, spawn, reports = opened()
    spawn.fails = True
    output.play(cue())
    assert isinstance(reports.next(), Ended)
    output.close()


def test_players_that_never_end_are_evidence() -> None:
    """A dead server hangs them all."""
    output, _, reports = opened()
    for number in range(PLAYERS_AT_ONCE + 1):
        output.play(cue(number))
    for _ in range(PLAYERS_AT_ONCE):
        assert isinstance(reports.next(), Began)
    assert isinstance(reports.next(), Ended)
    output.close()


def test_a_file_that_cannot_be_played_is_no_evidence() -> None:
    """The cue is refused, the player stays."""
    output, _, reports = opened()
    output.play(Cue(1, "none", SOUNDS / "none.wav", 1.0, 0.0))
    assert isinstance(reports.next(), Refused)
    output.close()


def test_a_player_that_is_not_there_leaves_nothing_behind() -> None:
    """The folder for its copies is removed again."""
    spawn = FakeSpawn()
    spawn.fails = True
    with pytest.raises(FileNotFoundError):
        CommandOutput(("paplay",), spawn, Reports().post)


def test_the_bell_is_ready_at_once_and_rings() -> None:
    """Once for each change; a countdown in bells would be noise, and words in bells no words."""
    rung: list[int] = []
    reports = Reports()
    output = BellOutput(lambda: rung.append(1), reports.post)
    output.prepare()
    output.play(replace(cue(3), name="tick-last"))
    output.play(replace(cue(3), name=SPEECH))
    assert rung == []
    assert reports.next() == Ready(output)
    assert reports.next() == Began(output, 3, 0.0)
    assert reports.next() == Began(output, 3, 0.0)
    output.play(replace(cue(4), name="start"))
    output.silence()
    output.close()
    assert rung == [1]
    assert reports.next() == Began(output, 4, 0.0)


def test_silence_takes_every_cue() -> None:
    """So that nobody waits for one."""
    reports = Reports()
    output = SilentOutput(reports.post)
    output.prepare()
    output.play(cue(4))
    output.silence()
    output.close()
    assert reports.next() == Ready(output)
    assert reports.next() == Began(output, 4, 0.0)
