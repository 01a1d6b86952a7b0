"""What every front end puts a session together from: sound, record, and the day's warning sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unbend import resources
from unbend.audio.client import AudioClient
from unbend.audio.cue_sink import CueSink
from unbend.errors import HistoryUnavailable
from unbend.history.recorder import Recorder
from unbend.history.records import SignRecord
from unbend.history.store import Store
from unbend.pain.assessment import Thresholds, Tier
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


class DaySign:
    """The tier of warning signs that holds today, kept in the history; `tell` gets a sentence where that fails."""

    def __init__(self, file: Path, wall: Callable[[], datetime], tell: Callable[[str], None]) -> None:
        self._file = file
        self._wall = wall
        self._tell = tell
        self._held: tuple[str, Tier | None] | None = None
        """What was noted here; it holds for the day even where the disk did not take it."""

    def get(self) -> Tier | None:
        """Return the tier that holds; None where there is none, or no record to ask."""
        if self._held is not None and self._held[0] == self._today():
            return self._held[1]
        if not self._file.exists():
            return None
        try:
            with Store.open(self._file) as store:
                found = store.sign_of(self._today())
        except HistoryUnavailable as error:
            self._tell(f"{error}. Whether a warning sign fitted earlier today could not be looked up.")
            return None
        return None if found is None or found.tier is None else Tier(found.tier)

    def note(self, tier: Tier | None) -> None:
        """Keep for today that a sign of `tier` fitted, or with None that the person has been checked since."""
        self._held = (self._today(), tier)
        try:
            with Store.open(self._file) as store:
                store.save([SignRecord(self._today(), None if tier is None else str(tier))])
        except HistoryUnavailable as error:
            self._tell(f"{error}.")

    def _today(self) -> str:
        return self._wall().date().isoformat()
