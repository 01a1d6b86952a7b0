"""What several commands put together the same way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from unbend import resources
from unbend.routine.folders import Folders

if TYPE_CHECKING:
    from collections.abc import Callable

    from unbend.engine.plan import Side
    from unbend.routine.library import Library
    from unbend.settings import Settings

side_option = click.option(
    "--side",
    type=click.Choice(["left", "right"]),
    help="The side that gets more, in routines that ask for one.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, for other programs.")


def folders() -> Folders:
    """Return the folder of shipped routines with the user's own."""
    return Folders(resources.shipped("routines"), resources.user_routines())


def library() -> Library:
    """Return everything in those folders, ready to be read."""
    from unbend.routine.library import Library  # noqa: PLC0415  # `list` does without it while nothing has changed

    return Library(folders())


def side(name: str | None) -> Side | None:
    """Return the side an option names."""
    from unbend.engine.plan import Side  # noqa: PLC0415  # `list` has no sides

    return None if name is None else Side(name)


def settings(warn: Callable[[str], None]) -> Settings:
    """Return the user's settings; where their file cannot be used, the defaults in its place, and `warn` of it.

    A slip in a settings file must not keep anybody from stretching.
    """
    from unbend.settings import SettingsUnusable, load_settings  # noqa: PLC0415  # only a session has settings

    try:
        return load_settings(resources.settings_file())
    except SettingsUnusable as error:
        warn(f"{error}. For that, the usual settings hold.")
        return error.usable
