"""Where lines go: each at once, wrapped for a terminal, and without a failure when the reader has gone."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING

import pytest

from unbend.session.output import Output, is_a_screen

if TYPE_CHECKING:
    from pathlib import Path

LONG = "Step 3 of 7: Reach one arm up and over to the other side, keep both feet heavy and breathe out on the way."


class Terminal(io.StringIO):
    """A stream that says it is a terminal, and can be closed at its other end."""

    def __init__(self, *, is_terminal: bool = True) -> None:
        super().__init__()
        self.is_cut = False
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        """Return what the test wants."""
        return self._is_terminal

    def write(self, text: str, /) -> int:
        """Write, unless nobody reads any more."""
        if self.is_cut:
            raise BrokenPipeError
        return super().write(text)


@pytest.fixture
def columns(monkeypatch: pytest.MonkeyPatch) -> int:
    """Make every terminal 40 columns wide."""
    monkeypatch.setattr("shutil.get_terminal_size", lambda *_: os.terminal_size((40, 24)))
    return 40


def test_a_file_gets_each_line_as_it_is() -> None:
    """However long: who pipes it, wraps it."""
    stream = io.StringIO()
    out = Output(stream)
    out.say(LONG)
    out.say("  short")
    assert stream.getvalue() == f"{LONG}\n  short\n"
    assert not out.is_terminal


def test_a_line_is_written_at_once(tmp_path: Path) -> None:
    """A speech reader must not wait for a full buffer."""
    file = tmp_path / "lines.txt"
    with file.open("w", encoding="utf-8") as stream:
        Output(stream).say("Hold, 10 s.")
        assert file.read_text(encoding="utf-8") == "Hold, 10 s.\n"


def test_a_terminal_gets_lines_broken_between_words(columns: int) -> None:
    """The rows after the first stand two cells further in, so that one sees what belongs together."""
    stream = Terminal()
    Output(stream).say(f"  {LONG}")
    rows = stream.getvalue().splitlines()
    assert len(rows) > 1
    assert all(len(row) < columns for row in rows)
    assert " ".join(" ".join(rows).split()) == LONG
    assert rows[0].startswith("  Step")
    assert all(row.startswith("    ") and row[4] != " " for row in rows[1:])


@pytest.mark.usefixtures("columns")
def test_a_word_is_never_broken() -> None:
    """A path has to be copied whole."""
    stream = Terminal()
    path = "/home/somebody/.local/share/unbend/a-very-long-name-of-a-file-indeed.yaml"
    Output(stream).say(f"See {path} now")
    assert path in stream.getvalue().split()


def test_when_the_reader_has_gone_it_is_noticed_and_not_raised() -> None:
    """The session has to be closed in order first."""
    stream = Terminal()
    out = Output(stream)
    out.say("heard")
    stream.is_cut = True
    assert not out.is_gone
    out.say("lost")
    assert out.is_gone
    stream.is_cut = False
    out.say("later")
    assert stream.getvalue() == "heard\n"
    assert not out.is_terminal


def test_a_closed_stream_is_gone_as_well() -> None:
    """Closing it is another way to leave."""
    stream = io.StringIO()
    out = Output(stream)
    stream.close()
    out.say("lost")
    assert out.is_gone


def test_without_a_stream_nobody_reads() -> None:
    """A program without a console has none."""
    out = Output(None)
    assert out.is_gone
    out.say("lost")
    out.ring()
    assert not out.is_terminal


@pytest.mark.parametrize(("is_terminal", "written"), [(True, "\a"), (False, "")])
def test_the_bell_is_for_terminals(*, is_terminal: bool, written: str) -> None:
    """A file must not get one."""
    stream = Terminal(is_terminal=is_terminal)
    Output(stream).ring()
    assert stream.getvalue() == written


@pytest.mark.parametrize(
    ("term", "is_there", "expected"),
    [
        ("xterm-256color", (True, True), True),
        ("dumb", (True, True), False),
        ("unknown", (True, True), False),
        ("xterm", (False, True), False),
        ("xterm", (True, False), False),
        ("xterm", (False, False), False),
    ],
)
def test_a_screen_needs_a_terminal_at_both_ends(
    monkeypatch: pytest.MonkeyPatch, term: str, is_there: tuple[bool, bool], *, expected: bool
) -> None:
    """And one that can do more than write lines."""
    monkeypatch.setenv("TERM", term)
    stdin, stdout = (Terminal(is_terminal=each) for each in is_there)
    assert is_a_screen(stdin, stdout) is expected


def test_without_streams_there_is_no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor where the system does not say what the terminal is."""
    monkeypatch.setenv("TERM", "xterm")
    assert not is_a_screen(None, Terminal())
    assert not is_a_screen(Terminal(), None)
    monkeypatch.delenv("TERM")
    assert is_a_screen(Terminal(), Terminal()) is (os.name == "nt")


def test_the_title_is_put_aside_once_and_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """However often another is given meanwhile: what comes back is the user's own, not ours."""
    monkeypatch.setenv("TERM", "xterm")
    terminal = Terminal()
    out = Output(terminal)
    for title in ("Break, 5 min", "Break, 20 min", None, "Break, 5 min", None):
        out.entitle(title)
    first = "\x1b[22;2t\x1b]2;Break, 5 min\x1b\\"
    assert terminal.getvalue() == f"{first}\x1b]2;Break, 20 min\x1b\\\x1b[23;2t{first}\x1b[23;2t"
