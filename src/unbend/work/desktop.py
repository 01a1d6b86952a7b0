"""Shows one notification on the desktop, as a process of its own; the only file that knows the library for it.

    look             print what shows notifications here
    show TITLE TEXT  show one

The exit code is 0 where that went well and 1 where there is nothing that shows them. The library talks to a bus or a
system service that may hang, complains on standard error, and takes a tenth of a second to import: all of it ends with
this process, which its starter gives a few seconds (`notices`).
"""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_notifier import DesktopNotifier

_APP = "Unbend"
_SERVICES = {"darwin": "Notification Center", "win32": "Windows"}


def main(arguments: Sequence[str]) -> int:
    """Do what `arguments` ask for and return the exit code."""
    try:
        return asyncio.run(_answer(arguments))
    except Exception as error:  # noqa: BLE001  # whatever a library of any version raises, there is no notification
        print(f"{type(error).__name__}: {error}", file=sys.stderr)  # noqa: T201  # for whoever runs it by hand
        return 1


async def _answer(arguments: Sequence[str]) -> int:
    from desktop_notifier import DesktopNotifier, Urgency  # noqa: PLC0415  # an extra; seldom there

    notifier = DesktopNotifier(app_name=_APP, app_icon=None)
    # Sending swallows every failure; this asks the service and does not. macOS lets only a signed app through.
    await notifier.get_capabilities()
    if not await notifier.has_authorisation():
        return 1
    match arguments:
        case ["look"]:
            print(await _service(notifier))  # noqa: T201  # the answer
        case ["show", title, text]:
            arrived: list[str] = []
            notifier.on_dispatched = arrived.append
            await notifier.send(title=title, message=text, urgency=Urgency.Normal)
            return 0 if arrived else 1
        case _:
            return 1
    return 0


async def _service(notifier: DesktopNotifier) -> str:
    """Return the name of what shows notifications; the library knows it on the bus only, and does not tell."""
    interface = getattr(notifier._backend, "interface", None)  # noqa: SLF001
    if interface is None:
        return _SERVICES.get(sys.platform, "the desktop")
    name, vendor, version, _ = await interface.call_get_server_information()
    return " ".join(filter(None, (str(name), str(version), f"({vendor})" if vendor else "")))
