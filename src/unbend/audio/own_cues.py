"""The user's own sounds: files of a cue's name in a folder of theirs, looked at before anything is played.

A 16-bit WAV is played as it lies there. Anything else is decoded once, in a child process (`decode`), into a cue file
that every output of the chain can play, and kept until the source changes. Whatever cannot be used is a sentence, and
the shipped cue is heard in its place.
"""

from __future__ import annotations

import wave
from dataclasses import dataclass, field
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from unbend.audio.asking import answers_of
from unbend.audio.decode import EMPTY, LONGEST_OWN_S, NOT_SOUND, TOO_LONG
from unbend.cue_table import CUES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from unbend.audio.child import Spawn

ENDINGS = (".wav", ".flac", ".ogg", ".mp3")
"""What is taken, the one that is heard first where there are several of one name."""

MOST_BYTES = 8 * 1024 * 1024
"""Three seconds of the finest recording are under four."""

DECODES_WITHIN_S = 10.0
"""A decoder that takes longer for a few seconds of sound is stuck."""

_FORMAT = 1
"""Counted up when what is kept decoded would be made differently."""


@dataclass(frozen=True, slots=True)
class OwnCues:
    """What was found in the folder."""

    files: Mapping[str, Path] = field(default_factory=dict)
    """The sources that can be played, by the name of their cue."""
    playable: Mapping[str, Path] = field(default_factory=dict)
    """What to play for each of them: the source, or what was decoded of it."""
    problems: Sequence[str] = ()
    """A sentence for each cue whose shipped sound is heard instead."""
    strays: Sequence[str] = ()
    """A sentence for each file that is no cue's, or not the one that is heard."""


def has_any(folder: Path) -> bool:
    """Whether there is anything to look at in `folder`; most people have no such folder."""
    try:
        return any(path.suffix.lower() in ENDINGS for path in folder.iterdir())
    except OSError:
        return False


def own_cues(folder: Path, kept: Path | None, spawn: Spawn) -> OwnCues:
    """Look at every file of `folder`, and decode into `kept` what has to be; without `kept` nothing is written.

    Blocks for as long as the child takes: some tenths of a second when a file is new, `DECODES_WITHIN_S` at the most.
    """
    sources, strays = _found(folder)
    files, playable, problems = dict[str, Path](), dict[str, Path](), []
    to_decode: dict[str, tuple[Path, Path | None]] = {}
    for name, source in sources.items():
        try:
            clause = _why_not(source)
            target = None if kept is None else _target(kept, name, source)
            if clause is None:
                files[name] = playable[name] = source
            elif clause:
                problems.append(_instead(source, clause))
            elif target is not None and target.is_file():
                files[name], playable[name] = source, target
            else:
                to_decode[name] = (source, target)
        except OSError as error:
            problems.append(_instead(source, f"cannot be read ({error.strerror})"))
    for name, why in _decode(to_decode, spawn).items():
        source, target = to_decode[name]
        if why:
            problems.append(_instead(source, why))
        else:
            files[name], playable[name] = source, target or source
    return OwnCues(files, playable, tuple(problems), tuple(strays))


def _found(folder: Path) -> tuple[dict[str, Path], list[str]]:
    """Return the file of each cue, in the order of the table, and a sentence for each that is none's."""
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix.lower() in ENDINGS)
    except OSError:
        return {}, []
    found, strays = dict[str, Path](), []
    for path in sorted(paths, key=lambda path: ENDINGS.index(path.suffix.lower())):
        name = path.stem.lower()
        if name not in CUES:
            near = get_close_matches(name, CUES, 1)
            hint = f"; did you mean {near[0]}?" if near else "; unbend sounds --list names them."
            strays.append(f"{_shown(path.name)} is not heard: no cue is called {_shown(path.stem)}{hint}")
        elif name in found:
            strays.append(f"{_shown(path.name)} is not heard: {_shown(found[name].name)} comes first.")
        else:
            found[name] = path
    return {name: found[name] for name in CUES if name in found}, strays


def _why_not(source: Path) -> str | None:
    """Return None for what can be played as it is, "" for what has to be decoded, or the clause for why neither.

    Raises `OSError`.
    """
    if not source.is_file():
        return "is not a file"
    if "\n" in str(source):
        return "has a line break in its path"
    if source.stat().st_size > MOST_BYTES:
        return f"is larger than {MOST_BYTES // 1024 // 1024} MB"
    return _why_no_wav(source) if source.suffix.lower() == ".wav" else ""


def _why_no_wav(source: Path) -> str | None:
    """Return the same for a WAV file, by its header."""
    try:
        with wave.open(str(source), "rb") as file:
            channels, width, rate, frames = file.getparams()[:4]
    except (EOFError, wave.Error):
        return ""  # 24 bit and float are unknown to the standard library, and miniaudio may know better
    if frames > rate * LONGEST_OWN_S:
        return TOO_LONG
    if not frames:
        return EMPTY
    return None if width == 2 and channels in (1, 2) else ""  # noqa: PLR2004 - as in `samples`


def _target(kept: Path, name: str, source: Path) -> Path:
    """Return where `source` is kept decoded; another as soon as it changes. Raises `OSError`."""
    stat = source.stat()
    key = sha256(f"{_FORMAT} {source} {stat.st_size} {stat.st_mtime_ns}".encode(errors="surrogateescape"))
    return kept / f"{name}-{key.hexdigest()[:16]}.wav"


def _decode(wanted: Mapping[str, tuple[Path, Path | None]], spawn: Spawn) -> dict[str, str]:
    """Have a child decode what is `wanted`; return for each why it cannot be, or ""."""
    if not wanted:
        return {}
    arguments = []
    for name, (source, target) in wanted.items():
        arguments += [name, str(source), "" if target is None else str(target)]
    try:
        lines = answers_of("decode", arguments, spawn, DECODES_WITHIN_S)
    except OSError as error:
        return dict.fromkeys(wanted, f"cannot be looked at ({error.strerror})")
    # Without an answer: the child came to its end over this file, or over one before it.
    answers = dict.fromkeys(wanted, NOT_SOUND)
    for line in lines:
        match line.split(" ", 2):
            case ["ok", name] if name in wanted:
                answers[name] = ""
            case ["bad", name, why] if name in wanted:
                answers[name] = why
    return answers


def _instead(source: Path, clause: str) -> str:
    return f"{_shown(source.name)} {clause}; the shipped sound is heard instead."


def _shown(name: str) -> str:
    """Return `name` fit for a terminal."""
    return name if name.isprintable() else ascii(name)[1:-1]
