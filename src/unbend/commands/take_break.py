"""`unbend break`: a routine that fits the time there is, and go."""

from __future__ import annotations

from functools import cache
from typing import Any

import click

from unbend import resources
from unbend.commands import places, wiring
from unbend.commands.follow import Asked, How, follow, how_options
from unbend.commands.known import known_at
from unbend.errors import EXIT_STOPPED, WrongUse
from unbend.routine.catalogue import entries
from unbend.routine.choose import POSITIONS, known_word
from unbend.routine.pick import BreakWish, first_that_fits, pick
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
    there = entries(places.folders(), resources.index_file())
    wish = BreakWish(
        minutes,
        area and known_word("area", area, sorted({each for entry in there for each in entry.areas})),
        position and known_word("position", position, POSITIONS),
    )
    picks = pick(there, wish, known_at(SystemClock().wall(), _warn))
    if not picks.choices:
        if not picks.may_none:
            raise WrongUse(picks.why_none)
        click.echo(picks.why_none)
        return EXIT_STOPPED
    library = cache(wiring.library)  # not needed for what is done as it is written
    choice = first_that_fits(picks, wish, lambda name, target_ms: library().fit(library().find(name), target_ms))
    if choice is None:
        msg = "nothing that suits can be made as short as that; give it more time"
        raise WrongUse(msg)
    return follow(Asked(choice.entry.id, choice.minutes, choice.why), How(**how))


def _warn(sentence: str) -> None:
    click.echo(f"unbend: {sentence}", err=True)
