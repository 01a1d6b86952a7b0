"""The Player the app sees, with children that are only played, and once on a machine without sound."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.audio.doubles import FakeChild, FakeSpawn
from tests.audio.rig import SOUNDS
from unbend.audio.client import CHOICE_VARIABLE, AudioClient, gain_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from unbend.audio.player import Player

SOURCE = Path(__file__).parents[2] / "src"


class Bench:
    """A client whose worker is only played."""

    def __init__(self, folder: Path, *, fails: bool = False) -> None:
        self.spawn = FakeSpawn()
        self.spawn.fails = fails
        self.rung: list[int] = []
        self.log = folder / "sound.log"
        self.client = AudioClient(
            SOUNDS,
            choice="miniaudio",
            bell=lambda: self.rung.append(1),
            log_path=self.log,
            make_spawn=lambda _: self.spawn,
        )

    def started(self) -> FakeChild:
        """Return the worker once it has been started and has said that it is ready."""
        while not self.spawn.children:
            self.client.settled(0.01)
        child = self.spawn.children[-1]
        child.say("ready Played")
        assert self.client.settled(10)
        return child

    def heard(self) -> str:
        """Return the next order the worker has been given."""
        lines = iter(self.spawn.children[-1].heard.readline, b"")
        return next((line.decode().strip() for line in lines if not line.startswith(b"load ")), "")


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """Make a client on its own, and close it in the end."""
    bench = Bench(tmp_path)
    yield bench
    bench.client.close()


def test_what_was_tried_can_be_asked_for(bench: Bench) -> None:
    """With the sound system underneath, as the worker names it; without reading the log."""
    bench.started()
    assert bench.client.notes == ("miniaudio: ready, through Played",)


def test_a_cue_may_have_a_part_of_the_volume(bench: Bench) -> None:
    """Half of the half is a sixteenth of the amplitude; no part at all is not played."""
    bench.started()
    bench.client.set_volume(0.5)
    bench.client.play("start", 0.0)
    bench.client.play("tick", 0.5)
    assert bench.heard().startswith("play 1 0.0625 ")


def test_a_file_of_the_users_own_takes_the_place_of_the_shipped_one(bench: Bench, tmp_path: Path) -> None:
    """From when it is known; the others stay."""
    bench.started()
    bench.client.use({"start": tmp_path / "own.wav"})
    bench.client.play("start")
    assert bench.heard().endswith(str(tmp_path / "own.wav"))
    bench.client.play("tick")
    assert bench.heard().endswith("tick.wav")


def test_a_cue_reaches_the_worker_with_its_file_and_gain(bench: Bench) -> None:
    """Quietly at half the volume: a quarter of the amplitude is heard as about half."""
    player: Player = bench.client
    bench.started()
    assert player.status == "sound: on (miniaudio)"
    player.set_volume(0.5)
    player.prepare()
    player.play("start")
    assert bench.heard() == "prepare"
    assert bench.heard() == f"play 1 0.2500 {SOUNDS / 'start.wav'}"


def test_a_stop_reaches_the_worker_before_anything_that_waits(bench: Bench) -> None:
    """It is written by the caller's own thread, and once more in its turn, after the cues asked for before it."""
    bench.started()
    bench.client.play("start")
    bench.client.stop()
    heard = [bench.heard() for _ in range(3)]
    assert heard.count("stop") == 2
    assert heard[-1] == "stop"


def test_before_the_device_is_open_the_status_says_so(bench: Bench) -> None:
    """Nothing is promised that has not been proved."""
    assert bench.client.status == "sound: starting"
    assert not bench.client.settled(0)
    bench.started()


def test_a_muted_client_plays_nothing_and_falls_silent(bench: Bench) -> None:
    """Muting is heard at once, not with the next cue."""
    bench.started()
    bench.client.set_muted(True)
    assert bench.heard() == "stop"
    assert bench.client.status == "sound: muted"
    bench.client.play("start")
    bench.client.prepare()
    bench.client.set_muted(False)
    bench.client.play("finish")
    heard = bench.heard()
    while heard == "stop":
        heard = bench.heard()
    assert heard.endswith("finish.wav")


def test_volume_nought_is_silence(bench: Bench) -> None:
    """And whatever lies outside 0..1 counts as the nearer end."""
    bench.started()
    bench.client.set_volume(-3)
    assert bench.client.status == "sound: muted"
    bench.client.set_volume(7)
    assert bench.client.status == "sound: on (miniaudio)"
    bench.client.play("start")
    heard = bench.heard()
    while heard == "stop":
        heard = bench.heard()
    assert heard.startswith("play 1 1.0000 ")


def test_a_name_without_a_file_is_noted_and_ignored(bench: Bench) -> None:
    """People may remove a file to be rid of a cue."""
    bench.started()
    bench.client.play("no such cue")
    bench.client.play("start")
    assert bench.heard().endswith("start.wav")
    assert "no such cue" in bench.log.read_text(encoding="utf-8")


def test_a_dead_worker_is_replaced_and_the_cue_played_again(bench: Bench) -> None:
    """A kill costs no cue."""
    child = bench.started()
    bench.client.play("start")
    assert bench.heard().endswith("start.wav")
    child.end(-9)
    while len(bench.spawn.children) == 1:
        bench.client.settled(0.01)
    bench.started()
    assert bench.heard().endswith("start.wav")
    assert bench.client.settled(10)
    assert bench.client.status == "sound: on (miniaudio)"


def test_without_a_device_the_bell_rings(tmp_path: Path) -> None:
    """And the cue that was waiting is not lost."""
    bench = Bench(tmp_path, fails=True)
    bench.client.play("start")
    assert bench.client.drained(10)
    bench.client.close()
    assert bench.rung == [1]
    assert bench.client.status == "sound: off"


def test_a_bell_that_raises_ends_the_sound_and_nothing_else(tmp_path: Path) -> None:
    """The app goes on in silence, and the log says why."""

    def ring() -> None:
        raise RuntimeError

    log = tmp_path / "sound.log"
    client = AudioClient(SOUNDS, choice="bell", bell=ring, log_path=log)
    assert client.settled(10)
    client.play("start")
    while client.status != "sound: off":
        client.settled(0.01)
    client.play("start")
    client.stop()
    client.close()
    assert "RuntimeError" in log.read_text(encoding="utf-8")


def test_the_end_of_the_last_cue_can_be_awaited(bench: Bench) -> None:
    """For a program that closes right after it."""
    child = bench.started()
    assert bench.client.drained(0.5)
    bench.client.play("tick")
    assert bench.heard().endswith("tick.wav")
    child.say("ok 1 60000")
    assert not bench.client.drained(0.05)
    bench.client.stop()
    assert bench.client.drained(10)


def test_the_environment_may_choose_the_chain(monkeypatch: pytest.MonkeyPatch) -> None:
    """An argument comes first; a name nobody knows counts as none."""
    monkeypatch.setenv(CHOICE_VARIABLE, "off")
    by_environment = AudioClient(SOUNDS)
    by_argument = AudioClient(SOUNDS, choice="bell", bell=lambda: None)
    assert by_environment.settled(10)
    assert by_argument.settled(10)
    assert by_environment.status == "sound: off, turned off"
    assert by_argument.status == "sound: terminal bell"
    by_environment.close()
    by_argument.close()


def test_a_log_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    """A full or read-only disk is no reason for silence."""
    client = AudioClient(SOUNDS, choice="bell", bell=lambda: None, log_path=tmp_path / "none" / "sound.log")
    assert client.settled(10)
    client.close()


def test_everything_after_close_is_ignored(bench: Bench) -> None:
    """Closing twice included."""
    child = bench.started()
    bench.client.close()
    assert child.is_killed
    late: list[Callable[[], object]] = [bench.client.prepare, bench.client.stop, bench.client.close]
    for call in late:
        call()
    bench.client.play("start")
    bench.client.set_muted(True)
    assert bench.client.status == "sound: off"


def test_half_the_volume_is_a_quarter_of_the_amplitude() -> None:
    """And the ends stay where they are."""
    assert [gain_at(volume) for volume in (0.0, 0.5, 1.0)] == [0.0, 0.25, 1.0]


NO_SOUND = """
import sys
from pathlib import Path
from unbend.audio.client import AudioClient
rung = []
client = AudioClient(Path(sys.argv[1]), bell=lambda: rung.append(1) if sys.argv[2] == "bell" else None)
client.play("start")
settled = client.settled(20)
client.play("finish")
client.drained(5)
status = client.status
client.close()
loaded = {"miniaudio", "simpleaudio", "textual", "rich", "yaml", "sqlite3", "pydantic"} & set(sys.modules)
Path(sys.argv[3]).write_text(f"{settled} {len(rung)} {status} {sorted(loaded)}")
"""


def test_without_any_device_nothing_is_written_on_the_terminal(tmp_path: Path) -> None:
    """Sound libraries write dozens of lines on standard error, and the screen is drawn there.

    The whole chain is tried, with the servers out of reach, and no sound library is loaded into the app itself.
    """
    environment = {
        **{name: value for name, value in os.environ.items() if name != CHOICE_VARIABLE},
        "PYTHONPATH": str(SOURCE),
        "PULSE_SERVER": f"unix:{tmp_path}/no-server",
        "XDG_RUNTIME_DIR": str(tmp_path),
        "PIPEWIRE_RUNTIME_DIR": str(tmp_path),
        "ALSA_CONFIG_PATH": os.devnull,
    }
    result = tmp_path / "result"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", NO_SOUND, str(SOUNDS), "bell", str(result)],
        env=environment,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    settled, rung, status = result.read_text(encoding="utf-8").split(" ", 2)
    assert settled == "True"
    assert int(rung) >= 1
    assert status == "sound: terminal bell []"
