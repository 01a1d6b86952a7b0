"""Installing and removing: whose file is touched, and what is left where something goes wrong."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from unbend.work import starters
from unbend.work.install import Ownership, found, install, uninstall
from unbend.work.service_text import UNIT, is_ours, unit
from unbend.work.starters import Launchd, NotInstalled, Systemd

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
        self.fails_at: tuple[str, ...] = ()
        self.error: Exception | None = None
        """What is raised then, in place of a complaint of its own."""
        self.runs = False

    def _hears(self, what: str) -> None:
        self.told.append(what)
        if what in self.fails_at:
            msg = f"{what} did not come off"
            raise self.error or NotInstalled(msg)

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
        """Tell what the test says."""
        return self.runs


@pytest.fixture
def system(tmp_path: Path) -> StarterDouble:
    """Return one whose folder is not there yet."""
    return StarterDouble(tmp_path)


def test_what_was_installed_is_removed_without_a_trace(system: StarterDouble) -> None:
    """The file runs this very Python; nothing else is left beside it."""
    install(system, ["work", "--headless"], is_begun=True)
    text = system.file.read_text(encoding="utf-8")
    assert f'"{sys.executable}" "-P" "-m" "unbend" "work" "--headless"' in text
    assert (found(system.file), system.told) == (Ownership.OURS, ["look", "on, begun"])
    assert [*system.file.parent.iterdir()] == [system.file]
    assert uninstall(system)
    assert (found(system.file), system.told[2:]) == (Ownership.NOTHING, ["look", "off", "forget"])
    assert [*system.file.parent.iterdir()] == []
    assert not uninstall(system)


def test_installed_twice_the_second_holds(system: StarterDouble) -> None:
    """It is our own file that is replaced."""
    install(system, ["work", "--headless"], is_begun=True)
    install(system, ["work", "--headless", "--every", "45m"], is_begun=False)
    assert '"45m"' in system.file.read_text(encoding="utf-8")
    assert (found(system.file), system.told[-1]) == (Ownership.OURS, "on")


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
    system.fails_at = ("look",)
    with pytest.raises(NotInstalled, match="look did not come off"):
        install(system, ["work"], is_begun=True)
    assert not system.file.parent.exists()


COMPLAINTS = pytest.mark.parametrize(
    ("error", "said"),
    [(None, "on did not come off"), (PermissionError(13, "not allowed", "/log"), "/log: not allowed")],
    ids=["refused", "error"],
)


@COMPLAINTS
def test_what_does_not_come_off_is_taken_back(system: StarterDouble, error: Exception | None, said: str) -> None:
    """To nothing, and nothing goes by it."""
    system.fails_at, system.error = ("on",), error
    with pytest.raises(NotInstalled, match=rf"{said}; .* is as it was before"):
        install(system, ["work"], is_begun=False)
    assert (found(system.file), system.told) == (Ownership.NOTHING, ["look", "on", "off", "forget"])


@COMPLAINTS
@pytest.mark.parametrize(
    ("runs", "told"), [(True, ["look", "on, begun", "on, begun"]), (False, ["look", "on, begun", "off", "on"])]
)
def test_what_was_installed_before_is_put_back(
    system: StarterDouble, error: Exception | None, said: str, told: list[str], *, runs: bool
) -> None:
    """It runs afterwards if it ran before, and only then."""
    install(system, ["work", "--headless"], is_begun=False)
    before, system.runs, system.told = system.file.read_bytes(), runs, []
    tried = 0

    def fails_once(*, is_begun: bool) -> None:
        nonlocal tried
        tried += 1
        system.told.append("on, begun" if is_begun else "on")
        if tried == 1:
            raise error or NotInstalled(said)

    system.turn_on = fails_once  # type: ignore[method-assign]  # the first time only
    with pytest.raises(NotInstalled, match=rf"{said}; .* is as it was before"):
        install(system, ["work", "--headless", "--mute"], is_begun=True)
    assert (system.file.read_bytes(), system.told) == (before, told)


def test_what_cannot_be_put_back_is_told(system: StarterDouble) -> None:
    """It says what is not as it was, and where to look."""
    system.fails_at = ("on", "off")
    with pytest.raises(NotInstalled, match=r"on did not .*could not be put back as it was: off did not .*turn it off"):
        install(system, ["work"], is_begun=False)
    system.fails_at = ()
    install(system, ["work"], is_begun=False)
    system.fails_at = ("on",)
    with pytest.raises(NotInstalled) as told:
        install(system, ["work", "--mute"], is_begun=False)
    assert "as it was before" not in str(told.value)


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
        f"[ -e {folder}/hangs ] && exec sleep 60\n"
        f'case "$*" in *FragmentPath*) cat {folder}/goes-by 2>/dev/null;; esac\nexit 0\n',
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
        "--user show --property=FragmentPath --value unbend-work.service",
        "--user is-active unbend-work.service",
        "--user daemon-reload",
        f"--user enable {system.file}",
        "--user restart unbend-work.service",
        "--user show --property=Version",
        "--user show --property=FragmentPath --value unbend-work.service",
        "--user disable --now unbend-work.service",
        "--user daemon-reload",
        "--user reset-failed unbend-work.service",
    ]


@needs_a_shell
def test_another_unit_of_that_name_is_left(systemctl: Path, tmp_path: Path) -> None:
    """Such as one installed from a shell with other folders; a link to our own file is our own."""
    other = tmp_path / "unbend-work.service"
    other.touch()
    (systemctl / "goes-by").write_text(f"{other}\n", encoding="utf-8")
    with pytest.raises(NotInstalled, match=r"systemd goes by another .*nothing was changed"):
        install(Systemd(), ["work"], is_begun=True)
    assert not Systemd().file.exists()
    assert "disable" not in (systemctl / "told").read_text(encoding="utf-8")
    other.unlink()
    other.symlink_to(Systemd().file)
    install(Systemd(), ["work"], is_begun=True)
    install(Systemd(), ["work", "--mute"], is_begun=True)
    assert uninstall(Systemd())


@pytest.mark.skipif(shutil.which("systemctl") is None, reason="needs systemctl")
def test_a_unit_enabled_by_its_path_is_found_by_its_name(tmp_path: Path) -> None:
    """Wherever it lies, and no link is left when it is disabled: what `Systemd` relies on, offline."""
    folder = tmp_path / "moved"
    folder.mkdir()
    (folder / UNIT).write_bytes(unit(["/bin/true"], {}))
    (tmp_path / "etc" / "systemd" / "system").mkdir(parents=True)
    for order in (("enable", f"/moved/{UNIT}"), ("disable", UNIT)):
        command = ["systemctl", f"--root={tmp_path}", *order]
        subprocess.run(command, check=True, capture_output=True, timeout=60)
        links = [each.name for each in tmp_path.rglob("*") if each.is_symlink()]
        assert links == ([UNIT, UNIT] if order[0] == "enable" else [])
    assert (folder / UNIT).is_file()


@pytest.fixture
def launchctl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a launchctl first that keeps in files what is loaded and what it was told; return their folder."""
    folder = tmp_path / "bin"
    folder.mkdir()
    script = folder / "launchctl"
    script.write_text(
        f'#!/bin/sh\ncd {folder}\ncase "$*" in\n'
        f'"print gui/"*/*) [ -e loaded ] || exit 113; [ -e ending ] || exit 0\n'
        f"    printf x >> ending; [ $(wc -c < ending) -lt 4 ] || rm loaded ending;;\n"
        f"bootout*) echo bootout >> told; [ -e loaded ] || exit 3\n"
        f"    [ -e stays ] && {{ echo 'Operation not permitted' >&2; exit 1; }}\n"
        f"    touch ending;;\n"
        f"bootstrap*) echo bootstrap >> told; [ -e loaded ] && exit 5; touch loaded;;\nesac\nexit 0\n",
        encoding="utf-8",
    )
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(starters, "_LOOKS_EVERY_S", 0.01)
    return folder


@needs_a_shell
def test_launchd_is_given_time_to_end_the_one_that_runs(launchctl: Path) -> None:
    """It says yes before it has, and takes no other of that name meanwhile."""
    system = Launchd()
    install(system, ["work", "--headless"], is_begun=True)
    install(system, ["work", "--headless", "--mute"], is_begun=True)
    assert (launchctl / "loaded").exists()
    assert uninstall(system)
    assert not (launchctl / "loaded").exists()
    told = (launchctl / "told").read_text(encoding="utf-8").split()
    assert told == ["bootout", "bootstrap", "bootout", "bootstrap", "bootout"]


@needs_a_shell
def test_what_launchd_does_not_end_is_not_said_to_be_ended(launchctl: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is left, so that it can be asked again."""
    monkeypatch.setattr(starters, "GONE_WITHIN_S", 0.05)
    install(Launchd(), ["work", "--headless"], is_begun=True)
    (launchctl / "stays").touch()
    with pytest.raises(NotInstalled, match="Operation not permitted"):
        uninstall(Launchd())
    assert Launchd().file.exists()


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
