"""`unbend history`: what was done, and what hurt."""

from __future__ import annotations

import json
from dataclasses import asdict
from itertools import islice

import click

from unbend import resources
from unbend.commands.wiring import json_option
from unbend.errors import EXIT_DONE
from unbend.history.break_report import break_lines, breaks_by_day
from unbend.history.report import as_values, session_lines
from unbend.history.store import Store

_MOST_SHOWN = 20
_DAYS_SHOWN = 7
_NO_SESSIONS = "Nothing yet. Sessions appear here once you have run a routine."
_NO_BREAKS = "Nothing yet. Breaks appear here once unbend work has announced one."


@click.command()
@json_option
@click.option("--breaks", "is_breaks", is_flag=True, help="The breaks of the work clock instead.")
@click.option(
    "--all", "is_all", is_flag=True, help=f"All of it, not the last {_MOST_SHOWN} sessions or {_DAYS_SHOWN} days."
)
def command(*, as_json: bool, is_breaks: bool, is_all: bool) -> int:
    """Show past sessions, the latest first: what was done, eased and skipped, and what hurt.

    It is kept in one file on this computer and goes nowhere. --json prints every session with every step. --breaks
    shows what became of the breaks of the work clock: taken, postponed, skipped or left out, and why.
    """
    file = resources.history_file()
    if not file.exists():
        click.echo("[]" if as_json else _NO_BREAKS if is_breaks else _NO_SESSIONS)
        return EXIT_DONE
    with Store.open(file) as store:
        if is_breaks:
            _show_breaks(store, as_json=as_json, is_all=is_all)
            return EXIT_DONE
        if as_json:
            click.echo(json.dumps(as_values(store), ensure_ascii=False, indent=2))
            return EXIT_DONE
        sessions = store.sessions(None if is_all else _MOST_SHOWN)
        steps, pains = store.steps_of(sessions), store.pains_of(sessions)
        for session in sessions:
            for line in session_lines(session, steps[session.id], pains[session.id]):
                click.echo(line)
    return EXIT_DONE


def _show_breaks(store: Store, *, as_json: bool, is_all: bool) -> None:
    breaks = store.breaks()
    if as_json:
        click.echo(json.dumps([asdict(each) for each in reversed(breaks)], ensure_ascii=False, indent=2))
        return
    days = breaks_by_day(breaks)
    for line in break_lines(dict(islice(days.items(), None if is_all else _DAYS_SHOWN))):
        click.echo(line)
    if not breaks:
        click.echo(_NO_BREAKS)
