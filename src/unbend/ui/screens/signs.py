"""The warning signs that need a person, not a program, in their three tiers."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll

from unbend.pain import words
from unbend.pain.assessment import Tier
from unbend.ui.base import UnbendScreen
from unbend.ui.widgets.choices import Choices
from unbend.ui.widgets.line import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult

NONE = "none"


class SignsScreen(UnbendScreen[Tier | None]):
    """Asks whether one of the signs fits now; its result is the tier, None for none of them."""

    CSS_PATH = "../session.tcss"
    BINDINGS: ClassVar = [("question_mark", "app.help")]

    def __init__(self, tiers: Sequence[Tier], emergency_number: str, *, says: str = "") -> None:
        """Ask about the signs of `tiers`; what `says` says comes first."""
        super().__init__()
        self._says = says
        self._tiers = tuple(tiers)
        self._number = emergency_number
        self._is_paging = False
        """Whether Enter has read on: then it is not at once an answer as well."""

    def parts(self) -> ComposeResult:
        """Yield the signs, which scroll, and the answers, which do not."""
        yield Line(f"{self._says} {words.SIGNS_INTRO}".strip(), id="question")
        with VerticalScroll(id="signs", can_focus=False):
            for tier in self._tiers:
                yield Line(f"{tier}  {words.SIGNS_TITLE[tier]}", id=f"tier-{tier.lower()}")
                if tier is Tier.A:
                    yield Line(words.emergency(self._number), id="emergency")
                yield Line("\n".join(f"- {sign}" for sign in words.SIGNS[tier])).add_class("signs")
        yield Choices(id="choices")
        yield Line("Arrow keys and Enter read on. n: none of them.", id="foot")

    def on_mount(self) -> None:
        """Show the answers."""
        titles = {tier: words.SIGNS_TITLE[tier].lower() for tier in self._tiers}
        answers = [(str(tier), tier.lower(), f"one of {tier}: {titles[tier]}") for tier in self._tiers]
        self.query_one(Choices).offer([*answers, (NONE, "n", "none of them")])

    def on_key(self, event: events.Key) -> None:
        """Scroll, or take a key as an answer."""
        scroll = self.query_one("#signs", VerticalScroll)
        moves = {
            "down": scroll.scroll_down,
            "up": scroll.scroll_up,
            "pagedown": scroll.scroll_page_down,
            "pageup": scroll.scroll_page_up,
            "space": scroll.scroll_page_down,
        }
        answer = self.query_one(Choices).of_key((event.character or "").lower())
        if event.key in moves:
            moves[event.key](animate=False)
        elif event.key == "enter" and not scroll.is_vertical_scroll_end:
            scroll.scroll_page_down(animate=False)  # none of them can only be said of what was there to be read
            self._is_paging = True
        elif event.key == "enter" and self._is_paging:
            # Who reads on once too often must not have denied every sign; the answer is marked, and taken by the next.
            self._is_paging = False
            self.query_one(Choices).highlighted = len(self._tiers)
            self.query_one("#foot", Line).show("Enter again: none of them.")
        elif event.key in ("enter", "escape"):
            self.dismiss(None)
        elif answer is not None:
            self._take(answer)
        else:
            return
        event.stop()

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """Take a click as an answer."""
        self._take(event.answer)

    def _take(self, answer: str) -> None:
        self.dismiss(None if answer == NONE else Tier(answer))
