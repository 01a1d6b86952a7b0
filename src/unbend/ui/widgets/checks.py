"""A list to tick things off in; what is ticked shows in its sign, not only in its colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.binding import BindingType


class Checks(OptionList, inherit_bindings=False):
    """Any number of entries may be ticked, with Space or a click; Enter stays the screen's own."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("space", "select"),
        ("up", "cursor_up"),
        ("down", "cursor_down"),
        ("home", "first"),
        ("end", "last"),
        ("pageup", "page_up"),
        ("pagedown", "page_down"),
    ]

    class Changed(Message):
        """Something was ticked, or is no longer."""

        def __init__(self, ticked: frozenset[str]) -> None:
            super().__init__()
            self.ticked = ticked

    def __init__(
        self,
        entries: Sequence[tuple[str, str]],
        ticked: Iterable[str] = (),
        *,
        id: str | None = None,  # noqa: A002  # Textual's name for it
    ) -> None:
        """Show `entries`, words by id in order, of which `ticked` are ticked already."""
        self._entries = dict(entries)
        self.ticked = frozenset(ticked)
        super().__init__(*(Option(self._row(entry), id=entry) for entry in self._entries), id=id)

    def _row(self, entry: str) -> Content:
        return Content(f"{'[x]' if entry in self.ticked else '[ ]'} {self._entries[entry]}")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Tick, or untick."""
        event.stop()
        entry = event.option_id
        if entry is not None:
            self.ticked ^= {entry}
            self.replace_option_prompt(entry, self._row(entry))
            self.post_message(self.Changed(self.ticked))
