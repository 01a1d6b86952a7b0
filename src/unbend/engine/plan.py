"""The flat plan a routine is compiled to: steps in order, each a row of phases, in three variants.

Nothing here knows where a plan comes from (`unbend.routine.compile`) or how it is played (`unbend.engine.machine`).
Every record is frozen, so a plan can be shared between the engine, the screens and the history without copies.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from unbend.units import Ms


class PhaseKind(StrEnum):
    """What the person does during a phase. The values are what `show --json` and the log say."""

    LEAD_IN = "lead-in"
    EASE_IN = "ease-in"
    HOLD = "hold"
    EASE_OUT = "ease-out"
    LET_GO = "let-go"
    """The gap between two repetitions."""
    SWITCH = "switch"
    REST = "rest"
    TIME = "time"
    """A span instead of repetitions: a posture, a pack, marching in place."""
    WALK = "walk"
    BREATHE_IN = "breathe-in"
    BREATHE_HOLD = "breathe-hold"
    BREATHE_OUT = "breathe-out"
    BREATHE_WAIT = "breathe-wait"
    """The stay with empty lungs in a four-part breath."""
    OWN_PACE = "own-pace"
    """Repetitions without a tempo: the person says when they are done."""
    WAIT = "wait"
    """The step is over and the next one waits for a key (`advance: key`)."""
    SKIN_CHECK = "skin-check"
    """Before a pack of a kind that was on already: the person says whether the skin is as usual again."""


WORK_KINDS = frozenset(PhaseKind) - {
    PhaseKind.LEAD_IN,
    PhaseKind.LET_GO,
    PhaseKind.SWITCH,
    PhaseKind.REST,
    PhaseKind.WAIT,
    PhaseKind.SKIN_CHECK,
}
"""The kinds in which the exercise itself is done; the others come before, between or after."""


PACK_KINDS = frozenset({"heat", "cold"})
"""The kinds of exercise, as routine files name them, that lay something warm or cold on the skin."""


class Transition(StrEnum):
    """What has to change before the work begins, and what the time to get ready is for."""

    PACK_OFF = "pack-off"
    FROM_FLOOR = "from-floor"
    TO_FLOOR = "to-floor"
    WARM_PACK = "warm-pack"
    """A warm pack is wrapped and laid on."""
    COLD_PACK = "cold-pack"


class Side(StrEnum):
    """Which side of the body a phase works."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"
    """Both sides together."""
    ALTERNATE = "alternate"
    """Left and right in turn within one phase, as in marching."""


class CueKind(StrEnum):
    """What a cue means. The values are the stems of the sound files, but for the look at the skin."""

    GET_READY = "get-ready"
    START = "start"
    REP = "rep"
    EASE_OUT = "ease-out"
    HALFWAY = "halfway"
    TICK = "tick"
    TICK_LAST = "tick-last"
    SWITCH = "switch"
    REST = "rest"
    BREATHE_IN = "breathe-in"
    BREATHE_OUT = "breathe-out"
    SKIN = "skin"
    """While a pack is on: look at the skin."""


@dataclass(frozen=True, slots=True, order=True)
class Cue:
    """A signal at an offset in a phase."""

    at_ms: Ms
    """Offset from the beginning of the phase, 0 <= at_ms < duration."""
    kind: CueKind


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in its step a phase stands. What lies between two repetitions belongs to the one that follows.

    Places are ordered, and the same place means the same thing in every variant of a step; that is what lets `Ease`
    continue where the person was.
    """

    set: int = 0
    """1-based; 0 in the lead-in."""
    turn: int = 0
    """1 for the side done first in this set, 2 for the second; 0 before the first."""
    rep: int = 0
    """1-based; 0 before the first repetition of this turn."""


@dataclass(frozen=True, slots=True)
class Phase:
    """One timed, or waiting, span of the plan."""

    kind: PhaseKind
    duration_ms: Ms | None
    """None where the phase lasts until the user says so."""
    side: Side | None = None
    place: Place = Place()
    reps: int = 0
    """Repetitions of this turn in all, so that a screen can say "2 of 5"; 0 where nothing is counted."""
    sets: int = 0
    cues: tuple[Cue, ...] = ()
    """Sorted by offset."""
    limit_ms: Ms | None = None
    """The longest this phase may become when the user asks for more time; None for the general limit of one hour."""
    changes: tuple[Transition, ...] = ()
    """What has to change in it, in that order; empty where it is only to get ready."""

    @property
    def is_timed(self) -> bool:
        """Whether the phase ends by itself."""
        return self.duration_ms is not None

    @property
    def is_work(self) -> bool:
        """Whether the exercise itself is done in this phase."""
        return self.kind in WORK_KINDS


class VariantKind(StrEnum):
    """How a step is done."""

    NORMAL = "normal"
    EASED = "eased"
    EASIER = "easier"
    BREATHING = "breathing"


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to do a step: which exercise, in which words, in which phases."""

    exercise: str
    """Id of the exercise; `rest` for a plain rest."""
    name: str
    phases: tuple[Phase, ...]
    kind: str = ""
    """The kind of exercise, as routine files name it; empty for a plain rest."""
    how: tuple[str, ...] = ()
    say: str = ""
    caution: str = ""
    posture: str = ""
    """The posture it is done in, as routine files name it; empty where it leaves the person as they are."""
    position: str = ""
    """What people filter by: `seated`, `wall`, `shower` ..."""
    areas: tuple[str, ...] = ()
    careful: tuple[str, ...] = ()
    """Flags of docs/safety.md 4.6 for which this needs some care."""

    @property
    def is_pack(self) -> bool:
        """Whether something warm or cold lies on the skin in it; warm water runs off and is none."""
        return self.kind in PACK_KINDS and self.position != "shower"

    @property
    def total_ms(self) -> Ms:
        """The timed length; waiting phases count nothing."""
        return sum(phase.duration_ms or 0 for phase in self.phases)


@dataclass(frozen=True, slots=True)
class PlanStep:
    """One step of the plan with everything that may become of it, compiled beforehand."""

    normal: Variant
    eased: Variant | None = None
    """The same exercise at half dose; None where there is nothing to ease, as in a rest."""
    easier: Variant | None = None
    """The gentler exercise named by `easier`; None at the end of a chain."""
    about: str = ""
    """What the step is about, where one exercise is used several ways."""
    note: str = ""
    """Shown, never spoken."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A routine ready to be played."""

    id: str
    title: str
    steps: tuple[PlanStep, ...]
    breathing: Variant
    """What any step may be exchanged for when moving is too much: a few breaths, then waiting for the user."""
    is_voice_only: bool = False
    """Whether nobody can reach the keyboard while it is played."""
    ends_on_floor: bool = False
    """Whether the person still has to get up when it is over."""
    total_ms: Ms = field(init=False)

    def __post_init__(self) -> None:
        """Refuse what the engine could not play, and add up the length once."""
        if not self.steps:
            msg = "a plan needs at least one step"
            raise ValueError(msg)
        variants = (variant for step in self.steps for variant in (step.normal, step.eased, step.easier))
        if any(variant is not None and not variant.phases for variant in (self.breathing, *variants)):
            msg = "every variant needs at least one phase"
            raise ValueError(msg)
        phases = (phase for step in self.steps for phase in step.normal.phases)
        if any(phase.duration_ms is not None and phase.duration_ms <= 0 for phase in phases):
            msg = "a phase that lasts no time is left out of a plan"
            raise ValueError(msg)
        object.__setattr__(self, "total_ms", sum(step.normal.total_ms for step in self.steps))

    def variant(self, step: int, kind: VariantKind) -> Variant:
        """Return the variant `kind` of step number `step`. Raises `KeyError` where the step has no such variant."""
        found = {
            VariantKind.NORMAL: self.steps[step].normal,
            VariantKind.EASED: self.steps[step].eased,
            VariantKind.EASIER: self.steps[step].easier,
            VariantKind.BREATHING: self.breathing,
        }[kind]
        if found is None:
            raise KeyError(kind)
        return found
