"""How a routine is followed, on the screen or line by line: what `run` and `break` have in common."""

from __future__ import annotations

import math
import sys
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

import click

from unbend import resources
from unbend.commands import places, wiring
from unbend.commands.had_break import tellers_of_breaks
from unbend.commands.screen import open_app
from unbend.routine.catalogue import known_entries
from unbend.session.clock import SystemClock
from unbend.session.output import is_a_screen
from unbend.ui.services import Request

if TYPE_CHECKING:
    from collections.abc import Callable

    from unbend.routine.catalogue import Entry
    from unbend.session.runner import Listener

C = TypeVar("C", bound="Callable[..., Any]")


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """How a routine is to be followed; the names are those of the options."""

    plain: bool = False
    speed: float = 1.0
    mute: bool = False
    voice: bool | None = None
    volume: int | None = None
    side: str | None = None
    log: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be followed."""

    routine: str
    minutes: int | None = None
    """To be made to fit that; None for as it is written."""
    why: str = ""
    """Why it is this one, where the person did not name it."""


def _finite(_context: click.Context, _option: click.Parameter, value: float) -> float:
    if math.isnan(value):
        msg = "is not a number"
        raise click.BadParameter(msg)
    return value


plain_option = click.option(
    "--plain", is_flag=True, help="Line by line, for a speech reader; also taken where there is no screen."
)
speed_option = click.option(
    "--speed",
    type=click.FloatRange(0.1, 36_000),
    default=1.0,
    callback=_finite,
    help="Run the clock this many times as fast.",
)
_OPTIONS = (
    plain_option,
    speed_option,
    click.option("--mute", is_flag=True, help="No sound; m brings it back."),
    click.option(
        "--voice/--no-voice", default=None, help="Say what comes next; as the settings have it when left out."
    ),
    click.option("--volume", type=click.IntRange(0, 100), help="Percent; the setting is 40 unless you changed it."),
    wiring.side_option,
    click.option(
        "--log", metavar="FILE", help="Write each event as JSON; - for standard output, which is line by line."
    ),
)


def how_options(command: C) -> C:
    """Give `command` the options that make a `How`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def follow(asked: Asked, how: How) -> int:
    """Follow what was asked for and return the exit code; a work clock that runs hears of it when it is finished."""
    sentences: list[str] = []
    settings = places.settings(sentences.append)
    volume = settings.volume if how.volume is None else how.volume
    settings = replace(settings, mute=how.mute or settings.mute, volume=volume)
    settings = settings.with_voice(wanted=how.voice)
    clock = SystemClock(how.speed)
    with ExitStack() as stack:
        if not how.plain and how.log != "-" and is_a_screen(sys.stdin, sys.stdout):
            request = _request(asked, how, stack)
            return open_app(settings=settings, trouble=" ".join(sentences), request=request, clock=clock)
        from unbend.commands.plain import run_plain  # noqa: PLC0415  # the screen's first frame does without it

        return run_plain(
            asked.routine,
            wiring.side(how.side),
            log=how.log,
            settings=settings,
            clock=clock,
            sentences=[*sentences, *filter(None, [asked.why])],
            minutes=asked.minutes,
            listeners=_mentioned(how),
        )


def _mentioned(how: How) -> tuple[Listener, ...]:
    """Return what mentions the session to a work clock; one that is only played fast is no break."""
    return tellers_of_breaks() if how.speed == 1 else ()


def _request(asked: Asked, how: How, stack: ExitStack) -> Request:
    """Return what was asked for, once it is known to be possible: what is wrong with it is told in the shell."""
    entry = _listed(asked.routine) if how.side is None else None
    library = None
    if entry is None:
        library = wiring.library()
        library.compile(library.find(asked.routine), wiring.side(how.side))
    listeners = _mentioned(how)
    if how.log is not None:
        from unbend.commands.log_file import open_log  # noqa: PLC0415  # seldom asked for
        from unbend.session.event_log import EventLog  # noqa: PLC0415  # likewise

        listeners = (*listeners, EventLog(open_log(how.log, stack)))
    return Request(
        routine=asked.routine,
        entry=entry,
        library=library,
        side=wiring.side(how.side),
        minutes=asked.minutes,
        why=asked.why,
        listeners=listeners,
    )


def _listed(routine: str) -> Entry | None:
    """Return the entry of `routine` where the list knows it already, so that its file need not be read first."""
    known = known_entries(places.folders(), resources.index_file()) or []
    return next((entry for entry in known if entry.id == routine and not entry.problems), None)
