"""The input thread sleeps, and still hears everything: keys, a lone Esc, arrows, the end, a suspension."""

from __future__ import annotations

import os
import selectors
import signal
import sys
from threading import Event
from typing import TYPE_CHECKING, Any

import pexpect
import pytest
from textual.drivers import linux_driver

from tests.terminal.program import LONGEST_S, environment
from unbend.ui.input_thread import quiet_input

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DRIVER: Any = linux_driver
"""The module in which two names are replaced."""

APP = """
import selectors, sys
from contextlib import nullcontext

from textual.app import App
from textual.widgets import Label

from unbend.ui.input_thread import quiet_input

looks = 0
select = selectors.SelectSelector.select  # the event loop has another selector


def count(self, timeout=None):
    global looks
    looks += 1
    return select(self, timeout)


selectors.SelectSelector.select = count


class Keys(App):
    BINDINGS = [("ctrl+z", "suspend_process"), ("ctrl+q", "quit")]

    def compose(self):
        yield Label("<ready>")

    def on_key(self, event):
        self.query_one(Label).update(f"<{event.key} {looks}>")


with quiet_input() if sys.argv[1] == "quiet" else nullcontext():
    Keys().run()
print("<left>")
"""


@pytest.fixture(params=["quiet", "stock"])
def app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[pexpect.spawn[str]]:
    """Yield a small app on a terminal, with and without what is tested: both must hear the same."""
    with _started(tmp_path, request.param) as child:
        yield child


def _started(home: Path, how: str) -> pexpect.spawn[str]:
    child = pexpect.spawn(
        sys.executable,
        ["-c", APP, how],
        env=environment(home),
        encoding="utf-8",
        timeout=LONGEST_S,
        dimensions=(24, 80),
    )
    child.delaybeforesend = None
    child.expect_exact("<ready>")
    return child


def _press(child: pexpect.spawn[str], keys: str, heard: str) -> int:
    """Press `keys` and wait until `heard` is shown; return how often the thread has looked for input by then."""
    child.send(keys)
    child.expect(rf"<{heard} (\d+)>")
    found: Any = child.match
    return int(found.group(1))


def test_textual_is_still_as_this_was_written_for() -> None:
    """Otherwise the stock thread runs, and an idle app wakes ten times a second without anybody noticing."""
    with quiet_input() as is_quiet:
        assert is_quiet


def test_afterwards_textual_is_as_it_was() -> None:
    """Whatever else runs in this process gets the stock thread."""
    with quiet_input():
        assert DRIVER.Event is not Event
    assert (DRIVER.Event, DRIVER.selectors) == (Event, selectors)


def test_a_textual_that_looks_different_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The app runs as ever then."""
    other = object()
    monkeypatch.setattr(DRIVER, "selectors", other)
    with quiet_input() as is_quiet:
        assert not is_quiet
        assert (DRIVER.selectors, DRIVER.Event) == (other, Event)
    monkeypatch.undo()
    monkeypatch.delattr(DRIVER.LinuxDriver, "disable_input")
    with quiet_input() as is_quiet:
        assert not is_quiet


def test_after_input_it_looks_again_soon_and_then_waits_without_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Soon, because an Esc that stays alone is told from the first key of a sequence by time alone."""
    waits: list[float | None] = []
    has_input = iter([True, False, False, False, True, False])
    key = selectors.SelectorKey(0, 0, selectors.EVENT_READ, None)

    def select(_: object, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        waits.append(timeout)
        return [(key, selectors.EVENT_READ)] if next(has_input) else []

    with quiet_input():
        selector = DRIVER.selectors.SelectSelector()
        monkeypatch.setattr(selectors.SelectSelector, "select", select)
        told = [bool(selector.select(0.1)) for _ in range(6)]
        selector.close()
    assert told == [True, False, False, False, True, False]
    assert waits == [0.1, 0.1, 0.1, None, None, 0.1]


def test_the_end_wakes_it_and_is_no_input() -> None:
    """Nothing is read from the terminal because of it; cleared, as after a suspension, it wakes no more."""
    with quiet_input():
        selector, event = DRIVER.selectors.SelectSelector(), DRIVER.Event()
        selector.select(0)
        event.set()
        assert [selector.select(60), selector.select(60)] == [[], []]
        event.clear()
        assert selectors.SelectSelector.select(selector, 0) == []
        selector.close()


@pytest.mark.terminal
def test_every_key_arrives(app: pexpect.spawn[str]) -> None:
    """Letters, an Esc that stays alone, a sequence, a letter from beyond ASCII, and several at once."""
    for keys, heard in [("a", "a"), ("\x1b", "escape"), ("\x1b[A", "up"), ("x", "x"), ("\x1b", "escape")]:
        _press(app, keys, heard)
    _press(app, "ö", ".*")
    _press(app, "bc", "c")


@pytest.mark.terminal
def test_it_ends_when_it_is_left(app: pexpect.spawn[str]) -> None:
    """A thread that waited on would keep the program."""
    app.send("\x11")
    app.expect_exact("<left>")
    app.wait()
    assert app.exitstatus == 0


@pytest.mark.terminal
def test_keys_arrive_after_a_suspension(app: pexpect.spawn[str]) -> None:
    """The driver ends its thread for one and starts another after it."""
    _press(app, "a", "a")
    app.send("\x1a")
    assert app.pid
    os.waitpid(app.pid, os.WUNTRACED)  # until it has stopped; to go on before that would be in vain
    app.kill(signal.SIGCONT)
    app.expect_exact("\x1b[?1049h")
    _press(app, "b", "b")
    app.send("\x11")
    app.expect(pexpect.EOF)


@pytest.mark.terminal
def test_it_looks_only_when_there_is_something(tmp_path: Path) -> None:
    """A second without a key costs the rounds after the last one and no more; stock takes ten."""
    with _started(tmp_path, "quiet") as child:
        before = _press(child, "a", "a")
        child.expect(pexpect.TIMEOUT, timeout=1)
        after = _press(child, "b", "b")
    assert after - before <= 4
