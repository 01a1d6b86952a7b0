"""How each kind of moment looks and sounds to the eye: its word, its sign, its colour's name, each sound's twin."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from unbend.engine.plan import PhaseKind, Transition
from unbend.session.lines import KINDS

if TYPE_CHECKING:
    from unbend.engine.plan import CueKind


class Look(StrEnum):
    """How a phase looks. The values are the class names in app.tcss; each has its colour, and below its shapes."""

    READY = "ready"
    WORK = "work"
    BREATH = "breath"
    CHANGE = "change"
    REST = "rest"
    PAUSED = "paused"
    OVER = "over"


WORDS = {
    **KINDS,
    PhaseKind.TIME: "Take your time",
    PhaseKind.OWN_PACE: "Your own pace",
    PhaseKind.WAIT: "When you are ready",
    PhaseKind.SKIN_CHECK: "Skin as usual?",
}
SHAPES = {
    PhaseKind.LEAD_IN: "○",
    PhaseKind.EASE_IN: "▲",
    PhaseKind.HOLD: "■",
    PhaseKind.EASE_OUT: "▼",
    PhaseKind.LET_GO: "□",
    PhaseKind.SWITCH: "⇄",
    PhaseKind.REST: "◇",
    PhaseKind.TIME: "●",
    PhaseKind.WALK: "»",
    PhaseKind.BREATHE_IN: "↑",
    PhaseKind.BREATHE_HOLD: "•",
    PhaseKind.BREATHE_OUT: "↓",
    PhaseKind.BREATHE_WAIT: "◦",
    PhaseKind.OWN_PACE: "◆",
    PhaseKind.WAIT: "…",
    PhaseKind.SKIN_CHECK: "?",
}
LOOKS = {
    PhaseKind.LEAD_IN: Look.READY,
    PhaseKind.SWITCH: Look.CHANGE,
    PhaseKind.LET_GO: Look.REST,
    PhaseKind.REST: Look.REST,
    PhaseKind.BREATHE_IN: Look.BREATH,
    PhaseKind.BREATHE_HOLD: Look.BREATH,
    PhaseKind.BREATHE_OUT: Look.BREATH,
    PhaseKind.BREATHE_WAIT: Look.BREATH,
    PhaseKind.WAIT: Look.READY,
    PhaseKind.SKIN_CHECK: Look.READY,
}
"""Every other kind is work."""
CHANGES = {
    Transition.PACK_OFF: "pack off",
    Transition.FROM_FLOOR: "up from the floor",
    Transition.TO_FLOOR: "down to the floor",
    Transition.WARM_PACK: "warm pack on, wrapped",
    Transition.COLD_PACK: "cold pack on, wrapped",
}
"""What changes before the work begins, beside the word."""

TWINS = {
    "get-ready": "get ready",
    "start": "go",
    "rep": "again",
    "ease-out": "ease out",
    "halfway": "halfway",
    "tick": "●",
    "tick-last": "● ●",
    "switch": "switch sides",
    "rest": "rest",
    "breathe-in": "breathe in",
    "breathe-out": "breathe out",
    "skin": "look at your skin",
    "resume": "going on",
    "finish": "done",
    "pause": "paused",
    "break-due": "a break is due",
}
"""What is seen beside every sound, by the name of its file."""


def twin_of(cue: CueKind) -> str:
    """Return what is seen beside the sound of `cue`."""
    return TWINS[str(cue)]
