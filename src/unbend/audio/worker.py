"""Owns the sound device in a child process of its own.

Why a process: simpleaudio crashes Python 3.12 and later when a sound ends, ALSA writes its complaints on the
terminal, and a dead sound server can hang a call. Here each of these costs a child, not the session.

Spoken to in lines. In: `play NUMBER GAIN PATH`, `load GAIN PATH` for what may be played later, `prepare`, `stop`; the
end of the input is the order to quit. Out: `ready BACKEND`, `ok NUMBER MS` when a cue's first samples leave and how
long they last, `bad NUMBER WHY` for a file that cannot be played, `dead WHY` before giving up.

Only light modules are imported (no dataclasses, no typing): simpleaudio is silenced by killing this process, and the
next cue waits until the new one is up.
"""

from __future__ import annotations

import os
import queue
import sys
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress

from unbend.audio.devices import open_device
from unbend.audio.samples import CueUnreadable, LoadedCue, read_cue

TYPE_CHECKING = False  # typing is not imported here: see above
if TYPE_CHECKING:
    from unbend.audio.devices import Device

NO_DEVICE = 3
"""Exit code: there was no device to begin with."""

DEVICE_LOST = 4
"""Exit code: the device was there and is gone."""

CACHED_CUES = 64
"""More than every cue at a few volumes; a volume turned up and down must not fill the memory."""

Say = Callable[[str], None]


class Orders:
    """Carries out the parent's lines on a device."""

    def __init__(self, device: Device, say: Say) -> None:
        """Play on `device`, and answer through `say`."""
        self._device = device
        self._say = say
        self._cache: dict[tuple[bytes, float], LoadedCue] = {}
        self._to_load: deque[tuple[bytes, float]] = deque()

    @property
    def wake_in_s(self) -> float | None:
        """Say when there is something to do without an order; None while there is not."""
        return 0.0 if self._to_load else self._device.wake_in_s

    def obey(self, line: bytes) -> None:
        """Carry out one line. Raises the device's error when it is gone, `ValueError` for a line never agreed on."""
        order, _, rest = line.rstrip(b"\n").partition(b" ")
        if order == b"play":
            number, gain, path = rest.split(b" ", 2)
            self._play(int(number), float(gain), path)
        elif order == b"load":
            gain, path = rest.split(b" ", 1)
            self._to_load.append((path, float(gain)))
        elif order == b"prepare":
            self._device.prepare()
        elif order == b"stop":
            self._device.stop()
        else:
            message = f"not an order: {line!r}"
            raise ValueError(message)

    def rest(self) -> None:
        """Use a moment without an order: load one cue of those that may be played later."""
        if self._to_load:
            with suppress(CueUnreadable):  # told when it is to be played
                self._device.load(self._loaded(*self._to_load.popleft()))

    def _play(self, number: int, gain: float, path: bytes) -> None:
        try:
            cue = self._loaded(path, gain)
        except CueUnreadable as error:
            self._say(f"bad {number} {error}")
        else:
            self._device.play(number, cue)

    def _loaded(self, path: bytes, gain: float) -> LoadedCue:
        if (path, gain) not in self._cache:
            cue = LoadedCue(os.fsdecode(path), read_cue(os.fsdecode(path), 1.0), gain)
            if len(self._cache) >= CACHED_CUES:
                self._cache.clear()
            self._cache[path, gain] = cue
        return self._cache[path, gain]


def serve(device: Device, lines: queue.SimpleQueue[bytes], say: Say) -> None:
    """Do what the lines ask, for ever, asleep while the device is. Raises when the device is gone."""
    orders = Orders(device, say)
    while True:
        try:
            orders.obey(lines.get(timeout=orders.wake_in_s))
        except queue.Empty:
            orders.rest()
        device.tend()


def main(kind: str) -> int:
    """Serve the parent with library `kind` until it hangs up; return the exit code."""
    say = _take_stdout()
    code = NO_DEVICE
    try:
        device = open_device(kind, lambda number, lasts_s: say(f"ok {number} {round(lasts_s * 1000)}"))
        lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        threading.Thread(target=_listen, args=(lines,), daemon=True).start()
        say(f"ready {device.backend}")
        code = DEVICE_LOST
        serve(device, lines, say)
    except Exception as error:  # noqa: BLE001 - whatever a sound library raises means one thing here: not with this one
        say(f"dead {type(error).__name__} {error}")
    return code


def _listen(lines: queue.SimpleQueue[bytes]) -> None:
    """Pass on the parent's lines; end the process when it hangs up.

    A thread rather than `select`: Windows cannot select on a pipe, and a worker stuck in a device call must die with
    its parent all the same.
    """
    for line in sys.stdin.buffer:
        lines.put(line)
    os._exit(0)


def _take_stdout() -> Say:
    """Return a function that answers the parent, and send whatever a library prints to the log instead."""
    parent = os.dup(1)
    os.dup2(2, 1)

    def say(text: str) -> None:
        # One write per line, so that the device's thread and the loop may both speak; to a parent that is gone, in
        # vain.
        with suppress(OSError):
            os.write(parent, text.replace("\n", " ").encode(errors="replace") + b"\n")

    return say


if __name__ == "__main__":
    # Without the interpreter's own farewell: a stuck device thread must not keep a finished worker alive.
    os._exit(main(sys.argv[1]))
