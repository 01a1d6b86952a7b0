"""The line mode as a person with a clock in hand would test it: keys at times, lines and records that follow."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests.builders import a_phase, a_plan, a_step, ease_in, ease_out, hold, lead_in, own_pace, wait
from tests.doubles import KeysDouble, ListenerDouble, PlayerDouble
from unbend.engine import commands as c
from unbend.engine import events as e
from unbend.engine.plan import PhaseKind
from unbend.history.recorder import Recorder
from unbend.history.records import PainRecord, SessionRecord, SessionStatus, StepRecord
from unbend.history.store import Store
from unbend.pain import words
from unbend.pain.assessment import Tier
from unbend.session.clock import ManualClock
from unbend.session.keys import ENTER, HANGUP, INTERRUPT
from unbend.session.output import Output
from unbend.session.plain import KEYS, LineMode
from unbend.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from unbend.engine.plan import Plan

NOON = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)
LONG = a_step(
    lead_in(5_000),
    hold(20_000),
    eased=[lead_in(5_000), hold(10_000)],
    easier=[lead_in(8_000), hold(5_000)],
    name="side bridge",
)


class Played:
    """A whole session in the line mode, already over."""

    def __init__(
        self,
        folder: Path,
        plan: Plan,
        *presses: tuple[int, str],
        has_keys: bool = True,
        baseline: int | None = 2,
        settings: Settings | None = None,
    ) -> None:
        self.clock = ManualClock()
        self.player = PlayerDouble()
        self.heard = ListenerDouble()
        self._file = folder / "history.db"
        stream = io.StringIO()
        recorder = Recorder(lambda: Store.open(self._file), plan, lambda: NOON, pain_before=baseline)
        self.mode = LineMode(
            plan=plan,
            clock=self.clock,
            keys=KeysDouble(self.clock, presses, are_there=has_keys),
            player=self.player,
            recorder=recorder,
            settings=settings or Settings(),
            out=Output(stream),
            listeners=[self.heard, recorder],
            baseline=baseline,
        )
        self.mode.run()
        recorder.close()
        self.lines = stream.getvalue().splitlines()

    def read(self) -> tuple[SessionRecord, list[StepRecord], list[PainRecord]]:
        """Return what the history has of it."""
        with Store.open(self._file) as store:
            (session,) = store.sessions()
            return session, store.steps(session.id), store.pains(session.id)

    def of(self, kind: type[e.Event]) -> list[e.Event]:
        """Return the events of that kind."""
        return [event for event in self.heard.events if isinstance(event, kind)]


def keys(text: str, start_ms: int, gap_ms: int = 100) -> list[tuple[int, str]]:
    """Return the keys of `text` from `start_ms` on; a line break is Enter."""
    return [(start_ms + number * gap_ms, ENTER if key == "\n" else key) for number, key in enumerate(text)]


END = keys("\n\n", 500_000)
"""Both questions at the end skipped."""


def test_without_hands_a_routine_plays_from_start_to_end(tmp_path: Path) -> None:
    """One line per event, and a finished session on record."""
    played = Played(tmp_path, a_plan(a_step(lead_in(), ease_in(), hold(), ease_out())), has_keys=False)
    assert played.mode.is_finished
    assert played.lines == [
        "Step 1 of 1: stretch.",
        "Get ready, 5 s.",
        "Ease in, 2 s.",
        "Hold, 10 s.",
        "Ease out, 2 s.",
        "Done, 19 s in all.",
    ]
    session, _, _ = played.read()
    assert (session.status, session.performed_ms) == (SessionStatus.FINISHED, 19_000)


def test_pain_in_a_hold_eased_and_finished(tmp_path: Path) -> None:
    """The story the program is for: press, four answers, ease, the person's own resume, the end, all on record."""
    presses = [(12_000, "p"), (12_500, "x"), *keys("5\n2\ns\nn\n", 13_000), (14_500, "e"), (14_600, ENTER)]
    played = Played(tmp_path, a_plan(LONG), *presses, (20_000, " "), *keys("3\n1\n", 60_000))
    session, (step,), (press,) = played.read()
    assert (press.at_ms, press.phase, press.nrs, press.kind) == (12_000, "hold", 5, "familiar")
    assert (press.place, press.is_spreading, press.row, press.choice) == ("shoulder", False, 6, "ease")
    assert (step.variant, step.outcome, step.has_disagreed) == ("eased", "done", True)
    assert (session.status, session.pain_before, session.pain_after) == (SessionStatus.FINISHED, 2, 3)
    assert words.PAUSED in played.lines
    assert "Let us make it smaller." in played.lines
    # 12 s before the press, then half the hold; the pause and its questions count nothing.
    assert session.performed_ms == 12_000 + 10_000


def test_nothing_restarts_by_itself_after_the_questions(tmp_path: Path) -> None:
    """However long the person stays away; only the resume key starts load again, after its countdown."""
    presses = [(12_000, "p"), *keys("5\n2\ns\nn\n", 18_000), *keys("e\n", 20_000), (400_000, " "), *END]
    played = Played(tmp_path, a_plan(LONG), *presses)
    (resumed,) = played.of(e.Resumed)
    assert resumed.due_ms == 403_000


def test_the_press_pauses_at_its_own_instant_and_silences(tmp_path: Path) -> None:
    """Between two ticks of the second, and before any question."""
    played = Played(tmp_path, a_plan(LONG), (12_345, "p"), (15_000, INTERRUPT))
    (paused,) = played.of(e.Paused)
    assert paused.due_ms == 12_345
    assert played.mode.was_interrupted


def test_the_questions_wait_five_seconds_or_for_any_key(tmp_path: Path) -> None:
    """First one comes out of the position; a digit pressed early is already the answer."""
    played = Played(tmp_path, a_plan(LONG), (12_000, "p"), *keys("7\n\n\n\n", 12_200), (13_000, "q"), (13_100, ENTER))
    _, _, (press,) = played.read()
    assert press.nrs == 7
    assert words.AFTER_STOP in played.lines


def test_a_warning_sign_stops_the_session_and_is_kept(tmp_path: Path) -> None:
    """Tingling shows the signs; one of A fits: the emergency sentence, and no offer to go on."""
    presses = [(12_000, "p"), *keys("4\n4\ng\nn\n", 18_000), *keys("a\n", 20_000)]
    played = Played(tmp_path, a_plan(LONG), *presses, settings=Settings(emergency_number="144"))
    assert played.mode.sign is Tier.A
    assert not played.mode.is_finished
    assert any("Call 144," in line for line in played.lines)
    session, _, (press,) = played.read()
    assert (session.status, session.stopped_why, press.choice) == (SessionStatus.STOPPED, "pain", "stop")


def test_after_a_rest_for_sharp_pain_the_easier_exercise_is_offered(tmp_path: Path) -> None:
    """Row 3: rest one minute, then the easier variant; still only the person resumes."""
    presses = [(12_000, "p"), *keys("4\n3\nl\nn\n", 18_000), *keys("r\n", 20_000), *keys("v\n", 90_000)]
    played = Played(tmp_path, a_plan(LONG), *presses, (100_000, " "), *END)
    assert len(played.of(e.RestEnded)) == 1
    _, steps, _ = played.read()
    assert [(step.exercise, step.outcome) for step in steps] == [
        ("side bridge", "exchanged"),
        ("side bridge, easier", "done"),
    ]


def test_space_pauses_and_goes_on_after_the_countdown(tmp_path: Path) -> None:
    """Three seconds to get back into position, which count as pause."""
    played = Played(tmp_path, a_plan(LONG), (10_000, " "), (20_000, " "), *END)
    session, _, _ = played.read()
    assert (session.performed_ms, session.length_ms) == (25_000, 38_000)


def test_space_during_the_countdown_stays_paused(tmp_path: Path) -> None:
    """A change of mind is taken at once."""
    played = Played(tmp_path, a_plan(LONG), (10_000, " "), (20_000, " "), (21_000, " "), (30_000, "q"))
    assert played.of(e.Resumed) == []


def test_a_session_paused_ten_times_performs_exactly_the_planned_time(tmp_path: Path) -> None:
    """At instants that fit no second."""
    plan = a_plan(LONG, a_step(hold(60_000)))
    presses = [press for n in range(10) for press in ((3_333 + n * 9_001, " "), (5_777 + n * 9_001, " "))]
    played = Played(tmp_path, plan, *presses, *END)
    session, _, _ = played.read()
    assert len(played.of(e.Resumed)) == 10
    assert session.performed_ms == plan.total_ms


@pytest.mark.parametrize(
    ("key", "first_step"),
    [
        ("n", [("normal", "skipped", 10_000)]),
        ("right", [("normal", "skipped", 10_000)]),
        ("b", [("normal", "left", 10_000), ("normal", "done", 25_000)]),
        ("left", [("normal", "left", 10_000), ("normal", "done", 25_000)]),
        ("+", [("normal", "done", 35_000)]),
        ("e", [("eased", "done", 20_000)]),
    ],
)
def test_every_session_key_does_what_it_says(tmp_path: Path, key: str, first_step: list[tuple[str, str, int]]) -> None:
    """Pressed ten seconds in, five seconds into the hold."""
    played = Played(tmp_path, a_plan(LONG, a_step(hold(30_000))), (10_000, key), *END)
    _, steps, _ = played.read()
    assert [(step.variant, step.outcome, step.performed_ms) for step in steps if step.number == 0] == first_step


def test_m_mutes_and_unmutes_and_says_so(tmp_path: Path) -> None:
    """The state of the sound is a line of its own, whenever it changes."""
    played = Played(tmp_path, a_plan(LONG), (6_000, "m"), (8_000, "m"), *END)
    assert [line for line in played.lines if line.startswith("Sound")] == ["Sound: muted.", "Sound: off, a test."]


def test_o_plays_the_sound_another_way(tmp_path: Path) -> None:
    """The next there is, while the session goes on."""
    settings = Settings(output="bell")  # in a pipe, as here, nothing rings
    played = Played(tmp_path, a_plan(LONG), (6_000, "o"), (8_000, "o"), *END, settings=settings)
    first, second = (call for call in played.player.calls if call.startswith("(output"))
    assert first == "(output auto)"
    assert second != first


def test_the_help_names_every_key(tmp_path: Path) -> None:
    """From the one table."""
    played = Played(tmp_path, a_plan(LONG), (6_000, "?"), *END)
    assert [f"  {name}: {meaning}" for name, meaning in KEYS] == [
        line for line in played.lines if line.split(":")[0].strip() in {name for name, _ in KEYS}
    ]


def test_a_key_that_does_not_fit_says_why(tmp_path: Path) -> None:
    """And changes nothing."""
    played = Played(tmp_path, a_plan(a_step(lead_in(), hold(12_000))), (6_000, "e"), *END)
    assert "Not now: there is nothing to ease here." in played.lines
    assert played.read()[0].performed_ms == 17_000


@pytest.mark.parametrize("key", [INTERRUPT, HANGUP])
def test_leaving_closes_the_record_in_order(tmp_path: Path, key: str) -> None:
    """Also in the middle of a question."""
    in_session = Played(tmp_path / "session", a_plan(LONG), (10_000, key))
    in_question = Played(tmp_path / "question", a_plan(LONG), (10_000, "p"), (16_000, key))
    for played in (in_session, in_question):
        assert played.mode.was_interrupted
        session, (step,), _ = played.read()
        assert (session.status, step.performed_ms) == (SessionStatus.INTERRUPTED, 10_000)


def test_what_waits_for_the_person_waits_and_enter_ends_it(tmp_path: Path) -> None:
    """Repetitions at one's own pace, and a step that waits for a key."""
    plan = a_plan(a_step(lead_in(), own_pace()), a_step(hold(), wait()))
    played = Played(tmp_path, plan, (65_000, ENTER), (100_000, ENTER), *END)
    session, (first, second), _ = played.read()
    assert (first.performed_ms, second.performed_ms) == (65_000, 35_000)
    assert session.status is SessionStatus.FINISHED


def test_where_no_keys_are_what_waits_goes_on_by_itself(tmp_path: Path) -> None:
    """A pipe must not hang for ever on a key that nobody can press."""
    played = Played(tmp_path, a_plan(a_step(lead_in(), own_pace()), a_step(hold(), wait())), has_keys=False)
    assert played.mode.is_finished


def test_a_pain_press_while_waiting_for_the_person_is_taken(tmp_path: Path) -> None:
    """Waiting is load too: somebody is doing repetitions."""
    played = Played(tmp_path, a_plan(a_step(lead_in(), own_pace())), (30_000, "p"), (31_000, INTERRUPT))
    assert [event.due_ms for event in played.of(e.Paused)] == [30_000]
    assert len(played.read()[2]) == 1


def test_the_questions_at_the_end_do_not_wait_for_ever(tmp_path: Path) -> None:
    """Somebody who has left the desk has finished all the same."""
    played = Played(tmp_path, a_plan())
    assert played.mode.is_finished
    assert played.read()[0].pain_after is None


def test_a_command_of_pain_twice_asks_again_without_a_second_press(tmp_path: Path) -> None:
    """P in its own pause brings the questions back; both answers stay on record."""
    first = [(12_000, "p"), *keys("4\n2\nl\nn\n", 18_000), *keys("p\n", 20_000)]
    second = [(30_000, "p"), *keys("7\n2\nl\nn\n", 36_000), *keys("n\n", 38_000)]
    played = Played(tmp_path, a_plan(LONG), *first, *second)
    _, _, presses = played.read()
    assert [(press.nrs, press.choice) for press in presses] == [(4, "pause-on"), (7, "skip")]
    assert len(played.of(e.Paused)) == 1


def test_pain_during_a_rest_is_asked_about_again(tmp_path: Path) -> None:
    """It got worse while resting: that is what should be heard, not "the session is paused"."""
    rest = [(12_000, "p"), *keys("4\n3\nl\nn\n", 18_000), *keys("r\n", 20_000)]
    worse = [(40_000, "p"), *keys("8\n3\nl\nn\n", 46_000), *keys("q\n", 48_000)]
    played = Played(tmp_path, a_plan(LONG), *rest, *worse)
    _, _, presses = played.read()
    assert [(press.nrs, press.choice) for press in presses] == [(4, "rest"), (8, "stop")]


def test_going_on_at_the_very_end_of_a_rest_asks_once(tmp_path: Path) -> None:
    """The key and the end of the rest arrive together; one question follows, and nothing runs underneath it."""
    rest = [(12_000, "p"), *keys("4\n3\nl\nn\n", 18_000), *keys("r\n", 20_000)]
    (ended,) = Played(tmp_path / "first", a_plan(LONG), *rest, (200_000, "q"), (200_100, ENTER)).of(e.RestEnded)
    presses = [*rest, (ended.due_ms, " "), *keys("v\n", ended.due_ms + 5_000), (ended.due_ms + 9_000, "q")]
    played = Played(tmp_path / "second", a_plan(LONG), *presses)
    assert sum(line.startswith("What now?") for line in played.lines) == 2
    assert [event.due_ms for event in played.of(e.Paused)] == [12_000]
    assert played.of(e.Resumed) == []


def test_going_on_during_a_rest_for_sharp_pain_brings_back_what_is_offered(tmp_path: Path) -> None:
    """A stop sign is no red light that turns green by itself: space ends the rest and asks, it does not go on."""
    rest = [(12_000, "p"), *keys("3\n3\ns\nn\n", 18_000), *keys("r\n", 20_000)]
    played = Played(tmp_path, a_plan(LONG, LONG), *rest, (30_000, " "), *keys("n\n", 31_000), (40_000, "q"))
    assert "What now? Enter: skip this one." in played.lines
    assert "What now? Enter: an easier exercise instead." in played.lines
    assert played.of(e.Resumed) == []
    assert [step.outcome for step in played.read()[1]] == ["skipped", "stopped"]


@pytest.mark.parametrize("key", [" ", "e", "b", "+"])
@pytest.mark.parametrize("kind", ["3", "4", "5"])
def test_staying_paused_is_no_way_around_a_stop_sign(tmp_path: Path, kind: str, key: str) -> None:
    """Carrying on exists only where the table has it."""
    where = "" if kind == "5" else "s\nn\n"  # nobody who is dizzy is asked where
    presses = [
        (12_000, "p"),
        *keys(f"3\n{kind}\n{where}", 18_000),
        *keys("n\np\n" if kind != "3" else "p\n", 20_000),
    ]
    played = Played(tmp_path, a_plan(LONG, LONG), *presses, (30_000, key), *keys("q\n", 31_000))
    assert played.of(e.Resumed) == []
    assert sum(line.startswith("What now?") for line in played.lines) == 2
    assert played.read()[1][0].variant == "normal"


def test_a_mild_pull_may_simply_go_on(tmp_path: Path) -> None:
    """Rows 7 and 8 leave it to the person."""
    presses = [(12_000, "p"), *keys("2\n1\ns\nn\n", 18_000), *keys("p\n", 20_000), (30_000, " "), *END]
    played = Played(tmp_path, a_plan(LONG), *presses)
    assert len(played.of(e.Resumed)) == 1


def test_a_movement_that_tingled_is_left_alone_for_the_rest_of_the_session(tmp_path: Path) -> None:
    """Also where the routine has it again."""
    other = a_step(lead_in(5_000), hold(9_000), name="other")
    presses = [(12_000, "p"), *keys("3\n4\ns\nn\n", 18_000), *keys("n\nn\n", 20_000), (30_000, " "), *END]
    played = Played(tmp_path, a_plan(LONG, other, LONG), *presses)
    assert [(step.name, step.outcome) for step in played.read()[1]] == [
        ("side bridge", "skipped"),
        ("other", "done"),
        ("side bridge", "skipped"),
    ]


def test_nothing_said_the_second_time_leaves_the_first_decision(tmp_path: Path) -> None:
    """Sharp stays sharp when the questions are only skipped."""
    first = [(12_000, "p"), *keys("7\n3\ns\nn\n", 18_000), *keys("p\n", 20_000)]
    again = [(30_000, "p"), *keys("\n\n\n\n", 36_000), *keys("q\n", 38_000)]
    _, _, presses = Played(tmp_path, a_plan(LONG), *first, *again).read()
    assert [(press.nrs, press.row) for press in presses] == [(7, 3), (None, 3)]


def test_each_answer_is_on_record_before_the_next_question(tmp_path: Path) -> None:
    """Who leaves in the middle has still said what they said."""
    played = Played(tmp_path, a_plan(LONG), (12_000, "p"), *keys("5\n2\n", 18_000), (25_000, HANGUP))
    (press,) = played.read()[2]
    assert (press.nrs, press.kind, press.place) == (5, "familiar", None)


def test_q_stops_from_within_the_questions(tmp_path: Path) -> None:
    """As everywhere else; with pain it is a stop for pain."""
    played = Played(tmp_path, a_plan(LONG), (12_000, "p"), *keys("5\nq\n", 18_000))
    session, _, _ = played.read()
    assert (session.status, session.stopped_why) == (SessionStatus.STOPPED, "pain")
    assert not played.mode.was_interrupted
    assert played.lines[-1] == words.AFTER_STOP


def test_after_a_warning_sign_its_own_text_is_the_last_word(tmp_path: Path) -> None:
    """No advice to walk a few steps after a call for help."""
    presses = [(12_000, "p"), *keys("6\n4\nl\ny\n", 18_000), *keys("a\n", 20_000)]
    played = Played(tmp_path, a_plan(LONG), *presses)
    assert words.AFTER_STOP not in played.lines


def test_going_on_says_where_one_is(tmp_path: Path) -> None:
    """After a pause away from the screen nobody remembers which hold it was."""
    played = Played(tmp_path, a_plan(LONG), (10_000, " "), (20_000, " "), *END)
    assert "Going on: hold, 15 s left." in played.lines


def test_a_pain_press_among_other_keys_comes_first(tmp_path: Path) -> None:
    """A hand in trouble hits more than one key; what it hit before the right one does nothing."""
    played = Played(tmp_path, a_plan(LONG, LONG), (12_000, "n"), (12_000, "+"), (12_000, "p"), (20_000, INTERRUPT))
    assert [event.due_ms for event in played.of(e.Paused)] == [12_000]
    assert played.of(e.Extended) == []
    assert [step.outcome for step in played.read()[1]] == ["stopped"]


def test_a_reader_that_has_gone_ends_the_session_in_order(tmp_path: Path) -> None:
    """A closed pipe is noticed at the next line; the record is closed as interrupted."""

    class Gone(io.StringIO):
        def write(self, _text: str, /) -> int:
            raise BrokenPipeError

    clock = ManualClock()
    recorder = Recorder(lambda: Store.open(tmp_path / "history.db"), a_plan(), lambda: NOON)
    mode = LineMode(
        plan=a_plan(),
        clock=clock,
        keys=KeysDouble(clock, ()),
        player=PlayerDouble(),
        recorder=recorder,
        settings=Settings(),
        out=Output(Gone()),
        listeners=[recorder],
        baseline=None,
    )
    mode.run()
    recorder.close()
    assert mode.was_interrupted
    with Store.open(tmp_path / "history.db") as store:
        assert store.sessions()[0].status is SessionStatus.INTERRUPTED


def test_commands_reach_the_engine_as_they_are(tmp_path: Path) -> None:
    """Stop by the key is a stop by the user."""
    played = Played(tmp_path, a_plan(LONG), (10_000, "q"))
    (stopped,) = played.of(e.Stopped)
    assert isinstance(stopped, e.Stopped)
    assert stopped.why is c.StopReason.USER
    assert played.lines[-1] == "Stopped after 10 s."


def test_enter_ends_a_walk_by_the_key_before_its_time(tmp_path: Path) -> None:
    """Whoever is back says so; a walk by the time knows no such key."""
    walk = a_phase(PhaseKind.WALK, 60_000)
    by_key = Played(tmp_path / "key", a_plan(a_step(walk, wait()), a_step()), (20_000, ENTER), *END)
    by_time = Played(tmp_path / "time", a_plan(a_step(walk), a_step()), (20_000, ENTER), *END)
    assert "Walk, 1 min. Press Enter if you are back sooner." in by_key.lines
    assert "Walk, 1 min." in by_time.lines
    for played, walked_ms in ((by_key, 20_000), (by_time, 60_000)):
        first = played.read()[1][0]
        assert (first.outcome, first.performed_ms) == ("done", walked_ms)
