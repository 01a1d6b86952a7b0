"""The steps of the chain that need no library: a player of the operating system, the bell, silence."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from unbend.audio.copies import Copies
from unbend.audio.reports import SPEECH, Began, Cue, Ended, Post, Ready, Refused
from unbend.audio.samples import CueUnreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from unbend.audio.child import Child, Spawn

PLAYERS_AT_ONCE = 12
"""More players than this at work at once are players that hang. A cue lasts three seconds at the most, and its player
up to two more, for as long as the sound server takes to play its buffer to the end."""


class CommandOutput:
    """A player of the operating system, started once for every cue.

    It is given copies of the cues, made at the right volume when first needed: not every player can turn a file down,
    and those that can do it each in their own way.
    """

    survives_silence = True

    def __init__(
        self, argv: Sequence[str], spawn: Spawn, post: Post, likely: Iterable[tuple[Path, float]] = ()
    ) -> None:
        """Prove the player `argv` with 10 ms of silence. Raises `OSError` when it cannot be started.

        `likely` are files that will be asked for, with their gains: copied ahead, so that none is late the first time.
        """
        self._argv = tuple(argv)
        self._spawn = spawn
        self._post = post
        self._lock = threading.Lock()
        self._playing: list[Child] = []
        self._likely = tuple(likely)
        self._copies = Copies()
        try:
            self._start(self._copies.silence(), is_probe=True)
        except OSError:
            self._copies.remove()
            raise

    def play(self, cue: Cue) -> None:
        """Play `cue`, which begins as soon as its player runs."""
        try:
            copy, lasts_s = self._copies.of(cue.path, cue.gain)
            if len(self._playing) >= PLAYERS_AT_ONCE:
                self._post(Ended(self, "its players never end"))
                return
            self._start(copy)
        except CueUnreadable as error:
            self._post(Refused(self, cue.number, str(error)))
        except OSError as error:
            self._post(Ended(self, f"cannot be started ({error})"))
        else:
            self._post(Began(self, cue.number, lasts_s))

    def prepare(self) -> None:
        """Make the copies that will be asked for; every cue opens the device anew.

        Not before a session needs them: it is work in the app's own process, and not all who open it begin one.
        """
        likely, self._likely = self._likely, ()
        if likely:
            self._copies.make_ahead(likely)

    def silence(self) -> None:
        """Kill whatever plays; its end is then no evidence against the player."""
        with self._lock:
            playing, self._playing = self._playing, []
        for child in playing:
            child.kill()

    def close(self) -> None:
        """Kill whatever plays, and remove the copies."""
        self.silence()
        self._copies.remove()

    def _start(self, file: Path, *, is_probe: bool = False) -> None:
        child = self._spawn((*self._argv, str(file)), False, {})  # noqa: FBT003 - see Spawn
        with self._lock:
            self._playing.append(child)
        threading.Thread(target=self._watch, args=(child, is_probe), name="unbend-player", daemon=True).start()

    def _watch(self, child: Child, is_probe: bool) -> None:  # noqa: FBT001 - a thread takes no keywords as readily
        code = child.wait()
        with self._lock:
            if child not in self._playing:
                return
            self._playing.remove(child)
        if code != 0:
            self._post(Ended(self, f"player ended with {code}"))
        elif is_probe:
            self._post(Ready(self))


UNRUNG = frozenset({"tick", "tick-last", "rep", "breathe-in", "breathe-out", SPEECH})
"""Cues that come every few seconds, or in threes; and words, which a bell cannot say."""


class BellOutput:
    """The terminal bell: one note, which cannot be called back."""

    survives_silence = True

    def __init__(self, ring: Callable[[], None], post: Post) -> None:
        """Ring by calling `ring`, on the client's own thread."""
        self._ring = ring
        self._post = post
        post(Ready(self))

    def play(self, cue: Cue) -> None:
        """Ring once for a change; a countdown or a breath in bells would be noise."""
        if cue.name not in UNRUNG:
            self._ring()
        self._post(Began(self, cue.number, 0.0))

    def prepare(self) -> None:
        """Do nothing."""

    def silence(self) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing."""


class SilentOutput:
    """The end of the chain: takes every cue and plays none."""

    survives_silence = True

    def __init__(self, post: Post) -> None:
        """Be ready at once."""
        self._post = post
        post(Ready(self))

    def play(self, cue: Cue) -> None:
        """Count `cue` as played, so that nobody waits for it."""
        self._post(Began(self, cue.number, 0.0))

    def prepare(self) -> None:
        """Do nothing."""

    def silence(self) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing."""
