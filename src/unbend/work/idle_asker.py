"""The idle worker as the work clock sees it: started when first asked, given some seconds, ended when it hangs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from unbend.units import Ms

WITHIN_S = 10.0
"""How long an answer may take; the worker gives each of its sources two."""
MOST_HANGS = 3
MOST_IN_VAIN = 10
"""So many answers may say that nobody can tell before the worker is let go: a desktop may still be starting."""
LEFT_OUT = 30
"""So many questions, of one a minute, are not passed on then: a desktop may come hours after the work clock."""
_LIBRARIES = ("dbus_fast", "Xlib")
_BOOTSTRAP = (
    "import importlib, sys; sys.path.insert(0, sys.argv[1]); import unbend; del sys.path[0];"
    "sys.exit(importlib.import_module('unbend.work.idle_worker').main())"
)
"""As the sound's worker is started: from the place of this package, and from no folder that happens to be near."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of somebody being there."""

    idle_ms: Ms | None = None
    """For how long nothing was touched; None where nobody can tell."""
    by: str | None = None
    """Who says so."""


def could_be_told() -> bool:
    """Return whether this is a system on which something may tell."""
    return sys.platform not in ("win32", "darwin")


def can_be_asked() -> bool:
    """Return whether the extra `presence` is there to ask it, all of it or a part."""
    return could_be_told() and any(find_spec(name) is not None for name in _LIBRARIES)


class IdleAsker:
    """Asks the worker; for one thread at a time."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self._hangs = 0
        self._in_vain = 0
        self._to_leave_out = 0

    def ask(self) -> Answer:
        """Return what is known now, within some seconds.

        A worker that hangs or dies is asked no more; one that knows nothing is let go, and started again now and then.
        """
        if self._hangs >= MOST_HANGS:
            return Answer()
        if self._to_leave_out:
            self._to_leave_out -= 1
            return Answer()
        try:
            answer = self._asked(self._started())
        except (OSError, ValueError, TypeError, KeyError):
            self._hangs += 1
            self.close()
            return Answer()
        self._hangs = 0
        self._in_vain = self._in_vain + 1 if answer.by is None else 0
        if self._in_vain >= MOST_IN_VAIN:
            self._to_leave_out = LEFT_OUT
            self.close()
        return answer

    def close(self) -> None:
        """End the worker; called from any thread."""
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._child is None:
            root = str(Path(__file__).parents[2])
            self._child = subprocess.Popen(  # noqa: S603  # our own module
                [sys.executable, "-P", "-c", _BOOTSTRAP, root],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # what a library complains of is not for the person's screen
                start_new_session=True,  # Ctrl-C is not meant for it; it ends with its input
            )
        return self._child

    def _asked(self, child: subprocess.Popen[bytes]) -> Answer:
        """Return the worker's answer. Raises `OSError` or `ValueError` where there is none in time."""
        assert child.stdin is not None  # noqa: S101  # both are pipes
        assert child.stdout is not None  # noqa: S101  # likewise
        os.write(child.stdin.fileno(), b"\n")
        watch = threading.Timer(WITHIN_S, child.kill)
        watch.daemon = True
        watch.start()
        try:
            line = child.stdout.readline()
        finally:
            watch.cancel()
        told = json.loads(line)
        return Answer(told["idle_ms"], told["by"])
