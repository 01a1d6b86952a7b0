"""Questions asked line by line, answered with a key or a short word and Enter, and always to be skipped with Enter.

An answer is taken at once when Enter follows it, and otherwise after a moment without another key: so "1" can still
become "10", a slip can still be rubbed out, and nobody has to know whether this program wants an Enter.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from unbend.session.keys import BACKSPACE, ENTER, HANGUP, INTERRUPT
from unbend.units import SECOND

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from unbend.session.clock import Clock
    from unbend.units import Ms

SETTLE_MS: Ms = 900
"""Real time without a key after which an answer stands."""
LONGEST_ANSWER = 12
LONGEST_LIST = 400

QUIT = "q"
"""Stops the session from within any question, as everywhere else."""

T = TypeVar("T")


class Interrupted(Exception):  # not an error: the person pressed Ctrl-C, or the terminal went away
    """The person left in the middle of a question; carries the key that said so: Ctrl-C, the hangup, or `QUIT`."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class Asker:
    """Asks on the line mode's own terminal, and keeps the session ticking while it waits."""

    def __init__(self, pump: Callable[[float], list[str]], say: Callable[[str], None], clock: Clock) -> None:
        """Wait for keys with `pump`, which ticks the session too; write lines with `say`."""
        self._pump = pump
        self._say = say
        self._clock = clock
        self._typed_ahead: list[str] = []
        self._deadline_ms: Ms | None = None

    def put_back(self, keys: list[str]) -> None:
        """Take `keys`, typed before the question was there, as the beginning of the next answers."""
        self._typed_ahead += keys

    def take_rest(self) -> list[str]:
        """Return what was typed ahead and belongs to no question."""
        keys, self._typed_ahead = self._typed_ahead, []
        return keys

    @contextmanager
    def for_at_most(self, span: Ms) -> Iterator[None]:
        """Within this block, take every question as skipped once `span` of real time is over."""
        self._deadline_ms = self._clock.real_ms() + span
        try:
            yield
        finally:
            self._deadline_ms = None

    def wait_for_key(self, longest_ms: Ms) -> str | None:
        """Return the next key, or None after `longest_ms` of real time. A digit is kept as the next answer's first."""
        key = self._next_key(self._clock.real_ms() + longest_ms)
        if key is not None and key.isdigit():
            self._typed_ahead.insert(0, key)
        return key

    def ask(
        self, question: str, answers: Mapping[str, T], options: Sequence[str] = (), enter: str = "Enter skips."
    ) -> T | None:
        """Return the answer to `question` by what was typed, or None for Enter alone; `enter` says what that means.

        `options` are told one a line. What was understood is said back, so that nobody has to trust it blindly.
        """
        self._say(f"{question} {enter}")
        for option in options:
            self._say(f"  {option}")
        while True:
            typed = self._read(answers)
            if not typed:
                self._say("> Enter")
                return None
            self._say(f"> {typed}")
            if typed in answers:
                return answers[typed]
            if typed == QUIT:
                raise Interrupted(QUIT)
            self._say(f"That is no answer here. {question} {enter}")

    def ask_for_some(self, question: str, options: Sequence[str]) -> set[int]:
        """Return the numbers of those `options`, from 1, that were typed on one line, such as "2 5"."""
        self._say(f"{question} Enter for none, or numbers with a space between.")
        for number, option in enumerate(options, start=1):
            self._say(f"  {number} {option}")
        text = ""
        while True:
            key = self._next_key(None)
            if key in (ENTER, None):
                break
            if key == BACKSPACE:
                text = text[:-1]
            elif len(key) == 1 and len(text) < LONGEST_LIST:
                text += key
        chosen = {
            int(word) for word in text.replace(",", " ").split() if word.isdecimal() and len(word) <= LONGEST_ANSWER
        } & {*range(1, len(options) + 1)}
        self._say(f"> {' '.join(str(number) for number in sorted(chosen)) or 'none'}")
        return chosen

    def _read(self, answers: Mapping[str, object]) -> str:
        typed = ""
        while True:
            until_ms = self._clock.real_ms() + SETTLE_MS if typed in answers or typed == QUIT else None
            key = self._next_key(until_ms)
            if key in (ENTER, None):
                return typed
            if key == BACKSPACE:
                typed = typed[:-1]
            elif len(key) == 1 and not key.isspace() and len(typed) < LONGEST_ANSWER:
                typed += key.lower()

    def _next_key(self, until_ms: Ms | None) -> str | None:
        """Return the next key, or None at `until_ms` of real time; for ever where that is None."""
        ends = [end for end in (until_ms, self._deadline_ms) if end is not None]
        while not self._typed_ahead:
            left_s = (min(ends) - self._clock.real_ms()) / SECOND if ends else 1.0
            if left_s <= 0:
                return None
            self._typed_ahead += self._pump(left_s)
        key = self._typed_ahead.pop(0)
        if key in (INTERRUPT, HANGUP):
            raise Interrupted(key)
        return key
