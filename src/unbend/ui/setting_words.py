"""Words of the settings, and what a step to another value leads to. Knows no Textual."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unbend.setting_kinds import Flag, Moments, OneOf, Some, TimeOfDay, WeekHours, Whole, Words

if TYPE_CHECKING:
    from unbend.settings import Setting

_MOST_NAMED = 3
_LONGEST = 30
NOT_SET = "not set"


def is_stepped(setting: Setting) -> bool:
    """Return whether the value is changed in place; another is asked for in a box."""
    return isinstance(setting.kind, Flag | Whole | OneOf)


def stepped(setting: Setting, value: object, by: int, *, goes_round: bool = False) -> object:
    """Return the value `by` steps, 1 or -1, from `value`.

    A number stays within its range, or with `goes_round` begins anew, so that one button reaches every value. Words go
    round in any case.
    """
    match setting.kind:
        case Flag():
            return not value
        case OneOf(choices=choices):
            words = [word for word, _ in choices]
            return words[(words.index(str(value)) + by) % len(words)]
        case Whole(least=least, most=most, step=step):
            assert isinstance(value, int)  # noqa: S101  # what its kind reads
            # A volume of 42, as a file may have it, goes to 45 or 40.
            wanted = (value // step + 1) * step if by > 0 else (-(-value // step) - 1) * step
            if goes_round and value == most:
                return least
            return min(max(wanted, least), most)
    return value


def value_words(setting: Setting, value: object) -> str:
    """Return `value` as it stands beside the label."""
    match setting.kind:
        case Flag():
            return "on" if value else "off"
        case OneOf(choices=choices):
            return dict(choices)[str(value)]
        case Whole(unit=unit):
            return f"{value} {unit}".rstrip()
        case Some(choices=choices):
            assert isinstance(value, tuple)  # noqa: S101  # what its kind reads
            return f"{len(value)} of {len(choices)}" if value else "none"
        case Moments():
            assert isinstance(value, tuple)  # noqa: S101  # what its kind reads
            return _short(", ".join(value)) or NOT_SET
        case Words() | TimeOfDay() | WeekHours():
            return _short(str(value)) or NOT_SET


def _short(text: str) -> str:
    """Return as much of `text` as stands beside a label in the narrowest window."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3].rstrip(' ,')}..."


def about(setting: Setting, value: object) -> str:
    """Return what is told of a setting: what it does, what is chosen, where its limits come from."""
    lines = [setting.help]
    if isinstance(setting.kind, Whole):
        lines[0] += f" {setting.kind.least} to {setting.kind.most}."
    if isinstance(setting.kind, Some) and isinstance(value, tuple) and value:
        labels = [dict(setting.kind.choices)[word] for word in value]
        more = f", and {len(labels) - _MOST_NAMED} more" if len(labels) > _MOST_NAMED else ""
        lines.append(f"Now: {', '.join(labels[:_MOST_NAMED])}{more}.")
    if isinstance(setting.kind, WeekHours | Moments) and value:
        lines.append(f"Now: {', '.join(value) if isinstance(value, tuple) else value}.")  # in full
    if setting.sources:
        lines.append(f"Source: {', '.join(setting.sources)}; see docs/sources.md.")
    return "\n".join(lines)
