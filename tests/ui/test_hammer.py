"""Keys struck at random, windows resized at random: nothing breaks, no pain press is lost, the record stays whole.

`UNBEND_HAMMER_SEEDS=100` strikes as often as the release does; a few seeds run each time.
"""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING

import pytest
from textual.events import Key

from tests.ui.desk import LARGE, SMALL, USUAL, Desk
from tests.ui.scenes import EVERY_KIND, write_routine
from unbend.engine.commands import PauseReason
from unbend.engine.state import Status
from unbend.history.store import Store
from unbend.ui.screens.player import PlayerScreen

if TYPE_CHECKING:
    from pathlib import Path

SEEDS = range(int(os.environ.get("UNBEND_HAMMER_SEEDS", "2")))
STRIKES = 300
KEYS = (
    *("p",) * 4,
    *("space",) * 3,
    *"nbemq0123456789tysunlhgkao",
    *("left", "right", "up", "down", "enter", "escape", "plus", "minus", "equals_sign", "question_mark", "tab"),
    *("pagedown", "f1", "x", "w", "slash"),
    *"PNEQ",
)


async def strike(desk: Desk, *keys: str) -> None:
    """Strike `keys` at once; if a session is under load and one is the pain key, it must stand still at once."""
    screens = [screen for screen in desk.app.screen_stack if isinstance(screen, PlayerScreen)]
    is_under_load = bool(screens) and screens[0].runner.state.is_clock_running
    for key in keys:
        desk.app.post_message(Key(key, key if len(key) == 1 else None))
    await desk.pilot._wait_for_screen()  # noqa: SLF001  # what every press of the pilot does, without its sleeps
    if keys[0] in ("p", "P") and is_under_load:
        state = screens[0].runner.state
        assert state.is_over or (state.status, state.paused_why) == (Status.PAUSED, PauseReason.PAIN)
        presses.append(screens[0])


presses: list[PlayerScreen] = []


@pytest.mark.parametrize("seed", SEEDS)
async def test_hammered_keys_break_nothing(tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every pain press under load is on record; what was left open is told as such; nothing is raised."""
    chance = random.Random(seed)  # noqa: S311  # not about secrets
    presses.clear()
    desk = Desk(tmp_path)
    write_routine(desk.user_routines, "every-kind", EVERY_KIND)
    left: list[object] = []
    monkeypatch.setattr(desk.app, "action_leave", lambda: None)  # the test would leave with it
    monkeypatch.setattr(desk.app, "exit", left.append)  # chosen where a warning sign holds for the day
    async with desk.open(USUAL):
        for _ in range(STRIKES):
            if left:
                break
            if desk.on == "LibraryScreen":
                desk.app.begin("every-kind")
                await desk.settle()
            keys = chance.choices(KEYS, k=chance.choice((1, 1, 1, 2, 3)))
            await strike(desk, *keys)
            if desk.on == "LibraryScreen":
                assert len(desk.app.screen_stack) == 1
            assert sum(isinstance(screen, PlayerScreen) for screen in desk.app.screen_stack) <= 1
            desk.pass_by(chance.choice((0, 0, 100, 900, 5_000)))
            if chance.random() < 0.02:
                await desk.pilot.resize_terminal(*chance.choice((USUAL, LARGE, SMALL, (30, 8), (61, 17))))
    with Store.open(desk.history_file) as store:
        sessions = store.sessions()
        pains = [pain for session in sessions for pain in store.pains(session.id)]
    assert sessions or left
    assert len(pains) >= len(presses)
    assert all(pain.nrs is None or 0 <= pain.nrs <= 10 for pain in pains)
    for session in sessions:
        assert 0 <= session.performed_ms <= session.length_ms
