"""Many sessions -> what plots and tables show of them. Pure: records in, frozen records out, today as an argument.

A day is the local date in `started_at`, what the user's calendar said at the time: an hour that came twice, a flight or
a new time zone moves nothing that was done to another day. What counts as done is what was performed, whether the
session was finished, stopped, cut off or still runs. Nothing here counts days in a row (docs/safety.md 4.4).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from unbend.history.records import REST, day_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from unbend.history.records import PainRecord, SessionRecord, StepRecord
    from unbend.units import Ms

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Day:
    """One day with everything begun on it."""

    day: date
    sessions: tuple[SessionRecord, ...]
    """The latest first; also those in which nothing was performed."""
    performed_ms: Ms


@dataclass(frozen=True, slots=True)
class Week:
    """One week."""

    monday: date
    performed_ms: Ms


@dataclass(frozen=True, slots=True)
class MonthDays:
    """The days of a month on which something was performed, as far as the month has gone."""

    days: tuple[date, ...]
    """In order."""
    so_far: int
    """Days the month has had, today included."""

    @property
    def number(self) -> int:
        """How many days had something performed."""
        return len(self.days)


@dataclass(frozen=True, slots=True)
class PainPoint:
    """What was said about pain in one session, 0-10; None where nothing was said."""

    session: str
    title: str
    day: date
    started_ms: int
    before: int | None
    worst: int | None
    """The strongest that was said after a pain press."""
    after: int | None


@dataclass(frozen=True, slots=True)
class ExerciseTrend:
    """How one exercise went, over every visit of it."""

    exercise: str
    name: str
    """That of the first of the visits given, in case it was renamed."""
    done: int
    """Visits with something performed that were not skipped or exchanged; a stop on the way is no less done."""
    eased: int
    """Visits at half dose, however they ended."""
    exchanged: int
    """Visits that went on as another exercise."""
    skipped: int
    presses: int
    """Pain presses during it."""
    disagreed: int
    """Sessions at whose end it was named as something that did not agree."""
    performed_ms: Ms
    """Lead-ins and rests between sets included, and visits that were left by going back."""


@dataclass(frozen=True, slots=True)
class SideTrend:
    """Work on each side in one exercise."""

    exercise: str
    name: str
    left_ms: Ms
    right_ms: Ms


@dataclass(frozen=True, slots=True)
class Sides:
    """Work on each side; what works both sides together, or in turn within one movement, is in neither."""

    exercises: tuple[SideTrend, ...]
    """Those with work on a side, the most of it first."""
    left_ms: Ms
    right_ms: Ms


def by_day(sessions: Iterable[SessionRecord]) -> tuple[Day, ...]:
    """Return the days on which something was begun, the latest first."""
    days: defaultdict[date, list[SessionRecord]] = defaultdict(list)
    for session in sorted(sessions, key=lambda session: session.started_ms, reverse=True):
        days[day_of(session)].append(session)
    return tuple(
        Day(day, tuple(begun), sum(session.performed_ms for session in begun))
        for day, begun in sorted(days.items(), reverse=True)
    )


def first_day(weeks: int, today: date) -> date:
    """Return the Monday with which the last `weeks` weeks begin, the week of `today` among them."""
    return today - timedelta(days=today.weekday()) - (weeks - 1) * _WEEK


def minutes_by_week(sessions: Iterable[SessionRecord], weeks: int, today: date) -> tuple[Week, ...]:
    """Return the last `weeks` weeks from Monday to Sunday, that of `today` the last, those without a session too."""
    first = first_day(weeks, today)
    performed_ms = [0] * weeks
    for session in sessions:
        number = (day_of(session) - first) // _WEEK
        if 0 <= number < weeks:
            performed_ms[number] += session.performed_ms
    return tuple(Week(first + number * _WEEK, span) for number, span in enumerate(performed_ms))


def days_this_month(sessions: Iterable[SessionRecord], today: date) -> MonthDays:
    """Return the days of this month, up to `today`, on which something was performed."""
    days = {day_of(session) for session in sessions if session.performed_ms > 0}
    return MonthDays(tuple(sorted(day for day in days if today.replace(day=1) <= day <= today)), today.day)


def pain_over_time(sessions: Iterable[SessionRecord], pains: Iterable[PainRecord]) -> tuple[PainPoint, ...]:
    """Return what was said about pain, the earliest session first; sessions in which nothing was said are left out."""
    worst: dict[str, int] = {}
    for pain in pains:
        if pain.nrs is not None:
            worst[pain.session] = max(pain.nrs, worst.get(pain.session, 0))
    points = (
        PainPoint(
            session=session.id,
            title=session.title,
            day=day_of(session),
            started_ms=session.started_ms,
            before=session.pain_before,
            worst=worst.get(session.id),
            after=session.pain_after,
        )
        for session in sorted(sessions, key=lambda session: session.started_ms)
    )
    return tuple(point for point in points if (point.before, point.worst, point.after) != (None, None, None))


def by_exercise(steps: Iterable[StepRecord], pains: Iterable[PainRecord]) -> tuple[ExerciseTrend, ...]:
    """Return how each exercise went, the one with the most time first; planned rests are no exercise."""
    presses = Counter(pain.exercise for pain in pains)
    found = [_trend(visits, presses[exercise]) for exercise, visits in _visits(steps).items()]
    return tuple(sorted(found, key=lambda each: (-each.performed_ms, each.name)))


def by_side(steps: Iterable[StepRecord]) -> Sides:
    """Return the work on each side, in each exercise and in all."""
    sides = [
        SideTrend(
            exercise=exercise,
            name=visits[0].name,
            left_ms=sum(visit.left_ms for visit in visits),
            right_ms=sum(visit.right_ms for visit in visits),
        )
        for exercise, visits in _visits(steps).items()
    ]
    sides = [side for side in sides if side.left_ms + side.right_ms > 0]
    sides.sort(key=lambda side: (-side.left_ms - side.right_ms, side.name))
    return Sides(tuple(sides), sum(side.left_ms for side in sides), sum(side.right_ms for side in sides))


def _visits(steps: Iterable[StepRecord]) -> dict[str, list[StepRecord]]:
    visits: defaultdict[str, list[StepRecord]] = defaultdict(list)
    for step in steps:
        if step.exercise != REST:
            visits[step.exercise].append(step)
    return visits


def _trend(visits: list[StepRecord], presses: int) -> ExerciseTrend:
    # What was left by going back is told by the visit that came after it; only its time was spent.
    counted = [visit for visit in visits if visit.outcome != "left"]
    has_left = ("skipped", "exchanged")
    return ExerciseTrend(
        exercise=visits[0].exercise,
        name=visits[0].name,
        done=sum(visit.performed_ms > 0 and visit.outcome not in has_left for visit in counted),
        eased=sum(visit.variant == "eased" for visit in counted),
        exchanged=sum(visit.outcome == "exchanged" for visit in counted),
        skipped=sum(visit.outcome == "skipped" for visit in counted),
        presses=presses,
        disagreed=len({visit.session for visit in visits if visit.has_disagreed}),
        performed_ms=sum(visit.performed_ms for visit in visits),
    )
