"""`unbend work`: a clock for the work session, which says when it is time for a break."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from unbend.breaks.rhythm import Preset
from unbend.commands import places, wiring
from unbend.commands.control import join_running, orders
from unbend.commands.follow import plain_option, speed_option
from unbend.commands.work_screen import Told
from unbend.commands.work_service import (
    done_if_wrong,
    install_options,
    install_service,
    none_with,
    only_one_of,
    uninstall_service,
)
from unbend.errors import EXIT_DONE
from unbend.routine.duration import DurationInvalid, parse_duration
from unbend.session.output import Output, is_a_screen
from unbend.units import HOUR
from unbend.work.control import AlreadyRunning
from unbend.work.wishes import WorkWish, rhythm

if TYPE_CHECKING:
    from collections.abc import Callable

    from unbend.units import Ms

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
@done_if_wrong
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
    from unbend.commands.work_clock import WorkAsked, run_work_clock  # noqa: PLC0415  # no order needs a routine read

    only_one_of(install=install, uninstall=uninstall, headless=headless)
    none_with({"install": install, "uninstall": uninstall}, plain=plain, speed=speed != 1)
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
    asked = WorkAsked(settings=settings, rhythm=chosen, routine=routine, speed=speed, is_headless=headless)
    try:
        return run_work_clock(asked, out, told)
    except AlreadyRunning:
        if not headless:
            return join_running()
        out.say("A work clock runs already, and this one leaves it to that.")
        return EXIT_DONE


for each in orders():
    command.add_command(each)
