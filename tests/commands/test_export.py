"""`unbend export`: decoded and searched, with the timeline of `unbend show` in hand."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile

from tests.routine.files import ROOT, a_routine
from unbend.audio.samples import RATE_HZ
from unbend.commands import export

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from tests.commands.conftest import Unbend

_NEAR = RATE_HZ // 100
_SEARCHED = RATE_HZ // 3
_MS = RATE_HZ // 1000


def decoded(path: Path) -> NDArray[np.float64]:
    """Return the samples of a file, -1 to 1."""
    samples, rate = soundfile.read(path)
    assert rate == RATE_HZ
    found: NDArray[np.float64] = samples
    return found


def timeline(unbend: Unbend, name: str) -> list[tuple[int, str]]:
    """Return every cue as `show --json` has it, from the start of the routine on, and the sound of its end."""
    told = json.loads(unbend("show", name, "--json").out)
    cues = [(phase["start_ms"] + cue["at_ms"], cue["cue"]) for phase in told["phases"] for cue in phase["cues"]]
    return [*cues, (told["total_ms"], "finish")]


class Searched:
    """A track in which each cue is searched with all the others taken away, for one rings on into the next."""

    def __init__(self, track: NDArray[np.float64], cues: list[tuple[int, str]]) -> None:
        self._sounds = {cue: decoded(ROOT / "sounds" / f"{cue}.wav") for _, cue in cues}
        # Silence on both sides, so that the first and the last can be searched around their places.
        self._heard = np.concatenate([np.zeros(_NEAR), track, np.zeros(3 * RATE_HZ)])
        expected = np.zeros_like(self._heard)
        for at_ms, cue in cues:
            expected[self._place(at_ms, cue)] += self._sounds[cue]
        self._gain = (self._heard @ expected) / (expected @ expected)
        self._rest = self._heard - self._gain * expected

    def _place(self, at_ms: int, cue: str) -> slice:
        at = _NEAR + at_ms * RATE_HZ // 1000
        return slice(at, at + len(self._sounds[cue]))

    def off_by(self, at_ms: int, cue: str) -> tuple[int, float]:
        """Return by how many samples the best place for `cue` within 10 ms is off, and how like the cue it is there."""
        whole, place = self._sounds[cue], self._place(at_ms, cue)
        around = self._rest[place.start - _NEAR : place.stop + _NEAR].copy()
        around[_NEAR:-_NEAR] += self._gain * whole
        sound = whole[:_SEARCHED]
        around = around[: len(sound) + 2 * _NEAR]
        scores = np.correlate(around, sound, "valid")
        best = int(scores.argmax())
        there = around[best : best + len(sound)]
        return best - _NEAR, float(scores[best] / np.sqrt((sound @ sound) * (there @ there)))


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        ("micro-break-30", ".wav"),
        ("desk-reset", ".flac"),
        ("desk-reset", ".mp3"),
        ("hot-shower-stretch", ".ogg"),
    ],
)
def test_every_cue_is_where_the_timeline_says_and_nothing_clips(
    name: str, suffix: str, unbend: Unbend, home: Path
) -> None:
    """Within a millisecond, in the decoded file, each found by the sound that ships."""
    said = unbend("export", name, "-o", home / f"out{suffix}", "--no-voice")
    assert (said.code, said.err) == (0, "")
    track = decoded(home / f"out{suffix}")
    cues = timeline(unbend, name)
    assert f"{len(cues)} sounds" in said.out
    searched = Searched(track, cues)
    for at_ms, cue in cues:
        off, likeness = searched.off_by(at_ms, cue)
        assert abs(off) <= _MS, (at_ms, cue)
        assert likeness > 0.9, (at_ms, cue)
    assert np.abs(track).max() < 1.0


def test_what_waits_gets_a_length_that_is_said(unbend: Unbend, home: Path) -> None:
    """Five seconds for each repetition, twenty to get ready, and a pack without an answer is left out."""
    steps = ["{exercise: shoulder-roll, reps: 8}", "{exercise: rest-breathe, time: 5s, advance: key}"]
    (home / "knees.yaml").write_text(a_routine(*steps))
    said = unbend("export", "./knees.yaml", "-o", "knees.wav")
    assert said.code == 0
    assert "ends with a key in a session; here it gets 20 s.\n" in said.out
    packs = unbend("export", "alternate-heat-cold", "-o", "packs.wav", "--no-voice")
    assert packs.out.startswith("6 packs are left out: before a pack is put on again")


def test_a_file_that_is_there_stays_unless_it_is_forced(unbend: Unbend, home: Path) -> None:
    """And what cannot be meant is said in one sentence."""
    (home / "out.wav").write_text("mine")
    said = unbend("export", "micro-break-30", "-o", "out.wav")
    assert (said.code, said.err) == (2, "unbend: out.wav is there already; --force replaces it\n")
    assert (home / "out.wav").read_text() == "mine"
    assert unbend("export", "micro-break-30", "-o", "out.wav", "--force").code == 0
    assert unbend("export", "micro-break-30", "-o", "none/out.wav").err == "unbend: there is no folder none\n"
    assert "ends in one of" in unbend("export", "micro-break-30", "-o", "out.aiff").err
    assert unbend("export", "micro-brake-30", "-o", "new.wav").code == 2
    assert not (home / "new.wav").exists()


def test_a_profile_says_how_loud(unbend: Unbend, home: Path) -> None:
    """As loud as the sounds are without one, since the player has a volume of its own; silent is refused."""
    peaks = []
    for option in ([], ["--profile", "home"], ["--profile", "office"]):
        unbend("export", "micro-break-30", "-o", "out.wav", "--force", *option)
        peaks.append(float(np.abs(decoded(home / "out.wav")).max()))
    assert peaks[0] > peaks[1] > peaks[2] > 0.01
    said = unbend("export", "micro-break-30", "-o", "none.wav", "--profile", "silent")
    assert (said.code, "nothing is heard in the profile silent" in said.err) == (2, True)
    assert not (home / "none.wav").exists()


def test_the_side_can_be_said_and_without_one_that_is_told(unbend: Unbend) -> None:
    """As in a session without anybody to ask."""
    assert unbend("export", "one-side-emphasis", "-o", "left.wav").out.startswith("No side was named")
    assert "No side" not in unbend("export", "one-side-emphasis", "-o", "right.wav", "--side", "right").out


def test_ctrl_c_leaves_nothing(unbend: Unbend, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the exit code of every interrupted program."""

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(export, "write_track", interrupted)
    assert unbend("export", "micro-break-30", "-o", "out.wav").code == 130
    assert not (home / "out.wav").exists()


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
def test_the_voice_speaks_between_the_sounds(unbend: Unbend, home: Path) -> None:
    """Nothing is dropped or clipped, and every tick is the same as without a voice."""
    spoken = unbend("export", "micro-break-30", "-o", "spoken.wav", "--voice")
    assert (spoken.code, spoken.err) == (0, "")
    assert "sentences by espeak-ng, en-us.\n" in spoken.out
    unbend("export", "micro-break-30", "-o", "plain.wav", "--no-voice")
    voice, plain = decoded(home / "spoken.wav"), decoded(home / "plain.wav")
    assert np.abs(voice).max() < 0.9
    more = voice[: len(plain)] - plain[: len(voice)]
    assert np.abs(more).max() > 0.1
    for at_ms, cue in timeline(unbend, "micro-break-30"):
        if cue.startswith("tick"):
            at = at_ms * RATE_HZ // 1000
            assert np.abs(more[at : at + RATE_HZ]).max() == 0


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
def test_the_setting_chooses_the_voice(unbend: Unbend, home: Path) -> None:
    """Whoever has set one need not ask for it."""
    folder = home / "config" / "unbend"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text('voice = "espeak-ng:en-gb"\n')
    assert "by espeak-ng, en-gb." in unbend("export", "micro-break-30", "-o", "out.wav").out
    assert "sentences" not in unbend("export", "micro-break-30", "-o", "out.wav", "--force", "--no-voice").out
