"""After the pain key: nothing to do yet; then four short questions, each to be skipped; then what can be done.

The press has paused the session and is on disk before this screen is there. Nothing here counts down or restarts
anything. Keys are taken by the screen itself, stage by stage, so that none is lost between two questions.
"""

from __future__ import annotations

from dataclasses import replace
from enum import Enum, auto
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical

from unbend.pain import words
from unbend.pain.assessment import Answers, Assessment, Choice, Offer, PainKind, PainPlace, Row, Tier
from unbend.session.pain_dialog import offer_words
from unbend.ui.base import UnbendScreen
from unbend.ui.screens.signs import SignsScreen
from unbend.ui.widgets.body_map import BodyMap
from unbend.ui.widgets.choices import Choices
from unbend.ui.widgets.line import Line
from unbend.ui.widgets.scale import Scale, nrs_of

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from unbend.session.pain_case import PainCase

QUIET_S = 5.0
"""Before the first question, or until any key (docs/safety.md 4.3)."""


class Stage(Enum):
    """What is being asked."""

    QUIET = auto()
    HOW = auto()
    KIND = auto()
    WHERE = auto()
    SPREADING = auto()
    SIGNS = auto()
    OFFERS = auto()


_QUESTIONS = {
    Stage.QUIET: words.PAUSED,
    Stage.HOW: words.ASK_HOW,
    Stage.KIND: words.ASK_KIND,
    Stage.WHERE: words.ASK_WHERE,
    Stage.SPREADING: words.ASK_SPREADING,
}
_FEET = {
    Stage.QUIET: "A few short questions follow; each can be skipped.",
    Stage.HOW: "A number, t for ten. Enter skips, Esc skips all the questions.",
    Stage.KIND: "A number. Enter skips.",
    Stage.WHERE: "A letter, the arrows, or a click. Enter skips, or takes what is marked.",
    Stage.SPREADING: "y or n. Enter skips.",
    Stage.OFFERS: "Enter takes what is marked. Nothing restarts by itself.",
}
_NOT_ANSWERS = ("question_mark", "f1", "p", "P")
"""Keys that mean the same here as everywhere."""
_YES_NO = [("yes", "y", "yes"), ("no", "n", "no")]


class PainScreen(UnbendScreen[None]):
    """Asks about one press, or with `again` offers once more what earlier answers led to."""

    CSS_PATH = "../session.tcss"
    BINDINGS: ClassVar = [("question_mark", "app.help")]

    def __init__(
        self,
        case: PainCase,
        emergency_number: str,
        *,
        is_driven: bool,
        again: Assessment | None = None,
    ) -> None:
        super().__init__()
        self._case = case
        self._number = emergency_number
        self._is_driven = is_driven
        self._again = again
        self._stage = Stage.QUIET
        self._said = Answers()
        self._found: Assessment | None = again

    def parts(self) -> ComposeResult:
        """Yield the question, and every way to answer one; the stage says which is seen."""
        yield Line("PAUSED", id="paused")
        with Vertical(id="asked"):
            yield Line(id="question")
            yield Line(id="text", yields=True)
            yield Scale(id="scale")
            yield BodyMap(words.PLACES, id="body-map")
            yield Choices(id="choices")
        yield Line(id="foot")

    def on_mount(self) -> None:
        """Begin with nothing to do, or with what is offered."""
        if self._again is not None:
            self._offer(self._again)
            return
        self._go_to(Stage.QUIET)
        if not self._is_driven:
            self.set_timer(QUIET_S, self._end_of_quiet)

    def _end_of_quiet(self) -> None:
        if self._stage is Stage.QUIET:
            self._go_to(Stage.HOW)

    def _go_to(self, stage: Stage) -> None:
        self._stage = stage
        self.query_one("#question", Line).show(_QUESTIONS.get(stage, ""))
        self.tell_briefly("Paused. Esc skips the questions.")
        self.query_one("#text", Line).show("")
        self.query_one("#foot", Line).show(_FEET.get(stage, ""))
        self.query_one(Scale).display = stage is Stage.HOW
        self.query_one(BodyMap).display = stage is Stage.WHERE
        choices = self.query_one(Choices)
        choices.display = stage in (Stage.KIND, Stage.SPREADING, Stage.OFFERS)
        if stage is Stage.KIND:
            choices.offer([(str(number), str(number), text) for number, text in words.KINDS.items()])
        elif stage is Stage.SPREADING:
            choices.offer(_YES_NO)

    # Answers

    def on_key(self, event: events.Key) -> None:
        """Take a key as an answer to what is being asked."""
        if event.key in ("p", "P") and self._stage is Stage.OFFERS:
            event.stop()
            self._ask_again()
        if event.key in _NOT_ANSWERS or not self.is_current:
            return
        if self.has_class("-tiny") or self.has_class("-flat"):
            event.stop()
            return  # nobody can see what it would choose
        event.stop()
        character = (event.character or "").lower()
        if self._stage is Stage.QUIET:
            self._go_to(Stage.HOW)
            if nrs_of(character) is None:
                return  # any key ends the quiet; a number is the answer already
        if event.key == "escape" and self._stage is not Stage.OFFERS:
            self._assess()
        elif event.key in ("up", "down", "left", "right"):
            self._move(1 if event.key in ("down", "right") else -1)
        elif event.key == "enter":
            self._take_marked()
        else:
            self._take_key(character)

    def _ask_again(self) -> None:
        """Begin again because it has become worse; what was said before stays on record."""
        if self._found is not None:
            answers = None if self._again is not None else self._said
            self._case.choose(Offer(Choice.PAUSE_ON), self._found, answers)
        self._said, self._again = Answers(), None
        self.query_one(Scale).mark(None)
        self.query_one(BodyMap).mark(None)
        self._go_to(Stage.HOW)

    def _move(self, by: int) -> None:
        match self._stage:
            case Stage.HOW:
                self.query_one(Scale).move(by)
            case Stage.WHERE:
                self.query_one(BodyMap).move(by)
            case Stage.KIND | Stage.SPREADING | Stage.OFFERS:
                self.query_one(Choices).move(by)

    def _take_marked(self) -> None:
        match self._stage:
            case Stage.HOW:
                self._answer_how(self.query_one(Scale).marked)
            case Stage.WHERE:
                self._answer_where(self.query_one(BodyMap).marked)
            case _:
                self._answer_choice(self.query_one(Choices).marked)

    def _take_key(self, character: str) -> None:
        match self._stage:
            case Stage.HOW if (nrs := nrs_of(character)) is not None:
                self._answer_how(nrs)
            case Stage.WHERE if character in words.PLACES:
                self._answer_where(character)
            case Stage.KIND | Stage.SPREADING | Stage.OFFERS:
                answer = self.query_one(Choices).of_key(character)
                if answer is not None:
                    self._answer_choice(answer)

    def on_scale_chosen(self, event: Scale.Chosen) -> None:
        """Take a click on a number."""
        self._answer_how(event.nrs)

    def on_body_map_chosen(self, event: BodyMap.Chosen) -> None:
        """Take a click on a place."""
        self._answer_where(event.place)

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """Take a click on an answer."""
        self._answer_choice(event.answer)

    def on_click(self) -> None:
        """Take a click anywhere as the key that ends the quiet."""
        self._end_of_quiet()

    def _answer_how(self, nrs: int | None) -> None:
        self._note(replace(self._said, nrs=nrs))
        self._go_to(Stage.KIND)

    def _answer_where(self, place: str | None) -> None:
        self._note(replace(self._said, place=None if place is None else PainPlace(place)))
        self._go_to(Stage.SPREADING)

    def _answer_choice(self, answer: str | None) -> None:
        match self._stage:
            case Stage.KIND:
                self._note(replace(self._said, kind=None if answer is None else PainKind(int(answer))))
                if self._said.kind is PainKind.UNWELL:
                    self._assess()  # where it is changes nothing, and nobody who is dizzy should have to say
                else:
                    self._go_to(Stage.WHERE)
            case Stage.SPREADING:
                self._said = replace(self._said, is_spreading=None if answer is None else answer == "yes")
                self._assess()
            case Stage.OFFERS if answer is not None:
                self._choose(int(answer))

    def _note(self, said: Answers) -> None:
        """Put the answer on record before the next question is asked."""
        self._said = said
        self._case.note(said)

    # What follows

    def _assess(self) -> None:
        found = self._case.assess(self._said)
        self._found = found
        if found.checklist:
            self._stage = Stage.SIGNS
            self.app.push_screen(SignsScreen(found.checklist, self._number, says=found.says), self._signs_read)
        else:
            self._offer(found)

    def _signs_read(self, tier: Tier | None) -> None:
        assert self._found is not None  # noqa: S101  # the signs come after an assessment
        if tier in (Tier.A, Tier.B):
            self._case.stop_for(tier, self._found, self._said)  # which ends the session, and this screen with it
        else:
            self._offer(self._found, reminder=words.REMINDER_C if tier is Tier.C else "")

    def _offer(self, found: Assessment, *, reminder: str = "") -> None:
        self._go_to(Stage.OFFERS)
        self.query_one("#question", Line).show(found.says)
        tingle = words.TINGLE if found.row is Row.TINGLING else ""
        self.query_one("#text", Line).show(" ".join(filter(None, (tingle, reminder))))
        answers = [
            (str(number), str(number + 1), offer_words(offer)) for number, offer in enumerate(self._case.offers(found))
        ]
        self.query_one(Choices).offer(answers, marked=0)

    def _choose(self, number: int) -> None:
        assert self._found is not None  # noqa: S101  # see _signs_read
        if not self.is_current:
            return  # clicked twice
        offer = self._case.offers(self._found)[number]
        self._case.choose(offer, self._found, None if self._again is not None else self._said)
        self.dismiss()
