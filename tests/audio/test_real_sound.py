"""What is really heard, on a private sound server with a virtual sink: nothing here is played by a double.

Measured times carry what the method cannot know: about 10 ms, since the sink renders ahead, and the machine's own
noise. So every bound is far from what a quiet machine measures and still under the defect it is there for, and a
measurement that fails is made again (`undisturbed`).
"""

from __future__ import annotations

import os
import signal
import subprocess
from time import monotonic  # noqa: TID251 - sound is late or not by the same clock as the client's
from typing import TYPE_CHECKING

import pytest

from tests.audio.rig import SOUNDS, Recording, Rig, lead_frames, length_s, listen, missing, undisturbed
from unbend.audio.chain import library_is_installed
from unbend.audio.client import AudioClient
from unbend.audio.samples import RATE_HZ

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [
    pytest.mark.sound,
    pytest.mark.skipif(bool(missing()), reason=f"no rig without {missing()}"),
]

KINDS = [
    "miniaudio",
    pytest.param(
        "simpleaudio",
        marks=pytest.mark.skipif(not library_is_installed("simpleaudio"), reason="simpleaudio is not installed"),
    ),
    "paplay",
]

CUES = ("start", "tick", "switch", "halfway", "finish")

ON_TIME_S = (-0.1, 0.25)
"""When a cue may be heard after it was asked for; 0 to 15 ms on a quiet machine. Half a second is too late to help."""

TAIL_S = (-0.1, 0.12)
"""When the last may be heard after a stop: 40 ms promised, and a device left to itself plays on for 180 to 275 ms. Not
long before it either, or it was no stop that ended it."""

ANSWERS_WITHIN_S = 20
"""What no test measures is waited for this long at the most."""


class Room:
    """A rig, and clients that are heard on it."""

    def __init__(self, rig: Rig, folder: Path) -> None:
        self.rig = rig
        self.rung: list[int] = []
        self.log = folder / "sound.log"
        self.clients: list[AudioClient] = []

    def client(self, choice: str) -> AudioClient:
        """Return a client that has found its step, and close those before it.

        Every attempt needs its own: a client that once left its step, since a busy machine did not let a cue begin in
        time, does not come back to it.
        """
        self.close()
        client = AudioClient(SOUNDS, choice=choice, bell=lambda: self.rung.append(1), log_path=self.log)
        self.clients.append(client)
        assert client.settled(ANSWERS_WITHIN_S)
        assert client.status == f"sound: on ({choice})"
        return client

    def close(self) -> None:
        """Close every client there is."""
        while self.clients:
            self.clients.pop().close()

    def worker_pid(self) -> int:
        """Return the number of the worker process of this test process."""
        found = subprocess.run(
            ["pgrep", "-P", str(os.getpid()), "-f", "unbend.audio.worker"],  # noqa: S607
            capture_output=True,
            text=True,
            check=True,
        )
        return int(found.stdout)


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    """Start a rig on which every program of this test is heard."""
    folder = tmp_path / "rig"
    folder.mkdir()
    rig = Rig(folder)
    for name, value in rig.environment.items():
        monkeypatch.setenv(name, value)
    rig.start()
    room = Room(rig, tmp_path)
    yield room
    room.close()
    rig.stop()


@pytest.mark.parametrize("kind", KINDS)
def test_every_cue_is_heard_on_time_and_is_the_right_one(room: Room, kind: str) -> None:
    """None is left out, taken for another, or late."""

    def measure() -> None:
        client = room.client(kind)
        recording = Recording(room.rig)
        asked = []
        for name in CUES:
            asked.append(monotonic())
            client.play(name)
            listen(length_s(name) + 0.6)
        assert recording.end().cues() == list(CUES)
        for onset, at_s, name in zip(recording.onsets(), asked, CUES, strict=True):
            late_s = recording.heard_at(onset) - at_s - lead_frames(name) / RATE_HZ
            assert ON_TIME_S[0] < late_s < ON_TIME_S[1], name

    undisturbed(measure)


@pytest.mark.parametrize("kind", KINDS)
def test_two_cues_at_once_are_mixed_without_clipping(room: Room, kind: str) -> None:
    """A tick may fall into a bell; both sound, neither cracks."""

    def measure() -> None:
        client = room.client(kind)
        recording = Recording(room.rig)
        client.play("rest")
        listen(0.1)
        client.play("tick")
        listen(length_s("rest") + 0.5)
        recording.end()
        assert len(recording.onsets()) == 1
        assert recording.peak() < 32_767

    undisturbed(measure)


@pytest.mark.parametrize("kind", KINDS)
def test_a_stop_silences_at_once(room: Room, kind: str) -> None:
    """The last audible sample comes with the stop, and a cue asked for next is heard."""

    def measure() -> None:
        client = room.client(kind)
        recording = Recording(room.rig)
        client.play("finish")
        listen(0.8)
        stopped_s = monotonic()
        client.stop()
        listen(1.2)
        again_s = monotonic()
        client.play("rest")
        listen(length_s("rest") + 0.6)
        onsets = recording.end().onsets()
        assert len(onsets) == 2
        assert TAIL_S[0] < recording.heard_at(recording.last_audible(before=onsets[1])) - stopped_s < TAIL_S[1]
        assert recording.cue_at(onsets[1]) == "rest"
        assert recording.heard_at(onsets[1]) - again_s - lead_frames("rest") / RATE_HZ < ON_TIME_S[1]

    undisturbed(measure)


@pytest.mark.parametrize("kind", KINDS[:2])
def test_a_killed_worker_costs_no_cue(room: Room, kind: str) -> None:
    """Killed just before a cue, and just after one was asked for."""

    def measure() -> None:
        client = room.client(kind)
        recording = Recording(room.rig)
        for turn in range(4):
            if turn == 1:
                os.kill(room.worker_pid(), signal.SIGKILL)
            client.play("tick-last")
            if turn == 2:
                os.kill(room.worker_pid(), signal.SIGKILL)
            listen(1.6)
        status = client.status
        assert recording.end().cues() == ["tick-last"] * 4
        assert status == f"sound: on ({kind})"

    undisturbed(measure)


@pytest.mark.parametrize("kind", KINDS)
def test_a_dead_server_ends_in_the_bell(room: Room, kind: str) -> None:
    """No exception, no cue without an answer, and a status that is true."""

    def measure() -> None:
        client = room.client(kind)
        room.rig.kill()
        room.rung.clear()
        for _ in range(3):
            client.play("start")
            listen(0.8)
        status = client.status
        room.rig.start()
        assert status == "sound: terminal bell"
        assert len(room.rung) == 3

    undisturbed(measure)


def test_a_server_that_comes_back_is_used_again(room: Room) -> None:
    """Between two cues nobody notices; the device of before is gone, but a new worker finds the new one."""

    def measure() -> None:
        client = room.client("miniaudio")
        client.play("tick")
        listen(1.5)
        room.rig.kill()
        room.rig.start()
        recording = Recording(room.rig)
        client.play("start")
        listen(length_s("start") + 0.6)
        status = client.status
        assert recording.end().cues() == ["start"]
        assert status == "sound: on (miniaudio)"

    undisturbed(measure)


def test_volume_is_heard(room: Room) -> None:
    """Half the volume is a quarter of the amplitude, and muted is nothing at all."""

    def measure() -> None:
        client = room.client("miniaudio")
        recording = Recording(room.rig)
        client.set_volume(0.5)
        client.play("start")
        listen(length_s("start") + 0.6)
        client.set_muted(True)
        client.play("start")
        listen(1.0)
        recording.end()
        whole = 10 ** (-6.4 / 20) * 32_768
        assert recording.peak() == pytest.approx(whole / 4, rel=0.1)
        assert recording.cues() == ["start"]

    undisturbed(measure)
