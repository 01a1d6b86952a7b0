"""The work clock on the screen: how long until the next break, and what to do about one that is due.

It sets one timer, for the next instant at which something is due or looks different: once a minute, until a break is
near. What is picked for a break is followed on screens of its own; when they are gone, the clock counts on.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.containers import Horizontal

from unbend.breaks import commands as c
from unbend.breaks import events as e
from unbend.breaks.rhythm import POSTPONEMENTS_MS
from unbend.breaks.state import Status
from unbend.breaks.words import sentence
from unbend.cue_table import CUES
from unbend.errors import EXIT_DONE, UnbendError
from unbend.session.begun import Begun
from unbend.ui.base import UnbendScreen
from unbend.ui.keys import Place, bindings
from unbend.ui.sound_words import sound_words
from unbend.ui.widgets.band import Band
from unbend.ui.widgets.clock import Clock
from unbend.ui.widgets.key_row import KeyRow
from unbend.ui.widgets.line import Line
from unbend.ui.work_face import changes_in_ms, face

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from textual.app import ComposeResult

    from unbend.breaks.commands import Command
    from unbend.breaks.events import Event
    from unbend.breaks.view import View
    from unbend.breaks.wall import WallClock
    from unbend.ui.services import Request
    from unbend.units import Ms
    from unbend.work.inbox import Inbox
    from unbend.work.runner import WorkRunner

CUE = "break-due"
_SOUND_IS_FOUND_IN_S = 1.0
_UNTOLD = (e.WorkBegan, e.BreakAnnounced, e.BreakDue, e.BreakBegan, e.BreakTimeOver, e.WorkEnded)
"""Events of which the picture itself says enough; what was said before is past by then."""


class WorkScreen(UnbendScreen[int]):
    """Shows a work clock until it is left; its result is the exit code."""

    CSS_PATH: ClassVar = ["../session.tcss", "../work.tcss"]
    BINDINGS: ClassVar = bindings(Place.WORK)

    def __init__(  # noqa: PLR0913  # everything it is wired from
        self,
        runner: WorkRunner,
        *,
        rhythm: str,
        choose: Callable[[e.BreakBegan], Request | str],
        inbox: Inbox | None = None,
        on_open: Callable[[Callable[[str], None]], None] | None = None,
        on_seen: Callable[[], None] = lambda: None,
        is_driven: bool = False,
    ) -> None:
        """Show what `runner` says, whose rhythm is called `rhythm`.

        `choose` says what is done in a break that began, or in a sentence why nothing is; it is called off the loop and
        may raise `UnbendError`. `inbox` brings what is asked from other terminals; `on_open` gets what tells a sentence
        here, from any thread; `on_seen` is called when somebody shows that they are there. With `is_driven` whoever
        drives the clock says when to look at it.
        """
        super().__init__(id="work")
        self._runner = runner
        self._rhythm = rhythm
        self._choose = choose
        self._inbox = inbox
        self._on_open = on_open
        self._on_seen = on_seen
        self._is_followed = False
        """Whether a routine is under way."""
        self._begun: Begun | None = None
        """Of that routine."""
        self._is_on_its_own = False
        """Whether the break under way has no routine, so that Enter is its end."""
        self._is_driven = is_driven
        self._timer: asyncio.TimerHandle | None = None
        self._said = ""
        self._said_at_ms: Ms = 0

    def parts(self) -> ComposeResult:
        """Yield the head, the picture of the clock, what was said last, and the keys."""
        with Horizontal(id="head"):
            yield Line(f"Work clock: {self._rhythm}", id="rhythm")
            yield Line(id="sound")
        yield Band(id="band")
        yield Clock(id="clock")
        yield Line(id="about", yields=True)
        yield Line(id="moved", yields=True)
        yield Line(id="said", yields=True)
        yield KeyRow(Place.WORK)

    def on_mount(self) -> None:
        """Begin to look at the clock."""
        self._runner.listen(self)
        if self._inbox is not None:
            with suppress(NotImplementedError):  # on Windows, where no other terminal can ask for anything
                asyncio.get_running_loop().add_reader(self._inbox.fileno(), self._serve, self._inbox)
        self.wake()
        if self._on_open is not None:
            self._on_open(self.unbend.tell_from_anywhere)

    def on_unmount(self) -> None:
        """Take no more from other terminals, and look no more."""
        if self._timer is not None:
            self._timer.cancel()
        if self._inbox is not None:
            with suppress(NotImplementedError, ValueError):
                asyncio.get_running_loop().remove_reader(self._inbox.fileno())

    def _serve(self, inbox: Inbox) -> None:
        inbox.serve(self._runner)
        self.wake()

    def see_somebody(self) -> None:
        """Take note that somebody is there, on whichever screen they showed it."""
        is_back = self._runner.state.is_away
        self._on_seen()
        if is_back:
            self.wake()

    # A listener of the runner

    def handle(self, event: Event, wall_clock: WallClock) -> None:
        """Say what happened, where the picture does not."""
        if not isinstance(event, _UNTOLD):
            self._said, self._said_at_ms = sentence(event, wall_clock), event.due_ms
        elif event.due_ms > self._said_at_ms and not isinstance(event, e.BreakTimeOver):
            self._said = ""  # an old answer; how to end a break holds beyond its time
        if isinstance(event, e.BreakDue | e.PostureDue) and not event.is_soft:
            self._call()
        if isinstance(event, e.BreakBegan) and not self._is_followed:  # what is under way serves for this one
            self._have_break(event)

    def beat(self, view: View) -> None:
        """Show `view`."""
        shown = face(view, self._wall_in)
        self.unbend.entitle(shown.title)
        if not self.query(KeyRow):  # the app is leaving, and nothing is on this screen any more
            return
        self._is_on_its_own = self._is_on_its_own and view.status is Status.BREAK
        self.query_one(Band).show(shown.word, "", shown.look)
        self.query_one(Clock).show(shown.digits, shown.beside, shown.look, is_last=shown.is_last)
        self.query_one("#about", Line).show(shown.about)
        self.query_one("#moved", Line).show(shown.moved)
        self.query_one("#said", Line).show(self._said)
        self.query_one("#sound", Line).show(self._sound())
        self.query_one(KeyRow).show(is_paused=view.status is Status.PAUSED)
        self.tell_briefly(f"{shown.word} {shown.digits} {shown.beside}".strip())

    def _wall_in(self, span: Ms) -> datetime:
        state = self._runner.state
        return state.clock.at(state.now_ms + span)

    def wake(self) -> None:
        """Look at the clock, and be woken when it next looks different."""
        self._runner.tick()
        if self._timer is not None:
            self._timer.cancel()
        if self._runner.is_over:
            self.dismiss(EXIT_DONE)
        elif not self._is_driven:
            in_s = min(self._runner.wait_s(), self._runner.to_real_s(changes_in_ms(self._runner.view())))
            if self.unbend.player.status.endswith("starting"):
                in_s = min(in_s, _SOUND_IS_FOUND_IN_S)
            # Not a timer of Textual's, which never comes where it is set for less than setting it takes.
            self._timer = asyncio.get_running_loop().call_later(in_s, self.call_next, self.wake)

    # Keys

    def action_start(self) -> None:
        """Begin the break that is due, or one before its time; end one that has no routine."""
        self._send(c.EndBreak() if self._is_on_its_own else c.TakeBreak())

    def action_short(self) -> None:
        """Begin the short version."""
        self._send(c.TakeShort())

    def action_later(self, number: int) -> None:
        """Postpone the break by the `number`-th of the spans there are."""
        self._send(c.Postpone(POSTPONEMENTS_MS[number]))

    def action_skip(self) -> None:
        """Not this one."""
        self._send(c.Skip())

    def action_pause(self) -> None:
        """Let the clock stand still, or go on."""
        is_paused = self._runner.view().status is Status.PAUSED
        self._send(c.Resume() if is_paused else c.Pause())

    def action_mute(self) -> None:
        """Sound on or off."""
        self.unbend.set_muted(muted=not self.unbend.settings.mute)
        self.wake()

    def action_leave(self) -> None:
        """End the work clock."""
        self._send(c.Stop())

    def _send(self, command: Command) -> None:
        self._runner.send(command)
        self.wake()

    @work(group="break", exclusive=True)
    async def _have_break(self, began: e.BreakBegan) -> None:
        """Follow what is chosen for the break, and go on counting, however that ended."""
        self._is_on_its_own = False
        try:
            chosen = await asyncio.to_thread(self._choose, began)
            if not isinstance(chosen, str):
                await self._follow(chosen)
                return
        except UnbendError as error:
            chosen = f"{error}."
        self._is_on_its_own = True
        self.say(f"{chosen} Take it without a routine; Enter when you are back.")

    async def _follow(self, request: Request) -> None:
        self._begun = session = Begun()
        self._is_followed = True
        try:
            await self.unbend.follow(replace(request, listeners=(*request.listeners, session)))
        finally:
            self._is_followed, self._begun = False, None
        if self._runner.view().status is Status.BREAK:  # another terminal may have said that it is over
            self._send(c.EndBreak(is_had=session.is_so))
        else:
            self.wake()

    def on_screen_resume(self) -> None:
        """Look at the clock again: it may have been stopped while something else was shown."""
        if self.query(KeyRow):
            self.wake()

    def interrupt(self) -> None:
        """End the work clock for good, as by Ctrl-C."""
        self._runner.send(c.Stop(is_had=self._begun is None or self._begun.is_so))

    def go_away(self) -> None:
        """End the break under way, as somebody takes the terminal away; a new start goes on from there."""
        if self._runner.state.status is Status.BREAK:  # only here it is known whether anything was done in it
            self._runner.send(c.EndBreak(is_had=self._begun is None or self._begun.is_so))

    def say(self, sentence: str) -> None:
        """Show `sentence` until something happens."""
        self._said, self._said_at_ms = sentence, self._runner.state.now_ms
        self.beat(self._runner.view())

    def _call(self) -> None:
        """Let be heard that something is due, once: nothing comes to the front, and nothing repeats."""
        settings = self.unbend.settings
        if CUE not in settings.silent_cues:
            self.unbend.player.play(CUE, settings.level_of(CUES[CUE].group))
        if not settings.mute and settings.loudness:
            self.app.bell()

    def _sound(self) -> str:
        return f"♪ {sound_words(self.unbend.player.status, self.unbend.settings.loudness)}"
