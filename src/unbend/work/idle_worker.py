"""Asks whoever can tell how long nobody has touched anything, in a process of its own.

It answers each line on standard input with one line of JSON, `{"idle_ms": 1500, "by": "GNOME"}`, both null where nobody
can tell, and ends with its input. The libraries talk to a bus and to a server that may hang, and print what they
complain of; here they can neither hold up the work clock nor draw on its screen (`idle_asker`).
"""

from __future__ import annotations

import json
import os
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

from unbend.units import HOUR

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import FrameType
    from typing import TextIO

    from unbend.units import Ms

WITHIN_S = 2.0
"""How long one source may take."""
LONGEST_MS: Ms = 50 * 24 * HOUR
"""What is longer is a mistake: the X server's count, of 32 bits, begins anew before."""
_MOST_LEFT_OUT = 30


class IdleSource(Protocol):
    """Something that may know how long nobody has touched anything."""

    name: str

    def idle_ms(self) -> Ms | None:
        """Return that, None where it cannot tell. It may raise anything, and hang."""
        ...


class Sources:
    """The sources, the one that knows best first."""

    def __init__(self, sources: Iterable[IdleSource], within_s: float = WITHIN_S) -> None:
        self._sources = [_Watched(source) for source in sources]
        self._within_s = within_s

    def ask(self) -> tuple[Ms | None, str | None]:
        """Return for how long nothing was touched, and who says so; None twice where nobody can tell."""
        for each in self._sources:
            idle_ms = each.ask(self._within_s)
            if idle_ms is not None:
                return idle_ms, each.source.name
        return None, None


class _Watched:
    """One source; what fails is asked more and more seldom, what hangs or cannot be true is never asked again."""

    def __init__(self, source: IdleSource) -> None:
        self.source = source
        self._is_dropped = False
        self._failures = 0
        self._to_leave_out = 0

    def ask(self, within_s: float) -> Ms | None:
        if self._is_dropped:
            return None
        if self._to_leave_out:
            self._to_leave_out -= 1
            return None
        try:
            idle_ms = _within(within_s, self.source)
        except _HangsError:
            self._is_dropped = True
            return None
        except Exception as error:  # noqa: BLE001  # whatever a library raises, it cannot tell
            print(f"{self.source.name}: {type(error).__name__}: {error}", file=sys.stderr)  # noqa: T201  # seen by hand
            idle_ms = None
        if idle_ms is None:
            self._failures += 1
            # The desktop may not be up yet, and may come back; where there is none, little is spent on asking.
            self._to_leave_out = min(2**self._failures - 2, _MOST_LEFT_OUT)
            return None
        self._failures = 0
        if type(idle_ms) is not int or not 0 <= idle_ms <= LONGEST_MS:
            self._is_dropped = True
            return None
        return idle_ms


class _HangsError(BaseException):
    """A source took too long. No `Exception`, so that no library takes it for one of its own."""


def _within(seconds: float, source: IdleSource) -> Ms | None:
    def late(_number: int, _frame: FrameType | None) -> None:
        raise _HangsError

    signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        return source.idle_ms()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def found_sources() -> list[IdleSource]:
    """Return the sources whose library is installed, the best first."""
    at_x11: list[IdleSource] = []
    with suppress(ImportError):
        from unbend.work.idle_x11 import X11Idle  # noqa: PLC0415  # an extra

        at_x11 = [X11Idle()]
    if os.environ.get("SSH_CONNECTION"):  # the desktop of this machine is in front of somebody else
        return at_x11
    with suppress(ImportError):
        from unbend.work.idle_bus import LoginIdle, MutterIdle  # noqa: PLC0415  # likewise

        # The login session learns of an absence late, and on some desktops never.
        return [MutterIdle(), *at_x11, LoginIdle()]
    return at_x11


def main(questions: TextIO | None = None) -> int:
    """Answer until standard input ends; return the exit code."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what a library prints is no answer
    sources = Sources(found_sources())
    for _ in questions or sys.stdin:
        idle_ms, by = sources.ask()
        answers.write(json.dumps({"idle_ms": idle_ms, "by": by}) + "\n")
        answers.flush()
    return 0
