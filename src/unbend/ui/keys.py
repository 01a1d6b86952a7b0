"""Every key of the screen, in one table: bindings, the line at the bottom, the help and docs/keys.md are made of it.

`p` is the pain key during a session and means nothing else anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.binding import BindingType


class Place(StrEnum):
    """Where keys hold. The values head the sections of the help."""

    EVERYWHERE = "Everywhere"
    LIBRARY = "Choosing a routine"
    SESSION = "During a session"
    PAIN = "When something hurts"
    SIGNS = "Warning signs"
    SAFETY = "Safety pages"
    SUMMARY = "After a session"
    HISTORY = "History"
    WORK = "The work clock"
    SETTINGS = "Settings"


@dataclass(frozen=True, slots=True)
class Key:
    """One thing that keys do."""

    keys: tuple[str, ...]
    """As Textual names them, the one to show first."""
    action: str
    """What Textual calls; empty where the widget that has the focus sees to it."""
    short: str
    """A word or two for the line at the bottom; empty where it is not shown there."""
    meaning: str


_SHOWN = {
    "space": "Space",
    "enter": "Enter",
    "escape": "Esc",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "plus": "+",
    "minus": "-",
    "equals_sign": "=",
    "question_mark": "?",
    "slash": "/",
    "ctrl+c": "Ctrl-C",
    "ctrl+q": "Ctrl-Q",
    "ctrl+z": "Ctrl-Z",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "f1": "F1",
}

KEYS: dict[Place, tuple[Key, ...]] = {
    Place.EVERYWHERE: (
        Key(("question_mark", "f1"), "app.help", "help", "all keys"),
        Key(("ctrl+c", "ctrl+q"), "", "", "leave at once; what was done stays on record"),
        Key(("ctrl+z",), "", "", "to the shell for a while, where there is one; a session waits"),
    ),
    Place.LIBRARY: (
        Key(("enter",), "screen.start", "start", "start the routine that is marked"),
        Key(("up", "down"), "", "", "mark another"),
        Key(
            ("slash",),
            "screen.filter",
            "filter",
            "type to filter: name, area, position, under 10; Esc clears it",
        ),
        Key(("n",), "screen.mark_now", "", "mark what suits now, and say why"),
        Key(("g",), "screen.ask_situation", "", "say what it is like, and mark what suits that"),
        Key(("f",), "screen.fit", "fit time", "make it as long as you have time for"),
        Key(("h",), "app.history", "history", "what was done, and what hurt"),
        Key(("s",), "app.settings", "settings", "settings"),
        Key(("t",), "app.sound_check", "", "try the sound"),
        Key(("w",), "app.signs", "", "the warning signs that need a person"),
        Key(("r",), "app.safety", "", "the safety pages: signs, rules, notice; in the help as well"),
        Key(("q",), "app.leave", "quit", "leave"),
        Key(("escape",), "screen.clear_or_leave", "", "clear the filter, or leave"),
    ),
    Place.SESSION: (
        Key(("p",), "screen.pain", "", "something hurts: everything stops at once"),
        Key(("space",), "screen.pause", "pause", "pause, and go on"),
        Key(("q", "escape"), "screen.stop", "stop", "stop here; asks once"),
        Key(("enter",), "screen.proceed", "", "done, where the step waits for you"),
        Key(("n", "right"), "screen.next", "next", "next step"),
        Key(("b", "left"), "screen.back", "back", "this step again, or the one before in its first 3 seconds"),
        Key(("plus",), "screen.more", "10 s", "10 seconds more"),
        Key(("e",), "screen.ease", "ease", "ease: half the dose, slower"),
        Key(("m",), "screen.mute", "mute", "sound on or off"),
        Key(("minus",), "screen.quieter", "", "quieter"),
        Key(("equals_sign",), "screen.louder", "", "louder"),
        Key(("o",), "screen.output", "", "play the sound another way: library, system's player, bell, off"),
        Key(("down",), "screen.read_on", "", "read on, where the instructions take more rows than there are"),
        Key(("up",), "screen.read_back", "", "and back"),
    ),
    Place.PAIN: (
        Key(("enter",), "", "", "skip the question, or take what is marked"),
        Key(("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"), "", "", "how strong, or the number of a line"),
        Key(("t",), "", "", "ten, where it is asked how strong"),
        Key(("left", "right", "up", "down"), "", "", "mark another answer"),
        Key(("escape",), "", "", "skip the questions that are left"),
    ),
    Place.SIGNS: (
        Key(("up", "down", "pageup", "pagedown", "space"), "", "", "read on"),
        Key(("a", "b", "c"), "", "", "one of that tier fits"),
        Key(("n", "escape"), "", "", "none of them"),
        Key(("enter",), "", "", "read on; at the end, none of them"),
    ),
    Place.SAFETY: (
        Key(("up", "down", "pageup", "pagedown"), "", "", "scroll"),
        Key(("escape", "q", "r"), "app.pop_screen", "back", "back"),
    ),
    Place.SUMMARY: (
        Key(("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"), "", "", "how it is now; t for ten"),
        Key(("up", "down", "space"), "", "", "mark what did not agree"),
        Key(("enter", "escape", "q"), "screen.close", "done", "back to the routines"),
        Key(("h",), "app.history", "history", "what was done before"),
    ),
    Place.HISTORY: (
        Key(("left", "right"), "", "", "another view"),
        Key(("up", "down", "pageup", "pagedown"), "", "", "scroll"),
        Key(("escape", "q"), "app.pop_screen", "back", "back"),
    ),
    Place.WORK: (
        Key(("enter",), "screen.start", "break", "begin the break that is due, or one before its time"),
        Key(("1",), "screen.later(0)", "later", "later: in 2 minutes"),
        Key(("2",), "screen.later(1)", "", "later: in 5 minutes"),
        Key(("3",), "screen.later(2)", "", "later: in 10 minutes"),
        Key(("s",), "screen.short", "30 s", "the thirty-second version instead"),
        Key(("x",), "screen.skip", "not this", "not this one"),
        Key(("space",), "screen.pause", "pause", "pause the work clock, and go on"),
        Key(("m",), "screen.mute", "", "sound on or off"),
        Key(("q",), "screen.leave", "stop", "stop the work clock"),
    ),
    Place.SETTINGS: (
        Key(("up", "down"), "", "", "another setting"),
        Key(("left", "right", "space", "enter"), "", "", "change it; each change is kept at once"),
        Key(("escape", "q"), "app.pop_screen", "back", "back"),
    ),
}


def bindings(place: Place) -> list[BindingType]:
    """Return what Textual binds at `place`: keys, action, meaning. With Caps Lock on, P still means pain."""
    return [(",".join(_with_capitals(key.keys)), key.action, key.meaning) for key in KEYS[place] if key.action]


def _with_capitals(names: tuple[str, ...]) -> list[str]:
    return [*names, *(name.upper() for name in names if len(name) == 1 and name.isalpha())]


def shown(name: str) -> str:
    """Return the name of a key as people know it."""
    return _SHOWN.get(name, name)


def shown_all(key: Key) -> str:
    """Return all keys of a row, as a help line names them."""
    names = key.keys
    if names == tuple("0123456789"):
        return "0 to 9"
    return " ".join(shown(name) for name in names)


def bottom_line(place: Place, *, is_paused: bool = False) -> list[tuple[str, str, str]]:
    """Return the key, the word and the action of each entry of the line at the bottom of a screen at `place`."""
    rows = (*KEYS[place], KEYS[Place.EVERYWHERE][0])
    words = {"screen.pause": "go on"} if is_paused else {}
    return [(shown(key.keys[0]), words.get(key.action, key.short), key.action) for key in rows if key.short]
