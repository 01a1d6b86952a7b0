"""`unbend sounds`: every cue by ear and by name."""

from __future__ import annotations

import json
import sys
import threading
from contextlib import closing
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import click

from unbend import resources
from unbend.audio.client import AudioClient
from unbend.audio.samples import CueUnreadable, cue_length_s
from unbend.commands import places
from unbend.commands.wiring import json_option
from unbend.cue_table import CUES
from unbend.errors import EXIT_DONE, WrongUse
from unbend.routine.problems import did_you_mean
from unbend.session.output import Output
from unbend.session.parts import find_own_cues
from unbend.settings import SETTINGS, Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_SETTLES_S = 5.0
_LONGER_S = 2.0
"""How much longer than it lasts a cue may take, with a device that has to wake."""
_GAP_S = 0.7
"""Between two cues, so that each is heard as a motif of its own."""


@dataclass(frozen=True, slots=True)
class _Heard:
    """A cue as a session would play it."""

    name: str
    meaning: str
    group: str
    seconds: float | None
    file: str
    is_own: bool
    is_left_out: bool
    level: float


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--list", "is_list", is_flag=True, help="Name them only, each with its length and its file.")
@click.option("--volume", type=click.IntRange(0, 100), help="Percent; else as in your settings.")
@json_option
def command(names: tuple[str, ...], *, is_list: bool, volume: int | None, as_json: bool) -> int:
    """Play every cue in the order of a session, each with what it means; or those called NAME.

    \b
    unbend sounds
    unbend sounds switch rest --volume 60
    unbend sounds --list

    Ctrl-C stops at once. A sound of your own goes into the folder that --list names, called as the cue it replaces:
    WAV, FLAC, Ogg Vorbis or MP3, three seconds at the most.
    """  # noqa: D301  # the mark is a control character, by which click leaves a paragraph as it is
    for name in names:
        if name not in CUES:
            hint = did_you_mean(name, CUES) or "unbend sounds --list names them"
            msg = f'no cue is called "{name}" ({hint})'
            raise WrongUse(msg)
    settings = places.settings(lambda sentence: click.echo(sentence, err=True))
    own = find_own_cues(resources.decoded_sounds())
    for sentence in (*own.problems, *own.strays):
        click.echo(sentence, err=True)
    shipped = {name: resources.shipped("sounds") / f"{name}.wav" for name in CUES}
    files = {**shipped, **own.playable}
    shown = {**shipped, **own.files}
    cues = [_heard(name, files[name], shown[name], settings, is_own=name in own.files) for name in names or CUES]
    if as_json:
        click.echo(json.dumps([asdict(cue) for cue in cues], ensure_ascii=False, indent=2))
    elif is_list:
        _list(cues)
    else:
        _play(cues, files, settings.loudness if volume is None else volume / 100)
    return EXIT_DONE


def _heard(name: str, file: Path, shown: Path, settings: Settings, *, is_own: bool) -> _Heard:
    try:
        seconds = round(cue_length_s(str(file)), 2)
    except CueUnreadable:
        seconds = None
    return _Heard(
        name=name,
        meaning=CUES[name].meaning,
        group=str(CUES[name].group),
        seconds=seconds,
        file=resources.with_tilde(shown),
        is_own=is_own,
        is_left_out=name in settings.silent_cues,
        level=settings.level_of(CUES[name].group),
    )


def _list(cues: Iterable[_Heard]) -> None:
    for cue in cues:
        click.echo(f"{_line(cue)}  {cue.file}")
    click.echo(f"Sounds of your own go into {resources.with_tilde(resources.user_sounds())}, such as start.ogg.")


def _line(cue: _Heard) -> str:
    widest = max(map(len, CUES)), max(len(each.meaning) for each in CUES.values())
    seconds = "   ?  " if cue.seconds is None else f"{cue.seconds:4.1f} s"
    notes = ", ".join(
        note
        for is_so, note in (
            (cue.is_own, "yours"),
            (cue.is_left_out, "left out in a session"),
            (cue.level < 1, f"at {round(cue.level * 100)} percent of the volume"),
        )
        if is_so
    )
    return f"{cue.name:{widest[0]}}  {seconds}  {cue.meaning:{widest[1]}}{'  ' if notes else ''}{notes}"


def _play(cues: Sequence[_Heard], files: dict[str, Path], loudness: float) -> None:
    """Play `cues` one after the other; where nothing would be heard, say so and name them."""
    if not loudness:
        label = SETTINGS["volume"].label.lower()
        click.echo(f"By your settings the {label} is nothing; --volume 40 plays them. They are:")
        for cue in cues:
            click.echo(_line(cue).rstrip())
        return
    log = resources.log_file("sound")
    out = Output(sys.stdout)
    bell = out.ring if out.is_terminal else None
    with closing(AudioClient(files, volume=loudness, bell=bell, log_path=log)) as player:
        player.settled(_SETTLES_S)
        status = player.status
        if status.startswith("sound: off"):
            click.echo(f"{status.capitalize()}: nothing can be heard here, and unbend doctor says why. The cues are:")
        elif "bell" in status:
            click.echo("There is only the terminal's bell: it rings for changes, and ticks are left out.")
        for cue in cues:
            click.echo(_line(cue).rstrip())
            if status.startswith("sound: off"):
                continue
            player.play(cue.name, cue.level)
            player.drained((cue.seconds or 0) + _LONGER_S)
            threading.Event().wait(_GAP_S)  # a Ctrl-C ends it, and closing the player the sound
