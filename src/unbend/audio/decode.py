"""Turns the user's own sounds into cue files, in a child process of its own.

What lies in somebody's folder may come from anywhere, and a decoder that chokes on it takes a child with it, not the
session. The decoding is miniaudio's; what is ours is the limit and the sentence. Answers in lines: `ok NAME` or
`bad NAME WHY`.
"""

from __future__ import annotations

import importlib
import os
import sys
from array import array
from contextlib import suppress
from pathlib import Path

from unbend.audio.samples import RATE_HZ, CueUnreadable, write_cue

LONGEST_OWN_S = 3
"""A cue that is still heard when the next is due says something false; the longest of ours lasts 2.8 s."""

NO_LIBRARY = "only 16-bit WAV can be played here, as miniaudio is not installed"
TOO_LONG = f"lasts longer than {LONGEST_OWN_S} s"
EMPTY = "holds no sound"
NOT_SOUND = "cannot be decoded"
UNREAD = "cannot be read"

_BLOCK = 4096


def decoded(path: str) -> array[int]:
    """Return the samples of the file at `path`, 44.1 kHz and mono. Raises `CueUnreadable` with a clause for why not.

    Read in blocks and only as far as the limit: what a header says of the length may be wrong, or a whole album.
    """
    try:
        # By name, as the library need not be installed for the rest to be read, checked or tested.
        library = importlib.import_module("miniaudio")
    except ImportError as error:
        raise CueUnreadable(path, NO_LIBRARY) from error
    samples = array("h")
    try:
        for block in library.stream_file(path, library.SampleFormat.SIGNED16, 1, RATE_HZ, _BLOCK):
            samples.extend(block)
            if len(samples) > RATE_HZ * LONGEST_OWN_S:
                raise CueUnreadable(path, TOO_LONG)
    except library.MiniaudioError as error:
        raise CueUnreadable(path, NOT_SOUND) from error
    except OSError as error:
        raise CueUnreadable(path, UNREAD) from error  # miniaudio's carries no reason
    if not samples:
        raise CueUnreadable(path, EMPTY)
    return samples


def main(arguments: list[str]) -> int:
    """Decode each file of `arguments`, which are names, sources and targets in turn; return the exit code.

    An empty target is none: the file is looked at only.
    """
    for name, source, target in zip(arguments[::3], arguments[1::3], arguments[2::3], strict=True):
        try:
            samples = decoded(source)
            if target:
                _keep(Path(target), samples)
        except CueUnreadable as error:
            answer = f"bad {name} {str(error).removeprefix(f'{source}: ')}"
        except OSError as error:
            answer = f"bad {name} cannot be kept decoded ({error.strerror})"
        else:
            answer = f"ok {name}"
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()  # what is decoded stays so, whatever the next file does to this process
    return 0


def _keep(target: Path, samples: array[int]) -> None:
    """Write `samples` to `target` in one move, in the place of what was decoded for this cue before."""
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        write_cue(str(beside), samples)
        beside.replace(target)
    except OSError:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
    for old in target.parent.glob(f"{target.stem.rpartition('-')[0]}-{'?' * len(target.stem.rpartition('-')[2])}.wav"):
        if old != target:
            with suppress(OSError):
                old.unlink()
