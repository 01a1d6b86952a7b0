"""`unbend history`: what was done, and what hurt."""

from __future__ import annotations

import json

import click

from unbend import resources
from unbend.commands.wiring import json_option
from unbend.errors import EXIT_DONE
from unbend.history.report import as_values, session_lines
from unbend.history.store import Store

_MOST_SHOWN = 20


@click.command()
@json_option
@click.option("--all", "is_all", is_flag=True, help=f"Every session, not the last {_MOST_SHOWN}.")
def command(*, as_json: bool, is_all: bool) -> int:
    """Show past sessions, the latest first: what was done, eased and skipped, and what hurt.

    It is kept in one file on this computer and goes nowhere. --json prints every session with every step.
    """
    file = resources.history_file()
    if not file.exists():
        click.echo("[]" if as_json else "Nothing yet. Sessions appear here once you have run a routine.")
        return EXIT_DONE
    with Store.open(file) as store:
        if as_json:
            click.echo(json.dumps(as_values(store), ensure_ascii=False, indent=2))
            return EXIT_DONE
        sessions = store.sessions(None if is_all else _MOST_SHOWN)
        steps, pains = store.steps_of(sessions), store.pains_of(sessions)
        for session in sessions:
            for line in session_lines(session, steps[session.id], pains[session.id]):
                click.echo(line)
    return EXIT_DONE
