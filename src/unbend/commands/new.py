"""`unbend new`: a routine file to begin with, commented so that it teaches the format."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from unbend import resources
from unbend.errors import EXIT_DONE, WrongUse
from unbend.routine.vocabulary import ID

if TYPE_CHECKING:
    from pathlib import Path

TEMPLATE = """\
# A routine of your own. Save, then:   unbend check {name}   and   unbend run {name}
# Every exercise there is:             unbend list --exercises
unbend: 1
title: {title}
# who: For whom it is
# when: When it does good
# needs: [chair]
# cautions: What to leave out, and when

# What holds for every step that does not say otherwise.
defaults:
  rest: 10s               # between sets

steps:
  # An exercise by its id, as much as it comes with.
  - shoulder-roll

  # The same with your own amount. A duration always has its unit: 20s, 1m30s, 5m.
  - exercise: neck-side-tilt
    reps: 2
    hold: 8s              # or tempo: 2-8-2 for ease in, hold, ease out
    note: Your therapist's words go here; they are shown, never spoken

  # The tighter side may get more, the other never less.
  # - exercise: hamstring-chair
  #   left: {{hold: 20s, reps: 2}}
  #   right: {{hold: 20s}}

  # Several things several times.
  # - repeat: 2
  #   steps:
  #     - chin-tuck
  #     - rest: 20s

  # A walk; "advance: key" waits until you press Enter.
  # - walk: 2m
  #   advance: key

  # An exercise that is not in the library, described below.
  - exercise: towel-pull

  - exercise: rest-breathe
    time: 30s

# Exercises of this file's own, so that it can be given to somebody as it is.
exercises:
  towel-pull:
    name: Towel pull
    position: seated
    kind: strength
    dose: {{reps: 5, tempo: 2-5-2}}
    how:
      - Hold a towel in front of you with both hands, shoulders low.
      - Pull it gently apart, breathe, and let go slowly.
    say: Pull gently apart, and breathe.
"""


@click.command()
@click.argument("name")
def command(name: str) -> int:
    """Begin a routine of your own, called NAME, and say where the file is.

    NAME is what you will type to run it: small letters, digits and hyphens. The file explains the format as it goes,
    and passes `unbend check` as it stands.
    """
    if not ID.fullmatch(name):
        msg = f'"{name}" is no name for a routine; use small letters, digits and hyphens, such as my-routine'
        raise WrongUse(msg)
    file = resources.user_routines() / f"{name}.yaml"
    _write(file, TEMPLATE.format(name=name, title=name.replace("-", " ").capitalize()))
    click.echo(f"{file}\nEdit it, then: unbend check {name}, unbend run {name}")
    if (resources.shipped("routines") / f"{name}.yaml").is_file():
        click.echo("It takes the place of the shipped routine of that name until it is renamed or deleted.")
    return EXIT_DONE


def _write(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8") as stream:
            stream.write(text)
    except FileExistsError as error:
        msg = f"{file} is there already; it was left as it is"
        raise WrongUse(msg) from error
    except OSError as error:
        msg = f"{file} cannot be written: {error.strerror}"
        raise WrongUse(msg) from error
