"""`unbend safety`: complete, in order, and no wider than the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from unbend.pain import words
from unbend.pain.rules import RULES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commands.conftest import Unbend

PAGES = ("signs", "after", "rules", "notice")


def in_one_line(text: str) -> str:
    """Return `text` without the ends of its lines."""
    return " ".join(text.split())


def test_everything_is_told_page_after_page(unbend: Unbend) -> None:
    """What all say is what each says."""
    said = unbend("safety")
    assert (said.code, said.err) == (0, "")
    assert said.out == "\n".join(unbend("safety", page).out for page in PAGES)


def test_the_signs_are_all_there_with_whom_to_call(unbend: Unbend, home: Path) -> None:
    """The number is the user's own."""
    (home / "config" / "unbend").mkdir(parents=True)
    (home / "config" / "unbend" / "config.toml").write_text('emergency_number = "144"\n')
    said = in_one_line(unbend("safety", "signs").out)
    assert all(sign in said for signs in words.SIGNS.values() for sign in signs)
    assert words.emergency("144") in said


def test_what_happens_after_each_tier_is_told(unbend: Unbend) -> None:
    """In the order of the tiers."""
    said = in_one_line(unbend("safety", "after").out)
    places = [said.index(words.AFTER_SIGNS[tier]) for tier in "ABC"]
    assert places == sorted(places)


def test_the_rules_and_the_notice_are_told_in_full(unbend: Unbend) -> None:
    """Word for word."""
    rules, notice = (in_one_line(unbend("safety", page).out) for page in ("rules", "notice"))
    assert all(text in rules for text in RULES.values())
    assert all(text in notice for text in words.FIRST_RUN)


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_no_line_is_wider_than_the_window(unbend: Unbend, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    """Nor than can be read well."""
    monkeypatch.setenv("COLUMNS", str(columns))
    widths = [len(line) for line in unbend("safety").out.splitlines()]
    assert max(widths) <= min(columns, 100)
    assert max(widths) > min(columns, 100) - 15


def test_a_page_that_is_none_is_refused_with_those_there_are(unbend: Unbend) -> None:
    """With the exit code of wrong use."""
    said = unbend("safety", "sings")
    assert said.code == 2
    assert all(page in said.err for page in PAGES)
