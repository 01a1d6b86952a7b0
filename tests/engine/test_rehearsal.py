"""A plan played through without a person."""

from __future__ import annotations

from tests.builders import a_phase, a_plan, a_step, hold, lead_in, own_pace, skin_check, wait
from unbend.engine import events as e
from unbend.engine.plan import PhaseKind, Place
from unbend.engine.rehearsal import OWN_PACE_REP_MS, WAIT_MS, rehearse


def test_every_event_comes_at_its_time() -> None:
    """As in a session that nobody disturbs."""
    rehearsal = rehearse(a_plan(a_step(lead_in(5_000), hold(20_000)), a_step(hold(10_000))))
    begun = [event.due_ms for event in rehearsal.events if isinstance(event, e.PhaseStarted)]
    assert begun == [0, 5_000, 25_000]
    assert rehearsal.total_ms == rehearsal.plan.total_ms == 35_000
    assert rehearsal.waits == ()
    assert [event.due_ms for event in rehearsal.steps] == [0, 25_000]


def test_what_waits_gets_a_usual_length_and_says_so() -> None:
    """So long for each repetition at one's own pace, and so long to get ready."""
    rehearsal = rehearse(a_plan(a_step(lead_in(), own_pace(), wait()), a_step()))
    assert [(each.step, each.phase.kind, each.at_ms, each.given_ms) for each in rehearsal.waits] == [
        (0, PhaseKind.OWN_PACE, 5_000, OWN_PACE_REP_MS),
        (0, PhaseKind.WAIT, 10_000, WAIT_MS),
    ]
    assert rehearsal.total_ms == rehearsal.plan.total_ms + OWN_PACE_REP_MS + WAIT_MS


def test_a_pack_that_asks_for_the_skin_is_left_out() -> None:
    """No answer is no yes, and a file cannot hear one."""
    pack = a_step(skin_check(), a_phase(PhaseKind.TIME, 60_000, Place()), kind="heat")
    rehearsal = rehearse(a_plan(a_step(hold(10_000)), pack, a_step(hold(10_000))))
    assert rehearsal.left_out == {1}
    assert [event.step for event in rehearsal.steps] == [0, 2]
    assert rehearsal.total_ms == 20_000
