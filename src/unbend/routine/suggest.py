"""Which routine suits whom, and when: what is known without asking, and which row of the table that leads to.

It only ever names something: whatever is chosen instead is started all the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING

from unbend.pain.assessment import Tier
from unbend.pain.gate import MUCH_PAIN, TOO_MUCH_PAIN
from unbend.routine.choose import asks_care, caution, in_order
from unbend.routine.early import BENDS_FORWARD, is_early
from unbend.routine.situations import TABLE, Situation

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from unbend.routine.catalogue import Entry

INSTEAD = "walking-break"
"""What comes first where the only routine of a row that is there was the last one done."""
BREATHING = ("paced-breathing-5",)
"""What a sign of tier B leaves open."""
HELD_A = (
    "A warning sign fitted today, and a person should look at it. Nothing is suggested until you have been checked."
)
HELD_B = "A warning sign fitted today: until you have been checked, breathing is all that is suggested."
NOT_THERE = "The routines for it are missing, or cannot be used as they stand."


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a person and their day without asking."""

    now: datetime
    """The person's own time."""
    wake_time: str = ""
    """As in the settings: `07:00`, or nothing."""
    careful: tuple[str, ...] = ()
    pain: int | None = None
    """What was told today, 0 to 10."""
    done_today: tuple[str, ...] = ()
    """Ids of routines, the latest first."""
    sign: Tier | None = None
    """The tier of warning signs that holds today."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What is suggested, and why."""

    situation: Situation
    routines: tuple[Entry, ...]
    """The first is the one to name; none where nothing may begin."""
    moment: str
    """What led to it: `Around noon`; empty where the person said it."""
    why: str
    """A sentence or two to read beside it."""
    asks_signs: bool = False
    """Whether the warning signs come first; whoever shows it says where they are."""


def suggest(entries: Iterable[Entry], known: Known, told: Situation | None = None) -> Suggestion:
    """Return what of `entries` suits the situation `told`, or else the one that `known` points to.

    What asks for care with something the person is careful with comes later, and so does what was done today: what was
    done last is never first, unless nothing else may begin. A warning sign that holds comes before whatever was told.
    """
    situation, moment = situation_at(known) if told is None else (told, "")
    if known.sign is Tier.A:
        return Suggestion(situation, (), "Today", HELD_A, asks_signs=True)
    row = TABLE[situation]
    names, why, asks_signs = row.routines, row.why, row.asks_signs
    if known.sign is Tier.B:
        moment, names, why, asks_signs = "Today", BREATHING, HELD_B, False
    there = {entry.id: entry for entry in entries if not entry.problems}
    found = [there[name] for name in names if name in there]
    # Not with very much pain or a new hurt, nor with a sign that holds: there a walk is no matter of variety.
    may_walk = known.sign is not Tier.B and not row.asks_signs and INSTEAD in there
    if may_walk and (*(entry.id for entry in found),) == known.done_today[:1] != (INSTEAD,):
        found.append(there[INSTEAD])
    ordered = sorted(in_order(found, careful_now(known)), key=lambda entry: how_lately(entry.id, known.done_today))
    sentences = [why if ordered else NOT_THERE]
    if ordered and ordered[0] is not found[0]:
        sentences.append(_why_later(found[0], known))
    return Suggestion(situation, tuple(ordered), moment, " ".join(sentences), asks_signs=asks_signs)


def how_lately(name: str, done_today: tuple[str, ...]) -> int:
    """Return 0 for what was not done today, and more the later it was done."""
    return len(done_today) - done_today.index(name) if name in done_today else 0


def careful_now(known: Known) -> tuple[str, ...]:
    """Return what to be careful with now: in the first hours bending forward is (rule R11, E50)."""
    is_about_bending = is_early(known.wake_time, known.now) and BENDS_FORWARD not in known.careful
    return (*known.careful, BENDS_FORWARD) if is_about_bending else known.careful


def _why_later(entry: Entry, known: Known) -> str:
    if entry.id in known.done_today:
        return f"You have done {entry.title} today."
    flags = asks_care(entry, known.careful)
    if flags:
        return caution(flags, of=entry.title)
    return f"{entry.title} bends the back forward, which many find easier later in the day."


# What is known without asking

_DAWN, _WORK, _NOON, _AFTERNOON, _EVENING, _LATE = time(5), time(9), time(11, 30), time(14), time(17), time(21, 30)


def situation_at(known: Known) -> tuple[Situation, str]:
    """Return the situation that what is known points to, and the words for what led there."""
    if known.pain is not None and known.pain >= TOO_MUCH_PAIN:
        return Situation.VERY_SORE, f"You said {known.pain} of 10 today"
    if "fresh-injury" in known.careful:
        return Situation.NEW_INJURY, "By what you are careful with"
    if known.pain is not None and known.pain >= MUCH_PAIN:
        return Situation.SORE, f"You said {known.pain} of 10 today"
    return _situation_of_the_hour(known.now, known.wake_time)


def _situation_of_the_hour(now: datetime, wake_time: str) -> tuple[Situation, str]:
    at, dawn, work = now.time(), _DAWN, _WORK
    if wake_time:
        if is_early(wake_time, now):
            return Situation.MORNING, "Just up"
        up = time.fromisoformat(wake_time)
        dawn = work = up if up < _NOON else _DAWN
    if at >= _LATE or at < dawn:
        return Situation.WOUND_UP, "At this hour"
    if at < work:
        return Situation.MORNING, "In the morning"
    if _NOON <= at < _AFTERNOON:
        return Situation.LUNCH, "Around noon"
    if at >= _EVENING:
        return Situation.EVENING, "In the evening"
    return Situation.THREE_MINUTES, "At the desk"
