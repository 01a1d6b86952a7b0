"""Repeats and included routines, laid out flat.

Every flat step remembers where in the *top* file it came from, so that what is wrong with the whole can be shown where
its author can mend it. Laying out stops at the limit: a file of ten lines can ask for a million steps, and a few that
include each other can ask for billions of entries without one step to be done.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

from unbend.errors import UnbendError
from unbend.routine.model import ExerciseStep, IncludeStep, RepeatStep, RestStep, WalkStep
from unbend.routine.problems import Issue, Loc

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unbend.routine.model import Exercise, Routine, Step

MOST_STEPS = 200
MOST_REPEAT_DEPTH = 3
"""Deeper nesting is read by nobody, and three levels say sets of rounds of halves."""
MOST_INCLUDE_DEPTH = 20
MOST_ENTRIES = 20 * MOST_STEPS
"""Entries looked at, repeats and includes among them; every step may stand alone in a few of those."""


class Lookup(Protocol):
    """Finds exercises and routines by id."""

    def exercise(self, name: str) -> Exercise | None:
        """Return the exercise of that id, or None."""
        ...

    def routine(self, name: str) -> Routine | None:
        """Return the routine of that id, or None. Raises `UnbendError` where its file has problems."""
        ...


Doing: TypeAlias = ExerciseStep | WalkStep | RestStep


@dataclass(frozen=True, slots=True)
class FlatStep:
    """One step as it will be done."""

    loc: Loc
    """Its place in the top file; for an included step, that of the include."""
    step: Doing
    routine: Routine
    """The routine whose defaults and own exercises hold for it."""


class TooMuch(ValueError):
    """The routine is over a limit; carries the issue to report."""

    def __init__(self, issue: Issue) -> None:
        super().__init__(issue.what)
        self.issue = issue


def expand(routine: Routine, name: str, lookup: Lookup) -> tuple[list[FlatStep], list[Issue]]:
    """Return the steps of `routine`, whose id is `name`, in the order in which they are done, and what is wrong."""
    layout = _Layout(lookup)
    try:
        layout.add(routine, routine.steps, (), inside=(name,), depth=0)
    except TooMuch as error:
        layout.issues.append(error.issue)
    return layout.flat, layout.issues


class _Layout:
    """Collects flat steps; lives for one call of `expand`."""

    def __init__(self, lookup: Lookup) -> None:
        self.lookup = lookup
        self.flat: list[FlatStep] = []
        self.issues: list[Issue] = []
        self.seen: set[Issue] = set()
        self.entries = 0

    def add(  # noqa: PLR0913  # the place of a step has these parts
        self, routine: Routine, steps: Sequence[Step], loc: Loc, *, inside: tuple[str, ...], depth: int, fixed: Loc = ()
    ) -> None:
        """Add `steps`, which stand at `loc`; within an included routine everything is told at `fixed`."""
        for number, step in enumerate(steps):
            here = fixed or (*loc, "steps", number)
            self.entries += 1
            if self.entries > MOST_ENTRIES:
                raise TooMuch(
                    Issue(here, f"more than {MOST_ENTRIES:,} steps, repeats and includes", "split the routine")
                )
            match step:
                case RepeatStep():
                    if depth >= MOST_REPEAT_DEPTH:
                        self.report(Issue(here, f"repeats nested deeper than {MOST_REPEAT_DEPTH}"))
                        continue
                    for _ in range(step.repeat):
                        self.add(routine, step.steps, here, inside=inside, depth=depth + 1, fixed=fixed)
                case IncludeStep():
                    for included, names in self.included(step, here, inside):
                        self.add(included, included.steps, here, inside=names, depth=0, fixed=fixed or here)
                case _:
                    if len(self.flat) >= MOST_STEPS:
                        raise TooMuch(Issue(here, f"more than {MOST_STEPS} steps", "split the routine"))
                    self.flat.append(FlatStep(here, step, routine))

    def included(
        self, step: IncludeStep, here: Loc, inside: tuple[str, ...]
    ) -> Iterator[tuple[Routine, tuple[str, ...]]]:
        names = (*inside, step.routine)
        place = (*here, "routine")
        if step.routine in inside:
            self.report(Issue(place, f"the routine includes itself ({' > '.join(names)})"))
            return
        if len(names) > MOST_INCLUDE_DEPTH:
            self.report(Issue(place, f"routines included deeper than {MOST_INCLUDE_DEPTH}"))
            return
        try:
            included = self.lookup.routine(step.routine)
        except UnbendError:
            self.report(Issue(place, f'"{step.routine}" has problems of its own', f"unbend check {step.routine}"))
            return
        if included is not None:  # a name that is not there is told by crosscheck
            yield included, names

    def report(self, issue: Issue) -> None:
        if issue not in self.seen:  # a repeat would say it again each time
            self.seen.add(issue)
            self.issues.append(issue)
