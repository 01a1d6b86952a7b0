"""`unbend work`: a clock for the work session, which says when it is time for a break."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import click

from unbend import resources
from unbend.breaks.rhythm import Preset
from unbend.commands import places, wiring
from unbend.commands.follow import plain_option, speed_option
from unbend.commands.picking import routines_there
from unbend.commands.plain import terminal_keys
from unbend.commands.work_break import BreakLeader
from unbend.errors import EXIT_DONE, EXIT_INTERRUPTED, WrongUse
from unbend.history.store import Store
from unbend.routine.duration import DurationInvalid, parse_duration
from unbend.session.clock import SimulatedClock, SystemClock
from unbend.session.output import Output
from unbend.session.parts import make_player
from unbend.units import HOUR
from unbend.work import state_file
from unbend.work.break_log import BreakLog
from unbend.work.calls import Caller
from unbend.work.inbox import Inbox
from unbend.work.keeper import StateKeeper, kept_for, running_elsewhere
from unbend.work.listeners import Guarded
from unbend.work.plain import WorkLines
from unbend.work.runner import WorkRunner
from unbend.work.wishes import Rhythm, WorkWish, rhythm, work_settings

if TYPE_CHECKING:
    from collections.abc import Callable

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
@click.pass_context
def command(  # noqa: PLR0913  # one per option
    context: click.Context,
    *,
    preset: str | None,
    every_ms: Ms | None,
    break_ms: Ms | None,
    routine: str | None,
    plain: bool,  # noqa: ARG001  # line by line is the only way so far
    speed: float,
    mute: bool,
) -> int | None:
    """Count the work session, say when it is time for a break, lead through it, and count on.

    \b
    unbend work                     half a minute every 20 minutes, or as the settings have it
    unbend work --preset classic    two minutes every half hour
    unbend work --every 45m --break 5m

    A break is announced a minute before; when it is due there is a soft sound, and it waits for you. Enter begins it;
    1, 2 and 3 put it off by 2, 5 and 10 minutes; s is the thirty-second version; x leaves it out. Nothing begins by
    itself. Working hours, quiet hours and fixed times are in the settings.
    """  # noqa: D301  # the mark is a control character, by which click leaves a paragraph as it is
    if context.invoked_subcommand is not None:
        return None
    out = Output(sys.stdout)
    settings = places.settings(out.say)
    settings = replace(settings, mute=mute or settings.mute)
    chosen = rhythm(settings, WorkWish(preset, every_ms, break_ms))
    other = running_elsewhere(resources.work_state_file())
    if other is not None:
        msg = f"a work clock is running already, as process {other}; q stops it there"
        raise WrongUse(msg)
    if routine is not None:
        wiring.library().find(routine)  # what is wrong with the name is told now, not at the first break
    with ExitStack() as stack:
        return _run(out, settings, chosen, routine, speed, stack)


# What is asked of a running work clock from another terminal (pause, resume, now, skip, quiet, stop) belongs to this
# group, each in a module of its own: command.add_command(...).


def _run(  # noqa: PLR0913, PLR0917  # everything it is wired from
    out: Output, settings: Settings, chosen: Rhythm, routine: str | None, speed: float, stack: ExitStack
) -> int:
    """Run a work clock line by line until it is stopped; return the exit code."""
    clock = SystemClock() if speed == 1 else SimulatedClock(speed)
    before = state_file.read(resources.work_state_file())
    schedule = work_settings(settings, chosen.beats, _lengths(out.say))
    runner = WorkRunner(schedule, clock, kept=kept_for(before, chosen.name))
    keeper = StateKeeper(resources.work_state_file(), runner, chosen.name, before)
    caller = Caller(settings, out, partial(make_player, settings, None))
    stack.callback(caller.close)
    for what, listener in (("The sound", caller), ("What is kept for a restart", keeper)):
        runner.listen(_guarded(listener, what, out.say))
    leader = BreakLeader(settings, routine, speed, out.say)
    if speed == 1:  # at another speed it is a trial, whose times of day never were
        log = BreakLog(lambda: Store.open(resources.history_file()), lambda: leader.last_routine, out.say)
        runner.listen(_guarded(log, "The record of breaks", out.say))
    inbox = stack.enter_context(Inbox())
    keys = stack.enter_context(terminal_keys(inbox))
    lines = WorkLines(runner=runner, keys=keys, inbox=inbox, out=out, have_break=leader.have)
    out.say(f"Work clock: {chosen.name}.{' It goes on from where it stood.' if runner.is_resumed else ''}")
    lines.run()
    return EXIT_INTERRUPTED if lines.was_interrupted else EXIT_DONE


def _lengths(warn: Callable[[str], None]) -> Callable[[str], Ms]:
    """Return what tells how long a routine is, 0 with a word of warning for one that cannot be used."""

    def length_of(routine: str) -> Ms:
        known = {entry.id: entry.total_ms for entry in routines_there() if not entry.problems}
        if not known.get(routine):
            warn(f'work_fixed: there is no routine "{routine}" that can be used, so that break is left out.')
        return known.get(routine, 0)

    return length_of


def _guarded(listener: WorkListener, what: str, say: Callable[[str], None]) -> Guarded:
    return Guarded(listener, lambda error: say(f"{what} had to be left out: {error}. The work clock goes on."))
