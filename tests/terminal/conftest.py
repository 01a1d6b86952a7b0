"""A screen for the program, watched; and a person who has used it before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.terminal.screen import At, Screen, at_a_screen, program
from unbend.history.records import NoticeRecord
from unbend.history.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


@pytest.fixture
def at(tmp_path: Path) -> Iterator[At]:
    """Return what starts the program at a screen; in the end nothing may have been seen that Unbend did not draw."""
    started: list[Screen] = []

    def start(
        *arguments: str,
        command: list[str] | None = None,
        rows: int = 24,
        changes: Mapping[str, str] | None = None,
    ) -> Screen:
        screen = Screen(command or program(*arguments), at_a_screen(tmp_path, **(changes or {})), rows=rows)
        started.append(screen)
        return screen

    yield start
    for screen in started:
        screen.let_go()
    assert [screen.unwanted() for screen in started] == [[] for _ in started]


@pytest.fixture
def known(tmp_path: Path) -> None:
    """Let the notice of the first run be read already."""
    with Store.open(tmp_path / "data" / "unbend" / "history.db") as store:
        store.save([NoticeRecord("first-run", "2026-01-05T09:00:00+00:00")])
