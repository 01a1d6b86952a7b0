"""The table of seeded bugs still fits the source. Whether the tests catch them is the script's own, slower business."""

from __future__ import annotations

import ast

import pytest
from scripts.seeded_bugs import BUGS, ROOT, Bug


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_every_seeded_bug_has_its_place_in_the_source(bug: Bug) -> None:
    """Its old text stands there exactly once, and what it makes of the file is still Python, only wrong."""
    text = (ROOT / bug.file).read_text(encoding="utf-8")
    seeded = bug.applied_to(text)
    assert ast.dump(ast.parse(seeded)) != ast.dump(ast.parse(text))


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_every_seeded_bug_names_tests_that_exist(bug: Bug) -> None:
    """A path that is gone would catch nothing."""
    assert bug.tests
    assert all((ROOT / path).exists() for path in bug.tests)


def test_no_two_seeded_bugs_share_a_name() -> None:
    """The table is read by name."""
    assert len({bug.name for bug in BUGS}) == len(BUGS) >= 12


@pytest.mark.parametrize("text", ["", "a = 1\na = 1\n"])
def test_a_bug_that_has_lost_its_place_is_refused(text: str) -> None:
    """Neither nowhere nor in two places at once."""
    with pytest.raises(ValueError, match=r"stands [02] times in a\.py"):
        Bug("a name", "a.py", "a = 1", "a = 2").applied_to(text)
