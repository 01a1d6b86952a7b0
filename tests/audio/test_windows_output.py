"""winsound, played: what Windows would be asked, since it has not been at hand."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.audio.doubles import Reports
from tests.audio.rig import SOUNDS, length_s
from unbend.audio.reports import Began, Cue, Ended, Ready, Refused
from unbend.audio.samples import read_cue
from unbend.audio.windows_output import WinsoundOutput


class FakeWinsound:
    """Takes what `winsound` takes, and fails as it fails."""

    SND_FILENAME, SND_ASYNC, SND_NODEFAULT = 0x20000, 1, 2

    def __init__(self) -> None:
        self.calls: list[tuple[str | None, int]] = []
        self.loudest: list[int] = []
        self.fails = False

    def PlaySound(self, sound: str | None, flags: int, /) -> None:  # noqa: N802 - its name
        """Take a file, or None for silence."""
        self.calls.append((sound, flags))
        if sound is not None:
            self.loudest.append(max(read_cue(sound, 1.0)))
        if self.fails:
            message = "Failed to play sound"
            raise RuntimeError(message)


def cue(name: str = "tick", gain: float = 0.5) -> Cue:
    """Return cue number 7."""
    return Cue(7, name, SOUNDS / f"{name}.wav", gain, 0.0)


def opened() -> tuple[WinsoundOutput, FakeWinsound, Reports]:
    """Return an output that has proved itself."""
    library, reports = FakeWinsound(), Reports()
    output = WinsoundOutput(reports.post, library=library)
    assert reports.next() == Ready(output)
    return output, library, reports


def test_it_is_proved_with_silence_to_its_end() -> None:
    """Played to the end, not in the background, where a failure would not be told."""
    output, library, _ = opened()
    assert library.loudest == [0]
    assert not library.calls[0][1] & library.SND_ASYNC
    output.close()


def test_a_cue_is_played_in_the_background_at_its_volume() -> None:
    """From a copy, which goes with the output, and never with the system's own chime in its place."""
    output, library, reports = opened()
    output.play(cue())
    assert reports.next() == Began(output, 7, length_s("tick"))
    file, flags = library.calls[-1]
    assert flags == library.SND_FILENAME | library.SND_ASYNC | library.SND_NODEFAULT
    assert library.loudest[-1] == pytest.approx(max(read_cue(str(SOUNDS / "tick.wav"), 1.0)) / 2, abs=1)
    output.close()
    assert file is not None
    assert not Path(file).exists()


def test_silence_is_asked_for_with_nothing_to_play() -> None:
    """And a failure of that is not raised."""
    output, library, _ = opened()
    library.fails = True
    output.silence()
    assert library.calls[-1] == (None, 0)
    output.close()


def test_a_device_that_fails_is_evidence() -> None:
    """At the proof, and later."""
    output, library, reports = opened()
    library.fails = True
    output.play(cue())
    assert reports.next() == Ended(output, "cannot play (Failed to play sound)")
    output.close()
    failing = WinsoundOutput(reports.post, library=library)
    assert reports.next() == Ended(failing, "cannot play (Failed to play sound)")
    failing.close()


def test_a_file_that_cannot_be_played_is_no_evidence() -> None:
    """The cue is refused, the output stays."""
    output, _, reports = opened()
    output.play(Cue(1, "none", SOUNDS / "none.wav", 1.0, 0.0))
    assert isinstance(reports.next(), Refused)
    output.close()


@pytest.mark.skipif(sys.platform == "win32", reason="there it is")
def test_where_there_is_no_winsound_the_next_step_is_tried() -> None:
    """An error of the system, as for a program that is not there."""
    with pytest.raises(OSError, match="winsound"):
        WinsoundOutput(Reports().post)
