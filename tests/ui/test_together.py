"""Keys that arrive together: from a hand that trembles, a key that repeats, a slow line. Nothing is done twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from textual.events import Key

from tests.ui.desk import Desk
from tests.ui.scenes import start
from unbend.engine.commands import PauseReason
from unbend.engine.state import Status
from unbend.ui.screens.player import PlayerScreen

if TYPE_CHECKING:
    from pathlib import Path

    from textual.screen import Screen


async def strike(desk: Desk, *keys: str) -> None:
    """Strike `keys` with nothing between them."""
    for key in keys:
        desk.app.post_message(Key(key, key if len(key) == 1 else None))
    await desk.settle()


@pytest.mark.parametrize(
    ("way", "keys", "then"),
    [
        ((), ("w", "escape", "escape"), "LibraryScreen"),
        ((), ("t", "enter", "enter"), "LibraryScreen"),
        ((), ("s", "escape", "escape"), "LibraryScreen"),
        (("enter",), ("escape", "escape"), "LibraryScreen"),
        (("enter",), ("enter", "enter"), "PlayerScreen"),
        (("enter", "2", "q"), ("escape", "escape"), "PlayerScreen"),
        (("enter", "2", "p"), ("enter",) * 9, "PlayerScreen"),
        (("enter", "2", "q"), ("1", "enter", "enter"), "LibraryScreen"),
    ],
    ids=["signs", "sound check", "settings", "pain at the start", "start", "stop question", "pain", "summary"],
)
async def test_a_doubled_key_leaves_one_screen(
    tmp_path: Path, way: tuple[str, ...], keys: tuple[str, ...], then: str
) -> None:
    """And never the one below it, nor a blank window."""
    async with Desk(tmp_path).open() as desk:
        await desk.press(*way)
        await desk.settle()
        if keys[0] in ("w", "t", "s"):
            await desk.press(keys[0])
            keys = keys[1:]
        await strike(desk, *keys)
        for _ in range(20):
            await desk.settle()
        assert desk.on in (then, "SummaryScreen") if "1" in keys else desk.on == then
        assert len(desk.app.screen_stack) >= 1


@pytest.mark.parametrize(("key", "screen"), [("h", "HistoryScreen"), ("s", "SettingsScreen")])
async def test_a_screen_asked_for_twice_opens_once(tmp_path: Path, key: str, screen: str) -> None:
    """With Caps Lock too; one key leads back."""
    async with Desk(tmp_path).open() as desk:
        await strike(desk, key, key.upper(), key)
        assert [type(each).__name__ for each in desk.app.screen_stack] == ["LibraryScreen", screen]
        await desk.press("escape")
        assert desk.on == "LibraryScreen"


async def test_a_doubled_choice_is_carried_out_once(tmp_path: Path) -> None:
    """Eased, and not exchanged for an easier exercise as well."""
    async with Desk(tmp_path).open() as desk:
        await start(desk, "desk reset")
        await desk.after(12_000)
        await desk.press("p", "5", "1", "n", "n")
        await strike(desk, "enter", "enter")
        assert desk.on == "PlayerScreen"
        _, _, pains = desk.record()
        assert [pain.choice for pain in pains] == ["ease"]


@pytest.mark.parametrize("above", ["question_mark", "q"])
async def test_stopping_for_pain_from_above_something_else_ends_in_the_library(tmp_path: Path, above: str) -> None:
    """Help or a question that was open leaves no dead screen behind."""
    async with Desk(tmp_path).open() as desk:
        await start(desk, "desk reset")
        await desk.after(12_000)
        await desk.press(above, "p", "escape", "escape")
        stop = next(key for key in "123456" if f"{key}  stop here" in desk.text())
        await desk.press(stop)
        assert desk.on == "SummaryScreen"
        await desk.press("enter")
        assert desk.on == "LibraryScreen"
        assert [type(screen).__name__ for screen in desk.app.screen_stack] == ["LibraryScreen"]


@pytest.mark.parametrize("above", [(), ("question_mark",), ("q",), ("space",)])
async def test_with_caps_lock_p_still_means_pain(tmp_path: Path, above: tuple[str, ...]) -> None:
    """A hand in trouble does not look at lamps."""
    async with Desk(tmp_path).open() as desk:
        await start(desk, "desk reset")
        await desk.after(12_000)
        await desk.press(*above)
        await strike(desk, "P")
        assert desk.on == "PainScreen"
        assert desk.session().runner.state.paused_why is PauseReason.PAIN


async def test_keys_that_come_before_the_session_can_be_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pain is taken as soon as there is something to stop; the others meant a screen that was not there yet."""
    desk = Desk(tmp_path)
    push = desk.app.push_screen

    def push_and_strike(screen: Screen[object], *rest: Any, **named: Any) -> object:  # noqa: ANN401  # Textual's own
        result = push(screen, *rest, **named)
        if isinstance(screen, PlayerScreen):
            for action in (screen.action_more, screen.action_louder, screen.action_pause, screen.action_pain):
                action()
        return result

    monkeypatch.setattr(desk.app, "push_screen", push_and_strike)
    async with desk.open():
        await start(desk, "desk reset")
        assert desk.on == "PainScreen"
        state = desk.session().runner.state
        assert (state.status, state.paused_why) == (Status.PAUSED, PauseReason.PAIN)
        _, _, pains = desk.record()
        assert len(pains) == 1


async def test_a_key_that_comes_when_no_screen_is_left_is_no_fault(tmp_path: Path) -> None:
    """The app is leaving; a hand that trembles may still strike."""
    desk = Desk(tmp_path)
    async with desk.open():
        stack = desk.app._screen_stack  # noqa: SLF001  # as Textual empties it
        screens = [*stack]
        stack.clear()
        await desk.app.on_event(Key("a", "a"))
        stack.extend(screens)
