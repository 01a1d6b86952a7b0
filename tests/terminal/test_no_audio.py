"""A machine without any sound: no library of Python's, none of the system's, no player.

All are hidden for one program and its children, in a mount namespace of their own; nothing else notices.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal.program import LONGEST_S
from tests.terminal.screen import Screen, at_a_screen, program
from unbend.audio.chain import WORKERS
from unbend.pain import words

LIBRARIES = ("libasound.so", "libpulse.so", "libpulse-simple.so", "libjack.so", "libsndio.so", "libpipewire-0.3.so")
HIDDEN_MODULES = f"import sys\nfor name in {WORKERS!r}:\n    sys.modules[name] = None\n"
"""A sitecustomize: for every Python that starts with it these are not installed, workers of ours included."""
FOLDERS = ("CONFIG", "DATA", "CACHE", "STATE")
ROUTINE = """\
unbend: 1
title: One hold
steps:
  - {exercise: one, lead: 3s}
exercises:
  one: {name: One, kind: stretch, posture: any, dose: {hold: 20s}}
"""


def cannot_hide() -> str:
    """Return why nothing can be hidden here, empty if it can."""
    if shutil.which("unshare") is None or not sys.platform.startswith("linux"):
        return "there is no unshare"
    command = ["unshare", "-m", "mount", "--bind", os.devnull, os.devnull]
    tried = subprocess.run(command, capture_output=True, check=False)
    return "" if tried.returncode == 0 else "only root may hide files from a program"


pytestmark = [pytest.mark.terminal, pytest.mark.skipif(bool(cannot_hide()), reason=cannot_hide())]


def hidden(command: list[str]) -> list[str]:
    """Return `command` where the sound libraries of the system are not to be seen."""
    listed = subprocess.run(["/sbin/ldconfig", "-p"], capture_output=True, text=True, check=True)
    paths = {line.rpartition(" => ")[2] for line in listed.stdout.splitlines() if line.strip().startswith(LIBRARIES)}
    mounts = [f"mount --bind /dev/null {shlex.quote(str(Path(path).resolve()))}" for path in sorted(paths)]
    return ["unshare", "-m", "sh", "-ec", "\n".join([*mounts, f"exec {shlex.join(command)}"])]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Furnish a home with a routine, a folder of the few programs that hiding needs, and what hides the modules."""
    (tmp_path / "sitecustomize.py").write_text(HIDDEN_MODULES, encoding="utf-8")
    (tmp_path / "hold.yaml").write_text(ROUTINE, encoding="utf-8")
    (tmp_path / "bin").mkdir()
    for name in ("unshare", "mount", "sh"):
        (tmp_path / "bin" / name).symlink_to(shutil.which(name) or name)
    return tmp_path


def without_sound(home: Path, *, is_installed: bool) -> dict[str, str]:
    """Return the environment of somebody without players, and without our own libraries unless `is_installed`."""
    hiding = {} if is_installed else {"PYTHONPATH": str(home)}
    return at_a_screen(home, UNBEND_AUDIO="", PATH=str(home / "bin"), **hiding)


def session(home: Path, *arguments: str) -> list[str]:
    """Return the command that runs the routine where nothing can be heard."""
    return hidden(program("run", str(home / "hold.yaml"), "--speed", "20", *arguments))


BOTH = pytest.mark.parametrize("is_installed", [False, True], ids=["nothing installed", "installed in vain"])


@BOTH
def test_the_line_mode_says_so_and_nothing_else(home: Path, *, is_installed: bool) -> None:
    """A whole session into a pipe, which has no bell: line by line what it is with the sound turned off."""

    def lines(user: str, **changes: str) -> list[str]:
        (home / user).mkdir()
        own = {"HOME": str(home / user)} | {f"XDG_{name}_HOME": str(home / user / name) for name in FOLDERS}
        done = subprocess.run(
            session(home, "--plain"),
            env=without_sound(home, is_installed=is_installed) | own | changes,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=LONGEST_S,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout.splitlines()

    silent = [line.replace("off, turned off", "off, no device") for line in lines("first", UNBEND_AUDIO="off")]
    assert any("off, no device" in line for line in silent)
    assert lines("second") == silent


@BOTH
def test_the_screen_says_so_and_nobody_else_draws(home: Path, *, is_installed: bool) -> None:
    """In the top line, while a session is held; a terminal has its bell left."""
    screen = Screen(session(home), without_sound(home, is_installed=is_installed))
    try:
        screen.wait_for("Before you begin", words.UNDERSTOOD)
        screen.press("1")
        screen.wait_for(words.ASK_START)
        screen.press("2")
        screen.wait_for("HOLD", "terminal bell")
        screen.press("\x11")
        screen.end()
        assert screen.unwanted() == []
    finally:
        screen.let_go()
