"""What every front end puts a session together from: sound, record and thresholds."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

from unbend import resources
from unbend.audio.child import spawner
from unbend.audio.client import AudioClient
from unbend.audio.cue_sink import CueSink
from unbend.audio.own_cues import OwnCues, has_any, own_cues
from unbend.cue_table import CueGroup
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


def make_player(
    settings: Settings, bell: Callable[[], None] | None, tell: Callable[[str], None] = lambda _: None
) -> AudioClient:
    """Return the player of the cues as `settings` have it, the user's own in the place of the shipped ones.

    `bell` is called on another thread, and so is `tell`, with a sentence for each of the user's sounds that cannot be
    played. Until they are looked at, which takes a moment when they are new, the shipped ones are heard.
    """
    player = AudioClient(
        resources.shipped("sounds"),
        volume=settings.loudness,
        bell=bell,
        log_path=resources.log_file("sound"),
    )
    player.set_muted(settings.mute)
    if has_any(resources.user_sounds()):
        threading.Thread(target=_use_own_cues, args=(player, tell), name="unbend-own-cues", daemon=True).start()
    return player


def find_own_cues(kept: Path | None) -> OwnCues:
    """Return the user's own sounds, decoded into `kept`; without it nothing is written. Takes some tenths of a second.

    What a decoder complains of goes nowhere: it is told in a sentence.
    """
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - not a file of ours
        return own_cues(resources.user_sounds(), kept, spawner(nowhere.fileno()))


def _use_own_cues(player: AudioClient, tell: Callable[[str], None]) -> None:
    found = find_own_cues(resources.decoded_sounds())
    player.use(found.playable)
    for sentence in found.problems:
        tell(sentence)


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

    cues = CueSink(
        player,
        countdown=settings.countdown,
        halfway=settings.halfway,
        levels={group: settings.level_of(group) for group in CueGroup},
        silent=settings.silent_cues,
    )
    return [
        Guarded(cues, failed("The sound", then=player.stop)),
        Guarded(recorder, failed("The record")),
        *(Guarded(log, failed("The log")) for log in logs),
    ]


def thresholds(settings: Settings) -> Thresholds:
    """Return where the person wants the strengths of the decision table cut."""
    return Thresholds(settings.pain_mild_max, settings.pain_much_min, settings.pain_severe_min)
