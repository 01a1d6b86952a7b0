"""`unbend list`: every routine there is, broken ones with what is wrong."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from unbend import resources
from unbend.commands import places, wiring
from unbend.errors import EXIT_DONE
from unbend.routine.catalogue import Entry, entries
from unbend.units import format_clock

if TYPE_CHECKING:
    from collections.abc import Sequence


@click.command("list")
@click.option("--exercises", is_flag=True, help="The exercises instead, by the ids that routine files use.")
@wiring.json_option
def command(*, exercises: bool, as_json: bool) -> int:
    """List the routines there are, with length, level and position.

    Your own files stand beside the shipped ones; a file that cannot be used stays in the list with its problems.
    """
    if exercises:
        rows = _exercises()
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2) if as_json else "\n".join(_exercise_lines(rows)))
        return EXIT_DONE
    found = entries(places.folders(), resources.index_file())
    if as_json:
        click.echo(json.dumps([_as_values(entry) for entry in found], ensure_ascii=False, indent=2))
    else:
        for line in _lines(found):
            click.echo(line)
    return EXIT_DONE


def _as_values(entry: Entry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in Entry.__dataclass_fields__ if name != "depends"}


def _lines(found: Sequence[Entry]) -> list[str]:
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
    return lines


def _exercises() -> list[dict[str, Any]]:
    return [
        {
            "id": name,
            "name": exercise.name,
            "areas": exercise.areas,
            "postures": exercise.postures,
            "kind": exercise.kind,
            "level": exercise.level,
            "sides": exercise.sides,
            "easier": exercise.easier,
        }
        for name, exercise in sorted(wiring.library().exercises.items())
    ]


def _exercise_lines(rows: Sequence[dict[str, Any]]) -> list[str]:
    width = max((len(row["id"]) for row in rows), default=0)
    return [f"{row['id']:<{width}}  {row['kind']:<10}  {row['name']} ({', '.join(row['areas'])})" for row in rows]
