"""What is said in a session as it goes, whatever the person does to it."""

from __future__ import annotations

import queue
import random
from array import array
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from tests.builders import a_phase, a_plan, a_step, hold, lead_in, own_pace, rest, wait
from tests.doubles import ListenerDouble, PlayerDouble
from unbend.audio.ahead import SpokenAhead
from unbend.audio.cue_sink import CueSink
from unbend.audio.engines import Call, Engine
from unbend.audio.samples import RATE_HZ, write_cue
from unbend.audio.voice import Voice, VoiceFailed
from unbend.engine import commands as c
from unbend.engine import events as e
from unbend.engine.cues import is_countdown
from unbend.engine.plan import PhaseKind
from unbend.pain import words
from unbend.session.clock import ManualClock
from unbend.session.runner import Runner
from unbend.session.speech import Speech
from unbend.units import SECOND

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from unbend.engine.commands import Command
    from unbend.engine.plan import Plan
    from unbend.units import Ms

LETTER_MS = 65
"""What a calm voice takes for a letter."""
SPOKEN_WITHIN_S = 30


class Letters(Voice):
    """A voice that needs no engine: so long for each letter."""

    def __init__(self, folder: Path, texts: dict[str, str], *, fails: bool) -> None:
        super().__init__(Engine("letters", "", "", lambda *_: Call((), {})), "", folder)
        self._texts = texts
        self._fails = fails

    def rendered(self, text: str) -> Path:
        """Return a file as long as `text`, whose name the texts know."""
        if self._fails:
            msg = "the engine is broken"
            raise VoiceFailed(msg)
        path = self._folder / f"{len(self._texts)}.wav"
        self._texts[path.stem] = text
        write_cue(str(path), array("h", bytes(2 * (RATE_HZ * LETTER_MS * len(text) // 1000))))
        return path


class Said(PlayerDouble):
    """A player that notes which sentence begins when, and what was silenced."""

    def __init__(self, clock: ManualClock, texts: dict[str, str]) -> None:
        super().__init__()
        self._clock = clock
        self._texts = texts
        self.said: list[tuple[Ms, str]] = []
        self.until: list[Ms] = []
        """When each of them was over or cut off."""

    def say(self, file: Path, level: float, in_s: float) -> None:
        """Note the sentence at its instant."""
        super().say(file, level, in_s)
        at_ms, text = self._clock.now_ms() + round(in_s * SECOND), self._texts[file.stem]
        self.said.append((at_ms, text))
        self.until.append(at_ms + LETTER_MS * len(text))

    def stop(self) -> None:
        """Forget what has not begun."""
        super().stop()
        now_ms = self._clock.now_ms()
        begun = [number for number, (at_ms, _) in enumerate(self.said) if at_ms < now_ms]
        self.said = [self.said[number] for number in begun]
        self.until = [min(self.until[number], now_ms) for number in begun]


class Mat:
    """A session under a clock that only the test moves, with a voice that needs no engine."""

    def __init__(self, folder: Path, plan: Plan, *, fails: bool = False) -> None:
        self.clock = ManualClock()
        self._texts: dict[str, str] = {}
        self.told: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._fails = fails
        self.player = Said(self.clock, self._texts)
        self.ahead = SpokenAhead(lambda: self._voice(folder), self.told.put, between_s=0)
        speech = Speech(self.player, self.ahead, plan)
        self.log = ListenerDouble()
        self.runner = Runner(plan, self.clock, [CueSink(self.player), speech, self.log])

    def _voice(self, folder: Path) -> Voice:
        return Letters(folder, self._texts, fails=self._fails)

    def send(self, command: Command) -> Mat:
        """Let the person do something, once everything asked for is spoken."""
        assert self.ahead.idle(SPOKEN_WITHIN_S)
        self.runner.send(command)
        assert self.ahead.idle(SPOKEN_WITHIN_S)
        self.runner.tick()
        return self

    def after(self, span: Ms) -> Mat:
        """Let `span` pass, tick by tick as a shell would, with the voice always ahead of it."""
        end_ms = self.clock.now_ms() + span
        while (left_ms := end_ms - self.clock.now_ms()) > 0:
            assert self.ahead.idle(SPOKEN_WITHIN_S)
            self.clock.advance(min(left_ms, max(round(self.runner.wait_s() * SECOND), 1)))
            self.runner.tick()
        return self

    @property
    def said(self) -> list[tuple[Ms, str]]:
        """What was said, and when."""
        return self.player.said

    @property
    def texts(self) -> list[str]:
        """What was said."""
        return [text for _, text in self.said]


@pytest.fixture
def lay(tmp_path: Path) -> Iterator[Callable[..., Mat]]:
    """Return what makes a session of a plan."""
    mats: list[Mat] = []

    def make(plan: Plan, *, fails: bool = False) -> Mat:
        mats.append(Mat(tmp_path, plan, fails=fails))
        return mats[-1]

    yield make
    for mat in mats:
        mat.ahead.close()


TWO = a_plan(
    a_step(lead_in(10_000), hold(30_000), name="Ear to shoulder"), a_step(lead_in(10_000), hold(10_000), name="Roll")
)


def test_an_undisturbed_session_says_what_its_audio_file_says(lay: Callable[..., Mat]) -> None:
    """To the millisecond, for the same rules put it there."""
    mat = lay(TWO).send(c.Start()).after(65_000)
    assert mat.said == [
        (250, "First: Ear to shoulder. 30 seconds."),
        (25_250, "Halfway."),
        (40_250, "Next: Roll. 10 seconds."),
        (61_800, "Done."),
    ]


def test_a_pause_is_silence_and_what_it_cut_off_is_said_again(lay: Callable[..., Mat]) -> None:
    """Once the session goes on, after the countdown and its sound."""
    mat = lay(TWO).send(c.Start()).after(1_000)
    mat.send(c.Pause()).after(60_000)
    assert mat.texts == ["First: Ear to shoulder. 30 seconds."]
    mat.send(c.Resume(3_000)).after(10_000)
    assert mat.said[1] == (64_250, "First: Ear to shoulder. 30 seconds.")


def test_what_was_true_of_an_instant_is_not_said_later(lay: Callable[..., Mat]) -> None:
    """Halfway is not said half a minute after it."""
    mat = lay(TWO).send(c.Start()).after(25_100)
    mat.send(c.Pause()).after(5_000)
    mat.send(c.Resume(0)).after(5_000)
    assert "Halfway." not in mat.texts


def test_what_was_heard_to_its_end_is_not_said_again(lay: Callable[..., Mat]) -> None:
    """A pause after the sentence brings it back no more."""
    mat = lay(TWO).send(c.Start()).after(5_000)
    mat.send(c.Pause()).after(5_000)
    mat.send(c.Resume(0)).after(3_000)
    assert mat.texts == ["First: Ear to shoulder. 30 seconds."]


def test_a_step_that_is_left_out_is_spoken_of_no_more(lay: Callable[..., Mat]) -> None:
    """The next is announced at once."""
    mat = lay(TWO).send(c.Start()).after(12_000)
    mat.send(c.NextStep()).after(5_000)
    assert mat.said[1:] == [(12_250, "Next: Roll. 10 seconds.")]


def test_going_back_announces_the_step_again(lay: Callable[..., Mat]) -> None:
    """As it begins again."""
    mat = lay(TWO).send(c.Start()).after(20_000)
    mat.send(c.Back()).after(5_000)
    assert mat.said[1:] == [(20_250, "Next: Ear to shoulder. 30 seconds.")]


def test_another_way_of_doing_it_is_named(lay: Callable[..., Mat]) -> None:
    """In place of what it replaces."""
    step = a_step(lead_in(10_000), hold(30_000), name="Plank", easier=[lead_in(10_000), hold(20_000)])
    mat = lay(a_plan(step)).send(c.Start()).after(15_000)
    mat.send(c.UseEasier()).after(5_000)
    assert mat.said[1:] == [(15_250, "Instead: Plank, easier. 20 seconds.")]


def test_nothing_is_said_over_a_countdown_that_moved(lay: Callable[..., Mat]) -> None:
    """Ten seconds more put everything ten seconds later."""
    mat = lay(TWO).send(c.Start()).after(11_000)
    mat.send(c.Extend(10_000)).after(41_000)
    assert (50_250, "Next: Roll. 10 seconds.") in mat.said


def test_who_is_waited_for_is_told_which_key(lay: Callable[..., Mat]) -> None:
    """Somebody with closed eyes would wait for the session meanwhile."""
    mat = lay(a_plan(a_step(lead_in(10_000), own_pace(), wait(), name="Sit to stand"))).send(c.Start()).after(12_000)
    assert mat.texts[-1] == "Press Enter when done."
    mat.send(c.Proceed()).after(5_000)
    assert mat.texts[-1] == "Press Enter when you are ready to go on."


def test_the_other_side_and_the_rest_are_named(lay: Callable[..., Mat]) -> None:
    """And how long the rest is."""
    mat = lay(a_plan(a_step(lead_in(), hold(), a_phase(PhaseKind.SWITCH, 8_000), hold(), rest(15_000), hold()))).send(
        c.Start()
    )
    mat.after(120_000)
    assert any(text.startswith("Other side") for text in mat.texts)
    assert "Rest. 15 seconds." in mat.texts


def test_a_rest_that_is_over_is_told_although_nothing_goes_on(lay: Callable[..., Mat]) -> None:
    """The one sentence of a pause: it was asked for."""
    mat = lay(TWO).send(c.Start()).after(20_000)
    mat.send(c.Pause(c.PauseReason.PAIN)).send(c.TakeRest(60_000)).after(90_000)
    assert mat.texts[1:] == [words.REST_IS_OVER]


def test_a_voice_that_fails_is_told_of_once_and_leaves_the_sounds(lay: Callable[..., Mat]) -> None:
    """The session goes on without it."""
    mat = lay(TWO, fails=True)
    mat.runner.send(c.Start())
    for _ in range(70):
        mat.clock.advance(1_000)
        mat.runner.tick()
    assert "the engine is broken" in mat.told.get(timeout=SPOKEN_WITHIN_S)
    assert mat.told.empty()
    assert mat.said == []
    assert "finish" in mat.player.calls


def test_after_a_stop_nothing_is_said_any_more(lay: Callable[..., Mat]) -> None:
    """Not even what the stop cut off: there is nothing left that it would be about."""
    mat = lay(TWO).send(c.Start()).after(1_000)
    mat.send(c.Pause(c.PauseReason.PAIN)).send(c.Stop(c.StopReason.PAIN))
    assert mat.texts == ["First: Ear to shoulder. 30 seconds."]


def test_who_was_quicker_than_the_voice_is_not_told_to_press_a_key(lay: Callable[..., Mat]) -> None:
    """What was about to be said of the phase before is called back."""
    mat = lay(a_plan(a_step(lead_in(10_000), own_pace(), rest(10_000), hold()))).send(c.Start()).after(10_200)
    mat.send(c.Proceed()).after(5_000)
    assert "Press Enter when done." not in mat.texts
    assert "Rest. 10 seconds." in mat.texts


def test_what_was_foreseen_as_another_step_is_not_taken_for_this_one(lay: Callable[..., Mat]) -> None:
    """The last thing heard names what is done."""
    first = a_step(lead_in(10_000), hold(30_000), name="Plank", easier=[lead_in(10_000), hold(20_000)])
    second = a_step(lead_in(3_000), hold(), name="A stretch with a long name for which there is no time")
    mat = lay(a_plan(first, second)).send(c.Start()).after(36_000)
    assert mat.texts[-1].startswith("After this: ")
    mat.send(c.UseEasier()).after(3_000)
    assert mat.texts[-1] == "Instead: Plank, easier. 20 seconds."


COMMANDS = (c.NextStep(), c.Back(), c.Extend(10_000), c.UseEasier(), c.Ease(), c.Breathe(), c.Proceed())


@pytest.mark.parametrize("seed", range(20))
def test_whatever_the_person_does_no_sentence_meets_a_countdown_another_or_a_pause(
    lay: Callable[..., Mat], seed: int
) -> None:
    """Twenty sessions of somebody who presses everything."""
    chance = random.Random(seed)  # noqa: S311  # the same on every run
    easier = [lead_in(10_000), hold(20_000)]
    steps = [a_step(lead_in(10_000), hold(30_000), rest(12_000), hold(20_000), easier=easier) for _ in range(4)]
    mat = lay(a_plan(*steps)).send(c.Start())
    while not mat.runner.state.is_over:
        mat.after(chance.randrange(20_000))
        if chance.random() < 0.4:
            mat.send(c.Pause()).after(chance.randrange(20_000))
            mat.send(chance.choice(COMMANDS)).send(c.Resume(3_000))
        else:
            mat.send(chance.choice(COMMANDS))
    spans = list(zip([at_ms for at_ms, _ in mat.said], mat.player.until, strict=True))
    assert spans
    for (_, end_ms), (begin_ms, _) in pairwise(spans):
        assert end_ms <= begin_ms
    for event in mat.log.events:
        if isinstance(event, e.Paused | e.ResumeTicked) or (isinstance(event, e.CueFired) and is_countdown(event.cue)):
            assert not any(begin_ms < event.due_ms < end_ms for begin_ms, end_ms in spans), event
