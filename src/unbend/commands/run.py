"""`unbend run`: follow a routine. Wires clock, keys, sound, record and line mode together."""

from __future__ import annotations

import math
import sys
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from time import sleep
from typing import IO, TYPE_CHECKING

import click

from unbend import resources
from unbend.commands import places, wiring
from unbend.errors import EXIT_DONE, EXIT_INTERRUPTED, EXIT_STOPPED, WrongUse
from unbend.pain import words
from unbend.session.clock import SystemClock
from unbend.session.event_log import EventLog
from unbend.session.keys import ConsoleKeys, Keys, TerminalKeys
from unbend.session.opening import Opener
from unbend.session.output import Output, is_a_screen
from unbend.session.parts import DaySign, make_listeners, make_player, make_recorder, thresholds
from unbend.session.plain import LineMode
from unbend.session.questions import QUIT, Asker, Interrupted
from unbend.units import format_span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from unbend.audio.client import AudioClient
    from unbend.engine.plan import Plan, Side
    from unbend.routine.library import Library
    from unbend.routine.model import Routine
    from unbend.settings import Settings
    from unbend.ui.services import Request

_LAST_SOUND_S = 3.0
"""How long the end waits for its own sound, which closing the player would cut off."""
_SOUND_SETTLES_S = 1.0
"""How long the first line may wait for the sound to be found, so that it tells what is true."""


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
@click.option("--volume", type=click.IntRange(0, 100), help="Percent; the setting is 40 unless you changed it.")
@wiring.side_option
@click.option("--log", metavar="FILE", help="Write each event as JSON; - for standard output, which is line by line.")
def command(  # noqa: PLR0913  # one per option
    routine: str, *, plain: bool, speed: float, mute: bool, volume: int | None, side: str | None, log: str | None
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
    settings = replace(settings, mute=mute or settings.mute, volume=volume)
    with ExitStack() as stack:
        if not plain and log != "-" and is_a_screen(sys.stdin, sys.stdout):
            return _on_screen(_request(routine, side, log, stack), settings, " ".join(sentences), SystemClock(speed))
        out = Output(sys.stderr if log == "-" else sys.stdout)  # a log on standard output has it to itself
        for sentence in sentences:
            out.say(sentence)
        session = _Session(out, log, settings, SystemClock(speed), stack)
        try:
            return session.run(wiring.library(), routine, wiring.side(side))
        except Interrupted as error:
            return EXIT_STOPPED if error.key == QUIT else EXIT_INTERRUPTED


def _request(routine: str, side: str | None, log: str | None, stack: ExitStack) -> Request:
    """Return what was asked for, once it is known to be possible: what is wrong with it is told in the shell."""
    from unbend.ui.services import Request  # noqa: PLC0415  # the line mode needs nothing of the screen

    library = wiring.library()
    library.compile(library.find(routine), wiring.side(side))
    stream = open_log(log, stack)
    listeners = () if stream is None else (EventLog(stream),)
    return Request(routine=routine, library=library, side=wiring.side(side), listeners=listeners)


def _on_screen(request: Request, settings: Settings, trouble: str, clock: SystemClock) -> int:
    from unbend.commands.screen import open_app  # noqa: PLC0415  # likewise

    return open_app(settings=settings, trouble=trouble, request=request, clock=clock)


class _Session:
    """Everything one run is wired from; what has to be closed is closed by `stack`."""

    def __init__(self, out: Output, log: str | None, settings: Settings, clock: SystemClock, stack: ExitStack) -> None:
        self._out = out
        self._log = log
        self._settings = settings
        self._clock = clock
        self._stack = stack
        self._sign = DaySign(resources.history_file(), clock.wall, out.say)

    @property
    def _bell(self) -> Callable[[], None] | None:
        return self._out.ring if self._out.is_terminal else None

    def run(self, library: Library, name: str, side: Side | None) -> int:
        """Ask what has to be asked, play the routine called `name`, and return the exit code."""
        source = library.find(name)
        compiled = library.compile(source, side)
        log = open_log(self._log, self._stack)
        player = self._stack.enter_context(closing(make_player(self._settings, self._bell)))
        keys = self._stack.enter_context(_keys())
        asker = Asker(keys.wait, self._out.say, self._clock) if keys.are_there else None
        opener = Opener(asker, self._out.say, self._settings.emergency_number, self._sign.note)
        opener.pass_hold(self._sign.get(), compiled.kinds)
        player.settled(_SOUND_SETTLES_S)
        for file in dict.fromkeys(problem.file for problem in library.exercise_problems):
            self._out.say(f"{file} is left out; unbend check says what is wrong with it.")
        self._say_head(library.load(source).routine, compiled.plan)
        self._out.say(f"{player.status.capitalize()}.")
        if keys.are_there:
            self._out.say("Space pauses, p if something hurts, q stops, ? shows all keys.")
        start = opener.ask_pain(source.id, compiled.kinds, library.sources)
        if start.instead is not None:
            compiled = library.compile(library.find(start.instead), side)
            opener.pass_hold(self._sign.get(), compiled.kinds)
            self._out.say(f"{compiled.plan.title}, {format_span(compiled.plan.total_ms)}.")
        if compiled.asks_side and side is None:
            side = opener.ask_side()
            compiled = library.compile(library.find(compiled.plan.id if start.instead else name), side)
        recorder = make_recorder(
            resources.history_file(),
            compiled.plan,
            self._clock.wall,
            pain=start.pain,
            side=side if compiled.asks_side else None,
        )
        self._stack.enter_context(closing(recorder))
        logs = () if log is None else (EventLog(log),)
        listeners = make_listeners(player, recorder, self._settings, self._out.say, logs)
        mode = LineMode(
            plan=compiled.plan,
            clock=self._clock,
            keys=keys,
            player=player,
            recorder=recorder,
            settings=self._settings,
            out=self._out,
            listeners=listeners,
            baseline=start.pain,
            thresholds=thresholds(self._settings),
            typed_ahead=asker.take_rest() if asker is not None else (),
        )
        return self._play(mode, player)

    def _play(self, mode: LineMode, player: AudioClient) -> int:
        mode.run()
        if mode.is_finished:
            player.drained(_LAST_SOUND_S)
        if mode.sign is not None:
            self._sign.note(mode.sign)
        if mode.was_interrupted:
            return EXIT_INTERRUPTED
        return EXIT_DONE if mode.is_finished else EXIT_STOPPED

    def _say_head(self, routine: Routine, plan: Plan) -> None:
        steps = f"{len(plan.steps)} steps" if len(plan.steps) > 1 else "1 step"
        self._out.say(f"{plan.title}, {format_span(plan.total_ms)}, {steps}.")
        if routine.needs:
            self._out.say(f"Needs: {', '.join(routine.needs)}.")
        if routine.cautions:
            self._out.say(f"Take care: {routine.cautions}")
        self._out.say(words.NOTICE)


def open_log(name: str | None, stack: ExitStack) -> IO[str] | None:
    """Return the stream for the log called `name`, which `stack` closes. Raises `WrongUse` where it cannot be."""
    if name is None:
        return None
    if name == "-":
        return sys.stdout
    path = Path(name)
    try:
        if path.is_file() and path.stat().st_size and not path.read_bytes().startswith(b"{"):
            msg = f"{name} is there and no log; it was left as it is"
            raise WrongUse(msg)
        return stack.enter_context(_letting_go(path.open("w", encoding="utf-8")))
    except OSError as error:
        msg = f"the log {name} cannot be written: {error.strerror}"
        raise WrongUse(msg) from error


@contextmanager
def _letting_go(stream: IO[str]) -> Iterator[IO[str]]:
    """Close `stream` in the end; on a full disk even that fails, which has been told by then."""
    try:
        yield stream
    finally:
        with suppress(OSError):
            stream.close()


def _keys() -> Keys:
    if sys.platform == "win32":
        return ConsoleKeys(sys.stdin, sleep)
    return TerminalKeys(sys.stdin)
