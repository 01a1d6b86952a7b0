"""The picture of a session: head, row of steps, the figure's place, clock and words. Shows a face; knows no more.

Each part is handed on only when it has changed, and only what may take more or fewer rows than before is laid out
again.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from textual.containers import Container, Horizontal, Vertical, VerticalScroll

from unbend.ui.widgets.band import Band
from unbend.ui.widgets.bars import Bar, StepRow
from unbend.ui.widgets.clock import Clock
from unbend.ui.widgets.figure_view import FigureView
from unbend.ui.widgets.line import Line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

    from unbend.figure.scene import Moment, Scene
    from unbend.ui.face import Face

_NARROWEST = 20
LEAST_ROWS = 6
"""A figure of fewer rows shows nothing; the words below it do."""
_NOT_LAID_OUT_YET = 1_000


class _Words(VerticalScroll):
    """Scrolls what there is to read, and calls `then` when its lines end elsewhere than before."""

    def __init__(self, then: Callable[[], None]) -> None:
        super().__init__(id="words", can_focus=False)
        self._then = then

    def on_resize(self) -> None:
        """Break the lines anew."""
        self.call_after_refresh(self._then)


class Stage(Vertical):
    """Shows a `Face`."""

    def __init__(self) -> None:
        super().__init__(id="stage")
        self._lines: dict[str, Line] = {}
        self._how: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """Yield the parts."""
        with Horizontal(id="head"):
            yield Line(id="title")
            yield Line(id="progress")
            yield Line(id="sound")
        yield StepRow(id="steps")
        with Horizontal(id="main"):
            with Vertical(id="figure"):
                yield FigureView(id="picture")
                yield Line(id="posture", yields=True)
                yield Line(id="areas", yields=True)
            with Vertical(id="work"):
                yield Band(id="band")
                yield Bar(id="bar")
                with Container(id="top"):
                    yield Clock(id="clock")
                    yield Line(id="name")
                with _Words(self._tell_how):
                    yield Line(id="note", yields=True)
                    yield Line(id="caution", yields=True)
                    yield Line(id="how", yields=True)
                yield Line(id="next")

    def on_mount(self) -> None:
        """Find the lines once; they are told something each second."""
        self._lines = {line.id: line for line in self.query(Line) if line.id}

    def show(self, face: Face, sound: str) -> None:
        """Show `face`, and `sound` as what is to be said of the sound."""
        self.query_one(Band).show(f"{face.shape}  {face.word.upper()}", face.hint or face.where, face.look)
        self.query_one(Clock).show(face.digits, face.left, face.look, is_last=face.is_last)
        self.query_one(Bar).show(face.filled, face.breath, face.look)
        self.query_one(StepRow).show(face.marks)
        self._tell("title", face.title)
        self._tell("progress", face.progress)
        self._tell("sound", sound)
        self._tell("name", face.name)
        self._tell("note", face.note)
        self._tell("caution", face.caution)
        self._tell("next", face.next)
        self._tell("posture", face.posture)
        self._tell("areas", f"For {face.areas}." if face.areas else "")
        if face.how != self._how:
            self._how = face.how
            self._tell_how()

    @property
    def has_room_for_figure(self) -> bool:
        """Whether there is a place for the figure in a window of this size."""
        picture = self.query_one(FigureView)
        return picture.display and picture.size.height >= LEAST_ROWS

    def show_figure(self, scene: Scene | None, moment: Moment | None) -> None:
        """Show `scene` at `moment`; without one there are only words in its place."""
        self.query_one(FigureView).show(scene, moment)

    def show_twin(self, sign: str) -> None:
        """Show `sign` beside the sound that is heard now."""
        self.query_one(Clock).show_twin(sign)

    def _tell_how(self) -> None:
        """Show the instructions by number, the second row of each below the first and not below its number."""
        if not self._how:
            return
        known = self.query_one("#words").scrollable_content_region.width
        width = max(known, _NARROWEST) if known else _NOT_LAID_OUT_YET
        self._tell("how", "\n".join(_numbered(self._how, width)))

    def _tell(self, place: str, text: str) -> None:
        self._lines[place].show(text)


def _numbered(lines: Sequence[str], width: int) -> list[str]:
    rows = (textwrap.fill(line, width - 3, break_long_words=False) for line in lines)
    hanging = (textwrap.indent(row, "   ").lstrip() for row in rows)
    return [f"{number}  {row}" for number, row in enumerate(hanging, start=1)]
