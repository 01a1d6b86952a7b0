"""A person at the app, under a clock that only moves when the test says so.

    async with Desk(tmp_path).open() as desk:
        await desk.press("enter", "2")
        await desk.after(10_000)
        assert "HOLD" in desk.text()

The app is the real one with a real SQLite file; only sound and time are doubles.
"""

from __future__ import annotations

from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Self

from tests.doubles import PlayerDouble
from tests.ui.quiet import no_guessing, quiet
from unbend import resources
from unbend.errors import WrongUse
from unbend.history.records import NoticeRecord
from unbend.history.store import Store
from unbend.routine.catalogue import entries
from unbend.routine.folders import Folders
from unbend.session.clock import ManualClock
from unbend.session.runner import HEARTBEAT_MS
from unbend.settings import Settings
from unbend.ui.app import UnbendApp
from unbend.ui.notices import FIRST_RUN
from unbend.ui.screens.player import PlayerScreen
from unbend.ui.services import Request, Services
from unbend.units import HOUR

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from textual.pilot import Pilot

    from unbend.audio.voice import Voice
    from unbend.history.records import PainRecord, SessionRecord, StepRecord
    from unbend.session.runner import Listener
    from unbend.ui.screens.work import WorkScreen
    from unbend.units import Ms

USUAL = (80, 24)
LARGE = (120, 40)
SMALL = (60, 16)


def _no_voice(chosen: str) -> Voice:
    """Say that there is none."""
    msg = f"no voice is called {chosen}"
    raise WrongUse(msg)


@cache
def index_of_shipped() -> bytes:
    """Return the index that a run before would have left, made once: reading all that ships takes a quarter second."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "index.json"
        entries(Folders(resources.shipped("routines")), file)
        return file.read_bytes()


class Desk:
    """The app in a home of its own, and a person in front of it."""

    def __init__(  # noqa: PLR0913  # what differs from one person to the next
        self,
        home: Path,
        *,
        settings: Settings | None = None,
        request: Request | None = None,
        trouble: str = "",
        has_seen_notice: bool = True,
        find_voice: Callable[[str], Voice] = _no_voice,
        work_clock: Callable[[], WorkScreen] | None = None,
        listeners: Callable[[], tuple[Listener, ...]] = tuple,
    ) -> None:
        self.clock = ManualClock()
        self.player = PlayerDouble()
        self.home = home
        self.user_routines = home / "routines"
        self.history_file = home / "history.db"
        index_file = home / "index.json"
        if has_seen_notice:  # so not the first run, and there is an index of what ships
            with Store.open(self.history_file) as store:
                store.save([NoticeRecord(FIRST_RUN, "2026-01-01T09:00:00+00:00")])
            index_file.write_bytes(index_of_shipped())
        services = Services(
            clock=self.clock,
            make_player=lambda _settings, _bell, _tell: self.player,
            find_voice=find_voice,
            folders=lambda: Folders(resources.shipped("routines"), self.user_routines),
            index_file=index_file,
            history_file=self.history_file,
            settings_file=home / "config.toml",
            listeners=listeners,
            is_driven=True,
        )
        self.app = UnbendApp(services, settings or Settings(), request=request, work_clock=work_clock, trouble=trouble)
        self._pilot: Pilot[int] | None = None

    @asynccontextmanager
    async def open(self, size: tuple[int, int] = USUAL) -> AsyncIterator[Self]:
        """Run the app on a terminal of `size`."""
        with no_guessing():
            async with self.app.run_test(size=size) as pilot:
                self._pilot = pilot
                await self.settle()
                yield self

    @property
    def pilot(self) -> Pilot[int]:
        """Textual's own hand on the app."""
        assert self._pilot is not None
        return self._pilot

    async def settle(self) -> None:
        """Let the app do what it has to do, threads included, until it waits for the person."""
        for _ in range(2_000):
            await quiet()
            if not self.app.is_running:
                break
            self.app.screen._on_timer_update()  # noqa: SLF001  # draws now what it would draw within a sixtieth of a second
            await quiet()
            busy = [worker for worker in self.app.workers if worker.is_running and worker.group == "default"]
            if not busy and not self._is_opening() and self._is_drawn():
                break

    def _is_drawn(self) -> bool:
        """Whether the screen shows all that it was told to show, at the size that it was told to have."""
        app, screen = self.app, self.app.screen
        waits = (app._resize_timer, screen._layout_required, screen._dirty_widgets, screen._callbacks)  # noqa: SLF001
        return not any(waits)

    def _is_opening(self) -> bool:
        """Whether a session is asked for and has put nothing on the screen yet."""
        is_led = any(worker.is_running and worker.group == "flow" for worker in self.app.workers)
        return is_led and self.on in ("LibraryScreen", "Screen")

    async def press(self, *keys: str) -> Desk:
        """Press `keys` one after the other."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()
        return self

    async def click(self, selector: str, offset: tuple[int, int] = (1, 0)) -> Desk:
        """Click on a widget, at an offset within it."""
        await self.pilot.click(selector, offset=offset)
        await self.settle()
        return self

    async def after(self, span: Ms) -> Desk:
        """Let `span` of session time pass, and see what it brings."""
        self.pass_by(span)
        await self.settle()
        return self

    def pass_by(self, span: Ms) -> None:
        """Let `span` of session time pass, and the player wake as its timer would have."""
        while span > 0:
            step = min(span, HEARTBEAT_MS)  # a longer one would look like a machine that slept
            self.clock.advance(step)
            for screen in self.app.screen_stack:
                if isinstance(screen, PlayerScreen):
                    screen.wake()
            span -= step

    async def to_the_end(self, *, at_most: Ms = HOUR) -> Desk:
        """Let the session run until something else is on the screen."""
        until_ms = self.clock.now_ms() + at_most
        while self.on == "PlayerScreen" and self.clock.now_ms() < until_ms:
            await self.after(5_000)
        assert self.on != "PlayerScreen", self.text()
        return self

    def session(self) -> PlayerScreen:
        """Return the session under way."""
        return next(screen for screen in self.app.screen_stack if isinstance(screen, PlayerScreen))

    def text(self) -> str:
        """Return what stands on the screen, line by line, as a person would read it."""
        return "\n".join(line.rstrip() for line in self.lines())

    def lines(self) -> list[str]:
        """Return the rows of the screen."""
        width, height = self.app.size
        strips = self.app.screen._compositor.render_strips()  # noqa: SLF001  # the one place where the picture is whole
        rows = ["".join(segment.text for segment in strip) for strip in strips]
        return [row.ljust(width) for row in rows[:height]]

    @property
    def on(self) -> str:
        """The name of the screen that is shown."""
        return type(self.app.screen).__name__

    def record(self) -> tuple[SessionRecord, list[StepRecord], list[PainRecord]]:
        """Return the latest session on disk, with its steps and pain presses."""
        with Store.open(self.history_file) as store:
            session = store.sessions(1)[0]
            return session, store.steps(session.id), store.pains(session.id)
