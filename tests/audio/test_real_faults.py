"""What breaks while sound plays, and what is heard then, on a private sound server with a virtual sink."""

from __future__ import annotations

import os
import signal

import pytest

from tests.audio.rig import Recording, length_s, listen, missing, undisturbed
from tests.audio.room import KINDS, WORKERS, Room

pytestmark = [
    pytest.mark.sound,
    pytest.mark.skipif(bool(missing()), reason=f"no rig without {missing()}"),
]


@pytest.mark.parametrize("kind", WORKERS)
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
        assert recording.end().cues(["tick-last"] * 4) == ["tick-last"] * 4
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


@pytest.mark.parametrize("kind", KINDS)
def test_a_server_that_comes_back_is_used_again(room: Room, kind: str) -> None:
    """Between two cues nobody notices; the device of before is gone, but a new worker finds the new one."""

    def measure() -> None:
        client = room.client(kind)
        client.play("tick")
        listen(2.5)  # until a player of the system's has ended too; one that loses its server is evidence against it
        room.rig.kill()
        room.rig.start()
        recording = Recording(room.rig)
        client.play("start")
        listen(length_s("start") + 0.6)
        status = client.status
        assert recording.end().cues(["start"]) == ["start"]
        assert status == f"sound: on ({kind})"

    undisturbed(measure)


@pytest.mark.parametrize("kind", KINDS)
def test_a_sink_that_is_removed_costs_at_most_the_cue_that_sounds(room: Room, kind: str) -> None:
    """A headset is unplugged in the middle of one; the next is heard on what is left."""

    def measure() -> None:
        first = room.add_sink("first")
        room.rig.control("set-default-sink", "first")
        client = room.client(kind)
        recording = Recording(room.rig)
        client.play("finish")
        listen(0.5)
        room.rig.control("unload-module", first)
        listen(length_s("finish") + 1.5)  # a stream that was moved may go on late, and must not run into the next
        client.play("start")
        listen(length_s("start") + 0.6)
        status = client.status
        last = recording.end().onsets()[-1]
        assert recording.cue_at(last, "start") == "start"
        assert status == f"sound: on ({kind})"

    undisturbed(measure)
