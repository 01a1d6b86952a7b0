"""The cues there are: what each one tells, and which volume it follows.

A leaf, because settings, sound, commands and the script that makes the files all speak of them and must not need one
another for it. The names are the stems of the sound files, shipped and the user's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class CueGroup(StrEnum):
    """Sounds that are made louder and softer together."""

    TICKS = "ticks"
    """What returns every few seconds: the countdown, repetitions, breaths."""
    CHANGES = "changes"
    """What says that something is different now."""
    VOICE = "voice"
    """Spoken sentences, which have no file of their own."""


@dataclass(frozen=True, slots=True)
class CueMeaning:
    """One cue."""

    meaning: str
    """What it tells the person on the mat."""
    group: CueGroup = CueGroup.CHANGES


CUES: Mapping[str, CueMeaning] = MappingProxyType(
    {
        "get-ready": CueMeaning("Find your position"),
        "start": CueMeaning("Begin"),
        "rep": CueMeaning("Next repetition", CueGroup.TICKS),
        "ease-out": CueMeaning("Come out of it slowly"),
        "halfway": CueMeaning("Half of it is done"),
        "tick": CueMeaning("Three, two", CueGroup.TICKS),
        "tick-last": CueMeaning("One", CueGroup.TICKS),
        "switch": CueMeaning("Change sides"),
        "rest": CueMeaning("Let go and rest"),
        "breathe-in": CueMeaning("Breathe in", CueGroup.TICKS),
        "breathe-out": CueMeaning("Breathe out", CueGroup.TICKS),
        "finish": CueMeaning("Done"),
        "pause": CueMeaning("It waits for you"),
        "resume": CueMeaning("We go on"),
        "break-due": CueMeaning("Time for a break"),
    }
)
"""In the order in which a session has them."""
