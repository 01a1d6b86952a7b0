"""The ways a cue may be heard on this machine, best first; when to leave one is decided in `conductor`."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

WORKERS = ("simpleaudio", "miniaudio", "just_playback")
"""simpleaudio first: it is never installed by us, so where it is, somebody wanted it. just_playback is miniaudio with a
face of its own and wheels for more platforms, so it is left out where miniaudio is: that would have failed before."""


class StepKind(Enum):
    """How a step makes itself heard."""

    WORKER = auto()
    """A sound library in a child process of ours."""

    COMMAND = auto()
    """A player of the operating system, one process per cue."""

    WINSOUND = auto()
    """The standard library's own way on Windows, in this process."""

    BELL = auto()
    """The terminal bell."""

    SILENT = auto()
    """Not at all."""


@dataclass(frozen=True, slots=True)
class Step:
    """One way a cue may be heard."""

    kind: StepKind
    """How."""

    name: str
    """The library or the program; for silence, the reason the user is shown."""

    options: tuple[str, ...] = ()
    """What the program is given before the file."""

    @property
    def status(self) -> str:
        """Say in a few words what the user hears when this step is in use."""
        match self.kind:
            case StepKind.BELL:
                return "sound: terminal bell"
            case StepKind.SILENT:
                return f"sound: off, {self.name}"
            case _:
                return f"sound: on ({self.name})"


BELL = Step(StepKind.BELL, "bell")
NO_DEVICE = Step(StepKind.SILENT, "no device")
TURNED_OFF = Step(StepKind.SILENT, "turned off")

COMMANDS = (
    Step(StepKind.COMMAND, "pw-play"),
    Step(StepKind.COMMAND, "paplay"),
    Step(StepKind.COMMAND, "aplay", ("-q",)),
)
"""Players of Linux and its relatives: the sound servers first, as they can share the device."""

COMMANDS_OF_MACOS = (Step(StepKind.COMMAND, "afplay"),)
WINSOUND = Step(StepKind.WINSOUND, "winsound")


class UnknownStep(ValueError):
    """A chain was asked for by a name that does not exist; the message is a sentence for the log."""

    def __init__(self, name: str) -> None:
        super().__init__(f"no way to play sound is called {name!r}")


def chain_for(
    choice: str = "auto",
    *,
    has_bell: bool,
    is_installed: Callable[[str], bool] | None = None,
    find_program: Callable[[str], str | None] = shutil.which,
    platform: str = sys.platform,
) -> tuple[Step, ...]:
    """Return the steps to try for `choice`, ending in the bell (if there is one) and silence.

    `choice` is "auto", "system" for the system's own players, "off", or names joined by commas, such as
    "miniaudio,aplay". What is named is tried even where it seems to be missing. Raises `UnknownStep` for any other
    name.
    """
    end = (BELL, NO_DEVICE) if has_bell else (NO_DEVICE,)
    names = [name.strip() for name in choice.lower().split(",")]
    if names == ["off"]:
        return (TURNED_OFF,)
    if names == ["system"]:
        return (*_system_steps(find_program, platform), *end)
    if names == ["auto"]:
        workers = (Step(StepKind.WORKER, name) for name in _workers_there(is_installed or library_is_installed))
        return (*workers, *_system_steps(find_program, platform), *end)
    return tuple(_step_named(name) for name in names if name != "bell") + end


def next_choice(
    choice: str,
    *,
    has_bell: bool,
    is_installed: Callable[[str], bool] | None = None,
    find_program: Callable[[str], str | None] = shutil.which,
    platform: str = sys.platform,
) -> str:
    """Return what to choose after `choice`, of all that is there, round and round; "auto" after any other name."""
    there = ["auto", *_workers_there(is_installed or library_is_installed)]
    if _system_steps(find_program, platform):
        there.append("system")
    there += ["bell", "off"] if has_bell else ["off"]
    return there[(there.index(choice) + 1) % len(there)] if choice in there else "auto"


def library_is_installed(name: str) -> bool:
    """Say whether module `name` can be found, without importing it: a sound library never enters this process."""
    try:
        return importlib.util.find_spec(name) is not None
    except (ImportError, ValueError):
        return False


def _workers_there(is_installed: Callable[[str], bool]) -> list[str]:
    """Return the libraries there are; just_playback, which cannot say whether it is heard, only without miniaudio."""
    found = [name for name in WORKERS if is_installed(name)]
    return [name for name in found if name != "just_playback" or "miniaudio" not in found]


def _system_steps(find_program: Callable[[str], str | None], platform: str) -> tuple[Step, ...]:
    if platform == "win32":
        return (WINSOUND,)
    commands = COMMANDS_OF_MACOS if platform == "darwin" else COMMANDS
    return tuple(step for step in commands if find_program(step.name))


def _step_named(name: str) -> Step:
    if name in WORKERS:
        return Step(StepKind.WORKER, name)
    for step in (*COMMANDS, *COMMANDS_OF_MACOS, WINSOUND):
        if step.name == name:
            return step
    raise UnknownStep(name)
