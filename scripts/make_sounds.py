"""Makes the cue sounds from nothing: sounds/*.wav and their README; `--check` says whether they are stale.

The motifs are written down in `SCORE`, the instruments in `Timbre`. Every cue differs in rhythm as well as in pitch,
so that it can be told with eyes closed, through a blanket, or by someone who hears little of the upper register. Only
the standard library and no random numbers: two machines make the same bytes but for a rounding of the last bit, which
`--check` forgives.
"""

from __future__ import annotations

import argparse
import math
import sys
from array import array
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from scripts.loudness import loudest_lufs

from unbend.audio.samples import RATE_HZ, CueUnreadable, read_cue, write_cue
from unbend.cue_table import CUES

HEAD_S = 0.020
"""Silence at the head: a freshly opened stream was measured to lose up to 10 ms of its beginning."""

HIGHEST_HZ = 6_000
"""Partials above are left out: people write that timers are shrill, never that they are dull."""

SOUNDS = Path(__file__).parents[1] / "sounds"


class Timbre(Enum):
    """An instrument: for each partial its frequency ratio, its level, and how long it rings relative to the first."""

    WOOD = ((1.0, 1.0, 1.0), (3.98, 0.16, 0.28), (9.6, 0.03, 0.10))
    """A wooden bar over a tube, struck with felt: short and round."""

    TINE = ((1.0, 1.0, 1.0), (2.0, 0.10, 0.90), (5.42, 0.08, 0.20))
    """A plucked metal tongue: nearly a pure tone with a small knock at its head."""

    GLASS = ((1.0, 1.0, 1.0), (2.32, 0.26, 0.55), (4.25, 0.08, 0.30))
    """A rubbed and then tapped bowl of glass: clear, a little strange, long."""

    GONG = ((1.0, 1.0, 1.0), (1.004, 0.60, 1.0), (2.02, 0.30, 0.60), (2.74, 0.12, 0.40))
    """Low bronze: two partials so close that they beat slowly."""

    AIR = ((1.0, 1.0, 1.0), (2.0, 0.22, 1.0), (3.0, 0.06, 1.0))
    """A breathed tone without a stroke: for what comes and goes."""


@dataclass(frozen=True, slots=True)
class Note:
    """One tone of a motif."""

    at_s: float
    """When it begins, counted from the end of the head."""

    pitch: str
    """Its name, such as "F#4"; A4 is 440 Hz."""

    timbre: Timbre
    """What it is played on."""

    rings_s: float
    """Time in which its first partial falls to a third (1/e)."""

    attack_s: float = 0.008
    """How long it rises; under 5 ms it would click."""

    level: float = 1.0
    """How loud beside the other notes of the motif."""

    glides_to: str = ""
    """Where its pitch moves until the end of the cue; stays where it is if empty."""

    falls_s: float = 0.050
    """The last stretch of the note, which falls to exact zero, so that nothing ends in a click."""


@dataclass(frozen=True, slots=True)
class CueScore:
    """One cue."""

    lasts_s: float
    """Its length without the head."""

    loudness_lufs: float
    """Greatest momentary loudness (400 ms); changes -16 to -19, ticks far below."""

    notes: tuple[Note, ...]
    """The motif."""

    peak_dbfs: float = -6.0
    """The highest peak allowed, even at the price of loudness: what startles is the peak of a short sound."""


W, T, G, B, A = Timbre.WOOD, Timbre.TINE, Timbre.GLASS, Timbre.GONG, Timbre.AIR

SCORE = {
    "get-ready": CueScore(
        1.30,
        -18.0,
        (Note(0.0, "G4", T, 0.12), Note(0.16, "G4", T, 0.12), Note(0.48, "C5", T, 0.26)),
    ),
    "start": CueScore(1.35, -16.0, (Note(0.0, "A4", W, 0.10, level=0.7), Note(0.09, "E5", G, 0.34))),
    "rep": CueScore(0.26, -32.0, (Note(0.0, "F#4", W, 0.060, 0.010),), -16.0),
    "ease-out": CueScore(
        1.60,
        -19.0,
        (
            Note(0.0, "C5", A, 0.60, 0.12, glides_to="G4", falls_s=0.4),
            Note(0.0, "C4", A, 0.60, 0.16, 0.5, falls_s=0.4),
        ),
    ),
    "halfway": CueScore(1.40, -18.0, (Note(0.0, "D5", G, 0.13), Note(0.34, "D5", G, 0.30, level=0.8))),
    "tick": CueScore(0.28, -26.0, (Note(0.0, "A4", T, 0.060),), -10.0),
    "tick-last": CueScore(0.34, -24.0, (Note(0.0, "C#5", T, 0.080),), -10.0),
    "switch": CueScore(
        1.35,
        -16.0,
        (
            Note(0.0, "B4", W, 0.10),
            Note(0.13, "F#5", W, 0.16),
            Note(0.46, "F#5", W, 0.10),
            Note(0.59, "B4", W, 0.26),
        ),
    ),
    "rest": CueScore(
        1.75,
        -17.0,
        (
            Note(0.0, "A#4", G, 0.16, 0.012),
            Note(0.30, "F4", G, 0.20, 0.012),
            Note(0.60, "D#4", G, 0.34, 0.012),
        ),
    ),
    "breathe-in": CueScore(1.10, -28.0, (Note(0.0, "D4", A, 9.0, 0.75, glides_to="A4", falls_s=0.3),), -14.0),
    "breathe-out": CueScore(1.40, -28.0, (Note(0.0, "G4", A, 9.0, 0.25, glides_to="C4", falls_s=1.1),), -14.0),
    "finish": CueScore(
        2.80,
        -17.5,
        (
            Note(0.0, "D4", T, 0.24, level=0.8),
            Note(0.24, "F#4", T, 0.24, level=0.8),
            Note(0.42, "A4", T, 0.26, level=0.8),
            Note(0.56, "D4", B, 0.62, 0.060, 0.7),
            Note(0.60, "C#5", G, 0.45, 0.012, 0.7),
        ),
    ),
    "resume": CueScore(
        1.20,
        -18.0,
        (Note(0.0, "A3", B, 0.14, 0.018, 0.8), Note(0.20, "E4", T, 0.14), Note(0.32, "A4", T, 0.26)),
    ),
    # The way of `resume` backwards and slower, and left open: nothing is asked of anyone.
    "pause": CueScore(
        1.50,
        -19.0,
        (Note(0.0, "E4", B, 0.26, 0.025), Note(0.52, "A3", B, 0.40, 0.025, 0.9)),
    ),
    # Two pairs, as one knocks at the door of somebody who is busy.
    "break-due": CueScore(
        1.90,
        -17.0,
        (
            Note(0.0, "G4", T, 0.10, 0.012),
            Note(0.20, "D5", T, 0.16, 0.012, 0.8),
            Note(0.80, "G4", T, 0.10, 0.012),
            Note(1.00, "E5", G, 0.26, 0.012, 0.8),
        ),
    ),
}


def frequency_of(pitch: str) -> float:
    """Return the frequency in Hz of a pitch such as "F#4", in equal temperament."""
    semitone = {"C": -9, "D": -7, "E": -5, "F": -4, "G": -2, "A": 0, "B": 2}[pitch[0]]
    semitone += pitch.count("#") + 12 * (int(pitch[-1]) - 4)
    return float(440.0 * 2.0 ** (semitone / 12))


def rendered(name: str) -> array[int]:
    """Return the samples of cue `name`: head, motif at its loudness, end at exact zero."""
    score = SCORE[name]
    total = [0.0] * round(score.lasts_s * RATE_HZ)
    for note in score.notes:
        _add(note, total)
    _remove_dc(total)
    gain: float = 10 ** ((score.loudness_lufs - loudest_lufs(total)) / 20)
    gain = min(gain, 10 ** (score.peak_dbfs / 20) / max(map(abs, total)))
    samples = array("h", bytes(2 * round(HEAD_S * RATE_HZ)))
    samples.extend(round(value * gain * 32_767) for value in total)
    return samples


def _add(note: Note, total: list[float]) -> None:
    """Add `note` to `total`, partial by partial, from its beginning to the end of the cue."""
    first = round(note.at_s * RATE_HZ)
    envelope = _envelope(note, len(total) - first)
    start_hz = frequency_of(note.pitch)
    end_hz = frequency_of(note.glides_to) if note.glides_to else start_hz
    bend = (end_hz / start_hz) ** (1 / len(envelope))
    for nth, (ratio, level, ring) in enumerate(note.timbre.value):
        if max(start_hz, end_hz) * ratio > HIGHEST_HZ:
            continue
        step = 2 * math.pi * start_hz * ratio / RATE_HZ
        decay = math.exp(-1 / (note.rings_s * ring * RATE_HZ))
        # Partials that begin out of step with one another make the same sound with a lower peak.
        phase, loud = 2.1 * nth, level * note.level
        for index, shape in enumerate(envelope, first):
            total[index] += loud * shape * math.sin(phase)
            phase += step
            step *= bend
            loud *= decay


def _envelope(note: Note, length: int) -> list[float]:
    """Return the rise and the last fall of `note`, both as half a cosine; the ringing is each partial's own."""
    rise, fall = round(note.attack_s * RATE_HZ), round(note.falls_s * RATE_HZ)
    return [_eased(index / rise) * _eased((length - 1 - index) / fall) for index in range(length)]


def _eased(part: float) -> float:
    return 1.0 if part >= 1 else 0.5 - 0.5 * math.cos(math.pi * part)


def _remove_dc(values: list[float]) -> None:
    """Take the mean out under a window, so that both ends stay at zero."""
    mean, turn = sum(values) / len(values), 2 * math.pi / (len(values) - 1)
    for index in range(len(values)):
        values[index] -= mean * (1 - math.cos(turn * index))


def readme(cues: dict[str, array[int]]) -> str:
    """Return the README that goes with `cues`, measured on the samples as written."""
    rows = []
    for name, samples in cues.items():
        values = [sample / 32_768 for sample in samples]
        peak = 20 * math.log10(max(map(abs, values)))
        meaning = CUES[name].meaning
        rows.append(f"| `{name}` | {meaning} | {len(values) / RATE_HZ:.2f} | {loudest_lufs(values):.1f} | {peak:.1f} |")
    return README.format(table="\n".join(rows))


README = """# The sounds

Every file here is made from nothing by `scripts/make_sounds.py`: motifs and instruments stand in that script as
numbers, no recording or library of samples is used. They are part of Unbend and under the same licence (MIT).

| file | says | s | loudness, LUFS-M | peak, dBFS |
|---|---|---|---|---|
{table}

All are 44.1 kHz, 16 bit, mono. Each begins with 20 ms of silence, because a freshly opened stream loses a few
milliseconds of its beginning, and ends at exact zero. Attacks take 8 ms or more and nothing sounds above 6 kHz: no
clicks, nothing shrill. Cues differ in rhythm as well as in pitch. What returns every few seconds (`rep`, `tick`,
`breathe-in`, `breathe-out`) is far softer than what changes something. Loudness is the greatest momentary value (400
ms) after ITU-R BS.1770-4.

To change one: edit `SCORE`, run `python -m scripts.make_sounds`, listen, and commit script and files together.
`python -m scripts.make_sounds --check` tells whether the files are what the script makes.
"""


def stale(folder: Path, cues: dict[str, array[int]]) -> list[str]:
    """Return the names of the files in `folder` that are not what the script makes; one bit of rounding is forgiven."""
    names = [f"{name}.wav" for name, samples in cues.items() if not _is_made_of(folder / f"{name}.wav", samples)]
    page = folder / "README.md"
    if not page.is_file() or page.read_text(encoding="utf-8") != readme(cues):
        names.append(page.name)
    return names + [path.name for path in sorted(folder.glob("*.wav")) if path.stem not in cues]


def _is_made_of(path: Path, samples: array[int]) -> bool:
    try:
        there = read_cue(str(path), gain=1.0)
    except CueUnreadable:
        return False
    return len(there) == len(samples) and all(abs(a - b) <= 1 for a, b in zip(there, samples, strict=True))


def main() -> int:
    """Write the sounds, or check them; return the exit code."""
    parser = argparse.ArgumentParser(description="Make the cue sounds of Unbend.")
    parser.add_argument("--check", action="store_true", help="change nothing; exit with 1 if a file is stale")
    parser.add_argument("folder", nargs="?", type=Path, default=SOUNDS, help="where the files are (default: sounds/)")
    options = parser.parse_args()
    folder: Path = options.folder
    cues = {name: rendered(name) for name in SCORE}
    if options.check:
        names = stale(folder, cues)
        for name in names:
            print(f"stale: {folder / name}")
        return 1 if names else 0
    folder.mkdir(parents=True, exist_ok=True)
    for name, samples in cues.items():
        write_cue(str(folder / f"{name}.wav"), samples)
    (folder / "README.md").write_text(readme(cues), encoding="utf-8")
    print(f"{len(cues)} cues written to {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
