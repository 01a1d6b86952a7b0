"""The user's folders and settings, as every way in needs them. Imports nothing heavy: a screen waits for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unbend import resources
from unbend.routine.folders import Folders

if TYPE_CHECKING:
    from collections.abc import Callable

    from unbend.settings import Settings


def folders() -> Folders:
    """Return the folder of shipped routines with the user's own."""
    return Folders(resources.shipped("routines"), resources.user_routines())


def settings(warn: Callable[[str], None]) -> Settings:
    """Return the user's settings; where their file cannot be used, the defaults in its place, and `warn` of it.

    A slip in a settings file must not keep anybody from stretching.
    """
    from unbend.settings_file import SettingsUnusable, load_settings  # noqa: PLC0415  # only a session has settings

    try:
        return load_settings(resources.settings_file())
    except SettingsUnusable as error:
        warn(f"{error}. For that, the usual settings hold.")
        return error.usable
