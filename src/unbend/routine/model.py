"""The two documents authors write, as records: exercises and routines.

Frozen, and unknown keys are refused. What is checked here is what one value can know of itself. Keys that cannot stand
together and names that do not exist are found by `crosscheck`, which also works where a record does not validate; what
is too long or has no dose is found by `compile`.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, TypeAdapter

from unbend.routine.picture import Picture
from unbend.routine.problems import did_you_mean
from unbend.routine.vocabulary import (
    POSITION_OF_POSTURE,
    POSTURE_OF_POSITION,
    Advance,
    Between,
    Breath,
    CareFlag,
    ExerciseKind,
    Id,
    Ids,
    Level,
    Mode,
    Position,
    Posture,
    Reps,
    Sets,
    Sides,
    Span,
    StepSides,
    Tempo,
    Text,
    Texts,
    Times,
    Version,
    refuse,
)


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SideDose(_Record):
    """How much of an exercise one side gets."""

    reps: Reps | None = None
    """Repetitions; several numbers are one per set, a descending pyramid."""
    tempo: Tempo | None = None
    """Milliseconds to ease in, hold, ease out, of each repetition."""
    hold: Span | None = None
    """Sets the middle of the tempo."""
    gap: Between | None = None
    """Let go between two repetitions."""
    sets: Sets | None = None
    time: Span | None = None
    """A span instead of repetitions, or as long as the breaths take."""
    breath: Breath | None = None
    """Milliseconds to breathe in, hold, breathe out, wait."""


class Dose(SideDose):
    """How much of an exercise: one grammar for exercises, steps and defaults."""

    rest: Between | None = None
    """Between two sets."""
    switch: Between | None = None
    """Time to change sides."""


DOSE_KEYS = frozenset(Dose.model_fields)


class Defaults(Dose):
    """What holds for every step of a routine that does not say otherwise."""

    lead: Between | None = None
    say: Text | None = None
    advance: Advance | None = None


def _one_or_several(value: Any) -> Any:  # noqa: ANN401  # whatever the file holds
    return value if isinstance(value, list) else [value]


class Exercise(_Record):
    """A named movement or position, independent of amount."""

    name: Text
    areas: Ids = ()
    position: Position | None = None
    """What people filter by."""
    posture: Annotated[tuple[Posture, ...], BeforeValidator(_one_or_several), Field(min_length=1)] | None = None
    """The postures it can be done in; follows from the position except on the floor."""
    kind: ExerciseKind = "mobility"
    level: Level = "gentle"
    sides: Sides = "one"
    dose: Dose | None = None
    easier: Id | None = None
    """What to do instead when it hurts."""
    careful: tuple[CareFlag, ...] = ()
    caution: Text | None = None
    how: Texts = ()
    say: Text | None = None
    """Spoken line, at most eight words."""
    figure: Picture | None = None
    """What it looks like."""
    sources: Texts = ()
    """Where it comes from, by the numbers of docs/sources."""

    @property
    def postures(self) -> tuple[Posture, ...]:
        """The postures it can be done in, the likeliest first; `any` where it leaves the person where they are."""
        if self.posture is not None:
            return self.posture
        return POSTURE_OF_POSITION.get(self.position or "", ("any",))

    @property
    def possible_positions(self) -> tuple[str, ...]:
        """The positions it can be done in, the one it is written for first; none where any will do.

        At a wall and in the shower the place is part of it: standing elsewhere is not the same.
        """
        if "any" in self.postures:
            return ()
        own = () if self.position is None else (self.position,)
        if self.position in ("wall", "shower"):
            return own
        return tuple(dict.fromkeys((*own, *(POSITION_OF_POSTURE[each] for each in self.postures))))


class RestStep(_Record):
    """A planned rest."""

    tag: ClassVar[str] = "<rest>"
    rest: Span
    say: Text | None = None
    note: Text | None = None
    for_: Text | None = Field(default=None, alias="for")
    advance: Advance | None = None


class ExerciseStep(Dose):
    """An exercise with its dose."""

    tag: ClassVar[str] = "<exercise>"
    exercise: Id
    sides: StepSides | None = None
    left: SideDose | None = None
    right: SideDose | None = None
    lead: Between | None = None
    for_: Text | None = Field(default=None, alias="for")
    """What this step is about, where one exercise is used several ways."""
    say: Text | None = None
    """Replaces the exercise's spoken line here."""
    note: Text | None = None
    """Shown, never spoken."""
    advance: Advance | None = None


class WalkStep(_Record):
    """A walk: shorthand for the exercise walk-easy with a time."""

    tag: ClassVar[str] = "<walk>"
    walk: Span
    lead: Between | None = None
    for_: Text | None = Field(default=None, alias="for")
    say: Text | None = None
    note: Text | None = None
    advance: Advance | None = None


class IncludeStep(_Record):
    """Another routine's steps, in place."""

    tag: ClassVar[str] = "<routine>"
    routine: Id


class RepeatStep(_Record):
    """A group of steps done several times."""

    tag: ClassVar[str] = "<repeat>"
    repeat: Times
    steps: Annotated[list[Step], Field(min_length=1)]


_STEP_KINDS: tuple[type[_Record], ...] = (ExerciseStep, RepeatStep, IncludeStep, WalkStep, RestStep)
_KIND_KEYS = ("exercise", "repeat", "routine", "walk", "rest")
_STEP_KEYS = frozenset(field.alias or name for kind in _STEP_KINDS for name, field in kind.model_fields.items())


def _expand_shorthand(value: Any) -> Any:  # noqa: ANN401  # whatever the file holds
    """Turn `- shoulder-roll` into what it stands for, and refuse what is no step at all."""
    if isinstance(value, str):
        return {"exercise": value}
    if not isinstance(value, dict):
        refuse("a step is an exercise id, or a mapping", "write - shoulder-roll")
    kinds = [key for key in _KIND_KEYS if key in value]
    if "exercise" in kinds:
        kinds = [key for key in kinds if key != "rest"]  # there, rest is the one between two sets
    if not kinds:
        for key in value:
            if key not in _STEP_KEYS and (hint := did_you_mean(str(key), _KIND_KEYS)):
                refuse("unknown key", hint, str(key))
        refuse("a step needs one of exercise, repeat, rest, routine or walk")
    if len(kinds) > 1:
        refuse(f"a step is one thing: {kinds[0]} or {kinds[1]}", "make two steps of it", kinds[1])
    return value


def _step_tag(value: Any) -> str:  # noqa: ANN401  # see _expand_shorthand
    for kind in _STEP_KINDS:
        tag: str = kind.tag  # type: ignore[attr-defined]  # every step record has one
        if tag.strip("<>") in value:
            return tag
    return RestStep.tag


Step: TypeAlias = Annotated[
    Annotated[ExerciseStep, Tag("<exercise>")]
    | Annotated[RepeatStep, Tag("<repeat>")]
    | Annotated[IncludeStep, Tag("<routine>")]
    | Annotated[WalkStep, Tag("<walk>")]
    | Annotated[RestStep, Tag("<rest>")],
    Discriminator(_step_tag),
    BeforeValidator(_expand_shorthand),
]


class Routine(_Record):
    """An ordered list of steps, one file."""

    unbend: Version
    title: Text
    who: Text | None = None
    when: Text | None = None
    mode: Mode = "either"
    level: Level | None = None
    """Computed from the exercises when left out."""
    needs: Texts = ()
    tags: Ids = ()
    cautions: Text | None = None
    defaults: Defaults = Defaults()
    steps: Annotated[list[Step], Field(min_length=1)]
    exercises: dict[Id, Exercise] = Field(default_factory=dict)
    """The file's own exercises, so that it can be shared alone."""


RepeatStep.model_rebuild()
Routine.model_rebuild()

EXERCISES_ADAPTER: TypeAdapter[dict[str, Exercise]] = TypeAdapter(dict[Id, Exercise])


def keys_of(record: type[BaseModel]) -> tuple[str, ...]:
    """Return the keys an author may write in `record`."""
    return tuple(field.alias or name for name, field in record.model_fields.items())


KNOWN_KEYS: dict[str, tuple[str, ...]] = {
    **{record.__name__: keys_of(record) for record in (Routine, Exercise, Picture, Dose, SideDose, Defaults)},
    "<exercise>": keys_of(ExerciseStep),
    "<repeat>": keys_of(RepeatStep),
    "<routine>": keys_of(IncludeStep),
    "<walk>": keys_of(WalkStep),
    "<rest>": keys_of(RestStep),
}
"""For suggestions beside an unknown key."""
