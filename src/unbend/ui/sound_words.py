"""What the screen says of the sound, in a few words."""

from __future__ import annotations


def sound_words(status: str, volume: int) -> str:
    """Return `status`, as a player tells it, with the volume where something can be heard."""
    told = status.removeprefix("sound: ")
    if told.startswith("on"):
        return f"{volume} %"
    return told
