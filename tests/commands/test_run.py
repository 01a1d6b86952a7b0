"""`unbend run --plain` into a pipe: what is told before and during a session, and what the log keeps of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from unbend import resources
from unbend.pain import words
from unbend.pain.rules import RULES, Rule

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commands.conftest import Unbend


def test_the_signs_come_before_a_routine_that_asks_for_it_once_a_day(unbend: Unbend) -> None:
    """By its tag; the second time today they were read already."""
    first = unbend("run", "acute-first-48h", "--plain", "--mute", "--speed", "3600")
    second = unbend("run", "acute-first-48h", "--plain", "--mute", "--speed", "3600")
    assert (first.code, second.code) == (0, 0)
    assert first.out.index(words.SIGNS_INTRO) < first.out.index("Step 1 of")
    assert words.SIGNS_INTRO not in second.out


def test_where_the_history_cannot_say_whether_a_sign_fitted_today_they_come_before_any_routine(
    unbend: Unbend, home: Path
) -> None:
    """It may have been one of A."""
    (home / "short.yaml").write_text("unbend: 1\ntitle: T\nsteps:\n  - rest: 1s\n")
    file = resources.history_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"no database " * 200)
    said = unbend("run", "./short.yaml", "--plain", "--mute", "--speed", "3600").out
    assert said.index("could not be looked up") < said.index(words.SIGNS_INTRO) < said.index("Step 1 of")


def test_a_tag_of_the_persons_own_file_asks_for_them_as_well(unbend: Unbend, home: Path) -> None:
    """Also where a routine with the tag is only included."""
    head = "unbend: 1\ntitle: T\n"
    (home / "inner.yaml").write_text(f"{head}tags: [signs-first]\nsteps:\n  - rest: 1s\n")
    (home / "outer.yaml").write_text(f"{head}steps:\n  - routine: inner\n")
    (home / "plain.yaml").write_text(f"{head}tags: [other]\nsteps:\n  - rest: 1s\n")
    said = [unbend("run", f"./{name}.yaml", "--plain", "--speed", "3600").out for name in ("plain", "outer")]
    assert [words.SIGNS_INTRO in each for each in said] == [False, True]


def test_a_pack_of_the_last_hour_is_asked_about_in_the_next_session(unbend: Unbend) -> None:
    """And left out where nobody can answer."""
    arguments = ("run", "heat-then-stretch", "--plain", "--mute", "--speed", "3600")
    first, second = unbend(*arguments), unbend(*arguments)
    assert (first.out.count(words.ASK_SKIN), second.out.count(words.ASK_SKIN)) == (0, 1)
    assert words.SKIN_NO_KEYS in second.out


def test_the_shower_rule_comes_before_one_gets_in(unbend: Unbend) -> None:
    """Once a day."""
    arguments = ("run", "hot-shower-stretch", "--plain", "--mute", "--speed", "3600")
    first, second = unbend(*arguments), unbend(*arguments)
    assert first.out.index(RULES[Rule.SHOWER]) < first.out.index("Step 1 of")
    assert RULES[Rule.SHOWER] not in second.out


def test_the_log_has_every_check_lock_and_change(unbend: Unbend, home: Path) -> None:
    """For whoever wants to see that nothing was left to the text."""
    unbend("run", "alternate-heat-cold", "--plain", "--mute", "--speed", "3600", "--log", home / "log")
    rows = [json.loads(line) for line in (home / "log").read_text().splitlines()]
    begun = [row for row in rows if row["event"] == "PhaseStarted"]
    assert [row["kind"] for row in begun].count("skin-check") == 6
    assert begun[0]["changes"] == ["warm-pack"]
    assert begun[2]["changes"] == ["pack-off", "cold-pack"]
    assert [row["outcome"] for row in rows if row["event"] == "StepEnded"].count("skipped") == 6
