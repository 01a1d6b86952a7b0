"""What the player shows: words, digits and bars of any session, and that nothing changes between two wakings."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import a_phase, a_plan, a_step, ease_in, ease_out, hold, lead_in, own_pace, wait
from tests.script import Session
from tests.strategies import plans, scripts
from unbend import resources
from unbend.careful import CAREFUL
from unbend.engine import commands as c
from unbend.engine import events as e
from unbend.engine.machine import advance
from unbend.engine.plan import CueKind, PhaseKind, Place, Side
from unbend.engine.state import Status
from unbend.engine.view import view
from unbend.ui.face import Face, Mark, changes_in_ms, face, whole
from unbend.ui.looks import TWINS, Look, twin_of
from unbend.units import HOUR, MINUTE, SECOND

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.script import Move
    from unbend.engine.plan import Plan
    from unbend.engine.state import State
    from unbend.units import Ms

MOST_WAKES = 400
steps_of_breath = st.sampled_from([1, 12])


def outcomes_of(session: Session) -> dict[int, e.StepOutcome]:
    """Return how the steps ended that are over, as a screen gathers it from the events."""
    found: dict[int, e.StepOutcome] = {}
    for event in session.events:
        if isinstance(event, e.StepStarted):
            found.pop(event.step, None)
        elif isinstance(event, e.StepEnded):
            found[event.step] = event.outcome
    return found


def face_of(session: Session, *, breath_steps: int = 12) -> Face:
    """Return what is shown of `session` at the last instant it was settled to."""
    return face(session.view, outcomes_of(session), breath_steps=breath_steps)


def face_at(state: State, now_ms: Ms, breath_steps: int) -> Face:
    """Return what would be shown at `now_ms` if nobody does anything, the ends of steps left out."""
    return face(view(advance(state, now_ms).state, now_ms), {}, breath_steps=breath_steps)


def wakings(session: Session, breath_steps: int) -> Iterator[tuple[Ms, Ms]]:
    """Yield each instant at which the player would look again and how long it would sleep then; answers what waits."""
    for _ in range(MOST_WAKES):
        span = changes_in_ms(session.view, breath_steps=breath_steps)
        if session.status is Status.AWAITING and session.view.elapsed_ms >= 2 * SECOND:
            session.then(0, c.Proceed())
            continue
        if span is None or session.state.is_over:
            return
        yield session.state.now_ms, span
        session.wake(session.state.now_ms + span)


def of_kind(kind: PhaseKind, duration_ms: Ms | None = 10_000) -> Session:
    """Return a session in a phase of `kind`."""
    is_timed = kind not in (PhaseKind.OWN_PACE, PhaseKind.WAIT)
    return Session(a_plan(a_step(a_phase(kind, duration_ms if is_timed else None), hold()))).at(0, c.Start())


# Nothing is drawn between two whole seconds


@given(plans(), steps_of_breath)
def test_between_two_changes_nothing_looks_different(plan: Plan, breath_steps: int) -> None:
    """The face at an instant is the face until just before the next change; what is left in all, see below."""
    session = Session(plan).at(0, c.Start())
    for now_ms, span in wakings(session, breath_steps):
        here = face_at(session.state, now_ms, breath_steps)
        for later_ms in {now_ms + span // 2, now_ms + span - 1}:
            there = face_at(session.state, later_ms, breath_steps)
            # In thousandths of a second no ease of the lungs is seen; the next test holds it to them.
            assert replace(there, left=here.left, breath=here.breath) == here


@given(plans(grain_ms=SECOND), steps_of_breath)
def test_in_whole_seconds_neither_does_what_is_left_in_all(plan: Plan, breath_steps: int) -> None:
    """Where every phase is a number of whole seconds, the whole session counts down with its phase."""
    session = Session(plan).at(0, c.Start())
    for now_ms, span in wakings(session, breath_steps):
        assert face_at(session.state, now_ms + span - 1, breath_steps).left == face_at(session.state, now_ms, 1).left


@pytest.mark.parametrize("duration_ms", [4_000, 5_000, 6_000, 7_500, 19_000])
@pytest.mark.parametrize("kind", [PhaseKind.BREATHE_IN, PhaseKind.BREATHE_OUT])
def test_the_breath_changes_when_it_is_said_to(kind: PhaseKind, duration_ms: Ms) -> None:
    """To the millisecond, whether or not the length divides by the number of sizes."""
    session = of_kind(kind, duration_ms)
    for now_ms, span in wakings(session, 12):
        if session.view.phase is None or session.view.phase.kind is not kind:
            break
        assert face_at(session.state, now_ms + span - 1, 12).breath == face_at(session.state, now_ms, 12).breath


@given(plans(), st.integers(0, 3 * MINUTE), st.sampled_from([None, 3_000, 4_500]))
def test_a_pause_changes_nothing_but_its_own_countdown(plan: Plan, at_ms: Ms, rest_ms: Ms | None) -> None:
    """A paused session looks the same for ever; a rest counts down, and then looks the same for ever."""
    session = Session(plan).at(0, c.Start()).wake(at_ms)
    if session.state.is_over:
        return
    session.then(0, c.Pause())
    if rest_ms is not None:
        session.then(0, c.TakeRest(rest_ms))
        assert face_of(session).digits == str(whole(rest_ms) // SECOND)
        session.then(rest_ms)
        session.wake(session.state.now_ms + rest_ms)
    assert changes_in_ms(session.view) is None
    assert face_at(session.state, session.state.now_ms + HOUR, 12) == face_at(session.state, session.state.now_ms, 12)


@pytest.mark.parametrize("status", [Status.READY, Status.FINISHED, Status.STOPPED])
def test_time_changes_nothing_before_and_after(status: Status) -> None:
    """There is nothing to wake for."""
    session = Session(a_plan())
    if status is Status.FINISHED:
        session.at(0, c.Start()).run_out()
    elif status is Status.STOPPED:
        session.at(0, c.Start(), c.Stop())
    assert session.status is status
    assert changes_in_ms(session.view) is None


# Numbers


@given(plans(), steps_of_breath)
def test_the_digits_count_down_by_whole_seconds(plan: Plan, breath_steps: int) -> None:
    """From the whole length to one; none is left out, none is negative, and none comes back."""
    session = Session(plan).at(0, c.Start())
    visit, seen = -1, 0
    for _ in wakings(session, breath_steps):
        now = session.view
        if now.remaining_ms is None or now.phase is None:
            continue
        seconds = of_clock(face_of(session).digits)
        if session.state.visit != visit:
            visit = session.state.visit
            assert seconds == whole(now.phase.duration_ms or 0) // SECOND
        else:
            assert seconds in (seen, seen - 1)
        assert seconds >= 1
        seen = seconds


@given(plans(), scripts(), steps_of_breath)
def test_whatever_is_done_every_number_is_in_its_range(plan: Plan, script: list[Move], breath_steps: int) -> None:
    """Digits that can be drawn, thousandths from 0 to 1000, as many marks as steps."""
    session = Session(plan)
    for move in script:
        session.run([move])
        shown = face_of(session, breath_steps=breath_steps)
        assert set(shown.digits) <= set("0123456789:x")
        assert 0 <= shown.filled <= 1000
        assert shown.breath is None or 0 <= shown.breath <= 1000
        assert len(shown.marks) == len(plan.steps)
        assert shown.marks.count(Mark.NOW) == (0 if session.status is Status.FINISHED else 1)
        assert shown.word
        assert shown.shape
        assert shown.next.startswith("Next: ")


@given(plans())
def test_the_bar_never_falls_within_a_phase(plan: Plan) -> None:
    """It begins empty and is never full before the phase is over."""
    session = Session(plan).at(0, c.Start())
    visit, seen = -1, 0
    for _ in wakings(session, 12):
        filled = face_of(session).filled
        if session.state.visit != visit:
            visit = session.state.visit
            assert filled == 0
        else:
            assert seen <= filled < 1000
        seen = filled


@pytest.mark.parametrize(
    ("kind", "first", "last"),
    [(PhaseKind.BREATHE_IN, 83, 1000), (PhaseKind.BREATHE_OUT, 917, 0)],
)
def test_the_lungs_fill_and_empty(kind: PhaseKind, first: int, last: int) -> None:
    """In twelve sizes, one way only."""
    session = of_kind(kind, 6_000)
    seen = [face_of(session.wake(now_ms)).breath or 0 for now_ms in range(0, 6_000, 250)]
    assert (seen[0], seen[-1]) == (first, last)
    assert seen == sorted(seen, reverse=last == 0)
    assert len(set(seen)) == 12


def test_with_less_motion_the_lungs_stand_still() -> None:
    """Full while breathing in, empty while breathing out, nothing between."""
    for kind, full in ((PhaseKind.BREATHE_IN, 1000), (PhaseKind.BREATHE_OUT, 0)):
        session = of_kind(kind, 6_000)
        assert {face_of(session.wake(now_ms), breath_steps=1).breath for now_ms in range(0, 6_000, 250)} == {full}


def test_the_stays_are_full_and_empty() -> None:
    """As the words beside them say."""
    assert face_of(of_kind(PhaseKind.BREATHE_HOLD)).breath == 1000
    assert face_of(of_kind(PhaseKind.BREATHE_WAIT)).breath == 0
    assert face_of(of_kind(PhaseKind.HOLD)).breath is None


def test_over_a_pause_no_breath_is_shown() -> None:
    """Nobody should hold it until the pause is over."""
    assert face_of(of_kind(PhaseKind.BREATHE_HOLD).then(500, c.Pause())).breath is None


@pytest.mark.parametrize(
    ("span", "seconds"), [(0, 0), (1, 1), (999, 1), (1_000, 1), (1_001, 2), (59_001, 60), (60_000, 60)]
)
def test_a_countdown_reads_one_until_it_is_over(span: Ms, seconds: int) -> None:
    """Rounded up, so that zero is the end itself."""
    assert whole(span) == seconds * SECOND


@pytest.mark.parametrize(
    ("duration_ms", "digits"),
    [(1_000, "1"), (59_000, "59"), (59_001, "1:00"), (60_000, "1:00"), (61_000, "1:01"), (HOUR, "1:00:00")],
)
def test_a_minute_and_more_is_a_clock(duration_ms: Ms, digits: str) -> None:
    """Below it, seconds alone, which can be larger."""
    assert face_of(of_kind(PhaseKind.TIME, duration_ms)).digits == digits


def test_what_waits_counts_up_or_shows_how_many() -> None:
    """Repetitions where there are some to do, the time that has passed where there are none."""
    eight = replace(own_pace(), reps=8)
    session = Session(a_plan(a_step(eight, wait()))).at(0, c.Start()).wake(3_000)
    assert face_of(session).digits == "8x"
    session.then(0, c.Proceed())
    assert [face_of(session.wake(3_000 + at_ms)).digits for at_ms in (0, 999, 1_000, 61_000)] == [
        "0:00",
        "0:00",
        "0:01",
        "1:01",
    ]


def test_the_last_three_seconds_stand_out_while_they_run() -> None:
    """Not before, and not while the session is paused in them."""
    session = Session(a_plan()).at(0, c.Start())
    assert [face_of(session.wake(at_ms)).is_last for at_ms in (6_999, 7_000, 9_999)] == [False, True, True]
    session.then(0, c.Pause())
    assert not face_of(session).is_last
    session.then(0, c.Resume(3_000))
    assert face_of(session).is_last  # of the countdown, which is heard too


# Words


def test_every_kind_of_phase_has_a_word_and_a_shape_of_its_own() -> None:
    """Colour is never the only sign: take the colours away, and two kinds still differ, in both."""
    faces = {kind: face_of(of_kind(kind)) for kind in PhaseKind}
    for one, other in combinations(PhaseKind, 2):
        assert faces[one].word != faces[other].word, (one, other)
        assert faces[one].shape != faces[other].shape, (one, other)
    assert all(len(shown.shape) == 1 for shown in faces.values())
    assert {shown.look for shown in faces.values()} == set(Look) - {Look.PAUSED, Look.OVER}


@pytest.mark.parametrize(
    ("kind", "look", "word"),
    [
        (PhaseKind.LEAD_IN, Look.READY, "Get ready"),
        (PhaseKind.HOLD, Look.WORK, "Hold"),
        (PhaseKind.SWITCH, Look.CHANGE, "Switch sides"),
        (PhaseKind.REST, Look.REST, "Rest"),
        (PhaseKind.BREATHE_OUT, Look.BREATH, "Breathe out"),
        (PhaseKind.OWN_PACE, Look.WORK, "Your own pace"),
        (PhaseKind.WAIT, Look.READY, "When you are ready"),
    ],
)
def test_a_kind_looks_like_what_is_done(kind: PhaseKind, look: Look, word: str) -> None:
    """Work, breath, change, rest and getting ready each have a look."""
    shown = face_of(of_kind(kind))
    assert (shown.look, shown.word) == (look, word)


def paused() -> Session:
    """Return a session paused four seconds into its hold."""
    return Session(a_plan(a_step(hold(10_000)))).at(0, c.Start()).at(4_000, c.Pause())


@pytest.mark.parametrize(
    ("commands", "look", "word", "digits", "hint"),
    [
        ((), Look.PAUSED, "Paused", "6", "Space to go on, p if something hurts"),
        ((c.Pause(c.PauseReason.PAIN),), Look.PAUSED, "Paused", "6", "Space when you want to go on"),
        (
            (c.TakeRest(30_000),),
            Look.PAUSED,
            "Resting",
            "30",
            "Space when you want to go on",
        ),
        ((c.Resume(3_000),), Look.READY, "Going on", "3", ""),
        ((c.Resume(0),), Look.WORK, "Hold", "6", ""),
        ((c.Stop(),), Look.OVER, "Stopped", "0", ""),
        ((c.NextStep(),), Look.OVER, "Done", "0", ""),
    ],
    ids=["paused", "pain", "resting", "going-on", "gone-on", "stopped", "done"],
)
def test_every_way_to_stand_still_says_what_it_is(
    commands: tuple[c.Command, ...], look: Look, word: str, digits: str, hint: str
) -> None:
    """Its word, what counts down, and what the person can do."""
    shown = face_of(paused().then(0, *commands))
    assert (shown.look, shown.word, shown.digits, shown.hint) == (look, word, digits, hint)


def test_a_machine_that_slept_says_how_to_go_on() -> None:
    """Nobody asked for this pause, so nobody knows how to leave it."""
    shown = face_of(Session(a_plan()).at(0, c.Start()).at(4_000, c.Pause(c.PauseReason.SUSPENDED)))
    assert (shown.word, shown.hint) == ("Paused", "Space to go on, p if something hurts")


def test_before_the_start_one_gets_ready() -> None:
    """There is no phase yet, and nothing to count."""
    shown = face_of(Session(a_plan()))
    assert (shown.look, shown.word, shown.digits, shown.filled, shown.breath) == (Look.READY, "Get ready", "", 0, None)


@pytest.mark.parametrize(("phase", "hint"), [(own_pace(), "Enter when you are done"), (wait(), "Enter to go on")])
def test_what_waits_says_for_what(phase: object, hint: str) -> None:
    """Otherwise one would wait for the clock."""
    assert face_of(Session(a_plan(a_step(phase))).at(0, c.Start())).hint == hint  # type: ignore[arg-type]  # a phase


def test_an_eased_step_says_so_before_the_author_speaks() -> None:
    """How far to go is what keeps it safe."""
    step = a_step(lead_in(), hold(), eased=[lead_in(), hold(5_000)])
    session = Session(a_plan(replace(step, note="From Anna."))).at(0, c.Start())
    assert face_of(session).note == "From Anna."
    assert face_of(session).can_ease
    session.then(1_000, c.Ease())
    assert face_of(session).note == "Eased: half the dose, slower. Go half as far.\nFrom Anna."
    assert not face_of(session).can_ease


def test_a_step_that_asks_for_care_with_what_the_person_named_says_so_first() -> None:
    """Before the author's own caution, and only for what they named themselves."""
    step = a_step()
    normal = replace(step.normal, caution="Stay upright.", careful=("knee", "wrist"))
    session = Session(a_plan(replace(step, normal=normal)))
    assert face(session.view, {}).caution == "Take care: Stay upright."
    shown = face(session.view, {}, careful=("wrist", "heart")).caution
    assert shown == f"You asked for care with: {CAREFUL['wrist']}. Take care: Stay upright."


def test_where_one_is_is_said_only_where_there_are_several() -> None:
    """Side, set and repetition; a lead-in is in none of them."""
    both = [
        replace(hold(4_000, Place(number, 1, rep)), side=Side.LEFT, sets=2, reps=3)
        for number in (1, 2)
        for rep in (1, 2, 3)
    ]
    session = Session(a_plan(a_step(replace(lead_in(5_000), sets=2, reps=3), *both))).at(0, c.Start())
    assert face_of(session).where == ""
    assert face_of(session.wake(5_000)).where == "left side · set 1 of 2 · 1 of 3"
    assert face_of(session.wake(26_000)).where == "left side · set 2 of 2 · 3 of 3"
    alternating = replace(own_pace(), side=Side.ALTERNATE, reps=8, sets=1)
    assert face_of(Session(a_plan(a_step(alternating))).at(0, c.Start())).where == "left and right"


def test_what_comes_next_is_said_with_its_length_and_its_side_once() -> None:
    """The next phase of the step, then the next step, then the end."""
    left = [replace(phase, side=Side.LEFT) for phase in (ease_in(), hold(20_000), ease_out(2_500))]
    session = Session(a_plan(a_step(lead_in(), *left, name="reach"), a_step(hold(), name="turn"))).at(0, c.Start())
    assert face_of(session).next == "Next: ease in left side 2 s · next step: turn"
    assert face_of(session.wake(5_000)).next == "Next: hold 20 s · next step: turn"
    assert face_of(session.wake(7_000)).next == "Next: ease out 2.5 s · next step: turn"
    assert face_of(session.wake(27_000)).next == "Next: turn"
    assert face_of(session.wake(30_000)).next == "Next: the end"


def test_the_way_through_the_routine_is_marked() -> None:
    """Done, skipped, now, to come; and done again after going back."""
    steps = [a_step(hold(), name=name) for name in ("one", "two", "three", "four")]
    session = Session(a_plan(*steps)).at(0, c.Start()).wake(10_000)
    session.then(4_000, c.NextStep())
    assert face_of(session).marks == (Mark.DONE, Mark.SKIPPED, Mark.NOW, Mark.TO_COME)
    assert face_of(session).progress == "step 3 of 4"
    session.then(0, c.Back())
    assert face_of(session).marks == (Mark.DONE, Mark.NOW, Mark.DONE, Mark.TO_COME)
    session.then(0, c.NextStep(), c.NextStep(), c.NextStep())
    assert face_of(session).marks == (Mark.DONE, Mark.SKIPPED, Mark.SKIPPED, Mark.SKIPPED)


def test_what_is_left_in_all_is_a_clock() -> None:
    """Rounded up, as every countdown."""
    session = Session(a_plan(a_step(hold(90_000)))).at(0, c.Start())
    assert [face_of(session.wake(at_ms)).left for at_ms in (0, 1, 1_000)] == ["1:30 left", "1:30 left", "1:29 left"]


@pytest.mark.parametrize(
    ("posture", "position", "told"),
    [
        ("supine", "floor", "Lying on your back."),
        ("stand", "wall", "Standing, feet hip-wide. At a wall."),
        ("", "", "As you are."),
    ],
)
def test_the_posture_is_a_sentence(posture: str, position: str, told: str) -> None:
    """For those who cannot see the figure."""
    step = a_step()
    normal = replace(step.normal, posture=posture, position=position, areas=("low-back", "hips"))
    shown = face_of(Session(a_plan(replace(step, normal=normal))))
    assert (shown.posture, shown.areas) == (told, "low back, hips")


# Signs beside sounds


def test_every_sound_has_its_sign() -> None:
    """Nothing is only heard."""
    sounds = {path.stem for path in resources.shipped("sounds").glob("*.wav")}
    assert sounds
    assert set(TWINS) == sounds | {"skin"}  # which borrows a sound
    assert all(TWINS.values())


@pytest.mark.parametrize("kind", CueKind)
def test_every_cue_is_seen(kind: CueKind) -> None:
    """By the name of its sound."""
    assert twin_of(kind) == TWINS[kind.value]


def test_signs_that_mean_different_things_differ() -> None:
    """As the sounds do."""
    assert len(set(TWINS.values())) == len(TWINS)


def of_clock(digits: str) -> int:
    """Return the seconds that `digits` say."""
    seconds = 0
    for part in digits.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds
