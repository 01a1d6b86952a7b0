"""Sound and voice: what is used, what was tried before it, and what the user's own sounds are."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from unbend import resources
from unbend.audio.chain import COMMANDS, WORKERS, UnknownStep, library_is_installed
from unbend.audio.child import spawner
from unbend.audio.client import CHOICE_VARIABLE, AudioClient
from unbend.audio.device_names import device_names
from unbend.audio.voice import VoiceFailed, find_voice
from unbend.checkup.finding import Finding, printable
from unbend.cue_table import CUES
from unbend.errors import WrongUse
from unbend.session.parts import find_own_cues, voices_there

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from unbend.settings import Settings

SOUND, VOICE = "Sound", "Voice"

SETTLES_WITHIN_S = 12.0
"""A hung sound system is given three seconds at each step of the chain."""

UNKNOWN = str(UnknownStep("")).removesuffix("''")
"""How the note of a wrong name begins."""

_CUE = "start"
_LAST_SOUND_S = 4.0


def sound_findings(settings: Settings, *, bell: Callable[[], None] | None, is_played: bool) -> list[Finding]:
    """Return what is heard here and why; play one cue if `is_played`, and nothing otherwise."""
    loudness = settings.loudness
    # Without a log, which would be a file.
    with (
        _leaving_no_trace(),
        closing(AudioClient(resources.shipped("sounds"), volume=loudness or 1.0, bell=bell)) as player,
    ):
        player.settled(SETTLES_WITHIN_S)
        if is_played and loudness:
            player.play(_CUE, settings.level_of(CUES[_CUE].group))
            player.drained(_LAST_SOUND_S)
        with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - not a file of ours
            names = device_names(spawner(nowhere.fileno()))
        status, notes = player.status.removeprefix("sound: "), player.notes
    findings = [
        _used(status, notes),
        Finding(SOUND, "there is", ", ".join(_there())),
        Finding(SOUND, "devices", printable(", ".join(names) or "none that could be named")),
        *(Finding(SOUND, "tried", printable(note)) for note in notes),
        _volume(settings),
    ]
    if is_played:
        played = f"{_CUE}; the sound is {status}" if loudness else "nothing, as the volume in the settings is nothing"
        findings.append(Finding(SOUND, "played", played))
    return findings + own_findings()


def voice_findings(settings: Settings) -> list[Finding]:
    """Return which voices there are, which one speaks and when; it says a word, which nobody hears."""
    there = Finding(VOICE, "engines", ", ".join(engine.name for engine in voices_there()) or "none found")
    if settings.voice_for(is_by_ear=True) is None:
        return [there, Finding(VOICE, "used", "off, as in the settings")]
    always = settings.voice_for(is_by_ear=False)
    when = "in every routine" if always else "in routines that are followed by ear"
    try:
        with _leaving_no_trace(), tempfile.TemporaryDirectory(prefix="unbend-") as folder:
            voice = find_voice(always or "auto", Path(folder), voices_there())
            voice.rendered("Done.")
    except (WrongUse, VoiceFailed, OSError) as error:
        if always is None:  # nobody asked for it, and the sounds and signs do as well
            return [there, Finding(VOICE, "used", f"none: {error}")]
        return [there, Finding(VOICE, "used", "none", f"Nothing is spoken: {error}.")]
    return [there, Finding(VOICE, "used", f"{voice.engine.name}, {voice.name or 'the usual voice'}, {when}")]


def own_findings() -> list[Finding]:
    """Return what is in the folder of the user's own sounds; nothing is decoded to stay."""
    own = find_own_cues(None)
    heard = ", ".join(f"{name} ({printable(file.name)})" for name, file in own.files.items())
    where = resources.with_tilde(resources.user_sounds())
    return [
        Finding(SOUND, "your own", f"{heard or 'none'}, in {where}"),
        *(Finding(SOUND, "your own", sentence.partition(" ")[0], sentence) for sentence in own.problems),
        *(Finding(SOUND, "your own", sentence.partition(" ")[0], sentence) for sentence in own.strays),
    ]


@contextmanager
def _leaving_no_trace() -> Iterator[None]:
    """Keep PulseAudio's library, which looks for its server, from making a folder in the user's home for it.

    It does so where the system gives no folder for the run and there has not been a server yet; none can be missed.
    """
    around = os.environ
    is_told = any(around.get(name) for name in ("XDG_RUNTIME_DIR", "PULSE_RUNTIME_PATH", "PULSE_SERVER"))
    if is_told or sys.platform != "linux" or (resources.settings_file().parent.parent / "pulse").exists():
        yield
        return
    try:
        with tempfile.TemporaryDirectory(prefix="unbend-") as folder:
            around["PULSE_RUNTIME_PATH"] = folder
            yield
    finally:
        around.pop("PULSE_RUNTIME_PATH", None)


def _lacking(chosen: str | None) -> str:
    """Return the library that was chosen by hand and is not there; empty where there is none such."""
    names = (chosen or "").lower().replace(" ", "").split(",")
    return next((name for name in names if name in WORKERS and not library_is_installed(name)), "")


def _used(status: str, notes: tuple[str, ...]) -> Finding:
    chosen = os.environ.get(CHOICE_VARIABLE)
    found = f"{status}{f', as {CHOICE_VARIABLE} is {printable(chosen)}' if chosen else ''}"
    if (lacking := _lacking(chosen)) and status.startswith("off"):
        return Finding(SOUND, "used", found, f"{lacking} is not installed; unset {CHOICE_VARIABLE}, or install it.")
    if status == "off, turned off" or (chosen and status == "terminal bell" and chosen.lower() == "bell"):
        return Finding(SOUND, "used", found)
    if any(UNKNOWN in note for note in notes):
        advice = f"{CHOICE_VARIABLE} names no way to play sound; unset it, or set it to auto, off, bell or miniaudio."
        return Finding(SOUND, "used", found, advice)
    if status == "starting":
        advice = "No way to play sound has answered; the sound system may hang, so start it anew."
    elif status.startswith("off") or status == "terminal bell":
        if any(library_is_installed(name) for name in WORKERS):
            advice = "No sound device can be opened, so there are signs only; look whether the system's sound works."
        else:
            advice = "No sound library is installed; pip install miniaudio, or alsa-utils for aplay, and try again."
        if status == "terminal bell":
            advice = advice.replace("signs only", "the terminal's bell and the signs")
    else:
        advice = ""
        through = next((note.partition("through ")[2] for note in reversed(notes) if "ready, through" in note), "")
        found = f"{found}{f', through {through}' if through else ''}"
    return Finding(SOUND, "used", found, advice)


def _there() -> list[str]:
    libraries = [f"{name} {'installed' if library_is_installed(name) else 'not installed'}" for name in WORKERS]
    names = [step.name for step in COMMANDS] + ["afplay"]
    programs = [name for name in names if shutil.which(name)]
    return [*libraries, f"players: {' '.join(programs) or 'none'}"]


def _volume(settings: Settings) -> Finding:
    left_out = f"; left out: {', '.join(settings.silent_cues)}" if settings.silent_cues else ""
    muted = ", begins muted" if settings.mute else ""
    return Finding(SOUND, "volume", f"{round(settings.loudness * 100)} percent ({settings.profile}){muted}{left_out}")
