"""The command line: names the commands, loads the one that is asked for, and turns errors into sentences."""

from __future__ import annotations

import errno
import os
import sys
from importlib import import_module
from typing import Any

import click

from unbend.errors import EXIT_DONE, EXIT_INTERRUPTED, EXIT_PROBLEMS, EXIT_WRONG_USE, FilesHaveProblems, UnbendError

_COMMANDS = {
    "run": "Follow a routine, on the screen or line by line.",
    "break": "Take a break: a routine is picked that fits it, and followed.",
    "work": "Count the work session, and say when it is time for a break.",
    "status": "Say when the next break is, for a status bar or a prompt.",
    "list": "List the routines there are, or those that suit you.",
    "suggest": "Name a routine that suits you now.",
    "show": "Show what a routine consists of.",
    "figure": "Show what an exercise looks like.",
    "export": "Write a routine as an audio file, to take along.",
    "voices": "List the voices there are, or hear one.",
    "check": "Look for problems in routine and exercises files.",
    "new": "Begin a routine of your own.",
    "schema": "Print the JSON Schema of a file format, for editors.",
    "history": "Show what was done, and what hurt.",
    "sounds": "Play every cue, and say what it means.",
    "doctor": "Say what was found here, and what to do about what does not work.",
    "safety": "Read the warning signs, the rules and the notice.",
}
"""In the order in which `--help` shows them; each stands in the module of its name in `unbend.commands`."""
_MODULES = {"break": "take_break"}
"""But those whose name is a word of Python's own."""


class LazyGroup(click.Group):
    """A group that imports a command when it is run, not when the others are."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        """Return the names in the order of the table."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # likewise
        """Return the command called `cmd_name`, or None."""
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"unbend.commands.{_MODULES.get(cmd_name, cmd_name)}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  # likewise
        """Write the table, without importing what it names."""
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="unbend", message="unbend %(version)s")
def unbend() -> None:
    """Guided stretches, exercises and walking breaks in the terminal, with a key that stops everything when it hurts.

    \b
    unbend                       pick a routine on the screen
    unbend list                  what there is; --area neck --max 5m for what suits
    unbend suggest               what suits this time of day
    unbend run desk-reset        three minutes at the desk
    unbend break --minutes 3     what fits three minutes now, and go
    unbend work                  say when it is time for a break, all day
    unbend export desk-reset -o desk.mp3   the same to take along
    unbend new my-routine        begin your own, from your therapist's list

    While a routine runs: Space pauses, p says that something hurts, ? shows every key.

    Exit codes: 0 done, 1 problems in files, 2 wrong use, 3 stopped by you, 4 refused by the work clock,
    130 interrupted.
    """  # noqa: D301  # the mark is a control character, by which click leaves a paragraph as it is


def run(arguments: list[str]) -> int:
    """Run `unbend` with `arguments` and return the exit code. The one place where errors become sentences."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal without the letters still gets the line
    try:
        code = _answer(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()  # what cannot be written shows here, where it can still be told
    except (SystemExit, OSError) as error:
        # The first is click's way of saying that whoever was reading has had enough. Python would complain once more
        # when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, SystemExit) or error.errno == errno.EPIPE:
            return EXIT_INTERRUPTED
        return _complain(f"the output cannot be written: {error.strerror}", EXIT_PROBLEMS)
    return code


def _answer(arguments: list[str]) -> int:
    """Run the command; every error a user can meet comes back as a sentence and an exit code."""
    try:
        code: Any = unbend.main(arguments, prog_name="unbend", standalone_mode=False)
    except FilesHaveProblems as error:
        click.echo(str(error), err=True)  # lines that stand for themselves, each with its place
        return error.exit_code
    except UnbendError as error:
        return _complain(str(error), error.exit_code)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return EXIT_WRONG_USE
    except click.ClickException as error:
        where = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx is not None else "unbend"
        return _complain(f"{error.format_message().rstrip('.')}; {where} --help says more", EXIT_WRONG_USE)
    except (KeyboardInterrupt, click.Abort):
        return EXIT_INTERRUPTED
    return code if isinstance(code, int) else EXIT_DONE


def _complain(sentence: str, code: int) -> int:
    click.echo(
        sentence if "\n" in sentence or ":" in sentence.split(" ", maxsplit=1)[0] else f"unbend: {sentence}", err=True
    )
    return code
