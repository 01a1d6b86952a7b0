"""Presence: what on this machine tells the work clock that nobody is at the desk."""

from __future__ import annotations

import os
from contextlib import closing

from unbend.checkup.finding import Finding, printable
from unbend.work.idle_asker import IdleAsker, can_be_asked, could_be_told

PART = "Presence"
_BY_THE_CLOCK = "the work clock goes by the time alone"
_LATE = " as far as the desktop tells it, which is some minutes late, and in KDE Plasma never"


def presence_findings() -> list[Finding]:
    """Return who tells; none of it is a fault, for the work clock goes on without."""
    return [Finding(PART, "idle", _idle())]


def _idle() -> str:
    if not could_be_told():
        return f"not told on this system; {_BY_THE_CLOCK}"
    if not can_be_asked():
        return f"not told, as no library asks; pip install 'unbend[presence]' brings one; {_BY_THE_CLOCK}"
    with closing(IdleAsker()) as asker:
        by = asker.ask().by
    if by is not None:
        return f"told by {printable(by)}{_LATE if by == 'the login session' else ''}"
    why = (
        " over SSH" if os.environ.get("SSH_CONNECTION") else ", as neither GNOME nor X11 nor a desktop's login answers"
    )
    return f"not told{why}; {_BY_THE_CLOCK}"
