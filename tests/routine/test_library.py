"""What the folders hold, each file read once, and the broken ones visible."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.routine.files import SHELF, STEPS
from unbend.engine.plan import Side
from unbend.errors import RoutineNotFound
from unbend.routine.folders import Folders, Source
from unbend.routine.library import Library
from unbend.routine.loader import RoutineInvalid

if TYPE_CHECKING:
    from pathlib import Path

GOOD = STEPS + "- bridge\n"
BAD = STEPS + "- exercise: bridge\n  hold: 20\n"


class House:
    """Two folders of routines, the shipped one with the shelf of exercises."""

    def __init__(self, root: Path) -> None:
        self.shipped, self.user, self.elsewhere = root / "shipped", root / "user", root / "elsewhere"
        for folder in (self.shipped / "exercises", self.user / "exercises", self.elsewhere):
            folder.mkdir(parents=True)
        (self.shipped / "exercises" / "shelf.yaml").write_text(SHELF)

    def library(self) -> Library:
        """Return a new library of the folders, which has read nothing yet."""
        return Library(Folders(self.shipped, self.user))


@pytest.fixture
def house(tmp_path: Path) -> House:
    """Return the folders, without a routine."""
    return House(tmp_path)


def test_a_routine_is_found_by_its_id(house: House) -> None:
    """And becomes a plan."""
    (house.shipped / "knees.yaml").write_text(GOOD)
    library = house.library()
    source = library.find("knees")
    assert (source.id, source.is_shipped) == ("knees", True)
    assert library.compile(source).plan.title == "Knees"


def test_a_file_is_read_once(house: House) -> None:
    """What is on disk later is for the next library."""
    file = house.shipped / "knees.yaml"
    file.write_text(GOOD)
    library = house.library()
    first = library.load(library.find("knees"))
    file.write_text(BAD)
    assert library.load(library.find("knees")) is first
    with pytest.raises(RoutineInvalid):
        house.library().load(library.find("knees"))


def test_a_broken_file_stays_visible_and_is_refused_each_time(house: House) -> None:
    """With the same error, and without reading it again."""
    (house.user / "knees.yaml").write_text(BAD)
    library = house.library()
    source = library.find("knees")
    errors = []
    for _ in range(2):
        with pytest.raises(RoutineInvalid) as caught:
            library.load(source)
        errors.append(caught.value)
    assert errors[0] is errors[1]
    assert [problem.line for problem in library.problems(source)] == [5]


def test_a_name_that_is_not_there_is_answered_with_the_nearest(house: House) -> None:
    """Or with where to look."""
    (house.shipped / "knees.yaml").write_text(GOOD)
    with pytest.raises(RoutineNotFound, match=r'no routine called "knee" \(did you mean "knees"'):
        house.library().find("knee")
    with pytest.raises(RoutineNotFound, match="unbend list shows them all"):
        house.library().find("shoulders")


@pytest.mark.parametrize("name", ["none.yaml", "a/b", "a" * 5_000 + ".yaml"])
def test_a_path_that_is_not_there_is_said_to_be_so(house: House, name: str) -> None:
    """Also one that no file can have."""
    with pytest.raises(RoutineNotFound, match="there is no file"):
        house.library().find(name)


def test_a_file_anywhere_may_include_its_neighbours_and_what_is_in_the_folders(house: House) -> None:
    """They were shared together."""
    (house.shipped / "hips.yaml").write_text(GOOD)
    (house.elsewhere / "feet.yaml").write_text(GOOD)
    file = house.elsewhere / "legs.yaml"
    file.write_text(STEPS + "- routine: feet\n- routine: hips\n")
    library = house.library()
    assert len(library.compile(library.find(str(file))).plan.steps) == 2


def test_a_neighbour_does_not_take_the_place_of_a_routine_of_the_folders(house: House) -> None:
    """A file among the downloads must not change what a name means."""
    (house.shipped / "hips.yaml").write_text(GOOD)
    (house.elsewhere / "hips.yaml").write_text(STEPS + "- bridge\n- bridge\n")
    file = house.elsewhere / "legs.yaml"
    file.write_text(STEPS + "- routine: hips\n")
    library = house.library()
    assert len(library.compile(library.find(str(file))).plan.steps) == 1


def test_the_side_the_user_chose_reaches_the_plan(house: House) -> None:
    """Left stands in where nobody was asked."""
    (house.shipped / "knees.yaml").write_text(STEPS + "- {exercise: neck-tilt, sides: chosen}\n")
    library = house.library()
    source = library.find("knees")
    sides = [library.compile(source, side).plan.steps[0].normal.phases[-1].side for side in (None, Side.RIGHT)]
    assert sides == [Side.LEFT, Side.RIGHT]


def test_a_users_exercise_takes_the_place_of_a_shipped_one(house: House) -> None:
    """As routines do."""
    (house.user / "exercises" / "mine.yaml").write_text(
        "bridge: {name: My bridge, dose: {time: 5s}, easier: neck-tilt}\n"
    )
    library = house.library()
    assert library.exercise("bridge") == library.exercises["bridge"]
    assert library.exercises["bridge"].name == "My bridge"
    assert library.exercise_problems == []


def test_a_broken_exercises_file_leaves_the_others_in_use(house: House) -> None:
    """Its own exercises are missing, and it is told why."""
    broken = house.user / "exercises" / "mine.yaml"
    broken.write_text("pull: {name: Pull, dose: {hold: 20}}\n")
    (house.user / "exercises" / "folder.yaml").mkdir()
    library = house.library()
    assert "bridge" in library.exercises
    assert "pull" not in library.exercises
    assert [problem.where for problem in library.exercise_problems] == ["exercises", "pull.dose.hold"]


def test_easier_exercises_may_stand_in_another_file(house: House) -> None:
    """Names are gathered before anything is judged, so the order of files does not matter."""
    (house.user / "exercises" / "a.yaml").write_text("pull: {name: Pull, easier: tug}\n")
    (house.user / "exercises" / "b.yaml").write_text("tug: {name: Tug, easier: bridge}\n")
    assert {"pull", "tug"} <= house.library().exercises.keys()


def test_an_exercises_file_is_checked_as_one_wherever_it_lies(house: House) -> None:
    """By what stands in it, or by the name of its folder."""
    library = house.library()
    loose = house.elsewhere / "mine.yaml"
    loose.write_text("pull: {name: Pull, easier: brigde}\n")
    (told,) = library.problems(library.find(str(loose)))
    assert told.where == "pull.easier"
    placed = house.user / "exercises" / "mine.yaml"
    placed.write_text("pull: Pull\n")
    (told,) = library.problems(Source("mine", placed, is_shipped=False))
    assert told.where == "pull"


def test_advice_is_given_on_routines_and_not_on_exercises(house: House) -> None:
    """An exercise alone cannot be out of balance."""
    file = house.elsewhere / "knees.yaml"
    file.write_text(STEPS + "- {exercise: bridge, hold: 11s}\n")
    library = house.library()
    assert [problem.where for problem in library.advice(library.find(str(file)))] == ["steps[0].hold"]
    file = house.elsewhere / "pull.yaml"
    file.write_text("pull: {name: Pull, kind: strength, dose: {hold: 11s}}\n")
    assert library.advice(library.find(str(file))) == []


def test_a_typo_in_an_exercises_file_is_told_beside_what_it_makes_missing(tmp_path: Path) -> None:
    """Otherwise the author of the routine looks for a mistake where there is none."""
    (tmp_path / "exercises").mkdir()
    (tmp_path / "exercises" / "mine.yaml").write_text("my-move: {name: Move, lvel: gentle}\n", encoding="utf-8")
    (tmp_path / "mine.yaml").write_text("unbend: 1\ntitle: Mine\nsteps: [my-move]\n", encoding="utf-8")
    library = Library(Folders(tmp_path))
    with pytest.raises(RoutineInvalid) as caught:
        library.load(library.sources["mine"])
    assert [problem.what for problem in caught.value.problems] == ['no exercise called "my-move"', "unknown key"]


def test_a_file_name_that_would_reach_the_terminal_raw_is_left_out_and_refused(tmp_path: Path) -> None:
    """An escape sequence in the name of a shared file is as bad as one in its text."""
    evil = tmp_path / "evil\x1b]0;x\x07.yaml"
    evil.write_text("unbend: 1\ntitle: Evil\nsteps: [rest: 5s]\n", encoding="utf-8")
    library = Library(Folders(tmp_path))
    assert library.sources == {}
    with pytest.raises(RoutineNotFound, match="cannot be shown"):
        library.find(str(evil))


def test_of_two_files_that_differ_in_their_ending_the_usual_one_counts(tmp_path: Path) -> None:
    """And not whichever the disk names last."""
    for ending in ("yml", "yaml"):
        (tmp_path / f"same.{ending}").write_text("unbend: 1\ntitle: T\nsteps: [rest: 5s]\n", encoding="utf-8")
    assert Library(Folders(tmp_path)).sources["same"].path.suffix == ".yaml"
