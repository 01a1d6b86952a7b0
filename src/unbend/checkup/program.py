"""Python, Unbend and the libraries it stands on."""

from __future__ import annotations

import platform
import sys
from importlib import metadata

from unbend import __version__
from unbend.checkup.finding import Finding, printable

PART = "Program"
_NEEDED = ("click", "platformdirs", "pydantic", "PyYAML", "textual", "textual-plotext", "tomlkit")
_SOUND = ("miniaudio", "simpleaudio", "simpleaudio-patched")


def program_findings() -> list[Finding]:
    """Return the versions, and what is missing."""
    versions = {name: _version(name) for name in (*_NEEDED, "rich", *_SOUND)}
    missing = [name for name in _NEEDED if versions[name] is None]
    there = ", ".join(f"{name} {version}" for name, version in versions.items() if version is not None)
    advice = f"Unbend cannot do without {', '.join(missing)}; install it anew." if missing else ""
    return [
        Finding(PART, "Unbend", __version__),
        Finding(PART, "Python", f"{platform.python_version()} ({platform.python_implementation()}, {sys.platform})"),
        Finding(PART, "system", printable(platform.platform())),
        Finding(PART, "libraries", printable(there), advice),
    ]


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
