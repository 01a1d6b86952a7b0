"""The work clock: whether one runs, and whether one begins with the session."""

from __future__ import annotations

from unbend import resources
from unbend.checkup.finding import Finding, printable
from unbend.work import look
from unbend.work.install import Ownership, found
from unbend.work.starters import NotInstalled, starter

PART = "Work clock"


def work_findings() -> list[Finding]:
    """Return what is known; that there is none is no fault."""
    running, _ = look.now()
    runs = "none" if running is None else f"process {running['pid']}, {running['status']}"
    return [Finding(PART, "running", printable(runs)), _with_session(is_any_running=running is not None)]


def _with_session(*, is_any_running: bool) -> Finding:
    name, system = "with the session", starter()
    if system is None:
        return Finding(PART, name, "nothing is known here that would start it")
    shown = printable(resources.with_tilde(system.file))
    try:
        whose = found(system.file)
    except NotInstalled as error:
        return Finding(PART, name, shown, f"{printable(str(error))}; give yourself the right to read it.")
    if whose is Ownership.NOTHING:
        return Finding(PART, name, "no; unbend work --install lets it begin with the session")
    changed = {
        Ownership.CHANGED: ", changed since it was written",
        Ownership.FOREIGN: ", which Unbend did not write",
    }.get(whose, "")
    if system.is_running():
        return Finding(PART, name, f"by {shown}{changed}, and it runs")
    why = "as another one does" if is_any_running else f"and {system.log_shown} says why"
    return Finding(PART, name, f"by {shown}{changed}; it does not run now, {why}")
