"""Which ways of being heard are tried, and in which order."""

from __future__ import annotations

import pytest

from unbend.audio.chain import UnknownStep, chain_for, library_is_installed, next_choice


def names(choice: str = "auto", *, platform: str = "linux", installed: str = "", on_path: str = "") -> list[str]:
    """Return the names of the steps on a machine with these libraries and programs, and a bell."""
    steps = chain_for(
        choice,
        has_bell=True,
        is_installed=lambda name: name in installed.split(),
        find_program=lambda name: name if name in on_path.split() else None,
        platform=platform,
    )
    return [step.name for step in steps]


def test_simpleaudio_comes_first_where_somebody_installed_it() -> None:
    """Libraries before programs, programs before the bell, silence last."""
    found = names(installed="simpleaudio miniaudio", on_path="aplay paplay pw-play")
    assert found == ["simpleaudio", "miniaudio", "pw-play", "paplay", "aplay", "bell", "no device"]


def test_what_is_not_there_is_not_tried() -> None:
    """A bare machine has the bell."""
    assert names() == ["bell", "no device"]


def test_a_mac_has_a_player_of_its_own() -> None:
    """Afplay comes with the system, the players of Linux do not."""
    assert names(platform="darwin", on_path="afplay aplay") == ["afplay", "bell", "no device"]


def test_windows_has_a_library_of_its_own_and_no_program() -> None:
    """Even if one by that name lies on the path."""
    assert names(platform="win32", on_path="aplay") == ["winsound", "bell", "no device"]


def test_just_playback_stands_in_where_miniaudio_is_not() -> None:
    """Where both are, it would fail as miniaudio has failed, and later."""
    assert names(installed="just_playback", on_path="aplay") == ["just_playback", "aplay", "bell", "no device"]
    assert names(installed="just_playback miniaudio") == ["miniaudio", "bell", "no device"]


def test_a_named_chain_is_tried_as_it_stands() -> None:
    """What somebody asks for by name is tried even where it seems to be missing."""
    assert names("MiniAudio, aplay") == ["miniaudio", "aplay", "bell", "no device"]
    assert names("just_playback,winsound") == ["just_playback", "winsound", "bell", "no device"]


def test_the_bell_can_be_chosen() -> None:
    """And nothing else is tried."""
    assert names("bell", installed="miniaudio") == ["bell", "no device"]


def test_off_is_off() -> None:
    """Not even the bell, and the status says whose wish it was."""
    (step,) = chain_for("off", has_bell=True)
    assert step.status == "sound: off, turned off"


def test_the_players_of_the_system_can_be_chosen() -> None:
    """Without their names, which differ."""
    assert names("system", installed="miniaudio", on_path="aplay") == ["aplay", "bell", "no device"]


def test_what_is_there_is_chosen_one_after_the_other() -> None:
    """Round and round, and nothing that is not there."""
    found = ["auto"]
    for _ in range(5):
        found.append(
            next_choice(
                found[-1],
                has_bell=True,
                is_installed=lambda name: name == "miniaudio",
                find_program=lambda name: name if name == "aplay" else None,
                platform="linux",
            )
        )
    assert found == ["auto", "miniaudio", "system", "bell", "off", "auto"]
    assert next_choice("pw-play,aplay", has_bell=True) == "auto"


def test_without_a_bell_the_end_is_silence_with_a_reason() -> None:
    """The user reads why nothing is heard."""
    assert chain_for("bell", has_bell=False)[-1].status == "sound: off, no device"


def test_an_unknown_name_is_refused() -> None:
    """With the name in the message."""
    with pytest.raises(UnknownStep, match="gramophone"):
        chain_for("gramophone", has_bell=True)


def test_a_library_is_looked_for_without_being_imported() -> None:
    """A module that does not exist is simply not there."""
    assert library_is_installed("json")
    assert not library_is_installed("no_such_library_at_all")
