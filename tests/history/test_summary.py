"""What is told of one session, and in which words."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import a_plan, a_step
from tests.history.builders import a_press, a_session, a_visit, visits
from unbend.engine.commands import StopReason
from unbend.engine.plan import PlanStep, Variant
from unbend.history import summary
from unbend.history.records import SessionRecord, SessionStatus, StepRecord
from unbend.history.summary import Instead, summarise
from unbend.pain import words

PLAN = a_plan(*(a_step(name=name) for name in ("One", "Two", "Three")))
SAID = st.none() | st.integers(0, 10)


def closing(session: SessionRecord, *steps: StepRecord) -> str:
    """Return the sentence that ends the summary."""
    return summarise(session, steps or [a_visit()], []).closing


def test_each_step_is_told_by_how_it_went() -> None:
    """Done, eased, done instead, skipped; in the order of the session."""
    steps = visits(
        a_visit("one", number=0),
        a_visit("two", number=1, variant="eased"),
        a_visit("three", "exchanged", number=2),
        a_visit("easier", number=2, variant="easier"),
        a_visit("four", "skipped", number=3),
        a_visit("five", number=4),
    )
    told = summarise(a_session(), steps, [])
    assert (told.done, told.eased, told.skipped) == (("One", "Five"), ("Two",), ("Four",))
    assert told.instead == (Instead("Easier", "Three"),)
    assert (told.under_way, told.left_out, told.disagreed) == (None, (), ())
    assert (told.planned_ms, told.performed_ms) == (180_000, 180_000)


def test_two_exchanges_in_one_step_both_name_what_was_planned() -> None:
    """First the easier exercise, then breathing: both were done for a while."""
    steps = visits(
        a_visit("plank", "exchanged"),
        a_visit("easier", "exchanged", variant="easier"),
        a_visit("breathing", variant="breathing"),
    )
    assert summarise(a_session(), steps, []).instead == (Instead("Easier", "Plank"), Instead("Breathing", "Plank"))


def test_what_was_done_instead_and_then_skipped_is_only_skipped() -> None:
    """The summary must not say that somebody did what they did not."""
    steps = visits(a_visit("plank", "exchanged"), a_visit("easier", "skipped", variant="easier", performed_ms=0))
    told = summarise(a_session(), steps, [])
    assert (told.instead, told.skipped) == ((), ("Easier",))


def test_a_step_come_to_twice_is_told_once() -> None:
    """Going back to it is no second exercise, and skipping it once does not undo that it was done."""
    steps = visits(
        a_visit("one", number=0),
        a_visit("two", "skipped", number=1),
        a_visit("three", "left", number=2),
        a_visit("two", "left", number=1),
        a_visit("one", number=0),
        a_visit("two", number=1),
        a_visit("three", number=2),
    )
    told = summarise(a_session(), steps, [])
    assert (told.done, told.skipped, told.left_out) == (("One", "Two", "Three"), (), ())


def test_one_exercise_in_two_steps_is_told_twice() -> None:
    """A list of seven steps has seven names."""
    steps = visits(a_visit("one", number=0), a_visit("one", number=1))
    assert summarise(a_session(), steps, []).done == ("One", "One")


def test_a_planned_rest_is_in_no_list() -> None:
    """Skipping a rest is nothing to tell, and stopping in one was not in an exercise."""
    rest = Variant("rest", "Rest", a_step().normal.phases)
    plan = a_plan(a_step(name="One"), PlanStep(rest), PlanStep(rest))
    steps = visits(a_visit("one", number=0), a_visit("rest", "skipped", number=1), a_visit("rest", "left", number=2))
    told = summarise(a_session(status=SessionStatus.STOPPED), steps, [], plan)
    assert (told.done, told.skipped, told.left_out) == (("One",), (), ())
    for outcome in ("stopped", None):
        steps = visits(a_visit("one", number=0), a_visit("rest", outcome, number=1))
        assert summarise(a_session(status=SessionStatus.STOPPED), steps, []).under_way is None


@pytest.mark.parametrize(
    ("status", "outcome"),
    [(SessionStatus.STOPPED, "stopped"), (SessionStatus.INTERRUPTED, None), (SessionStatus.RUNNING, None)],
)
def test_the_step_that_was_under_way_is_named(status: SessionStatus, outcome: str | None) -> None:
    """It is neither done nor skipped."""
    steps = visits(a_visit("one", number=0), a_visit("two", outcome, number=1))
    told = summarise(a_session(status=status), steps, [])
    assert (told.done, told.under_way, told.skipped) == (("One",), "Two", ())


def test_what_was_never_come_to_is_left_out_where_the_plan_is_known() -> None:
    """The record alone does not know it; while the session goes on, everything may still come."""
    steps = visits(a_visit("One", number=0), a_visit("Two", "stopped", number=1))
    stopped = a_session(status=SessionStatus.STOPPED)
    assert summarise(stopped, steps, [], PLAN).left_out == ("Three",)
    assert summarise(stopped, steps, []).left_out == ()
    assert summarise(stopped, [], [], PLAN).left_out == ("One", "Two", "Three")
    assert summarise(a_session(status=SessionStatus.RUNNING), steps, [], PLAN).left_out == ()


def test_what_was_left_by_going_back_and_not_come_to_again_is_left_out() -> None:
    """Also where it had become another exercise meanwhile."""
    steps = visits(
        a_visit("two", "exchanged", number=1),
        a_visit("easier", "left", number=1, variant="easier"),
        a_visit("one", "stopped", number=0),
    )
    assert summarise(a_session(status=SessionStatus.STOPPED), steps, []).left_out == ("Two",)


def test_pain_is_told_before_at_its_worst_and_after() -> None:
    """What was not said stays unsaid; a nought is an answer."""
    presses = [a_press(nrs=4), a_press(nrs=6, press=2), a_press(press=3)]
    told = summarise(a_session(pain=(3, 0)), [a_visit()], presses)
    assert (told.pain_before, told.pain_worst, told.pain_after) == (3, 6, 0)
    told = summarise(a_session(), [a_visit()], [a_press()])
    assert (told.pain_before, told.pain_worst, told.pain_after) == (None, None, None)


def test_what_did_not_agree_is_named_once() -> None:
    """Every name it went by."""
    steps = visits(
        a_visit("plank", "exchanged", has_disagreed=True),
        a_visit("easier", "left", variant="easier", has_disagreed=True),
        a_visit("easier", variant="easier", has_disagreed=True),
    )
    assert summarise(a_session(), steps, []).disagreed == ("Plank", "Easier")


def test_the_end_of_a_session_has_its_sentence() -> None:
    """Finishing, stopping and being cut off are told as equals."""
    stopped, running = SessionStatus.STOPPED, SessionStatus.RUNNING
    assert closing(a_session()) == "Done. That was time for your back."
    assert closing(a_session(status=stopped, why=StopReason.PAIN)) == words.CLOSING_STOPPED
    assert closing(a_session(status=stopped, why=StopReason.USER)) == summary.STOPPED
    assert closing(a_session(status=stopped, why=StopReason.USER, performed_ms=0)) == summary.NOT_BEGUN
    assert closing(a_session(status=stopped, why=StopReason.PAIN, performed_ms=0)) == words.CLOSING_STOPPED
    assert closing(a_session(status=SessionStatus.INTERRUPTED, why=StopReason.INTERRUPTED)) == summary.CUT_OFF
    assert closing(a_session(status=running)) == closing(a_session(status=SessionStatus.OPEN)) == summary.STILL_ON


def test_a_session_skipped_through_is_not_called_done() -> None:
    """And one with a single thing done is."""
    skipped = a_visit("one", "skipped", performed_ms=2_000)
    assert closing(a_session(), skipped) == summary.ALL_SKIPPED
    for done in (a_visit("two", number=1), a_visit("two", number=1, variant="eased")):
        assert closing(a_session(), skipped, done) == summary.DONE


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (3, 4, summary.DONE),
        (3, 5, words.CLOSING_HURTS_MORE),
        (5, 3, summary.DONE),
        (None, 9, summary.DONE),
        (9, None, summary.DONE),
    ],
)
def test_finishing_with_more_pain_is_no_success(before: int | None, after: int | None, expected: str) -> None:
    """Two more on the scale and the last word is to do less, not that it was done."""
    assert closing(a_session(pain=(before, after))) == expected
    is_more = expected == words.CLOSING_HURTS_MORE
    assert closing(a_session(pain=(before, after)), a_visit(outcome="skipped")) == (
        expected if is_more else summary.ALL_SKIPPED
    )


@given(
    st.sampled_from(SessionStatus),
    st.none() | st.sampled_from(StopReason),
    st.sampled_from([0, 50_000]),
    st.tuples(SAID, SAID),
    st.lists(st.sampled_from([a_visit(), a_visit(outcome="skipped", number=1)]), max_size=2),
)
def test_every_session_ends_with_one_known_sentence(
    status: SessionStatus,
    why: StopReason | None,
    performed_ms: int,
    pain: tuple[int | None, int | None],
    steps: list[StepRecord],
) -> None:
    """Whatever came together, there is one to close with."""
    session = a_session(status=status, why=why, performed_ms=performed_ms, pain=pain)
    assert summarise(session, steps, []).closing in CLOSINGS


CLOSINGS = (
    summary.DONE,
    summary.ALL_SKIPPED,
    summary.STOPPED,
    summary.NOT_BEGUN,
    summary.CUT_OFF,
    summary.STILL_ON,
    words.CLOSING_STOPPED,
    words.CLOSING_HURTS_MORE,
)
NOT_SAID = ("fail", "gave up", "incomplete", "streak", "only", "just", "missed", "well done", "great", "keep", "push")
PROMISES = ("cure", "heal", "fix", "treat", "reliev", "strain", "damage", "injur", "danger", "you have", "should")


@pytest.mark.parametrize(("sentence", "word"), list(product(CLOSINGS, (*NOT_SAID, *PROMISES))))
def test_no_closing_sentence_blames_promises_or_cheers_on(sentence: str, word: str) -> None:
    """The words of docs/safety.md 4.7; the one that says what a stop is not is meant to."""
    assert word not in sentence.lower().replace("not a failure", "")


VISITS = st.lists(
    st.tuples(
        st.integers(0, 4),
        st.sampled_from(["done", "skipped", "left"]),
        st.sampled_from(["normal", "eased", "easier", "breathing"]),
    ),
    max_size=10,
)


@given(VISITS)
def test_every_step_begun_is_told_somewhere(drawn: list[tuple[int, str, str]]) -> None:
    """Whatever a person did, nothing of it vanishes, and what was done is never among what was skipped or left out."""
    steps = visits(*(a_visit(f"e{number}", how, number=number, variant=way) for number, how, way in drawn))
    told = summarise(a_session(status=SessionStatus.STOPPED), steps, [])
    done = {*told.done, *told.eased, *(each.name for each in told.instead)}
    assert done | {*told.skipped, *told.left_out} == {f"E{number}" for number, _, _ in drawn}
    completed = {f"E{number}" for number, how, _ in drawn if how == "done"}
    assert completed <= done
    assert completed.isdisjoint({*told.skipped, *told.left_out})
    assert not {*told.skipped} & {*told.left_out}
