"""How long nobody has touched anything, by what answers on D-Bus: GNOME's compositor, and the login session.

Imported in the idle worker only, with the extra `presence`. KDE's `GetSessionIdleTime` is left alone: its unit is not
the same everywhere, and on Wayland it knows nothing.
"""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING, Any

from dbus_fast import BusType, Message, MessageFlag, MessageType
from dbus_fast.aio import MessageBus

from unbend.session.clock import system_us

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from unbend.units import Ms

WITHIN_S = 1.5
_US_PER_MS = 1000
_LOGIN = "org.freedesktop.login1"
_SELF = "/org/freedesktop/login1/user/self"
_GRAPHICAL = frozenset({"x11", "wayland", "mir"})
"""A login session of another type goes by its terminal alone: a compositor started from one seems idle for ever."""


class MutterIdle:
    """GNOME's compositor, which knows to the millisecond, on Wayland as on X11."""

    name = "GNOME"

    def idle_ms(self) -> Ms | None:
        """Return for how long nothing was touched, None where there is no such compositor."""
        if not _session_bus_is_there():
            return None
        return _asked(BusType.SESSION, _mutter_ms)


class LoginIdle:
    """The login session, which knows what the desktop tells it: that it counts as idle, some minutes late.

    It never claims too much. A desktop that tells it nothing, as KDE Plasma, seems never to be idle.
    """

    name = "the login session"

    def idle_ms(self) -> Ms | None:
        """Return how long the session has counted as idle, 0 where it does not, None where there is none."""
        return _asked(BusType.SYSTEM, _login_ms)


def _session_bus_is_there() -> bool:
    """Return whether the session has a bus: without an address the library would try the one of the X server."""
    return bool(os.environ.get("DBUS_SESSION_BUS_ADDRESS") or os.environ.get("XDG_RUNTIME_DIR"))


def _asked(kind: BusType, ask: Callable[[MessageBus], Awaitable[Ms | None]]) -> Ms | None:
    async def answer() -> Ms | None:
        bus = await MessageBus(bus_type=kind).connect()
        try:
            return await ask(bus)
        finally:
            bus.disconnect()

    async def in_time() -> Ms | None:
        return await asyncio.wait_for(answer(), WITHIN_S)

    return asyncio.run(in_time())


async def _mutter_ms(bus: MessageBus) -> Ms | None:
    name = "org.gnome.Mutter.IdleMonitor"
    path = "/org/gnome/Mutter/IdleMonitor/Core"
    body = await _call(bus, Message(destination=name, path=path, interface=name, member="GetIdletime"))
    return None if body is None else body[0]


async def _login_ms(bus: MessageBus) -> Ms | None:
    shown = await _call(bus, _properties(_SELF, "Get", f"{_LOGIN}.User", "Display"))
    if shown is None:
        return None
    _, path = shown[0].value
    told = await _call(bus, _properties(path, "GetAll", f"{_LOGIN}.Session"))
    session = {} if told is None else {name: variant.value for name, variant in told[0].items()}
    if session.get("Type") not in _GRAPHICAL or session.get("Remote"):
        return None
    if not session["IdleHint"]:
        return 0
    since_us = session["IdleSinceHintMonotonic"]
    return (system_us() - since_us) // _US_PER_MS if since_us else None


def _properties(path: str, member: str, *of: str) -> Message:
    return Message(
        destination=_LOGIN,
        path=path,
        interface="org.freedesktop.DBus.Properties",
        member=member,
        signature="s" * len(of),
        body=[*of],
    )


async def _call(bus: MessageBus, message: Message) -> list[Any] | None:
    """Return what is answered, None for an error; nothing is started for the sake of an answer."""
    message.flags = MessageFlag.NO_AUTOSTART
    reply = await bus.call(message)
    return None if reply.message_type is not MessageType.METHOD_RETURN else [*reply.body]
