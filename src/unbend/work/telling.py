"""What another terminal says to the work clock that runs: an order, or that a break was had."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from typing import TYPE_CHECKING

from unbend.errors import OrderRefused, UnbendError, WrongUse
from unbend.units import SECOND
from unbend.work.json_line import ANSWER_MS, HAS_SOCKETS, NOT_HERE, VERSION, encoded, line_from, read
from unbend.work.orders import order

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from unbend.units import Ms

_MENTION_MS: Ms = SECOND
"""How long somebody waits who only mentions something."""
_NOT_RUNNING = "no work clock runs; unbend work starts one"


def tell(path: Path, words: Sequence[str], *, wait_ms: Ms = ANSWER_MS) -> str:
    """Say `words` to the work clock that listens at `path`, and return what it says.

    Raises `WrongUse` for what is no order and where none runs, and `OrderRefused` where it does not fit the moment;
    nothing is sent in the first case.
    """
    order(words)
    if not HAS_SOCKETS:
        raise WrongUse(NOT_HERE)
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(wait_ms / SECOND)
            line.connect(os.fspath(path))
            line.sendall(encoded({"unbend": VERSION, "say": [*words]}))
            found = read(line_from(line, wait_ms))
    except TimeoutError as error:
        msg = "the work clock does not answer; its terminal may be stopped"
        raise WrongUse(msg) from error
    except (FileNotFoundError, ConnectionRefusedError) as error:
        raise WrongUse(_NOT_RUNNING) from error
    except OSError as error:
        msg = f"the work clock cannot be reached: {error.strerror or error}"
        raise WrongUse(msg) from error
    except ValueError as error:
        msg = "the work clock hung up, or is of another version of Unbend"
        raise WrongUse(msg) from error
    said = str(found.get("said", ""))
    if found.get("ok") is not True:
        raise OrderRefused(said) if found.get("refused") is True else WrongUse(said)
    return said


def had_break(path: Path, length_ms: Ms) -> None:
    """Let the work clock that listens at `path`, if one does, count a break of `length_ms` that was had elsewhere.

    Whether it does is its business; nothing is said and nothing raised, and nobody is kept waiting for it.
    """
    if length_ms < SECOND or not os.path.exists(path):  # noqa: PTH110  # a session's end need not ask for more
        return
    with suppress(UnbendError):
        tell(path, ["had", f"{length_ms // SECOND}s"], wait_ms=_MENTION_MS)
