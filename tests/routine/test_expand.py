"""Repeats and included routines, laid out flat."""

from __future__ import annotations

import pytest

from tests.routine.files import NAME, STEPS, Shelf, a_routine, a_shelf, loaded
from unbend.routine.expand import MOST_ENTRIES, MOST_STEPS, FlatStep, expand
from unbend.routine.problems import Issue, where


def laid_out(text: str, shelf: Shelf | None = None) -> tuple[list[FlatStep], list[Issue]]:
    """Return the steps of `text` laid out, and what is wrong."""
    shelf = shelf or Shelf()
    return expand(loaded(text, NAME, shelf).routine, NAME, shelf)


def test_every_flat_step_remembers_where_it_stands() -> None:
    """Once for each time that it is done."""
    flat, issues = laid_out(a_routine("bridge", "{repeat: 2, steps: [neck-tilt, rest: 5s]}", "walk: 1m"))
    assert [where(step.loc) for step in flat] == [
        "steps[0]",
        *["steps[1].steps[0]", "steps[1].steps[1]"] * 2,
        "steps[2]",
    ]
    assert issues == []


def test_an_included_step_stands_where_the_include_does() -> None:
    """That is the place its author can mend; and it keeps the defaults it was written under."""
    shelf = a_shelf(hips=a_routine("bridge", "{repeat: 2, steps: [neck-tilt]}", head="defaults: {lead: 9s}\n"))
    flat, _ = laid_out(a_routine("bridge", "{repeat: 2, steps: [routine: hips]}"), shelf)
    assert [where(step.loc) for step in flat] == ["steps[0]", *["steps[1].steps[0]"] * 6]
    assert [step.routine.defaults.lead for step in flat] == [None, *[9_000] * 6]


def test_a_routine_may_be_included_twice() -> None:
    """Only within itself is a circle."""
    flat, issues = laid_out(a_routine("routine: hips", "routine: hips"), a_shelf(hips=STEPS + "- bridge\n"))
    assert (len(flat), issues) == (2, [])


def test_the_limit_of_steps_is_kept_to_the_last() -> None:
    """Two hundred fit, and laying out stops at the next."""
    fits = "{repeat: 100, steps: [bridge, neck-tilt]}"
    assert len(laid_out(a_routine(fits))[0]) == MOST_STEPS
    flat, (issue,) = laid_out(a_routine(fits, "bridge", "bridge"))
    assert len(flat) == MOST_STEPS
    assert where(issue.loc) == "steps[1]"


@pytest.mark.parametrize("depth", [1, 2, 3, 4])
def test_repeats_are_nested_as_deep_as_three(depth: int) -> None:
    """A fourth is told once, however often it would be done."""
    step = "bridge"
    for _ in range(depth):
        step = f"{{repeat: 2, steps: [{step}]}}"
    flat, issues = laid_out(a_routine(step))
    assert (len(flat), len(issues)) == ((2**depth, 0) if depth <= 3 else (0, 1))


def test_what_is_wrong_in_a_repeat_is_told_once() -> None:
    """And not for every round."""
    _, issues = laid_out(a_routine("{repeat: 50, steps: [routine: knees]}"))
    assert len(issues) == 1


def test_a_thousand_times_nothing_is_too_much_as_well() -> None:
    """The limit of steps alone would never be reached."""
    nothing = "{repeat: 100, steps: [{repeat: 100, steps: [routine: knees]}]}"
    flat, issues = laid_out(a_routine(nothing))
    assert flat == []
    assert f"more than {MOST_ENTRIES:,}" in issues[-1].what


def test_a_routine_that_is_not_there_is_passed_over() -> None:
    """Which is told where names are checked."""
    shelf = Shelf({"hips": b""})
    routine = loaded(a_routine("bridge", "routine: hips"), NAME, shelf).routine
    shelf.texts = {}
    flat, issues = expand(routine, NAME, shelf)
    assert (len(flat), issues) == (1, [])
