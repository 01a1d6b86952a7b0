"""`unbend doctor`: what was found on this machine, and what to do about what does not work."""

from __future__ import annotations

import json
import shutil
import sys

import click

from unbend.checkup.report import as_values, block, gather, lines, without_names
from unbend.commands.wiring import json_option
from unbend.errors import EXIT_DONE, EXIT_PROBLEMS
from unbend.session.output import Output

_WIDEST = 100
_NARROWEST = 40


@click.command()
@json_option
@click.option("--report", is_flag=True, help="A block to paste into a bug, without your name and home.")
@click.option("--sound", is_flag=True, help="Play one cue as well.")
def command(*, as_json: bool, report: bool, sound: bool) -> int:
    """Say what was found here: terminal, sound, voice, presence, files, history; and what to do about what is wrong.

    Nothing is changed or made, and nothing is heard but with --sound. The exit code is 1 where something needs
    attention.
    """
    out = Output(sys.stdout)
    findings = gather(bell=out.ring if out.is_terminal else None, is_played=sound)
    if as_json:
        click.echo(without_names(json.dumps(as_values(findings), ensure_ascii=False, indent=2)))
    elif report:
        click.echo(block(findings))
    else:
        width = min(max(shutil.get_terminal_size().columns - 1, _NARROWEST), _WIDEST)
        click.echo("\n".join(lines(findings, width)))
    return EXIT_PROBLEMS if any(each.advice for each in findings) else EXIT_DONE
