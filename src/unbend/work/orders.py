"""What is said to a work clock in words, `pause 30m` or `quiet until 15:00`, as a command of the schedule."""

from __future__ import annotations

import re
from datetime import time
from typing import TYPE_CHECKING

from unbend.breaks import commands as c
from unbend.breaks.rhythm import POSTPONEMENTS_MS
from unbend.errors import WrongUse
from unbend.units import HOUR, MINUTE, SECOND

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from unbend.units import Ms

ORDERS: Mapping[str, str] = {
    "now": "begin the break that is due, or one before its time",
    "short": "begin the short version of it",
    "done": "the break is over, back to work",
    "had 5m": "a break of that length was had elsewhere, and ended now",
    "skip": "not this one",
    "postpone 2m|5m|10m": "this one later",
    "pause [30m]": "stand still, for so long or until resume",
    "resume": "go on counting",
    "quiet 1h": "announce nothing for so long",
    "quiet until 15:00": "announce nothing until then",
    "quiet off": "announce again",
    "stop": "end the work clock",
}
"""What can be said, and what it does, in the order in which it is shown."""
_SIMPLE: Mapping[str, c.Command] = {
    "now": c.TakeBreak(),
    "short": c.TakeShort(),
    "done": c.EndBreak(),
    "skip": c.Skip(),
    "resume": c.Resume(),
    "stop": c.Stop(),
}
_LONGEST_MS: Ms = 24 * HOUR
_SPAN = re.compile(r"(?:(\d{1,3})h)?(?:(\d{1,4})m(?:in)?)?(?:(\d{1,5})s)?", re.ASCII)
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)", re.ASCII)


def order(words: Sequence[str]) -> c.Command:  # noqa: C901, PLR0911  # one row per order
    """Return the command that `words` name. Raises `WrongUse` with a sentence for anything else."""
    match [word.lower() for word in words]:
        case [word] if word in _SIMPLE:
            return _SIMPLE[word]
        case ["had", *span]:
            return c.HadBreak(_span(span, "had 5m"))
        case ["pause"]:
            return c.Pause()
        case ["pause", *span]:
            return c.Pause(_span(span, "pause 30m"))
        case ["postpone", *span]:
            by_ms = _span(span, "postpone 5m")
            if by_ms not in POSTPONEMENTS_MS:
                msg = "a break is postponed by 2m, 5m or 10m"
                raise WrongUse(msg)
            return c.Postpone(by_ms)
        case ["quiet", "off"]:
            return c.EndQuiet()
        case ["quiet", "until", at] if (found := _CLOCK.fullmatch(at)) is not None:
            return c.QuietUntil(time(int(found[1]), int(found[2])))
        case ["quiet", "until", *_]:
            msg = "quiet until needs a time of day, such as quiet until 15:00"
            raise WrongUse(msg)
        case ["quiet", *span]:
            return c.QuietFor(_span(span, "quiet 1h"))
        case _:
            msg = f"the work clock does not know {_shown(words)}; it knows {', '.join(ORDERS)}"
            raise WrongUse(msg)


def _span(words: Sequence[str], example: str) -> Ms:
    """Return the span of `1h30m` or `30 min`, in ms; from a second to a day."""
    found = _SPAN.fullmatch("".join(words))
    hours, minutes, seconds = (int(part or 0) for part in found.groups()) if found is not None else (0, 0, 0)
    span = hours * HOUR + minutes * MINUTE + seconds * SECOND
    if not 0 < span <= _LONGEST_MS:
        msg = f"how long that is has to be said with a unit, up to 24h: {example}"
        raise WrongUse(msg)
    return span


def _shown(words: Sequence[str]) -> str:
    """Return `words` fit for a terminal, and no longer than a line."""
    text = " ".join(words)[:40]
    return f'"{text if text.isprintable() else ascii(text)[1:-1]}"'
