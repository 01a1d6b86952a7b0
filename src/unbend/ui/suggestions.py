"""What the library suggests by what is on its shelf, and the words for it: a line at the top, a question, an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from unbend.pain.assessment import Tier
from unbend.routine.choose import asks_care, caution
from unbend.routine.situations import TABLE, Situation
from unbend.routine.suggest import Known, suggest

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from unbend.routine.suggest import Suggestion
    from unbend.settings import Settings
    from unbend.ui.shelf import Shelf

TITLE = "Unbend"
QUESTION = "What is it like right now?"
ANSWERS = {str(situation): row.said for situation, row in TABLE.items()}
KEYS = dict(zip(ANSWERS, "abcdefghijklm", strict=True))
"""There are more answers than digits."""
LOOK_AT_SIGNS = "Look at the warning signs first: w."
_HINTS = (". n marks it, g asks what suits you", ". n marks it", "")
_LEAST_GAP = 3


def suggested(shelf: Shelf, settings: Settings, now: datetime, answered: str | None = None) -> Suggestion:
    """Return what of `shelf` suits the situation that was `answered`, or this moment."""
    sign = Tier(shelf.sign) if shelf.sign else None
    known = Known(now, settings.wake_time, settings.careful, shelf.pain_today, shelf.done_today, sign)
    return suggest(shelf.entries, known, None if answered is None else Situation(answered))


def top_line(suggestion: Suggestion, room: int) -> Content:
    """Return the line at the top, `room` cells wide: what suits this time of day, as far as there is room for it."""
    title = Content.styled(TITLE, "bold")
    if not suggestion.routines:
        return title
    named = f"{suggestion.moment}: {suggestion.routines[0].title}"
    for hint in _HINTS:
        gap = room - cell_len(TITLE) - cell_len(named) - cell_len(hint)
        if gap >= _LEAST_GAP:
            return Content.assemble(title, (f"{' ' * gap}{named}{hint}", "$quiet"))
    return title


def answer(suggestion: Suggestion, careful: Collection[str]) -> str:
    """Return what is said once it is marked: what, why, and what it asks for care with."""
    signs = f"{LOOK_AT_SIGNS} " if suggestion.asks_signs and suggestion.routines else ""
    moment = f"{suggestion.moment}: " if suggestion.moment else ""
    if not suggestion.routines:
        return f"{moment}{suggestion.why}"
    first = suggestion.routines[0]
    care = caution(asks_care(first, careful))
    return f"{signs}{moment}{first.title}. {suggestion.why}{f' {care}' if care else ''}"
