"""The user's settings: every default in one place, and `config.toml` laid over them."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from unbend.errors import SettingsInvalid

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 1024 * 1024


class Settings(BaseModel):
    """What the user may set."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    volume: Annotated[int, Field(ge=0, le=100)] = 40
    """Percent. The cues are made so that 40 is heard at a desk and not at the next one."""
    mute: bool = False
    countdown: bool = True
    """Whether the last three seconds are heard."""
    halfway: bool = True
    """Whether the middle of a long hold is heard."""
    resume_lead_s: Annotated[int, Field(ge=0, le=30)] = 3
    """Seconds of countdown after a pause, to get back into position."""
    emergency_number: Annotated[str, Field(max_length=30)] = ""
    """Shown in the emergency text; empty for a sentence that names the usual ones."""


def load_settings(file: Path) -> Settings:
    """Return the settings in `file`, or the defaults where there is none.

    Raises `SettingsInvalid` where the file cannot be read or says what cannot be meant.
    """
    try:
        with file.open("rb") as stream:
            raw = stream.read(MOST_BYTES)
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        msg = f"{file} cannot be read: {error.strerror}"
        raise SettingsInvalid(msg) from error
    try:
        return Settings.model_validate(tomllib.loads(raw.decode("utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        msg = f"{file} is not TOML: {error}"
        raise SettingsInvalid(msg) from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key = ".".join(str(part) for part in first["loc"])
        what = "unknown setting" if first["type"] == "extra_forbidden" else first["msg"].lower()
        msg = f"{file}: {key}: {what}"
        raise SettingsInvalid(msg) from error
