"""`unbend show`: what a routine consists of, as steps, as every phase, or as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from unbend.commands import wiring
from unbend.errors import EXIT_DONE
from unbend.units import format_clock, format_span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unbend.engine.plan import Phase, Plan, PlanStep
    from unbend.routine.compile import Compiled
    from unbend.routine.model import Routine
    from unbend.units import Ms


@click.command()
@click.argument("routine")
@click.option("--timeline", is_flag=True, help="Every phase with its start, length, side, repetition and cues.")
@wiring.side_option
@wiring.json_option
def command(routine: str, *, timeline: bool, side: str | None, as_json: bool) -> int:
    """Show what ROUTINE consists of. ROUTINE is a name from `unbend list`, or a file.

    \b
    unbend show desk-reset
    unbend show desk-reset --timeline
    unbend show ./my-routine.yaml --json

    Where a routine asks for a side and none is given, the left one stands for it. In the JSON, the start of a phase
    counts from the start of the routine, and a cue's at_ms from the start of its phase.
    """  # noqa: D301  # the mark is a control character, by which click leaves a paragraph as it is
    library = wiring.library()
    source = library.find(routine)
    compiled = library.compile(source, wiring.side(side))
    if as_json:
        click.echo(json.dumps(plan_values(compiled.plan), ensure_ascii=False, indent=2))
        return EXIT_DONE
    for line in _head(library.load(source).routine, compiled):
        click.echo(line)
    for line in _timeline(compiled.plan) if timeline else _steps(compiled.plan):
        click.echo(line)
    return EXIT_DONE


def plan_values(plan: Plan) -> dict[str, Any]:
    """Return `plan` as other programs read it.

    A phase that waits for the user has a duration of null; `at_ms` of a cue counts from the start of its phase.
    """
    return {
        "id": plan.id,
        "title": plan.title,
        "total_ms": plan.total_ms,
        "phases": [
            {
                "start_ms": start_ms,
                "duration_ms": phase.duration_ms,
                "kind": phase.kind,
                "exercise": step.normal.exercise,
                "side": phase.side,
                "set": phase.place.set,
                "rep": phase.place.rep,
                "cues": [{"at_ms": cue.at_ms, "cue": cue.kind} for cue in phase.cues],
            }
            for start_ms, step, phase in _phases(plan)
        ],
    }


def _phases(plan: Plan) -> Iterator[tuple[Ms, PlanStep, Phase]]:
    start_ms = 0
    for step in plan.steps:
        for phase in step.normal.phases:
            yield start_ms, step, phase
            start_ms += phase.duration_ms or 0


def _head(routine: Routine, compiled: Compiled) -> Iterator[str]:
    plan = compiled.plan
    count = f"{len(plan.steps)} steps" if len(plan.steps) > 1 else "1 step"
    yield f"{plan.title}  ({plan.id})"
    yield f"{format_clock(plan.total_ms)}, {count}, {compiled.level}, {', '.join(compiled.positions) or 'anywhere'}"
    for label, text in (
        ("For", routine.who),
        ("When", routine.when),
        ("Needs", ", ".join(routine.needs)),
        ("Take care", routine.cautions),
    ):
        if text:
            yield f"{label}: {text}"
    yield ""


def _steps(plan: Plan) -> Iterator[str]:
    start_ms = 0
    for number, step in enumerate(plan.steps, start=1):
        about = f", {step.about}" if step.about else ""
        length = format_span(step.normal.total_ms) if step.normal.total_ms else "at your own pace"
        name = f"{step.normal.name}{about}: {length}"
        yield f"{number:>3}  {format_clock(start_ms):>6}  {name}  ({step.normal.exercise})"
        start_ms += step.normal.total_ms


def _timeline(plan: Plan) -> Iterator[str]:
    yield f"{'start':>8}  {'length':>10}  {'kind':<12}  {'side':<9}  {'set':>3}  {'rep':>3}  exercise, cues"
    for start_ms, step, phase in _phases(plan):
        length = "you say" if phase.duration_ms is None else format_span(phase.duration_ms)
        clock = f"{format_clock(start_ms)}.{start_ms % 1000 // 100}"
        cues = " ".join(f"{cue.kind}@{cue.at_ms / 1000:g}" for cue in phase.cues)
        row = f"{clock:>8}  {length:>10}  {phase.kind:<12}  {phase.side or '':<9}"
        yield f"{row}  {phase.place.set or '':>3}  {phase.place.rep or '':>3}  {step.normal.exercise}  {cues}".rstrip()
