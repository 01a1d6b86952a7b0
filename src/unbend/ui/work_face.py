"""What the screen shows of a work clock, in words and whole numbers, rounded for the eye. Knows no Textual."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from unbend.breaks.rhythm import BeatKind
from unbend.breaks.state import Status
from unbend.breaks.words import time_of_day, title
from unbend.ui.looks import Look
from unbend.units import MINUTE, SECOND, format_clock, format_span

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from unbend.breaks.view import View
    from unbend.units import Ms

_WORDS = {Status.WORKING: "WORK", Status.DUE: "TIME FOR A BREAK", Status.BREAK: "BREAK", Status.PAUSED: "PAUSED"}
_LOOKS = {
    Status.WORKING: Look.WORK,
    Status.DUE: Look.CHANGE,
    Status.BREAK: Look.REST,
    Status.PAUSED: Look.PAUSED,
}


@dataclass(frozen=True, slots=True)
class WorkFace:
    """One picture of a work clock."""

    word: str
    look: Look
    digits: str
    """Empty where nothing is counted."""
    beside: str
    """What the digits count."""
    is_last: bool
    """Whether a break is so near that each second is shown."""
    about: str
    """What is to come, or what can be done now."""
    moved: str
    """How long ago the person last moved; empty where that is not known."""
    title: str | None
    """What the terminal's window is called meanwhile; None for its own title."""


def face(view: View, wall_in: Callable[[Ms], datetime]) -> WorkFace:
    """Return the picture of `view`; `wall_in` says what the clock on the wall shows so much later."""
    is_last = view.status is Status.WORKING and view.is_announced and view.next_ms is not None
    digits, beside = _count(view, is_last=is_last)
    return WorkFace(
        word="AWAY" if view.away_ms is not None else _WORDS.get(view.status, "OFF"),
        look=_LOOKS.get(view.status, Look.OVER),
        digits=digits,
        beside=beside,
        is_last=is_last,
        about=_about(view, wall_in),
        moved=_moved(view.since_moved_ms),
        title=title(view.break_ms) if view.status is Status.DUE else None,
    )


def changes_in_ms(view: View) -> Ms:
    """Return in how long the picture looks different by itself: each second near a break, else each minute."""
    if view.status is Status.BREAK or (view.is_announced and view.status is Status.WORKING):
        return SECOND
    span = view.waits_ms if view.status is Status.DUE else view.next_ms
    return MINUTE if span is None else span % MINUTE or MINUTE


def _count(view: View, *, is_last: bool) -> tuple[str, str]:
    if view.status is Status.BREAK and view.elapsed_ms is not None:
        return format_clock(view.elapsed_ms), "of the break"
    if view.next_ms is None:
        return "", ""
    if view.status is Status.DUE:
        return format_clock(view.break_ms), "to move"
    if is_last:
        return format_clock(view.next_ms), "to the break"
    return str(-(-view.next_ms // MINUTE)), "min to go"


def _about(view: View, wall_in: Callable[[Ms], datetime]) -> str:
    if view.away_ms is not None:
        return "Nobody here; what comes next is decided when you are back."
    quiet = " Quiet now: it is shown here and nowhere else." if view.is_quiet or view.is_soft else ""
    return {
        Status.WORKING: f"Next: {_what(view)}.{quiet}",
        Status.DUE: f"Time for {_what(view)}.{_waits(view.waits_ms)} 1, 2, 3: in 2, 5, 10 min.{quiet}",
        Status.BREAK: "Come back when you are done; the clock counts on from then.",
        Status.PAUSED: f"Nothing is counted {_until(view.paused_ms)}.",
    }.get(view.status, f"Outside the working hours nothing is counted.{_begins(view.hours_begin_ms, wall_in)}")


def _begins(in_ms: Ms | None, wall_in: Callable[[Ms], datetime]) -> str:
    if in_ms is None:
        return ""
    return f" They begin at {time_of_day(wall_in(in_ms), wall_in(0))}."


def _waits(left_ms: Ms | None) -> str:
    return "" if left_ms is None else f" It waits {-(-left_ms // MINUTE)} min."


def _until(paused_ms: Ms | None) -> str:
    if paused_ms is None:
        return "until you go on"
    return f"for {format_span(-(-paused_ms // MINUTE) * MINUTE)} more"


def _what(view: View) -> str:
    if view.kind is BeatKind.STAND:
        return "going on standing"
    length = format_span(view.break_ms)
    if view.routine is not None:
        return f"{view.routine}, {length}"
    return f"a {'walk' if view.kind is BeatKind.WALK else 'break'} of {length}"


def _moved(since_ms: Ms | None) -> str:
    if since_ms is None:
        return ""
    if since_ms < MINUTE:
        return "You have just moved."
    return f"You last moved {format_span(since_ms // MINUTE * MINUTE)} ago."
