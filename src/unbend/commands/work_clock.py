"""A work clock, wired: the schedule, what keeps and tells of it, who may speak to it, and the screen or the lines.

Not a command of its own; what was asked for is known before anything here begins. It stands beside `work.py` because
options change for other reasons than what a work clock consists of.
"""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from unbend import resources
from unbend.breaks.state import Status
from unbend.breaks.words import line, sentence
from unbend.commands.picking import routines_there
from unbend.commands.plain import terminal_keys
from unbend.commands.work_break import BreakLeader
from unbend.commands.work_screen import run_screen
from unbend.commands.work_service import answering
from unbend.errors import EXIT_DONE, EXIT_INTERRUPTED, WrongUse
from unbend.history.store import Store
from unbend.session.clock import SimulatedClock, SystemClock
from unbend.session.guarded import Guarded
from unbend.session.parts import make_player
from unbend.units import HOUR, MINUTE
from unbend.work import look, state_file
from unbend.work.break_log import BreakLog
from unbend.work.calls import Caller
from unbend.work.control import Control, NoControl
from unbend.work.hook_table import load_hooks
from unbend.work.hooks import Hooks
from unbend.work.idle_asker import IdleAsker, can_be_asked
from unbend.work.inbox import Inbox
from unbend.work.journal import goes_to_the_journal
from unbend.work.keeper import StateKeeper, kept_for
from unbend.work.notices import TITLE, Notices
from unbend.work.plain import HOW_ELSEWHERE, WorkLines
from unbend.work.presence import Presence
from unbend.work.runner import WorkRunner
from unbend.work.terminal_notice import notice
from unbend.work.wishes import work_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from unbend.commands.work_screen import Told
    from unbend.session.output import Output
    from unbend.settings import Settings
    from unbend.units import Ms
    from unbend.work.listeners import WorkListener
    from unbend.work.wishes import Rhythm


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkAsked:
    """The work clock that is asked for."""

    settings: Settings
    rhythm: Rhythm
    routine: str | None
    """The one of every break; None for one that is picked."""
    speed: float
    is_headless: bool
    """Whether it belongs to no terminal."""

    @property
    def is_real(self) -> bool:
        """Whether it is somebody's day: one that is only played is not kept and calls no one, its times never were."""
        return self.speed == 1


def run_work_clock(asked: WorkAsked, out: Output, told: Told | None) -> int:
    """Run it until it is stopped, on the screen where there is a `told` to tell it on, else line by line on `out`.

    Return the exit code. Raises `AlreadyRunning`, or `WrongUse` where that is likely.
    """
    with ExitStack() as stack:
        return _WorkClock(asked, out, told, stack).run()


class _WorkClock:
    """Everything one work clock is wired from; what has to be closed is closed by `stack`."""

    def __init__(self, asked: WorkAsked, out: Output, told: Told | None, stack: ExitStack) -> None:
        """Begin it. Raises as `run_work_clock` does."""
        self._asked = asked
        self._out = out
        self._told = told
        self._stack = stack
        self._say = out.say if told is None else told.say
        self._inbox = stack.enter_context(Inbox())
        self._open_to_others()
        self._clock = SystemClock() if asked.is_real else SimulatedClock(asked.speed)
        before = state_file.read(resources.work_state_file()) if asked.is_real else None
        schedule = work_settings(asked.settings, asked.rhythm.beats, _lengths(self._say))
        self._runner = WorkRunner(schedule, self._clock, kept=kept_for(before, asked.rhythm.name))
        self._leader = BreakLeader(asked.settings, asked.routine, asked.speed, self._say)
        if asked.is_real:
            self._keep(before)
            self._call_beyond()
            self._record(before)
        self._presence = self._look_for_somebody()

    def run(self) -> int:
        """Run it until it is stopped; return the exit code."""
        resumed = "It goes on from where it stood." if self._runner.is_resumed else ""
        if self._told is not None:
            return self._on_screen(self._told, resumed)
        return self._in_lines(resumed)

    def _on_screen(self, told: Told, resumed: str) -> int:
        self._say(resumed)
        return run_screen(
            settings=self._asked.settings,
            clock=SystemClock(self._asked.speed),
            runner=self._runner,
            inbox=self._inbox,
            leader=self._leader,
            rhythm=self._asked.rhythm.name,
            told=told,
            on_seen=self._presence.seen,
        )

    def _in_lines(self, resumed: str) -> int:
        settings, is_headless = self._asked.settings, self._asked.is_headless
        caller = Caller(settings, self._out, partial(make_player, settings, None))
        self._stack.callback(caller.close)
        self._listen(caller, "The sound")
        lines = WorkLines(
            runner=self._runner,
            keys=self._stack.enter_context(terminal_keys(self._inbox, is_headless=is_headless)),
            inbox=self._inbox,
            out=self._out,
            have_break=self._leader.have,
            on_seen=self._presence.seen,
            is_headless=is_headless,
            # The system's log has its own times.
            said_of=sentence if is_headless and goes_to_the_journal(sys.stdout) else line,
        )
        self._say(f"Work clock: {self._asked.rhythm.name}. {resumed}".strip())
        lines.run()
        # A service that is asked to end, and does, has done what it should.
        return EXIT_INTERRUPTED if lines.was_interrupted and not is_headless else EXIT_DONE

    # What it is wired to

    def _open_to_others(self) -> None:
        """Let other terminals speak to it. Raises `AlreadyRunning`, or `WrongUse` where that is likely."""
        try:
            ask = answering(self._inbox.ask) if self._asked.is_headless else self._inbox.ask
            self._stack.enter_context(Control(resources.work_socket(), ask))
        except NoControl as error:
            other, _ = look.now()
            if other is not None:
                msg = f"a work clock is running already, as process {other['pid']}; q stops it there"
                raise WrongUse(msg) from error
            self._say(f"{str(error)[:1].upper()}{str(error)[1:]}.")

    def _keep(self, before: Mapping[str, Any] | None) -> None:
        """Keep it for a restart and for status lines; `before` is what was kept by the last one."""
        keeper = StateKeeper(resources.work_state_file(), self._runner, self._asked.rhythm.name, before)
        self._listen(keeper, "What is kept for a restart")
        self._stack.callback(keeper.close)

    def _call_beyond(self) -> None:
        """Let it notify on the desktop, and run the user's own programs."""
        notices = Notices(self._tell_terminal, how=HOW_ELSEWHERE if self._asked.is_headless else "")
        self._stack.callback(notices.close)
        self._listen(notices, "The notifications")
        found, wrong = load_hooks(resources.settings_file())
        for each in wrong:
            self._say(each)
        hooks = Hooks(found, resources.log_file("hooks"), self._say)
        self._stack.callback(hooks.close)
        self._listen(hooks, "The hooks")

    def _tell_terminal(self, text: str) -> None:
        """Have the terminal show a notice, unless the app draws on it, which shows the break itself."""
        if self._told is None:
            self._out.tell_terminal(notice(text, TITLE, os.environ))

    def _record(self, before: Mapping[str, Any] | None) -> None:
        """Put what becomes of each break into the history."""
        log = BreakLog(
            lambda: Store.open(resources.history_file()),
            lambda: self._leader.last_routine,
            self._say,
            left_open_since_ms=_left_open_since_ms(before) if self._runner.is_resumed else None,
        )
        self._listen(log, "The record of breaks")

    def _look_for_somebody(self) -> Presence:
        """Let it know whether somebody is there; a day that is only played goes by the clock alone."""
        idle_after_ms = self._asked.settings.work_idle * MINUTE
        asker = IdleAsker() if self._asked.is_real and idle_after_ms and can_be_asked() else None
        if asker is not None:
            self._stack.callback(asker.close)
        ask = None if asker is None else asker.ask
        presence = Presence(self._runner, self._clock, ask=ask, tell=self._inbox.ask, idle_after_ms=idle_after_ms)
        self._listen(presence, "The look for somebody at the desk")
        return presence

    def _listen(self, listener: WorkListener, what: str) -> None:
        def failed(error: Exception) -> None:
            self._say(f"{what} had to be left out: {error}. The work clock goes on.")

        self._runner.listen(Guarded(listener, failed))


def _left_open_since_ms(before: Mapping[str, Any] | None) -> Ms | None:
    """Return since when a break may stand on record that waited or was had when `before` was kept; None for none."""
    is_open = before is not None and before["status"] in (Status.DUE.value, Status.BREAK.value)
    return before["written_ms"] - 24 * HOUR if before is not None and is_open else None


def _lengths(warn: Callable[[str], None]) -> Callable[[str], Ms]:
    """Return what tells how long a routine is, 0 with a word of warning for one that cannot be used."""

    def length_of(routine: str) -> Ms:
        known = {entry.id: entry.total_ms for entry in routines_there() if not entry.problems}
        if not known.get(routine):
            warn(f'work_fixed: there is no routine "{routine}" that can be used, so that break is left out.')
        return known.get(routine, 0)

    return length_of
