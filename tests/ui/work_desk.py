"""A person at the work clock, on a screen that only the test moves."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Self

from tests.ui.desk import USUAL, Desk
from unbend.breaks.rhythm import PRESETS, Preset, WorkSettings
from unbend.ui.screens.work import WorkScreen
from unbend.ui.services import Request
from unbend.units import MINUTE, SECOND
from unbend.work.inbox import Inbox
from unbend.work.presence import Presence
from unbend.work.runner import WorkRunner
from unbend.work.wishes import WAITS_MS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from unbend.breaks.events import BreakBegan
    from unbend.settings import Settings

LIGHT = WorkSettings(PRESETS[Preset.LIGHT].beats, waits_ms=WAITS_MS)


def micro_break(_began: BreakBegan) -> Request:
    """Choose the short one for every break."""
    return Request(routine="micro-break-30", why="Micro break. It is the short one.")


class WorkDesk(Desk):
    """A person at the work clock, and what is picked for their breaks."""

    def __init__(
        self,
        home: Path,
        work: WorkSettings = LIGHT,
        choose: Callable[[BreakBegan], Request | str] = micro_break,
        *,
        settings: Settings | None = None,
        has_seen_notice: bool = True,
    ) -> None:
        super().__init__(home, settings=settings, work_clock=self._screen, has_seen_notice=has_seen_notice)
        self.runner = WorkRunner(work, self.clock)
        self.inbox = Inbox()
        self.presence = Presence(self.runner, self.clock, ask=None, tell=self.runner.send, idle_after_ms=3 * MINUTE)
        self.runner.listen(self.presence)
        self._choose = choose

    @asynccontextmanager
    async def open(self, size: tuple[int, int] = USUAL) -> AsyncIterator[Self]:
        """Run the app on a terminal of `size`."""
        with self.inbox:
            async with super().open(size):
                yield self

    def _screen(self) -> WorkScreen:
        about = "half a minute every 20 minutes"
        return WorkScreen(
            self.runner,
            rhythm=about,
            choose=self._choose,
            inbox=self.inbox,
            on_seen=self.presence.seen,
            is_driven=True,
        )

    async def work_for(self, span: int) -> None:
        """Let so much of a working day pass, the machine awake."""
        while span > 0:
            self.clock.advance(min(span, 10 * SECOND))
            span -= 10 * SECOND
            self.work_clock.wake()
        await self.settle()

    @property
    def work_clock(self) -> WorkScreen:
        """The screen of the work clock, whatever is above it."""
        return next(screen for screen in self.app.screen_stack if isinstance(screen, WorkScreen))

    @property
    def status(self) -> str:
        """Where the work clock stands."""
        return str(self.runner.view().status)
