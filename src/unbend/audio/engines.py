"""The programs that speak: which of them this machine has, how each is called, and which voices it has.

Only command lines; nothing is started here. Every engine gets the text on its standard input, so no word of a routine
is ever read as an option or by a shell.
"""

from __future__ import annotations

import re
import shutil
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

WORDS_PER_MINUTE = 170
"""Calm, and quick enough for a name in a lead-in of five seconds."""
ENGLISH = ("en-us", "en-gb", "en-gb-scotland", "en-gb-x-rp", "en-029")
"""The English voices that every espeak brings."""
_SAPI_RATE = 0  # -10 to 10; its usual one is about 170 words a minute
_SAPI = (
    "[Console]::InputEncoding = [Text.Encoding]::UTF8;"
    " Add-Type -AssemblyName System.Speech;"
    " $speaker = New-Object System.Speech.Synthesis.SpeechSynthesizer;"
    " if ($env:UNBEND_VOICE) { $speaker.SelectVoice($env:UNBEND_VOICE) };"
    f" $speaker.Rate = {_SAPI_RATE};"
    " $format = New-Object System.Speech.AudioFormat.SpeechAudioFormatInfo(22050, 'Sixteen', 'Mono');"
    " $speaker.SetOutputToWaveFile($env:UNBEND_WAV, $format);"
    " $speaker.Speak([Console]::In.ReadToEnd());"
    " $speaker.Dispose()"
)
_SAPI_VOICES = (
    "Add-Type -AssemblyName System.Speech;"
    " (New-Object System.Speech.Synthesis.SpeechSynthesizer).GetInstalledVoices()"
    " | ForEach-Object { $_.VoiceInfo.Name }"
)
_POWERSHELL = ("-NoProfile", "-NonInteractive", "-Command")
_SAY_VOICE = re.compile(r"^(\S.*?)\s+en[_-]\w+\s+#", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Call:
    """A program to be started."""

    argv: tuple[str, ...]
    environment: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Engine:
    """One way to speak."""

    name: str
    """As in the settings."""
    program: str
    usual_voice: str
    """Empty where the system has one of its own."""
    speak: Callable[[str, str, str], Call]
    """Program, voice and WAV file -> what to start; the text goes to its standard input."""
    version: tuple[str, ...] = ()
    """Arguments that make it say its version, where it can."""
    voices: tuple[str, ...] = ()
    """Arguments that make it list its voices; empty where they are known."""
    read_voices: Callable[[str], Sequence[str]] = lambda _: ENGLISH


def _espeak(program: str, voice: str, wav: str) -> Call:
    return Call((program, "-v", voice, "-s", str(WORDS_PER_MINUTE), "-w", wav, "--stdin"), {})


def _loader(program: str, voice: str, wav: str) -> Call:
    return Call((program, "-m", "unbend.audio.speaker", voice, str(WORDS_PER_MINUTE), wav), {})


def _say(program: str, voice: str, wav: str) -> Call:
    chosen = ("-v", voice) if voice else ()
    form = ("--data-format=LEI16@22050", "--file-format=WAVE")  # without the first, no WAV is written
    return Call((program, *chosen, "-r", str(WORDS_PER_MINUTE), "-o", wav, *form, "-f", "-"), {})


def _sapi(program: str, voice: str, wav: str) -> Call:
    return Call((program, *_POWERSHELL, _SAPI), {"UNBEND_VOICE": voice, "UNBEND_WAV": wav})


def _piper(models: Path, program: str) -> Engine | None:
    """Return piper with the voices in the folder `models`, each a file NAME.onnx; None where there is none."""
    names = sorted(path.stem for path in models.glob("*.onnx"))

    def speak(program: str, voice: str, wav: str) -> Call:
        return Call((program, "--model", str(models / f"{voice}.onnx"), "--output_file", wav), {})

    return Engine("piper", program, names[0], speak, read_voices=lambda _: names) if names else None


def engines(
    models: Path | None = None,
    *,
    platform: str = sys.platform,
    which: Callable[[str], str | None] = shutil.which,
    has: Callable[[str], object] = find_spec,
) -> list[Engine]:
    """Return the engines there are, the one that is used without a choice first.

    `models` is the folder with the voices of piper. Whoever put one there wants to hear it, so piper comes first.
    """
    found = []
    if models is not None and (path := which("piper")) and (piper := _piper(models, path)):
        found.append(piper)
    if platform == "darwin" and (path := which("say")):
        found.append(Engine("say", path, "", _say, voices=("-v", "?"), read_voices=_SAY_VOICE.findall))
    if platform == "win32" and (path := which("powershell")):
        listing = (*_POWERSHELL, _SAPI_VOICES)
        found.append(Engine("sapi", path, "", _sapi, voices=listing, read_voices=str.splitlines))
    for name in ("espeak-ng", "espeak"):
        if path := which(name):
            found.append(Engine("espeak-ng", path, ENGLISH[0], _espeak, version=("--version",)))
            break
    if has("espeakng_loader"):
        found.append(Engine("espeakng-loader", sys.executable, ENGLISH[0], _loader))
    return found
