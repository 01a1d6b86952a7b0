"""What is wrong with a file, and where."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unbend.routine.problems import MOST_PROBLEMS, Issue, Loc, Marks, Problem, did_you_mean, locate, where

MARKS = Marks(
    values={(): (1, 1), ("steps",): (2, 1), ("steps", 0): (2, 3), ("steps", 0, "hold"): (3, 9)},
    keys={("steps",): (1, 1), ("steps", 0, "hold"): (3, 3)},
)


def test_a_problem_is_told_in_the_form_editors_jump_to() -> None:
    """File, line, column, where, what, and a hint where there is one."""
    assert str(Problem("a.yaml", 3, 9, "steps[0].hold", "too long", "halve it")) == (
        "a.yaml:3:9: steps[0].hold: too long (halve it)"
    )
    assert str(Problem("a.yaml", 1, 1, "routine", "too long")) == "a.yaml:1:1: routine: too long"


@pytest.mark.parametrize(
    ("loc", "text"),
    [
        ((), ""),
        (("steps",), "steps"),
        (("steps", 2, "exercise"), "steps[2].exercise"),
        (("steps", 2, "steps", 0), "steps[2].steps[0]"),
        ((0, 1), "[0][1]"),
        (("a\nb",), "a\\u000ab"),
        (("\x1b[31m", "x"), "\\u001b[31m.x"),
        (("k" * 61,), "k" * 60 + "..."),
    ],
)
def test_a_place_is_said_as_authors_would_say_it(loc: Loc, text: str) -> None:
    """And never longer, or in other letters, than a terminal can take."""
    assert where(loc) == text


@pytest.mark.parametrize(
    ("issue", "mark"),
    [
        (Issue(("steps", 0, "hold"), ""), (3, 9)),
        (Issue(("steps", 0, "hold"), "", is_about_key=True), (3, 3)),
        (Issue(("steps", 0, "rest"), ""), (2, 3)),
        (Issue(("steps", 0, "rest"), "", is_about_key=True), (2, 3)),
        (Issue(("nowhere", "at", "all"), ""), (1, 1)),
        (Issue(("steps",), "", mark=(7, 7)), (7, 7)),
    ],
)
def test_an_issue_is_found_at_the_nearest_thing_that_stands_in_the_file(issue: Issue, mark: tuple[int, int]) -> None:
    """A missing key at its parent; a key at its own first letter."""
    assert MARKS.find(issue) == mark


def test_problems_come_in_the_order_of_their_lines_and_each_once() -> None:
    """In whatever order they were found."""
    issues = [
        Issue(("steps", 0, "hold"), "late"),
        Issue((), "early"),
        Issue(("steps", 0, "hold"), "late"),
        Issue(("steps",), "middle"),
    ]
    found = [(problem.line, problem.where, problem.what) for problem in locate(issues, MARKS, "a.yaml", root="routine")]
    assert found == [(1, "routine", "early"), (2, "steps", "middle"), (3, "steps[0].hold", "late")]


@pytest.mark.parametrize(
    ("word", "hint"),
    [("brigde", 'did you mean "bridge"?'), ("burpee", ""), ("", ""), ("bridge" * 20_000, "")],
)
def test_a_word_is_compared_with_those_that_are_known(word: str, hint: str) -> None:
    """Only the nearest is named, and none that is far."""
    assert did_you_mean(word, ["bridge", "bird-dog"]) == hint


def test_the_hint_does_not_depend_on_the_order_of_the_known_words() -> None:
    """A set has a new order on every run."""
    words = [f"bridge-{number}" for number in range(30)]
    assert did_you_mean("bridge-x", words) == did_you_mean("bridge-x", reversed(words))


def test_among_thousands_of_words_the_first_letter_decides() -> None:
    """A folder may hold ten thousand routines, and comparing with each would take longer than reading them."""
    words = [f"w{number}" for number in range(10_000)] + ["bridge"]
    assert did_you_mean("brigde", words) == 'did you mean "bridge"?'


def test_only_so_many_problems_are_told_and_the_rest_counted() -> None:
    """Nobody mends a thousand at a time."""
    issues = [Issue((), f"problem {number:04}") for number in range(1_234)]
    problems = locate(issues, MARKS, "a.yaml", root="routine")
    assert len(problems) == MOST_PROBLEMS + 1
    assert problems[-1].what == "1,134 more from here on"


TEXTS = st.text(max_size=400)
PLACES = st.lists(TEXTS | st.integers(0, 9), max_size=4).map(tuple)
ISSUES = st.builds(
    Issue, PLACES, TEXTS, TEXTS, is_about_key=st.booleans(), word=TEXTS, known=st.lists(TEXTS, max_size=3)
)


@given(issues=st.lists(ISSUES, max_size=5))
def test_nothing_that_stands_in_a_file_can_steer_a_terminal(issues: list[Issue]) -> None:
    """Whatever an author, or somebody who shares a file, calls a key."""
    for problem in locate(issues, MARKS, "a.yaml", root="routine"):
        assert str(problem).isprintable()
