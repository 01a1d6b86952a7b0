"""The work clock that begins with the session: installing and removing it, and what it does without a terminal."""

from __future__ import annotations

import os
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from unbend import resources
from unbend.breaks.commands import TakeBreak, TakeShort
from unbend.errors import EXIT_DONE, EXIT_WRONG_USE, UnbendError, WrongUse
from unbend.routine.duration import write_duration
from unbend.work import look
from unbend.work.install import install, uninstall
from unbend.work.plain import HOW_ELSEWHERE
from unbend.work.service_text import DONE_IF_WRONG
from unbend.work.starters import NotInstalled, starter

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from unbend.breaks.commands import Command
    from unbend.work.starters import Starter
    from unbend.work.wishes import WorkWish

C = TypeVar("C", bound="Callable[..., Any]")

_NOWHERE = "nothing is known here that starts programs with the session; unbend work in a terminal does the same"


def install_options(command: C) -> C:
    """Give `command` the options that have the work clock begin with the session, and no longer."""
    command = click.option("--uninstall", is_flag=True, help="No longer begin with the session.")(command)
    return click.option(
        "--install", is_flag=True, help="Begin with the session from now on, as the other options have it."
    )(command)


def done_if_wrong(command: C) -> C:
    """Give `command` the way in which a launch agent takes wrong use: it is told, and then the agent is done."""

    @wraps(command)
    def run(*arguments: object, **options: object) -> object:
        try:
            return command(*arguments, **options)
        except UnbendError as error:
            is_for_good = error.exit_code == EXIT_WRONG_USE and bool(os.environ.get(DONE_IF_WRONG))
            if not (is_for_good and options.get("headless")):
                raise
            click.echo(f"unbend: {error}", err=True)
            return EXIT_DONE

    return cast("C", run)


def install_service(wish: WorkWish, routine: str | None, *, is_mute: bool) -> int:
    """Have a work clock of that rhythm begin with the session, and now unless one runs; return the exit code.

    Raises `NotInstalled` with what stands in the way.
    """
    system = _starter()
    other, _ = look.now()
    is_begun = other is None or system.is_running()
    install(system, ["work", "--headless", *_arguments(wish, routine, is_mute=is_mute)], is_begun=is_begun)
    click.echo(f"The work clock begins with your session from now on: {resources.with_tilde(system.file)} was written.")
    if is_begun:
        click.echo(f"It runs now. It announces breaks, and opens nothing by itself. {HOW_ELSEWHERE}")
    else:
        click.echo("A work clock runs already and goes on, so this one begins with the next session.")
    click.echo("unbend status says how it stands; unbend work postpone 5m, skip, pause and the like speak to it.")
    click.echo(f"What it said: {system.log_shown}")
    click.echo("unbend work --uninstall removes it again.")
    return EXIT_DONE


def uninstall_service() -> int:
    """Have none begin with the session any more; return the exit code. Raises `NotInstalled`."""
    system = _starter()
    shown = resources.with_tilde(system.file)
    ended = ", and the one that it ran was ended" if system.is_running() else ""
    if uninstall(system):
        click.echo(f"The work clock no longer begins with your session: {shown} was removed{ended}.")
    else:
        click.echo(f"There is nothing to remove: {shown} is not there.")
    return EXIT_DONE


def only_one_of(**given: bool) -> None:
    """Raise `WrongUse` where several of the options `given` were."""
    names = [f"--{name}" for name, is_given in given.items() if is_given]
    if len(names) > 1:
        msg = f"{' and '.join(names)} do not go together"
        raise WrongUse(msg)


def none_with(service: Mapping[str, bool], **others: bool) -> None:
    """Raise `WrongUse` where one of `service` was given together with one of `others`, which would be left out."""
    for name, is_given in others.items():
        only_one_of(**service, **{name: is_given})


def answering(ask: Callable[[Command], str]) -> Callable[[Command], str]:
    """Return `ask`, with a word of how a break is had where nobody is led through it."""

    def answer(command: Command) -> str:
        said = ask(command)
        is_begun = isinstance(command, TakeBreak | TakeShort)
        return f"{said} {HOW_ELSEWHERE}" if is_begun else said

    return answer


def _starter() -> Starter:
    system = starter()
    if system is None:
        raise NotInstalled(_NOWHERE)
    return system


def _arguments(wish: WorkWish, routine: str | None, *, is_mute: bool) -> list[str]:
    """Return the options that ask for the same again; what was not asked for, the settings say each time."""
    asked = {
        "--preset": wish.preset,
        "--every": None if wish.every_ms is None else write_duration(wish.every_ms),
        "--break": None if wish.break_ms is None else write_duration(wish.break_ms),
        "--routine": routine,
    }
    words = [word for name, value in asked.items() if value is not None for word in (name, value)]
    return [*words, "--mute"] if is_mute else words
