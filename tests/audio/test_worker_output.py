"""The app's end of a worker, with a child that is only played."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.audio.doubles import FakeChild, FakeSpawn, Reports
from unbend.audio.reports import Began, Cue, Ended, Ready, Refused
from unbend.audio.worker_output import WorkerOutput, environment_for


def opened(library: str = "miniaudio") -> tuple[WorkerOutput, FakeChild, Reports]:
    """Return an output, the child behind it and what it reports."""
    spawn, reports = FakeSpawn(), Reports()
    output = WorkerOutput(library, spawn, reports.post)
    return output, spawn.children[0], reports


def cue(path: str = "/sounds/start.wav") -> Cue:
    """Return cue number 7."""
    return Cue(7, "start", Path(path), 0.25, 0.0)


def test_orders_go_down_the_pipe_in_lines() -> None:
    """One order a line, and a stop is one of them."""
    output, child, _ = opened()
    output.prepare()
    output.play(cue("/my sounds/start.wav"))
    output.silence()
    lines = [child.heard.readline() for _ in range(3)]
    assert lines == [b"prepare\n", b"play 7 0.2500 /my sounds/start.wav\n", b"stop\n"]
    output.close()


def test_what_is_likely_to_be_asked_for_is_loaded_once_the_worker_is_ready() -> None:
    """So that no cue is late for being the first of its kind; a path that fills two lines is left out."""
    spawn, reports = FakeSpawn(), Reports()
    likely = [(Path("/a b.wav"), 0.25), (Path("/two\nlines.wav"), 1.0), (Path("/c.wav"), 1.0)]
    output = WorkerOutput("miniaudio", spawn, reports.post, likely)
    child = spawn.children[0]
    child.say("ready PulseAudio")
    assert [child.heard.readline() for _ in range(2)] == [b"load 0.2500 /a b.wav\n", b"load 1.0000 /c.wav\n"]
    output.close()


def test_answers_become_reports() -> None:
    """And what is none of the worker's phrases is left alone."""
    output, child, reports = opened()
    for line in ("ready PulseAudio", "", "ok", "ok x y", "ok 7 1320", "bad 8 /x.wav: not a WAV"):
        child.say(line)
    assert reports.next() == Ready(output, "PulseAudio")
    assert reports.next() == Began(output, 7, 1.32)
    assert reports.next() == Refused(output, 8, "/x.wav: not a WAV")
    output.close()


def test_the_end_of_a_worker_is_reported_with_its_last_words() -> None:
    """Which is all anybody will ever learn."""
    output, child, reports = opened()
    child.say("dead MiniaudioError no device")
    child.end(3)
    assert reports.next() == Ended(output, "worker ended with 3: MiniaudioError no device")


def test_a_dead_worker_is_written_to_in_vain() -> None:
    """Nothing is raised: its end was or will be reported."""
    output, child, reports = opened()
    child.end(-11)
    output.play(cue())
    assert isinstance(reports.next(), Ended)
    output.play(cue())
    output.silence()
    output.close()


def test_a_worker_that_reads_no_more_does_not_block_us() -> None:
    """A full pipe swallows the order, and the cue that never begins is the evidence."""
    output, _, _ = opened()
    for _ in range(5000):
        output.play(cue())
    output.close()


def test_simpleaudio_is_silenced_by_its_death() -> None:
    """Its own stop would leave a quarter of a second of sound."""
    output, child, _ = opened("simpleaudio")
    assert not output.survives_silence
    output.silence()
    assert child.is_killed


def test_a_path_with_a_line_break_is_refused() -> None:
    """It would be two orders."""
    output, _, reports = opened()
    output.play(cue("/sounds/a\nb.wav"))
    assert isinstance(reports.next(), Refused)
    output.close()


def test_a_worker_that_cannot_be_started_is_an_error_of_the_system() -> None:
    """The conductor takes the next step."""
    spawn = FakeSpawn()
    spawn.fails = True
    with pytest.raises(OSError, match="python"):
        WorkerOutput("miniaudio", spawn, Reports().post)


@pytest.mark.parametrize(
    ("library", "version", "needs"),
    [
        ("simpleaudio", (3, 11), False),
        ("simpleaudio", (3, 12), True),
        ("simpleaudio", (3, 14), True),
        ("miniaudio", (3, 13), False),
    ],
)
def test_simpleaudio_gets_the_allocator_it_survives(library: str, version: tuple[int, int], needs: bool) -> None:  # noqa: FBT001
    """Only where Python's own would crash."""
    assert ("PYTHONMALLOC" in environment_for(library, version)) is needs
