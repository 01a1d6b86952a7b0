"""Sentences spoken ahead of time on a thread of their own, so that a session finds them as files and never waits.

What a session needs next comes first, what it will need later fills the time between. A sentence that is not there
when its moment comes is not said; a voice that fails is told of once, and the session goes on with its sounds.
"""

from __future__ import annotations

import math
import threading
from collections import deque
from typing import TYPE_CHECKING

from unbend.audio.samples import CueUnreadable, cue_length_s
from unbend.audio.voice import VoiceFailed
from unbend.errors import WrongUse

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from unbend.audio.voice import Voice
    from unbend.units import Ms

    LengthOf = Callable[[str], Ms | None]
    """Text -> how long it lasts when spoken, None where it cannot be; blocks until that is known."""


GIVES_UP_AFTER = 3
"""So many texts in a row that cannot be spoken are the voice's fault; a single one may be its own."""
BETWEEN_S = 0.2
"""Rest after each text that is not needed yet: speaking takes a core, and the session has the first claim to it."""


class Closed(Exception):
    """Nobody wants to hear any more."""


class SpokenAhead:
    """Speaks on a thread of its own; every method returns at once."""

    def __init__(
        self, find_voice: Callable[[], Voice], tell: Callable[[str], None], *, between_s: float = BETWEEN_S
    ) -> None:
        """Speak with the voice that `find_voice` returns, looked for on the thread.

        `tell` gets a sentence if there is none, or if it fails, and is called on the thread.
        """
        self._between_s = between_s
        self._find_voice = find_voice
        self._tell = tell
        self._files: dict[str, tuple[Ms, Path]] = {}
        self._failed: dict[str, str] = {}
        self._failures = 0
        self._urgent: deque[str] = deque()
        self._later: deque[Callable[[LengthOf], object]] = deque()
        self._wake = threading.Event()
        self._is_closed = False
        self._awaited: list[threading.Event] = []
        self.is_over = False
        """Whether nothing will be spoken any more."""
        self._thread = threading.Thread(target=self._run, name="unbend-voice", daemon=True)
        self._thread.start()

    @property
    def count(self) -> int:
        """How many texts can be said; a number that grows means that more can be placed."""
        return len(self._files)

    def length_ms(self, text: str) -> Ms | None:
        """Return how long `text` lasts; None where it is not spoken yet, and then it is spoken as soon as may be."""
        found = self._files.get(text)
        if found is None:
            if text not in self._failed:
                self._urgent.append(text)
                self._wake.set()
            return None
        return found[0]

    def file(self, text: str) -> Path:
        """Return the file with `text`. Raises `KeyError` where its length is not known."""
        return self._files[text][1]

    def look_ahead(self, need: Callable[[LengthOf], object]) -> None:
        """Have `need` ask on the thread for the length of whatever will be needed later, which has it spoken."""
        self._later.append(need)
        self._wake.set()

    def idle(self, timeout_s: float) -> bool:
        """Wait until everything asked for is spoken, `timeout_s` at the most; say whether it is."""
        done = threading.Event()
        self._awaited.append(done)
        self.look_ahead(lambda _: done.set())
        return not self.is_over and done.wait(timeout_s) and not self.is_over

    def close(self) -> None:
        """Speak no more."""
        self._is_closed = True
        self._wake.set()

    def _run(self) -> None:
        try:
            voice = self._find_voice()

            def length_of(text: str) -> Ms | None:
                self._speak_what_is_urgent(voice)
                if text not in self._files:
                    takes_time = not voice.is_kept(text)
                    self._speak(voice, text)
                    if takes_time:
                        self._wake.wait(self._between_s)
                return self._files[text][0] if text in self._files else None

            while True:
                self._wake.wait()
                self._wake.clear()
                self._speak_what_is_urgent(voice)
                while self._later:
                    self._later.popleft()(length_of)
        except Closed:
            return
        except WrongUse as error:
            self._tell(f"Nothing is spoken: {error}. The sounds are heard all the same.")
        except Exception as error:  # noqa: BLE001  # a traceback of this thread would be printed across the screen
            self._tell(f"The voice had to be left out: {error}. The sounds are heard all the same.")
        finally:
            self.is_over = True
            for done in self._awaited:
                done.set()

    def _speak_what_is_urgent(self, voice: Voice) -> None:
        """Speak what the session waits for, in its order."""
        while not self._is_closed:
            try:
                text = self._urgent.popleft()
            except IndexError:
                return
            self._speak(voice, text)
        raise Closed

    def _speak(self, voice: Voice, text: str) -> None:
        """Have `text` spoken, unless it is or cannot be. Raises `VoiceFailed` where nothing can be any more."""
        if text in self._files or text in self._failed:
            return
        try:
            path = voice.rendered(text)
            self._files[text] = (math.ceil(cue_length_s(str(path)) * 1000), path)
            self._failures = 0
        except (VoiceFailed, CueUnreadable) as error:
            self._failed[text] = str(error)
            self._failures += 1
            if self._failures >= GIVES_UP_AFTER:
                raise
