"""`unbend status`: how the work clock stands, for a person or a status bar."""

from __future__ import annotations

import click

from unbend.commands.wiring import json_option
from unbend.errors import EXIT_DONE, WrongUse
from unbend.work.look import answer
from unbend.work.status import UnknownName


@click.command()
@json_option
@click.option("--format", "wanted", metavar="TEXT", help="Such as '{next} {since_moved} {breaks}'.")
def command(*, as_json: bool, wanted: str | None) -> int:
    """Say when the next break is, how long ago you moved, and how many breaks there were today.

    In TEXT these names are filled in: {next}, {since_moved}, {breaks}, {skipped}, {missed}, {state}, {preset} and
    {routine}. Where no work clock runs, TEXT gives an empty line and JSON says "running": false; the exit code is 0 all
    the same, so that a status bar shows nothing odd. docs/status.md has lines for tmux, waybar and a prompt.
    """
    if as_json and wanted is not None:
        msg = "--json and --format are two ways to say the same; leave one out"
        raise WrongUse(msg)
    try:
        click.echo(answer(wanted, is_json=as_json))
    except UnknownName as error:
        raise WrongUse(str(error)) from error
    return EXIT_DONE
