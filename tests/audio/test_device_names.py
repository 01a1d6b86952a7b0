"""What the devices are called."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.audio.doubles import FakeSpawn
from tests.audio.rig import Rig, missing
from tests.audio.test_decode import has_library
from unbend.audio import device_names as module
from unbend.audio.child import spawner
from unbend.audio.device_names import device_names

if TYPE_CHECKING:
    from pathlib import Path


@has_library
@pytest.mark.sound
@pytest.mark.skipif(bool(missing()), reason=f"no rig without {missing()}")
def test_a_device_that_is_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the sound server."""
    rig = Rig(tmp_path)
    for name, value in rig.environment.items():
        monkeypatch.setenv(name, value)
    rig.start()
    log_fd = os.open(os.devnull, os.O_WRONLY)
    names = device_names(spawner(log_fd))
    os.close(log_fd)
    rig.stop()
    assert len(names) == 1
    assert names[0]


def test_where_no_child_answers_there_are_no_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """It cannot be started, it hangs, or there is nothing to name."""
    monkeypatch.setattr(module, "ANSWERS_WITHIN_S", 0.05)
    hanging = FakeSpawn()
    assert device_names(hanging) == ()
    assert hanging.children[0].is_killed
    hanging.fails = True
    assert device_names(hanging) == ()
