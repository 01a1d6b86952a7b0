"""The line mode of the work clock: `unbend work --plain`.

It owns the loop. The loop sleeps until something is due, a key is pressed or another terminal asks for something; it
prints what happened and decides nothing about time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from unbend.breaks import commands as c
from unbend.breaks import events as e
from unbend.breaks.rhythm import POSTPONEMENTS_MS
from unbend.breaks.state import Status
from unbend.breaks.words import line, standing
from unbend.session.keys import ENTER, HANGUP, INTERRUPT
from unbend.session.questions import Interrupted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from unbend.breaks.view import View
    from unbend.breaks.wall import WallClock
    from unbend.session.keys import Keys
    from unbend.session.output import Output
    from unbend.work.inbox import Inbox
    from unbend.work.runner import WorkRunner

KEYS = (
    ("Enter", "begin the break, also before its time"),
    ("1 2 3", "later: in 2, 5 or 10 minutes"),
    ("s", "the thirty-second version instead"),
    ("x", "not this one"),
    ("space", "pause the work clock, and go on"),
    ("q", "stop the work clock"),
    ("?", "these keys"),
)
"""Every key; the help is made from this table."""
_COMMANDS: dict[str, c.Command] = {
    ENTER: c.TakeBreak(),
    "s": c.TakeShort(),
    "x": c.Skip(),
    "q": c.Stop(),
    **{str(number): c.Postpone(by_ms) for number, by_ms in enumerate(POSTPONEMENTS_MS, start=1)},
}
HOW_ELSEWHERE = "In a terminal, unbend break leads through one."
"""What a work clock without a terminal adds where it announces a break."""
_MEANWHILE_S = 60.0
"""How long it waits at the most; the runner mostly wants less."""


class WorkLines:
    """One work clock in lines; the last of its listeners, which prints the events."""

    def __init__(  # noqa: PLR0913  # everything it is wired from
        self,
        *,
        runner: WorkRunner,
        keys: Keys,
        inbox: Inbox,
        out: Output,
        have_break: Callable[[e.BreakBegan, Keys], bool],
        on_seen: Callable[[], None] = lambda: None,
        is_headless: bool = False,
        said_of: Callable[[e.Event, WallClock], str] = line,
    ) -> None:
        """`have_break` leads through a break, with keys of its own, and returns whether anything was done in it.

        `on_seen` is called at every key, whatever it means: somebody is there. One that `is_headless` belongs to no
        terminal: there are no keys, and nothing ends it but an order or a signal.
        """
        self._runner = runner
        self._keys = keys
        self._inbox = inbox
        self._out = out
        self._have_break = have_break
        self._on_seen = on_seen
        self._is_headless = is_headless
        self._said_of = said_of
        self._began: e.BreakBegan | None = None
        self._is_time_over = False
        self._has_said = False
        self._is_had = True
        """Whether anything was done in the break under way."""
        self.was_interrupted = False
        """Whether it ended by Ctrl-C, or because the terminal went away."""
        runner.listen(self)

    def handle(self, event: e.Event, wall_clock: WallClock) -> None:
        """Print the line of `event`, and note what the loop has to do about it."""
        self._has_said = True
        self._out.say(self._said_of(event, wall_clock))
        match event:
            case e.BreakBegan():
                self._began, self._is_time_over = event, False
            case e.BreakTimeOver():
                self._is_time_over = True

    def beat(self, view: View) -> None:
        """Nothing to print between events."""

    def run(self) -> None:
        """Run the work clock until it is stopped."""
        try:
            self._runner.tick()
            if not self._has_said:  # it goes on from where it stood, or waits for the working hours
                self._out.say(standing(self._runner.state))
            self._say_keys_are_there()
            while not self._runner.is_over:
                self._take(self._pump(_MEANWHILE_S))
                if self._runner.state.status is Status.BREAK:
                    self._be_in_break()
        except Interrupted as error:
            self._leave(error.key)

    def _say_keys_are_there(self) -> None:
        if self._is_headless:
            self._out.say(f"Breaks are announced, and none begins by itself. {HOW_ELSEWHERE}")
            return
        there = "Enter begins a break, 1 2 3 later, s short, x not this one, q stops, ? all."
        without = "No keys here: breaks are announced, and none begins by itself."
        self._out.say(there if self._keys.are_there else without)

    def _pump(self, seconds: float) -> list[str]:
        """Wait for keys no longer than the work clock allows, settle it, and do what was asked of it elsewhere."""
        keys = self._keys.wait(min(seconds, self._runner.wait_s()))
        if not keys:  # nothing may stand before a pain press, and a key brings its own look at the clock
            self._runner.tick()
            self._inbox.serve(self._runner)
        elif not {INTERRUPT, HANGUP} & {*keys}:
            self._on_seen()
        if self._out.is_gone and not self._is_headless:
            raise Interrupted(HANGUP)
        return keys

    def _take(self, keys: Sequence[str]) -> None:
        """Do what `keys` say; those typed after a break began belong to nothing."""
        for key in keys:
            if key in (INTERRUPT, HANGUP):
                raise Interrupted(key)
            if self._runner.is_over or self._runner.state.status is Status.BREAK:
                return
            if key == " ":
                is_paused = self._runner.state.status is Status.PAUSED
                self._runner.send(c.Resume() if is_paused else c.Pause())
            elif key in _COMMANDS:
                self._runner.send(_COMMANDS[key])
            elif key == "?":
                for name, meaning in KEYS:
                    self._out.say(f"  {name}: {meaning}")

    def _be_in_break(self) -> None:
        """Lead through the break that began. Where nobody can press a key nothing is run, and its time is its end."""
        if not self._keys.are_there:
            if self._is_time_over:
                self._runner.send(c.EndBreak())
            return
        self._is_had = True
        if self._began is not None:
            watched = _KeysInBreak(self._keys, self._pump, self._runner)
            began, self._began = self._began, None
            self._is_had = self._have_break(began, watched)
            if watched.left_by is not None and not self._runner.is_over:
                raise Interrupted(watched.left_by)
        if self._runner.state.status is Status.BREAK:
            self._runner.send(c.EndBreak(is_had=self._is_had))

    def _leave(self, key: str) -> None:
        """End by Ctrl-C for good; where the terminal went away, a new start goes on from here."""
        self.was_interrupted = True
        if key == INTERRUPT:
            self._runner.send(c.Stop(is_had=self._is_had))
        elif self._runner.state.status is Status.BREAK:
            self._runner.send(c.EndBreak(is_had=self._is_had))  # only here it is known whether anything was done in it
        else:
            self._runner.tick()


class _KeysInBreak:
    """The keys as a routine in the break gets them: meanwhile the work clock goes on, and can be asked."""

    def __init__(self, keys: Keys, pump: Callable[[float], list[str]], runner: WorkRunner) -> None:
        self._keys = keys
        self._pump = pump
        self._runner = runner
        self.left_by: str | None = None
        """Ctrl-C or the hangup, where it came."""

    @property
    def are_there(self) -> bool:
        """Whether a person can press any."""
        return self._keys.are_there

    def wait(self, seconds: float, /) -> list[str]:
        """Return the keys that came within `seconds`, or none sooner; a work clock that was stopped ends the break."""
        try:
            keys = self._pump(seconds)
        except Interrupted as error:
            keys = [error.key]
        if self._runner.is_over:
            keys = [HANGUP]
        self.left_by = next((key for key in keys if key in (INTERRUPT, HANGUP)), self.left_by)
        return keys

    def __enter__(self) -> Self:
        """Go on listening."""
        return self

    def __exit__(self, *_: object) -> None:
        """Go on listening."""
