"""The same terminal for every test of the screen, whatever the one is in which they run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.css.stylesheet import Stylesheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.css.model import RuleSet


@pytest.fixture(autouse=True, scope="session")
def _style_sheets_are_read_once() -> Iterator[None]:
    """Keep from one app to the next what Textual keeps for one: the same sheets, of the same theme, mean the same."""
    read: dict[object, list[RuleSet]] = {}
    parse: Callable[..., list[RuleSet]] = Stylesheet._parse_rules  # noqa: SLF001

    def parse_once(sheet: Stylesheet, *what: object, **how: object) -> list[RuleSet]:
        key = (what, *sorted(how.items()), frozenset(sheet._variables.items()))  # noqa: SLF001
        if key not in read:
            read[key] = parse(sheet, *what, **how)
        return read[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", parse_once)
        yield


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the app a terminal of all colours."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)
