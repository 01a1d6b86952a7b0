"""What a session's pain presses have led to, whichever front end asks: assess, offer, and carry out what is chosen.

The press has paused the session and is on disk before anything here is asked. Nothing here resumes: that is the
person's own key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from unbend.engine import commands as c
from unbend.engine.plan import VariantKind
from unbend.pain import words
from unbend.pain.assessment import STANDARD, Answers, Assessment, Choice, Offer, Row, Thresholds, Tier, assess

if TYPE_CHECKING:
    from unbend.session.runner import Runner


class PainCase:
    """Lives as long as the session and remembers what was said in it."""

    def __init__(self, runner: Runner, baseline: int | None, thresholds: Thresholds = STANDARD) -> None:
        self.sign: Tier | None = None
        """The gravest tier of warning signs, A or B, that the person said fits."""
        self.left_alone: set[str] = set()
        """Exercises that are left alone for the rest of the session."""
        self._runner = runner
        self._baseline = baseline
        self._thresholds = thresholds
        self._open: Assessment | None = None
        """What was found and not yet settled: going on as if nothing had been is not among what it offers."""
        self._has_rested = False
        self._breathes_for: Assessment | None = None
        """What the breaths that are under way were chosen for."""

    def asks_after_breathing(self) -> bool:
        """Say, once, whether breaths chosen for pain come to their end, so that moving on is asked about again."""
        found, self._breathes_for = self._breathes_for, None
        if found is not None and self._runner.view().kind is VariantKind.BREATHING:
            self._open = found
            return True
        return False

    @property
    def is_settled(self) -> bool:
        """Whether the person may simply go on: nothing hurt, or something was done about it."""
        return self._open is None

    def note(self, answers: Answers) -> None:
        """Put on record what has been answered so far; called after each answer, before the next question."""
        self._runner.send(_report(answers))

    def assess(self, answers: Answers) -> Assessment:
        """Return what follows from `answers`, with what can be offered at this place, and put it on record."""
        self._has_rested = False
        view = self._runner.view()
        found = assess(answers, self._baseline, was_eased=view.kind is VariantKind.EASED, thresholds=self._thresholds)
        if self._open is not None and answers == Answers():
            found = self._open  # nothing new was said, so what was said before still holds
        self._runner.send(_report(answers, found))
        if found.row is Row.TINGLING:
            self.left_alone.add(view.variant.exercise)
        return found

    def offers(self, found: Assessment) -> tuple[Offer, ...]:
        """Return what of `found` is possible here, the default first; after a rest, what comes with it before all."""
        view, state = self._runner.view(), self._runner.state
        easier = state.plan.steps[state.step].easier
        is_easier_open = easier is not None and easier.exercise not in self.left_alone
        offers = dict.fromkeys((*(found.after_rest if self._has_rested else ()), *found.offers))
        return tuple(
            offer
            for offer in offers
            if (offer.choice is not Choice.EASE or view.can_ease)
            and (offer.choice is not Choice.BREATHE or view.kind is not VariantKind.BREATHING)
            and (offer.choice is not Choice.EASIER or (view.can_use_easier and is_easier_open))
        )

    def still_open(self, *, has_rested: bool) -> Assessment | None:
        """Return what is to be offered once more, after a rest or in place of simply going on; None if settled."""
        self._has_rested = self._has_rested or has_rested
        return self._open

    def choose(self, offer: Offer, found: Assessment, answers: Answers | None = None) -> None:
        """Carry out `offer`; with `answers` it goes on record as what was chosen for them."""
        if answers is not None:
            self._runner.send(_report(answers, found, offer.choice))
        may_go_on = any(each.choice is Choice.CARRY_ON for each in found.offers)
        is_undecided = offer.choice in (Choice.REST, Choice.PAUSE_ON)
        self._open = found if is_undecided and not may_go_on else None
        self._breathes_for = found if offer.choice is Choice.BREATHE else None
        command = _COMMANDS.get(offer.choice)
        if offer.choice is Choice.REST:
            command = c.TakeRest(offer.rest_ms)
        if command is not None:
            self._runner.send(command)

    def stop_for(self, sign: Tier, found: Assessment, answers: Answers) -> None:
        """End the session because a warning sign of tier `sign`, A or B, fits."""
        self.sign = sign
        self.choose(Offer(Choice.STOP), found, answers)

    def has_moved_on(self) -> None:
        """Take it that the person has left what hurt by their own key."""
        self._open = None


_COMMANDS: dict[Choice, c.Command] = {
    Choice.EASE: c.Ease(),
    Choice.EASIER: c.UseEasier(),
    Choice.SKIP: c.NextStep(),
    Choice.BREATHE: c.Breathe(),
    Choice.STOP: c.Stop(c.StopReason.PAIN),
}


def _report(answers: Answers, found: Assessment | None = None, choice: Choice | None = None) -> c.ReportPain:
    return c.ReportPain(
        nrs=answers.nrs,
        kind=None if answers.kind is None else answers.kind.name.lower(),
        place=None if answers.place is None else words.PLACES[answers.place],
        is_spreading=answers.is_spreading,
        row=None if found is None else found.row.value,
        choice=None if choice is None else str(choice),
    )
