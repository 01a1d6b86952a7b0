"""Sounds in their places, as one row of samples."""

from __future__ import annotations

from array import array

from tests.builders import a_plan, a_step, ease_out, hold, lead_in
from unbend.audio.samples import FULL_SCALE, RATE_HZ
from unbend.audio.track import BLOCK_FRAMES, CEILING, Sounding, Track, chapters, soundings
from unbend.engine.rehearsal import rehearse

PLAN = a_plan(a_step(lead_in(), hold(20_000), ease_out(), name="one"), a_step(lead_in(), hold(10_000), name="two"))


def rendered(track: Track) -> list[int]:
    """Return every sample of `track`."""
    return [sample for block in track.blocks() for sample in block]


def test_a_track_sounds_as_the_session_does() -> None:
    """Every cue of the engine's at the engine's time, and the end."""
    heard = soundings(rehearse(PLAN))
    assert [(each.at_ms, each.name) for each in heard[:9]] == [
        *((0, "get-ready"), (2_000, "tick"), (3_000, "tick"), (4_000, "tick-last")),
        *((5_000, "start"), (15_000, "halfway"), (22_000, "tick"), (23_000, "tick"), (24_000, "tick-last")),
    ]
    assert heard[-1] == Sounding(42_000, "finish")


def test_what_is_switched_off_is_not_on_the_track() -> None:
    """By the same settings as in a session."""
    names = {each.name for each in soundings(rehearse(PLAN), countdown=False, halfway=False)}
    assert names == {"get-ready", "start", "ease-out", "finish"}


def test_every_step_is_a_chapter() -> None:
    """From its lead-in on."""
    assert [(each.at_ms, each.title) for each in chapters(rehearse(PLAN))] == [(0, "one"), (27_000, "two")]


def test_a_sound_begins_at_its_sample_and_runs_on_into_the_next_block() -> None:
    """Nothing before it, nothing after it, and silence up to the length asked for."""
    sound = array("h", range(1, 1_001))
    at = BLOCK_FRAMES - 500
    track = Track([Sounding(at * 1000 // RATE_HZ + 1, "tone")], {"tone": sound}, 3_000)
    samples = rendered(track)
    first = next(index for index, sample in enumerate(samples) if sample)
    assert first == (at * 1000 // RATE_HZ + 1) * RATE_HZ // 1000
    assert samples[first : first + 1_000] == list(sound)
    assert not any(samples[first + 1_000 :])
    assert len(samples) == track.frames == 3 * RATE_HZ
    assert max(len(block) for block in track.blocks()) <= BLOCK_FRAMES


def test_the_last_sound_is_not_cut_off() -> None:
    """The end of the session is not the end of its last sound."""
    track = Track([Sounding(1_000, "tone")], {"tone": array("h", [9]) * RATE_HZ}, 1_000)
    assert track.frames == len(rendered(track)) == 2 * RATE_HZ


def test_together_they_are_made_quieter_and_never_clipped() -> None:
    """By the same factor everywhere, so that what is alone keeps its place beside the others."""
    loud = array("h", [20_000, -20_000] * 100)
    three = [Sounding(at_ms, "loud") for at_ms in (0, 0, 0, 500)]
    samples = rendered(Track(three, {"loud": loud}, 1_000))
    assert max(samples) <= CEILING < FULL_SCALE
    assert min(samples) >= -CEILING
    assert abs(samples[0] - 3 * samples[RATE_HZ // 2]) <= 2
    assert rendered(Track(three[-1:], {"loud": loud}, 1_000))[RATE_HZ // 2] == 20_000


def test_a_sound_without_samples_is_left_out() -> None:
    """As in a session: its sign is still told."""
    track = Track([Sounding(0, "none"), Sounding(0, "tone")], {"tone": array("h", [5])}, 100)
    assert track.count == 1
    assert rendered(track)[:2] == [5, 0]
