"""Everything a screen, a status line or another terminal may show of a work clock at one instant, as one record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from unbend.breaks.coming import hours_begin_ms, is_quiet, is_soft, upcoming, waiting
from unbend.breaks.state import Status

if TYPE_CHECKING:
    from unbend.breaks.rhythm import BeatKind
    from unbend.breaks.state import Planned, State
    from unbend.units import Ms


@dataclass(frozen=True, slots=True)
class View:
    """A work clock as a person may see it. Numbers are exact; rounding for the eye is the front end's business."""

    status: Status
    next_ms: Ms | None
    """How long until the next break or change of posture; 0 while one is due, None where nothing is counted or nobody
    is there."""
    break_ms: Ms
    """How long that break is, or the one under way; 0 for a change of posture, and where nothing is counted."""
    kind: BeatKind | None
    routine: str | None
    """The routine of a fixed break."""
    waits_ms: Ms | None
    """How long a break that is due still waits for an answer; None where none is due, or it waits for ever."""
    is_announced: bool
    is_short: bool
    elapsed_ms: Ms | None
    """How long the break under way has lasted."""
    paused_ms: Ms | None
    """How long the pause still lasts; None where there is none, or no end to it."""
    quiet_ms: Ms | None
    """How long the quiet that was asked for still lasts."""
    is_quiet: bool
    """Whether nothing is announced now, for whichever reason."""
    is_soft: bool
    away_ms: Ms | None
    """How long nobody has been at the desk."""
    since_moved_ms: Ms | None
    """Since the last break that was had, or an absence that counts as one; None where neither is known of."""
    hours_begin_ms: Ms | None
    """How long until the working hours begin; None within them, and where they never do."""


def view(state: State) -> View:
    """Return what may be shown of `state`, at the instant it was settled to."""
    now_ms = state.now_ms
    plan = _shown(state)
    fixed = None if plan is None or plan.fixed is None else state.settings.fixed[plan.fixed]
    is_break = state.status is Status.BREAK
    return View(
        status=state.status,
        next_ms=None if plan is None or is_break else max(plan.at_ms - now_ms, 0),
        break_ms=0 if plan is None else plan.break_ms,
        kind=None if plan is None else plan.kind,
        routine=None if fixed is None else fixed.routine,
        waits_ms=_waits(state),
        is_announced=state.is_announced,
        is_short=is_break and state.is_short,
        elapsed_ms=None if state.under_way is None else now_ms - state.under_way.at_ms,
        paused_ms=_left(state.paused_until_ms, now_ms),
        quiet_ms=_left(state.quiet_until_ms, now_ms),
        is_quiet=is_quiet(state, now_ms),
        is_soft=is_soft(state, now_ms),
        away_ms=None if state.away_since_ms is None else now_ms - state.away_since_ms,
        since_moved_ms=None if state.moved_ms is None else now_ms - state.moved_ms,
        hours_begin_ms=_left(hours_begin_ms(state), now_ms) if state.status is Status.OFF else None,
    )


def _shown(state: State) -> Planned | None:
    """Return the break or change of posture that counts at this moment."""
    match state.status:
        case Status.WORKING if not state.is_away:  # what comes next is decided on return
            return upcoming(state)
        case Status.DUE:
            return waiting(state)
        case Status.BREAK:
            return state.under_way
        case _:
            return None


def _waits(state: State) -> Ms | None:
    if state.status is not Status.DUE or state.settings.waits_ms is None:
        return None
    return max(state.due_ms + state.settings.waits_ms - state.now_ms, 0)


def _left(until_ms: Ms | None, now_ms: Ms) -> Ms | None:
    return None if until_ms is None or until_ms <= now_ms else until_ms - now_ms
