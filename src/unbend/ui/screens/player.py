"""The session itself: shows the face of the runner's view, and turns keys into commands.

It is the last of the session's listeners. It sets one timer, for the next instant at which something is due or looks
different; what time it is and what is due, the runner knows.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.events import Key

from unbend.engine import commands as c
from unbend.engine import events as e
from unbend.engine.plan import CueKind
from unbend.engine.state import Status
from unbend.pain import words
from unbend.session.packs import PackWatch, is_unanswered
from unbend.session.pain_case import PainCase
from unbend.session.runner import Runner
from unbend.ui.animation import Animation
from unbend.ui.base import UnbendScreen
from unbend.ui.face import Face, changes_in_ms, face, in_brief
from unbend.ui.keys import Place, bindings
from unbend.ui.looks import twin_of
from unbend.ui.screens.ask import Ask
from unbend.ui.screens.pain import PainScreen
from unbend.ui.sound_words import sound_words
from unbend.ui.widgets.clock import Clock
from unbend.ui.widgets.key_row import KeyRow
from unbend.ui.widgets.line import Line
from unbend.ui.widgets.pain_button import PainButton
from unbend.ui.widgets.stage import Stage
from unbend.units import SECOND, format_span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from unbend.audio.player import Player
    from unbend.engine.plan import Plan, Variant
    from unbend.engine.state import State
    from unbend.history.recorder import Recorder
    from unbend.pain.assessment import Thresholds
    from unbend.session.clock import Clock as SessionClock
    from unbend.session.day_rules import DayRules
    from unbend.session.runner import Listener
    from unbend.settings import Settings
    from unbend.ui.gallery import Gallery
    from unbend.units import Ms

EXTEND_MS: Ms = 10 * SECOND
LOUDER_BY = 5
"""Percent."""
_ON = "sound: on"
_LOST = ("sound: terminal bell", "sound: off, no device")
BREATH_STEPS = 12
STILL_BREATH_STEPS = 1
TWIN_LASTS_S = 0.7
"""How long the sign beside a sound stays: as long as a cue sounds."""


class PlayerScreen(UnbendScreen[None]):
    """Plays one session, and stays below what follows it: no key of its end must reach another screen."""

    CSS_PATH = "../session.tcss"
    BINDINGS: ClassVar = bindings(Place.SESSION)

    def __init__(  # noqa: PLR0913  # everything a session is wired from
        self,
        *,
        plan: Plan,
        clock: SessionClock,
        player: Player,
        recorder: Recorder,
        listeners: Sequence[Listener],
        settings: Settings,
        thresholds: Thresholds,
        baseline: int | None,
        rules: DayRules,
        is_driven: bool,
        gallery: Gallery,
    ) -> None:
        super().__init__()
        self.runner = Runner(plan, clock, (*listeners, self))
        self.case = PainCase(self.runner, baseline, thresholds)
        self._clock = clock
        self._player = player
        self._recorder = recorder
        self._settings = settings
        self._day_rules = rules
        self._rules: tuple[str, ...] = ()
        self._packs = PackWatch()
        self._is_driven = is_driven
        self._breath_steps = STILL_BREATH_STEPS if settings.reduced_motion else BREATH_STEPS
        self.set_class(not settings.figure, "-no-figure")
        self._animation = Animation(gallery, clock, settings, self.runner.view)
        self._timer: asyncio.TimerHandle | None = None
        self._outcomes: dict[int, e.StepOutcome] = {}
        self._trouble: str | None = None
        self._sound = ""
        """What was heard when it was last looked at."""
        self._message = ""
        self._advice = ""
        self._skipped: tuple[str, ...] = ()
        """Why the steps just left were left; said, with the advice, where one begins that is done."""
        self._twin_number = 0
        self._is_rest_over = False
        self._is_left_alone = False
        self._has_begun = False
        self._hurts_already = False
        self._ended = asyncio.Event()
        self._stopped_why: c.StopReason | None = None

    def parts(self) -> ComposeResult:
        """Yield the stage, and the red button below it."""
        yield Stage()
        yield Line(id="message", yields=True)
        yield PainButton()
        yield KeyRow(Place.SESSION)

    async def end(self) -> c.StopReason | None:
        """Wait for the end of the session; return why it was stopped, None where it reached its end."""
        await self._ended.wait()
        return self._stopped_why

    def on_mount(self) -> None:
        """Begin, and take a pain press that came before."""
        if not self.query(Clock):
            return  # the app is leaving, and nothing was put on this screen any more
        self._has_begun = True
        self._send(c.Start())
        if self._hurts_already:
            self.action_pain()

    # The session's events. They come inside `tick` and `send`, so nothing here may send a command.

    def handle(self, event: e.Event, late_ms: Ms) -> None:  # noqa: ARG002, C901, PLR0912  # a picture is never too late
        """Note what `event` asks the screen to do."""
        if self._packs.comes_off(event):
            self._advice = words.TAKE_OFF
        match event:
            case e.StepStarted(variant=variant):
                self._outcomes.pop(event.step, None)
                self._is_left_alone = variant.exercise in self.case.left_alone
                if not self._is_left_alone:
                    self._begin_anew(variant)
            case e.VariantChanged(variant=variant):
                self._begin_anew(variant)
            case e.StepEnded(outcome=outcome):
                self._outcomes[event.step] = outcome
            case e.CueFired(cue=cue):
                self._show_twin(twin_of(cue.kind))
                if cue.kind is CueKind.SKIN:
                    self.say(words.LOOK_AT_SKIN)
            case e.Resumed():
                self._show_twin("going on")
            case e.Paused(why=c.PauseReason.SUSPENDED):
                self.say(f"Paused: away for {format_span(self.runner.away_ms // SECOND * SECOND)}. Nothing was missed.")
            case e.Paused():
                self._show_twin("")
            case e.Extended(by_ms=by_ms):
                self.say(f"{format_span(by_ms)} more.")
            case e.RestEnded():
                self._is_rest_over = True
            case e.CommandIgnored(reason=reason):
                self.say(f"Not now: {reason}.")
            case e.Stopped(why=why):
                self._stopped_why = why

    def _begin_anew(self, variant: Variant) -> None:
        """Say what comes before `variant`; what was said of the step before is not true of this one."""
        self.say(" ".join(filter(None, (self.last_advice(), *self._skipped))))
        self._skipped = ()
        self._rules = self._day_rules.before(variant)
        if self._rules:
            self._keep_rules()

    @work(thread=True)
    def _keep_rules(self) -> None:
        """Have it kept what was told, on a thread of its own: a locked history must not delay a key."""
        self._day_rules.keep()

    def last_advice(self) -> str:
        """Return, once, what the end of the last exercise left to be done."""
        advice, self._advice = self._advice, ""
        return advice

    def beat(self, state: State) -> None:
        """Show how the session stands."""
        self._show()
        if state.is_over:
            self._ended.set()  # whoever waits for the end takes away what stands above

    def on_figure_view_resized(self) -> None:
        """Draw the figure as large as it may be now."""
        self._show_figure()

    # Waking

    def wake(self) -> None:
        """Settle the session at this instant, show it, and see when to look again."""
        if self._is_live:
            self.runner.tick()
            self._look_after()
        self._arm()

    def _send(self, *commands: c.Command) -> None:
        if not self._is_live:
            return  # a key that came before there was anything to see, or after
        for command in commands:
            self.runner.send(command)
        self._look_after()
        self._arm()

    def _arm(self) -> None:
        """Set the one timer. The loop's own: one of Textual's is a task of its own, and this one is set each second."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._is_driven or self.runner.state.is_over:
            return
        wait_s = self._wait_s()
        if wait_s is not None:
            self._timer = asyncio.get_running_loop().call_later(wait_s, self.call_next, self.wake)

    def _wait_s(self) -> float | None:
        """Return how long nothing will be due or look different; None while a pause waits for the person only."""
        state = self.runner.state
        is_at_rest = state.status is Status.PAUSED and state.alarm is None
        if is_at_rest and self._recorder.trouble is None and not self._player.status.endswith("starting"):
            return None
        spans = [self.runner.wait_s()]
        change_ms = changes_in_ms(self.runner.view(), breath_steps=self._breath_steps)
        if change_ms is not None:
            spans.append(self._clock.to_real_s(change_ms))
        return max(min(spans), 0.001)

    def _look_after(self) -> None:
        """Do what follows from events rather than keys."""
        if self._is_left_alone and not self.runner.state.is_over:
            self._is_left_alone = False
            self._skip("Left alone today, so it was skipped.")
        if is_unanswered(self.runner.view()):
            self._skip(words.SKIN_UNANSWERED)
        state = self.runner.state
        if self._is_rest_over:
            self._is_rest_over = False
            is_asked = any(isinstance(screen, PainScreen) for screen in self.app.screen_stack)
            # The person may have gone on meanwhile, or pressed again.
            if state.status is Status.PAUSED and not state.is_counting_in and not is_asked:
                if self.case.is_settled:
                    self.say(words.REST_IS_OVER)
                else:
                    self._offer_again(has_rested=True)

    def _skip(self, why: str) -> None:
        """Leave this step, which says `why` where the next one begins; once, however many are left for it."""
        self._skipped = (*dict.fromkeys((*self._skipped, why)),)
        self._send(c.NextStep())

    # Keys

    def action_pain(self) -> None:
        """Stop everything, then ask."""
        state = self.runner.state
        if state.is_over:
            self._player.stop()
            return
        if not self._has_begun:
            self._hurts_already = True
            return
        if state.paused_why is not c.PauseReason.PAIN or state.is_counting_in:
            self._send(c.Pause(c.PauseReason.PAIN))
        else:
            self._player.stop()  # that a rest is over is said in a pause
        # Pressed again during its own pause, the questions are asked again; the press stands as it is.
        if not any(isinstance(screen, PainScreen) for screen in self.app.screen_stack):
            self.say("")
            while self.app.screen is not self:
                self.app.pop_screen()  # help, or a question that no longer matters
            number = self._settings.emergency_number
            self.app.push_screen(PainScreen(self.case, number, is_driven=self._is_driven), self._asked)

    def on_pain_button_pressed(self) -> None:
        """Take a click as the key."""
        self.action_pain()

    def action_pause(self) -> None:
        """Pause, or go on."""
        if not self._is_on_top:
            return
        state = self.runner.state
        is_to_go_on = state.status is Status.PAUSED and not state.is_counting_in
        if not is_to_go_on:
            self._send(c.Pause())
        elif self.case.is_settled:
            self.say("")
            self._send(c.Resume(self._settings.resume_lead_s * SECOND))
        else:
            self._offer_again(has_rested=state.alarm is not None)

    def action_proceed(self) -> None:
        """Say that what waits is done."""
        status = self.runner.state.status
        if self._is_on_top and status is Status.RUNNING and self.runner.view().is_on_the_way_back:
            self._send(c.NextStep())
        if not self._is_on_top or status is not Status.AWAITING:
            return
        if self.case.asks_after_breathing():
            self.hold_on()
            self._offer_again(has_rested=True)
        else:
            self._send(c.Proceed())

    def hold_on(self) -> None:
        """Pause because something else is looked at."""
        state = self.runner.state
        if not state.is_over and (state.status is not Status.PAUSED or state.is_counting_in):
            self._send(c.Pause())

    def action_next(self) -> None:
        """Leave this step."""
        if self._is_on_top:
            self.case.has_moved_on()
            self._send(c.NextStep())

    def action_back(self) -> None:
        """Begin this step again, or the one before."""
        self._go_on_with(c.Back())

    def action_more(self) -> None:
        """Ten seconds more."""
        self._go_on_with(c.Extend(EXTEND_MS))

    def action_ease(self) -> None:
        """Half the dose, slower."""
        self._go_on_with(c.Ease())

    @property
    def _is_live(self) -> bool:
        """Whether the session has begun and is not over: only then is all of the screen there."""
        return self._has_begun and not self.runner.state.is_over

    @property
    def _is_on_top(self) -> bool:
        """Whether a key was meant for the session: one typed ahead may come when a question is there already."""
        return self.app.screen is self

    def on_key(self, event: Key) -> None:
        """Take the pain key before any other way a key may go, and pass on what was typed ahead of a question."""
        if event.key in ("p", "P"):
            event.stop()
            self.action_pain()
        elif not self._is_on_top and isinstance(self.app.screen, PainScreen):
            event.stop()
            self.app.screen.post_message(Key(event.key, event.character))

    def _go_on_with(self, command: c.Command) -> None:
        if not self._is_on_top:
            return
        if self.case.is_settled:
            self._send(command)
        else:
            self._offer_again(has_rested=self.runner.state.alarm is not None)  # not simply on: that is what hurt

    def action_mute(self) -> None:
        """Sound on or off."""
        self.unbend.set_muted(muted=not self.unbend.settings.mute)
        self._show_sound()

    def action_quieter(self) -> None:
        """Turn the volume down."""
        self._set_volume(self.unbend.settings.volume - LOUDER_BY)

    def action_louder(self) -> None:
        """Turn the volume up."""
        self._set_volume(self.unbend.settings.volume + LOUDER_BY)

    def action_output(self) -> None:
        """Another way to play the sound."""
        self.say(f"Another way to play the sound: {self.unbend.next_output().lower()}.")
        self._sound = ""  # what is heard next was chosen, not lost

    def _set_volume(self, volume: int) -> None:
        self.unbend.set_volume(volume)
        self._show_sound()

    def action_read_on(self) -> None:
        """Scroll what there is to read."""
        self.query_one("#words").scroll_down(animate=False)

    def action_read_back(self) -> None:
        """Scroll back."""
        self.query_one("#words").scroll_up(animate=False)

    def action_stop(self) -> None:
        """Ask once, with the clock standing, and end the session."""
        if self.runner.state.is_over or not self._is_on_top:
            return
        self.hold_on()
        question = Ask(
            "Stop here?",
            "What you did so far stays on record.",
            {"stop": "Stop here", "stay": "Not yet: stay paused"},
        )
        self.app.push_screen(question, self._stop_or_stay)

    def _stop_or_stay(self, answer: str | None) -> None:
        if answer == "stop":
            self.stop()

    def stop(self) -> None:
        """End the session early, for pain where it was paused for pain."""
        if not self.runner.state.is_over:
            is_pain = self.runner.state.paused_why is c.PauseReason.PAIN
            self._send(c.Stop(c.StopReason.PAIN if is_pain else c.StopReason.USER))

    def interrupt(self) -> None:
        """End the session because the terminal or the process goes away."""
        if not self.runner.state.is_over:
            self.runner.send(c.Stop(c.StopReason.INTERRUPTED))

    def _offer_again(self, *, has_rested: bool) -> None:
        found = self.case.still_open(has_rested=has_rested)
        if found is not None:
            screen = PainScreen(self.case, self._settings.emergency_number, is_driven=self._is_driven, again=found)
            self.app.push_screen(screen, self._asked)

    def _asked(self, _result: None) -> None:
        self._look_after()
        self._show()
        self._arm()

    # What is seen

    @property
    def face(self) -> Face:
        """What is shown at this moment."""
        careful = self._settings.careful
        steps = self._breath_steps
        return face(self.runner.view(), self._outcomes, careful=careful, rules=self._rules, breath_steps=steps)

    def say(self, sentence: str) -> None:
        """Show `sentence` until another takes its place."""
        self._message = sentence
        self._show_message()

    def _show_message(self) -> None:
        trouble = "" if self._recorder.trouble is None else f"{self._recorder.trouble}. The session goes on."
        for line in self.query("#message").results(Line):  # none where it is told before or after the screen is there
            line.show(trouble or self._message)
        if self.has_class("-trouble") is not bool(trouble):
            self.set_class(bool(trouble), "-trouble")

    def _show_sound(self) -> None:
        if self._is_live:
            self._show()

    def _show_twin(self, sign: str) -> None:
        self._twin_number += 1
        number = self._twin_number
        self.query_one(Stage).show_twin(sign)
        if sign and not self._is_driven:
            self.set_timer(TWIN_LASTS_S, lambda: self._end_twin(number))

    def _end_twin(self, number: int) -> None:
        if number == self._twin_number:
            self.query_one(Stage).show_twin("")

    def _show(self) -> None:
        """Show what has changed since the last time."""
        new = self.face
        self._tell_of_sound(self._player.status)
        self.query_one(Stage).show(new, f"♪ {sound_words(self._player.status, self.unbend.settings.loudness)}")
        state = self.runner.state
        self.query_one(KeyRow).show(is_paused=state.status is Status.PAUSED and not state.is_counting_in)
        if self._recorder.trouble != self._trouble:
            self._trouble = self._recorder.trouble
            self._message = "Everything is on record again." if self._trouble is None else self._message
            self._show_message()
        self.tell_briefly(in_brief(new))
        self._show_figure()

    def _tell_of_sound(self, status: str) -> None:
        """Say in words that the device is gone, and that it is back: who follows by ear wonders about a silence."""
        was, self._sound = self._sound, status
        if was.startswith(_ON) and status in _LOST:
            self.say("The sound device is gone. The signs go on, and it is tried again.")
        elif was in _LOST and status.startswith(_ON):
            self.say("The sound is back.")

    def _show_figure(self) -> None:
        for stage in self.query(Stage):  # none where it is told before the screen is there
            self._animation.show(stage, moves_on=not self._is_driven)
