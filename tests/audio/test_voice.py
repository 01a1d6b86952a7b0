"""Speech, rendered ahead and kept."""

from __future__ import annotations

import os
import shutil
from array import array
from importlib.util import find_spec
from pathlib import Path
from time import sleep

import pytest
from scripts.loudness import loudest_lufs

from unbend.audio import voice as module
from unbend.audio.engines import Call, engines
from unbend.audio.samples import FULL_SCALE, RATE_HZ, write_cue
from unbend.audio.voice import Voice, VoiceFailed, find_voice, polished, run, tidy, voice_names
from unbend.errors import WrongUse

(PLAYED, *_) = engines(platform="linux", which=lambda name: f"/bin/{name}", has=lambda _: None)
TEXT = "Next: ear toward shoulder, left side."


class Speaker:
    """An engine that is only played: it writes a tone with silence around it."""

    def __init__(self, *, is_silent: bool = False) -> None:
        self.texts: list[str] = []
        self._level = 0 if is_silent else 9_000

    def __call__(self, call: Call, text: str) -> str:
        """Write the file that is asked for, or say a version."""
        if "-w" in call.argv:
            self.texts.append(text)
            quiet = array("h", [0]) * RATE_HZ
            write_cue(call.argv[call.argv.index("-w") + 1], quiet + array("h", [self._level, -self._level]) * 20_000)
        return "1.51"


def test_a_text_is_spoken_once_and_then_read(tmp_path: Path) -> None:
    """By another voice object as well; another voice speaks anew."""
    speaker = Speaker()
    first = Voice(PLAYED, "", tmp_path / "voice", speaker).spoken(TEXT)
    assert Voice(PLAYED, "en-us", tmp_path / "voice", speaker).spoken(TEXT) == first
    assert speaker.texts == [TEXT]
    Voice(PLAYED, "en-gb", tmp_path / "voice", speaker).spoken(TEXT)
    assert len(speaker.texts) == 2
    assert [each.suffix for each in (tmp_path / "voice").iterdir()] == [".wav", ".wav"]


def test_speech_is_trimmed_and_never_clipped(tmp_path: Path) -> None:
    """The second of silence before it is gone; both ends are faded."""
    samples = Voice(PLAYED, "", tmp_path, Speaker()).spoken(TEXT)
    assert len(samples) < 42_000
    assert samples[0] == samples[-1] == 0
    assert max(samples) < FULL_SCALE * 0.71


def test_an_engine_that_says_nothing_has_failed(tmp_path: Path) -> None:
    """And nothing is kept of it."""
    with pytest.raises(VoiceFailed, match="nothing was said"):
        Voice(PLAYED, "", tmp_path, Speaker(is_silent=True)).spoken(TEXT)
    assert [*tmp_path.iterdir()] == []
    with pytest.raises(VoiceFailed, match="nothing was said"):
        polished(array("h", [0] * 100))


@pytest.mark.skipif(os.name != "posix", reason="programs of this name are elsewhere")
def test_a_program_that_fails_is_told_in_its_own_last_words() -> None:
    """And one that is not there by the system's."""
    with pytest.raises(VoiceFailed, match="exit code 3"):
        run(Call(("/bin/sh", "-c", "exit 3"), {}), "")
    with pytest.raises(VoiceFailed, match="no such voice"):
        run(Call(("/bin/sh", "-c", "echo no such voice >&2; exit 1"), {}), "")
    with pytest.raises(VoiceFailed, match="none"):
        run(Call(("/none",), {}), "")


def test_a_cache_too_large_loses_its_oldest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest stay."""
    monkeypatch.setattr(module, "_MOST_BYTES", 25)
    for age, name in enumerate(("new", "middle", "old")):
        (tmp_path / f"{name}.wav").write_bytes(b"x" * 10)
        os.utime(tmp_path / f"{name}.wav", (1_000 - age, 1_000 - age))
    tidy(tmp_path)
    assert {each.stem for each in tmp_path.iterdir()} == {"new", "middle"}


def test_a_voice_is_found_by_its_name(tmp_path: Path) -> None:
    """The first for `auto`; what is not there is said with what to do about it."""
    assert find_voice("auto", tmp_path, [PLAYED]).name == "en-us"
    assert find_voice("espeak-ng:en-gb", tmp_path, [PLAYED]).name == "en-gb"
    with pytest.raises(WrongUse, match="unbend voices lists them"):
        find_voice("alexa", tmp_path, [PLAYED])
    with pytest.raises(WrongUse, match=r"unbend\[voice\]"):
        find_voice("auto", tmp_path, [])


HERE = [
    pytest.param(
        name,
        marks=pytest.mark.skipif(not is_here, reason=f"{name} is not installed"),
    )
    for name, is_here in (
        ("espeak-ng", shutil.which("espeak-ng") is not None),
        ("espeakng-loader", find_spec("espeakng_loader") is not None),
    )
]


@pytest.mark.parametrize("name", HERE)
def test_an_engine_that_is_here_speaks(name: str, tmp_path: Path) -> None:
    """As long as the words take, as loud as a cue, in a voice that it lists."""
    voice = find_voice(name, tmp_path, engines())
    samples = voice.spoken(TEXT)
    assert 1_500 < voice.length_ms(TEXT) < 4_000
    assert -20 < loudest_lufs([sample / FULL_SCALE for sample in samples]) < -14
    assert "en-gb" in voice_names(voice.engine)
    assert find_voice(f"{name}:en-gb", tmp_path, engines()).spoken(TEXT) != samples


@pytest.mark.parametrize("name", HERE)
def test_words_that_look_like_options_are_only_spoken(name: str, tmp_path: Path) -> None:
    """Whatever an author writes."""
    assert find_voice(name, tmp_path, engines()).length_ms("--help; $(reboot)") > 500


def test_where_nothing_can_be_kept_it_is_spoken_all_the_same(tmp_path: Path) -> None:
    """A file in the place of the folder, as on a disk that is full or read-only."""
    (tmp_path / "voice").write_text("in the way")
    voice = Voice(PLAYED, "", tmp_path / "voice", Speaker())
    assert voice.length_ms(TEXT) > 0
    assert voice.rendered(TEXT).is_file()


def test_an_engine_that_hangs_is_ended_with_what_it_started(tmp_path: Path) -> None:
    """And told in words."""
    script = tmp_path / "espeak-ng"
    script.write_text(f"#!/bin/sh\nsleep 60 &\necho $! > {tmp_path}/pid\nsleep 60\n")
    script.chmod(0o700)
    with pytest.raises(VoiceFailed, match=r"^espeak-ng did not answer in 1 s$"):
        run(Call((str(script),), {}), TEXT, 1.0)
    pid = int((tmp_path / "pid").read_text())
    for _ in range(600):  # the system takes a moment to end it
        if not is_running(pid):
            return
        sleep(0.05)
    raise AssertionError(pid)


def is_running(pid: int) -> bool:
    """Whether the process is there, and more than a name that nobody has buried."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
