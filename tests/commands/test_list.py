"""`unbend list`: every routine there is."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.commands.conftest import Said
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
        *("is_shipped", "problems", "cautions", "steps", "step_ms", "careful", "asks_care"),
    }
    assert (row["total_ms"], row["needs"], row["is_shipped"], row["problems"]) == (180_000, ["chair"], True, [])


def ids(text: str) -> list[str]:
    """Return the ids that begin the lines of a list, cautions left out."""
    return [line.split()[0] for line in text.splitlines() if not line.startswith(" ")]


def test_everything_is_counted_by_other_programs(unbend: Unbend) -> None:
    """As many as ship."""
    assert len(json.loads(unbend("list", "--json").out)) == 28


def test_the_list_is_narrowed_by_what_one_asks_for(unbend: Unbend) -> None:
    """Area, position, level, length and mode, each and together."""
    assert ids(unbend("list", "--area", "wrists").out) == ["eyes-and-wrists"]
    assert ids(unbend("list", "--position", "seated", "--max", "3").out) == [
        "desk-reset",
        "eyes-and-wrists",
        "micro-break-30",
    ]
    assert ids(unbend("list", "--level", "gentle", "--mode", "screen", "--max", "150s").out) == [
        "eyes-and-wrists",
        "micro-break-30",
        "stand-and-move-2",
    ]
    assert ids(unbend("list", "--area", "low back", "--area", "neck", "--max", "2m").out) == ["stand-and-move-2"]


def test_being_careful_reorders_and_cautions(unbend: Unbend) -> None:
    """Nothing is left out; other programs get the same order with the flags."""
    lines = unbend("list", "--careful", "osteoporosis", "--max", "3m").out.splitlines()
    assert ids("\n".join(lines)) == [
        "eyes-and-wrists",
        "micro-break-30",
        "stand-and-move-2",
        "standing-desk",
        "desk-reset",
    ]
    assert lines[-1] == "    Some of it asks for care with: thin bones."
    rows = json.loads(unbend("list", "--careful", "osteoporosis", "--max", "3m", "--json").out)
    assert [row["id"] for row in rows] == ids("\n".join(lines))
    assert [row["asks_care"] for row in rows] == [[], [], [], [], ["osteoporosis"]]
    assert len(json.loads(unbend("list", "--careful", "osteoporosis", "--json").out)) == 28


def test_the_settings_say_what_to_be_careful_with(unbend: Unbend) -> None:
    """Where the command does not; it takes their place where it does."""
    file = resources.settings_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text('careful = ["wrist"]\n')
    asking = {row["id"]: row["asks_care"] for row in json.loads(unbend("list", "--json").out)}
    assert asking["eyes-and-wrists"] == ["wrist"]
    assert asking["desk-reset"] == []
    asking = {row["id"]: row["asks_care"] for row in json.loads(unbend("list", "--careful", "dizzy", "--json").out)}
    assert asking["eyes-and-wrists"] == []
    assert asking["desk-reset"] == ["dizzy"]


def test_settings_that_cannot_be_used_keep_nobody_from_the_list(unbend: Unbend) -> None:
    """It says so, beside the list."""
    file = resources.settings_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("careful = 5\n")
    said = unbend("list")
    assert (said.code, ids(said.out)) == (0, SHIPPED)
    assert "careful" in said.err


def test_a_broken_file_is_not_what_was_asked_for(unbend: Unbend) -> None:
    """Nothing is known of it; a plain list still shows it."""
    own("knees", a_routine("{exercise: rest-breathe, time: 40}"))
    assert "knees" in ids(unbend("list", "--careful", "knee").out)
    assert "knees" not in ids(unbend("list", "--level", "firm").out)


def test_an_area_of_ones_own_files_can_be_asked_for(unbend: Unbend) -> None:
    """Areas are what routines say they are for."""
    own(
        "jaw",
        "unbend: 1\ntitle: Jaw\nsteps:\n- here\nexercises:\n"
        "  here: {name: Here, areas: [jaw], position: seated, dose: {hold: 10s}, how: [Stay., Breathe.]}\n",
    )
    assert ids(unbend("list", "--area", "jaw").out) == ["jaw"]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--position", "sitting"], 'unbend: there is no position "sitting" (did you mean "seated"?)'),
        (["--area", "nek"], 'unbend: there is no area "nek" (did you mean "neck"?)'),
        (["--level", "genle"], 'unbend: there is no level "genle" (did you mean "gentle"?)'),
        (["--mode", "voic"], 'unbend: there is no mode "voic" (did you mean "voice"?)'),
        (["--careful", "knees"], 'unbend: there is no flag "knees" (did you mean "knee"?)'),
        (["--max", "soon"], 'unbend: --max "soon" is no length of time: write 10m or 90s'),
        (["--max", "0"], 'unbend: --max "0" is no length of time: write 10m or 90s'),
        (
            ["--exercises", "--max", "5m"],
            "unbend: --max and --mode are about routines: how long an exercise takes is for the routine to say",
        ),
    ],
)
def test_a_word_that_is_not_known_is_wrong_use(unbend: Unbend, options: list[str], told: str) -> None:
    """With what was meant, as far as that can be guessed."""
    assert unbend("list", *options) == Said(2, "", f"{told}\n")


def test_where_nothing_suits_it_is_said_what_to_loosen(unbend: Unbend) -> None:
    """That is an answer, not a failure; other programs get an empty list."""
    asked = ("list", "--area", "wrists", "--position", "floor")
    told = "Nothing is for wrists and done on the floor throughout; without --area there are 11.\n"
    assert unbend(*asked) == Said(0, told, "")
    assert unbend(*asked, "--json") == Said(0, "[]\n", "")
    assert unbend("list", "--exercises", "--area", "eyes", "--position", "shower").out.startswith("No exercise is ")


def test_exercises_are_narrowed_and_ordered_the_same_way(unbend: Unbend) -> None:
    """As far as it makes sense for them."""
    asked = ("list", "--exercises", "--area", "neck", "--position", "seated", "--careful", "osteoporosis")
    rows = json.loads(unbend(*asked, "--json").out)
    assert [row["id"] for row in rows] == ids(unbend(*asked).out)
    assert all("neck" in row["areas"] for row in rows)
    asking = [bool(row["asks_care"]) for row in rows]
    assert asking == sorted(asking)
    every = json.loads(unbend("list", "--exercises", "--level", "gentle", "--json").out)
    assert {row["level"] for row in every} == {"gentle"}


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
