"""A room in which clients are heard: a rig, the ways of playing that this machine has, and what a fault needs.

For the tests of what is really heard.
"""

from __future__ import annotations

import math
import os
import shutil
import subprocess
from array import array
from typing import TYPE_CHECKING

import pytest

from tests.audio.rig import SOUNDS, Rig
from unbend.audio.chain import library_is_installed
from unbend.audio.client import AudioClient
from unbend.audio.samples import RATE_HZ, write_cue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from _pytest.mark import ParameterSet


def _only_where(*, there: bool, name: str) -> ParameterSet:
    return pytest.param(name, marks=pytest.mark.skipif(not there, reason=f"{name} is not installed"))


WORKERS = ["miniaudio", *(_only_where(there=library_is_installed(n), name=n) for n in ("simpleaudio", "just_playback"))]
KINDS = [
    *WORKERS,
    "paplay",
    *(_only_where(there=shutil.which(name) is not None, name=name) for name in ("aplay", "pw-play")),
]

ANSWERS_WITHIN_S = 20
"""What no test measures is waited for this long at the most."""


class Room:
    """A rig, and clients that are heard on it."""

    def __init__(self, rig: Rig, folder: Path) -> None:
        self.rig = rig
        self.rung: list[int] = []
        self.folder = folder
        self.log = folder / "sound.log"
        self.cues = {path.stem: path for path in SOUNDS.glob("*.wav")}
        self.clients: list[AudioClient] = []

    def client(self, choice: str) -> AudioClient:
        """Return a client that has found its step, and close those before it.

        Every attempt needs its own: a client that once left its step, since a busy machine did not let a cue begin in
        time, does not come back to it.
        """
        self.close()
        client = AudioClient(self.cues, choice=choice, bell=lambda: self.rung.append(1), log_path=self.log)
        self.clients.append(client)
        assert client.settled(ANSWERS_WITHIN_S)
        assert client.status == f"sound: on ({choice})"
        return client

    def close(self) -> None:
        """Close every client there is."""
        while self.clients:
            self.clients.pop().close()

    def tone(self, seconds: float) -> Path:
        """Write a steady tone of 440 Hz, as long and as loud as a cue may be."""
        path = self.folder / "tone.wav"
        turn = 2 * math.pi * 440 / RATE_HZ
        write_cue(str(path), array("h", (int(12_000 * math.sin(turn * i)) for i in range(round(seconds * RATE_HZ)))))
        return path

    def add_sink(self, name: str) -> str:
        """Plug another sink in; return the number by which it is unplugged."""
        return self.rig.control("load-module", "module-null-sink", f"sink_name={name}", f"rate={RATE_HZ}")

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
