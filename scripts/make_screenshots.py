"""Take the pictures of the documentation by driving the app. With `--check`, only say whether they show what is.

The app runs on a clock of its own, so the pictures are the same whenever they are taken. They are compared by their
words: another version of Textual numbers an SVG differently without looking so.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import sys
import tempfile
from collections.abc import Awaitable, Callable
from html import unescape
from pathlib import Path
from typing import TypeAlias

from tests.ui.desk import LARGE, SMALL, USUAL, Desk
from tests.ui.scenes import go_to, start
from tests.ui.work_desk import WorkDesk

from unbend.engine.plan import PhaseKind
from unbend.figure.raster import ACROSS, DOWN, dots_of
from unbend.settings import Settings
from unbend.units import MINUTE

Way: TypeAlias = Callable[[Desk], Awaitable[object]]

MIDDLE = (100, 30)
PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
TOP, LINE = 1.5, 24.4
"""Where Textual's picture of a terminal begins, and how high a line is."""
_LINE_OF_TEXT = re.compile(
    r'<text class="([^"]*)" x="([^"]*)" y="[^"]*" textLength="([^"]*)"[^>]*line-(\d+)\)">([^<]*)</text>'
)
FONT = 'Consolas, "DejaVu Sans Mono", Menlo, monospace'


async def _hold(desk: Desk) -> None:
    await start(desk, "shoulders and neck")
    await go_to(desk, PhaseKind.SWITCH)
    await go_to(desk, PhaseKind.HOLD, into=2_000)


async def _floor(desk: Desk) -> None:
    await start(desk, "physio")
    await desk.press("n", "n", "n")
    await go_to(desk, PhaseKind.HOLD, into=2_000)


async def _bend(desk: Desk) -> None:
    await start(desk, "gentle strength chair")
    await desk.press("n")
    await go_to(desk, PhaseKind.HOLD, into=2_000)


async def _breath(desk: Desk) -> None:
    await start(desk, "six breaths")
    await go_to(desk, PhaseKind.BREATHE_IN, into=2_500)


async def _body_map(desk: Desk) -> None:
    await _hold(desk)
    await desk.press("p", "5", "1", "down", "down")


async def _offers(desk: Desk) -> None:
    await _hold(desk)
    await desk.press("p", "5", "1", "n", "n")


async def _summary(desk: Desk) -> None:
    await _offers(desk)
    await desk.press("enter", "space")
    await desk.after(3_000)
    await desk.to_the_end()
    await desk.press("2")


async def _library(desk: Desk) -> None:
    await desk.press("down")


async def _work(desk: Desk) -> None:
    assert isinstance(desk, WorkDesk)  # noqa: S101  # as AT_WORK has it
    await desk.work_for(6 * MINUTE)


async def _due(desk: Desk) -> None:
    assert isinstance(desk, WorkDesk)  # noqa: S101  # as AT_WORK has it
    await desk.work_for(20 * MINUTE)


SHOTS: dict[str, tuple[Way, tuple[int, int], Settings]] = {
    "library": (_library, LARGE, Settings()),
    "player": (_hold, LARGE, Settings()),
    "player-light": (_hold, LARGE, Settings(theme="light")),
    "player-100x30": (_floor, MIDDLE, Settings()),
    "player-100x30-light": (_floor, MIDDLE, Settings(theme="light")),
    "player-80x24": (_bend, USUAL, Settings()),
    "player-80x24-light": (_bend, USUAL, Settings(theme="light")),
    "breath": (_breath, USUAL, Settings()),
    "contrast": (_hold, USUAL, Settings(theme="contrast")),
    "small": (_hold, SMALL, Settings()),
    "body-map": (_body_map, USUAL, Settings()),
    "offers": (_offers, USUAL, Settings()),
    "summary": (_summary, USUAL, Settings()),
    "work": (_work, LARGE, Settings()),
    "work-80x24": (_work, USUAL, Settings()),
    "break-due": (_due, LARGE, Settings(theme="light")),
    "break-due-80x24": (_due, USUAL, Settings()),
}
AT_WORK = (_work, _due)


async def take(way: Way, size: tuple[int, int], settings: Settings) -> str:
    """Return the picture at the end of `way` as SVG."""
    with tempfile.TemporaryDirectory() as home:
        make = WorkDesk if way in AT_WORK else Desk
        async with make(Path(home), settings=settings).open(size) as desk:
            desk.player.status = "sound: on"
            await way(desk)
            return plain(desk.app.export_screenshot(title="Unbend"))


def plain(svg: str) -> str:
    """Return `svg` without the fonts it would fetch from elsewhere, and without what Textual says of itself."""
    svg = re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    svg = re.sub(r"\s*<!--.*?-->", "", svg, flags=re.DOTALL)
    svg = re.sub(r"font-family: [^;]*;", f"font-family: {FONT};", svg)
    svg = _LINE_OF_TEXT.sub(_dots, svg)
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


def _dots(found: re.Match[str]) -> str:
    """Return a text of braille as the dots it means: no font can be trusted to have them in the grid of the cells."""
    name, x, length, line, text = found.groups()
    letters = unescape(text).replace("\xa0", " ")
    if not any("\u2800" < letter <= "\u28ff" for letter in letters):
        return found[0]
    across = float(length) / len(letters) / ACROSS
    left, top = float(x) + 1, TOP + int(line) * LINE + 1
    dots = "".join(
        f"M{left + (column * ACROSS + right) * across:.1f} {top + down * LINE / DOWN:.1f}h4v4h-4z"
        for column, letter in enumerate(letters)
        for right, down in dots_of(letter)
    )
    return f'<path class="{name}" d="{dots}"/>'


def words(svg: str) -> str:
    """Return what there is to read in `svg`."""
    return "\n".join(unescape(text).replace("\xa0", " ") for text in re.findall(r"<text[^>]*>([^<]*)</text>", svg))


def main() -> int:
    """Take the pictures, or check them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="exit 1 if a picture shows what is no more")
    is_check = parser.parse_args().check
    os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
    os.environ.pop("NO_COLOR", None)
    stale = []
    for name, (way, size, settings) in SHOTS.items():
        file = PICTURES / f"{name}.svg"
        picture = asyncio.run(take(way, size, settings))
        if not is_check:
            file.parent.mkdir(exist_ok=True)
            file.write_text(picture, encoding="utf-8")
        elif not file.exists() or words(file.read_text(encoding="utf-8")) != words(picture):
            stale.append(file.name)
    if stale:
        print(f"out of date: {', '.join(stale)}; run python -m scripts.make_screenshots")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
