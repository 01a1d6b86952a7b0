"""The safety pages, to be read: warning signs, what follows from them, the rules, the notice."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll

from unbend.pain.pages import safety_pages
from unbend.ui.base import UnbendScreen
from unbend.ui.keys import Place, bindings
from unbend.ui.widgets.line import Line

if TYPE_CHECKING:
    from textual.app import ComposeResult


class SafetyScreen(UnbendScreen[None]):
    """All sections in one column that scrolls; asks nothing."""

    CSS_PATH = "../session.tcss"
    BINDINGS: ClassVar = bindings(Place.SAFETY)

    def __init__(self, emergency_number: str) -> None:
        super().__init__()
        self._number = emergency_number

    def parts(self) -> ComposeResult:
        """Yield the sections."""
        with VerticalScroll(id="keys-table"):
            for page, sections in safety_pages(self._number).items():
                for section in sections:
                    yield Line(section.title).add_class("heading", page)
                    for paragraph in section.paragraphs:
                        yield Line(paragraph).add_class("paragraph")
                    if section.points:
                        yield Line("\n".join(f"- {point}" for point in section.points)).add_class("signs")
        yield Line("Esc goes back. Arrow keys, PgUp and PgDn scroll.", id="foot")
