"""What the screen says of the sound."""

from __future__ import annotations

import pytest

from unbend.ui.sound_words import sound_words


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("sound: on (miniaudio)", "40 %"),
        ("sound: on", "40 %"),
        ("sound: muted", "muted"),
        ("sound: off, no device", "off, no device"),
        ("sound: off, turned off", "turned off"),
        ("sound: starting", "starting"),
        ("sound: the terminal's bell", "the terminal's bell"),
    ],
)
def test_a_volume_is_named_only_where_something_is_heard(status: str, told: str) -> None:
    """Elsewhere it would promise a sound that does not come."""
    assert sound_words(status, 0.4) == told
