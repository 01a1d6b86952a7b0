"""What a WAV file can say besides its samples: a title, a comment, and a named mark for each chapter.

The standard library writes the samples but none of these, so they are appended after it is done: a RIFF file is a row
of chunks, and players skip those they do not know. Layout: Microsoft, "Multimedia Programming Interface and Data
Specifications 1.0", 1991 (LIST INFO, cue, LIST adtl).
"""

from __future__ import annotations

import os
import struct
from typing import TYPE_CHECKING

from unbend.audio.track import frame_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from unbend.audio.track import Chapter


def append_tags(path: Path, tags: Iterable[tuple[str, str]], chapters: Sequence[Chapter]) -> None:
    """Append `tags`, by their four-letter names, and `chapters` to the finished WAV file. Raises `OSError`."""
    marks = list(enumerate(chapters, start=1))
    points = b"".join(
        struct.pack("<II4sIII", number, frame_at(each.at_ms), b"data", 0, 0, frame_at(each.at_ms))
        for number, each in marks
    )
    labels = b"".join(_chunk(b"labl", struct.pack("<I", number) + _text(each.title)) for number, each in marks)
    infos = b"".join(_chunk(name.encode("ascii"), _text(text)) for name, text in tags)
    added = _chunk(b"LIST", b"INFO" + infos)
    added += _chunk(b"cue ", struct.pack("<I", len(marks)) + points) + _chunk(b"LIST", b"adtl" + labels)
    with path.open("r+b") as file:
        file.seek(0, os.SEEK_END)
        file.write(added)
        size = file.tell() - 8  # the name and the size themselves are not counted
        file.seek(4)
        file.write(struct.pack("<I", size))


def _chunk(name: bytes, data: bytes) -> bytes:
    """Return a chunk; one of odd length is followed by a byte that its size does not count."""
    return name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)


def _text(text: str) -> bytes:
    return text.encode("utf-8") + b"\0"
