"""Cue files in, samples out."""

from __future__ import annotations

import wave
from array import array
from typing import TYPE_CHECKING

import pytest

from unbend.audio.samples import RATE_HZ, CueUnreadable, at_device_rate, cue_length_s, read_cue, write_cue

if TYPE_CHECKING:
    from pathlib import Path


def wav(path: Path, *, channels: int = 1, width: int = 2, rate: int = RATE_HZ, data: bytes = b"\1\0" * 8) -> str:
    """Write a WAV file of this kind and return its path."""
    with wave.open(str(path / "cue.wav"), "wb") as file:
        file.setparams((channels, width, rate, 0, "NONE", ""))
        file.writeframes(data)
    return str(path / "cue.wav")


def test_what_was_written_is_read(tmp_path: Path) -> None:
    """To the bit."""
    samples = array("h", [0, 1, -1, 32_767, -32_768])
    write_cue(str(tmp_path / "cue.wav"), samples)
    assert read_cue(str(tmp_path / "cue.wav"), 1.0) == samples


def test_a_gain_makes_it_quieter_but_never_louder(tmp_path: Path) -> None:
    """Half is half; more than one is one."""
    write_cue(str(tmp_path / "cue.wav"), array("h", [1000, -1000]))
    assert list(read_cue(str(tmp_path / "cue.wav"), 0.5)) == [500, -500]
    assert list(read_cue(str(tmp_path / "cue.wav"), 3.0)) == [1000, -1000]


def test_stereo_becomes_the_mean_of_both_sides(tmp_path: Path) -> None:
    """A cue has no direction."""
    path = wav(tmp_path, channels=2, data=array("h", [100, 300, -100, -300]).tobytes())
    assert list(read_cue(path, 1.0)) == [200, -200]


def test_another_rate_keeps_its_length_in_seconds() -> None:
    """A second at 22.05 kHz is a second."""
    there = at_device_rate(array("h", range(22_050)), 22_050)
    assert len(there) == RATE_HZ
    assert there[100] == 50


@pytest.mark.parametrize(
    ("width", "data"), [(1, b"\x80" * 8), (3, b"\0" * 24), (2, b"")], ids=["8 bit", "24 bit", "empty"]
)
def test_a_kind_we_cannot_play_is_refused(tmp_path: Path, width: int, data: bytes) -> None:
    """With the file's name in the message; simpleaudio even crashes on an empty one."""
    with pytest.raises(CueUnreadable, match=r"cue\.wav"):
        read_cue(wav(tmp_path, width=width, data=data), 1.0)


@pytest.mark.parametrize("content", [b"", b"RIFF", b"RIFF\x04\0\0\0WAVE", b"\0" * 500, b"hello"])
def test_a_file_that_is_no_wav_is_refused(tmp_path: Path, content: bytes) -> None:
    """Whatever stands in it."""
    (tmp_path / "cue.wav").write_bytes(content)
    with pytest.raises(CueUnreadable):
        read_cue(str(tmp_path / "cue.wav"), 1.0)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    """It may have been removed since it was found."""
    with pytest.raises(CueUnreadable, match="none"):
        read_cue(str(tmp_path / "none.wav"), 1.0)


def test_the_length_of_a_cue_is_in_its_header(tmp_path: Path) -> None:
    """And a file that has none is refused."""
    assert cue_length_s(wav(tmp_path, rate=8000, data=b"\0" * 2 * 4000)) == 0.5
    (tmp_path / "cue.wav").write_bytes(b"RIFF")
    with pytest.raises(CueUnreadable):
        cue_length_s(str(tmp_path / "cue.wav"))


def test_a_song_is_not_a_cue(tmp_path: Path) -> None:
    """More than a minute is a mistake."""
    with pytest.raises(CueUnreadable, match="60 s"):
        read_cue(wav(tmp_path, rate=8000, data=b"\0" * 2 * 8000 * 61), 1.0)
