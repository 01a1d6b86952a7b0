"""Numerals that can be read from across the room, as rows of text.

Solid strokes rather than outlines: at two metres a thin line disappears. Three sizes, so that the same clock serves a
phone's terminal and a whole screen.
"""

from __future__ import annotations

_MIDDLE = {
    "0": ("▟████▙", "██  ██", "██  ██", "██  ██", "▜████▛"),
    "1": ("▟██", " ██", " ██", " ██", " ██"),
    "2": ("▟████▙", "    ██", "▟████▛", "██    ", "██████"),
    "3": ("▟████▙", "    ██", "  ███▌", "    ██", "▜████▛"),
    "4": ("██  ██", "██  ██", "▜█████", "    ██", "    ██"),
    "5": ("██████", "██    ", "█████▙", "    ██", "▜████▛"),
    "6": ("▟████▙", "██    ", "█████▙", "██  ██", "▜████▛"),
    "7": ("██████", "    ██", "   ▟█▛", "  ▟█▛ ", "  ██  "),
    "8": ("▟████▙", "██  ██", "▐████▌", "██  ██", "▜████▛"),
    "9": ("▟████▙", "██  ██", "▜█████", "    ██", "▜████▛"),
    ":": ("  ", "██", "  ", "██", "  "),
    "x": ("      ", "▜▙  ▟▛", " ▜██▛ ", " ▟██▙ ", "▟▛  ▜▙"),
    " ": ("   ",) * 5,
}
_SMALL = {
    "0": ("█▀█", "█ █", "▀▀▀"),
    "1": ("▀█", " █", " ▀"),
    "2": ("▀▀█", "█▀▀", "▀▀▀"),
    "3": ("▀▀█", " ▀█", "▀▀▀"),
    "4": ("█ █", "▀▀█", "  ▀"),
    "5": ("█▀▀", "▀▀█", "▀▀▀"),
    "6": ("█▀▀", "█▀█", "▀▀▀"),
    "7": ("▀▀█", "  █", "  ▀"),
    "8": ("█▀█", "█▀█", "▀▀▀"),
    "9": ("█▀█", "▀▀█", "▀▀▀"),
    ":": ("▄", "▄", " "),
    "x": ("   ", "▀▄▀", "▀ ▀"),
    " ": (" ", " ", " "),
}
_TWICE = {
    "█": ("██", "██"),
    " ": ("  ", "  "),
    "▟": ("▟█", "██"),
    "▙": ("█▙", "██"),
    "▜": ("██", "▜█"),
    "▛": ("██", "█▛"),
    "▐": ("▐█", "▐█"),
    "▌": ("█▌", "█▌"),
}
_SMALL_ROWS, _MIDDLE_ROWS, _LARGE_ROWS = 3, 5, 10


def big(text: str, width: int, height: int) -> list[str]:
    """Return `text`, of the characters 0-9, `:`, `x` and space, as rows of the largest size that fits.

    Rows are of equal length. Where not even the smallest size fits, the text itself is the one row.
    """
    for make, rows in ((_large, _LARGE_ROWS), (_middle, _MIDDLE_ROWS), (_small, _SMALL_ROWS)):
        found = make(text) if height >= rows else None
        if found is not None and len(found[0]) <= width:
            return found
    return [text]


def _middle(text: str) -> list[str]:
    return ["  ".join(_MIDDLE[letter][row] for letter in text) for row in range(_MIDDLE_ROWS)]


def _small(text: str) -> list[str]:
    return [" ".join(_SMALL[letter][row] for letter in text) for row in range(_SMALL_ROWS)]


def _large(text: str) -> list[str]:
    return ["".join(_TWICE[cell][half] for cell in row) for row in _middle(text) for half in (0, 1)]
