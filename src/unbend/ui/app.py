"""The app: themes, the stack of screens, the keys that hold everywhere, and the way out."""

from __future__ import annotations

import asyncio
import gc
import os
import shutil
import signal
import threading
from contextlib import suppress
from dataclasses import replace
from enum import Enum, auto
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar, Literal

from textual import on, work
from textual.app import App
from textual.binding import Binding
from textual.events import AppFocus, Event, Key, MouseDown, Resize
from textual.geometry import Size

from unbend.errors import EXIT_DONE, EXIT_INTERRUPTED, UnbendError
from unbend.pain import words
from unbend.routine.catalogue import SIGNS_FIRST
from unbend.session.window_title import WindowTitle
from unbend.ui.continued import come_back_whole
from unbend.ui.keys import Place, bindings
from unbend.ui.listing import COMPARED, before_it
from unbend.ui.notices import FIRST_RUN, has_seen
from unbend.ui.screens.library import LibraryScreen
from unbend.ui.themes import PLAIN, THEMES

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from unbend.audio.player import Player
    from unbend.routine.catalogue import Entry
    from unbend.session.day_rules import DayRules
    from unbend.session.day_sign import DaySign
    from unbend.settings import Settings
    from unbend.ui.flow import Flow
    from unbend.ui.screens.player import PlayerScreen
    from unbend.ui.screens.work import WorkScreen
    from unbend.ui.services import Request, Services

MOST_VOLUME = 100
_WARMS_UP_AFTER_S = 0.5
_GONE_S = 1.0
"""How long leaving may take when there is no terminal any more."""
_FLOW = "flow"
"""The group of workers that lead through something; there is one at a time."""


class Before(Enum):
    """Before what the person is told something: the notice of the first run, or of a sign that holds today."""

    NOTHING = auto()
    SESSION = auto()
    ALL = auto()


class UnbendApp(App[int]):
    """Runs until it is left; its result is the exit code."""

    CSS_PATH = "app.tcss"
    TITLE = "Unbend"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar = [
        *bindings(Place.EVERYWHERE),
        Binding("ctrl+c", "leave", "leave", priority=True),
        Binding("ctrl+q", "leave", "leave", priority=True),
        Binding("ctrl+z", "suspend_process", "to the shell", priority=True),
    ]

    def __init__(
        self,
        services: Services,
        settings: Settings,
        *,
        request: Request | None = None,
        work_clock: Callable[[], WorkScreen] | None = None,
        trouble: str = "",
    ) -> None:
        """Open the library, what `request` asks for, or the screen of a work clock; `trouble` is told on the first."""
        # Said here rather than by the theme: Textual chooses how to leave colours out before it knows the theme.
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self.services = services
        self.settings = settings
        self.session: PlayerScreen | None = None
        """The session under way."""
        self._request = request
        self._work_clock = work_clock
        self._work_screen: WorkScreen | None = None
        self._trouble = trouble
        self._untold: list[str] = []
        self._window_title = WindowTitle()
        self._player: Player | None = None
        self._output = settings.output
        self._close_player: Callable[[], None] = lambda: None
        for theme in (*THEMES.values(), PLAIN):
            self.register_theme(theme)
        self.show_settings()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return the variables that app.tcss names besides Textual's own."""
        return THEMES["dark"].variables

    def get_default_screen(self) -> Screen[None]:
        """Return what the app opens on: the library, where nothing else was asked for."""
        is_library = self._request is None and self._work_clock is None
        return LibraryScreen() if is_library else super().get_default_screen()

    def on_mount(self) -> None:
        """See to what comes before the person's first choice."""
        self._catch_signals()
        if not self.is_headless:
            come_back_whole(self._driver)
        if self._request is not None:
            self.call_after_refresh(self._run_request, self._request)
        elif self._work_clock is not None:
            self.call_after_refresh(self._run_work_clock, self._work_clock())
        else:
            self.call_after_refresh(self._welcome)
        self.call_after_refresh(_collect_garbage_again)

    def show_settings(self) -> None:
        """Take on what the settings say about the screen."""
        is_plain = self.no_color or self.console.color_system in ("standard", "windows")
        self.theme = PLAIN.name if is_plain else THEMES[self.settings.theme].name
        self.animation_level = "none"
        if self._player is not None:
            self._player.set_volume(self.settings.loudness)
            if self.settings.output != self._output:
                self._output = self.settings.output
                self._player.choose(self._output)

    # What the screens ask for

    @property
    def player(self) -> Player:
        """The player of cues, made when it is first needed."""
        if self._player is None:
            self._player = self.services.make_player(self.settings, self._ring, self.tell_from_anywhere)
            self._close_player = getattr(self._player, "close", lambda: None)
        return self._player

    def _ring(self) -> None:
        """Ring the terminal's bell, from whichever thread."""
        with suppress(RuntimeError):
            self.call_later(self.bell)

    def entitle(self, title: str | None) -> None:
        """Give the terminal's window the title `title`, or with None the one it had before."""
        if self._driver is not None and (sequence := self._window_title.change(title)):
            self._driver.write(sequence)

    @cached_property
    def sign(self) -> DaySign:
        """The warning sign that holds today."""
        from unbend.session.day_sign import DaySign  # noqa: PLC0415  # not part of the first frame

        return DaySign(self.services.history_file, self.services.clock.wall, self.tell_from_anywhere)

    @cached_property
    def rules(self) -> DayRules:
        """What was told today and need not be again."""
        from unbend.session.day_rules import DayRules  # noqa: PLC0415  # not part of the first frame

        return DayRules(self.services.history_file, self.services.clock.wall)

    def set_muted(self, *, muted: bool) -> None:
        """Turn the sound off or on, for this run."""
        self.settings = replace(self.settings, mute=muted)
        self.player.set_muted(muted)

    def next_output(self) -> str:
        """Play the sound the next way there is, for this run; return what it is called."""
        from unbend.audio.chain import next_choice  # noqa: PLC0415  # seldom asked for
        from unbend.settings import SETTINGS  # noqa: PLC0415  # likewise
        from unbend.ui.setting_words import value_words  # noqa: PLC0415  # likewise

        self._output = next_choice(self._output, has_bell=True)
        self.settings = replace(self.settings, output=self._output)
        self.player.choose(self._output)
        return value_words(SETTINGS["output"], self._output)

    def set_volume(self, volume: int) -> int:
        """Set the volume in percent, for this run; return what it is now."""
        self.settings = replace(self.settings, volume=min(max(volume, 0), MOST_VOLUME))
        self.player.set_volume(self.settings.loudness)
        return self.settings.volume

    def tell(self, sentence: str) -> None:
        """Show `sentence` on whatever screen can show one; where none can yet, it is kept for `tell_untold`."""
        if sentence.partition(" ")[0].isalpha():  # what begins with a file's name stays as it is
            sentence = f"{sentence[:1].upper()}{sentence[1:]}"
        for screen in reversed(self.screen_stack):
            say = getattr(screen, "say", None)
            if say is not None:
                say(sentence)
                return
        self._untold.append(sentence)

    def tell_from_anywhere(self, sentence: str) -> None:
        """Tell on the app's own thread, for what is looked up on another; nobody is told once the app has ended."""
        with suppress(RuntimeError):
            self.call_later(self.tell, sentence)

    def tell_untold(self) -> None:
        """Show what there was no screen for when it was told."""
        untold, self._untold = self._untold, []
        if untold:
            self.tell(" ".join(untold))

    async def follow(self, request: Request) -> int:
        """Follow what `request` asks for, from the first question to the last; return the exit code.

        Raises `UnbendError` where it cannot be used.
        """
        flow = await self._flow()
        return await flow.play_request(request, await flow.library())

    def begin(self, name: str) -> None:
        """Start the routine called `name`, unless something is being started already."""
        if not self._is_led():
            self._play(name, None)

    def begin_fitted(self, entry: Entry) -> None:
        """Ask how much time there is, and start the routine of `entry` made to fit it."""
        if not self._is_led():
            self._play(entry.id, entry)

    def ask(self, question: Screen[str | None], take: Callable[[str | None], None]) -> None:
        """Put `question` and hand its answer to `take`, unless something is being started or asked already."""
        if not self._is_led() and len(self.screen_stack) == 1:
            self.push_screen(question, take)

    def _is_led(self) -> bool:
        return any(worker.group == _FLOW and worker.is_running for worker in self.workers)

    @work(group=_FLOW)
    async def _play(self, name: str, fit: Entry | None) -> None:
        flow = await self._flow()
        try:
            await flow.play(name, fit=fit)
        except UnbendError as error:
            self.tell(str(error))

    @work(group=_FLOW)
    async def _run_request(self, request: Request) -> None:
        if self._trouble:
            self.tell(self._trouble)
        try:
            code = await self._answer(request)
        except UnbendError as error:
            self.exit(error.exit_code, message=f"unbend: {error}")
        else:
            self.exit(code)

    @work(group=_FLOW)
    async def _run_work_clock(self, screen: WorkScreen) -> None:
        self._work_screen = screen
        await (await self._flow()).welcome(asks_sound=False)
        shown = self.push_screen_wait(screen)
        if self._trouble:
            self.call_after_refresh(self.tell, self._trouble)
        self.exit(await shown)

    async def _answer(self, request: Request) -> int:
        """Play what was asked for; where nothing is to be told before, the first question waits for nothing."""
        entry = request.entry
        # What a routine includes may ask for more than its own tags say.
        is_told_more = entry is not None and (entry.depends or "shower" in entry.positions or SIGNS_FIRST in entry.tags)
        if entry is None or is_told_more or await asyncio.to_thread(self._what_comes_first) is not Before.NOTHING:
            flow = await self._flow()
            await flow.welcome(asks_sound=False)
            return await flow.play_request(request, request.library or await flow.library())
        from unbend.ui.screens.ask_scale import AskScale  # noqa: PLC0415  # the library's first frame does without it

        question = AskScale(words.ASK_START, f"{before_it(entry, request.why)} {COMPARED}")
        shown, answer = asyncio.Event(), asyncio.create_task(self.push_screen_wait(question))
        question.call_after_refresh(shown.set)
        await shown.wait()
        flow = await self._flow()
        library = await flow.library()
        _ = self.player  # found while the question is asked
        return await flow.begin_request(request, library, await answer)

    @work(group=_FLOW)
    async def _welcome(self) -> None:
        if await asyncio.to_thread(self._what_comes_first) is Before.ALL:
            await (await self._flow()).welcome(asks_sound=True)
        if self._trouble:
            self.tell(self._trouble)
        self._warm_up()

    def _what_comes_first(self) -> Before:
        """Look up what comes before anything else today. Touches the disk; called off the loop."""
        from unbend.pain.assessment import Tier  # noqa: PLC0415  # not part of the first frame

        sign = self.sign.get()
        if sign is Tier.A or not has_seen(self.services.history_file, FIRST_RUN):
            return Before.ALL
        return Before.NOTHING if sign is None and not self.sign.is_to_be_asked else Before.SESSION

    @work(group="warm-up")
    async def _warm_up(self) -> None:
        """Import what leads through a session while the person looks at the list."""
        if not self.services.is_driven:
            await asyncio.sleep(_WARMS_UP_AFTER_S)
            await self._flow()

    # Keys that hold everywhere

    def action_pain(self) -> None:
        """Whatever is on top: if a session is under way, it stops at once and the questions come."""
        if self.session is not None:
            self.session.action_pain()

    def action_help(self) -> None:
        """Show the keys; a session waits meanwhile."""
        from unbend.ui.screens.help import HelpScreen  # noqa: PLC0415  # not part of the first frame

        if any(isinstance(screen, HelpScreen) for screen in self.screen_stack):
            return
        self._pause_session()
        self.push_screen(HelpScreen(self._place()))

    def _place(self) -> Place | None:
        """Return where the person is: what is below a question counts, and a work clock yet to be shown."""
        places = (_PLACES.get(type(screen).__name__) for screen in reversed(self.screen_stack))
        return next((place for place in places if place), None if self._work_clock is None else Place.WORK)

    def action_history(self) -> None:
        """Show what was done."""
        from unbend.ui.screens.history import HistoryScreen  # noqa: PLC0415  # brings the plots along

        self._open(HistoryScreen)

    def action_safety(self) -> None:
        """Show the safety pages."""
        from unbend.ui.screens.safety import SafetyScreen  # noqa: PLC0415  # not part of the first frame

        if not any(isinstance(screen, SafetyScreen) for screen in self.screen_stack):
            self.push_screen(SafetyScreen(self.settings.emergency_number))

    def action_settings(self) -> None:
        """Show the settings."""
        from unbend.ui.screens.settings import SettingsScreen  # noqa: PLC0415  # not part of the first frame

        self._open(SettingsScreen)

    def _open(self, kind: type[Screen[None]]) -> None:
        """Show a screen of `kind`, unless a key that came twice has opened one already."""
        if not any(isinstance(screen, kind) for screen in self.screen_stack):
            self.push_screen(kind())

    def action_sound_check(self) -> None:
        """Try the sound."""
        if not self._is_led():
            self._lead("check_sound")

    def action_signs(self) -> None:
        """Show the warning signs."""
        if not self._is_led():
            self._lead("show_signs")

    @work(group=_FLOW)
    async def _lead(self, through: Literal["check_sound", "show_signs"]) -> None:
        flow = await self._flow()
        await (flow.check_sound() if through == "check_sound" else flow.show_signs())

    async def _flow(self) -> Flow:
        """Return what leads through a session; the first frame does not wait for all that comes with it."""
        module = await asyncio.to_thread(import_module, "unbend.ui.flow")
        flow: Flow = module.Flow(self)
        return flow

    def action_leave(self) -> None:
        """End the app at once; a session under way stays on record as it is, and a work clock is stopped."""
        if self._work_screen is not None:
            self._work_screen.interrupt()
        self._leave()

    def _leave(self) -> None:
        if self.session is not None:
            self.session.interrupt()
        is_led = self.session is not None or self._work_clock is not None
        self.exit(EXIT_INTERRUPTED if is_led else EXIT_DONE)

    async def action_quit(self) -> None:
        """Do as Textual's own way out does, by ours."""
        self.action_leave()

    async def on_event(self, event: Event) -> None:
        """Pass `event` on, unless it is a key that comes when the app is leaving and has no screen any more."""
        if self._work_screen is not None and isinstance(event, Key | MouseDown | AppFocus):
            self._work_screen.see_somebody()
        if not isinstance(event, Key) or self.screen_stack:
            await super().on_event(event)

    @on(Resize)
    def _take_the_last_size(self, event: Resize) -> None:
        """Take the size that the window has by now.

        Of two changes in one instant Textual may tell the older last: it asks for the size inside the signal's handler,
        which the second signal interrupts. A terminal that tells its size itself does so in order.
        """
        if getattr(self._driver, "_in_band_window_resize", True) or self.is_headless:
            return
        size = Size(*shutil.get_terminal_size())
        if size != event.size:
            event.prevent_default()
            self.post_message(Resize(size, size))

    def on_unmount(self) -> None:
        """Let go of the sound and of the window's title."""
        self.entitle(None)
        self._close_player()

    def _pause_session(self) -> None:
        if self.session is not None and self.screen is self.session:
            self.session.hold_on()

    def _catch_signals(self) -> None:
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP", "SIGINT"):
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                with suppress(NotImplementedError, RuntimeError, ValueError):
                    loop.add_signal_handler(number, self._leave_for, name)

    def _leave_for(self, signal_name: str) -> None:
        if signal_name == "SIGINT":  # sent, not typed: a key is no signal here
            self.action_leave()
            return
        if self._work_screen is not None:  # it goes on from where it stood when it is started again
            self._work_screen.go_away()
        self._leave()
        if signal_name == "SIGHUP":
            # The terminal is gone and Textual may wait for ever to write to it; what was done is on record by now.
            last = threading.Timer(_GONE_S, os._exit, [EXIT_INTERRUPTED])
            last.daemon = True
            last.start()


def _collect_garbage_again() -> None:
    """Undo what `commands.screen` did for the start, in which nothing becomes garbage that would be worth a search."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


_PLACES = {
    "LibraryScreen": Place.LIBRARY,
    "PlayerScreen": Place.SESSION,
    "PainScreen": Place.PAIN,
    "SignsScreen": Place.SIGNS,
    "SafetyScreen": Place.SAFETY,
    "SummaryScreen": Place.SUMMARY,
    "HistoryScreen": Place.HISTORY,
    "SettingsScreen": Place.SETTINGS,
    "WorkScreen": Place.WORK,
}
