"""The session on the screen: every key does what the table says, and nothing goes on that should stand still."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from textual.events import Key

from tests.ui.desk import Desk
from tests.ui.scenes import start, write_routine
from unbend.engine.commands import PauseReason
from unbend.engine.plan import PhaseKind, VariantKind
from unbend.engine.state import Status
from unbend.history.records import SessionStatus
from unbend.history.store import Store
from unbend.pain import words
from unbend.settings import Settings
from unbend.ui.screens.pain import PainScreen
from unbend.ui.widgets.bars import Bar
from unbend.ui.widgets.line import Line
from unbend.units import MINUTE, SECOND

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

PLAYED = """\
unbend: 1
title: Played
steps:
  - {exercise: reach, lead: 4s}
  - {exercise: turn, lead: 4s}
  - {exercise: reach, lead: 4s}
  - {exercise: rolls, reps: 8, lead: 4s, advance: key}
exercises:
  reach:
    name: Reach over
    areas: [low-back]
    position: standing
    kind: stretch
    dose: {hold: 20s}
    easier: turn
    how: [Reach up., Breathe.]
  turn: {name: Small turn, areas: [neck], position: standing, kind: stretch, dose: {hold: 10s}, how: [Turn., Back.]}
  rolls: {name: Shoulder rolls, areas: [shoulders], position: standing, how: [Roll back., Slowly.]}
"""
BREATHED = """\
unbend: 1
title: Breathed
steps:
  - {exercise: breath, reps: 3, lead: 4s}
exercises:
  breath: {name: Breath, position: seated, kind: breathing, dose: {breath: 6-0-6-0}, how: [In., Out.]}
"""
SHARP_AT_LOW_BACK = ("p", "5", "3", "l", "n")
TINGLING_IN_THE_NECK = ("p", "3", "4", "n", "n", "n")
"""Strength, kind, place, spreading, and none of the warning signs."""


@asynccontextmanager
async def in_session(
    home: Path, *, settings: Settings | None = None, routine: str = PLAYED, after: int = 0, has_history: bool = True
) -> AsyncIterator[Desk]:
    """Yield a desk at which a session has run for `after`."""
    desk = Desk(home, settings=settings, has_seen_notice=has_history)
    write_routine(desk.user_routines, "played", routine)
    if not has_history:
        desk.history_file.mkdir()
    async with desk.open():
        desk.app.begin("played")
        await desk.settle()
        if not has_history:
            await desk.press("n")  # nobody knows whether a sign fitted earlier today
        await desk.press("2")
        assert desk.on == "PlayerScreen"
        await desk.after(after)
        yield desk


def status_of(desk: Desk) -> Status:
    """Return where the session stands."""
    return desk.session().runner.state.status


def step_of(desk: Desk) -> int:
    """Return the number of the step, from 1."""
    return desk.session().runner.view().step + 1


def is_counting_in(desk: Desk) -> bool:
    """Whether the session is about to go on."""
    return desk.session().runner.state.is_counting_in


def asked(desk: Desk) -> int:
    """Return how many pain screens there are, one above the other."""
    return sum(isinstance(screen, PainScreen) for screen in desk.app.screen_stack)


# Keys of the table


async def test_space_pauses_and_goes_on(tmp_path: Path) -> None:
    """Running, paused, counting in and running again; what was performed is kept to the millisecond."""
    async with in_session(tmp_path, after=6 * SECOND) as desk:
        left_ms = desk.session().runner.view().remaining_ms
        await desk.press("space")
        assert status_of(desk) is Status.PAUSED
        assert "‖  PAUSED" in desk.text()
        assert "Space go on" in desk.text()
        assert " · hold" in desk.session().face.name
        await desk.after(5 * MINUTE)
        assert desk.session().runner.view().remaining_ms == left_ms
        await desk.press("space")
        assert is_counting_in(desk)
        assert "GOING ON" in desk.text()
        assert "Space pause" in desk.text()
        assert " · " not in desk.session().face.name
        await desk.after(SECOND)
        await desk.press("space")
        assert (status_of(desk), is_counting_in(desk)) == (Status.PAUSED, False)
        await desk.press("space")
        await desk.after(3 * SECOND)
        assert status_of(desk) is Status.RUNNING
        assert desk.session().runner.view().remaining_ms == left_ms


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (81, 24), (100, 30)])
async def test_every_row_of_an_instruction_stands_below_its_first(tmp_path: Path, size: tuple[int, int]) -> None:
    """Broken where its line ends, and not once more by the widget that shows it."""
    async with Desk(tmp_path).open(size) as desk:
        await start(desk, "desk reset")
        await desk.after(SECOND)
        how = desk.session().query_one("#how", Line)
        rows = str(how.content).splitlines()
        assert how.size.height == len(rows)
        assert all(row.startswith(("1  ", "2  ", "3  ", "   ")) for row in rows)


async def test_what_takes_more_rows_than_there_are_is_read_by_keys(tmp_path: Path) -> None:
    """In a small window the last instruction lies below; two keys lead there and back."""
    async with Desk(tmp_path).open((60, 16)) as desk:
        await start(desk, "desk reset")
        assert "if it feels good" not in desk.text()
        await desk.press(*("down",) * 4)
        assert "if it feels good" in desk.text()
        await desk.press(*("up",) * 4)
        assert "if it feels good" not in desk.text()


async def test_a_question_in_too_small_a_window_is_told_and_answered(tmp_path: Path) -> None:
    """Its words and what the window needs; its keys go on working."""
    async with in_session(tmp_path, after=6 * SECOND) as desk:
        await desk.press("q")
        await desk.pilot.resize_terminal(30, 8)
        await desk.settle()
        assert "Stop here?" in desk.text()
        assert "This window is 30 x 8" in " ".join(desk.text().split())
        assert "stay paused" not in desk.text()
        await desk.press("2")
        assert status_of(desk) is Status.PAUSED
        await desk.press("q", "enter")
        assert desk.on == "SummaryScreen"


async def test_space_pauses_what_waits_for_the_person(tmp_path: Path) -> None:
    """A step at one's own pace can hurt too."""
    async with in_session(tmp_path) as desk:
        await desk.press("n", "n", "n")
        await desk.after(4 * SECOND)
        assert status_of(desk) is Status.AWAITING
        await desk.press("space")
        assert status_of(desk) is Status.PAUSED
        await desk.press("space")
        await desk.after(3 * SECOND)
        assert status_of(desk) is Status.AWAITING


async def test_space_in_a_rest_brings_back_what_is_offered(tmp_path: Path) -> None:
    """Going on as if nothing had been is not among it."""
    async with in_session(tmp_path, after=6 * SECOND) as desk:
        await desk.press(*SHARP_AT_LOW_BACK, "2")
        assert "RESTING" in desk.text()
        await desk.after(10 * SECOND)
        await desk.press("space")
        assert desk.on == "PainScreen"
        assert status_of(desk) is Status.PAUSED
        assert words.CHOICES["easier"] in desk.text()


@pytest.mark.parametrize("key", ["n", "right"])
async def test_the_next_step(tmp_path: Path, key: str) -> None:
    """What was left is told as skipped, and the sound of it is silenced."""
    async with in_session(tmp_path, after=6 * SECOND) as desk:
        await desk.press(key)
        assert step_of(desk) == 2
        assert "Small turn" in desk.text()
        assert desk.player.sounds[-2:] == ["(stop)", "get-ready"]
        _, steps, _ = desk.record()
        assert [step.outcome for step in steps] == ["skipped", None]


@pytest.mark.parametrize("key", ["b", "left"])
@pytest.mark.parametrize(("into", "step"), [(2_900, 1), (3_000, 2), (9_000, 2)])
async def test_back(tmp_path: Path, key: str, into: int, step: int) -> None:
    """In its first three seconds the step before, later this one from its beginning."""
    async with in_session(tmp_path) as desk:
        await desk.press("n")
        await desk.after(into)
        await desk.press(key)
        assert step_of(desk) == step
        assert "GET READY" in desk.text()
        assert desk.session().runner.view().remaining_ms == 4 * SECOND


async def test_ten_seconds_more(tmp_path: Path) -> None:
    """On the clock, in a sentence, and in what is left in all."""
    async with in_session(tmp_path, after=6 * SECOND) as desk:
        left_ms = desk.session().runner.view().total_remaining_ms
        await desk.press("plus")
        view = desk.session().runner.view()
        assert (view.remaining_ms, view.total_remaining_ms) == (28 * SECOND, left_ms + 10 * SECOND)
        assert "10 s more." in desk.text()


async def test_ease(tmp_path: Path) -> None:
    """Half the dose, said beside the instructions; a second time there is nothing to ease."""
    async with in_session(tmp_path, after=6 * SECOND) as desk:
        await desk.press("e")
        assert desk.session().runner.view().kind is VariantKind.EASED
        assert "Eased: half the dose, slower. Go half as far." in " ".join(desk.text().split())
        await desk.press("e")
        assert "Not now: this step is eased already." in desk.text()
        _, steps, _ = desk.record()
        assert [step.variant for step in steps] == ["eased"]


async def test_the_sound_is_played_another_way(tmp_path: Path) -> None:
    """Round through all there is, for this run; the session goes on."""
    async with in_session(tmp_path) as desk:
        while desk.app.settings.output != "off":
            await desk.press("o")
        await desk.press("o")
        chosen = [call for call in desk.player.calls if call.startswith("(output")]
        assert "Another way to play the sound: the best there is." in desk.text()
        assert chosen[-3:] == ["(output bell)", "(output off)", "(output auto)"]
        assert desk.app.settings.output == "auto"
        assert status_of(desk) is Status.RUNNING


async def test_a_device_that_goes_and_comes_back_is_told_in_words(tmp_path: Path) -> None:
    """Who follows by ear wonders about a silence; what was chosen is no loss."""
    async with in_session(tmp_path) as desk:
        for status in ("sound: on (miniaudio)", "sound: terminal bell"):
            desk.player.status = status
            await desk.after(1_000)
        assert "The sound device is gone. The signs go on, and it is tried again." in desk.text()
        desk.player.status = "sound: on (paplay)"
        await desk.after(1_000)
        assert "The sound is back." in desk.text()
        assert "%, paplay" in desk.text()
        await desk.press("o")
        desk.player.status = "sound: terminal bell"
        await desk.after(1_000)
        assert "The sound device is gone" not in desk.text()


async def test_mute_and_volume(tmp_path: Path) -> None:
    """Muted and back; five percent louder and quieter, kept for the next session of this run."""
    async with in_session(tmp_path) as desk:
        await desk.press("m")
        assert "♪ muted" in desk.text()
        await desk.press("m")
        assert "muted" not in desk.text()
        await desk.press("equals_sign", "equals_sign", "minus")
        assert [call for call in desk.player.calls if call.startswith("(volume")] == [
            "(volume 0.45)",
            "(volume 0.5)",
            "(volume 0.45)",
        ]
        assert desk.app.settings.volume == 45
        assert status_of(desk) is Status.RUNNING


async def test_muted_in_one_session_the_key_undoes_it_in_the_next(tmp_path: Path) -> None:
    """The sound stays as it was left, and one key changes it."""
    async with in_session(tmp_path) as desk:
        await desk.press("m", "q", "1", "enter")
        desk.app.begin("played")
        await desk.settle()
        await desk.press("2")
        was_muted = "♪ muted" in desk.text()
        await desk.press("m")
        assert ("♪ muted" in desk.text()) is not was_muted


@pytest.mark.parametrize("key", ["q", "escape"])
@pytest.mark.parametrize("answer", ["2", "escape"])
async def test_stop_asks_once_and_may_be_taken_back(tmp_path: Path, key: str, answer: str) -> None:
    """The clock stands meanwhile, and afterwards until the person goes on."""
    async with in_session(tmp_path, after=6 * SECOND) as desk:
        await desk.press(key)
        assert "Stop here?" in desk.text()
        assert status_of(desk) is Status.PAUSED
        await desk.press(answer)
        assert desk.on == "PlayerScreen"
        await desk.after(10 * SECOND)
        assert status_of(desk) is Status.PAUSED


@pytest.mark.parametrize("answer", ["1", "enter"])
async def test_stop(tmp_path: Path, answer: str) -> None:
    """The summary follows, and the record says that it was the person's own choice."""
    async with in_session(tmp_path, after=6 * SECOND) as desk:
        await desk.press("q", answer)
        assert desk.on == "SummaryScreen"
        session, _, _ = desk.record()
        assert (session.status, session.stopped_why, session.performed_ms) == (SessionStatus.STOPPED, "user", 6_000)


@pytest.mark.parametrize("key", ["question_mark", "f1"])
async def test_help_lets_the_session_wait(tmp_path: Path, key: str) -> None:
    """The keys of a session stand first; nothing goes on while they are read, or by itself afterwards."""
    async with in_session(tmp_path, after=6 * SECOND) as desk:
        await desk.press(key)
        assert desk.on == "HelpScreen"
        assert desk.lines()[1].strip() == "During a session" or desk.lines()[0].strip() == "During a session"
        assert status_of(desk) is Status.PAUSED
        await desk.press("escape")
        assert desk.on == "PlayerScreen"
        await desk.after(10 * SECOND)
        assert status_of(desk) is Status.PAUSED


async def test_enter_ends_what_waits_and_nothing_else(tmp_path: Path) -> None:
    """At one's own pace there is all the time in the world; in a hold Enter does nothing."""
    async with in_session(tmp_path, after=6 * SECOND) as desk:
        await desk.press("enter")
        assert (step_of(desk), status_of(desk)) == (1, Status.RUNNING)
        await desk.press("n", "n", "n")
        await desk.after(4 * SECOND)
        assert "8x" in desk.text() or "YOUR OWN PACE" in desk.text()
        assert "Enter when you are done" in desk.text()
        await desk.after(10 * MINUTE)
        assert desk.session().runner.view().phase.kind is PhaseKind.OWN_PACE  # type: ignore[union-attr]  # it has begun
        await desk.press("enter")
        assert "WHEN YOU ARE READY" in desk.text()
        await desk.press("enter")
        assert desk.on == "SummaryScreen"
        session, _, _ = desk.record()
        assert session.status is SessionStatus.FINISHED


# The pain key, from wherever


async def test_the_pain_button_can_be_clicked(tmp_path: Path) -> None:
    """The press itself counts, not the release."""
    async with in_session(tmp_path, after=6 * SECOND) as desk:
        await desk.pilot.mouse_down("#pain-button", offset=(40, 1))
        await desk.settle()
        state = desk.session().runner.state
        assert (state.status, state.paused_why) == (Status.PAUSED, PauseReason.PAIN)
        assert desk.on == "PainScreen"
        _, _, pains = desk.record()
        assert len(pains) == 1


@pytest.mark.parametrize("keys", [("question_mark",), ("q",), ("space",), ("space", "space")])
async def test_the_pain_key_works_from_everywhere(tmp_path: Path, keys: tuple[str, ...]) -> None:
    """From the help, over the question whether to stop, in a pause, and while it is about to go on."""
    async with in_session(tmp_path, after=6 * SECOND) as desk:
        await desk.press(*keys, "p")
        state = desk.session().runner.state
        assert (state.status, state.paused_why, state.alarm) == (Status.PAUSED, PauseReason.PAIN, None)
        assert desk.on == "PainScreen"
        assert words.PAUSED in desk.text()
        _, _, pains = desk.record()
        assert len(pains) == 1


async def test_pressed_twice_it_asks_once(tmp_path: Path) -> None:
    """However fast: one press on record, one row of questions."""
    async with in_session(tmp_path, after=6 * SECOND) as desk:
        for _ in range(5):
            desk.app.post_message(Key("p", "p"))
        await desk.settle()
        assert asked(desk) == 1
        _, _, pains = desk.record()
        assert len(pains) == 1
        await desk.press("5", "1", "n", "n")
        assert asked(desk) == 1
        assert "What is it most like?" not in desk.text()


async def test_in_the_summary_the_pain_key_does_nothing(tmp_path: Path) -> None:
    """There is nothing to stop any more."""
    async with in_session(tmp_path, after=6 * SECOND) as desk:
        await desk.press("q", "1", "p")
        assert desk.on == "SummaryScreen"
        _, _, pains = desk.record()
        assert pains == []


async def test_stopping_after_a_pain_press_is_told_as_stopped_for_pain(tmp_path: Path) -> None:
    """By the offer as by the key."""
    async with in_session(tmp_path, after=6 * SECOND) as desk:
        await desk.press("p", "escape", "escape")  # one ends the quiet, one the questions
        assert words.ROW_SAYS[6] in desk.text()
        stay = next(line for line in desk.lines() if words.CHOICES["pause-on"] in line).split()[0]
        await desk.press(stay)
        assert desk.on == "PlayerScreen"
        await desk.press("q", "1")
        assert desk.on == "SummaryScreen"
        assert words.CLOSING_STOPPED in desk.text()
        session, _, _ = desk.record()
        assert session.stopped_why == "pain"


@pytest.mark.parametrize("key", ["space", "b", "plus", "e"])
async def test_after_a_stop_sign_no_key_simply_goes_on(tmp_path: Path, key: str) -> None:
    """Sharp pain, then staying paused: each key that leads back brings the offers instead."""
    async with in_session(tmp_path, after=6 * SECOND) as desk:
        await desk.press(*SHARP_AT_LOW_BACK)
        assert words.ROW_SAYS[3] in desk.text()
        stay = next(line for line in desk.lines() if words.CHOICES["pause-on"] in line).split()[0]
        await desk.press(stay, key)
        assert desk.on == "PainScreen"
        assert words.ROW_SAYS[3] in desk.text()
        assert status_of(desk) is Status.PAUSED


async def test_after_a_stop_sign_the_next_step_is_open(tmp_path: Path) -> None:
    """Leaving what hurt needs no question; going on from there is one's own key."""
    async with in_session(tmp_path, after=6 * SECOND) as desk:
        await desk.press(*SHARP_AT_LOW_BACK)
        stay = next(line for line in desk.lines() if words.CHOICES["pause-on"] in line).split()[0]
        await desk.press(stay, "n")
        assert (step_of(desk), status_of(desk)) == (2, Status.PAUSED)
        await desk.press("space")
        assert is_counting_in(desk)


# What follows


async def test_when_the_rest_is_over_what_is_offered_comes_again(tmp_path: Path) -> None:
    """With what comes with a rest; nothing has started."""
    async with in_session(tmp_path, after=6 * SECOND) as desk:
        await desk.press(*SHARP_AT_LOW_BACK)
        assert words.CHOICES["easier"] not in desk.text()
        await desk.press("2")
        assert "RESTING" in desk.text()
        await desk.after(MINUTE)
        assert desk.on == "PainScreen"
        assert words.CHOICES["easier"] in desk.text()
        assert desk.player.sounds[-1] == "get-ready"
        await desk.press("1")
        assert "Small turn" in desk.text()
        assert status_of(desk) is Status.PAUSED
        _, _, (pain,) = desk.record()
        assert pain.choice == "rest"


async def test_a_rest_taken_into_the_next_step_ends_with_a_sentence(tmp_path: Path) -> None:
    """What hurt lies behind, so nothing is asked."""
    async with in_session(tmp_path, after=6 * SECOND) as desk:
        await desk.press("p", "5", "1", "n", "n")
        rest = next(line for line in desk.lines() if "rest 30 s" in line).split()[0]
        await desk.press(rest)
        await desk.press("n")
        await desk.after(MINUTE)
        assert status_of(desk) is Status.PAUSED
        assert desk.on == "PlayerScreen"
        assert "The rest is over. Take as long as you like." in desk.text()


async def test_an_exercise_that_tingled_is_left_out_when_it_comes_again(tmp_path: Path) -> None:
    """And told so; the one between is done as planned."""
    async with in_session(tmp_path, after=6 * SECOND) as desk:
        await desk.press(*TINGLING_IN_THE_NECK)
        assert words.ROW_SAYS[2] in desk.text()
        assert words.CHOICES["ease"] not in desk.text()
        await desk.press("1", "space")
        await desk.after(3 * SECOND)
        assert step_of(desk) == 2
        await desk.after(14 * SECOND)
        assert step_of(desk) == 4
        assert "Left alone today, so it was skipped." in desk.text()
        _, steps, _ = desk.record()
        assert [(step.number, step.outcome) for step in steps] == [
            (0, "skipped"),
            (1, "done"),
            (2, "skipped"),
            (3, None),
        ]


async def test_a_machine_that_slept_has_paused_the_session(tmp_path: Path) -> None:
    """At the last instant it was seen, with a sentence; nothing that was missed is played."""
    async with in_session(tmp_path, after=6 * SECOND) as desk:
        left_ms, sounds = desk.session().runner.view().remaining_ms, len(desk.player.sounds)
        desk.clock.advance(10 * MINUTE)
        desk.session().wake()
        await desk.settle()
        state = desk.session().runner.state
        assert (state.status, state.paused_why) == (Status.PAUSED, PauseReason.SUSPENDED)
        assert "Paused: away for 10 min. Nothing was missed." in desk.text()
        assert desk.session().runner.view().remaining_ms == left_ms
        assert desk.player.sounds[sounds:] == ["(stop)", "pause"]
        await desk.press("space")
        await desk.after(3 * SECOND)
        assert status_of(desk) is Status.RUNNING


@pytest.mark.parametrize("lead_s", [0, 10])
async def test_the_way_back_is_as_long_as_the_settings_say(tmp_path: Path, lead_s: int) -> None:
    """None for who wants none."""
    async with in_session(tmp_path, settings=Settings(resume_lead_s=lead_s), after=6 * SECOND) as desk:
        await desk.press("space", "space")
        assert is_counting_in(desk) is (lead_s > 0)
        await desk.after(lead_s * SECOND)
        assert status_of(desk) is Status.RUNNING


async def test_a_record_that_cannot_be_kept_is_told_and_the_session_goes_on(tmp_path: Path) -> None:
    """Once it can be kept again, that is told too, and nothing is missing."""
    async with in_session(tmp_path, after=6 * SECOND, has_history=False) as desk:
        assert "The session goes on." in " ".join(desk.text().split())
        assert status_of(desk) is Status.RUNNING
        desk.history_file.rmdir()
        await desk.after(2 * SECOND)
        assert "Everything is on record again." in desk.text()
        session, steps, _ = desk.record()
        assert (session.performed_ms, len(steps)) == (8 * SECOND, 1)


async def test_the_summary_says_that_the_record_is_not_kept_yet(tmp_path: Path) -> None:
    """And tries once more on leaving."""
    async with in_session(tmp_path, after=6 * SECOND, has_history=False) as desk:
        await desk.press("q", "1")
        assert "It is tried again on leaving." in " ".join(desk.text().split())
        desk.history_file.rmdir()
        await desk.press("enter")
        assert desk.on == "LibraryScreen"
        session, _, _ = desk.record()
        assert session.status is SessionStatus.STOPPED


# Motion


async def breaths(desk: Desk) -> list[str]:
    """Return the breathing bar over two seconds of breathing in, four times a second."""
    found = []
    for _ in range(8):
        await desk.after(250)
        found.append(desk.app.screen.query_one(Bar).render_line(0).text)
    return found


async def test_the_breathing_bar_swells(tmp_path: Path) -> None:
    """As the lungs do."""
    async with in_session(tmp_path, routine=BREATHED, after=4 * SECOND) as desk:
        sizes = [text.count("█") for text in await breaths(desk)]
        assert sizes == sorted(sizes)
        assert len(set(sizes)) > 3


async def test_with_less_motion_the_breathing_bar_stands_still(tmp_path: Path) -> None:
    """Full while breathing in, and empty while breathing out."""
    async with in_session(tmp_path, routine=BREATHED, settings=Settings(reduced_motion=True), after=4 * SECOND) as desk:
        assert len(set(await breaths(desk))) == 1
        full = desk.app.screen.query_one(Bar).render_line(0).text
        assert set(full) == {"█"}
        await desk.after(5 * SECOND)
        assert "BREATHE OUT" in desk.text()
        empty = set(await breaths(desk))
        assert len(empty) == 1
        assert empty.pop().count("█") == 1


# The way out


async def test_leaving_at_once_leaves_a_record(tmp_path: Path) -> None:
    """As interrupted, with what was performed."""
    async with in_session(tmp_path, after=6 * SECOND) as desk:
        await desk.pilot.press("ctrl+c")
        await desk.pilot.pause()
    assert desk.app.return_value == 130
    with Store.open(desk.history_file) as store:
        (session,) = store.sessions()
    assert (session.status, session.performed_ms) == (SessionStatus.INTERRUPTED, 6 * SECOND)
