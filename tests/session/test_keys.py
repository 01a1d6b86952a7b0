"""Keys as terminals send them, on a real pseudo-terminal."""

from __future__ import annotations

import os
import pty
import signal
import termios
from typing import TYPE_CHECKING

import pytest

from unbend.session.keys import BACKSPACE, ENTER, HANGUP, INTERRUPT, TerminalKeys, split_keys

if TYPE_CHECKING:
    from collections.abc import Iterator

A_MOMENT_S = 5.0
"""The longest a test waits for what has been sent already."""


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("p", ["p"]),
        ("p5\r", ["p", "5", ENTER]),
        ("\n", [ENTER]),
        ("\x7f\b", [BACKSPACE, BACKSPACE]),
        ("\x1b[C\x1b[D", ["right", "left"]),
        ("\x1bOC", ["right"]),
        ("\x1b[15~n", ["n"]),
        ("\x1b[1;5Cq", ["q"]),
        ("\x1bp", ["p"]),
        ("\x1b", []),
        ("P", ["p"]),
        ("\x03", [INTERRUPT]),
        ("é ", ["é", " "]),
    ],
)
def test_a_terminals_bytes_become_keys(text: str, keys: list[str]) -> None:
    """Escape sequences that are no key of ours vanish whole; their letters press nothing."""
    assert split_keys(text) == keys


@pytest.fixture
def terminal() -> Iterator[tuple[int, int]]:
    """Return a pseudo-terminal: the end a person types at, and the end the program reads."""
    master, slave = pty.openpty()
    yield master, slave
    for fd in (master, slave):
        try:
            os.close(fd)
        except OSError:
            continue


def test_keys_arrive_one_by_one_and_the_terminal_is_put_back(terminal: tuple[int, int]) -> None:
    """Without Enter, without echo; afterwards everything is as it was."""
    master, slave = terminal
    before = termios.tcgetattr(slave)
    with os.fdopen(slave, "rb", buffering=0, closefd=False) as stdin, TerminalKeys(stdin) as keys:
        assert keys.are_there
        os.write(master, b"p ")
        assert keys.wait(A_MOMENT_S) == ["p", " "]
        assert keys.wait(0) == []
    assert termios.tcgetattr(slave) == before


def test_a_letter_split_between_two_reads_is_one_key(terminal: tuple[int, int]) -> None:
    """A slow line may deliver half of it."""
    master, slave = terminal
    with os.fdopen(slave, "rb", buffering=0, closefd=False) as stdin, TerminalKeys(stdin) as keys:
        os.write(master, "é".encode()[:1])
        assert keys.wait(A_MOMENT_S) == []
        os.write(master, "é".encode()[1:])
        assert keys.wait(A_MOMENT_S) == ["é"]


def test_a_terminal_that_goes_away_is_a_hangup(terminal: tuple[int, int]) -> None:
    """Once; afterwards there are no keys."""
    master, slave = terminal
    with os.fdopen(slave, "rb", buffering=0, closefd=False) as stdin, TerminalKeys(stdin) as keys:
        os.close(master)
        assert keys.wait(A_MOMENT_S) == [HANGUP]
        assert not keys.are_there


@pytest.mark.parametrize(
    ("number", "key"), [(signal.SIGINT, INTERRUPT), (signal.SIGTERM, HANGUP), (signal.SIGHUP, HANGUP)]
)
def test_signals_come_as_keys_and_the_handlers_are_put_back(number: signal.Signals, key: str) -> None:
    """Also where standard input is no terminal at all."""
    outside = signal.signal(number, signal.default_int_handler)
    try:
        with TerminalKeys(None) as keys:
            assert not keys.are_there
            os.kill(os.getpid(), number)
            assert keys.wait(A_MOMENT_S) == [key]
        assert signal.getsignal(number) is signal.default_int_handler
    finally:
        signal.signal(number, outside)


def test_a_program_started_to_outlive_its_terminal_does() -> None:
    """As with nohup: a signal that is ignored from outside stays ignored."""
    outside = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with TerminalKeys(None) as keys:
            os.kill(os.getpid(), signal.SIGHUP)
            assert keys.wait(0) == []
    finally:
        signal.signal(signal.SIGHUP, outside)


def test_coming_back_from_the_background_takes_the_terminal_again(terminal: tuple[int, int]) -> None:
    """The shell puts the terminal into its own mode when a job is stopped."""
    master, slave = terminal
    shell_mode = termios.tcgetattr(slave)
    with os.fdopen(slave, "rb", buffering=0, closefd=False) as stdin, TerminalKeys(stdin) as keys:
        termios.tcsetattr(slave, termios.TCSANOW, shell_mode)
        os.kill(os.getpid(), signal.SIGCONT)
        assert keys.wait(A_MOMENT_S) == []
        os.write(master, b"p")
        assert keys.wait(A_MOMENT_S) == ["p"]
