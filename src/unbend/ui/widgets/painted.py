"""Widgets that draw their own rows and put what has changed of them on the screen at once.

Textual composes every widget on the screen anew for one digit that changes, and the picture of a pause waits for its
next frame. A painted widget writes the changed cells itself, and keeps its rows such that whenever Textual draws them,
for a resize or below a question, the same picture stands there.

Writing past the compositor uses names that Textual does not promise, so all of it is in this file. Where one of them is
missing, or the screen is not simply there to be drawn on, the widget asks for a refresh as any other does;
`tests/ui/widgets/test_painted.py` fails where that has become the rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.control import Control
from textual._ansi_sequences import SYNC_END, SYNC_START
from textual.dom import NoScreen
from textual.errors import NoWidget
from textual.geometry import Region
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.style import Style
    from textual.geometry import Offset
    from textual.strip import Strip


class Painted(Widget):
    """Subclasses say in `render_line` what a row looks like, and call `repaint` after a change."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's name for it
        super().__init__(id=id)
        self._painted: list[Strip] = []
        self._styles_of: dict[str, Style] = {}

    def style_of(self, component: str) -> Style:
        """Return the style of a component class, looked up once."""
        found = self._styles_of.get(component)
        if found is None:
            found = self._styles_of[component] = self.get_component_rich_style(component)
        return found

    def notify_style_update(self) -> None:
        """Look the styles up again."""
        self._styles_of.clear()
        super().notify_style_update()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the rows of `crop`; nothing is cached, so that no row can be an old one."""
        filters = self.get_line_filters()
        background = self.background_colors[1]
        rows = []
        for y in range(crop.y, crop.bottom):
            row = self.render_line(y)
            if crop.x or crop.right < row.cell_length:
                row = row.crop(crop.x, crop.right)
            for each in filters:
                row = row.apply_filter(each, background)
            rows.append(row)
        return rows

    def repaint(self) -> None:
        """Show what has changed since the last time."""
        before, self._painted = self._painted, self.render_lines(Region(0, 0, *self.size))
        changes = _changes(before, self._painted)
        if changes is None:
            self.refresh()
        elif changes and not self._paint(changes):
            self.refresh(*(Region(x, y, row.cell_length, 1) for x, y, row in changes))

    def _paint(self, changes: list[tuple[int, int, Strip]]) -> bool:
        """Write `changes` to the terminal, unless that is for Textual to do; return whether it was done."""

        def text(place: Offset) -> str:
            console = self.app.console
            pieces = (
                f"{Control.move_to(place.x + column, place.y + row)}{strip.render(console)}"
                for column, row, strip in changes
            )
            return "".join(pieces)

        return self.write_there(text)

    def write_there(self, text_at: Callable[[Offset], str]) -> bool:
        """Write what `text_at` makes for the place where this widget stands, unless that is for Textual to do.

        Return whether it was done.
        """
        try:
            app, screen = self.app, self.screen
            driver = app._driver  # noqa: SLF001  # see above
            if driver is None or app.is_headless or app.is_inline or app._batch_count or app.screen is not screen:  # noqa: SLF001
                return False
            if screen._layout_required or screen._repaint_required:  # noqa: SLF001  # all of it is drawn soon
                return False
            place = screen.find_widget(self)
            if place.region.size != self.size or place.visible_region != place.region:
                return False
            begin, end = (SYNC_START, SYNC_END) if app._sync_available else ("", "")  # noqa: SLF001
            driver.write(f"{begin}{text_at(place.region.offset)}{Control.move_to(*app.cursor_position)}{end}")
            driver.flush()
        except (AttributeError, NoScreen, NoWidget):
            return False
        return True


def _changes(before: list[Strip], after: list[Strip]) -> list[tuple[int, int, Strip]] | None:
    """Return the pieces of `after` that differ, each with its column and row; None where nothing can be compared."""
    if len(before) != len(after):
        return None
    found = []
    for y, (old, new) in enumerate(zip(before, after, strict=True)):
        if old == new:
            continue
        if old.cell_length != new.cell_length:
            return None
        differing = [n for n, (one, other) in enumerate(zip(_cells(old), _cells(new), strict=True)) if one != other]
        if differing:
            left, right = differing[0], differing[-1] + 1
            found.append((left, y, new.crop(left, right)))
    return found


def _cells(row: Strip) -> list[tuple[str, Style | None]]:
    """Return what stands in each cell; rows that are painted have no letter of two cells."""
    return [(letter, style) for text, style, _ in row for letter in text]
