"""What the screen says of the sound, in a few words."""

from __future__ import annotations


def sound_words(status: str, loudness: float) -> str:
    """Return `status`, as a player tells it; where something can be heard, how loud of 1.0 it is."""
    told = status.removeprefix("sound: ")
    if told == "off, turned off":
        return "turned off"
    return f"{round(loudness * 100)} %" if told.startswith("on") else told
