"""The user's settings: defaults, and `config.toml` laid over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from unbend.errors import EXIT_WRONG_USE, SettingsInvalid
from unbend.settings import Settings, SettingsUnusable, load_settings

if TYPE_CHECKING:
    from pathlib import Path


def written(folder: Path, content: str | bytes) -> Path:
    """Return a settings file of this content."""
    file = folder / "config.toml"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    """And none is made."""
    assert load_settings(tmp_path / "config.toml") == Settings()
    assert [*tmp_path.iterdir()] == []
    assert (Settings().volume, Settings().countdown, Settings().emergency_number) == (40, True, "")


def test_a_setting_replaces_its_default_and_no_other(tmp_path: Path) -> None:
    """Each may be left out."""
    file = written(tmp_path, 'volume = 70\nhalfway = false\nemergency_number = "112"\n')
    assert load_settings(file) == Settings(volume=70, halfway=False, emergency_number="112")


def test_the_edges_of_a_range_are_inside(tmp_path: Path) -> None:
    """Silence and full volume, no lead and half a minute."""
    for line in ("volume = 0", "volume = 100", "resume_lead_s = 0", "resume_lead_s = 30"):
        load_settings(written(tmp_path, line))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("volum = 5", "volum: unknown setting"),
        ("volume = 101", "volume: "),
        ("volume = -1", "volume: "),
        ("volume = 'loud'", "volume: "),
        ("resume_lead_s = 31", "resume_lead_s: "),
        ("[volume]\nof = 5", "volume: "),
        (f"emergency_number = '{'1' * 31}'", "emergency_number: "),
        ("volume = ", "is not TOML: "),
        ("volume = 1\nvolume = 2", "is not TOML: "),
        (b"\xff\xfe", "is not TOML: "),
        ("a = " + "[" * 50_000, "is not TOML: "),
    ],
)
def test_what_cannot_be_meant_is_refused_in_one_sentence(tmp_path: Path, content: str | bytes, said: str) -> None:
    """With the file's name, and the setting where there is one."""
    file = written(tmp_path, content)
    with pytest.raises(SettingsInvalid) as caught:
        load_settings(file)
    message = str(caught.value)
    assert message.startswith(str(file))
    assert said in message
    assert "\n" not in message
    assert caught.value.exit_code == EXIT_WRONG_USE


def test_a_file_that_cannot_be_read_is_told_with_the_reason(tmp_path: Path) -> None:
    """A folder in its place, for one."""
    with pytest.raises(SettingsInvalid, match="cannot be read: Is a directory"):
        load_settings(tmp_path)


def test_one_slip_costs_no_other_setting(tmp_path: Path) -> None:
    """The emergency number least of all."""
    file = written(tmp_path, 'emergency_number = 144\nvolume = "loud"\nmute = "yes"\nresume_lead_s = 5\n')
    with pytest.raises(SettingsUnusable) as caught:
        load_settings(file)
    assert caught.value.usable == Settings(emergency_number="144", resume_lead_s=5)
    assert "volume: should be a whole number; mute: should be true or false" in str(caught.value)


def test_settings_are_frozen() -> None:
    """Nobody changes them while a session runs."""
    with pytest.raises(ValueError, match="frozen"):
        setattr(Settings(), "volume", 5)  # noqa: B010  # mypy would refuse it as well
