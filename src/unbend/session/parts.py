"""What every front end puts a session together from: sound, record and thresholds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unbend import resources
from unbend.audio.client import AudioClient
from unbend.audio.cue_sink import CueSink
from unbend.history.recorder import Recorder
from unbend.history.store import Store
from unbend.pain.assessment import Thresholds
from unbend.session.runner import Guarded, Listener

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime
    from pathlib import Path

    from unbend.audio.player import Player
    from unbend.engine.plan import Plan, Side
    from unbend.settings import Settings


def make_player(settings: Settings, bell: Callable[[], None] | None) -> AudioClient:
    """Return the player of the shipped cues as `settings` have it; `bell` is called on another thread."""
    player = AudioClient(
        resources.shipped("sounds"),
        volume=settings.loudness,
        bell=bell,
        log_path=resources.log_file("sound"),
    )
    player.set_muted(settings.mute)
    return player


def make_recorder(
    file: Path, plan: Plan, wall: Callable[[], datetime], *, pain: int | None, side: Side | None
) -> Recorder:
    """Return the recorder of a session of `plan` that begins with `pain`, and with `side` where one was chosen."""
    chosen = None if side is None else str(side)
    return Recorder(lambda: Store.open(file), plan, wall, pain_before=pain, chosen_side=chosen)


def make_listeners(
    player: Player,
    recorder: Recorder,
    settings: Settings,
    tell: Callable[[str], None],
    logs: Iterable[Listener] = (),
) -> list[Listener]:
    """Return sound, record and `logs` as listeners that may fail; `tell` gets a sentence if one does."""

    def failed(what: str, then: Callable[[], None] = lambda: None) -> Callable[[Exception], None]:
        def on_failure(error: Exception) -> None:
            then()
            tell(f"{what} had to be left out: {error}. The session goes on.")

        return on_failure

    cues = CueSink(player, countdown=settings.countdown, halfway=settings.halfway)
    return [
        Guarded(cues, failed("The sound", then=player.stop)),
        Guarded(recorder, failed("The record")),
        *(Guarded(log, failed("The log")) for log in logs),
    ]


def thresholds(settings: Settings) -> Thresholds:
    """Return where the person wants the strengths of the decision table cut."""
    return Thresholds(settings.pain_mild_max, settings.pain_much_min, settings.pain_severe_min)
