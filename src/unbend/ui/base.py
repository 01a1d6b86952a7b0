"""What all screens of Unbend have in common: sizes, the sentence for a window that is too small, the pain key."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.screen import Screen

from unbend.ui.widgets.too_small import LEAST_HEIGHT, LEAST_WIDTH, TooSmall

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from unbend.ui.app import UnbendApp

ResultT = TypeVar("ResultT")


class UnbendScreen(Screen[ResultT]):
    """A full screen. Subclasses say what is on it in `parts`."""

    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (LEAST_WIDTH, "-narrow"), (80, "-usual"), (110, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (LEAST_HEIGHT, "-low"), (24, "-middle"), (36, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [("p", "app.pain")]

    @property
    def unbend(self) -> UnbendApp:
        """The app, as the type it is."""
        from unbend.ui.app import UnbendApp  # noqa: PLC0415  # the app imports every screen

        assert isinstance(self.app, UnbendApp)  # noqa: S101  # no other app shows these screens
        return self.app

    def compose(self) -> ComposeResult:
        """Yield what the screen consists of, and what it says instead in too small a window."""
        yield from self.parts()
        yield TooSmall()

    def parts(self) -> ComposeResult:
        """Yield what the screen consists of."""
        raise NotImplementedError
