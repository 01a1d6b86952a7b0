"""What `unbend work pause` and its like do, and what a second `unbend work` offers: to speak to the one that runs."""

from __future__ import annotations

import sys

import click

from unbend import resources
from unbend.errors import EXIT_DONE, UnbendError, WrongUse
from unbend.work.look import answer
from unbend.work.orders import ORDERS
from unbend.work.telling import tell

_KEYS = {"1": "postpone 2m", "2": "postpone 5m", "3": "postpone 10m", "s": "short", "x": "skip"}
"""The keys of the announcement, for whoever has got used to them."""


def orders() -> list[click.Command]:
    """Return a command for each first word of what a work clock knows, to be put below `unbend work`."""
    return [_order(name) for name in dict.fromkeys(shown.split()[0] for shown in ORDERS)]


def _order(name: str) -> click.Command:
    forms = {shown: meaning for shown, meaning in ORDERS.items() if shown.split()[0] == name}

    def say(words: tuple[str, ...]) -> int:
        click.echo(tell(resources.work_socket(), [name, *words]))
        return EXIT_DONE

    return click.Command(
        name,
        callback=say,
        params=[click.Argument(["words"], nargs=-1, metavar="")],
        help=" ".join(f"{shown}: {meaning}." for shown, meaning in forms.items()),
        short_help=f"To the one that runs: {next(iter(forms.values()))}.",
    )


def join_running() -> int:
    """Say that a work clock runs and how it stands, and pass on what is typed until `q`; return the exit code.

    Where nobody sits at a terminal it only says so. Raises `WrongUse` there: what was asked for was another one.
    """
    if not sys.stdin.isatty():
        msg = f"a work clock runs already; {_how()}"
        raise WrongUse(msg)
    click.echo(f"A work clock runs already. {answer()}")
    click.echo("What you type here goes to it; Enter shows how it stands, ? what it knows, q leaves it running.")
    while True:
        try:
            typed = input("work> ").strip()
        except EOFError:
            return EXIT_DONE
        if typed in ("q", "quit", "exit"):
            return EXIT_DONE
        click.echo(_answered(typed))


def _answered(typed: str) -> str:
    if not typed:
        return answer()
    if typed == "?":
        return "\n".join(f"{word:20}{meaning}" for word, meaning in ORDERS.items())
    try:
        return tell(resources.work_socket(), _KEYS.get(typed, typed).split())
    except UnbendError as error:
        return f"{str(error)[:1].upper()}{str(error)[1:]}."


def _how() -> str:
    return "unbend work now, pause, quiet 1h and the like speak to it, and unbend work stop ends it"
