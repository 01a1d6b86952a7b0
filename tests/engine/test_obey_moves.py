"""The commands that move through a plan, make more time, or end the session."""

from __future__ import annotations

import pytest

from tests.builders import (
    a_phase,
    a_plan,
    a_step,
    ease_in,
    ease_out,
    hold,
    lead_in,
    rest,
    skin_check,
    wait,
)
from tests.script import Session
from unbend.engine import events as e
from unbend.engine.commands import (
    Back,
    Breathe,
    Command,
    Ease,
    Extend,
    NextStep,
    Pause,
    Proceed,
    Resume,
    Start,
    Stop,
    StopReason,
    TakeRest,
    UseEasier,
)
from unbend.engine.plan import CueKind, Phase, PhaseKind, VariantKind
from unbend.engine.state import Status
from unbend.units import HOUR

THREE_STEPS = a_plan(a_step(hold(10_000)), a_step(lead_in(2_000), hold(10_000)), a_step(hold(10_000)))


# Proceed, NextStep


def test_proceed_is_for_waiting_phases_only() -> None:
    """A timed phase ends by itself; leaving it early is skipping."""
    assert Session(a_plan()).at(0, Start(), Proceed()).refusal == "the session is running"


def test_skipping_a_step_says_so_and_goes_to_the_next() -> None:
    """What was performed of it is kept."""
    session = Session(THREE_STEPS).at(0, Start()).at(4_000, NextStep())
    assert session.told(e.StepEnded) == [
        e.StepEnded(due_ms=4_000, step=0, outcome=e.StepOutcome.SKIPPED, performed_ms=4_000)
    ]
    assert (session.status, session.view.step) == (Status.RUNNING, 1)


@pytest.mark.parametrize("after", [rest(30_000), wait()])
def test_leaving_a_step_when_only_rest_or_waiting_is_left_counts_as_done(after: Phase) -> None:
    """Nobody skipped anything."""
    session = Session(a_plan(a_step(hold(5_000), after), a_step())).at(0, Start()).at(6_000, NextStep())
    assert session.told(e.StepEnded)[0].outcome is e.StepOutcome.DONE


def test_skipping_the_last_step_finishes() -> None:
    """Also out of a pause, which is over with the session."""
    session = Session(a_plan()).at(0, Start()).at(4_000, Pause(), TakeRest(5_000), NextStep()).wake(60_000)
    assert session.status is Status.FINISHED
    assert session.told(e.Finished) == [e.Finished(due_ms=4_000, step=0, performed_ms=4_000)]
    assert (session.view.paused_why, session.told(e.RestEnded)) == (None, [])


@pytest.mark.parametrize("command", [NextStep(), Back(), UseEasier(), Breathe(), Ease()])
def test_moving_during_a_pause_stays_paused_and_silent(command: Command) -> None:
    """The new phase begins, and its first cue waits for Resume."""
    step = a_step(hold(10_000), eased=[hold(5_000)], easier=[hold(6_000)])
    session = Session(a_plan(step, step)).at(0, Start()).at(4_000, Pause(), command)
    assert isinstance(session.last()[-1], e.PhaseStarted)
    cues = len(session.heard())
    session.wake(100_000)
    assert (session.status, session.view.elapsed_ms, len(session.heard())) == (Status.PAUSED, 0, cues)
    assert session.at(100_000, Resume()).heard()[cues:] == [(100_000, session.state.variant.phases[0].cues[0].kind)]


# Back


def test_back_begins_the_step_again() -> None:
    """The time spent on it before stays counted, under an outcome of its own."""
    session = Session(THREE_STEPS).at(0, Start()).at(14_000, Back())
    assert session.view.step == 1
    assert session.told(e.StepEnded)[-1] == e.StepEnded(
        due_ms=14_000, step=1, outcome=e.StepOutcome.LEFT, performed_ms=4_000
    )
    assert session.heard()[-1] == (14_000, CueKind.GET_READY)


@pytest.mark.parametrize(("performed_ms", "step"), [(0, 0), (2_999, 0), (3_000, 1)])
def test_back_in_the_first_three_seconds_goes_to_the_step_before(performed_ms: int, step: int) -> None:
    """The habit comes from music players. The window spans phases: here it ends in the second one."""
    session = Session(THREE_STEPS).at(0, Start()).at(10_000 + performed_ms, Back())
    assert session.view.step == step


def test_back_twice_in_a_row_goes_back_twice() -> None:
    """The step just gone back to has only just begun."""
    assert Session(THREE_STEPS).at(0, Start()).at(20_000, Back(), Back()).view.step == 0


def test_time_spent_paused_does_not_use_up_the_window_of_back() -> None:
    """It counts what was performed."""
    session = Session(THREE_STEPS).at(0, Start()).at(11_000, Pause()).at(60_000, Back())
    assert session.view.step == 0


def test_back_in_the_first_step_begins_it_again() -> None:
    """There is none before it."""
    session = Session(THREE_STEPS).at(0, Start()).at(1_000, Back())
    assert (session.view.step, session.view.elapsed_ms) == (0, 0)


def test_back_hears_each_cue_of_the_new_visit_once() -> None:
    """The step sounds from its beginning, and the visit tells its cues from the old ones."""
    session = Session(a_plan(a_step(hold(10_000)))).at(0, Start()).at(8_500, Back()).run_out()
    heard = [(cue.visit, cue.due_ms, cue.cue.kind) for cue in session.told(e.CueFired)]
    assert heard == [
        (1, 0, CueKind.START),
        (1, 7_000, CueKind.TICK),
        (1, 8_000, CueKind.TICK),
        (2, 8_500, CueKind.START),
        (2, 15_500, CueKind.TICK),
        (2, 16_500, CueKind.TICK),
        (2, 17_500, CueKind.TICK_LAST),
    ]


def test_back_to_a_step_done_another_way_keeps_that_way() -> None:
    """Who chose the easier exercise once need not choose it again."""
    step = a_step(hold(10_000), easier=[hold(5_000)])
    session = Session(a_plan(step, a_step())).at(0, Start(), UseEasier()).at(6_000, Back())
    assert session.told(e.StepStarted)[-1].kind is VariantKind.EASIER


@pytest.mark.parametrize(
    ("eased", "kind"), [([hold(5_000)], VariantKind.EASED), ([], VariantKind.NORMAL)], ids=["eased", "normal"]
)
def test_back_from_breathing_asks_for_the_movement_again(eased: list[Phase], kind: VariantKind) -> None:
    """Kindly, so in its smaller form where it has one."""
    session = Session(a_plan(a_step(hold(10_000), eased=eased))).at(0, Start(), Breathe()).at(4_000, Back())
    assert session.told(e.StepStarted)[-1].kind is kind


# Extend


def test_extend_moves_the_end_and_the_countdown_with_it() -> None:
    """What has its place keeps it; the total grows by what was added."""
    session = Session(a_plan(a_step(hold(20_000)))).at(0, Start()).at(4_000, Extend(by_ms=5_000))
    assert session.last() == (e.Extended(due_ms=4_000, step=0, by_ms=5_000),)
    assert session.run_out().heard() == [
        (0, CueKind.START),
        (10_000, CueKind.HALFWAY),
        (22_000, CueKind.TICK),
        (23_000, CueKind.TICK),
        (24_000, CueKind.TICK_LAST),
    ]
    assert session.told(e.Finished)[0].performed_ms == 25_000


def test_extend_in_the_middle_of_a_countdown_counts_down_again() -> None:
    """The ticks heard were true when they sounded; so are the new ones, and none shares its instant with an old one."""
    session = Session(a_plan()).at(0, Start()).at(8_000, Extend(by_ms=1_000)).run_out()
    assert session.heard()[1:] == [
        (7_000, CueKind.TICK),
        (8_000, CueKind.TICK),
        (9_000, CueKind.TICK),
        (10_000, CueKind.TICK_LAST),
    ]


def test_extend_gives_a_phase_that_was_too_short_its_countdown() -> None:
    """From the very instant of the press on, if that is where it begins."""
    session = Session(a_plan(a_step(hold(6_000)))).at(0, Start()).at(5_500, Extend(by_ms=2_500))
    assert session.heard() == [(0, CueKind.START), (5_500, CueKind.TICK)]


def test_extend_stops_at_the_limit_of_the_phase() -> None:
    """First it gives what is left up to there, then nothing."""
    session = Session(a_plan(a_step(hold(10_000, limit_ms=15_000)))).at(0, Start(), Extend(by_ms=10_000))
    assert session.last() == (e.Extended(due_ms=0, step=0, by_ms=5_000),)
    assert session.at(0, Extend(by_ms=1)).refusal == "this is as long as it should get"
    assert session.view.remaining_ms == 15_000


def test_extend_without_a_limit_stops_at_one_hour() -> None:
    """Longer is no longer a stretch."""
    session = Session(a_plan()).at(0, Start(), Extend(by_ms=2 * HOUR))
    assert session.view.remaining_ms == HOUR


def test_extend_never_shortens() -> None:
    """Neither by a negative span nor by a limit below the planned length."""
    assert Session(a_plan()).at(0, Start(), Extend(by_ms=-1_000)).refusal
    assert Session(a_plan(a_step(hold(limit_ms=5_000)))).at(0, Start(), Extend(by_ms=1_000)).refusal


@pytest.mark.parametrize("phase", [ease_in(), ease_out(), a_phase(PhaseKind.BREATHE_IN, 4_000)])
def test_movements_and_breaths_keep_their_pace(phase: Phase) -> None:
    """Ten seconds more make no sense within one."""
    assert Session(a_plan(a_step(phase))).at(0, Start(), Extend(1_000)).refusal == "this part keeps its pace"


def test_extend_in_a_pause_before_the_first_cue_loses_no_cue() -> None:
    """A phase entered during a pause is still silent; its opening comes with Resume."""
    session = Session(THREE_STEPS).at(0, Start()).at(4_000, Pause(), NextStep(), NextStep(), Extend(by_ms=5_000))
    session.at(9_000, Resume()).wake(9_000)
    assert session.heard()[-1] == (9_000, CueKind.START)


def test_an_extension_lasts_for_one_visit() -> None:
    """Going back begins the phase at its planned length."""
    session = Session(a_plan()).at(0, Start(), Extend(by_ms=5_000)).at(4_000, Back())
    assert session.view.remaining_ms == 10_000


# Stop


@pytest.mark.parametrize("why", list(StopReason))
def test_stop_ends_phase_step_and_session_at_once(why: StopReason) -> None:
    """Everything that began is ended, with what was performed of it."""
    session = Session(THREE_STEPS).at(0, Start()).at(13_000, Stop(why))
    ended, step_ended, stopped = session.last()
    assert isinstance(ended, e.PhaseEnded)
    assert ended.performed_ms == 1_000
    assert step_ended == e.StepEnded(due_ms=13_000, step=1, outcome=e.StepOutcome.STOPPED, performed_ms=3_000)
    assert stopped == e.Stopped(due_ms=13_000, step=1, why=why, performed_ms=13_000)


def test_stop_in_a_pause_counts_no_paused_time_and_no_alarm() -> None:
    """Nothing comes after the end."""
    session = Session(a_plan()).at(0, Start()).at(4_000, Pause(), TakeRest(5_000)).at(6_000, Stop()).wake(99_000)
    assert session.events[-1] == e.Stopped(due_ms=6_000, step=0, why=StopReason.USER, performed_ms=4_000)


def test_stop_before_the_start_is_a_session_of_nothing() -> None:
    """No step began, so none ends."""
    session = Session(a_plan()).at(700, Stop())
    assert session.events == [e.Stopped(due_ms=700, step=0, why=StopReason.USER, performed_ms=0)]


def test_a_stopped_session_takes_nothing_more() -> None:
    """Not even another stop."""
    session = Session(a_plan()).at(0, Start()).at(4_000, Stop(), Stop())
    assert session.refusal == "the session is stopped"


def test_start_is_taken_once() -> None:
    """A session is one performance."""
    assert Session(a_plan()).at(0, Start(), Start()).refusal == "the session is running"


# A pack is not put on again by going back


@pytest.mark.parametrize("kind", ["heat", "cold"])
def test_a_pack_that_is_on_does_not_begin_again(kind: str) -> None:
    """It would be on for its whole time once more."""
    session = Session(a_plan(a_step(lead_in(), hold(60_000), kind=kind))).at(0, Start()).at(30_000, Back())
    assert "the skin needs a rest" in session.refusal
    assert session.view.elapsed_ms == 25_000


def test_nor_does_one_that_is_over() -> None:
    """Whether it was finished, left out, or exchanged for breathing."""
    plan = a_plan(a_step(lead_in(), hold(60_000), kind="heat"), a_step(lead_in()))
    done = Session(plan).at(0, Start()).at(66_000, Back())
    breathed = Session(plan).at(0, Start()).at(30_000, Breathe()).then(4_000, Back())
    for session in (done, breathed):
        assert "the skin needs a rest" in session.refusal


def test_while_it_is_wrapped_there_is_nothing_against_beginning_again() -> None:
    """Nothing is on the skin yet."""
    plan = a_plan(a_step(skin_check(), lead_in(), hold(60_000), kind="heat"))
    session = Session(plan).at(0, Start()).at(1_000, Proceed()).at(5_500, Back())
    assert session.view.phase is not None
    assert session.view.phase.kind is PhaseKind.SKIN_CHECK


def test_a_pack_that_came_in_place_of_another_exercise_does_not_begin_again_either() -> None:
    """Whether it is on, or came off a moment ago: it is what would be put on again that counts."""
    step = a_step(lead_in(), hold(60_000), easier=[lead_in(), hold(60_000)], easier_kind="heat")
    plan = a_plan(step, a_step(lead_in()))
    on = Session(plan).at(0, Start(), UseEasier()).at(45_000, Back())
    over = Session(plan).at(0, Start(), UseEasier()).at(66_000, Back())
    for session in (on, over):
        assert "the skin needs a rest" in session.refusal
    assert on.view.elapsed_ms == 40_000


def test_while_that_one_is_wrapped_there_is_nothing_against_it() -> None:
    """The exercise before it put nothing on the skin."""
    step = a_step(lead_in(), hold(60_000), easier=[lead_in(), hold(60_000)], easier_kind="heat")
    session = Session(a_plan(step)).at(0, Start()).at(30_000, UseEasier()).at(34_000, Back())
    assert session.told(e.StepStarted)[-1].kind is VariantKind.EASIER


def test_what_took_the_place_of_a_pack_may_begin_again() -> None:
    """No pack is put on by that."""
    step = a_step(lead_in(), hold(60_000), kind="heat", easier=[lead_in(), hold(60_000)])
    session = Session(a_plan(step)).at(0, Start()).at(30_000, UseEasier()).at(60_000, Back())
    assert session.told(e.StepStarted)[-1].kind is VariantKind.EASIER


def test_where_one_pack_took_the_place_of_another_it_does_not_begin_again() -> None:
    """The first was on, even while the second is wrapped."""
    step = a_step(lead_in(), hold(60_000), kind="heat", easier=[lead_in(), hold(60_000)], easier_kind="cold")
    session = Session(a_plan(step)).at(0, Start()).at(30_000, UseEasier()).at(34_000, Back())
    assert "the skin needs a rest" in session.refusal


def test_what_was_said_of_the_skin_is_not_asked_again_when_a_pack_is_eased() -> None:
    """The answer was a moment ago; half the time needs no other."""
    pack = a_step(skin_check(), lead_in(), hold(60_000), eased=[skin_check(), lead_in(), hold(30_000)], kind="heat")
    session = Session(a_plan(pack)).at(0, Start()).at(1_000, Proceed()).at(2_000, Ease())
    assert session.view.phase is not None
    assert session.view.phase.kind is PhaseKind.LEAD_IN


def test_more_time_with_a_pack_on_is_more_looks_at_the_skin() -> None:
    """Every five minutes, also of those that were asked for."""
    on = a_phase(PhaseKind.TIME, 299_000, limit_ms=1_200_000)
    session = Session(a_plan(a_step(on, kind="heat"))).at(0, Start()).at(1_000, Extend(400_000)).run_out()
    looks = [at_ms for at_ms, kind in session.heard() if kind is CueKind.SKIN]
    assert looks == [300_000, 600_000]


# A walk by the key


def test_who_is_back_before_the_time_has_walked() -> None:
    """The next step comes, and the walk counts as done; by the time alone, leaving it is leaving it out."""
    walk = a_phase(PhaseKind.WALK, 60_000)
    for phases, outcome in (([walk, wait()], e.StepOutcome.DONE), ([walk], e.StepOutcome.SKIPPED)):
        session = Session(a_plan(a_step(lead_in(), *phases), a_step())).at(0, Start()).at(20_000, NextStep())
        (ended,) = session.told(e.StepEnded)
        assert (ended.outcome, ended.performed_ms) == (outcome, 20_000)
        assert session.view.step == 1


def test_who_never_went_has_not_walked() -> None:
    """In the time to get ready."""
    plan = a_plan(a_step(lead_in(), a_phase(PhaseKind.WALK, 60_000), wait()), a_step())
    session = Session(plan).at(0, Start()).at(2_000, NextStep())
    assert [event.outcome for event in session.told(e.StepEnded)] == [e.StepOutcome.SKIPPED]
