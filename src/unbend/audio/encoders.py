"""A track -> a file: WAV by the standard library, FLAC, OGG and MP3 by libsndfile, their tags by mutagen.

libsndfile (through `soundfile`) encodes all three and its wheels bring it along. It cannot be told of chapters from
Python, and writes no length into a tag; mutagen does both, for all three, in pure Python. Both are the extra `[export]`
and imported here alone, so that WAV needs nothing.

A file appears under its name only when it is whole: it is written beside it first.
"""

from __future__ import annotations

import errno
import os
import shutil
import wave
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

from unbend.audio.riff import append_tags
from unbend.audio.samples import RATE_HZ
from unbend.errors import TrackUnwritable, WrongUse

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from unbend.audio.track import Chapter, Track

FORMATS = {".wav": "WAV", ".flac": "FLAC", ".ogg": "OGG", ".mp3": "MP3"}
_SUBTYPES = {".flac": "PCM_16", ".ogg": "VORBIS", ".mp3": "MPEG_LAYER_III"}
_NEEDED = ("soundfile", "mutagen")
_ALMOST_FULL_BYTES = 1024 * 1024
"""libsndfile does not say why a write failed; with less than this left it was the disk."""


@dataclass(frozen=True, slots=True)
class Tags:
    """What a file says of itself."""

    title: str
    comment: str
    software: str
    chapters: Sequence[Chapter] = ()


def check(path: Path, *, is_forced: bool) -> None:
    """See that a track can be written to `path`, before anything is made for it. Raises `WrongUse` where not."""
    if path.suffix.lower() not in FORMATS:
        msg = f"{path}: the name ends in one of {', '.join(FORMATS)}, which says what is written"
        raise WrongUse(msg)
    if not path.parent.is_dir():
        msg = f"there is no folder {path.parent}"
        raise WrongUse(msg)
    if path.exists() and not path.is_file():
        msg = f"{path} is there already and no file"
        raise WrongUse(msg)
    if path.exists() and not is_forced:
        msg = f"{path} is there already; --force replaces it"
        raise WrongUse(msg)
    if path.suffix.lower() in _SUBTYPES and not all(find_spec(name) for name in _NEEDED):
        msg = f'{path.suffix} needs two more packages, pip install "unbend[export]" brings them; .wav needs none'
        raise WrongUse(msg)


def write_track(path: Path, track: Track, tags: Tags, on_block: Callable[[int], None]) -> None:
    """Write `track` to `path`, which it replaces; call `on_block` with the number of samples after each block.

    Raises `TrackUnwritable`. Whatever ends it early, an interruption included, nothing is left behind.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    suffix = path.suffix.lower()
    try:
        if suffix == ".wav":
            _write_wav(part, track.blocks(), on_block)
            infos = [("INAM", tags.title), ("ICMT", tags.comment), ("ISFT", tags.software)]
            append_tags(part, infos, tags.chapters)
        else:
            _write_encoded(part, suffix, track.blocks(), on_block)
            _tag(part, suffix, tags, track.frames)
        part.replace(path)
    except OSError as error:
        msg = f"{path} cannot be written: {error.strerror or error}"
        raise TrackUnwritable(msg) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _write_wav(part: Path, blocks: Iterable[array[int]], on_block: Callable[[int], None]) -> None:
    with part.open("wb") as raw, wave.open(raw, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        for block in blocks:
            file.writeframes(block.tobytes())
            on_block(len(block))


def _write_encoded(part: Path, suffix: str, blocks: Iterable[array[int]], on_block: Callable[[int], None]) -> None:
    import soundfile  # noqa: PLC0415  # of the extra, and slow to import

    frames = 0
    try:
        with soundfile.SoundFile(part, "w", RATE_HZ, 1, _SUBTYPES[suffix], format=FORMATS[suffix]) as file:
            for block in blocks:
                file.buffer_write(block.tobytes(), "int16")
                frames += len(block)
                on_block(len(block))
        is_whole = soundfile.info(part).frames == frames  # an encoder that ran out of disk may not say so
    except (soundfile.SoundFileError, AssertionError) as error:  # the second where fewer samples were taken than given
        raise _why(part, str(error)) from error
    if not is_whole:
        raise _why(part, "not all of it was taken")


def _why(part: Path, told: str) -> OSError:
    """Return what kept `part` from being written, as far as it can be found out."""
    if shutil.disk_usage(part.parent).free < _ALMOST_FULL_BYTES:
        return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    return OSError(errno.EIO, told)


def _tag(part: Path, suffix: str, tags: Tags, frames: int) -> None:
    import mutagen  # noqa: PLC0415  # of the extra

    length_ms = frames * 1000 // RATE_HZ
    try:
        if suffix == ".mp3":
            _tag_mp3(part, tags, length_ms)
        else:
            _tag_vorbis(part, suffix, tags, length_ms)
    except mutagen.MutagenError as error:
        raise _why(part, str(error)) from error


def _tag_mp3(part: Path, tags: Tags, length_ms: int) -> None:
    """Write ID3v2.3, which every player reads, with the chapters of its addendum of 2005."""
    from mutagen import id3  # noqa: PLC0415  # of the extra

    frames = id3.ID3()
    frames.add(id3.TIT2(encoding=1, text=[tags.title]))
    frames.add(id3.TLEN(encoding=0, text=[str(length_ms)]))
    frames.add(id3.TSSE(encoding=1, text=[tags.software]))
    frames.add(id3.COMM(encoding=1, lang="eng", desc="", text=[tags.comment]))
    names = [f"step{number}" for number in range(1, len(tags.chapters) + 1)]
    ends = [*(each.at_ms for each in tags.chapters[1:]), length_ms]
    no_offset = 0xFFFFFFFF  # the times count, not the bytes
    frames.add(id3.CTOC("steps", id3.CTOCFlags.TOP_LEVEL | id3.CTOCFlags.ORDERED, names))
    for name, each, end_ms in zip(names, tags.chapters, ends, strict=True):
        title = id3.TIT2(encoding=1, text=[each.title])
        frames.add(id3.CHAP(name, each.at_ms, end_ms, no_offset, no_offset, sub_frames=[title]))
    frames.save(part, v2_version=3)


def _tag_vorbis(part: Path, suffix: str, tags: Tags, length_ms: int) -> None:
    """Write Vorbis comments; chapters as https://wiki.xiph.org/Chapter_Extension has them."""
    from mutagen.flac import FLAC  # noqa: PLC0415  # of the extra
    from mutagen.oggvorbis import OggVorbis  # noqa: PLC0415  # likewise

    file = FLAC(part) if suffix == ".flac" else OggVorbis(part)
    file["TITLE"] = tags.title
    file["COMMENT"] = tags.comment
    file["ENCODER"] = tags.software
    file["LENGTH"] = str(length_ms)
    for number, each in enumerate(tags.chapters, start=1):
        seconds, ms = divmod(each.at_ms, 1000)
        file[f"CHAPTER{number:03}"] = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{ms:03}"
        file[f"CHAPTER{number:03}NAME"] = each.title
    file.save()
