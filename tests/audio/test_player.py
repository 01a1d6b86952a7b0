"""The players without a device."""

from __future__ import annotations

from unbend.audio.player import BellPlayer, Player, SilentPlayer


def test_a_bell_rings_once_for_every_cue() -> None:
    """The name makes no difference: a bell knows one note."""
    rung: list[int] = []
    player: Player = BellPlayer(lambda: rung.append(1))
    player.prepare()
    player.play("start")
    player.play("no such cue")
    player.stop()
    assert len(rung) == 2
    assert player.status == "sound: terminal bell"


def test_a_muted_bell_is_silent_and_says_so() -> None:
    """Muted and volume 0 are the same to a bell, and both can be taken back."""
    rung: list[int] = []
    player = BellPlayer(lambda: rung.append(1))
    player.set_muted(True)
    player.play("start")
    assert player.status == "sound: muted"
    player.set_muted(False)
    player.set_volume(0)
    player.play("start")
    assert player.status == "sound: muted"
    assert not rung
    player.set_volume(0.2)
    player.play("start")
    assert len(rung) == 1


def test_a_bell_that_cannot_be_rung_ends_no_session() -> None:
    """A terminal that went away is tried once and left in peace."""
    tried: list[int] = []

    def write() -> None:
        tried.append(1)
        raise OSError

    player = BellPlayer(write)
    player.play("start")
    player.play("start")
    assert len(tried) == 1


def test_a_closed_bell_is_silent() -> None:
    """After close nothing rings."""
    rung: list[int] = []
    player = BellPlayer(lambda: rung.append(1))
    player.close()
    player.play("finish")
    assert not rung


def test_the_silent_player_takes_everything_and_says_why() -> None:
    """Silence has a reason the user can read."""
    player: Player = SilentPlayer("turned off")
    player.prepare()
    player.play("start")
    player.set_volume(1)
    player.set_muted(False)
    player.stop()
    player.close()
    assert player.status == "sound: off, turned off"
