"""What a person hears of a whole session: the installed program on a real sound server with a virtual sink."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from itertools import count
from statistics import median
from time import monotonic  # noqa: TID251  # sound is late or not by the same clock as the press
from typing import TYPE_CHECKING

import pytest

from tests.audio.rig import AUDIBLE, Recording, Rig, lead_frames, length_s, listen, missing, undisturbed
from tests.terminal.program import Program
from unbend.audio.samples import RATE_HZ

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
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

NAMES = [name for name, _ in PLANNED]

TAIL_S = (-0.1, 0.15)
"""When the last may be heard after a pain press: 40 ms promised, 10 to 40 for the recorder's clock and the way of the
key through a terminal, and a device left to itself plays on for 180 to 275. Not long before the press either, or it
was not the press that ended it."""
PAUSE_OF_WORDS_S = 0.25
"""How long a voice may be silent between two words, in which the press may fall."""
OFF_THE_BEAT_S = 0.25
"""How far a cue may be from its place among the others; 10 ms on a quiet machine. Half a second off is too late."""


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


@pytest.fixture
def start(tmp_path: Path, rig: Rig, routine: str) -> Callable[[], Program]:
    """Return what starts the program on that server, in a new home each time, with every question answered."""
    homes = (tmp_path / f"home-{number}" for number in count())

    def started() -> Program:
        home = next(homes)
        home.mkdir()
        environment = {**rig.environment, "HOME": str(home), "UNBEND_AUDIO": "miniaudio"}
        program = Program(home, "run", routine, "--plain", "--volume", "80", **environment)
        program.answer("Pain right now, 0-10?", "")  # a busy machine may still say "starting" before it
        return program

    return started


def test_the_cues_of_a_routine_are_heard_on_time_and_are_the_right_ones(rig: Rig, start: Callable[[], Program]) -> None:
    """From getting ready to the end."""

    def measure() -> None:
        recording = Recording(rig)
        program = start()
        program.wait_for("Now, 0-10?")
        listen(1.0)
        recording.end()
        program.press("\x03")
        program.end()
        assert recording.cues(NAMES) == NAMES
        begun_s = [
            recording.heard_at(onset) - lead_frames(name) / RATE_HZ - at_ms / 1000
            for onset, (name, at_ms) in zip(recording.onsets(), PLANNED, strict=True)
        ]
        assert max(abs(at_s - median(begun_s)) for at_s in begun_s) < OFF_THE_BEAT_S

    undisturbed(measure)


def test_a_pain_press_silences_what_is_sounding(rig: Rig, start: Callable[[], Program]) -> None:
    """In the middle of a cue, from the key to the last audible sample."""

    def measure() -> None:
        recording = Recording(rig)
        program = start()
        program.wait_for("Hold, 9 s.")
        listen(0.4)
        pressed_s = monotonic()
        program.press("p")
        listen(1.5)
        recording.end()
        program.press("\x03")
        assert program.end() == 130
        assert len(recording.onsets()) == 2
        assert TAIL_S[0] < recording.heard_at(recording.last_audible()) - pressed_s < TAIL_S[1]

    undisturbed(measure)


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
def test_a_pain_press_silences_a_sentence(rig: Rig, tmp_path: Path) -> None:
    """In the middle of a word, and none of those to come is said."""
    file = tmp_path / "spoken.yaml"
    name = "A slow and gentle stretch of the whole of the back"
    file.write_text(ROUTINE.replace("lead: 3s", "lead: 10s").replace("name: One,", f"name: {name},"), encoding="utf-8")
    homes = count()

    def measure() -> None:
        home = tmp_path / f"listening-{next(homes)}"
        home.mkdir()
        environment = {**rig.environment, "HOME": str(home), "UNBEND_AUDIO": "miniaudio"}
        recording = Recording(rig)
        program = Program(home, "run", str(file), "--plain", "--voice", "--volume", "80", **environment)
        program.answer("Pain right now, 0-10?", "")
        program.wait_for("Get ready, 10 s.")
        listen(2.5)  # the sound of getting ready is over, the sentence is not
        pressed_s = monotonic()
        program.press("p")
        listen(2.0)
        recording.end()
        program.press("\x03")
        program.end()
        before = [at for at in range(len(recording.samples)) if abs(recording.samples[at]) > AUDIBLE]
        spoken_s = recording.heard_at(before[-1]) - recording.heard_at(before[0])
        assert spoken_s > length_s("get-ready") + 0.3
        assert TAIL_S[0] - PAUSE_OF_WORDS_S < recording.heard_at(before[-1]) - pressed_s < TAIL_S[1]

    undisturbed(measure)


def test_a_killed_worker_costs_the_session_no_cue(rig: Rig, start: Callable[[], Program]) -> None:
    """The session does not notice; the person hears what was due."""

    def measure() -> None:
        recording = Recording(rig)
        program = start()
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
        recording.end()
        program.press("\x03")
        program.end()
        assert recording.cues(NAMES) == NAMES

    undisturbed(measure)


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
