"""`[hooks]` of config.toml: which of the user's own programs is run at which event of the work clock.

    [hooks]
    break_due = ["notify-send", "Time for a break"]

Only the user's own settings can name a program to run; a routine file, which may come from anybody, cannot.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from unbend.breaks import events as e
from unbend.errors import SettingsInvalid
from unbend.settings_file import load_table
from unbend.units import SECOND

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from unbend.breaks.wall import WallClock
    from unbend.units import Ms

EVENTS: Mapping[str, str] = {
    "work_began": "work is counted from here",
    "break_due": "a break is due",
    "break_began": "a break began",
    "break_taken": "a break is over, and was had",
    "break_skipped": "somebody said: not this one",
    "work_ended": "the working hours are over, or the work clock was stopped",
}
"""What a program can be run at."""
_NAMES: Mapping[type[e.Event], str] = {
    e.WorkBegan: "work_began",
    e.BreakDue: "break_due",
    e.BreakBegan: "break_began",
    e.BreakTaken: "break_taken",
    e.BreakSkipped: "break_skipped",
    e.WorkEnded: "work_ended",
    e.Stopped: "work_ended",
}


def load_hooks(file: Path) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """Return the program and its arguments for each event named in `file`, and a sentence for all that is wrong there.

    What is wrong is left out and the rest holds, as everywhere in that file.
    """
    try:
        table = load_table(file, "hooks")
    except SettingsInvalid as error:
        return {}, [str(error)]
    if not isinstance(table, dict):
        return {}, [
            f'{file}: hooks: should be a table, [hooks], with lines such as break_due = ["program", "argument"]'
        ]
    hooks, told = {}, []
    for name, command in table.items():
        if name not in EVENTS:
            told.append(f"hooks.{_shown(name)}: there is no such event; there are {', '.join(EVENTS)}")
        elif (wrong := _wrong(command)) is not None:
            told.append(f"hooks.{name}: {wrong}")
        else:
            hooks[name] = (os.path.expanduser(command[0]), *command[1:])  # noqa: PTH111  # text, for a program's name
    return hooks, [f"{file}: {'; '.join(told)}"] if told else []


def hook_name(event: e.Event) -> str | None:
    """Return the name under which a program can be run at `event`, None where none can."""
    return _NAMES.get(type(event))


def facts(event: e.Event, clock: WallClock) -> dict[str, str]:
    """Return what a program is told of `event` in its environment: spans in seconds, times by the clock on the wall."""
    told: dict[str, object] = {"EVENT": hook_name(event), "AT": _time(event.due_ms, clock)}
    match event:
        case e.BreakDue() | e.BreakBegan():
            told |= {"BREAK_SECONDS": event.break_ms // SECOND, "KIND": event.kind, "ROUTINE": event.routine or ""}
        case e.BreakTaken(length_ms=length_ms):
            told |= {"BREAK_SECONDS": length_ms // SECOND}
        case e.WorkEnded():
            told |= {"REASON": "hours"}
        case e.Stopped():
            told |= {"REASON": "stopped"}
        case _:
            pass
    match event:
        case e.BreakDue():
            told["QUIETLY"] = int(event.is_soft)
        case e.BreakBegan() | e.BreakTaken():
            told["SHORT"] = int(event.is_short)
        case _:
            pass
    next_ms = getattr(event, "next_ms", None)
    if next_ms is not None:
        told["NEXT"] = _time(next_ms, clock)
    return {f"UNBEND_{name}": str(value) for name, value in told.items()}


def _wrong(command: object) -> str | None:
    """Return what is wrong with `command` as a clause, None where nothing is."""
    if not isinstance(command, list) or not command or not all(isinstance(part, str) for part in command):
        return 'should be a list such as ["program", "argument"]; it is run without a shell'
    if not command[0]:
        return "the program has no name"
    return "a program takes no NUL character" if any("\0" in part for part in command) else None


def _time(at_ms: Ms, clock: WallClock) -> str:
    return clock.at(at_ms).isoformat(timespec="seconds")


def _shown(name: str) -> str:
    return name if name.isprintable() else ascii(name)[1:-1]
