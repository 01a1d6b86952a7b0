"""Which programs speak, and how each is called."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from unbend.audio.engines import ENGLISH, Engine, engines

if TYPE_CHECKING:
    from pathlib import Path


def only(platform: str, program: str, *, has_loader: bool = False) -> list[Engine]:
    """Return the engines of a machine that has one program."""
    return engines(
        platform=platform,
        which=lambda name: f"/bin/{name}" if name == program else None,
        has=lambda _: has_loader or None,
    )


@pytest.mark.parametrize(
    ("platform", "program", "name"),
    [
        ("linux", "espeak-ng", "espeak-ng"),
        ("linux", "espeak", "espeak-ng"),
        ("darwin", "say", "say"),
        ("win32", "powershell", "sapi"),
    ],
)
def test_what_a_machine_has_is_found(platform: str, program: str, name: str) -> None:
    """And nothing else."""
    (engine,) = only(platform, program)
    assert (engine.name, engine.program) == (name, f"/bin/{program}")
    assert only(platform, "none") == []


def test_the_extra_comes_last() -> None:
    """What the system has is used first."""
    names = [engine.name for engine in only("linux", "espeak-ng", has_loader=True)]
    assert names == ["espeak-ng", "espeakng-loader"]


def test_espeak_is_called_with_a_file_and_reads_the_text_from_its_input() -> None:
    """No word of a routine is an argument."""
    (engine,) = only("linux", "espeak-ng")
    call = engine.speak(engine.program, "en-gb", "out.wav")
    assert call.argv == ("/bin/espeak-ng", "-v", "en-gb", "-s", "170", "-w", "out.wav", "--stdin")
    assert engine.read_voices("") == ENGLISH


def test_the_extra_is_a_process_of_its_own() -> None:
    """Of this Python."""
    (engine,) = only("linux", "none", has_loader=True)
    call = engine.speak(engine.program, "en-us", "out.wav")
    assert call.argv == (sys.executable, "-m", "unbend.audio.speaker", "en-us", "170", "out.wav")


def test_say_writes_a_wav_and_names_its_english_voices() -> None:
    """Its own voice where none is chosen."""
    (engine,) = only("darwin", "say")
    form = ("-r", "170", "-o", "out.wav", "--data-format=LEI16@22050", "--file-format=WAVE", "-f", "-")
    assert engine.speak("say", "", "out.wav").argv == ("say", *form)
    assert engine.speak("say", "Alex", "out.wav").argv == ("say", "-v", "Alex", *form)
    listed = "Alex                en_US    # Hello.\nAnna                de_DE    # Hallo.\nBad News  en_US    # Hi.\n"
    assert engine.read_voices(listed) == ["Alex", "Bad News"]


def test_windows_speaks_by_powershell_with_names_in_the_environment() -> None:
    """A voice or a path can hold no command there."""
    (engine,) = only("win32", "powershell")
    call = engine.speak("powershell", "Zira'; calc", "C:\\out.wav")
    assert call.environment == {"UNBEND_VOICE": "Zira'; calc", "UNBEND_WAV": "C:\\out.wav"}
    assert call.argv[:4] == ("powershell", "-NoProfile", "-NonInteractive", "-Command")
    assert "SetOutputToWaveFile($env:UNBEND_WAV" in call.argv[4]
    assert "calc" not in call.argv[4]
    assert engine.read_voices("Zira\r\nDavid\r\n") == ["Zira", "David"]


def test_piper_speaks_where_somebody_put_a_voice(tmp_path: Path) -> None:
    """And then before all others; without a voice it is none."""
    which = {"piper": "/bin/piper", "espeak-ng": "/bin/espeak-ng"}.get

    def there() -> list[Engine]:
        return engines(tmp_path, platform="linux", which=which, has=lambda _: None)

    assert [engine.name for engine in there()] == ["espeak-ng"]
    for name in ("joe", "amy"):
        (tmp_path / f"{name}.onnx").touch()
    piper, _ = there()
    assert (piper.name, piper.usual_voice, [*piper.read_voices("")]) == ("piper", "amy", ["amy", "joe"])
    call = piper.speak(piper.program, "joe", "out.wav")
    assert call.argv == ("/bin/piper", "--model", str(tmp_path / "joe.onnx"), "--output_file", "out.wav")
