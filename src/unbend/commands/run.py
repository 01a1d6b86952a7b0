"""`unbend run`: follow a routine, on the screen or line by line."""

from __future__ import annotations

from typing import Any

import click

from unbend.commands.follow import Asked, How, follow, how_options


@click.command()
@click.argument("routine")
@how_options
def command(routine: str, **how: Any) -> int:  # noqa: ANN401  # the options of `How`, by their names
    """Follow ROUTINE, a name from `unbend list` or a file.

    \b
    unbend run desk-reset
    unbend run ./my-routine.yaml --volume 20

    \b
    Keys while it runs:
      space  pause, and go on            n  next step        +  10 seconds more
      p      something hurts             b  back             e  ease
      m      sound on or off             q  stop here        ?  all keys
    """  # noqa: D301  # the mark is a control character, by which click leaves a paragraph as it is
    return follow(Asked(routine), How(**how))
