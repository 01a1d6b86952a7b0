"""What a person hears of a whole session: the installed program on a real sound server with a virtual sink."""

from __future__ import annotations

import os
import signal
import subprocess
from time import monotonic  # noqa: TID251  # sound is late or not by the same clock as the press
from typing import TYPE_CHECKING

import pytest

from tests.audio.rig import IS_THE_CUE, Recording, Rig, lead_frames, listen, missing
from tests.terminal.program import Program
from unbend.audio.samples import RATE_HZ

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [
    pytest.mark.sound,
    pytest.mark.terminal,
    pytest.mark.skipif(bool(missing()), reason=f"no rig without {missing()}"),
]

ROUTINE = """\
unbend: 1
title: One hold
steps:
  - {exercise: one, lead: 3s}
exercises:
  one: {name: One, kind: stretch, posture: any, dose: {hold: 9s}}
"""
PLANNED = (
    ("get-ready", 0),
    ("start", 3_000),
    ("tick", 9_000),
    ("tick", 10_000),
    ("tick-last", 11_000),
    ("finish", 12_000),
)

STOP_S = 0.040
"""What a pain press may leave."""
UNCERTAIN_S = 0.040
"""10 ms for the zero of the recorder's clock, 30 ms for the way of the key through a terminal on a busy machine."""
OFF_THE_BEAT_S = 0.100
"""How far a cue may be from its place beside the first; research measured 10 ms on a quiet machine."""


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    """Start a sound server of this test's own."""
    folder = tmp_path / "rig"
    folder.mkdir()
    rig = Rig(folder)
    rig.start()
    yield rig
    rig.stop()


@pytest.fixture
def routine(tmp_path: Path) -> str:
    """Return the path of a routine whose cues are all told apart."""
    file = tmp_path / "one-hold.yaml"
    file.write_text(ROUTINE, encoding="utf-8")
    return str(file)


def started(home: Path, rig: Rig, routine: str) -> Program:
    """Return the program on that server, with every question up to the start answered."""
    environment = {**rig.environment, "UNBEND_AUDIO": "miniaudio"}
    program = Program(home, "run", routine, "--plain", "--volume", "80", **environment)
    program.wait_for("Sound: on (miniaudio).")
    program.answer("Pain right now, 0-10?", "")
    return program


def test_the_cues_of_a_routine_are_heard_on_time_and_are_the_right_ones(tmp_path: Path, rig: Rig, routine: str) -> None:
    """From getting ready to the end."""
    recording = Recording(rig)
    program = started(tmp_path, rig, routine)
    program.wait_for("Now, 0-10?")
    listen(1.0)
    onsets = recording.end().onsets()
    program.press("\x03")
    program.end()
    assert len(onsets) == len(PLANNED)
    for onset, (name, _) in zip(onsets, PLANNED, strict=True):
        assert recording.similarity(onset, name) > IS_THE_CUE
    zero = onsets[0] - lead_frames("get-ready")
    for onset, (name, at_ms) in zip(onsets, PLANNED, strict=True):
        heard_s = (onset - lead_frames(name) - zero) / RATE_HZ
        assert abs(heard_s - at_ms / 1000) < OFF_THE_BEAT_S


def test_a_pain_press_silences_what_is_sounding(tmp_path: Path, rig: Rig, routine: str) -> None:
    """In the middle of a cue, from the key to the last audible sample."""
    recording = Recording(rig)
    program = started(tmp_path, rig, routine)
    program.wait_for("Hold, 9 s.")
    listen(0.4)
    pressed_s = monotonic()
    program.press("p")
    listen(1.5)
    recording.end()
    program.press("\x03")
    assert program.end() == 130
    assert len(recording.onsets()) == 2
    assert recording.heard_at(recording.last_audible()) - pressed_s < STOP_S + UNCERTAIN_S


def test_a_killed_worker_costs_the_session_no_cue(tmp_path: Path, rig: Rig, routine: str) -> None:
    """The session does not notice; the person hears what was due."""
    recording = Recording(rig)
    program = started(tmp_path, rig, routine)
    program.wait_for("Hold, 9 s.")
    listen(2.0)
    found = subprocess.run(
        ["pgrep", "-P", str(program.child.pid)],  # noqa: S607
        capture_output=True,
        text=True,
        check=True,
    )
    os.kill(int(found.stdout.split()[0]), signal.SIGKILL)
    program.wait_for("Now, 0-10?")
    listen(1.0)
    onsets = recording.end().onsets()
    program.press("\x03")
    program.end()
    assert len(onsets) == len(PLANNED)


def test_a_server_that_dies_leaves_the_bell_and_the_session_goes_on(tmp_path: Path, rig: Rig, routine: str) -> None:
    """The status line says so, and nothing else reaches the screen."""
    environment = {**rig.environment, "UNBEND_AUDIO": "miniaudio,bell"}
    program = Program(tmp_path, "run", routine, "--plain", **environment)
    program.answer("Pain right now, 0-10?", "")
    program.wait_for("Hold, 9 s.")
    rig.kill()
    shown = program.wait_for("Now, 0-10?")
    program.press("\x03")
    program.end()
    assert "Sound: terminal bell." in shown
    assert "\a" in shown
    assert "ALSA" not in shown
    assert "Done, 12 s in all." in shown
