"""The settings on the screen: each can be changed by keys alone and by mouse, and is in the file at once."""

from __future__ import annotations

import os
import sys
from dataclasses import fields
from typing import TYPE_CHECKING

import pytest

from tests.ui.desk import LARGE, SMALL, USUAL, Desk
from unbend.careful import CAREFUL
from unbend.settings import SETTINGS, TABLE, Settings
from unbend.settings_file import load_settings

if TYPE_CHECKING:
    from pathlib import Path


def typed(text: str) -> tuple[str, ...]:
    """Return the keys of `text` as Textual names them."""
    return tuple({" ": "space", ":": "colon", "-": "minus"}.get(letter, letter) for letter in text)


SIZES = pytest.mark.parametrize("size", [USUAL, SMALL, LARGE], ids=str)
CHANGES: dict[str, tuple[tuple[str, ...], object]] = {
    "volume": (("right",), 45),
    "profile": (("right",), "home"),
    "mute": (("space",), True),
    "countdown": (("left",), False),
    "output": (("right",), "simpleaudio"),
    "voice": (("enter", *["backspace"] * 6, *"auto", "enter"), "auto"),
    "halfway": (("enter",), False),
    "ticks_volume": (("left",), 95),
    "changes_volume": (("left", "left"), 90),
    "voice_volume": (("enter",), 0),
    "silent_cues": (("enter", "down", "down", "space", "enter"), ("rep",)),
    "resume_lead_s": (("left", "left"), 1),
    "reduced_motion": (("right",), True),
    "figure": (("space",), False),
    "theme": (("left",), "contrast"),
    "emergency_number": (("enter", *"144", "enter"), "144"),
    "wake_time": (("space", "7", "colon", "3", "0", "enter"), "07:30"),
    "careful": (("right", "space", "down", "down", "space", "enter"), ("arm-symptoms", "breath-anxiety")),
    "pain_mild_max": (("left", "left", "left", "left"), 0),
    "pain_much_min": (("left",), 5),
    "pain_severe_min": (("enter",), 6),
    "work_preset": (("right",), "classic"),
    "work_every": (("right",), 1),
    "work_break": (("right",), 30),
    "work_hours": (("enter", *typed("mon-fri 9:00-17:00"), "enter"), "mon-fri 09:00-17:00"),
    "quiet_hours": (("enter", *typed("10:00-11:00"), "enter"), "10:00-11:00"),
    "work_fixed": (("enter", *typed("12:30 lunch-walk"), "enter"), ("12:30 lunch-walk",)),
    "work_away": (("right",), "pause"),
    "work_idle": (("right",), 4),
}
"""For each setting, keys that change it from its default, and to what."""


async def to_setting(desk: Desk, name: str) -> None:
    """Open the settings and mark `name`."""
    await desk.press("s")
    names = [setting.name for setting in TABLE]
    await desk.press(*["down"] * names.index(name))


def rows_of(desk: Desk, name: str) -> list[str]:
    """Return the rows of the screen that have the label of `name`."""
    return [line for line in desk.lines() if SETTINGS[name].label in line]


def file_of(desk: Desk) -> Path:
    """Return where the settings are kept."""
    return desk.app.services.settings_file


def test_every_setting_is_tried_here() -> None:
    """A new setting needs a row in the table above."""
    assert set(CHANGES) == {each.name for each in fields(Settings)}


@pytest.mark.parametrize("size", [SMALL], ids=str)
async def test_every_setting_is_changed_by_keys_and_kept(tmp_path: Path, size: tuple[int, int]) -> None:
    """One after the other down the list: in the file, in the app, and on the screen; nothing else changes."""
    held = {each.name: getattr(Settings(), each.name) for each in TABLE}
    desk = Desk(tmp_path)
    async with desk.open(size) as desk:
        await desk.press("s")
        for changed, name in enumerate((each.name for each in TABLE), start=1):
            assert any("▸" in row for row in rows_of(desk, name)), name
            keys, held[name] = CHANGES[name]
            await desk.press(*keys)
            assert desk.on == "SettingsScreen", name
            for settings in (desk.app.settings, load_settings(file_of(desk))):
                assert {each: getattr(settings, each) for each in held} == held, name
            assert file_of(desk).read_text(encoding="utf-8").count("=") == changed, name
            await desk.press("down")
        await desk.press("escape")
        assert desk.on == "LibraryScreen"


@pytest.mark.parametrize("size", [USUAL, SMALL], ids=str)
async def test_every_setting_is_shown_with_its_help(tmp_path: Path, size: tuple[int, int]) -> None:
    """Label, value, sentence and sources of the one that is marked, and where the file is."""
    async with Desk(tmp_path).open(size) as desk:
        await desk.press("s")
        seen = []
        for setting in TABLE:
            text = " ".join(desk.text().split())
            seen.append(text)
            assert setting.label in text
            assert setting.help in text
            assert (f"Source: {', '.join(setting.sources)}; see docs/sources.md." in text) == bool(setting.sources)
            assert str(file_of(desk)) in desk.text().replace("\n", "").replace(" ", "")
            await desk.press("down")
        assert "40 percent" in (await desk.press(*["up"] * len(TABLE))).text()
        for group in ("Sound", "Session"):
            assert any(group in text for text in seen)


async def test_the_theme_changes_at_once(tmp_path: Path) -> None:
    """As a person expects who picks a colour."""
    async with Desk(tmp_path).open() as desk:
        desk.app.no_color = False
        asked = []
        desk.app.show_settings = lambda: asked.append(desk.app.settings.theme)  # type: ignore[method-assign]
        await to_setting(desk, "theme")
        await desk.press("right", "right", "right", "left")
        assert asked == ["light", "contrast", "dark", "contrast"]


async def test_a_number_stays_in_its_range(tmp_path: Path) -> None:
    """The arrows stop at the ends; Enter, the only way of a mouse, begins anew."""
    async with Desk(tmp_path).open() as desk:
        await to_setting(desk, "pain_severe_min")
        await desk.press("right")
        assert desk.app.settings.pain_severe_min == 8
        assert not file_of(desk).exists()
        await desk.press("left", "left", "left")
        assert desk.app.settings.pain_severe_min == 6
        await desk.press("enter", "enter")
        assert desk.app.settings.pain_severe_min == 8
        await desk.press("enter")
        assert desk.app.settings.pain_severe_min == 6


@pytest.mark.parametrize(
    ("volume", "key", "then"), [(42, "right", 45), (42, "left", 40), (98, "right", 100), (3, "left", 0)]
)
async def test_the_volume_goes_by_fives(tmp_path: Path, volume: int, key: str, then: int) -> None:
    """Also from a number that a file has and no key leads to."""
    async with Desk(tmp_path, settings=Settings(volume=volume)).open() as desk:
        await desk.press("s", key)
        assert desk.app.settings.volume == then


async def test_a_click_marks_and_another_one_changes(tmp_path: Path) -> None:
    """On the arrow at the left of a value it goes back."""
    async with Desk(tmp_path).open() as desk:
        await desk.press("s")
        await desk.click("#set-resume_lead_s", (10, 0))
        assert any("▸" in row for row in rows_of(desk, "resume_lead_s"))
        assert not file_of(desk).exists()
        await desk.click("#set-resume_lead_s", (10, 0))
        assert load_settings(file_of(desk)).resume_lead_s == 4
        row = desk.app.screen.query_one("#set-resume_lead_s")
        await desk.click("#set-resume_lead_s", (row.size.width - len("◂ 4 seconds ▸"), 0))
        assert load_settings(file_of(desk)).resume_lead_s == 3


async def test_what_cannot_be_meant_is_told_and_not_kept(tmp_path: Path) -> None:
    """The text stays to be mended; Esc leaves the setting as it was."""
    async with Desk(tmp_path).open(SMALL) as desk:
        await to_setting(desk, "wake_time")
        await desk.press("enter", *"25", "enter")
        assert desk.on == "AskText"
        assert "Not taken: it should be a time such as" in " ".join(desk.text().split())
        assert "Esc leaves it" in desk.text()
        assert not file_of(desk).exists()
        await desk.press("backspace", "backspace", *'"6', "colon", *'05"', "enter")
        assert load_settings(file_of(desk)).wake_time == "06:05"
        await desk.press("enter", *"9", "escape")
        assert desk.app.settings.wake_time == "06:05"
        await desk.press("enter", *["backspace"] * 5, "enter")
        assert load_settings(file_of(desk)).wake_time == ""
        assert "not set" in rows_of(desk, "wake_time")[0]


@pytest.mark.parametrize("size", [USUAL, SMALL], ids=str)
async def test_flags_are_chosen_from_a_list(tmp_path: Path, size: tuple[int, int]) -> None:
    """All of them; a mark and not a colour says which; the file's are marked to begin with."""
    async with Desk(tmp_path, settings=Settings(careful=("wrist",))).open(size) as desk:
        await to_setting(desk, "careful")
        assert f"1 of {len(CAREFUL)}" in desk.text()
        assert "Now: wrist." in desk.text()
        await desk.press("enter")
        assert "[ ] tingling or numbness in an arm" in desk.text()
        assert "Space chooses. Enter takes it, Esc leaves it." in desk.text()
        await desk.press("up")
        assert "[x] wrist" in desk.text()
        await desk.press("space")
        assert "[ ] wrist" in desk.text()
        await desk.press("escape")
        assert desk.app.settings.careful == ("wrist",)
        await desk.press("enter", *["space", "down"] * len(CAREFUL), "enter")
        assert set(desk.app.settings.careful) == set(CAREFUL) - {"wrist"}
        assert f"and {len(CAREFUL) - 4} more" in " ".join(desk.text().split())


async def test_flags_are_chosen_with_the_mouse(tmp_path: Path) -> None:
    """A click on a row, and one on the word that takes it."""
    async with Desk(tmp_path).open(LARGE) as desk:
        await desk.press("s")
        await desk.click("#set-careful", (5, 0))
        await desk.click("#set-careful", (5, 0))
        assert desk.on == "AskSome"
        await desk.click("#some", (3, 1))
        assert "[x] unsure on my feet" in desk.text()
        await desk.click("#foot", (17, 0))
        assert load_settings(file_of(desk)).careful == ("balance",)


async def test_a_file_keeps_its_comments(tmp_path: Path) -> None:
    """It is the user's own."""
    desk = Desk(tmp_path)
    file_of(desk).write_text("# mine\nvolume = 40 # loud enough\n", encoding="utf-8")
    async with desk.open() as desk:
        await desk.press("s", "left")
        assert file_of(desk).read_text(encoding="utf-8") == "# mine\nvolume = 35 # loud enough\n"


@SIZES
async def test_a_broken_file_is_left_alone_and_the_change_holds_for_now(tmp_path: Path, size: tuple[int, int]) -> None:
    """One sentence says both."""
    desk = Desk(tmp_path)
    file_of(desk).write_bytes(b"volume = [\n")
    async with desk.open(size) as desk:
        await desk.press("s", "right")
        text = " ".join(desk.text().split())
        assert "is not TOML" in text
        assert "The change holds until you leave Unbend; it was not kept." in text
        assert "◂ 45 percent ▸" in text
        assert desk.app.settings.volume == 45
        assert file_of(desk).read_bytes() == b"volume = [\n"
        assert "not TOML" not in (await desk.press("down")).text()


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="nothing is read-only to this user")
async def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """Likewise."""
    desk = Desk(tmp_path)
    async with desk.open() as desk:
        tmp_path.chmod(0o500)  # noqa: ASYNC240  # nothing else waits for it
        try:
            await desk.press("s", "right")
            assert "cannot be written" in desk.text()
        finally:
            tmp_path.chmod(0o700)  # noqa: ASYNC240  # as above


async def test_a_window_made_too_small_says_so(tmp_path: Path) -> None:
    """And everything is back when it is larger, the mark where it was."""
    async with Desk(tmp_path).open() as desk:
        await to_setting(desk, "halfway")
        await desk.pilot.resize_terminal(50, 12)
        await desk.settle()
        assert "This window is" in " ".join(desk.text().split())
        assert "Halfway" not in desk.text()
        await desk.pilot.resize_terminal(*SMALL)
        await desk.settle()
        assert "▸ Halfway" in desk.text()
