"""A sound server of our own with a recorder on it, so that tests hear what a user would hear.

PulseAudio runs private to one test, with a sink that has no hardware behind it; `parec` records the sink's monitor,
which is exact to the bit as long as the machine keeps up; a busy one leaves moments out, or repeats them. So a cue is
told by comparing it piece by piece, and what a disturbed machine spoils is measured again. Nothing outside this process
tree is touched, and no sound card is needed. The zero of the clock is uncertain by about 10 ms, since such a sink
renders ahead.
"""

from __future__ import annotations

import array
import importlib.util
import math
import os
import shutil
import subprocess
import threading
import time
from functools import cache
from itertools import pairwise, zip_longest
from pathlib import Path
from time import monotonic  # noqa: TID251 - sound is late or not by the same clock as the client's
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from unbend.audio.samples import RATE_HZ, read_cue

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Samples: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.int64]]"

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


ATTEMPTS = 3
"""A measurement that a machine busy with something else can spoil is made this often at the most."""

ANSWERS_WITHIN_S = 30
"""A server or recorder that has not begun by then is broken, not slow."""

IS_LIKE = 0.6
"""What is heard must be at least this like a cue to be that cue. Of 156 cues with five moments a second left out,
silenced or repeated, the least like itself reached 0.73 and the most like another 0.55."""

COARSE = 16
"""Samples taken together for a comparison: 2756 Hz, well above twice the highest note of any motif (740 Hz)."""

PIECE = round(0.050 * RATE_HZ / COARSE)
"""A cue is compared in pieces of 50 ms: long enough to tell two notes apart, short enough to lie between two gaps."""

REACH = round(0.045 * RATE_HZ / COARSE)
"""How far a piece may lie from where the one before says; a gap is 5 to 40 ms long."""


def undisturbed(measure: Callable[[], None]) -> None:
    """Make a measurement, again if its assertions fail, `ATTEMPTS` times at the most.

    A busy machine can make a sound late or full of gaps, but never makes a late or wrong one right, so one attempt that
    passes is the truth about the program.
    """
    for _ in range(ATTEMPTS - 1):
        try:
            return measure()
        except AssertionError as error:
            print("measured again:", error)  # noqa: T201 - shown if every attempt fails
    return measure()


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
        """Start the server and wait until it answers. Raises `RigBroken` if it does not in time."""
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
        end_s = monotonic() + ANSWERS_WITHIN_S
        while monotonic() < end_s:
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

    def control(self, *arguments: str) -> str:
        """Ask something of the server with `pactl`; return what it prints."""
        answer = subprocess.run(
            ["pactl", *arguments],  # noqa: S607
            env={**os.environ, **self.environment},
            capture_output=True,
            check=True,
            text=True,
        )
        return answer.stdout.strip()

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

    def __init__(self, rig: Rig, sink: str = "rig") -> None:
        """Record what goes to `sink`, and return once half a second of silence has flowed."""
        command = f"parec -d {sink}.monitor --raw --format=s16le --rate={RATE_HZ} --channels=1 --latency-msec=10"
        self._recorder = subprocess.Popen(
            command.split(), env={**os.environ, **rig.environment}, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._bytes = bytearray()
        self._arrivals: list[tuple[int, float]] = []
        self.samples = array.array("h")
        self._thread = threading.Thread(target=self._collect, daemon=True)
        self._thread.start()
        end_s = monotonic() + ANSWERS_WITHIN_S
        while monotonic() < end_s:
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
        later = [arrival for arrival in self._arrivals if arrival[0] >= frame]
        soon = [(index, at_s) for index, at_s in later if index < frame + RATE_HZ // 2] or later[:1]
        return min(at_s - index / RATE_HZ for index, at_s in soon) + frame / RATE_HZ

    def onsets(self, silence_s: float = 0.45) -> list[int]:
        """Return the first audible frame after each silence of at least `silence_s`."""
        found = []
        last = -RATE_HZ
        for index in self._audible():
            if index - last > silence_s * RATE_HZ:
                found.append(index)
            last = index
        return found

    def last_audible(self, before: int | None = None) -> int:
        """Return the last audible frame, of those `before` a frame if one is given."""
        return [index for index in self._audible() if before is None or index < before][-1]

    def longest_gap_s(self, first: int, last: int) -> float:
        """Return how long nothing was audible at the longest between two frames that were."""
        heard = [index for index in self._audible() if first <= index <= last]
        return max((later - earlier for earlier, later in pairwise(heard)), default=0) / RATE_HZ

    def peak(self) -> int:
        """Return the greatest sample, of full scale 32767."""
        return int(abs(np.asarray(self.samples, np.int64)).max())

    def cue_at(self, onset: int, guess: str = "") -> str:
        """Return the cue that what begins at `onset` is like, empty if it is like none; the `guess` is tried first."""
        later = [other for other in self.onsets() if other > onset]
        return cue_in(self.samples[onset : min(later, default=None)], guess)

    def cues(self, guesses: Sequence[str] = ()) -> list[str]:
        """Return the cues heard, in their order; each of `guesses` is tried first in its place, which saves time."""
        return [self.cue_at(onset, guess) for onset, guess in zip_longest(self.onsets(), guesses) if onset is not None]

    def _audible(self) -> list[int]:
        found: list[int] = np.flatnonzero(abs(np.asarray(self.samples, np.int64)) > AUDIBLE).tolist()
        return found

    def _collect(self) -> None:
        if self._recorder.stdout is None:
            return
        while chunk := os.read(self._recorder.stdout.fileno(), 65_536):
            self._bytes += chunk
            self._arrivals.append((len(self._bytes) // 2, monotonic()))


def cue_in(heard: Sequence[int], guess: str = "") -> str:
    """Return the cue that `heard`, from its first audible sample, is most like; empty if it is like none.

    A right `guess` saves a second: nothing is so like two cues that both could be meant, see `IS_LIKE`.
    """
    coarse = _coarse(heard)
    if guess and _likeness(coarse, _cues()[guess]) >= IS_LIKE:
        return guess
    likenesses = {name: _likeness(coarse, cue) for name, cue in _cues().items()}
    name = max(likenesses, key=likenesses.__getitem__)
    return name if likenesses[name] >= IS_LIKE else ""


def _likeness(heard: Samples, cue: Samples) -> float:
    """Return how much of what is heard is the cue and how much of the cue is heard, 1 for itself.

    A correlation, but piece by piece: each piece of the cue looks for its best place around where the one before it was
    found, so that a gap costs what it swallows and does not shift the rest. Loud pieces weigh more, and what is heard
    beyond the cue counts against it.
    """
    whole = _energy(heard) * _energy(cue)
    least = 0.01 * _energy(cue) * PIECE / len(cue)
    padded = np.pad(heard, (REACH, 2 * len(cue) + REACH))
    found = place = 0
    for first in range(0, len(cue) - PIECE + 1, PIECE):
        piece = cue[first : first + PIECE]
        if _energy(piece) > least:
            place, product = _best_place(piece, padded, place)
            found += product
        place += PIECE
    return found / math.sqrt(whole) if whole else 0.0


def _best_place(piece: Samples, heard: Samples, place: int) -> tuple[int, int]:
    """Return where around `place` + `REACH` the piece fits best, relative to `REACH`, and its product with that place.

    Without any resemblance it stays at `place`. A distant place must fit better by up to a fifth, since a tone fits
    itself a period later nearly as well.
    """
    first = max(0, place)
    around = heard[first : min(place + 2 * REACH, len(heard) - PIECE) + PIECE]
    if len(around) < PIECE:
        return place, 0
    products = np.correlate(around, piece)
    energies = np.convolve(around * around, np.ones(PIECE, np.int64), "valid")
    moves = np.arange(first, first + len(products)) - REACH - place
    alike = products > 0
    fits = np.zeros(len(products))
    fits[alike] = products[alike] / np.sqrt(float(_energy(piece)) * energies[alike])
    fits *= 1 - 0.2 * abs(moves) / REACH
    best = int(np.argmax(fits))
    return (place + int(moves[best]), int(products[best])) if fits[best] > 0 else (place, 0)


@cache
def _cues() -> dict[str, Samples]:
    """Return what `_likeness` compares with, of every cue file there is."""
    names = sorted(path.stem for path in SOUNDS.glob("*.wav"))
    return {name: _coarse(samples_of(name)[lead_frames(name) :]) for name in names}


def _coarse(samples: Sequence[int]) -> Samples:
    return np.add.reduceat(np.asarray(samples, np.int64), np.arange(0, len(samples), COARSE))


def _energy(samples: Samples) -> int:
    return int(samples @ samples)


def samples_of(name: str) -> array.array[int]:
    """Return the samples of a cue file."""
    return read_cue(str(SOUNDS / f"{name}.wav"), 1.0)


def first_audible(samples: Sequence[int]) -> int:
    """Return the first frame that is heard."""
    return next(index for index, sample in enumerate(samples) if abs(sample) > AUDIBLE)


def lead_frames(name: str) -> int:
    """Return how many frames of a cue file pass before it is audible."""
    return first_audible(samples_of(name))


def length_s(name: str) -> float:
    """Return how long a cue lasts."""
    return len(samples_of(name)) / RATE_HZ
