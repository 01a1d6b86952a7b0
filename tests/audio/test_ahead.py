"""Sentences that are spoken ahead of time, and a voice that cannot."""

from __future__ import annotations

import queue
import threading
from array import array
from typing import TYPE_CHECKING

import pytest

from unbend.audio.ahead import GIVES_UP_AFTER, SpokenAhead
from unbend.audio.engines import Call, Engine
from unbend.audio.samples import RATE_HZ, write_cue
from unbend.audio.voice import Voice, VoiceFailed
from unbend.errors import WrongUse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WITHIN_S = 30


class Careful(Voice):
    """A voice that keeps the order in which it was asked, says nothing of what begins with an x, and can be held up."""

    def __init__(self, folder: Path) -> None:
        super().__init__(Engine("careful", "", "", lambda *_: Call((), {})), "", folder)
        self.asked: list[str] = []
        self.may_speak = threading.Event()
        self.may_speak.set()

    def rendered(self, text: str) -> Path:
        """Return 10.5 ms of silence for each letter."""
        assert self.may_speak.wait(WITHIN_S)
        self.asked.append(text)
        if text.startswith("x"):
            msg = f"{text} cannot be said"
            raise VoiceFailed(msg)
        path = self._folder / f"{len(self.asked)}.wav"
        write_cue(str(path), array("h", bytes(2 * (RATE_HZ * 21 * len(text) // 2_000))))
        return path


class Room:
    """A voice, what it speaks ahead, and what is told of it."""

    def __init__(self, folder: Path) -> None:
        self.voice = Careful(folder)
        self.told: queue.SimpleQueue[str] = queue.SimpleQueue()
        self.ahead = SpokenAhead(lambda: self.voice, self.told.put, between_s=0)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """Return a room that is closed afterwards."""
    room = Room(tmp_path)
    yield room
    room.ahead.close()


def test_what_is_asked_for_is_there_a_moment_later(room: Room) -> None:
    """With its length in whole milliseconds, rounded up: a sentence must not be longer than it is taken for."""
    assert room.ahead.length_ms("abc") is None
    assert room.ahead.idle(WITHIN_S)
    assert room.ahead.length_ms("abc") == 32
    assert room.ahead.file("abc").is_file()
    assert room.ahead.count == 1


def test_what_is_needed_now_comes_before_what_is_needed_later(room: Room) -> None:
    """The session waits for the one and not for the other."""
    room.voice.may_speak.clear()
    room.ahead.look_ahead(lambda length_of: [length_of(text) for text in ("first", "later")])
    room.ahead.length_ms("now")
    room.voice.may_speak.set()
    assert room.ahead.idle(WITHIN_S)
    assert sorted(room.voice.asked) == ["first", "later", "now"]
    assert room.voice.asked.index("now") < room.voice.asked.index("later")


def test_a_text_that_cannot_be_said_is_left_out_and_not_tried_again(room: Room) -> None:
    """A name of signs alone is no fault of the voice."""
    for _ in range(2):
        assert room.ahead.length_ms("x") is None
        assert room.ahead.idle(WITHIN_S)
    room.ahead.length_ms("good")
    assert room.ahead.idle(WITHIN_S)
    assert room.ahead.length_ms("good") is not None
    assert room.voice.asked == ["x", "good"]
    assert room.told.empty()


def test_a_voice_that_can_say_nothing_is_given_up_and_told_of_once(room: Room) -> None:
    """The session keeps its sounds."""
    for number in range(GIVES_UP_AFTER + 2):
        room.ahead.length_ms(f"x{number}")
    said = room.told.get(timeout=WITHIN_S)
    assert "cannot be said" in said
    assert said.endswith("The sounds are heard all the same.")
    assert not room.ahead.idle(0.1)
    assert room.told.empty()


def test_where_there_is_no_voice_that_is_told() -> None:
    """With what to do about it."""

    def none() -> Voice:
        msg = "there is no voice on this machine; get one"
        raise WrongUse(msg)

    told: queue.SimpleQueue[str] = queue.SimpleQueue()
    ahead = SpokenAhead(none, told.put)
    assert "get one" in told.get(timeout=WITHIN_S)
    assert ahead.length_ms("anything") is None
    ahead.close()


def test_after_closing_nothing_is_spoken(room: Room) -> None:
    """Whatever was still waiting."""
    room.voice.may_speak.clear()
    for number in range(5):
        room.ahead.length_ms(str(number))
    room.ahead.close()
    room.voice.may_speak.set()
    assert not room.ahead.idle(0.2)
    assert len(room.voice.asked) <= 1
