"""What is written to have the work clock begin with the session: a systemd unit, or a launch agent. Pure.

The last line of each is a mark, made from all before it. By that mark `install` knows what it may replace or remove: a
file that somebody changed is theirs from then on.
"""

from __future__ import annotations

import hashlib
import plistlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

UNIT = "unbend-work.service"
LABEL = "unbend.work"
"""What systemd and launchd call it."""
DONE_IF_WRONG = "UNBEND_DONE_IF_WRONG"
"""Where it is set, wrong use ends the work clock as if it were done: launchd would try the same again for ever."""
_SIGN = "written by Unbend to begin with the session"
"""Without two dashes in a row, which no comment of the agent may have."""
_AGAIN_S = 60
"""How long after a failure it is tried again; what failed at once may fail at once again."""

_UNIT = """\
[Unit]
Description=Work clock of Unbend, which says when it is time for a break

[Service]
# With the colon no $ in it is a variable.
Type=exec
ExecStart=:{command}
{environment}StandardInput=null
# Ended by an order or with the session is no failure. Wrong use (2) fails the same way the next time.
Restart=on-failure
RestartSec={again_s}
RestartPreventExitStatus=2

[Install]
# Not graphical-session.target, which many window managers never reach. Notifications and sound need nothing that is not
# there when the user's own services start: the bus and the sound server are in the folder of the session.
WantedBy=default.target
"""


def unit(command: Sequence[str], environment: Mapping[str, str]) -> bytes:
    """Return the systemd unit that runs `command` with `environment`, both as they are, whatever stands in them."""
    lines = "".join(f"Environment={_quoted(f'{name}={value}')}\n" for name, value in environment.items())
    text = _UNIT.format(command=" ".join(map(_quoted, command)), environment=lines, again_s=_AGAIN_S)
    return _marked(text.encode(), b"# %s\n")


def agent(command: Sequence[str], environment: Mapping[str, str], log: Path) -> bytes:
    """Return the launch agent that runs `command` with `environment` and keeps what it says in `log`."""
    values = {
        "Label": LABEL,
        "ProgramArguments": [*command],
        "EnvironmentVariables": {**environment, DONE_IF_WRONG: "1"},
        "RunAtLoad": True,
        "KeepAlive": {"SuccessfulExit": False},
        "ThrottleInterval": _AGAIN_S,
        "ProcessType": "Background",
        "StandardOutPath": str(log),
        "StandardErrorPath": str(log),
    }
    return _marked(plistlib.dumps(values, sort_keys=False), b"<!-- %s -->\n")


def is_ours(text: bytes) -> bool:
    """Return whether `text` is as it was written here, by any version."""
    body, newline, last = text.removesuffix(b"\n").rpartition(b"\n")
    return bool(newline) and _mark(body + newline) in last


def was_ours(text: bytes) -> bool:
    """Return whether `text` was written here once, changed since or not."""
    return _SIGN.encode() in text


def _marked(text: bytes, comment: bytes) -> bytes:
    return text + comment % _mark(text)


def _mark(text: bytes) -> bytes:
    return f"{_SIGN}: {hashlib.sha256(text).hexdigest()[:32]}".encode()


def _quoted(word: str) -> str:
    """Return `word` as a word of a unit: in quotes, its backslashes, quotes, control characters and % as they are."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    letters = (
        letter
        if letter.isprintable()
        else "".join(f"\\x{byte:02x}" for byte in letter.encode(errors="surrogateescape"))
        for letter in escaped
    )
    return f'"{"".join(letters)}"'
