"""The two devices, with the sound libraries played."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import pytest

from unbend.audio.devices import CALLBACK_WITHIN_S, LINGER_S, PREPARED_S, DeviceLost, MiniaudioDevice, SimpleaudioDevice
from unbend.audio.samples import LEAD_FRAMES, LoadedCue

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

BLOCK = 662
CUE = array("h", [100] * BLOCK)


def cue(samples: Sequence[int] = CUE, gain: float = 1.0) -> LoadedCue:
    """Return a cue as if it had been read."""
    return LoadedCue("cue.wav", array("h", samples), gain)


class FakeDriver:
    """What miniaudio would be, asking for samples when the test says so."""

    backend = "Played"

    def __init__(self) -> None:
        self.blocks: Generator[bytes, int, None] | None = None
        self.starts = 0

    def start(self, callback_generator: Generator[bytes, int, None], /) -> None:
        """Take the generator; a running device cannot be started."""
        assert self.blocks is None
        self.blocks = callback_generator
        self.starts += 1

    def stop(self) -> None:
        """Let it go."""
        self.blocks = None

    def ask(self) -> array[int]:
        """Ask for one block, as the library's own thread does."""
        assert self.blocks is not None
        return array("h", self.blocks.send(BLOCK))


class Bench:
    """A device, its driver and its clock."""

    def __init__(self) -> None:
        self.now_s = 100.0
        self.begun: list[int] = []
        self.driver = FakeDriver()
        self.device = MiniaudioDevice(self.driver, lambda number, _: self.begun.append(number), lambda: self.now_s)

    def run(self, seconds: float) -> None:
        """Let time pass on a healthy device: samples are asked for all the while, and the loop looks in."""
        end_s = self.now_s + seconds
        while self.now_s < end_s:
            self.now_s += 0.015
            if self.driver.blocks is not None:
                self.driver.ask()
            self.device.tend()

    @property
    def is_awake(self) -> bool:
        """Say whether the device runs."""
        return self.driver.blocks is not None


def test_the_device_sleeps_until_there_is_a_cue() -> None:
    """And asleep, it asks for no attention."""
    bench = Bench()
    assert not bench.is_awake
    assert bench.device.wake_in_s is None
    bench.device.play(1, cue())
    assert bench.is_awake
    assert bench.device.wake_in_s is not None
    assert bench.driver.ask() == CUE
    assert bench.begun == [1]


def test_the_device_falls_asleep_after_the_last_sample() -> None:
    """Half a second later, so that the end is heard."""
    bench = Bench()
    bench.device.play(1, cue())
    bench.run(LINGER_S - 0.05)
    assert bench.is_awake
    bench.run(0.2)
    assert not bench.is_awake


def test_a_cue_longer_than_the_linger_is_played_to_its_end() -> None:
    """The time counts from the last sample, not from the order."""
    bench = Bench()
    bench.device.play(1, cue([100] * 44_100 * 2))
    bench.run(2.2)
    assert bench.is_awake
    bench.run(0.6)
    assert not bench.is_awake


def test_a_cue_added_in_the_turn_in_which_the_device_would_fall_asleep_is_not_lost() -> None:
    """By the clock alone it was: the device stopped with the cue still in its hands."""
    bench = Bench()
    bench.device.play(1, cue())
    bench.run(LINGER_S - 0.05)
    bench.now_s += 0.2
    bench.driver.ask()
    bench.device.play(2, cue())
    bench.device.tend()
    assert bench.is_awake
    assert bench.driver.ask() == CUE


def test_a_cue_the_device_has_not_asked_for_yet_keeps_it_awake() -> None:
    """A sound server may stall for a while, as when a headset connects; the cue is heard when it goes on."""
    bench = Bench()
    bench.device.play(1, cue())
    bench.now_s += (LINGER_S + CALLBACK_WITHIN_S) / 2
    bench.device.tend()
    assert bench.is_awake
    assert bench.driver.ask() == CUE


def test_a_prepared_device_stays_awake_without_a_cue() -> None:
    """For as long as the first of a group may take to come."""
    bench = Bench()
    bench.device.prepare()
    bench.run(PREPARED_S - 0.1)
    assert bench.is_awake
    bench.run(0.2)
    assert not bench.is_awake


def test_a_running_device_is_not_started_again() -> None:
    """A second cue joins the first."""
    bench = Bench()
    bench.device.prepare()
    bench.device.play(1, cue())
    bench.device.play(2, cue())
    assert bench.driver.starts == 1
    assert list(bench.driver.ask()) == [200] * BLOCK


def test_the_silence_at_the_head_of_a_cue_is_left_out_where_nothing_is_swallowed() -> None:
    """Twenty milliseconds, which a stream that is opened for the cue needs, and a running one does not."""
    samples = [0] * LEAD_FRAMES + [100] * BLOCK
    bench = Bench()
    bench.device.prepare()
    bench.device.play(1, cue(samples))
    assert bench.driver.ask()[0] == 100
    bench.run(PREPARED_S + LINGER_S)
    assert not bench.is_awake
    bench.device.play(2, cue(samples))
    assert bench.driver.ask()[0] == 0
    bench.device.play(3, cue([0] * 10))  # nothing but silence, and shorter
    bench.driver.ask()
    assert bench.begun == [1, 2, 3]


def test_a_device_that_no_longer_asks_is_lost() -> None:
    """A dead sound server says nothing; it only stops asking."""
    bench = Bench()
    bench.device.play(1, cue([100] * 44_100 * 5))
    bench.run(0.5)
    bench.now_s += CALLBACK_WITHIN_S + 0.1
    with pytest.raises(DeviceLost):
        bench.device.tend()


def test_a_stop_leaves_three_milliseconds_of_fade() -> None:
    """And the device goes to sleep in its own time."""
    bench = Bench()
    bench.device.play(1, cue([100] * 44_100))
    bench.driver.ask()
    bench.device.stop()
    bench.driver.ask()
    assert not any(bench.driver.ask())
    bench.run(LINGER_S + 0.1)
    assert not bench.is_awake


def test_simpleaudio_is_proved_with_silence_before_anything_else() -> None:
    """Otherwise a missing device would show with the first cue."""
    heard: list[array[int]] = []
    began: list[int] = []
    device = SimpleaudioDevice(lambda samples, *_: heard.append(samples), lambda number, _: began.append(number))
    assert len(heard) == 1
    assert not any(heard[0])
    assert began == []
    device.play(1, cue())
    assert heard[1] == CUE
    assert began == [1]
    device.prepare()
    device.stop()
    device.tend()
    assert device.wake_in_s is None


def test_simpleaudio_without_a_device_cannot_be_opened() -> None:
    """Its own error comes through, for the log."""

    def refuse(*_: object) -> None:
        raise ConnectionRefusedError

    with pytest.raises(ConnectionRefusedError):
        SimpleaudioDevice(refuse, lambda _number, _lasts_s: None)
