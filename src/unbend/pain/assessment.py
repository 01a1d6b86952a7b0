"""The answers to a pain press -> the row of the decision table -> what is offered, the safe choice first.

The table is docs/safety.md 4.3; the cut-offs are the stricter of those in use (E25, E26), with a rule relative to the
pain the person began with (E27), so that nobody whose usual day is a six is told each time that six is too much. It is
a rough guide that a physiotherapist should confirm, and says nothing about what the pain is.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from unbend.pain import words
from unbend.units import MINUTE, SECOND, Ms

ASSUMED_BASELINE = 3
"""Pain at the start where the person did not say (docs/safety.md 4.3)."""
MOST_NRS = 10
_RISE_OF_MUCH = 2
"""A rise that means something (E27)."""
_RISE_OF_ANY = 4


class PainKind(IntEnum):
    """What the pain is most like, in the order in which it is asked."""

    PULL = 1
    FAMILIAR = 2
    SHARP = 3
    TINGLING = 4
    UNWELL = 5


class PainPlace(StrEnum):
    """Where it hurts. The values are the keys that answer the question."""

    NECK = "n"
    SHOULDER = "s"
    UPPER_BACK = "u"
    LOW_BACK = "l"
    HIP = "h"
    LEG = "g"
    BELOW_KNEE = "k"
    ARM = "a"
    OTHER = "o"


class Row(IntEnum):
    """The rows of the decision table; the first that matches wins."""

    UNWELL = 1
    TINGLING = 2
    SHARP = 3
    SEVERE = 4
    RED = 5
    AMBER = 6
    SAME = 7
    GREEN = 8


class Choice(StrEnum):
    """What a person can choose to do next."""

    CARRY_ON = "carry-on"
    EASE = "ease"
    EASIER = "easier"
    SKIP = "skip"
    REST = "rest"
    BREATHE = "breathe"
    STOP = "stop"
    PAUSE_ON = "pause-on"


class Tier(StrEnum):
    """The tiers of the warning signs: emergency, today, book."""

    A = "A"
    B = "B"
    C = "C"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where the strengths of the table are cut (E25, E26). A person may set them stricter, never looser."""

    mild_max: int = 3
    """Up to here it is green, whatever the pain at the start."""
    much_min: int = 6
    """From here on a rise of two is red (E27)."""
    severe_min: int = 8
    """From here on any rise means resting."""


STANDARD = Thresholds()


@dataclass(frozen=True, slots=True)
class Answers:
    """What the person said; None where a question was skipped."""

    nrs: int | None = None
    """0-10 on the numeric rating scale."""
    kind: PainKind | None = None
    place: PainPlace | None = None
    is_spreading: bool | None = None

    def __post_init__(self) -> None:
        """Refuse a strength outside the scale: a bug of the front end."""
        if self.nrs is not None and not 0 <= self.nrs <= MOST_NRS:
            msg = f"pain is 0 to {MOST_NRS}, not {self.nrs}"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to choose."""

    choice: Choice
    rest_ms: Ms = 0
    """Length of the rest, where it is one."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """What follows from the answers."""

    row: Row
    says: str
    offers: tuple[Offer, ...]
    """The default first; then what the row offers; then what is always there."""
    checklist: tuple[Tier, ...] = ()
    """The tiers of the warning signs to show."""
    after_rest: tuple[Offer, ...] = ()
    """What is offered besides once a rest is over."""


_REST_30_S = Offer(Choice.REST, 30 * SECOND)
_REST_1_MIN = Offer(Choice.REST, MINUTE)
_REST_2_MIN = Offer(Choice.REST, 2 * MINUTE)
_CARRY_ON, _EASE, _EASIER, _SKIP, _STOP, _BREATHE, _PAUSE_ON = (
    Offer(choice)
    for choice in (
        Choice.CARRY_ON,
        Choice.EASE,
        Choice.EASIER,
        Choice.SKIP,
        Choice.STOP,
        Choice.BREATHE,
        Choice.PAUSE_ON,
    )
)

_OFFERS: dict[Row, tuple[Offer, ...]] = {
    Row.UNWELL: (_STOP, _BREATHE),
    Row.TINGLING: (_SKIP, _REST_2_MIN, _STOP),
    Row.SHARP: (_SKIP, _REST_1_MIN, _STOP),
    Row.SEVERE: (_STOP, _REST_2_MIN, _BREATHE),
    Row.RED: (_SKIP, _REST_1_MIN, _STOP),
    Row.AMBER: (_EASE, _EASIER, _SKIP, _REST_30_S),
    Row.SAME: (_CARRY_ON, _EASE, _SKIP),
    Row.GREEN: (_CARRY_ON, _EASE, _SKIP),
}
_AFTER_REST: dict[Row, tuple[Offer, ...]] = {Row.SHARP: (_EASIER,), Row.RED: (_EASIER,)}
_CHECKLIST: dict[Row, tuple[Tier, ...]] = {
    Row.UNWELL: (Tier.A, Tier.B),
    Row.TINGLING: (Tier.A, Tier.B, Tier.C),
    Row.SEVERE: (Tier.A, Tier.B, Tier.C),
}
_NEVER_EASED = (Row.UNWELL, Row.TINGLING)


def assess(
    answers: Answers, baseline: int | None, *, was_eased: bool = False, thresholds: Thresholds = STANDARD
) -> Assessment:
    """Return what is offered for `answers` to a person who began with pain `baseline`, None where they did not say.

    `was_eased` says that this step has been eased before: if it still hurts as much, leaving it out comes first.
    """
    row = find_row(answers, ASSUMED_BASELINE if baseline is None else baseline, thresholds)
    offers = _OFFERS[row]
    if row is Row.AMBER and (was_eased or answers == Answers()):
        offers = (_SKIP, *(offer for offer in offers if offer != _SKIP))
    always = [_PAUSE_ON, _SKIP, _STOP] if row in _NEVER_EASED else [_PAUSE_ON, _EASE, _SKIP, _STOP]
    offers = (*offers, *(offer for offer in always if offer not in offers))
    return Assessment(row, words.ROW_SAYS[row.value], offers, _CHECKLIST.get(row, ()), _AFTER_REST.get(row, ()))


def find_row(answers: Answers, baseline: int, thresholds: Thresholds = STANDARD) -> Row:
    """Return the first row of the decision table that matches, skipped answers taken as docs/safety.md 4.3 says."""
    nrs, kind = answers.nrs, answers.kind
    if kind is None:
        kind = PainKind.SHARP if nrs is not None and nrs >= thresholds.much_min else PainKind.FAMILIAR
    is_far_and_sharp = kind is PainKind.SHARP and answers.place in (PainPlace.BELOW_KNEE, PainPlace.ARM)
    if kind is PainKind.UNWELL:
        return Row.UNWELL
    if kind is PainKind.TINGLING or answers.is_spreading or is_far_and_sharp:
        return Row.TINGLING
    if kind is PainKind.SHARP:
        return Row.SHARP
    return Row.AMBER if nrs is None else _row_by_strength(nrs, baseline, thresholds)


def _row_by_strength(nrs: int, baseline: int, thresholds: Thresholds) -> Row:
    rise = nrs - baseline
    if nrs >= thresholds.severe_min and rise > 0:
        return Row.SEVERE
    is_more_than_mild = nrs > thresholds.mild_max
    if (nrs >= thresholds.much_min and rise >= _RISE_OF_MUCH) or (is_more_than_mild and rise >= _RISE_OF_ANY):
        return Row.RED
    if is_more_than_mild:
        return Row.AMBER if rise > 0 else Row.SAME
    return Row.GREEN
