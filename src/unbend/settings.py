"""The user's settings: every default in one place, and `config.toml` laid over them."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from unbend.errors import SettingsInvalid

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 1024 * 1024


_SHOULD_BE = {
    "extra_forbidden": "unknown setting",
    "int_type": "should be a whole number",
    "bool_type": "should be true or false",
    "string_type": "should be text in quotes",
    "string_too_long": "is too long",
    "less_than_equal": "is too large",
    "greater_than_equal": "is too small",
}


def _as_text(value: object) -> object:
    """Take an emergency number as people write it, without quotes."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


class SettingsUnusable(SettingsInvalid):
    """Something in the settings cannot be meant; `usable` is what holds without it."""

    def __init__(self, sentence: str, usable: Settings) -> None:
        super().__init__(sentence)
        self.usable = usable


class Settings(BaseModel):
    """What the user may set."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    volume: Annotated[int, Field(ge=0, le=100)] = 40
    """Percent. The cues are made so that 40 is heard at a desk and not at the next one."""
    mute: bool = False
    countdown: bool = True
    """Whether the last three seconds are heard."""
    halfway: bool = True
    """Whether the middle of a long hold is heard."""
    resume_lead_s: Annotated[int, Field(ge=0, le=30)] = 3
    """Seconds of countdown after a pause, to get back into position."""
    emergency_number: Annotated[str, BeforeValidator(_as_text), Field(max_length=30)] = ""
    """Shown in the emergency text; empty for a sentence that names the usual ones."""


def load_settings(file: Path) -> Settings:
    """Return the settings in `file`, or the defaults where there is none.

    Raises `SettingsUnusable` where the file cannot be read or says what cannot be meant; the error carries the settings
    that can be used all the same.
    """
    try:
        with file.open("rb") as stream:
            raw = stream.read(MOST_BYTES)
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise SettingsUnusable(f"{file} cannot be read: {error.strerror}", Settings()) from error  # noqa: EM102, TRY003
    try:
        written = tomllib.loads(raw.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SettingsUnusable(f"{file} is not TOML: {error}", Settings()) from error  # noqa: EM102, TRY003
    try:
        return Settings.model_validate(written)
    except ValidationError as error:
        wrong = {str(each["loc"][0]): each["type"] for each in error.errors(include_url=False)}
        told = "; ".join(f"{key}: {_SHOULD_BE.get(kind, 'cannot be used')}" for key, kind in wrong.items())
        usable = Settings.model_validate({key: value for key, value in written.items() if key not in wrong})
        raise SettingsUnusable(f"{file}: {told}", usable) from error  # noqa: EM102, TRY003
