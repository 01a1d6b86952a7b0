"""Installing and removing: whose file is touched, and what is left where something goes wrong."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from unbend.work import starters
from unbend.work.install import Status, found, install, uninstall
from unbend.work.service_text import is_ours, unit
from unbend.work.starters import NotInstalled, Systemd

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


class StarterDouble:
    """Something that starts programs with the session, and writes down what it is told."""

    log_shown = "show the log"
    off_shown = "turn it off"

    def __init__(self, folder: Path) -> None:
        self.file = folder / "units" / "unbend-work.service"
        self.told: list[str] = []
        self.fails_at = ""

    def _hears(self, what: str) -> None:
        self.told.append(what)
        if what == self.fails_at:
            msg = f"{what} did not come off"
            raise NotInstalled(msg)

    def look(self) -> None:
        """Answer."""
        self._hears("look")

    def text(self, command: Sequence[str], environment: Mapping[str, str]) -> bytes:
        """Return a unit."""
        return unit(command, environment)

    def turn_on(self, *, is_begun: bool) -> None:
        """Go by the file."""
        self._hears("on, begun" if is_begun else "on")

    def turn_off(self) -> None:
        """Go by it no longer."""
        self._hears("off")

    def forget(self) -> None:
        """Notice that it is gone."""
        self._hears("forget")

    def is_running(self) -> bool:
        """Tell nothing."""
        return False


@pytest.fixture
def system(tmp_path: Path) -> StarterDouble:
    """Return one whose folder is not there yet."""
    return StarterDouble(tmp_path)


def test_what_was_installed_is_removed_without_a_trace(system: StarterDouble) -> None:
    """The file runs this very Python; nothing else is left beside it."""
    install(system, ["work", "--headless"], is_begun=True)
    text = system.file.read_text(encoding="utf-8")
    assert f'"{sys.executable}" "-P" "-m" "unbend" "work" "--headless"' in text
    assert (found(system.file), system.told) == (Status.OURS, ["look", "on, begun"])
    assert [*system.file.parent.iterdir()] == [system.file]
    assert uninstall(system)
    assert (found(system.file), system.told[2:]) == (Status.NOTHING, ["look", "off", "forget"])
    assert [*system.file.parent.iterdir()] == []
    assert not uninstall(system)


def test_installed_twice_the_second_holds(system: StarterDouble) -> None:
    """It is our own file that is replaced."""
    install(system, ["work", "--headless"], is_begun=True)
    install(system, ["work", "--headless", "--every", "45m"], is_begun=False)
    assert '"45m"' in system.file.read_text(encoding="utf-8")
    assert (found(system.file), system.told[-1]) == (Status.OURS, "on")


@pytest.mark.parametrize("kind", ["changed", "foreign", "a link"])
def test_what_is_somebody_elses_is_left(system: StarterDouble, tmp_path: Path, kind: str) -> None:
    """Neither replaced nor removed, and nothing is turned on or off; the sentence says what to do."""
    install(system, ["work", "--headless"], is_begun=True)
    if kind == "changed":
        system.file.write_bytes(system.file.read_bytes() + b"# mine\n")
    elif kind == "foreign":
        system.file.write_bytes(b"[Service]\nExecStart=/bin/true\n")
    else:
        system.file.rename(tmp_path / "mine")
        system.file.symlink_to(tmp_path / "mine")
    before, system.told = system.file.read_bytes(), []
    with pytest.raises(NotInstalled, match="changed since" if kind == "changed" else "not written by Unbend"):
        install(system, ["work"], is_begun=True)
    with pytest.raises(NotInstalled, match="left as it is; turn it off turns it off"):
        uninstall(system)
    assert (system.file.read_bytes(), system.told) == (before, [])


def test_where_nothing_answers_nothing_is_written(system: StarterDouble) -> None:
    """Not even a folder."""
    system.fails_at = "look"
    with pytest.raises(NotInstalled, match="look did not come off"):
        install(system, ["work"], is_begun=True)
    assert not system.file.parent.exists()


def test_what_does_not_come_off_is_taken_back(system: StarterDouble) -> None:
    """To nothing, or to what was there before."""
    system.fails_at = "on"
    with pytest.raises(NotInstalled, match=r"on did not come off; .* is as it was before"):
        install(system, ["work"], is_begun=False)
    assert (found(system.file), system.told) == (Status.NOTHING, ["look", "on", "off", "forget"])
    system.fails_at = ""
    install(system, ["work", "--headless"], is_begun=False)
    before, system.fails_at = system.file.read_bytes(), "on"
    with pytest.raises(NotInstalled):
        install(system, ["work", "--headless", "--mute"], is_begun=False)
    assert system.file.read_bytes() == before


def test_a_folder_that_cannot_be_made_is_told(system: StarterDouble) -> None:
    """In a sentence."""
    system.file.parent.write_text("in the way", encoding="utf-8")
    with pytest.raises(NotInstalled, match="cannot be"):
        install(system, ["work"], is_begun=True)


@pytest.fixture
def systemctl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a systemctl first that writes down what it is told, and complains where it is told to; return its folder."""
    folder = tmp_path / "bin"
    folder.mkdir()
    script = folder / "systemctl"
    script.write_text(
        f'#!/bin/sh\necho "$@" >> {folder}/told\n'
        f'case "$*" in *"$(cat {folder}/fails 2>/dev/null || echo never)"*)\n'
        f"  echo 'Failed to connect to bus: No medium found.' >&2; exit 1;; esac\n"
        f"[ -e {folder}/hangs ] && exec sleep 60\nexit 0\n",
        encoding="utf-8",
    )
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return folder


needs_a_shell = pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")


@needs_a_shell
def test_systemd_is_told_in_order(systemctl: Path, tmp_path: Path) -> None:
    """Read anew, enable, begin; disable, read anew."""
    system = Systemd()
    install(system, ["work", "--headless"], is_begun=True)
    assert system.file == tmp_path / "config" / "systemd" / "user" / "unbend-work.service"
    assert f'Environment="XDG_CONFIG_HOME={tmp_path / "config"}"' in system.file.read_text(encoding="utf-8")
    uninstall(system)
    assert (systemctl / "told").read_text(encoding="utf-8").splitlines() == [
        "--user show --property=Version",
        "--user daemon-reload",
        "--user enable unbend-work.service",
        "--user restart unbend-work.service",
        "--user show --property=Version",
        "--user disable --now unbend-work.service",
        "--user daemon-reload",
        "--user reset-failed unbend-work.service",
    ]


@needs_a_shell
def test_systemd_that_does_not_answer_is_a_sentence(systemctl: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With its own complaint, or that it took too long."""
    (systemctl / "fails").write_text("show", encoding="utf-8")
    with pytest.raises(NotInstalled, match=r"no systemd answers .*No medium found.*nothing was changed"):
        install(Systemd(), ["work"], is_begun=True)
    (systemctl / "fails").unlink()
    (systemctl / "hangs").touch()
    monkeypatch.setattr(starters, "WITHIN_S", 0.2)
    with pytest.raises(NotInstalled, match="systemctl --user does not answer"):
        install(Systemd(), ["work"], is_begun=True)
    assert not Systemd().file.exists()


def test_a_mark_is_for_the_text_above_it() -> None:
    """One taken from another file makes nothing ours."""
    one, other = unit(["/a"], {}), unit(["/b"], {})
    assert not is_ours(one.rpartition(b"# written")[0] + b"# written" + other.rpartition(b"# written")[2])
