"""The installed program on the screen of a real terminal: a whole session, how it is cut off, and bad surroundings.

Every program that a test starts here is watched: whatever it is that somebody else would draw over the screen, a
complaint of a library or a traceback, fails the test.
"""

from __future__ import annotations

import os
import random
import shlex
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.audio.rig import Rig, missing
from tests.terminal.program import LONGEST_S, environment, history, run
from tests.terminal.screen import At, Screen, Tmux, program
from unbend.history.store import Store
from unbend.pain import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.terminal.screen import Terminal

pytestmark = pytest.mark.terminal

ROUTINE = """\
unbend: 1
title: Two holds
steps:
  - exercise: one
  - exercise: two
exercises:
  one: {name: One, kind: stretch, posture: any, dose: {hold: 120s}}
  two: {name: Two, kind: stretch, posture: any, dose: {hold: 20s}, easier: one}
"""
BROKEN = "unbend: 1\ntitle: Knees\nsteps:\n  - exercise: brid-dog\n    hold: 20\n"
PRESSED = "Paused. Come out the way you went in"
LIBRARY = "Two minutes up"

LIMITED = (
    "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, ({0}, {0}));"
    "from unbend.__main__ import main; sys.exit(main())"
)
"""The program, for which no file may grow beyond so many bytes: what it meets on a full disk."""
IMPORTED = (
    "import sys; from unbend.__main__ import main; code = main();"
    "print(*sorted({name.partition('.')[0] for name in sys.modules})); sys.exit(code)"
)
"""The program, which tells at its end what it has imported."""


@pytest.fixture
def routine(tmp_path: Path) -> str:
    """Return the path of a short routine among the user's own."""
    file = tmp_path / "config" / "unbend" / "routines" / "two-holds.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(ROUTINE, encoding="utf-8")
    return str(file)


def _history_file(home: Path) -> Path:
    return home / "data" / "unbend" / "history.db"


def _in_a_hold(screen: Screen) -> None:
    """Answer the question before a session, and wait for the first hold."""
    screen.wait_for(words.ASK_START)
    screen.press("2")
    screen.wait_for("HOLD", "Next: Two")


def _leave_session(screen: Screen) -> None:
    screen.press("q")
    screen.wait_for("Stop here?")
    screen.press("\r")
    screen.wait_for(words.ASK_END)
    screen.press("\r")


# The story


def _go_through(terminal: Terminal) -> None:
    """Read the notice, begin, press pain in a hold, answer four questions, ease, go on, and tell how it was."""
    terminal.wait_for("Before you begin", words.UNDERSTOOD)
    terminal.press("1")
    terminal.wait_for(words.ASK_START)
    terminal.press("2")
    terminal.wait_for("HOLD", "Next: Two")
    terminal.press("p")
    terminal.wait_for("PAUSED", PRESSED)
    terminal.press(" ")
    terminal.wait_for(words.ASK_HOW)
    terminal.press("5")
    terminal.wait_for(words.ASK_KIND)
    terminal.press("2")
    terminal.wait_for(words.ASK_WHERE, "low back")
    terminal.press("l")
    terminal.wait_for(words.ASK_SPREADING)
    terminal.press("n")
    terminal.wait_for(words.ROW_SAYS[6], "ease it: half the dose, slower")
    terminal.press("\r")
    terminal.wait_for("Space when you want to go on")
    terminal.press(" ")
    terminal.wait_for(words.ASK_END, "Eased: One.", "Pain, 0 to 10: before 2, during 5.")
    terminal.press("3")
    terminal.wait_for("after 3.")
    terminal.press(" ")
    terminal.wait_for("[x] One", "Did not agree: One.")
    terminal.press("\r")


def _check_record(home: Path) -> None:
    (session,) = history(home)
    (press,) = session["pains"]
    assert (session["status"], session["pain_before"], session["pain_after"]) == ("finished", 2, 3)
    assert (press["nrs"], press["kind"], press["place"], press["is_spreading"]) == (5, "familiar", "low back", False)
    assert (press["phase"], press["row"], press["choice"]) == ("hold", 6, "ease")
    first, second = session["steps"]
    assert (first["variant"], first["outcome"], first["has_disagreed"]) == ("eased", "done", True)
    assert (second["variant"], second["outcome"], second["performed_ms"]) == ("normal", "done", 25_000)


def test_pain_in_a_hold_is_asked_about_eased_and_found_in_the_history(tmp_path: Path, at: At, routine: str) -> None:
    """Start, pain, four answers, ease, finish, everything on record, and the terminal as it was."""
    screen = at("run", routine, "--speed", "20")
    _go_through(screen)
    assert screen.end() == 0
    assert all(screen.terminal_left().values()), screen.terminal_left()
    assert screen.text.strip() == ""
    _check_record(tmp_path)


@pytest.mark.skipif(shutil.which("tmux") is None, reason="there is no tmux")
def test_the_same_in_tmux(tmp_path: Path, routine: str) -> None:
    """A terminal that people use, with its own ideas of keys and of what is drawn."""
    terminal = Tmux(tmp_path, "run", routine, "--speed", "20", name=f"unbend-{os.getpid()}")
    try:
        _go_through(terminal)
        assert terminal.end() == 0
    finally:
        terminal.let_go()
    _check_record(tmp_path)


@pytest.mark.usefixtures("routine")
def test_the_library_leads_to_a_session_and_back(tmp_path: Path, at: At) -> None:
    """The first run's notice, the sound check, the filter, a session stopped, and q."""
    screen = at()
    screen.wait_for("Before you begin", words.UNDERSTOOD)
    screen.press("\r")
    screen.wait_for("Did you hear that?", "That was the sound that says go")
    screen.press("4")
    screen.wait_for(LIBRARY, "Two holds", words.NOTICE)
    unfocused = screen.cells(1)
    screen.press("/")
    screen.wait_until(lambda _: screen.cells(1) != unfocused, "the cursor in the filter")
    screen.press("two holds")
    screen.wait_without(LIBRARY)
    unfocused = screen.cells(2)
    screen.press("\r")
    screen.wait_until(lambda _: screen.cells(2) != unfocused, "the list in focus")
    screen.press("\r")
    screen.wait_for(words.ASK_START)
    screen.press("2")
    screen.wait_for("GET READY", "step 1 of 2", "SOMETHING HURTS: STOP")
    _leave_session(screen)
    screen.wait_for("/ filter", "Last done: today")
    screen.press("q")
    assert screen.end() == 0
    assert all(screen.terminal_left().values()), screen.terminal_left()
    assert screen.text.strip() == ""
    (session,) = history(tmp_path)
    assert (session["routine"], session["status"], session["pain_before"]) == ("two-holds", "stopped", 2)


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("key", ["q", "\x11", "\x03", "\x1b"], ids=["q", "Ctrl-Q", "Ctrl-C", "Esc"])
def test_leaving_the_library_restores_the_terminal(at: At, key: str) -> None:
    """By its own key, and by those that hold everywhere."""
    screen = at()
    screen.wait_for(LIBRARY, "Enter start")
    assert not all(screen.terminal_left().values())
    screen.press(key)
    assert screen.end() == 0
    assert all(screen.terminal_left().values()), screen.terminal_left()


# Cut off


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("keys", ["", "p", "p 5"], ids=["in a hold", "at the press", "among the questions"])
def test_a_kill_leaves_the_press_and_all_that_was_answered(tmp_path: Path, at: At, routine: str, keys: str) -> None:
    """The session is told as interrupted; a press that can be seen is on record."""
    screen = at("run", routine, "--speed", "10")
    _in_a_hold(screen)
    for key, seen in zip(keys, (PRESSED, words.ASK_HOW, words.ASK_KIND), strict=False):
        screen.press(key)
        screen.wait_for(seen)
    screen.signal(signal.SIGKILL)
    assert screen.end() == -signal.SIGKILL
    (session,) = history(tmp_path)
    assert (session["status"], session["pain_before"]) == ("interrupted", 2)
    assert [press["nrs"] for press in session["pains"]] == ([5 if "5" in keys else None] if keys else [])


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    ("how", "where"),
    [
        *((how, "HOLD") for how in (signal.SIGTERM, signal.SIGHUP, "\x03", "\x11")),
        *((how, PRESSED) for how in (signal.SIGTERM, "\x03")),
    ],
)
def test_an_end_from_outside_restores_the_terminal(
    tmp_path: Path, at: At, routine: str, how: signal.Signals | str, where: str
) -> None:
    """By a signal and by a key; in a hold, and while it is asked about pain."""
    screen = at("run", routine, "--speed", "10")
    _in_a_hold(screen)
    if where == PRESSED:
        screen.press("p")
        screen.wait_for(PRESSED)
    if isinstance(how, signal.Signals):
        screen.signal(how)
    else:
        screen.press(how)
    assert screen.end() == 130
    assert all(screen.terminal_left().values()), screen.terminal_left()
    (session,) = history(tmp_path)
    assert session["status"] == "interrupted"
    assert len(session["pains"]) == (where == PRESSED)


@pytest.mark.usefixtures("known")
def test_a_window_that_is_closed_leaves_a_closed_record(tmp_path: Path, at: At, routine: str) -> None:
    """In the middle of a hold, with nowhere left to draw."""
    screen = at("run", routine, "--speed", "10")
    _in_a_hold(screen)
    screen.close_window()
    (session,) = history(tmp_path)
    assert (session["status"], session["stopped_why"]) == ("interrupted", "interrupted")


@pytest.mark.usefixtures("known")
def test_sent_to_the_background_it_comes_back_paused_and_says_for_how_long(
    tmp_path: Path, at: At, routine: str
) -> None:
    """The shell has the terminal meanwhile; nothing of the session was missed."""
    screen = at(command=["bash", "--norc", "--noprofile", "-i"], changes={"PS1": "ready> ", "HISTFILE": ""})
    screen.wait_for("ready>")
    before, after = tmp_path / "before", tmp_path / "after"
    run_it = shlex.join(program("run", routine, "--speed", "10"))
    screen.press(f"clear; stty -a > {before}; {run_it}; stty -a > {after}\r")
    _in_a_hold(screen)
    screen.press("\x1a")
    screen.wait_for("Stopped", "ready>")
    screen.press("clear; sleep 5; echo the shell $((6 * 7))\r")
    screen.wait_for("the shell 42")
    screen.press("fg\r")
    screen.wait_for("PAUSED", "Paused: away for", "Nothing was missed.", "Space to go on")
    screen.press(" ")
    screen.wait_for("HOLD")
    _leave_session(screen)
    screen.wait_for("ready>")
    screen.press("exit\r")
    screen.end()
    assert after.read_text() == before.read_text()
    assert all(is_so for what, is_so in screen.terminal_left().items() if what != "echo and lines")
    (session,) = history(tmp_path)
    assert (session["status"], len(session["steps"])) == ("stopped", 1)


@pytest.mark.usefixtures("known")
def test_a_storm_of_resizes_loses_no_press(tmp_path: Path, at: At, routine: str) -> None:
    """A hundred sizes from 20 x 5 to 200 x 60; the screen is of use afterwards."""
    sizes = random.Random(20)  # noqa: S311  # the same sizes each time
    screen = at("run", routine, "--speed", "10")
    _in_a_hold(screen)
    for number in range(100):
        screen.resize(sizes.randint(20, 200), sizes.randint(5, 60))
        if number in (30, 70):
            screen.press("p")
        screen.take_in()
    screen.resize(20, 5)
    screen.wait_for("Paused.", "This window is 20 x 5; Unbend needs 60 x 16.")
    screen.resize(80, 24)
    screen.wait_for("PAUSED", PRESSED)
    screen.press("5")
    screen.wait_for(words.ASK_KIND)
    screen.press("\x1b")
    screen.wait_for(words.ROW_SAYS[6])
    screen.press("\r")
    screen.wait_for("Space when you want to go on", "SOMETHING HURTS: STOP")
    screen.press("q")
    screen.wait_for("Stop here?")
    screen.press("\r")
    screen.wait_for(words.ASK_END)
    screen.press("\r")
    assert screen.end() == 3
    (session,) = history(tmp_path)
    assert [(press["exercise"], press["nrs"]) for press in session["pains"]] == [("one", 5)]


# Bad surroundings


@pytest.mark.usefixtures("known")
def test_without_a_sound_device_the_bell_rings_and_says_so(tmp_path: Path, at: At, routine: str) -> None:
    """What the sound library has to complain of goes into a log and not over the screen."""
    nothing = tmp_path / "nothing"
    nothing.touch()
    without = {"UNBEND_AUDIO": "", "ALSA_CONFIG_PATH": str(nothing), "XDG_RUNTIME_DIR": str(tmp_path)}
    without |= {"PULSE_SERVER": f"unix:{tmp_path}/none", "PIPEWIRE_REMOTE": "none"}
    screen = at("run", routine, "--speed", "10", changes=without)
    _in_a_hold(screen)
    screen.wait_for("♪ terminal bell")
    _leave_session(screen)
    assert screen.end() == 3
    assert b"\a" in screen.written


@pytest.mark.sound
@pytest.mark.usefixtures("known")
@pytest.mark.skipif(bool(missing()), reason=f"no rig without {missing()}")
def test_a_sound_server_that_dies_leaves_the_bell(tmp_path: Path, at: At, routine: str) -> None:
    """In the middle of a session, which goes on and says what can be heard now."""
    folder = tmp_path / "rig"
    folder.mkdir()
    rig = Rig(folder)
    rig.start()
    try:
        server = {**rig.environment, "HOME": str(tmp_path), "UNBEND_AUDIO": "miniaudio,bell"}
        screen = at("run", routine, "--speed", "20", changes=server)
        _in_a_hold(screen)
        screen.wait_for("♪ 40 %")
        rig.kill()
        screen.wait_for("♪ terminal bell")
        screen.press("n")
        screen.wait_for(words.ASK_END)
        screen.press("\r")
        assert screen.end() == 0
    finally:
        rig.stop()


@pytest.mark.usefixtures("known")
def test_a_disk_that_fills_up_is_said_so_and_the_session_goes_on(tmp_path: Path, at: At, routine: str) -> None:
    """What was on record before it was full stays sound."""
    command = [sys.executable, "-c", LIMITED.format(60_000), "run", routine, "--speed", "20"]
    screen = at(command=command)
    _in_a_hold(screen)
    for _ in range(6):  # each press and each answer is written at once
        screen.press("p")
        screen.wait_for(PRESSED)
        screen.press("1")
        screen.wait_for(words.ASK_KIND)
        screen.press("\x1b")
        screen.wait_for(words.ROW_SAYS[8])
        screen.press("\r")
        screen.wait_for("Space when you want to go on")
    screen.wait_for("cannot be used", "The session goes on.")
    screen.press("nn")
    screen.wait_for(words.ASK_END, "It is tried again on leaving.")
    screen.press("\r")
    assert screen.end() == 0
    with closing(sqlite3.connect(_history_file(tmp_path))) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_a_home_that_cannot_be_written_is_said_so_and_the_session_goes_on(tmp_path: Path, at: At, routine: str) -> None:
    """A file stands where the folder should be; it is left there."""
    (tmp_path / "data").write_text("a file")
    screen = at("run", routine, "--speed", "20")
    screen.wait_for("Before you begin")
    screen.press("1")
    _in_a_hold(screen)
    screen.wait_for("Not a directory. The session goes on.")
    screen.press("p")
    screen.wait_for(PRESSED)
    screen.press("\x03")
    assert screen.end() == 130
    assert (tmp_path / "data").read_text() == "a file"


def _corrupt(file: Path) -> str:
    file.parent.mkdir(parents=True)
    file.write_bytes(b"no history of ours" * 1000)
    return "file is not a database; with the file moved elsewhere a new history begins."


def _from_tomorrow(file: Path) -> str:
    Store.open(file).close()
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("INSERT INTO migrations (name) VALUES ('m999_of_tomorrow')")
    return "history was written by a newer version of Unbend; update to read it."


@pytest.mark.parametrize("spoil", [_corrupt, _from_tomorrow])
def test_a_history_that_cannot_be_read_is_said_so_and_left_alone(
    tmp_path: Path, at: At, routine: str, spoil: Callable[[Path], str]
) -> None:
    """In the library and during a session; not a byte of it is another afterwards, and nothing is put beside it."""
    file = _history_file(tmp_path)
    told = spoil(file)
    before = file.read_bytes()
    library = at()
    library.wait_for(LIBRARY, f"{told} It was left as it is.")
    library.press("h")
    library.wait_for("Esc back", told)
    library.press("\x1b")
    library.wait_for(LIBRARY)
    library.press("q")
    assert library.end() == 0
    session = at("run", routine, "--speed", "20")
    session.wait_for("n: none of them.")  # nobody knows whether a sign fitted earlier today
    session.press("n")
    _in_a_hold(session)
    session.wait_for(f"{told} The session goes on.")
    session.press("nn")
    session.wait_for(words.ASK_END, f"{told} It is tried again on leaving.")
    session.press("\r")
    assert session.end() == 0
    assert file.read_bytes() == before
    assert [each.name for each in file.parent.iterdir()] == [file.name]


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("volume = [\n", "is not TOML"),
        ('theme = "pink"\nvolume = 30\n', "theme: should be one of dark, light, contrast"),
    ],
    ids=["no TOML", "no such theme"],
)
def test_settings_that_cannot_be_meant_are_told_and_left_alone(
    tmp_path: Path, at: At, routine: str, text: str, told: str
) -> None:
    """What can be used of them holds, and the usual for the rest; in the library and in a session asked for by name."""
    file = tmp_path / "config" / "unbend" / "config.toml"
    file.write_text(text, encoding="utf-8")
    library = at(rows=60)
    library.wait_for(LIBRARY, told, "For that, the usual settings hold.")
    library.press("s")
    library.wait_for("30 percent" if "30" in text else "40 percent", "Dark")
    library.press("\x1b")
    library.wait_for(LIBRARY)
    library.press("q")
    assert library.end() == 0
    session = at("run", routine)
    session.wait_for(words.ASK_START)
    session.press("2")
    session.wait_for("GET READY", told)
    session.press("\x03")
    assert session.end() == 130
    assert file.read_text(encoding="utf-8") == text


@pytest.mark.usefixtures("known")
def test_a_broken_routine_is_listed_with_its_problems(at: At, routine: str) -> None:
    """Each with its place; it cannot be started, and the others can."""
    Path(routine).with_name("knees.yaml").write_text(BROKEN, encoding="utf-8")
    screen = at(rows=60)
    screen.wait_for(LIBRARY, "knees cannot be used")
    screen.press("\x1b[F")
    located = ('line4:15:steps[0].exercise:noexercisecalled"brid-dog"', "line5:11:steps[0].hold:")
    screen.wait_until(lambda text: all(each in _beside_the_list(text) for each in located), "both problems")
    screen.press("\r")
    screen.wait_for("This file cannot be used as it stands")
    screen.press("\x1b[A")
    screen.wait_for("Hips and low back", "10 min")
    screen.press("q")
    assert screen.end() == 0


def _beside_the_list(text: str) -> str:
    """Return what the library shows at its right, without spaces: a long path is broken wherever a line ends."""
    return "".join(row.partition("▏")[2].replace(" ", "") for row in text.splitlines())


# Without a screen


@pytest.mark.usefixtures("known")
def test_a_dumb_terminal_gets_help_and_the_line_mode(tmp_path: Path, at: At, routine: str) -> None:
    """Not one escape sequence, and exit code 2 where nothing was asked for."""
    bare = at(changes={"TERM": "dumb"})
    assert bare.end() == 2
    assert "Usage: unbend" in bare.written.decode()
    lines = at("run", routine, "--speed", "60", changes={"TERM": "dumb"})
    lines.wait_for("Pain right now, 0-10?")
    lines.press("\r")
    lines.wait_for("Now, 0-10?")
    lines.press("\x03")
    assert lines.end() == 0
    assert b"\x1b" not in bare.written + lines.written
    assert [session["status"] for session in history(tmp_path)] == ["finished"]


def test_without_a_terminal_there_is_help_and_the_line_mode(tmp_path: Path, routine: str) -> None:
    """The same where nobody sits at it."""
    bare = run(tmp_path)
    assert bare.returncode == 2
    assert "Usage: unbend" in bare.stdout + bare.stderr
    lines = run(tmp_path, "run", routine, "--speed", "600")
    assert lines.returncode == 0
    assert "Hold, 2 min." in lines.stdout
    assert "\x1b" not in lines.stdout + lines.stderr


def test_line_by_line_nothing_of_the_screen_is_imported(tmp_path: Path, routine: str) -> None:
    """Neither Textual nor Rich, which a speech reader's user need not wait for."""
    arguments = ("run", routine, "--plain", "--speed", "600")
    done = subprocess.run(
        [sys.executable, "-c", IMPORTED, *arguments],
        env=environment(tmp_path),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=LONGEST_S,
        check=True,
    )
    imported = set(done.stdout.splitlines()[-1].split())
    assert "unbend" in imported
    assert not imported & {"textual", "rich", "textual_plotext", "plotext"}
