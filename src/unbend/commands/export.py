"""`unbend export`: a routine as an audio file, for the phone, the shower, the walk."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from unbend import __version__, resources
from unbend.audio.client import gain_at
from unbend.audio.encoders import Tags, check, write_track
from unbend.audio.placing import place
from unbend.audio.samples import RATE_HZ, CueUnreadable, read_cue, scaled
from unbend.audio.track import Sounding, Track, chapters, soundings
from unbend.audio.voice import VoiceFailed, tidy
from unbend.commands import places, wiring
from unbend.cue_table import CueGroup
from unbend.engine.plan import PhaseKind
from unbend.engine.rehearsal import rehearse
from unbend.errors import EXIT_DONE, TrackUnwritable, WrongUse
from unbend.pain import words
from unbend.session.parts import voice_called
from unbend.session.sentences import sentences
from unbend.setting_kinds import OneOf
from unbend.settings import SETTINGS
from unbend.units import SECOND, format_clock, format_span

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterable, Iterator

    from unbend.audio.placing import Spoken
    from unbend.audio.voice import Voice
    from unbend.engine.plan import Plan
    from unbend.engine.rehearsal import Rehearsal
    from unbend.settings import Settings

_PROFILE = SETTINGS["profile"].kind
_PROFILES = [word for word, _ in _PROFILE.choices] if isinstance(_PROFILE, OneOf) else []
_BYTES_PER_MB = 1_000_000


@click.command()
@click.argument("routine")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="FILE.wav, .flac, .ogg or .mp3.")
@click.option(
    "--profile",
    type=click.Choice(_PROFILES),
    help="As loud as a session in this profile; as loud as the sounds are when left out.",
)
@click.option("--voice/--no-voice", default=None, help="Say what comes next; as the settings have it when left out.")
@wiring.side_option
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
def command(  # noqa: PLR0913  # one for each option
    routine: str, output: Path, profile: str | None, side: str | None, *, voice: bool | None, force: bool
) -> int:
    """Write ROUTINE as an audio file: every sound where a session has it, a chapter for each step.

    \b
    unbend export hot-shower-stretch -o shower.wav
    unbend export desk-reset -o desk.mp3 --voice

    .wav needs nothing; .flac, .ogg and .mp3 need pip install "unbend[export]". Nothing can be paused by itself in a
    file: what waits for you in a session gets a usual time, and a pack that asks for your skin first is left out.
    """  # noqa: D301  # the mark is a control character, by which click leaves a paragraph as it is
    check(output, is_forced=force)
    settings = places.settings(lambda sentence: click.echo(sentence, err=True))
    gain = _gain(settings, profile)
    library = wiring.library()
    compiled = library.compile(library.find(routine), wiring.side(side))
    if compiled.asks_side and side is None:
        click.echo("No side was named, so the left one gets more. The option --side names it.")
    rehearsal = rehearse(compiled.plan)
    levels = {group: settings.level_of(group) for group in CueGroup}
    heard = soundings(
        rehearsal,
        countdown=settings.countdown,
        halfway=settings.halfway,
        levels=levels,
        silent=settings.silent_cues,
    )
    sounds = _sounds({each.name for each in heard}, gain)
    if (chosen := _voice(settings, profile, voice, compiled.plan)) is not None:
        spoken = _speak(rehearsal, chosen)
        heard += [Sounding(each.at_ms, name, levels[CueGroup.VOICE]) for each, name, _ in spoken]
        sounds |= {name: scaled(samples, gain) for _, name, samples in spoken}
    track = Track(heard, sounds, rehearsal.total_ms)
    _write(output, track, _tags(rehearsal, track))
    for line in _told(rehearsal):
        click.echo(line)
    size = output.stat().st_size / _BYTES_PER_MB
    click.echo(f"{output}: {format_clock(_length_ms(track))}, {track.count} sounds, {size:.1f} MB.")
    click.echo(words.NOTICE)
    return EXIT_DONE


def _gain(settings: Settings, profile: str | None) -> float:
    """Return the factor for every sound. Whoever plays a file has a volume of their own, so the usual is the full one.

    Raises `WrongUse` where nothing would be heard.
    """
    if profile is None:
        return 1.0
    gain = gain_at(replace(settings, profile=profile).loudness)
    if not gain:
        msg = f"nothing is heard in the profile {profile}, so there is nothing to write"
        raise WrongUse(msg)
    return gain


def _voice(settings: Settings, profile: str | None, wanted: bool | None, plan: Plan) -> Voice | None:  # noqa: FBT001
    """Return the voice to speak with; None for none. Raises `WrongUse` where the one that was asked for is not there.

    One that is only usual in such a routine is done without, and that is told.
    """
    # Somebody who plays a file hears it, whatever the profile of this desk.
    there = replace(settings, profile=profile or "home").with_voice(wanted=wanted)
    name = there.voice_for(is_by_ear=plan.is_voice_only)
    try:
        return None if name is None else voice_called(name)
    except WrongUse as error:
        if wanted or settings.voice != "needed":
            raise
        click.echo(f"Without a voice: {error}.", err=True)
        return None


def _sounds(names: Iterable[str], gain: float) -> dict[str, array[int]]:
    """Return the samples of the shipped sounds; of one that cannot be read it is told, and the others are used."""
    folder, found = resources.shipped("sounds"), {}
    for name in names:
        try:
            found[name] = read_cue(str(folder / f"{name}.wav"), gain)
        except CueUnreadable as error:
            click.echo(f"a sound is left out: {error}", err=True)
    return found


def _speak(rehearsal: Rehearsal, voice: Voice) -> list[tuple[Spoken, str, array[int]]]:
    """Return what is said and where, each with a name among the sounds and its samples; tell what found no place.

    Raises `TrackUnwritable` where the voice fails: a track that somebody follows by ear must not fall silent halfway.
    """
    told = sentences(rehearsal.plan, rehearsal.events, left_out=rehearsal.left_out)
    bar = click.progressbar(told, label="voice", file=sys.stderr, hidden=not sys.stderr.isatty(), show_eta=False)
    try:
        with bar as each_told:
            for sentence in each_told:
                voice.length_ms(sentence.texts[0])  # spoken one by one, so that the bar moves
        placed = place(told, voice.length_ms)
        spoken = [(each, f"say: {each.text}", voice.spoken(each.text)) for each in placed.spoken]
    except VoiceFailed as error:
        msg = f"the voice {voice.engine.name} failed: {error}"
        raise TrackUnwritable(msg) from error
    tidy(resources.voice_folder())
    for each in placed.dropped:
        click.echo(f'Not said, for there is no time for it: "{each.texts[-1]}"', err=True)
    click.echo(f"{len(spoken)} sentences by {voice.engine.name}, {voice.name or 'the usual voice'}.")
    return spoken


def _tags(rehearsal: Rehearsal, track: Track) -> Tags:
    steps = [*rehearsal.steps]
    count = f"{len(steps)} steps" if len(steps) > 1 else "1 step"
    return Tags(
        title=rehearsal.plan.title,
        comment=f"{format_clock(_length_ms(track))}, {count}. {words.NOTICE}",
        software=f"unbend {__version__}",
        chapters=chapters(rehearsal),
    )


def _write(output: Path, track: Track, tags: Tags) -> None:
    """Write the file, with a bar where somebody may be watching."""
    bar = click.progressbar(
        length=track.frames, label=output.name, file=sys.stderr, hidden=not sys.stderr.isatty(), show_eta=False
    )
    with bar:
        write_track(output, track, tags, bar.update)


def _told(rehearsal: Rehearsal) -> Iterator[str]:
    """Yield what is not as in a session, a line for each step."""
    steps = {event.step: event.variant.name for event in rehearsal.steps}
    given: dict[tuple[int, bool], int] = {}
    for wait in rehearsal.waits:
        key = (wait.step, wait.phase.kind is PhaseKind.OWN_PACE)
        given[key] = given.get(key, 0) + wait.given_ms
    for (step, is_own_pace), given_ms in given.items():
        what = "is done at your own pace" if is_own_pace else "ends with a key"
        yield f"{steps[step]} {what} in a session; here it gets {format_span(given_ms)}."
    if rehearsal.left_out:
        count = len(rehearsal.left_out)
        packs = f"{count} packs are" if count > 1 else "1 pack is"
        yield f"{packs} left out: before a pack is put on again, somebody has to say how the skin is."


def _length_ms(track: Track) -> int:
    return track.frames * SECOND // RATE_HZ
