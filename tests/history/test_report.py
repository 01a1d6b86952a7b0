"""The lines and plain values of past sessions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.history.builders import a_press, a_session, a_visit, visits
from unbend.history.records import SessionStatus
from unbend.history.report import as_values, session_lines
from unbend.history.store import Store

if TYPE_CHECKING:
    from pathlib import Path


def test_a_session_as_planned_is_one_line() -> None:
    """When, what, how, and how much of it."""
    assert session_lines(a_session(), [a_visit()], []) == ["2026-01-05 09:00  Desk reset: finished, 3 min of 3 min"]


def test_what_became_of_the_steps_and_what_hurt_is_told_line_by_line() -> None:
    """In the words of the summary, without the closing sentence."""
    steps = visits(
        a_visit("one", number=0, variant="eased", has_disagreed=True),
        a_visit("two", "exchanged", number=1),
        a_visit("easier", number=1, variant="easier"),
        a_visit("three", "skipped", number=2),
    )
    press = replace(a_press("one", nrs=6), kind="sharp", place="neck", choice="ease")
    session = a_session(status=SessionStatus.STOPPED, performed_ms=90_000, pain=(2, None))
    assert session_lines(session, steps, [press]) == [
        "2026-01-05 09:00  Desk reset: stopped, 1 min 30 s of 3 min",
        "    eased: One",
        "    done instead: Easier",
        "    skipped: Three",
        "    paused for pain: One, 6 of 10, sharp, neck; then ease",
        "    did not agree: One",
        "    pain before 2, after not said",
    ]


def test_plain_values_hold_every_session_with_its_own_steps_and_pains(tmp_path: Path) -> None:
    """The latest first."""
    with Store.open(tmp_path / "history.db") as store:
        store.save([a_session("s1", "2026-01-05T09:00:00+01:00"), a_session("s2", "2026-01-06T09:00:00+01:00")])
        store.save([a_visit("one"), a_visit("two", session="s2"), a_press("one", nrs=3)])
        later, earlier = as_values(store)
        assert as_values(store, 1) == [later]
    assert (later["id"], earlier["id"]) == ("s2", "s1")
    assert [step["exercise"] for step in later["steps"]] == ["two"]
    assert [step["exercise"] for step in earlier["steps"]] == ["one"]
    assert later["pains"] == []
    assert [press["nrs"] for press in earlier["pains"]] == [3]
