"""The safety pages: warning signs, what follows from them, rules, notice. Headings and lines, for any front end.

The texts live in `words` and `rules`; this file only puts them in order.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from unbend.pain import words
from unbend.pain.rules import RULES, TITLES

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands below it."""

    title: str
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    """A list, below the paragraphs."""


def safety_pages(emergency_number: str) -> Mapping[str, tuple[Section, ...]]:
    """Return the sections of each page by its name, the pages in the order in which they are read."""
    signs = [Section("Warning signs", (words.SIGNS_INTRO,))]
    for tier, title in words.SIGNS_TITLE.items():
        call = (words.emergency(emergency_number),) if tier == "A" else ()
        signs.append(Section(f"{tier}: {title}", call, words.SIGNS[tier]))
    after = [Section(f"After {tier}: {title}", (words.AFTER_SIGNS[tier],)) for tier, title in words.SIGNS_TITLE.items()]
    rules = [Section(TITLES[rule], (text,)) for rule, text in RULES.items()]
    return {
        "signs": tuple(signs),
        "after": tuple(after),
        "rules": tuple(rules),
        "notice": (Section("What this program is, and is not", words.FIRST_RUN),),
    }
