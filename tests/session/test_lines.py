"""What is said of a session, line by line, as somebody on the floor hears it read aloud."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import REP_2, a_plan, a_step, ease_in, ease_out, hold, lead_in, let_go, skin_check
from unbend.engine import commands as c
from unbend.engine.machine import advance, apply, new_session
from unbend.engine.plan import Phase, PhaseKind, Place, Plan, Side, Transition
from unbend.pain import words
from unbend.session.lines import Lines
from unbend.units import MINUTE


def said(plan: Plan, *script: tuple[int, c.Command]) -> list[str]:
    """Return the lines of a session in which the commands come at their times, and which then runs on for an hour."""
    lines, state, told = Lines(plan), new_session(plan, 0), []
    for at_ms, command in ((0, c.Start()), *script):
        outcome = apply(state, command, at_ms)
        told += [line for event in outcome.events for line in lines.of(event)]
        state = outcome.state
    told += [line for event in advance(state, 3_600_000).events for line in lines.of(event)]
    return told


def on(side: Side, *phases: Phase) -> list[Phase]:
    """Return `phases` on that side."""
    return [replace(phase, side=side) for phase in phases]


def test_the_side_is_said_once_a_turn_where_there_is_one_repetition() -> None:
    """Not again with each of its parts."""
    right = Place(1, 2, 1)
    switch = Phase(PhaseKind.SWITCH, 5_000, Side.RIGHT, Place(1, 2))
    plan = a_plan(
        a_step(
            *on(Side.LEFT, lead_in(), ease_in(), hold(), ease_out()),
            switch,
            *on(Side.RIGHT, ease_in(2_000, right), hold(10_000, right), ease_out(2_000, right)),
        )
    )
    assert said(plan)[1:-1] == [
        "Get ready, left side, 5 s.",
        "Ease in, left side, 2 s.",
        "Hold, 10 s.",
        "Ease out, 2 s.",
        "Switch sides, right side, 5 s.",
        "Ease in, right side, 2 s.",
        "Hold, 10 s.",
        "Ease out, 2 s.",
    ]


def test_each_repetition_is_counted_with_its_first_part() -> None:
    """Whatever that is."""
    reps = [replace(phase, reps=2) for phase in (hold(9_000), let_go(), hold(9_000, REP_2))]
    assert said(a_plan(a_step(*reps)))[1:-1] == ["Hold, 9 s, 1 of 2.", "Let go, 2 s.", "Hold, 9 s, 2 of 2."]


def test_a_repetition_begun_again_says_its_side_again() -> None:
    """After easing, somebody away from the screen still knows which leg."""
    step = a_step(*on(Side.LEFT, ease_in(), hold(20_000)), eased=on(Side.LEFT, ease_in(3_000), hold(10_000)))
    assert said(a_plan(step), (6_000, c.Ease()))[3:5] == [
        "Eased: half the dose, slower. Go half as far.",
        "Ease in, left side, 3 s.",
    ]


def test_what_changes_before_a_step_is_said_in_place_of_getting_ready() -> None:
    """That a pack comes off is said when it does, once."""
    off_and_down = replace(lead_in(20_000), changes=(Transition.PACK_OFF, Transition.TO_FLOOR))
    plan = a_plan(
        a_step(replace(lead_in(30_000), changes=(Transition.WARM_PACK,)), hold(), kind="heat"),
        a_step(off_and_down, hold()),
        a_step(replace(lead_in(20_000), changes=(Transition.FROM_FLOOR,)), hold()),
    )
    lines = said(plan)
    assert lines[1] == "Wrap the warm pack and put it on: 30 s."
    assert lines[3:6] == [words.TAKE_OFF, "Step 2 of 3: stretch.", "Get down to the floor, slowly: 20 s."]
    assert "Get up by way of your side, slowly: 20 s." in lines
    assert lines.count(words.TAKE_OFF) == 1


def test_the_skin_is_asked_about_and_looked_at_in_words() -> None:
    """What to press is said with the question."""
    on = Phase(PhaseKind.TIME, 11 * MINUTE, place=Place(1, 1, 1))
    lines = said(a_plan(a_step(skin_check(), on, kind="cold")), (1_000, c.Proceed()))
    assert lines[1] == f"{words.ASK_SKIN} Enter: yes. n: leave this pack out."
    assert lines.count(words.LOOK_AT_SKIN) == 2


def test_by_voice_alone_every_step_may_be_left_out() -> None:
    """But a rest, of which there is nothing to leave out."""
    rest_step = a_step(hold(), name="rest")
    lines = said(a_plan(a_step(hold()), rest_step, is_voice_only=True))
    assert f"Step 1 of 2: stretch. {words.LEAVE_OUT}" in lines
    assert "Step 2 of 2: rest." in lines
