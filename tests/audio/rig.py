"""A sound server of our own with a recorder on it, so that tests hear what a user would hear.

PulseAudio runs private to one test, with a sink that has no hardware behind it; `parec` records the sink's monitor,
which is exact to the bit. Nothing outside this process tree is touched, and no sound card is needed. The zero of the
clock is uncertain by about 10 ms, since such a sink renders ahead.
"""

from __future__ import annotations

import array
import importlib.util
import math
import operator
import os
import shutil
import subprocess
import threading
import time
from pathlib import Path
from time import monotonic  # noqa: TID251 - sound is late or not by the same clock as the client's
from typing import TYPE_CHECKING

from unbend.audio.samples import RATE_HZ, read_cue

if TYPE_CHECKING:
    from collections.abc import Sequence

AUDIBLE = 60
"""A sample beyond this counts as heard: -55 dBFS."""

SOUNDS = Path(__file__).parents[2] / "sounds"


def missing() -> str:
    """Return what the rig lacks on this machine, empty if nothing."""
    programs = [name for name in ("pulseaudio", "parec", "pactl", "paplay", "pgrep") if shutil.which(name) is None]
    modules = [name for name in ("miniaudio",) if importlib.util.find_spec(name) is None]
    return ", ".join(programs + modules)


def listen(seconds: float) -> None:
    """Let real sound play. The one wait in these tests: a loudspeaker has no manual clock."""
    time.sleep(seconds)


IS_THE_CUE = 0.7
"""A recorded cue correlates with its file by more than this. Another cue reaches 0.6 at the most, the main ones 0.13; a
moment that a busy machine's virtual sink leaves out has been seen to cost 0.15 of the 1.0."""


class RigBroken(RuntimeError):
    """The rig itself does not work: the server does not answer, or the recorder hears not even silence."""


class Rig:
    """A private PulseAudio server with a virtual sink."""

    def __init__(self, folder: Path) -> None:
        """Keep everything in `folder`; start nothing yet."""
        folder.chmod(0o700)
        self.folder = folder
        self._socket = f"unix:{folder}/pulse.sock"
        configuration = "".join(
            f'{kind}.!default {{ type pulse server "{self._socket}" }}\n' for kind in ("pcm", "ctl")
        )
        (folder / "asoundrc").write_text(configuration, encoding="utf-8")
        self._private = {
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(folder),
            "PULSE_RUNTIME_PATH": f"{folder}/runtime",
            "PULSE_STATE_PATH": f"{folder}/state",
            "PULSE_COOKIE": f"{folder}/cookie",
        }
        self._server: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        """Return what a program must have in its environment to be heard here."""
        alsa = f"/usr/share/alsa/alsa.conf:{self.folder}/asoundrc"
        return {**self._private, "PULSE_SERVER": self._socket, "ALSA_CONFIG_PATH": alsa}

    def start(self) -> None:
        """Start the server and wait until it answers. Raises `RigBroken` if it does not within ten seconds."""
        (self.folder / "runtime").mkdir(exist_ok=True)
        socket = f"module-native-protocol-unix socket={self.folder}/pulse.sock auth-anonymous=1"
        sink = f"module-null-sink sink_name=rig rate={RATE_HZ} channels=2 format=s16le"
        flags = "--daemonize=no --use-pid-file=no --exit-idle-time=-1 --disallow-exit --realtime=no --high-priority=no"
        log = f"--log-target=file:{self.folder}/log"
        self._server = subprocess.Popen(
            ["pulseaudio", "-n", *flags.split(), "--disable-shm=yes", log, "-L", socket, "-L", sink],  # noqa: S607
            env={**os.environ, **self._private},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(200):
            answer = subprocess.run(
                ["pactl", "info"],  # noqa: S607
                env={**os.environ, **self.environment},
                capture_output=True,
                check=False,
            )
            if answer.returncode == 0:
                return
            listen(0.05)
        raise RigBroken(self.folder)

    def kill(self) -> None:
        """Let the server die without a word to its clients."""
        if self._server is not None:
            self._server.kill()
            self._server.wait()
            self._server = None

    def stop(self) -> None:
        """End the server; it has nothing to save."""
        self.kill()


class Recording:
    """What was heard on a rig, from the moment it is made until `end`."""

    def __init__(self, rig: Rig) -> None:
        """Record, and return once half a second of silence has flowed."""
        command = f"parec -d rig.monitor --raw --format=s16le --rate={RATE_HZ} --channels=1 --latency-msec=10"
        self._recorder = subprocess.Popen(
            command.split(), env={**os.environ, **rig.environment}, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._bytes = bytearray()
        self._arrivals: list[tuple[int, float]] = []
        self.samples = array.array("h")
        self._thread = threading.Thread(target=self._collect, daemon=True)
        self._thread.start()
        for _ in range(100):
            if len(self._bytes) >= RATE_HZ:
                return
            listen(0.05)
        raise RigBroken(rig.folder)

    def end(self) -> Recording:
        """Record no more."""
        listen(0.3)
        self._recorder.terminate()
        self._thread.join()
        self._recorder.wait()
        if self._recorder.stdout is not None:
            self._recorder.stdout.close()
        self.samples.frombytes(bytes(self._bytes[: len(self._bytes) // 2 * 2]))
        return self

    def heard_at(self, frame: int) -> float:
        """Return the monotonic time at which `frame` was heard.

        A chunk may come late but never early, so the earliest arrival of the following half second sets the clock.
        """
        clocks = [at - index / RATE_HZ for index, at in self._arrivals if frame <= index < frame + RATE_HZ // 2]
        return min(clocks) + frame / RATE_HZ

    def onsets(self, silence_s: float = 0.45) -> list[int]:
        """Return the first audible frame after each silence of at least `silence_s`."""
        found = []
        last = -RATE_HZ
        for index in self._audible():
            if index - last > silence_s * RATE_HZ:
                found.append(index)
            last = index
        return found

    def last_audible(self) -> int:
        """Return the last audible frame."""
        return self._audible()[-1]

    def peak(self) -> int:
        """Return the greatest sample, of full scale 32767."""
        return max(abs(sample) for sample in self.samples)

    def similarity(self, onset: int, name: str) -> float:
        """Return how well what begins at `onset` correlates with the cue `name`, 1 for itself.

        Compared over a whole second, since a motif is told by its rhythm; 2 ms of offset either way are tried, coarsely
        and then around the best.
        """
        cue = read_cue(str(SOUNDS / f"{name}.wav"), 1.0)
        cue = cue[lead_frames(name) :][:RATE_HZ]

        def at(offset: int) -> float:
            heard = self.samples[max(0, onset + offset) :][: len(cue)]
            energy = math.sqrt(_sumprod(heard, heard) * _sumprod(cue, cue))
            return _sumprod(heard, cue) / energy if energy and len(heard) == len(cue) else 0.0

        coarse = max(range(-88, 89, 8), key=at)
        return max(at(offset) for offset in range(coarse - 8, coarse + 9, 2))

    def _audible(self) -> list[int]:
        return [index for index, sample in enumerate(self.samples) if abs(sample) > AUDIBLE]

    def _collect(self) -> None:
        if self._recorder.stdout is None:
            return
        while chunk := os.read(self._recorder.stdout.fileno(), 65_536):
            self._bytes += chunk
            self._arrivals.append((len(self._bytes) // 2, monotonic()))


def _sumprod(first: Sequence[int], second: Sequence[int]) -> int:
    return sum(map(operator.mul, first, second))


def lead_frames(name: str) -> int:
    """Return how many frames of a cue file pass before it is audible."""
    samples = read_cue(str(SOUNDS / f"{name}.wav"), 1.0)
    return next(index for index, sample in enumerate(samples) if abs(sample) > AUDIBLE)


def length_s(name: str) -> float:
    """Return how long a cue lasts."""
    return len(read_cue(str(SOUNDS / f"{name}.wav"), 1.0)) / RATE_HZ
