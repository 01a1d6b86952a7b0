"""What tells of somebody being there, for tests: GNOME's compositor and the login service, on the bus of the test.

    idle_daemon.py mutter MS
    idle_daemon.py login TYPE IS_IDLE SINCE_MS [remote]
    idle_daemon.py hangs

It prints "ready"; SINCE_MS is how long ago the session began to count as idle.
"""

# Without postponed annotations: the bus library reads them.
import asyncio
import sys
from time import monotonic_ns  # noqa: TID251  # the login service dates by it
from typing import Annotated

from dbus_fast.aio import MessageBus
from dbus_fast.annotations import DBusBool, DBusSignature, DBusStr, DBusUInt64
from dbus_fast.constants import PropertyAccess
from dbus_fast.service import ServiceInterface, dbus_method, dbus_property

MUTTER = "org.gnome.Mutter.IdleMonitor"
LOGIN = "org.freedesktop.login1"
SESSION = "/org/freedesktop/login1/session/_32"
Session = Annotated[tuple[str, str], DBusSignature("(so)")]


class Mutter(ServiceInterface):
    """GNOME's compositor."""

    def __init__(self, idle_ms: int | None) -> None:
        """Answer `idle_ms` always, or after an hour."""
        super().__init__(MUTTER)
        self._idle_ms = idle_ms

    @dbus_method(name="GetIdletime")
    async def idle(self) -> DBusUInt64:
        """Say for how long nothing was touched."""
        if self._idle_ms is None:
            await asyncio.sleep(3600)
        return self._idle_ms or 0


class User(ServiceInterface):
    """The user as the login service knows them."""

    def __init__(self) -> None:
        """Have one session."""
        super().__init__(f"{LOGIN}.User")

    @dbus_property(access=PropertyAccess.READ, name="Display")
    def display(self) -> Session:
        """Name the session."""
        return ("2", SESSION)


class LoginSession(ServiceInterface):
    """That session."""

    def __init__(self, kind: str, is_idle: str, since_ms: str, *, is_remote: bool) -> None:
        """Be of that kind."""
        super().__init__(f"{LOGIN}.Session")
        self._kind = kind
        self._is_idle = is_idle == "yes"
        self._since_us = monotonic_ns() // 1000 - int(since_ms) * 1000
        self._is_remote = is_remote

    @dbus_property(access=PropertyAccess.READ, name="Type")
    def kind(self) -> DBusStr:
        """Say what it is."""
        return self._kind

    @dbus_property(access=PropertyAccess.READ, name="Remote")
    def is_remote(self) -> DBusBool:
        """Say whether somebody is elsewhere."""
        return self._is_remote

    @dbus_property(access=PropertyAccess.READ, name="IdleHint")
    def is_idle(self) -> DBusBool:
        """Say whether it counts as idle."""
        return self._is_idle

    @dbus_property(access=PropertyAccess.READ, name="IdleSinceHintMonotonic")
    def since(self) -> DBusUInt64:
        """Say since when."""
        return self._since_us


async def main(what: str, *of: str) -> None:
    """Answer until somebody ends the process."""
    bus = await MessageBus().connect()
    if what == "login":
        bus.export("/org/freedesktop/login1/user/self", User())
        bus.export(SESSION, LoginSession(*of[:3], is_remote="remote" in of))
    else:
        bus.export("/org/gnome/Mutter/IdleMonitor/Core", Mutter(int(of[0]) if of else None))
    await bus.request_name(LOGIN if what == "login" else MUTTER)
    print("ready", flush=True)  # noqa: T201  # the test reads it
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
