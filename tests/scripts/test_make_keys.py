"""The page of keys is the table's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts import make_keys
from tests.scripts.recipes import recipe_of
from unbend.ui.keys import KEYS, shown_all

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def run(monkeypatch: pytest.MonkeyPatch, *options: str) -> int:
    """Return the exit code of the script, called with `options`."""
    monkeypatch.setattr("sys.argv", ["make_keys.py", *options])
    return make_keys.main()


def test_the_page_is_up_to_date() -> None:
    """A table changed without its page fails here."""
    assert make_keys.TARGET.read_text(encoding="utf-8") == make_keys.page()


def test_every_key_stands_below_its_place_with_what_it_does() -> None:
    """None is known to the program alone."""
    sections = make_keys.page().split("\n## ")[1:]
    assert [section.splitlines()[0] for section in sections] == [str(place) for place in KEYS]
    for section, keys in zip(sections, KEYS.values(), strict=True):
        rows = section.splitlines()[4:]
        assert len(rows) == len(keys)
        for row, key in zip(rows, keys, strict=True):
            assert row.replace("`", "").replace(", ", " ").startswith(f"| {shown_all(key)} |")
            assert row.endswith(f"| {key.meaning} |")


def test_a_stale_or_missing_page_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With `--check` nothing is written; without it the page is."""
    page = tmp_path / "keys.md"
    monkeypatch.setattr(make_keys, "TARGET", page)
    assert run(monkeypatch, "--check") == 1
    assert not page.exists()
    assert run(monkeypatch) == 0
    assert run(monkeypatch, "--check") == 0
    page.write_text(page.read_text(encoding="utf-8") + "x", encoding="utf-8")
    capsys.readouterr()
    assert run(monkeypatch, "--check") == 1
    assert capsys.readouterr().out == "keys.md is stale: run python scripts/make_keys.py\n"


def test_what_is_checked_before_a_commit_checks_the_page() -> None:
    """A page that only tests look at is soon forgotten in a checkout without them."""
    assert "scripts/make_keys.py --check" in recipe_of("keys")
