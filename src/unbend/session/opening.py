"""What is asked before a session: warning signs that still hold, pain right now, and the side that gets more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from unbend.engine.plan import Side
from unbend.errors import StoppedByUser
from unbend.pain import words
from unbend.pain.assessment import Tier
from unbend.pain.gate import Opening, gate_at_start, gate_before
from unbend.session.pain_dialog import NRS_KEYS, ask_for_signs

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from unbend.session.questions import Asker

GENTLER = ("flare-up-day", "paced-breathing-5", "walking-break")
"""What comes first from a pain of six on, as far as it is there (docs/safety.md 4.3)."""
_ALL_TIERS = (Tier.A, Tier.B, Tier.C)
STILL = "paced-breathing-5"


@dataclass(frozen=True, slots=True)
class Start:
    """How a session begins."""

    pain: int | None = None
    instead: str | None = None
    """Id of the routine to do instead of the one asked for."""


class Opener:
    """Asks, and says what may begin. Raises `StoppedByUser` where nothing may, or the person would rather not."""

    def __init__(
        self,
        asker: Asker | None,
        say: Callable[[str], None],
        emergency_number: str,
        note_sign: Callable[[Tier | None], None],
        note_shown: Callable[[], None],
    ) -> None:
        """Ask with `asker`, None where there is nobody to ask.

        A change of the day's sign goes to `note_sign`; `note_shown` is called when the warning signs have been shown.
        """
        self._asker = asker
        self._say = say
        self._emergency_number = emergency_number
        self._note_sign = note_sign
        self._note_shown = note_shown

    def pass_hold(self, hold: Tier | None, kinds: Collection[str], *, is_told: bool = False) -> None:
        """Let a routine of exercise `kinds` pass although tier `hold` fitted today, if the person has been checked.

        `is_told` says that the text of the tier has just been shown.
        """
        gate = gate_before(hold, kinds)
        if gate.may_begin:
            return
        is_closed = gate.opening is Opening.CLOSED
        if not is_told and is_closed:
            self._say(f"{words.SIGNS_TITLE[Tier.A]}. {words.emergency(self._emergency_number)}")
        elif not is_told:
            self._say(f"{words.SIGNS_TITLE[Tier.B]}. {words.HELD_B}")
        options = [f"c {words.CHECKED}"]
        if self._asker is None or not self._asker.ask("Press", {"c": True}, options, "Enter to leave."):
            raise StoppedByUser(words.HELD_TODAY if is_closed else words.HELD_B)
        self._note_sign(None)

    def pass_signs(self, kinds: Collection[str]) -> None:
        """Show the warning signs, and let a routine of exercise `kinds` pass if none of tier A or B fits.

        Where there is nobody to ask, they are there to be read.
        """
        if self._asker is None:
            for line in words.signs_lines(_ALL_TIERS, self._emergency_number):
                self._say(line)
            self._note_shown()
            return
        sign = ask_for_signs(self._asker, self._say, _ALL_TIERS, self._emergency_number)
        self._note_shown()
        if sign is not None:
            self._note_sign(sign)
            self.pass_hold(sign, kinds, is_told=True)

    def ask_pain(self, asked_for: str, kinds: Collection[str], routines: Collection[str]) -> Start:
        """Ask for the pain right now; with much of it, offer of `routines` what is gentler, or what moves nothing.

        `asked_for` is the id of the routine that is about to begin, and `kinds` those of its exercises.
        """
        if self._asker is None:
            return Start()
        pain = self._asker.ask(words.ASK_START, NRS_KEYS)
        gate = gate_at_start(pain, kinds)
        if gate.opening is Opening.GENTLE_FIRST:
            gentler = [name for name in GENTLER if name in routines]
            return Start(pain, instead=None if asked_for in gentler else self._offer_gentler(gentler))
        if gate.opening is Opening.STILL_ONLY:
            self.pass_signs(kinds)
            if not gate.may_begin:
                return Start(pain, instead=self._offer_still(routines))
        return Start(pain)

    def ask_side(self) -> Side:
        """Ask which side gets more; without anybody to ask, the left, and say so."""
        if self._asker is None:
            self._say("No side was named, so the left one gets more. The option --side names it.")
            return Side.LEFT
        question = "Which side feels tighter or weaker, and gets more? l left, r right."
        return self._asker.ask(question, {"l": Side.LEFT, "r": Side.RIGHT}, enter="Enter: left.") or Side.LEFT

    def _offer_gentler(self, there: list[str]) -> str | None:
        assert self._asker is not None  # noqa: S101  # asked only after an answer
        answers = {str(number): name for number, name in enumerate(there, start=1)}
        options = [f"{number} {name}" for number, name in answers.items()]
        question = words.GENTLER_MAY_SUIT
        return self._asker.ask(question, answers, options, "Enter stays with the one you chose.")

    def _offer_still(self, routines: Collection[str]) -> str:
        assert self._asker is not None  # noqa: S101  # see _offer_gentler
        self._say(words.STILL_ONLY)
        if STILL in routines and self._asker.ask(
            "b for five minutes of breathing.", {"b": True}, enter="Enter leaves."
        ):
            return STILL
        raise StoppedByUser(words.RESTING_IS_USEFUL)
