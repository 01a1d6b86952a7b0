"""What a voice says, and where."""

from __future__ import annotations

import shutil
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile

from tests.builders import a_phase, a_plan, a_step, hold, lead_in, rest
from tests.routine.shipped import LIBRARY
from unbend.audio.engines import engines
from unbend.audio.placing import place
from unbend.audio.track import soundings
from unbend.audio.voice import run
from unbend.engine.plan import PhaseKind, Place, Side
from unbend.engine.rehearsal import rehearse
from unbend.pain import words
from unbend.session.sentences import sentences, spoken_span

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from unbend.audio.placing import Sentence
    from unbend.engine.rehearsal import Rehearsal

_QUIET = 130 / 32_768


def told_in(rehearsal: Rehearsal) -> list[Sentence]:
    """Return what is said in it."""
    return sentences(rehearsal.plan, rehearsal.events, left_out=rehearsal.left_out)


def rehearsed(name: str) -> Rehearsal:
    """Return a shipped routine played through."""
    return rehearse(LIBRARY.compile(LIBRARY.find(name)).plan)


def letters(text: str) -> int:
    """Return a length for `text` where no engine is needed: what a calm voice takes for a letter."""
    return 65 * len(text)


@pytest.fixture(scope="module")
def length_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], int]:
    """Return how long espeak-ng speaks, silence around it not counted, in whole milliseconds."""
    if shutil.which("espeak-ng") is None:
        pytest.skip("espeak-ng is not installed")
    engine = next(each for each in engines() if each.name == "espeak-ng")
    file: Path = tmp_path_factory.mktemp("spoken") / "raw.wav"
    known: dict[str, int] = {}

    def length(text: str) -> int:
        if text not in known:
            run(engine.speak(engine.program, engine.usual_voice, str(file)), text)
            samples, rate = soundfile.read(file)
            (heard,) = np.nonzero(np.abs(samples) > _QUIET)
            known[text] = int((heard[-1] - heard[0]) * 1000 / rate) + 56  # as much as is left on both sides
        return known[text]

    return length


def test_a_step_is_announced_explained_and_ended() -> None:
    """In the time to get ready, and halfway through it is said that it is."""
    told = told_in(rehearse(a_plan(a_step(lead_in(10_000), hold(30_000), name="Ear to shoulder"))))
    placed = place(told, letters)
    assert [(each.at_ms, each.text) for each in placed.spoken] == [
        (250, "First: Ear to shoulder. 30 seconds."),
        (25_250, "Halfway."),
        (41_800, "Done."),
    ]


def test_a_short_lead_in_gets_the_name_alone() -> None:
    """Shortened rather than spoken into the countdown."""
    steps = [a_step(lead_in(5_000), hold(10_000), name=name) for name in ("Roll", "Ear toward the shoulder")]
    placed = place(told_in(rehearse(a_plan(*steps))), letters)
    assert [each.text for each in placed.spoken][:2] == ["First: Roll. 10 seconds.", "Ear toward the shoulder."]


def test_a_rest_is_announced_by_its_length() -> None:
    """As in a list of one's own, between two exercises."""
    steps = [a_step(lead_in(10_000), hold(10_000)), a_step(rest(20_000))]
    texts = [each.text for each in place(told_in(rehearse(a_plan(*steps))), letters).spoken]
    assert texts[1] == "Next: stretch. 20 seconds."


def test_sides_in_turn_are_said_as_they_change() -> None:
    """With closed eyes nobody sees "right side"; one side alone would be half of it."""
    reps = [
        a_phase(PhaseKind.HOLD, 5_000, Place(1, 1, number), side=side)
        for number, side in enumerate([Side.LEFT, Side.RIGHT, Side.LEFT], start=1)
    ]
    placed = place(told_in(rehearse(a_plan(a_step(lead_in(10_000), *reps, name="Turn")))), letters)
    assert [(each.at_ms, each.text) for each in placed.spoken][:4] == [
        (250, "First: Turn, left and right in turn. 5 seconds."),
        (10_250, "Left."),
        (15_250, "Right."),
        (20_250, "Left."),
    ]


def test_what_is_said_while_something_else_is_done_says_so() -> None:
    """Else somebody would begin with it at once."""
    name = "A stretch with a long name for which there is no time"
    steps = [a_step(lead_in(10_000), hold(30_000)), a_step(lead_in(5_000), hold(10_000), name=name)]
    texts = [each.text for each in place(told_in(rehearse(a_plan(*steps))), letters).spoken]
    assert f"After this: {name}. 10 seconds." in texts


def test_by_voice_alone_every_step_may_be_left_out() -> None:
    """Said at each of them (docs/safety.md 4.3)."""
    rehearsal = rehearsed("hot-shower-stretch")
    placed = place(told_in(rehearsal), letters)
    assert sum(words.LEAVE_OUT in each.text for each in placed.spoken) == len([*rehearsal.steps])


def test_a_pack_is_looked_under_and_taken_off() -> None:
    """Every five minutes, and when it is over."""
    texts = [each.text for each in place(told_in(rehearsed("heat-then-stretch")), letters).spoken]
    assert texts[0].startswith("Wrap the warm pack and put it on.")
    assert texts.count(words.LOOK_AT_SKIN) == 2
    assert sum(text.startswith(words.TAKE_OFF) for text in texts) == 1


def test_a_pack_that_is_left_out_is_not_announced() -> None:
    """Six of the eight."""
    texts = [each.text for each in place(told_in(rehearsed("alternate-heat-cold")), letters).spoken]
    assert sum("pack and put it on" in text or "damp cloth" in text for text in texts) == 2


@pytest.mark.parametrize("name", sorted(LIBRARY.sources))
def test_every_spoken_line_fits_where_it_is_put_and_none_is_dropped(name: str, length_of: Callable[[str], int]) -> None:
    """No sentence over a countdown, over the beginning of a sound, or over another sentence."""
    rehearsal = rehearsed(name)
    placed = place(told_in(rehearsal), length_of)
    assert [each.texts for each in placed.dropped] == []
    for before, after in pairwise(placed.spoken):
        assert before.at_ms + before.length_ms < after.at_ms
    sounds = soundings(rehearsal)
    for each in placed.spoken:
        end_ms = each.at_ms + each.length_ms
        assert [sound for sound in sounds if each.at_ms <= sound.at_ms < end_ms] == []
        lasts = [sound.at_ms for sound in sounds if sound.name == "tick-last"]
        assert not any(end_ms > last - 2_000 and each.at_ms < last + 1_000 for last in lasts)


@pytest.mark.parametrize(
    ("span", "said"),
    [(1_000, "1 second"), (20_400, "20 seconds"), (60_000, "1 minute"), (90_000, "1 minute 30 seconds")],
)
def test_a_length_is_told_in_words(span: int, said: str) -> None:
    """Not as an abbreviation that an engine spells."""
    assert spoken_span(span) == said
