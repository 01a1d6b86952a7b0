"""What a person may ask Unbend to be careful with."""

from __future__ import annotations

import re
from typing import get_args

from tests.routine.files import ROOT
from unbend.careful import CAREFUL
from unbend.routine.vocabulary import CareFlag


def told() -> list[tuple[str, str]]:
    """Return the flags of docs/safety.md with their phrases, in its order."""
    page = (ROOT / "docs" / "safety.md").read_text("utf-8")
    section = page.partition("### 4.6")[2].partition("### 4.7")[0]
    row = next(line for line in section.splitlines() if line.startswith("`"))
    return [
        (found[1], found[2]) for each in row.split(" · ") if (found := re.fullmatch(r"`([a-z-]+)`(?: (.+))?", each))
    ]


def test_an_exercise_can_ask_for_exactly_the_care_a_person_can_ask_for() -> None:
    """A flag known on one side only would never meet its other half."""
    assert {*CAREFUL} == {*get_args(CareFlag)}


def test_the_flags_are_those_of_the_safety_page_in_its_words() -> None:
    """Where it has no more than the flag, its words are the phrase."""
    assert [*CAREFUL.items()] == [(flag, phrase or flag.replace("-", " ")) for flag, phrase in told()]


def test_a_phrase_fits_on_a_line() -> None:
    """Beside its box to tick."""
    assert max(len(phrase) for phrase in CAREFUL.values()) <= 44
