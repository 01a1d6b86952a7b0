"""What the screen says of the sound, in a few words."""

from __future__ import annotations

from unbend.audio.chain import WORKERS


def sound_words(status: str, loudness: float) -> str:
    """Return `status`, as a player tells it; where something can be heard, how loud of 1.0 it is."""
    told = status.removeprefix("sound: ")
    if told == "off, turned off":
        return "turned off"
    if not told.startswith("on"):
        return told
    player = told.removeprefix("on").strip(" ()")
    return f"{round(loudness * 100)} %" + (f", {player}" if player and player not in WORKERS else "")
