"""`unbend run`: follow a routine. Wires clock, keys, sound, record and line mode together."""

from __future__ import annotations

import math
import sys
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from time import sleep
from typing import IO, TYPE_CHECKING

import click

from unbend import resources
from unbend.audio.client import AudioClient
from unbend.audio.cue_sink import CueSink
from unbend.commands import wiring
from unbend.errors import EXIT_DONE, EXIT_INTERRUPTED, EXIT_STOPPED, HistoryUnavailable, WrongUse
from unbend.history.recorder import Recorder
from unbend.history.records import SignRecord
from unbend.history.store import Store
from unbend.pain import words
from unbend.pain.assessment import Tier
from unbend.session.clock import SystemClock
from unbend.session.event_log import EventLog
from unbend.session.keys import ConsoleKeys, Keys, TerminalKeys
from unbend.session.opening import Opener
from unbend.session.output import Output
from unbend.session.plain import LineMode
from unbend.session.questions import QUIT, Asker, Interrupted
from unbend.session.runner import Guarded, Listener
from unbend.units import format_span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from unbend.engine.plan import Plan, Side
    from unbend.routine.library import Library
    from unbend.routine.model import Routine
    from unbend.settings import Settings

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
@click.option("--plain", is_flag=True, help="Line by line, for a pipe or a speech reader. The only way so far.")
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
@click.option("--log", metavar="FILE", help="Write each event as a line of JSON; - for standard output.")
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
    del plain  # the screen is still to come; until then there is no other mode
    with ExitStack() as stack:
        out = Output(sys.stderr if log == "-" else sys.stdout)  # a log on standard output has it to itself
        settings = wiring.settings(out.say)
        changes = {"mute": mute or settings.mute, "volume": settings.volume if volume is None else volume}
        session = _Session(out, log, settings.model_copy(update=changes), SystemClock(speed), stack)
        try:
            return session.run(wiring.library(), routine, wiring.side(side))
        except Interrupted as error:
            return EXIT_STOPPED if error.key == QUIT else EXIT_INTERRUPTED


class _Session:
    """Everything one run is wired from; what has to be closed is closed by `stack`."""

    def __init__(self, out: Output, log: str | None, settings: Settings, clock: SystemClock, stack: ExitStack) -> None:
        self._out = out
        self._log = log
        self._settings = settings
        self._clock = clock
        self._stack = stack

    def run(self, library: Library, name: str, side: Side | None) -> int:
        """Ask what has to be asked, play the routine called `name`, and return the exit code."""
        source = library.find(name)
        compiled = library.compile(source, side)
        log = self._open_log()
        player = self._stack.enter_context(closing(self._player()))
        keys = self._stack.enter_context(_keys())
        asker = Asker(keys.wait, self._out.say, self._clock) if keys.are_there else None
        opener = Opener(asker, self._out.say, self._settings.emergency_number, self._note_sign)
        opener.pass_hold(self._sign_today(), compiled.kinds)
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
            self._out.say(f"{compiled.plan.title}, {format_span(compiled.plan.total_ms)}.")
        if compiled.asks_side and side is None:
            side = opener.ask_side()
            compiled = library.compile(library.find(compiled.plan.id if start.instead else name), side)
        recorder = self._recorder(compiled.plan, start.pain, side if compiled.asks_side else None)
        mode = LineMode(
            plan=compiled.plan,
            clock=self._clock,
            keys=keys,
            player=player,
            recorder=recorder,
            settings=self._settings,
            out=self._out,
            listeners=self._listeners(player, recorder, log),
            baseline=start.pain,
            typed_ahead=asker.take_rest() if asker is not None else (),
        )
        return self._play(mode, player)

    def _play(self, mode: LineMode, player: AudioClient) -> int:
        mode.run()
        if mode.is_finished:
            player.drained(_LAST_SOUND_S)
        if mode.sign is not None:
            self._note_sign(mode.sign)
        if mode.was_interrupted:
            return EXIT_INTERRUPTED
        return EXIT_DONE if mode.is_finished else EXIT_STOPPED

    def _recorder(self, plan: Plan, pain: int | None, side: Side | None) -> Recorder:
        recorder = Recorder(
            lambda: Store.open(resources.history_file()),
            plan,
            self._clock.wall,
            pain_before=pain,
            chosen_side=None if side is None else str(side),
        )
        return self._stack.enter_context(closing(recorder))

    def _listeners(self, player: AudioClient, recorder: Recorder, log: IO[str] | None) -> list[Listener]:
        cues = CueSink(player, countdown=self._settings.countdown, halfway=self._settings.halfway)
        listeners: list[Listener] = [
            Guarded(cues, self._tell("The sound", then=player.stop)),
            Guarded(recorder, self._tell("The record")),
        ]
        if log is not None:
            listeners.append(Guarded(EventLog(log), self._tell("The log")))
        return listeners

    def _player(self) -> AudioClient:
        ring = self._out.ring if self._out.is_terminal else None
        player = AudioClient(
            resources.shipped("sounds"),
            volume=self._settings.volume / 100,
            bell=ring,
            log_path=resources.log_file("sound"),
        )
        player.set_muted(self._settings.mute)
        return player

    def _say_head(self, routine: Routine, plan: Plan) -> None:
        steps = f"{len(plan.steps)} steps" if len(plan.steps) > 1 else "1 step"
        self._out.say(f"{plan.title}, {format_span(plan.total_ms)}, {steps}.")
        if routine.needs:
            self._out.say(f"Needs: {', '.join(routine.needs)}.")
        if routine.cautions:
            self._out.say(f"Take care: {routine.cautions}")
        self._out.say(words.NOTICE)

    def _sign_today(self) -> Tier | None:
        """Return the tier of warning signs that holds today; None where there is none, or no record to ask."""
        if not resources.history_file().exists():
            return None
        try:
            with Store.open(resources.history_file()) as store:
                found = store.sign_of(self._today())
        except HistoryUnavailable as error:
            self._out.say(f"{error}. Whether a warning sign fitted earlier today could not be looked up.")
            return None
        return None if found is None or found.tier is None else Tier(found.tier)

    def _note_sign(self, tier: Tier | None) -> None:
        """Keep for today that a sign of `tier` fitted, or that the person has been checked since."""
        try:
            with Store.open(resources.history_file()) as store:
                store.save([SignRecord(self._today(), None if tier is None else str(tier))])
        except HistoryUnavailable as error:
            self._out.say(f"{error}.")

    def _today(self) -> str:
        return self._clock.wall().date().isoformat()

    def _tell(self, what: str, then: Callable[[], None] = lambda: None) -> Callable[[Exception], None]:
        def tell(error: Exception) -> None:
            then()
            self._out.say(f"{what} had to be left out: {error}. The session goes on.")

        return tell

    def _open_log(self) -> IO[str] | None:
        if self._log is None:
            return None
        if self._log == "-":
            return sys.stdout
        path = Path(self._log)
        try:
            if path.is_file() and path.stat().st_size and not path.read_bytes().startswith(b"{"):
                msg = f"{self._log} is there and no log; it was left as it is"
                raise WrongUse(msg)
            return self._stack.enter_context(_letting_go(path.open("w", encoding="utf-8")))
        except OSError as error:
            msg = f"the log {self._log} cannot be written: {error.strerror}"
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
