"""`unbend status` from the arguments to the line, without anything that takes time; asked before the rest is imported.

A file of its own so that what is said (`status`) stays pure. It has its own way to the state file and to the time of
day, because the usual ones cost more than everything else here together (benchmarks/README.md).
"""

from __future__ import annotations

import os
import sys
import time

from unbend.work import state_file, status

TYPE_CHECKING = False  # see state_file
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any


def said(arguments: Sequence[str]) -> bool:
    """Answer `unbend status` with `arguments`; return False where the command line has to look at them itself."""
    text = _quick_answer(arguments)
    if text is None:
        return False
    try:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(errors="backslashreplace")  # a terminal without the letters still gets the line
        print(text, flush=True)  # noqa: T201  # the answer itself
    except OSError:  # nobody reads any more; without this Python would complain once more at its end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return True


def _quick_answer(arguments: Sequence[str]) -> str | None:
    match arguments:
        case []:
            return answer()
        case ["--json"]:
            return answer(is_json=True)
        case ["--format", wanted] if not wanted.startswith("-"):
            pass
        case [one] if one.startswith("--format="):
            wanted = one.partition("=")[2]
        case _:
            return None
    try:
        return answer(wanted)
    except status.UnknownName:  # told as every other wrong use is
        return None


def answer(wanted: str | None = None, *, is_json: bool = False) -> str:
    """Return what is said of the work clock of this user now, in the format `wanted`, as JSON, or as a sentence.

    Raises `UnknownName` for a format that names what there is not.
    """
    state, now_ms = now()
    if wanted is not None:
        return status.formatted(state, now_ms, wanted)
    return status.as_json(state, now_ms) if is_json else status.line(state, now_ms)


def now() -> tuple[Mapping[str, Any] | None, int]:
    """Return what the work clock says of itself, None where none runs, and the time (epoch milliseconds)."""
    now_ms = time.time_ns() // 1_000_000
    found = state_file.read(_state_file())
    return status.believed(found, now_ms, None if found is None else began_ms(found.get("pid"), now_ms)), now_ms


def began_ms(pid: object, now_ms: int) -> int | None:
    """Return when process `pid` of this user began (epoch ms); 0 where the system does not tell, None where none lives.

    Windows is not asked: there `os.kill` ends what it is asked about.
    """
    if not isinstance(pid, int) or pid <= 0:
        return None
    if sys.platform == "win32":
        return 0
    try:
        os.kill(pid, 0)
    except (OSError, OverflowError):  # one of another user is not ours either
        return None
    try:
        with open(f"/proc/{pid}/stat", "rb") as stream:  # noqa: PTH123  # pathlib takes time
            # Behind the name, which may hold anything: the 22nd field is the beginning in ticks since the machine's.
            ticks = int(stream.read().rpartition(b")")[2].split()[19])
        with open("/proc/uptime", "rb") as stream:  # noqa: PTH123  # likewise
            up_s = float(stream.read().split()[0])
        return now_ms - int(1000 * (up_s - ticks / os.sysconf("SC_CLK_TCK")))
    except (OSError, ValueError, IndexError):
        return 0


def _state_file() -> str:
    """Return where the state file is, as `resources.work_state_file` has it; on Linux without asking the library."""
    if sys.platform == "linux":
        base = os.environ.get("XDG_STATE_HOME", "").strip()
        return os.path.join(base or os.path.expanduser("~/.local/state"), "unbend", "work.json")  # noqa: PTH111, PTH118
    from unbend import resources  # noqa: PLC0415  # it brings platformdirs and pathlib

    return os.fspath(resources.work_state_file())
