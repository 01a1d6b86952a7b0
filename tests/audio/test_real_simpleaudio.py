"""simpleaudio, fifty times each way it used to crash: from Python 3.12 on the original ends the process with a sound.

Every way is watched by its worker: one that had died would have been replaced, and its cue played again, unnoticed.
"""

from __future__ import annotations

import os
import subprocess
import sys
from array import array
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import unbend
from tests.audio.rig import Recording, listen, missing, undisturbed
from unbend.audio.chain import library_is_installed
from unbend.audio.samples import RATE_HZ, write_cue
from unbend.audio.worker_output import BOOTSTRAP, environment_for

if TYPE_CHECKING:
    from tests.audio.room import Room

pytestmark = [
    pytest.mark.sound,
    pytest.mark.skipif(bool(missing()), reason=f"no rig without {missing()}"),
    pytest.mark.skipif(not library_is_installed("simpleaudio"), reason="simpleaudio is not installed"),
]

TIMES = 50
AT_ONCE = 5
"""Workers that leave together; each takes as long to begin as a Python does."""
ANSWERS_WITHIN_S = 30


@pytest.fixture
def room_with_a_beep(room: Room) -> Room:
    """Return a room with a cue of a twentieth of a second, and one of half a second."""
    for name, seconds in (("beep", 0.05), ("long", 0.5)):
        room.cues[name] = room.folder / f"{name}.wav"
        write_cue(str(room.cues[name]), array("h", [8_000, -8_000] * round(seconds * RATE_HZ / 2)))
    return room


def test_a_worker_outlives_every_sound_it_plays(room_with_a_beep: Room) -> None:
    """Each to its end, then all over one another: one worker, the same from the first to the last."""
    client = room_with_a_beep.client("simpleaudio")
    worker = room_with_a_beep.worker_pid()
    for _ in range(TIMES):
        client.play("beep")
        listen(0.12)
    assert client.drained(ANSWERS_WITHIN_S)
    for _ in range(TIMES):
        client.play("long")
        listen(0.03)
    assert client.drained(ANSWERS_WITHIN_S)
    listen(0.3)
    assert room_with_a_beep.worker_pid() == worker
    assert client.status == "sound: on (simpleaudio)"
    assert not [note for note in client.notes if "ended" in note]


def test_every_stop_is_followed_by_a_worker_that_plays(room_with_a_beep: Room) -> None:
    """A stop is the end of the worker, which is no crash, and the next is ready for the next cue."""

    def measure() -> None:
        client = room_with_a_beep.client("simpleaudio")
        for _ in range(TIMES):
            client.play("long")
            listen(0.05)
            client.stop()
            assert client.settled(ANSWERS_WITHIN_S)
        recording = Recording(room_with_a_beep.rig)
        client.play("long")
        assert client.drained(ANSWERS_WITHIN_S)
        assert len(recording.end().onsets()) == 1
        assert client.status == "sound: on (simpleaudio)"
        assert not [note for note in client.notes if "ended" in note or "no answer" in note]

    undisturbed(measure)


def test_a_worker_that_is_left_playing_ends_by_itself(room_with_a_beep: Room) -> None:
    """As when the app is gone in the middle of a sound: no crash, and no orphan."""
    path = room_with_a_beep.cues["long"]
    codes: list[int] = []
    for _ in range(TIMES // AT_ONCE):
        workers = [playing(path) for _ in range(AT_ONCE)]
        for worker in workers:
            worker.communicate(timeout=ANSWERS_WITHIN_S)
            codes.append(worker.returncode)
    assert codes == [0] * TIMES


def playing(path: Path) -> subprocess.Popen[bytes]:
    """Return a worker that has begun to play the file."""
    root = str(Path(unbend.__file__).parents[1])
    worker = subprocess.Popen(
        [sys.executable, "-P", "-c", BOOTSTRAP, root, "simpleaudio"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **environment_for("simpleaudio")},
    )
    assert worker.stdin is not None
    assert worker.stdout is not None
    worker.stdin.write(b"play 1 1.0 " + os.fsencode(path) + b"\n")
    worker.stdin.flush()
    assert worker.stdout.readline() == b"ready simpleaudio\n"
    assert worker.stdout.readline() == b"ok 1 500\n"
    return worker
