"""The user's folders and files: where they are, and whether they can be read and written."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from unbend import resources
from unbend.checkup.finding import Finding, printable
from unbend.errors import HistoryUnavailable
from unbend.history.condition import condition
from unbend.settings_file import SettingsUnusable, load_settings

if TYPE_CHECKING:
    from unbend.settings import Settings

FILES, HISTORY = "Files", "History"


def place_findings() -> tuple[list[Finding], Settings]:
    """Return what is known of folders and settings, and the settings that hold."""
    findings = _home()
    for name, folder in (
        ("settings", resources.settings_file().parent),
        ("data", resources.history_file().parent),
        ("cache", resources.index_file().parent),
        ("log", resources.log_file("sound").parent),
    ):
        findings.append(_folder(name, folder))
    findings += [_shipped(name) for name in ("routines", "sounds")]
    finding, settings = _settings()
    return [*findings, finding], settings


def history_findings() -> list[Finding]:
    """Return whether the history can be read, and its size."""
    file = resources.history_file()
    shown = printable(resources.with_tilde(file))
    try:
        if not file.exists():
            return [Finding(HISTORY, "file", f"none yet, would be {shown}")]
        known = condition(file)
    except HistoryUnavailable as error:
        what = printable(str(error).replace(str(file), shown))
    except OSError as error:
        what = f"it cannot be read: {error.strerror}"
    else:
        found = f"{shown}, {max(known.size_bytes // 1024, 1)} kB, {known.sessions} sessions, intact"
        return [Finding(HISTORY, "file", found)]
    advice = f"The history cannot be used ({what}); move {shown} aside, and a new one is begun."
    return [Finding(HISTORY, "file", shown, advice)]


def _home() -> list[Finding]:
    """Say what is wrong with the home folder, if anything is."""
    try:
        is_there = Path.home().is_dir()
    except RuntimeError:
        return [Finding(FILES, "home", "none", "This account has no home folder; set HOME, or nothing is kept.")]
    if is_there:
        return []
    return [Finding(FILES, "home", "not there", "The home folder is not there; set HOME, or nothing is kept.")]


def _folder(name: str, folder: Path) -> Finding:
    """Say whether `folder` can be written, or else made, by its nearest folder that is there."""
    shown = printable(resources.with_tilde(folder))
    try:
        there = next((each for each in (folder, *folder.parents) if each.exists()), None)
    except OSError as error:
        advice = (
            f"The folder for {name}, {shown}, cannot be looked into ({error.strerror}); give yourself the right to."
        )
        return Finding(FILES, name, shown, advice)
    if there is not None and not there.is_dir():
        advice = f"{printable(resources.with_tilde(there))} is in the way of the folder for {name}; move it aside."
        return Finding(FILES, name, shown, advice)
    if there is None or not os.access(there, os.W_OK | os.X_OK):
        advice = f"The folder for {name}, {shown}, cannot be written; make it writable, or what goes there is not kept."
        return Finding(FILES, name, f"{shown}, not writable", advice)
    return Finding(FILES, name, f"{shown}, {'writable' if there == folder else 'not there yet, can be made'}")


def _shipped(name: str) -> Finding:
    folder = resources.shipped(name)
    try:
        count = sum(path.suffix in (".yaml", ".wav") for path in folder.iterdir())
    except OSError:
        count = 0
    advice = "" if count else f"The shipped {name} are not there; install Unbend anew."
    return Finding(FILES, f"shipped {name}", f"{count} files", advice)


def _settings() -> tuple[Finding, Settings]:
    file = resources.settings_file()
    shown = printable(resources.with_tilde(file))
    try:
        settings = load_settings(file)
    except SettingsUnusable as error:
        what = printable(str(error).replace(str(file), shown))
        advice = f"{what}. Mend or remove that; until then the usual settings hold for it."
        return Finding(FILES, "config.toml", shown, advice), error.usable
    return Finding(FILES, "config.toml", f"{shown}{'' if file.exists() else ', none yet'}"), settings
