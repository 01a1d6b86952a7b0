"""A whole session on the screen, by keys and by mouse, as a person would go through it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.events import Key

from tests.ui.desk import Desk
from tests.ui.scenes import start
from unbend.history.records import SessionStatus
from unbend.pain import words

if TYPE_CHECKING:
    from pathlib import Path


async def test_a_session_with_pain_in_a_hold_by_keys(tmp_path: Path) -> None:
    """Pick, start, press pain in a hold, point at the neck, ease, go on, finish, see it all told and on record."""
    async with Desk(tmp_path).open() as desk:
        assert desk.on == "LibraryScreen"
        assert "Desk reset" in desk.text()
        await desk.press("slash", *"desk", "enter", "enter")
        assert words.ASK_START in desk.text()
        await desk.press("2")
        assert desk.on == "PlayerScreen"
        assert "GET READY" in desk.text()
        await desk.press("n", "n")
        await desk.after(9_000)
        assert "EASE IN" in desk.text()
        await desk.press("p")
        assert desk.player.sounds[-1] == "(stop)"
        assert "Paused. Come out the way you went in, slowly." in desk.text()
        _, _, pains = desk.record()
        assert [pain.nrs for pain in pains] == [None]
        await desk.press("4", "1", "n", "n")
        assert words.ROW_SAYS[6] in desk.text()
        assert "1  ease it: half the dose, slower" in desk.text()
        await desk.press("enter")
        assert desk.on == "PlayerScreen"
        assert "Space when you want to go on" in desk.text()
        assert "Eased: half the dose, slower." in desk.text()
        await desk.after(60_000)
        assert "PAUSED" in desk.text()
        await desk.press("space")
        assert "GOING ON" in desk.text()
        await desk.after(3_000)
        assert "EASE IN" in desk.text()
        await desk.to_the_end()
        assert desk.on == "SummaryScreen"
        assert "Eased: Front half head roll." in desk.text()
        await desk.press("3", "down", "space")
        assert "[x]" in desk.text()
        await desk.press("enter")
        assert desk.on == "LibraryScreen"
        assert "today" in desk.text()
    session, steps, (pain,) = desk.record()
    assert session.status is SessionStatus.FINISHED
    assert (session.pain_before, session.pain_after) == (2, 3)
    assert (pain.nrs, pain.kind, pain.place, pain.is_spreading, pain.choice) == (4, "pull", "neck", False, "ease")
    assert sum(step.has_disagreed for step in steps) == 1


async def test_the_same_with_the_mouse(tmp_path: Path) -> None:
    """Nothing needs the keyboard: pick, start, the red button, the body, an answer, the summary."""
    async with Desk(tmp_path).open() as desk:
        await desk.click("#routines", (5, 1))
        await desk.click("#scale", (12, 0))
        assert desk.on == "PlayerScreen"
        await desk.after(12_000)
        await desk.click("#pain-button", (20, 1))
        assert desk.on == "PainScreen"
        await desk.click("#question", (3, 0))
        await desk.click("#scale", (22, 0))
        assert words.ASK_KIND in desk.text()
        await desk.click("#choices", (5, 0))
        assert words.ASK_WHERE in desk.text()
        await desk.click("#body-map", (8, 5))
        assert words.ASK_SPREADING in desk.text()
        await desk.click("#choices", (5, 1))
        assert words.ROW_SAYS[6] in desk.text()
        await desk.click("#choices", (5, 0))
        assert desk.on == "PlayerScreen"
        await desk.click("#keys", (2, 0))
        await desk.after(3_000)
        await desk.to_the_end()
        await desk.click("#scale", (2, 0))
        await desk.click("#disagreed", (5, 0))
        await desk.click("#keys", (2, 0))
        assert desk.on == "LibraryScreen"
    session, steps, (pain,) = desk.record()
    assert session.status is SessionStatus.FINISHED
    assert (session.pain_before, session.pain_after) == (2, 0)
    assert (pain.nrs, pain.kind, pain.place, pain.is_spreading) == (4, "pull", "low back", False)
    assert sum(step.has_disagreed for step in steps) == 1


async def test_answers_typed_ahead_of_the_questions_count(tmp_path: Path) -> None:
    """Who knows the questions need not wait for them to be drawn."""
    async with Desk(tmp_path).open() as desk:
        await start(desk, "desk reset")
        await desk.after(12_000)
        for key in ("p", "5", "1", "n", "n"):
            desk.app.post_message(Key(key, key))
        await desk.settle()
        assert words.ROW_SAYS[6] in desk.text()
    _, steps, (pain,) = desk.record()
    assert (pain.nrs, pain.kind, pain.place, pain.is_spreading) == (5, "pull", "neck", False)
    assert len(steps) == 1
