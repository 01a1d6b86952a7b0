"""The work clock on the screen: wires the clock, what brings commands to it, and the app. Not a command of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unbend.commands.screen import open_app
from unbend.ui.services import Request

if TYPE_CHECKING:
    from collections.abc import Callable

    from unbend.breaks.events import BreakBegan
    from unbend.commands.work_break import BreakLeader
    from unbend.session.clock import Clock
    from unbend.settings import Settings
    from unbend.ui.screens.work import WorkScreen
    from unbend.work.inbox import Inbox
    from unbend.work.runner import WorkRunner


class Told:
    """Sentences for the screen: kept until there is one, and shown there from then on. Called on any thread."""

    def __init__(self) -> None:
        self._kept: list[str] = []
        self._tell: Callable[[str], None] | None = None

    def say(self, sentence: str) -> None:
        """Tell `sentence`, now or later."""
        if self._tell is not None:
            self._tell(sentence)
        elif sentence:
            self._kept.append(sentence)

    def go_to(self, tell: Callable[[str], None]) -> None:
        """Tell by `tell` from now on, what was kept first."""
        self._tell = tell
        kept, self._kept = self._kept, []
        if kept:
            tell(" ".join(kept))


def run_screen(  # noqa: PLR0913  # everything it is wired from
    *,
    settings: Settings,
    clock: Clock,
    runner: WorkRunner,
    inbox: Inbox,
    leader: BreakLeader,
    rhythm: str,
    told: Told,
    on_seen: Callable[[], None],
) -> int:
    """Show the work clock until it is left; return the exit code."""

    def choose(began: BreakBegan) -> Request | str:
        asked, why_none = leader.asked(began)
        if asked is None:
            return why_none
        return Request(routine=asked.routine, minutes=asked.minutes, why=asked.why)

    def screen() -> WorkScreen:
        from unbend.ui.screens.work import WorkScreen  # noqa: PLC0415  # brings Textual along

        return WorkScreen(runner, rhythm=rhythm, choose=choose, inbox=inbox, on_open=told.go_to, on_seen=on_seen)

    return open_app(settings=settings, trouble="", work_clock=screen, clock=clock)
