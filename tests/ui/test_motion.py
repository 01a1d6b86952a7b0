"""The phase and the figure are one clock."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import a_phase, a_plan, a_step, ease_in, ease_out, hold, lead_in, own_pace, wait
from tests.figure.builders import SIDE_BEND, figure
from tests.script import Move, Session
from tests.strategies import plans, scripts
from tests.ui.test_face import of_kind
from unbend.engine import commands as c
from unbend.engine.plan import Phase, PhaseKind, Place, Plan, Side
from unbend.engine.state import Status
from unbend.figure.scene import Way
from unbend.ui.motion import FRAME_MS, is_moving, moment_of
from unbend.units import SECOND

if TYPE_CHECKING:
    from unbend.engine.view import View
    from unbend.figure.clip import Figure

BEND = figure("sit", "", SIDE_BEND)
MARCH = figure("stand", "", "leg_r 60/70", both_ways=True, seconds=2.0)
LYING = figure("supine")
REP = (ease_in(2_000), hold(10_000), ease_out(3_000))


def session(*phases: Phase, kind: str = "mobility") -> Session:
    """Return a session of one step, begun."""
    step = a_step(*phases)
    step = replace(step, normal=replace(step.normal, kind=kind))
    return Session(a_plan(step)).at(0, c.Start())


def at(now_ms: int, *phases: Phase, kind: str = "mobility") -> View:
    """Return the view of a session of these phases at `now_ms`."""
    running = session(*phases, kind=kind)
    running.wake(now_ms)
    return running.view


def test_it_eases_in_while_the_person_eases_in() -> None:
    """Half of the phase is half of the way."""
    found = moment_of(at(1_000, *REP), BEND)
    assert found.way is Way.GOING
    assert found.part == pytest.approx(0.5, abs=0.05)


def test_it_rests_where_they_hold_and_only_breathes() -> None:
    """There, and barely moving."""
    moments = [moment_of(at(2_000 + second * 1_000, *REP), BEND) for second in range(10)]
    assert {(moment.way, moment.part) for moment in moments} == {(Way.GOING, 1.0)}
    assert len({moment.breath for moment in moments}) > 1
    assert not is_moving(at(5_000, *REP), BEND)


def test_it_comes_back_as_they_come_back() -> None:
    """By the way back."""
    found = moment_of(at(12_000 + 1_500, *REP), BEND)
    assert found.way is Way.BACK
    assert found.part == pytest.approx(0.5, abs=0.05)


def test_the_movement_is_shown_once_before_it_begins() -> None:
    """In a lead-in long enough for it; for the last seconds it stands at the start."""
    lead = (lead_in(10_000), *REP)
    shown = [moment_of(at(ms, *lead), BEND).part for ms in range(0, 10_000, 500)]
    assert max(shown) > 0.4
    assert shown[0] == 0
    assert set(shown[-5:]) == {0.0}
    assert {moment_of(at(ms, lead_in(5_000), *REP), BEND).part for ms in range(0, 5_000, 500)} == {0.0}


def test_it_shows_the_change_of_side() -> None:
    """The side that was, then the side that comes."""
    left = replace(hold(5_000), side=Side.LEFT)
    right = replace(hold(5_000, Place(1, 2, 1)), side=Side.RIGHT)
    switch = a_phase(PhaseKind.SWITCH, 4_000, Place(1, 2, 0))
    sides = [moment_of(at(ms, left, switch, right), BEND).is_other_side for ms in (1_000, 6_000, 8_000, 10_000)]
    assert sides == [True, True, False, False]


def test_it_walks_while_they_walk() -> None:
    """Round and round, one side after the other."""
    walking = [moment_of(at(ms, a_phase(PhaseKind.WALK, 60_000)), MARCH) for ms in range(0, 8_000, 250)]
    assert {moment.way for moment in walking} == {Way.ROUND}
    assert {moment.is_other_side for moment in walking} == {False, True}
    assert is_moving(at(20_000, a_phase(PhaseKind.WALK, 60_000)), MARCH)


def test_a_stretch_of_a_span_is_gone_into_and_held() -> None:
    """It does not bob."""
    span = a_phase(PhaseKind.TIME, 30_000)
    assert moment_of(at(15_000, span, kind="stretch"), BEND).part == 1.0
    assert not is_moving(at(15_000, span, kind="stretch"), BEND)
    assert is_moving(at(1_000, span, kind="stretch"), BEND)
    assert moment_of(at(28_500, span, kind="stretch"), BEND).way is Way.BACK
    assert is_moving(at(15_000, span, kind="mobility"), BEND)


def test_chest_and_bar_breathe_as_one() -> None:
    """Full at the end of breathing in, empty at the end of breathing out."""
    breaths = (a_phase(PhaseKind.BREATHE_IN, 4_000), a_phase(PhaseKind.BREATHE_OUT, 6_000))
    air = [moment_of(at(ms, *breaths), LYING).breath for ms in (0, 2_000, 3_990, 4_000, 7_000, 9_990)]
    assert air == [0.0, 0.5, 1.0, 1.0, 0.5, 0.0]


def test_eased_it_goes_less_far() -> None:
    """As the words ask."""
    running = Session(a_plan(a_step(*REP, eased=(ease_in(3_000), hold(5_000), ease_out(3_000))))).at(0, c.Start())
    running.then(10, c.Ease()).wake(running.state.now_ms + 6_000)
    assert running.view.kind == "eased"
    assert moment_of(running.view, BEND).part < 0.8


@pytest.mark.parametrize("kind", PhaseKind)
@pytest.mark.parametrize("drawn", [BEND, MARCH, LYING])
def test_less_motion_is_key_frames_only(kind: PhaseKind, drawn: Figure) -> None:
    """Within a phase nothing moves, not even the breath."""
    found = {moment_of(of_kind(kind).wake(ms).view, drawn, is_still=True) for ms in range(100, 9_900, 300)}
    assert len(found) == 1


def test_less_motion_shows_where_each_phase_leads() -> None:
    """There while going and holding, the start before and after: the movement can be told from its ends."""
    shown = [
        moment_of(at(ms, lead_in(8_000), *REP), BEND, is_still=True).part
        for ms in (1_000, 6_000, 8_500, 12_000, 21_000)
    ]
    assert shown == [0.0, 0.0, 1.0, 1.0, 0.0]


@pytest.mark.parametrize("is_still", [False, True])
def test_what_is_felt_in_turn_goes_on_with_the_time(is_still: bool) -> None:  # noqa: FBT001  # one of two
    """One part after the other, with less motion as well: nothing moves in it."""
    scan = figure("flat", feel=("foot_r", "calf_r", "thigh_r", "belly"), in_turn=True, seconds=20.0)
    parts = [
        moment_of(at(ms, a_phase(PhaseKind.TIME, 60_000)), scan, is_still=is_still).part
        for ms in range(500, 20_000, 5_000)
    ]
    assert parts == [0.0, 0.25, 0.5, 0.75]
    assert not is_moving(at(500, a_phase(PhaseKind.TIME, 60_000)), scan)


def test_a_pause_stops_the_figure_where_it_is() -> None:
    """In the same moment as the clock."""
    running = session(*REP)
    running.at(1_000, c.Pause(c.PauseReason.PAIN))
    before = moment_of(running.view, BEND)
    running.wake(60_000)
    assert moment_of(running.view, BEND) == before
    assert not is_moving(running.view, BEND)


@pytest.mark.parametrize("phase", [own_pace(), wait()])
def test_what_waits_for_the_person_has_a_moment(phase: Phase) -> None:
    """At their own pace it goes on showing how; at a wait it stands."""
    view = at(30_000, phase)
    assert is_moving(view, BEND) is (phase.kind is PhaseKind.OWN_PACE)
    assert moment_of(view, BEND).part >= 0


@given(plans(), scripts(), st.booleans())
def test_any_session_has_a_moment_at_any_time(plan: Plan, moves: list[Move], is_still: bool) -> None:  # noqa: FBT001  # drawn
    """Parts and breaths stay within their bounds, and what is over or paused does not move."""
    running = Session(plan).run(moves)
    for drawn in (BEND, MARCH, LYING):
        found = moment_of(running.view, drawn, is_still=is_still)
        assert 0 <= found.part <= 1
        assert 0 <= found.breath <= 1
        if running.status not in (Status.RUNNING, Status.AWAITING):
            assert not is_moving(running.view, drawn)


@given(plans(), scripts())
def test_what_does_not_move_is_still_until_the_second_is_over(plan: Plan, moves: list[Move]) -> None:
    """Else it would have to be looked at more often than the clock."""
    running = Session(plan).run(moves)
    view = running.view
    left_ms = view.remaining_ms or SECOND
    for drawn in (BEND, MARCH, LYING):
        if is_moving(view, drawn) or view.status is not Status.RUNNING or left_ms <= FRAME_MS:
            continue
        until = view.elapsed_ms // SECOND * SECOND + SECOND - 1
        later = Session(plan).run(moves).wake(running.state.now_ms + min(until - view.elapsed_ms, left_ms - 1)).view
        if later.phase == view.phase:
            assert moment_of(later, drawn) == moment_of(view, drawn)
