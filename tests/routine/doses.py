"""Any dose an author may write, for Hypothesis, and the arithmetic of the format that says how long it takes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from unbend.routine.dose import resolve
from unbend.routine.duration import write_duration
from unbend.routine.model import Exercise, ExerciseStep

if TYPE_CHECKING:
    from collections.abc import Mapping

    from unbend.routine.dose import Work
    from unbend.units import Ms

PER_SIDE = ("reps", "tempo", "hold", "gap", "sets", "time", "breath")


@dataclass(frozen=True)
class Amount:
    """What one side does, in numbers: the right-hand side of the formula."""

    reps: tuple[int, ...] = (1,)
    """One number for each set."""
    parts: tuple[Ms, ...] = ()
    """What one repetition, or one breath, consists of."""
    gap: Ms = 0
    time: Ms = 0
    """The span of each set where that counts instead."""
    written: Mapping[str, Any] = field(default_factory=dict)
    """The same as an author writes it."""

    @property
    def set_ms(self) -> list[Ms]:
        """The length of each set."""
        if self.time:
            return [self.time] * len(self.reps)
        return [reps * sum(self.parts) + (reps - 1) * self.gap for reps in self.reps]


@dataclass(frozen=True)
class Dosed:
    """A step's dose, for all its sides."""

    sides: str
    left: Amount
    """Of the left side, or of all there is."""
    right: Amount
    switch: Ms
    rest: Ms

    @property
    def work_ms(self) -> Ms:
        """Work time as the format reckons it: sets x (sides + switches) + rests."""
        turns = [self.left.set_ms, self.right.set_ms] if self.sides == "both" else [self.left.set_ms]
        sets = max(len(turn) for turn in turns)
        switches = min(len(turn) for turn in turns) * (len(turns) - 1)
        return sum(sum(turn) for turn in turns) + switches * self.switch + (sets - 1) * self.rest

    @property
    def is_the_same_on_both_sides(self) -> bool:
        """Whether no side has a dose of its own."""
        return self.left == self.right

    @property
    def written(self) -> dict[str, Any]:
        """The keys of the dose, without sides."""
        between = {key: write_duration(span) for key, span in (("switch", self.switch), ("rest", self.rest)) if span}
        return dict(self.left.written) | between if self.is_the_same_on_both_sides else between


def spans(longest_ms: Ms = 90_000) -> st.SearchStrategy[Ms]:
    """Return lengths an author might give, whole seconds more often than not."""
    return st.integers(1, longest_ms // 1_000).map(lambda seconds: seconds * 1_000) | st.integers(1, longest_ms)


def parts(count: int) -> st.SearchStrategy[tuple[Ms, ...]]:
    """Return that many lengths, of which some may be nothing but not all."""
    one = st.just(0) | st.integers(1, 20).map(lambda seconds: seconds * 1_000) | st.sampled_from([500, 1_500, 250])
    return st.tuples(*[one] * count).filter(any)


def row(lengths: tuple[Ms, ...]) -> str:
    """Return `lengths` in seconds joined by hyphens."""
    return "-".join(f"{length / 1_000:g}" for length in lengths)


@st.composite
def repetitions(draw: st.DrawFn) -> Amount:
    """Draw repetitions with a tempo, or with a hold alone."""
    written: dict[str, Any] = {}
    reps = draw(st.lists(st.integers(1, 6), min_size=1, max_size=4))
    sets = draw(st.integers(1, 4)) if len(reps) == 1 else len(reps)
    if len(reps) > 1 or draw(st.booleans()):
        written["reps"] = reps if len(reps) > 1 else reps[0]
    else:
        reps = [1]
    if len(reps) == 1 and sets > 1:
        written["sets"] = sets
    if draw(st.booleans()):
        tempo = draw(parts(3))
        written["tempo"] = row(tempo)
    else:
        tempo = (0, draw(spans()), 0)
        written["hold"] = write_duration(tempo[1])
    gap = draw(st.just(0) | spans(10_000))
    if gap:
        written["gap"] = write_duration(gap)
    return Amount(tuple(reps) if len(reps) > 1 else tuple(reps) * sets, tempo, gap, written=written)


@st.composite
def timed(draw: st.DrawFn) -> Amount:
    """Draw a span, perhaps in sets."""
    time, sets = draw(spans()), draw(st.integers(1, 3))
    return Amount((1,) * sets, time=time, written={"time": write_duration(time)} | ({"sets": sets} if sets > 1 else {}))


@st.composite
def breaths(draw: st.DrawFn) -> Amount:
    """Draw breaths, counted or for a span."""
    breathe_in, breathe_out = draw(st.integers(1, 8)) * 1_000, draw(st.integers(1, 8)) * 1_000
    held = draw(st.none() | st.tuples(st.integers(0, 3), st.integers(0, 3)))
    lengths = (breathe_in, breathe_out)
    if held is not None:
        lengths = (breathe_in, held[0] * 1_000, breathe_out, held[1] * 1_000)  # type: ignore[assignment]  # two or four
    written: dict[str, Any] = {"breath": row(lengths)}
    if draw(st.booleans()):
        time = draw(spans())
        return Amount(time=time, written=written | {"time": write_duration(time)})
    reps = draw(st.integers(1, 6))
    return Amount((reps,), lengths, written=written | {"reps": reps})


def amounts() -> st.SearchStrategy[Amount]:
    """Return what one side may do."""
    return repetitions() | timed() | breaths()


@st.composite
def doses(draw: st.DrawFn) -> Dosed:
    """Draw a whole dose: sides, what each does, and what lies between."""
    sides = draw(st.sampled_from(["one", "both", "alternate", "left", "right", "chosen"]))
    left = draw(amounts())
    right = draw(st.just(left) | amounts()) if sides == "both" else left
    between = st.just(0) | spans(30_000)
    return Dosed(sides, left, right, draw(between), draw(between))


def step_keys(dosed: Dosed) -> dict[str, Any]:
    """Return `dosed` as the keys of a step."""
    sides = {} if dosed.is_the_same_on_both_sides else {"left": dosed.left.written, "right": dosed.right.written}
    return {"sides": dosed.sides, **dosed.written, **sides}


def resolved(dosed: Dosed) -> Work:
    """Return `dosed` as a step has it, for an exercise without a dose of its own."""
    return resolve(Exercise(name="Pull"), None, ExerciseStep.model_validate({"exercise": "pull", **step_keys(dosed)}))
