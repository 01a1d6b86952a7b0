"""Any plan and any script of commands, for Hypothesis.

Plans are drawn as doses and laid out the way the compiler lays them out, because that is the promise the engine may
rely on: sets of sides of repetitions, places that mean the same in every variant, cues from `cues_for`. Within that
promise everything is drawn: kinds, lengths, waiting phases, limits, variants present or missing.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, cycle
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from tests.builders import Dose, laid_out
from tests.script import Move
from unbend.engine import commands as c
from unbend.engine.plan import PhaseKind, Plan, PlanStep, Side, Variant

if TYPE_CHECKING:
    from unbend.units import Ms

LONGEST_MS: Ms = 45_000

_PATTERNS: tuple[tuple[PhaseKind, ...], ...] = (
    (PhaseKind.HOLD,),
    (PhaseKind.EASE_IN, PhaseKind.HOLD, PhaseKind.EASE_OUT),
    (PhaseKind.EASE_IN, PhaseKind.EASE_OUT),
    (PhaseKind.EASE_OUT,),
    (PhaseKind.TIME,),
    (PhaseKind.WALK,),
    (PhaseKind.OWN_PACE,),
    (PhaseKind.BREATHE_IN, PhaseKind.BREATHE_HOLD, PhaseKind.BREATHE_OUT, PhaseKind.BREATHE_WAIT),
    (PhaseKind.BREATHE_IN, PhaseKind.BREATHE_OUT),
)
_SIDES: tuple[tuple[Side | None, ...], ...] = (
    (None,),
    (Side.LEFT, Side.RIGHT),
    (Side.RIGHT, Side.LEFT),
    (Side.BOTH,),
    (Side.ALTERNATE,),
)
_BETWEEN = (
    (),
    (PhaseKind.LEAD_IN,),
    (PhaseKind.LEAD_IN, PhaseKind.REST),
    (PhaseKind.LET_GO, PhaseKind.SWITCH, PhaseKind.REST),
    (PhaseKind.LEAD_IN, PhaseKind.LET_GO, PhaseKind.SWITCH, PhaseKind.REST),
)
_PACK_LENGTHS_MS = (300_000, 301_000, 600_000, 900_000)
"""Where the looks at the skin begin to be."""
_EDGES = (1, 500, 1_000, 3_000, 4_999, 5_000, 7_999, 8_000, 19_999, 20_000, 30_000)
"""Where cues begin or cease to be, and what lies beside it."""


def spans(grain_ms: Ms = 1, longest_ms: Ms = LONGEST_MS) -> st.SearchStrategy[Ms]:
    """Return lengths of at least one grain, in whole grains, the edges of the cue rules among them."""
    edges = sorted({max(edge // grain_ms, 1) * grain_ms for edge in _EDGES if edge <= longest_ms})
    anything = st.integers(1, longest_ms // grain_ms).map(lambda grains: grains * grain_ms)
    return st.sampled_from(edges) | anything


@st.composite
def doses(draw: st.DrawFn, grain_ms: Ms = 1) -> Dose:
    """Draw what a step is made of."""
    pattern = draw(st.sampled_from(_PATTERNS))
    kinds = {kind for kind in (*draw(st.sampled_from(_BETWEEN)), *pattern) if kind is not PhaseKind.OWN_PACE}
    # A few lengths dealt out in turn: drawing one for every kind costs much and shows nothing more.
    lengths = cycle(draw(st.lists(spans(grain_ms), min_size=1, max_size=4)))
    return Dose(
        pattern=pattern,
        lengths=dict(zip(sorted(kinds), lengths, strict=False)),
        sets=draw(st.integers(1, 2)),
        sides=draw(st.sampled_from(_SIDES)),
        reps=draw(st.integers(1, 3)),
        limit_ms=draw(st.sampled_from([None, 60_000, 120_000]) | spans(grain_ms)),
        does_wait=draw(st.booleans()),
    )


@st.composite
def packs(draw: st.DrawFn, grain_ms: Ms = 1) -> Dose:
    """Draw a warm or cold pack, with the question about the skin before it or without."""
    lengths = {PhaseKind.TIME: draw(st.sampled_from(_PACK_LENGTHS_MS))}
    if draw(st.booleans()):
        lengths[PhaseKind.LEAD_IN] = draw(spans(grain_ms))
    return Dose(
        pattern=(PhaseKind.TIME,),
        lengths=lengths,
        limit_ms=draw(st.sampled_from([None, 1_200_000])),
        does_wait=draw(st.booleans()),
        kind=draw(st.sampled_from(["heat", "cold"])),
        asks_skin=draw(st.booleans()),
    )


def halved(dose: Dose, grain_ms: Ms = 1) -> Dose:
    """Return the eased form of `dose`: fewer sets, or else repetitions, and everything in its pattern shorter."""
    shorter = {
        kind: max(length_ms // 2 // grain_ms, 1) * grain_ms if kind in dose.pattern else length_ms
        for kind, length_ms in dose.lengths.items()
    }
    if dose.sets > 1:
        return replace(dose, sets=dose.sets // 2, lengths=shorter)
    return replace(dose, reps=(dose.reps + 1) // 2, lengths=shorter)


@st.composite
def plan_steps(draw: st.DrawFn, grain_ms: Ms = 1) -> PlanStep:
    """Draw a step with the variants it may or may not have."""
    dose = draw(st.one_of(doses(grain_ms), doses(grain_ms), doses(grain_ms), packs(grain_ms)))
    return PlanStep(
        normal=laid_out(dose),
        eased=laid_out(halved(dose, grain_ms), "eased") if draw(st.booleans()) else None,
        easier=laid_out(draw(st.one_of(doses(grain_ms), packs(grain_ms))), "easier") if draw(st.booleans()) else None,
    )


@st.composite
def breathings(draw: st.DrawFn, grain_ms: Ms = 1) -> Variant:
    """Draw what a step may be exchanged for: a breath or two, then the wait for the user."""
    lengths = {PhaseKind.BREATHE_IN: draw(spans(grain_ms, 5_000)), PhaseKind.BREATHE_OUT: draw(spans(grain_ms, 7_000))}
    pattern = (PhaseKind.BREATHE_IN, PhaseKind.BREATHE_OUT)
    return laid_out(Dose(pattern=pattern, lengths=lengths, reps=draw(st.integers(1, 2)), does_wait=True), "breathing")


@st.composite
def plans(draw: st.DrawFn, grain_ms: Ms = 1, most_steps: int = 3) -> Plan:
    """Draw a plan whose every length is in whole grains."""
    steps = draw(st.lists(plan_steps(grain_ms), min_size=1, max_size=most_steps))
    return Plan(id="any", title="Any plan", steps=tuple(steps), breathing=draw(breathings(grain_ms)))


def commands(grain_ms: Ms = 1) -> st.SearchStrategy[c.Command]:
    """Return every command, those that carry a session on more often than those that end it."""
    leads = st.just(0) | spans(grain_ms, 6_000)
    resume = st.builds(c.Resume, lead_ms=leads)
    extend = st.builds(c.Extend, by_ms=spans(grain_ms, 90_000) | st.sampled_from([0, -grain_ms]))
    carrying_on = (
        resume,
        resume,
        st.builds(c.Pause, why=st.sampled_from(c.PauseReason)),
        st.just(c.Proceed()),
        st.just(c.NextStep()),
        st.just(c.Back()),
        extend,
        extend,
        st.just(c.Ease()),
        st.just(c.UseEasier()),
        st.just(c.Breathe()),
        st.builds(c.TakeRest, rest_ms=spans(grain_ms, 60_000) | st.sampled_from([0, -grain_ms])),
        st.builds(c.ReportPain, nrs=st.none() | st.integers(0, 10)),
    )
    rare = (st.just(c.Start()), st.builds(c.Stop, why=st.sampled_from(c.StopReason)))
    return st.one_of(*carrying_on, *carrying_on, *carrying_on, *rare)


def gaps(grain_ms: Ms = 1) -> st.SearchStrategy[Ms]:
    """Return times between two commands: at once, a moment, or long enough for much to happen."""
    return st.just(0) | spans(grain_ms, 4_000) | spans(grain_ms)


def moves() -> st.SearchStrategy[Move]:
    """Return lines of a script; many hit the very instant at which something is due, or the one beside it."""
    at_any_time = st.builds(Move, command=commands(), gap_ms=gaps())
    around_what_is_due = st.builds(
        Move, command=commands(), gap_ms=st.sampled_from([0, -1, 1]), is_from_due=st.just(value=True)
    )
    return at_any_time | around_what_is_due


def interruptions() -> st.SearchStrategy[list[Move]]:
    """Return pauses that end, which commands drawn one by one seldom make."""
    pause = st.builds(Move, command=st.builds(c.Pause, why=st.sampled_from(c.PauseReason)), gap_ms=gaps())
    resume = st.builds(Move, command=st.builds(c.Resume, lead_ms=st.sampled_from([0, 0, 3_000])), gap_ms=gaps())
    return st.tuples(pause, resume).map(list)


def scripts() -> st.SearchStrategy[list[Move]]:
    """Return scripts of a session that begins."""
    start = st.builds(Move, command=st.just(c.Start()), gap_ms=gaps())
    some = moves().map(lambda move: [move]) | interruptions()
    # Left to itself, Hypothesis writes lists of five; the long ones are where sessions have a history.
    later = st.lists(some, max_size=6) | st.lists(some, min_size=6, max_size=16)
    return st.builds(lambda first, rest: [first, *chain.from_iterable(rest)], start, later)


def wakes(longest_ms: Ms = 300_000) -> st.SearchStrategy[list[Ms]]:
    """Return instants at which a shell might look at the clock."""
    return st.lists(st.integers(0, longest_ms), max_size=20)
