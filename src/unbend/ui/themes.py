"""The three themes. Every colour of the app comes from here; app.tcss only names them.

What a phase is can always be told from its word and its sign as well. Text and ground differ by a contrast of at least
4.5 to 1, and 7 to 1 in the high-contrast theme (WCAG 2.2, 1.4.3 and 1.4.6); a test computes it.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from textual.theme import BUILTIN_THEMES, Theme

from unbend.figure.inks import SIXTEEN, name_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_DARK = {
    "ready": "#f2c14e",
    "work": "#6fd08c",
    "breath": "#6cb8f6",
    "change": "#d0a2f7",
    "rest": "#7fd8d8",
    "paused": "#e8e8e8",
    "over": "#6fd08c",
}
_LIGHT = {
    "ready": "#7a5200",
    "work": "#0b6b34",
    "breath": "#0a5591",
    "change": "#6f2da8",
    "rest": "#006262",
    "paused": "#333333",
    "over": "#0b6b34",
}
_CONTRAST = {
    "ready": "#ffdd00",
    "work": "#4dff88",
    "breath": "#66ccff",
    "change": "#ff9dff",
    "rest": "#66ffff",
    "paused": "#ffffff",
    "over": "#4dff88",
}

FIGURE: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "dark": {
            "floor": "#5d6873",
            "prop": "#8a8479",
            "shirt": "#5494d2",
            "sleeve": "#7ab6ee",
            "skin": "#ffd6b0",
            "trousers": "#8286a8",
            "shoe": "#e8e8e8",
            "hair": "#a86f48",
            "shirt-far": "#3f6a9a",
            "skin-far": "#b58f74",
            "trousers-far": "#656a8c",
            "shoe-far": "#9a9a9a",
            "feel": "#ff8038",
            "travel": "#c3c46e",
            "warm": "#ff6a4d",
            "cold": "#62b2ff",
            "soft": "#66785f",
        },
        "light": {
            "floor": "#8a9095",
            "prop": "#857c6c",
            "shirt": "#1f63ad",
            "sleeve": "#3f83c8",
            "skin": "#a9652e",
            "trousers": "#494e75",
            "shoe": "#24262b",
            "hair": "#5a3216",
            "shirt-far": "#6590c4",
            "skin-far": "#b4855b",
            "trousers-far": "#8a8dab",
            "shoe-far": "#7c7e84",
            "feel": "#d9480f",
            "travel": "#77781c",
            "warm": "#c8321a",
            "cold": "#1368c4",
            "soft": "#7f9473",
        },
        "contrast": {
            "floor": "#a0a0a0",
            "prop": "#c8c8c8",
            "shirt": "#66b3ff",
            "sleeve": "#99ccff",
            "skin": "#ffe0c0",
            "trousers": "#c0c4f0",
            "shoe": "#ffffff",
            "hair": "#d89a6c",
            "shirt-far": "#4a86c8",
            "skin-far": "#d0a888",
            "trousers-far": "#8f93c0",
            "shoe-far": "#c0c0c0",
            "feel": "#ff9040",
            "travel": "#ffff66",
            "warm": "#ff7050",
            "cold": "#66ccff",
            "soft": "#90b080",
        },
        "plain": {name_of(ink): f"ansi_{colour}" for ink, colour in SIXTEEN.items()},
    }
)
"""The inks of the figure. What they mean is also in its form: the far side is drawn thinner, an arrow has its tip."""

PAIN = {"dark": "#c62828", "light": "#b3161b", "contrast": "#ff6b60"}
PAIN_TEXT = {"dark": "#ffffff", "light": "#ffffff", "contrast": "#000000"}
ON_LOOK = {"dark": "#11151a", "light": "#fafaf7", "contrast": "#000000"}
LOOKS = {"dark": _DARK, "light": _LIGHT, "contrast": _CONTRAST}


def _variables(name: str, *, quiet: str, line: str) -> dict[str, str]:
    return {
        **{f"look-{look}": colour for look, colour in LOOKS[name].items()},
        **{f"figure-{ink}": colour for ink, colour in FIGURE[name].items()},
        "pain": PAIN[name],
        "pain-text": PAIN_TEXT[name],
        "on-look": ON_LOOK[name],
        "quiet": quiet,
        "line": line,
    }


THEMES = {
    "dark": Theme(
        name="unbend-dark",
        primary="#6cb8f6",
        secondary="#7fd8d8",
        accent="#f2c14e",
        foreground="#e6e6e6",
        background="#11151a",
        surface="#181d24",
        panel="#212833",
        error="#ff8a80",
        warning="#f2c14e",
        success="#6fd08c",
        dark=True,
        variables=_variables("dark", quiet="#9aa7b4", line="#3a4653"),
    ),
    "light": Theme(
        name="unbend-light",
        primary="#0a5591",
        secondary="#006262",
        accent="#7a5200",
        foreground="#1a1a1a",
        background="#fafaf7",
        surface="#f0f0ea",
        panel="#e4e4dc",
        error="#a00d12",
        warning="#7a5200",
        success="#0b6b34",
        dark=False,
        variables=_variables("light", quiet="#565c62", line="#b8bcc0"),
    ),
    "contrast": Theme(
        name="unbend-contrast",
        primary="#66ccff",
        secondary="#66ffff",
        accent="#ffdd00",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#1a1a1a",
        error="#ff9a94",
        warning="#ffdd00",
        success="#4dff88",
        dark=True,
        variables=_variables("contrast", quiet="#d8d8d8", line="#8c8c8c"),
    ),
}

PLAIN = Theme(
    name="unbend-plain",
    primary="ansi_blue",
    secondary="ansi_cyan",
    accent="ansi_yellow",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    error="ansi_red",
    warning="ansi_yellow",
    success="ansi_green",
    ansi=True,
    variables={
        **BUILTIN_THEMES["ansi-dark"].variables,
        "look-ready": "ansi_yellow",
        "look-work": "ansi_green",
        "look-breath": "ansi_blue",
        "look-change": "ansi_magenta",
        "look-rest": "ansi_cyan",
        "look-paused": "ansi_default",
        "look-over": "ansi_green",
        **{f"figure-{ink}": colour for ink, colour in FIGURE["plain"].items()},
        "pain": "ansi_red",
        "pain-text": "ansi_bright_white",
        "on-look": "ansi_black",
        "quiet": "ansi_default",
        "line": "ansi_default",
    },
)
"""For terminals of sixteen colours, whose own these are, and with NO_COLOR, where Textual then writes none at all."""
