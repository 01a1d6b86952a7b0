"""The unit and the launch agent: what they say, and that a change of either shows."""

from __future__ import annotations

import os
import plistlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from unbend.work.service_text import DONE_IF_WRONG, LABEL, UNIT, agent, is_ours, unit, was_ours

ODD = '/home/a b/$HOME/100%n/"quoted"/back\\slash/\N{EURO SIGN}'
COMMAND = [ODD, "-m", "unbend", "work", "--headless"]


def texts() -> list[bytes]:
    """Return one of each."""
    return [unit(COMMAND, {"XDG_DATA_HOME": "/a b"}), agent(COMMAND, {}, Path("/log"))]


def test_the_unit_names_the_command_word_by_word() -> None:
    """Quoted as systemd reads it; the colon keeps it from taking $HOME for a variable."""
    lines = unit(COMMAND, {"XDG_DATA_HOME": "/a b%"}).decode().splitlines()
    written = ODD.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    assert f'ExecStart=:"{written}" "-m" "unbend" "work" "--headless"' in lines
    assert 'Environment="XDG_DATA_HOME=/a b%%"' in lines
    assert "\n" not in unit(["/a\nb"], {}).decode().split("ExecStart=")[1].split('"')[1]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze")
def test_systemd_has_nothing_against_the_unit(tmp_path: Path) -> None:
    """Its own check, with all that has to be quoted; in the name of a program it takes no quotes and backslashes."""
    program = tmp_path / "a b$HOME 100%n" / "python"
    program.parent.mkdir()
    program.symlink_to(sys.executable)
    file = tmp_path / UNIT

    def verified(text: bytes) -> subprocess.CompletedProcess[str]:
        file.write_bytes(text)
        return subprocess.run(
            ["systemd-analyze", "--user", "verify", "--man=no", str(file)],  # noqa: S607  # wherever it is
            env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    good = verified(unit([str(program), ODD, "$HOME"], {"XDG_DATA_HOME": ODD}))
    assert (good.returncode, UNIT in good.stderr) == (0, False), good.stderr
    bad = verified(unit([f"{program}-that-is-not-there"], {}))
    assert "is not executable" in bad.stderr


def test_the_launch_agent_reads_back() -> None:
    """The words stay words, and it is begun again after a failure only."""
    found = plistlib.loads(agent(COMMAND, {"XDG_DATA_HOME": "/a b"}, Path("/log/work.log")))
    assert found["ProgramArguments"] == COMMAND
    assert (found["Label"], found["RunAtLoad"], found["KeepAlive"]) == (LABEL, True, {"SuccessfulExit": False})
    assert found["StandardOutPath"] == found["StandardErrorPath"] == "/log/work.log"
    assert found["EnvironmentVariables"] == {"XDG_DATA_HOME": "/a b", DONE_IF_WRONG: "1"}


@pytest.mark.parametrize("text", texts(), ids=["unit", "agent"])
def test_a_change_shows(text: bytes) -> None:
    """Wherever it is made; what was never written here bears no mark at all."""
    assert is_ours(text)
    for changed in (text + b"# mine\n", b"\n" + text, text.replace(b"--headless", b"--plain")):
        assert (is_ours(changed), was_ours(changed)) == (False, True)
    assert (is_ours(b"[Service]\n"), was_ours(b"[Service]\n"), is_ours(b"")) == (False, False, False)
