"""Where the desktop is, for a process that began before it: what the user's systemd was told of it since.

A service that starts with the session has none of the variables by which a program finds the screen. The desktop gives
them to systemd when it is up, for programs that are started later. Used in the idle worker only, whose environment is
nobody else's.
"""

from __future__ import annotations

import os
import re
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

WITHIN_S = 1.0
"""How long systemd may take to say it; half of what a source has."""
NAMES = ("DISPLAY", "XAUTHORITY", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE")


def is_without(environment: Mapping[str, str]) -> bool:
    """Return whether `environment` is one in which nobody said where the desktop is.

    Who came over SSH, or sits at a console, is not at the desktop, and its screen would call them idle.
    """
    is_elsewhere = bool(environment.get("SSH_CONNECTION")) or environment.get("XDG_SESSION_TYPE") == "tty"
    return not is_elsewhere and not environment.get("DISPLAY") and not environment.get("WAYLAND_DISPLAY")


def take_up() -> None:
    """Put into the environment of this process where the desktop is now; as far as systemd says it, and never fail."""
    told = _told()
    for name in NAMES:
        if name in told:
            os.environ[name] = told[name]
        else:
            os.environ.pop(name, None)


def _told() -> dict[str, str]:
    try:
        done = subprocess.run(
            ["systemctl", "--user", "show-environment"],  # noqa: S607  # wherever the system has it
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=WITHIN_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return {}
    lines = os.fsdecode(done.stdout).splitlines()
    return {name: _plain(value) for name, is_set, value in (line.partition("=") for line in lines) if is_set}


def _plain(value: str) -> str:
    """Return `value` as it is: systemd writes one with a blank or a quote in it as a shell would read it, `$'a b'`."""
    if value.startswith("$'") and value.endswith("'"):
        return re.sub(r"\\(.)", r"\1", value[2:-1])
    return value
