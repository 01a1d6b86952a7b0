"""Where one picks a routine: the list, what is in the one that is marked, and a filter."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from unbend.pain import words
from unbend.routine.early import is_early
from unbend.ui.base import USUAL_WIDTH, UnbendScreen
from unbend.ui.finding import matches, nothing_found
from unbend.ui.keys import Place, bindings
from unbend.ui.listing import preview, row
from unbend.ui.shelf import Shelf, glance, look, moved_words, stamp
from unbend.ui.widgets.key_row import KeyRow
from unbend.ui.widgets.line import Line

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from textual.app import ComposeResult
    from textual.timer import Timer

    from unbend.routine.catalogue import Entry
    from unbend.routine.suggest import Suggestion

LOOKS_EVERY_S = 2.0
"""How soon a new file is seen."""
_AROUND_A_ROW = 3
"""Cells beside a row of the list that are not the preview's."""


class Routines(OptionList):
    """The list; whatever takes rows from it, what is marked stays in sight."""

    def on_resize(self) -> None:
        """Scroll to what is marked."""
        self.scroll_to_highlight()


class LibraryScreen(UnbendScreen[None]):
    """Lists every routine; broken ones with their problems."""

    AUTO_FOCUS = "#routines"
    BINDINGS: ClassVar = bindings(Place.LIBRARY)

    def __init__(self) -> None:
        super().__init__()
        self._shelf = Shelf((), {}, "")
        self._stamp: object = None
        self._day: date | None = None
        """The day of which the shelf tells."""
        self._width = 0
        """Cells in a row of the list."""
        self._previewed: object = None
        """What the preview shows."""
        self._careful: tuple[str, ...] = ()
        """What the order of the list is careful with."""
        self._timer: Timer | None = None
        self._is_back = False
        """Whether it was left before: the first look is made when the first frame is out."""

    def parts(self) -> ComposeResult:
        """Yield the filter, the list and the preview."""
        yield Line("Unbend", id="title")
        yield Input(placeholder="press / to filter: neck, chair, gentle, under 10 ...", id="filter", compact=True)
        with Horizontal(id="main"):
            yield Routines(id="routines")
            with VerticalScroll(id="preview", can_focus=False):
                yield Static(id="preview-text")
        yield Line(id="moved", yields=True)
        yield Line(id="message", yields=True)
        yield Static(words.NOTICE, id="notice", markup=False)
        yield KeyRow(Place.LIBRARY)

    def on_mount(self) -> None:
        """Fill the list with what is known, and look at the disk once the first frame is out."""
        services = self.unbend.services
        self._shelf = glance(services.folders(), services.index_file) or self._shelf
        self._width = _usual_width(self.app.size.width)
        self._fill()
        self.call_after_refresh(self.look)
        if not services.is_driven:
            self._timer = self.set_interval(LOOKS_EVERY_S, self.look_again)

    def on_screen_suspend(self) -> None:
        """Look no more while something else is shown."""
        if self._timer is not None:
            self._timer.pause()

        self._is_back = True

    def on_screen_resume(self) -> None:
        """Look again; a session may have been done meanwhile."""
        if self._timer is not None:
            self._timer.resume()
        if self._is_back:
            self.look()

    def say(self, sentence: str) -> None:
        """Show `sentence` below the list."""
        self.query_one("#message", Line).show(sentence)

    # The list

    @work(exclusive=True, group="stamp")
    async def look_again(self) -> None:
        """Look whether there is anything new, and tell what suits now."""
        is_new = await asyncio.to_thread(lambda: stamp(self.unbend.services.folders())) != self._stamp
        if is_new or self._day != self.unbend.services.clock.wall().date():
            self.look()
        else:
            self._show_now()  # the hour may be another

    @work(exclusive=True)
    async def look(self) -> None:
        """Read what there is, off the loop: a thousand changed files take seconds."""
        services = self.unbend.services
        folders = services.folders()
        self._stamp = await asyncio.to_thread(stamp, folders)
        today = services.clock.wall().date()
        is_other_day, self._day = self._day not in (None, today), today
        shelf = await asyncio.to_thread(look, folders, services.index_file, services.history_file, today)
        if shelf != self._shelf or is_other_day or self._careful != self.unbend.settings.careful:
            self._shelf = shelf
            self._fill()
        self._show_now()
        if shelf.trouble:
            self.say(shelf.trouble)

    def on_resize(self) -> None:
        """Write the rows as wide as they may be now."""
        width = self.query_one("#routines").scrollable_content_region.width
        if width and width != self._width:
            self._width = width
            self._fill()
            if self._stamp is not None:
                self._show_now()

    def _fill(self, *, is_new_search: bool = False) -> None:
        routines = self.query_one("#routines", OptionList)
        marked = self._marked()
        self._careful = self.unbend.settings.careful
        shown = matches(self._shelf.entries, self.query_one("#filter", Input).value, self._careful)
        today = self.unbend.services.clock.wall().date()
        routines.clear_options()
        routines.add_options(
            Option(row(entry, self._width, self._shelf.last_done.get(entry.id), today), id=entry.id) for entry in shown
        )
        if shown:
            routines.highlighted = 0 if is_new_search else _place_of(marked, shown)
        self._show_preview(self._entry())

    def _marked(self) -> str | None:
        routines = self.query_one("#routines", OptionList)
        if routines.highlighted is None:
            return None
        return routines.get_option_at_index(routines.highlighted).id

    def _entry(self) -> Entry | None:
        marked = self._marked()
        return next((entry for entry in self._shelf.entries if entry.id == marked), None)

    def on_option_list_option_highlighted(self) -> None:
        """Show what is in the routine that is marked now."""
        self._show_preview(self._entry())

    def _show_preview(self, entry: Entry | None) -> None:
        typed = self.query_one("#filter", Input).value
        now, settings = self.unbend.services.clock.wall(), self.unbend.settings
        moment = (now.date(), is_early(settings.wake_time, now))
        shown = (entry, self._shelf.last_done, self._careful, moment, typed if entry is None else "")
        if shown == self._previewed:
            return
        self._previewed = shown
        text = Content("")
        if entry is None and typed:
            text = Content(nothing_found(self._shelf.entries, typed))
        if entry is not None:
            told = preview(entry, settings, self._shelf.last_done.get(entry.id), now)
            text = Content("\n\n").join([Content.styled(entry.title, "bold"), told])
        self.query_one("#preview-text", Static).update(text)
        self.query_one("#preview", VerticalScroll).scroll_home(animate=False)

    # What is suggested

    def _suggest(self, answered: str | None = None) -> Suggestion:
        from unbend.ui.suggestions import suggested  # noqa: PLC0415  # not part of the first frame

        return suggested(self._shelf, self.unbend.settings, self.unbend.services.clock.wall(), answered)

    def _show_now(self) -> None:
        from unbend.ui.suggestions import top_line  # noqa: PLC0415  # as above

        title = self.query_one("#title", Line)
        title.show(top_line(self._suggest(), title.content_size.width))
        self.query_one("#moved", Line).show(moved_words(self._shelf, self.unbend.services.clock.wall()))
        self._show_preview(self._entry())

    def action_mark_now(self) -> None:
        """Mark what suits now, and say why."""
        self._mark(self._suggest())

    def action_ask_situation(self) -> None:
        """Ask what it is like, and mark what suits that."""
        from unbend.ui.screens.ask import Ask  # noqa: PLC0415  # as above
        from unbend.ui.suggestions import ANSWERS, KEYS, QUESTION  # noqa: PLC0415  # as above

        question = Ask(QUESTION, "", ANSWERS, keys=KEYS)
        question.add_class("-long")
        self.unbend.ask(question, self._take_situation)

    def _take_situation(self, answered: str | None) -> None:
        if answered is not None:
            self._mark(self._suggest(answered))

    def _mark(self, suggestion: Suggestion) -> None:
        """Mark the first of what is suggested, and say why; a filter that hides it is cleared."""
        from unbend.ui.suggestions import answer  # noqa: PLC0415  # as above

        self.say(answer(suggestion, self._careful))
        if not suggestion.routines:
            return
        wanted = suggestion.routines[0].id
        routines, field = self.query_one("#routines", OptionList), self.query_one("#filter", Input)
        if wanted not in (option.id for option in routines.options):
            field.value = ""
            self._fill()
        routines.highlighted = routines.get_option_index(wanted)
        self.set_focus(routines)

    # Keys

    def action_filter(self) -> None:
        """Let the person type."""
        self.set_focus(self.query_one("#filter"))  # at once: what is typed right after must not be taken for keys

    def on_input_changed(self) -> None:
        """Show what goes by what was typed, the best of it marked; with nothing typed the mark stays."""
        self._fill(is_new_search=bool(self.query_one("#filter", Input).value))

    def on_input_submitted(self) -> None:
        """Go from the filter to the list."""
        self.set_focus(self.query_one("#routines"))

    def action_clear_or_leave(self) -> None:
        """Clear the filter; without one, leave."""
        field = self.query_one("#filter", Input)
        if field.value or field.has_focus:
            field.value = ""
            self.set_focus(self.query_one("#routines"))
        else:
            self.unbend.action_leave()

    def on_option_list_option_selected(self) -> None:
        """Take Enter in the list, and a click on a row."""
        self.action_start()

    def action_start(self) -> None:
        """Start the routine that is marked."""
        entry = self._entry()
        if entry is not None and not entry.problems:
            self.say("")
            self.unbend.begin(entry.id)
        elif entry is not None:
            self.say("This file cannot be used as it stands; what is wrong with it is shown beside it.")

    def action_fit(self) -> None:
        """Ask how much time there is, and begin what fits it."""
        entry = self._entry()
        if entry is not None and not entry.problems:
            self.unbend.begin_fitted(entry)


def _usual_width(width: int) -> int:
    """Return how many cells a row has in a window of `width` cells, by app.tcss; the first frame need not find out."""
    preview = round(width * (0.38 if width < USUAL_WIDTH else 0.42))
    return width - preview - _AROUND_A_ROW


def _place_of(marked: str | None, shown: Iterable[Entry]) -> int:
    ids = [entry.id for entry in shown]
    return ids.index(marked) if marked in ids else 0
