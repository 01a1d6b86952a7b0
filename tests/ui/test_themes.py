"""Colours: enough contrast to be read, the same names in every theme, and none at all where none are wanted."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.color import Color

from tests.ui.desk import Desk
from tests.ui.scenes import start
from unbend.ui import app as app_module
from unbend.ui.looks import LOOKS as LOOKS_OF_KINDS
from unbend.ui.looks import Look
from unbend.ui.themes import FIGURE, LOOKS, ON_LOOK, PAIN, PAIN_TEXT, PLAIN, THEMES
from unbend.units import SECOND

if TYPE_CHECKING:
    from rich.style import Style

LEAST = {"dark": 4.5, "light": 4.5, "contrast": 7.0}
"""WCAG 2.2, 1.4.3 and 1.4.6."""
GROUNDS = ("background", "surface")
TEXTS = ("foreground", "warning", "error", "primary", "success", "accent")
STYLES = Path(app_module.__file__).parent


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21, as WCAG 2.2 computes it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of `colour`."""
    parts = [part / 255 for part in Color.parse(colour).rgb]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def colour_of(theme: str, name: str) -> str:
    """Return the colour called `name` of a theme, be it Textual's own or one of ours."""
    found = THEMES[theme].variables.get(name) or getattr(THEMES[theme], name)
    assert isinstance(found, str)
    return found


def test_the_contrast_of_known_pairs() -> None:
    """Black on white is 21; the grey that is named in WCAG's own notes just passes."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(("theme", "ground"), list(product(THEMES, GROUNDS)))
def test_text_can_be_read(theme: str, ground: str) -> None:
    """Whatever the colour says, it is text that has to be read."""
    names = [*TEXTS, "quiet", *(f"look-{look}" for look in Look)]
    found = {name: contrast(colour_of(theme, name), colour_of(theme, ground)) for name in names}
    assert {name: ratio for name, ratio in found.items() if ratio < LEAST[theme]} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_text_on_the_head_and_in_a_message_can_be_read(theme: str) -> None:
    """Both lie on the panel: the words, the state of the sound, what is amiss."""
    found = {name: contrast(colour_of(theme, name), THEMES[theme].panel or "") for name in (*TEXTS[:2], "quiet")}
    assert {name: ratio for name, ratio in found.items() if ratio < LEAST[theme]} == {}


@pytest.mark.parametrize(("theme", "look"), list(product(THEMES, Look)))
def test_the_band_of_a_phase_can_be_read(theme: str, look: Look) -> None:
    """Its word lies on the colour of its look."""
    assert contrast(ON_LOOK[theme], LOOKS[theme][look]) >= LEAST[theme]


@pytest.mark.parametrize("theme", THEMES)
def test_the_pain_button_can_be_read(theme: str) -> None:
    """Of all things."""
    assert contrast(PAIN_TEXT[theme], PAIN[theme]) >= LEAST["dark"]


def test_with_high_contrast_the_pain_button_has_it_too() -> None:
    """As every other text of that theme."""
    assert contrast(PAIN_TEXT["contrast"], PAIN["contrast"]) >= LEAST["contrast"]


@pytest.mark.parametrize("theme", THEMES)
def test_the_pain_button_stands_out(theme: str) -> None:
    """From what it lies on, as WCAG 2.2, 1.4.11 asks of a control."""
    assert contrast(PAIN[theme], THEMES[theme].background or "") >= 3


@pytest.mark.parametrize("theme", LEAST)
def test_the_figure_can_be_seen(theme: str) -> None:
    """Every ink of it, as WCAG 2.2 asks of what is no text (1.4.11)."""
    ground = THEMES[theme].background or ""
    assert {
        ink: round(contrast(colour, ground), 2) for ink, colour in FIGURE[theme].items() if contrast(colour, ground) < 3
    } == {}


def test_the_themes_define_the_same_colours() -> None:
    """A colour that is missing in one would stop the app in that one only."""
    names = [set(theme.variables) for theme in THEMES.values()]
    assert names[0] == names[1] == names[2]
    assert names[0] <= set(PLAIN.variables)
    for theme in (*THEMES.values(), PLAIN):
        for name in ("primary", "accent", "foreground", "background", "surface", "panel", "error", "warning"):
            assert getattr(theme, name), (theme.name, name)


def test_every_look_has_its_colour() -> None:
    """In every theme, and nothing beyond the looks."""
    assert all(set(colours) == set(Look) for colours in LOOKS.values())
    assert set(LOOKS_OF_KINDS.values()) <= set(Look)


def test_every_colour_is_used() -> None:
    """A name that no style has left is dead."""
    styles = "\n".join(path.read_text(encoding="utf-8") for path in STYLES.glob("*.tcss"))
    used = set(re.findall(r"\$([a-z-]+)", styles))
    assert set(THEMES["dark"].variables) <= used


def colours_of(desk: Desk) -> set[str]:
    """Return every colour on the screen, but the terminal's own."""
    found = set()
    for strip in desk.app.screen._compositor.render_strips():  # noqa: SLF001  # as the desk reads it
        for segment in strip:
            found |= colours_in(segment.style)
    return found


def colours_in(style: Style | None) -> set[str]:
    """Return the colours that a terminal would be told for `style`, but its own."""
    if style is None:
        return set()
    told = [each for each in (style.color, style.bgcolor) if each is not None]
    return {each.name for each in told if not each.is_default}


async def test_without_colours_none_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR holds on every screen of a session; bold and reversed letters may stay."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with Desk(tmp_path).open() as desk:
        assert colours_of(desk) == set()
        await start(desk, "desk reset", "2")
        for span in (0, 12 * SECOND, 15 * SECOND):
            await desk.after(span)
            assert colours_of(desk) == set()
        await desk.press("p", "5")
        assert colours_of(desk) == set()
        await desk.press("1")
        assert colours_of(desk) == set()
        await desk.press("s", "n")
        assert colours_of(desk) == set()


async def test_with_colours_some_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that the test above looks where colours would be."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    async with Desk(tmp_path).open() as desk:
        assert len(colours_of(desk)) > 3


async def test_without_colours_a_pause_still_differs_from_a_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its word and its sign."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with Desk(tmp_path).open() as desk:
        await start(desk, "desk reset", "2")
        assert "○  GET READY" in desk.text()
        await desk.after(12 * SECOND)
        assert "●  TAKE YOUR TIME" in desk.text()
        await desk.press("space")
        assert "‖  PAUSED" in desk.text()
