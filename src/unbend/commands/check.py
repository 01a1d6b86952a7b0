"""`unbend check`: every problem of some files at once, each where an editor can jump to it."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from unbend.commands import wiring
from unbend.errors import EXIT_DONE, EXIT_PROBLEMS, RoutineNotFound
from unbend.routine.folders import looks_like_a_path

if TYPE_CHECKING:
    from unbend.routine.problems import Problem


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--strict", is_flag=True, help="Treat advice as problems.")
@wiring.json_option
def command(files: tuple[str, ...], *, strict: bool, as_json: bool) -> int:
    """Look for problems in routine and exercises files; a name from `unbend list` will do as well.

    Every problem of every file is printed as  file:line:column: where: what (hint).  Advice, such as a side that is
    never done, is printed as a warning.

    Exit code 1 if any file has a problem, with --strict also for a warning; otherwise 0.
    """
    library = wiring.library()
    library.add_neighbours(Path(file) for file in files if looks_like_a_path(file))
    problems: list[Problem] = []
    warnings: list[Problem] = []
    missing: list[str] = []
    for file in files:
        try:
            source = library.find(file)
        except RoutineNotFound as error:
            missing.append(str(error))
            continue
        found = library.problems(source)
        problems += found
        warnings += [] if found else library.advice(source)
    if as_json:
        rows = [("problem", each) for each in problems] + [("warning", each) for each in warnings]
        click.echo(
            json.dumps([{"severity": kind, **asdict(each)} for kind, each in rows], ensure_ascii=False, indent=2)
        )
    else:
        for problem in dict.fromkeys(problems):
            click.echo(str(problem))
        for warning in warnings:
            click.echo(str(replace(warning, what=f"warning: {warning.what}")))
        if not problems and not warnings and not missing:
            click.echo(f"{len(files)} files, no problems" if len(files) > 1 else f"{files[0]}: no problems")
    if missing:
        raise RoutineNotFound("; ".join(missing))
    return EXIT_PROBLEMS if problems or (strict and warnings) else EXIT_DONE
