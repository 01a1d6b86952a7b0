"""One thing that was found, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report."""

    part: str
    """What it is about: "Terminal", "Sound"."""
    name: str
    """What was looked at."""
    found: str
    """What there is, in a few words; no path of the user's home but with `~`."""
    advice: str = ""
    """What does not work and what to do about it, in one sentence; empty where nothing is wrong."""


def printable(text: str) -> str:
    """Return `text` fit for a terminal, whatever an environment or a library says."""
    return text if text.isprintable() else ascii(text)[1:-1]
