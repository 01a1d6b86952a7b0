"""A folder of the user's own sounds: what of it is played, and what is told of the rest."""

from __future__ import annotations

import os
import shutil
import wave
from array import array
from typing import TYPE_CHECKING

import pytest

from tests.audio.doubles import FakeSpawn
from tests.audio.test_decode import FILES, has_library
from unbend.audio import own_cues as module
from unbend.audio.child import spawner
from unbend.audio.own_cues import MOST_BYTES, OwnCues, has_any, own_cues
from unbend.audio.samples import RATE_HZ, read_cue, write_cue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from unbend.audio.child import Spawn


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make an empty folder of sounds."""
    (tmp_path / "sounds").mkdir()
    return tmp_path / "sounds"


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Return where sounds are kept decoded; it is not there yet."""
    return tmp_path / "cache" / "sounds"


@pytest.fixture
def spawn() -> Iterator[Spawn]:
    """Start real children whose complaints go nowhere."""
    log_fd = os.open(os.devnull, os.O_WRONLY)
    yield spawner(log_fd)
    os.close(log_fd)


def no_child() -> FakeSpawn:
    """Return what starts no child, for what must do without one."""
    spawn = FakeSpawn()
    spawn.fails = True
    return spawn


def test_where_there_is_no_folder_there_is_nothing_to_look_at(tmp_path: Path) -> None:
    """As for most people; no child is started for it."""
    assert not has_any(tmp_path / "none")
    assert own_cues(tmp_path / "none", None, no_child()) == OwnCues()


def test_a_wav_is_played_as_it_lies_there(folder: Path, kept: Path) -> None:
    """Without any library, and nothing is written."""
    write_cue(str(folder / "Start.WAV"), array("h", [1, 2, 3]))
    assert has_any(folder)
    found = own_cues(folder, kept, no_child())
    assert found.files == found.playable == {"start": folder / "Start.WAV"}
    assert (found.problems, found.strays) == ((), ())
    assert not kept.exists()


@has_library
@pytest.mark.parametrize("ending", ["ogg", "flac", "mp3"])
def test_another_kind_is_decoded_once(folder: Path, kept: Path, spawn: Spawn, ending: str) -> None:
    """In a child; the second time no child is needed, and a new file is decoded anew in the place of the old."""
    source = folder / f"finish.{ending}"
    shutil.copy(FILES / f"tone.{ending}", source)
    found = own_cues(folder, kept, spawn)
    assert found.files == {"finish": source}
    assert len(read_cue(str(found.playable["finish"]), 1.0)) == pytest.approx(RATE_HZ * 0.28, rel=0.15)
    assert own_cues(folder, kept, no_child()) == found
    os.utime(source, ns=(1, 1))
    again = own_cues(folder, kept, spawn)
    assert again.playable != found.playable
    assert [*kept.iterdir()] == [again.playable["finish"]]


@has_library
def test_a_wav_that_python_cannot_read_is_decoded_too(folder: Path, kept: Path, spawn: Spawn) -> None:
    """24 bit, as recorders make them."""
    with wave.open(str(folder / "rest.wav"), "wb") as file:
        file.setparams((2, 3, 48_000, 0, "NONE", ""))
        file.writeframes(b"\0\0\x10" * 2 * 4800)
    found = own_cues(folder, kept, spawn)
    assert found.problems == ()
    assert len(read_cue(str(found.playable["rest"]), 1.0)) == pytest.approx(RATE_HZ / 10, rel=0.02)


@has_library
def test_looking_alone_writes_nothing(folder: Path, spawn: Spawn, tmp_path: Path) -> None:
    """For those who only want to know."""
    shutil.copy(FILES / "tone.ogg", folder / "rest.ogg")
    assert own_cues(folder, None, spawn).files == {"rest": folder / "rest.ogg"}
    assert [*tmp_path.iterdir()] == [folder]


@has_library
def test_what_cannot_be_played_is_told_in_a_sentence_each(folder: Path, kept: Path, spawn: Spawn) -> None:
    """And the shipped sound is heard; one bad file spoils no other."""
    write_cue(str(folder / "start.wav"), array("h", [9]) * (RATE_HZ * 3 + 1))
    write_cue(str(folder / "rest.wav"), array("h"))
    (folder / "halfway.ogg").write_bytes(b"hello")
    (folder / "switch.mp3").mkdir()
    with (folder / "rep.flac").open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    os.mkfifo(folder / "pause.wav")
    shutil.copy(FILES / "tone.mp3", folder / "finish.mp3")
    found = own_cues(folder, kept, spawn)
    assert set(found.playable) == {"finish"}
    assert sorted(found.problems) == [
        "halfway.ogg cannot be decoded; the shipped sound is heard instead.",
        "pause.wav is not a file; the shipped sound is heard instead.",
        "rep.flac is larger than 8 MB; the shipped sound is heard instead.",
        "rest.wav holds no sound; the shipped sound is heard instead.",
        "start.wav lasts longer than 3 s; the shipped sound is heard instead.",
        "switch.mp3 is not a file; the shipped sound is heard instead.",
    ]


@has_library
def test_a_cache_that_cannot_be_written_is_told(folder: Path, spawn: Spawn, tmp_path: Path) -> None:
    """A WAV needs none."""
    (tmp_path / "cache").write_bytes(b"")
    shutil.copy(FILES / "tone.ogg", folder / "rest.ogg")
    (problem,) = own_cues(folder, tmp_path / "cache" / "sounds", spawn).problems
    assert problem.startswith("rest.ogg cannot be kept decoded (")


def test_a_file_of_no_cue_is_told_with_the_nearest_name(folder: Path) -> None:
    """It was meant to be heard; what is no sound is left in peace."""
    write_cue(str(folder / "strat.wav"), array("h", [1]))
    write_cue(str(folder / "start.wav"), array("h", [1]))
    (folder / "start.mp3").write_bytes(b"")
    (folder / "notes.txt").write_bytes(b"")
    found = own_cues(folder, None, no_child())
    assert found.strays == (
        "strat.wav is not heard: no cue is called strat; did you mean start?",
        "start.mp3 is not heard: start.wav comes first.",
    )


def test_a_child_that_dies_over_a_file_takes_nothing_with_it(folder: Path) -> None:
    """What it had answered before stands."""
    for name in ("start.ogg", "rest.ogg"):
        (folder / name).write_bytes(b"x")

    class Dies(FakeSpawn):
        def __call__(self, argv, talks, environment):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN204
            child = super().__call__(argv, talks, environment)
            child.say("ok start")
            child.say("ok something-else")
            child.end(-11)
            return child

    found = own_cues(folder, None, Dies())
    assert set(found.files) == {"start"}
    assert found.problems == ("rest.ogg cannot be decoded; the shipped sound is heard instead.",)


def test_a_child_that_hangs_is_ended(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After its time; what it was asked cannot be decoded."""
    monkeypatch.setattr(module, "DECODES_WITHIN_S", 0.05)
    (folder / "start.ogg").write_bytes(b"x")
    spawn = FakeSpawn()
    assert len(own_cues(folder, None, spawn).problems) == 1
    assert spawn.children[0].is_killed


def test_a_child_that_cannot_be_started_is_told(folder: Path) -> None:
    """The shipped sound is heard."""
    (folder / "start.ogg").write_bytes(b"x")
    (problem,) = own_cues(folder, None, no_child()).problems
    assert problem.startswith("start.ogg cannot be looked at")
