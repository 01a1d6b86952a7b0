"""What all screens of Unbend have in common: sizes, the sentence for a window that is too small, the pain key."""

from __future__ import annotations

from asyncio import InvalidStateError
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import on
from textual.await_complete import AwaitComplete
from textual.events import Resize
from textual.screen import ModalScreen, Screen

from unbend.ui.widgets.too_small import LEAST_HEIGHT, LEAST_WIDTH, TooSmall, is_too_small

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from unbend.ui.app import UnbendApp

ResultT = TypeVar("ResultT")

USUAL_WIDTH = 80


class Leaves(Screen[ResultT]):
    """A screen that can only be left while it is the one that is shown.

    Textual takes away whatever is on top. Two keys that come together, from a hand that trembles or a slow line, would
    take away the screen below as well.
    """

    def dismiss(self, result: ResultT | None = None) -> AwaitComplete:
        """Leave with `result`, unless something else is shown by now, or the app is leaving and nobody waits for it."""
        if self.is_current:
            with suppress(InvalidStateError):
                return super().dismiss(result)
        return AwaitComplete()


class Sized(Leaves[ResultT]):
    """A screen that knows the sizes of windows. Subclasses say what is on it in `parts`."""

    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (LEAST_WIDTH, "-narrow"), (USUAL_WIDTH, "-usual"), (110, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (LEAST_HEIGHT, "-low"), (24, "-middle"), (36, "-tall")]  # noqa: RUF012

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's name for it
        super().__init__(id=id)
        self._brief = ""
        self._too_small: TooSmall | None = None

    def compose(self) -> ComposeResult:
        """Yield what the screen consists of, and what it says instead in too small a window."""
        # Textual finds the breakpoints once the screen is laid out, and would then style all of it a second time.
        width, height = self.app.size
        self.add_class(_at(width, self.HORIZONTAL_BREAKPOINTS), _at(height, self.VERTICAL_BREAKPOINTS))
        yield from self.parts()
        if is_too_small(self.app.size):
            self._too_small = TooSmall(self._brief)
            yield self._too_small

    @on(Resize)
    def _see_whether_it_is_too_small(self, event: Resize) -> None:
        if self._too_small is None and is_too_small(event.size):
            self._too_small = TooSmall(self._brief)
            self.mount(self._too_small)

    def tell_briefly(self, text: str) -> None:
        """Say `text` where the window is too small for the rest."""
        self._brief = text
        if self._too_small is not None:
            self._too_small.show(text)

    def parts(self) -> ComposeResult:
        """Yield what the screen consists of."""
        raise NotImplementedError


class UnbendBox(Sized[ResultT], ModalScreen[ResultT]):
    """A question in a box."""

    BINDINGS: ClassVar[list[BindingType]] = [("p,P", "app.pain"), ("f1", "app.help")]


class UnbendScreen(Sized[ResultT]):
    """A full screen."""

    BINDINGS: ClassVar[list[BindingType]] = [("p,P", "app.pain")]

    @property
    def unbend(self) -> UnbendApp:
        """The app, as the type it is."""
        from unbend.ui.app import UnbendApp  # noqa: PLC0415  # the app imports every screen

        assert isinstance(self.app, UnbendApp)  # noqa: S101  # no other app shows these screens
        return self.app


def _at(size: int, breakpoints: Sequence[tuple[int, str]]) -> str:
    return max(each for each in breakpoints if each[0] <= size)[1]
