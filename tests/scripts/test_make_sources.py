"""What each rule and exercise rests on is told as the files have it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from scripts import make_sources
from tests.routine.shipped import LIBRARY
from tests.scripts.recipes import recipe_of
from unbend.settings import TABLE

if TYPE_CHECKING:
    from pathlib import Path

    from unbend.routine.model import Exercise

PAGE = make_sources.TARGET.read_text(encoding="utf-8")
WEIGHTS = make_sources.weights(PAGE)
EXERCISES = LIBRARY.exercises


def run(monkeypatch: pytest.MonkeyPatch, *options: str) -> int:
    """Return the exit code of the script, called with `options`."""
    monkeypatch.setattr("sys.argv", ["make_sources.py", *options])
    return make_sources.main()


def test_the_page_is_up_to_date() -> None:
    """An exercise changed without its page fails here."""
    assert make_sources.written(PAGE) == PAGE


def test_every_piece_of_evidence_has_a_weight() -> None:
    """One to the last, none left out; † is kept."""
    assert [*WEIGHTS] == [f"E{number}" for number in range(1, 70)]
    assert (WEIGHTS["E3"], WEIGHTS["E10"], WEIGHTS["E60"], WEIGHTS["E40"]) == ("A", "B†", "B/C", "B")


def test_every_source_that_is_named_has_an_address() -> None:
    """So that anybody can look it up."""
    addresses = {*re.findall(r"^- \*\*(S\d+)\*\* .*<https?://", PAGE, re.MULTILINE)}
    rows = [row for row in PAGE.splitlines() if row.startswith("| E")]
    assert {name for row in rows for name in re.findall(r"\bS\d+\b", row)} <= addresses


@pytest.mark.parametrize(("name", "exercise"), EXERCISES.items())
def test_every_source_of_an_exercise_is_in_the_list(name: str, exercise: Exercise) -> None:
    """And stands beside it on the page, with its weight."""
    assert exercise.sources
    assert {*exercise.sources} <= {*WEIGHTS}
    told = ", ".join(f"{source} ({WEIGHTS[source]})" for source in exercise.sources)
    assert f"| `{name}` | {exercise.name} | {exercise.kind} | {told} |\n" in PAGE


def test_every_rule_says_what_it_rests_on() -> None:
    """Rules, rows of the decision table, and settings with a source; without one it is our own judgement."""
    assert [f"\n| R{number}: " in PAGE for number in range(1, 17)] == [True] * 16
    assert [f"\n| Pain: Row {number}: " in PAGE for number in range(1, 9)] == [True] * 8
    for setting in TABLE:
        assert (f"\n| Setting: {setting.label} | " in PAGE) == bool(setting.sources)
        assert {*setting.sources} <= {*WEIGHTS}
    assert "\n| R2: Row 4 or 5, or two ambers in its last three outings | J |\n" in PAGE
    assert "(`unbend suggest`) | J |\n" in PAGE


def test_what_is_open_is_said_plainly() -> None:
    """At the top, with the rules, with the exercises and among the open points."""
    assert " ".join(PAGE.split()).count("**No clinician has reviewed") + PAGE.count("**no clinician has reviewed") == 3
    assert "1. **Clinical review.** No physiotherapist has read this." in PAGE.split("## 4. Open points")[1]


def test_a_source_that_is_not_in_the_list_is_not_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """A slip in a file must not become an empty cell."""
    monkeypatch.setattr(make_sources, "_PAIN_ROWS", (("Row 1", ("E99",)),))
    with pytest.raises(KeyError, match="E99"):
        make_sources.made(PAGE)


def test_a_page_without_its_marks_is_not_written_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written by hand must not be lost."""
    page = tmp_path / "sources.md"
    page.write_text(PAGE.replace(make_sources.END, ""), encoding="utf-8")
    monkeypatch.setattr(make_sources, "TARGET", page)
    with pytest.raises(ValueError, match="marks"):
        run(monkeypatch)
    assert page.read_text(encoding="utf-8") == PAGE.replace(make_sources.END, "")


def test_a_stale_page_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With `--check` nothing is written; without it the page is."""
    page = tmp_path / "sources.md"
    page.write_text(PAGE.replace("| `bird-dog` | ", "| `bird-cat` | "), encoding="utf-8")
    monkeypatch.setattr(make_sources, "TARGET", page)
    assert run(monkeypatch, "--check") == 1
    assert capsys.readouterr().out == "sources.md is stale: run python scripts/make_sources.py\n"
    assert "bird-cat" in page.read_text(encoding="utf-8")
    assert run(monkeypatch) == 0
    assert page.read_text(encoding="utf-8") == PAGE
    assert run(monkeypatch, "--check") == 0


def test_what_is_checked_before_a_commit_checks_the_page() -> None:
    """A page that only tests look at is soon forgotten in a checkout without them."""
    assert "scripts/make_sources.py --check" in recipe_of("sources")
