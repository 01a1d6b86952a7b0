"""`unbend doctor`: what it finds, in surroundings that are well and in broken ones."""

from __future__ import annotations

import getpass
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.audio.rig import Recording, Rig, listen, missing, undisturbed
from tests.audio.test_decode import FILES, has_library
from unbend import resources
from unbend.checkup import program, report
from unbend.history.store import Store

if TYPE_CHECKING:
    from tests.commands.conftest import Unbend


@pytest.fixture(autouse=True)
def surroundings(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the sound be turned off and the terminal be a good one; return the home."""
    monkeypatch.setenv("UNBEND_AUDIO", "off")
    monkeypatch.setenv("TERM", "xterm")
    return home


def advice(unbend: Unbend) -> dict[str, str]:
    """Return what needs attention, by part and name."""
    said = unbend("doctor", "--json")
    told = json.loads(said.out)
    found = {f"{each['part']}/{each['name']}": each["advice"] for each in told["findings"] if each["advice"]}
    assert said.code == (1 if found else 0)
    assert told["needs_attention"] == bool(found)
    assert said.err == ""
    return found


def test_where_all_is_well_it_ends_with_nothing_and_makes_nothing(unbend: Unbend, home: Path) -> None:
    """No folder, no file."""
    said = unbend("doctor")
    assert said.code == 0, said.out
    assert said.out.splitlines()[-1] == "Nothing needs attention."
    assert [path.name for path in home.iterdir()] == ["run"]  # where the system keeps its sockets


def test_every_part_is_told(unbend: Unbend) -> None:
    """And what there is not is said as it is."""
    findings = json.loads(unbend("doctor", "--json").out)["findings"]
    parts = [*dict.fromkeys(each["part"] for each in findings)]
    expected = ["Terminal", "Sound", "Voice", "Notifications", "Work clock", "Presence", "Files", "History", "Program"]
    assert parts == expected
    told = {f"{each['part']}/{each['name']}": each["found"] for each in findings}
    assert told["Voice/engines"]
    assert "followed by ear" in told["Voice/used"] or told["Voice/used"].startswith("none: there is no voice")
    assert told["Notifications/desktop"].startswith(("shown by ", "none"))
    assert told["Notifications/terminal"]
    assert told["Sound/used"] == "off, turned off, as UNBEND_AUDIO is off"
    assert "not there yet, can be made" in told["Files/data"]
    assert told["Files/shipped sounds"] == "15 files"
    assert "textual " in told["Program/libraries"]


def test_a_history_that_is_well_is_told_with_its_size(unbend: Unbend) -> None:
    """And how many sessions it has."""
    with Store.open(resources.history_file()):
        pass
    assert advice(unbend) == {}
    assert " kB, 0 sessions, intact" in unbend("doctor").out


def test_what_is_broken_is_told_in_a_sentence_each(unbend: Unbend) -> None:
    """Settings, history and sounds at once; none keeps the others from being looked at."""
    resources.user_sounds().mkdir(parents=True)
    resources.settings_file().write_text("volume = 400\n")
    (resources.user_sounds() / "rest.wav").mkdir()
    shutil.copy(FILES / "tone.mp3", resources.user_sounds() / "begin.mp3")
    resources.history_file().parent.mkdir(parents=True)
    resources.history_file().write_text("no history")
    found = advice(unbend)
    assert set(found) == {"Sound/your own", "Files/config.toml", "History/file"}
    assert "volume: should be a whole number from 0 to 100" in found["Files/config.toml"]
    assert "move ~/data/unbend/history.db aside" in found["History/file"]
    assert "4 things need attention, marked with !" in unbend("doctor").out


def test_a_file_in_the_way_of_a_folder_is_told(unbend: Unbend, home: Path) -> None:
    """Nothing could be kept."""
    (home / "data").write_text("")
    assert "~/data is in the way" in advice(unbend)["Files/data"]


@pytest.mark.skipif("os.geteuid() == 0", reason="nothing is read-only to this user")
def test_a_home_that_is_read_only_is_told(unbend: Unbend, home: Path) -> None:
    """Folder by folder."""
    home.chmod(0o500)
    try:
        assert {"Files/settings", "Files/data", "Files/cache", "Files/log"} <= set(advice(unbend))
    finally:
        home.chmod(0o700)


def test_a_folder_that_cannot_be_written_is_told(unbend: Unbend, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also to a user who may do anything, on a disk that is read-only."""
    monkeypatch.setattr("unbend.checkup.places.os.access", lambda *_: False)
    found = advice(unbend)
    assert set(found) == {"Files/settings", "Files/data", "Files/cache", "Files/log"}
    assert all("cannot be written" in each for each in found.values())


def test_an_account_without_a_home_is_told(unbend: Unbend, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in some containers."""

    def no_home() -> Path:
        raise RuntimeError

    monkeypatch.setattr(Path, "home", no_home)
    assert "set HOME" in advice(unbend)["Files/home"]


def test_a_home_that_is_not_there_is_told(unbend: Unbend, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A typing slip, or a disk that is not mounted."""
    monkeypatch.setenv("HOME", str(home / "gone"))
    assert "set HOME" in advice(unbend)["Files/home"]


def test_a_library_that_is_missing_is_told(unbend: Unbend, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its name."""
    monkeypatch.setattr(program, "_NEEDED", ("click", "no-such-library"))
    assert "no-such-library" in advice(unbend)["Program/libraries"]


def test_a_wrong_name_in_the_environment_is_told(unbend: Unbend, monkeypatch: pytest.MonkeyPatch) -> None:
    """The variable, and what it may say."""
    monkeypatch.setenv("UNBEND_AUDIO", "loudspeaker")
    assert "UNBEND_AUDIO names no way" in advice(unbend)["Sound/used"]


def test_where_no_device_is_what_was_tried_is_told_and_nothing_is_made(home: Path) -> None:
    """In a process of its own, with no server to be found and no folder for the run."""
    kept = {"PATH": os.environ["PATH"], "HOME": str(home), "TERM": "xterm", "LANG": "C.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-m", "unbend", "doctor", "--json"], capture_output=True, env=kept, check=False, text=True
    )
    findings = json.loads(done.stdout)["findings"]
    used = next(each for each in findings if (each["part"], each["name"]) == ("Sound", "used"))
    assert done.stderr == ""
    assert [*home.iterdir()] == []
    if used["found"] == "off, no device":
        assert done.returncode == 1
        assert used["advice"]
        assert any(each["name"] == "tried" and "no device: ready" in each["found"] for each in findings)


def test_the_report_names_neither_the_user_nor_the_home(
    unbend: Unbend, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A block to paste, whatever stands in it."""
    monkeypatch.setattr(getpass, "getuser", lambda: "annamaria")
    monkeypatch.setenv("TERM_PROGRAM", "annamaria's terminal")
    resources.settings_file().parent.mkdir(parents=True)
    resources.settings_file().write_text("volume =")
    said = unbend("doctor", "--report")
    assert said.out.startswith("```text\nTerminal\n")
    assert said.out.endswith("\n```\n")
    assert "annamaria" not in said.out
    assert str(home) not in said.out
    assert "~/config/unbend/config.toml" in said.out


def test_names_are_taken_out_as_words_only(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who is called `x` does not lose every x."""
    monkeypatch.setattr(getpass, "getuser", lambda: "x")
    assert report.without_names(f"120 x40 x {home}/axe") == "120 x40 user ~/axe"


def test_one_cue_is_played_if_asked_for(unbend: Unbend, monkeypatch: pytest.MonkeyPatch) -> None:
    """And said; where the volume is nothing, that."""
    assert "played           start; the sound is off, turned off" in unbend("doctor", "--sound").out
    assert "played" not in unbend("doctor").out
    resources.settings_file().parent.mkdir(parents=True)
    resources.settings_file().write_text("volume = 0\n")
    assert "nothing, as the volume in the settings is nothing" in " ".join(unbend("doctor", "--sound").out.split())
    monkeypatch.setenv("COLUMNS", "60")
    wide = [line for line in unbend("doctor").out.splitlines() if len(line) >= 60 and len(line.split()) > 2]
    assert wide == []


@has_library
@pytest.mark.sound
@pytest.mark.skipif(bool(missing()), reason=f"no rig without {missing()}")
def test_nothing_is_heard_but_the_one_cue_that_was_asked_for(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a real server, whose device is named; and nothing is made there either."""
    (tmp_path / "rig").mkdir()
    rig = Rig(tmp_path / "rig")
    for name, value in rig.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("UNBEND_AUDIO", "miniaudio")
    rig.start()

    def heard(*options: str) -> list[str]:
        recording = Recording(rig)
        argv = [sys.executable, "-m", "unbend", "doctor", "--json", *options]
        done = subprocess.run(argv, capture_output=True, check=False, text=True)
        listen(0.5)
        told = {f"{each['part']}/{each['name']}": each["found"] for each in json.loads(done.stdout)["findings"]}
        assert "PulseAudio" in told["Sound/used"]
        assert told["Sound/devices"] != "none that could be named"
        return recording.end().cues()

    try:
        undisturbed(lambda: _same(heard(), []))
        undisturbed(lambda: _same(heard("--sound"), ["start"]))
    finally:
        rig.stop()
    assert [*home.glob("*/unbend")] == []  # the server of the rig has a folder of its own there


def _same(found: list[str], wanted: list[str]) -> None:
    assert found == wanted
