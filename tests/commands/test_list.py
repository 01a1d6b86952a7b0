"""`unbend list`: every routine there is."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from tests.routine.files import a_routine
from unbend import resources

if TYPE_CHECKING:
    from tests.commands.conftest import Unbend

SHIPPED = [
    "acute-first-48h",
    "alternate-heat-cold",
    "desk-reset",
    "evening-wind-down",
    "eyes-and-wrists",
    "feel-and-release",
    "flare-up-day",
    "gentle-strength-chair",
    "heat-then-stretch",
    "hip-and-low-back",
    "hot-shower-stretch",
    "long-sit-rescue",
    "lunch-walk",
    "mcgill-big-3",
    "micro-break-30",
    "mindful-breathing-10",
    "mindful-breathing-5",
    "morning-mobility",
    "one-side-emphasis",
    "paced-breathing-5",
    "physio-basics",
    "pilates-core-basics",
    "progressive-relaxation",
    "shoulder-and-neck",
    "stand-and-move-2",
    "standing-desk",
    "walking-break",
    "yoga-for-back",
]


def own(name: str, text: str) -> None:
    """Put a routine among the user's own."""
    folder = resources.user_routines()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.yaml").write_text(text)


def test_every_shipped_routine_is_listed_with_its_length(unbend: Unbend) -> None:
    """One line each, in order of name."""
    said = unbend("list")
    assert (said.code, said.err) == (0, "")
    lines = [line.split() for line in said.out.splitlines()]
    assert [line[0] for line in lines] == SHIPPED
    assert lines[SHIPPED.index("desk-reset")] == ["desk-reset", "3:00", "gentle", "seated", "Desk", "reset"]
    assert lines[SHIPPED.index("mcgill-big-3")][1:3] == ["13:30", "moderate"]


def test_the_users_own_files_stand_beside_them(unbend: Unbend) -> None:
    """And are marked; one may take the place of a shipped one."""
    own("knees", a_routine("rest-breathe"))
    own("desk-reset", a_routine("rest-breathe"))
    lines = {line.split()[0]: line for line in unbend("list").out.splitlines()}
    assert [*lines] == sorted([*SHIPPED, "knees"])
    assert lines["knees"].endswith("1:10  gentle    seated                           Knees  (yours)")
    assert lines["desk-reset"].endswith("(yours)")
    assert not lines["walking-break"].endswith("(yours)")


def test_a_broken_file_stays_in_the_list_with_what_is_wrong(unbend: Unbend) -> None:
    """The others are listed as ever, and the list itself has not failed."""
    own("knees", a_routine("{exercise: rest-breathe, time: 40}"))
    said = unbend("list")
    assert said.code == 0
    place = resources.user_routines() / "knees.yaml"
    assert re.search(r"^knees +cannot be used  \(yours\)$", said.out, re.MULTILINE)
    assert f'\n    {place}:4:34: steps[0].time: a duration needs a unit (write "40s")\n' in said.out


def test_other_programs_get_values(unbend: Unbend) -> None:
    """With all that is known, but not what the index keeps for itself."""
    rows = json.loads(unbend("list", "--json").out)
    assert [row["id"] for row in rows] == SHIPPED
    row = rows[SHIPPED.index("desk-reset")]
    assert {*row} == {
        *("id", "title", "total_ms", "level", "mode", "positions", "areas", "needs", "tags", "path"),
        *("is_shipped", "problems", "cautions", "steps", "step_ms", "careful"),
    }
    assert (row["total_ms"], row["needs"], row["is_shipped"], row["problems"]) == (180_000, ["chair"], True, [])


def test_the_second_time_the_same_is_said(unbend: Unbend) -> None:
    """Out of the index, which lies among what may be deleted."""
    first = unbend("list")
    assert resources.index_file().is_file()
    assert unbend("list") == first


def test_the_exercises_are_listed_by_the_ids_that_routine_files_use(unbend: Unbend) -> None:
    """Every one that ships, with its name."""
    lines = unbend("list", "--exercises").out.splitlines()
    assert len(lines) == 91
    assert any(line.startswith("bird-dog ") and "core" in line for line in lines)
    rows = json.loads(unbend("list", "--exercises", "--json").out)
    assert [row["id"] for row in rows] == [line.split()[0] for line in lines]
