"""The fixed words of routine and exercise files, and the field types that read them.

Kept apart from the records so that the records read like the format's description. Every validator here raises
`unbend` errors that carry their own sentence and hint.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Annotated, Any, Literal, NoReturn, TypeAlias

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from unbend.routine.duration import DurationInvalid, parse_duration
from unbend.routine.problems import did_you_mean
from unbend.units import Ms, seconds_to_ms

Position: TypeAlias = Literal["seated", "standing", "wall", "floor", "shower", "walking"]
Posture: TypeAlias = Literal["sit", "stand", "walk", "supine", "prone", "side", "quad", "kneel", "any"]
ExerciseKind: TypeAlias = Literal["mobility", "stretch", "strength", "breathing", "relaxation", "walk", "heat", "cold"]
Level: TypeAlias = Literal["gentle", "moderate", "firm"]
Sides: TypeAlias = Literal["one", "both", "alternate"]
StepSides: TypeAlias = Literal["one", "both", "alternate", "left", "right", "chosen"]
Mode: TypeAlias = Literal["screen", "voice", "either"]
Advance: TypeAlias = Literal["auto", "key"]

LEVELS: tuple[Level, ...] = ("gentle", "moderate", "firm")
FLOOR_POSTURES = frozenset({"supine", "prone", "side", "quad", "kneel"})
POSTURE_OF_POSITION: dict[str, tuple[Posture, ...]] = {
    "seated": ("sit",),
    "standing": ("stand",),
    "wall": ("stand",),
    "shower": ("stand",),
    "walking": ("walk",),
}
"""Where the posture follows from the position; on the floor it has to be said."""
POSITION_OF_POSTURE: dict[str, Position] = {
    "sit": "seated",
    "stand": "standing",
    "walk": "walking",
    **dict.fromkeys(FLOOR_POSTURES, "floor"),
}
"""Where a posture can be taken with nothing at hand; `any` is none of them."""

# docs/safety.md 4.6: chosen by the user, never inferred.
CareFlag: TypeAlias = Literal[
    "arm-symptoms",
    "balance",
    "breath-anxiety",
    "cold-reaction",
    "dizzy",
    "extension-sensitive",
    "flexion-sensitive",
    "fresh-injury",
    "heart",
    "heat-intolerance",
    "high-bp",
    "hip-replacement",
    "knee",
    "leg-symptoms",
    "neck-injury",
    "numb-skin",
    "osteoporosis",
    "poor-circulation",
    "pregnancy",
    "shoulder",
    "surgery",
    "trauma-history",
    "twist-sensitive",
    "wrist",
]

FORMAT_VERSION = 1
MOST_REPS = 200
MOST_SETS = 20
MOST_REPEATS = 100
MOST_CHARACTERS = 600

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def refuse(what: str, hint: str = "", key: str | None = None) -> NoReturn:
    """Refuse the value being validated, or its `key`, with one clause and what to write instead."""
    raise PydanticCustomError("unbend", "{what}", {"what": what, "hint": hint, "key": key})  # noqa: EM101


def _text(value: Any) -> str:  # noqa: ANN401  # whatever the file holds
    if not isinstance(value, str):
        written = {True: "true", False: "false"}.get(value, value) if isinstance(value, bool) else value
        hint = f'write "{written}" in quotes' if isinstance(value, bool | int | float | Decimal) else ""
        refuse("should be text", hint)
    text = " ".join(value.split())
    if any(
        unicodedata.category(letter) in ("Cc", "Cs") or letter in "\u202a\u202b\u202d\u202e\u2066\u2067"
        for letter in text
    ):
        # Texts go to a terminal; an escape sequence in a shared file must never reach it.
        refuse("holds a character that cannot be shown")
    if not text:
        refuse("is empty")
    if len(text) > MOST_CHARACTERS:
        refuse(f"longer than {MOST_CHARACTERS} characters")
    return text


def _version(value: Any) -> int:  # noqa: ANN401  # see _text
    # `true` and `1.0` equal one in Python; in a file they are slips.
    if type(value) is not int or value != FORMAT_VERSION:
        refuse(f"this version of Unbend reads format {FORMAT_VERSION}", f"write unbend: {FORMAT_VERSION}")
    return value


def _id(value: Any) -> str:  # noqa: ANN401  # see _text
    text = _text(value)
    if not ID.fullmatch(text):
        if re.match("[a-z]+:", text):
            refuse("not an id", "a key needs a space after its colon")
        slug = "-".join(re.findall(r"[a-z0-9]+", text.lower()))
        refuse("not an id", f'write "{slug}"' if slug else "ids are small letters, digits and hyphens")
    return text


def _texts(value: Any) -> Any:  # noqa: ANN401  # see _text
    if not isinstance(value, list):
        refuse("should be a list", f"write [{value}]" if isinstance(value, str) else "")
    return value


def _count(most: int) -> Any:  # noqa: ANN401  # a validator
    def check(value: Any) -> int:  # noqa: ANN401  # see _text
        if isinstance(value, bool) or not isinstance(value, int):
            shown = str(value).lstrip("0") if isinstance(value, str) else ""
            hint = "write it without quotes" if shown == value else f"write {shown}"  # 010: ten here, eight there
            is_count = shown.isdecimal() and len(shown) <= len(str(most))
            refuse("should be a whole number", hint if is_count else "")
        if not 1 <= value <= most:
            refuse(f"should be from 1 to {most}")
        return value

    return check


def _reps(value: Any) -> tuple[int, ...]:  # noqa: ANN401  # see _text
    check = _count(MOST_REPS)
    if not isinstance(value, list):
        return (check(value),)
    if not 1 <= len(value) <= MOST_SETS:
        refuse(f"should have from 1 to {MOST_SETS} sets")
    return tuple(check(each) for each in value)


def _duration(*, is_zero_allowed: bool) -> Any:  # noqa: ANN401  # a validator
    def check(value: Any) -> Ms:  # noqa: ANN401  # see _text
        try:
            return parse_duration(value, is_zero_allowed=is_zero_allowed)
        except DurationInvalid as error:
            refuse(error.what, error.hint)

    return check


def _seconds_row(value: Any, shapes: tuple[int, ...], example: str) -> tuple[Ms, ...]:  # noqa: ANN401  # see _text
    parts = value.split("-") if isinstance(value, str) else ()
    if len(parts) not in shapes or not all(re.fullmatch(r"\d{1,3}(\.\d{1,3})?", part) for part in parts):
        refuse("should be seconds joined by hyphens", f"write {example}")
    return tuple(seconds_to_ms(Decimal(part)) for part in parts)


def _tempo(value: Any) -> tuple[Ms, ...]:  # noqa: ANN401  # see _text
    row = _seconds_row(value, (3,), "2-8-2 for ease in, hold, ease out")
    if not any(row):
        refuse("nothing to do in no time", "at least one of the three must be more than 0")
    return row


def _breath(value: Any) -> tuple[Ms, ...]:  # noqa: ANN401  # see _text
    row = _seconds_row(value, (2, 4), "4-6 for in and out, or 4-2-6-2")
    breath_in, hold, breath_out, wait = row if len(row) == 4 else (row[0], 0, row[1], 0)  # noqa: PLR2004  # in, hold, out, hold
    if not breath_in or not breath_out:
        refuse("a breath needs an in and an out", "write 4-6")
    return breath_in, hold, breath_out, wait


_DURATION_SCHEMA = {"type": "string", "pattern": r"^(\d+h)?(\d+m)?(\d+(\.\d+)?s)?$", "examples": ["20s", "1m30s", "5m"]}
_REPS_SCHEMA = {
    "anyOf": [
        {"type": "integer", "minimum": 1, "maximum": MOST_REPS},
        {
            "type": "array",
            "items": {"type": "integer", "minimum": 1, "maximum": MOST_REPS},
            "minItems": 1,
            "maxItems": MOST_SETS,
        },
    ]
}

Version: TypeAlias = Annotated[Literal[1], BeforeValidator(_version)]
Text: TypeAlias = Annotated[str, BeforeValidator(_text)]
Id: TypeAlias = Annotated[
    str, BeforeValidator(_id), WithJsonSchema({"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"})
]
Texts: TypeAlias = Annotated[tuple[Text, ...], BeforeValidator(_texts)]
Ids: TypeAlias = Annotated[tuple[Id, ...], BeforeValidator(_texts)]
Span: TypeAlias = Annotated[Ms, BeforeValidator(_duration(is_zero_allowed=False)), WithJsonSchema(_DURATION_SCHEMA)]
"""Work: never nothing."""
Between: TypeAlias = Annotated[Ms, BeforeValidator(_duration(is_zero_allowed=True)), WithJsonSchema(_DURATION_SCHEMA)]
"""Time before, between or after work: may be nothing."""
Reps: TypeAlias = Annotated[tuple[int, ...], BeforeValidator(_reps), WithJsonSchema(_REPS_SCHEMA)]
Sets: TypeAlias = Annotated[
    int, BeforeValidator(_count(MOST_SETS)), WithJsonSchema({"type": "integer", "minimum": 1, "maximum": MOST_SETS})
]
Times: TypeAlias = Annotated[
    int,
    BeforeValidator(_count(MOST_REPEATS)),
    WithJsonSchema({"type": "integer", "minimum": 1, "maximum": MOST_REPEATS}),
]
Tempo: TypeAlias = Annotated[
    tuple[Ms, ...],
    BeforeValidator(_tempo),
    WithJsonSchema({"type": "string", "pattern": r"^\d+(\.\d+)?(-\d+(\.\d+)?){2}$", "examples": ["2-8-2"]}),
]
Breath: TypeAlias = Annotated[
    tuple[Ms, ...],
    BeforeValidator(_breath),
    WithJsonSchema({"type": "string", "pattern": r"^\d+(\.\d+)?-\d+(\.\d+)?(-\d+(\.\d+)?){0,2}$", "examples": ["4-6"]}),
]


def word_hint(word: object, words: tuple[str, ...]) -> str:
    """Return a hint that lists `words`, the nearest to `word` first."""
    return did_you_mean(str(word), words) or f"one of {', '.join(words)}"
