"""The animated figure: shows one moment of one scene, in the theme's colours, and paints only the cells that change."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.strip import Strip

from unbend.figure.shapes import Ink
from unbend.ui.widgets.painted import Painted

if TYPE_CHECKING:
    from unbend.figure.raster import Run
    from unbend.figure.scene import Moment, Scene

_STYLE_OF = {ink: f"figure--{ink.name.lower().replace('_', '-')}" for ink in Ink if ink}
_MOST_KEPT = 160
"""Pictures kept, so that a second round of walking costs no drawing: the longest round has fewer."""


class FigureView(Painted):
    """Shows a figure as large as its region allows; nothing where there is none."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(_STYLE_OF.values())

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's name for it
        super().__init__(id=id)
        self._scene: Scene | None = None
        self._moment: Moment | None = None
        self._kept: dict[tuple[Moment, int, int], list[list[Run]]] = {}

    def show(self, scene: Scene | None, moment: Moment | None) -> None:
        """Show `scene` at `moment`."""
        if scene is self._scene and moment == self._moment:
            return
        if scene is not self._scene:
            self._kept.clear()
        self._scene, self._moment = scene, moment
        self.repaint()

    def render_line(self, y: int) -> Strip:
        """Return row `y` of the picture."""
        width = self.size.width
        if self._scene is None or self._moment is None or not width:
            return Strip.blank(width, self.rich_style)
        row = self._rows(self._scene, self._moment)[y]
        return Strip(
            [Segment(text, self.style_of(_STYLE_OF[ink]) if ink else self.rich_style) for text, ink in row], width
        )

    def _rows(self, scene: Scene, moment: Moment) -> list[list[Run]]:
        width, height = self.size
        key = (moment, width, height)
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= _MOST_KEPT:
                del self._kept[next(iter(self._kept))]
            found = self._kept[key] = scene.rows(width, height, moment)
        return found
