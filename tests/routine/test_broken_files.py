"""Whatever stands in a file, its author hears where it is wrong and what to write; nobody sees a traceback."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.routine.broken import BROKEN
from tests.routine.files import FILE, NAME, SHELF, STEPS, Shelf, a_shelf, in_bytes, problems_of
from unbend.routine.expand import MOST_ENTRIES, MOST_STEPS
from unbend.routine.folders import Folders, Source
from unbend.routine.library import Library
from unbend.routine.loader import RoutineInvalid, load_exercises, load_routine
from unbend.routine.problems import MOST_PROBLEMS

if TYPE_CHECKING:
    from tests.routine.broken.record import Broken

OTHERS = a_shelf(knees_two=STEPS + "- bridge\n")


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.name)
def test_a_broken_file_is_told_with_its_places_and_what_to_write(broken: Broken) -> None:
    """All of its problems, and no other, in the order of its lines."""
    problems = problems_of(broken.content, OTHERS)
    places = [(problem.line, problem.column, problem.where) for problem in problems]
    assert places == [(line, column, where) for line, column, where, _ in broken.told]
    for problem, (*_, said) in zip(problems, broken.told, strict=True):
        assert said in f"{problem.what} ({problem.hint})"


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.name)
def test_what_is_told_of_a_broken_file_is_safe_to_print(broken: Broken) -> None:
    """One line each, short enough to read, and nothing in it that steers a terminal or turns the text around."""
    for problem in problems_of(broken.content, OTHERS):
        assert str(problem).isprintable()
        assert len(str(problem)) < 800
        assert str(problem).startswith(f"{FILE}:{problem.line}:{problem.column}: {problem.where}: {problem.what}")


def test_the_table_is_long_and_names_no_file_twice() -> None:
    """A hundred and twenty at the least; a name is how a failing one is found."""
    assert len({broken.name for broken in BROKEN}) == len(BROKEN) >= 120


def test_every_place_lies_in_its_file() -> None:
    """A place past the end is no place to jump to; the end itself may be where something is missing."""
    for broken in BROKEN:
        lines = in_bytes(broken.content).decode("utf-8", "replace").split("\n")
        for line, column, *_ in broken.told:
            assert 1 <= line <= len(lines)
            assert 1 <= column <= max(len(lines[line - 1]) + 2, 2)


def test_the_example_of_the_format_is_told_word_for_word() -> None:
    """The three lines that the description of the format promises."""
    text = """\
unbend: 1
title: Knees
steps:
- shoulder-roll
- exercise:     neck-tilt
  reps:    3
- exercise:     seated-twists
- exercise:     neck-tilt
  hold:   20
# three times
#
- repeats: 3
  steps: [bridge]
"""
    assert [str(problem) for problem in problems_of(text)] == [
        'knees.yaml:7:17: steps[2].exercise: no exercise called "seated-twists" (did you mean "seated-twist"?)',
        'knees.yaml:9:11: steps[3].hold: a duration needs a unit (write "20s")',
        'knees.yaml:12:3: steps[4].repeats: unknown key (did you mean "repeat"?)',
    ]


@pytest.mark.parametrize(
    "raw",
    [
        (STEPS.encode() + b"- bridge\n"),
        (b"\xef\xbb\xbf" + STEPS.encode() + b"- bridge\n"),
        (STEPS.replace("\n", "\r\n").encode() + b"- bridge\r\n"),
        (STEPS.replace("Knees", "no").encode() + b"- bridge\n"),
        ((STEPS + "- bridge\n" * MOST_STEPS).encode()),
        (STEPS.encode() + b"- exercise: bridge\n  note: " + "Übung für beide Knie 🦵".encode()),
        (b"---\n" + STEPS.encode() + b"- bridge\n...\n"),
    ],
    ids=["plain", "byte order mark", "Windows lines", "a title of no", "200 steps", "other letters", "document marks"],
)
def test_what_is_unusual_and_right_is_no_problem(raw: bytes) -> None:
    """The reader refuses traps, not styles."""
    assert problems_of(raw) == []


def test_a_file_wrong_all_over_is_told_in_part_with_the_number_of_the_rest() -> None:
    """A hundred problems are enough to see; the hints for forty thousand would take minutes."""
    problems = problems_of(STEPS + "".join(f"- bridge{number}\n" for number in range(9_000)))
    assert len(problems) == MOST_PROBLEMS + 1
    assert problems[0].hint == 'did you mean "bridge"?'
    assert str(problems[-1]) == "knees.yaml:104:3: routine: 8,900 more from here on (mend the others first)"


@pytest.mark.parametrize(
    ("others", "said"),
    [
        ({"hips": "- routine: knees\n"}, "(knees > hips > knees)"),
        ({"hips": "- routine: feet\n", "feet": "- bridge\n- routine: knees\n"}, "(knees > hips > feet > knees)"),
        ({"hips": "- routine: hips\n"}, "(knees > hips > hips)"),
    ],
    ids=["two files", "three files", "beside the top file"],
)
def test_a_circle_of_included_routines_is_told_at_the_include(others: dict[str, str], said: str) -> None:
    """With the way round, and in the file that was asked for."""
    shelf = a_shelf(**{name: STEPS + steps for name, steps in others.items()})
    shelf.texts = {**shelf.texts, NAME: b""}
    problems = problems_of(STEPS + "- bridge\n- routine: hips\n", shelf)
    assert [(problem.line, problem.column) for problem in problems] == [(5, 12)]
    assert said in problems[0].what


def test_an_included_routine_with_problems_is_named() -> None:
    """Its own problems are told when it is checked itself."""
    problems = problems_of(STEPS + "- routine: hips\n", a_shelf(hips=STEPS + "- exercise: bridge\n  hold: 20\n"))
    assert [str(problem) for problem in problems] == [
        'knees.yaml:4:12: steps[0].routine: "hips" has problems of its own (unbend check hips)'
    ]


def test_includes_that_multiply_without_a_single_step_come_to_an_end() -> None:
    """Two hundred includes of two hundred includes, four deep, are over a billion entries and nothing to do."""
    many = STEPS + "- routine: {}\n" * MOST_STEPS
    shelf = a_shelf(
        one=many.replace("{}", "two"),
        two=many.replace("{}", "three"),
        three=many.replace("{}", "four"),
        four=many.replace("{}", "one"),
    )
    problems = problems_of(STEPS + "- routine: one\n", shelf)
    assert len(shelf.asked) <= MOST_ENTRIES
    assert [problem.line for problem in problems] == [4, 4]
    assert "more than 4,000 steps, repeats and includes" in problems[0].what + problems[1].what


def test_repeats_of_includes_that_lead_nowhere_come_to_an_end() -> None:
    """A repeat within an included routine begins to count its depth anew, so a million becomes a million millions."""
    nested = "- repeat: 100\n  steps:\n  - repeat: 100\n    steps:\n    - repeat: 100\n      steps: [{routine: %s}]\n"
    shelf = a_shelf(hips=STEPS + nested % "feet", feet=STEPS + nested % "hips")
    assert problems_of(STEPS + nested % "hips", shelf)
    assert len(shelf.asked) <= MOST_ENTRIES


def test_a_chain_of_a_thousand_included_routines_is_refused() -> None:
    """Nobody follows it, and neither does the reader."""
    texts = {f"r{number}": f"{STEPS}- routine: r{number + 1}\n".encode() for number in range(1_500)}
    problems = problems_of(STEPS + "- routine: r0\n", Shelf(texts | {"r1500": (STEPS + "- bridge\n").encode()}))
    assert [problem.what for problem in problems] == ["routines included deeper than 20"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", 'e.yaml:1:1: exercises: the file is empty (begin with "unbend: 1")'),
        ("- pull\n", 'e.yaml:1:1: exercises: should be a mapping of exercise ids (begin with "unbend: 1")'),
        ("unbend: 2\n", "e.yaml:1:9: unbend: this version of Unbend reads format 1 (write unbend: 1)"),
        ("pull: {}\n", 'e.yaml:1:7: pull: "name" is missing'),
        ("pull: Pull\n", "e.yaml:1:7: pull: should be a mapping of keys to values"),
        ("Pull: {name: P}\n", 'e.yaml:1:1: Pull: not an id (write "pull")'),
        ("pull: {name: P, tempo: 2-2-2}\n", "e.yaml:1:17: pull.tempo: unknown key"),
        ("pull: {name: P, dose: {lead: 5s}}\n", "e.yaml:1:24: pull.dose.lead: unknown key"),
        ("pull: {name: P, easier: pul}\n", 'e.yaml:1:25: pull.easier: no exercise called "pul" (did you mean "pull"?)'),
        (
            "pull: {name: P, dose: {hold: 20}}\n",
            'e.yaml:1:30: pull.dose.hold: a duration needs a unit (write "20s")',
        ),
    ],
)
def test_an_exercises_file_is_told_its_problems_the_same_way(text: str, said: str) -> None:
    """Places from the root of the file, without a word of routines."""
    with pytest.raises(RoutineInvalid) as caught:
        load_exercises(text.encode(), "e.yaml")
    assert str(caught.value) == said


def test_a_circle_within_an_exercises_file_is_told_of_each_in_it() -> None:
    """Three in a ring; the one that leads into it is not to blame."""
    text = "".join(
        f"{name}: {{name: N, easier: {easier}}}\n" for name, easier in ["ab", "bc", "ca", "da", ("e", "rest-breathe")]
    )
    with pytest.raises(RoutineInvalid) as caught:
        load_exercises(text.encode(), "e.yaml", known={"rest-breathe"})
    assert [problem.where for problem in caught.value.problems] == ["a.easier", "b.easier", "c.easier"]


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Return a library of the shelf, with no routine in it."""
    (tmp_path / "shipped" / "exercises").mkdir(parents=True)
    (tmp_path / "shipped" / "exercises" / "shelf.yaml").write_text(SHELF)
    return Library(Folders(tmp_path / "shipped"))


def told_of(library: Library, path: Path) -> list[str]:
    """Return what is told of the file at `path`, whatever it is."""
    return [str(problem) for problem in library.problems(Source(path.stem, path, is_shipped=False))]


def test_a_folder_is_told_as_such(library: Library, tmp_path: Path) -> None:
    """Also when its name ends like a file's."""
    folder = tmp_path / "knees.yaml"
    folder.mkdir()
    assert told_of(library, folder) == [f"{folder}:1:1: file: {folder} is a folder"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in the file system here")
def test_a_pipe_is_refused_before_it_is_opened(library: Library, tmp_path: Path) -> None:
    """Reading it would wait for ever."""
    pipe = tmp_path / "knees.yaml"
    os.mkfifo(pipe)
    assert told_of(library, pipe) == [f"{pipe}:1:1: file: {pipe} is not a regular file"]


def test_a_device_is_refused_before_it_is_opened(library: Library) -> None:
    """It has no end."""
    assert told_of(library, Path("/dev/zero")) == ["/dev/zero:1:1: file: /dev/zero is not a regular file"]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="nothing is unreadable here")
def test_a_file_that_may_not_be_read_is_told_as_such(library: Library, tmp_path: Path) -> None:
    """With the reason the system gives."""
    file = tmp_path / "knees.yaml"
    file.write_text(STEPS)
    file.chmod(0)
    assert told_of(library, file) == [f"{file}:1:1: file: {file} cannot be read: Permission denied"]


def test_a_link_to_itself_is_told_as_unreadable(library: Library, tmp_path: Path) -> None:
    """Following it ends with an error of the system, not of ours."""
    link = tmp_path / "knees.yaml"
    link.symlink_to(link)
    (told,) = told_of(library, link)
    assert told.startswith(f"{link}:1:1: file: {link} cannot be read: ")


@pytest.mark.parametrize("name", ["a\0b.yaml", "a" * 5_000 + ".yaml"], ids=["a NUL", "too long"])
def test_a_name_no_file_can_have_is_told_as_unreadable(library: Library, name: str) -> None:
    """It is only a name."""
    (told,) = told_of(library, Path(name))
    assert " cannot be read: " in told


def test_a_routine_is_not_misread_as_another_kind() -> None:
    """Anything but an exercises file is read as the routine it is meant to be."""
    with pytest.raises(RoutineInvalid) as caught:
        load_routine(b"pull: {name: P}\n", NAME, FILE, exercises=(), routines=())
    assert [problem.where for problem in caught.value.problems] == ["pull", "routine", "routine", "routine"]
