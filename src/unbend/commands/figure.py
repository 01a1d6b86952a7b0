"""`unbend figure`: what an exercise looks like, in the terminal or as a drawing."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import click

from unbend.commands import wiring
from unbend.errors import EXIT_DONE, WrongUse
from unbend.figure.inks import SIXTEEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unbend.figure.inks import Ink
    from unbend.figure.raster import Run
    from unbend.figure.scene import Moment, Scene
    from unbend.routine.model import Exercise

_USUAL_SIZE = (44, 22)
_LEAST_SIZE = (12, 6)


@click.command()
@click.argument("exercise")
@click.option("--frame", type=click.IntRange(1), help="Which pose: 1 is the start. All of them when left out.")
@click.option("--other-side", is_flag=True, help="The left side works instead of the right one.")
@click.option(
    "--svg",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Draw it into this file instead; - for standard output.",
)
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
def command(exercise: str, frame: int | None, svg: Path | None, *, other_side: bool, force: bool) -> int:
    """Show what EXERCISE looks like. EXERCISE is an id from `unbend list --exercises`.

    \b
    unbend figure cat-cow
    unbend figure neck-turn --frame 2 --other-side
    unbend figure bridge --frame 2 --svg bridge.svg

    From the front a figure is a mirror; from the side its near side is the one that works.
    """  # noqa: D301  # the mark is a control character, by which click leaves a paragraph as it is
    found = wiring.exercise(exercise)
    scene = _scene(exercise, found)
    moments = scene.frames(is_other_side=other_side)
    if frame is not None and frame > len(moments):
        count = f"{len(moments)} frames" if len(moments) > 1 else "1 frame"
        msg = f'"{exercise}" has {count}, and no frame {frame}'
        raise WrongUse(msg)
    if svg is not None:
        # A drawing without a number shows where the movement leads.
        _draw(svg, found.name, scene, moments[_held(scene) if frame is None else frame - 1], is_forced=force)
        return EXIT_DONE
    chosen = moments if frame is None else [moments[frame - 1]]
    size = _size()
    for number, moment in enumerate(chosen, start=frame or 1):
        click.echo(f"{found.name}, {number} of {len(moments)}")
        rows = [_coloured(row) for row in scene.rows(*size, moment)]
        first = next((number for number, row in enumerate(rows) if row), 0)
        click.echo("\n".join(rows[first:]))
    if frame is None:
        for line in found.how:
            click.echo(f"- {line}")
    return EXIT_DONE


def _scene(name: str, exercise: Exercise) -> Scene:
    from unbend.figure.scene import Scene  # noqa: PLC0415  # not for an id that is wrong

    if exercise.figure is None:
        msg = f'"{name}" has no figure; docs/figures.md says how to draw one'
        raise WrongUse(msg)
    return Scene(exercise.figure.figure())


def _held(scene: Scene) -> int:
    """Return the number, from 0, of the pose that is held."""
    return len(scene.figure.there)


def _size() -> tuple[int, int]:
    columns, lines = shutil.get_terminal_size((_USUAL_SIZE[0], 4 * _USUAL_SIZE[1]))
    return (
        max(min(_USUAL_SIZE[0], columns), _LEAST_SIZE[0]),
        max(min(_USUAL_SIZE[1], lines - 2), _LEAST_SIZE[1]),
    )


def _coloured(row: Sequence[Run]) -> str:
    """Return `row` in the terminal's own colours; click leaves them out where the output is not a terminal."""
    if "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb":
        return "".join(text for text, _ in row).rstrip()
    parts = [click.style(text, fg=_in_click(ink)) if ink else text for text, ink in row if text.strip() or ink]
    return "".join(parts).rstrip()


def _in_click(ink: Ink) -> str:
    """Return the colour of `ink` as click names it."""
    return SIXTEEN[ink].replace("default", "reset")


def _draw(path: Path, title: str, scene: Scene, moment: Moment, *, is_forced: bool) -> None:
    from unbend.figure.svg import drawing  # noqa: PLC0415  # only here

    text = drawing(scene.shapes(moment), scene.window(is_other_side=moment.is_other_side), title)
    if str(path) == "-":
        click.echo(text, nl=False)
        return
    try:
        if path.exists() and not is_forced:
            msg = f"{path} is there already; --force replaces it"
            raise WrongUse(msg)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        msg = f"{path} cannot be written: {error.strerror}"
        raise WrongUse(msg) from error
    click.echo(f"Drawn into {path}.")
