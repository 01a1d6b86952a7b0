"""Which cues a phase of this kind and length has, and when.

Two rules decide: there is always a sound at zero (users of other timers miss exactly that), so every phase that follows
a countdown begins with a cue of its own; and nothing is counted down that is too short to count, so a five-second hold
is not three seconds of ticking.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from unbend.engine.plan import Cue, CueKind, PhaseKind
from unbend.units import MINUTE, SECOND

if TYPE_CHECKING:
    from unbend.units import Ms

COUNTDOWN_FROM = 3
"""Seconds counted down at the end of a phase."""
COUNTDOWN_LEAST_MS: Ms = 8 * SECOND
"""Work shorter than this has no countdown."""
COUNTDOWN_LEAST_BETWEEN_MS: Ms = 5 * SECOND
"""Lead-ins, switches and rests shorter than this have none: there the countdown is the message."""
HALFWAY_LEAST_MS: Ms = 20 * SECOND
"""Shorter work has no halfway cue; with closed eyes, twenty seconds is where people start to wonder."""

SKIN_EVERY_MS: Ms = 5 * MINUTE
"""How long a pack is on between two looks at the skin under it (docs/safety.md, cold.rule)."""

_BETWEEN = frozenset({PhaseKind.LEAD_IN, PhaseKind.SWITCH, PhaseKind.REST})
_LONG_WORK = frozenset({PhaseKind.HOLD, PhaseKind.TIME, PhaseKind.WALK})
_OPENING = {
    PhaseKind.LEAD_IN: CueKind.GET_READY,
    PhaseKind.LET_GO: CueKind.EASE_OUT,
    PhaseKind.SWITCH: CueKind.SWITCH,
    PhaseKind.REST: CueKind.REST,
    PhaseKind.TIME: CueKind.START,
    PhaseKind.WALK: CueKind.START,
    PhaseKind.BREATHE_IN: CueKind.BREATHE_IN,
    PhaseKind.BREATHE_OUT: CueKind.BREATHE_OUT,
    PhaseKind.OWN_PACE: CueKind.START,
    PhaseKind.WAIT: CueKind.GET_READY,
    PhaseKind.SKIN_CHECK: CueKind.GET_READY,
}


# A library of routines has a hundred thousand phases of a few hundred kinds and lengths.
@lru_cache(maxsize=4096)
def cues_for(
    kind: PhaseKind, duration_ms: Ms | None, *, after: PhaseKind | None = None, is_pack: bool = False
) -> tuple[Cue, ...]:
    """Return the cues of a phase, sorted by offset; `after` is the kind of the phase before it in the same step.

    `is_pack` says that something warm or cold lies on the skin meanwhile. Which sound opens a hold or an ease-out
    depends on what came before: a hold after its ease-in has none, a hold that follows a countdown is the start itself.
    """
    cues: list[Cue] = []
    opening = _opening(kind, after)
    if opening is not None:
        cues.append(Cue(0, opening))
    if duration_ms is not None:
        looks = skin_looks(kind, duration_ms) if is_pack else ()
        is_looked_at = any(look.at_ms == duration_ms // 2 for look in looks)  # one thing at a time
        if kind in _LONG_WORK and duration_ms >= HALFWAY_LEAST_MS and not is_looked_at:
            cues.append(Cue(duration_ms // 2, CueKind.HALFWAY))
        cues.extend(looks)
        cues.extend(countdown(kind, duration_ms))
    return tuple(sorted(cues))


def skin_looks(kind: PhaseKind, duration_ms: Ms) -> tuple[Cue, ...]:
    """Return the looks at the skin while a pack is on for `duration_ms`; the last is when it comes off, and no cue."""
    if kind not in _LONG_WORK:
        return ()
    last_ms = duration_ms - COUNTDOWN_FROM * SECOND  # from there on the countdown has the ear
    return tuple(Cue(at_ms, CueKind.SKIN) for at_ms in range(SKIN_EVERY_MS, last_ms, SKIN_EVERY_MS))


def countdown(kind: PhaseKind, duration_ms: Ms) -> tuple[Cue, ...]:
    """Return the ticks three, two and one second before the end, or nothing where the phase is too short for them."""
    least = COUNTDOWN_LEAST_BETWEEN_MS if kind in _BETWEEN else COUNTDOWN_LEAST_MS
    if kind not in _BETWEEN | _LONG_WORK or duration_ms < least:
        return ()
    return tuple(
        Cue(duration_ms - left * SECOND, CueKind.TICK if left > 1 else CueKind.TICK_LAST)
        for left in range(COUNTDOWN_FROM, 0, -1)
    )


def is_countdown(cue: Cue) -> bool:
    """Whether `cue` belongs to the countdown and so moves when the end of its phase moves."""
    return cue.kind in (CueKind.TICK, CueKind.TICK_LAST)


def _opening(kind: PhaseKind, after: PhaseKind | None) -> CueKind | None:
    if kind is PhaseKind.EASE_IN or (kind is PhaseKind.HOLD and after is not PhaseKind.EASE_IN):
        # A repetition that follows another without a pause is only marked; all else begins.
        follows_rep = after in (PhaseKind.EASE_IN, PhaseKind.HOLD, PhaseKind.EASE_OUT, PhaseKind.LET_GO)
        return CueKind.REP if follows_rep else CueKind.START
    if kind is PhaseKind.EASE_OUT:
        if after is PhaseKind.EASE_IN:
            return None  # 2-0-2: the turn needs no sound of its own
        if after is PhaseKind.HOLD:
            return CueKind.EASE_OUT
        # An exercise that begins with the ease-out (0-0-4): its start, or one more repetition.
        return CueKind.REP if after in (PhaseKind.EASE_OUT, PhaseKind.LET_GO) else CueKind.START
    if kind is PhaseKind.LET_GO and after is PhaseKind.EASE_OUT:
        return None
    return _OPENING.get(kind)
