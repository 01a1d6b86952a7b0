"""The two plots of the history, drawn with plotext in the colours of the theme.

Apart from the screen because whoever asks for no plot must not wait for plotext. A plot is drawn anew for each size:
how many labels there is room for depends on it.
"""

from __future__ import annotations

from collections import Counter
from itertools import count, takewhile
from typing import TYPE_CHECKING, ClassVar

from textual_plotext import PlotextPlot

from unbend.ui.history_words import MARKERS
from unbend.units import MINUTE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from textual.app import RenderResult
    from textual.color import Color
    from textual_plotext import Plot

    from unbend.history.trends import PainPoint, Week

    Colour = tuple[int, int, int] | int | str

_MOST_NRS = 10
_WEEK_DAYS = 7
_LABEL_CELLS = 8
"""A label such as "29 Dec" with some room around it."""
_SCALE_CELLS = 4
"""What the numbers of the scale and its line take of the width."""
_THICKEST = 0.65
_STEPS = (1, 2, 5, 10, 15, 20, 30, 60, 120, 240, 600, 1200, 2400)
"""Minutes from one line of the scale to the next."""


class _ThemedPlot(PlotextPlot):
    """A plot on the ground and in the colours that the style sheet gives it."""

    def __init__(self, *, id: str) -> None:  # noqa: A002  # Textual's name for it
        super().__init__(id=id)
        # Plotext's own colours for ground and axes would be painted over the theme's; in "clear" it paints neither.
        self.theme = "textual-clear"

    def render(self) -> RenderResult:
        """Draw for the size that it has now."""
        self.plt.clear_figure()
        width, height = self.size
        self.plt.plotsize(width, height)
        self.plt.xaxes(lower=True, upper=False)
        self.plt.yaxes(left=True, right=False)
        self.draw(self.plt, width, height)
        return super().render()

    def draw(self, plt: Plot, width: int, height: int) -> None:
        """Draw into `plt`, `width` by `height` cells with the axes."""
        raise NotImplementedError

    def colour(self, part: str) -> Colour:
        """Return the colour of a component class."""
        return _of_plotext(self.get_component_styles(part).color)


class WeekPlot(_ThemedPlot):
    """Minutes by week, a bar each with its number over it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"plot--bar", "plot--number"}

    def __init__(self, *, id: str) -> None:  # noqa: A002  # Textual's name for it
        super().__init__(id=id)
        self._weeks: tuple[Week, ...] = ()

    def show(self, weeks: tuple[Week, ...]) -> None:
        """Show `weeks`."""
        self._weeks = weeks
        self.refresh()

    def draw(self, plt: Plot, width: int, height: int) -> None:
        """Draw the bars."""
        minutes = [week.performed_ms / MINUTE for week in self._weeks]
        if not minutes:
            return
        rows = max(height - 3, 2)  # from the lowest row of the plot to its highest, which is left to a number
        top = max(*minutes, 1) * rows / (rows - 1)
        step = next((step for step in _STEPS if top <= step * max(rows // 2, 1)), _STEPS[-1])
        cells = max((width - _SCALE_CELLS) / len(minutes), 1)
        thick = min(max(int(cells) - 2, 1) / cells, _THICKEST)  # two cells apart, because rounding may take one
        plt.bar(list(range(len(minutes))), minutes, width=thick, color=self.colour("plot--bar"))
        plt.ylim(0, top)
        plt.xlim(-0.5, len(minutes) - 0.5)
        _mark_scale(plt, takewhile(lambda mark: mark <= top, count(0, step)))
        _mark_weeks(plt, [week.monday for week in self._weeks], list(range(len(minutes))), width)
        colour, ground = self.colour("plot--number"), _of_plotext(self.styles.background)
        for place, number in enumerate(minutes):
            if number:
                row = min(round(number / top * rows) + 1, rows)
                text = str(int(number)) if number >= 1 else "<1"
                plt.text(text, place, row * top / rows, colour, ground, alignment="center")


class PainPlot(_ThemedPlot):
    """What was said about pain over the weeks, each kind of number in a shape and a colour of its own."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"plot--before", "plot--worst", "plot--after"}

    def __init__(self, *, id: str) -> None:  # noqa: A002  # Textual's name for it
        super().__init__(id=id)
        self._points: tuple[PainPoint, ...] = ()
        self._mondays: list[date] = []

    def show(self, points: tuple[PainPoint, ...], weeks: tuple[Week, ...]) -> None:
        """Show `points`, the earliest first, over `weeks`."""
        self._points = points
        self._mondays = [week.monday for week in weeks]
        self.refresh()

    def draw(self, plt: Plot, width: int, height: int) -> None:
        """Draw the points."""
        if not self._mondays:
            return
        plt.xlim(0, len(self._mondays) * _WEEK_DAYS)
        plt.ylim(0, _MOST_NRS)
        _mark_scale(plt, range(0, _MOST_NRS + 1, 2 if height > _MOST_NRS else 5))
        _mark_weeks(plt, self._mondays, [number * _WEEK_DAYS for number in range(len(self._mondays))], width)
        places = _places(self._points, self._mondays[0])
        for what, marker in MARKERS.items():
            said = [(place, getattr(point, what)) for place, point in zip(places, self._points, strict=True)]
            shown = [(place, nrs) for place, nrs in said if nrs is not None]
            if shown:
                xs, ys = [place for place, _ in shown], [nrs for _, nrs in shown]
                plt.scatter(xs, ys, marker=marker, color=self.colour(f"plot--{what}"))


def _of_plotext(colour: Color) -> Colour:
    """Return `colour` as plotext takes it: three numbers, or one for a colour of the terminal's own sixteen."""
    if colour.ansi is None:
        return colour.rgb
    return colour.ansi if colour.ansi >= 0 else "default"


def _places(points: Sequence[PainPoint], first: date) -> list[float]:
    """Return where each point lies, in days after `first`; those of one day lie evenly over it."""
    on_day = Counter(point.day for point in points)
    told: Counter[date] = Counter()
    places = []
    for point in points:
        told[point.day] += 1
        places.append((point.day - first).days + told[point.day] / (on_day[point.day] + 1))
    return places


def _mark_scale(plt: Plot, marks: Iterable[int]) -> None:
    """Label the scale at the left."""
    placed: list[float] = [*marks]
    plt.yticks(placed, [f"{mark:.0f}" for mark in placed])


def _mark_weeks(plt: Plot, mondays: Sequence[date], places: Sequence[float], width: int) -> None:
    """Label as many weeks as there is room for, counted back from the last one."""
    every = max(-(-_LABEL_CELLS * len(mondays) // max(width - _SCALE_CELLS, 1)), 1)
    chosen = range(len(mondays) - 1, -1, -every)
    plt.xticks([places[number] for number in chosen], [f"{mondays[n].day} {mondays[n]:%b}" for n in chosen])
