"""The file formats as JSON Schema, which editors check as people type."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from tests.routine.broken import BROKEN
from tests.routine.doses import Dosed, doses, step_keys
from tests.routine.files import SHELF, SHIPPED, in_bytes
from unbend.routine.reader import read
from unbend.routine.schema import schema

if TYPE_CHECKING:
    from pathlib import Path

ROUTINE = Draft202012Validator(schema("routine"))
EXERCISES = Draft202012Validator(schema("exercises"))

# The example block of the format's description, with what it leaves open filled in.
EXAMPLE = """\
# yaml-language-server: $schema=routine.schema.json
unbend: 1                       # format version; required
title: Desk reset               # required
who: Desk workers, stiff or mildly sore
when: Mid-morning and mid-afternoon
mode: screen                    # screen | voice | either
level: gentle                   # gentle | moderate | firm; computed from the exercises when left out
needs: [chair]
tags: [desk, short]
cautions: Skip anything that is sore today.
defaults: {rest: 10s, switch: 5s}     # any dose key, lead, say, advance
steps:                          # required, at least one
  - shoulder-roll               # an exercise by id, with its own dose
  - exercise: neck-side-tilt    # ... or with another dose
    reps: 2
    hold: 8s
  - exercise: seated-twist
    left: {hold: 20s, reps: 2}  # the tighter side gets more, never the other less
    right: {hold: 20s}
  - exercise: hamstring-chair
    sides: chosen               # one side only
    hold: 20s
  - repeat: 3                   # a group, nested as deep as three
    steps:
      - exercise: bridge
        reps: 8
      - rest: 20s
  - routine: walking-break      # another routine's steps, in place (no cycles)
  - walk: 5m                    # shorthand for the exercise walk-easy with a time
  - exercise: rest-breathe
    time: 40s
    for: the whole body         # what this step is about
    say: Let it all settle.     # replaces the exercise's spoken line here
    note: From Anna, 3 Nov      # shown, never spoken
    advance: key                # wait for a key instead of moving on (default: auto)
exercises:                      # optional: exercises of this file's own
  towel-pull: {name: Towel pull, dose: {reps: 3, hold: 5s}}
"""
EXAMPLE_EXERCISE = """\
neck-side-tilt:
  name: Ear toward shoulder
  areas: [neck, shoulders]
  position: seated
  posture: [sit, stand]
  kind: stretch
  level: gentle
  sides: both
  dose: {reps: 2, tempo: 2-8-2, switch: 4s}
  easier: neck-turn-small
  careful: [neck-injury, dizzy]
  caution: Hands stay down; let the weight of the head do it.
  how: [Sit tall., Let one ear sink.]
  say: Ear toward shoulder, other shoulder heavy.
  figure: {base: sit, frame: upper, feel: [neck_l], there: [tilt 15, tilt 30]}
  sources: [E8]
"""


def values(raw: str | bytes) -> Any:  # noqa: ANN401  # plain data
    """Return what `raw` says, in the types JSON knows."""
    document = read(in_bytes(raw))
    assert document.issues == ()
    return json.loads(json.dumps(document.data, default=float))


def test_the_schemas_are_schemas() -> None:
    """Of the dialect they name."""
    for document in ("routine", "exercises"):
        made = schema(document)
        Draft202012Validator.check_schema(made)
        assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert made["title"] == f"Unbend {document}"


@pytest.mark.parametrize("file", sorted(SHIPPED.glob("*.yaml")), ids=lambda file: file.stem)
def test_every_shipped_routine_is_accepted(file: Path) -> None:
    """An editor that underlines what works teaches people to ignore it."""
    ROUTINE.validate(values(file.read_bytes()))


@pytest.mark.parametrize("file", sorted(SHIPPED.glob("exercises/*.yaml")), ids=lambda file: file.stem)
def test_every_shipped_exercises_file_is_accepted(file: Path) -> None:
    """Likewise."""
    EXERCISES.validate(values(file.read_bytes()))


def test_the_example_of_the_format_is_accepted() -> None:
    """The one authors begin from."""
    ROUTINE.validate(values(EXAMPLE))
    EXERCISES.validate(values(EXAMPLE_EXERCISE))
    EXERCISES.validate(values(SHELF))


@given(dosed=doses())
def test_any_dose_that_can_be_written_is_accepted(dosed: Dosed) -> None:
    """Whatever the loader takes, an editor takes."""
    ROUTINE.validate({"unbend": 1, "title": "T", "steps": [{"exercise": "pull", **step_keys(dosed)}]})


@pytest.mark.parametrize(
    "change",
    [
        {"unbend": 2},
        {"title": 5},
        {"titel": "T"},
        {"mode": "loud"},
        {"needs": "chair"},
        {"tags": ["Two words"]},
        {"steps": []},
        {"steps": "bridge"},
        {"steps": ["Bridge"]},
        {"steps": [5]},
        {"steps": [{}]},
        {"steps": [{"exercise": "bridge", "rep": 5}]},
        {"steps": [{"exercise": "bridge", "hold": 20}]},
        {"steps": [{"exercise": "bridge", "hold": "1:30"}]},
        {"steps": [{"exercise": "bridge", "reps": 0}]},
        {"steps": [{"exercise": "bridge", "reps": 2.5}]},
        {"steps": [{"exercise": "bridge", "tempo": "2-8"}]},
        {"steps": [{"exercise": "bridge", "breath": "4"}]},
        {"steps": [{"exercise": "bridge", "advance": "later"}]},
        {"steps": [{"exercise": "bridge", "left": {"rest": "5s"}}]},
        {"steps": [{"repeat": 2}]},
        {"steps": [{"repeat": 2, "steps": [{"walk": 5}]}]},
        {"steps": [{"walk": "5m", "reps": 3}]},
        {"defaults": {"hold": 20}},
        {"exercises": {"pull": {}}},
        {"exercises": {"pull": {"name": "P", "careful": ["knees"]}}},
    ],
    ids=json.dumps,
)
def test_a_broken_routine_is_not_accepted(change: dict[str, Any]) -> None:
    """What can be seen without the library, an editor sees."""
    whole = {"unbend": 1, "title": "T", "steps": ["bridge"]}
    ROUTINE.validate(whole)
    assert not ROUTINE.is_valid({**whole, **change})


@pytest.mark.parametrize(
    "content",
    [
        {"pull": {}},
        {"pull": {"name": "P", "dose": {"lead": "5s"}}},
        {"pull": {"name": "P", "kind": "pull"}},
        {"pull": {"name": "P", "posture": "sat"}},
        {"pull": {"name": "P", "posture": []}},
        {"unbend": 2, "pull": {"name": "P"}},
        [],
    ],
    ids=json.dumps,
)
def test_a_broken_exercises_file_is_not_accepted(content: object) -> None:
    """Likewise."""
    assert not EXERCISES.is_valid(content)


def test_an_editor_sees_a_good_part_of_what_is_broken() -> None:
    """Not all: some takes the library, or the whole, or the arithmetic."""
    documents = [read(in_bytes(broken.content)) for broken in BROKEN]
    sound = [json.loads(json.dumps(each.data, default=float)) for each in documents if not each.issues]
    refused = [data for data in sound if not ROUTINE.is_valid(data)]
    assert len(refused) > len(sound) / 2
