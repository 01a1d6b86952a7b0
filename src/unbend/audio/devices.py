"""The sound libraries, each behind the same few methods; imported by the worker process and by nothing else.

Only light modules are imported (no dataclasses, no typing): simpleaudio is silenced by killing its process, and the
next cue waits until the new one is up.
"""

from __future__ import annotations

import importlib
import sys
from array import array
from collections.abc import Callable, Generator
from time import monotonic  # noqa: TID251 - for the watchdog and the sleep of the device

from unbend.audio.mixer import Mixer
from unbend.audio.samples import RATE_HZ, LoadedCue

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType
    from typing import Any, Protocol

    class Device(Protocol):
        """What the worker's loop knows of a device."""

        @property
        def backend(self) -> str:
            """Name the sound system underneath."""
            ...

        @property
        def wake_in_s(self) -> float | None:
            """Say when `tend` wants to be called next; None while there is nothing to tend."""
            ...

        def load(self, cue: LoadedCue) -> None:
            """Do ahead of time what would hold `cue` back when it is played."""
            ...

        def play(self, number: int, cue: LoadedCue) -> None:
            """Let cue `number` sound at once. Raises the library's error when the device is gone."""
            ...

        def prepare(self) -> None:
            """Wake the device ahead of a cue."""
            ...

        def stop(self) -> None:
            """Silence whatever sounds."""
            ...

        def tend(self) -> None:
            """Look after the device between two orders. Raises when it is gone."""
            ...

    class Driver(Protocol):
        """What is used of miniaudio's PlaybackDevice."""

        backend: str

        def start(self, callback_generator: Generator[bytes, int, None], /) -> None:
            """Begin to ask the generator for samples."""
            ...

        def stop(self) -> None:
            """Ask no more."""
            ...


Began = Callable[[int, float], None]
"""Called with a cue's number and its length in s when its first samples are on their way."""

BUFFER_MS = 15
"""What a stop cannot call back. miniaudio's own default of 200 ms leaves up to 308 ms of sound, 20 ms up to 35, 15 ms
up to 28; a smaller one asks for samples so often that a busy machine may miss its turn."""

LINGER_S = 0.5
"""How long the device runs on after the last sample: running costs 12 to 18 ms of CPU a second, stopped none."""

PREPARED_S = 3.0
"""How long `prepare` keeps the device open: a Bluetooth headset swallows the first second of a stream."""

CALLBACK_WITHIN_S = 1.0
"""A running device asks for samples every 15 ms. When the sound server dies it just stops asking, and says nothing."""

WATCH_S = 0.1
"""How often a running device is looked at; a stopped one is left alone."""


class DeviceLost(Exception):
    """The device no longer asks for samples."""

    def __init__(self) -> None:
        super().__init__("the device asks for no samples: server or device gone")


class MiniaudioDevice:
    """One miniaudio stream, fed from a mixer, open only around the cues it plays."""

    def __init__(self, driver: Driver, began: Began, clock: Callable[[], float] = monotonic) -> None:
        """Play through `driver`, stopped so far; call `began` when a cue is on its way."""
        self._driver = driver
        self._clock = clock
        self._mixer = Mixer(began)
        self._is_running = False
        self._open_until = 0.0
        # These two are written in the device's own thread, everything else in the worker's loop.
        self._last_asked = 0.0
        self._last_sounded = 0.0

    @property
    def backend(self) -> str:
        """Name the sound system underneath."""
        return self._driver.backend

    @property
    def wake_in_s(self) -> float | None:
        """Say when `tend` wants to be called next; None while the device sleeps."""
        return WATCH_S if self._is_running else None

    def load(self, cue: LoadedCue) -> None:
        """Do nothing: the mixer takes the samples as they were read."""

    def play(self, number: int, cue: LoadedCue) -> None:
        """Let the cue sound with the next block, waking the device if it sleeps.

        A device that is awake swallows nothing, so the silence at the head of the cue would only make it late.
        """
        samples = cue.samples[cue.lead_frames :] if self._is_running else cue.samples
        self._mixer.add(number, samples, cue.gain)
        self._run_for(LINGER_S)

    def prepare(self) -> None:
        """Wake the device, and keep it open for the cues to come."""
        self._run_for(PREPARED_S)

    def stop(self) -> None:
        """Fade out whatever sounds."""
        self._mixer.fade_out()

    def tend(self) -> None:
        """Put the device to sleep when nothing is left to play. Raises `DeviceLost` when it has stopped asking."""
        if not self._is_running:
            return
        now = self._clock()
        if now - self._last_asked > CALLBACK_WITHIN_S:
            raise DeviceLost
        # The emptiness of the mixer is part of the question: by the clock alone, a device once fell asleep in the
        # very turn in which a cue had been added, and the cue was lost.
        if self._mixer.is_empty and now >= max(self._open_until, self._last_sounded + LINGER_S):
            self._driver.stop()
            self._is_running = False

    def _run_for(self, seconds: float) -> None:
        now = self._clock()
        self._open_until = max(self._open_until, now + seconds)
        if not self._is_running:
            self._last_asked = now
            blocks = self._blocks()
            next(blocks)
            self._driver.start(blocks)
            self._is_running = True

    def _blocks(self) -> Generator[bytes, int, None]:
        """Yield one block for each number of frames sent in; runs in the device's own thread."""
        frames = yield b""
        while True:
            self._last_asked = self._clock()
            if not self._mixer.is_empty:
                self._last_sounded = self._last_asked
            frames = yield self._mixer.render(frames)


class SimpleaudioDevice:
    """simpleaudio: opens a stream of its own for every cue, and mixing is left to the sound server."""

    backend = "simpleaudio"
    wake_in_s = None

    def __init__(self, play_buffer: Callable[[array[int], int, int, int], object], began: Began) -> None:
        """Prove the device with 10 ms of silence, as simpleaudio says nothing before a sound. Raises its error."""
        self._play_buffer = play_buffer
        self._began = began
        self._play_buffer(array("h", bytes(2 * RATE_HZ // 100)), 1, 2, RATE_HZ)

    def load(self, cue: LoadedCue) -> None:
        """Scale the samples: simpleaudio wants them all at once."""
        cue.scaled()

    def play(self, number: int, cue: LoadedCue) -> None:
        """Let the cue sound at once. Raises simpleaudio's error when there is no device."""
        self._play_buffer(cue.scaled(), 1, 2, RATE_HZ)
        self._began(number, cue.lasts_s)

    def prepare(self) -> None:
        """Do nothing: there is no stream to keep open."""

    def stop(self) -> None:
        """Do nothing: its own stop leaves 176 to 275 ms of sound, so the parent kills this process instead."""

    def tend(self) -> None:
        """Do nothing: the library looks after its streams."""


def open_device(kind: str, began: Began) -> Device:
    """Open the device of library `kind`. Raises whatever the library raises when there is none to open."""
    # By name, since neither library need be installed for the rest to be read, checked or tested.
    if kind == "just_playback":
        # Not at the top: it needs heavier modules than simpleaudio can wait for.
        from unbend.audio.file_device import open_just_playback  # noqa: PLC0415

        return open_just_playback(began)
    if kind == "miniaudio":
        _leave_out()
    library = importlib.import_module(kind)
    if kind == "simpleaudio":
        return SimpleaudioDevice(library.play_buffer, began)
    driver = library.PlaybackDevice(
        library.SampleFormat.SIGNED16,
        1,
        RATE_HZ,
        buffersize_msec=BUFFER_MS,
        # Named, because left alone miniaudio falls back to a "Null" device and plays into the void without a word.
        backends=backends_of(library),
        app_name="Unbend",
    )
    return MiniaudioDevice(driver, began)


def _leave_out() -> None:
    """Keep miniaudio from importing what it has for web radio and for arrays of numpy, neither of which we use.

    Two thirds and more of the 140 ms until a new worker is ready, and its cue waits so long.
    """
    sys.modules.setdefault("urllib.request", type(sys)("urllib.request"))
    sys.modules.setdefault("numpy", None)  # type: ignore[arg-type]  # that is how an import is told that there is none


def backends_of(library: ModuleType) -> list[Any]:
    """Return the sound systems to try with miniaudio, which is `library`, the best first."""
    kinds = library.Backend
    by_platform = {
        "darwin": [kinds.COREAUDIO],
        "win32": [kinds.WASAPI, kinds.DSOUND, kinds.WINMM],
        # PulseAudio (and PipeWire, which speaks it) first: through ALSA's own plugin a cue comes 65 ms later.
        "linux": [kinds.PULSEAUDIO, kinds.ALSA],
    }
    return by_platform.get(sys.platform, [kinds.SNDIO, kinds.AUDIO4, kinds.OSS])
