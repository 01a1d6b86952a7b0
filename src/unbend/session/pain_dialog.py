"""The pain questions in the line mode: ask, look up the row, offer, and turn the choice into commands.

The press has paused the session and is on disk before this begins. Nothing here resumes: that is the person's own key.
"""

from __future__ import annotations

from dataclasses import replace
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
        self._open: Assessment | None = None
        """What was found and not yet settled: going on as if nothing had been is not among what it offers."""
        self._has_rested = False
        self.left_alone: set[str] = set()
        """Exercises that are left alone for the rest of the session."""

    @property
    def is_settled(self) -> bool:
        """Whether the person may simply go on: nothing hurt, or something was done about it."""
        return self._open is None

    def ask(self) -> None:
        """Ask how it hurts and carry out what is chosen."""
        self._asker.wait_for_key(QUIET_MS)
        self._has_rested = False
        answers = self._answers()
        view = self._runner.view()
        found = assess(answers, self._baseline, was_eased=view.kind is VariantKind.EASED)
        if self._open is not None and answers == Answers():
            found = self._open  # nothing new was said, so what was said before still holds
        self._runner.send(_report(answers, found))
        self._say(found.says)
        if found.row is Row.TINGLING:
            self.left_alone.add(view.variant.exercise)
            self._say(words.TINGLE)
        if found.checklist:
            self.sign = ask_for_signs(self._asker, self._say, found.checklist, self._emergency_number)
            if self.sign is not None:
                self._carry_out(Offer(Choice.STOP), answers, found)
                return
        self._carry_out(self._choose(found.offers), answers, found)

    def ask_what_now(self, *, has_rested: bool) -> None:
        """Offer once more what the last answers led to, after a rest or in place of simply going on."""
        found = self._open
        self._has_rested = self._has_rested or has_rested
        if found is not None:
            offers = tuple(dict.fromkeys((*(found.after_rest if self._has_rested else ()), *found.offers)))
            self._say(found.says)
            self._carry_out(self._choose(offers), None, found)

    def has_moved_on(self) -> None:
        """Take it that the person has left what hurt by their own key."""
        self._open = None

    def _answers(self) -> Answers:
        """Ask the four questions; what has been answered is on record before the next is asked."""
        kinds = [f"{number} {text}" for number, text in words.KINDS.items()]
        places = [f"{key} {text}" for key, text in words.PLACES.items()]
        said = Answers(nrs=self._asker.ask(words.ASK_HOW, NRS_KEYS))
        self._runner.send(_report(said))
        said = replace(said, kind=self._asker.ask(words.ASK_KIND, {str(kind.value): kind for kind in PainKind}, kinds))
        self._runner.send(_report(said))
        said = replace(said, place=self._asker.ask(words.ASK_WHERE, {each.value: each for each in PainPlace}, places))
        self._runner.send(_report(said))
        return replace(said, is_spreading=self._asker.ask(f"{words.ASK_SPREADING} y or n.", YES_NO))

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
        may_go_on = any(each.choice is Choice.CARRY_ON for each in found.offers)
        is_undecided = offer.choice in (Choice.REST, Choice.PAUSE_ON)
        self._open = found if is_undecided and not may_go_on else None
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


def _report(answers: Answers, found: Assessment | None = None, choice: Choice | None = None) -> c.ReportPain:
    return c.ReportPain(
        nrs=answers.nrs,
        kind=None if answers.kind is None else answers.kind.name.lower(),
        place=None if answers.place is None else words.PLACES[answers.place],
        is_spreading=answers.is_spreading,
        row=None if found is None else found.row.value,
        choice=None if choice is None else str(choice),
    )


def _words(offer: Offer) -> str:
    text = words.CHOICES[offer.choice]
    return f"{text} {format_span(offer.rest_ms)}" if offer.choice is Choice.REST else text
