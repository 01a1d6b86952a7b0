"""Where the settings are changed: every one of the table, in its group, each change kept in the file at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from textual import work
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from unbend.errors import SettingsInvalid
from unbend.setting_kinds import Moments, Some, TimeOfDay, WeekHours, Words
from unbend.settings import SETTINGS, TABLE
from unbend.settings_file import save_setting
from unbend.ui.base import UnbendScreen
from unbend.ui.keys import Place, bindings
from unbend.ui.screens.ask_some import AskSome
from unbend.ui.screens.ask_text import AskText
from unbend.ui.setting_words import about, is_stepped, stepped, value_words
from unbend.ui.widgets.key_row import KeyRow
from unbend.ui.widgets.line import Line

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from unbend.settings import Setting

_STEPS = {"left": -1, "right": 1, "space": 1, "enter": 1}
_LESS, _MORE, _OPENS = "◂", "▸", "…"
_ARROW_CELLS = 2
"""An arrow beside a value, with the space between them."""


class Row(Widget):
    """One setting: its label, and its value at the right."""

    class Clicked(Message):
        """A row was clicked; `by` is -1 on the arrow to the left of its value."""

        def __init__(self, name: str, by: int) -> None:
            super().__init__()
            self.name = name
            self.by = by

    def __init__(self, setting: Setting) -> None:
        super().__init__(id=f"set-{setting.name}", classes="row")
        self.setting = setting
        self._value = ""
        self._is_marked = False

    def show(self, value: object, *, is_marked: bool) -> None:
        """Show `value`, and whether this is the row that keys change."""
        self._value = value_words(self.setting, value)
        self._is_marked = is_marked
        self.set_class(is_marked, "-marked")
        self.refresh()

    @property
    def _right(self) -> str:
        if not self._is_marked:
            return f"{self._value}{' ' * _ARROW_CELLS}"
        return f"{_LESS} {self._value} {_MORE}" if is_stepped(self.setting) else f"{self._value} {_OPENS}"

    def render(self) -> Content:
        """Draw the label at the left and the value at the right."""
        mark = "▸ " if self._is_marked else "  "
        right = Content(self._right)
        room = self.size.width - len(mark) - len(self.setting.label) - right.cell_length
        return Content(f"{mark}{self.setting.label}") + right.pad_left(max(room, 1))

    def on_click(self, event: events.Click) -> None:
        """Say where the click was."""
        event.stop()
        left = self.size.width - Content(self._right).cell_length
        is_less = self._right.startswith(_LESS) and left <= event.x < left + _ARROW_CELLS
        self.post_message(self.Clicked(self.setting.name, -1 if is_less else 1))


class Rows(VerticalScroll, can_focus=False):
    """The list, in which the marked row stays in view however much room what is told of it takes below."""

    def on_resize(self) -> None:
        """Scroll as far as the new size needs."""
        self.keep_in_view()

    def keep_in_view(self) -> None:
        """Scroll as far as it takes to see the row that is marked."""
        first, *_ = rows = self.query(Row)
        marked = next((row for row in rows if row.has_class("-marked")), first)
        if marked is first:
            self.scroll_home(animate=False)  # the heading above it comes along
        else:
            self.scroll_to_widget(marked, animate=False)


class SettingsScreen(UnbendScreen[None]):
    """Shows the settings that hold now, and changes them one at a time."""

    CSS_PATH = "../settings.tcss"
    BINDINGS: ClassVar = bindings(Place.SETTINGS)

    def __init__(self) -> None:
        super().__init__(id="settings")
        self._marked = TABLE[0]

    def parts(self) -> ComposeResult:
        """Yield the list, and below it what is told of the setting that is marked."""
        with Horizontal(id="head"):
            yield Static("Settings", id="title", markup=False)
            yield Static("Arrows mark and change, Enter opens", id="how", markup=False)
        with Vertical(id="body"):
            with Rows(id="settings-list"):
                group = ""
                for setting in TABLE:
                    if setting.group != group:
                        group = setting.group
                        yield Static(group, classes="group", markup=False)
                    yield Row(setting)
            with Vertical(id="foot-box"):
                yield Line(id="message", yields=True)
                yield Line(id="about", yields=True)
                yield Line(f"Kept in {self.unbend.services.settings_file}", id="where")
        yield KeyRow(Place.SETTINGS)

    def on_mount(self) -> None:
        """Show the values."""
        self._show()

    def say(self, sentence: str) -> None:
        """Show `sentence` below the list."""
        self.query_one("#message", Line).show(sentence)

    def _show(self) -> None:
        for row in self.query(Row):
            row.show(getattr(self.unbend.settings, row.setting.name), is_marked=row.setting is self._marked)
        value = getattr(self.unbend.settings, self._marked.name)
        self.query_one("#about", Line).show(about(self._marked, value))
        self.query_one(Rows).keep_in_view()

    def _mark(self, setting: Setting) -> None:
        self._marked = setting
        self.say("")
        self._show()

    # Keys and clicks

    def on_key(self, event: events.Key) -> None:
        """Mark another setting, or change the one that is marked."""
        place = TABLE.index(self._marked)
        if event.key in ("up", "down"):
            place += 1 if event.key == "down" else -1
            self._mark(TABLE[min(max(place, 0), len(TABLE) - 1)])
        elif event.key in _STEPS:
            self._change(_STEPS[event.key], goes_round=event.key in ("space", "enter"))
        else:
            return
        event.stop()

    def on_row_clicked(self, event: Row.Clicked) -> None:
        """Mark what was clicked; change what was marked already."""
        if event.name == self._marked.name:
            self._change(event.by, goes_round=event.by > 0)
        else:
            self._mark(SETTINGS[event.name])

    # Changes

    def _change(self, by: int, *, goes_round: bool) -> None:
        setting = self._marked
        if is_stepped(setting):
            value = getattr(self.unbend.settings, setting.name)
            self._set(setting, stepped(setting, value, by, goes_round=goes_round))
        else:
            self._ask(setting)

    @work(exclusive=True, group="asking")
    async def _ask(self, setting: Setting) -> None:
        value: Any = getattr(self.unbend.settings, setting.name)
        match setting.kind:
            case Words() | TimeOfDay() | WeekHours() as kind:
                text = await self.unbend.push_screen_wait(AskText(setting.label, setting.help, value, kind.read))
                self._set(setting, value if text is None else text)
            case Moments() as kind:
                text = await self.unbend.push_screen_wait(
                    AskText(setting.label, setting.help, ", ".join(value), lambda typed: ", ".join(kind.read(typed)))
                )
                self._set(setting, value if text is None else kind.read(text))
            case Some(choices=choices):
                some = await self.unbend.push_screen_wait(AskSome(setting.label, setting.help, choices, value))
                self._set(setting, value if some is None else some)
            case _:
                pass

    def _set(self, setting: Setting, value: object) -> None:
        """Let `value` hold from now on, and keep it."""
        app = self.unbend
        if value == getattr(app.settings, setting.name):
            return
        changed: dict[str, Any] = {setting.name: value}
        app.settings = replace(app.settings, **changed)
        app.show_settings()
        self._show()
        try:
            # On the loop: it takes a few milliseconds, no session runs meanwhile, and a thread could lose the last
            # change to whoever leaves at once.
            save_setting(app.services.settings_file, setting.name, value)
        except SettingsInvalid as error:
            self.say(f"{error}. The change holds until you leave Unbend; it was not kept.")
        else:
            self.say("")
