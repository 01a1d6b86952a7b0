"""Lets Textual's input thread sleep until there is input; stock Textual wakes it ten times a second.

Textual's driver for Linux and macOS looks for input every tenth of a second, so that it notices when it has to end and
when an Esc stays alone. Here two names of that module stand for patient versions while the app runs: its selector,
which waits without a limit once nothing can be pending any more, and its event that says "end", which rings a pipe that
the selector waits for as well.

This reaches past what Textual promises, so all of it is in this file. Where the module does not look as expected,
nothing is replaced and the app costs a little more; `tests/ui/test_input_thread.py` fails then.
"""

from __future__ import annotations

import os
import selectors
from contextlib import contextmanager, suppress
from functools import partial
from threading import Event
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from textual.constants import ESCAPE_DELAY

if TYPE_CHECKING:
    from collections.abc import Iterator

_READ_AT_ONCE = 1024


@contextmanager
def quiet_input() -> Iterator[bool]:
    """Within it, an app waits for input without waking; yields whether that could be arranged. One app at a time."""
    driver = _driver()
    if driver is None:
        yield False
        return
    bell = _Bell()
    driver.Event = partial(_RingingEvent, bell)
    patient = {**vars(selectors), "SelectSelector": partial(_PatientSelector, bell)}
    driver.selectors = SimpleNamespace(**patient)
    try:
        yield True
    finally:
        driver.Event, driver.selectors = Event, selectors
        bell.close()


def _driver() -> Any | None:  # noqa: ANN401  # a module, two names of which are replaced
    """Return the module of Textual's driver, or None where it is another one or not as it was in Textual 8."""
    try:
        from textual.drivers import linux_driver  # noqa: PLC0415  # there is none on Windows
    except ImportError:
        return None
    try:
        driver = linux_driver.LinuxDriver
        is_expected = (
            getattr(linux_driver, "selectors", None) is selectors
            and getattr(linux_driver, "Event", None) is Event
            and {"selectors", "SelectSelector", "exit_event"} <= set(driver.run_input_thread.__code__.co_names)
            and {"Event", "exit_event"} <= set(driver.__init__.__code__.co_names)
            and "exit_event" in driver.disable_input.__code__.co_names
        )
    except AttributeError:
        return None
    return linux_driver if is_expected else None


class _Bell:
    """A pipe that has something to read from `ring` until `silence`."""

    def __init__(self) -> None:
        self._reader, self._writer = os.pipe()
        os.set_blocking(self._reader, False)
        os.set_blocking(self._writer, False)

    def fileno(self) -> int:
        """Return what a selector may wait for."""
        return self._reader

    def ring(self) -> None:
        """Wake whoever waits; a full pipe has done so already."""
        with suppress(BlockingIOError):
            os.write(self._writer, b"!")

    def silence(self) -> None:
        """Let whoever waits sleep again."""
        with suppress(BlockingIOError):
            while os.read(self._reader, _READ_AT_ONCE):
                pass

    def close(self) -> None:
        """Let go of the pipe."""
        os.close(self._reader)
        os.close(self._writer)


class _RingingEvent(Event):
    """An event that rings a bell while it is set."""

    def __init__(self, bell: _Bell) -> None:
        super().__init__()
        self._bell = bell

    def set(self) -> None:
        """Set it, then ring: whoever wakes finds it set."""
        super().set()
        self._bell.ring()

    def clear(self) -> None:
        """Clear it; the next thread of a driver that goes on after a suspension sleeps as well."""
        super().clear()
        self._bell.silence()


class _PatientSelector(selectors.SelectSelector):
    """A selector that takes a limit as meant only for as long after input as the parser may wait for more."""

    def __init__(self, bell: _Bell) -> None:
        super().__init__()
        self._bell = self.register(bell, selectors.EVENT_READ)
        self._idle_s = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """Wait for input, or until the bell rings, which is not told."""
        is_pending = timeout is None or self._idle_s < ESCAPE_DELAY + timeout  # one round more, for rounding
        ready = super().select(timeout if is_pending else None)
        told = [(key, mask) for key, mask in ready if key is not self._bell]
        self._idle_s = 0.0 if told else self._idle_s + (timeout or 0.0)
        return told
