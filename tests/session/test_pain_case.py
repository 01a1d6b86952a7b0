"""What follows from pain presses, whichever front end asks: what is offered, carried out, remembered and recorded."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.builders import a_plan, a_step, ease_in, hold, lead_in
from tests.doubles import ListenerDouble
from unbend.engine import commands as c
from unbend.engine import events as e
from unbend.engine.plan import VariantKind
from unbend.engine.state import Status
from unbend.pain.assessment import STANDARD, Answers, Choice, Offer, PainKind, PainPlace, Row, Thresholds, Tier
from unbend.session.clock import ManualClock
from unbend.session.pain_case import PainCase
from unbend.session.runner import Runner
from unbend.units import MINUTE, SECOND

if TYPE_CHECKING:
    from unbend.engine.plan import Plan
    from unbend.pain.assessment import Assessment

FULL = a_step(
    lead_in(),
    hold(20_000),
    eased=[lead_in(), hold(10_000)],
    easier=[lead_in(), ease_in(), hold(5_000)],
    name="side bridge",
)
PLAIN = a_step(hold(60_000), name="turn")

GREEN = Answers(nrs=2, kind=PainKind.PULL)
AMBER = Answers(nrs=5, kind=PainKind.FAMILIAR, place=PainPlace.LOW_BACK, is_spreading=False)
SHARP = Answers(nrs=3, kind=PainKind.SHARP)
TINGLING = Answers(nrs=2, kind=PainKind.TINGLING, place=PainPlace.BELOW_KNEE)
SEVERE = Answers(nrs=9, kind=PainKind.PULL)


class Hurt:
    """A session in a hold, paused by the pain key, with the case of it."""

    def __init__(self, plan: Plan | None = None, baseline: int | None = 2, thresholds: Thresholds = STANDARD) -> None:
        self.clock = ManualClock()
        self.listener = ListenerDouble()
        self.runner = Runner(plan or a_plan(FULL, PLAIN), self.clock, [self.listener])
        self.case = PainCase(self.runner, baseline, thresholds)
        self.runner.send(c.Start())
        self.press(8 * SECOND)

    def press(self, after_ms: int = 0) -> None:
        """Let time pass in heartbeats, and press the pain key."""
        for _ in range(after_ms // SECOND):
            self.clock.advance(SECOND)
            self.runner.tick()
        self.runner.send(c.Pause(c.PauseReason.PAIN))

    def go_on(self) -> None:
        """Resume at once."""
        self.runner.send(c.Resume())

    def take(self, choice: Choice, found: Assessment, answers: Answers | None = None) -> None:
        """Choose what is offered by the name of `choice`."""
        self.case.choose(next(each for each in self.case.offers(found) if each.choice is choice), found, answers)

    def offered(self, found: Assessment) -> list[Choice]:
        """Return what is offered, the default first."""
        return [offer.choice for offer in self.case.offers(found)]

    @property
    def reports(self) -> list[c.ReportPain]:
        """What was put on record."""
        return [event.report for event in self.listener.events if isinstance(event, e.PainReported)]

    @property
    def status(self) -> Status:
        """Where the session stands."""
        return self.runner.state.status


# On record


def test_each_answer_is_on_record_before_the_next_question() -> None:
    """A kill between two questions loses nothing that was said."""
    hurt = Hurt()
    hurt.case.note(Answers(nrs=5))
    hurt.case.note(Answers(nrs=5, kind=PainKind.FAMILIAR))
    hurt.case.note(Answers(nrs=5, kind=PainKind.FAMILIAR, place=PainPlace.LOW_BACK))
    assert hurt.reports == [
        c.ReportPain(nrs=5),
        c.ReportPain(nrs=5, kind="familiar"),
        c.ReportPain(nrs=5, kind="familiar", place="low back"),
    ]
    assert hurt.status is Status.PAUSED


def test_what_was_found_and_chosen_is_on_record_with_the_answers() -> None:
    """The row at once; the choice when it is made."""
    hurt = Hurt()
    found = hurt.case.assess(AMBER)
    said = {"nrs": 5, "kind": "familiar", "place": "low back", "is_spreading": False, "row": 6}
    assert hurt.reports == [c.ReportPain(**said)]  # type: ignore[arg-type]  # as named
    hurt.take(Choice.EASE, found, AMBER)
    assert hurt.reports[1:] == [c.ReportPain(**said, choice="ease")]  # type: ignore[arg-type]  # as named


def test_a_later_choice_does_not_rewrite_the_answers() -> None:
    """After a rest the same answers lead to another choice, which is no new press."""
    hurt = Hurt()
    found = hurt.case.assess(SHARP)
    hurt.take(Choice.REST, found, SHARP)
    before = list(hurt.reports)
    hurt.take(Choice.SKIP, found)
    assert hurt.reports == before


# What is offered


@pytest.mark.parametrize(
    ("answers", "row", "default"),
    [
        (GREEN, Row.GREEN, Choice.CARRY_ON),
        (AMBER, Row.AMBER, Choice.EASE),
        (SHARP, Row.SHARP, Choice.SKIP),
        (TINGLING, Row.TINGLING, Choice.SKIP),
        (SEVERE, Row.SEVERE, Choice.STOP),
        (Answers(kind=PainKind.UNWELL), Row.UNWELL, Choice.STOP),
        (Answers(), Row.AMBER, Choice.SKIP),
    ],
)
def test_the_safe_choice_comes_first(answers: Answers, row: Row, default: Choice) -> None:
    """By the row of the table that fits."""
    hurt = Hurt()
    found = hurt.case.assess(answers)
    assert found.row is row
    assert hurt.offered(found)[0] is default
    assert {Choice.PAUSE_ON, Choice.SKIP, Choice.STOP} <= set(hurt.offered(found))


def test_only_what_is_possible_here_is_offered() -> None:
    """A step without an eased form or an easier exercise offers neither."""
    hurt = Hurt(a_plan(PLAIN))
    found = hurt.case.assess(AMBER)
    assert hurt.offered(found) == [Choice.SKIP, Choice.REST, Choice.PAUSE_ON, Choice.STOP]
    with_both = Hurt()
    assert with_both.offered(with_both.case.assess(AMBER))[:2] == [Choice.EASE, Choice.EASIER]


def test_nothing_is_offered_twice() -> None:
    """Two lines that do the same make people look for the difference."""
    hurt = Hurt()
    for answers in (GREEN, AMBER, SHARP, TINGLING, SEVERE):
        found = hurt.case.assess(answers)
        hurt.take(Choice.REST, found, answers) if Choice.REST in hurt.offered(found) else None
        hurt.case.still_open(has_rested=True)
        offers = hurt.case.offers(found)
        assert len(offers) == len(set(offers))


def test_the_easier_exercise_comes_with_a_rest_and_not_before() -> None:
    """Sharp pain: first leave it, and only after a rest something gentler."""
    hurt = Hurt()
    found = hurt.case.assess(SHARP)
    assert Choice.EASIER not in hurt.offered(found)
    hurt.take(Choice.REST, found, SHARP)
    again = hurt.case.still_open(has_rested=True)
    assert again == found
    assert hurt.offered(found)[0] is Choice.EASIER


def test_without_a_rest_what_comes_with_one_is_not_offered() -> None:
    """Staying paused for a moment is not a rest."""
    hurt = Hurt()
    found = hurt.case.assess(SHARP)
    hurt.take(Choice.PAUSE_ON, found, SHARP)
    assert hurt.case.still_open(has_rested=False) == found
    assert Choice.EASIER not in hurt.offered(found)


def test_a_new_press_begins_anew_without_the_rest_of_the_last_one() -> None:
    """What was rested from is another pain."""
    hurt = Hurt()
    hurt.take(Choice.REST, hurt.case.assess(SHARP), SHARP)
    hurt.case.still_open(has_rested=True)
    hurt.press()
    assert Choice.EASIER not in hurt.offered(hurt.case.assess(SHARP))


def test_after_easing_leaving_it_out_comes_first() -> None:
    """It still hurts as much."""
    hurt = Hurt()
    hurt.take(Choice.EASE, hurt.case.assess(AMBER), AMBER)
    assert hurt.runner.view().kind is VariantKind.EASED
    hurt.go_on()
    hurt.press(2 * SECOND)
    assert hurt.offered(hurt.case.assess(AMBER))[0] is Choice.SKIP


# Stricter than the table


@pytest.mark.parametrize(
    ("answers", "thresholds", "row"),
    [
        (Answers(nrs=2, kind=PainKind.PULL), Thresholds(mild_max=1), Row.SAME),
        (Answers(nrs=4, kind=PainKind.PULL), Thresholds(much_min=4), Row.RED),
        (Answers(nrs=6, kind=PainKind.PULL), Thresholds(severe_min=6), Row.SEVERE),
        (Answers(nrs=5), Thresholds(much_min=5), Row.SHARP),
    ],
)
def test_a_person_may_cut_the_strengths_more_strictly(answers: Answers, thresholds: Thresholds, row: Row) -> None:
    """What was mild is no longer, what was amber is red; a strength without a kind is taken as sharp earlier."""
    strict, usual = Hurt(thresholds=thresholds), Hurt()
    assert strict.case.assess(answers).row is row
    assert usual.case.assess(answers).row > row or usual.case.assess(answers).row is Row.AMBER


def test_the_pain_at_the_start_is_what_a_rise_is_counted_from() -> None:
    """Six is red for one who began with two, and no more than usual for one who began with six."""
    six = Answers(nrs=6, kind=PainKind.FAMILIAR)
    assert Hurt(baseline=2).case.assess(six).row is Row.RED
    assert Hurt(baseline=6).case.assess(six).row is Row.SAME
    assert Hurt(baseline=None).case.assess(six).row is Row.RED


# What a choice does


@pytest.mark.parametrize(
    ("answers", "choice", "status", "exercise"),
    [
        (GREEN, Choice.CARRY_ON, Status.PAUSED, "side bridge"),
        (AMBER, Choice.EASE, Status.PAUSED, "side bridge, eased"),
        (AMBER, Choice.EASIER, Status.PAUSED, "side bridge, easier"),
        (AMBER, Choice.SKIP, Status.PAUSED, "turn"),
        (AMBER, Choice.REST, Status.PAUSED, "side bridge"),
        (AMBER, Choice.PAUSE_ON, Status.PAUSED, "side bridge"),
        (SEVERE, Choice.BREATHE, Status.PAUSED, "breathing"),
        (AMBER, Choice.STOP, Status.STOPPED, "side bridge"),
    ],
)
def test_a_choice_is_carried_out_and_restarts_nothing(
    answers: Answers, choice: Choice, status: Status, exercise: str
) -> None:
    """Whatever is chosen, going on is the person's own key."""
    hurt = Hurt()
    hurt.take(choice, hurt.case.assess(answers), answers)
    assert hurt.status is status
    assert hurt.runner.view().variant.exercise == exercise
    hurt.clock.advance(10 * MINUTE)
    hurt.runner.tick()
    assert hurt.status is status


@pytest.mark.parametrize(("answers", "rest_ms"), [(AMBER, 30 * SECOND), (SHARP, MINUTE), (TINGLING, 2 * MINUTE)])
def test_a_rest_is_as_long_as_the_pain_asks_for(answers: Answers, rest_ms: int) -> None:
    """Half a minute to two."""
    hurt = Hurt()
    hurt.take(Choice.REST, hurt.case.assess(answers), answers)
    assert hurt.runner.view().rest_left_ms == rest_ms


# What is still open


@pytest.mark.parametrize(
    ("answers", "choice", "is_settled"),
    [
        (GREEN, Choice.CARRY_ON, True),
        (GREEN, Choice.PAUSE_ON, True),  # going on is among what is offered, so it may simply be done
        (AMBER, Choice.EASE, True),
        (AMBER, Choice.SKIP, True),
        (AMBER, Choice.REST, False),
        (AMBER, Choice.PAUSE_ON, False),
        (SHARP, Choice.PAUSE_ON, False),
        (SEVERE, Choice.REST, False),
        (SEVERE, Choice.BREATHE, True),
    ],
)
def test_a_stop_sign_stays_until_something_is_done_about_it(
    answers: Answers, choice: Choice, *, is_settled: bool
) -> None:
    """Resting and waiting decide nothing, so going on brings back what is offered."""
    hurt = Hurt()
    found = hurt.case.assess(answers)
    hurt.take(choice, found, answers)
    assert hurt.case.is_settled is is_settled
    assert hurt.case.still_open(has_rested=False) == (None if is_settled else found)


def test_what_is_open_is_settled_by_a_later_choice() -> None:
    """Then the key that goes on goes on."""
    hurt = Hurt()
    found = hurt.case.assess(SHARP)
    hurt.take(Choice.PAUSE_ON, found, SHARP)
    hurt.take(Choice.SKIP, found)
    assert hurt.case.is_settled


def test_a_second_press_without_answers_keeps_what_was_said_before() -> None:
    """Sharp stays sharp, though nobody feels like typing it again; new answers count."""
    hurt = Hurt()
    hurt.take(Choice.PAUSE_ON, hurt.case.assess(SHARP), SHARP)
    assert hurt.case.assess(Answers()).row is Row.SHARP
    assert hurt.reports[-1].row == Row.SHARP
    assert hurt.case.assess(GREEN).row is Row.GREEN


def test_leaving_the_step_by_ones_own_key_settles_it() -> None:
    """What hurt lies behind."""
    hurt = Hurt()
    hurt.take(Choice.PAUSE_ON, hurt.case.assess(SHARP), SHARP)
    hurt.case.has_moved_on()
    assert hurt.case.is_settled
    assert hurt.case.still_open(has_rested=True) is None
    assert hurt.case.assess(Answers()).row is Row.AMBER


def test_nothing_is_open_before_anything_hurt() -> None:
    """Then a pause is a pause."""
    hurt = Hurt()
    assert hurt.case.is_settled
    assert hurt.case.still_open(has_rested=False) is None


# Warning signs and what is left alone


@pytest.mark.parametrize("tier", [Tier.A, Tier.B])
def test_a_warning_sign_ends_the_session_for_pain_and_is_remembered(tier: Tier) -> None:
    """With what was said on record."""
    hurt = Hurt()
    found = hurt.case.assess(TINGLING)
    hurt.case.stop_for(tier, found, TINGLING)
    assert hurt.case.sign is tier
    assert hurt.status is Status.STOPPED
    (stopped,) = (event for event in hurt.listener.events if isinstance(event, e.Stopped))
    assert stopped.why is c.StopReason.PAIN
    assert hurt.reports[-1].choice == "stop"


def test_tingling_leaves_the_exercise_alone_for_the_rest_of_the_session() -> None:
    """The one that was being done, and no other kind of pain does that."""
    hurt = Hurt()
    hurt.case.assess(SHARP)
    hurt.case.assess(SEVERE)
    assert hurt.case.left_alone == set()
    hurt.take(Choice.SKIP, hurt.case.assess(TINGLING), TINGLING)
    assert hurt.case.left_alone == {"side bridge"}
    hurt.go_on()
    hurt.press(SECOND)
    hurt.case.assess(TINGLING)
    assert hurt.case.left_alone == {"side bridge", "turn"}


def test_an_exercise_left_alone_is_not_offered_as_an_easier_one() -> None:
    """It would come back by another door."""
    gentler = a_step(hold(10_000), name="turn")
    reach = a_step(hold(20_000), name="reach")
    hurt = Hurt(a_plan(gentler, replace(reach, easier=gentler.normal)))
    hurt.take(Choice.SKIP, hurt.case.assess(TINGLING), TINGLING)
    hurt.go_on()
    hurt.press(SECOND)
    assert Choice.EASIER not in hurt.offered(hurt.case.assess(AMBER))


def test_an_offer_that_was_made_up_is_carried_out_as_it_stands() -> None:
    """A warning sign stops though stopping was not what was offered first."""
    hurt = Hurt()
    hurt.case.choose(Offer(Choice.STOP), hurt.case.assess(GREEN), GREEN)
    assert hurt.status is Status.STOPPED
