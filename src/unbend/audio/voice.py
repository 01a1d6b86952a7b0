"""Text -> speech, rendered ahead by an engine and kept: the same words are spoken once and read from then on.

What an engine writes is trimmed, brought to the rate and about the loudness of the cues, and faded at both ends. The
cache may be deleted at any time; beyond a size the oldest go.
"""

from __future__ import annotations

import hashlib
import json
import operator
import os
import shutil
import signal
import subprocess
import tempfile
import weakref
from array import array
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from unbend.audio.engines import Call, Engine
from unbend.audio.samples import FULL_SCALE, RATE_HZ, CueUnreadable, read_cue, write_cue
from unbend.errors import WrongUse

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_FORMAT = 1  # to be raised when what is done to the samples changes
ANSWERS_WITHIN_S = 10.0
"""An engine that speaks the longest sentence takes half of it on a busy machine; a longer silence is a stuck one."""
_MOST_BYTES = 50 * 1024 * 1024
_SILENT = 130  # what an engine leaves before and after its words stays below
_HEAD = RATE_HZ // 200
_TAIL = RATE_HZ // 20
_WINDOW = RATE_HZ // 20
_WINDOWS = 8
_LOUD = 4_600.0
"""Root mean square of the loudest 0.4 s: with speech about -17 LUFS, as loud as a rest."""
_PEAK = FULL_SCALE * 0.7


class VoiceFailed(Exception):
    """An engine did not speak; the message is a clause for the log or for the user."""


def run(call: Call, text: str, within_s: float = ANSWERS_WITHIN_S) -> str:
    """Start `call` with `text` on its standard input and return what it says. Raises `VoiceFailed`."""
    try:
        child = subprocess.Popen(  # noqa: S603  # our own engine, found on the user's own PATH; the text is no argument
            call.argv,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, **call.environment},
            start_new_session=True,  # so that whatever it starts ends with it
        )
    except OSError as error:
        raise VoiceFailed(str(error)) from error
    with child:
        try:
            out, complaints = child.communicate(text.encode(), within_s)
        except subprocess.TimeoutExpired as error:
            _end(child)
            msg = f"{Path(call.argv[0]).name} did not answer in {within_s:g} s"
            raise VoiceFailed(msg) from error
    if child.returncode:
        told = complaints.decode(errors="replace").strip().splitlines()
        raise VoiceFailed(told[-1] if told else f"exit code {child.returncode}")
    return out.decode(errors="replace")


def _end(child: subprocess.Popen[bytes]) -> None:
    """End `child` and what it has started."""
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()


class Voice:
    """One voice of one engine, with its cache in a folder that is made when something is spoken.

    Where nothing can be kept there, it is kept elsewhere for as long as this lives.
    """

    def __init__(self, engine: Engine, name: str, folder: Path, run: Callable[[Call, str], str] = run) -> None:
        self.engine = engine
        self.name = name or engine.usual_voice
        self._folder = folder
        self._run = run
        self._version: str | None = None
        self._spoken: dict[str, array[int]] = {}
        self._is_elsewhere = False

    def spoken(self, text: str) -> array[int]:
        """Return `text` as samples, from the cache or newly spoken. Raises `VoiceFailed`."""
        if text not in self._spoken:
            try:
                self._spoken[text] = read_cue(str(self.rendered(text)), 1.0)
            except CueUnreadable as error:
                raise VoiceFailed(str(error)) from error
        return self._spoken[text]

    def length_ms(self, text: str) -> int:
        """Return how long `text` lasts, rounded up. Raises `VoiceFailed`."""
        return -(-len(self.spoken(text)) * 1000 // RATE_HZ)

    def is_kept(self, text: str) -> bool:
        """Say whether `text` is in the cache. Raises `VoiceFailed`."""
        return self._file(text).is_file()

    def rendered(self, text: str) -> Path:
        """Return the WAV file with `text`, made if it is not there. Raises `VoiceFailed`."""
        path = self._file(text)
        if path.is_file():
            return path
        try:
            return self._render(text, path)
        except OSError as error:
            if self._is_elsewhere:
                raise VoiceFailed(str(error)) from error
        try:
            self._folder, self._is_elsewhere = Path(tempfile.mkdtemp(prefix="unbend-")), True
            weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
            return self._render(text, self._file(text))
        except OSError as error:
            raise VoiceFailed(str(error)) from error

    def _render(self, text: str, path: Path) -> Path:
        """Have `text` spoken into `path`. Raises `VoiceFailed`, and `OSError` where nothing can be written."""
        self._folder.mkdir(parents=True, exist_ok=True)
        try:
            with tempfile.TemporaryDirectory(dir=self._folder) as own:
                raw, done = Path(own) / "raw.wav", Path(own) / "done.wav"
                self._run(self.engine.speak(self.engine.program, self.name, str(raw)), text)
                write_cue(str(done), polished(read_cue(str(raw), 1.0)))
                done.replace(path)
        except CueUnreadable as error:
            msg = f"{self.engine.name} wrote nothing that can be heard"
            raise VoiceFailed(msg) from error
        return path

    def _file(self, text: str) -> Path:
        return self._folder / f"{self._key(text)}.wav"

    def _key(self, text: str) -> str:
        if self._version is None:
            asks = self.engine.version
            self._version = self._run(Call((self.engine.program, *asks), {}), "") if asks else ""
        call = self.engine.speak("", self.name, "")  # rate and form are in it
        told = [_FORMAT, self.engine.name, self._version, call.argv, " ".join(text.split())]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:24]


def polished(samples: array[int]) -> array[int]:
    """Return speech without the silence around it, as loud as the cues. Raises `VoiceFailed` where nothing is said."""
    first = next((at for at, sample in enumerate(samples) if abs(sample) > _SILENT), None)
    if first is None:
        msg = "nothing was said"
        raise VoiceFailed(msg)
    last = next(at for at in range(len(samples) - 1, -1, -1) if abs(samples[at]) > _SILENT)
    kept = samples[max(first - _HEAD, 0) : last + _TAIL]
    squares = [sum(map(operator.mul, part, part)) for part in _parts(kept)]
    loudest = max(sum(squares[at : at + _WINDOWS]) for at in range(len(squares))) / (_WINDOWS * _WINDOW)
    lowest, highest = min(kept), max(kept)
    gain = min(_LOUD / loudest**0.5, _PEAK / max(highest, -lowest))
    out = array("h", map(int, map(gain.__mul__, kept)))
    for index in range(min(_HEAD, len(out) // 2)):
        out[index] = out[index] * index // _HEAD
        out[-1 - index] = out[-1 - index] * index // _HEAD
    return out


def _parts(samples: array[int]) -> list[array[int]]:
    return [samples[at : at + _WINDOW] for at in range(0, len(samples), _WINDOW)]


def tidy(folder: Path) -> None:
    """Delete the oldest of a cache that has grown too large."""
    with suppress(OSError):
        files = sorted(folder.glob("*.wav"), key=lambda each: each.stat().st_mtime, reverse=True)
        size = 0
        for file in files:
            size += file.stat().st_size
            if size > _MOST_BYTES:
                file.unlink()


def voice_names(engine: Engine, run: Callable[[Call, str], str] = run) -> Sequence[str]:
    """Return the voices of `engine`. Raises `VoiceFailed`."""
    told = run(Call((engine.program, *engine.voices), {}), "") if engine.voices else ""
    return engine.read_voices(told)


def find_voice(chosen: str, folder: Path, there: Sequence[Engine]) -> Voice:
    """Return the voice called `chosen`, of the engines that are `there`, with its cache in `folder`.

    It is called `auto`, by its engine, or by both: `espeak-ng:en-gb`. Raises `WrongUse` where there is none such.
    """
    if not there:
        msg = 'there is no voice on this machine; espeak-ng is one, and pip install "unbend[voice]" brings it along'
        raise WrongUse(msg)
    name, _, voice = chosen.partition(":")
    for engine in there:
        if name in ("auto", engine.name):
            return Voice(engine, voice, folder)
    msg = f'there is no voice called "{chosen}"; unbend voices lists them'
    raise WrongUse(msg)
