"""The app's end of the worker process: lines down one pipe, reports from the other."""

from __future__ import annotations

import os
import sys
import sysconfig
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from unbend.audio.reports import Began, Cue, Ended, Post, Ready, Refused, Report

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unbend.audio.child import Spawn

BOOTSTRAP = (
    "import os, sys; sys.path.insert(0, sys.argv[1]); import unbend; del sys.path[0];"
    "from unbend.audio.worker import main; os._exit(main(sys.argv[2]))"
)
"""Starts the worker with this very package, wherever it was imported from: wheel, checkout or test path.

`python -m` would need the path set up beforehand, and 5 ms more. The path is taken back at once, so that nothing
lying beside the package can hide the standard library.
"""


class WorkerOutput:
    """A worker process that owns the device."""

    def __init__(self, library: str, spawn: Spawn, post: Post, likely: Iterable[tuple[Path, float]] = ()) -> None:
        """Start a worker for `library`. Raises `OSError` when no process can be started.

        `likely` are files that will be asked for, with their gains: loaded ahead, so that none is late the first time.
        """
        self.survives_silence = library != "simpleaudio"
        self._post = post
        self._likely = tuple(likely)
        self._lock = threading.Lock()
        root = str(Path(__file__).parents[2])
        argv = (sys.executable, "-P", "-c", BOOTSTRAP, root, library)
        self._child = spawn(argv, True, environment_for(library))  # noqa: FBT003 - see Spawn
        if self._child.stdin is not None and os.name == "posix":
            os.set_blocking(self._child.stdin.fileno(), False)
        threading.Thread(target=self._listen, name=f"unbend-{library}", daemon=True).start()

    def play(self, cue: Cue) -> None:
        """Ask for `cue`; a path that cannot be told in one line is refused."""
        path = os.fsencode(cue.path)
        if b"\n" in path:
            self._post(Refused(self, cue.number, f"{cue.name}: a path with a line break cannot be played"))
            return
        self._write(f"play {cue.number} {cue.gain:.4f} ".encode() + path)

    def prepare(self) -> None:
        """Ask to wake the device."""
        self._write(b"prepare")

    def silence(self) -> None:
        """Ask for silence, or end the worker where only its end is quick: simpleaudio's stop leaves 176 to 275 ms."""
        if self.survives_silence:
            self._write(b"stop")
        else:
            self._child.kill()

    def close(self) -> None:
        """End the worker. Killed rather than asked: a stuck one would not listen, and it has nothing to save."""
        self._child.kill()

    def _write(self, line: bytes) -> None:
        # Without waiting: a full pipe is a worker that no longer reads, and shows as a cue that never begins; a
        # broken one shows as its end. The lock is for the file number, which may belong to another file once the pipe
        # is closed.
        with self._lock, suppress(OSError, ValueError):
            if self._child.stdin is not None:
                os.write(self._child.stdin.fileno(), line + b"\n")

    def _listen(self) -> None:
        """Pass on what the worker says until it ends, and bury it."""
        last_words = ""
        for line in self._child.stdout or ():
            text = line.decode(errors="replace").strip()
            if text.startswith("dead "):
                last_words = f": {text.removeprefix('dead ')}"
            elif (report := self._report_in(text)) is not None:
                self._post(report)
                if isinstance(report, Ready):
                    self._load_ahead()
        # One that has closed its output without ending is stuck in its farewell; the wait must not be.
        self._child.kill()
        code = self._child.wait()
        self._post(Ended(self, f"worker ended with {code}{last_words}"))
        with self._lock:
            for pipe in (self._child.stdin, self._child.stdout):
                if pipe is not None:
                    with suppress(OSError):
                        pipe.close()

    def _load_ahead(self) -> None:
        for path, gain in self._likely:
            if b"\n" not in os.fsencode(path):
                self._write(f"load {gain:.4f} ".encode() + os.fsencode(path))

    def _report_in(self, text: str) -> Report | None:
        """Return what one line of the worker says; None for one that is none of its phrases."""
        match text.split(" ", 2):
            case ["ready", *through]:
                return Ready(self, " ".join(through))
            case ["ok", number, lasts_ms] if number.isdecimal() and lasts_ms.isdecimal():
                return Began(self, int(number), int(lasts_ms) / 1000)
            case ["bad", number, why] if number.isdecimal():
                return Refused(self, int(number), why)
        return None


def environment_for(library: str, version: tuple[int, int] = sys.version_info[:2]) -> dict[str, str]:
    """Return what a worker's environment needs on top of ours.

    simpleaudio frees Python memory in a thread Python knows nothing of. Since 3.12 Python's own allocator crashes on
    that; the C one does not. It can only be chosen before Python starts, and free-threaded builds do not know the
    setting.
    """
    if library == "simpleaudio" and version >= (3, 12) and not sysconfig.get_config_var("Py_GIL_DISABLED"):
        return {"PYTHONMALLOC": "malloc"}
    return {}
