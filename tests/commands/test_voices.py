"""`unbend voices`: which there are, and how one sounds."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from unbend.session import parts

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commands.conftest import Unbend

needs_espeak = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")


@needs_espeak
def test_every_voice_is_listed_by_the_name_the_setting_takes(unbend: Unbend) -> None:
    """Below its engine."""
    said = unbend("voices")
    assert said.code == 0
    assert "espeak-ng  (en-us)\n" in said.out
    assert "  espeak-ng:en-gb\n" in said.out


@needs_espeak
def test_a_voice_is_heard(unbend: Unbend, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By way of the player of the cues; its words are shown, and what the player says of itself."""
    monkeypatch.setenv("UNBEND_AUDIO", "off")
    said = unbend("voices", "espeak-ng")
    assert said.code == 0
    assert said.out.startswith("Next: ear toward shoulder, left side.")
    assert "sound: off" in said.out
    assert len([*home.rglob("voice/*.wav")]) == 1


def test_without_a_voice_it_is_said_what_brings_one(unbend: Unbend, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a sentence, from both commands."""
    monkeypatch.setattr(parts, "engines", lambda _: [])
    for arguments in (["voices"], ["export", "micro-break-30", "-o", "out.wav", "--voice"]):
        said = unbend(*arguments)
        assert said.code == 2
        assert 'pip install "unbend[voice]"' in said.err


def test_a_name_that_is_not_there_is_wrong_use(unbend: Unbend) -> None:
    """With where the names stand, or with what brings a voice."""
    assert unbend("voices", "alexa").code == 2
