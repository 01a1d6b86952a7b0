"""How a break calls: one sound, one bell and a title at the due moment, and nothing where it is to be soft."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, cast

import pytest

from tests.breaks.desk import at
from tests.doubles import PlayerDouble
from unbend.breaks import commands as c
from unbend.breaks.rhythm import PRESETS, Preset, WorkSettings
from unbend.session.clock import ManualClock
from unbend.session.output import Output
from unbend.settings import Settings
from unbend.units import MINUTE
from unbend.work.calls import Caller
from unbend.work.runner import WorkRunner

if TYPE_CHECKING:
    from unbend.audio.client import AudioClient

LONGEST_S = 60


class BriefPlayer(PlayerDouble):
    """A player that is there for one sound."""

    def __init__(self) -> None:
        super().__init__()
        self.is_closed = threading.Event()

    def settled(self, _timeout_s: float) -> bool:
        """Be ready at once."""
        return True

    def drained(self, _timeout_s: float) -> bool:
        """Have sounded at once."""
        return True

    def close(self) -> None:
        """Say that it is closed."""
        super().close()
        self.is_closed.set()


class Terminal(Output):
    """A terminal that keeps what is done to it."""

    def __init__(self) -> None:
        super().__init__(None)
        self.rings = 0
        self.titles: list[str | None] = []

    def ring(self) -> None:
        """Count it."""
        self.rings += 1

    def entitle(self, title: str | None) -> None:
        """Keep it."""
        if title != (self.titles[-1] if self.titles else None):  # as a window has it: once
            self.titles.append(title)


class Desk:
    """A work clock that calls."""

    def __init__(self, settings: Settings) -> None:
        self.player, self.out, self.made = BriefPlayer(), Terminal(), 0
        self.clock = ManualClock(at("2026-03-02 09:00"))
        self.runner = WorkRunner(WorkSettings(beats=PRESETS[Preset.CLASSIC].beats), self.clock)
        self.runner.listen(Caller(settings, self.out, self._make))

    def _make(self) -> AudioClient:
        self.made += 1
        return cast("AudioClient", self.player)

    def minutes(self, minutes: int) -> None:
        """Let so many pass."""
        for _ in range(minutes):
            self.clock.advance(MINUTE)
            self.runner.tick()


def test_one_sound_one_bell_and_a_title_until_it_is_answered() -> None:
    """Nothing repeats while it waits, and the player is given back."""
    desk = Desk(Settings(changes_volume=50))
    desk.minutes(29)
    assert (desk.made, desk.out.rings, desk.out.titles) == (0, 0, [])
    desk.minutes(20)
    assert desk.player.is_closed.wait(LONGEST_S)
    assert (desk.player.calls, desk.player.levels) == (["break-due", "(close)"], {"break-due": 0.5})
    assert (desk.made, desk.out.rings, desk.out.titles) == (1, 1, ["Break, 2 min - Unbend"])
    desk.runner.send(c.Skip())
    assert desk.out.titles == ["Break, 2 min - Unbend", None]


def test_after_two_that_were_left_out_the_next_is_shown_only() -> None:
    """For an hour; the title is no sound."""
    desk = Desk(Settings())
    for _ in range(3):
        desk.minutes(30)
        desk.runner.send(c.Skip())
    assert desk.out.rings == 2
    assert len(desk.out.titles) == 6


@pytest.mark.parametrize(
    "settings",
    [
        Settings(mute=True),
        Settings(profile="silent"),
        Settings(volume=0),
        Settings(output="off"),
        Settings(silent_cues=("break-due",)),
    ],
    ids=["muted", "silent", "no volume", "no output", "left out"],
)
def test_where_it_is_not_to_be_heard_no_device_is_opened(settings: Settings) -> None:
    """And the bell is a sound as well."""
    desk = Desk(settings)
    desk.minutes(31)
    assert (desk.made, desk.out.rings, len(desk.out.titles)) == (0, 0, 1)
