"""`unbend sounds`: every cue by ear and by name."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from array import array
from time import monotonic  # noqa: TID251  # sound is late or not by the same clock as the client's
from typing import TYPE_CHECKING

import pytest

from tests.audio.rig import Recording, Rig, listen, missing, undisturbed
from tests.audio.test_decode import FILES, has_library
from unbend import resources
from unbend.audio.samples import write_cue
from unbend.cue_table import CUES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.commands.conftest import Unbend


@pytest.fixture
def no_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let there be no sound."""
    monkeypatch.setenv("UNBEND_AUDIO", "off")


def test_every_cue_is_named_with_its_length_meaning_and_file(unbend: Unbend, home: Path) -> None:
    """In the order of a session; where your own go is said, and nothing is made."""
    said = unbend("sounds", "--list")
    *cues, where = said.out.splitlines()
    assert said.code == 0
    assert [line.split()[0] for line in cues] == [*CUES]
    for line, (name, each) in zip(cues, CUES.items(), strict=True):
        assert each.meaning in line
        assert line.endswith(f"{name}.wav")
        assert " s  " in line
    assert where == "Sounds of your own go into ~/config/unbend/sounds, such as start.ogg."
    assert [*home.iterdir()] == []


def test_for_other_programs_it_is_json(unbend: Unbend) -> None:
    """With the group and the level of each."""
    cues = json.loads(unbend("sounds", "tick", "--json").out)
    assert [(each["name"], each["group"], each["level"], each["is_own"]) for each in cues] == [
        ("tick", "ticks", 1.0, False)
    ]


@pytest.mark.usefixtures("no_sound")
def test_where_there_is_no_sound_it_says_so_and_names_them(unbend: Unbend) -> None:
    """At once, and that is no fault."""
    began_s = monotonic()
    said = unbend("sounds")
    assert monotonic() - began_s < 5
    assert said.code == 0
    first, *cues = said.out.splitlines()
    assert first.startswith("Sound: off, turned off: nothing can be heard here")
    assert [line.split()[0] for line in cues] == [*CUES]


@pytest.mark.usefixtures("no_sound")
def test_some_can_be_asked_for_by_name(unbend: Unbend) -> None:
    """In the order asked; a slip is told with the nearest name."""
    assert [line.split()[0] for line in unbend("sounds", "rest", "start").out.splitlines()[1:]] == ["rest", "start"]
    said = unbend("sounds", "swich")
    assert said.code == 2
    assert "switch" in said.err


@pytest.mark.usefixtures("no_sound")
def test_what_the_settings_say_of_a_cue_is_told(unbend: Unbend) -> None:
    """Left out, softer, or nothing at all."""
    resources.settings_file().parent.mkdir(parents=True)
    resources.settings_file().write_text('silent_cues = ["rep"]\nticks_volume = 20\nvolume = 0\n')
    first, *cues = unbend("sounds", "rep", "rest").out.splitlines()
    assert "--volume 40" in first
    assert cues[0].endswith("left out in a session, at 20 percent of the volume")
    assert cues[1].endswith("Let go and rest")


@has_library
def test_your_own_are_named_and_what_cannot_be_played_is_told(unbend: Unbend) -> None:
    """The shipped one is heard then."""
    resources.user_sounds().mkdir(parents=True)
    shutil.copy(FILES / "tone.flac", resources.user_sounds() / "finish.flac")
    (resources.user_sounds() / "rest.ogg").write_bytes(b"no sound")
    write_cue(str(resources.user_sounds() / "strat.wav"), array("h", [1]))
    said = unbend("sounds", "--list")
    assert said.err.splitlines() == [
        "rest.ogg cannot be decoded; the shipped sound is heard instead.",
        "strat.wav is not heard: no cue is called strat; did you mean start?",
    ]
    lines = {line.split()[0]: line for line in said.out.splitlines()}
    assert lines["finish"].endswith("yours  ~/config/unbend/sounds/finish.flac")
    assert "0.2 s" in lines["finish"]
    assert lines["rest"].endswith("/sounds/rest.wav")


@pytest.fixture
def rig(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Rig]:
    """Start a sound server with a recorder on it."""
    (tmp_path / "rig").mkdir()
    rig = Rig(tmp_path / "rig")
    for name, value in rig.environment.items():
        monkeypatch.setenv(name, value)
    rig.start()
    yield rig
    rig.stop()


def start(*names: str) -> subprocess.Popen[str]:
    """Start `unbend sounds` as a person does."""
    argv = [sys.executable, "-u", "-m", "unbend", "sounds", *names, "--volume", "100"]
    return subprocess.Popen(argv, stdout=subprocess.PIPE, text=True, env={**os.environ, "UNBEND_AUDIO": "miniaudio"})


@has_library
@pytest.mark.sound
@pytest.mark.skipif(bool(missing()), reason=f"no rig without {missing()}")
def test_they_are_heard_in_their_order(rig: Rig) -> None:
    """Each to its end before the next begins."""

    def measure() -> None:
        recording = Recording(rig)
        with start("start", "switch", "rest") as process:
            out, _ = process.communicate(timeout=60)
        listen(0.5)
        assert process.returncode == 0
        assert [line.split()[0] for line in out.splitlines()] == ["start", "switch", "rest"]
        assert recording.end().cues() == ["start", "switch", "rest"]

    undisturbed(measure)


@has_library
@pytest.mark.sound
@pytest.mark.skipif(bool(missing()), reason=f"no rig without {missing()}")
def test_ctrl_c_stops_at_once(rig: Rig) -> None:
    """The sound, the program, and its worker."""

    def measure() -> None:
        recording = Recording(rig)
        with start("finish", "rest") as process:
            assert process.stdout is not None
            process.stdout.readline()
            listen(1.0)
            stopped_s = monotonic()
            process.send_signal(signal.SIGINT)
            code = process.wait(10)
        ended_s = monotonic()
        listen(0.8)
        recording.end()
        assert code == 130
        assert ended_s - stopped_s < 1.5
        assert recording.heard_at(recording.last_audible()) - stopped_s < 0.2

    undisturbed(measure)
