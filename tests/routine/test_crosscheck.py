"""What is wrong between keys and between names, found in plain data."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unbend.routine.crosscheck import check_exercises, check_routine

KNOWN = {"bridge", "walk-easy"}


def found(data: Any) -> list[tuple[str | int, ...]]:  # noqa: ANN401  # whatever a file holds
    """Return the places at which something is wrong."""
    return [issue.loc for issue in check_routine(data, KNOWN, {"hips"})]


def test_names_are_looked_for_wherever_they_may_stand() -> None:
    """In bare steps, in full ones, in repeats, in includes, in easier."""
    data = {
        "steps": [
            "brigde",
            {"exercise": "brigde"},
            {"repeat": 2, "steps": ["bridge", {"repeat": 2, "steps": ["brigde"]}]},
            {"routine": "hip"},
            "pull",
        ],
        "exercises": {"pull": {"easier": "brigde"}, "tug": {"easier": "pull"}},
    }
    assert sorted(found(data), key=str) == sorted(
        [
            ("steps", 0),
            ("steps", 1, "exercise"),
            ("steps", 2, "steps", 1, "steps", 0),
            ("steps", 3, "routine"),
            ("exercises", "pull", "easier"),
        ],
        key=str,
    )


def test_a_walk_needs_the_exercise_it_stands_for() -> None:
    """It is shorthand, and somebody may have no exercises at all."""
    assert check_routine({"steps": [{"walk": "5m"}]}, {"walk-easy"}, ()) == []
    (issue,) = check_routine({"steps": [{"walk": "5m"}]}, (), ())
    assert issue.loc == ("steps", 0, "walk")


def test_an_id_that_cannot_be_one_is_left_to_validation() -> None:
    """One slip is told once."""
    assert found({"steps": ["Bridge", {"exercise": "the bridge"}]}) == []


@pytest.mark.parametrize(
    ("dose", "keys"),
    [
        ({"time": 1, "reps": 1}, ["reps"]),
        ({"time": 1, "tempo": 1, "hold": 1, "gap": 1}, ["tempo", "hold", "gap", "hold"]),
        ({"breath": 1, "tempo": 1}, ["tempo"]),
        ({"breath": 1, "hold": 1, "gap": 1}, ["hold", "gap"]),
        ({"breath": 1, "reps": 1}, []),
        ({"breath": 1, "time": 1}, []),
        ({"tempo": 1, "hold": 1}, ["hold"]),
        ({"reps": [1, 2], "sets": 3}, ["sets"]),
        ({"reps": [1, 2], "sets": 2}, []),
        ({"reps": 1, "hold": 1, "gap": 1, "sets": 1, "rest": 1, "switch": 1}, []),
        ({"time": 1, "sets": 2, "rest": 1, "switch": 1}, []),
    ],
)
def test_keys_that_cannot_stand_together_are_found_in_every_dose(dose: dict[str, Any], keys: list[str]) -> None:
    """In a step, a side, the defaults and an exercise, at the key that has to go."""
    step = {"exercise": "bridge"}
    places: list[tuple[Any, tuple[str | int, ...]]] = [
        ({"steps": [{**step, **dose}]}, ("steps", 0)),
        ({"steps": [{**step, "left": dose}]}, ("steps", 0, "left")),
        ({"steps": [{**step, "right": dose}]}, ("steps", 0, "right")),
        ({"defaults": dose}, ("defaults",)),
        ({"exercises": {"pull": {"dose": dose}}}, ("exercises", "pull", "dose")),
    ]
    for data, loc in places:
        assert found(data) == [(*loc, key) for key in keys]


@pytest.mark.parametrize("sides", ["one", "alternate", "left", "right", "chosen"])
def test_a_side_has_no_place_where_both_are_not_done(sides: str) -> None:
    """It would never be done, or done in part."""
    assert found({"steps": [{"exercise": "bridge", "sides": sides, "left": {}}]}) == [("steps", 0, "left")]
    assert found({"steps": [{"exercise": "bridge", "sides": "both", "left": {}, "right": {}}]}) == []


def test_an_exercise_on_the_floor_says_how_one_lies_there() -> None:
    """The time to get ready depends on it."""
    assert found({"exercises": {"pull": {"position": "floor"}}}) == [("exercises", "pull")]
    assert found({"exercises": {"pull": {"position": "floor", "posture": "side"}}}) == []


@given(st.dictionaries(st.sampled_from("abcdef"), st.sampled_from("abcdefgh"), max_size=6))
def test_exercises_that_lead_back_to_themselves_are_exactly_those_found(easier: dict[str, str]) -> None:
    """As a naive walk from each of them finds it."""
    data = {name: {"easier": following} for name, following in easier.items()}
    circling = {issue.loc[0] for issue in check_exercises(data, "abcdefgh") if "lead back" in issue.what}
    assert circling == {name for name in easier if comes_back(name, easier)}


def comes_back(name: str, easier: dict[str, str]) -> bool:
    """Whether the chain from `name` comes to `name` again."""
    current = easier[name]
    for _ in easier:
        if current == name:
            return True
        if current not in easier:
            return False
        current = easier[current]
    return False


class Counting(dict[str, Any]):
    """A mapping that counts how often it is looked into."""

    looks = 0

    def __getitem__(self, key: str) -> Any:  # noqa: ANN401  # as in dict
        """Return the value of `key`, and count."""
        self.looks += 1
        return super().__getitem__(key)


@pytest.mark.parametrize("last", ["a0", "a1999", "rest"])
def test_a_long_chain_is_followed_once_and_not_from_each_of_its_links(last: str) -> None:
    """Ten thousand exercises in a chain would be fifty million looks."""
    count = 2_000
    data = Counting({f"a{number}": {"easier": f"a{number + 1}"} for number in range(count)})
    data[f"a{count - 1}"] = {"easier": last}
    check_exercises(data, data)
    assert data.looks <= 2 * count


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["steps", "exercise", "routine", "walk", "left", "sides", "time", "reps", "sets", "easier"]
                )
                | st.sampled_from(["exercises", "defaults", "dose", "position"]),
                inner,
                max_size=4,
            )
        ),
        max_leaves=15,
    )
)
def test_any_data_is_looked_at_without_stumbling(data: Any) -> None:  # noqa: ANN401  # whatever a file holds
    """What is of the wrong type is told by validation; here it is passed over."""
    check_routine(data, KNOWN, {"hips"})
    if isinstance(data, dict):
        check_exercises(data, KNOWN)
