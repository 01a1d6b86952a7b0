"""`unbend break`: a routine that fits the time there is, and go."""

from __future__ import annotations

from typing import Any

import click

from unbend.commands.follow import Asked, How, follow, how_options
from unbend.commands.known import known_at
from unbend.commands.picking import picked, routines_there
from unbend.errors import EXIT_STOPPED, WrongUse
from unbend.routine.choose import POSITIONS, known_word
from unbend.routine.pick import BreakWish
from unbend.session.clock import SystemClock

LONGEST_MIN = 60


@click.command("break")
@click.option(
    "--minutes",
    type=click.IntRange(1, LONGEST_MIN),
    help="The time there is; the routine is made to fit it. Else as it is written, five minutes at the most.",
)
@click.option("--area", default="", help="What it does something for: neck, low-back ...")
@click.option("--position", default="", help="What all of it can be done in: seated, standing ...")
@click.option("--routine", default="", help="This one, instead of one that is picked.")
@how_options
def command(*, minutes: int | None, area: str, position: str, routine: str, **how: Any) -> int:  # noqa: ANN401  # see `How`
    """Pick a routine for a break, say why it is that one, and follow it as `unbend run` does.

    \b
    unbend break
    unbend break --minutes 3
    unbend break --minutes 2 --position standing --area neck

    It goes by the time and the position you name, by what you did today, so that the same area does not come twice in a
    row, and by what you are careful with. To fit the time each step becomes shorter within its safe range, and what
    does not fit is left out and named; no hold becomes longer, and no side is done without the other.
    """  # noqa: D301  # the mark is a control character, by which click leaves a paragraph as it is
    if routine:
        if area or position:
            msg = "--routine names it already; leave out --area and --position"
            raise WrongUse(msg)
        return follow(Asked(routine, minutes), How(**how))
    there = routines_there()
    wish = BreakWish(
        minutes,
        area and known_word("area", area, sorted({each for entry in there for each in entry.areas})),
        position and known_word("position", position, POSITIONS),
    )
    asked, why_none = picked(there, wish, known_at(SystemClock().wall(), _warn))
    if asked is None:
        click.echo(why_none)
        return EXIT_STOPPED
    return follow(asked, How(**how))


def _warn(sentence: str) -> None:
    click.echo(f"unbend: {sentence}", err=True)
