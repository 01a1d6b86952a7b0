"""What shows notifications on a desktop, for tests: it answers on the session's bus and prints what it was to show.

    notice_daemon.py [hangs]

It prints "ready" and then a line of JSON for each notification; where it `hangs`, it answers the first question only
after an hour.
"""

# Without postponed annotations: the bus library reads them.
import asyncio
import json
import sys
from typing import Annotated, Any

from dbus_fast.aio import MessageBus
from dbus_fast.annotations import DBusInt32, DBusSignature, DBusStr, DBusUInt32
from dbus_fast.service import ServiceInterface, dbus_method

NAME, PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
Texts = Annotated[list[str], DBusSignature("as")]
Hints = Annotated[dict[str, Any], DBusSignature("a{sv}")]
Server = Annotated[tuple[str, str, str, str], DBusSignature("ssss")]


class Daemon(ServiceInterface):
    """The methods of version 1.2 that are called when one is shown."""

    def __init__(self, *, hangs: bool) -> None:
        """Answer at once, or hang."""
        super().__init__(NAME)
        self._hangs = hangs
        self._number = 0

    @dbus_method(name="GetServerInformation")
    async def server(self) -> Server:
        """Say who answers."""
        if self._hangs:
            await asyncio.sleep(3600)
        return ("Test shell", "Nobody", "7", "1.2")

    @dbus_method(name="GetCapabilities")
    def capabilities(self) -> Texts:
        """Say what can be shown."""
        return ["body"]

    @dbus_method(name="Notify")
    def notify(  # noqa: PLR0913, PLR0917  # the specification's
        self,
        app: DBusStr,
        replaces: DBusUInt32,  # noqa: ARG002  # likewise
        icon: DBusStr,  # noqa: ARG002  # likewise
        title: DBusStr,
        body: DBusStr,
        actions: Texts,  # noqa: ARG002  # likewise
        hints: Hints,
        timeout: DBusInt32,  # noqa: ARG002  # likewise
    ) -> DBusUInt32:
        """Write down what was to be shown."""
        self._number += 1
        print(json.dumps([app, title, body, hints["urgency"].value]), flush=True)  # noqa: T201  # the test reads it
        return self._number


async def main() -> None:
    """Answer until somebody ends the process."""
    bus = await MessageBus().connect()
    bus.export(PATH, Daemon(hangs="hangs" in sys.argv[1:]))
    await bus.request_name(NAME)
    print("ready", flush=True)  # noqa: T201  # likewise
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
