"""The committed cue files: what every one of them must be, and that they are the script's own."""

from __future__ import annotations

import math
import wave
from typing import TYPE_CHECKING

import pytest
from scripts.loudness import loudest_lufs
from scripts.make_sounds import HEAD_S, SCORE, SOUNDS, frequency_of, main, rendered, stale

from unbend.audio.samples import RATE_HZ, read_cue
from unbend.cue_table import CUES, CueGroup

if TYPE_CHECKING:
    from array import array
    from pathlib import Path

CHANGES = tuple(name for name, each in CUES.items() if each.group is CueGroup.CHANGES)
"""Cues that say that something is different now. None of them must ever be taken for another."""

SOFT = tuple(name for name, each in CUES.items() if each.group is CueGroup.TICKS)
"""Cues that return every few seconds."""


def committed(name: str) -> array[int]:
    """Return the samples of a committed cue."""
    return read_cue(str(SOUNDS / f"{name}.wav"), 1.0)


def loudness_of(name: str) -> float:
    """Return the greatest momentary loudness of a committed cue."""
    return loudest_lufs([sample / 32_768 for sample in committed(name)])


def test_every_cue_has_a_file_and_every_file_a_cue() -> None:
    """Neither more nor less."""
    assert {path.stem for path in SOUNDS.glob("*.wav")} == set(SCORE) == set(CUES) == set(CHANGES + SOFT)


@pytest.mark.parametrize("name", SCORE)
def test_a_cue_is_clean(name: str) -> None:
    """44.1 kHz, 16 bit, mono; silence at the head, zero at the end, room to full scale, no offset."""
    with wave.open(str(SOUNDS / f"{name}.wav"), "rb") as file:
        assert file.getparams()[:3] == (1, 2, RATE_HZ)
    samples = committed(name)
    head = round(HEAD_S * RATE_HZ)
    assert head >= 0.020 * RATE_HZ
    assert not any(samples[:head])
    assert samples[-1] == 0
    assert 20 * math.log10(max(abs(sample) for sample in samples) / 32_768) < -5
    assert abs(sum(samples) / len(samples)) < 1


@pytest.mark.parametrize("name", SCORE)
def test_a_cue_does_not_click(name: str) -> None:
    """At both ends it stays near zero: a click is a step."""
    samples = committed(name)
    head = round(HEAD_S * RATE_HZ)
    loudest = max(abs(sample) for sample in samples)
    assert max(abs(sample) for sample in samples[head : head + 44]) < 0.1 * loudest
    assert max(abs(sample) for sample in samples[-88:]) < 0.02 * loudest + 2


def test_what_returns_is_softer_than_what_changes() -> None:
    """People write that ticking grates; nobody that a switch was too clear."""
    assert max(map(loudness_of, SOFT)) < min(map(loudness_of, CHANGES)) - 3
    assert loudness_of("tick") < loudness_of("tick-last")
    assert loudness_of("rep") < min(loudness_of(name) for name in SOFT if name != "rep")


def test_cues_that_mean_different_things_sound_different() -> None:
    """Correlation with one another stays at or below 0.3, moved by up to 20 ms either way."""
    heads = {name: _thinned(committed(name)) for name in CHANGES}
    for one in CHANGES:
        for other in CHANGES:
            if one < other:
                assert _correlation(heads[one], heads[other]) <= 0.3, (one, other)


def test_changes_are_told_apart_by_rhythm_alone() -> None:
    """Through a blanket, or by someone who hears little of the upper register: no two have the same beats."""
    beats = {name: tuple(sorted({note.at_s for note in SCORE[name].notes})) for name in CHANGES}
    assert len({(times, SCORE[name].lasts_s) for name, times in beats.items()}) == len(CHANGES)
    rhythms = [times for times in beats.values() if len(times) > 1]
    for index, one in enumerate(rhythms):
        for other in rhythms[index + 1 :]:
            is_alike = len(one) == len(other) and all(abs(a - b) < 0.05 for a, b in zip(one, other, strict=True))
            assert not is_alike, (one, other)


def _thinned(samples: array[int]) -> list[float]:
    """Return every eighth mean: motifs lie far below 2.7 kHz, and the test need not take a minute."""
    values = [sum(samples[index : index + 8]) / 8 for index in range(0, len(samples) - 7, 8)]
    energy = math.sqrt(sum(value * value for value in values))
    return [value / energy for value in values]


def _correlation(one: list[float], other: list[float]) -> float:
    lags = range(-110, 111)
    return max(abs(sum(a * b for a, b in zip(one[max(0, lag) :], other[max(0, -lag) :], strict=False))) for lag in lags)


def test_the_committed_files_are_what_the_script_makes() -> None:
    """Otherwise somebody changed one without the other: run scripts/make_sounds.py."""
    assert stale(SOUNDS, {name: rendered(name) for name in SCORE}) == []


def test_a_stale_file_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A missing page, a changed sample and a file nobody makes are all named, and nothing is written."""
    tick = "tick"
    monkeypatch.setattr("scripts.make_sounds.SCORE", {tick: SCORE[tick]})
    monkeypatch.setattr("sys.argv", ["make_sounds.py", str(tmp_path)])
    assert main() == 0
    monkeypatch.setattr("sys.argv", ["make_sounds.py", "--check", str(tmp_path)])
    assert main() == 0
    (tmp_path / "README.md").unlink()
    (tmp_path / "tick.wav").write_bytes((SOUNDS / "start.wav").read_bytes())
    (tmp_path / "gong.wav").write_bytes(b"")
    capsys.readouterr()
    assert main() == 1
    said = capsys.readouterr().out
    assert [line.rsplit("/", 1)[-1] for line in said.splitlines()] == ["tick.wav", "README.md", "gong.wav"]
    assert not (tmp_path / "README.md").exists()


def test_pitches_are_those_of_the_piano() -> None:
    """A4 is 440 Hz, an octave doubles, a sharp is a semitone."""
    assert frequency_of("A4") == 440
    assert frequency_of("A5") == 880
    assert frequency_of("C#4") == pytest.approx(277.18, abs=0.01)
