"""`unbend work`: a clock for the work session, which says when it is time for a break."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import click

from unbend import resources
from unbend.breaks.rhythm import Preset
from unbend.breaks.words import line, sentence
from unbend.commands import places, wiring
from unbend.commands.control import join_running, orders
from unbend.commands.follow import plain_option, speed_option
from unbend.commands.picking import routines_there
from unbend.commands.plain import terminal_keys
from unbend.commands.work_break import BreakLeader
from unbend.commands.work_screen import Told, run_screen
from unbend.commands.work_service import (
    answering,
    install_options,
    install_service,
    only_one_of,
    uninstall_service,
)
from unbend.errors import EXIT_DONE, EXIT_INTERRUPTED, WrongUse
from unbend.history.store import Store
from unbend.routine.duration import DurationInvalid, parse_duration
from unbend.session.clock import SimulatedClock, SystemClock
from unbend.session.guarded import Guarded
from unbend.session.output import Output, is_a_screen
from unbend.session.parts import make_player
from unbend.units import HOUR, MINUTE
from unbend.work import look, state_file
from unbend.work.break_log import BreakLog
from unbend.work.calls import Caller
from unbend.work.control import AlreadyRunning, Control, NoControl
from unbend.work.hook_table import load_hooks
from unbend.work.hooks import Hooks
from unbend.work.idle_asker import IdleAsker, can_be_asked
from unbend.work.inbox import Inbox
from unbend.work.keeper import StateKeeper, kept_for
from unbend.work.notices import TITLE, Notices
from unbend.work.plain import HOW_ELSEWHERE, WorkLines
from unbend.work.presence import Presence
from unbend.work.runner import WorkRunner
from unbend.work.terminal_notice import notice
from unbend.work.wishes import Rhythm, WorkWish, rhythm, work_settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from unbend.session.clock import Clock
    from unbend.settings import Settings
    from unbend.units import Ms
    from unbend.work.listeners import WorkListener

LONGEST_WORK_MS: Ms = 4 * HOUR
LONGEST_BREAK_MS: Ms = HOUR


def _length(longest_ms: Ms) -> Callable[[click.Context, click.Parameter, str | None], Ms | None]:
    """Return what reads a span such as `30m`, of `longest_ms` at the most, from an option."""

    def read(_context: click.Context, _option: click.Parameter, value: str | None) -> Ms | None:
        try:
            return None if value is None else parse_duration(value, longest_ms=longest_ms)
        except DurationInvalid as error:
            msg = f"{error.what} ({error.hint})"
            raise click.BadParameter(msg) from error

    return read


@click.group("work", invoke_without_command=True)
@click.option(
    "--preset",
    type=click.Choice([str(each) for each in Preset]),
    help="A rhythm; light unless the settings say otherwise.",
)
@click.option(
    "--every", "every_ms", metavar="LENGTH", callback=_length(LONGEST_WORK_MS), help="Work between two breaks: 30m."
)
@click.option(
    "--break", "break_ms", metavar="LENGTH", callback=_length(LONGEST_BREAK_MS), help="How long a break is: 2m."
)
@click.option("--routine", help="This one in every break, instead of one that is picked.")
@plain_option
@speed_option
@click.option("--mute", is_flag=True, help="No sound and no bell.")
@click.option("--headless", is_flag=True, help="Without a terminal: breaks are announced, and none begins by itself.")
@install_options
@click.pass_context
def command(  # noqa: PLR0913  # one per option
    context: click.Context,
    *,
    preset: str | None,
    every_ms: Ms | None,
    break_ms: Ms | None,
    routine: str | None,
    plain: bool,
    speed: float,
    mute: bool,
    headless: bool,
    install: bool,
    uninstall: bool,
) -> int | None:
    """Count the work session, say when it is time for a break, lead through it, and count on.

    \b
    unbend work                     half a minute every 20 minutes, or as the settings have it
    unbend work --preset classic    two minutes every half hour
    unbend work --every 45m --break 5m

    A break is announced a minute before; when it is due there is a soft sound, and it waits ten minutes. Enter begins
    it; 1, 2 and 3 put it off by 2, 5 and 10 minutes; s is the thirty-second version; x leaves it out. Nothing begins by
    itself. Working hours, quiet hours and fixed times are in the settings. --install lets it begin with the session, in
    the background: it announces breaks, and `unbend break` leads through one.
    """  # noqa: D301  # the mark is a control character, by which click leaves a paragraph as it is
    if context.invoked_subcommand is not None:
        return None
    only_one_of(install=install, uninstall=uninstall, headless=headless)
    if uninstall:
        return uninstall_service()
    out = Output(sys.stdout)
    told = Told() if not plain and not headless and not install and is_a_screen(sys.stdin, sys.stdout) else None
    settings = places.settings(out.say if told is None else told.say)
    settings = replace(settings, mute=mute or settings.mute)
    wish = WorkWish(preset, every_ms, break_ms)
    chosen = rhythm(settings, wish)
    if routine is not None:
        wiring.library().find(routine)  # what is wrong with the name is told now, not at the first break
    if install:
        return install_service(wish, routine, is_mute=mute)
    with ExitStack() as stack:
        try:
            return _Work(out, told, settings, routine, speed, stack, is_headless=headless).run(chosen)
        except AlreadyRunning:
            if not headless:
                return join_running()
            out.say("A work clock runs already, and this one leaves it to that.")
            return EXIT_DONE


for each in orders():
    command.add_command(each)


class _Work:
    """Everything one work clock is wired from; what has to be closed is closed by `stack`."""

    def __init__(  # noqa: PLR0913, PLR0917  # as above
        self,
        out: Output,
        told: Told | None,
        settings: Settings,
        routine: str | None,
        speed: float,
        stack: ExitStack,
        *,
        is_headless: bool,
    ) -> None:
        """Show it on the screen where there is a `told` to tell it on, line by line on `out` elsewhere."""
        self._out = out
        self._is_headless = is_headless
        self._told = told
        self._say = out.say if told is None else told.say
        self._settings = settings
        self._routine = routine
        self._speed = speed
        self._stack = stack

    def run(self, chosen: Rhythm) -> int:
        """Run a work clock of that rhythm until it is stopped; return the exit code. Raises `AlreadyRunning`."""
        inbox = self._stack.enter_context(Inbox())
        self._open_to_others(inbox)
        clock = SystemClock() if self._speed == 1 else SimulatedClock(self._speed)
        # A day that is only played is nobody's: its times never were, so it is not kept, and it calls no one.
        is_real = self._speed == 1
        before = state_file.read(resources.work_state_file()) if is_real else None
        schedule = work_settings(self._settings, chosen.beats, _lengths(self._say))
        runner = WorkRunner(schedule, clock, kept=kept_for(before, chosen.name))
        leader = BreakLeader(self._settings, self._routine, self._speed, self._say)
        if is_real:
            keeper = StateKeeper(resources.work_state_file(), runner, chosen.name, before)
            self._listen(runner, keeper, "What is kept for a restart")
            self._stack.callback(keeper.close)
            self._call_beyond(runner)
            log = BreakLog(lambda: Store.open(resources.history_file()), lambda: leader.last_routine, self._say)
            self._listen(runner, log, "The record of breaks")
        presence = self._presence(runner, clock, inbox, is_real=is_real)
        resumed = " It goes on from where it stood." if runner.is_resumed else ""
        if self._told is not None:
            self._say(resumed.strip())
            return run_screen(
                settings=self._settings,
                clock=SystemClock(self._speed),
                runner=runner,
                inbox=inbox,
                leader=leader,
                rhythm=chosen.name,
                told=self._told,
                on_seen=presence.seen,
            )
        caller = Caller(self._settings, self._out, partial(make_player, self._settings, None))
        self._stack.callback(caller.close)
        self._listen(runner, caller, "The sound")
        keys = self._stack.enter_context(terminal_keys(inbox, is_headless=self._is_headless))
        lines = WorkLines(
            runner=runner,
            keys=keys,
            inbox=inbox,
            out=self._out,
            have_break=leader.have,
            on_seen=presence.seen,
            is_headless=self._is_headless,
            # The system's log has its own times.
            said_of=sentence if self._is_headless and os.environ.get("JOURNAL_STREAM") else line,
        )
        self._say(f"Work clock: {chosen.name}.{resumed}")
        lines.run()
        # A service that is asked to end, and does, has done what it should.
        return EXIT_INTERRUPTED if lines.was_interrupted and not self._is_headless else EXIT_DONE

    def _presence(self, runner: WorkRunner, clock: Clock, inbox: Inbox, *, is_real: bool) -> Presence:
        """Let it know whether somebody is there; a day that is only played goes by the clock alone."""
        idle_after_ms = self._settings.work_idle * MINUTE
        asker = IdleAsker() if is_real and idle_after_ms and can_be_asked() else None
        if asker is not None:
            self._stack.callback(asker.close)
        ask = None if asker is None else asker.ask
        presence = Presence(runner, clock, ask=ask, tell=inbox.ask, idle_after_ms=idle_after_ms)
        self._listen(runner, presence, "The look for somebody at the desk")
        return presence

    def _open_to_others(self, inbox: Inbox) -> None:
        """Let other terminals speak to it. Raises `AlreadyRunning`, or `WrongUse` where that is likely."""
        try:
            ask = answering(inbox.ask) if self._is_headless else inbox.ask
            self._stack.enter_context(Control(resources.work_socket(), ask))
        except NoControl as error:
            other, _ = look.now()
            if other is not None:
                msg = f"a work clock is running already, as process {other['pid']}; q stops it there"
                raise WrongUse(msg) from error
            self._say(f"{str(error)[:1].upper()}{str(error)[1:]}.")

    def _call_beyond(self, runner: WorkRunner) -> None:
        """Let it notify on the desktop, and run the user's own programs."""
        notices = Notices(self._tell_terminal, how=HOW_ELSEWHERE if self._is_headless else "")
        self._stack.callback(notices.close)
        self._listen(runner, notices, "The notifications")
        found, wrong = load_hooks(resources.settings_file())
        for each in wrong:
            self._say(each)
        hooks = Hooks(found, resources.log_file("hooks"), self._say)
        self._stack.callback(hooks.close)
        self._listen(runner, hooks, "The hooks")

    def _tell_terminal(self, text: str) -> None:
        """Have the terminal show a notice, unless the app draws on it, which shows the break itself."""
        if self._told is None:
            self._out.tell_terminal(notice(text, TITLE, os.environ))

    def _listen(self, runner: WorkRunner, listener: WorkListener, what: str) -> None:
        def failed(error: Exception) -> None:
            self._say(f"{what} had to be left out: {error}. The work clock goes on.")

        runner.listen(Guarded(listener, failed))


def _lengths(warn: Callable[[str], None]) -> Callable[[str], Ms]:
    """Return what tells how long a routine is, 0 with a word of warning for one that cannot be used."""

    def length_of(routine: str) -> Ms:
        known = {entry.id: entry.total_ms for entry in routines_there() if not entry.problems}
        if not known.get(routine):
            warn(f'work_fixed: there is no routine "{routine}" that can be used, so that break is left out.')
        return known.get(routine, 0)

    return length_of
