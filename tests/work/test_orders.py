"""What can be said to a work clock in words."""

from __future__ import annotations

import re
from datetime import time

import pytest

from unbend.breaks import commands as c
from unbend.errors import WrongUse
from unbend.units import HOUR, MINUTE, SECOND
from unbend.work.orders import ORDERS, order


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("now", c.TakeBreak()),
        ("short", c.TakeShort()),
        ("done", c.EndBreak()),
        ("had 5m", c.HadBreak(5 * MINUTE)),
        ("skip", c.Skip()),
        ("SKIP", c.Skip()),
        ("pause", c.Pause()),
        ("pause 30m", c.Pause(30 * MINUTE)),
        ("pause 1h30m", c.Pause(90 * MINUTE)),
        ("pause 30 min", c.Pause(30 * MINUTE)),
        ("pause 45s", c.Pause(45 * SECOND)),
        ("resume", c.Resume()),
        ("postpone 5m", c.Postpone(5 * MINUTE)),
        ("quiet 1h", c.QuietFor(HOUR)),
        ("quiet until 15:00", c.QuietUntil(time(15))),
        ("quiet until 7:05", c.QuietUntil(time(7, 5))),
        ("quiet off", c.EndQuiet()),
        ("stop", c.Stop()),
    ],
)
def test_an_order_is_understood(said: str, meant: c.Command) -> None:
    """In the words that the help shows."""
    assert order(said.split()) == meant


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("", 'does not know ""'),
        ("sleep", 'does not know "sleep"; it knows now, short'),
        ("now please", 'does not know "now please"'),
        ("\x1b[2J", r'does not know "\x1b[2J"'),
        ("pause 30", "with a unit, up to 24h: pause 30m"),
        ("pause 0m", "with a unit"),
        ("pause -5m", "with a unit"),
        ("pause 25h", "with a unit"),
        ("pause \N{ARABIC-INDIC DIGIT THREE}m", "with a unit"),
        ("postpone", "postpone 5m"),
        ("postpone 7m", "by 2m, 5m or 10m"),
        ("quiet", "quiet 1h"),
        ("quiet until", "such as quiet until 15:00"),
        ("quiet until noon", "such as quiet until 15:00"),
        ("quiet until 24:00", "such as quiet until 15:00"),
    ],
)
def test_anything_else_is_told(said: str, told: str) -> None:
    """In one sentence, with what to say instead, and fit for a terminal."""
    with pytest.raises(WrongUse, match=re.escape(told)) as caught:
        order(said.split())
    assert str(caught.value).isprintable()


def test_everything_that_is_offered_is_understood() -> None:
    """The list that a person is shown, alternatives and examples and all."""
    for shown in ORDERS:
        for each in re.sub(r"[\[\]]", "", shown).split("|"):
            words = each if " " in each or shown.split()[0] == each else f"{shown.split()[0]} {each}"
            order(words.split())
