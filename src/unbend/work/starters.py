"""What starts programs with the session: systemd or launchd, asked and told through their own programs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING, Protocol

from unbend import resources
from unbend.errors import WrongUse
from unbend.work.service_text import LABEL, UNIT, agent, unit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

WITHIN_S = 20.0
"""How long systemctl and launchctl may take; a busy machine reads all its units anew."""
GONE_WITHIN_S = 10.0
"""How long launchd may take to end a program: it says yes before that is done."""
_LOOKS_EVERY_S = 0.1


class NotInstalled(WrongUse):
    """The work clock could not be had begin with the session, or no longer; the message says what was left as it is."""


class Starter(Protocol):
    """What starts programs with the session."""

    @property
    def file(self) -> Path:
        """The file it goes by."""
        ...

    @property
    def log_shown(self) -> str:
        """The command that shows what the work clock said."""
        ...

    @property
    def off_shown(self) -> str:
        """The command by which it is told to forget the work clock."""
        ...

    def look(self) -> None:
        """Raise `NotInstalled` where it does not answer, or goes by another file of that name."""
        ...

    def text(self, command: Sequence[str], environment: Mapping[str, str]) -> bytes:
        """Return what the file has to say."""
        ...

    def turn_on(self, *, is_begun: bool) -> None:
        """Go by the file from now on, and where `is_begun` begin now. Raises `NotInstalled`."""
        ...

    def turn_off(self) -> None:
        """End it, and no longer go by the file. Raises `NotInstalled`."""
        ...

    def forget(self) -> None:
        """Notice that the file is gone."""
        ...

    def is_running(self) -> bool:
        """Return whether it runs, as far as can be told."""
        ...


class Systemd:
    """The systemd of this user."""

    log_shown = f"journalctl --user -u {UNIT}"
    off_shown = f"systemctl --user disable --now {UNIT}"

    @property
    def file(self) -> Path:
        """The unit."""
        base = os.environ.get("XDG_CONFIG_HOME", "").strip()
        return (Path(base) if base else Path.home() / ".config") / "systemd" / "user" / UNIT

    def look(self) -> None:
        """Ask it for its version, and for the unit it has of that name."""
        try:
            _call("systemctl", "--user", "show", "--property=Version")
        except NotInstalled as error:
            msg = f"no systemd answers that starts programs with your session ({error}); nothing was changed"
            raise NotInstalled(msg) from error
        other = Path(_call("systemctl", "--user", "show", "--property=FragmentPath", "--value", UNIT))
        if other.is_file() and other.resolve() != self.file.resolve():
            msg = f"systemd goes by another {UNIT}, {resources.with_tilde(other)}; nothing was changed"
            raise NotInstalled(msg)

    def text(self, command: Sequence[str], environment: Mapping[str, str]) -> bytes:
        """Return the unit."""
        return unit(command, environment)

    def turn_on(self, *, is_begun: bool) -> None:
        """Enable it; one that runs already begins anew, with what is written now."""
        _call("systemctl", "--user", "daemon-reload")
        # By its path: where the shell has moved the folder of the settings, systemd looks for the name in another one.
        # It puts a link there then, which `disable` takes away.
        _call("systemctl", "--user", "enable", str(self.file.absolute()))
        if is_begun:
            _call("systemctl", "--user", "restart", UNIT)

    def turn_off(self) -> None:
        """Disable it."""
        _call("systemctl", "--user", "disable", "--now", UNIT)

    def forget(self) -> None:
        """Read the units anew, and no longer show one that failed."""
        with suppress(NotInstalled):  # it had not failed; and what it does not notice now, it does at the next session
            _call("systemctl", "--user", "daemon-reload")
            _call("systemctl", "--user", "reset-failed", UNIT)

    def is_running(self) -> bool:
        """Ask it."""
        try:
            return _call("systemctl", "--user", "is-active", UNIT) == "active"
        except NotInstalled:
            return False


class Launchd:
    """The launchd of this user."""

    log_shown = "tail -f ~/Library/Logs/unbend/work.log"
    off_shown = f"launchctl bootout gui/$UID/{LABEL}"

    @property
    def file(self) -> Path:
        """The launch agent."""
        return Path.home() / "Library" / "LaunchAgents" / f"{LABEL}.plist"

    def look(self) -> None:
        """Ask it for what runs in this session."""
        try:
            _call("launchctl", "print", self._domain)
        except NotInstalled as error:
            msg = f"no launchd answers that starts programs with your session ({error}); nothing was changed"
            raise NotInstalled(msg) from error

    def text(self, command: Sequence[str], environment: Mapping[str, str]) -> bytes:
        """Return the launch agent."""
        return agent(command, environment, resources.log_file("work"))

    def turn_on(self, *, is_begun: bool) -> None:
        """Load it, which begins it; where it is not to begin now, the next session loads it by itself."""
        resources.log_file("work").parent.mkdir(parents=True, exist_ok=True)
        self.turn_off()
        if is_begun:
            _call("launchctl", "bootstrap", self._domain, str(self.file))

    def turn_off(self) -> None:
        """Unload it, where it is loaded, and wait until it has ended."""
        complaint = f"launchd has not ended it within {GONE_WITHIN_S:g} s"
        try:
            _call("launchctl", "bootout", self._target)
        except NotInstalled as error:  # it is not loaded, or is being ended, or is left as it is
            complaint = str(error)
        for _ in range(round(GONE_WITHIN_S / _LOOKS_EVERY_S)):
            if not self._is_loaded():
                return
            sleep(_LOOKS_EVERY_S)
        raise NotInstalled(complaint)

    def forget(self) -> None:
        """Nothing is left of it once it is unloaded."""

    def is_running(self) -> bool:
        """Ask it."""
        try:
            return "state = running" in _call("launchctl", "print", self._target)
        except NotInstalled:
            return False

    def _is_loaded(self) -> bool:
        try:
            _call("launchctl", "print", self._target)
        except NotInstalled:
            return False
        return True

    @property
    def _target(self) -> str:
        return f"{self._domain}/{LABEL}"

    @property
    def _domain(self) -> str:
        return f"gui/{os.getuid()}"


def starter() -> Starter | None:
    """Return what starts programs with the session on this system; None where nothing is known that does."""
    if sys.platform == "darwin":
        return Launchd()
    return Systemd() if shutil.which("systemctl") is not None else None


def _call(*command: str) -> str:
    """Run `command` and return what it says. Raises `NotInstalled` with its complaint."""
    try:
        done = subprocess.run(  # noqa: S603  # systemctl or launchctl
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=WITHIN_S, check=False
        )
    except subprocess.TimeoutExpired as error:
        msg = f"{' '.join(command[:2])} does not answer"
        raise NotInstalled(msg) from error
    except OSError as error:
        msg = f"{command[0]} cannot be run: {error.strerror}"
        raise NotInstalled(msg) from error
    said = done.stdout.decode(errors="replace").strip()
    if done.returncode != 0:
        complaint = done.stderr.decode(errors="replace").strip().splitlines() or [
            said or f"exit code {done.returncode}"
        ]
        msg = f"{' '.join(command[:3])}: {complaint[0].rstrip('.')}"
        raise NotInstalled(msg)
    return said
