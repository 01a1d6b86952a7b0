"""The worker's conversation, with a played device and as a real process with a played library."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
from array import array
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from unbend.audio.chain import library_is_installed
from unbend.audio.samples import LoadedCue, write_cue
from unbend.audio.worker import DEVICE_LOST, NO_DEVICE, Orders, serve

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = Path(__file__).parents[2] / "src"

LIBRARY = """
import enum, threading
class Backend(enum.Enum):
    PULSEAUDIO = ALSA = COREAUDIO = WASAPI = DSOUND = WINMM = SNDIO = AUDIO4 = OSS = 0
class SampleFormat(enum.Enum):
    SIGNED16 = 0
class PlaybackDevice:
    backend = "Played"
    def __init__(self, *args, **options):
        print("a library that chats")
    def start(self, blocks):
        {start}
    def stop(self):
        pass
"""
"""Stands in for miniaudio; what happens at the start of the device is up to the test."""


class FakeDevice:
    """Writes down what the worker asks of it."""

    backend = "Played"

    def __init__(self) -> None:
        self.wake_in_s: float | None = None
        self.calls: list[str] = []
        self.played: list[array[int]] = []
        self.is_gone = False

    def load(self, cue: LoadedCue) -> None:
        """Write down what of."""
        self.calls.append(f"load {Path(cue.path).name} {cue.gain}")

    def play(self, number: int, cue: LoadedCue) -> None:
        """Take a cue."""
        self.calls.append(f"play {number}")
        self.played.append(cue.scaled())

    def prepare(self) -> None:
        """Write it down."""
        self.calls.append("prepare")

    def stop(self) -> None:
        """Write it down."""
        self.calls.append("stop")

    def tend(self) -> None:
        """Be gone, if the test says so."""
        if self.is_gone:
            raise ConnectionResetError


@pytest.fixture
def cue(tmp_path: Path) -> Path:
    """Write a cue of four samples, under a name with a space and a letter beyond ASCII."""
    path = tmp_path / "große cue.wav"
    write_cue(str(path), array("h", [100, 200, 300, 0]))
    return path


def test_orders_reach_the_device(cue: Path) -> None:
    """Each in its turn, and a path may hold spaces."""
    device, said = FakeDevice(), list[str]()
    orders = Orders(device, said.append)
    orders.obey(b"prepare\n")
    orders.obey(b"play 7 1.0000 " + os.fsencode(cue) + b"\n")
    orders.obey(b"stop\n")
    assert device.calls == ["prepare", "play 7", "stop"]
    assert list(device.played[0]) == [100, 200, 300, 0]
    assert said == []


def test_the_gain_belongs_to_the_order(cue: Path) -> None:
    """The same file twice, at two volumes."""
    device = FakeDevice()
    orders = Orders(device, list[str]().append)
    orders.obey(b"play 1 0.5000 " + os.fsencode(cue) + b"\n")
    orders.obey(b"play 2 1.0000 " + os.fsencode(cue) + b"\n")
    assert [list(samples) for samples in device.played] == [[50, 100, 150, 0], [100, 200, 300, 0]]


def test_a_file_is_read_once(cue: Path) -> None:
    """The second time it need not even be there."""
    device = FakeDevice()
    orders = Orders(device, list[str]().append)
    line = b"play 1 1.0000 " + os.fsencode(cue)
    orders.obey(line)
    cue.unlink()
    orders.obey(line)
    assert len(device.played) == 2


def test_what_may_be_played_later_is_loaded_when_there_is_nothing_else_to_do(cue: Path) -> None:
    """One at a time, so that an order waits for one of them at the most; a file that is none is told when it is due."""
    device, said = FakeDevice(), list[str]()
    orders = Orders(device, said.append)
    orders.obey(b"load 0.5000 " + os.fsencode(cue.with_name("none.wav")) + b"\n")
    orders.obey(b"load 0.2500 " + os.fsencode(cue) + b"\n")
    assert device.calls == said == []
    for _ in range(2):
        assert orders.wake_in_s == 0
        orders.rest()
    assert orders.wake_in_s is None
    cue.unlink()
    orders.obey(b"play 1 0.2500 " + os.fsencode(cue) + b"\n")
    assert device.calls == ["load große cue.wav 0.25", "play 1"]
    assert said == []


def test_a_file_that_cannot_be_played_is_reported_and_survived(tmp_path: Path) -> None:
    """It says nothing about the device."""
    device, said = FakeDevice(), list[str]()
    Orders(device, said.append).obey(b"play 3 1.0000 " + os.fsencode(tmp_path / "none.wav"))
    assert device.calls == []
    assert said[0].startswith("bad 3 ")


def test_a_line_never_agreed_on_is_a_mistake() -> None:
    """Client and worker are one package; a line it does not know means a bug."""
    with pytest.raises(ValueError, match="sing"):
        Orders(FakeDevice(), list[str]().append).obey(b"sing")


def test_a_device_is_looked_after_between_orders() -> None:
    """Also when no order comes, as long as it asks for it."""
    device = FakeDevice()
    device.wake_in_s = 0.001
    device.is_gone = True
    with pytest.raises(ConnectionResetError):
        serve(device, queue.SimpleQueue(), list[str]().append)


def worker(folder: Path, start: str) -> subprocess.Popen[str]:
    """Start a real worker with a played library, whose device does `start` when started."""
    (folder / "miniaudio.py").write_text(LIBRARY.format(start=start), encoding="utf-8")
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "unbend.audio.worker", "miniaudio"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(folder), str(SOURCE)])},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def spoken(process: subprocess.Popen[str]) -> Iterator[str]:
    """Yield what a worker says, line by line."""
    assert process.stdout is not None
    yield from (line.rstrip("\n") for line in process.stdout)


def test_a_worker_says_ready_then_ok_and_ends_with_its_parent(tmp_path: Path, cue: Path) -> None:
    """What a library prints goes to the log, not between the answers."""
    process = worker(tmp_path, start="blocks.send(512)")
    answers = spoken(process)
    assert next(answers) == "ready Played"
    assert process.stdin is not None
    process.stdin.write(f"play 7 1.0000 {cue}\n")
    process.stdin.flush()
    assert next(answers) == "ok 7 0"
    _, complaints = process.communicate()
    assert process.returncode == 0
    assert complaints == "a library that chats\n"


def test_a_worker_stuck_in_a_device_call_ends_with_its_parent(tmp_path: Path) -> None:
    """No orphan is left, whatever hangs."""
    process = worker(tmp_path, start="threading.Event().wait()")
    assert next(spoken(process)) == "ready Played"
    process.communicate("prepare\n", timeout=30)
    assert process.returncode == 0


def test_a_worker_whose_device_goes_says_so_and_ends(tmp_path: Path) -> None:
    """With a code of its own, after one last line."""
    process = worker(tmp_path, start="raise OSError('gone')")
    answers = spoken(process)
    assert next(answers) == "ready Played"
    assert process.stdin is not None
    process.stdin.write("prepare\n")
    process.stdin.flush()
    assert next(answers) == "dead OSError gone"
    assert process.wait(30) == DEVICE_LOST
    process.communicate()


def test_a_worker_without_its_library_says_so_and_ends(tmp_path: Path) -> None:
    """As it does without a device."""
    (tmp_path / "miniaudio.py").write_text("raise ImportError('no such library')", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-P", "-m", "unbend.audio.worker", "miniaudio"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(SOURCE)])},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == NO_DEVICE
    assert done.stdout == "dead ImportError no such library\n"
    assert done.stderr == ""


@pytest.mark.skipif(not library_is_installed("miniaudio"), reason="miniaudio is not installed")
def test_miniaudio_comes_without_web_radio_and_numpy() -> None:
    """They are two thirds of the time until a new worker is ready, and a cue waits for it."""
    code = (
        "import contextlib, sys; from unbend.audio.devices import open_device\n"
        "with contextlib.suppress(Exception): open_device('miniaudio', print)\n"
        "print('miniaudio' in sys.modules, *{'http.client', 'ssl', 'numpy.core'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(SOURCE), "PULSE_SERVER": "unix:/nowhere"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["True"]
