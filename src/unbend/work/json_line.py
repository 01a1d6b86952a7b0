"""What a work clock and another terminal say to each other: one line of JSON each way.

    {"unbend": 1, "say": ["pause", "30m"]}  ->  {"unbend": 1, "ok": true, "said": "Paused until 15:00."}
    {"unbend": 1, "say": ["skip"]}  ->  {"unbend": 1, "ok": false, "refused": true, "said": "not now: no break is near"}

`control.py` is the work clock's end of it, `telling.py` the other.
"""

from __future__ import annotations

import json
import socket
import sys
from typing import TYPE_CHECKING, Any

from unbend.session.clock import SystemClock
from unbend.units import SECOND

if TYPE_CHECKING:
    from unbend.units import Ms

VERSION = 1
MOST_BYTES = 4096
"""No line is longer, either way."""
ANSWER_MS: Ms = 6 * SECOND
"""How long somebody waits for the answer: one before them may be listened to, and the loop be asked."""
HAS_SOCKETS = hasattr(socket, "AF_UNIX") and sys.platform != "win32"
NOT_HERE = "on Windows a work clock cannot be reached from another terminal"


def line_from(line: socket.socket, longest_ms: Ms) -> bytes:
    """Return the one line that comes. Raises `ValueError` where it does not end, `TimeoutError` when it takes long."""
    clock = SystemClock()
    received = b""
    while not received.endswith(b"\n"):
        left_ms = longest_ms - clock.real_ms()
        if left_ms <= 0:
            raise TimeoutError
        line.settimeout(left_ms / SECOND)
        chunk = line.recv(MOST_BYTES)
        received += chunk
        if not chunk or len(received) > MOST_BYTES:
            msg = "that is no line of JSON"
            raise ValueError(msg)
    return received


def read(raw: bytes) -> dict[str, Any]:
    """Return what a line says. Raises `ValueError` where it is none, or one of another version."""
    try:
        found = json.loads(raw)
    except RecursionError as error:
        raise ValueError from error
    if not isinstance(found, dict) or found.get("unbend") != VERSION:
        msg = "that was said by another version of Unbend"
        raise ValueError(msg)
    return found


def encoded(what: dict[str, object]) -> bytes:
    """Return `what` as a line."""
    return json.dumps(what, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"
