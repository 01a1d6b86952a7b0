"""just_playback, played, and the question whether anybody hears it."""

from __future__ import annotations

import socket
import threading
from array import array
from pathlib import Path

import pytest

from unbend.audio.file_device import FileDevice, NobodyHears, open_streams
from unbend.audio.samples import LoadedCue

CUE = LoadedCue("/sounds/start.wav", array("h", [100] * 44_100), 0.25)


class Library:
    """What just_playback would be; a stream leads somewhere while there is a server."""

    def __init__(self) -> None:
        self.has_server = True
        self.streams = frozenset[str]()
        self.made: list[FakePlayback] = []

    def make(self) -> FakePlayback:
        """Return a player of files."""
        self.made.append(FakePlayback(self))
        return self.made[-1]


class FakePlayback:
    """Writes down what it is asked."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.active = False
        self.calls: list[str] = []
        self.closed = threading.Event()

    def set_volume(self, volume: float, /) -> None:
        """Write it down."""
        self.calls.append(f"volume {volume}")

    def load_file(self, path_to_file: str, /) -> None:
        """Open a stream, into the void if there is no server, and never complain."""
        self.calls.append(f"load {path_to_file}")
        if self.library.has_server:
            self.library.streams |= {f"{id(self)} socket"}

    def play(self) -> None:
        """Begin."""
        self.active = True
        self.calls.append("play")

    def close(self) -> None:
        """Give the stream back."""
        self.active = False
        self.library.streams -= {f"{id(self)} socket"}
        self.calls.append("close")
        self.closed.set()


def opened() -> tuple[FileDevice, Library, list[tuple[int, float]]]:
    """Return a device that has proved itself, the library behind it and the cues that began."""
    library, began = Library(), list[tuple[int, float]]()
    device = FileDevice(
        library.make, lambda number, lasts_s: began.append((number, lasts_s)), lambda: library.streams, "proof.wav"
    )
    return device, library, began


def test_it_is_proved_without_a_sound() -> None:
    """A stream is opened and closed again."""
    _, library, began = opened()
    assert library.made[0].calls == ["volume 0.0", "load proof.wav", "close"]
    assert began == []


def test_a_cue_is_a_stream_at_its_volume() -> None:
    """Closed when it has sounded, and not before; until then the device wants to be looked at."""
    device, library, began = opened()
    device.prepare()
    device.load(CUE)
    assert device.wake_in_s is None
    device.play(7, CUE)
    assert began == [(7, 1.0)]
    playback = library.made[1]
    assert playback.calls == ["volume 0.25", "load /sounds/start.wav", "play"]
    device.tend()
    assert device.wake_in_s is not None
    playback.active = False
    device.tend()
    assert playback.closed.wait(10)
    assert device.wake_in_s is None


def test_a_stop_closes_every_stream() -> None:
    """And the next cue opens another."""
    device, library, _ = opened()
    device.play(1, CUE)
    device.play(2, CUE)
    device.stop()
    assert all(playback.closed.wait(10) for playback in library.made[1:])
    device.play(3, CUE)
    assert library.made[-1].active


def test_it_never_plays_into_the_void_unnoticed() -> None:
    """With no device to begin with, and when the server has died since: the library says that all is well."""
    device, library, began = opened()
    library.has_server = False
    library.streams = frozenset()
    with pytest.raises(NobodyHears):
        device.play(1, CUE)
    assert began == []
    assert library.made[-1].closed.wait(10)
    with pytest.raises(NobodyHears):
        FileDevice(library.make, lambda *_: None, lambda: library.streams, "proof.wav")


def test_where_nobody_can_tell_the_library_is_believed() -> None:
    """As on Windows, where its last resort is never needed: without a device it says so."""
    library = Library()
    library.has_server = False
    FileDevice(library.make, lambda *_: None, lambda: None, "proof.wav").play(1, CUE)
    assert library.made[-1].active


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="only Linux tells what a process has open")
def test_a_socket_counts_as_a_stream_and_a_file_does_not(tmp_path: Path) -> None:
    """The void is told from a server by what is open."""
    before = open_streams()
    assert before is not None
    with (tmp_path / "file").open("w", encoding="utf-8"):
        assert open_streams() == before
    with socket.socket(socket.AF_UNIX):
        found = open_streams()
        assert found is not None
        assert len(found - before) == 1
