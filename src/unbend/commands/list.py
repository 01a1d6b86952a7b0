"""`unbend list`: every routine there is or those that suit a wish, broken ones with what is wrong."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from unbend import resources
from unbend.careful import CAREFUL
from unbend.commands import places, wiring
from unbend.errors import EXIT_DONE, WrongUse
from unbend.routine.catalogue import Entry, entries
from unbend.routine.choose import (
    LEVELS,
    MODES,
    POSITIONS,
    Wish,
    asks_care,
    caution,
    choose,
    exercise_suits,
    known_word,
    nothing_found,
)
from unbend.routine.typed import read_length
from unbend.units import format_clock

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from unbend.routine.model import Exercise
    from unbend.units import Ms

_NOT_SHOWN = ("depends", "step_positions", "focus")
"""What the index keeps for itself."""


@click.command("list")
@click.option("--exercises", is_flag=True, help="The exercises instead, by the ids that routine files use.")
@click.option(
    "--area", "areas", multiple=True, help="What does something for it: neck, low-back ...; for each of several."
)
@click.option("--position", "positions", multiple=True, help="What can be done in it throughout: seated, standing ...")
@click.option("--level", default="", help="That level at the most: gentle, moderate, firm.")
@click.option("--max", "longest", default="", help="That long at the most: 10m, 90s.")
@click.option("--mode", default="", help="What can be followed by voice, by screen, or by either.")
@click.option("--careful", multiple=True, help="What asks for care with it comes last; else as in your settings.")
@wiring.json_option
def command(  # noqa: PLR0913  # one for each option
    *,
    exercises: bool,
    areas: tuple[str, ...],
    positions: tuple[str, ...],
    level: str,
    longest: str,
    mode: str,
    careful: tuple[str, ...],
    as_json: bool,
) -> int:
    """List the routines there are, or those that suit you, with length, level and position.

    \b
    unbend list --area neck --max 5m
    unbend list --position seated --level gentle
    unbend list --careful osteoporosis

    Your own files stand beside the shipped ones; a file that cannot be used stays in the list with its problems. Being
    careful with something leaves nothing out: what asks for care comes last and says so.
    """  # noqa: D301  # the mark is a control character, by which click leaves a paragraph as it is
    wish = Wish(
        positions=tuple(known_word("position", each, POSITIONS) for each in positions),
        level=level and known_word("level", level, LEVELS),
        longest_ms=_length(longest) if longest else None,
        mode=mode and known_word("mode", mode, MODES),
        careful=tuple(known_word("flag", each, CAREFUL) for each in careful) or _careful(),
    )
    if exercises:
        _list_exercises(wish, areas, as_json=as_json)
    else:
        _list_routines(wish, areas, as_json=as_json)
    return EXIT_DONE


def _length(written: str) -> Ms:
    span = read_length(written)
    if span is None:
        msg = f'--max "{written}" is no length of time: write 10m or 90s'
        raise WrongUse(msg)
    return span


def _careful() -> tuple[str, ...]:
    return places.settings(lambda sentence: click.echo(f"unbend: {sentence}", err=True)).careful


def _areas(asked: Iterable[str], there: Iterable[Collection[str]]) -> tuple[str, ...]:
    known = sorted({area for areas in there for area in areas})
    return tuple(known_word("area", each, known) for each in asked)


# Routines


def _list_routines(wish: Wish, areas: tuple[str, ...], *, as_json: bool) -> None:
    there = entries(places.folders(), resources.index_file())
    wish = replace(wish, areas=_areas(areas, (entry.areas for entry in there)))
    found = choose(there, wish)
    if as_json:
        click.echo(json.dumps([_as_values(entry, wish) for entry in found], ensure_ascii=False, indent=2))
    elif not found and there:
        click.echo(nothing_found(there, wish))
    else:
        for line in _lines(found, wish):
            click.echo(line)


def _as_values(entry: Entry, wish: Wish) -> dict[str, Any]:
    values = {name: getattr(entry, name) for name in Entry.__dataclass_fields__ if name not in _NOT_SHOWN}
    return {**values, "asks_care": asks_care(entry, wish.careful)}


def _lines(found: Sequence[Entry], wish: Wish) -> list[str]:
    width = max((len(entry.id) for entry in found), default=0)
    places = max((len(", ".join(entry.positions)) for entry in found), default=0)
    lines = []
    for entry in found:
        own = "" if entry.is_shipped else "  (yours)"
        if entry.problems:
            lines.append(f"{entry.id:<{width}}  cannot be used{own}")
            lines += [f"    {problem}" for problem in entry.problems]
            continue
        facts = f"{format_clock(entry.total_ms):>7}  {entry.level:<8}  {', '.join(entry.positions):<{places}}"
        lines.append(f"{entry.id:<{width}}  {facts}  {entry.title}{own}")
        lines += [f"    {told}" for told in (caution(asks_care(entry, wish.careful)),) if told]
    return lines


# Exercises


def _list_exercises(wish: Wish, areas: tuple[str, ...], *, as_json: bool) -> None:
    if wish.longest_ms is not None or wish.mode:
        msg = "--max and --mode are about routines: how long an exercise takes is for the routine to say"
        raise WrongUse(msg)
    there = wiring.library().exercises
    wish = replace(wish, areas=_areas(areas, (exercise.areas for exercise in there.values())))
    found = [(name, exercise) for name, exercise in sorted(there.items()) if exercise_suits(exercise, wish)]
    found.sort(key=lambda each: bool(asks_care(each[1], wish.careful)))
    if as_json:
        rows = [_exercise_values(name, exercise, wish) for name, exercise in found]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    elif not found and there:
        click.echo("No exercise is all of that; leave out --level or --position, or ask for one area.")
    else:
        for line in _exercise_lines(found, wish):
            click.echo(line)


def _exercise_values(name: str, exercise: Exercise, wish: Wish) -> dict[str, Any]:
    return {
        "id": name,
        "name": exercise.name,
        "areas": exercise.areas,
        "postures": exercise.postures,
        "kind": exercise.kind,
        "level": exercise.level,
        "sides": exercise.sides,
        "easier": exercise.easier,
        "careful": exercise.careful,
        "asks_care": asks_care(exercise, wish.careful),
    }


def _exercise_lines(found: Sequence[tuple[str, Exercise]], wish: Wish) -> list[str]:
    width = max((len(name) for name, _ in found), default=0)
    lines = []
    for name, exercise in found:
        lines.append(f"{name:<{width}}  {exercise.kind:<10}  {exercise.name} ({', '.join(exercise.areas)})")
        lines += [f"    {told}" for told in (caution(asks_care(exercise, wish.careful), of="It"),) if told]
    return lines
