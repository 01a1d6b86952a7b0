"""The user's own sounds, really decoded."""

from __future__ import annotations

from array import array
from itertools import pairwise
from pathlib import Path

import pytest

from unbend.audio.chain import library_is_installed
from unbend.audio.decode import NO_LIBRARY, decoded, main
from unbend.audio.samples import RATE_HZ, CueUnreadable, read_cue, write_cue

FILES = Path(__file__).parent / "files"
"""A quarter of a second of 440 Hz at half of full scale, in each format."""

has_library = pytest.mark.skipif(not library_is_installed("miniaudio"), reason="miniaudio is not installed")


@has_library
@pytest.mark.parametrize("name", ["tone.ogg", "tone.flac", "tone.mp3"])
def test_a_sound_is_decoded_to_what_the_device_wants(name: str) -> None:
    """At our rate, as long as it was, and with its tone: 440 Hz pass through zero 220 times in a quarter second."""
    samples = decoded(str(FILES / name))
    assert 0.24 < len(samples) / RATE_HZ < 0.33  # an MP3 is padded
    assert max(samples) == pytest.approx(16_400, rel=0.1)
    loud = samples[len(samples) // 4 : len(samples) * 3 // 4]
    crossings = sum((a < 0) != (b < 0) for a, b in pairwise(loud))
    assert crossings * RATE_HZ / len(loud) / 2 == pytest.approx(440, rel=0.02)


@has_library
def test_what_is_too_long_is_read_no_farther_than_the_limit(tmp_path: Path) -> None:
    """An album under a cue's name is refused in the time that three seconds take."""
    song = tmp_path / "start.wav"
    write_cue(str(song), array("h", [1000]) * (RATE_HZ * 3 + 1))
    with pytest.raises(CueUnreadable, match="lasts longer than 3 s"):
        decoded(str(song))
    write_cue(str(song), array("h", [1000]) * (RATE_HZ * 3))
    assert len(decoded(str(song))) == RATE_HZ * 3


@has_library
@pytest.mark.parametrize("content", [b"", b"OggS", b"ID3\x04", b"fLaC", b"\0" * 5000, b"hello" * 1000])
def test_what_is_no_sound_is_refused(tmp_path: Path, content: bytes) -> None:
    """Whatever its name says."""
    for ending in ("ogg", "flac", "mp3", "wav"):
        file = tmp_path / f"start.{ending}"
        file.write_bytes(content)
        with pytest.raises(CueUnreadable):
            decoded(str(file))


@has_library
def test_each_file_is_kept_and_answered_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The good one as a cue file, in the place of what was kept for it before; the others with why not."""
    kept = tmp_path / "kept" / "start-0000000000000002.wav"
    kept.parent.mkdir()
    old, other = kept.with_name("start-0000000000000001.wav"), kept.with_name("rest-0000000000000001.wav")
    for file in (old, other):
        file.write_bytes(b"")
    (tmp_path / "in-the-way").write_bytes(b"")
    asked = [
        *("start", FILES / "tone.ogg", kept),
        *("rest", tmp_path / "none.mp3", tmp_path / "rest.wav"),
        *("finish", FILES / "tone.mp3", ""),
        *("switch", FILES / "tone.flac", tmp_path / "in-the-way" / "switch.wav"),
    ]
    assert main([str(each) for each in asked]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "ok start",
        "bad rest cannot be read",
        "ok finish",
        "bad switch cannot be kept decoded (File exists)",
    ]
    assert [path.name for path in sorted(kept.parent.iterdir())] == [other.name, kept.name]
    assert len(read_cue(str(kept), 1.0)) == pytest.approx(RATE_HZ / 4, rel=0.01)


def test_without_the_library_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """And what can be played all the same."""
    monkeypatch.setitem(__import__("sys").modules, "miniaudio", None)
    with pytest.raises(CueUnreadable, match=NO_LIBRARY):
        decoded(str(FILES / "tone.ogg"))
