"""Runs the user's own programs at events of the work clock: it never waits for one, and never fails with one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from typing import IO, TYPE_CHECKING

from unbend import resources
from unbend.session.clock import SystemClock
from unbend.units import SECOND
from unbend.work.hook_table import facts, hook_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from unbend.breaks.events import Event
    from unbend.breaks.view import View
    from unbend.breaks.wall import WallClock
    from unbend.units import Ms

LIMIT_MS: Ms = 10 * SECOND
"""How long a program may run; real time."""
_LAST_MS: Ms = SECOND
"""How long programs that still run may do so when the work clock ends."""
_MOST_AT_ONCE = 4
_MOST_OUTPUT = 16 * 1024
"""Bytes of what one program says that are kept."""
_MOST_WRITTEN = 1024 * 1024
"""Bytes after which a program is ended: it has lost its way, and the disk is the user's."""
_MOST_LOG = 512 * 1024
_LOOK_S = 0.1


class Hooks:
    """A listener of the work clock that runs a program for each event that has one."""

    def __init__(self, hooks: Mapping[str, tuple[str, ...]], log: Path, tell: Callable[[str], None]) -> None:
        """Run `hooks`, by event, and keep what they say in `log`.

        `tell` is called on another thread, with a sentence when a program fails for the first time.
        """
        self._hooks = hooks
        self._log = log
        self._tell = tell
        self._told: set[str] = set()
        self._running: set[threading.Thread] = set()
        self._lock = threading.Lock()
        self._is_closing = threading.Event()

    def handle(self, event: Event, wall_clock: WallClock) -> None:
        """Start what belongs to `event`, and come back at once."""
        name = hook_name(event)
        if name is None or name not in self._hooks:
            return
        with self._lock:
            is_full = len(self._running) >= _MOST_AT_ONCE
        if is_full:
            self._failed(name, f"was left out, as {_MOST_AT_ONCE} programs still run")
            return
        thread = threading.Thread(
            target=self._run, args=(name, facts(event, wall_clock)), name=f"unbend-hook-{name}", daemon=True
        )
        with self._lock:
            self._running.add(thread)
        thread.start()

    def beat(self, view: View) -> None:
        """Do nothing: a program is run when something happens."""

    def close(self) -> None:
        """Give programs that still run a moment to end, and then end them."""
        clock = SystemClock()
        with self._lock:
            running = [*self._running]
        for thread in running:
            thread.join(max(_LAST_MS - clock.real_ms(), 0) / SECOND)
        self._is_closing.set()
        for thread in running:
            thread.join(_LAST_MS / SECOND)

    def _run(self, name: str, told: dict[str, str]) -> None:
        try:
            with tempfile.TemporaryFile() as output:
                trouble = self._outcome(name, told, output)
                output.seek(0)
                self._keep(name, told, trouble, output.read(_MOST_OUTPUT))
        except OSError as error:  # no room for what it says
            trouble = f"could not be run: {error.strerror}"
        if trouble is not None:
            self._failed(name, trouble)
        with self._lock:
            self._running.discard(threading.current_thread())

    def _outcome(self, name: str, told: dict[str, str], output: IO[bytes]) -> str | None:
        """Run the program of `name` to its end or to its limit; return what went wrong as a clause."""
        try:
            child = subprocess.Popen(  # noqa: S603  # the user's own program, from their own settings
                self._hooks[name],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env={**os.environ, **told},
                start_new_session=True,  # Ctrl-C is for the work clock; and so all of it can be ended
            )
        except (OSError, ValueError) as error:
            return f"could not be started: {getattr(error, 'strerror', None) or error}"
        clock = SystemClock()
        while True:
            with suppress(subprocess.TimeoutExpired):
                code = child.wait(_LOOK_S)
                return None if code == 0 else f"ended with exit code {code}"
            trouble = self._too_much(clock.real_ms(), output)
            if trouble is not None:
                _end(child)
                return trouble

    def _too_much(self, real_ms: Ms, output: IO[bytes]) -> str | None:
        if real_ms >= LIMIT_MS:
            return f"took longer than {LIMIT_MS // SECOND} s and was ended"
        if os.fstat(output.fileno()).st_size > _MOST_WRITTEN:
            return "said more than a megabyte and was ended"
        return "was ended with the work clock" if self._is_closing.is_set() else None

    def _keep(self, name: str, told: dict[str, str], trouble: str | None, said: bytes) -> None:
        """Write a paragraph of the log, which begins anew when it is large; a full disk is no trouble of the hook's."""
        text = said.decode("utf-8", "replace").rstrip()
        lines = [f"{told['UNBEND_AT']} {name}: {trouble or 'done'}", *(f"  {line}" for line in text.splitlines())]
        with suppress(OSError), self._lock:
            self._log.parent.mkdir(parents=True, exist_ok=True)
            is_large = self._log.exists() and self._log.stat().st_size > _MOST_LOG
            with self._log.open("w" if is_large else "a", encoding="utf-8") as stream:
                stream.write("\n".join(lines) + "\n")

    def _failed(self, name: str, trouble: str) -> None:
        with self._lock:
            is_known = name in self._told
            self._told.add(name)
        if not is_known:
            where = resources.with_tilde(self._log)
            self._tell(f"The hook {name} {trouble}. What it said is in {where}; this is told once.")


def _end(child: subprocess.Popen[bytes]) -> None:
    """End `child` and what it started."""
    with suppress(OSError):
        if sys.platform == "win32":
            child.kill()
        else:
            os.killpg(child.pid, signal.SIGKILL)
    child.wait()
