"""What every front end puts a session together from: sound, record and thresholds."""

from __future__ import annotations

import os
import threading
from contextlib import closing, contextmanager
from functools import partial
from typing import TYPE_CHECKING

from unbend import resources
from unbend.audio.ahead import SpokenAhead
from unbend.audio.child import spawner
from unbend.audio.client import AudioClient
from unbend.audio.cue_sink import CueSink
from unbend.audio.engines import Engine, engines
from unbend.audio.own_cues import OwnCues, has_any, own_cues
from unbend.audio.voice import Voice, find_voice
from unbend.cue_table import CueGroup
from unbend.history.recorder import Recorder
from unbend.history.store import Store
from unbend.pain.assessment import Thresholds
from unbend.session.guarded import Guarded
from unbend.session.speech import Speech
from unbend.units import SECOND

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from unbend.audio.player import Player
    from unbend.engine.plan import Plan, Side
    from unbend.session.clock import Clock
    from unbend.session.runner import Listener
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
        usual=settings.output,
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


def voices_there() -> list[Engine]:
    """Return what can speak on this machine, the one that is used without a choice first."""
    return engines(resources.user_voices())


def voice_called(chosen: str) -> Voice:
    """Return the voice called `chosen`, as `find_voice` takes it. Raises `WrongUse` where there is none."""
    return find_voice(chosen, resources.voice_folder(), voices_there())


@contextmanager
def speaking(  # noqa: PLR0913  # everything a voice is made from
    player: Player,
    plan: Plan,
    settings: Settings,
    *,
    clock: Clock,
    find_voice: Callable[[str], Voice],
    tell: Callable[[str], None],
) -> Iterator[Speech | None]:
    """Yield the listener that says what comes next in a session of `plan`; None where `settings` want no voice there.

    `tell` is called on another thread, with a sentence if there is no voice. Nothing is said while the clock runs
    faster or slower than the world, for words keep their length.
    """
    chosen = settings.voice_for(is_by_ear=plan.is_voice_only)
    if chosen is None or clock.to_real_s(SECOND) != 1:
        yield None
        return
    with closing(SpokenAhead(partial(find_voice, chosen), tell)) as ahead:
        yield Speech(player, ahead, plan, level=settings.level_of(CueGroup.VOICE))


def make_recorder(
    file: Path, plan: Plan, wall: Callable[[], datetime], *, pain: int | None, side: Side | None
) -> Recorder:
    """Return the recorder of a session of `plan` that begins with `pain`, and with `side` where one was chosen."""
    chosen = None if side is None else str(side)
    return Recorder(lambda: Store.open(file), plan, wall, pain_before=pain, chosen_side=chosen)


def make_listeners(  # noqa: PLR0913  # one for each listener
    player: Player,
    recorder: Recorder,
    settings: Settings,
    tell: Callable[[str], None],
    logs: Iterable[Listener] = (),
    *,
    speech: Listener | None = None,
) -> list[Listener]:
    """Return sound, `speech`, record and `logs` as listeners that may fail; `tell` gets a sentence if one does."""

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
        *([Guarded(speech, failed("The voice", then=player.stop))] if speech is not None else []),
        Guarded(recorder, failed("The record")),
        *(Guarded(log, failed("The log")) for log in logs),
    ]


def thresholds(settings: Settings) -> Thresholds:
    """Return where the person wants the strengths of the decision table cut."""
    return Thresholds(settings.pain_mild_max, settings.pain_much_min, settings.pain_severe_min)
