"""Tracks as files: what they say of themselves, and what happens when they cannot be written."""

from __future__ import annotations

import os
import wave
from array import array
from typing import TYPE_CHECKING

import mutagen
import pytest
import soundfile

from unbend.audio import encoders
from unbend.audio.encoders import FORMATS, Tags, check, write_track
from unbend.audio.samples import RATE_HZ
from unbend.audio.track import Chapter, Sounding, Track
from unbend.errors import TrackUnwritable, WrongUse

if TYPE_CHECKING:
    from pathlib import Path

TAGS = Tags(
    "Knees, \u00e4 bit", "0:03, 2 steps.", "unbend", (Chapter(0, "Bend"), Chapter(1_500, "Stretch \u2013 left"))
)
TRACK = Track([Sounding(1_000, "tone")], {"tone": array("h", [900, -900] * 400)}, 3_000)
LIMIT = 4_000
"""Bytes after which the file system takes no more, less than any format needs for a noise of three seconds."""


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_file_has_the_length_of_its_track_and_calls_for_each_block(suffix: str, tmp_path: Path) -> None:
    """To the sample, in lossy formats too; and nothing else is left in the folder."""
    seen: list[int] = []
    write_track(tmp_path / f"knees{suffix}", TRACK, TAGS, seen.append)
    assert soundfile.info(tmp_path / f"knees{suffix}").frames == TRACK.frames == sum(seen)
    assert [each.name for each in tmp_path.iterdir()] == [f"knees{suffix}"]


@pytest.mark.parametrize("suffix", [".flac", ".ogg"])
def test_title_length_and_chapters_are_vorbis_comments(suffix: str, tmp_path: Path) -> None:
    """As players read them."""
    write_track(tmp_path / f"knees{suffix}", TRACK, TAGS, lambda _: None)
    tags = dict(mutagen.File(tmp_path / f"knees{suffix}"))
    assert {name.upper(): value for name, (value,) in tags.items()} == {
        "TITLE": "Knees, \u00e4 bit",
        "COMMENT": "0:03, 2 steps.",
        "ENCODER": "unbend",
        "LENGTH": "3000",
        "CHAPTER001": "00:00:00.000",
        "CHAPTER001NAME": "Bend",
        "CHAPTER002": "00:00:01.500",
        "CHAPTER002NAME": "Stretch \u2013 left",
    }


def test_title_length_and_chapters_are_id3_frames(tmp_path: Path) -> None:
    """One chapter up to the next, the last up to the end."""
    write_track(tmp_path / "knees.mp3", TRACK, TAGS, lambda _: None)
    tags = mutagen.File(tmp_path / "knees.mp3").tags
    assert (tags["TIT2"].text, tags["TLEN"].text) == (["Knees, \u00e4 bit"], ["3000"])
    told = [(each.start_time, each.end_time, str(each.sub_frames["TIT2"])) for each in tags.getall("CHAP")]
    assert sorted(told) == [(0, 1_500, "Bend"), (1_500, 3_000, "Stretch \u2013 left")]
    assert tags["CTOC:steps"].child_element_ids == ["step1", "step2"]


def test_a_wav_has_its_title_and_a_mark_for_each_chapter(tmp_path: Path) -> None:
    """Read by another's reader, and still a WAV file to the standard library."""
    write_track(tmp_path / "knees.wav", TRACK, TAGS, lambda _: None)
    with soundfile.SoundFile(tmp_path / "knees.wav") as file:
        assert (file.title, file.comment, file.software) == ("Knees, \u00e4 bit", "0:03, 2 steps.", "unbend")
        assert "Pos : 66150" in file.extra_info.replace("  ", " ")
        assert "labl : 2 : Stretch" in file.extra_info
    with wave.open(str(tmp_path / "knees.wav")) as plain:
        assert plain.getparams()[:4] == (1, 2, RATE_HZ, TRACK.frames)


def test_what_cannot_be_written_to_is_said_before_anything_is_made(tmp_path: Path) -> None:
    """Each in a sentence that says what to do."""
    (tmp_path / "mine.wav").write_text("mine")
    for name, said in (
        ("knees.txt", "ends in one of .wav, .flac, .ogg, .mp3"),
        ("knees", "ends in one of"),
        ("nowhere/knees.wav", "there is no folder"),
        ("mine.wav", "--force replaces it"),
    ):
        with pytest.raises(WrongUse, match=said):
            check(tmp_path / name, is_forced=False)
    check(tmp_path / "mine.wav", is_forced=True)
    (tmp_path / "folder.wav").mkdir()
    with pytest.raises(WrongUse, match="no file"):
        check(tmp_path / "folder.wav", is_forced=True)


def test_without_the_extra_wav_is_written_and_the_others_say_what_they_need(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the command that brings it."""
    monkeypatch.setattr(encoders, "find_spec", lambda name: None if name == "soundfile" else name)
    check(tmp_path / "knees.WAV", is_forced=False)
    with pytest.raises(WrongUse, match=r'\.mp3 needs two more packages, pip install "unbend\[export\]"'):
        check(tmp_path / "knees.mp3", is_forced=False)


@pytest.mark.parametrize("suffix", FORMATS)
def test_an_interruption_leaves_nothing_and_what_was_there_stays(suffix: str, tmp_path: Path) -> None:
    """Ctrl-C between any two blocks."""
    path = tmp_path / f"knees{suffix}"
    path.write_text("mine")

    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_track(path, TRACK, TAGS, interrupt)
    assert [each.read_text() for each in tmp_path.iterdir()] == ["mine"]


@pytest.mark.skipif(os.name != "posix", reason="no limit of this kind elsewhere")
@pytest.mark.parametrize("suffix", FORMATS)
def test_a_disk_that_takes_no_more_is_told_and_nothing_is_left(suffix: str, tmp_path: Path) -> None:
    """Also where the encoder itself does not say why."""
    import resource  # noqa: PLC0415  # not everywhere
    import signal  # noqa: PLC0415  # likewise

    noise = array("h", [(index * 7919) % 20_011 - 10_000 for index in range(3 * RATE_HZ)])
    track = Track([Sounding(0, "noise")], {"noise": noise}, 3_000)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT, before[1]))
    try:
        with pytest.raises(TrackUnwritable, match=rf"knees\{suffix} cannot be written: "):
            write_track(tmp_path / f"knees{suffix}", track, TAGS, lambda _: None)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
    assert [*tmp_path.iterdir()] == []
