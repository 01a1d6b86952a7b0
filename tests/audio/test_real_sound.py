"""What is really heard, on a private sound server with a virtual sink: nothing here is played by a double.

Measured times carry what the method cannot know: about 10 ms, since the sink renders ahead, and the machine's own
noise. So every bound is far from what a quiet machine measures and still under the defect it is there for, and a
measurement that fails is made again (`undisturbed`).
"""

from __future__ import annotations

from itertools import pairwise
from time import monotonic  # noqa: TID251 - sound is late or not by the same clock as the client's

import pytest

from tests.audio.rig import SOUNDS, Recording, lead_frames, length_s, listen, missing, undisturbed
from tests.audio.room import KINDS, Room
from unbend.audio.samples import RATE_HZ
from unbend.audio.track import soundings
from unbend.engine.rehearsal import rehearse
from unbend.routine.folders import Folders
from unbend.routine.library import Library

pytestmark = [
    pytest.mark.sound,
    pytest.mark.skipif(bool(missing()), reason=f"no rig without {missing()}"),
]

MANY = 20
PAUSE_S = 0.5
"""Silence between two cues of a routine, whose waits are cut short; two sounds are told apart by it."""
TONE_S = 3.0
"""The longest that may be a cue."""
GAP_S = 0.008
"""What may be missing inside a steady tone; the smallest buffer that runs empty is 15 ms."""

ON_TIME_S = (-0.1, 0.25)
"""When a cue may be heard after it was asked for; 0 to 15 ms on a quiet machine. Half a second is too late to help."""

TAIL_S = (-0.1, 0.12)
"""When the last may be heard after a stop: 40 ms promised, and a device left to itself plays on for 180 to 275 ms. Not
long before it either, or it was no stop that ended it."""


def session() -> list[tuple[str, float]]:
    """Return the first sounds of a shipped routine, each with the seconds until the next, longer waits cut short."""
    library = Library(Folders(SOUNDS.parent / "routines"))
    heard = soundings(rehearse(library.compile(library.find("desk-reset")).plan))[: MANY + 1]
    return [
        (one.name, min((other.at_ms - one.at_ms) / 1000, length_s(one.name) + PAUSE_S))
        for one, other in pairwise(heard)
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_the_cues_of_a_routine_are_heard_on_time_and_are_the_right_ones(room: Room, kind: str) -> None:
    """None is left out, taken for another, or late; the first is no later than the rest."""
    names = [name for name, _ in session()]

    def measure() -> None:
        client = room.client(kind)
        recording = Recording(room.rig)
        asked = []
        due_s = monotonic() + 1
        for name, lasts_s in session():
            client.prepare()
            listen(max(0.0, due_s - monotonic()))
            asked.append(monotonic())
            client.play(name)
            due_s += lasts_s
        listen(length_s(names[-1]) + PAUSE_S)
        onsets = recording.end().onsets(PAUSE_S / 2)
        assert recording.cues(names) == names
        for onset, at_s, name in zip(onsets, asked, names, strict=True):
            late_s = recording.heard_at(onset) - at_s - lead_frames(name) / RATE_HZ
            assert ON_TIME_S[0] < late_s < ON_TIME_S[1], name

    undisturbed(measure)


@pytest.mark.parametrize("kind", KINDS)
def test_sounds_are_whole_and_mixed_and_end_with_a_stop(room: Room, kind: str) -> None:
    """A long tone has no gap, two cues together do not crack, a stop silences at once and keeps no later cue back."""
    room.cues["tone"] = room.tone(TONE_S)

    def measure() -> None:
        client = room.client(kind)
        recording = Recording(room.rig)
        client.play("tone")
        listen(TONE_S + 1)
        client.play("rest")
        listen(0.1)
        client.play("tick")
        listen(length_s("rest") + 0.9)
        client.play("finish")
        listen(0.8)
        stopped_s = monotonic()
        client.stop()
        listen(1.2)
        again_s = monotonic()
        client.play("rest")
        listen(length_s("rest") + 0.6)
        onsets = recording.end().onsets()
        assert len(onsets) == 4
        tone, both, stopped, again = onsets
        end = recording.last_audible(before=both)
        assert TONE_S - 0.05 < (end - tone) / RATE_HZ < TONE_S + 0.05
        assert recording.longest_gap_s(tone, end) < GAP_S
        assert recording.peak() < 32_767
        assert TAIL_S[0] < recording.heard_at(recording.last_audible(before=again)) - stopped_s < TAIL_S[1]
        assert recording.cue_at(stopped) != "rest"
        assert recording.cue_at(again, "rest") == "rest"
        assert recording.heard_at(again) - again_s - lead_frames("rest") / RATE_HZ < ON_TIME_S[1]

    undisturbed(measure)


@pytest.mark.parametrize("kind", KINDS)
def test_volume_is_heard(room: Room, kind: str) -> None:
    """Half the volume is a quarter of the amplitude, and muted is nothing at all."""

    def measure() -> None:
        client = room.client(kind)
        recording = Recording(room.rig)
        client.set_volume(0.5)
        client.play("start")
        listen(length_s("start") + 0.6)
        client.set_muted(True)
        client.play("start")
        listen(1.0)
        recording.end()
        whole = 10 ** (-6.4 / 20) * 32_768
        assert recording.peak() == pytest.approx(whole / 4, rel=0.1)
        assert recording.cues(["start"]) == ["start"]

    undisturbed(measure)
