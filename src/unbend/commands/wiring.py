"""What several commands put together the same way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from unbend.commands.places import folders
from unbend.errors import WrongUse

if TYPE_CHECKING:
    from unbend.engine.plan import Side
    from unbend.routine.library import Library
    from unbend.routine.model import Exercise

side_option = click.option(
    "--side",
    type=click.Choice(["left", "right"]),
    help="The side that gets more, in routines that ask for one.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, for other programs.")


def library() -> Library:
    """Return everything in those folders, ready to be read."""
    from unbend.routine.library import Library  # noqa: PLC0415  # `list` does without it while nothing has changed

    return Library(folders())


def side(name: str | None) -> Side | None:
    """Return the side an option names."""
    from unbend.engine.plan import Side  # noqa: PLC0415  # `list` has no sides

    return None if name is None else Side(name)


def exercise(name: str) -> Exercise:
    """Return the exercise whose id is `name`. Raises `WrongUse`, with the nearest id, where there is none."""
    from unbend.routine.problems import did_you_mean  # noqa: PLC0415  # see library

    everything = library()
    exercises = everything.exercises
    found = exercises.get(name)
    if found is None:
        hint = did_you_mean(name, exercises)
        broken = sorted({problem.file for problem in everything.exercise_problems})
        left_out = f"; left out, because they have problems: {', '.join(broken)}" if broken else ""
        msg = f'no exercise called "{name}" ({hint or "unbend list --exercises names them"}){left_out}'
        raise WrongUse(msg)
    return found
