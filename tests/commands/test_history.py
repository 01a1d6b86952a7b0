"""`unbend history --breaks`: what became of the breaks of the work clock."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

import pytest

from tests.history.test_break_report import a_break
from unbend import resources
from unbend.history.records import BreakOutcome
from unbend.history.store import Store

if TYPE_CHECKING:
    from tests.commands.conftest import Unbend


@pytest.fixture
def nine_days() -> None:
    """Let there be a break on each of nine days."""
    days = (f"2026-03-{day:02}T09:30" for day in range(2, 11))
    breaks = [a_break(each, BreakOutcome.SKIPPED) for each in days]
    with Store.open(resources.history_file()) as store:
        store.save([replace(each, due_ms=number) for number, each in enumerate(breaks)])


@pytest.mark.usefixtures("nine_days")
def test_the_last_week_is_shown_and_all_of_it_if_asked(unbend: Unbend) -> None:
    """The latest day first."""
    shown = unbend("history", "--breaks").out.splitlines()
    assert (shown[0], shown[-2]) == ("2026-03-10  breaks: 1 skipped", "2026-03-04  breaks: 1 skipped")
    assert unbend("history", "--breaks", "--all").out.splitlines()[-2].startswith("2026-03-02")


@pytest.mark.usefixtures("nine_days")
def test_as_json_every_row_is_there(unbend: Unbend) -> None:
    """The latest first, with the names of the record."""
    told = json.loads(unbend("history", "--breaks", "--json").out)
    assert [each["due_at"][:10] for each in told] == [f"2026-03-{day:02}" for day in range(10, 1, -1)]
    assert told[0]["became"] == "skipped"
    assert told[0].keys() == asdict(a_break("2026-03-02T09:30")).keys()


def test_where_there_are_none_that_is_said(unbend: Unbend) -> None:
    """Without a history, and with one that has only sessions."""
    sentence = "Nothing yet. Breaks appear here once unbend work has announced one.\n"
    assert unbend("history", "--breaks").out == sentence
    assert unbend("history", "--breaks", "--json").out == "[]\n"
    Store.open(resources.history_file()).close()
    assert unbend("history", "--breaks").out == sentence
    assert unbend("history", "--breaks", "--json").out == "[]\n"
