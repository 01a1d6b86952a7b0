"""`unbend run`: follow a routine, on the screen or line by line."""

from __future__ import annotations

import math
import sys
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from unbend import resources
from unbend.commands import places, wiring
from unbend.commands.screen import open_app
from unbend.routine.catalogue import known_entries
from unbend.session.clock import SystemClock
from unbend.session.output import is_a_screen
from unbend.ui.services import Request

if TYPE_CHECKING:
    from unbend.routine.catalogue import Entry
    from unbend.session.runner import Listener


def _finite(_context: click.Context, _option: click.Parameter, value: float) -> float:
    if math.isnan(value):
        msg = "is not a number"
        raise click.BadParameter(msg)
    return value


@click.command()
@click.argument("routine")
@click.option("--plain", is_flag=True, help="Line by line, for a speech reader; also taken where there is no screen.")
@click.option(
    "--speed",
    type=click.FloatRange(0.1, 3600),
    default=1.0,
    callback=_finite,
    help="Run the clock this many times as fast.",
)
@click.option("--mute", is_flag=True, help="No sound; m brings it back.")
@click.option("--voice/--no-voice", default=None, help="Say what comes next; as the settings have it when left out.")
@click.option("--volume", type=click.IntRange(0, 100), help="Percent; the setting is 40 unless you changed it.")
@wiring.side_option
@click.option("--log", metavar="FILE", help="Write each event as JSON; - for standard output, which is line by line.")
def command(  # noqa: PLR0913  # one per option
    routine: str,
    *,
    plain: bool,
    speed: float,
    mute: bool,
    voice: bool | None,
    volume: int | None,
    side: str | None,
    log: str | None,
) -> int:
    """Follow ROUTINE, a name from `unbend list` or a file.

    \b
    unbend run desk-reset
    unbend run ./my-routine.yaml --volume 20

    \b
    Keys while it runs:
      space  pause, and go on            n  next step        +  10 seconds more
      p      something hurts             b  back             e  ease
      m      sound on or off             q  stop here        ?  all keys
    """  # noqa: D301  # the mark is a control character, by which click leaves a paragraph as it is
    sentences: list[str] = []
    settings = places.settings(sentences.append)
    volume = settings.volume if volume is None else volume
    settings = replace(settings, mute=mute or settings.mute, volume=volume).with_voice(wanted=voice)
    with ExitStack() as stack:
        if not plain and log != "-" and is_a_screen(sys.stdin, sys.stdout):
            request = _request(routine, side, log, stack)
            return open_app(settings=settings, trouble=" ".join(sentences), request=request, clock=SystemClock(speed))
        from unbend.commands.plain import run_plain  # noqa: PLC0415  # the screen's first frame does without it

        clock = SystemClock(speed)
        return run_plain(routine, wiring.side(side), log=log, settings=settings, clock=clock, sentences=sentences)


def _request(routine: str, side: str | None, log: str | None, stack: ExitStack) -> Request:
    """Return what was asked for, once it is known to be possible: what is wrong with it is told in the shell."""
    entry = _listed(routine) if side is None else None
    library = None
    if entry is None:
        library = wiring.library()
        library.compile(library.find(routine), wiring.side(side))
    listeners: tuple[Listener, ...] = ()
    if log is not None:
        from unbend.commands.log_file import open_log  # noqa: PLC0415  # seldom asked for
        from unbend.session.event_log import EventLog  # noqa: PLC0415  # likewise

        listeners = (EventLog(open_log(log, stack)),)
    return Request(routine=routine, entry=entry, library=library, side=wiring.side(side), listeners=listeners)


def _listed(routine: str) -> Entry | None:
    """Return the entry of `routine` where the list knows it already, so that its file need not be read first."""
    known = known_entries(places.folders(), resources.index_file()) or []
    return next((entry for entry in known if entry.id == routine and not entry.problems), None)
