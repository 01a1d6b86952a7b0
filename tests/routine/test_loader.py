"""From bytes to a record that can be trusted, or to every problem at once."""

from __future__ import annotations

from typing import Any

import pytest

from tests.routine.files import EXERCISES, FILE, NAME, STEPS, a_routine, compiled, loaded, problems_of
from unbend.errors import EXIT_PROBLEMS, FilesHaveProblems
from unbend.routine.loader import RoutineInvalid, kind_of, load_exercises


def test_a_routine_keeps_its_name_and_where_everything_stands() -> None:
    """What is wrong with the whole is told later, at its line."""
    routine = loaded(STEPS + "- bridge\n")
    assert (routine.id, routine.file, routine.routine.title) == (NAME, FILE, "Knees")
    assert routine.marks.values["steps", 0] == (4, 3)


def test_a_broken_file_is_an_error_for_the_user_with_all_its_lines() -> None:
    """One tree, one exit code."""
    with pytest.raises(RoutineInvalid) as caught:
        loaded("unbend: 1\ntitle: 5\nsteps: [brigde]\n")
    assert isinstance(caught.value, FilesHaveProblems)
    assert caught.value.exit_code == EXIT_PROBLEMS
    assert str(caught.value).splitlines() == [
        'knees.yaml:2:8: title: should be text (write "5" in quotes)',
        'knees.yaml:3:9: steps[0]: no exercise called "brigde" (did you mean "bridge"?)',
    ]


def test_a_missing_unit_in_one_line_does_not_hide_a_misspelt_name_in_another() -> None:
    """They are found by two different checks and told together, in the order of the lines."""
    problems = problems_of(a_routine("{exercise: bridge, hold: 20}", "brigde", "{exercise: bridge, hold: 30}"))
    assert [problem.line for problem in problems] == [4, 5, 6]


def test_what_only_follows_from_another_problem_is_not_told() -> None:
    """An alias is nothing to the reader; that a step is missing there is no news."""
    assert [problem.what for problem in problems_of(STEPS + "- *it\n")] == ["an alias is not used here"]
    (problem,) = problems_of("unbend: 1\nsteps:\n- a: b: c\n")
    assert problem.what.startswith("cannot be read as YAML")


def test_names_are_not_looked_up_where_a_file_breaks_off() -> None:
    """An exercise may be described further down, where nobody could read."""
    (problem,) = problems_of(STEPS + "- pull\n- bridge: {\nexercises:\n  pull: {name: Pull}\n")
    assert "cannot be read as YAML" in problem.what


def test_the_whole_is_judged_only_where_every_part_is_right() -> None:
    """What a plan would be is not known before."""
    with pytest.raises(RoutineInvalid) as caught:
        compiled(a_routine("no-dose"))
    assert [problem.where for problem in caught.value.problems] == ["steps[0]"]


def test_exercises_may_name_each_other_and_those_known_elsewhere() -> None:
    """Chains of easier exercises cross files."""
    text = b"unbend: 1\npull: {name: Pull, easier: tug}\ntug: {name: Tug, easier: far}\n"
    assert {*load_exercises(text, "e.yaml", known={"far"})} == {"pull", "tug"}
    with pytest.raises(RoutineInvalid):
        load_exercises(text, "e.yaml")


def test_an_exercises_file_may_leave_out_the_version_and_hold_nothing() -> None:
    """Somebody may begin with an empty shelf."""
    assert load_exercises(b"pull: {name: Pull}\n", "e.yaml")["pull"].name == "Pull"
    assert load_exercises(b"unbend: 1\n", "e.yaml") == {}


@pytest.mark.parametrize("version", ["2", "true", "1.0", "'1'", "", "[1]"])
def test_an_exercises_file_of_another_version_is_refused(version: str) -> None:
    """As a routine is."""
    with pytest.raises(RoutineInvalid, match="this version of Unbend reads format 1"):
        load_exercises(f"unbend: {version}\npull: {{name: Pull}}\n".encode(), "e.yaml")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        ({"unbend": 1, "title": "T", "steps": []}, "routine"),
        ({"title": "T"}, "routine"),
        ({"steps": {}}, "routine"),
        ({"unbend": 1, "pull": {"name": "Pull"}}, "exercises"),
        ({"pull": {}}, "exercises"),
        ({"pull": {}, "who": "Me"}, "routine"),
        ({"unbend": 1}, "routine"),
        ({}, "routine"),
        ([], "routine"),
        (None, "routine"),
    ],
)
def test_which_document_is_meant_is_seen_from_its_keys(data: Any, kind: str) -> None:  # noqa: ANN401  # plain data
    """Where nothing speaks for exercises it is a routine, which says best what is missing."""
    assert kind_of(data) == kind


def test_the_shelf_of_these_tests_is_sound() -> None:
    """Every easier exercise on it is there."""
    assert all(exercise.easier is None or exercise.easier in EXERCISES for exercise in EXERCISES.values())
