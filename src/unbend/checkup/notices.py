"""Notifications: whether this desktop and this terminal show one when a break is due."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from unbend.checkup.finding import Finding, printable
from unbend.work.notices import desktop, is_elsewhere, library_is_installed
from unbend.work.terminal_notice import sequence_known

if TYPE_CHECKING:
    from collections.abc import Mapping

PART = "Notifications"


def notification_findings(environment: Mapping[str, str] | None = None) -> list[Finding]:
    """Return what there is; nothing is shown. None of it is a fault: the work clock calls without it as well."""
    around = os.environ if environment is None else environment
    number = sequence_known(around)
    through = "not known to show any" if number is None else f"shows them (OSC {number}), where the desktop does not"
    return [Finding(PART, "desktop", _desktop()), Finding(PART, "terminal", through)]


def _desktop() -> str:
    if is_elsewhere():
        return "none over SSH, where it would be the other machine's"
    if not library_is_installed():
        return "none, as the library is not installed; pip install 'unbend[notify]' brings it"
    service = desktop("look")
    if service is None:
        why = "; macOS lets only signed programs" if sys.platform == "darwin" else ""
        return f"none, as nothing answers that shows them{why}"
    return f"shown by {printable(service)}"
