"""The pain questions in the line mode. What follows from the answers is `pain_case`'s business."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from unbend.pain import words
from unbend.pain.assessment import Answers, Assessment, Choice, Offer, PainKind, PainPlace, Row, Tier
from unbend.units import SECOND, format_span

if TYPE_CHECKING:
    from collections.abc import Callable

    from unbend.session.pain_case import PainCase
    from unbend.session.questions import Asker
    from unbend.session.runner import Runner
    from unbend.units import Ms

QUIET_MS: Ms = 5 * SECOND
"""Real time before the first question, or until any key (docs/safety.md 4.3)."""

NRS_KEYS = {str(nrs): nrs for nrs in range(11)} | {"t": 10}
YES_NO = {"y": True, "n": False}

CHOICE_KEYS = {
    Choice.CARRY_ON: "c",
    Choice.EASE: "e",
    Choice.EASIER: "v",
    Choice.SKIP: "n",
    Choice.REST: "r",
    Choice.BREATHE: "b",
    Choice.STOP: "q",
    Choice.PAUSE_ON: "p",
}
"""As in the session itself where the same thing has a key there."""


class PainDialog:
    """Asks after each press of one session."""

    def __init__(
        self,
        runner: Runner,
        asker: Asker,
        say: Callable[[str], None],
        emergency_number: str,
        case: PainCase,
    ) -> None:
        self._runner = runner
        self._asker = asker
        self._say = say
        self._emergency_number = emergency_number
        self._case = case

    def ask(self) -> None:
        """Ask how it hurts and carry out what is chosen."""
        self._asker.wait_for_key(QUIET_MS)
        answers = self._answers()
        found = self._case.assess(answers)
        self._say(found.says)
        if found.row is Row.TINGLING:
            self._say(words.TINGLE)
        if found.checklist:
            sign = ask_for_signs(self._asker, self._say, found.checklist, self._emergency_number)
            if sign is not None:
                self._case.stop_for(sign, found, answers)
                return
        self._choose(found, answers)

    def ask_what_now(self, *, has_rested: bool) -> None:
        """Offer once more what the last answers led to, after a rest or in place of simply going on."""
        found = self._case.still_open(has_rested=has_rested)
        if found is not None:
            self._say(found.says)
            self._choose(found)

    def _answers(self) -> Answers:
        """Ask the four questions; what has been answered is on record before the next is asked."""
        kinds = [f"{number} {text}" for number, text in words.KINDS.items()]
        places = [f"{key} {text}" for key, text in words.PLACES.items()]
        said = Answers(nrs=self._asker.ask(words.ASK_HOW, NRS_KEYS))
        self._case.note(said)
        said = replace(said, kind=self._asker.ask(words.ASK_KIND, {str(kind.value): kind for kind in PainKind}, kinds))
        self._case.note(said)
        if said.kind is PainKind.UNWELL:
            return said  # where it is changes nothing, and nobody who is dizzy should have to say
        said = replace(said, place=self._asker.ask(words.ASK_WHERE, {each.value: each for each in PainPlace}, places))
        self._case.note(said)
        return replace(said, is_spreading=self._asker.ask(f"{words.ASK_SPREADING} y or n.", YES_NO))

    def _choose(self, found: Assessment, answers: Answers | None = None) -> None:
        possible = self._case.offers(found)
        options = [f"{CHOICE_KEYS[offer.choice]} {offer_words(offer)}" for offer in possible]
        by_key = {CHOICE_KEYS[offer.choice]: offer for offer in possible}
        if "n" in by_key:
            by_key["s"] = by_key["n"]  # "s" for skip is what people try; "n" is the key it has in the session
        default = possible[0]
        offer = self._asker.ask("What now?", by_key, options, f"Enter: {offer_words(default)}.") or default
        self._case.choose(offer, found, answers)
        if not self._runner.state.is_over:
            self._say("Still paused. Space when you want to go on.")


def ask_for_signs(
    asker: Asker, say: Callable[[str], None], tiers: tuple[Tier, ...], emergency_number: str
) -> Tier | None:
    """Show the warning signs of `tiers`; return A or B where the person says that one of them fits."""
    for line in words.signs_lines(tiers, emergency_number):
        say(line)
    options = [*(f"{tier.lower()} one of {tier}" for tier in tiers), "n none of them"]
    answers: dict[str, Tier | None] = {tier.lower(): tier for tier in tiers} | {"n": None}
    said = asker.ask("Does one of these fit?", answers, options)
    if said is Tier.A:
        say(f"{words.SIGNS_TITLE[Tier.A]}. {words.emergency(emergency_number)}")
    elif said is Tier.B:
        say(f"{words.SIGNS_TITLE[Tier.B]}. {words.HELD_B}")
    elif said is Tier.C:
        say(words.REMINDER_C)
    return said if said in (Tier.A, Tier.B) else None


def offer_words(offer: Offer) -> str:
    """Return what a choice is called, with the length of the rest where it is one."""
    text = words.CHOICES[offer.choice]
    return f"{text} {format_span(offer.rest_ms)}" if offer.choice is Choice.REST else text
