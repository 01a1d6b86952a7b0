"""The sheets of figures: what changes is noticed, what a last digit moves is not."""

from __future__ import annotations

import pytest
from scripts.make_figures import SHEETS, is_alike

SHEET = (SHEETS / "neck.svg").read_text(encoding="utf-8")


def test_a_sheet_is_like_itself() -> None:
    """And like one with a dot elsewhere."""
    assert is_alike(SHEET, SHEET)
    first = SHEET.index('d="M') + 3
    assert is_alike(SHEET, f"{SHEET[:first]}M1.5 1.5h0{SHEET[first:]}")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Ear toward shoulder", "Ear to the shoulder"),
        ("#ef6c1f", "#3f83c4"),
        ('<path stroke="#ef6c1f"', '<line stroke="#ef6c1f"'),
    ],
)
def test_another_name_another_ink_and_a_missing_part_are_noticed(old: str, new: str) -> None:
    """A renamed exercise, a tint that is somewhere else, a tint that is gone."""
    assert old in SHEET
    assert not is_alike(SHEET, SHEET.replace(old, new, 1))


def test_a_missing_exercise_is_noticed() -> None:
    """One sheet has what one file has."""
    assert not is_alike(SHEET, SHEET.partition("<text ")[0])
