"""The line mode: a session in lines of text, for a terminal, a pipe, a log or a speech reader.

It owns the loop. The loop sleeps until the next thing is due or a key is pressed, ticks the runner, prints what
happened, and asks the questions; it decides nothing about time, pain or the plan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from unbend.audio.chain import next_choice
from unbend.engine import commands as c
from unbend.engine import events as e
from unbend.engine.plan import PhaseKind
from unbend.engine.state import Status
from unbend.pain import words
from unbend.pain.assessment import STANDARD
from unbend.session.keys import ENTER, HANGUP, INTERRUPT
from unbend.session.lines import Lines
from unbend.session.packs import is_unanswered
from unbend.session.pain_case import PainCase
from unbend.session.pain_dialog import NRS_KEYS, PainDialog
from unbend.session.questions import QUIT, Asker, Interrupted
from unbend.session.runner import Runner
from unbend.units import MINUTE, SECOND

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unbend.audio.player import Player
    from unbend.engine.plan import Plan, Variant
    from unbend.engine.state import State
    from unbend.history.recorder import Recorder
    from unbend.pain.assessment import Thresholds, Tier
    from unbend.session.clock import Clock
    from unbend.session.day_rules import DayRules
    from unbend.session.keys import Keys
    from unbend.session.output import Output
    from unbend.session.runner import Listener
    from unbend.settings import Settings
    from unbend.units import Ms

EXTEND_MS: Ms = 10 * SECOND
LAST_QUESTIONS_MS: Ms = 3 * MINUTE
"""Real time after which the questions at the end are taken as skipped: the person may have left the desk."""
LAST_QUESTIONS_AWAY_MS: Ms = 30 * MINUTE
"""The same where nobody could reach the keyboard: getting dry and back to it takes a while."""

KEYS = (
    ("space", "pause, and go on"),
    ("p", "something hurts: stop and ask"),
    ("n", "next step"),
    ("b", "this step again, or the one before in its first 3 seconds"),
    ("+", "10 seconds more"),
    ("e", "ease: half the dose, slower"),
    ("m", "sound on or off"),
    ("o", "play the sound another way"),
    ("q", "stop here"),
    ("?", "these keys"),
)
"""Every key of the line mode; its help is made from this table."""

_COMMANDS: dict[str, c.Command] = {
    "n": c.NextStep(),
    "right": c.NextStep(),
    "b": c.Back(),
    "left": c.Back(),
    "+": c.Extend(EXTEND_MS),
    "e": c.Ease(),
    "q": c.Stop(),
}
_GOING_ON = frozenset({" ", "b", "left", "+", "e"})
"""Keys that lead back into the movement; after a stop sign they bring back what is offered instead."""
_LEAVING = frozenset({"n", "right", "q"})


class LineMode:
    """One session in lines; the last of its listeners, which prints the events."""

    def __init__(  # noqa: PLR0913  # everything a session is wired from
        self,
        *,
        plan: Plan,
        clock: Clock,
        keys: Keys,
        player: Player,
        recorder: Recorder,
        settings: Settings,
        out: Output,
        listeners: Sequence[Listener],
        baseline: int | None,
        thresholds: Thresholds = STANDARD,
        typed_ahead: Sequence[str] = (),
        rules: DayRules | None = None,
    ) -> None:
        self._plan = plan
        self._keys = keys
        self._player = player
        self._recorder = recorder
        self._out = out
        self._say = out.say
        self._rules = rules
        self._lead_ms = settings.resume_lead_s * SECOND
        self._is_muted = settings.mute
        self._output = settings.output
        self._lines = Lines(plan)
        self._sound = player.status
        self._trouble: str | None = None
        self._runner = Runner(plan, clock, (*listeners, self))
        self._asker = Asker(self._pump, out.say, clock)
        self._case = PainCase(self._runner, baseline, thresholds)
        self._dialog = PainDialog(self._runner, self._asker, out.say, settings.emergency_number, self._case)
        self._typed_ahead = list(typed_ahead)
        self._is_pain_pressed = False
        self._is_rest_over = False
        self._is_left_alone = False
        self._stopped_why: c.StopReason | None = None
        self.was_interrupted = False
        """Whether the session ended by Ctrl-C, or because the terminal went away."""

    @property
    def is_finished(self) -> bool:
        """Whether the session reached its end."""
        return self._runner.state.status is Status.FINISHED

    @property
    def sign(self) -> Tier | None:
        """The tier of the warning signs, A or B, that the person said fits."""
        return self._case.sign

    def handle(self, event: e.Event, late_ms: Ms) -> None:  # noqa: ARG002  # a line is never too late
        """Print the lines of `event`, and note what the loop has to do about it."""
        left_ms = self._runner.view().remaining_ms
        for line in self._lines.of(event, away_ms=self._runner.away_ms, left_ms=left_ms):
            self._say(line)
        match event:
            case e.StepStarted(variant=variant):
                self._is_left_alone = variant.exercise in self._case.left_alone
                self._tell_rules(variant)
            case e.VariantChanged(variant=variant):
                self._tell_rules(variant)
            case e.Finished() if self._rules is not None and self._plan.ends_on_floor:
                for text in self._rules.at_the_end():
                    self._say(text)
            case e.Paused(why=c.PauseReason.PAIN):
                self._is_pain_pressed = True
            case e.RestEnded():
                self._is_rest_over = True
            case e.Stopped(why=why):
                self._stopped_why = why

    def _tell_rules(self, variant: Variant) -> None:
        for text in () if self._rules is None else self._rules.before(variant):
            self._say(f"  {text}")

    def beat(self, state: State) -> None:  # noqa: ARG002  # asks the player and the recorder
        """Say what changed about the sound or the record."""
        if self._player.status != self._sound:
            self._sound = self._player.status
            self._say(f"{self._sound.capitalize()}.")
        if self._recorder.trouble != self._trouble:
            self._trouble = self._recorder.trouble
            is_well = self._trouble is None
            self._say("Everything is on record again." if is_well else f"{self._trouble}. The session goes on.")

    def run(self) -> None:
        """Play the session to its end, whichever that is, and ask how it was."""
        try:
            self._runner.send(c.Start())
            self._take(self._typed_ahead)
            while not self._runner.state.is_over:
                self._take(self._pump(self._runner.wait_s()))
                self._look_after()
            self._close()
        except Interrupted as error:
            self._leave(error.key)
        finally:
            if self._rules is not None:
                self._rules.keep()  # not before: a locked history would delay the keys

    def _pump(self, seconds: float) -> list[str]:
        """Wait for keys no longer than the session allows, and settle it."""
        keys = self._keys.wait(min(seconds, self._runner.wait_s()))
        if not keys:  # a key brings its own look at the clock, and nothing may stand before a pain press
            self._runner.tick()
        if self._out.is_gone:
            raise Interrupted(HANGUP)
        return keys

    def _take(self, keys: list[str]) -> None:
        if "p" in keys:
            keys = keys[keys.index("p") :]  # whatever else the hand hit before it
        for number, key in enumerate(keys):
            self._press(key)
            if self._runner.state.is_over:
                return
            if self._is_pain_pressed:
                self._asker.put_back(keys[number + 1 :])
                self._is_pain_pressed = False
                self._dialog.ask()
                return

    def _press(self, key: str) -> None:  # noqa: C901  # one row per key
        if key in (INTERRUPT, HANGUP):
            raise Interrupted(key)
        if key in _GOING_ON and not self._case.is_settled:
            self._ask_what_now()  # not simply on: that is what hurt
        elif key in _COMMANDS:
            if key in _LEAVING:
                self._case.has_moved_on()
            self._runner.send(_COMMANDS[key])
        elif key == " ":
            self._pause_or_go_on()
        elif key == "p":
            self._press_pain()
        elif key == ENTER and self._runner.state.status is Status.AWAITING:
            self._proceed()
        elif key == ENTER and self._runner.state.status is Status.RUNNING and self._runner.view().is_on_the_way_back:
            self._runner.send(c.NextStep())
        elif key == "m":
            self._is_muted = not self._is_muted
            self._player.set_muted(self._is_muted)
        elif key == "o":
            self._output = next_choice(self._output, has_bell=self._out.is_terminal)
            self._player.choose(self._output)
        elif key == "?":
            for name, meaning in KEYS:
                self._say(f"  {name}: {meaning}")

    def _proceed(self) -> None:
        """End what waits; after breathing that was chosen for pain, what comes next is asked first."""
        if self._case.asks_after_breathing():
            self._runner.send(c.Pause())
            self._ask_what_now()
        else:
            self._runner.send(c.Proceed())

    def _ask_what_now(self) -> None:
        has_rested = self._is_rest_over or self._runner.state.alarm is not None  # to its end, or as long as it helped
        self._is_rest_over = False
        self._dialog.ask_what_now(has_rested=has_rested)

    def _pause_or_go_on(self) -> None:
        state = self._runner.state
        is_to_go_on = state.status is Status.PAUSED and not state.is_counting_in
        self._runner.send(c.Resume(self._lead_ms) if is_to_go_on else c.Pause())

    def _press_pain(self) -> None:
        state = self._runner.state
        if state.paused_why is c.PauseReason.PAIN and not state.is_counting_in:
            # Pressed again during its own pause, the questions are asked again; the press stands as it is.
            self._is_pain_pressed = True
            self._player.stop()  # that a rest is over is said in a pause
            self._say(words.PAUSED)
        else:
            self._runner.send(c.Pause(c.PauseReason.PAIN))

    def _look_after(self) -> None:
        """Do what follows from events rather than keys."""
        if self._is_left_alone:
            self._is_left_alone = False
            self._say("Left alone today, so it is skipped.")
            self._runner.send(c.NextStep())
        state = self._runner.state
        if self._is_rest_over:
            if state.status is Status.PAUSED and not state.is_counting_in:  # the person may have gone on meanwhile
                self._ask_what_now()
            self._is_rest_over = False
        if not self._keys.are_there:
            if state.paused_why is c.PauseReason.SUSPENDED and state.alarm is None:
                self._runner.send(c.Resume(self._lead_ms))  # an absence; nobody is there to hurt, or to press a key
            while self._runner.state.status is Status.AWAITING:  # one after the other, with no time between
                self._go_on_without_keys()
        elif is_unanswered(self._runner.view()):
            self._say(words.SKIN_UNANSWERED)
            self._runner.send(c.NextStep())

    def _go_on_without_keys(self) -> None:
        """Leave what waits for a key behind; a pack is not put on where nobody can say how the skin is."""
        phase = self._runner.state.phase
        is_skin = phase is not None and phase.kind is PhaseKind.SKIN_CHECK
        self._say(words.SKIN_NO_KEYS if is_skin else "No keys here, so this goes on by itself.")
        self._runner.send(c.NextStep() if is_skin else c.Proceed())

    def _close(self) -> None:
        if self._stopped_why is c.StopReason.PAIN and self.sign is None:
            self._say(words.AFTER_STOP)  # after a warning sign its own text is the last word
        if not self.is_finished:
            return
        if self._keys.are_there:
            with self._asker.for_at_most(LAST_QUESTIONS_AWAY_MS if self._plan.is_voice_only else LAST_QUESTIONS_MS):
                self._recorder.pain_after(self._asker.ask(words.ASK_END, NRS_KEYS))
                self._ask_what_disagreed()

    def _ask_what_disagreed(self) -> None:
        names = self._runner.view().step_names
        chosen = self._asker.ask_for_some(words.ASK_DISAGREED, names)
        self._recorder.disagreed({number - 1 for number in chosen})

    def _leave(self, key: str) -> None:
        """End the session from within a question or from outside, unless it is over already."""
        if self._runner.state.is_over:
            return
        if key == QUIT:
            is_pain = self._runner.state.paused_why is c.PauseReason.PAIN
            self._runner.send(c.Stop(c.StopReason.PAIN if is_pain else c.StopReason.USER))
            self._close()
        else:
            self.was_interrupted = True
            self._runner.send(c.Stop(c.StopReason.INTERRUPTED))
