"""A work clock in the making: how one thing follows from another, event by event.

`schedule` decides when, `obey` decides whether; this file knows only how. A `Turn` lives no longer than one call of
`schedule.advance` or `schedule.apply`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from unbend.breaks import events as e
from unbend.breaks.coming import (
    Happening,
    fixed_passed,
    hours_begin_ms,
    is_at_work,
    is_quiet,
    is_soft,
    next_break,
    next_break_beat,
    next_break_ms,
    next_fixed,
    upcoming,
    waiting,
)
from unbend.breaks.rhythm import AwayPolicy, is_break
from unbend.breaks.state import Planned, State, Status
from unbend.breaks.wall import next_change
from unbend.units import HOUR, MINUTE

if TYPE_CHECKING:
    from unbend.units import Ms

SKIPS_IN_A_ROW = 2
SOFT_MS: Ms = HOUR
HELD_MS: Ms = 30 * MINUTE
"""How long a fixed break waits for somebody who was away or in another break when its time came."""


class Turn:
    """A state that is replaced move by move, and the events of those moves in order."""

    def __init__(self, state: State) -> None:
        """Begin at `state`, with nothing having happened."""
        self.state = state
        self.events: list[e.Event] = []

    def change(self, **fields: Any) -> None:  # noqa: ANN401  # one type per field, known to replace
        """Replace fields of the state; the names are those of `State`."""
        self.state = replace(self.state, **fields)

    @property
    def next_ms(self) -> Ms | None:
        """When the next break is due; None where no work is counted, or nobody is there."""
        is_counted = self.state.status is Status.WORKING and not self.state.is_away
        return next_break_ms(self.state) if is_counted else None

    def fire(self, what: Happening, at_ms: Ms) -> None:
        """Let the one thing happen that is due at `at_ms`, as `coming` said."""
        self.change(now_ms=at_ms)
        match what:
            case Happening.HOURS_END:
                self.end_work()
            case Happening.HOURS_BEGIN:
                self.begin_work()
            case Happening.QUIET_BEGINS:
                self.miss(e.MissedWhy.QUIET)
            case Happening.PAUSE_ENDS:
                self.resume()
            case Happening.UNANSWERED:
                self.miss(e.MissedWhy.UNANSWERED)
            case Happening.FIXED_COMES:
                self._give_way()
            case Happening.DUE:
                self._be_due(upcoming(self.state))
            case Happening.ANNOUNCE:
                self._announce(upcoming(self.state))
            case Happening.TIME_OVER:
                self.change(is_time_over=True)
                self.events.append(e.BreakTimeOver(due_ms=at_ms))

    # Working hours

    def begin_work(self) -> None:
        """Begin a stretch of work; outside the working hours wait for them."""
        now_ms = self.state.now_ms
        self.change(beat=0)
        self.plan_from(now_ms)
        if self.state.status is Status.WORKING:
            self.events.append(e.WorkBegan(due_ms=now_ms, next_ms=next_break_ms(self.state)))

    def end_work(self) -> None:
        """Stop counting because the working hours are over."""
        now_ms = self.state.now_ms
        if self.state.status is Status.DUE:
            self.events.append(e.BreakMissed(due_ms=now_ms, why=e.MissedWhy.HOURS, at_ms=self.state.due_ms))
        self.change(status=Status.OFF, fixed=None, is_announced=False)
        begin_ms = hours_begin_ms(self.state)
        self.events.append(e.WorkEnded(due_ms=now_ms, next_ms=begin_ms))

    def plan_from(self, from_ms: Ms, after_ms: Ms | None = None) -> None:
        """Count a stretch of work from `from_ms` on, `after_ms` long where that is not what the rhythm says."""
        work_ms = self.state.settings.beats[self.state.beat].work_ms if after_ms is None else after_ms
        self.change(
            due_ms=from_ms + work_ms,
            planned_ms=from_ms,
            is_announced=False,
            status=Status.WORKING if is_at_work(self.state, self.state.now_ms) else Status.OFF,
        )

    def plan_next(self) -> None:
        """Go to the next stretch of work, now that the break of this one was had or left out."""
        state = self.state
        beat = 0 if state.fixed is not None else (next_break_beat(state) + 1) % len(state.settings.beats)
        self.change(beat=beat, fixed=None)
        self.plan_from(state.now_ms)

    def plan_fixed(self, plan: Planned, at_ms: Ms) -> None:
        """Let the fixed break `plan` come at `at_ms` in place of whatever was planned."""
        self.mark_seen(plan)
        self.change(fixed=plan.fixed)
        self.plan_from(self.state.now_ms, at_ms - self.state.now_ms)

    def mark_seen(self, plan: Planned) -> None:
        """Remember that a fixed break had its turn on its day."""
        if plan.fixed is not None and plan.day is not None:
            seen = self.state.fixed_seen
            self.change(fixed_seen=(*seen[: plan.fixed], plan.day, *seen[plan.fixed + 1 :]))

    # A break

    def _announce(self, plan: Planned) -> None:
        self.change(is_announced=True)
        now_ms = self.state.now_ms
        soft = is_soft(self.state, now_ms)
        self.events.append(e.BreakAnnounced(due_ms=now_ms, at_ms=plan.at_ms, is_soft=soft, **self._told(plan)))

    def _be_due(self, plan: Planned) -> None:
        now_ms, soft = self.state.now_ms, is_soft(self.state, self.state.now_ms)
        if not plan.break_ms:
            if not is_quiet(self.state, now_ms):
                self.events.append(e.PostureDue(due_ms=now_ms, kind=plan.kind, is_soft=soft))
            self.change(beat=(self.state.beat + 1) % len(self.state.settings.beats))
            self.plan_from(now_ms)
            return
        self.mark_seen(plan)
        self.change(fixed=plan.fixed)
        if is_quiet(self.state, now_ms):
            self.miss(e.MissedWhy.QUIET)
            return
        self.change(status=Status.DUE, due_ms=now_ms, last_ms=now_ms)
        self.events.append(e.BreakDue(due_ms=now_ms, is_soft=soft, **self._told(plan)))

    def _give_way(self) -> None:
        """Let the fixed break come in place of the one that waits."""
        plan = next_fixed(self.state)
        assert plan is not None  # noqa: S101  # it is why this is called
        now_ms, due_ms = self.state.now_ms, self.state.due_ms
        self.events.append(e.BreakMissed(due_ms=now_ms, why=e.MissedWhy.FIXED, at_ms=due_ms))
        self._be_due(plan)

    def miss(self, why: e.MissedWhy) -> None:
        """Leave out the break that is due, for a reason that is not the person's no."""
        at_ms = self.state.due_ms if self.state.status is Status.DUE else self.state.now_ms
        self.events.append(e.BreakMissed(due_ms=self.state.now_ms, why=why, at_ms=at_ms))
        self.plan_next()

    def begin_break(self, plan: Planned, break_ms: Ms, *, is_short: bool, is_early: bool) -> None:
        """Begin the break `plan`, `break_ms` long."""
        now_ms = self.state.now_ms
        self.mark_seen(plan)
        under_way = replace(plan, at_ms=now_ms, break_ms=break_ms)
        self.change(
            status=Status.BREAK,
            under_way=under_way,
            fixed=plan.fixed,
            is_short=is_short,
            is_time_over=False,
            paused_until_ms=None,
        )
        told = self._told(under_way)
        self.events.append(e.BreakBegan(due_ms=now_ms, is_short=is_short, is_early=is_early, **told))

    def end_break(self, *, is_had: bool) -> None:
        """End the break under way, and count work again; one that was not `is_had`, or too short, is left out."""
        now_ms, under_way = self.state.now_ms, self.state.under_way
        assert under_way is not None  # noqa: S101  # an invariant of the table
        became = self._became(under_way, is_had=is_had)
        if isinstance(became, e.BreakTaken):
            self.change(moved_ms=now_ms, skips=0)
        self._work_after(under_way)
        self.events.append(replace(became, next_ms=self.next_ms) if isinstance(became, e.BreakTaken) else became)

    def close_break(self, *, is_had: bool) -> None:
        """Say what became of the break that waits or is under way, now that nothing comes after it."""
        state = self.state
        if state.under_way is not None:
            self.events.append(self._became(state.under_way, is_had=is_had))
        elif state.status is Status.DUE:
            stopped = e.BreakMissed(due_ms=state.now_ms, why=e.MissedWhy.STOPPED, at_ms=state.due_ms)
            self.events.append(stopped)

    def _became(self, under_way: Planned, *, is_had: bool) -> e.BreakTaken | e.BreakMissed:
        now_ms, began_ms = self.state.now_ms, under_way.at_ms
        if is_had and is_break(now_ms - began_ms, under_way.break_ms):
            is_short = self.state.is_short
            return e.BreakTaken(due_ms=now_ms, length_ms=now_ms - began_ms, is_short=is_short, next_ms=None)
        return e.BreakMissed(due_ms=now_ms, why=e.MissedWhy.LEFT, at_ms=began_ms)

    def _work_after(self, under_way: Planned) -> None:
        now_ms = self.state.now_ms
        self.change(last_ms=now_ms, under_way=None, status=Status.WORKING)
        passed = fixed_passed(self.state, max(under_way.at_ms, now_ms - HELD_MS))
        self.plan_next()
        if passed is not None:
            self.plan_fixed(passed, now_ms + self.state.settings.spacing_ms)

    def had_break(self, plan: Planned, length_ms: Ms, *, is_short: bool) -> None:
        """Count the break `plan` as one that was had elsewhere, ended now and lasted `length_ms`."""
        now_ms = self.state.now_ms
        self.mark_seen(plan)
        under_way = replace(plan, at_ms=now_ms - length_ms)
        self.change(status=Status.BREAK, under_way=under_way, fixed=plan.fixed, is_short=is_short)
        self.end_break(is_had=True)

    def _told(self, plan: Planned) -> dict[str, Any]:
        routine = None if plan.fixed is None else self.state.settings.fixed[plan.fixed].routine
        return {"break_ms": plan.break_ms, "kind": plan.kind, "routine": routine}

    def resume(self) -> None:
        """Go on counting after a pause."""
        now_ms = self.state.now_ms
        self.change(paused_until_ms=None)
        self.plan_from(now_ms, self.state.left_ms)
        self.events.append(e.Resumed(due_ms=now_ms, next_ms=self.next_ms))

    # Absence

    def come_back(self) -> None:
        """Decide what the absence that ends now meant, and say so."""
        state = self.state
        assert state.away_since_ms is not None  # noqa: S101  # the caller has looked
        since_ms, now_ms = state.away_since_ms, state.now_ms
        self.change(away_since_ms=None)
        is_break = self._counts(since_ms)
        match state.status:
            case Status.PAUSED:
                self._back_from_pause(is_break=is_break)
            case Status.OFF if is_at_work(state, now_ms):
                self.begin_work()
            case Status.WORKING | Status.DUE if not is_at_work(state, now_ms):
                self.end_work()
            case Status.WORKING | Status.DUE if is_break:
                self._count_as_break(since_ms)
            case Status.WORKING | Status.DUE:
                self._go_on(since_ms)
            case _:
                pass
        if is_break:
            self.change(moved_ms=now_ms, skips=0)
        back = e.CameBack(
            due_ms=now_ms,
            away_ms=now_ms - since_ms,
            is_break=is_break,
            next_ms=self.next_ms,
            is_due=self.state.status is Status.DUE,
        )
        self.events.append(back)

    def _counts(self, since_ms: Ms) -> bool:
        match self.state.settings.away:
            case AwayPolicy.RESET:
                return True
            case AwayPolicy.PAUSE:
                return False
            case AwayPolicy.COUNT:
                return self.state.now_ms - since_ms >= self._missed_break(since_ms).break_ms

    def _missed_break(self, since_ms: Ms) -> Planned:
        """Return the break that an absence may stand for."""
        return (
            waiting(self.state)
            if self.state.fixed is not None
            else self._fixed_passed(since_ms) or next_break(self.state)
        )

    def _fixed_passed(self, since_ms: Ms) -> Planned | None:
        """Return the fixed break whose time came since `since_ms`, when nobody was there, and is not long past."""
        state = self.state
        if state.status not in (Status.WORKING, Status.DUE):
            return None
        return fixed_passed(state, max(since_ms, state.now_ms - HELD_MS))

    def _count_as_break(self, since_ms: Ms) -> None:
        passed = self._fixed_passed(since_ms)
        was_due = self.state.status is Status.DUE or self.state.due_ms <= self.state.now_ms or passed is not None
        if passed is not None:
            self.mark_seen(passed)
        if was_due:
            at_ms = self.state.due_ms if passed is None else passed.at_ms
            self.events.append(e.BreakMissed(due_ms=self.state.now_ms, why=e.MissedWhy.AWAY, at_ms=at_ms))
        self.change(last_ms=self.state.now_ms)
        self.plan_next()

    def _go_on(self, since_ms: Ms) -> None:
        """Go on with the stretch of work, or with the break that waits, after an absence that is none."""
        state = self.state
        if self._worked_until_ms(since_ms) < state.now_ms:  # another day has begun
            if state.status is Status.DUE:
                missed = e.BreakMissed(due_ms=state.now_ms, why=e.MissedWhy.HOURS, at_ms=state.due_ms)
                self.events.append(missed)
            self.plan_next()
        elif state.status is Status.DUE:
            self.change(due_ms=state.now_ms)  # nobody was there to answer, so it waits its whole time from here
        elif (passed := self._fixed_passed(since_ms)) is not None:
            self.plan_fixed(passed, state.now_ms)
        elif state.settings.away is AwayPolicy.PAUSE:
            self.plan_from(state.now_ms, max(state.due_ms - since_ms, 0))
        else:
            self.change(due_ms=max(state.due_ms, state.now_ms))

    def _worked_until_ms(self, since_ms: Ms) -> Ms:
        """Return when the working hours in which the absence began were over, or now."""
        state = self.state
        end_ms = None if state.settings.hours is None else next_change(state.settings.hours, state.clock, since_ms)
        return state.now_ms if end_ms is None else min(end_ms, state.now_ms)

    def _back_from_pause(self, *, is_break: bool) -> None:
        state = self.state
        if is_break:
            self.change(left_ms=state.settings.beats[state.beat].work_ms, fixed=None)
        if state.paused_until_ms is not None and state.paused_until_ms <= state.now_ms:
            self.resume()
