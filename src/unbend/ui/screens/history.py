"""What was done and what hurt: by day, by week, over time, by exercise and by side."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.containers import Vertical, VerticalScroll
from textual.widgets import ContentSwitcher, Static, Tab, Tabs

from unbend.errors import HistoryUnavailable
from unbend.ui import history_words as words
from unbend.ui.base import UnbendScreen
from unbend.ui.keys import Place, bindings
from unbend.ui.past import Past, look_back
from unbend.ui.plots import PainPlot, WeekPlot
from unbend.ui.widgets.key_row import KeyRow
from unbend.ui.widgets.line import Line

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

VIEWS = {"days": "Days", "weeks": "Weeks", "pain": "Pain", "exercises": "Exercises", "sides": "Sides"}
_MARGINS = 3
"""Cells of a row that are not text: a space at each side, and the scroll bar."""


class Views(Tabs, can_focus=False):
    """The names of the views; led by the screen, so that no key waits for the focus to move."""


class HistoryScreen(UnbendScreen[None]):
    """Shows the history as it stood when the screen was opened."""

    CSS_PATH = "../history.tcss"
    BINDINGS: ClassVar = bindings(Place.HISTORY)

    def __init__(self) -> None:
        super().__init__(id="history")
        self._past: Past | None = None

    def parts(self) -> ComposeResult:
        """Yield the views, each a head that stays and a text that scrolls."""
        with Vertical(id="past", classes="-empty"):
            yield Static("History", id="title", markup=False)
            yield Line(id="message", yields=True)
            yield Views(*(Tab(title, id=f"{view}-tab") for view, title in VIEWS.items()), id="views")
            with ContentSwitcher(initial="days-view", id="view"):
                for view in VIEWS:
                    yield from self._view(view)
        yield KeyRow(Place.HISTORY)

    def _view(self, view: str) -> ComposeResult:
        with Vertical(id=f"{view}-view"):
            yield Line(id=f"{view}-head").add_class("head")
            with VerticalScroll(id=f"{view}-scroll", can_focus=False):
                if view == "weeks":
                    yield WeekPlot(id="week-plot")
                elif view == "pain":
                    yield PainPlot(id="pain-plot")
                yield Static(id=f"{view}-text", markup=False)

    def on_mount(self) -> None:
        """Read the history once the frame is out."""
        self._read()

    def say(self, sentence: str) -> None:
        """Show `sentence` above everything."""
        self.query_one("#message", Line).show(sentence)

    @work(exclusive=True)
    async def _read(self) -> None:
        services = self.unbend.services
        try:
            past = await asyncio.to_thread(look_back, services.history_file, services.clock.wall().date())
        except HistoryUnavailable as error:
            sentence = f"{error}. It was left as it is."
            self.say(sentence[:1].upper() + sentence[1:])
            return
        if past is None:
            self.say(words.NOTHING_YET)
            return
        self._past = past
        self.query_one("#past").remove_class("-empty")
        self.query_one(WeekPlot).show(past.weeks)
        self.query_one(PainPlot).show(past.pain, past.weeks)
        self.query_one("#pain-plot").set_class(not past.pain, "-unneeded")
        self._tell()

    def on_resize(self) -> None:
        """Write the lines as wide as they may be now."""
        self._tell()

    def _tell(self) -> None:
        past, width = self._past, max(self.size.width - _MARGINS, 20)
        if past is None:
            return
        heads = {
            "days": words.days_head(past),
            "weeks": words.weeks_head(past),
            "pain": words.pain_head() if past.pain else "",
            "exercises": words.exercises_head(width) if past.exercises else "",
            "sides": words.sides_head(past) if past.sides.exercises else "",
        }
        texts = {
            "days": words.days_text(past, width),
            "weeks": words.weeks_text(past),
            "pain": words.pain_text(past, width) if past.pain else words.NO_PAIN_SAID,
            "exercises": words.exercises_text(past, width) if past.exercises else words.NO_STEPS,
            "sides": words.sides_text(past, width) if past.sides.exercises else words.NO_SIDES,
        }
        for view in VIEWS:
            self.query_one(f"#{view}-head", Line).show(heads[view])
            self.query_one(f"#{view}-text", Static).update(texts[view])

    # Keys

    @property
    def _shown(self) -> str:
        """The view that is shown."""
        return self.query_one(Views).active.removesuffix("-tab") or next(iter(VIEWS))

    def on_tabs_tab_activated(self) -> None:
        """Show the view that was chosen."""
        self.query_one(ContentSwitcher).current = f"{self._shown}-view"

    def on_key(self, event: events.Key) -> None:
        """Scroll, or go to another view."""
        views = self.query_one(Views)
        scroll = self.query_one(f"#{self._shown}-scroll", VerticalScroll)
        moves = {
            "up": scroll.scroll_up,
            "down": scroll.scroll_down,
            "pageup": scroll.scroll_page_up,
            "pagedown": scroll.scroll_page_down,
            "home": scroll.scroll_home,
            "end": scroll.scroll_end,
        }
        if event.key in moves:
            moves[event.key](animate=False)
        elif event.key == "left":
            views.action_previous_tab()
        elif event.key == "right":
            views.action_next_tab()
        else:
            return
        event.stop()
