"""Routine to plan: every step with its lead-in and its three variants, decided before anybody moves.

Nothing is compiled while someone hurts: the eased dose and the easier exercise of each step are ready when the session
begins, so that a choice on the pain screen is only a change of place in the plan.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from unbend.engine.cues import cues_for
from unbend.engine.plan import Phase, PhaseKind, Place, Plan, PlanStep, Side, Transition, Variant
from unbend.routine.catalogue import SIGNS_FIRST
from unbend.routine.dose import NoDose, SideWork, Turns, Work, resolve
from unbend.routine.duration import write_duration
from unbend.routine.expand import FlatStep, Lookup, expand
from unbend.routine.lead_in import changes_before, first_lead_ms, is_pack, lead_ms, posture_after
from unbend.routine.model import Exercise, ExerciseStep, RestStep, Routine, WalkStep
from unbend.routine.packs import with_skin_checks
from unbend.routine.phases import count_phases, ease_work, first_side, work_phases
from unbend.routine.problems import Issue
from unbend.routine.vocabulary import FLOOR_POSTURES, LEVELS, Level
from unbend.units import HOUR, SECOND

if TYPE_CHECKING:
    from collections.abc import Mapping

    from unbend.routine.picture import Picture
    from unbend.units import Ms

MOST_PHASES = 20_000
LONGEST_ROUTINE_MS: Ms = 4 * HOUR
RESTING_EXERCISE = "rest-breathe"
"""Where every chain of easier exercises ends."""
WALKING_EXERCISE = "walk-easy"
_BREATHING_LEAD_MS: Ms = 5 * SECOND
_OWN_PACE_REP_MS: Ms = 5 * SECOND  # for a repetition where nobody can say that it is done
# Six breaths of four in and six out are a minute, at the pace that suits most beginners (E66).
_BREATHING_WORK = Work("one", SideWork((6,), breath=(4 * SECOND, 0, 6 * SECOND, 0)))


class CompileFailed(ValueError):
    """The routine cannot become a plan; carries every issue."""

    def __init__(self, issues: list[Issue]) -> None:
        super().__init__(f"{len(issues)} issues")
        self.issues = issues


@dataclass(frozen=True, slots=True)
class Compiled:
    """A plan, and what can be said of the routine once it is one."""

    plan: Plan
    level: Level
    positions: tuple[str, ...]
    step_positions: tuple[tuple[str, ...], ...]
    """What its steps can be done in, each choice once; a step that can be done in any position is not among them."""
    areas: tuple[str, ...]
    kinds: frozenset[str]
    """The kinds of its exercises, `rest` for a planned rest among them."""
    flat: tuple[FlatStep, ...]
    """The routine's steps as laid out, one for each of the plan's."""
    includes_others: bool
    """Whether steps of other routines are among them."""
    asks_side: bool
    """Whether some step is done on the side the user chooses."""
    pictures: Mapping[str, Picture]
    """What its exercises look like, the easier ones among them, by the ids that the plan's variants name."""
    signs_first: bool
    """Whether the warning signs are shown before it, once a day (tag `signs-first`)."""


@dataclass(frozen=True, slots=True)
class _Easier:
    """What is done instead of a step when it hurts."""

    name: str
    exercise: Exercise
    work: Work


@dataclass(frozen=True, slots=True)
class _Draft:
    """A flat step that is known to be possible."""

    flat: FlatStep
    exercise: Exercise
    name: str
    work: Work
    easier: _Easier | None

    @property
    def most_phases(self) -> int:
        """Phases of the longer of its two exercises, with lead-in, wait and the question about the skin."""
        easier = count_phases(self.easier.work) if self.easier else 0
        return max(count_phases(self.work), easier) + 3


def compile_routine(routine: Routine, name: str, lookup: Lookup, chosen: Side = Side.LEFT) -> Compiled:
    """Return `routine`, whose id is `name`, as a plan. Raises `CompileFailed` with every issue where it cannot be."""
    flat, issues = expand(routine, name, lookup)
    drafts = [_draft(step, lookup, issues) for step in flat]
    found = [draft for draft in drafts if isinstance(draft, _Draft)]
    if sum(draft.most_phases for draft in found) > MOST_PHASES:
        issues.append(Issue(("steps",), f"more than {MOST_PHASES:,} phases", "split the routine"))
    if issues:
        raise CompileFailed(issues)
    assembly = _Assembly(chosen, is_voice_only=routine.mode == "voice")
    plan = Plan(
        name,
        routine.title,
        tuple(assembly.steps(drafts)),
        _breathing(lookup),
        is_voice_only=assembly.is_voice_only,
        ends_on_floor=assembly.posture in FLOOR_POSTURES,
    )
    plan = with_skin_checks(plan)
    if plan.total_ms > LONGEST_ROUTINE_MS:
        raise CompileFailed([Issue(("steps",), "longer than 4 hours", "split the routine")])
    exercises = [draft.exercise for draft in found]
    level = LEVELS[max((LEVELS.index(each.level) for each in exercises), default=0)]
    return Compiled(
        plan,
        routine.level or level,
        positions=tuple(dict.fromkeys(each.position for each in exercises if each.position)),
        step_positions=tuple(dict.fromkeys(each.possible_positions for each in exercises if each.possible_positions)),
        areas=tuple(dict.fromkeys(area for each in exercises for area in each.areas)),
        kinds=frozenset("rest" if isinstance(draft, RestStep) else draft.exercise.kind for draft in drafts if draft),
        flat=tuple(flat),
        includes_others=any(step.routine is not routine for step in flat),
        asks_side=any(draft.work.turns == "chosen" for draft in found),
        pictures=_pictures(found, lookup),
        signs_first=any(SIGNS_FIRST in each.tags for each in (routine, *(step.routine for step in flat))),
    )


def _pictures(drafts: list[_Draft], lookup: Lookup) -> dict[str, Picture]:
    used = {draft.name: draft.exercise for draft in drafts}
    used |= {draft.easier.name: draft.easier.exercise for draft in drafts if draft.easier is not None}
    resting = lookup.exercise(RESTING_EXERCISE)
    if resting is not None:
        used.setdefault(RESTING_EXERCISE, resting)
    return {name: exercise.figure for name, exercise in used.items() if exercise.figure is not None}


def _draft(flat: FlatStep, lookup: Lookup, issues: list[Issue]) -> _Draft | RestStep | None:
    step, routine = flat.step, flat.routine
    if isinstance(step, RestStep):
        return step
    name = step.exercise if isinstance(step, ExerciseStep) else WALKING_EXERCISE
    exercise = routine.exercises.get(name) or lookup.exercise(name)
    if exercise is None:  # told by crosscheck where the step stands in the top file
        issues.append(Issue((*flat.loc, "exercise"), f'no exercise called "{name}"'))
        return None
    if isinstance(step, WalkStep):
        step = ExerciseStep.model_validate({"exercise": name, "time": write_duration(step.walk)})
    try:
        work = resolve(exercise, routine.defaults, step)
    except NoDose:
        hint = "write time: 30s, or reps with a hold or tempo"
        issues.append(Issue(flat.loc, f'nothing says how much of "{name}"', hint))
        return None
    return _Draft(flat, exercise, name, work, _easier(flat, name, exercise, work.turns, lookup))


def _easier(flat: FlatStep, name: str, exercise: Exercise, turns: Turns, lookup: Lookup) -> _Easier | None:
    """Return the easier exercise of a step with its own dose, or None at the end of a chain."""
    gentler = easier_name(name, exercise)
    found = None if gentler is None else flat.routine.exercises.get(gentler) or lookup.exercise(gentler)
    if gentler is None or found is None:
        return None
    try:
        work = resolve(found)
    except NoDose:
        return None
    if work.turns == "both" and turns in ("left", "right", "chosen"):
        # One side was asked for; the easier exercise keeps to it.
        work = Work(turns, work.first, rest_ms=work.rest_ms)
    return _Easier(gentler, found, work)


class _Assembly:
    """Puts the plan's steps together, following the person's posture and packs; lives for one compilation."""

    def __init__(self, chosen: Side, *, is_voice_only: bool) -> None:
        self.chosen = chosen
        self.is_voice_only = is_voice_only
        self.posture: str | None = None
        self.has_pack_on = False

    def steps(self, drafts: list[_Draft | RestStep | None]) -> list[PlanStep]:
        steps = []
        for number, draft in enumerate(drafts):
            if isinstance(draft, RestStep):
                waits = draft.advance == "key" and not self.is_voice_only
                steps.append(_rest(draft, waits=waits, has_pack_on=self.has_pack_on))
                self.has_pack_on = False
            elif draft is not None:
                following = next((each for each in drafts[number + 1 :] if isinstance(each, _Draft)), None)
                steps.append(self.step(draft, following, is_first=number == 0))
        return steps

    def step(self, draft: _Draft, following: _Draft | None, *, is_first: bool) -> PlanStep:
        step, exercise, defaults = draft.flat.step, draft.exercise, draft.flat.routine.defaults
        assert not isinstance(step, RestStep)  # noqa: S101  # rests have no draft
        lead = step.lead if step.lead is not None else defaults.lead
        if lead is None:
            lead = first_lead_ms(exercise) if is_first else lead_ms(self.posture, exercise.postures)
        changes = changes_before(self.posture, exercise, has_pack_on=self.has_pack_on)
        self.posture = posture_after(self.posture, exercise.postures)
        self.has_pack_on = is_pack(exercise)
        say = step.say or defaults.say or exercise.say or ""
        waits = (step.advance or defaults.advance) == "key" and not self.is_voice_only

        def variant(work: Work) -> Variant:
            return self.variant(draft.name, exercise, work, (lead, changes), say=say, waits=waits)

        return PlanStep(
            normal=variant(draft.work),
            eased=variant(ease_work(draft.work)),
            easier=self.easier(draft, following, waits=waits),
            about=step.for_ or "",
            note=step.note or "",
        )

    def easier(self, draft: _Draft, following: _Draft | None, *, waits: bool) -> Variant | None:
        """Return the easier exercise of a step, with the time to change over and back."""
        if draft.easier is None:
            return None
        name, exercise, work = draft.easier.name, draft.easier.exercise, draft.easier.work
        lead = lead_ms(self.posture, exercise.postures)
        changes = changes_before(self.posture, exercise, has_pack_on=self.has_pack_on)
        variant = self.variant(name, exercise, work, (lead, changes), say=exercise.say or "", waits=waits)
        back_ms = 0
        back_changes: tuple[Transition, ...] = ()
        if following is not None:
            # The next step's lead-in was reckoned from the posture of the normal exercise. Who sat down for the easier
            # one and is to lie on the floor next gets the difference at its end, not a rush.
            postures = following.exercise.postures
            here = posture_after(self.posture, exercise.postures)
            back_ms = lead_ms(here, postures) - lead_ms(self.posture, postures)
            there = changes_before(here, following.exercise, has_pack_on=False)
            back_changes = tuple(each for each in there if each in (Transition.FROM_FLOOR, Transition.TO_FLOOR))
        if back_ms <= 0:
            return variant
        cues = cues_for(PhaseKind.LEAD_IN, back_ms)
        back = Phase(PhaseKind.LEAD_IN, back_ms, None, _end_place(work), cues=cues, changes=back_changes)
        return replace(variant, phases=(*variant.phases, back))

    def variant(  # noqa: PLR0913  # a variant is put together from these
        self,
        name: str,
        exercise: Exercise,
        work: Work,
        lead: tuple[Ms, tuple[Transition, ...]],
        *,
        say: str,
        waits: bool,
    ) -> Variant:
        phases = list(work_phases(exercise, work, self.chosen))
        if self.is_voice_only:
            phases = [_paced(phase) for phase in phases]
        length_ms, changes = lead
        if length_ms:
            side = first_side(work, self.chosen)
            cues = cues_for(PhaseKind.LEAD_IN, length_ms)
            phases.insert(0, Phase(PhaseKind.LEAD_IN, length_ms, side, cues=cues, changes=changes))
        if waits:
            phases.append(Phase(PhaseKind.WAIT, None, None, _end_place(work), cues=cues_for(PhaseKind.WAIT, None)))
        posture = posture_after(self.posture, exercise.postures)
        return replace(_words_of(name, exercise), phases=tuple(phases), say=say, posture=posture or "")


def easier_name(name: str, exercise: Exercise) -> str | None:
    """Return the id of what to do instead of `exercise` when it hurts, or None at the end of a chain."""
    if exercise.easier is not None:
        return exercise.easier
    is_resting = exercise.kind in ("breathing", "relaxation") or name == RESTING_EXERCISE
    # Who stands under warm water rests already; getting comfortable would mean to sit down on wet ground.
    is_resting = is_resting or (exercise.position == "shower" and exercise.kind == "heat")
    return None if is_resting else RESTING_EXERCISE


def _end_place(work: Work) -> Place:
    return Place(work.sets + 1)


def _paced(phase: Phase) -> Phase:
    """Return `phase` with a length, where it would wait for a key that nobody can reach."""
    if phase.kind is not PhaseKind.OWN_PACE:
        return phase
    length_ms = max(phase.reps, 1) * _OWN_PACE_REP_MS
    return replace(phase, duration_ms=length_ms, cues=cues_for(phase.kind, length_ms))


def _rest(step: RestStep, *, waits: bool, has_pack_on: bool) -> PlanStep:
    changes = (Transition.PACK_OFF,) if has_pack_on else ()
    phases = [Phase(PhaseKind.REST, step.rest, cues=cues_for(PhaseKind.REST, step.rest), changes=changes)]
    if waits:
        phases.append(Phase(PhaseKind.WAIT, None, None, Place(1), cues=cues_for(PhaseKind.WAIT, None)))
    variant = Variant("rest", "Rest", tuple(phases), say=step.say or "")
    return PlanStep(variant, about=step.for_ or "", note=step.note or "")


def _breathing(lookup: Lookup) -> Variant:
    """Return the breaths that any step can be exchanged for; they end by waiting for the user."""
    exercise = lookup.exercise(RESTING_EXERCISE) or Exercise(name="Rest and breathe")
    phases = (
        Phase(PhaseKind.LEAD_IN, _BREATHING_LEAD_MS, cues=cues_for(PhaseKind.LEAD_IN, _BREATHING_LEAD_MS)),
        *work_phases(exercise, _BREATHING_WORK, Side.LEFT),
        Phase(PhaseKind.WAIT, None, None, Place(2), cues=cues_for(PhaseKind.WAIT, None)),
    )
    return replace(_words_of(RESTING_EXERCISE, exercise), phases=phases)


def _words_of(name: str, exercise: Exercise) -> Variant:
    """Return what is told of `exercise`, with no phases yet."""
    return Variant(
        name,
        exercise.name,
        phases=(),
        kind=exercise.kind,
        how=exercise.how,
        say=exercise.say or "",
        caution=exercise.caution or "",
        position=exercise.position or "",
        areas=exercise.areas,
        careful=exercise.careful,
    )
