"""The two documents as records: what one value can know of itself."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from tests.routine.files import EXERCISES
from unbend.routine.model import KNOWN_KEYS, Defaults, Exercise, ExerciseStep, RepeatStep, Routine, WalkStep

WHOLE = {"unbend": 1, "title": "Knees", "steps": ["bridge"]}


def a_routine(**keys: Any) -> Routine:  # noqa: ANN401  # whatever a file holds
    """Return the routine of these keys beside those it needs."""
    return Routine.model_validate({**WHOLE, **keys})


def test_a_routine_needs_a_version_a_title_and_a_step() -> None:
    """The rest has a default or is computed."""
    routine = a_routine()
    assert (routine.mode, routine.level, routine.needs, routine.tags) == ("either", None, (), ())
    assert (routine.defaults, routine.exercises) == (Defaults(), {})
    for key in WHOLE:
        with pytest.raises(ValidationError):
            Routine.model_validate({other: value for other, value in WHOLE.items() if other != key})


def test_a_bare_id_is_a_step_with_its_own_dose() -> None:
    """The shortest there is."""
    assert a_routine(steps=["bridge"]).steps == a_routine(steps=[{"exercise": "bridge"}]).steps


def test_a_step_is_what_its_key_says() -> None:
    """An exercise, a group, another routine, a walk or a rest."""
    steps = [
        {"exercise": "bridge", "rest": "5s"},
        {"repeat": 2, "steps": ["bridge", {"repeat": 2, "steps": ["bridge"]}]},
        {"routine": "hips"},
        {"walk": "5m"},
        {"rest": "5s"},
    ]
    kinds = [type(step).__name__ for step in a_routine(steps=steps).steps]
    assert kinds == ["ExerciseStep", "RepeatStep", "IncludeStep", "WalkStep", "RestStep"]


def test_records_are_frozen() -> None:
    """What was read is not changed by anybody."""
    with pytest.raises(ValidationError):
        setattr(a_routine(), "title", "Hips")  # noqa: B010  # mypy would refuse it as well


def test_durations_and_rows_are_read_in_milliseconds() -> None:
    """One unit from here on."""
    step = ExerciseStep.model_validate(
        {"exercise": "bridge", "tempo": "1.5-0-2", "rest": "0s", "lead": "8s", "reps": [4, 3]}
    )
    assert (step.tempo, step.rest, step.lead, step.reps) == ((1_500, 0, 2_000), 0, 8_000, (4, 3))
    assert ExerciseStep.model_validate({"exercise": "bridge", "reps": 3}).reps == (3,)
    assert WalkStep.model_validate({"walk": "1h"}).walk == 3_600_000


@pytest.mark.parametrize(
    ("written", "breath"), [("4-6", (4_000, 0, 6_000, 0)), ("4-2-6-1.5", (4_000, 2_000, 6_000, 1_500))]
)
def test_a_breath_has_four_parts_of_which_two_may_be_left_out(written: str, breath: tuple[int, ...]) -> None:
    """In, hold, out, wait."""
    assert ExerciseStep.model_validate({"exercise": "bridge", "breath": written}).breath == breath


@pytest.mark.parametrize("value", ["1", True, 1.5, Decimal("1.0"), None, [1], 2])
def test_the_version_is_the_number_one(value: object) -> None:
    """Nothing that looks like it, nor what equals it in Python alone."""
    with pytest.raises(ValidationError):
        a_routine(unbend=value)


@pytest.mark.parametrize("value", ["Bridge", "a b", "-a", "a-", "a--b", "a_b", "é", "../a", "", 5, None])
def test_an_id_is_small_letters_digits_and_hyphens(value: object) -> None:
    """So that it can be typed, and is never a path."""
    with pytest.raises(ValidationError):
        a_routine(tags=[value])


def test_text_is_kept_on_one_line() -> None:
    """However many it took in the file."""
    assert a_routine(who=" Anyone  \n with\tknees ").who == "Anyone with knees"


@pytest.mark.parametrize("letter", ["\x1b", "\x00", "\x07", "\x9b", "\u202e", "\u2066", "\ud800"])
def test_text_that_steers_a_terminal_is_refused(letter: str) -> None:
    """A shared file must not be able to."""
    for key in ("title", "who", "when", "cautions"):
        with pytest.raises(ValidationError):
            a_routine(**{key: f"a{letter}b"})
    with pytest.raises(ValidationError):
        a_routine(needs=[f"a{letter}b"])


@pytest.mark.parametrize("text", ["Übung für Knie", "膝の運動", "تمرين", "🦵🏽 knee", "a\u200db", "non\u00a0breaking"])
def test_text_may_be_in_any_script(text: str) -> None:
    """Only what steers is refused."""
    assert a_routine(title=text).title == " ".join(text.split())


def test_a_posture_may_stand_without_a_list() -> None:
    """One is the usual case."""
    one = Exercise.model_validate({"name": "Pull", "posture": "quad"})
    assert one == Exercise.model_validate({"name": "Pull", "posture": ["quad"]})
    with pytest.raises(ValidationError):
        Exercise.model_validate({"name": "Pull", "posture": []})


@pytest.mark.parametrize(
    ("position", "postures"),
    [
        ("seated", ("sit",)),
        ("standing", ("stand",)),
        ("wall", ("stand",)),
        ("shower", ("stand",)),
        ("walking", ("walk",)),
        (None, ("any",)),
    ],
)
def test_the_posture_follows_from_the_position(position: str | None, postures: tuple[str, ...]) -> None:
    """Unless it is said."""
    assert Exercise.model_validate({"name": "Pull", "position": position}).postures == postures
    assert EXERCISES["bird-dog"].postures == ("quad",)


def test_an_exercise_needs_only_a_name() -> None:
    """The gentlest of everything is taken."""
    exercise = Exercise(name="Pull")
    assert (exercise.kind, exercise.level, exercise.sides, exercise.dose) == ("mobility", "gentle", "one", None)


def test_every_record_an_author_writes_has_its_keys_known() -> None:
    """Suggestions beside an unknown key come from here; `for` is written without its underscore."""
    assert "for" in KNOWN_KEYS["<exercise>"]
    assert "for_" not in KNOWN_KEYS["<exercise>"]
    assert {"rest", "switch"} <= {*KNOWN_KEYS["Dose"]}
    assert {"rest", "switch"}.isdisjoint(KNOWN_KEYS["SideDose"])
    assert {"lead", "say", "advance", "hold"} <= {*KNOWN_KEYS["Defaults"]}
    assert KNOWN_KEYS["<repeat>"] == tuple(RepeatStep.model_fields)
