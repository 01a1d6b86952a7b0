"""The pain questions in the line mode: ask, look up the row, offer, and turn the choice into commands.

The press has paused the session and is on disk before this begins. Nothing here resumes: that is the person's own key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from unbend.engine import commands as c
from unbend.engine.plan import VariantKind
from unbend.pain import words
from unbend.pain.assessment import Answers, Assessment, Choice, Offer, PainKind, PainPlace, Row, Tier, assess
from unbend.units import SECOND, format_span

if TYPE_CHECKING:
    from collections.abc import Callable

    from unbend.session.questions import Asker
    from unbend.session.runner import Runner
    from unbend.units import Ms

QUIET_MS: Ms = 5 * SECOND
"""Real time before the first question, or until any key (docs/safety.md 4.3)."""

NRS_KEYS = {str(nrs): nrs for nrs in range(11)} | {"t": 10}
YES_NO = {"y": True, "n": False}

_KEYS = {
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
    """Asks after one press; lives as long as the session and remembers what the start of it said."""

    def __init__(
        self,
        runner: Runner,
        asker: Asker,
        say: Callable[[str], None],
        emergency_number: str,
        baseline: int | None,
    ) -> None:
        self.sign: Tier | None = None
        """The gravest tier of warning signs the person said fits."""
        self._runner = runner
        self._asker = asker
        self._say = say
        self._emergency_number = emergency_number
        self._baseline = baseline
        self._waiting: Assessment | None = None

    def ask(self) -> None:
        """Ask how it hurts and carry out what is chosen."""
        self._waiting = None
        self._asker.wait_for_key(QUIET_MS)
        answers = self._answers()
        view = self._runner.view()
        found = assess(answers, self._baseline, was_eased=view.kind is VariantKind.EASED)
        self._runner.send(_report(answers, found))
        self._say(found.says)
        if found.row is Row.TINGLING:
            self._say(words.TINGLE)
        if found.checklist:
            self.sign = ask_for_signs(self._asker, self._say, found.checklist, self._emergency_number)
            if self.sign is not None:
                self._carry_out(Offer(Choice.STOP), answers, found)
                return
        self._carry_out(self._choose(found.offers), answers, found)

    def rest_is_over(self) -> None:
        """Offer what the rest was for, once it is over."""
        found, self._waiting = self._waiting, None
        if found is not None and found.after_rest and self._runner.view().can_use_easier:
            offers = (*found.after_rest, Offer(Choice.SKIP), Offer(Choice.STOP), Offer(Choice.PAUSE_ON))
            self._carry_out(self._choose(offers), None, found)

    def _answers(self) -> Answers:
        kinds = [f"{number} {text}" for number, text in words.KINDS.items()]
        places = [f"{key} {text}" for key, text in words.PLACES.items()]
        return Answers(
            nrs=self._asker.ask(words.ASK_HOW, NRS_KEYS),
            kind=self._asker.ask(words.ASK_KIND, {str(kind.value): kind for kind in PainKind}, kinds),
            place=self._asker.ask(words.ASK_WHERE, {place.value: place for place in PainPlace}, places),
            is_spreading=self._asker.ask(f"{words.ASK_SPREADING} y or n.", YES_NO),
        )

    def _choose(self, offers: tuple[Offer, ...]) -> Offer:
        view = self._runner.view()
        possible = [
            offer
            for offer in offers
            if (offer.choice is not Choice.EASE or view.can_ease)
            and (offer.choice is not Choice.EASIER or view.can_use_easier)
        ]
        options = [f"{_KEYS[offer.choice]} {_words(offer)}" for offer in possible]
        by_key = {_KEYS[offer.choice]: offer for offer in possible}
        if "n" in by_key:
            by_key["s"] = by_key["n"]  # "s" for skip is what people try; "n" is the key it has in the session
        default = possible[0]
        return self._asker.ask("What now?", by_key, options, f"Enter: {_words(default)}.") or default

    def _carry_out(self, offer: Offer, answers: Answers | None, found: Assessment) -> None:
        if answers is not None:
            self._runner.send(_report(answers, found, offer.choice))
        match offer.choice:
            case Choice.EASE:
                self._runner.send(c.Ease())
            case Choice.EASIER:
                self._runner.send(c.UseEasier())
            case Choice.SKIP:
                self._runner.send(c.NextStep())
            case Choice.BREATHE:
                self._runner.send(c.Breathe())
            case Choice.REST:
                self._waiting = found
                self._runner.send(c.TakeRest(offer.rest_ms))
            case Choice.STOP:
                self._runner.send(c.Stop(c.StopReason.PAIN))
                return
            case Choice.CARRY_ON | Choice.PAUSE_ON:
                pass
        if not self._runner.state.is_over:
            self._say("Still paused. Space when you want to go on.")


def ask_for_signs(
    asker: Asker, say: Callable[[str], None], tiers: tuple[Tier, ...], emergency_number: str
) -> Tier | None:
    """Show the warning signs of `tiers`; return A or B where the person says that one of them fits."""
    say(words.SIGNS_INTRO)
    for tier in tiers:
        call = f" {words.emergency(emergency_number)}" if tier is Tier.A else ""
        say(f"{tier}: {words.SIGNS_TITLE[tier]}.{call}")
        for sign in words.SIGNS[tier]:
            say(f"  {sign.rstrip('.')}.")
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


def _report(answers: Answers, found: Assessment, choice: Choice | None = None) -> c.ReportPain:
    return c.ReportPain(
        nrs=answers.nrs,
        kind=None if answers.kind is None else answers.kind.name.lower(),
        place=None if answers.place is None else words.PLACES[answers.place],
        is_spreading=answers.is_spreading,
        row=found.row.value,
        choice=None if choice is None else str(choice),
    )


def _words(offer: Offer) -> str:
    text = words.CHOICES[offer.choice]
    return f"{text} {format_span(offer.rest_ms)}" if offer.choice is Choice.REST else text
