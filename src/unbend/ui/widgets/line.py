"""A text that is redrawn only when it changes, and that gives up its place while it has nothing to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

if TYPE_CHECKING:
    from textual.content import Content


class Line(Static):
    """One text; with `yields`, its row goes to others while it is empty."""

    def __init__(self, text: str = "", *, id: str | None = None, yields: bool = False) -> None:  # noqa: A002  # Textual's name
        super().__init__(text, id=id, markup=False)
        self._shown: str | Content = text
        self._yields = yields
        self.set_class(yields and not text, "-empty")

    def show(self, text: str | Content) -> None:
        """Show `text`."""
        if text == self._shown:
            return
        self._shown = text
        if self._yields:
            self.set_class(not text, "-empty")
        # Only a text that may take more or fewer rows than before has to be laid out again.
        self.update(text, layout=self._yields)
