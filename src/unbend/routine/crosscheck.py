"""What is wrong between keys and between names, found in plain data.

It looks at what the reader made of the file, not at validated records, so that a missing unit in one line does not hide
a misspelt exercise in another: an author gets every problem in one go.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unbend.routine.problems import Issue, Loc
from unbend.routine.vocabulary import ID

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_AGAINST_TIME = ("reps", "tempo", "hold", "gap")
_AGAINST_BREATH = ("tempo", "hold", "gap")


def check_routine(data: Any, exercises: Collection[str], routines: Collection[str]) -> list[Issue]:  # noqa: ANN401
    """Return what is wrong in a routine document, where `exercises` and `routines` are the ids it may name."""
    if not isinstance(data, dict):
        return []
    own = data.get("exercises")
    known = {*exercises, *own} if isinstance(own, dict) else {*exercises}
    issues = list(_dose_issues(data.get("defaults"), ("defaults",)))
    if isinstance(own, dict):
        issues += check_exercises(own, known, ("exercises",))
    issues += _steps_issues(data.get("steps"), ("steps",), known, routines)
    return issues


def check_exercises(data: dict[str, Any], known: Collection[str], loc: Loc = ()) -> list[Issue]:
    """Return what is wrong between the exercises of `data`, which may name any of `known` as easier."""
    issues: list[Issue] = []
    circling = _circling(data)
    for name, exercise in data.items():
        if not isinstance(exercise, dict):
            continue
        here = (*loc, name)
        issues += _dose_issues(exercise.get("dose"), (*here, "dose"))
        if exercise.get("position") == "floor" and "posture" not in exercise:
            hint = "write posture: supine, prone, side, quad or kneel"
            issues.append(Issue(here, "an exercise on the floor needs a posture", hint))
        easier = exercise.get("easier")
        if isinstance(easier, str):
            issues += _missing("exercise", easier, (*here, "easier"), known)
            if name in circling:
                issues.append(Issue((*here, "easier"), "the easier exercises lead back to this one"))
    return issues


def _circling(data: dict[str, Any]) -> set[str]:
    """Return the exercises whose easier ones lead back to them. Follows each chain once, however long it is."""
    found: set[str] = set()
    seen: set[str] = set()
    for name in data:
        chain: dict[str, int] = {}
        current: Any = name
        while isinstance(current, str) and current in data and current not in seen:
            seen.add(current)
            chain[current] = len(chain)
            exercise = data[current]
            current = exercise.get("easier") if isinstance(exercise, dict) else None
        if isinstance(current, str) and current in chain:
            found.update([*chain][chain[current] :])
    return found


def _steps_issues(steps: Any, loc: Loc, exercises: Collection[str], routines: Collection[str]) -> Iterator[Issue]:  # noqa: ANN401
    if not isinstance(steps, list):
        return
    for number, step in enumerate(steps):
        here = (*loc, number)
        if isinstance(step, str):
            yield from _missing("exercise", step, here, exercises)
        if not isinstance(step, dict):
            continue
        if isinstance(step.get("exercise"), str):
            yield from _missing("exercise", step["exercise"], (*here, "exercise"), exercises)
        if isinstance(step.get("routine"), str):
            yield from _missing("routine", step["routine"], (*here, "routine"), routines)
        if "walk" in step:
            yield from _missing("exercise", "walk-easy", (*here, "walk"), exercises)
        yield from _dose_issues(step, here)
        sides = step.get("sides", "both")
        for side in ("left", "right"):
            yield from _dose_issues(step.get(side), (*here, side))
            if side in step and sides != "both":
                what = f"{side} has no place beside sides: {sides}"
                yield Issue((*here, side), what, "leave sides out", is_about_key=True)
        yield from _steps_issues(step.get("steps"), (*here, "steps"), exercises, routines)


def _missing(kind: str, name: str, loc: Loc, known: Collection[str]) -> Iterator[Issue]:
    if name not in known and ID.fullmatch(name):  # what is no id is told as that
        yield Issue(loc, f'no {kind} called "{name[:60]}"', word=name, known=known)


def _dose_issues(dose: Any, loc: Loc) -> Iterator[Issue]:  # noqa: ANN401
    if not isinstance(dose, dict):
        return
    for key, others in (("time", _AGAINST_TIME), ("breath", _AGAINST_BREATH)):
        for other in others:
            if key in dose and other in dose:
                what, hint = f"{other} and {key} cannot stand together", "leave one of them out"
                yield Issue((*loc, other), what, hint, is_about_key=True)
    if "tempo" in dose and "hold" in dose:
        hint = "leave hold out, or write it as the tempo's middle"
        yield Issue((*loc, "hold"), "tempo has a hold already", hint, is_about_key=True)
    reps, sets = dose.get("reps"), dose.get("sets")
    if isinstance(reps, list) and isinstance(sets, int) and len(reps) != sets:
        yield Issue((*loc, "sets"), f"reps has {len(reps)} sets already", "leave sets out", is_about_key=True)
