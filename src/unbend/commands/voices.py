"""`unbend voices`: which voices there are, and how one sounds."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import closing
from pathlib import Path

import click

from unbend import resources
from unbend.audio.client import AudioClient
from unbend.audio.voice import Voice, VoiceFailed, voice_names
from unbend.commands import places
from unbend.errors import EXIT_DONE, EXIT_PROBLEMS
from unbend.session.parts import voice_called, voices_there

_SAMPLE = "Next: ear toward shoulder, left side. 20 seconds. Leave it out if it hurts."
_LONGEST_S = 15.0


@click.command()
@click.argument("name", required=False)
def command(name: str | None) -> int:
    """List the voices there are, or hear the one called NAME.

    \b
    unbend voices
    unbend voices espeak-ng:en-gb

    A name, or "auto" for the first, is what the setting "voice" takes, for sessions and for unbend export.
    """  # noqa: D301  # the mark is a control character, by which click leaves a paragraph as it is
    if name is not None:
        return _hear(voice_called(name))
    there = voices_there()
    if not there:
        voice_called("auto")  # says what to do about it
    for engine in there:
        usual = engine.usual_voice or "the usual voice"
        click.echo(f"{engine.name}  ({usual})")
        try:
            for voice in voice_names(engine):
                click.echo(f"  {engine.name}:{voice}")
        except VoiceFailed as error:
            click.echo(f"  its voices are not known: {error}", err=True)
    return EXIT_DONE


def _hear(voice: Voice) -> int:
    settings = places.settings(lambda sentence: click.echo(sentence, err=True))
    try:
        file = voice.rendered(_SAMPLE)
    except VoiceFailed as error:
        click.echo(f"unbend: the voice {voice.engine.name} failed: {error}", err=True)
        return EXIT_PROBLEMS
    click.echo(_SAMPLE)
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(file, Path(folder) / "sample.wav")  # the player takes a folder of sounds
        player = AudioClient(Path(folder), volume=settings.loudness, log_path=resources.log_file("sound"))
        with closing(player):
            player.play("sample")
            player.drained(_LONGEST_S)
            click.echo(player.status)
    return EXIT_DONE
