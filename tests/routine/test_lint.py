"""What a careful colleague would say of a routine that is correct as it stands."""

from __future__ import annotations

import pytest

from tests.routine.files import STEPS, Shelf, a_routine, a_shelf, loaded
from unbend.routine.lint import lint


def advice(text: str, shelf: Shelf | None = None) -> list[str]:
    """Return what is said of the routine `text`."""
    shelf = shelf or Shelf()
    routine = loaded(text, shelf=shelf)
    return [str(problem) for problem in lint(routine, routine.compile(shelf), shelf)]


@pytest.mark.parametrize(
    "steps",
    [
        ["neck-tilt", "bridge", "rest-breathe"],
        ["curl-up", "bird-dog"],
        ["{exercise: neck-tilt, sides: left}", "{exercise: neck-tilt, sides: right}"],
        ["{exercise: bridge, hold: 10s}"],
        ["{exercise: neck-tilt, hold: 60s}"],
        ["{exercise: neck-tilt, sides: chosen}", "neck-tilt"],
        ["rest: 5s", "walk: 1m"],
        ["bridge", "bridge"],
        ["{exercise: bridge, tempo: 0-5-1}"],
    ],
)
def test_nothing_is_said_of_a_careful_routine(steps: list[str]) -> None:
    """Advice that comes too often is not read."""
    assert advice(a_routine(*steps)) == []


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("{exercise: neck-tilt, hold: 61s}", "steps[0].hold: a stretch hold over 60 s"),
        ("{exercise: bridge, hold: 11s}", "steps[0].hold: a strength hold over 10 s"),
        ("{exercise: bridge, tempo: 0.5-3-2}", "steps[0].tempo: a part of the repetition is shorter than 1 s"),
        ("{exercise: neck-tilt, switch: 0s}", "steps[0].switch: no time to change sides (write switch: 5s)"),
        ("{exercise: neck-tilt, sides: left}", 'steps[0]: sides not balanced: "neck-tilt" is never done on the right'),
        ("{exercise: bridge, say: One two three four five six seven eight nine}", "the spoken line has 9 words"),
    ],
)
def test_what_could_be_kinder_is_said_at_its_line(step: str, said: str) -> None:
    """With what would be."""
    (told,) = advice(a_routine("pelvic-tilt", step).replace("- pelvic-tilt\n", ""))
    assert told.startswith("knees.yaml:4:")
    assert said in told


def test_strength_twice_in_a_row_on_one_place_wants_a_rest() -> None:
    """Unless there is time between, or it is the same exercise once more."""
    pulls = (
        "exercises:\n"
        "  pull: {name: Pull, kind: strength, areas: [core], position: seated, dose: {reps: 2, tempo: 2-5-2}}\n"
        "  tug: {name: Tug, kind: strength, areas: [core], position: seated, dose: {reps: 2, tempo: 2-5-2}}\n"
    )
    (told,) = advice(a_routine("pull", "tug") + pulls)
    assert told == "knees.yaml:5:3: steps[1]: no rest after strength work (put rest: 20s before this step)"
    assert advice(a_routine("pull", "rest: 20s", "tug") + pulls) == []
    assert advice(a_routine("pull", "{exercise: tug, lead: 10s}") + pulls) == []
    assert advice(a_routine("pull", "pull") + pulls) == []
    assert advice(a_routine("pull", "bridge") + pulls) == []


def test_advice_on_an_included_routine_stands_at_the_include_and_once() -> None:
    """The top file is the one being checked."""
    shelf = a_shelf(hips=STEPS + "- {exercise: neck-tilt, hold: 61s}\n" * 2)
    (told,) = advice(a_routine("{repeat: 2, steps: [routine: hips]}"), shelf)
    assert told.startswith("knees.yaml:4:23: steps[0].steps[0].hold: a stretch hold over 60 s")


def test_advice_comes_in_the_order_of_the_lines() -> None:
    """Like problems."""
    told = advice(a_routine("{exercise: neck-tilt, sides: left}", "{exercise: bridge, hold: 11s}"))
    assert [line.split(":")[1] for line in told] == ["4", "5"]


def test_a_key_nobody_can_reach_is_pointed_out() -> None:
    """Where it is written, and only by voice alone."""
    steps = ("{walk: 1m, advance: key}", "{rest: 5s, advance: key}", "neck-tilt")
    head = "mode: voice\ndefaults: {advance: key}\n"
    assert advice(a_routine(*steps, head="defaults: {advance: key}\n")) == []
    places = [line.split(": ")[1] for line in advice(a_routine(*steps, head=head))]
    assert places == ["defaults.advance", "steps[0].advance", "steps[1].advance"]
