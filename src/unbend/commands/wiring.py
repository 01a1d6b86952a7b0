"""What several commands put together the same way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from unbend.commands.places import folders

if TYPE_CHECKING:
    from unbend.engine.plan import Side
    from unbend.routine.library import Library

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
