"""What each package brings with it, seen from outside: in a process that imports nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.routine.files import ROOT

if TYPE_CHECKING:
    from pathlib import Path

SCREEN = {"textual", "rich"}
HEAVY = SCREEN | {"pydantic", "yaml", "sqlite3", "click", "platformdirs", "miniaudio", "simpleaudio", "just_playback"}
FORBIDDEN = {
    "engine": HEAVY | {"subprocess"},
    "pain": HEAVY | {"subprocess"},
    "figure": HEAVY | {"subprocess"},
    "routine": SCREEN | {"click", "sqlite3", "miniaudio", "simpleaudio"},
    "audio": SCREEN | {"click", "sqlite3", "pydantic", "yaml", "miniaudio", "simpleaudio"},
    "history": SCREEN | {"click", "pydantic", "yaml", "miniaudio", "simpleaudio"},
    "breaks": HEAVY | {"subprocess"},
    "session": SCREEN | {"click", "miniaudio", "simpleaudio"},
    "work": SCREEN | {"click", "miniaudio", "simpleaudio"},
    "checkup": SCREEN | {"click", "miniaudio", "simpleaudio"},
    "ui": {"click", "miniaudio", "simpleaudio"},
    "commands": {"textual", "miniaudio", "simpleaudio"},
}
"""By package; its siblings and what lies above it are looked at apart."""
LOWER = {
    "engine": set[str](),
    "pain": set[str](),
    "figure": set[str](),
    "routine": {"engine", "pain", "figure"},
    "audio": {"engine", "pain"},
    "history": {"engine", "pain"},
    "breaks": set[str](),
    "session": {"engine", "pain", "figure", "routine", "audio", "history"},
    "work": {"engine", "pain", "figure", "routine", "audio", "history", "breaks", "session"},
    "checkup": {"engine", "pain", "figure", "routine", "audio", "history", "breaks", "session", "work"},
    "ui": {"engine", "pain", "figure", "routine", "audio", "history", "breaks", "session", "work"},
}
# The worker owns the sound device and is started as a program of its own, so it is not imported here either.
IMPORT_ALL = (
    "import importlib, pkgutil, sys, unbend.{package} as package;"
    " names = [module.name for module in pkgutil.walk_packages(package.__path__, 'unbend.{package}.')];"
    " [importlib.import_module(name) for name in names];"
    " print(*sys.modules)"
)


def imported(code: str, folder: Path) -> set[str]:
    """Return every module there is after `code` ran in an empty home."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "COVERAGE", "COV_"))},
        "HOME": str(folder),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=folder, env=environment
    )
    assert done.stderr == ""
    return set(done.stdout.split())


@pytest.mark.parametrize("package", FORBIDDEN)
def test_a_package_brings_nothing_heavy_with_it(package: str, tmp_path: Path) -> None:
    """No screen below the screen, and the pure ones bring the standard library alone; nor is any file made."""
    modules = imported(IMPORT_ALL.format(package=package), tmp_path)
    assert FORBIDDEN[package] & modules == set()
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize("package", LOWER)
def test_a_package_knows_only_those_below_it(package: str, tmp_path: Path) -> None:
    """Never sideways, never upward."""
    modules = imported(IMPORT_ALL.format(package=package), tmp_path)
    known = {name.split(".")[1] for name in modules if name.startswith("unbend.")}
    settings = {"settings", "setting_kinds", "settings_file"}
    leaves = {"units", "errors", "careful", "cue_table", "resources", "week", *settings}
    assert known <= {package, *LOWER[package], *leaves}


def test_every_package_is_looked_at() -> None:
    """A new one has to say what it may bring."""
    packages = {file.parent.name for file in (ROOT / "src" / "unbend").glob("*/__init__.py")}
    assert packages == FORBIDDEN.keys()
