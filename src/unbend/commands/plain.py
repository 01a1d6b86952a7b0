"""A session line by line: wires clock, keys, sound, record and line mode together. Not a command of its own."""

from __future__ import annotations

import sys
from contextlib import ExitStack, closing
from time import sleep
from typing import IO, TYPE_CHECKING

from unbend import resources
from unbend.commands import wiring
from unbend.commands.log_file import open_log
from unbend.errors import EXIT_DONE, EXIT_INTERRUPTED, EXIT_STOPPED
from unbend.pain import words
from unbend.pain.rules import Rule
from unbend.routine.fit import told_of
from unbend.routine.packs import with_skin_checks
from unbend.session.day_rules import SIGNS, DayRules
from unbend.session.day_sign import DaySign
from unbend.session.event_log import EventLog
from unbend.session.keys import ConsoleKeys, HasFileno, Keys, TerminalKeys
from unbend.session.opening import Opener
from unbend.session.output import Output
from unbend.session.packs import recent_packs
from unbend.session.parts import make_listeners, make_player, make_recorder, speaking, thresholds, voice_called
from unbend.session.plain import LineMode
from unbend.session.questions import QUIT, Asker, Interrupted
from unbend.units import MINUTE, format_span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from unbend.audio.client import AudioClient
    from unbend.engine.plan import Plan, Side
    from unbend.routine.compile import Compiled
    from unbend.routine.fit import Fitted
    from unbend.routine.library import Library
    from unbend.routine.model import Routine
    from unbend.session.clock import SystemClock
    from unbend.session.runner import Listener
    from unbend.settings import Settings

_LAST_SOUND_S = 3.0
"""How long the end waits for its own sound, which closing the player would cut off."""
_LAST_WORD_S = 12.0
"""The same where a voice says that it is over, and how to get up."""
_KEYS_EVERY_S = 0.25
_SOUND_SETTLES_S = 1.0
"""How long the first line may wait for the sound to be found, so that it tells what is true."""


def run_plain(  # noqa: PLR0913  # one per option
    routine: str,
    side: Side | None,
    *,
    log: str | None,
    settings: Settings,
    clock: SystemClock,
    sentences: Iterable[str],
    minutes: int | None = None,
    keys: Keys | None = None,
    listeners: tuple[Listener, ...] = (),
) -> int:
    """Follow `routine` line by line, in `minutes` if given, and return the exit code; `sentences` come first.

    `keys` are those of whoever listens to the terminal already; `listeners` hear of the session besides.
    """
    out = Output(sys.stderr if log == "-" else sys.stdout)  # a log on standard output has it to itself
    for sentence in sentences:
        out.say(sentence)
    with ExitStack() as stack:
        try:
            session = _Session(out, log, settings, clock, stack, keys, listeners)
            return session.run(wiring.library(), routine, side, minutes)
        except Interrupted as error:
            return EXIT_STOPPED if error.key == QUIT else EXIT_INTERRUPTED


class _Session:
    """Everything one run is wired from; what has to be closed is closed by `stack`."""

    def __init__(  # noqa: PLR0913, PLR0917  # as it says
        self,
        out: Output,
        log: str | None,
        settings: Settings,
        clock: SystemClock,
        stack: ExitStack,
        keys: Keys | None,
        listeners: tuple[Listener, ...],
    ) -> None:
        self._keys = keys
        self._listeners = listeners
        self._out = out
        self._log = log
        self._settings = settings
        self._clock = clock
        self._stack = stack
        self._sign = DaySign(resources.history_file(), clock.wall, out.say)
        self._rules = DayRules(resources.history_file(), clock.wall)
        self._has_voice = False

    @property
    def _bell(self) -> Callable[[], None] | None:
        return self._out.ring if self._out.is_terminal else None

    def run(self, library: Library, name: str, side: Side | None, minutes: int | None) -> int:
        """Ask what has to be asked, play the routine called `name`, and return the exit code."""
        source = library.find(name)
        compiled, fitted = _compiled(library, name, side, minutes)
        log = self._open_log()
        player = self._stack.enter_context(closing(make_player(self._settings, self._bell, self._out.say)))
        keys = self._stack.enter_context(terminal_keys() if self._keys is None else self._keys)
        asker = Asker(keys.wait, self._out.say, self._clock) if keys.are_there else None
        number = self._settings.emergency_number
        opener = Opener(asker, self._out.say, number, self._sign.note, self._signs_shown)
        opener.pass_hold(self._sign.get(), compiled.kinds)
        player.settled(_SOUND_SETTLES_S)
        for file in dict.fromkeys(problem.file for problem in library.exercise_problems):
            self._out.say(f"{file} is left out; unbend check says what is wrong with it.")
        self._say_head(library.load(source).routine, compiled.plan)
        if fitted is not None:
            self._out.say(told_of(fitted))
        self._out.say(f"{player.status.capitalize()}.")
        if keys.are_there:
            self._out.say("Space pauses, p if something hurts, q stops, ? shows all keys.")
        self._rules.look()
        self._tell_before(opener, compiled)
        start = opener.ask_pain(source.id, compiled.kinds, library.sources)
        if start.instead is not None:
            compiled = library.compile(library.find(start.instead), side)
            opener.pass_hold(self._sign.get(), compiled.kinds)
            self._tell_before(opener, compiled)
            self._out.say(f"{compiled.plan.title}, {format_span(compiled.plan.total_ms)}.")
        if compiled.asks_side and side is None:
            side = opener.ask_side()
            asked = (compiled.plan.id, None) if start.instead else (name, minutes)
            compiled, _ = _compiled(library, asked[0], side, asked[1])
        recent = recent_packs(resources.history_file(), compiled.plan, library.exercises, self._clock.wall())
        plan = with_skin_checks(compiled.plan, recent)
        recorder = make_recorder(
            resources.history_file(),
            plan,
            self._clock.wall,
            pain=start.pain,
            side=side if compiled.asks_side else None,
        )
        self._stack.enter_context(closing(recorder))
        besides = self._listeners if log is None else (*self._listeners, EventLog(log))
        speech = self._stack.enter_context(
            speaking(player, plan, self._settings, clock=self._clock, find_voice=voice_called, tell=self._out.say)
        )
        if speech is not None:
            self._has_voice = True
            if told := speech.get_ready():
                self._out.say(told)
        listeners = make_listeners(player, recorder, self._settings, self._out.say, besides, speech=speech)
        mode = LineMode(
            plan=plan,
            clock=self._clock,
            keys=keys,
            player=player,
            recorder=recorder,
            settings=self._settings,
            out=self._out,
            listeners=listeners,
            baseline=start.pain,
            thresholds=thresholds(self._settings),
            rules=self._rules,
            typed_ahead=asker.take_rest() if asker is not None else (),
        )
        return self._play(mode, player, keys)

    def _tell_before(self, opener: Opener, compiled: Compiled) -> None:
        """Show what comes before such a routine, once a day: the warning signs, and how to get into the shower."""
        is_due = compiled.signs_first and not self._rules.has_told(SIGNS)
        if is_due or self._sign.is_to_be_asked:  # the latter where the history cannot say whether one fitted today
            opener.pass_signs(compiled.kinds)
        if "shower" in compiled.positions:
            for text in self._rules.take([Rule.SHOWER]):
                self._out.say(text)
            self._rules.keep()

    def _signs_shown(self) -> None:
        self._sign.was_asked()
        self._rules.note(SIGNS)

    def _open_log(self) -> IO[str] | None:
        if self._log is None:
            return None
        return sys.stdout if self._log == "-" else open_log(self._log, self._stack)

    def _play(self, mode: LineMode, player: AudioClient, keys: Keys) -> int:
        mode.run()
        if mode.is_finished:
            self._hear_out(player, keys)
        if mode.sign is not None:
            self._sign.note(mode.sign)
        if mode.was_interrupted:
            return EXIT_INTERRUPTED
        return EXIT_DONE if mode.is_finished else EXIT_STOPPED

    def _hear_out(self, player: AudioClient, keys: Keys) -> None:
        """Wait for the last sound, or the last words; whoever presses a key has heard enough."""
        longest_s = _LAST_WORD_S if self._has_voice else _LAST_SOUND_S
        for _ in range(round(longest_s / _KEYS_EVERY_S)):
            if player.drained(_KEYS_EVERY_S) or (keys.are_there and keys.wait(0)):
                return

    def _say_head(self, routine: Routine, plan: Plan) -> None:
        steps = f"{len(plan.steps)} steps" if len(plan.steps) > 1 else "1 step"
        self._out.say(f"{plan.title}, {format_span(plan.total_ms)}, {steps}.")
        if routine.needs:
            self._out.say(f"Needs: {', '.join(routine.needs)}.")
        if routine.cautions:
            self._out.say(f"Take care: {routine.cautions}")
        self._out.say(words.NOTICE)


def _compiled(library: Library, name: str, side: Side | None, minutes: int | None) -> tuple[Compiled, Fitted | None]:
    """Return the routine called `name` as it is written, or made to fit `minutes` and what became of it."""
    source = library.find(name)
    if minutes is None:
        return library.compile(source, side), None
    fitted = library.fit(source, minutes * MINUTE, side)
    return fitted.compiled, fitted


def terminal_keys(also: HasFileno | None = None, *, is_headless: bool = False) -> Keys:
    """Return the keys of this terminal; a wait for them ends when `also` can be read, but in a Windows console.

    One that `is_headless` has no keys, only signals.
    """
    stdin = None if is_headless else sys.stdin
    if sys.platform == "win32":
        return ConsoleKeys(stdin, sleep)
    return TerminalKeys(stdin, also)
