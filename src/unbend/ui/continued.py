"""Brings an app back whole that was stopped from outside, by SIGSTOP, which no program hears.

Textual's driver takes every SIGCONT for the end of a suspension of its own (SIGTSTP), and starts its threads and the
terminal's modes again; where it had not ended them before, the app then has two threads for its input, and waits for
ever for one of them when it ends. This reaches past what Textual promises, so all of it is in this file; where the
driver does not look as expected, nothing is changed (`tests/terminal/test_work_screen.py` fails then).
"""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import FrameType


def come_back_whole(driver: Any) -> None:  # noqa: ANN401  # Textual's, of which names are used that it keeps for itself
    """Let `driver` end what still runs before it starts anew; called on the main thread."""
    needed = ("_sigcont_application", "_must_signal_resume", "suspend_application_mode", "fileno")
    if not hasattr(signal, "SIGCONT") or not all(hasattr(driver, name) for name in needed):
        return

    def continued(number: int, frame: FrameType | None) -> None:
        if os.isatty(driver.fileno) and os.tcgetpgrp(driver.fileno) != os.getpgrp():
            os.kill(os.getpid(), signal.SIGSTOP)  # the terminal is somebody else's: wait for `fg`
            return
        if not driver._must_signal_resume:  # noqa: SLF001  # it did not suspend itself before
            driver.suspend_application_mode()
        driver._sigcont_application(number, frame)  # noqa: SLF001

    signal.signal(signal.SIGCONT, continued)
