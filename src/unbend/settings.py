"""The user's settings: every default, range and word about them in one table.

The dataclass is the table. Each field carries in its metadata the kind of its value and what a person is told of it, so
that the file (`unbend.settings_file`), the screen and the docs cannot say different things. Only the standard library:
the first frame needs the settings, and pydantic alone would make it wait 110 ms.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import Final, Literal, TypeAlias, TypeVar

from unbend.careful import CAREFUL
from unbend.cue_table import CUES, CueGroup
from unbend.setting_kinds import (
    CannotBeRead,
    Choices,
    Flag,
    Kind,
    Moments,
    OneOf,
    Some,
    TimeOfDay,
    WeekHours,
    Whole,
    Words,
)

Group: TypeAlias = Literal["Sound", "Session", "Screen", "You", "Pain", "Work"]
_T = TypeVar("_T")
_KEY: Final = "setting"
HOME_LOUDER: Final = 1.75
"""At home nobody sits at the next desk: what is barely heard there may be well heard here."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What there is to say of one setting."""

    name: str
    """As in the file."""
    kind: Kind
    label: str
    help: str
    """One sentence."""
    group: Group
    default: object
    sources: tuple[str, ...]
    """Where a limit comes from, by the numbers of docs/sources."""


def setting(  # noqa: PLR0913  # one for each thing to say
    default: _T,
    kind: Kind,
    label: str,
    help: str = "",  # noqa: A002  # what it is called everywhere else, and no one asks Python for help here
    *,
    group: Group = "Sound",
    sources: tuple[str, ...] = (),
) -> _T:
    """Return the field of a setting, for `Settings`."""
    told = {"kind": kind, "label": label, "help": help, "group": group, "sources": sources}
    return field(default=default, metadata={_KEY: told})


_PROFILES: Choices = (
    ("office", "Office: quiet"),
    ("home", "At home: louder"),
    ("voice", "By ear: louder, and spoken"),
    ("silent", "Silent: signs only"),
)
_OUTPUTS: Choices = (
    ("auto", "The best there is"),
    ("simpleaudio", "simpleaudio"),
    ("miniaudio", "miniaudio"),
    ("just_playback", "just_playback"),
    ("system", "The system's own player"),
    ("bell", "The terminal's bell"),
    ("off", "None"),
)
_RHYTHMS: Choices = (
    ("light", "30 s every 20 min"),
    ("classic", "2 min every 30 min"),
    ("hourly", "5 min every hour"),
    ("20-8-2", "Sit 20, stand 8, move 2"),
    ("walk-5-30", "Walk 5 min every 30 min"),
)
"""Those of `breaks.rhythm`."""
_AWAY: Choices = (
    ("count", "Counts as a break"),
    ("pause", "The clock stands still"),
    ("reset", "Work begins anew"),
)
_THEMES: Choices = (("dark", "Dark"), ("light", "Light"), ("contrast", "High contrast"))


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user may set. A value its kind would not take is a bug of the caller and raises `CannotBeRead`."""

    volume: int = setting(
        40, Whole(0, 100, "percent", step=5), "Volume", "At 40 the cues are heard at a desk and not at the next one."
    )
    profile: str = setting(
        "office",
        OneOf(_PROFILES),
        "Where you are",
        "Office plays at the volume as it is set, home nearly twice as loud; voice speaks as well; silent only shows.",
    )
    output: str = setting(
        "auto",
        OneOf(_OUTPUTS),
        "Played through",
        "What cannot be opened is passed over for the bell; what was lost is tried again.",
    )
    mute: bool = setting(default=False, kind=Flag(), label="Begin muted", help="No sound until you press m.")
    countdown: bool = setting(
        default=True,
        kind=Flag(),
        label="Last three seconds",
        help="Each of the last three seconds of a phase is heard.",
    )
    halfway: bool = setting(
        default=True,
        kind=Flag(),
        label="Halfway",
        help="The middle of a long hold is heard, so that nobody has to look.",
    )
    ticks_volume: int = setting(
        100,
        Whole(0, 100, "percent", step=5),
        "Ticks, of the volume",
        "Countdown, repetitions and breaths come that much softer; they are soft as they are.",
    )
    changes_volume: int = setting(
        100,
        Whole(0, 100, "percent", step=5),
        "Changes, of the volume",
        "What begins, ends, switches and rests comes that much softer.",
    )
    voice_volume: int = setting(
        100,
        Whole(0, 100, "percent", step=5),
        "Voice, of the volume",
        "What is spoken comes that much softer.",
    )
    silent_cues: tuple[str, ...] = setting(
        (),
        Some(tuple((name, each.meaning) for name, each in CUES.items())),
        "Sounds left out",
        "These are never heard, while their signs on the screen stay.",
    )
    voice: str = setting(
        "needed",
        Words(60),
        "Voice",
        "Needed speaks in routines that are followed by ear, auto in all, off in none; or a name unbend voices lists.",
    )
    resume_lead_s: int = setting(
        3,
        Whole(0, 30, "seconds"),
        "Time to get back",
        "After a pause there are so many seconds to get back into position.",
        group="Session",
    )
    reduced_motion: bool = setting(
        default=False,
        kind=Flag(),
        label="Less motion",
        help="Nothing moves on the screen but the seconds.",
        group="Screen",
    )
    figure: bool = setting(
        default=True,
        kind=Flag(),
        label="Figure",
        help="Beside the words a figure shows the movement, where the window has room for it.",
        group="Screen",
    )
    theme: str = setting(
        "dark", OneOf(_THEMES), "Colours", "Colour is never the only sign, whichever you choose.", group="Screen"
    )
    emergency_number: str = setting(
        "",
        Words(30),
        "Emergency number",
        "Shown with the warning signs; where it is empty, the usual numbers are named.",
        group="You",
    )
    wake_time: str = setting(
        "",
        TimeOfDay(),
        "When you get up",
        "In the two hours after it, a routine that bends the back forward says so before you start it.",
        group="You",
        sources=("E50",),
    )
    careful: tuple[str, ...] = setting(
        (),
        Some(tuple(CAREFUL.items())),
        "Careful with",
        "Exercises that ask for care with one of these say so before all else.",
        group="You",
        sources=("E51", "E52", "E62"),
    )
    # The numbers are those of docs/safety.md 4.3, and nobody can make them less strict than they are there.
    pain_mild_max: int = setting(
        3,
        Whole(0, 3),
        "Mild, up to",
        "For a pull or a familiar ache up to this strength, carrying on is offered first.",
        group="Pain",
        sources=("E25", "E26"),
    )
    pain_much_min: int = setting(
        6,
        Whole(4, 6),
        "Too much, from",
        "From this strength on, two points more than when you began make leaving it out the first offer.",
        group="Pain",
        sources=("E25", "E26", "E27"),
    )
    pain_severe_min: int = setting(
        8,
        Whole(6, 8),
        "A lot, from",
        "From this strength on, if it is more than when you began, stopping is offered first.",
        group="Pain",
        sources=("E26",),
    )
    work_preset: str = setting(
        "light",
        OneOf(_RHYTHMS),
        "Rhythm of breaks",
        "How long unbend work lets you work, and how long a break is.",
        group="Work",
        sources=("E11", "E12", "E13", "E19", "E20"),
    )
    work_every: int = setting(
        0,
        Whole(0, 240, "minutes"),
        "A break every",
        "So much work lies between two breaks; 0 leaves that to the rhythm.",
        group="Work",
    )
    work_break: int = setting(
        0,
        Whole(0, 3600, "seconds", step=30),
        "A break lasts",
        "So long is a break, 120 for two minutes; 0 leaves that to the rhythm.",
        group="Work",
    )
    work_hours: str = setting(
        "",
        WeekHours(),
        "Working hours",
        "Work is counted only then, such as mon-fri 09:00-17:00; where it is empty, always.",
        group="Work",
    )
    quiet_hours: str = setting(
        "",
        WeekHours(),
        "Quiet hours",
        "No break is announced then, such as mon 10:00-11:00; what falls there is left out.",
        group="Work",
    )
    work_fixed: tuple[str, ...] = setting(
        (),
        Moments(),
        "Breaks at fixed times",
        "Each is a time and a routine, such as 12:30 lunch-walk, on all days or on mon-fri.",
        group="Work",
    )
    work_away: str = setting(
        "count",
        OneOf(_AWAY),
        "Away from the desk",
        "What it means that nobody was there for as long as a break, or longer.",
        group="Work",
    )
    work_idle: int = setting(
        3,
        Whole(0, 60, "minutes"),
        "Nobody there, after",
        "So long without a key or the mouse, where the machine can tell; 0 goes by the clock alone.",
        group="Work",
    )

    def __post_init__(self) -> None:
        """Refuse what no file and no screen could have said."""
        for each in TABLE:
            value = getattr(self, each.name)
            if each.kind.read(value) != value:
                clause = f"{each.name} is not written as {value!r}"
                raise CannotBeRead(clause)

    @property
    def loudness(self) -> float:
        """The fraction of full loudness, 0 to 1, that the player gets; `mute` is not in it, so that `m` undoes it."""
        if self.profile == "silent":
            return 0.0
        percent = self.volume * HOME_LOUDER if self.profile in ("home", "voice") else self.volume
        return min(percent, 100) / 100

    def voice_for(self, *, is_by_ear: bool) -> str | None:
        """Return the voice for a routine, followed by ear or not, as `find_voice` takes it; None for none."""
        if self.profile == "silent" or (self.voice == "off" and self.profile != "voice"):
            return None
        if self.voice not in ("needed", "off"):
            return self.voice
        return "auto" if is_by_ear or self.profile == "voice" else None

    def with_voice(self, *, wanted: bool | None) -> Settings:
        """Return these settings with a voice in every routine, with none, or as they are where nothing is `wanted`."""
        if wanted is None:
            return self
        if not wanted:
            return replace(self, voice="off", profile="home" if self.profile == "voice" else self.profile)
        return replace(self, voice="auto" if self.voice in ("off", "needed") else self.voice)

    def level_of(self, group: CueGroup) -> float:
        """Return the part of the volume, 0 to 1, that `group` gets."""
        percent = {
            CueGroup.TICKS: self.ticks_volume,
            CueGroup.CHANGES: self.changes_volume,
            CueGroup.VOICE: self.voice_volume,
        }
        return percent[group] / 100


TABLE: tuple[Setting, ...] = tuple(
    Setting(name=each.name, default=each.default, **each.metadata[_KEY]) for each in fields(Settings)
)
"""Every setting, in the order in which it is shown."""
SETTINGS = {each.name: each for each in TABLE}
