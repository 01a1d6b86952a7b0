"""What the app is given from outside, so that a test can give it other clocks, files and sounds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from unbend.audio.player import Player
    from unbend.audio.voice import Voice
    from unbend.engine.plan import Side
    from unbend.routine.catalogue import Entry
    from unbend.routine.folders import Folders
    from unbend.routine.library import Library
    from unbend.session.clock import Clock
    from unbend.session.runner import Listener
    from unbend.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """Clock, files and sound."""

    clock: Clock
    make_player: Callable[[Settings, Callable[[], None], Callable[[str], None]], Player]
    """Makes the player of cues, given the settings, what rings the terminal's bell, and what tells a sentence; both are
    called on another thread."""
    find_voice: Callable[[str], Voice]
    """Finds the voice that the settings name; called on another thread. Raises `WrongUse` where there is none."""
    folders: Callable[[], Folders]
    """Looks into the folders of routines anew."""
    index_file: Path
    history_file: Path
    settings_file: Path
    listeners: Callable[[], tuple[Listener, ...]] = tuple
    """Makes what listens besides to a session that is begun in the library, anew for each."""
    is_driven: bool = False
    """Whether whoever drives the clock also says when to look at it, as tests do; no timer is set then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A routine asked for on the command line, to begin with in place of the library."""

    routine: str
    entry: Entry | None = None
    """What the list knows of the routine; None where it was read already."""
    library: Library | None = None
    """In which the routine was read; None where the list knows it."""
    side: Side | None = None
    minutes: int | None = None
    """To be made to fit that; None for as it is written."""
    why: str = ""
    """Why it is this one, where the person did not name it; begins with its title."""
    listeners: tuple[Listener, ...] = ()
    """What listens to the session besides, such as a log."""
