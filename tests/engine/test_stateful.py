"""The machine beside a naive session: whatever is asked of both, they tell the same story."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.engine.naive import GRAIN_MS, NaiveSession
from tests.strategies import commands, plans, spans
from unbend.engine import commands as c
from unbend.engine.events import CommandIgnored, Event
from unbend.engine.machine import advance, apply, new_session, next_due
from unbend.engine.view import view

if TYPE_CHECKING:
    from unbend.engine.plan import Plan

EVEN_MS = 2 * GRAIN_MS
"""The lengths of a plan are even numbers of grains, so that half of each is a whole one."""


def _without_reason(event: Event) -> Event:
    """Return the event as the naive session tells it, which has no words."""
    return replace(event, reason="") if isinstance(event, CommandIgnored) else event


class MachineBesideNaiveSession(RuleBasedStateMachine):
    """Asks both for the same things at the same times; only the machine may sleep through some of it."""

    @initialize(plan=plans(EVEN_MS))
    def begin(self, plan: Plan) -> None:
        """Make both ready."""
        self.naive = NaiveSession(plan)
        self.state = new_session(plan, 0)
        self.told: list[Event] = []
        self.compared = 0

    @rule(span_ms=spans(GRAIN_MS) | spans(GRAIN_MS, 3_000), is_noticed=st.booleans())
    def let_time_pass(self, span_ms: int, is_noticed: bool) -> None:  # noqa: FBT001  # Hypothesis passes by name
        """Let time pass, with or without the machine being woken at its end."""
        self.naive.wait(span_ms)
        if is_noticed:
            self._wake()

    @precondition(lambda self: not self.naive.ending)
    @rule(is_noticed=st.booleans())
    def let_time_pass_to_what_is_due(self, is_noticed: bool) -> None:  # noqa: FBT001  # Hypothesis passes by name
        """Let time pass to the very instant of the next event."""
        due_ms = next_due(advance(self.state, self.naive.now_ms).state)
        if due_ms is not None:
            self.naive.wait(due_ms - self.naive.now_ms)
            if is_noticed:
                self._wake()

    @precondition(lambda self: self.naive.status == "ready")
    @rule()
    def start(self) -> None:
        """Start the session, without which little happens."""
        self._ask(c.Start())

    @precondition(lambda self: self.naive.status in ("running", "awaiting"))
    @rule(command=st.builds(c.Pause, st.sampled_from(c.PauseReason)) | st.just(c.ReportPain()) | st.just(c.Proceed()))
    def interrupt(self, command: c.Command) -> None:
        """Ask for what a person asks for whose clock runs."""
        self._ask(command)

    @precondition(lambda self: self.naive.status == "paused")
    @rule(
        command=st.builds(c.Resume, st.just(0) | spans(EVEN_MS, 6_000))
        | st.builds(c.TakeRest, spans(EVEN_MS))
        | st.builds(c.Pause, st.sampled_from(c.PauseReason))
        | st.just(c.ReportPain())
    )
    def go_on(self, command: c.Command) -> None:
        """Ask for what a person asks for whose clock stands."""
        self._ask(command)

    @rule(command=commands(EVEN_MS))
    def ask(self, command: c.Command) -> None:
        """Ask both for the same thing."""
        self._ask(command)

    def _ask(self, command: c.Command) -> None:
        self.naive.do(command)
        outcome = apply(self.state, command, self.naive.now_ms)
        self.state = outcome.state
        self.told.extend(map(_without_reason, outcome.events))

    def _wake(self) -> None:
        outcome = advance(self.state, self.naive.now_ms)
        self.state = outcome.state
        self.told.extend(outcome.events)

    @invariant()
    def they_tell_the_same_story(self) -> None:
        """Both told the same events; the machine is only looked at, not woken."""
        told = [*self.told, *advance(self.state, self.naive.now_ms).events]
        assert told[self.compared :] == self.naive.told[self.compared :]
        # What the machine was not woken for yet may still be told differently.
        self.compared = len(self.told)

    @invariant()
    def they_show_the_same(self) -> None:
        """Give a screen the same to show of both."""
        seen = view(advance(self.state, self.naive.now_ms).state, self.naive.now_ms)
        assert seen.status.value == self.naive.status
        assert seen.performed_ms == self.naive.done_in_all_ms
        assert seen.total_remaining_ms == self.naive.left_in_all_ms
        assert seen.remaining_ms == self.naive.left_here_ms
        assert seen.resume_in_ms == self.naive.counting_in_ms
        assert seen.rest_left_ms == self.naive.resting_ms
        assert seen.paused_why == self.naive.paused_why


TestMachineBesideNaiveSession = MachineBesideNaiveSession.TestCase
TestMachineBesideNaiveSession.settings = settings(max_examples=3 * settings().max_examples, stateful_step_count=40)
